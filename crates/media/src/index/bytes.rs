//! Kept hashes as bytes.

use crate::hash::Hash;

/// Bytes of one hash with its time.
const HASH_BYTES: usize = 36;

/// The tenths of a second that the time of a hash is kept in.
pub(super) fn tenths(seconds: f32) -> u32 {
    (seconds * 10.0).round() as u32
}

/// Hashes of a work as they are kept: for each the tenths of a second (u32, little-endian) and its 32 bytes.
#[must_use]
pub fn write(hashes: &[(f32, Hash)]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(hashes.len() * HASH_BYTES);
    for (seconds, hash) in hashes {
        bytes.extend(tenths(*seconds).to_le_bytes());
        bytes.extend(hash.to_bytes());
    }
    bytes
}

/// The reverse of [`write`]. Any bytes are taken; a last piece that is too short is left.
#[must_use]
pub fn read(bytes: &[u8]) -> Vec<(f32, Hash)> {
    let hash = |piece: &[u8]| {
        let (time, bits) = piece.split_first_chunk::<4>()?;
        Some((u32::from_le_bytes(*time) as f32 / 10.0, Hash::from_bytes(bits.try_into().ok()?)))
    };
    bytes.chunks_exact(HASH_BYTES).filter_map(hash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_hashes_come_back() {
        let hashes = vec![(0.0, Hash([1, 2, 3, u64::MAX])), (12.5, Hash([0; 4]))];
        let mut bytes = write(&hashes);
        assert_eq!(read(&bytes), hashes);
        bytes.push(7);
        assert_eq!(read(&bytes), hashes);
    }
}
