//! From a registry's line to its accounts.

use model::tables::RegistryRow;
use model::{Day, Platform};

use super::above::Filing;
use super::accounts::{self, Named, Unclear};
use super::columns::Field;
use super::table::Column;
use crate::entry::{Identity, RegistryEntry};
use crate::format::Sink;
use crate::identity::links::profile_link;
use crate::pipeline::privacy;
use crate::reject::{Reason, Reject};
use crate::values::{self, Unit, find_day, present, yes_no};

/// A line with its columns by meaning.
#[derive(Debug)]
pub struct Line<'a> {
    cells: &'a [String],
    columns: &'a [Column],
}

impl<'a> Line<'a> {
    /// A line under these columns.
    #[must_use]
    pub fn new(cells: &'a [String], columns: &'a [Column]) -> Self {
        Self { cells, columns }
    }

    /// The cells of all columns with this meaning.
    fn all(&self, field: Field) -> impl Iterator<Item = (&'a Column, &'a str)> {
        let cells = self.cells;
        self.columns
            .iter()
            .filter(move |column| column.field == field)
            .filter_map(move |column| Some((column, present(cells.get(column.index)?)?)))
    }

    /// The first cell with this meaning that says something.
    #[must_use]
    pub fn text(&self, field: Field) -> Option<&'a str> {
        self.all(field).next().map(|(_, text)| text)
    }

    fn owned(&self, field: Field) -> Option<String> {
        self.text(field).map(str::to_owned)
    }

    /// The line as text, for the quarantine: names and numbers of contacts are masked as in a line that is imported.
    #[must_use]
    pub fn raw(&self) -> String {
        let cells: Vec<String> = self
            .cells
            .iter()
            .enumerate()
            .map(|(index, cell)| {
                let field = self.columns.iter().find(|column| column.index == index).map(|column| column.field);
                let masked = match field {
                    Some(Field::Contact | Field::Clerk) => privacy::masked_names(Some(cell.clone())),
                    Some(Field::Phone) => privacy::starred_digits(Some(cell.clone())),
                    _ => Some(cell.clone()),
                };
                masked.unwrap_or_default()
            })
            .collect();
        cells.join("\t")
    }

    /// All remark columns, each under its header where there are several.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        let notes: Vec<(&Column, &str)> = self.all(Field::Note).collect();
        match notes.as_slice() {
            [] => None,
            [(column, note)] if column.title.contains("备注") => Some((*note).to_owned()),
            notes => {
                let parts: Vec<String> =
                    notes.iter().map(|(column, note)| format!("{}：{note}", column.title)).collect();
                Some(parts.join("；"))
            }
        }
    }

    /// The cells of columns with these meanings, each under its header.
    #[must_use]
    pub fn under_headers(&self, fields: &[Field]) -> Option<String> {
        let parts: Vec<String> = fields
            .iter()
            .flat_map(|field| self.all(*field))
            .map(|(column, text)| format!("{}：{text}", column.title))
            .collect();
        (!parts.is_empty()).then(|| parts.join("；"))
    }

    /// The accounts the line names.
    ///
    /// # Errors
    /// The reject, where they cannot be told.
    pub fn accounts(&self, assumed: Option<Platform>) -> Result<Vec<Named>, Reject> {
        let mut named: Vec<Named> = Vec::new();
        // The wide form: one column of names for each platform.
        let wide: Vec<(Platform, &str)> = self
            .columns
            .iter()
            .filter_map(|column| match column.field {
                Field::NameOn(platform) => Some((platform, present(self.cells.get(column.index)?)?)),
                _ => None,
            })
            .collect();
        for (platform, cell) in wide {
            for name in accounts::parts(cell) {
                named.push(Named { platform, platform_words: None, name: name.to_owned(), position: named.len() });
            }
        }
        let name_cell = self.text(Field::Name).unwrap_or("");
        if !named.is_empty() && name_cell.is_empty() {
            return Ok(named);
        }
        let kind_cell = self.text(Field::KindOrPlatform).filter(|cell| accounts::platform_of(cell).is_some());
        let platform_cell = self.text(Field::Platform).or(kind_cell).unwrap_or("");
        let links: Vec<&str> = self.all(Field::Link).chain(self.all(Field::Reference)).map(|(_, text)| text).collect();
        match accounts::accounts(name_cell, platform_cell, &links, assumed) {
            Ok(more) => Ok(named.into_iter().chain(more).collect()),
            Err(Unclear::NoName) => Err(Reject::new(
                Reason::MissingName,
                "the line has no account name; fill it in or delete the line",
                self.raw(),
            )
            .in_column(self.title(Field::Name))),
            Err(Unclear::NoPlatform) => Err(Reject::new(
                Reason::UnknownPlatform,
                "the line names no platform and its link does not tell; fill in the platform",
                self.raw(),
            )
            .in_column(self.title(Field::Platform))),
            Err(Unclear::Mismatch) => Err(Reject::new(
                Reason::UnknownPlatform,
                "the line names a different number of accounts and platforms; write one account a line, or `平台：名称`",
                self.raw(),
            )
            .in_column(self.title(Field::Platform))),
        }
    }

    fn title(&self, field: Field) -> String {
        self.columns.iter().find(|column| column.field == field).map_or_else(String::new, |column| column.title.clone())
    }

    /// The identifiers of one of the line's accounts.
    #[must_use]
    pub fn identity(&self, named: &Named, accounts_in_line: usize) -> Identity {
        let mut identity = Identity { name: Some(named.name.clone()), name_is_filed: true, ..Identity::default() };
        if let Some(words) = &named.platform_words {
            // Two unknown platforms must not share an account because the name is the same.
            identity.unique_id = Some(format!("{words}:{}", named.name));
            identity.name_is_filed = false;
        }
        for (column, cell) in self.all(Field::Link).chain(self.all(Field::Reference)).chain(self.all(Field::Uid)) {
            let parts: Vec<&str> = cell.split(['；', ';', '\n', '、', ' ', '，']).filter_map(present).collect();
            for (position, part) in parts.iter().enumerate() {
                if let Some(link) = profile_link(part) {
                    if link.platform == named.platform {
                        identity.uid = identity.uid.or(link.uid);
                        identity.sec_uid = identity.sec_uid.or(link.sec_uid);
                        let is_key = identity.uid.is_some() || identity.sec_uid.is_some();
                        identity.url =
                            identity.url.or(Some(link.url)).filter(|url| !is_key && url.contains(['/', '?']));
                    }
                } else if accounts_in_line == 1 && parts.len() == 1
                    || parts.len() == accounts_in_line && position == named.position
                {
                    plain_id(&mut identity, named.platform, part, column.field == Field::Uid);
                }
            }
        }
        identity
    }

    /// The line as a registry row for one of its accounts.
    pub fn entry(
        &self,
        named: &Named,
        accounts_in_line: usize,
        filing: &Filing,
        context: &LineContext,
        sink: &mut dyn Sink,
    ) -> RegistryEntry {
        let state_text = self.text(Field::State);
        let state = state_text.and_then(state_of).or(context.section_state);
        let closed_on = self.day(Field::Closed, sink).or_else(|| {
            state_text
                .filter(|_| matches!(state, Some("closed" | "cancelled")))
                .and_then(find_day)
                .map(|reading| reading.day)
        });
        // A state in words we do not know is not lost.
        let unread_state = state_text.filter(|text| state_of(text).is_none()).map(|text| format!("状态：{text}"));
        let note = match (self.note(), unread_state) {
            (Some(note), Some(state)) => Some(format!("{note}；{state}")),
            (note, state) => note.or(state),
        };
        let (verified, verification_kind) = self.verification();
        let reference = self.text(Field::Reference).or(self.text(Field::Uid)).or(self.text(Field::Link));
        let row = RegistryRow {
            filing_id: Some(context.filing_id.clone()),
            filed_on: Some(filing.filed_on),
            platform: Some(named.platform.id().to_owned()),
            account_name: Some(named.name.clone()),
            account_ref: reference.map(str::to_owned),
            unit_name: self.owned(Field::Unit).or_else(|| {
                // One unit, one table: then the unit stands above it and nowhere else.
                let has_column = self.columns.iter().any(|column| column.field == Field::Unit);
                filing.unit.clone().filter(|_| !has_column)
            }),
            unit_code: self.owned(Field::UnitCode),
            unit_address: self.owned(Field::UnitAddress),
            supervisor: self.owned(Field::Supervisor),
            verified_entity: self.owned(Field::VerifiedEntity),
            verified,
            verification_kind,
            opened_on: self.day(Field::Opened, sink),
            state: state.map(str::to_owned),
            closed_on,
            publishing: self.publishing(),
            followers: self.count(Field::Followers, accounts_in_line, sink),
            works: self.count(Field::Works, accounts_in_line, sink),
            last_updated_on: self.day(Field::LastUpdated, sink),
            update_frequency: self.owned(Field::Frequency),
            operator: self.owned(Field::Operator),
            contact_name: self.owned(Field::Contact),
            contact_phone: self.owned(Field::Phone),
            clerk_name: self.owned(Field::Clerk),
            interaction: self.text(Field::Interaction).and_then(|text| yes_no(text).or_else(|| prefixed_yes_no(text))),
            field: self.owned(Field::Domain),
            note,
            ..RegistryRow::default()
        };
        RegistryEntry {
            platform: named.platform,
            identity: self.identity(named, accounts_in_line),
            row,
            observed_at: filing.observed_at,
        }
    }

    fn day(&self, field: Field, sink: &mut dyn Sink) -> Option<Day> {
        let (column, text) = self.all(field).next()?;
        let read = values::day(text).map(|reading| reading.day);
        if read.is_none() {
            sink.warn(&format!(
                "column `{}`: no date could be read from some cells; they were left empty",
                column.title
            ));
        }
        read
    }

    /// A count speaks for one account only.
    fn count(&self, field: Field, accounts_in_line: usize, sink: &mut dyn Sink) -> Option<i64> {
        let (column, text) = self.all(field).next()?;
        if accounts_in_line != 1 {
            return None;
        }
        let read = values::count(text, column.unit);
        if read.is_none() {
            let unit = if column.unit == Unit::One { "" } else { " (mind the unit in the header)" };
            sink.warn(&format!(
                "column `{}`: no count could be read from some cells{unit}; they were left empty",
                column.title
            ));
        }
        read
    }

    fn verification(&self) -> (Option<bool>, Option<String>) {
        let stated = self.text(Field::Verified);
        let kind_text = self.text(Field::VerificationKind).or(stated);
        let verified = stated.and_then(|text| yes_no(text).or_else(|| prefixed_yes_no(text)));
        let kind = kind_text.and_then(|text| {
            [
                ("政府", "government"),
                ("政务", "government"),
                ("媒体", "media"),
                ("企业", "enterprise"),
                ("组织", "organisation"),
                ("机构", "organisation"),
                ("事业", "organisation"),
                ("个人", "person"),
            ]
            .iter()
            .find(|(word, _)| text.contains(word))
            .map(|(_, kind)| (*kind).to_owned())
        });
        let verified = verified.or_else(|| kind.as_ref().filter(|_| stated.is_some()).map(|_| true));
        (verified, kind)
    }

    fn publishing(&self) -> Option<bool> {
        let text =
            self.all(Field::KindOrPlatform).map(|(_, text)| text).find(|text| accounts::platform_of(text).is_none())?;
        if text.contains("发布") || text == "是" {
            Some(true)
        } else if ["服务", "互动", "查询", "办事", "非发布", "否"].iter().any(|word| text.contains(word)) {
            Some(false)
        } else {
            None
        }
    }
}

