//! Reading a mapped file's rows.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use model::collection::CollectionState;
use model::id::{creator_hash, row_id};
use model::tables::{AccountSnapshot, Comment, ListEntry, Post, PostSnapshot, RegistryRow};
use model::{Day, Micros, Platform};

use super::map::{ColumnMap, MapTable, MappedColumn};
use super::{columnar, html};
use crate::entry::{AccountEntry, CommentEntry, Entry, Identity, ListEntryDraft, PostEntry, RegistryEntry};
use crate::error::ReadError;
use crate::format::Sink;
use crate::formats::registry::accounts::platform_of;
use crate::formats::registry::columns::normal;
use crate::formats::registry::lines::state_of;
use crate::identity::links::profile_link;
use crate::probe::Container;
use crate::readers::delimited::{Record, Records};
use crate::readers::encoding::{self, TextEncoding};
use crate::readers::{Item, json, workbook};
use crate::reject::{Reason, Reject};
use crate::row::{Position, Row};
use crate::source::{Source, last_second};
use crate::values::platform_id::{id_in_url, is_damaged, time_in_id};
use crate::values::{self, find_day, present, yes_no};

/// Reads the file.
pub fn read(source: &Source, map: &ColumnMap, sink: &mut dyn Sink) -> Result<u64, ReadError> {
    let mut reading = Reading { source, map, sink, header: None, records: 0 };
    match source.probe.container {
        Container::Xlsx | Container::Xls | Container::Docx | Container::Ods => {
            let mut current: Option<Arc<str>> = None;
            workbook::read_rows(&source.file, source.probe.container, &mut |sheet, row, cells| {
                if current.as_ref() != Some(sheet) {
                    current = Some(sheet.clone());
                    reading.header = None;
                }
                let at = Position { sheet: Some(sheet.clone()), row };
                reading.cells(&at, &cells.iter().map(|cell| cell.text().into_owned()).collect::<Vec<_>>())
            })?;
        }
        Container::Text(encoding) => {
            let mut records = Records::new(encoding::open(&source.file, encoding)?, source.probe.delimiter);
            while let Some((line, record)) = records.next_record(&source.file)? {
                let at = Position::line(line);
                match record {
                    Record::Cells(cells) => {
                        let had_header = reading.header.is_some();
                        reading.cells(&at, &cells)?;
                        if let Some(header) = reading.header.as_ref().filter(|_| !had_header) {
                            records.expect(header.len());
                        }
                    }
                    Record::Bad(reject) => reading.reject(&at, reject)?,
                }
            }
        }
        Container::JsonArray | Container::JsonLines => {
            let reader = encoding::open(&source.file, TextEncoding::Utf8)?;
            let array = source.probe.container == Container::JsonArray;
            let mut take = |at: &Position, item: Item| match item {
                Item::Bad(reject) => reading.reject(at, reject),
                Item::Row(row) => reading.object(at, &row),
            };
            if array {
                json::read_array(&source.file, reader, &mut take)?;
            } else {
                json::read_lines(&source.file, reader, &mut take)?;
            }
            return Ok(reading.records);
        }
        Container::JsonObject => {
            let Some(object) = source.probe.objects.first() else {
                return Err(ReadError::Map(crate::plan::large_object()));
            };
            reading.object(&Position::line(1), &Row::Object(object.clone()))?;
            return Ok(reading.records);
        }
        _ => return Err(ReadError::Map("a column map reads Excel, Word, OpenDocument, CSV and JSON only".to_owned())),
    }
    if reading.header.is_none() && reading.records == 0 {
        return Err(ReadError::Map("no row of the file has all the columns the map names".to_owned()));
    }
    Ok(reading.records)
}

struct Reading<'a> {
    source: &'a Source,
    map: &'a ColumnMap,
    sink: &'a mut dyn Sink,
    header: Option<Vec<String>>,
    records: u64,
}

/// The fields of one row, as text, with the column each came from.
struct Fields<'a> {
    map: &'a ColumnMap,
    by_field: BTreeMap<&'a str, (String, Option<&'a MappedColumn>)>,
    raw: String,
}

