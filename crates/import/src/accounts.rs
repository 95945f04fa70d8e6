//! What people decide about accounts: that two are one, and that they are not; and what they have to decide about, because
//! the evidence contradicts itself.
//!
//! A decision is a row of `account_aliases`, nothing is rewritten: rows keep the account that their own record named, and
//! readers of the lake see them under the older one as long as the latest decision says so.

use std::collections::{BTreeMap, BTreeSet};

use lake::{CommitInfo, Lake, LakeVersion, WriterOptions};
use model::id::{hash_hex, row_id};
use model::tables::AccountAlias;
use model::{BatchBuilder, Micros, Record};
use serde::Serialize;

use crate::error::ImportError;
use crate::identity::resolver::CONFLICT;
use crate::lake_rows::{each_row, file_of};

/// Platform, kind and value of an alias.
type Identifier = (String, String, String);

/// `account_aliases.kind` of a merge.
const MERGED: &str = "account";
/// `account_aliases.kind` of a merge taken back.
const UNDONE: &str = "account_undone";

/// Who decides, why and when.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Why, in the person's words. Personal data are masked before it is kept.
    pub because: String,
    /// Who.
    pub author: String,
    /// When.
    pub now: Micros,
}

/// What a decision did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// The version of the lake after it.
    pub lake_version: i64,
    /// The account whose id is used.
    pub account_id: String,
    /// The account that is, or is no longer, another name for it.
    pub other_id: String,
}

#[derive(Debug, Clone)]
struct Known {
    platform: String,
    name: Option<String>,
    first_seen: i64,
}

#[derive(Debug, Clone)]
struct Statement {
    at: i64,
    alias_id: String,
    kind: String,
    older: String,
    source_id: String,
}

/// The accounts and the latest decision about each.
struct Book {
    accounts: BTreeMap<String, Known>,
    latest: BTreeMap<String, Statement>,
    all: Vec<(String, Statement)>,
}

impl Book {
    async fn read(lake: &Lake, version: &LakeVersion) -> Result<Self, ImportError> {
        let mut accounts = BTreeMap::new();
        each_row(lake, version, "accounts", &["account_id", "platform", "name", "observed_at"], |cells| {
            if let [Some(id), platform, name, at] = cells {
                let known = Known {
                    platform: platform.unwrap_or("").to_owned(),
                    name: name.map(str::to_owned),
                    first_seen: at.and_then(|at| at.parse().ok()).unwrap_or(i64::MAX),
                };
                accounts.insert((*id).to_owned(), known);
            }
        })
        .await?;
        let mut all = Vec::new();
        let columns = ["value", "kind", "account_id", "observed_at", "alias_id", "source_id"];
        each_row(lake, version, "account_aliases", &columns, |cells| {
            if let [Some(value), Some(kind), Some(older), at, Some(alias_id), source] = cells
                && [MERGED, UNDONE].contains(kind)
            {
                let statement = Statement {
                    at: at.and_then(|at| at.parse().ok()).unwrap_or(0),
                    alias_id: (*alias_id).to_owned(),
                    kind: (*kind).to_owned(),
                    older: (*older).to_owned(),
                    source_id: source.unwrap_or("").to_owned(),
                };
                all.push(((*value).to_owned(), statement));
            }
        })
        .await?;
        all.sort_by(|(_, a), (_, b)| (a.at, &a.alias_id).cmp(&(b.at, &b.alias_id)));
        let latest = all.iter().cloned().collect();
        Ok(Self { accounts, latest, all })
    }

    /// The account that one is merged into; itself where it is not.
    fn under<'a>(&'a self, id: &'a str) -> &'a str {
        self.latest.get(id).filter(|latest| latest.kind == MERGED).map_or(id, |latest| latest.older.as_str())
    }

    fn account(&self, id: &str) -> Result<&Known, ImportError> {
        self.accounts.get(id).ok_or_else(|| ImportError::UnknownAccount(id.to_owned()))
    }

    /// Later than every decision so far, so that it is the latest whatever the clock says.
    fn moment(&self, now: Micros) -> i64 {
        self.all.last().map_or(now.0, |(_, last)| now.0.max(last.at.saturating_add(1)))
    }
}

/// Makes two accounts one: the one seen first keeps its id.
///
/// # Errors
/// When one is not known, they are of two platforms, or are one already; when the lake cannot be written.
pub async fn merge(lake: &Lake, one: &str, other: &str, decision: &Decision) -> Result<Decided, ImportError> {
    let version = lake.at(None).await?;
    let book = Book::read(lake, &version).await?;
    let (first, second) = (book.account(one)?, book.account(other)?);
    if first.platform != second.platform {
        let why =
            format!("{one} is on {}, {other} on {}; one account is on one platform", first.platform, second.platform);
        return Err(ImportError::Merge(why));
    }
    let (one, other) = (book.under(one).to_owned(), book.under(other).to_owned());
    if one == other {
        return Err(ImportError::Merge(format!("these are one account already: {one}")));
    }
    let age = |id: &str| (book.accounts.get(id).map_or(i64::MAX, |known| known.first_seen), id.to_owned());
    let (older, younger) = if age(&one) <= age(&other) { (one, other) } else { (other, one) };
    // What was merged into the younger one goes along; the rows of one decision share their source.
    let mut moved = vec![younger.clone()];
    moved.extend(book.latest.iter().filter(|(_, s)| s.kind == MERGED && s.older == younger).map(|(id, _)| id.clone()));
    let rows = statements(MERGED, &older, &moved, &book, decision);
    let lake_version = store(lake, &version, &rows, "accounts merge", decision).await?;
    Ok(Decided { lake_version, account_id: older, other_id: younger })
}

