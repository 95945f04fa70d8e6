//! Pages of weibo.com taken with the Web Scraper browser extension: the names of columns are the page's own classes, and differ from file to file.

use model::Platform;

use super::{settle, shows_repost};
use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::formats::reading::columns::Works;
use crate::formats::reading::fields::text;
use crate::formats::reading::{Context, Kind, tables, works};
use crate::probe::Probe;
use crate::reject::Reject;
use crate::row::Row;
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct WebScraper;

static MANIFEST: Manifest = Manifest {
    name: "weibo_web_scraper",
    title_zh: "Web Scraper 扩展导出的微博页面",
    doc: "CSV or Excel with columns such as WB_text, WB_from, forward, comment, like, Time, weibo_url. Counts are written as `3061.0`, times \
          without a year (`5月31日 23:54 来自 …`): they are read where --observed or the file's name says when the page was taken. A text that \
          ends in 展开全文 is cut.",
    fills: &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "collections"],
    proves: "A partial collection.",
    lacks: &["the year of a time", "ids, where the file has no links", "the rest of long texts"],
};

const WORKS: Works = Works {
    content: &["WB_text"],
    posted: &["Time", "WB_from"],
    likes: &["like"],
    comments: &["comment"],
    shares: &["forward"],
    has_no_id: true,
    ..Works::none(Platform::Weibo)
};

static KINDS: &[Kind] = &[Kind::new(&["WB_text", "forward|comment|like", "Time|WB_from|weibo_url"], 2, work)];

impl Format for WebScraper {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        tables::detect(probe, KINDS, 92)
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        tables::read(source, KINDS, sink)
    }
}

fn work(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = works::work(row, &WORKS, context)?;
    if let Some(content) = &entry.post.content
        && let Some(cut) = content.strip_suffix("展开全文")
    {
        context.warn("long texts are cut at 展开全文; the rest is not in the file");
        entry.post.content = Some(cut.trim_end_matches(['.', '…', ' ']).to_owned());
    }
    // `https://weibo.com/UID/SHORT?from=…`
    if let Some(url) = text(row, &["weibo_url", "WB_from-href", "Time-href"]) {
        let path = url.split(['?', '#']).next().unwrap_or("").to_owned();
        let mut parts = path.trim_end_matches('/').rsplit('/');
        let short = parts.next().map(str::to_owned);
        entry.author.uid = parts
            .next()
            .filter(|uid| uid.bytes().all(|byte| byte.is_ascii_digit()) && uid.len() > 4)
            .map(str::to_owned);
        settle(&mut entry, short.as_deref());
    }
    entry.post.is_repost = shows_repost(entry.post.content.as_deref());
    Ok(vec![Entry::Post(Box::new(entry))])
}
