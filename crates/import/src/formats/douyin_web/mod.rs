//! Douyin's own replies, as browsers, Evil0ctal's API, f2, jiji262 and paid services save them: lists of works, single works, comments
//! and profiles, in every wrapper, also one reply or one work a line.

pub mod aweme;
mod comment;
mod unwrap;
mod user;

use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::formats::reading::{Kind, nested};
use crate::probe::{Container, Probe};
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct DouyinWeb;

static MANIFEST: Manifest = Manifest {
    name: "douyin_web",
    title_zh: "抖音网页接口原始 JSON",
    doc: "Replies of Douyin's web interface: `{aweme_list}`, `{aweme_detail}`, `{comments}`, `{user}`, search results, each also inside \
          `{code, router, data}` or `{code, data}`, Evil0ctal's minimal form, single works, and files of many of these, one a line or in \
          an array. The records are the works, comments and profiles in them.",
    fills: &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "comments", "collections"],
    proves: "Profiles are complete, and prove that there are no works where they count none. Works and comments are pages of a \
             longer list: partial.",
    lacks: &["plays (the web always answers 0, which is read as missing)"],
};

pub(super) static AWEME: Kind = Kind::new(&["aweme_id"], 2, aweme::read);
pub(super) static COMMENT: Kind = Kind::new(&["cid"], 3, comment::read).of_citizens();
pub(super) static USER: Kind = Kind::new(&["sec_uid"], 1, user::read);

impl Format for DouyinWeb {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        if !matches!(probe.container, Container::JsonObject | Container::JsonLines | Container::JsonArray) {
            return Detection::NO;
        }
        let parts = probe.objects.iter().find_map(unwrap::parts);
        let stage = parts.and_then(|parts| parts.iter().map(|part| part.kind.stage).min());
        stage.map_or(Detection::NO, |stage| Detection::yes(94, stage))
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        nested::read(source, unwrap::parts, sink)
    }
}

/// What a work is, from the platform's number.
#[must_use]
pub fn kind_of_type(number: &str) -> Option<String> {
    let kind = match number {
        "0" | "4" | "51" | "55" | "61" | "66" | "109" | "201" => "video",
        "2" | "68" | "150" => "images",
        _ => return None,
    };
    Some(kind.to_owned())
}
