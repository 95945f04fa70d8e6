//! Which rows of an import that is taken back are stated by others too, and where.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use lake::{Lake, LakeVersion};
use model::tables;

use crate::error::ImportError;
use crate::lake_rows::{each_row, file_of};

/// Keys of rows that stay, each with the source that states it now.
pub type NewSources = HashMap<String, String>;

/// Tables whose rows stay or go by rules of their own: they follow accounts and works, or belong to the file itself.
pub const BY_OTHER_RULES: [&str; 8] = [
    "accounts",
    "features_accounts",
    "features_posts",
    "features_comments",
    "features_account_quarters",
    "quarantine",
    "imported_files",
    "restatements",
];

/// The rows that stay, by table.
#[derive(Debug, Default)]
pub struct Stays {
    tables: BTreeMap<&'static str, NewSources>,
}

static NOTHING: std::sync::LazyLock<NewSources> = std::sync::LazyLock::new(HashMap::new);

impl Stays {
    /// Finds them: rows that are listed as stated again, works whose counts others brought, and the units and features
    /// that rows which stay lean on.
    ///
    /// # Errors
    /// When the lake cannot be read.
    pub async fn find(lake: &Lake, version: &LakeVersion, gone: &BTreeSet<String>) -> Result<Self, ImportError> {
        let mut stays = Self::default();
        let mut leaving: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for table in tables::ALL.iter().filter(|table| !BY_OTHER_RULES.contains(&table.name)) {
            let keys = leaving.entry(table.name).or_default();
            each_row(lake, version, table.name, &[table.key, "source_id"], |cells| {
                if let [Some(key), Some(source)] = cells
                    && gone.contains(file_of(source))
                {
                    keys.insert((*key).to_owned());
                }
            })
            .await?;
        }
        // The earliest restatement by a file that stays takes the row over; equal times are told apart by their place.
        let mut first: BTreeMap<(&'static str, String), (String, String)> = BTreeMap::new();
        let columns = ["table_name", "known_id", "source_id", "observed_at"];
        each_row(lake, version, "restatements", &columns, |cells| {
            if let [Some(table), Some(key), Some(source), Some(at)] = cells
                && !gone.contains(file_of(source))
                && let Some(table) = tables::by_name(table)
                && leaving.get(table.name).is_some_and(|keys| keys.contains(*key))
            {
                let told = ((*at).to_owned(), (*source).to_owned());
                let known = first.entry((table.name, (*key).to_owned())).or_insert_with(|| told.clone());
                if told < *known {
                    *known = told;
                }
            }
        })
        .await?;
        for ((table, key), (_, source)) in first {
            stays.keep(table, key, source);
        }
        stays.works_with_counts(lake, version, gone, leaving.get("posts")).await?;
        stays.units_of_lines(lake, version, gone).await?;
        for (features, rows) in [("features_posts", "posts"), ("features_comments", "comments")] {
            let kept = stays.of(rows).clone();
            stays.tables.insert(features, kept);
        }
        Ok(stays)
    }

    /// A row stays, stated by this source.
    pub fn keep(&mut self, table: &'static str, key: String, source: String) {
        self.tables.entry(table).or_default().entry(key).or_insert(source);
    }

    /// The rows of a table that stay.
    #[must_use]
    pub fn of(&self, table: &str) -> &NewSources {
        self.tables.get(table).unwrap_or(&NOTHING)
    }

    /// Whether a row is still there afterwards, and where it is stated then.
    #[must_use]
    pub fn source_after<'a>(
        &'a self,
        table: &str,
        key: &str,
        source: &'a str,
        gone: &BTreeSet<String>,
    ) -> Option<&'a str> {
        if gone.contains(file_of(source)) { self.of(table).get(key).map(String::as_str) } else { Some(source) }
    }

    async fn works_with_counts(
        &mut self,
        lake: &Lake,
        version: &LakeVersion,
        gone: &BTreeSet<String>,
        leaving: Option<&BTreeSet<String>>,
    ) -> Result<(), ImportError> {
        let Some(leaving) = leaving.filter(|keys| !keys.is_empty()) else { return Ok(()) };
        let mut found = Vec::new();
        let columns = ["snapshot_id", "post_id", "source_id", "state"];
        each_row(lake, version, "post_snapshots", &columns, |cells| {
            if let [Some(key), Some(post), Some(source), state] = cells
                && leaving.contains(*post)
                // Only that a work is gone says nothing of what it held.
                && *state != Some("gone")
                && let Some(source) = self.source_after("post_snapshots", key, source, gone)
            {
                found.push(((*post).to_owned(), source.to_owned()));
            }
        })
        .await?;
        found.sort();
        for (post, source) in found {
            self.keep("posts", post, source);
        }
        Ok(())
    }

    async fn units_of_lines(
        &mut self,
        lake: &Lake,
        version: &LakeVersion,
        gone: &BTreeSet<String>,
    ) -> Result<(), ImportError> {
        let mut found = Vec::new();
        each_row(lake, version, "registry", &["registry_row_id", "unit_id", "source_id"], |cells| {
            if let [Some(key), Some(unit), Some(source)] = cells
                && let Some(source) = self.source_after("registry", key, source, gone)
            {
                found.push(((*unit).to_owned(), source.to_owned()));
            }
        })
        .await?;
        found.sort();
        for (unit, source) in found {
            self.keep("units", unit, source);
        }
        Ok(())
    }
}
