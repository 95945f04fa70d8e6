//! Small closed sets of words, asked for at a place in a text.

/// A set of characters of the basic plane.
pub(super) struct CharSet(Vec<u64>);

impl CharSet {
    pub(super) fn new(chars: impl Iterator<Item = char>) -> Self {
        let mut bits = vec![0; 1024];
        for c in chars {
            let code = u32::from(c) as usize;
            if let Some(word) = bits.get_mut(code / 64) {
                *word |= 1 << (code % 64);
            }
        }
        Self(bits)
    }

    pub(super) fn has(&self, c: char) -> bool {
        let code = u32::from(c) as usize;
        self.0.get(code / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
    }
}

/// A set of words. Most places are dismissed by one look at one character.
pub(super) struct WordSet {
    words: Vec<&'static str>,
    firsts: CharSet,
    lasts: CharSet,
}

impl WordSet {
    /// The words of a list divided by blanks.
    pub(super) fn new(list: &'static str) -> Self {
        let words: Vec<&'static str> = list.split_whitespace().collect();
        let firsts = CharSet::new(words.iter().filter_map(|word| word.chars().next()));
        let lasts = CharSet::new(words.iter().filter_map(|word| word.chars().next_back()));
        Self { words, firsts, lasts }
    }

    /// Characters of a word that `chars` begin with, the first listed.
    pub(super) fn at(&self, chars: &[char]) -> Option<usize> {
        chars.first().filter(|c| self.firsts.has(**c))?;
        self.words.iter().find(|word| starts_with(chars, word)).map(|word| word.chars().count())
    }

    pub(super) fn begins(&self, chars: &[char]) -> bool {
        self.at(chars).is_some()
    }

    pub(super) fn ends(&self, chars: &[char]) -> bool {
        chars.last().is_some_and(|c| self.lasts.has(*c))
            && self.words.iter().any(|word| {
                let mut rest = chars.iter().rev();
                word.chars().rev().all(|wanted| rest.next() == Some(&wanted))
            })
    }

    pub(super) fn within(&self, chars: &[char]) -> bool {
        (0..chars.len()).any(|at| self.begins(&chars[at..]))
    }

    /// Where the first of the words stands, and its length.
    pub(super) fn first_in(&self, chars: &[char]) -> Option<(usize, usize)> {
        (0..chars.len()).find_map(|at| self.at(&chars[at..]).map(|length| (at, length)))
    }

    /// A character some word begins with.
    pub(super) fn hints(&self, c: char) -> bool {
        self.firsts.has(c)
    }
}

pub(super) fn starts_with(chars: &[char], word: &str) -> bool {
    let mut rest = chars.iter();
    word.chars().all(|wanted| rest.next() == Some(&wanted))
}
