//! The handbook (`docs/rules.md`): every rule with its law, its headings, its parameters and what the profiles make of
//! it. People of the field read it, so its words are Chinese whatever the language.

use std::fmt::Write as _;

use rulebook::{Rule, Rulebook};

/// The headings of a rule, in the order they are printed.
const HEADINGS: [&str; 10] = [
    "依据条款",
    "查什么",
    "为什么",
    "需要哪些数据",
    "判定",
    "不适用情形",
    "通报用语",
    "整改要求与期限",
    "复查判据",
    "已知误报",
];

/// The handbook as Markdown.
pub fn handbook(rulebook: &Rulebook) -> String {
    let mut page = String::from(
        "# 规则手册\n\n由 `mingjian rulebook handbook` 从 `rulebook/` 生成，请勿手改。机器只作疑似判断，由人认定。\n\n\
         | 规则 | 名称 | 性质 | 对象 |\n|---|---|---|---|\n",
    );
    // Writing into a String cannot fail.
    for rule in rulebook.rules().values() {
        let front = &rule.front;
        let _ = writeln!(
            page,
            "| [{0}](#{1}) | {2} | {3} | {4} |",
            rule.code(),
            rule.code().to_lowercase(),
            cell(rule.title()),
            front.class.chinese(),
            front.subject.chinese()
        );
    }
    for rule in rulebook.rules().values() {
        section(&mut page, rulebook, rule);
    }
    page.push_str("\n## 检查方案\n\n| 方案 | 名称 | 启用的规则 |\n|---|---|---|\n");
    for profile in rulebook.profiles().values() {
        let codes: Vec<&str> = profile.enabled().map(|(code, _)| code).collect();
        let _ = writeln!(page, "| {} | {} | {} |", profile.name, cell(&profile.title), codes.join(" "));
    }
    page
}

fn section(page: &mut String, rulebook: &Rulebook, rule: &Rule) {
    let front = &rule.front;
    let _ = write!(page, "\n## {}\n\n**{}** · {}", rule.code(), rule.title(), front.class.chinese());
    if let Some(confirmed) = front.class_confirmed {
        let _ = write!(page, "（认定后：{}）", confirmed.chinese());
    }
    let _ = writeln!(page, " · 整改期限 {} 天", front.deadline_days);
    for heading in HEADINGS {
        let found = rule.sections.iter().find(|(title, _)| title.starts_with(heading));
        if let Some((title, text)) = found {
            let _ = write!(page, "\n### {title}\n\n{}\n", text.trim());
        }
        if heading == "依据条款" {
            for basis in &front.basis {
                let checked = if basis.basis_checked { "" } else { "（原文未核对）" };
                let _ = write!(page, "\n- {} {} {}{checked}", basis.document, basis.number, basis.clause);
            }
            page.push('\n');
        }
    }
    params(page, rulebook, rule);
}

/// The parameters, and the profiles that set them otherwise than the rule does.
fn params(page: &mut String, rulebook: &Rulebook, rule: &Rule) {
    if rule.front.params.is_empty() {
        return;
    }
    page.push_str("\n### 参数\n\n| 参数 | 含义 | 默认 | 各方案 |\n|---|---|---|---|\n");
    for (name, param) in &rule.front.params {
        let default = param.default.as_ref().map_or_else(String::new, ToString::to_string);
        let set = |profile: &rulebook::Profile| {
            let settled = profile.rule(rule.code())?;
            let shown = settled.shown().into_iter().find(|shown| shown.name == *name)?;
            (settled.enabled && shown.value != default.trim_matches('"'))
                .then(|| format!("{} = {}", profile.name, shown.value))
        };
        let others: Vec<String> = rulebook.profiles().values().filter_map(set).collect();
        let _ =
            writeln!(page, "| `{name}` | {} | {} | {} |", cell(&param.doc), cell(&default), cell(&others.join("；")));
    }
}

/// A text as the cell of a Markdown table.
fn cell(text: &str) -> String {
    text.trim().replace('|', "\\|").replace('\n', " ")
}
