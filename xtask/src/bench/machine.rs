//! The machine and the command, as they stand below every table.

use std::env;
use std::fs;
use std::process::Command;
use std::thread;

/// One paragraph: processor, cores, memory, system, compiler, command.
pub fn describe() -> String {
    let cpu = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".to_owned());
    let memory = field("/proc/meminfo", "MemTotal")
        .and_then(|text| text.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()))
        .map_or_else(|| "unknown memory".to_owned(), |kib| format!("{} GiB", kib.div_ceil(1 << 20)));
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let arguments: Vec<String> = env::args().skip(1).collect();
    format!(
        "Machine: {cpu}, {cores} cores, {memory}, {}; {}. Command: `cargo xtask {}`.\n",
        first_line("uname", &["-sr"]),
        first_line("rustc", &["--version"]),
        arguments.join(" ")
    )
}

fn field(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn first_line(program: &str, arguments: &[&str]) -> String {
    Command::new(program)
        .args(arguments)
        .output()
        .ok()
        .and_then(|output| String::from_utf8(output.stdout).ok())
        .and_then(|text| text.lines().next().map(str::to_owned))
        .unwrap_or_else(|| format!("{program} unknown"))
}
