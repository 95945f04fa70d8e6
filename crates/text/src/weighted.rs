//! Weighted lists (`lexicon/duties.toml` and others): terms that speak for a label with a weight. Where a word list
//! (`lexicon`) says that something stands in a text, these are added up to say what a text is about. All of them are searched
//! for together, in one pass.

mod build;
mod read;
mod scan;

use std::sync::LazyLock;

use daachorse::CharwiseDoubleArrayAhoCorasick;

pub(crate) use read::WeightedError;
pub(crate) use scan::{Found, Hit};

use crate::data;

/// A label of one of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct LabelId(u16);

impl LabelId {
    /// Its position among the labels of all lists.
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// What a wording does when it is found.
#[derive(Debug, Clone, Copy)]
enum Use {
    /// It is a term.
    Term { term: u32, label: LabelId, weight: f32 },
    /// It is one side of a pair.
    Side { pair: u32, second: bool },
}

/// Two sides that count when they stand near each other.
#[derive(Debug, Clone, Copy)]
struct Pair {
    term: u32,
    label: LabelId,
    weight: f32,
    /// Most characters between the sides.
    window: u32,
    /// The first side must come first.
    ordered: bool,
}

/// All weighted lists, ready to be searched for.
pub(crate) struct Weighted {
    /// Every label as (list, name).
    labels: Vec<(String, String)>,
    /// By label: the number of its list.
    list_of: Vec<u8>,
    lists: Vec<String>,
    pairs: Vec<Pair>,
    /// By number of the wording: its length in characters and its uses.
    wordings: Vec<(u32, Vec<Use>)>,
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
}

static EMBEDDED: LazyLock<Weighted> =
    LazyLock::new(|| Weighted::load(data::WEIGHTED_LISTS).expect("the embedded weighted lists are checked by tests"));

impl Weighted {
    /// The lists that ship with the program.
    pub(crate) fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads lists, given as (path, content), and builds their automaton.
    fn load(files: &[(&str, &str)]) -> Result<Self, WeightedError> {
        let mut lists = files.iter().map(|(path, text)| read::list(path, text)).collect::<Result<Vec<_>, _>>()?;
        lists.push(read::bodies(data::UNIT_TYPES)?);
        build::build(&lists)
    }

    /// The id of a label; `None` where the list has no such label.
    pub(crate) fn label(&self, list: &str, name: &str) -> Option<LabelId> {
        let position = self.labels.iter().position(|(of, label)| of == list && label == name)?;
        u16::try_from(position).ok().map(LabelId)
    }

    /// The labels of a list with their names, in its order.
    pub(crate) fn labels_of<'l>(&'l self, list: &'l str) -> impl Iterator<Item = (LabelId, &'l str)> + 'l {
        let ids = (0u16..).zip(&self.labels);
        ids.filter(move |(_, (of, _))| of == list).map(|(id, (_, name))| (LabelId(id), name.as_str()))
    }

    /// The number of a list.
    pub(crate) fn list(&self, name: &str) -> Option<u8> {
        self.lists.iter().position(|list| list == name).and_then(|position| u8::try_from(position).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::hard;

    const HEAD: &str = "title = \"t\"\nsource = \"s\"\nadded = \"2026-01-01\"\n";

    fn load(content: &str) -> Result<Weighted, WeightedError> {
        Weighted::load(&[("lexicon/own.toml", &format!("{HEAD}{content}"))])
    }

    fn scores(content: &str, text: &str) -> Vec<(String, f32, u32, u32)> {
        let lists = load(content).unwrap_or_else(|error| panic!("{error}"));
        let found = lists.scan(&hard(text));
        let hits = found.of(lists.list("own").unwrap());
        hits.iter().map(|hit| (name_of(&lists, hit.label), hit.weight, hit.start, hit.end)).collect()
    }

    fn name_of(lists: &Weighted, label: LabelId) -> String {
        lists.labels_of("own").find(|(id, _)| *id == label).map_or_else(String::new, |(_, name)| name.to_owned())
    }

    #[test]
    fn the_longer_term_hides_the_shorter_one() {
        let lists = "[[groups]]\nlabel = \"one\"\nweight = 1\nterms = \"交通 交通局\"\n";
        assert_eq!(scores(lists, "找交通局"), [("one".into(), 1.0, 1, 4)]);
        assert_eq!(scores(lists, "交通和交通局").len(), 2);
        assert_eq!(scores(lists, "交通交通").len(), 1, "a term counts once");
    }

    #[test]
    fn gaps_keep_order_sentence_and_width() {
        let lists = "[[groups]]\nlabel = \"one\"\nweight = 2\nterms = \"路灯…坏\"\n";
        assert_eq!(scores(lists, "路灯又坏了"), [("one".into(), 2.0, 0, 4)]);
        assert!(scores(lists, "坏的是路灯").is_empty());
        assert!(scores(lists, "路灯。坏").is_empty());
        assert!(scores(lists, "路灯一二三四五六七八九十一坏").is_empty());
    }

    #[test]
    fn pairs_stand_in_either_order() {
        let lists = "[[pairs]]\nlabel = \"one\"\nweight = 2\nwindow = 3\nfirst = \"孩子 娃\"\nsecond = \"上学\"\n";
        assert_eq!(scores(lists, "娃要上学").len(), 1);
        assert_eq!(scores(lists, "上学的孩子").len(), 1);
        assert!(scores(lists, "孩子一二三四上学").is_empty());
    }

    #[test]
    fn mistakes_are_refused_with_what_to_do() {
        for (content, expected) in [
            ("[[groups]]\nlabel = \"one\"\nweight = 1\nterms = \"甲 甲\"\n", "stands twice"),
            (
                "[[groups]]\nlabel = \"one\"\nweight = 1\nterms = \"甲\"\n[[groups]]\nlabel = \"one\"\nweight = 2\nterms = \"甲\"\n",
                "stands twice",
            ),
            ("[[groups]]\nlabel = \"one\"\nweight = 0\nterms = \"甲\"\n", "weight"),
            ("[[groups]]\nlabel = \"one\"\nweight = 1\nterms = \"甲…\"\n", "both sides"),
            ("[[groups]]\nlabel = \"one\"\nweight = 1\nterms = \"…\"\n", "both sides"),
            ("[[groups]]\nlabel = \"one\"\nterms = \"甲\"\n", "not a weighted list"),
            ("[[groups]]\nlabel = \"one\"\nweight = 1\nterms = \"\"\n", "no terms"),
        ] {
            let error = load(content).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(error.contains(expected), "{content}: {error}");
        }
    }

    #[test]
    fn the_embedded_lists_hold_their_examples() {
        let lists = Weighted::load(data::WEIGHTED_LISTS).unwrap_or_else(|error| panic!("{error}"));
        for (path, text) in data::WEIGHTED_LISTS {
            let file = read::list(path, text).unwrap_or_else(|error| panic!("{error}"));
            assert!(!file.pass.is_empty() && !file.fail.is_empty(), "{path}: give examples of both kinds");
            for (examples, expected) in [(&file.pass, true), (&file.fail, false)] {
                for example in examples {
                    let normalised = hard(&example.text);
                    let found = lists.scan(&normalised);
                    for label in &example.labels {
                        let id = lists.label(&file.name, label).unwrap_or_else(|| panic!("{path}: no label {label}"));
                        let hit = found.of(lists.list(&file.name).unwrap()).iter().any(|hit| hit.label == id);
                        assert_eq!(hit, expected, "{path}: {} as {label}", example.text);
                    }
                }
            }
        }
    }
}
