//! The fingerprint as bytes; the format is told in the crate's README.

use sha2::{Digest, Sha256};

use crate::codec::pictures::PictureDecoder;
use crate::codec::range::{Decoder, Encoder, Number};
use crate::codec::sound;
use crate::error::FormatError;
use crate::fingerprint::{Fingerprint, Still, Tier, Track};

/// Version of format and method. Fingerprints of different versions are not compared.
pub const FORMAT_VERSION: u16 = 1;

const MAGIC: &[u8; 4] = b"MJFP";
/// Pictures and rows of sound a fingerprint may claim: a day of them.
const MOST_PICTURES: u32 = 86_400 * 4;
const MOST_ROWS: u32 = 86_400 * 9;

impl Fingerprint {
    /// The fingerprint in the documented format.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(FORMAT_VERSION.to_le_bytes());
        out.push(match self.tier {
            Tier::Key => 0,
            Tier::Dense => 1,
        });
        out.push(match self.track {
            Track::Unknown => 0,
            Track::Absent => 1,
            Track::Heard(_) => 2,
        });
        out.extend(self.file_sha256);
        out.extend(self.file_bytes.to_le_bytes());
        for number in [self.duration, self.source_size.0, self.source_size.1, self.size.0 as u32, self.size.1 as u32] {
            out.extend(number.to_le_bytes());
        }
        let (words, rows, heard) = match &self.track {
            Track::Heard(heard) => (heard.words.len(), heard.bands.len(), sound::encode(heard)),
            _ => (0, 0, Vec::new()),
        };
        let stills = encode_stills(&self.stills);
        for number in [self.stills.len(), stills.len(), self.coded.len(), words, rows, heard.len()] {
            out.extend((number as u32).to_le_bytes());
        }
        out.extend(stills);
        out.extend(&self.coded);
        out.extend(heard);
        let check = Sha256::digest(&out);
        out.extend(&check[..4]);
        out
    }

    /// Reads what [`Self::to_bytes`] wrote. Any bytes are taken: what is no fingerprint is an error.
    ///
    /// # Errors
    /// Another format, another version, or damage.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FormatError> {
        let damaged = |what| FormatError::Damaged { what };
        let mut reader = Reader(bytes);
        if reader.take(4) != Some(MAGIC) {
            return Err(FormatError::NotAFingerprint);
        }
        let found = reader.short().ok_or(FormatError::NotAFingerprint)?;
        if found != FORMAT_VERSION {
            return Err(FormatError::OtherVersion { found, known: FORMAT_VERSION });
        }
        let body = bytes.len().checked_sub(4).ok_or(damaged("length"))?;
        if Sha256::digest(&bytes[..body])[..4] != bytes[body..] {
            return Err(damaged("check sum"));
        }
        reader.0 = reader.0.get(..body - 6).ok_or(damaged("length"))?;
        let (tier, track) = (reader.byte().ok_or(damaged("tier"))?, reader.byte().ok_or(damaged("track"))?);
        let tier = match tier {
            0 => Tier::Key,
            1 => Tier::Dense,
            _ => return Err(damaged("tier")),
        };
        let file_sha256 = reader.take(32).and_then(|part| part.try_into().ok()).ok_or(damaged("file hash"))?;
        let file_bytes = reader.take(8).and_then(|part| part.try_into().ok()).map(u64::from_le_bytes);
        let file_bytes = file_bytes.ok_or(damaged("file size"))?;
        let mut number = |what| reader.number().ok_or(FormatError::Damaged { what });
        let duration = number("duration")?;
        let source_size = (number("source size")?, number("source size")?);
        let size = (number("picture size")? as usize, number("picture size")? as usize);
        let (count, stills_length, coded_length) = (number("count")?, number("length")?, number("length")?);
        let (words, rows, sound_length) = (number("words")?, number("rows")?, number("length")?);
        let sides = 1..=256;
        if count > MOST_PICTURES || words > MOST_ROWS || rows > MOST_ROWS {
            return Err(damaged("count"));
        }
        if count > 0 && !(sides.contains(&size.0) && sides.contains(&size.1)) {
            return Err(damaged("picture size"));
        }
        let stills = reader.take(stills_length as usize).ok_or(damaged("stills"))?;
        let coded = reader.take(coded_length as usize).ok_or(damaged("pictures"))?;
        let heard = reader.take(sound_length as usize).ok_or(damaged("sound"))?;
        if !reader.0.is_empty() {
            return Err(damaged("length"));
        }
        let track = match track {
            0 => Track::Unknown,
            1 => Track::Absent,
            2 => Track::Heard(sound::decode(heard, words as usize, rows as usize)),
            _ => return Err(damaged("track")),
        };
        let stills = decode_stills(stills, count as usize);
        if stills.windows(2).any(|pair| pair[0].time > pair[1].time) {
            return Err(damaged("times"));
        }
        let fingerprint =
            Self { file_sha256, file_bytes, duration, tier, source_size, size, stills, track, coded: coded.to_vec() };
        if fingerprint.pictures_overrun() {
            return Err(damaged("pictures"));
        }
        Ok(fingerprint)
    }

    /// Whether fewer bytes of pictures are there than the pictures would take: 2 bits each at the very least.
    fn pictures_overrun(&self) -> bool {
        if self.coded.len() >= self.stills.len() / 4 {
            return false;
        }
        let mut decoder = PictureDecoder::new(self.size.0, self.size.1, &self.coded);
        self.stills.iter().for_each(|_| drop(decoder.next()));
        decoder.overran()
    }
}

