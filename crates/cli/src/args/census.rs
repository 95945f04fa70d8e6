//! `mingjian census`

use clap::{Args, ValueEnum};

/// What to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SortBy {
    /// Name.
    Name,
    /// Followers.
    Followers,
    /// Works.
    Works,
    /// Platform.
    Platform,
}

/// What to count by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Dimension {
    /// Platform.
    Platform,
    /// Level of government.
    Level,
    /// Kind of unit.
    UnitType,
    /// Province.
    Province,
    /// City.
    City,
    /// County.
    County,
    /// Filed in a registry or not.
    Registered,
    /// Verified by the platform or not.
    Verified,
}

/// Search and count accounts.
#[derive(Debug, Args)]
pub struct Census {
    /// Text in the account's name or its unit's.
    #[arg(value_name = "KEYWORD")]
    pub keyword: Option<String>,
    /// Division: code or name.
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    /// Level of government.
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<String>,
    /// Platform.
    #[arg(long, value_name = "PLATFORM")]
    pub platform: Option<String>,
    /// Kind of unit.
    #[arg(long, value_name = "TYPE")]
    pub unit_type: Option<String>,
    /// Only accounts that an audit speaks about: filed, or looking official.
    #[arg(long)]
    pub official: bool,
    /// What to sort by.
    #[arg(long, value_enum, default_value = "name")]
    pub sort: SortBy,
    /// From the greatest down.
    #[arg(long)]
    pub desc: bool,
    /// Which page, from 1.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub page: u32,
    /// Accounts on a page.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub page_size: u32,
    /// Count by these instead of listing.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "DIMENSIONS")]
    pub by: Vec<Dimension>,
    /// See the accounts as they were at the end of this day.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<model::Day>,
}
