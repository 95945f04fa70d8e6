//! `mingjian docs …`: documents printed from the program itself, so that they cannot lag behind it.

use std::fmt::Write as _;

use clap::{Arg, Command, CommandFactory};

use crate::args::Arguments;
use crate::args::docs::DocsCommand;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::help;
use crate::output;
use crate::words::{Language, Words};

/// Prints one.
pub fn run(context: &Context, command: DocsCommand) -> Result<Exit, Failure> {
    match command {
        DocsCommand::Cli => output::print(&cli())?,
        DocsCommand::Formats => output::print(&formats(&context.words))?,
    }
    Ok(Exit::Done)
}

/// The same tree with the words of both languages.
struct Both {
    english: Command,
    chinese: Command,
}

/// All commands, in English with the Chinese text beside it.
fn cli() -> String {
    let dressed = |language| help::dress(Arguments::command(), &Words::new(language));
    let both = Both { english: dressed(Language::English), chinese: dressed(Language::Chinese) };
    let english = Words::new(Language::English);
    let mut page = english.plain("docs-cli-head");
    page.push_str("\n\n");
    page.push_str(&arguments_table(&both.english, &both.chinese));
    for (below_english, below_chinese) in both.english.get_subcommands().zip(both.chinese.get_subcommands()) {
        section(&mut page, "mingjian", below_english, below_chinese);
    }
    page.truncate(page.trim_end().len());
    page
}

fn section(page: &mut String, above: &str, english: &Command, chinese: &Command) {
    let name = format!("{above} {}", english.get_name());
    // Writing into a String cannot fail.
    let _ = write!(page, "\n## {name}\n\n{}  \n{}\n\n", about(english), about(chinese));
    if english.get_arguments().next().is_some() {
        let _ = write!(page, "```\n{}\n```\n\n", usage(&name, english));
        page.push_str(&arguments_table(english, chinese));
    }
    if let Some(examples) = english.get_after_help() {
        let lines: Vec<String> = examples.to_string().lines().skip(1).map(|line| line.trim().to_owned()).collect();
        let _ = write!(page, "\n```\n{}\n```\n", lines.join("\n"));
    }
    for (below_english, below_chinese) in english.get_subcommands().zip(chinese.get_subcommands()) {
        section(page, &name, below_english, below_chinese);
    }
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

fn usage(name: &str, command: &Command) -> String {
    let positional = command.get_positionals().map(|argument| {
        let value = form(argument);
        if argument.is_required_set() { value } else { format!("[{value}]") }
    });
    let words: Vec<String> = std::iter::once(name.to_owned()).chain(positional).chain(["[…]".to_owned()]).collect();
    words.join(" ")
}

/// How an argument is written.
fn form(argument: &Arg) -> String {
    let values =
        argument.get_value_names().map(|names| names.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    let value = argument.get_action().takes_values().then_some(values).flatten();
    match (argument.get_long(), argument.get_short(), value) {
        (Some(long), Some(short), Some(value)) => format!("-{short}, --{long} {value}"),
        (Some(long), Some(short), None) => format!("-{short}, --{long}"),
        (Some(long), None, Some(value)) => format!("--{long} {value}"),
        (Some(long), None, None) => format!("--{long}"),
        (None, _, value) => value.unwrap_or_else(|| argument.get_id().to_string().to_uppercase()),
    }
}

fn arguments_table(english: &Command, chinese: &Command) -> String {
    let mut table = String::from("| | |\n|---|---|\n");
    for (english, chinese) in english.get_arguments().zip(chinese.get_arguments()) {
        let help =
            |argument: &Arg| argument.get_help().map(ToString::to_string).unwrap_or_default().replace('|', "\\|");
        let _ = writeln!(table, "| `{}` | {}<br>{} |", form(english).replace('|', "\\|"), help(english), help(chinese));
    }
    table
}

/// All import formats, from their manifests.
fn formats(words: &Words) -> String {
    let mut page = words.plain("docs-formats-head");
    page.push('\n');
    for format in import::formats() {
        let manifest = format.manifest();
        let _ = write!(
            page,
            "\n## {}\n\n{}\n\n{}\n\n- {}: {}\n- {}: {}\n",
            manifest.name,
            manifest.title_zh,
            manifest.doc.trim(),
            words.plain("docs-formats-fills"),
            manifest.fills.iter().map(|table| format!("`{table}`")).collect::<Vec<_>>().join(", "),
            words.plain("docs-formats-proves"),
            manifest.proves.trim(),
        );
        if !manifest.lacks.is_empty() {
            let _ = writeln!(page, "- {}: {}", words.plain("docs-formats-lacks"), manifest.lacks.join("; "));
        }
    }
    page
}
