//! Reading the gazetteer's files. Lines are tab-separated; a line that begins with `#` is a remark.

use std::collections::BTreeMap;

use model::{Day, Level};

use super::{ChangeKind, Division, FormerName, Gazetteer, GazetteerError};

type Result<T> = std::result::Result<T, GazetteerError>;

pub(super) fn gazetteer(
    divisions: &'static str,
    demo: &'static str,
    changes: &'static str,
    aliases: &'static str,
) -> Result<Gazetteer> {
    let mut rows = division_rows("gazetteer/divisions.tsv", divisions, false)?;
    rows.extend(division_rows("gazetteer/demo.tsv", demo, true)?);
    rows.sort_unstable_by_key(|division| division.code);
    set_parents(&mut rows);
    let mut table = Gazetteer { divisions: rows, former: Vec::new(), aliases: Vec::new() };
    table.former = former_names("gazetteer/changes.tsv", changes, &table)?;
    table.aliases = alias_rows("gazetteer/aliases.tsv", aliases, &table)?;
    date_renamed(&mut table);
    Ok(table)
}

/// Lines with their number and the fields between tabs.
fn lines(text: &'static str) -> impl Iterator<Item = (usize, impl Iterator<Item = &'static str> + Clone)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(index, line)| (index + 1, line.split('\t')))
}

fn error(path: &str, line: usize, message: impl Into<String>) -> GazetteerError {
    GazetteerError { path: path.to_owned(), line, message: message.into() }
}

fn day(path: &str, line: usize, text: &str) -> Result<Option<Day>> {
    match text {
        "" => Ok(None),
        _ => {
            text.parse().map(Some).map_err(|_| error(path, line, format!("\"{text}\" is not a day: write 2021-04-09")))
        }
    }
}

fn division_rows(path: &str, text: &'static str, fictional: bool) -> Result<Vec<Division>> {
    let mut rows = Vec::with_capacity(text.len() / 28);
    for (line, mut fields) in lines(text) {
        let mut field = || fields.next().unwrap_or("");
        let (code, name, short_name, from, to) = (field(), field(), field(), field(), field());
        let level = match code.len() {
            2 => Level::Province,
            4 => Level::City,
            6 => Level::County,
            9 => Level::Township,
            _ => return Err(error(path, line, format!("the code \"{code}\" must have 2, 4, 6 or 9 digits"))),
        };
        if !code.bytes().all(|byte| byte.is_ascii_digit()) || name.is_empty() {
            return Err(error(path, line, "a line is: code, name, short name, valid from, valid to, divided by tabs"));
        }
        let short_name = if short_name.is_empty() { name } else { short_name };
        let (valid_from, valid_to) = (day(path, line, from)?, day(path, line, to)?);
        rows.push(Division {
            code,
            name,
            short_name,
            level,
            parent: None,
            above: None,
            fictional,
            valid_from,
            valid_to,
        });
    }
    Ok(rows)
}

/// The nearest shorter code that exists. Sorted by code, what a division lies in stands before it.
fn set_parents(rows: &mut [Division]) {
    let mut above: Vec<(&'static str, u32)> = Vec::with_capacity(4);
    for (division, position) in rows.iter_mut().zip(0..) {
        while above.last().is_some_and(|(code, _)| !division.code.starts_with(code)) {
            above.pop();
        }
        division.parent = above.last().map(|(code, _)| *code);
        division.above = above.last().map(|(_, position)| *position);
        above.push((division.code, position));
    }
}

fn former_names(path: &str, text: &'static str, table: &Gazetteer) -> Result<Vec<FormerName>> {
    let mut former = Vec::new();
    for (line, fields) in lines(text) {
        let &[date, kind, source, name, parent, code] = fields.collect::<Vec<_>>().as_slice() else {
            return Err(error(
                path,
                line,
                "a line is: date, kind, source, old name, old parent, code, divided by tabs",
            ));
        };
        let until = day(path, line, date)?.ok_or_else(|| error(path, line, "the date is missing"))?;
        let kind = match kind {
            "rename" => ChangeKind::Rename,
            "merge" => ChangeKind::Merge,
            _ => return Err(error(path, line, format!("\"{kind}\" is not a kind of change: write rename or merge"))),
        };
        if !["state_council", "ministry"].contains(&source) {
            return Err(error(path, line, format!("\"{source}\" is not a source: write state_council or ministry")));
        }
        for known in [parent, code] {
            if table.division(known).is_none() {
                return Err(error(path, line, format!("there is no division with the code {known}")));
            }
        }
        let short = name.strip_suffix(['市', '县', '区']).filter(|short| short.chars().count() >= 2);
        former.push(FormerName { name, short_name: short.unwrap_or(name), parent, code, until, kind, source });
    }
    former.sort_by_key(|former| (former.until, former.name));
    Ok(former)
}

/// A division that was renamed has its present name since that day.
fn date_renamed(table: &mut Gazetteer) {
    let renamed: BTreeMap<&str, Day> = table
        .former
        .iter()
        .filter(|former| former.kind == ChangeKind::Rename)
        .map(|former| (former.code, former.until))
        .collect();
    for division in &mut table.divisions {
        if division.valid_from.is_none() {
            division.valid_from = renamed.get(division.code).copied();
        }
    }
}

fn alias_rows(path: &str, text: &'static str, table: &Gazetteer) -> Result<Vec<(&'static str, &'static str)>> {
    let mut aliases = Vec::new();
    for (line, fields) in lines(text) {
        match fields.collect::<Vec<_>>().as_slice() {
            &[alias, code] if table.division(code).is_some() => aliases.push((alias, code)),
            _ => return Err(error(path, line, "a line is: alias, code of a known division, divided by a tab")),
        }
    }
    Ok(aliases)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_named_with_their_line() {
        let read = |divisions, changes| gazetteer(divisions, "", changes, "").map(|_| ()).map_err(|e| e.to_string());
        assert!(read("11\t北京市", "").is_ok());
        let wrong = read("# remark\n110\t北京市", "").expect_err("three digits");
        assert!(wrong.starts_with("gazetteer/divisions.tsv, line 2: the code \"110\""), "{wrong}");
        assert!(read("11\t", "").is_err());
        assert!(read("11\t北京市\t\t2021-13-01", "").is_err());
        for change in ["x", "2021-01-01\trename\tministry\t甲县\t11\t99", "2021-01-01\tgone\tministry\t甲县\t11\t11"]
        {
            assert!(read("11\t北京市", change).is_err(), "{change}");
        }
    }
}
