//! What import computes once for every work and every name, and the state kept per account and quarter.

use std::collections::BTreeMap;

use model::Micros;
use model::content::record_sha256;
use model::id::row_id;
use model::tables::{AccountFeature, AccountQuarter, Comment, CommentFeature, Post, PostFeature};

/// The features of a work, from its masked text.
#[must_use]
pub fn post_feature(post: &Post) -> PostFeature {
    let read = text::features::post(post.title.as_deref(), post.content.as_deref());
    PostFeature {
        signals: read.as_ref().and_then(|read| text::features::column(read.signals.iter().copied())),
        content_kind: read.as_ref().map(|read| read.content_kind.id().to_owned()),
        duty_of: read.and_then(|read| text::features::column(read.duty_of.iter().map(|unit| unit.id()))),
        ..post_key_feature(post)
    }
}

/// Of the features only what tells equal texts: for generated works, which nobody reads.
#[must_use]
pub fn post_key_feature(post: &Post) -> PostFeature {
    let key = text::copies::text_key(post.title.as_deref(), post.content.as_deref());
    PostFeature {
        post_id: post.post_id.clone(),
        account_id: post.account_id.clone(),
        posted_at: post.posted_at,
        posted_precision: post.posted_precision.clone(),
        is_repost: post.is_repost,
        text_key: key.map(|key| key.key),
        text_chars: key.map(|key| i64::from(key.chars)),
        computed_by: Some(text::COMPUTED_BY.to_owned()),
        source_id: post.source_id.clone(),
        observed_at: post.observed_at,
        ..PostFeature::default()
    }
}

/// The features of a comment, from its masked text.
#[must_use]
pub fn comment_feature(comment: &Comment) -> CommentFeature {
    let read = text::features::comment(comment.content.as_deref(), comment.parent_id.is_some());
    let mut feature = CommentFeature {
        comment_id: comment.comment_id.clone(),
        post_id: comment.post_id.clone(),
        account_id: comment.account_id.clone(),
        parent_id: comment.parent_id.clone(),
        author_account_id: comment.author_account_id.clone(),
        commented_at: comment.commented_at,
        text_key: text::copies::text_key(None, comment.content.as_deref()).map(|key| key.key),
        computed_by: Some(text::COMPUTED_BY.to_owned()),
        source_id: comment.source_id.clone(),
        observed_at: comment.observed_at,
        ..CommentFeature::default()
    };
    if let Some(read) = read {
        feature.message_kind = Some(read.kind.id().to_owned());
        feature.needs_answer = Some(read.needs_answer);
        feature.urgency = Some(read.urgency.id().to_owned());
        feature.department = Some(read.department.id().to_owned());
        feature.runner_up = read.runner_up.map(|unit| unit.id().to_owned());
        feature.signals = text::features::column(read.signals);
    }
    feature
}

/// The features of an account's name, with its host unit where known. Without provenance.
#[must_use]
pub fn account_feature(
    account_id: &str,
    name: &str,
    unit_name: Option<&str>,
    jurisdiction: Option<&str>,
) -> AccountFeature {
    let reading = text::names::read_name(name, unit_name, jurisdiction);
    let folded = match unit_name {
        Some(unit) => format!("{} {}", text::fold::search(name), text::fold::search(unit)),
        None => text::fold::search(name),
    };
    let feature_id = row_id(
        "features_accounts",
        &[account_id, name, unit_name.unwrap_or(""), jurisdiction.unwrap_or(""), text::COMPUTED_BY],
    );
    AccountFeature {
        feature_id: Some(feature_id),
        account_id: Some(account_id.to_owned()),
        name: Some(name.to_owned()),
        unit_name: unit_name.map(str::to_owned),
        name_folded: Some(folded),
        name_skeleton: Some(text::fold::skeleton(name)),
        region_code: reading.region_code,
        level: Some(reading.level.id().to_owned()),
        unit_type: Some(reading.unit_type.id().to_owned()),
        official_looking: Some(reading.official_looking),
        computed_by: Some(text::COMPUTED_BY.to_owned()),
        ..AccountFeature::default()
    }
}

/// The work with the latest time, the greatest id where two share it; undated works come before all others.
#[derive(Debug, Clone)]
pub struct LastWork {
    at: Option<Micros>,
    id: String,
    sha256: String,
    source_id: String,
}

impl LastWork {
    /// Takes the work's place if it is later.
    pub fn take_over(last: &mut Option<Self>, post: &Post) {
        let Some(id) = post.post_id.as_deref() else { return };
        if last.as_ref().is_none_or(|last| (last.at, last.id.as_str()) < (post.posted_at, id)) {
            *last = Some(Self {
                at: post.posted_at,
                id: id.to_owned(),
                sha256: record_sha256(post),
                source_id: post.source_id.clone().unwrap_or_default(),
            });
        }
    }

    /// Fills the columns of the kept state that speak of this work.
    pub fn fill(self, state: &mut AccountQuarter) {
        state.last_posted_at = self.at;
        state.last_post_id = Some(self.id);
        state.last_post_sha256 = Some(self.sha256);
        state.source_id = Some(self.source_id);
    }
}

#[derive(Debug, Clone, Default)]
struct QuarterState {
    posts: i64,
    first: Option<Micros>,
    last: Option<LastWork>,
    observed_at: Option<Micros>,
}

/// The state per account and quarter over the works this import added.
#[derive(Debug)]
pub struct Quarters<Account> {
    states: BTreeMap<(Account, Option<Micros>), QuarterState>,
}

impl<Account> Default for Quarters<Account> {
    fn default() -> Self {
        Self { states: BTreeMap::new() }
    }
}

impl<Account: Ord> Quarters<Account> {
    /// Counts a work that was added.
    pub fn add(&mut self, account: Account, post: &Post) {
        let quarter = post.posted_at.map(Micros::quarter_start);
        let state = self.states.entry((account, quarter)).or_default();
        state.posts += 1;
        if let Some(at) = post.posted_at {
            state.first = Some(state.first.map_or(at, |first| first.min(at)));
        }
        LastWork::take_over(&mut state.last, post);
        state.observed_at = state.observed_at.max(post.observed_at);
    }

    /// The rows, once all works are counted. `id_of`: the id of an account.
    #[must_use]
    pub fn rows(self, id_of: impl Fn(Account) -> Option<String>) -> Vec<AccountQuarter> {
        let states = self.states.into_iter();
        states
            .filter_map(|((account, quarter), state)| {
                let account_id = id_of(account)?;
                let mut row = AccountQuarter {
                    account_id: Some(account_id.clone()),
                    quarter_at: quarter,
                    posts: Some(state.posts),
                    first_posted_at: state.first,
                    computed_by: Some(text::COMPUTED_BY.to_owned()),
                    observed_at: state.observed_at,
                    ..AccountQuarter::default()
                };
                if let Some(last) = state.last {
                    last.fill(&mut row);
                }
                row.state_id = Some(row_id(
                    "features_account_quarters",
                    &[
                        &account_id,
                        &quarter.map_or(String::new(), |quarter| quarter.0.to_string()),
                        row.last_post_id.as_deref().unwrap_or(""),
                        &state.posts.to_string(),
                        row.source_id.as_deref().unwrap_or(""),
                    ],
                ));
                Some(row)
            })
            .collect()
    }
}
