//! C07: wording that the office's own list says must not be used. Quoted or denied, it stands there all the same.

use super::features::Feature::WrongWording;
use super::view::View;
use super::{Report, Span};

const RULE: &str = "C07";

pub(super) fn detect(view: &View<'_>, report: &mut Report) {
    let marks = view.marks.iter().filter(|mark| mark.features.has(WrongWording));
    let spans: Vec<Span> = marks.filter_map(|mark| view.span_of(mark)).collect();
    if !spans.is_empty() {
        report.add(RULE, 0.9, spans, vec!["listed_wording"]);
    }
}
