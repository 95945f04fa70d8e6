//! bilibili: replies of its web interface as browsers and scripts save them, and the tables of the commonest comment and video scrapers.

mod replies;
mod rows;

use super::reading::{nested, tables};
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::probe::{Container, Probe};
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct Bilibili;

static MANIFEST: Manifest = Manifest {
    name: "bilibili",
    title_zh: "哔哩哔哩接口 JSON 与常见采集表",
    doc: "Replies of bilibili's web interface (`data.list.vlist[]`, `data` of a video, `data.list[]`, `data.replies[]`, `data.card`, `data` of a \
          profile), one a file, a line or an element; CSV or Excel of comments (评论ID, 上级评论ID, 用户ID, 评论内容 …; rpid, oid, bvid, \
          content …) and of videos (标题, BV号, 播放量 …). BV ids are turned into the number all tools share.",
    fills: &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "comments", "collections"],
    proves: "Profiles are complete, and prove that there are no works where they count none. Works and comments are partial.",
    lacks: &["the video a comment stands under, in tables without its id"],
};

impl Format for Bilibili {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        if is_json(probe) {
            let parts = probe.objects.iter().find_map(replies::parts);
            let stage = parts.and_then(|parts| parts.iter().map(|part| part.kind.stage).min());
            return stage.map_or(Detection::NO, |stage| Detection::yes(93, stage));
        }
        tables::detect(probe, rows::KINDS, 91)
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        if is_json(&source.probe) {
            nested::read(source, replies::parts, sink)
        } else {
            tables::read(source, rows::KINDS, sink)
        }
    }
}

fn is_json(probe: &Probe) -> bool {
    matches!(probe.container, Container::JsonObject | Container::JsonLines | Container::JsonArray)
}