/// What a line needs to know of its table beyond the filing.
#[derive(Debug)]
pub struct LineContext {
    /// Key of the filing.
    pub filing_id: String,
    /// The state a heading gives to the lines under it, for example 已注销账号.
    pub section_state: Option<&'static str>,
}

/// An id without a link; `says_uid`: its column is one of uids. On Douyin, where people type the number they chose (抖音号), only a long number is the platform's own.
fn plain_id(identity: &mut Identity, platform: Platform, id: &str, says_uid: bool) {
    let id = values::narrow(id);
    let id = id.trim();
    if values::platform_id::is_damaged(id)
        || ends_in_rounding(id)
        || id.chars().any(|c| c.is_whitespace() || ('\u{4e00}'..='\u{9fff}').contains(&c))
    {
        return;
    }
    let digits = id.bytes().all(|byte| byte.is_ascii_digit());
    let is_uid = says_uid
        || match platform {
            Platform::Douyin => digits && id.len() >= 12,
            Platform::Weibo | Platform::Bilibili => digits,
            Platform::Kuaishou => id.starts_with("3x"),
            Platform::Xiaohongshu => id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_hexdigit()),
            _ => false,
        };
    if id.starts_with("MS4w") {
        identity.sec_uid.get_or_insert_with(|| id.to_owned());
    } else if is_uid {
        identity.uid.get_or_insert_with(|| id.to_owned());
    } else {
        identity.unique_id.get_or_insert_with(|| id.to_owned());
    }
}

