//! CSV that real life has been at: line breaks and quotes in cells, torn records, broken bytes, a second header.
//!
//! A record is put together from physical lines until no quoted cell is open, then cut by `csv-core`. Where the result does not
//! fit the header, only its first line goes to quarantine and reading goes on with the next: a lost quote never
//! swallows the records after it.

use std::collections::VecDeque;
use std::io::BufRead;
use std::path::Path;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::lines::{Line, Lines};
use crate::error::ReadError;
use crate::reject::{Reason, Reject};

/// The most physical lines one record may span.
const MOST_LINES: usize = 5_000;
/// The most bytes one record may span.
const MOST_BYTES: usize = 16 << 20;

/// A record of a delimited file.
#[derive(Debug, PartialEq, Eq)]
pub enum Record {
    /// Its cells.
    Cells(Vec<String>),
    /// What should have been one.
    Bad(Reject),
}

/// Reads records with the number of the line they begin on.
pub struct Records<R> {
    lines: Lines<R>,
    pending: VecDeque<(u64, Vec<u8>)>,
    delimiter: u8,
    expected: Option<usize>,
    core: Reader,
}

impl<R: BufRead> Records<R> {
    /// Records of cells divided by `delimiter`.
    pub fn new(reader: R, delimiter: u8) -> Self {
        let core = ReaderBuilder::new().delimiter(delimiter).build();
        Self { lines: Lines::new(reader), pending: VecDeque::new(), delimiter, expected: None, core }
    }

    /// From now on records must have so many cells.
    pub fn expect(&mut self, cells: usize) {
        self.expected = Some(cells);
    }

    fn next_line(&mut self) -> std::io::Result<Option<(u64, Line)>> {
        match self.pending.pop_front() {
            Some((number, line)) => Ok(Some((number, Line::Whole(line)))),
            None => self.lines.next_line(),
        }
    }

    /// The next record; lines without any content are none.
    ///
    /// # Errors
    /// What the file system says.
    pub fn next_record(&mut self, path: &Path) -> Result<Option<(u64, Record)>, ReadError> {
        let io = |error| ReadError::io(path, error);
        loop {
            let Some((number, line)) = self.next_line().map_err(io)? else { return Ok(None) };
            let first = match line {
                Line::Whole(line) => line,
                Line::TooLong(beginning) => {
                    let reject = Reject::new(Reason::TooLong, "the line is too long for a record", lossy(&beginning));
                    return Ok(Some((number, Record::Bad(reject))));
                }
            };
            if first.trim_ascii().is_empty() {
                continue;
            }
            return self.assemble(number, first).map(Some).map_err(io);
        }
    }

    /// A record that begins with this line.
    fn assemble(&mut self, number: u64, first: Vec<u8>) -> std::io::Result<(u64, Record)> {
        let first_len = first.len();
        let mut joined = first;
        let mut following: Vec<(u64, Vec<u8>)> = Vec::new();
        let mut place = Place::default().after(&joined, self.delimiter);
        while place == Place::Quoted && following.len() < MOST_LINES && joined.len() < MOST_BYTES {
            match self.next_line()? {
                Some((number, Line::Whole(line))) => {
                    place = place.after(&line, self.delimiter);
                    joined.extend_from_slice(&line);
                    following.push((number, line));
                }
                // A line that is too long cannot belong to a record; it is lost with its reason when its turn comes.
                Some((number, Line::TooLong(beginning))) => {
                    following.push((number, beginning));
                    break;
                }
                None => break,
            }
        }
        // A stray quote inside one line does no harm; across lines it means that two records have run together.
        let run_together = place == Place::Malformed && !following.is_empty();
        if place != Place::Quoted && !run_together {
            let cells = self.split(&joined);
            if self.fits(&cells) {
                return Ok((number, text_cells(cells, &joined)));
            }
        }
        // Not a record as a whole: its first line alone is judged, the others get their own turn.
        for line in following.into_iter().rev() {
            self.pending.push_front(line);
        }
        joined.truncate(first_len);
        let cells = self.split(&joined);
        let open = Place::default().after(&joined, self.delimiter) == Place::Quoted;
        if self.fits(&cells) && !open {
            return Ok((number, text_cells(cells, &joined)));
        }
        let detail = match self.expected {
            Some(expected) if !open => format!(
                "the record has {} cells where the header has {expected}; it is torn or a quote is missing",
                cells.len()
            ),
            _ => "a quote is opened and never closed".to_owned(),
        };
        Ok((number, Record::Bad(Reject::new(Reason::TornRow, detail, lossy(&joined)))))
    }

    fn fits(&self, cells: &[Vec<u8>]) -> bool {
        self.expected.is_none_or(|expected| {
            // Spreadsheets pad short rows with empty cells or cut them; only surplus that says something is torn.
            cells.len() == expected
                || cells.len() > expected && cells.iter().skip(expected).all(|cell| cell.trim_ascii().is_empty())
        })
    }

