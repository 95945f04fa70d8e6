//! XML parts of office files, walked event by event. No entity but XML's own five is known, nothing is fetched, nothing expanded.

use std::io::BufRead;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::grid::broken;
use crate::error::ReadError;

/// How deep elements may stand in each other: deeper than any office program writes.
const MOST_DEPTH: usize = 2_000;

/// What is met on the way.
#[derive(Debug)]
pub enum Part<'a> {
    /// An element begins; the name is without its prefix.
    Open(&'a str, &'a BytesStart<'a>),
    /// An element ends.
    Close(&'a str),
    /// Text.
    Text(&'a str),
}

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Go {
    /// To the next part.
    On,
    /// No further.
    Stop,
}

/// Walks an XML document; the receiver says when it has seen enough.
///
/// # Errors
/// When it is damaged or declares entities, or the receiver says so.
pub fn walk(
    container: &'static str,
    reader: impl BufRead,
    on_part: &mut dyn FnMut(Part<'_>) -> Result<Go, ReadError>,
) -> Result<(), ReadError> {
    let mut xml = quick_xml::Reader::from_reader(reader);
    let mut buffer = Vec::new();
    let mut depth = 0_usize;
    loop {
        buffer.clear();
        let go = match xml.read_event_into(&mut buffer).map_err(|error| broken(container, &error))? {
            Event::Start(start) => {
                depth += 1;
                if depth > MOST_DEPTH {
                    return Err(broken(container, &"its elements stand too deep in each other"));
                }
                on_part(Part::Open(start.local_name().as_ref(), &start))?
            }
            Event::Empty(start) => {
                let name = start.local_name();
                match on_part(Part::Open(name.as_ref(), &start))? {
                    Go::On => on_part(Part::Close(name.as_ref()))?,
                    Go::Stop => Go::Stop,
                }
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                on_part(Part::Close(end.local_name().as_ref()))?
            }
            Event::Text(text) => on_part(Part::Text(&text.xml10_content()))?,
            Event::CData(text) => on_part(Part::Text(&text.xml10_content()))?,
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref() {
                    Ok(Some(character)) => character,
                    Ok(None) => match &*reference.xml10_content() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        other => {
                            return Err(broken(container, &format!("it uses the entity `{other}`, which is refused")));
                        }
                    },
                    Err(error) => return Err(broken(container, &error)),
                };
                on_part(Part::Text(character.encode_utf8(&mut [0; 4])))?
            }
            Event::DocType(_) => {
                return Err(broken(
                    container,
                    &"it declares entities (DOCTYPE), which no office program writes; refused",
                ));
            }
            Event::Eof if depth > 0 => return Err(broken(container, &"it breaks off")),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Go::On,
        };
        if go == Go::Stop {
            return Ok(());
        }
    }
}

/// The value of an element's attribute, by the name without prefix.
#[must_use]
pub fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    start
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| {
            attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
        })
}

/// The value of an attribute that is a count; 1 where there is none.
#[must_use]
pub fn times(start: &BytesStart<'_>, name: &str) -> usize {
    attribute(start, name).and_then(|value| value.trim().parse().ok()).unwrap_or(1)
}
