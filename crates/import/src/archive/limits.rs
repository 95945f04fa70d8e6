//! How much may come out of an archive, with all the archives inside it.

use std::io::{Error, Read};

/// The most members an archive may have, with the archives inside it.
pub const MOST_MEMBERS: usize = 100_000;
/// The most bytes an archive may unpack to, with the archives inside it.
pub const MOST_BYTES: u64 = 8 << 30;
/// How many times its packed size a large member may have; text packs 5 to 50 times.
pub const MOST_RATIO: u64 = 300;
/// Members up to this size are not judged by their ratio.
pub const SMALL_MEMBER: u64 = 16 << 20;

/// What may still come out of an archive.
#[derive(Debug)]
pub struct Budget {
    members: usize,
    bytes: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { members: MOST_MEMBERS, bytes: MOST_BYTES }
    }
}

impl Budget {
    /// Bytes left.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Takes members off.
    ///
    /// # Errors
    /// When there are not so many left.
    pub fn members(&mut self, members: usize) -> Result<(), String> {
        self.members = self.members.checked_sub(members).ok_or_else(|| {
            format!(
                "the archive has more than the {MOST_MEMBERS} members that are read; unpack it and import the folder"
            )
        })?;
        Ok(())
    }

    /// Takes bytes off.
    pub fn take(&mut self, bytes: u64) {
        self.bytes = self.bytes.saturating_sub(bytes);
    }
}

/// What to say of an archive that is too large.
#[must_use]
pub fn too_large() -> String {
    format!("the archive unpacks to more than {} GB; unpack it and import the folder", MOST_BYTES >> 30)
}

/// Refuses what unpacks to far more than its packed size.
///
/// # Errors
/// When it does.
pub fn ratio(bytes: u64, packed: u64) -> Result<(), String> {
    if bytes > SMALL_MEMBER && bytes / packed.max(1) > MOST_RATIO {
        return Err(format!(
            "a member unpacks to more than {MOST_RATIO} times its packed size, as only archives made to fill the disk do; if \
             you trust the archive, unpack it and import the folder"
        ));
    }
    Ok(())
}

/// Reads on only while what came out is within the budget and the ratio: sizes that an archive states may be wrong.
#[derive(Debug)]
pub struct Guarded<R> {
    reader: R,
    given: u64,
    packed: u64,
    most: u64,
}

impl<R: Read> Guarded<R> {
    /// Guards a reader of what was packed into so many bytes.
    pub fn new(reader: R, packed: u64, budget: &Budget) -> Self {
        Self { reader, given: 0, packed, most: budget.bytes() }
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let count = self.reader.read(out)?;
        self.given = self.given.saturating_add(count as u64);
        if self.given > self.most {
            return Err(Error::other(too_large()));
        }
        ratio(self.given, self.packed).map_err(Error::other)?;
        Ok(count)
    }
}
