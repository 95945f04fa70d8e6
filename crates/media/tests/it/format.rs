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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_bytes_are_refused_without_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(Fingerprint::from_bytes(&bytes).is_err());
        let mut begun = b"MJFP\x01\x00".to_vec();
        begun.append(&mut bytes);
        prop_assert!(Fingerprint::from_bytes(&begun).is_err());
    }
}
