//! `raw/DATE/hot-search.json` of lonnyzhang423/douyin-hot-hub: the reply of Douyin's own board.

use std::sync::Arc;

use model::Micros;
use model::tables::HotTopic;
use serde_json::Value;

use super::{label, number, observed_at};
use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::probe::{Container, Probe};
use crate::reject::{Reason, Reject};
use crate::row::Position;
use crate::source::Source;
use crate::values::instant::epoch;

/// See the module.
#[derive(Debug)]
pub struct DouyinHotHub;

static MANIFEST: Manifest = Manifest {
    name: "douyin_hot",
    title_zh: "抖音热榜原始数据",
    doc: "One JSON object with data.word_list[] (word, position, hot_value, event_time, label, sentence_id) and extra.now.",
    fills: &["hot_topics"],
    proves: "What stood on Douyin's board at the moment in extra.now.",
    lacks: &["categories"],
};

impl Format for DouyinHotHub {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        // A reply on one line looks like JSON lines with one record.
        let object = matches!(probe.container, Container::JsonObject | Container::JsonLines);
        let known = object && probe.objects.first().is_some_and(|object| word_list(object).is_some());
        if known { Detection::yes(95, 4) } else { Detection::NO }
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        let Some(reply) = source.probe.objects.first() else { return Err(ReadError::Empty) };
        let now = number(reply.get("extra").and_then(|extra| extra.get("now"))).and_then(epoch);
        let observed_at: Micros = now.unwrap_or_else(|| observed_at(source));
        let mut records = 0;
        let lists = [("/data/word_list", word_list(reply)), ("/data/trending_list", trending_list(reply))];
        for (path, list) in lists {
            let sheet: Arc<str> = Arc::from(path);
            let rises = path.ends_with("trending_list");
            for (number, element) in (1..).zip(list.into_iter().flatten()) {
                records += 1;
                let at = Position { sheet: Some(sheet.clone()), row: number };
                if let Some(topic) = topic(element, observed_at, rises) {
                    sink.row(&at, vec![Entry::HotTopic(Box::new(topic))])?;
                } else {
                    let reject = Reject::new(Reason::NothingUsable, "the entry has no word", element.to_string());
                    sink.quarantine(&at, reject.in_column("word"))?;
                }
            }
        }
        Ok(records)
    }
}

fn word_list(reply: &serde_json::Map<String, Value>) -> Option<&Vec<Value>> {
    reply.get("data")?.get("word_list")?.as_array()
}

fn trending_list(reply: &serde_json::Map<String, Value>) -> Option<&Vec<Value>> {
    reply.get("data")?.get("trending_list")?.as_array()
}

/// An entry of the board, or of the list of those that rise, which has no places.
fn topic(element: &Value, observed_at: Micros, rises: bool) -> Option<HotTopic> {
    let word = element.get("word").and_then(Value::as_str).map(str::trim).filter(|word| !word.is_empty())?;
    let sentence = element.get("sentence_id").and_then(Value::as_str).filter(|sentence| !sentence.is_empty());
    Some(HotTopic {
        board: Some("douyin".to_owned()),
        title: Some(word.to_owned()),
        rank: number(element.get("position")).filter(|_| !rises),
        heat: number(element.get("hot_value")).filter(|heat| *heat > 0),
        url: sentence.map(|sentence| format!("https://www.douyin.com/hot/{sentence}")),
        event_at: number(element.get("event_time")).and_then(epoch),
        label: if rises { Some("上升") } else { number(element.get("label")).and_then(label) }.map(str::to_owned),
        observed_at: Some(observed_at),
        ..HotTopic::default()
    })
}
