//! Collections: what a file proves to have been looked for, gathered while it is read and stated at its end.

use std::collections::BTreeMap;

use model::Micros;
use model::collection::{CollectionKind, CollectionState};
use model::id::row_id;
use model::tables::Collection;

use crate::identity::resolver::{AccountIndex, Resolver};

#[derive(Debug, Clone, Copy)]
struct Claim {
    state: CollectionState,
    from: Option<Micros>,
    to: Micros,
    observed_at: Micros,
}

/// The claims of one file.
#[derive(Debug, Default)]
pub struct Claims {
    accounts: BTreeMap<(AccountIndex, CollectionKind), Claim>,
    posts: BTreeMap<(String, CollectionKind), (Option<AccountIndex>, Claim)>,
}

fn merge(claim: &mut Claim, state: CollectionState, from: Option<Micros>, to: Micros) {
    // The best state within a file counts: a profile that counts no works proves more than a work found by keyword.
    claim.state = claim.state.min(state);
    claim.from = match (claim.from, from) {
        (Some(known), Some(from)) => Some(known.min(from)),
        (known, from) => known.or(from),
    };
    claim.to = claim.to.max(to);
    claim.observed_at = claim.observed_at.max(to);
}

impl Claims {
    /// Something of an account was collected. `from`: the earliest time seen, for partial collections.
    pub fn account(
        &mut self,
        account: AccountIndex,
        kind: CollectionKind,
        state: CollectionState,
        from: Option<Micros>,
        to: Micros,
    ) {
        let claim = self.accounts.entry((account, kind)).or_insert(Claim { state, from, to, observed_at: to });
        merge(claim, state, from, to);
    }

    /// Comments or replies of a work were collected, in part.
    pub fn post(
        &mut self,
        post_id: &str,
        account: Option<AccountIndex>,
        kind: CollectionKind,
        at: Option<Micros>,
        to: Micros,
    ) {
        let state = CollectionState::Partial;
        let claim = Claim { state, from: at, to, observed_at: to };
        let (_, claim) = self.posts.entry((post_id.to_owned(), kind)).or_insert((account, claim));
        merge(claim, state, at, to);
    }

    /// The rows, once the file is read. Records that went to quarantine unread may have been works, so then nothing is complete
    /// but the profiles.
    #[must_use]
    pub fn rows(self, resolver: &Resolver, evidence: &str, unread: u64) -> Vec<Collection> {
        let mut rows = Vec::with_capacity(self.accounts.len() + self.posts.len());
        for ((account, kind), mut claim) in self.accounts {
            let Some(account) = resolver.account(account) else { continue };
            let mut evidence = evidence.to_owned();
            if unread > 0 && claim.state == CollectionState::Complete && kind == CollectionKind::Posts {
                claim.state = CollectionState::Partial;
                evidence =
                    format!("{evidence}; {unread} records of the file could not be read, so works may be missing");
            }
            rows.push(row(Some(&account.id), None, kind, claim, evidence));
        }
        for ((post_id, kind), (account, claim)) in self.posts {
            let account = account.and_then(|account| resolver.account(account)).map(|account| account.id.as_str());
            rows.push(row(account, Some(&post_id), kind, claim, evidence.to_owned()));
        }
        rows
    }
}

fn row(account: Option<&str>, post: Option<&str>, kind: CollectionKind, claim: Claim, evidence: String) -> Collection {
    let complete = claim.state == CollectionState::Complete;
    let from = claim.from.filter(|_| !complete);
    let collection_id = row_id(
        "collections",
        &[
            account.unwrap_or(""),
            post.unwrap_or(""),
            kind.id(),
            claim.state.id(),
            &from.map_or(String::new(), |from| from.0.to_string()),
            &claim.to.0.to_string(),
        ],
    );
    Collection {
        collection_id: Some(collection_id),
        account_id: account.map(str::to_owned),
        post_id: post.map(str::to_owned),
        kind: Some(kind.id().to_owned()),
        from_at: from,
        to_at: Some(claim.to),
        state: Some(claim.state.id().to_owned()),
        evidence: Some(evidence),
        observed_at: Some(claim.observed_at),
        ..Collection::default()
    }
}
