//! Physical lines with a bound on their length, so that no file can fill the memory.

use std::io::{BufRead, Result};

/// The longest line that is read: far above any real record.
pub const LONGEST_LINE: usize = 16 << 20;

/// What is kept of a line that is too long.
const KEPT_OF_TOO_LONG: usize = 4096;

/// One physical line.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// The line with its end, as it stood.
    Whole(Vec<u8>),
    /// The beginning of a line that is too long; the rest was skipped.
    TooLong(Vec<u8>),
}

/// Reads lines and counts them from 1.
#[derive(Debug)]
pub struct Lines<R> {
    reader: R,
    limit: usize,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// Lines of at most [`LONGEST_LINE`] bytes.
    pub fn new(reader: R) -> Self {
        Self::with_limit(reader, LONGEST_LINE)
    }

    /// Lines of at most `limit` bytes.
    pub fn with_limit(reader: R, limit: usize) -> Self {
        Self { reader, limit, number: 0 }
    }

    /// The next line and its number.
    ///
    /// # Errors
    /// What the file system says.
    pub fn next_line(&mut self) -> Result<Option<(u64, Line)>> {
        let mut line = Vec::new();
        let mut too_long = false;
        let mut any = false;
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                break;
            }
            any = true;
            let end = chunk.iter().position(|byte| *byte == b'\n').map(|position| position + 1);
            let used = end.unwrap_or(chunk.len());
            if line.len() + used > self.limit {
                too_long = true;
            }
            if let Some(part) = chunk.get(..used) {
                let room = if too_long { KEPT_OF_TOO_LONG.saturating_sub(line.len()) } else { used };
                line.extend(part.iter().take(room));
            }
            self.reader.consume(used);
            if end.is_some() {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        self.number += 1;
        if too_long {
            line.truncate(KEPT_OF_TOO_LONG);
            return Ok(Some((self.number, Line::TooLong(line))));
        }
        Ok(Some((self.number, Line::Whole(line))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_beyond_the_limit_is_skipped_and_the_next_is_read() {
        let text = format!("a\n{}\nb", "x".repeat(10_000));
        let mut lines = Lines::with_limit(std::io::BufReader::with_capacity(16, text.as_bytes()), 5000);
        assert_eq!(lines.next_line().unwrap(), Some((1, Line::Whole(b"a\n".to_vec()))));
        assert_eq!(lines.next_line().unwrap(), Some((2, Line::TooLong(vec![b'x'; KEPT_OF_TOO_LONG]))));
        assert_eq!(lines.next_line().unwrap(), Some((3, Line::Whole(b"b".to_vec()))));
        assert_eq!(lines.next_line().unwrap(), None);
    }
}
