//! MediaCrawler: the collector most used for these platforms, in its three eras and five containers.
//!
//! Era A (until 2025-09) and B (until 2026-07) write ids and names; era C writes `creator_hash` (the first 16 hex of SHA-256
//! over the user's id) and a masked name. An account of era C is joined through that hash alone; a masked name is never used.

mod comments;
mod contents;
mod creators;
mod fields;
mod file_name;
mod forums;
mod layout;

use std::sync::Arc;

use model::Platform;
use model::collection::CollectionState;

use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::formats::reading::{citizens, tables};
use crate::probe::{Container, Probe};
use crate::readers::delimited::{Record, Records};
use crate::readers::encoding::{self, TextEncoding};
use crate::readers::{Item as Read, json, sqlite, workbook};
use crate::reject::{Reason, Reject};
use crate::row::{Cell, Header, Position, Row};
use crate::source::Source;

use file_name::{CrawlerType, FileName};
pub use forums::MediaCrawlerForums;
use layout::{Item, recognise};

/// See the module.
#[derive(Debug)]
pub struct MediaCrawler;

static MANIFEST: Manifest = Manifest {
    name: "media_crawler",
    title_zh: "MediaCrawler 采集文件",
    doc: "Works, comments and profiles of Douyin, Kuaishou, Weibo, bilibili and Xiaohongshu as JSONL, JSON, CSV, XLSX or SQLite, \
          of all three eras of the collector.",
    fills: &["accounts", "account_aliases", "account_snapshots", "posts", "post_snapshots", "comments", "collections"],
    proves: "A contents file of crawler type `creator` (by its name) proves a complete collection of the works of every account in \
             it, from the beginning to its newest `last_modify_ts`, unless records of the file went to quarantine as unreadable; \
             of type `search` or `detail`, or without a type in the name (SQLite), a partial one. A creators file proves \
             complete profiles, and where it counts no works a complete collection of none. Comments are partial.",
    lacks: &[
        "verification of accounts (except bilibili's `is_official`)",
        "plays on Douyin, Weibo and Xiaohongshu",
        "names and ids of accounts in files of the third era (since 2026-07): those join through creator_hash",
    ],
};

impl Format for MediaCrawler {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        let name = FileName::read(&probe.path);
        let item = match probe.container {
            Container::JsonArray | Container::JsonLines => {
                probe.objects.iter().find_map(|object| recognise(&|field| object.contains_key(field), &name))
            }
            Container::Text(_) => probe.sheets.first().and_then(|sheet| {
                let header = Header::new(&sheet.rows.first()?.1);
                recognise(&|field| header.has(field), &name)
            }),
            Container::Xlsx => {
                let known = probe.sheets.iter().any(|sheet| {
                    sheet.rows.first().is_some_and(|(_, cells)| {
                        let header = Header::new(cells);
                        recognise(&|field| header.has(field), &name).is_some()
                    })
                });
                return if known { Detection::yes(95, 2) } else { Detection::NO };
            }
            Container::Sqlite => {
                let known = layout::TABLES.iter().any(|(table, _, _)| probe.tables.contains_key(*table));
                return if known { Detection::yes(95, 2) } else { Detection::NO };
            }
            _ => None,
        };
        match item {
            Some((_, Item::Creators)) => Detection::yes(90, 1),
            Some((_, Item::Contents)) => Detection::yes(95, 2),
            Some((_, Item::Comments)) => Detection::yes(95, 3),
            None => Detection::NO,
        }
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        let mut reading = Reading::new(source, sink);
        match source.probe.container {
            Container::JsonLines | Container::JsonArray => reading.json()?,
            Container::Text(encoding) => reading.text(encoding)?,
            Container::Xlsx => reading.xlsx()?,
            Container::Sqlite => reading.sqlite()?,
            _ => return Err(ReadError::NoHeader("this container does not hold a MediaCrawler export".to_owned())),
        }
        Ok(reading.records)
    }
}

/// The reading of one file.
struct Reading<'a> {
    source: &'a Source,
    sink: &'a mut dyn Sink,
    name: FileName,
    records: u64,
}

/// A sheet whose header has come by: its name, its header, what its rows are.
type SheetUnderWay = (Arc<str>, Arc<Header>, Option<(Platform, Item)>);

/// What the readers of single records need to know of the file.
#[derive(Debug, Clone, Copy)]
struct Context<'a> {
    source: &'a Source,
    platform: Platform,
    /// What the file proves about the works of the accounts in it.
    collected: CollectionState,
    name: &'a FileName,
}

impl<'a> Reading<'a> {
    fn new(source: &'a Source, sink: &'a mut dyn Sink) -> Self {
        Self { source, sink, name: FileName::read(&source.path), records: 0 }
    }