    fn split(&mut self, record: &[u8]) -> Vec<Vec<u8>> {
        self.core.reset();
        let mut cells = Vec::new();
        let mut output = vec![0_u8; record.len() + 16];
        let mut ends = vec![0_usize; record.split(|byte| *byte == self.delimiter).count() + 1];
        let (mut read, mut written, mut ended) = (0, 0, 0);
        loop {
            let input = record.get(read..).unwrap_or(&[]);
            let (Some(out), Some(end_slots)) = (output.get_mut(written..), ends.get_mut(ended..)) else { break };
            let (result, used, wrote, end_count) = self.core.read_record(input, out, end_slots);
            read += used;
            written += wrote;
            ended += end_count;
            match result {
                // An empty input tells the machine that the record ends here.
                ReadRecordResult::InputEmpty if !input.is_empty() => {}
                // The buffers hold the whole record, so a full one cannot occur.
                _ => break,
            }
        }
        let mut start = 0;
        for end in ends.iter().take(ended) {
            cells.push(output.get(start..*end).unwrap_or(&[]).to_vec());
            start = *end;
        }
        cells
    }
}

fn text_cells(cells: Vec<Vec<u8>>, raw: &[u8]) -> Record {
    let mut texts = Vec::with_capacity(cells.len());
    for (position, cell) in cells.into_iter().enumerate() {
        match String::from_utf8(cell) {
            Ok(text) if !text.contains('\u{fffd}') => texts.push(text),
            _ => {
                let detail = format!("cell {} holds bytes that are no text in the file's encoding", position + 1);
                return Record::Bad(Reject::new(Reason::BadEncoding, detail, lossy(raw)));
            }
        }
    }
    Record::Cells(texts)
}

/// Where in a record a byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Place {
    #[default]
    CellStart,
    Plain,
    Quoted,
    QuoteInQuoted,
    /// Text right after a closing quote: what follows the break is another record, or the file is no CSV.
    Malformed,
}

impl Place {
    /// The place after these bytes. Only a quote at the start of a cell opens one; `5" pipe` does not.
    fn after(self, bytes: &[u8], delimiter: u8) -> Self {
        bytes.iter().fold(self, |place, byte| match (place, *byte) {
            (Self::Quoted, b'"') | (Self::QuoteInQuoted, b'\r') => Self::QuoteInQuoted,
            (Self::CellStart | Self::QuoteInQuoted, b'"') | (Self::Quoted, _) => Self::Quoted,
            (Self::CellStart | Self::Plain | Self::QuoteInQuoted, byte) if byte == delimiter || byte == b'\n' => {
                Self::CellStart
            }
            (Self::QuoteInQuoted | Self::Malformed, _) => Self::Malformed,
            _ => Self::Plain,
        })
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches(['\r', '\n']).to_owned()
}

/// The delimiter of a file: the one its first lines use most; a comma where none is seen.
#[must_use]
pub fn guess_delimiter(head: &str) -> u8 {
    let sample: String = head.lines().take(6).collect::<Vec<_>>().join("\n");
    [b',', b'\t', b';']
        .into_iter()
        .max_by_key(|delimiter| (sample.bytes().filter(|byte| byte == delimiter).count(), *delimiter == b','))
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8], expected: usize) -> Vec<(u64, Result<Vec<String>, Reason>)> {
        let mut records = Records::new(text, b',');
        records.expect(expected);
        let mut out = Vec::new();
        while let Some((line, record)) = records.next_record(Path::new("x")).unwrap() {
            out.push((
                line,
                match record {
                    Record::Cells(cells) => Ok(cells),
                    Record::Bad(reject) => Err(reject.reason),
                },
            ));
        }
        out
    }

    #[expect(clippy::unnecessary_wraps, reason = "stands beside the reasons of records that are none")]
    fn cells(cells: &[&str]) -> Result<Vec<String>, Reason> {
        Ok(cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn quotes_and_line_breaks_in_cells() {
        assert_eq!(
            read(b"1,\"a\nb \"\"c\"\"\"\r\n2,x\r\n\r\n3,", 2),
            vec![(1, cells(&["1", "a\nb \"c\""])), (3, cells(&["2", "x"])), (5, cells(&["3", ""]))]
        );
    }

    #[test]
    fn a_lost_quote_never_swallows_the_records_after_it() {
        assert_eq!(
            read(b"1,\"torn\n2,b\n3,\"c\"\n4,d\n", 2),
            vec![(1, Err(Reason::TornRow)), (2, cells(&["2", "b"])), (3, cells(&["3", "c"])), (4, cells(&["4", "d"]))]
        );
        assert_eq!(read(b"1\n2,b\n", 2), vec![(1, Err(Reason::TornRow)), (2, cells(&["2", "b"]))]);
        assert_eq!(read(b"1,5\" pipe\n2,b\n", 2), vec![(1, cells(&["1", "5\" pipe"])), (2, cells(&["2", "b"]))]);
    }

    #[test]
    fn broken_bytes_are_blamed_on_their_record() {
        assert_eq!(read(b"1,\xe6\xb0\n2,b\n", 2), vec![(1, Err(Reason::BadEncoding)), (2, cells(&["2", "b"]))]);
    }
}
