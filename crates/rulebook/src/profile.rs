//! Profiles: which rules are live for a jurisdiction, and with which parameters. A profile may extend another.

use std::collections::{BTreeMap, BTreeSet};

use engine::{ParamValue, Params};
use model::RuleClass;
use model::id::hash_hex;
use serde::Serialize;
use serde_json::Value as Json;

use crate::front_matter::RuleState;
use crate::params::{ParamDef, ParamType, shown};
use crate::problem::{Problem, line_at, line_containing, line_of_key, listed};
use crate::rule::Rule;

/// A profile file as written.
#[derive(Debug, Clone)]
pub(crate) struct ProfileFile {
    pub(crate) path: String,
    text: String,
    name: String,
    title: String,
    extends: Option<String>,
    settings: BTreeMap<String, Json>,
    rules: BTreeMap<String, BTreeMap<String, Json>>,
}

/// The settings every rule may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// How many days before the monitoring point a collection may end and still count as reaching it.
    pub max_age_days: i64,
    /// Platforms on which an account counts as publishing (发布类) where the registry does not say.
    pub publishing_platforms: Vec<String>,
}

/// What a profile says about one rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleParams {
    /// Whether an audit runs it.
    pub enabled: bool,
    /// What a finding weighs here.
    pub class: RuleClass,
    /// Its parameters and the settings, as the engine binds them.
    pub params: Params,
}

/// A profile with everything it inherits.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The name, as in `--profile`.
    pub name: String,
    /// What people read.
    pub title: String,
    /// The profiles it builds on, itself first.
    pub chain: Vec<String>,
    /// The settings.
    pub settings: Settings,
    /// Every rule of the rulebook by code.
    pub rules: BTreeMap<String, RuleParams>,
    /// SHA-256 over all of the above; part of an audit's identity.
    pub hash: String,
}

/// A parameter as a profile leaves it, for documentation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownParam {
    /// Name.
    pub name: String,
    /// Value.
    pub value: String,
}

impl Profile {
    /// What the profile says about a rule.
    #[must_use]
    pub fn rule(&self, code: &str) -> Option<&RuleParams> {
        self.rules.get(code)
    }

    /// The rules an audit under this profile runs, by code.
    pub fn enabled(&self) -> impl Iterator<Item = (&str, &RuleParams)> {
        self.rules.iter().filter(|(_, rule)| rule.enabled).map(|(code, rule)| (code.as_str(), rule))
    }
}

impl RuleParams {
    /// The parameters as text, by name.
    #[must_use]
    pub fn shown(&self) -> Vec<ShownParam> {
        self.params.iter().map(|(name, value)| ShownParam { name: name.clone(), value: shown(value) }).collect()
    }
}

const SETTINGS: [(&str, ParamType); 2] =
    [("max_age_days", ParamType::Int), ("publishing_platforms", ParamType::TextList)];

/// The names of the settings, which no parameter may take.
pub(crate) fn setting_names() -> [&'static str; 2] {
    SETTINGS.map(|(name, _)| name)
}

