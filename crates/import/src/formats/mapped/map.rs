//! A column map: which column of a table means what.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use model::Platform;
use model::id::hash_hex;
use serde::Deserialize;

use crate::error::ImportError;
use crate::formats::registry::columns::normal;
use crate::probe::Probe;
use crate::values::Unit;

/// What the rows of a mapped file become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MapTable {
    /// Works and their counts.
    Posts,
    /// Comments.
    Comments,
    /// Profiles.
    Accounts,
    /// Lines of a registry.
    Registry,
    /// Lines of a list.
    Lists,
}

/// A column's meaning: the field's name, or the field with unit, date form and value table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum ColumnToml {
    Field(String),
    Detailed(ColumnDetail),
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnDetail {
    field: String,
    unit: Option<String>,
    date: Option<String>,
    #[serde(default)]
    html: bool,
    #[serde(default)]
    values: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MapToml {
    table: MapTable,
    platform: Option<String>,
    list_kind: Option<String>,
    header_row: Option<u64>,
    #[serde(default)]
    constants: BTreeMap<String, String>,
    columns: BTreeMap<String, ColumnToml>,
}

/// How one column is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappedColumn {
    /// The field it fills.
    pub field: String,
    /// The unit of its numbers.
    pub unit: Unit,
    /// The form of its dates, as `%Y/%m/%d %H:%M`; `None`: every form that is known.
    pub date: Option<String>,
    /// Its texts hold the markup of a page, which is taken out.
    pub html: bool,
    /// Values that stand for others.
    pub values: BTreeMap<String, String>,
}

/// A column map.
#[derive(Debug, Clone)]
pub struct ColumnMap {
    /// What the rows become.
    pub table: MapTable,
    /// The platform, where no column says it.
    pub platform: Option<Platform>,
    /// For lists: `zombie`, `inspection`, `matrix` or `source_unit`.
    pub list_kind: Option<String>,
    /// The row of the header, where it is not the first that has all columns.
    pub header_row: Option<u64>,
    /// Fields that are the same in every row.
    pub constants: BTreeMap<String, String>,
    /// Columns by their normalised header.
    pub columns: BTreeMap<String, MappedColumn>,
    /// The map as it was written, to be remembered.
    pub source: String,
}

const IDENTITY: &[&str] =
    &["uid", "sec_uid", "short_id", "unique_id", "creator_hash", "account_url", "account_name", "platform"];
const POSTS: &[&str] = &[
    "native_id",
    "title",
    "content",
    "posted_at",
    "kind",
    "url",
    "tags",
    "duration_ms",
    "music",
    "ip_region",
    "is_repost",
    "pinned",
    "likes",
    "comments",
    "shares",
    "favourites",
    "plays",
    "danmaku",
    "coins",
    "dislikes",
    "observed_at",
];
const COMMENTS: &[&str] = &[
    "native_id",
    "post_native_id",
    "parent_native_id",
    "commenter_uid",
    "content",
    "commented_at",
    "likes",
    "reply_count",
    "ip_region",
    "observed_at",
];
const ACCOUNTS: &[&str] = &[
    "signature",
    "verified",
    "verification_kind",
    "verification_text",
    "verified_entity",
    "followers",
    "following",
    "likes",
    "works",
    "state",
    "ip_region",
    "shop",
    "observed_at",
];
const REGISTRY: &[&str] = &[
    "account_ref",
    "unit_name",
    "unit_code",
    "unit_address",
    "supervisor",
    "verified_entity",
    "verified",
    "verification_kind",
    "opened_on",
    "state",
    "closed_on",
    "publishing",
    "followers",
    "works",
    "last_updated_on",
    "update_frequency",
    "operator",
    "contact_name",
    "contact_phone",
    "clerk_name",
    "interaction",
    "field",
    "note",
    "filed_on",
];
const LISTS: &[&str] = &["owner", "listed_on", "unit_name", "note"];

impl MapTable {
    /// The word for it in a map.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Posts => "posts",
            Self::Comments => "comments",
            Self::Accounts => "accounts",
            Self::Registry => "registry",
            Self::Lists => "lists",
        }
    }

    /// The fields a map for this table may name.
    #[must_use]
    pub fn fields(self) -> Vec<&'static str> {
        let own = match self {
            Self::Posts => POSTS,
            Self::Comments => COMMENTS,
            Self::Accounts => ACCOUNTS,
            Self::Registry => REGISTRY,
            Self::Lists => LISTS,
        };
        IDENTITY.iter().chain(own).copied().collect()
    }
}

