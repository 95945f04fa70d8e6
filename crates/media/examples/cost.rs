//! `cost dense|key FILE`: makes one fingerprint, to be timed from outside; prints its bytes for each second.
//! `cost steps FILE OTHER`: milliseconds that each step after it takes for a second of video.

#![expect(clippy::cast_precision_loss, reason = "counts of a measurement")]

use std::path::Path;
use std::time::Instant;

use media::compare::{Prepared, compare_prepared};
use media::index::{Question, hashes};
use media::read::Limits;
use media::{Commonness, Fingerprint, MediaError, Tier};

fn milliseconds<T>(seconds: f32, step: impl Fn() -> T) -> f32 {
    const TIMES: u8 = 5;
    let start = Instant::now();
    (0..TIMES).for_each(|_| drop(step()));
    start.elapsed().as_secs_f32() * 1000.0 / f32::from(TIMES) / seconds
}

fn main() -> Result<(), MediaError> {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let read = |file, tier| media::fingerprint(Path::new(file), &Limits::default(), tier);
    match arguments.as_slice() {
        [what, file, other] if what == "steps" => {
            let (one, two) = (read(file, Tier::Dense)?, read(other, Tier::Dense)?);
            let (seconds, bytes) = (one.seconds(), one.to_bytes());
            let (first, second) = (Prepared::new(&one), Prepared::new(&two));
            println!(
                "{{\"read\":{:.3},\"hashes\":{:.3},\"question\":{:.3},\"prepare\":{:.3},\"compare\":{:.3}}}",
                milliseconds(seconds, || Fingerprint::from_bytes(&bytes)),
                milliseconds(seconds, || hashes(&one)),
                milliseconds(seconds, || Question::of(&one)),
                milliseconds(seconds, || Prepared::new(&one)),
                milliseconds(seconds, || compare_prepared(&first, &second, &Commonness::none())),
            );
        }
        [tier, file] => {
            let made = read(file, if tier == "key" { Tier::Key } else { Tier::Dense })?;
            println!("{:.1}", made.to_bytes().len() as f32 / made.seconds());
        }
        _ => eprintln!("usage: cost dense|key FILE, cost steps FILE OTHER"),
    }
    Ok(())
}
