//! A file of texts, one JSON object a line in and one out.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use model::UnitType;
use serde::Deserialize;
use serde_json::Value;
use text::check::{self, Text};
use text::detect::TextKind;
use text::places::Home;
use text::wording::WrongWords;

use super::read_home;
use crate::context::Context;
use crate::errors;
use crate::failure::{Exit, Failure};
use crate::output;
use crate::words::count;

/// No line is longer: what is larger is no text of a post.
const LONGEST_LINE: u64 = 4 << 20;

/// What holds where a line does not say.
pub struct Defaults {
    /// What the unit is for.
    pub unit_type: UnitType,
    /// The unit's area.
    pub home: Option<Home>,
    /// Where it is published.
    pub kind: TextKind,
}

/// One line.
#[derive(Debug, Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    title: Option<String>,
    text: String,
    #[serde(default)]
    unit_type: Option<String>,
    #[serde(default)]
    home: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    question: Option<String>,
}

/// Checks every line of a file. A line that cannot be read is told on standard error and left out.
pub fn run(context: &Context, wrong_words: &WrongWords, file: &Path, defaults: &Defaults) -> Result<Exit, Failure> {
    let mut input: Box<dyn BufRead> = if file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(file).map_err(|error| errors::io(file, &error))?))
    };
    let mut out = output::out();
    let mut unreadable = 0_u64;
    let mut number = 0_u64;
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let read = input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut bytes);
        if read.map_err(|error| errors::io(file, &error))? == 0 {
            break;
        }
        number += 1;
        let answer = match std::str::from_utf8(&bytes).map(|line| line.trim_start_matches('\u{feff}').trim()) {
            Ok("") => continue,
            Ok(line) => serde_json::from_str(line).map_err(|error| error.to_string()),
            Err(_) => Err(context.words.plain("check-line-encoding")),
        };
        match answer {
            Ok(line) => {
                for doubt in write(&mut out, wrong_words, defaults, &line)? {
                    let values = [("line", count(number).into()), ("name", doubt.into())];
                    context.talk("check-line-doubt", &values);
                }
            }
            Err(message) => {
                unreadable += 1;
                context.talk("check-line-unreadable", &[("line", count(number).into()), ("message", message.into())]);
            }
        }
    }
    out.flush()?;
    Ok(if unreadable > 0 { Exit::PartlyUnreadable } else { Exit::Done })
}

/// Writes what was read of one line, and returns the words of it that were not understood.
fn write(
    out: &mut dyn Write,
    wrong_words: &WrongWords,
    defaults: &Defaults,
    line: &Line,
) -> Result<Vec<String>, Failure> {
    let mut doubts = Vec::new();
    let mut doubt = |asked: &str| doubts.push(asked.to_owned());
    let unit_type = line.unit_type.as_deref().map(|asked| {
        text::unit_type::read(asked).unwrap_or_else(|| {
            doubt(asked);
            UnitType::Unknown
        })
    });
    let home = match line.home.as_deref().filter(|asked| !asked.trim().is_empty()) {
        Some(asked) => {
            let home = read_home(asked);
            if home.is_none() {
                doubt(asked);
            }
            home
        }
        None => defaults.home,
    };
    let kind = match line.kind.as_deref() {
        // A contract is read as a notice is: what it says counts, not who says it.
        Some("contract") => TextKind::Notice,
        Some(asked) => TextKind::from_id(asked).unwrap_or_else(|| {
            doubt(asked);
            defaults.kind
        }),
        None => defaults.kind,
    };
    let read = check::check(
        &Text {
            title: line.title.as_deref().filter(|title| !title.is_empty()),
            text: &line.text,
            unit_type: unit_type.unwrap_or(defaults.unit_type),
            home,
            kind,
            question: line.question.as_deref(),
        },
        wrong_words,
    );
    let unexpected = |error: serde_json::Error| Failure::not_done("error-unexpected").detail(error);
    let mut object = serde_json::Map::from_iter([("id".to_owned(), line.id.clone())]);
    if let Value::Object(fields) = serde_json::to_value(&read).map_err(unexpected)? {
        object.extend(fields);
    }
    serde_json::to_writer(&mut *out, &object).map_err(unexpected)?;
    out.write_all(b"\n")?;
    Ok(doubts)
}