impl Reading<'_> {
    fn reject(&mut self, at: &Position, reject: Reject) -> Result<(), ReadError> {
        self.records += 1;
        self.sink.quarantine(at, reject)
    }

    fn cells(&mut self, at: &Position, cells: &[String]) -> Result<(), ReadError> {
        let Some(header) = &self.header else {
            let is_header = match self.map.header_row {
                Some(row) => at.row == row,
                None => self.map.fits(cells),
            };
            // What stands above the header are titles.
            if is_header {
                self.header = Some(cells.iter().map(|cell| normal(cell)).collect());
            }
            return Ok(());
        };
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        if cells.iter().zip(header).filter(|(cell, _)| !cell.is_empty()).all(|(cell, name)| normal(cell) == *name) {
            let reject = Reject::new(Reason::RepeatedHeader, "the header again inside the table", cells.join("\t"));
            return self.reject(at, reject);
        }
        let mut fields = Fields::new(self.map, cells.join("\t"));
        for (name, cell) in header.iter().zip(cells) {
            fields.put(name, cell);
        }
        self.fields(at, &fields)
    }

    /// A record, or, where the mapped columns are arrays, as many as these are long.
    fn object(&mut self, at: &Position, row: &Row) -> Result<(), ReadError> {
        if let Row::Object(object) = row
            && let Some(rows) = columnar::rows(object, self.map)?
        {
            for row in rows {
                let at = Position::line(self.records + 1);
                self.fields_of(&at, &Row::Object(row))?;
            }
            return Ok(());
        }
        self.fields_of(at, row)
    }

    fn fields_of(&mut self, at: &Position, row: &Row) -> Result<(), ReadError> {
        let mut fields = Fields::new(self.map, row.raw());
        if let Row::Object(object) = row {
            for name in object.keys() {
                if let Some(text) = row.text(name) {
                    fields.put(&normal(name), &text);
                }
            }
        }
        self.fields(at, &fields)
    }

    fn fields(&mut self, at: &Position, fields: &Fields<'_>) -> Result<(), ReadError> {
        self.records += 1;
        match entry(fields, self.source) {
            Ok(entry) => self.sink.row(at, vec![entry]),
            Err(reject) => self.sink.quarantine(at, reject),
        }
    }
}

impl<'a> Fields<'a> {
    fn new(map: &'a ColumnMap, raw: String) -> Self {
        let by_field = map.constants.iter().map(|(field, value)| (field.as_str(), (value.clone(), None))).collect();
        Self { map, by_field, raw }
    }

    fn put(&mut self, header: &str, cell: &str) {
        if let (Some(column), Some(text)) = (self.map.columns.get(header), present(cell)) {
            let text = column.values.get(text).map_or(text, String::as_str);
            let text = if column.html { html::plain(text) } else { text.to_owned() };
            self.by_field.insert(&column.field, (text, Some(column)));
        }
    }

    fn text(&self, field: &str) -> Option<String> {
        self.by_field.get(field).map(|(text, _)| text.clone())
    }

    fn count(&self, field: &str) -> Option<i64> {
        let (text, column) = self.by_field.get(field)?;
        values::count(text, column.map_or(values::Unit::One, |column| column.unit))
    }

    fn flag(&self, field: &str) -> Option<bool> {
        yes_no(&self.text(field)?)
    }

    fn instant(&self, field: &str) -> Option<values::Instant> {
        let (text, column) = self.by_field.get(field)?;
        let Some(form) = column.and_then(|column| column.date.as_deref()) else { return values::instant(text) };
        let moment = NaiveDateTime::parse_from_str(text, form).ok();
        let day = || NaiveDate::parse_from_str(text, form).ok();
        match moment {
            Some(moment) => {
                let seconds = moment.and_utc().timestamp() - 8 * 3600;
                Some(values::Instant { at: Micros::from_seconds(seconds)?, to_the_second: true })
            }
            None => Some(values::Instant { at: Day::from(day()?).start(), to_the_second: false }),
        }
    }

    fn day(&self, field: &str) -> Option<Day> {
        let (text, column) = self.by_field.get(field)?;
        match column.and_then(|column| column.date.as_deref()) {
            Some(form) => NaiveDate::parse_from_str(text, form).ok().map(Day::from),
            None => values::day(text).map(|reading| reading.day),
        }
    }

    fn id(&self, field: &str) -> Option<String> {
        self.text(field).filter(|id| !is_damaged(id))
    }

    fn platform(&self) -> Option<Platform> {
        self.text("platform").and_then(|words| platform_of(&words)).or(self.map.platform)
    }