    fn record(&mut self, at: &Position, read: Read, what: Option<(Platform, Item)>) -> Result<(), ReadError> {
        self.records += 1;
        let row = match read {
            Read::Bad(reject) => {
                let reject = if self.is_about_citizens(what) { citizens::without_ids(reject) } else { reject };
                return self.sink.quarantine(at, reject);
            }
            Read::Row(row) => row,
        };
        if row.repeats_header() {
            let detail = "a second header inside the data; two exports were put together";
            return self.sink.quarantine(at, Reject::new(Reason::RepeatedHeader, detail, row.raw()));
        }
        let what = what.or_else(|| recognise(&|field| row.has(field), &self.name));
        let Some((platform, item)) = what else {
            let detail = "the record has none of the fields that tell works, comments and profiles apart";
            return self.sink.quarantine(at, Reject::new(Reason::NothingUsable, detail, row.raw()));
        };
        let collected = match self.name.crawler_type {
            Some(CrawlerType::Creator) => CollectionState::Complete,
            _ => CollectionState::Partial,
        };
        let context = Context { source: self.source, platform, collected, name: &self.name };
        let entry = match item {
            Item::Contents => contents::read(&row, context, self.sink),
            Item::Comments => comments::read(&row, context, self.sink),
            Item::Creators => creators::read(&row, context, self.sink),
        };
        match entry {
            Ok(entry) => self.sink.row(at, vec![entry]),
            Err(reject) if item == Item::Comments => self.sink.quarantine(at, citizens::without_ids(reject)),
            Err(reject) => self.sink.quarantine(at, reject),
        }
    }

    /// Whether an unread record would have been a comment.
    fn is_about_citizens(&self, what: Option<(Platform, Item)>) -> bool {
        let seen = || {
            let object = self.source.probe.objects.first()?;
            recognise(&|field| object.contains_key(field), &self.name)
        };
        what.or_else(seen).is_some_and(|(_, item)| item == Item::Comments)
    }

    fn json(&mut self) -> Result<(), ReadError> {
        let file = &self.source.file;
        let reader = encoding::open(file, TextEncoding::Utf8)?;
        let array = self.source.probe.container == Container::JsonArray;
        let mut take = |at: &Position, item: Read| self.record(at, item, None);
        if array { json::read_array(file, reader, &mut take) } else { json::read_lines(file, reader, &mut take) }
    }

    fn text(&mut self, encoding: TextEncoding) -> Result<(), ReadError> {
        let file = &self.source.file;
        let mut records = Records::new(encoding::open(file, encoding)?, self.source.probe.delimiter);
        let header = loop {
            match records.next_record(file)? {
                Some((_, Record::Cells(cells))) => break Arc::new(Header::new(cells)),
                Some((line, Record::Bad(reject))) => {
                    self.record(&Position::line(line), Read::Bad(reject), None)?;
                }
                None => return Err(ReadError::Empty),
            }
        };
        records.expect(header.names().len());
        let what = recognise(&|field| header.has(field), &self.name);
        while let Some((line, record)) = records.next_record(file)? {
            let item = match record {
                Record::Cells(cells) => {
                    Read::Row(Row::Cells(header.clone(), cells.into_iter().map(Cell::Text).collect()))
                }
                Record::Bad(reject) => Read::Bad(reject),
            };
            self.record(&Position::line(line), item, what)?;
        }
        Ok(())
    }

    fn xlsx(&mut self) -> Result<(), ReadError> {
        let mut current: Option<SheetUnderWay> = None;
        let file = &self.source.file;
        workbook::read_rows(file, Container::Xlsx, &mut |sheet, row, cells| {
            match &current {
                Some((name, header, what)) if name == sheet => {
                    // A sheet of another kind (contacts, dynamics) was announced when its header came by.
                    if what.is_none() {
                        return Ok(());
                    }
                    let at = Position { sheet: Some(sheet.clone()), row };
                    self.record(&at, Read::Row(Row::Cells(header.clone(), cells)), *what)
                }
                _ => {
                    let header = Header::new(cells.iter().map(Cell::text));
                    let what = recognise(&|field| header.has(field), &self.name);
                    if what.is_none() {
                        self.sink.warn(&format!(
                            "sheet `{sheet}` holds neither works, comments nor profiles and was not read"
                        ));
                    }
                    current = Some((sheet.clone(), Arc::new(header), what));
                    Ok(())
                }
            }
        })
    }

    fn sqlite(&mut self) -> Result<(), ReadError> {
        for (table, platform, item) in layout::TABLES {
            if !self.source.probe.tables.contains_key(*table) {
                continue;
            }
            let sheet: Arc<str> = Arc::from(*table);
            sqlite::read_table(&self.source.file, table, &mut |row, header, cells| {
                let at = Position { sheet: Some(sheet.clone()), row };
                self.record(&at, Read::Row(Row::Cells(header, cells)), Some((*platform, *item)))
            })?;
        }
        self.records += tables::read_among(self.source, forums::KINDS, self.sink)?;
        Ok(())
    }
}
