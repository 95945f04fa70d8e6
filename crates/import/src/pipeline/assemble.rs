//! The sink of the pipeline: entries in, rows of the lake out, and for every record exactly one count.

use std::collections::{BTreeMap, HashSet};

use arrow::array::RecordBatch;
use model::collection::{CollectionKind, CollectionState};
use model::id::row_id;
use model::tables::{Account, AccountSnapshot, HotTopic, QuarantinedRow};
use model::{BatchBuilder, Micros, Platform, Record, TableDef};
use tokio::sync::mpsc::Sender;

use super::claims::Claims;
use super::features;
use super::load::is_public_verification;
use super::privacy;
use super::state::ImportState;
use super::texts::Waiting;
use crate::entry::{AccountEntry, Entry, Identity};
use crate::error::ReadError;
use crate::format::Sink;
use crate::identity::resolver::{AccountIndex, alias_row};
use crate::reject::{Reason, Reject};
use crate::row::Position;
use crate::source::Source;

/// A batch on its way to the lake.
pub type TableBatch = (&'static TableDef, RecordBatch);

/// The counts of one file.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Counts {
    /// Records that added something.
    pub new: u64,
    /// Records that were known.
    pub known: u64,
    /// Records in quarantine.
    pub quarantined: u64,
    /// Rows of the lake that were stated again.
    pub restated: u64,
    /// Records in quarantine by reason.
    pub reasons: BTreeMap<Reason, u64>,
    /// Warnings and how often each was given.
    pub warnings: BTreeMap<String, u64>,
}

impl Counts {
    /// All records.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.new + self.known + self.quarantined
    }
}

/// Turns one file's entries into rows.
pub struct Assembler<'a> {
    pub(super) state: &'a mut ImportState,
    pub(super) source: &'a Source,
    format: &'static str,
    hash16: String,
    pub(super) claims: Claims,
    counts: Counts,
    unread: u64,
    pub(super) restated: u64,
    pub(super) told: HashSet<(AccountIndex, u64)>,
    pub(super) waiting: Waiting,
    builders: BTreeMap<&'static str, (BatchBuilder, &'static TableDef)>,
    batch_rows: usize,
    out: &'a Sender<TableBatch>,
    on_rows: &'a mut dyn FnMut(u64),
}

impl<'a> Assembler<'a> {
    /// For one file.
    pub fn new(
        state: &'a mut ImportState,
        source: &'a Source,
        format: &'static str,
        batch_rows: usize,
        out: &'a Sender<TableBatch>,
        on_rows: &'a mut dyn FnMut(u64),
    ) -> Self {
        let hash16 = source.file_hash.chars().take(16).collect();
        Self {
            state,
            source,
            format,
            hash16,
            claims: Claims::default(),
            counts: Counts::default(),
            unread: 0,
            restated: 0,
            told: HashSet::new(),
            waiting: Waiting::default(),
            builders: BTreeMap::new(),
            batch_rows: batch_rows.max(1),
            out,
            on_rows,
        }
    }

    /// States what the file proves, hands on what is left, and returns the counts. A file that was not read to its end
    /// (`read_whole` false) proves nothing complete.
    ///
    /// # Errors
    /// When the import has ended.
    pub fn finish(mut self, read_whole: bool) -> Result<Counts, ReadError> {
        self.unread += u64::from(!read_whole);
        self.read_waiting()?;
        let evidence = format!("{}: {}", self.format, self.source.name());
        let source_id = self.source_id(&Position::line(0));
        for mut row in std::mem::take(&mut self.claims).rows(&self.state.resolver, &evidence, self.unread) {
            row.source_id = Some(source_id.clone());
            let key = row.collection_id.clone().unwrap_or_default();
            if self.state.is_new("collections", &key) {
                self.push(&row)?;
            } else {
                self.restate("collections", &key, &source_id)?;
            }
        }
        for (_, (mut builder, table)) in std::mem::take(&mut self.builders) {
            if builder.rows() > 0 {
                send(self.out, table, &mut builder)?;
            }
        }
        self.counts.restated = self.restated;
        Ok(self.counts)
    }

    pub(super) fn source_id(&self, at: &Position) -> String {
        format!("{}/{}/{}", self.hash16, at.sheet.as_deref().unwrap_or(""), at.row)
    }

    pub(super) fn push<R: Record>(&mut self, record: &R) -> Result<(), ReadError> {
        let table = R::TABLE;
        let (builder, _) = self.builders.entry(table.name).or_insert_with(|| (BatchBuilder::new(table), table));
        builder.push(record);
        if builder.rows() >= self.batch_rows {
            send(self.out, table, builder)?;
        }
        Ok(())
    }

