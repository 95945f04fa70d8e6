//! `cost dense|key FILE`: makes one fingerprint, to be timed from outside; prints its bytes per second.

use std::path::Path;

fn main() -> Result<(), media::MediaError> {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let [tier, file] = arguments.as_slice() else {
        eprintln!("usage: cost dense|key FILE");
        return Ok(());
    };
    let tier = if tier == "key" { media::Tier::Key } else { media::Tier::Dense };
    let made = media::fingerprint(Path::new(file), &media::read::Limits::default(), tier)?;
    println!("{} bytes for {} s", made.to_bytes().len(), made.seconds());
    Ok(())
}
