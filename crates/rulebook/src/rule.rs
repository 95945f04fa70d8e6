//! One rule: a folder with `rule.md`, `rule.sql` and `cases.yml`.

use std::collections::{BTreeMap, BTreeSet};

use model::id::hash_hex;

use crate::document::Document;
use crate::front_matter::{FrontMatter, subject_key};
use crate::problem::Problem;
use crate::wording::Wording;

/// A rule as loaded.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The folder below `rulebook/`, for example `Z-liveness/Z02-stale`.
    pub folder: String,
    /// The machine-read head.
    pub front: FrontMatter,
    /// What stands under each heading, by heading.
    pub sections: BTreeMap<String, String>,
    /// The headings in the order they stand.
    pub(crate) heading_order: Vec<String>,
    /// The query.
    pub sql: String,
    /// The cases as written.
    pub cases: String,
    /// `rule.md` as written.
    pub(crate) text: String,
    /// The sentence for the circular.
    pub wording: Wording,
    /// SHA-256 over the folder's files.
    pub version: String,
}

impl Rule {
    /// Reads the three files of a folder.
    pub(crate) fn read(folder: &str, files: &BTreeMap<&str, &str>) -> Result<Self, Vec<Problem>> {
        let path = |file: &str| format!("{folder}/{file}");
        let mut problems = Vec::new();
        let mut texts = Vec::new();
        for file in ["rule.md", "rule.sql", "cases.yml"] {
            match files.get(file) {
                Some(text) => texts.push((*text).to_owned()),
                None => problems.push(Problem::new(
                    &path(file),
                    None,
                    "this file is missing; a rule is a folder with rule.md, rule.sql and cases.yml",
                )),
            }
        }
        let Ok([text, sql, cases]) = <[String; 3]>::try_from(texts) else { return Err(problems) };
        let path = path("rule.md");
        let Some(document) = Document::parse(&text) else {
            let message = "the front matter is missing; begin the file with a line `---`, the keys, and a line `---`";
            return Err(vec![Problem::new(&path, Some(1), message)]);
        };
        let front: FrontMatter = serde_saphyr::from_str(&document.front_matter).map_err(|error| {
            let line = error.location().and_then(|at| usize::try_from(at.line()).ok());
            vec![Problem::new(
                &path,
                line.map(|line| line + document.front_matter_starts),
                first_line(&error.to_string()),
            )]
        })?;
        let section = document.sections.get("通报用语").map_or("", String::as_str);
        let wording = Wording::parse(section).map_err(|message| {
            let line = crate::problem::line_containing(&text, "## 通报用语");
            vec![Problem::new(&path, line, format!("通报用语: {message}"))]
        })?;
        let expected = format!("{}-{}", front.code, front.slug);
        if folder.rsplit('/').next() != Some(expected.as_str()) {
            let line = crate::problem::line_of_key(&text, "code");
            return Err(vec![Problem::new(
                &path,
                line,
                format!("code and slug do not match the folder; name the folder `{expected}` or change them"),
            )]);
        }
        let version = hash_hex(&[&text, &sql, &cases]);
        let Document { sections, order, .. } = document;
        Ok(Self {
            folder: folder.to_owned(),
            front,
            sections,
            heading_order: order,
            sql,
            cases,
            text,
            wording,
            version,
        })
    }

    /// The code, for example `Z02`.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.front.code
    }

    /// The title people read.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.front.title
    }

    /// The column of the universe that names a subject.
    #[must_use]
    pub fn subject_key(&self) -> &'static str {
        subject_key(self.front.subject)
    }

    /// The SELECT that yields the subjects.
    #[must_use]
    pub fn universe_sql(&self) -> String {
        match self.universe_view() {
            Some(view) => format!("SELECT * FROM {view}"),
            None => self.front.universe.clone().unwrap_or_default(),
        }
    }

    /// The view the subjects come from, where it is not a SELECT of the rule's own.
    #[must_use]
    pub fn universe_view(&self) -> Option<&str> {
        let universe = self.front.universe.as_deref().unwrap_or("accounts").trim();
        universe.chars().all(|c| c.is_ascii_alphanumeric() || c == '_').then_some(universe)
    }

    /// Every SQL text of the rule with the file it stands in.
    pub(crate) fn sql_texts(&self) -> Vec<(&'static str, &str)> {
        let front = &self.front;
        let mut texts = vec![("rule.sql", self.sql.as_str())];
        texts.extend(front.universe.as_deref().map(|sql| ("rule.md", sql)));
        texts.extend(front.applies_when.as_deref().map(|sql| ("rule.md", sql)));
        texts.extend(front.settled_when.iter().map(|settled| ("rule.md", settled.when.as_str())));
        texts.extend(front.insufficient_when.iter().map(|incomplete| ("rule.md", incomplete.when.as_str())));
        texts
    }

    /// The parameters its SQL uses, without `$`.
    pub(crate) fn used_params(&self) -> BTreeSet<String> {
        // A text that cannot be split into tokens is reported where it is planned.
        self.sql_texts().iter().flat_map(|(_, sql)| engine::placeholders(sql).unwrap_or_default()).collect()
    }
}

/// A parser's message without the picture of the source some add below.
pub(crate) fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or(message).trim().to_owned()
}
