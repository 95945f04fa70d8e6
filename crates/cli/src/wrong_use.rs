//! What clap found wrong with the command line, in our words.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::words::Words;

/// The paragraph for an error of the command line; help and version come as they are.
pub fn text(error: &Error, words: &Words) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::UnknownArgument => words.say("error-unknown-argument", &[("argument", argument.into())]),
        ErrorKind::InvalidSubcommand => {
            let command = context(error, ContextKind::InvalidSubcommand);
            words.say("error-unknown-command", &[("command", command.into())])
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            words.plain("error-missing-command")
        }
        ErrorKind::MissingRequiredArgument => words.say("error-missing-argument", &[("argument", argument.into())]),
        ErrorKind::InvalidValue if value.is_empty() => {
            words.say("error-missing-value", &[("argument", argument.into())])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let hint = hint(&argument, words);
            let message = words.say("error-wrong-value", &[("argument", argument.into()), ("value", value.into())]);
            message + &hint
        }
        ErrorKind::ArgumentConflict => {
            let other = context(error, ContextKind::PriorArg);
            words.say("error-conflict", &[("argument", argument.into()), ("other", other.into())])
        }
        _ => words.say("error-wrong-use", &[("detail", first_line(error).into())]),
    };
    let mut text = message;
    let choices = context(error, ContextKind::ValidValue);
    if !choices.is_empty() {
        text += &words.say("error-choices", &[("choices", choices.into())]);
    }
    let suggested = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let suggested = suggested.map(|kind| likeliest(error, kind)).into_iter().find(|text| !text.is_empty());
    if let Some(suggested) = suggested {
        text += &words.say("error-did-you-mean", &[("names", suggested.into())]);
    }
    text += &words.plain("error-see-help");
    text
}

/// How values of this form are written.
fn hint(argument: &str, words: &Words) -> String {
    if argument.contains("<DATE>") {
        words.plain("error-hint-date")
    } else if argument.contains("<QUARTER>") {
        words.plain("error-hint-quarter")
    } else if argument.contains("<N>")
        || argument.contains("<MiB>")
        || argument.contains("<HOURS>")
        || argument.contains("<DAYS>")
    {
        words.plain("error-hint-number")
    } else {
        String::new()
    }
}

fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

/// Of several suggestions clap puts the likeliest last; the others are seldom meant.
fn likeliest(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.last().cloned().unwrap_or_default(),
        _ => context(error, kind),
    }
}

fn first_line(error: &Error) -> String {
    error.to_string().lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
}
