//! Evidence a person grasps in five seconds: aligned pictures side by side with time codes, where they differ, both sounds, a table
//! of the stretches: one HTML page without scripts or outside files.

mod pictures;

use std::fmt::Write;
use std::path::Path;

use crate::compare::{Comparison, Segment, SoundRelation, Verdict};
use crate::error::MediaError;
use crate::read::Limits;

/// One of the two works on the page.
#[derive(Debug, Clone, Copy)]
pub struct Work<'a> {
    /// The file.
    pub path: &'a Path,
    /// What people call it: account, title, time of publication.
    pub label: &'a str,
}

/// Pairs of pictures on the page at most.
const MOST_PAIRS: usize = 6;

/// The page for one comparison, as HTML.
///
/// # Errors
/// A [`MediaError`] where one of the files cannot be read.
pub fn page(a: Work<'_>, b: Work<'_>, comparison: &Comparison, limits: &Limits) -> Result<String, MediaError> {
    let mut html = String::from(HEAD);
    let (title, class) = match comparison.verdict {
        Verdict::Reused => ("疑似搬运:画面或声音来自同一素材", "found"),
        Verdict::SharedSegment => ("只有片头、片尾或模板相同,不算搬运", "shared"),
        Verdict::Different => ("未发现相同素材", "none"),
        Verdict::CannotJudge => ("证据不足,无法判断", "unknown"),
    };
    let _ = write!(
        html,
        "<h1 class=\"{class}\">{title}</h1><p>{}(把握 {:.0}%)</p>",
        escape(&comparison.why),
        comparison.confidence * 100.0
    );
    if !comparison.edits.is_empty() {
        html.push_str("<ul class=\"edits\">");
        for edit in &comparison.edits {
            let _ = write!(
                html,
                "<li><b>{}</b> {}(把握 {:.0}%)</li>",
                edit.kind.chinese(),
                escape(&edit.evidence),
                edit.confidence * 100.0
            );
        }
        html.push_str("</ul>");
    }
    let _ = write!(html, "<p>甲:{}<br>乙:{}</p>", escape(a.label), escape(b.label));
    if let Some(main) = longest(&comparison.segments) {
        html.push_str("<h2>同一时刻的画面</h2><table class=\"pairs\"><tr><th>甲</th><th>乙</th><th>差异</th></tr>");
        for index in 0..MOST_PAIRS {
            let share = (index as f32 + 0.5) / MOST_PAIRS as f32;
            let time_a = main.a_start + share * (main.a_end - main.a_start);
            let time_b = main.b_start + share * (main.b_end - main.b_start);
            row(&mut html, a, b, main, (time_a, time_b), limits)?;
        }
        html.push_str("</table><h2>声音</h2>");
        for (work, label, start, end) in [(a, "甲", main.a_start, main.a_end), (b, "乙", main.b_start, main.b_end)] {
            match pictures::spectrogram(work.path, start, end, limits)? {
                Some(image) => drop(write!(html, "<p>{label}<br><img alt=\"{label}的声谱\" src=\"{image}\"></p>")),
                None => drop(write!(html, "<p>{label}:没有声音</p>")),
            }
        }
    }
    segments(&mut html, &comparison.segments);
    html.push_str("</body></html>");
    Ok(html)
}

fn longest(segments: &[Segment]) -> Option<&Segment> {
    segments.iter().max_by(|one, two| (one.a_end - one.a_start).total_cmp(&(two.a_end - two.a_start)))
}

fn row(
    html: &mut String,
    a: Work<'_>,
    b: Work<'_>,
    main: &Segment,
    times: (f32, f32),
    limits: &Limits,
) -> Result<(), MediaError> {
    let one = pictures::still(a.path, times.0, limits)?;
    let two = pictures::still(b.path, times.1, limits)?;
    let difference = pictures::difference((a.path, times.0), (b.path, times.1), main, limits)?;
    html.push_str("<tr>");
    for (image, time) in [(one, Some(times.0)), (two, Some(times.1)), (difference, None)] {
        let code = time.map(time_code).unwrap_or_default();
        match image {
            Some(image) => drop(write!(html, "<td><img alt=\"画面 {code}\" src=\"{image}\"><br>{code}</td>")),
            None => html.push_str("<td>无</td>"),
        }
    }
    html.push_str("</tr>");
    Ok(())
}

fn segments(html: &mut String, segments: &[Segment]) {
    if segments.is_empty() {
        return;
    }
    html.push_str("<h2>相同的片段</h2><table><tr><th>甲</th><th>乙</th><th>速度</th><th>镜像</th><th>声音</th></tr>");
    for segment in segments {
        let sound = match segment.sound {
            SoundRelation::Same => "相同",
            SoundRelation::Partly => "部分相同",
            SoundRelation::Different => "不同",
            SoundRelation::OneSilent => "一方无声",
            SoundRelation::Unknown => "未知",
        };
        let _ = write!(
            html,
            "<tr><td>{}–{}</td><td>{}–{}</td><td>{:.2}</td><td>{}</td><td>{sound}</td></tr>",
            time_code(segment.a_start),
            time_code(segment.a_end),
            time_code(segment.b_start),
            time_code(segment.b_end),
            segment.speed,
            if segment.mirrored { "是" } else { "否" }
        );
    }
    html.push_str("</table>");
}

/// `1:02.5`
fn time_code(seconds: f32) -> String {
    let tenths = (seconds.max(0.0) * 10.0).round() as u32;
    format!("{}:{:02}.{}", tenths / 600, tenths / 10 % 60, tenths % 10)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

const HEAD: &str = "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>视频比对</title><style>\
body{font-family:sans-serif;margin:1.5em;max-width:70em}h1{padding:.4em;color:#fff;background:#555}h1.found{background:#b3261e}\
h1.none{background:#2e6b34}img{max-width:22em;max-height:16em}table{border-collapse:collapse}td,th{padding:.3em .6em;text-align:center}\
.edits li{margin:.2em 0}</style></head><body>";
