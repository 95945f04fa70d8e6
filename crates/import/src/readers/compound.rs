//! Compound files (MS-CFB): what .xls, .doc and locked office files lie in. Read as far as is needed to tell them apart, and checked so
//! that no reader behind this one can be led in a circle or into memory that is not there.

use std::path::Path;

use crate::error::ReadError;

/// The largest compound file that is read.
const MOST_BYTES: u64 = 128 << 20;
/// Sector ids from here on are marks, not sectors.
const FIRST_MARK: u32 = 0xffff_fffa;
const DIRECTORY_ENTRY: usize = 128;
const MINI_SECTOR: usize = 64;
/// Streams below this size lie in the mini stream.
const MINI_BELOW: usize = 4096;

/// A compound file in memory.
#[derive(Debug)]
pub struct Compound {
    bytes: Vec<u8>,
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    name: String,
    kind: u8,
    start: u32,
    size: usize,
}

const STREAM: u8 = 2;

/// The little-endian number of two bytes at this place.
#[must_use]
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// The little-endian number of four bytes at this place.
#[must_use]
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

impl Compound {
    /// Reads a compound file and checks every chain in it.
    ///
    /// # Errors
    /// When it is too large, cannot be read, or is broken.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        let size = std::fs::metadata(path).map_err(|error| ReadError::io(path, error))?.len();
        if size > MOST_BYTES {
            return Err(broken(&format!(
                "the file is larger than {} MB; save it as .xlsx or .csv and import that",
                MOST_BYTES >> 20
            )));
        }
        let bytes = std::fs::read(path).map_err(|error| ReadError::io(path, error))?;
        Self::parse(bytes).ok_or_else(|| broken("the compound file is damaged or cut off"))
    }

    fn parse(bytes: Vec<u8>) -> Option<Self> {
        let sector = match u16_at(&bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file =
            Self { bytes, sector, fat: Vec::new(), mini_fat: Vec::new(), mini_stream: Vec::new(), entries: Vec::new() };
        file.fat = file.read_fat()?;
        let directory = file.chain(u32_at(&file.bytes, 48)?)?;
        file.entries = directory.chunks_exact(DIRECTORY_ENTRY).filter_map(entry).collect();
        let root = file.entries.first()?.clone();
        let mini_fat = u32_at(&file.bytes, 60)?;
        if u32_at(&file.bytes, 64)? > 0 {
            file.mini_fat = numbers(&file.chain(mini_fat)?);
            file.mini_stream = file.chain(root.start)?;
        }
        let streams: Vec<Entry> = file.entries.iter().filter(|entry| entry.kind == STREAM).cloned().collect();
        streams.iter().all(|stream| file.content(stream).is_some()).then_some(file)
    }

    fn sector(&self, id: u32) -> Option<&[u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        // The last sector of a file may be cut short.
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector + 1
    }

    fn read_fat(&self) -> Option<Vec<u32>> {
        let mut ids: Vec<u32> = (0..109).filter_map(|index| u32_at(&self.bytes, 76 + index * 4)).collect();
        let mut next = u32_at(&self.bytes, 68)?;
        let mut steps = 0;
        while next < FIRST_MARK {
            steps += 1;
            if steps > self.sectors() {
                return None;
            }
            let mut more = numbers(self.sector(next)?);
            next = more.pop()?;
            ids.extend(more);
        }
        let mut fat = Vec::new();
        for id in ids.into_iter().filter(|id| *id < FIRST_MARK) {
            if fat.len() > self.bytes.len() {
                return None;
            }
            fat.extend(numbers(self.sector(id)?));
        }
        Some(fat)
    }

    /// The bytes of a chain; `None` where it leads out of the file or in a circle.
    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut id = start;
        let mut steps = 0;
        while id < FIRST_MARK {
            steps += 1;
            if steps > self.sectors() {
                return None;
            }
            out.extend_from_slice(self.sector(id)?);
            id = *self.fat.get(id as usize)?;
        }
        Some(out)
    }

    fn content(&self, entry: &Entry) -> Option<Vec<u8>> {
        if entry.size == 0 {
            return Some(Vec::new());
        }
        let mut out = if entry.size < MINI_BELOW {
            let mut out = Vec::new();
            let mut id = entry.start;
            let mut steps = 0;
            while id < FIRST_MARK {
                steps += 1;
                if steps > self.mini_fat.len() {
                    return None;
                }
                let start = (id as usize).checked_mul(MINI_SECTOR)?;
                let end = start.checked_add(MINI_SECTOR)?.min(self.mini_stream.len());
                out.extend_from_slice(self.mini_stream.get(start..end)?);
                id = *self.mini_fat.get(id as usize)?;
            }
            out
        } else {
            self.chain(entry.start)?
        };
        out.truncate(entry.size);
        Some(out)
    }

    /// Whether there is a stream of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of the stream of this name.
    #[must_use]
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        self.content(self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))?)
    }
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let name: Vec<u16> = (0..32).map_while(|index| u16_at(bytes, index * 2)).take_while(|unit| *unit != 0).collect();
    Some(Entry {
        name: String::from_utf16_lossy(&name),
        kind: *bytes.get(66)?,
        start: u32_at(bytes, 116)?,
        size: u32_at(bytes, 120)? as usize,
    })
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    (0..bytes.len() / 4).filter_map(|index| u32_at(bytes, index * 4)).collect()
}

fn broken(message: &str) -> ReadError {
    ReadError::Container { container: "xls", message: message.to_owned() }
}
