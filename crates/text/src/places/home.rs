//! The area a workspace, unit or account belongs to.

use crate::gazetteer::{Division, Gazetteer};
use crate::names;

/// The home area of whoever published a text: one division.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Home {
    code: &'static str,
}

impl Home {
    /// Reads an area as people write it (`湖南省长沙市`) or its code (also padded with zeros); `None` where that is no
    /// single division.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        names::jurisdiction_code(text).map(|code| Self { code })
    }

    /// The division with this code, or the nearest it lies in.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Gazetteer::embedded().nearest(code).map(|division| Self { code: division.code })
    }

    /// Its code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Whether a place lies in it or is it.
    #[must_use]
    pub fn holds(&self, code: &str) -> bool {
        code.starts_with(self.code)
    }

    /// Whether it lies in a larger place.
    #[must_use]
    pub fn lies_in(&self, code: &str) -> bool {
        self.code.len() > code.len() && self.code.starts_with(code)
    }

    /// How much likelier a name means this place when somebody at home writes it.
    pub(super) fn likelihood(&self, division: &Division) -> f32 {
        let shares = |digits| match (self.code.get(..digits), division.code.get(..digits)) {
            (Some(own), Some(other)) => own == other,
            _ => false,
        };
        if self.holds(division.code) || self.lies_in(division.code) {
            60.0
        } else if shares(4) && !self.is_in_municipality() {
            20.0
        } else if shares(2) {
            6.0
        } else {
            1.0
        }
    }

    /// In 北京, 天津, 上海 and 重庆 the first four digits are no city.
    fn is_in_municipality(&self) -> bool {
        ["11", "12", "31", "50"].iter().any(|code| self.code.starts_with(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn homes_are_read_by_name_and_by_code() {
        for (text, code) in [
            ("湖南省长沙市", Some("4301")),
            ("云岫省汀澜市临岚县", Some("980121")),
            ("430100", Some("4301")),
            ("980121", Some("980121")),
            ("哪里都不是", None),
            ("", None),
        ] {
            assert_eq!(Home::read(text).map(|home| home.code()), code, "{text}");
        }
        let home = Home::from_code("430104").expect("岳麓区");
        assert!(home.lies_in("43") && home.holds("430104") && !home.holds("4301") && !home.lies_in("430104"));
    }
}
