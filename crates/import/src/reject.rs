//! Why a record could not be imported: a closed list of reasons with stable ids.

/// Why a record went to quarantine. The ids are stable; their words for people stand in the locale files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Not valid JSON.
    BadJson,
    /// JSON, but not an object.
    NotAnObject,
    /// Cut off, or its number of cells does not fit the header.
    TornRow,
    /// A second header inside the data.
    RepeatedHeader,
    /// Bytes that are no text in the file's encoding.
    BadEncoding,
    /// Longer than a record can be.
    TooLong,
    /// No id of the thing it describes.
    MissingId,
    /// A registry line without an account name.
    MissingName,
    /// A registry line whose platform is not known.
    UnknownPlatform,
    /// Nothing in it that the format can use.
    NothingUsable,
}

impl Reason {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::BadJson,
        Self::NotAnObject,
        Self::TornRow,
        Self::RepeatedHeader,
        Self::BadEncoding,
        Self::TooLong,
        Self::MissingId,
        Self::MissingName,
        Self::UnknownPlatform,
        Self::NothingUsable,
    ];

    /// The stable id.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::BadJson => "bad_json",
            Self::NotAnObject => "not_an_object",
            Self::TornRow => "torn_row",
            Self::RepeatedHeader => "repeated_header",
            Self::BadEncoding => "bad_encoding",
            Self::TooLong => "too_long",
            Self::MissingId => "missing_id",
            Self::MissingName => "missing_name",
            Self::UnknownPlatform => "unknown_platform",
            Self::NothingUsable => "nothing_usable",
        }
    }

    /// Whether the record may have held a work that is now lost, so that the file no longer proves completeness.
    #[must_use]
    pub fn may_hide_a_record(self) -> bool {
        !matches!(self, Self::RepeatedHeader)
    }
}

/// A record on its way to quarantine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Why.
    pub reason: Reason,
    /// The column to blame, where there is one.
    pub column: Option<String>,
    /// What is wrong and what to do, in words.
    pub detail: String,
    /// The record as it stood; personal data are masked before it is kept.
    pub raw: String,
}

impl Reject {
    /// A reject without a column to blame.
    #[must_use]
    pub fn new(reason: Reason, detail: impl Into<String>, raw: impl Into<String>) -> Self {
        Self { reason, column: None, detail: detail.into(), raw: raw.into() }
    }

    /// The same, blaming a column.
    #[must_use]
    pub fn in_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }
}