impl ProfileFile {
    pub(crate) fn parse(path: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let table: toml::Table = toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| line_at(text, span.start));
            vec![Problem::new(path, line, error.message().to_owned())]
        })?;
        let mut file = Self {
            path: path.to_owned(),
            text: text.to_owned(),
            name: String::new(),
            title: String::new(),
            extends: None,
            settings: BTreeMap::new(),
            rules: BTreeMap::new(),
        };
        let mut problems = Vec::new();
        for (key, value) in table {
            let json = serde_json::to_value(&value).unwrap_or(Json::Null);
            match (key.as_str(), json) {
                ("name", Json::String(name)) => file.name = name,
                ("title", Json::String(title)) => file.title = title,
                ("extends", Json::String(parent)) => file.extends = Some(parent),
                ("settings", Json::Object(settings)) => file.settings = settings.into_iter().collect(),
                (_, Json::Object(rule)) => {
                    file.rules.insert(key, rule.into_iter().collect());
                }
                _ => problems.push(Problem::new(
                    path,
                    line_of_key(text, &key),
                    format!("`{key}` is not known here; write name, title, extends, [settings], or a rule's table such as [Z02]"),
                )),
            }
        }
        let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml");
        if file.name != stem {
            problems.push(Problem::new(
                path,
                line_of_key(text, "name"),
                format!("write name = \"{stem}\", as the file is called"),
            ));
        }
        if file.title.is_empty() {
            problems.push(Problem::new(path, None, "title is missing; write title = \"…\" in Chinese"));
        }
        if problems.is_empty() { Ok(file) } else { Err(problems) }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The line of a key inside a rule's table.
    fn line(&self, table: &str, key: &str) -> Option<usize> {
        let start = line_containing(&self.text, &format!("[{table}]"))?;
        let rest = self.text.lines().skip(start).collect::<Vec<_>>().join("\n");
        Some(start + line_of_key(&rest, key).unwrap_or(0))
    }

    fn problem(&self, table: &str, key: &str, message: impl Into<String>) -> Problem {
        Problem::new(&self.path, self.line(table, key), message)
    }

    /// What is wrong in this file taken alone: unknown rules, parameters and settings, values that do not fit.
    pub(crate) fn check(&self, rules: &BTreeMap<String, Rule>) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (name, value) in &self.settings {
            match SETTINGS.iter().find(|(known, _)| known == name) {
                None => problems.push(self.problem(
                    "settings",
                    name,
                    format!("`{name}` is not a setting; write one of {}", listed(setting_names())),
                )),
                Some((_, kind)) => {
                    if let Err(message) = setting_def(*kind).read(value) {
                        problems.push(self.problem("settings", name, format!("{name}: {message}")));
                    }
                }
            }
        }
        for (code, table) in &self.rules {
            let Some(rule) = rules.get(code) else {
                let message = format!("there is no rule {code}; write one of {}", listed(rules.keys()));
                problems.push(self.problem(code, "", message));
                continue;
            };
            for (key, value) in table {
                let wrong = match key.as_str() {
                    "enabled" if value.is_boolean() => None,
                    "enabled" => Some("write enabled = true or enabled = false".to_owned()),
                    "class" => read_class(value).is_none().then(|| {
                        format!(
                            "{value} is not a class; write one of {}",
                            listed(RuleClass::ALL.iter().map(|class| class.id()))
                        )
                    }),
                    name => match rule.front.params.get(name) {
                        Some(def) => def.read(value).err().map(|message| format!("{name}: {message}")),
                        None => Some(format!(
                            "{code} has no parameter `{name}`; write one of {}, `enabled` or `class`",
                            listed(rule.front.params.keys())
                        )),
                    },
                };
                if let Some(message) = wrong {
                    problems.push(self.problem(code, key, message));
                }
            }
        }
        problems
    }
}

fn setting_def(kind: ParamType) -> ParamDef {
    ParamDef {
        kind,
        default: None,
        same_as: None,
        unit: None,
        doc: String::new(),
        values: None,
        min: Some(0.0),
        max: None,
    }
}

fn read_class(value: &Json) -> Option<RuleClass> {
    RuleClass::from_id(value.as_str()?)
}

/// The file, its parent, its parent's parent …
fn chain<'a>(file: &'a ProfileFile, files: &'a BTreeMap<String, ProfileFile>) -> Result<Vec<&'a ProfileFile>, Problem> {
    let mut chain = vec![file];
    let mut seen = BTreeSet::from([file.name.as_str()]);
    let mut current = file;
    while let Some(parent) = &current.extends {
        let line = line_of_key(&current.text, "extends");
        let Some(next) = files.get(parent) else {
            let message = format!("there is no profile `{parent}` to extend; write one of {}", listed(files.keys()));
            return Err(Problem::new(&current.path, line, message));
        };
        if !seen.insert(next.name.as_str()) {
            let message = format!("`{}` extends itself in the end; let one of the circle extend nothing", next.name);
            return Err(Problem::new(&current.path, line, message));
        }
        chain.push(next);
        current = next;
    }
    Ok(chain)
}

/// A profile with everything it inherits.
pub(crate) fn resolve(
    file: &ProfileFile,
    files: &BTreeMap<String, ProfileFile>,
    rules: &BTreeMap<String, Rule>,
) -> Result<Profile, Problem> {
    let chain = chain(file, files)?;
    let setting = |name: &str, kind| {
        let value = chain.iter().find_map(|file| file.settings.get(name));
        let missing = || {
            Problem::new(
                &file.path,
                None,
                format!("the setting {name} is missing; write it under [settings] or extend `national`"),
            )
        };
        let value = value.ok_or_else(missing)?;
        setting_def(kind).read(value).map_err(|message| Problem::new(&file.path, None, format!("{name}: {message}")))
    };
    let mut shared = Params::new();
    for (name, kind) in SETTINGS {
        shared.insert(name.to_owned(), setting(name, kind)?);
    }
    let settings = Settings {
        max_age_days: if let Some(ParamValue::Int(days)) = shared.get("max_age_days") { *days } else { 0 },
        publishing_platforms: match shared.get("publishing_platforms") {
            Some(ParamValue::TextList(platforms)) => platforms.clone(),
            _ => Vec::new(),
        },
    };
    let mut resolved = BTreeMap::new();
    for (code, rule) in rules {
        let said = |key: &str| chain.iter().find_map(|file| file.rules.get(code).and_then(|table| table.get(key)));
        let mut params = shared.clone();
        for name in rule.front.params.keys() {
            params.insert(
                name.clone(),
                param(rule, name, &chain, rules, 0).map_err(|message| {
                    Problem::new(&format!("{}/rule.md", rule.folder), line_of_key(&rule.text, name), message)
                })?,
            );
        }
        let live = rule.front.state == RuleState::Live;
        resolved.insert(
            code.clone(),
            RuleParams {
                enabled: live && said("enabled").and_then(Json::as_bool).unwrap_or(true),
                class: said("class").and_then(read_class).unwrap_or(rule.front.class),
                params,
            },
        );
    }
    let hash = hash_of(file, &resolved);
    Ok(Profile {
        name: file.name.clone(),
        title: file.title.clone(),
        chain: chain.iter().map(|file| file.name.clone()).collect(),
        settings,
        rules: resolved,
        hash,
    })
}

