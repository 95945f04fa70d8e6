//! How the cost of an audit grows with the number of works.

use std::path::Path;

use super::measure::{self, median};
use super::{Options, peers, rules, workspace};

/// The exponent between a tenth of the works and all of them: 1 is linear.
pub fn run(options: &Options, mingjian: &Path) -> anyhow::Result<String> {
    let python = peers::python()?;
    let (small, large) = (options.posts / 10, options.posts);
    let folders = [
        workspace::ready(options, mingjian, options.accounts, small)?,
        workspace::ready(options, mingjian, options.accounts, large)?,
    ];
    let mut costs = [Vec::new(), Vec::new()];
    for _ in 0..options.runs {
        for (folder, costs) in folders.iter().zip(&mut costs) {
            let command = rules::audit_command(options, mingjian, folder)?;
            costs.push(measure::run(&python, &folder.join(".bench"), &command)?.0);
        }
    }
    let [small_cost, large_cost] = costs.map(|costs| median(&costs));
    Ok(format!(
        "{} accounts, {} threads, median of {} alternating runs.\n\n\
         | works | CPU s | wall s | peak MiB |\n|---|---|---|---|\n\
         | {small} | {:.2} | {:.2} | {:.0} |\n| {large} | {:.2} | {:.2} | {:.0} |\n\n\
         Growth exponent of CPU time: {:.2} (1 is linear).\n",
        options.accounts,
        options.threads,
        options.runs,
        small_cost.cpu_s,
        small_cost.wall_s,
        small_cost.peak_mib,
        large_cost.cpu_s,
        large_cost.wall_s,
        large_cost.peak_mib,
        (large_cost.cpu_s / small_cost.cpu_s).log10()
    ))
}
