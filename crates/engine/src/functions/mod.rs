//! The one registry of SQL functions: what rules may call, and what `docs/functions.md` lists.

mod dates;
mod evidence;
mod footage;
mod messages;
mod places;
mod scalar;
mod text;
mod units;
mod wording;
mod works;

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
        "working_days_between",
        "working_days_between(from day, to day) → integer",
        "Working days after the first day up to the second by the State Council's calendar; NULL if either is NULL or a year is \
         not in the calendar.",
        dates::working_days_between,
    ),
    scalar(
        "working_days_after",
        "working_days_after(day, days integer) → day",
        "The day that many working days later; NULL if either is NULL or a year is not in the calendar.",
        dates::working_days_after,
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
        "text_whole",
        "text_whole(title text, content text) → text",
        "Title and text as one, a title that the text repeats once; NULL where there is neither.",
        text::whole,
    ),
    scalar(
        "text_without_hashtags",
        "text_without_hashtags(text) → text",
        "The text with a blank in place of each hashtag (`#…#`, or `#…` up to a blank): a topic's name is nobody's own wording. NULL \
         for NULL.",
        text::without_hashtags,
    ),
    scalar(
        "text_names_source",
        "text_names_source(text) → yes/no",
        "Whether a text says where its material comes from (来源, 转自, 素材来自, 原作者, © …); NULL for NULL.",
        text::names_source,
    ),
    scalar(
        "text_bands",
        "text_bands(text) → list of integer",
        "24 numbers: texts that share one may be near copies (then ask text_similarity); NULL for texts of fewer than 8 characters \
         after normalising.",
        text::bands,
    ),
    scalar(
        "text_similarity",
        "text_similarity(a text, b text) → number",
        "How alike two texts are after hard normalising, from 0 to 1: the share of character pairs they have in common. From 0.4 on \
         they are near copies. NULL if either is NULL.",
        text::similarity,
    ),
    scalar(
        "text_signals",
        "text_signals(title text, content text) → text",
        "Codes of the rules whose detectors may find something in a work, between blanks (` C04 E01 `), whoever published it; \
         NULL where none does. features_posts.signals holds it.",
        works::signals,
    ),
    scalar(
        "text_content_kind",
        "text_content_kind(title text, content text) → text",
        "What a work is about where nobody's duty is asked for: service, civic, place_news, entertainment or other; NULL without \
         text. features_posts.content_kind holds it.",
        works::content_kind,
    ),
    scalar(
        "text_duty_of",
        "text_duty_of(title text, content text) → text",
        "Ids of the kinds of unit whose duty a work is, between blanks; NULL where it is nobody's. features_posts.duty_of holds it.",
        works::duty_of,
    ),
    scalar(
        "text_duty",
        "text_duty(text, unit_type text) → number",
        "How much of a text, from 0 to 1, is the duty of a kind of unit; NULL for NULL or an unknown kind.",
        works::duty,
    ),
    scalar(
        "text_found",
        "text_found(rule text, title text, content text, unit_type text, outside text, kind text) → number",
        "How sure the detector of a rule (C04 …) is, from 0 to 1; NULL where it finds nothing. outside: yes, no, unsure; kind: \
         post, comment, message.",
        works::found,
    ),
    scalar(
        "text_found_words",
        "text_found_words(rule text, title text, content text, unit_type text, outside text, kind text) → text",
        "The words a finding of text_found rests on, as published, separated by 、; NULL where it finds nothing.",
        works::found_words,
    ),
    scalar(
        "text_wrong_words",
        "text_wrong_words(text, words list of text) → list of text",
        "The entries of a list of wording that must not be used (`错词` or `错词=正词`) that stand in a text, in any script, width or \
         look-alike characters; what stands only inside the right wording does not count. NULL where none does.",
        wording::wrong_words,
    ),
    scalar(
        "text_places",
        "text_places(text, home text) → list of (name, code, path, start, chars, confidence)",
        "The places a text names, one entry for each place a mention may mean, the surest first. home: code or name of the \
         publisher's area, or NULL.",
        places::places,
    ),
    scalar(
        "text_place_names",
        "text_place_names(text, home text) → text",
        "The places a text names as written, each once, separated by 、; NULL where it names none.",
        places::place_names,
    ),
    scalar(
        "text_outside",
        "text_outside(text, home text) → text",
        "yes where every place a text names lies outside home, no where one does not, unsure otherwise; NULL for NULL.",
        places::outside,
    ),
    scalar(
        "text_message_kind",
        "text_message_kind(text, answers_citizen yes/no) → text",
        "question, complaint, plea, suggestion, thanks, praise, chatter or spam; NULL without text.",
        messages::kind,
    ),
    scalar(
        "text_needs_answer",
        "text_needs_answer(text, answers_citizen yes/no) → yes/no",
        "Whether a citizen wants something done or answered by a public body; NULL without text.",
        messages::needs_answer,
    ),
    scalar(
        "text_urgency",
        "text_urgency(text, answers_citizen yes/no) → text",
        "high or normal; NULL without text.",
        messages::urgency,
    ),
    scalar(
        "text_department",
        "text_department(text, answers_citizen yes/no) → text",
        "The kind of unit that should answer, `unknown` where the text does not say; NULL without text.",
        messages::department,
    ),
    scalar(
        "text_department_next",
        "text_department_next(text, answers_citizen yes/no) → text",
        "The kind of unit that might have to answer otherwise; NULL where there is none.",
        messages::department_next,
    ),
    scalar(
        "text_comment_signals",
        "text_comment_signals(text, answers_citizen yes/no) → text",
        "As text_signals, for a comment.",
        messages::signals,
    ),
    scalar(
        "text_reply_kind",
        "text_reply_kind(reply text, question text) → text",
        "substantive, referral, template or empty; NULL without a reply. question may be NULL.",
        messages::reply_kind,
    ),
    scalar(
        "media_bands",
        "media_bands(hashes bytes) → list of integer",
        "Numbers of the pictures in fingerprints.hashes: files that share one may share footage (then ask media_compare); NULL for \
         NULL.",
        footage::bands,
    ),
    scalar(
        "media_compare",
        "media_compare(one bytes, other bytes) → (verdict, seconds, confidence, edits, why)",
        "What two fingerprints (fingerprints.data) have in common, as a row of media_matches says it; NULL where one is NULL or of \
         another format.",
        footage::compare,
    ),
    scalar(
        "media_edit_words",
        "media_edit_words(edits text) → text",
        "The ids of media_matches.edits as people read them, separated by 、; NULL where there are none.",
        footage::edit_words,
    ),
    scalar(
        "text_topic_key",
        "text_topic_key(topic text) → text",
        "What two spellings of a topic share: percent-decoded, without #, folded; NULL where nothing is left.",
        messages::topic_key,
    ),
    scalar(
        "text_topic_match",
        "text_topic_match(text, topic text) → text",
        "hashtag where a text carries the topic as a hashtag, words where its words (four characters or more) stand in it; NULL \
         where it is not about the topic.",
        messages::topic_match,
    ),
    scalar(
        "text_topics_met",
        "text_topics_met(text, topics text) → list of text",
        "Of topics, one a line, the keys (text_topic_key) of those for which text_topic_match gives an answer, in order; NULL where \
         there is none. The text is read once for all of them.",
        messages::topics_met,
    ),
    scalar(
        "text_topic_exemption",
        "text_topic_exemption(topic text) → text",
        "Why nobody is blamed for carrying a topic (official announcement, public safety, season …); NULL where it may be chased.",
        messages::topic_exemption,
    ),
    scalar(
        "text_services",
        "text_services(text) → list of text",
        "The services a text deals with and how (guide, entry, answer, request), as `service:how`; NULL for NULL.",
        messages::services,
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