fn encode_stills(stills: &[Still]) -> Vec<u8> {
    let mut encoder = Encoder::default();
    let mut models: [Number; 4] = std::array::from_fn(|_| Number::default());
    let mut last = [0_i32, 250, 128, 128, 0];
    for still in stills {
        let gap = still.time as i32 - last[0];
        // The gap changes rarely: what is written is its change.
        let values = [
            gap - last[1],
            i32::from(still.blue) - last[2],
            i32::from(still.red) - last[3],
            i32::from(still.colour) - last[4],
        ];
        let [time, colours @ ..] = &mut models;
        write_wide(time, &mut encoder, values[0]);
        for (model, value) in colours.iter_mut().zip(&values[1..]) {
            model.encode(&mut encoder, *value);
        }
        last = [still.time as i32, gap, i32::from(still.blue), i32::from(still.red), i32::from(still.colour)];
    }
    encoder.finish()
}

/// A number of up to 32 bits.
fn write_wide(model: &mut Number, encoder: &mut Encoder, value: i32) {
    model.encode(encoder, i32::from(value != 0));
    if value != 0 {
        let bits = value.cast_unsigned();
        encoder.plain(bits >> 16, 16);
        encoder.plain(bits & 0xFFFF, 16);
    }
}

fn decode_stills(bytes: &[u8], count: usize) -> Vec<Still> {
    let mut decoder = Decoder::new(bytes);
    let mut models: [Number; 4] = std::array::from_fn(|_| Number::default());
    let (mut time, mut gap) = (0_i32, 250_i32);
    let mut colours = [128_i32, 128, 0];
    let stills = (0..count).map(|_| {
        let [time_model, colour_models @ ..] = &mut models;
        if time_model.decode(&mut decoder) != 0 {
            let change = (decoder.plain(16) << 16 | decoder.plain(16)).cast_signed();
            gap = gap.wrapping_add(change);
        }
        time = time.saturating_add(gap).max(0);
        for (value, model) in colours.iter_mut().zip(colour_models) {
            *value = value.saturating_add(model.decode(&mut decoder)).clamp(0, 255);
        }
        let [blue, red, colour] = colours.map(|value| u8::try_from(value).unwrap_or(0));
        Still { time: u32::try_from(time).unwrap_or(0), blue, red, colour }
    });
    stills.collect()
}

/// Reads a slice from its beginning.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (part, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(part)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|part| part[0])
    }

    fn short(&mut self) -> Option<u16> {
        self.take(2)?.try_into().ok().map(u16::from_le_bytes)
    }

    fn number(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }
}
