//! `raw/DATE.json` of justjavac/weibo-trending-hot-search: the titles of a day in the order they were first seen.

use model::tables::HotTopic;

use super::{no_title, observed_at, read_elements, title};
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::probe::{Container, Probe};
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct Justjavac;

static MANIFEST: Manifest = Manifest {
    name: "weibo_hot_justjavac",
    title_zh: "微博热搜存档（逐日，只有标题）",
    doc: "A JSON array of objects with title and url, the url beginning with /weibo?q=; the day is the file's name.",
    fills: &["hot_topics"],
    proves: "Which titles stood on Weibo's board on that day.",
    lacks: &["hour", "heat", "place on the board", "category"],
};

impl Format for Justjavac {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        let known = probe.container == Container::JsonArray
            && probe.objects.first().is_some_and(|object| {
                object.contains_key("title")
                    && object.get("url").and_then(|url| url.as_str()).is_some_and(|url| url.contains("/weibo?q="))
            });
        if known { Detection::yes(90, 4) } else { Detection::NO }
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        let observed_at = observed_at(source);
        read_elements(source, sink, &mut |row, _| {
            Ok(Some(HotTopic {
                board: Some("weibo".to_owned()),
                title: Some(title(row.text("title")).ok_or_else(|| no_title(row))?),
                url: title(row.text("url"))
                    .map(|url| format!("https://s.weibo.com{}", url.trim_start_matches("https://s.weibo.com"))),
                observed_at: Some(observed_at),
                ..HotTopic::default()
            }))
        })
    }
}