    /// The account of a record, made at first sight; and how many rows that added. `unit`: its host unit, where filed.
    pub(super) fn account(
        &mut self,
        platform: Platform,
        identity: &Identity,
        unit: Option<&str>,
        observed_at: Micros,
        source_id: &str,
    ) -> Result<Option<(AccountIndex, u64)>, ReadError> {
        let Some(resolved) = self.state.resolver.resolve(platform, identity) else { return Ok(None) };
        let mut added = 0;
        let Some(account) = self.state.resolver.account(resolved.account).cloned() else { return Ok(None) };
        if resolved.is_new {
            self.state.is_new("accounts", &account.id);
            added += 1;
            self.push(&Account {
                account_id: Some(account.id.clone()),
                platform: Some(platform.id().to_owned()),
                name: identity.name.clone(),
                source_id: Some(source_id.to_owned()),
                observed_at: Some(observed_at),
            })?;
        }
        let mut fresh = Vec::new();
        for (kind, value, evidence) in resolved.aliases {
            let mut alias = alias_row(&account, kind, value, evidence);
            let alias_id = alias.alias_id.clone().unwrap_or_default();
            if self.state.is_new("account_aliases", &alias_id) {
                alias.source_id = Some(source_id.to_owned());
                alias.observed_at = Some(observed_at);
                added += 1;
                self.push(&alias)?;
                fresh.push(alias_id);
            }
        }
        self.identifiers_again(resolved.account, &account.id, identity, &fresh, source_id)?;
        if let Some(unit) = unit
            && self.state.units.get(&resolved.account).is_none_or(|known| known != unit)
        {
            self.state.units.insert(resolved.account, unit.to_owned());
            self.state.named.remove(&resolved.account);
        }
        if let Some(name) = &identity.name {
            self.name_feature(resolved.account, &account.id, name, observed_at, source_id)?;
        }
        Ok(Some((resolved.account, added)))
    }

    /// Writes the features of an account's name once for each name and host unit.
    fn name_feature(
        &mut self,
        account: AccountIndex,
        account_id: &str,
        name: &str,
        observed_at: Micros,
        source_id: &str,
    ) -> Result<(), ReadError> {
        let named = self.state.named.entry(account).or_default();
        if named.iter().any(|known| **known == *name) {
            return Ok(());
        }
        named.push(name.into());
        let unit = self.state.units.get(&account).map(String::as_str);
        let mut feature = features::account_feature(account_id, name, unit, self.state.jurisdiction.as_deref());
        if feature.official_looking == Some(true) {
            self.state.resolver.set_public(account);
        }
        if self.state.is_new("features_accounts", feature.feature_id.as_deref().unwrap_or("")) {
            feature.source_id = Some(source_id.to_owned());
            feature.observed_at = Some(observed_at);
            self.push(&feature)?;
        }
        Ok(())
    }

    fn entry(&mut self, entry: Entry, source_id: &str) -> Result<u64, ReadError> {
        match entry {
            Entry::Account(entry) => self.profile(*entry, source_id),
            Entry::Post(entry) => self.post(*entry, source_id),
            Entry::Comment(entry) => self.comment(*entry, source_id),
            Entry::Registry(entry) => self.registry(*entry, source_id),
            Entry::List(entry) => self.list(*entry, source_id),
            Entry::HotTopic(topic) => self.hot_topic(*topic, source_id),
            Entry::Media(entry) => self.media(*entry, source_id),
        }
    }

    fn profile(&mut self, mut entry: AccountEntry, source_id: &str) -> Result<u64, ReadError> {
        mask_identity(&mut entry.identity);
        let Some((account, mut added)) =
            self.account(entry.platform, &entry.identity, None, entry.observed_at, source_id)?
        else {
            return Ok(0);
        };
        let at = entry.observed_at;
        if entry.snapshot.verification_kind.as_deref().is_some_and(is_public_verification) {
            self.state.resolver.set_public(account);
        }
        added += self.snapshot(account, entry.snapshot, at, &at.0.to_string(), source_id)?;
        self.claims.account(account, CollectionKind::Profile, CollectionState::Complete, None, at);
        if entry.has_no_works {
            self.claims.account(account, CollectionKind::Posts, CollectionState::Complete, None, at);
        }
        Ok(added)
    }

