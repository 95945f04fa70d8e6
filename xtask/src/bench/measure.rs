//! One process and what it cost.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use serde::Deserialize;

/// What one run of a process cost.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Cost {
    /// Seconds on the wall.
    pub wall_s: f64,
    /// Seconds of processor time, user and system, all threads.
    pub cpu_s: f64,
    /// Largest resident set in MiB.
    pub peak_mib: f64,
}

/// Runs a command under `bench/peers/measure.py` and returns its cost and what it printed.
pub fn run(python: &Path, scratch: &Path, command: &[String]) -> anyhow::Result<(Cost, String)> {
    fs::create_dir_all(scratch).with_context(|| format!("cannot create {}", scratch.display()))?;
    let (result, printed) = (scratch.join("cost.json"), scratch.join("printed.txt"));
    let status = Command::new(python)
        .arg(crate::files::root().join("bench/peers/measure.py"))
        .arg(&result)
        .args(command)
        .stdout(File::create(&printed).context("cannot create the file for the output")?)
        .stderr(Stdio::inherit())
        .status()
        .with_context(|| format!("cannot run {}", python.display()))?;
    if !status.success() {
        bail!("`{}` failed; see its message above", command.join(" "));
    }
    let cost: Cost = serde_json::from_str(&fs::read_to_string(&result)?).context("measure.py wrote no figures")?;
    Ok((cost, fs::read_to_string(&printed)?))
}

/// The middle of the values of each kind.
pub fn median(costs: &[Cost]) -> Cost {
    let middle = |pick: fn(&Cost) -> f64| {
        let mut values: Vec<f64> = costs.iter().map(pick).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
    };
    Cost { wall_s: middle(|c| c.wall_s), cpu_s: middle(|c| c.cpu_s), peak_mib: middle(|c| c.peak_mib) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_taken_figure_by_figure() {
        let cost = |wall_s, cpu_s, peak_mib| Cost { wall_s, cpu_s, peak_mib };
        let middle = median(&[cost(3.0, 1.0, 5.0), cost(1.0, 2.0, 9.0), cost(2.0, 3.0, 7.0)]);
        assert_eq!((middle.wall_s, middle.cpu_s, middle.peak_mib), (2.0, 2.0, 7.0));
    }
}
