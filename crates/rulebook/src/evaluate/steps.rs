//! `WITH name AS MATERIALIZED (…)` in a rule's SQL: the step is computed once instead of wherever it is named.
//!
//! The engine's own SQL does not know the word, so it is taken out here; the answer is the same with and without it.

use std::collections::BTreeSet;

use datafusion::sql::sqlparser::ast::{Cte, Query, Statement, With};
use datafusion::sql::sqlparser::dialect::GenericDialect;
use datafusion::sql::sqlparser::parser::Parser;
use datafusion::sql::sqlparser::tokenizer::{Token, Tokenizer};

/// A step to compute first: its name and its SELECT.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) name: String,
    pub(crate) sql: String,
}

/// The steps in order, and the SELECT that is left. A text that cannot be taken apart is left whole: the engine will
/// say what is wrong with it.
pub(crate) fn split(sql: &str) -> (Vec<Step>, String) {
    let (names, plain) = without_marks(sql);
    if names.is_empty() {
        return (Vec::new(), sql.to_owned());
    }
    let whole = || (Vec::new(), plain.clone());
    let Ok(statements) = Parser::parse_sql(&GenericDialect {}, &plain) else { return whole() };
    let Ok([Statement::Query(mut query)]) = <[Statement; 1]>::try_from(statements) else { return whole() };
    let Some(with) = query.with.take() else { return whole() };
    if with.recursive {
        return whole();
    }
    let mut steps = Vec::new();
    let mut inline: Vec<Cte> = Vec::new();
    for part in with.cte_tables.clone() {
        let name = &part.alias.name.value;
        if names.contains(name) {
            steps.push(Step { name: name.clone(), sql: with_parts(&with, &inline, *part.query).to_string() });
        } else {
            inline.push(part);
        }
    }
    let rest = with_parts(&with, &inline, *query);
    (steps, rest.to_string())
}

/// The names of the marked parts, and the text without the marks. Lines stay where they are.
fn without_marks(sql: &str) -> (BTreeSet<String>, String) {
    let Ok(tokens) = Tokenizer::new(&GenericDialect {}, sql).tokenize() else {
        return (BTreeSet::new(), sql.to_owned());
    };
    let is_word =
        |token: &Token, wanted: &str| matches!(token, Token::Word(word) if word.value.eq_ignore_ascii_case(wanted));
    let mut names = BTreeSet::new();
    let mut plain = String::with_capacity(sql.len());
    // The last two tokens that are not blanks or comments.
    let mut before: [Option<&Token>; 2] = [None, None];
    for token in &tokens {
        if is_word(token, "materialized")
            && let [Some(Token::Word(name)), Some(as_word)] = before
            && is_word(as_word, "as")
        {
            names.insert(name.value.clone());
            continue;
        }
        plain.push_str(&token.to_string());
        if !matches!(token, Token::Whitespace(_)) {
            before = [before[1], Some(token)];
        }
    }
    (names, plain)
}

/// The query with these parts before its own.
fn with_parts(template: &With, parts: &[Cte], mut query: Query) -> Query {
    let mut parts = parts.to_vec();
    if let Some(own) = query.with.take() {
        parts.extend(own.cte_tables);
    }
    if !parts.is_empty() {
        query.with = Some(With { cte_tables: parts, ..template.clone() });
    }
    query
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn materialised_parts_become_steps_and_see_the_parts_before_them() {
        let sql =
            "WITH a AS (SELECT $x AS n), b AS MATERIALIZED (SELECT n FROM a), c AS (SELECT n FROM b) SELECT n FROM c";
        let (steps, rest) = split(sql);
        assert_eq!(
            steps,
            [Step { name: "b".to_owned(), sql: "WITH a AS (SELECT $x AS n) SELECT n FROM a".to_owned() }]
        );
        assert_eq!(rest, "WITH a AS (SELECT $x AS n), c AS (SELECT n FROM b) SELECT n FROM c");
    }

    #[test]
    fn anything_else_stays_as_it_is() {
        for sql in
            ["SELECT 1", "WITH RECURSIVE r AS (SELECT 1) SELECT * FROM r", "SELEC", "SELECT materialized FROM t", ""]
        {
            assert_eq!(split(sql), (Vec::new(), sql.to_owned()));
        }
    }
}
