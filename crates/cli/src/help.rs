//! Puts the words of the catalogues on the tree of commands: what `--help` shows and `docs cli` prints.
//!
//! The message of a command is `help-COMMAND`, of what it takes `help-COMMAND-ARGUMENT`; the names of commands below
//! commands are joined by `-`. What every command takes is `help-global-ARGUMENT`.

use clap::{Arg, Command};

use crate::words::Words;

/// The tree of commands with its words.
pub fn dress(command: Command, words: &Words) -> Command {
    let global: Vec<String> = command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    dress_one(command, words, &[], &global)
}

fn dress_one(command: Command, words: &Words, path: &[String], global: &[String]) -> Command {
    let id = command_id(path);
    let template = format!("{{about}}\n\n{}{{usage}}\n\n{{all-args}}{{after-help}}", words.plain("help-usage"));
    let own: Vec<String> = command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    let below: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let mut command = command
        .about(words.plain(&id))
        .long_about(None::<&str>)
        .help_template(template)
        .subcommand_help_heading(words.plain("help-heading-commands"))
        .subcommand_value_name("COMMAND")
        .next_line_help(false);
    if let Some(example) = words.try_say(&format!("{id}-examples"), &[]) {
        command = command.after_help(format!("{}\n{example}", words.plain("help-heading-examples")));
    }
    for name in own {
        let id = if path.is_empty() && global.contains(&name) {
            format!("help-global-{}", name.replace('_', "-"))
        } else {
            format!("{id}-{}", name.replace('_', "-"))
        };
        command = command.mut_arg(name, |argument| dress_argument(argument, words, &id, path.is_empty()));
    }
    for name in below {
        let path: Vec<String> = path.iter().cloned().chain([name.clone()]).collect();
        command = command.mut_subcommand(name, |below| dress_one(below, words, &path, global));
    }
    command
}

fn dress_argument(argument: Arg, words: &Words, id: &str, is_global: bool) -> Arg {
    let heading = if argument.is_positional() {
        "help-heading-arguments"
    } else if is_global {
        "help-heading-global"
    } else {
        "help-heading-options"
    };
    let mut text = words.plain(id);
    let choices: Vec<String> = if argument.get_action().takes_values() {
        argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
    } else {
        Vec::new()
    };
    if !choices.is_empty() {
        text.push_str(&words.say("help-choices", &[("choices", choices.join(" | ").into())]));
    }
    let defaults: Vec<String> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if argument.get_action().takes_values() && !defaults.is_empty() {
        text.push_str(&words.say("help-default", &[("value", defaults.join(",").into())]));
    }
    let takes_values = argument.get_action().takes_values();
    argument
        .help(text)
        .long_help(None::<&str>)
        .help_heading(words.plain(heading))
        .hide_possible_values(takes_values)
        .hide_default_value(takes_values)
}

/// The id of a command's message.
fn command_id(path: &[String]) -> String {
    if path.is_empty() { "help-mingjian".to_owned() } else { format!("help-{}", path.join("-")) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use clap::CommandFactory;

    use super::*;
    use crate::args::Arguments;
    use crate::words::Language;

    /// The ids that the tree of commands asks for.
    fn wanted(command: &Command, path: &[String], ids: &mut BTreeSet<String>) {
        let id = command_id(path);
        for argument in command.get_arguments() {
            let name = argument.get_id().as_str().replace('_', "-");
            ids.insert(if path.is_empty() { format!("help-global-{name}") } else { format!("{id}-{name}") });
        }
        for below in command.get_subcommands() {
            let path: Vec<String> = path.iter().cloned().chain([below.get_name().to_owned()]).collect();
            wanted(below, &path, ids);
        }
        ids.insert(id);
    }

    #[test]
    fn every_command_and_every_argument_has_a_text_in_both_languages() {
        let mut ids = BTreeSet::new();
        wanted(&Arguments::command(), &[], &mut ids);
        for language in [Language::Chinese, Language::English] {
            let known = Words::ids(language);
            let missing: Vec<_> = ids.difference(&known).collect();
            assert!(missing.is_empty(), "{language:?}: {missing:?}");
        }
    }

    fn sources(folder: &Path, text: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, text);
            } else {
                text.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
    }

    #[test]
    fn no_message_is_unused() {
        let mut asked = BTreeSet::new();
        wanted(&Arguments::command(), &[], &mut asked);
        asked.extend(asked.clone().iter().map(|id| format!("{id}-examples")));
        for reason in import::Reason::ALL {
            asked.extend(["reason", "advice"].map(|kind| format!("{kind}-{}", reason.id())));
        }
        let columns = model::tables::ALL.iter().flat_map(|table| table.columns);
        asked.extend(columns.map(|column| format!("field-{}", column.name)));
        let mut source = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
        let known = Words::ids(Language::Chinese);
        let unused: Vec<_> = known
            .iter()
            .filter(|id| {
                let name = id.strip_prefix("column-").unwrap_or(id);
                // Values and guards are named by the lake and by the detectors.
                let named_elsewhere = id.starts_with("value-") || id.starts_with("guard-");
                !asked.contains(*id) && !named_elsewhere && !source.contains(&format!("\"{name}\""))
            })
            .collect();
        assert!(unused.is_empty(), "{unused:?}");
    }

    #[test]
    fn the_tree_of_commands_holds_together() {
        dress(Arguments::command(), &Words::new(Language::Chinese)).debug_assert();
    }
}
