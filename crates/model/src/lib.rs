//! The vocabulary of Mingjian: ids, tables and their Arrow schemas, findings, time, platforms, units.
//!
//! Nothing here reads a file, a clock or the network; time is always an argument.

pub mod calendar;
pub mod collection;
pub mod columns;
pub mod content;
pub mod finding;
pub mod id;
pub mod message;
pub mod place;
pub mod platform;
pub mod tables;
pub mod time;
pub mod unit;

pub use calendar::{Calendar, UnknownYear};
pub use columns::{BatchBuilder, ColumnDef, ColumnType, Record, TableDef, records};
pub use finding::{EvidenceRef, Finding, RuleClass, Subject, Verdict};
pub use message::{ContentKind, MessageKind, ReplyKind, Urgency};
pub use place::Outside;
pub use platform::Platform;
pub use time::{Day, Micros, Quarter};
pub use unit::{Level, UnitType};
