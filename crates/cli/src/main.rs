//! The program `mingjian`: words in, results out. Everything it does is done by the libraries beside it.

mod args;
mod audits;
mod commands;
mod context;
mod errors;
mod failure;
mod help;
mod nearest;
mod output;
mod progress;
mod rules;
mod words;
mod wrong_use;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, ValueEnum};

use crate::args::Arguments;
use crate::context::Context;
use crate::failure::Exit;
use crate::words::{Language, Words};

/// Importing allocates millions of small texts: with this allocator it takes an eighth less time than with glibc's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let language = language(&words);
    plain_panics(language);
    // A panic has said its piece by then; it must not pass for an answer.
    let exit = std::panic::catch_unwind(|| run(&words, language)).unwrap_or(Exit::NotDone);
    ExitCode::from(exit as u8)
}

fn run(arguments: &[OsString], language: Language) -> Exit {
    let words = Words::new(language);
    let command = help::dress(Arguments::command(), &words);
    let parsed = command.try_get_matches_from(arguments).and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return not_parsed(&error, &words),
    };
    let context = Context::new(words, &arguments.global);
    let done = output::check_format(&arguments).and_then(|()| {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            // Plans of long queries recurse deeply.
            .thread_stack_size(16 << 20)
            .build()
            .map_err(|error| failure::Failure::not_done("error-unexpected").detail(error))?;
        runtime.block_on(commands::run(&context, arguments.command))
    });
    match done {
        Ok(exit) => exit,
        Err(failure) => {
            if !failure.is_silent {
                let text = failure.text(&context.words);
                say(&context.words.say("error", &[("text", text.into())]));
            }
            failure.exit
        }
    }
}

/// Help and version go to standard output, mistakes to standard error.
fn not_parsed(error: &clap::Error, words: &Words) -> Exit {
    if error.use_stderr() {
        let text = wrong_use::text(error, words);
        say(&words.say("error", &[("text", text.into())]));
        return Exit::WrongUse;
    }
    let mut out = std::io::stdout().lock();
    let _ = write!(out, "{}", error.render()).and_then(|()| out.flush());
    Exit::Done
}

/// The language asked for, before the command line is understood: `--lang`, then `MINGJIAN_LANG`, then Chinese.
fn language(arguments: &[OsString]) -> Language {
    let mut asked = None;
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        if word == "--lang" {
            asked = words.next();
        } else if let Some(value) = word.strip_prefix("--lang=") {
            asked = Some(value.to_owned().into());
        }
    }
    let asked = asked.map(std::borrow::Cow::into_owned).or_else(|| std::env::var("MINGJIAN_LANG").ok());
    asked.and_then(|name| Language::from_str(&name, true).ok()).unwrap_or(Language::Chinese)
}

/// A panic is a defect of the program: it is told in one paragraph, without a trace.
fn plain_panics(language: Language) {
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        let payload = panic.payload();
        let reason = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let reason = reason.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
        let words = Words::new(language);
        let text = words.say("error-panic", &[("place", place.into()), ("reason", reason.into())]);
        say(&words.say("error", &[("text", text.into())]));
    }));
}

/// One paragraph on standard error. Nobody is told if nobody is there.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