/// Takes a merge back: the account is one of its own again, with everything that its own records said.
///
/// # Errors
/// When the account is not merged; when the lake cannot be written.
pub async fn unmerge(lake: &Lake, account: &str, decision: &Decision) -> Result<Decided, ImportError> {
    let version = lake.at(None).await?;
    let book = Book::read(lake, &version).await?;
    book.account(account)?;
    let Some(merged) = book.latest.get(account).filter(|latest| latest.kind == MERGED) else {
        return Err(ImportError::Merge(format!("{account} is not merged into another account")));
    };
    let mut rows = statements(UNDONE, &merged.older, &[account.to_owned()], &book, decision);
    // What that decision took along belongs to the younger account again.
    let taken_along: Vec<String> = book
        .latest
        .iter()
        .filter(|(id, s)| *id != account && s.kind == MERGED && s.source_id == merged.source_id)
        .map(|(id, _)| id.clone())
        .collect();
    rows.extend(statements(MERGED, account, &taken_along, &book, decision));
    let older = merged.older.clone();
    let lake_version = store(lake, &version, &rows, "accounts unmerge", decision).await?;
    Ok(Decided { lake_version, account_id: older, other_id: account.to_owned() })
}

fn statements(kind: &str, older: &str, younger: &[String], book: &Book, decision: &Decision) -> Vec<AccountAlias> {
    let at = book.moment(decision.now);
    let because = text::mask::mask(decision.because.trim()).text;
    let hash = hash_hex(&[kind, older, &younger.join(" "), &at.to_string()]);
    let source_id = format!("{}/merge/1", hash.chars().take(16).collect::<String>());
    let row = |id: &String| AccountAlias {
        alias_id: Some(row_id("account_aliases", &[older, kind, id, &at.to_string()])),
        account_id: Some(older.to_owned()),
        platform: book.accounts.get(older).map(|known| known.platform.clone()),
        kind: Some(kind.to_owned()),
        value: Some(id.clone()),
        evidence: Some(format!("{because} ({})", decision.author)),
        source_id: Some(source_id.clone()),
        observed_at: Some(Micros(at)),
    };
    younger.iter().map(row).collect()
}

async fn store(
    lake: &Lake,
    version: &LakeVersion,
    rows: &[AccountAlias],
    what: &str,
    decision: &Decision,
) -> Result<i64, ImportError> {
    let mut batch = BatchBuilder::new(AccountAlias::TABLE);
    for row in rows {
        batch.push(row);
    }
    let options =
        WriterOptions { based_on: Some(version.version), purpose: what.to_owned(), ..WriterOptions::default() };
    let mut writer = lake.writer(options).await?;
    writer.append(AccountAlias::TABLE, batch.finish()?).await?;
    let info = CommitInfo { message: what.to_owned(), author: decision.author.clone(), at: decision.now };
    Ok(writer.commit(info).await?)
}

/// One side of a contradiction.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Claim {
    /// The account.
    pub account_id: String,
    /// Its name, where known.
    pub name: Option<String>,
    /// The row that says so: `HASH16/SHEET/ROW`.
    pub source_id: String,
    /// The file of that row.
    pub path: Option<String>,
}

/// An identifier that records tie to two accounts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Conflict {
    /// The platform.
    pub platform: String,
    /// The kind of identifier.
    pub kind: String,
    /// The identifier.
    pub value: String,
    /// The account it was first seen with, where it stays.
    pub stays_with: Claim,
    /// The account that another record names.
    pub also: Claim,
}

/// Contradictions nobody has decided: identifiers of two accounts that are not merged.
///
/// # Errors
/// When the lake cannot be read.
pub async fn conflicts(lake: &Lake) -> Result<Vec<Conflict>, ImportError> {
    let version = lake.at(None).await?;
    let book = Book::read(lake, &version).await?;
    let mut paths: BTreeMap<String, String> = BTreeMap::new();
    each_row(lake, &version, "imported_files", &["file_hash", "path"], |cells| {
        if let [Some(hash), Some(path)] = cells {
            paths.insert(hash.chars().take(16).collect(), (*path).to_owned());
        }
    })
    .await?;
    let claim = |id: &str, source: &str| Claim {
        account_id: id.to_owned(),
        name: book.accounts.get(id).and_then(|known| known.name.clone()),
        source_id: source.to_owned(),
        path: paths.get(file_of(source)).cloned(),
    };
    let mut contradicted: BTreeMap<Identifier, BTreeSet<(String, String)>> = BTreeMap::new();
    let mut owners: BTreeMap<Identifier, (String, String)> = BTreeMap::new();
    let columns = ["platform", "kind", "value", "account_id", "source_id", "evidence"];
    for is_conflict in [true, false] {
        each_row(lake, &version, "account_aliases", &columns, |cells| {
            let [Some(platform), Some(kind), Some(value), Some(id), source, evidence] = cells else { return };
            if evidence.is_some_and(|evidence| evidence.starts_with(CONFLICT)) != is_conflict {
                return;
            }
            let identifier = ((*platform).to_owned(), (*kind).to_owned(), (*value).to_owned());
            let says = ((*id).to_owned(), source.unwrap_or("").to_owned());
            if is_conflict {
                contradicted.entry(identifier).or_default().insert(says);
            } else if contradicted.contains_key(&identifier) {
                owners.insert(identifier, says);
            }
        })
        .await?;
    }
    let mut found = Vec::new();
    for (identifier, others) in contradicted {
        let Some((owner, owner_source)) = owners.get(&identifier) else { continue };
        for (other, source) in others.iter().filter(|(other, _)| book.under(other) != book.under(owner)) {
            let (platform, kind, value) = identifier.clone();
            let (stays_with, also) = (claim(owner, owner_source), claim(other, source));
            found.push(Conflict { platform, kind, value, stays_with, also });
        }
    }
    Ok(found)
}
