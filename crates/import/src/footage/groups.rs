//! Groups of things tied by pairs.

use std::collections::BTreeMap;

/// The connected groups of two and more, each in order, in the order of their first members.
#[must_use]
pub fn groups(pairs: &[(String, String)]) -> Vec<Vec<String>> {
    let mut leader: BTreeMap<&str, &str> = BTreeMap::new();
    for (one, other) in pairs {
        let (one, other) = (lead(&leader, one), lead(&leader, other));
        // The smaller name leads, so that the order of the pairs does not matter.
        let (first, second) = if one <= other { (one, other) } else { (other, one) };
        leader.insert(first, first);
        leader.insert(second, first);
    }
    let mut groups: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let members: std::collections::BTreeSet<&str> =
        pairs.iter().flat_map(|(one, other)| [one.as_str(), other.as_str()]).collect();
    for member in members {
        groups.entry(lead(&leader, member)).or_default().push(member.to_owned());
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

fn lead<'a>(leader: &BTreeMap<&'a str, &'a str>, of: &'a str) -> &'a str {
    let mut at = of;
    while let Some(&next) = leader.get(at) {
        if next == at {
            break;
        }
        at = next;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_in_any_order_make_the_same_groups() {
        let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        let pairs = [pair("d", "c"), pair("a", "b"), pair("c", "a"), pair("x", "y"), pair("z", "z")];
        assert_eq!(groups(&pairs), [vec!["a", "b", "c", "d"], vec!["x", "y"]]);
        let mut other_way = pairs.to_vec();
        other_way.reverse();
        assert_eq!(groups(&other_way), groups(&pairs));
    }
}
