//! The calendar files, embedded in the program.

macro_rules! files {
    ($($year:literal)*) => {
        /// Every calendar file, by its path in the project.
        pub(super) const FILES: &[(&str, &str)] = &[
            $((concat!("calendar/", $year, ".toml"), include_str!(concat!("../../../../calendar/", $year, ".toml"))),)*
        ];
    };
}

files! { "2018" "2019" "2020" "2021" "2022" "2023" "2024" "2025" "2026" }