    pub(super) fn snapshot(
        &mut self,
        account: AccountIndex,
        mut snapshot: AccountSnapshot,
        observed_at: Micros,
        moment: &str,
        source_id: &str,
    ) -> Result<u64, ReadError> {
        let Some(account_id) = self.state.resolver.account(account).map(|account| account.id.clone()) else {
            return Ok(0);
        };
        snapshot.name = privacy::masked(snapshot.name);
        snapshot.signature = privacy::masked(snapshot.signature);
        // Text as well as numbers: two collectors may see one profile at one moment differently.
        let said = format!(
            "{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}",
            snapshot.name,
            snapshot.signature,
            snapshot.verified,
            snapshot.verification_kind,
            snapshot.followers,
            snapshot.following,
            snapshot.likes,
            snapshot.works
        );
        let key = row_id("account_snapshots", &[&account_id, moment, &said]);
        if !self.state.is_new("account_snapshots", &key) {
            self.restate("account_snapshots", &key, source_id)?;
            return Ok(0);
        }
        snapshot.snapshot_id = Some(key);
        snapshot.account_id = Some(account_id);
        snapshot.source_id = Some(source_id.to_owned());
        snapshot.observed_at = Some(observed_at);
        self.push(&snapshot)?;
        Ok(1)
    }

    fn hot_topic(&mut self, mut topic: HotTopic, source_id: &str) -> Result<u64, ReadError> {
        let key = row_id(
            "hot_topics",
            &[
                topic.board.as_deref().unwrap_or(""),
                topic.title.as_deref().unwrap_or(""),
                &topic.observed_at.map_or(String::new(), |at| at.0.to_string()),
                &topic.rank.map_or(String::new(), |rank| rank.to_string()),
            ],
        );
        if !self.state.is_new("hot_topics", &key) {
            self.restate("hot_topics", &key, source_id)?;
            return Ok(0);
        }
        topic.topic_id = Some(key);
        topic.source_id = Some(source_id.to_owned());
        self.push(&topic)?;
        Ok(1)
    }
}

/// A telephone number in a name is masked before the name is used for anything.
pub(super) fn mask_identity(identity: &mut Identity) {
    identity.name = privacy::masked(identity.name.take());
}

fn send(out: &Sender<TableBatch>, table: &'static TableDef, builder: &mut BatchBuilder) -> Result<(), ReadError> {
    let batch =
        builder.finish().map_err(|error| ReadError::Container { container: "columns", message: error.to_string() })?;
    out.blocking_send((table, batch)).map_err(|_| ReadError::Stopped)
}

impl Sink for Assembler<'_> {
    fn row(&mut self, at: &Position, entries: Vec<Entry>) -> Result<(), ReadError> {
        let source_id = self.source_id(at);
        let mut added = 0;
        for entry in entries {
            added += self.entry(entry, &source_id)?;
        }
        if added > 0 {
            self.counts.new += 1;
        } else {
            self.counts.known += 1;
        }
        (self.on_rows)(1);
        Ok(())
    }

    fn quarantine(&mut self, at: &Position, reject: Reject) -> Result<(), ReadError> {
        let source_id = self.source_id(at);
        let sheet = at.sheet.as_deref().unwrap_or("");
        let key = row_id("quarantine", &[&self.source.file_hash, sheet, &at.row.to_string(), reject.reason.id()]);
        self.counts.quarantined += 1;
        *self.counts.reasons.entry(reject.reason).or_default() += 1;
        if reject.reason.may_hide_a_record() {
            self.unread += 1;
        }
        (self.on_rows)(1);
        if !self.state.is_new("quarantine", &key) {
            return Ok(());
        }
        let row = QuarantinedRow {
            quarantine_id: Some(key),
            file_hash: Some(self.source.file_hash.clone()),
            path: Some(self.source.path.clone()),
            format: Some(self.format.to_owned()),
            sheet: at.sheet.as_deref().map(str::to_owned),
            row: i64::try_from(at.row).ok(),
            column: reject.column,
            reason: Some(reject.reason.id().to_owned()),
            detail: Some(reject.detail),
            raw: Some(privacy::quarantined(&reject.raw)),
            source_id: Some(source_id),
            observed_at: Some(self.source.now),
        };
        self.push(&row)
    }

    fn warn(&mut self, warning: &str) {
        match self.counts.warnings.get_mut(warning) {
            Some(count) => *count += 1,
            None => {
                self.counts.warnings.insert(warning.to_owned(), 1);
            }
        }
    }
}
