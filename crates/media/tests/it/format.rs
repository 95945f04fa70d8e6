//! The fingerprint as bytes.

use media::read::Limits;
use media::{Fingerprint, FormatError, Tier};
use proptest::prelude::*;

use crate::make;

#[test]
fn a_fingerprint_reads_back_as_written_and_stays_within_its_budget() {
    let folder = tempfile::tempdir().expect("folder");
    let file = make::work(folder.path(), 2, 12, "a.mp4");
    for (tier, most) in [(Tier::Dense, 1500), (Tier::Key, 200)] {
        let made = media::fingerprint(&file, &Limits::default(), tier).expect("readable");
        let bytes = made.to_bytes();
        let most = most * made.duration as usize / 1000;
        assert!(bytes.len() <= most, "{} bytes for {} s", bytes.len(), made.seconds());
        assert_eq!(Fingerprint::from_bytes(&bytes).expect("written a moment ago"), made);
        for cut in [0, 3, 40, bytes.len() - 1] {
            assert!(Fingerprint::from_bytes(&bytes[..cut]).is_err());
        }
        let mut other = bytes;
        other[4] = 9;
        assert_eq!(Fingerprint::from_bytes(&other), Err(FormatError::OtherVersion { found: 9, known: 1 }));
    }
}

/// Fingerprints of two works, dense and of key frames, made once.
fn made() -> &'static [Vec<u8>] {
    static MADE: std::sync::OnceLock<Vec<Vec<u8>>> = std::sync::OnceLock::new();
    MADE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("folder");
        let file = make::work(folder.path(), 3, 4, "a.mp4");
        let silent = make::ffmpeg(folder.path(), "-f|lavfi|-i|testsrc2=s=96x160:d=2:r=10", "b.mp4");
        let made = |file, tier| media::fingerprint(file, &Limits::default(), tier).expect("readable").to_bytes();
        vec![made(&file, Tier::Dense), made(&file, Tier::Key), made(&silent, Tier::Dense)]
    })
}

/// The same bytes with a check sum that fits, so that what stands behind it is read.
fn checked(mut bytes: Vec<u8>) -> Vec<u8> {
    let body = bytes.len().saturating_sub(4);
    bytes.truncate(body);
    let sum = <sha2::Sha256 as sha2::Digest>::digest(&bytes);
    bytes.extend(&sum[..4]);
    bytes
}

fn cases(count: u32) -> ProptestConfig {
    let slow = std::env::var_os("MINGJIAN_SLOW").is_some();
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(if slow { count * 50 } else { count }) }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_bytes_are_refused_without_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(Fingerprint::from_bytes(&bytes).is_err());
        let mut begun = b"MJFP\x01\x00".to_vec();
        begun.append(&mut bytes);
        prop_assert!(Fingerprint::from_bytes(&begun).is_err());
    }
}

proptest! {
    #![proptest_config(cases(60))]

    /// Damage behind a check sum that fits: refused, or a fingerprint like any other, which writes back and compares.
    #[test]
    fn damaged_fingerprints_are_refused_or_whole(
        which in 0..3_usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        in_head in any::<bool>(),
        cut in proptest::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        let mut bytes = made()[which].clone();
        for (place, value) in &changes {
            let end = if in_head { 92 } else { bytes.len() };
            let place = place.index(end);
            bytes[place] = *value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(read) = Fingerprint::from_bytes(&checked(bytes)) {
            prop_assert_eq!(read.pictures().count(), read.stills.len());
            if read.stills.len() < 100 {
                prop_assert!(Fingerprint::from_bytes(&read.to_bytes()).is_ok_and(|again| again == read));
                let found = media::compare(&read, &read, &media::Commonness::none());
                prop_assert!((0.0..=1.0).contains(&found.confidence));
            }
        }
    }
}
