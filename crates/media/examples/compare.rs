//! `compare A.mp4 B.mp4`: what two files have to do with each other, as JSON.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let paths: Vec<_> = std::env::args_os().skip(1).collect();
    let [a, b] = paths.as_slice() else {
        eprintln!("usage: compare A.mp4 B.mp4");
        return ExitCode::FAILURE;
    };
    let limits = media::read::Limits::default();
    let read = |path| media::fingerprint(Path::new(path), &limits, media::Tier::Dense);
    let answer = read(a).and_then(|a| Ok((a, read(b)?)));
    let written = match answer {
        Ok((a, b)) => serde_json::to_string_pretty(&media::compare(&a, &b, &media::Commonness::none())),
        Err(error) => {
            eprintln!("cannot be judged: {error}");
            return ExitCode::from(3);
        }
    };
    match written {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