/// Following parameters of other rules deeper than this is a circle.
const MAX_FOLLOWED: usize = 8;

fn param(
    rule: &Rule,
    name: &str,
    chain: &[&ProfileFile],
    rules: &BTreeMap<String, Rule>,
    depth: usize,
) -> Result<ParamValue, String> {
    let Some(def) = rule.front.params.get(name) else {
        return Err(format!("{} has no parameter `{name}`; same_as must name one that exists", rule.code()));
    };
    let said = chain.iter().find_map(|file| file.rules.get(rule.code()).and_then(|table| table.get(name)));
    if let Some(value) = said {
        return def.read(value).map_err(|message| format!("{name}: {message}"));
    }
    match (&def.default, &def.same_as) {
        (Some(value), None) => def.read(value).map_err(|message| format!("default of {name}: {message}")),
        (None, Some(other)) if depth < MAX_FOLLOWED => {
            let target = other.split_once('.').and_then(|(code, name)| Some((rules.get(code)?, name)));
            let (target, target_name) =
                target.ok_or_else(|| format!("same_as: `{other}` names no rule; write it like Z02.limit_days"))?;
            param(target, target_name, chain, rules, depth + 1)
        }
        (None, Some(other)) => Err(format!("same_as: `{other}` comes back to itself; give one of them a default")),
        _ => Err(format!("{name} needs either `default` or `same_as`")),
    }
}

fn hash_of(file: &ProfileFile, rules: &BTreeMap<String, RuleParams>) -> String {
    let mut parts = vec![file.name.clone(), file.title.clone()];
    for (code, rule) in rules {
        parts.push(format!("{code} {} {}", rule.enabled, rule.class.id()));
        parts.extend(rule.params.iter().map(|(name, value)| format!("{name}={}", shown(value))));
    }
    hash_hex(&parts.iter().map(String::as_str).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Rulebook;

    fn int(profile: &Profile, code: &str, name: &str) -> i64 {
        match profile.rule(code).and_then(|rule| rule.params.get(name)) {
            Some(ParamValue::Int(number)) => *number,
            other => panic!("{code}.{name} is {other:?}"),
        }
    }

    #[test]
    fn every_place_of_the_table_has_its_figures() {
        let rulebook = Rulebook::load_embedded().unwrap();
        let figures = [
            ("national", 14, 90),
            ("gansu", 7, 90),
            ("panjin", 7, 90),
            ("minhou", 10, 90),
            ("hedong", 10, 90),
            ("xiayi", 14, 90),
            ("yangling", 14, 90),
            ("guizhou", 14, 90),
            ("gaotai", 14, 60),
            ("hubei", 14, 90),
            ("guangdong", 14, 90),
            ("hunan", 14, 90),
            ("changsha", 14, 90),
            ("zhejiang", 14, 90),
            ("zhoushan", 14, 90),
            ("boxing", 14, 90),
            ("platform", 14, 180),
        ];
        assert_eq!(rulebook.profiles().len(), figures.len());
        for (name, limit, zombie) in figures {
            let profile = rulebook.profile(name).unwrap();
            assert_eq!(
                (int(profile, "Z02", "limit_days"), int(profile, "Z03", "zombie_days")),
                (limit, zombie),
                "{name}"
            );
            // What follows another rule's figure follows it in every profile.
            assert_eq!(int(profile, "Z05", "limit_days"), limit, "{name}");
            assert_eq!(int(profile, "Z05", "zombie_days"), zombie, "{name}");
        }
        assert!(!rulebook.profile("platform").unwrap().rule("Z02").unwrap().enabled);
        assert_eq!(rulebook.profile("changsha").unwrap().chain, ["changsha", "hunan", "national"]);
    }

    #[test]
    fn profiles_that_differ_have_other_hashes_and_an_unknown_one_is_told() {
        let rulebook = Rulebook::load_embedded().unwrap();
        let hashes: BTreeSet<&String> = rulebook.profiles().values().map(|profile| &profile.hash).collect();
        assert_eq!(hashes.len(), rulebook.profiles().len());
        assert!(rulebook.profile("gnasu").unwrap_err().to_string().contains("`gansu`"));
    }
}
