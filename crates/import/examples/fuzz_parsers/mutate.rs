//! Spoiling files.

use std::io::{Cursor, Read, Write};

use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// Numbers from a seed (SplitMix64): the same on every machine.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`; 0 where there is none.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % (bound.max(1) as u64)).unwrap_or(0)
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Pieces that mean something to one parser or another.
const PIECES: &[&[u8]] = &[
    b"\"",
    b"\n",
    b"\r\n",
    b",",
    b"\t",
    b";",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xff",
    b"\0",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\\",
    b"\\u0000",
    b"null",
    b"-1",
    b"0",
    b"1e999",
    b"99999999999999999999",
    b"9223372036854775807",
    b"-9223372036854775808",
    b"1.5E+18",
    b"<",
    b">",
    b"</",
    b"&amp;",
    b"&#x110000;",
    b"]]>",
    b"\xe4\xb8\x87",
    b"\xef\xbc\x9a",
    b"\xef\xbc\x9b",
    b"\xe3\x80\x80",
    b"2024-02-30",
    b"24:60:60",
    b"\xff\xff\xff\xff",
    b"\0\0\0\0",
    b"\x01\0\0\0",
    b"\x7f\xff\xff\xff",
];

/// A spoiled copy of a file; `other` gives pieces that are spliced in.
pub fn spoil(bytes: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    if bytes.starts_with(b"PK\x03\x04")
        && random.below(4) > 0
        && let Some(package) = spoil_part(bytes, other, random)
    {
        return package;
    }
    spoil_bytes(bytes, other, random)
}

fn spoil_bytes(bytes: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(6) {
        if bytes.is_empty() || bytes.len() > 64 << 10 {
            break;
        }
        let (at, to) = (random.below(bytes.len()), random.below(bytes.len()));
        let (at, to) = (at.min(to), at.max(to));
        // Long pieces spoil everything at once; most are short.
        let short = if random.below(3) == 0 { to } else { to.min(at + 1 + random.below(64)) };
        match random.below(9) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = u8::try_from(random.below(256)).unwrap_or(0),
            2 if random.below(4) == 0 => bytes.truncate(at),
            3 => drop(bytes.drain(at..short)),
            4 => {
                let copy = bytes[at..short].to_vec();
                let place = random.below(bytes.len());
                drop(bytes.splice(place..place, copy));
            }
            5 => {
                let from = random.below(other.len());
                let piece = &other[from..other.len().min(from + 1 + random.below(256))];
                drop(bytes.splice(at..short.min(at + piece.len()), piece.iter().copied()));
            }
            6 => {
                let piece = random.pick(PIECES);
                drop(bytes.splice(at..at, piece.iter().copied()));
            }
            7 => {
                let piece = random.pick(PIECES);
                for (slot, byte) in bytes[at..].iter_mut().zip(*piece) {
                    *slot = *byte;
                }
            }
            _ => {
                let value = random.next().to_le_bytes();
                let width = 1 << random.below(4);
                for (slot, byte) in bytes[at..].iter_mut().zip(&value[..width.min(8)]) {
                    *slot = *byte;
                }
            }
        }
    }
    bytes
}

/// Spoils one part of a package and packs it again, so that check sums do not end the reading at once.
fn spoil_part(package: &[u8], other: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).ok()?;
    let spoiled = random.below(archive.len());
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).ok()?;
        let name = member.name().ok()?.into_owned();
        let mut content = Vec::new();
        member.read_to_end(&mut content).ok()?;
        if index == spoiled || random.below(4) == 0 && name.contains("sheet") {
            content = spoil_bytes(&content, other, random);
        }
        writer.start_file(name, options).ok()?;
        writer.write_all(&content).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}
