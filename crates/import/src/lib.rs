//! From the files people have to rows of the lake: detect the format, read record by record, quarantine what cannot be read,
//! and remember where everything came from.
//!
//! One file of code per format behind the [`Format`] trait ([`formats()`]); the pipeline behind it is the same for all: identities,
//! pseudonyms, masking, features, collections, and an account of every record:
//! `rows_read = rows_new + rows_known + rows_quarantined`, per file, or the import is not done.

mod accounts;
mod archive;
mod detect;
mod discover;
mod entry;
mod error;
pub mod footage;
mod format;
mod formats;
mod identity;
mod imports;
mod lake_rows;
mod mend;
mod original;
mod pipeline;
mod plan;
mod probe;
mod readers;
mod registry_diff;
mod reject;
mod report;
mod reread;
mod row;
mod run;
mod source;
pub mod synthetic;
mod trace;
mod undo;
mod values;

pub use accounts::{Claim, Conflict, Decided, Decision, conflicts, merge, unmerge};
pub use detect::{Claimed, Detected, detect};
pub use entry::{AccountEntry, CommentEntry, Entry, Identity, ListEntryDraft, MediaEntry, PostEntry, RegistryEntry};
pub use error::{ImportError, ReadError};
pub use format::{Detection, Format, Manifest, Sink, formats};
pub use formats::mapped::{ColumnMap, propose_map};
pub use imports::{FileImported, ImportDone, import_id, imports};
pub use mend::{
    ABOUT, ESCAPED, ID, LINE, MendOptions, MendReport, Mended, Quarantined, Still, mend, quarantined, read_mended,
};
pub use original::Original;
pub use probe::{Container, Probe, SheetLook};
pub use registry_diff::{FiledAccount, FiledChange, RegistryDiff, registry_diff};
pub use reject::{Reason, Reject};
pub use report::{FileReport, ImportReport, ReasonCount};
pub use reread::{Reread, RereadReport, Stale};
pub use row::{Cell, Header, Position, Row};
pub use run::{ImportOptions, Progress, Silent, import};
pub use source::Source;
pub use trace::{Missing, Statement, Traced, trace};
pub use undo::{UndoReport, undo};
