//! How a command ends badly, and the exit codes of the program.

use fluent_bundle::FluentValue;

use crate::words::Words;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Done, and there is what `--fail-on` names.
    Findings = 1,
    /// The words of the command line cannot be used.
    WrongUse = 2,
    /// Done, but a part of the input could not be read.
    PartlyUnreadable = 3,
    /// Not done.
    NotDone = 4,
}

/// Why a command was not done: a message of the catalogue, and what the library said.
#[derive(Debug)]
pub struct Failure {
    /// How the program ends.
    pub exit: Exit,
    /// The reader of standard output went away: nobody is there to be told.
    pub is_silent: bool,
    id: &'static str,
    values: Vec<(&'static str, String)>,
    detail: Option<String>,
}

impl Failure {
    fn new(exit: Exit, id: &'static str) -> Self {
        Self { exit, is_silent: false, id, values: Vec::new(), detail: None }
    }

    /// The command could not be carried out.
    pub fn not_done(id: &'static str) -> Self {
        Self::new(Exit::NotDone, id)
    }

    /// The words of the command line cannot be used.
    pub fn wrong_use(id: &'static str) -> Self {
        Self::new(Exit::WrongUse, id)
    }

    /// With a value of the message.
    #[expect(clippy::needless_pass_by_value, reason = "callers hand over what they have just made")]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// With what the library said.
    #[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
    pub fn detail(mut self, detail: impl ToString) -> Self {
        self.detail = Some(detail.to_string());
        self
    }

    /// The paragraph people read.
    pub fn text(&self, words: &Words) -> String {
        let mut text = self.sentence(words);
        if let Some(detail) = &self.detail {
            text.push_str(&words.say("error-detail", &[("detail", detail.as_str().into())]));
        }
        text
    }

    fn sentence(&self, words: &Words) -> String {
        let values: Vec<(&str, FluentValue<'_>)> =
            self.values.iter().map(|(name, value)| (*name, FluentValue::from(value.as_str()))).collect();
        words.say(self.id, &values)
    }
}

impl From<std::io::Error> for Failure {
    /// For what is written to standard output.
    fn from(error: std::io::Error) -> Self {
        let mut failure = Self::not_done("error-output").detail(&error);
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            failure.is_silent = true;
            failure.exit = Exit::Done;
        }
        failure
    }
}
