//! Whether something happened outside an account's own area.

use serde::{Deserialize, Serialize};

use crate::unit::closed_list;

closed_list! {
    /// Whether the places a text names lie outside an area.
    Outside {
        Yes "yes" "在外地";
        No "no" "在本地";
        Unsure "unsure" "不能判断";
    }
}
