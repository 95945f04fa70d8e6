//! The data of an AVI stream as ffmpeg writes it into a pipe: pieces of the first stream of pictures and of the second, of sound. Sizes of outer lists are not
//! relied on (a pipe cannot be gone back in); what is damaged ends the stream.

use std::io::Read;

/// The largest piece that is taken: a second of sound or a small picture is far below.
const LARGEST: u32 = 4 << 20;

/// One piece.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Width and height of the pictures.
    Size(usize, usize),
    /// A picture, plane by plane.
    Picture(Vec<u8>),
    /// Samples, little-endian.
    Sound(Vec<u8>),
}

/// Reads pieces one after the other.
#[derive(Debug)]
pub(super) struct Pieces<R> {
    input: R,
    sized: bool,
}

impl<R: Read> Pieces<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, sized: false }
    }

    fn take<const COUNT: usize>(&mut self) -> Option<[u8; COUNT]> {
        let mut bytes = [0; COUNT];
        self.input.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }

    /// The bytes of a chunk and of its padding to an even length.
    fn body(&mut self, size: u32) -> Option<Vec<u8>> {
        if size > LARGEST {
            return None;
        }
        let mut bytes = vec![0; (size + (size & 1)) as usize];
        self.input.read_exact(&mut bytes).ok()?;
        bytes.truncate(size as usize);
        Some(bytes)
    }
}

impl<R: Read> Iterator for Pieces<R> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            let name: [u8; 4] = self.take()?;
            let size = u32::from_le_bytes(self.take()?);
            match &name {
                // Lists are gone into: their type follows, then chunks.
                b"RIFF" | b"LIST" => drop(self.take::<4>()?),
                b"00dc" | b"00db" => return self.body(size).map(Piece::Picture),
                b"01wb" => return self.body(size).map(Piece::Sound),
                b"strf" if !self.sized => {
                    let body = self.body(size)?;
                    let number = |at: usize| body.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
                    self.sized = true;
                    return Some(Piece::Size(number(4)? as usize, number(8)? as usize));
                }
                _ => drop(self.body(size)?),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
        let mut bytes = name.to_vec();
        bytes.extend((body.len() as u32).to_le_bytes());
        bytes.extend(body);
        bytes.extend(vec![0; body.len() % 2]);
        bytes
    }

    fn stream() -> Vec<u8> {
        let mut format = vec![40, 0, 0, 0];
        format.extend(80_u32.to_le_bytes());
        format.extend(45_u32.to_le_bytes());
        let mut bytes = b"RIFF\0\0\0\0AVI LIST\0\0\0\0hdrl".to_vec();
        bytes.extend(chunk(*b"strf", &format));
        bytes.extend(b"LIST\0\0\0\0movi");
        bytes.extend([chunk(*b"00dc", &[1, 2, 3]), chunk(*b"JUNK", &[9; 5]), chunk(*b"01wb", &[4, 5])].concat());
        bytes
    }

    #[test]
    fn pieces_come_in_their_order() {
        let pieces: Vec<Piece> = Pieces::new(stream().as_slice()).collect();
        assert_eq!(pieces, [Piece::Size(80, 45), Piece::Picture(vec![1, 2, 3]), Piece::Sound(vec![4, 5])]);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_come_to_an_end(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300), keep in 0..80_usize) {
            let mut whole = stream();
            whole.truncate(keep);
            whole.extend(&bytes);
            let taken: usize = Pieces::new(whole.as_slice()).map(|piece| match piece {
                Piece::Size(..) => 0,
                Piece::Picture(bytes) | Piece::Sound(bytes) => bytes.len(),
            }).sum();
            proptest::prop_assert!(taken <= whole.len());
        }
    }
}
