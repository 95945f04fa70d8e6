//! Short texts with planted edits, the same in every run: what near copies look like.

use std::fs;
use std::path::Path;

use anyhow::Context;

/// Kinds of edits, in the order of the table.
pub const KINDS: [&str; 11] = [
    "punctuation",
    "emoji",
    "prefix",
    "suffix",
    "place swapped",
    "traditional, full-width",
    "10 % of characters",
    "insertions",
    "20 % of characters",
    "order swapped",
    "truncated",
];

/// Fewest characters of a text that is edited.
const LEAST: usize = 24;
const PLACES: [&str; 6] = ["青禾县", "临岚县", "云岭镇", "松霭镇", "汀澜市", "竹隐乡"];
const HEADS: [&str; 4] = ["【提醒】", "转发：", "来看看！", "今日关注｜"];
const TAILS: [&str; 4] = ["#便民信息#", "请大家互相转告", "（来源：网络）", "关注我们了解更多"];
const SIGNS: [&str; 6] = ["😀", "🙏", "👍", "❤️", "🎉", "💪"];
const FILLERS: &str = "的了在是我有和就不人都一上也很到说要去你会着没看好自己这";

/// A generator of numbers that every machine repeats (`SplitMix64`).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % bound.max(1) as u64).unwrap_or(0)
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

/// Writes `group <tab> kind <tab> text` lines: every evaluation text that is long enough, and each with every edit. Texts told apart by their
/// group are different texts. Returns how many lines there are.
pub fn write(path: &Path) -> anyhow::Result<usize> {
    let mut numbers = Numbers(1);
    let traditional = traditional()?;
    let mut lines = Vec::new();
    for (group, text) in texts()?.iter().enumerate() {
        let place = PLACES[group % PLACES.len()];
        let whole = format!("{place}{text}");
        lines.push(format!("{group}\toriginal\t{whole}"));
        for kind in KINDS {
            let edited = match kind {
                "place swapped" => {
                    format!("{}{text}", PLACES[(group + 1 + numbers.below(PLACES.len() - 1)) % PLACES.len()])
                }
                _ => edit(kind, &whole, &traditional, &mut numbers),
            };
            lines.push(format!("{group}\t{kind}\t{edited}"));
        }
    }
    fs::write(path, lines.join("\n")).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(lines.len())
}

fn edit(kind: &str, text: &str, traditional: &[(char, char)], numbers: &mut Numbers) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    match kind {
        "punctuation" => {
            let swapped = chars.iter().map(|c| match c {
                ',' | '，' => "！".to_owned(),
                '。' | '!' | '！' => "~~".to_owned(),
                c => c.to_string(),
            });
            format!("{}!!!", swapped.collect::<String>())
        }
        "emoji" => {
            for _ in 0..4 {
                let at = numbers.below(chars.len());
                chars.splice(at..at, numbers.of(&SIGNS).chars());
            }
            chars.into_iter().collect()
        }
        "prefix" => format!("{}{text}", numbers.of(&HEADS)),
        "suffix" => format!("{text}{}", numbers.of(&TAILS)),
        "traditional, full-width" => chars.iter().map(|c| other_form(*c, traditional)).collect(),
        "10 % of characters" => changed(chars, 10, numbers),
        "20 % of characters" => changed(chars, 5, numbers),
        "insertions" => {
            for _ in 0..chars.len() / 10 {
                let at = numbers.below(chars.len());
                chars.insert(at, filler(numbers));
            }
            chars.into_iter().collect()
        }
        "order swapped" => {
            let middle = chars.len() / 2;
            chars[middle..].iter().chain(&chars[..middle]).collect()
        }
        _ => chars[..chars.len() * 7 / 10].iter().collect(),
    }
}

/// One character in so many becomes another.
fn changed(mut chars: Vec<char>, one_in: usize, numbers: &mut Numbers) -> String {
    for _ in 0..chars.len() / one_in {
        let at = numbers.below(chars.len());
        chars[at] = filler(numbers);
    }
    chars.into_iter().collect()
}

fn filler(numbers: &mut Numbers) -> char {
    FILLERS.chars().nth(numbers.below(FILLERS.chars().count())).unwrap_or('的')
}

fn other_form(c: char, traditional: &[(char, char)]) -> char {
    match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
        _ => traditional.iter().find(|(simplified, _)| *simplified == c).map_or(c, |(_, traditional)| *traditional),
    }
}

fn traditional() -> anyhow::Result<Vec<(char, char)>> {
    let path = crate::files::root().join("lexicon/traditional.tsv");
    let content = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let pair = |line: &str| Some((line.split('\t').nth(1)?.chars().next()?, line.chars().next()?));
    Ok(content.lines().filter(|line| !line.starts_with('#')).filter_map(pair).collect())
}

/// The evaluation texts, each once, in the order of their files.
fn texts() -> anyhow::Result<Vec<String>> {
    let mut texts: Vec<String> = Vec::new();
    for folder in ["bench/eval/text", "bench/eval/text/second", "bench/eval/text/training"] {
        for path in crate::eval::sets(folder)? {
            let content = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            for line in content.lines() {
                let item: serde_json::Value = serde_json::from_str(line)?;
                let text = item["text"].as_str().unwrap_or_default().replace(['\n', '\t'], " ");
                if text.chars().count() >= LEAST && !texts.contains(&text) {
                    texts.push(text);
                }
            }
        }
    }
    Ok(texts)
}
