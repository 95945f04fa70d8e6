//! `api/DATE/HH.json` and `api/DATE/summary.json` of lxw15337674/weibo-trending-hot-history.

use model::tables::HotTopic;

use super::{heat, no_title, observed_at, read_elements, title};
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::probe::{Container, Probe};
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct Lxw;

static MANIFEST: Manifest = Manifest {
    name: "weibo_hot_lxw",
    title_zh: "微博热搜存档（逐小时，含热度与分类）",
    doc: "A JSON array of objects with title, category, url, hot, ads, readCount, discussCount; the day is the folder's name, the \
          hour (UTC+8) the file's. Entries with `ads: true` are advertisements and are not imported.",
    fills: &["hot_topics"],
    proves: "What stood on Weibo's board at that hour, or (summary) on that day.",
    lacks: &["the place on the board in summaries"],
};

impl Format for Lxw {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        let known = probe.container == Container::JsonArray
            && probe.objects.first().is_some_and(|object| {
                // Some months have no category, and early ones no mark of advertisements.
                let marks = ["ads", "category", "readCount", "discussCount"];
                object.contains_key("title")
                    && object.contains_key("hot")
                    && marks.iter().any(|mark| object.contains_key(*mark))
            });
        if known { Detection::yes(95, 4) } else { Detection::NO }
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        let observed_at = observed_at(source);
        // A summary gathers a day: its order is no place on the board.
        let is_board = source.name() != "summary.json";
        read_elements(source, sink, &mut |row, number| {
            if row.text("ads").is_some_and(|ads| matches!(ads.as_ref(), "true" | "1")) {
                return Ok(None);
            }
            Ok(Some(HotTopic {
                board: Some("weibo".to_owned()),
                title: Some(title(row.text("title")).ok_or_else(|| no_title(row))?),
                rank: i64::try_from(number).ok().filter(|_| is_board),
                heat: heat(row, "hot").filter(|heat| *heat > 0),
                category: title(row.text("category")),
                url: title(row.text("url")),
                observed_at: Some(observed_at),
                ..HotTopic::default()
            }))
        })
    }
}
