//! Text files in the encodings offices use: UTF-8, GB18030 (with GBK and GB2312), UTF-16.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use encoding_rs::{Decoder, Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::error::ReadError;

/// How the bytes of a text file are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8, perhaps with single damaged sequences.
    Utf8,
    /// GB18030, which reads GBK and GB2312 too.
    Gb18030,
    /// UTF-16, little-endian, as spreadsheets' "Unicode text".
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
}

/// Tells the encoding from the beginning of a file; `None` where it is none that we read.
#[must_use]
pub fn detect(head: &[u8]) -> Option<TextEncoding> {
    match head {
        [0xef, 0xbb, 0xbf, ..] => return Some(TextEncoding::Utf8),
        [0xff, 0xfe, ..] => return Some(TextEncoding::Utf16Le),
        [0xfe, 0xff, ..] => return Some(TextEncoding::Utf16Be),
        _ => {}
    }
    let head = up_to_last_line(head);
    if head.contains(&0) {
        return None;
    }
    let damaged: usize = head.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let multibyte = head.utf8_chunks().flat_map(|chunk| chunk.valid().chars()).filter(|c| !c.is_ascii()).count();
    // A UTF-8 file may hold a broken sequence; text in another encoding is broken nearly everywhere.
    if damaged == 0 || damaged * 20 <= multibyte {
        return Some(TextEncoding::Utf8);
    }
    let (decoded, _, _) = GB18030.decode(head);
    let replaced = decoded.chars().filter(|c| *c == '\u{fffd}').count();
    (replaced * 50 <= decoded.chars().count()).then_some(TextEncoding::Gb18030)
}

/// Without the last, perhaps cut, line, unless it is the only one.
fn up_to_last_line(head: &[u8]) -> &[u8] {
    match head.iter().rposition(|byte| *byte == b'\n') {
        Some(position) if head.len() >= crate::probe::HEAD_BYTES => head.get(..=position).unwrap_or(head),
        _ => head,
    }
}

/// The beginning of a file as text, for a first look.
#[must_use]
pub fn head_text(head: &[u8], encoding: TextEncoding) -> String {
    let decoder: &'static Encoding = match encoding {
        TextEncoding::Utf8 => encoding_rs::UTF_8,
        TextEncoding::Gb18030 => GB18030,
        TextEncoding::Utf16Le => UTF_16LE,
        TextEncoding::Utf16Be => UTF_16BE,
    };
    decoder.decode(head).0.into_owned()
}

/// Opens a text file as UTF-8 bytes, without byte-order mark. Bytes that are no text in a transcoded file become U+FFFD;
/// those of a UTF-8 file stay as they are, so that the reader can blame the record.
///
/// # Errors
/// What the file system says.
pub fn open(path: &Path, encoding: TextEncoding) -> Result<Box<dyn BufRead>, ReadError> {
    let file = File::open(path).map_err(|error| ReadError::io(path, error))?;
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let decoder = match encoding {
        TextEncoding::Utf8 => {
            let head = reader.fill_buf().map_err(|error| ReadError::io(path, error))?;
            if head.starts_with(&[0xef, 0xbb, 0xbf]) {
                reader.consume(3);
            }
            return Ok(Box::new(reader));
        }
        TextEncoding::Gb18030 => GB18030.new_decoder(),
        TextEncoding::Utf16Le => UTF_16LE.new_decoder_with_bom_removal(),
        TextEncoding::Utf16Be => UTF_16BE.new_decoder_with_bom_removal(),
    };
    Ok(Box::new(BufReader::with_capacity(
        1 << 16,
        Transcoded { reader, decoder, decoded: Vec::new(), given: 0, ended: false },
    )))
}

/// Reads another encoding as UTF-8.
struct Transcoded<R> {
    reader: R,
    decoder: Decoder,
    decoded: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: BufRead> Transcoded<R> {
    /// Decodes the next piece; nothing is left afterwards only at the end of the file.
    fn decode_more(&mut self) -> std::io::Result<()> {
        self.given = 0;
        self.decoded.resize(1 << 16, 0);
        let mut filled = 0;
        while filled == 0 && !self.ended {
            let source = self.reader.fill_buf()?;
            let last = source.is_empty();
            let (_, read, written, _) = self.decoder.decode_to_utf8(source, &mut self.decoded, last);
            self.reader.consume(read);
            self.ended = last;
            filled = written;
        }
        self.decoded.truncate(filled);
        Ok(())
    }
}

impl<R: BufRead> Read for Transcoded<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.given >= self.decoded.len() {
            self.decode_more()?;
        }
        let rest = self.decoded.get(self.given..).unwrap_or(&[]);
        let count = rest.len().min(out.len());
        if let (Some(target), Some(source)) = (out.get_mut(..count), rest.get(..count)) {
            target.copy_from_slice(source);
        }
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_encodings_are_told_apart() {
        let text = "序号,账号名称\n1,样例县发布\n";
        let (gb, _, _) = GB18030.encode(text);
        assert_eq!(detect(text.as_bytes()), Some(TextEncoding::Utf8));
        assert_eq!(detect(&gb), Some(TextEncoding::Gb18030));
        assert_eq!(detect(b"\xff\xfe1\0"), Some(TextEncoding::Utf16Le));
        assert_eq!(detect(b"a,b\n"), Some(TextEncoding::Utf8));
        assert_eq!(detect(&[0, 1, 2, 3]), None);
    }

    #[test]
    fn one_broken_sequence_does_not_make_a_file_gb18030() {
        let mut bytes = "这是一段很长的文字，只有一处坏字节，".repeat(4).into_bytes();
        bytes.extend_from_slice(&[0xe6, 0xb0, b',', b'\n']);
        assert_eq!(detect(&bytes), Some(TextEncoding::Utf8));
    }

    #[test]
    fn transcoding_crosses_buffers() {
        let text = "账号".repeat(100_000);
        let (gb, _, _) = GB18030.encode(&text);
        let mut file = tempfile::NamedTempFile::new().unwrap();
        std::io::Write::write_all(&mut file, &gb).unwrap();
        let mut out = String::new();
        open(file.path(), TextEncoding::Gb18030).unwrap().read_to_string(&mut out).unwrap();
        assert_eq!(out, text);
    }
}