    fn identity(&self, platform: Platform) -> Identity {
        let mut identity = Identity {
            uid: self.id("uid"),
            sec_uid: self.id("sec_uid"),
            short_id: self.id("short_id"),
            unique_id: self.id("unique_id"),
            creator_hash: self.id("creator_hash"),
            name: self.text("account_name"),
            ..Identity::default()
        };
        if let Some(link) = self.text("account_url").as_deref().and_then(profile_link)
            && link.platform == platform
        {
            let is_key = link.uid.is_some() || link.sec_uid.is_some();
            identity.uid = identity.uid.or(link.uid);
            identity.sec_uid = identity.sec_uid.or(link.sec_uid);
            identity.url = Some(link.url).filter(|_| !is_key);
        }
        identity
    }

    fn reject(&self, reason: Reason, detail: &str) -> Reject {
        Reject::new(reason, detail, self.raw.clone())
    }
}

fn entry(fields: &Fields<'_>, source: &Source) -> Result<Entry, Reject> {
    let Some(platform) = fields.platform() else {
        let detail = "no platform; add a column for `platform` to the map, or platform = \"…\"";
        return Err(fields.reject(Reason::UnknownPlatform, detail));
    };
    let day_in_name = || find_day(source.name()).map(|reading| reading.day);
    let observed_at =
        fields.instant("observed_at").map_or_else(|| source.observed_at(day_in_name()), |instant| instant.at);
    match fields.map.table {
        MapTable::Posts => post(fields, platform, observed_at),
        MapTable::Comments => comment(fields, platform, observed_at),
        MapTable::Accounts => account(fields, platform, observed_at),
        MapTable::Registry => registry(fields, platform, observed_at, source),
        MapTable::Lists => list(fields, platform, observed_at, source),
    }
}

fn post(fields: &Fields<'_>, platform: Platform, observed_at: Micros) -> Result<Entry, Reject> {
    let url = fields.text("url");
    let native_id = fields.id("native_id").or_else(|| id_in_url(platform, url.as_deref()?));
    let (title, content) = (fields.text("title"), fields.text("content"));
    if native_id.is_none() && title.is_none() && content.is_none() {
        return Err(fields.reject(Reason::MissingId, "the row has neither an id nor a text to know the work by"));
    }
    let stated = fields.instant("posted_at");
    let derived = native_id.as_deref().and_then(|id| time_in_id(platform, id)).filter(|_| stated.is_none());
    let post = Post {
        platform: Some(platform.id().to_owned()),
        kind: fields.text("kind"),
        title,
        content,
        posted_at: stated.map(|instant| instant.at).or(derived),
        posted_precision: stated
            .map(|instant| if instant.to_the_second { "second" } else { "day" })
            .or(derived.map(|_| "second"))
            .map(str::to_owned),
        posted_from: stated.map(|_| "field").or(derived.map(|_| "id")).map(str::to_owned),
        url,
        is_repost: fields.flag("is_repost"),
        pinned: fields.flag("pinned"),
        tags: fields.text("tags"),
        duration_ms: fields.count("duration_ms"),
        music: fields.text("music"),
        ip_region: fields.text("ip_region"),
        ..Post::default()
    };
    let counts = PostSnapshot {
        likes: fields.count("likes"),
        comments: fields.count("comments"),
        shares: fields.count("shares"),
        favourites: fields.count("favourites"),
        plays: fields.count("plays"),
        danmaku: fields.count("danmaku"),
        coins: fields.count("coins"),
        dislikes: fields.count("dislikes"),
        state: Some("visible".to_owned()),
        ..PostSnapshot::default()
    };
    let author = fields.identity(platform);
    let author_snapshot = AccountSnapshot { name: author.name.clone(), ..AccountSnapshot::default() };
    Ok(Entry::Post(Box::new(PostEntry {
        platform,
        author,
        author_snapshot,
        damaged_id: native_id.is_none().then(|| fields.text("native_id").unwrap_or_default()),
        post: Post { native_id, ..post },
        counts,
        observed_at,
        collected: CollectionState::Partial,
        gone: false,
    })))
}

fn comment(fields: &Fields<'_>, platform: Platform, observed_at: Micros) -> Result<Entry, Reject> {
    let content = fields.text("content");
    let native_id = fields.id("native_id");
    if native_id.is_none() && content.is_none() {
        return Err(fields.reject(Reason::MissingId, "the row has neither an id nor a text to know the comment by"));
    }
    let at = fields.instant("commented_at").map(|instant| instant.at);
    let comment = Comment {
        platform: Some(platform.id().to_owned()),
        content,
        commented_at: at,
        commented_from: at.map(|_| "field".to_owned()),
        likes: fields.count("likes"),
        reply_count: fields.count("reply_count"),
        ip_region: fields.text("ip_region"),
        ..Comment::default()
    };
    Ok(Entry::Comment(Box::new(CommentEntry {
        platform,
        damaged_id: native_id.is_none().then(|| fields.text("native_id").unwrap_or_default()),
        comment: Comment { native_id, ..comment },
        post_native_id: fields.id("post_native_id"),
        parent_native_id: fields.id("parent_native_id").filter(|parent| parent != "0"),
        commenter_hash: fields.id("commenter_uid").map(|uid| creator_hash(&uid)).or_else(|| fields.id("creator_hash")),
        observed_at,
    })))
}

