//! The names a person may have meant.

/// How many edits (insert, delete, replace, swap neighbours) lead from one word to the other.
fn edits(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (row, a) in from.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, b) in to.iter().enumerate() {
            let mut cheapest = (last[column] + usize::from(a != b)).min(last[column + 1] + 1).min(current[column] + 1);
            let swapped = row > 0 && column > 0 && *a == to[column - 1] && from[row - 1] == *b;
            if swapped {
                cheapest = cheapest.min(before[column - 1] + 1);
            }
            current.push(cheapest);
        }
        before = std::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or_default()
}

/// The nearest of the known names, the nearest first; all of them where none is near.
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = wanted.to_lowercase();
    let mut all: Vec<(usize, &str)> =
        known.into_iter().map(|name| (edits(&wanted, &name.to_lowercase()), name)).collect();
    all.sort_unstable();
    let near = |(distance, name): &(usize, &str)| *distance <= (name.chars().count() / 3).max(1);
    let close: Vec<&str> = all.iter().filter(|entry| near(entry)).map(|(_, name)| *name).collect();
    if close.is_empty() {
        let mut names: Vec<&str> = all.into_iter().map(|(_, name)| name).collect();
        names.sort_unstable();
        return names;
    }
    close
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_name() {
        assert_eq!(nearest("guizho", ["gansu", "guizhou", "national"]), ["guizhou"]);
        assert_eq!(nearest("gnasu", ["gansu", "guizhou"]), ["gansu"]);
        assert_eq!(nearest("Z20", ["Z01", "Z02", "R01"]), ["Z02"]);
        assert_eq!(nearest("z02", ["Z01", "Z02"]), ["Z02", "Z01"]);
    }

    #[test]
    fn a_word_like_no_other_gets_all() {
        assert_eq!(nearest("whatever", ["b", "a"]), ["a", "b"]);
        assert_eq!(edits("", "abc"), 3);
        assert_eq!(edits("镇", "镇政府"), 2);
    }
}
