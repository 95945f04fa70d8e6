//! `mingjian audit`: runs the rules, keeps the result, prints the coverage ledger first.

mod advice;
mod report;
mod shadow;

use std::io::Write;

use audit::{AuditOptions, AuditResult, Changes, store};
use engine::{Engine, EngineOptions};
use lake::{Lake, LakeVersion, Workspace};
use model::Day;
use rulebook::Rulebook;
use serde_json::{Value, json};

use crate::args::Format;
use crate::args::audit::Audit;
use crate::audits;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, json};
use crate::progress;
use crate::rules;
use crate::words::count;

/// What an audit works with.
struct Setting {
    workspace: Workspace,
    lake: Lake,
    version: LakeVersion,
    engine: Engine,
    rulebook: Rulebook,
    profile: String,
}

/// Audits.
pub async fn run(context: &Context, arguments: &Audit) -> Result<Exit, Failure> {
    let setting = prepare(context, arguments).await?;
    if let (Some(rule), Some(since)) = (&arguments.shadow, arguments.since) {
        return shadow::run(context, &setting, rule, since, arguments.as_of).await;
    }
    // The command line asks for a day unless a rule is tried.
    let Some(as_of) = arguments.as_of else { return Err(Failure::wrong_use("error-as-of-missing")) };
    let bar = progress::bar(context, 0, "progress-audit");
    let result =
        audit::run(&setting.engine, &setting.lake, &setting.version, &setting.rulebook, &setting.options(as_of)).await;
    bar.finish_and_clear();
    let result = result?;
    let id = result.identity.audit_id();
    let files = store::files(&result)?;
    // Pinned before it is kept, so that no stored audit ever rests on a version that can go away.
    setting.lake.pin(result.identity.lake_version, &id, context.now()).await?;
    let stored = audits::keep(&setting.workspace, &id, &files)?;
    let earlier = audits::earlier(&setting.workspace, &result.identity)?;
    let changes = audit::compare(&result.findings, &result.unjudged, &earlier);
    let advice = advice::as_of(&setting, &result).await?;
    print(context, &setting, &result, changes.as_ref(), advice)?;
    if let Some(lines) = advice::late_registry(&setting, &result).await? {
        let values = [("lines", count(lines).into()), ("as_of", as_of.to_string().into())];
        context.talk("audit-late-registry", &values);
    }
    let others = result.coverage.read_by_others;
    if others.posts + others.comments > 0 {
        let values = [
            ("works", count(others.posts).into()),
            ("comments", count(others.comments).into()),
            ("computed_by", text::COMPUTED_BY.into()),
        ];
        context.talk("audit-read-by-others", &values);
    }
    if stored == audits::Stored::Known {
        context.talk("audit-known", &[]);
    }
    let next = [("folder", audits::folder(&setting.workspace, &id).display().to_string().into())];
    context.talk("audit-next", &next);
    let weighty =
        arguments.fail_on.is_some_and(|least| result.findings.iter().any(|finding| least.covers(finding.class)));
    Ok(if weighty { Exit::Findings } else { Exit::Done })
}

async fn prepare(context: &Context, arguments: &Audit) -> Result<Setting, Failure> {
    let workspace = context.workspace()?;
    let rulebook = rules::load(arguments.rulebook.as_deref())?;
    let profile = rules::profile_name(arguments.profile.as_deref(), Some(&workspace));
    rules::profile(&rulebook, &profile)?;
    if let Some(code) = &arguments.shadow {
        rules::rule(&rulebook, code)?;
    }
    let lake = context.lake(&workspace).await?;
    let version = lake.at(arguments.lake_version).await?;
    let mut options = EngineOptions::default();
    if let Some(threads) = arguments.threads {
        options.threads = usize::from(threads);
    }
    if let Some(memory) = arguments.memory {
        options.memory_bytes = usize::try_from(u64::from(memory) << 20).unwrap_or(usize::MAX);
    }
    let engine = Engine::new(&options)?;
    Ok(Setting { workspace, lake, version, engine, rulebook, profile })
}

impl Setting {
    fn options(&self, as_of: Day) -> AuditOptions {
        AuditOptions { profile: self.profile.clone(), as_of, program_version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

fn print(
    context: &Context,
    setting: &Setting,
    result: &AuditResult,
    changes: Option<&Changes>,
    advice: Option<advice::Advice>,
) -> Result<(), Failure> {
    let mut out = output::out();
    match context.format {
        Format::Table | Format::Xlsx => {
            out.write_all(report::text(&context.words, result, changes, advice.as_ref()).as_bytes())?;
        }
        Format::Csv => output::csv::sheet(&mut out, &report::rules_for_scripts(result))?,
        Format::Json => {
            let mut value = json!(result);
            if let Value::Object(fields) = &mut value {
                let id = result.identity.audit_id();
                fields.insert("folder".to_owned(), json!(audits::folder(&setting.workspace, &id)));
                fields.insert("findings".to_owned(), json!(result.findings.len()));
                fields.insert("changes".to_owned(), json!(changes));
                fields.insert("suggested_as_of".to_owned(), json!(advice.map(|advice| advice.as_of)));
                fields.insert("audit_id".to_owned(), json!(id));
            }
            json::value(&mut out, &value)?;
        }
    }
    out.flush()?;
    Ok(())
}
