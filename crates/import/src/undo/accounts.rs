//! What becomes of accounts and of what their names say: an account stays as long as any row speaks of it.

use std::collections::{BTreeMap, BTreeSet};

use lake::{Lake, LakeVersion};
use model::Micros;
use model::tables::AccountFeature;

use super::stays::Stays;
use crate::error::ImportError;
use crate::lake_rows::{each_row, file_of};
use crate::pipeline::features::account_feature;

/// Tables whose rows speak of accounts, with the columns that name them and those that say how the account is called.
const SPEAKERS: [(&str, &str, &[&str], &str); 9] = [
    ("account_aliases", "alias_id", &["account_id", "value"], "value"),
    ("account_snapshots", "snapshot_id", &["account_id"], "name"),
    ("registry", "registry_row_id", &["account_id"], "account_name"),
    ("lists", "entry_id", &["account_id"], "name"),
    ("posts", "post_id", &["account_id"], "account_id"),
    ("comments", "comment_id", &["account_id", "author_account_id"], "account_id"),
    ("collections", "collection_id", &["account_id"], "account_id"),
    ("media", "media_id", &["account_id"], "account_id"),
    ("messages", "message_id", &["account_id"], "account_id"),
];

/// What names say, before and after.
#[derive(Debug, Default)]
pub struct Features {
    stale: BTreeSet<String>,
    nothing: BTreeSet<String>,
    fresh: Vec<AccountFeature>,
}

impl Features {
    /// Keys of rows of this table that are true no more, whoever brought them.
    #[must_use]
    pub fn stale(&self, table: &str) -> &BTreeSet<String> {
        if table == "features_accounts" { &self.stale } else { &self.nothing }
    }

    /// Rows that become true.
    #[must_use]
    pub fn fresh(&self, now: Micros) -> Vec<AccountFeature> {
        let at = |feature: &AccountFeature| AccountFeature { observed_at: Some(now), ..feature.clone() };
        self.fresh.iter().map(at).collect()
    }
}

/// Where something is said: the source of a row that stays.
type Said = BTreeMap<String, String>;

/// Adds the accounts that stay, and settles what their names say now.
///
/// # Errors
/// When the lake cannot be read.
pub async fn settle(
    lake: &Lake,
    version: &LakeVersion,
    gone: &BTreeSet<String>,
    mut stays: Stays,
    jurisdiction: Option<&str>,
) -> Result<(Stays, Features), ImportError> {
    let mut leaving: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut affected: BTreeSet<String> = BTreeSet::new();
    each_row(lake, version, "accounts", &["account_id", "name", "source_id"], |cells| {
        if let [Some(id), name, Some(source)] = cells
            && gone.contains(file_of(source))
        {
            leaving.insert((*id).to_owned(), name.map(str::to_owned));
        }
    })
    .await?;
    for (table, column) in [("features_accounts", "account_id"), ("registry", "account_id"), ("lists", "account_id")] {
        each_row(lake, version, table, &[column, "source_id"], |cells| {
            if let [Some(id), Some(source)] = cells
                && gone.contains(file_of(source))
            {
                affected.insert((*id).to_owned());
            }
        })
        .await?;
    }
    let mut names: BTreeMap<String, Said> = BTreeMap::new();
    for (table, key, columns, name) in SPEAKERS {
        let wanted: Vec<&str> = [key, "source_id", name].into_iter().chain(columns.iter().copied()).collect();
        let mut spoken = Vec::new();
        each_row(lake, version, table, &wanted, |cells| {
            let [Some(key), Some(source), name, ids @ ..] = cells else { return };
            let Some(source) = stays.source_after(table, key, source, gone) else { return };
            for id in ids.iter().flatten().filter(|id| leaving.contains_key(**id)) {
                spoken.push(((*id).to_owned(), source.to_owned()));
            }
            if let (Some(name), Some(Some(id))) = (name, ids.first())
                && matches!(table, "account_snapshots" | "registry" | "lists")
                && affected.contains(*id)
            {
                names
                    .entry((*id).to_owned())
                    .or_default()
                    .entry((*name).to_owned())
                    .or_insert_with(|| source.to_owned());
            }
        })
        .await?;
        for (id, source) in spoken {
            stays.keep("accounts", id, source);
        }
    }
    each_row(lake, version, "accounts", &["account_id", "name", "source_id"], |cells| {
        if let [Some(id), Some(name), Some(source)] = cells
            && affected.contains(*id)
            && !gone.contains(file_of(source))
        {
            names
                .entry((*id).to_owned())
                .or_default()
                .entry((*name).to_owned())
                .or_insert_with(|| (*source).to_owned());
        }
    })
    .await?;
    let features = settle_names(lake, version, gone, &stays, &affected, &names, jurisdiction).await?;
    let (kept, features) = features;
    for (key, source) in kept {
        stays.keep("features_accounts", key, source);
    }
    Ok((stays, features))
}

/// For every affected account: the features of the names that are still said, with the unit that is still filed.
async fn settle_names(
    lake: &Lake,
    version: &LakeVersion,
    gone: &BTreeSet<String>,
    stays: &Stays,
    affected: &BTreeSet<String>,
    names: &BTreeMap<String, Said>,
    jurisdiction: Option<&str>,
) -> Result<(Said, Features), ImportError> {
    let mut units: BTreeMap<String, (String, String)> = BTreeMap::new();
    each_row(
        lake,
        version,
        "registry",
        &["registry_row_id", "source_id", "account_id", "unit_name", "filed_on"],
        |cells| {
            if let [Some(key), Some(source), Some(id), Some(unit), filed_on] = cells
                && affected.contains(*id)
                && stays.source_after("registry", key, source, gone).is_some()
            {
                let filed = (filed_on.unwrap_or("").to_owned(), (*unit).to_owned());
                let known = units.entry((*id).to_owned()).or_insert_with(|| filed.clone());
                if *known < filed {
                    *known = filed;
                }
            }
        },
    )
    .await?;
    let mut features = Features::default();
    let mut kept = Said::new();
    let mut there: BTreeSet<(String, String)> = BTreeSet::new();
    let columns = ["feature_id", "source_id", "account_id", "name", "unit_name"];
    each_row(lake, version, "features_accounts", &columns, |cells| {
        let [Some(key), Some(source), Some(id), Some(name), unit] = cells else { return };
        if !affected.contains(*id) {
            return;
        }
        let said = names.get(*id).and_then(|names| names.get(*name));
        let filed = units.get(*id).map(|(_, unit)| unit.as_str());
        let is_true = said.is_some() && (unit.is_none() || *unit == filed);
        match said.filter(|_| is_true) {
            Some(said) => {
                if *unit == filed {
                    there.insert(((*id).to_owned(), (*name).to_owned()));
                }
                if gone.contains(file_of(source)) {
                    kept.insert((*key).to_owned(), said.clone());
                }
            }
            None if !gone.contains(file_of(source)) => {
                features.stale.insert((*key).to_owned());
            }
            None => {}
        }
    })
    .await?;
    for (id, said) in names {
        for (name, source) in said {
            if !there.contains(&(id.clone(), name.clone())) {
                let unit = units.get(id).map(|(_, unit)| unit.as_str());
                let mut feature = account_feature(id, name, unit, jurisdiction);
                feature.source_id = Some(source.clone());
                features.fresh.push(feature);
            }
        }
    }
    Ok((kept, features))
}
