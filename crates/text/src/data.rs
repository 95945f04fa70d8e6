//! The data embedded in the program, in one place, so that one hash covers all of it.

use sha2::{Digest, Sha256};

macro_rules! embedded {
    ($($name:ident $path:literal;)*) => {
        $(pub(crate) const $name: &str = include_str!(concat!("../../../", $path));)*

        /// Every embedded file, by its path in the project.
        pub(crate) const FILES: &[(&str, &str)] = &[$(($path, $name),)*];
    };
}

embedded! {
    PLACE_ALIASES "gazetteer/aliases.tsv";
    CHANGES "gazetteer/changes.tsv";
    FOREIGN_PLACES "gazetteer/foreign.tsv";
    NICKNAMES "gazetteer/nicknames.tsv";
    DEMO_DIVISIONS "gazetteer/demo.tsv";
    DIVISIONS "gazetteer/divisions.tsv";
    ACCOUNT_WORDS "lexicon/account_words.toml";
    CONTACTS "lexicon/contacts.toml";
    ATTRIBUTION "lexicon/attribution.toml";
    COMMON_WORDS "lexicon/common_words.tsv";
    CONTENT "lexicon/content.toml";
    DUTIES "lexicon/duties.toml";
    ADVERTISING "lexicon/advertising.toml";
    DISASTER "lexicon/disaster.toml";
    DISPLAY "lexicon/display.toml";
    FOLLOW_BEGGING "lexicon/follow_begging.toml";
    FORCED "lexicon/forced.toml";
    GUARDS "lexicon/guards.toml";
    LOOK_ALIKES "lexicon/look_alikes.toml";
    MANNER "lexicon/manner.tsv";
    MESSAGES "lexicon/messages.toml";
    MESSAGE_WEIGHTS "lexicon/message_weights.tsv";
    NEUTRAL_WORDS "lexicon/neutral_words.toml";
    PLACE_WORDS "lexicon/place_words.toml";
    OFFICIAL_TOPICS "lexicon/official_topics.toml";
    REPLIES "lexicon/replies.toml";
    SERVICES "lexicon/services.toml";
    SENSATIONAL "lexicon/sensational.toml";
    STIGMA "lexicon/stigma.toml";
    TRADITIONAL "lexicon/traditional.tsv";
    UNIT_TYPES "lexicon/unit_types.toml";
    VOICE "lexicon/voice.toml";
    VOTES "lexicon/votes.toml";
}

/// The lists that are searched for together in one pass (`lexicon::Lexicons`), each under the name of its file.
pub(crate) const MATCHED_LISTS: &[(&str, &str)] = &[
    ("lexicon/advertising.toml", ADVERTISING),
    ("lexicon/attribution.toml", ATTRIBUTION),
    ("lexicon/contacts.toml", CONTACTS),
    ("lexicon/disaster.toml", DISASTER),
    ("lexicon/display.toml", DISPLAY),
    ("lexicon/follow_begging.toml", FOLLOW_BEGGING),
    ("lexicon/forced.toml", FORCED),
    ("lexicon/guards.toml", GUARDS),
    ("lexicon/neutral_words.toml", NEUTRAL_WORDS),
    ("lexicon/sensational.toml", SENSATIONAL),
    ("lexicon/stigma.toml", STIGMA),
    ("lexicon/voice.toml", VOICE),
    ("lexicon/votes.toml", VOTES),
];

/// The lists whose terms are added up (`weighted::Weighted`), searched for in one pass of their own.
pub(crate) const WEIGHTED_LISTS: &[(&str, &str)] = &[
    ("lexicon/content.toml", CONTENT),
    ("lexicon/duties.toml", DUTIES),
    ("lexicon/messages.toml", MESSAGES),
    ("lexicon/official_topics.toml", OFFICIAL_TOPICS),
    ("lexicon/replies.toml", REPLIES),
    ("lexicon/services.toml", SERVICES),
];

/// SHA-256 over every embedded word list, gazetteer and calendar file with its path, as lower-case hex: part of the identity of
/// an audit, because other data read the same names and deadlines differently.
#[must_use]
pub fn data_hash() -> String {
    let mut hasher = Sha256::new();
    for (path, text) in FILES {
        hasher.update(path.as_bytes());
        hasher.update([0xff]);
        hasher.update(text.as_bytes());
        hasher.update([0xff]);
    }
    hasher.update(model::calendar::data_hash().as_bytes());
    model::id::hex(&hasher.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_listed_in_order_and_the_hash_is_stable_within_a_build() {
        assert!(FILES.iter().all(|(_, text)| !text.is_empty()));
        assert_eq!(data_hash(), data_hash());
        assert_eq!(data_hash().len(), 64);
    }
}