/// A number of 17 digits and more that is zeros from the sixteenth on: a spreadsheet kept fifteen digits of it. A true id may look so
/// once in a hundred thousand times; then it merely links nobody.
fn ends_in_rounding(id: &str) -> bool {
    id.len() >= 17 && id.bytes().all(|byte| byte.is_ascii_digit()) && id.bytes().skip(15).all(|byte| byte == b'0')
}

/// The state in the words of registries.
#[must_use]
pub fn state_of(text: &str) -> Option<&'static str> {
    let planned = ["拟", "待", "计划", "准备", "正在"].iter().any(|word| text.contains(word));
    if text.contains("迁移") {
        Some("migrated")
    } else if planned && ["关", "注销", "停"].iter().any(|word| text.contains(word)) {
        Some("closing")
    } else if text.contains("注销") {
        Some("cancelled")
    } else if ["关停", "关闭", "停用", "停运", "已关", "停止"].iter().any(|word| text.contains(word)) {
        Some("closed")
    } else if ["正常", "在用", "运行", "运营", "使用", "活跃", "开通", "在运"].iter().any(|word| text.contains(word))
        && !text.contains(['不', '未', '异'])
    {
        Some("normal")
    } else {
        None
    }
}

fn prefixed_yes_no(text: &str) -> Option<bool> {
    let text = text.trim();
    if ["未", "否", "无", "没", "不"].iter().any(|word| text.starts_with(word)) {
        Some(false)
    } else if ["已", "是", "有"].iter().any(|word| text.starts_with(word)) {
        Some(true)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_of_registries() {
        for (text, state) in [
            ("正常", Some("normal")),
            ("正常运行", Some("normal")),
            ("拟关停", Some("closing")),
            ("已关停", Some("closed")),
            ("2020年12月15日注销", Some("cancelled")),
            ("迁移至县融媒体中心", Some("migrated")),
            ("未正常更新", None),
            ("整改中", None),
        ] {
            assert_eq!(state_of(text), state, "{text}");
        }
    }
}
