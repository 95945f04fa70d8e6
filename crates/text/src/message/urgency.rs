//! How soon an inquiry needs an answer.

use model::{MessageKind, Urgency};

use super::cues::Cues;

/// What has to speak for danger before it is urgent.
const THRESHOLD: f32 = 2.0;

/// High where life, health or safety is at risk now, a basic supply is cut, or harm is done that cannot be undone within days.
pub(super) fn urgency(cues: &Cues, kind: MessageKind) -> Urgency {
    let acute = cues.acute.min(4.0);
    // A supply that is cut is urgent when it lasts or hits the weak; a danger nearly by itself.
    let harm = cues.danger.min(6.0)
        + 0.9 * cues.lasting_harm.min(6.0)
        + if cues.supply > 0.0 { 0.8 * cues.supply.min(3.0) + 0.5 * cues.lasting.min(2.0) } else { 0.0 };
    if harm <= 0.0 {
        return Urgency::Normal;
    }
    let form = match kind {
        MessageKind::Plea => 0.8,
        MessageKind::Question if acute < 1.5 => -0.2,
        MessageKind::Complaint | MessageKind::Question => 0.0,
        _ if acute < 3.0 => -2.0,
        _ => -0.5,
    };
    let score = 0.75 * harm + 0.45 * acute + form - 0.6 * cues.calm.min(5.0);
    if score >= THRESHOLD { Urgency::High } else { Urgency::Normal }
}
