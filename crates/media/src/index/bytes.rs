//! Kept hashes as bytes.

use crate::hash::Hash;

/// Bytes of one hash with its time, and of one piece of sound with its own.
const HASH_BYTES: usize = 36;
const SOUND_BYTES: usize = 8;

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

/// Pieces of sound of a work as they are kept: for each the tenths of a second and the piece (both u32, little-endian).
#[must_use]
pub fn write_sounds(sounds: &[(f32, u32)]) -> Vec<u8> {
    sounds.iter().flat_map(|&(seconds, piece)| [tenths(seconds), piece]).flat_map(u32::to_le_bytes).collect()
}

/// The reverse of [`write_sounds`]. Any bytes are taken; a last piece that is too short is left.
#[must_use]
pub fn read_sounds(bytes: &[u8]) -> Vec<(f32, u32)> {
    let number = |piece: &[u8]| piece.first_chunk::<4>().map(|bytes| u32::from_le_bytes(*bytes));
    let sound = |bytes: &[u8]| Some((number(bytes)? as f32 / 10.0, number(&bytes[4..])?));
    bytes.chunks_exact(SOUND_BYTES).filter_map(sound).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_sounds_come_back() {
        let sounds = vec![(0.0, 7), (1.5, u32::MAX >> 10)];
        let mut bytes = write_sounds(&sounds);
        assert_eq!(read_sounds(&bytes), sounds);
        bytes.push(7);
        assert_eq!(read_sounds(&bytes), sounds);
    }

    #[test]
    fn kept_hashes_come_back() {
        let hashes = vec![(0.0, Hash([1, 2, 3, u64::MAX])), (12.5, Hash([0; 4]))];
        let mut bytes = write(&hashes);
        assert_eq!(read(&bytes), hashes);
        bytes.push(7);
        assert_eq!(read(&bytes), hashes);
    }
}
