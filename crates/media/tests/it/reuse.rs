//! All pairs of many works.

use media::compare::Prepared;
use media::fingerprint::{Still, Track};
use media::index::{IndexBuilder, Kept};
use media::reuse::{self, Options, Pair, Population, Work};
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
        let works = numbered.iter().map(|(number, work)| Work::new(*number, || Ok(Some(Fingerprint::clone(work)))));
        all_pairs(works)
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
        builder.add_kept(*number, &Kept::of(work));
    }
    let load = |number: u32| Ok::<_, ()>(numbered.iter().find(|one| one.0 == number).map(|one| one.1.clone()));
    let (asked, options) = (Prepared::new(&mirrored), Options::default());
    let index = builder.build();
    let candidates = reuse::candidates_of(&asked, &index, &options);
    let population = Population::new(&index, &options, &|one, two| one != two);
    let answers = reuse::search(&asked, &candidates, &load, &population).expect("loads");
    let answered: Vec<u32> = answers.iter().filter(|one| one.1.verdict == Verdict::Reused).map(|one| one.0).collect();
    assert!(answered.contains(&2) && answered.contains(&5) && answered.len() == 2, "{answered:?}");
}

/// All pairs of works whose loaders cannot fail.
fn all_pairs<L: Fn() -> Result<Option<Fingerprint>, ()> + Sync>(works: impl IntoIterator<Item = Work<L>>) -> Vec<Pair> {
    let mut found = Vec::new();
    reuse::pairs(works, &Options::default(), &|one, two| one != two, &|| (), &mut |pair| found.push(pair))
        .expect("loads");
    found
}

#[test]
fn an_older_work_is_asked_about_a_part_of_itself_in_a_new_one() {
    let folder = tempfile::tempdir().expect("folder");
    let folder = folder.path();
    let older = [2, 3].map(|seed| dense(&make::work(folder, seed, 10, &format!("{seed}.mp4"))));
    let input = format!("-i|{}", folder.join("2.mp4").display());
    // A third of the picture, without sound: what the index keeps of the older work does not look like it.
    let part = dense(&ffmpeg(folder, &format!("{input}|-vf|crop=iw*0.6:ih*0.6:0:0|-an|{CODED}"), "part.mp4"));
    let works = [(1, &older[0], false), (2, &older[1], false), (3, &part, true)];
    let run = |asked: &[(u32, &Fingerprint, bool)]| {
        let work = |&(number, work, is_new): &(u32, &Fingerprint, bool)| {
            let kept = Some(Kept::of(work));
            let work = work.clone();
            Work { number, is_new, kept, load: move || Ok(Some(work.clone())) }
        };
        all_pairs(asked.iter().map(work))
    };
    let found: Vec<(u32, u32, Verdict)> =
        run(&works).iter().map(|pair| (pair.first, pair.second, pair.comparison.verdict)).collect();
    assert!(found.contains(&(1, 3, Verdict::Reused)), "{found:?}");
    assert!(found.iter().all(|pair| pair.1 == 3), "older works are not compared again: {found:?}");
    assert_eq!(run(&works[..2]), [], "nothing is new");
}

#[test]
fn a_sound_under_many_pictures_is_music_that_everybody_uses() {
    let folder = tempfile::tempdir().expect("folder");
    let folder = folder.path();
    let input = |seed: u32| format!("-i|{}", folder.join(format!("{seed}.mp4")).display());
    let first = dense(&make::work(folder, 2, 10, "2.mp4"));
    let with_its_sound = |seed: u32| {
        make::work(folder, seed, 10, &format!("{seed}.mp4"));
        let both = format!("{}|{}|-map|0:v|-map|1:a|-shortest|{CODED}", input(seed), input(2));
        dense(&ffmpeg(folder, &both, &format!("{seed} with 2.mp4")))
    };
    let (second, third) = (with_its_sound(4), with_its_sound(5));
    let mirrored = dense(&ffmpeg(folder, &format!("{}|-vf|hflip|{CODED}", input(2)), "mirrored.mp4"));
    let run = |works: &[&Fingerprint]| {
        let works = (1..).zip(works).map(|(number, work)| {
            let work = Fingerprint::clone(work);
            Work::new(number, move || Ok(Some(work.clone())))
        });
        let found = all_pairs(works).into_iter();
        found
            .map(|pair| (pair.first, pair.second, pair.comparison.verdict, pair.comparison.sound_in))
            .collect::<Vec<_>>()
    };
    assert_eq!(run(&[&first, &second]), [(1, 2, Verdict::Reused, Some(2))]);
    // A copy with the same pictures is no further use of the music.
    let reused = Verdict::Reused;
    let found = run(&[&first, &second, &mirrored]);
    assert_eq!(found, [(1, 2, reused, Some(2)), (1, 3, reused, None), (2, 3, reused, Some(2))]);
    let music = Verdict::SharedSegment;
    let found = run(&[&first, &second, &third]);
    assert_eq!(found, [(1, 2, music, Some(3)), (1, 3, music, Some(3)), (2, 3, music, Some(3))]);

    // Two works alone cannot tell, and say so.
    let alone = media::compare(&first, &second, &Commonness::none());
    assert_eq!((alone.verdict, alone.sound_in, alone.segments[0].common), (Verdict::Reused, None, None));
    assert!(alone.why.contains("没有与更多作品比较") && alone.confidence <= 0.7, "{alone:?}");
}

#[test]
fn a_loader_that_fails_says_so_and_works_without_pictures_are_taken() {
    let failing = [Work::new(1, || Err::<Option<Fingerprint>, _>("gone"))];
    assert_eq!(reuse::pairs(failing, &Options::default(), &|_, _| true, &|| (), &mut |_| ()), Err("gone"));
    let folder = tempfile::tempdir().expect("folder");
    let mut empty = dense(&make::work(folder.path(), 2, 4, "a.mp4"));
    empty.stills = Vec::<Still>::new();
    empty.track = Track::Absent;
    let no_pictures = [1, 2].map(|number| Work::new(number, || Ok(Some(empty.clone()))));
    assert_eq!(all_pairs(no_pictures), []);
    let no_fingerprint = [1, 2].map(|number| Work::new(number, || Ok(None)));
    assert_eq!(all_pairs(no_fingerprint), []);
}