impl ColumnMap {
    /// Reads a map from TOML.
    ///
    /// # Errors
    /// In words: what is wrong and what to write instead.
    pub fn parse(text: &str) -> Result<Self, String> {
        let toml: MapToml = toml::from_str(text).map_err(|error| error.to_string())?;
        let allowed = toml.table.fields();
        let known = |field: &str| {
            if allowed.contains(&field) {
                Ok(())
            } else {
                Err(format!("there is no field `{field}` for this table; write one of: {}", allowed.join(", ")))
            }
        };
        let platform = match toml.platform.as_deref() {
            None => None,
            Some(words) => Some(Platform::from_words(words).ok_or_else(|| {
                let ids: Vec<&str> = Platform::ALL.iter().map(|platform| platform.id()).collect();
                format!("`{words}` is no platform; write one of: {}", ids.join(", "))
            })?),
        };
        toml.constants.keys().try_for_each(|field| known(field))?;
        let mut columns = BTreeMap::new();
        for (header, column) in toml.columns {
            let detail = match column {
                ColumnToml::Field(field) => {
                    ColumnDetail { field, unit: None, date: None, html: false, values: BTreeMap::new() }
                }
                ColumnToml::Detailed(detail) => detail,
            };
            known(&detail.field).map_err(|error| format!("column `{header}`: {error}"))?;
            let unit = match detail.unit.as_deref() {
                None => Unit::in_header(&header),
                Some(name) => Unit::from_name(name)
                    .ok_or_else(|| format!("column `{header}`: `{name}` is no unit; write 个, 千, 万 or 亿"))?,
            };
            if let Some(form) = &detail.date {
                let good = chrono::format::StrftimeItems::new(form).all(|item| item != chrono::format::Item::Error);
                if !good {
                    return Err(format!("column `{header}`: `{form}` is no date form; write it like %Y/%m/%d %H:%M"));
                }
            }
            let mapped =
                MappedColumn { field: detail.field, unit, date: detail.date, html: detail.html, values: detail.values };
            columns.insert(normal(&header), mapped);
        }
        if columns.is_empty() {
            return Err(
                "the map names no columns; write [columns] and a line `\"header\" = \"field\"` for each".to_owned()
            );
        }
        if toml.table == MapTable::Lists && toml.list_kind.is_none() {
            return Err("a map for lists needs list_kind = \"zombie\", \"inspection\", \"matrix\" or \"source_unit\""
                .to_owned());
        }
        Ok(Self {
            table: toml.table,
            platform,
            list_kind: toml.list_kind,
            header_row: toml.header_row,
            constants: toml.constants,
            columns,
            source: text.to_owned(),
        })
    }

    /// Reads a map from a file.
    ///
    /// # Errors
    /// When it cannot be read, or what is wrong with it.
    pub fn load(path: &Path) -> Result<Self, ImportError> {
        let text = std::fs::read_to_string(path).map_err(|source| ImportError::Io { path: path.to_owned(), source })?;
        Self::parse(&text).map_err(|why| ImportError::Map { path: path.to_owned(), why })
    }

    /// When such files are read: those that others lean on come first.
    #[must_use]
    pub fn stage(&self) -> u8 {
        match self.table {
            MapTable::Registry => 0,
            MapTable::Accounts | MapTable::Lists => 1,
            MapTable::Posts => 2,
            MapTable::Comments => 3,
        }
    }

    /// Whether a header has every column the map names.
    #[must_use]
    pub fn fits<S: AsRef<str>>(&self, header: &[S]) -> bool {
        self.columns.keys().all(|column| header.iter().any(|cell| normal(cell.as_ref()) == *column))
    }
}

/// The hash by which a header is remembered: 16 hex over its cells, without width, blanks and brackets.
#[must_use]
pub fn header_hash<S: AsRef<str>>(header: &[S]) -> String {
    let cells: Vec<String> = header.iter().map(|cell| normal(cell.as_ref())).filter(|cell| !cell.is_empty()).collect();
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    hash_hex(&cells).get(..16).unwrap_or_default().to_owned()
}

/// Rows of a file that may be its header.
#[must_use]
pub fn headers(probe: &Probe) -> Vec<Vec<String>> {
    let sheets = probe.sheets.iter().flat_map(|sheet| sheet.rows.iter().take(10).map(|(_, cells)| cells.clone()));
    let objects = probe.objects.first().map(|object| object.keys().cloned().collect());
    sheets.chain(objects).collect()
}

/// The map for a file: the given one where the file has its columns, else the remembered one for its header.
/// The hash says under which header it is to be remembered.
#[must_use]
pub fn maps_of(
    probe: &Probe,
    given: Option<&Arc<ColumnMap>>,
    known: &BTreeMap<String, Arc<ColumnMap>>,
) -> Option<(String, Arc<ColumnMap>)> {
    let headers = headers(probe);
    if let Some(map) = given {
        let header = headers.iter().find(|header| map.fits(header))?;
        return Some((header_hash(header), map.clone()));
    }
    headers.iter().find_map(|header| {
        let hash = header_hash(header);
        known.get(&hash).map(|map| (hash, map.clone()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_says_what_is_wrong_with_it() {
        for (text, part) in [
            ("table = \"posts\"\n[columns]\n\"标题\" = \"titel\"", "no field `titel`"),
            ("table = \"posts\"\nplatform = \"抖抖\"\n[columns]\n\"标题\" = \"title\"", "no platform"),
            ("table = \"posts\"\n[columns]\n\"量\" = {field = \"plays\", unit = \"打\"}", "no unit"),
            ("table = \"posts\"\n[columns]\n\"日\" = {field = \"posted_at\", date = \"%!\"}", "no date form"),
            ("table = \"posts\"\n[columns]", "names no columns"),
            ("table = \"lists\"\n[columns]\n\"名\" = \"account_name\"", "list_kind"),
            ("table = \"other\"\n[columns]", "unknown variant"),
        ] {
            let error = ColumnMap::parse(text).unwrap_err();
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn a_header_is_remembered_whatever_its_width_and_blanks() {
        assert_eq!(header_hash(&["标题", "播放量（万）"]), header_hash(&[" 标 题", "播放量(万) ", ""]));
        assert_ne!(header_hash(&["标题"]), header_hash(&["内容"]));
    }
}
