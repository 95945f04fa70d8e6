//! Every word people read, from the fluent catalogues in `locale/`.

use clap::ValueEnum;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};

/// The catalogues, in the order help and documents name them.
const CATALOGUES: [(Language, &str, &[&str]); 2] = [
    (
        Language::Chinese,
        "zh-CN",
        &[
            include_str!("../../../locale/zh-CN/help.ftl"),
            include_str!("../../../locale/zh-CN/columns.ftl"),
            include_str!("../../../locale/zh-CN/fields.ftl"),
            include_str!("../../../locale/zh-CN/errors.ftl"),
            include_str!("../../../locale/zh-CN/results.ftl"),
        ],
    ),
    (
        Language::English,
        "en",
        &[
            include_str!("../../../locale/en/help.ftl"),
            include_str!("../../../locale/en/columns.ftl"),
            include_str!("../../../locale/en/fields.ftl"),
            include_str!("../../../locale/en/errors.ftl"),
            include_str!("../../../locale/en/results.ftl"),
        ],
    ),
];

/// The catalogue of a language.
fn catalogue(language: Language) -> (Language, &'static str, &'static [&'static str]) {
    let [chinese, english] = CATALOGUES;
    if language == Language::English { english } else { chinese }
}

/// The language of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Simplified Chinese.
    #[value(name = "zh", aliases = ["zh-CN", "zh_CN"])]
    Chinese,
    /// English.
    #[value(name = "en")]
    English,
}

/// A value put into a message.
pub type Argument<'a> = (&'a str, FluentValue<'a>);

/// The words of one language.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The words of a language.
    pub fn new(language: Language) -> Self {
        let (_, locale, texts) = catalogue(language);
        let mut bundle = FluentBundle::new_concurrent(locale.parse().into_iter().collect());
        // Marks around values are for mixed writing directions; here they would only end up in files.
        bundle.set_use_isolating(false);
        for text in texts {
            // A message that does not parse is dropped; the tests rule that out.
            let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// The ids of all messages of a language.
    #[cfg(test)]
    pub fn ids(language: Language) -> std::collections::BTreeSet<String> {
        let (_, _, texts) = catalogue(language);
        texts.iter().flat_map(|text| message_ids(text)).map(str::to_owned).collect()
    }

    /// The message with its values put in. A message that is not there shows its id, so that nothing is hidden.
    pub fn say(&self, id: &str, values: &[Argument<'_>]) -> String {
        self.try_say(id, values).unwrap_or_else(|| id.to_owned())
    }

    /// The message without values.
    pub fn plain(&self, id: &str) -> String {
        self.say(id, &[])
    }

    /// The message; nothing where there is none.
    pub fn try_say(&self, id: &str, values: &[Argument<'_>]) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let arguments: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut mistakes: Vec<FluentError> = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&arguments), &mut mistakes).into_owned())
    }

    /// A term of the vocabulary: its Chinese name, or its id in English.
    pub fn term<'a>(&self, chinese: &'a str, id: &'a str) -> &'a str {
        match self.language {
            Language::Chinese => chinese,
            Language::English => id,
        }
    }

    /// A column of the lake by name, as people call it.
    pub fn field(&self, name: &str) -> String {
        let known = ["field", "column"].iter().find_map(|kind| self.try_say(&format!("{kind}-{name}"), &[]));
        known.unwrap_or_else(|| name.to_owned())
    }

    /// A kind of identifier, as people call it.
    pub fn identifier(&self, kind: &str) -> String {
        self.plain(match kind {
            "uid" => "alias-uid",
            "sec_uid" => "alias-sec_uid",
            "short_id" => "alias-short_id",
            "unique_id" => "alias-unique_id",
            "url" => "alias-url",
            "creator_hash" => "alias-creator_hash",
            "name" => "alias-name",
            other => return other.to_owned(),
        })
    }

    /// A platform by id, as people call it.
    pub fn platform(&self, id: &str) -> String {
        model::Platform::from_id(id).map_or(id, |platform| self.term(platform.chinese(), platform.id())).to_owned()
    }

    /// Several names in one line.
    pub fn list<S: AsRef<str>>(&self, names: impl IntoIterator<Item = S>) -> String {
        let names: Vec<String> = names.into_iter().map(|name| name.as_ref().to_owned()).collect();
        names.join(self.term("、", ", "))
    }
}

/// The ids of the messages in a catalogue: what stands before ` =` at the beginning of a line.
#[cfg(test)]
fn message_ids(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with([' ', '#'])).filter_map(|line| Some(line.split_once(" =")?.0))
}

/// A count with its thousands set apart: `26,098`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A share as a percentage with one decimal: `90.9%`.
pub fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn both_catalogues_parse_and_hold_the_same_messages() {
        for (_, locale, texts) in CATALOGUES {
            let mut seen = BTreeSet::new();
            for text in texts {
                if let Err((_, mistakes)) = FluentResource::try_new((*text).to_owned()) {
                    panic!("{locale}: {mistakes:?}");
                }
                for id in message_ids(text) {
                    assert!(seen.insert(id.to_owned()), "{locale}: {id} stands twice");
                }
            }
        }
        let (chinese, english) = (Words::ids(Language::Chinese), Words::ids(Language::English));
        let missing: Vec<_> = chinese.symmetric_difference(&english).collect();
        assert!(missing.is_empty(), "in one catalogue only: {missing:?}");
    }

    #[test]
    fn both_catalogues_use_the_same_values_in_each_message() {
        let variables = |text: &str| -> std::collections::BTreeMap<String, BTreeSet<String>> {
            let mut found = std::collections::BTreeMap::new();
            let mut current = String::new();
            for line in text.lines() {
                if let Some((id, _)) = line.split_once(" =")
                    && !line.starts_with([' ', '#'])
                {
                    id.clone_into(&mut current);
                }
                let names = line.split("{ $").skip(1).filter_map(|rest| rest.split([' ', '}']).next());
                found.entry(current.clone()).or_insert_with(BTreeSet::new).extend(names.map(str::to_owned));
            }
            found
        };
        for (chinese, english) in CATALOGUES[0].2.iter().zip(CATALOGUES[1].2) {
            let (chinese, english) = (variables(chinese), variables(english));
            for (id, names) in &chinese {
                assert_eq!(Some(names), english.get(id), "{id}");
            }
        }
    }

    #[test]
    fn counts_are_readable() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(26_098), "26,098");
        assert_eq!(count(10_000_000), "10,000,000");
        assert_eq!(percent(0.9087), "90.9%");
    }
}
