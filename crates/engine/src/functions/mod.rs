//! The one registry of SQL functions: what rules may call, and what `docs/functions.md` lists.

mod dates;
mod evidence;
mod scalar;
mod text;
mod units;

use datafusion::logical_expr::ScalarUDF;
use datafusion::prelude::SessionContext;

/// What a function is, for people.
#[derive(Debug, Clone, Copy)]
pub struct FunctionDoc {
    /// Name in SQL.
    pub name: &'static str,
    /// How it is called and what it returns.
    pub signature: &'static str,
    /// What it does and what it gives for NULL.
    pub doc: &'static str,
}

struct Function {
    doc: FunctionDoc,
    make: fn() -> ScalarUDF,
}

const fn scalar(name: &'static str, signature: &'static str, doc: &'static str, make: fn() -> ScalarUDF) -> Function {
    Function { doc: FunctionDoc { name, signature, doc }, make }
}

/// Every function, in the order the documentation lists them.
const FUNCTIONS: &[Function] = &[
    scalar("day_of", "day_of(time) → day", "The day in UTC+8 an instant falls on; NULL for NULL.", dates::day_of),
    scalar(
        "date_diff_days",
        "date_diff_days(from day, to day) → integer",
        "Whole days from the first day to the second; negative if it lies before; NULL if either is NULL.",
        dates::date_diff_days,
    ),
    scalar(
        "days_after",
        "days_after(day, days integer) → day",
        "The day that many days later; NULL if either is NULL.",
        dates::days_after,
    ),
    scalar(
        "day_start",
        "day_start(day) → time",
        "00:00 +08:00 of the day as an instant; NULL for NULL.",
        dates::day_start,
    ),
    scalar(
        "quarter_start",
        "quarter_start(time) → time",
        "The first instant of the quarter (UTC+8) an instant lies in; NULL for NULL.",
        dates::quarter_start,
    ),
    scalar(
        "make_evidence",
        "make_evidence(ref text | list of text, …) → list of text",
        "Row references (`table:key`) gathered into one sorted list without duplicates; NULLs are dropped.",
        evidence::make_evidence,
    ),
    scalar(
        "text_fold",
        "text_fold(text) → text",
        "Folded for search: width, case, traditional forms; blanks and punctuation dropped; NULL for NULL.",
        text::fold,
    ),
    scalar(
        "text_skeleton",
        "text_skeleton(text) → text",
        "As text_fold, look-alike characters unified too: names that look the same have one skeleton.",
        text::skeleton,
    ),
    scalar(
        "text_key",
        "text_key(title text, content text) → integer",
        "64-bit key of the hard-normalised text: equal texts have equal keys; NULL where no text is left.",
        text::key,
    ),
    scalar("text_chars", "text_chars(text) → integer", "Characters left after hard normalising.", text::chars),
    scalar(
        "text_has_contact",
        "text_has_contact(text) → yes/no",
        "Whether the text gives a number, WeChat or QQ to contact (masked numbers count); NULL for NULL.",
        text::has_contact,
    ),
    scalar(
        "unit_same",
        "unit_same(a text, b text) → yes/no",
        "Whether two names of a unit are the same after folding and without `官方账号` and the like; NULL if either is NULL.",
        units::unit_same,
    ),
];

/// Every function with its documentation.
#[must_use]
pub fn functions() -> Vec<FunctionDoc> {
    FUNCTIONS.iter().map(|function| function.doc).collect()
}

/// Makes every function known to a context.
pub(crate) fn register(context: &SessionContext) {
    for function in FUNCTIONS {
        context.register_udf((function.make)());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_function_is_registered_under_the_name_it_is_documented_with() {
        for function in FUNCTIONS {
            assert_eq!((function.make)().name(), function.doc.name);
        }
    }
}
