//! Keyword search in the census over 200,000 accounts.

use std::path::Path;

use super::measure::{self, median};
use super::{Options, peers, workspace};

const ACCOUNTS: u64 = 200_000;
const KEYWORD: &str = "镇人民政府";

/// The table of one search as a whole process, start of the program included.
pub fn run(options: &Options, mingjian: &Path) -> anyhow::Result<String> {
    let python = peers::python()?;
    let folder = workspace::ready(options, mingjian, ACCOUNTS, ACCOUNTS)?;
    let (program, workspace) = (mingjian.display().to_string(), folder.display().to_string());
    let command = [&program, "census", KEYWORD, "--workspace", &workspace, "--format", "json"].map(str::to_owned);
    // Short runs scatter more, so there are more of them.
    let mut costs = Vec::new();
    for _ in 0..options.runs.max(3) * 3 {
        costs.push(measure::run(&python, &folder.join(".bench"), &command)?.0);
    }
    let cost = median(&costs);
    Ok(format!(
        "`mingjian census {KEYWORD}` over {ACCOUNTS} accounts, the whole process, median of {} runs: \
         {:.0} ms wall, {:.0} ms CPU, {:.0} MiB.\n",
        costs.len(),
        cost.wall_s * 1_000.0,
        cost.cpu_s * 1_000.0,
        cost.peak_mib
    ))
}
