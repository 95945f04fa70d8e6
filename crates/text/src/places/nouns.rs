//! What the noun right behind a short name says: things are named after places (章丘铁锅, 个旧锡器), while people, offices, sites
//! and events are at them (章丘粮农, 个旧冰雹). Told by how the noun ends and by what is left of the clause, since no list
//! holds all that is made or grown somewhere.

use super::evidence::Cut;
use super::lattice::Segment;
use super::words::Tags;

/// Words this frequent tell of the place's affairs (经济, 教育, 电影) more often than of a thing named after it.
const FREQUENT: u8 = 13;
/// Most characters of a noun that is all a clause says beside the name (德州扑克).
const BARE: usize = 4;
/// Most pieces a noun is cut into.
const PIECES: usize = 4;
/// Characters that stand for a sight by themselves.
const LANDMARKS: &str = "塔湖湾寺庙门关峰";
/// What may stand behind a sight to say where at it.
const BESIDE: &str = "上里边畔下中旁";
/// Characters that are words by themselves and no part of a noun.
const GRAMMAR: &str = "了的被将已把是在有为与和及等就都也又不没一二三两四五六七八九十多几各某全这那你我他她它们之以从到向往对起来去过着\
再更最很太还可能会要让使给按因于由经据现拟需应须请问何谁啥怎";

/// What stands behind a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    /// A thing that is made, grown, performed or seen there.
    Thing,
    /// A noun that is all the clause says, whatever it is.
    BareNoun,
}

impl Cut<'_> {
    /// The noun for a thing that follows segment `index`.
    pub(super) fn thing_behind(&self, index: usize) -> Option<Behind> {
        let name = self.segments.get(index)?;
        if self.is_landmark(name.end) {
            return Some(Behind::Thing);
        }
        let (mut end, mut plain, mut frequent) = (name.end, true, 0);
        for segment in self.segments.iter().skip(index + 1).take(PIECES) {
            if segment.start != end || !self.may_belong(segment) {
                break;
            }
            if Self::tags(segment).has(Tags::ORGAN) {
                return None;
            }
            end = segment.end;
            plain &= Self::is_noun(segment);
            frequent = if segment.is_single() { 0 } else { segment.entry.frequency };
            if end >= name.end + 2 && self.head(end).has(Tags::THING) && !self.goes_on_at_place(end) {
                return Some(Behind::Thing);
            }
        }
        let begins = !self.is_letter_before(name.start);
        let ends = self.chars.get(end).is_none_or(|c| !c.is_alphanumeric());
        let bare = begins && ends && (name.end + 2..=name.end + BARE).contains(&end);
        let alone = bare && plain && frequent < FREQUENT && !self.head(end).has(Tags::SITUATED);
        alone.then_some(Behind::BareNoun)
    }

    /// 广州塔, 昆明湖上: one character for a sight, and no word begins there but the one that says where at it.
    fn is_landmark(&self, at: usize) -> bool {
        let beside = match self.names.longest(self.rest(at)) {
            Some((2, _)) => self.chars.get(at + 1).is_some_and(|c| BESIDE.contains(*c)),
            Some(_) => false,
            None => true,
        };
        beside && self.chars.get(at).is_some_and(|c| LANDMARKS.contains(*c))
    }

    /// Inside, and not at the beginning of, one of two lines of five or of seven characters, as verses have them: headlines
    /// begin with the place.
    pub(super) fn is_in_verse(&self, at: usize) -> bool {
        let is_mark = |c: &char| !c.is_alphanumeric();
        let (before, after) = (self.chars.get(..at).unwrap_or(&[]), self.rest(at));
        let start = before.iter().rposition(is_mark).map_or(0, |mark| mark + 1);
        let end = after.iter().position(is_mark).map_or(self.chars.len(), |mark| at + mark);
        let length = end - start;
        if !matches!(length, 5 | 7) || start == at {
            return false;
        }
        let is_line = |line: &[char]| line.len() == length;
        let follows = self.rest(end + 1).split(is_mark).next().is_some_and(is_line);
        let precedes =
            before.get(..start.saturating_sub(1)).is_some_and(|text| text.rsplit(is_mark).next().is_some_and(is_line));
        follows || precedes
    }

    /// 铁锅厂, 瓷器市场, 陶器匠人: what follows the thing is at the place again.
    fn goes_on_at_place(&self, end: usize) -> bool {
        let next = self.rest(end);
        let length = self.names.longest(next).map_or(1, |(length, _)| length);
        let head = self.head(end + length);
        next.first().is_some_and(|c| c.is_alphanumeric()) && length <= 4 && head.has(Tags::SITUATED)
    }

    fn tags(segment: &Segment) -> Tags {
        if segment.is_single() { segment.single.tags } else { segment.entry.tags }
    }

    /// Part of a noun: a noun, or a character that is no word of grammar.
    fn may_belong(&self, segment: &Segment) -> bool {
        let first = self.chars.get(segment.start).copied().unwrap_or(' ');
        let han = matches!(first, '\u{4e00}'..='\u{9fff}');
        han && !segment.entry.is_place()
            && if segment.is_single() { !GRAMMAR.contains(first) } else { segment.entry.noun }
    }

    /// A noun, or a character that no word of the lists holds.
    fn is_noun(segment: &Segment) -> bool {
        if segment.is_single() { segment.single.noun || segment.single.frequency == 0 } else { segment.entry.noun }
    }

    /// What the character before `end` says as the end of a word.
    fn head(&self, end: usize) -> Tags {
        end.checked_sub(1).and_then(|last| self.chars.get(last)).map(|c| self.names.single(*c).tags).unwrap_or_default()
    }

    fn is_letter_before(&self, start: usize) -> bool {
        start.checked_sub(1).and_then(|before| self.chars.get(before)).is_some_and(|c| c.is_alphanumeric())
    }
}
