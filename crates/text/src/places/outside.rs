//! Whether a text tells of another area than home.

use model::Outside;

use super::{Home, Place};

/// The weight from which a candidate is taken into account.
const MIN_CONFIDENCE: f32 = 0.2;

/// Whether the places of a text lie outside `home`. *Yes* only if no candidate of any mention that weighs
/// [`MIN_CONFIDENCE`] or more lies in the home area; a text without a place is *unsure*, and so is one that
/// names a larger place which holds the home area (its province, for a county) and no place at home.
#[must_use]
pub fn outside(places: &[Place], home: &Home) -> Outside {
    let mut elsewhere = false;
    let mut perhaps_home = false;
    for place in places {
        let weighty = || place.candidates.iter().filter(|candidate| candidate.confidence >= MIN_CONFIDENCE);
        let best = place.candidates.first().and_then(|candidate| candidate.code.as_deref());
        if best.is_some_and(|code| home.holds(code)) {
            return Outside::No;
        }
        perhaps_home |= best.is_some_and(|code| home.lies_in(code));
        perhaps_home |= weighty().any(|candidate| candidate.code.as_deref().is_some_and(|code| home.holds(code)));
        elsewhere |= place.foreign || weighty().next().is_some();
    }
    if elsewhere && !perhaps_home { Outside::Yes } else { Outside::Unsure }
}
