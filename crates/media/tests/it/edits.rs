//! Edits are found and named.

use media::{EditKind, Verdict};

use crate::make::{self, CODED, assert_edits, compare, ffmpeg};

#[test]
fn every_single_edit_is_found_and_named() {
    let folder = tempfile::tempdir().expect("folder");
    let folder = folder.path();
    let original = make::work(folder, 2, 14, "original.mp4");
    let input = format!("-i|{}", original.display());
    let cases = [
        (EditKind::Reencoded, format!("{input}|{CODED}|-crf|33")),
        (
            EditKind::MusicReplaced,
            format!("{input}|-f|lavfi|-i|{}|-map|0:v|-map|1:a|-shortest|{CODED}", make::melody(5)),
        ),
        (EditKind::Cropped, format!("{input}|-vf|crop=iw*0.8:ih*0.8|{CODED}")),
        (EditKind::Mirrored, format!("{input}|-vf|hflip|{CODED}")),
        (
            EditKind::SpeedChanged,
            format!("{input}|-filter_complex|[0:v]setpts=PTS/1.1[v];[0:a]atempo=1.1[a]|-map|[v]|-map|[a]|{CODED}"),
        ),
        (EditKind::Trimmed, format!("-ss|2.25|-t|9|{input}|{CODED}")),
        (EditKind::Colours, format!("{input}|-vf|hue=s=0,eq=brightness=0.1|{CODED}")),
        (EditKind::Watermark, format!("{input}|-vf|drawbox=x=12:y=10:w=44:h=22:color=yellow:t=fill|{CODED}")),
    ];
    for (index, (kind, arguments)) in cases.into_iter().enumerate() {
        let copy = ffmpeg(folder, &arguments, &format!("{index}.mp4"));
        assert_edits(&compare(&original, &copy), &[kind]);
    }
}

#[test]
fn other_works_are_different() {
    let folder = tempfile::tempdir().expect("folder");
    let folder = folder.path();
    let one = make::work(folder, 2, 12, "one.mp4");
    let two = make::work(folder, 3, 12, "two.mp4");
    let found = compare(&one, &two);
    assert_eq!(found.verdict, Verdict::Different, "{found:#?}");
}

#[test]
fn black_pictures_without_sound_cannot_be_judged() {
    let folder = tempfile::tempdir().expect("folder");
    let folder = folder.path();
    let one = make::work(folder, 2, 8, "one.mp4");
    let black = ffmpeg(folder, &format!("-f|lavfi|-i|color=black:s=320x180:r=25:d=8|{CODED}"), "black.mp4");
    assert_eq!(compare(&one, &black).verdict, Verdict::CannotJudge);
    assert_eq!(compare(&black, &black).verdict, Verdict::CannotJudge);
}

#[test]
fn a_shared_intro_is_no_reuse() {
    let folder = tempfile::tempdir().expect("folder");
    let folder = folder.path();
    let intro = make::work(folder, 6, 5, "intro.mp4");
    let joined = |seed: u32, name: &str| {
        let own = make::work(folder, seed, 14, &format!("own{seed}.mp4"));
        let join = "[0:v][0:a][1:v][1:a]concat=n=2:v=1:a=1[v][a]|-map|[v]|-map|[a]";
        ffmpeg(folder, &format!("-i|{}|-i|{}|-filter_complex|{join}|{CODED}", intro.display(), own.display()), name)
    };
    let (one, two) = (joined(2, "one.mp4"), joined(3, "two.mp4"));
    assert_eq!(compare(&one, &two).verdict, Verdict::SharedSegment);
}

#[test]
fn two_edits_at_once_are_both_named() {
    let folder = tempfile::tempdir().expect("folder");
    let folder = folder.path();
    let original = make::work(folder, 2, 12, "original.mp4");
    let music = make::melody(5);
    let copy = ffmpeg(
        folder,
        &format!("-i|{}|-f|lavfi|-i|{music}|-map|0:v|-map|1:a|-shortest|-vf|hflip|{CODED}", original.display()),
        "copy.mp4",
    );
    assert_edits(&compare(&original, &copy), &[EditKind::MusicReplaced, EditKind::Mirrored]);
}