fn account(fields: &Fields<'_>, platform: Platform, observed_at: Micros) -> Result<Entry, Reject> {
    let identity = fields.identity(platform);
    if !identity.has_identifier() {
        let detail = "the row has no identifier of the account (uid, sec_uid, unique_id, account_url …)";
        return Err(fields.reject(Reason::MissingId, detail));
    }
    let snapshot = AccountSnapshot {
        name: identity.name.clone(),
        signature: fields.text("signature"),
        verified: fields.flag("verified"),
        verification_kind: fields.text("verification_kind"),
        verification_text: fields.text("verification_text"),
        verified_entity: fields.text("verified_entity"),
        followers: fields.count("followers"),
        following: fields.count("following"),
        likes: fields.count("likes"),
        works: fields.count("works"),
        state: fields.text("state"),
        ip_region: fields.text("ip_region"),
        shop: fields.flag("shop"),
        ..AccountSnapshot::default()
    };
    Ok(Entry::Account(Box::new(AccountEntry { platform, identity, snapshot, observed_at, has_no_works: false })))
}

fn registry(fields: &Fields<'_>, platform: Platform, observed_at: Micros, source: &Source) -> Result<Entry, Reject> {
    let Some(name) = fields.text("account_name") else {
        return Err(fields.reject(Reason::MissingName, "the line has no account name"));
    };
    let stated = fields.day("filed_on");
    let observed_at = stated.map_or(observed_at, last_second);
    let row = RegistryRow {
        filing_id: Some(row_id("filing", &[&source.file_hash])),
        filed_on: Some(stated.unwrap_or_else(|| observed_at.day())),
        platform: Some(platform.id().to_owned()),
        account_name: Some(name),
        account_ref: fields.text("account_ref"),
        unit_name: fields.text("unit_name"),
        unit_code: fields.text("unit_code"),
        unit_address: fields.text("unit_address"),
        supervisor: fields.text("supervisor"),
        verified_entity: fields.text("verified_entity"),
        verified: fields.flag("verified"),
        verification_kind: fields.text("verification_kind"),
        opened_on: fields.day("opened_on"),
        state: fields.text("state").map(|state| state_of(&state).map_or(state, str::to_owned)),
        closed_on: fields.day("closed_on"),
        publishing: fields.flag("publishing"),
        followers: fields.count("followers"),
        works: fields.count("works"),
        last_updated_on: fields.day("last_updated_on"),
        update_frequency: fields.text("update_frequency"),
        operator: fields.text("operator"),
        contact_name: fields.text("contact_name"),
        contact_phone: fields.text("contact_phone"),
        clerk_name: fields.text("clerk_name"),
        interaction: fields.flag("interaction"),
        field: fields.text("field"),
        note: fields.text("note"),
        ..RegistryRow::default()
    };
    let identity = Identity { name_is_filed: true, ..fields.identity(platform) };
    Ok(Entry::Registry(Box::new(RegistryEntry { platform, identity, row, observed_at })))
}

fn list(fields: &Fields<'_>, platform: Platform, observed_at: Micros, _source: &Source) -> Result<Entry, Reject> {
    let Some(name) = fields.text("account_name") else {
        return Err(fields.reject(Reason::MissingName, "the line has no account name"));
    };
    let stated = fields.day("listed_on");
    let observed_at = stated.map_or(observed_at, last_second);
    let entry = ListEntry {
        list_kind: fields.map.list_kind.clone(),
        owner: fields.text("owner"),
        listed_on: Some(stated.unwrap_or_else(|| observed_at.day())),
        platform: Some(platform.id().to_owned()),
        name: Some(name),
        unit_name: fields.text("unit_name"),
        note: fields.text("note"),
        ..ListEntry::default()
    };
    let identity = Identity { name_is_filed: true, ..fields.identity(platform) };
    Ok(Entry::List(Box::new(ListEntryDraft { platform: Some(platform), identity, entry, observed_at })))
}
