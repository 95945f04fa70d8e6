//! All pairs of many works.

use media::fingerprint::{Still, Track};
use media::index::{IndexBuilder, hashes, sounds};
use media::reuse::{self, Options};
use media::{Commonness, Fingerprint, Verdict};

use crate::make::{self, CODED, dense, ffmpeg};

#[test]
fn all_pairs_are_found_whatever_the_order() {
    let folder = tempfile::tempdir().expect("folder");
    let folder = folder.path();
    let works: Vec<Fingerprint> =
        (2..6).map(|seed| dense(&make::work(folder, seed, 10, &format!("{seed}.mp4")))).collect();
    let input = |seed: u32| format!("-i|{}", folder.join(format!("{seed}.mp4")).display());
    let mirrored = dense(&ffmpeg(folder, &format!("{}|-vf|hflip|{CODED}", input(3)), "mirrored.mp4"));
    let other = format!("{}|{}|-map|0:v|-map|1:a|-shortest|{CODED}", input(5), input(2));
    let same_sound = dense(&ffmpeg(folder, &other, "same sound.mp4"));
    let mut numbered: Vec<(u32, &Fingerprint)> = (1..).zip(works.iter().chain([&mirrored, &same_sound])).collect();
    let run = |numbered: &[(u32, &Fingerprint)]| {
        let loaders = numbered.iter().map(|(number, work)| (*number, || Ok::<_, ()>(Fingerprint::clone(work))));
        let mut found = Vec::new();
        reuse::pairs(loaders, &Options::default(), &|one, two| one != two, &mut |pair| found.push(pair))
            .expect("loads");
        found
    };
    let found = run(&numbered);
    let reused: Vec<(u32, u32)> = found
        .iter()
        .filter(|pair| pair.comparison.verdict == Verdict::Reused)
        .map(|pair| (pair.first, pair.second))
        .collect();
    // 2 and its mirror; 1 and 6 have one sound, 4 and 6 the pictures.
    assert_eq!(reused, [(1, 6), (2, 5), (4, 6)]);
    numbered.reverse();
    assert_eq!(run(&numbered), found);
    let mut builder = IndexBuilder::default();
    for (number, work) in &numbered {
        builder.add(*number, &hashes(work));
        builder.add_sound(*number, &sounds(work));
    }
    let load = |number: u32| numbered.iter().find(|one| one.0 == number).map(|one| one.1.clone()).ok_or(());
    let answers = reuse::search(&mirrored, &builder.build(), &load, &Commonness::none(), 5).expect("loads");
    let answered: Vec<u32> = answers.iter().filter(|one| one.1.verdict == Verdict::Reused).map(|one| one.0).collect();
    assert!(answered.contains(&2) && answered.contains(&5) && answered.len() == 2, "{answered:?}");
}

#[test]
fn a_loader_that_fails_says_so_and_works_without_pictures_are_taken() {
    let failing = [(1, || Err::<Fingerprint, _>("gone"))];
    assert_eq!(reuse::pairs(failing, &Options::default(), &|_, _| true, &mut |_| ()), Err("gone"));
    let folder = tempfile::tempdir().expect("folder");
    let mut empty = dense(&make::work(folder.path(), 2, 4, "a.mp4"));
    empty.stills = Vec::<Still>::new();
    empty.track = Track::Absent;
    let loaders = [1, 2].map(|number| (number, || Ok::<_, ()>(empty.clone())));
    let mut found = Vec::new();
    reuse::pairs(loaders, &Options::default(), &|_, _| true, &mut |pair| found.push(pair)).expect("loads");
    assert_eq!(found, []);
}
