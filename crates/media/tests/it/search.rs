//! Finding candidates among many works, and the page of evidence.

use media::compare::Prepared;
use media::evidence::{self, Work};
use media::index::{IndexBuilder, hashes};
use media::read::Limits;

use crate::make::{self, CODED, compare, dense, ffmpeg};

#[test]
fn a_mirrored_excerpt_finds_its_original_among_others() {
    let folder = tempfile::tempdir().expect("folder");
    let folder = folder.path();
    let mut builder = IndexBuilder::default();
    for seed in 2..6 {
        let file = make::work(folder, seed, 12, &format!("{seed}.mp4"));
        builder.add(seed, &hashes(&dense(&file)));
    }
    let index = builder.build();
    let original = folder.join("3.mp4");
    let clip = ffmpeg(folder, &format!("-ss|3|-t|6|-i|{}|-vf|hflip|{CODED}", original.display()), "clip.mp4");
    let clip = dense(&clip);
    let found = index.search(&Prepared::new(&clip), 3);
    assert_eq!(found.first().map(|candidate| candidate.work), Some(3), "{found:?}");
}

#[test]
fn the_page_shows_both_works_and_escapes_their_names() {
    let folder = tempfile::tempdir().expect("folder");
    let folder = folder.path();
    let original = make::work(folder, 2, 8, "a.mp4");
    let copy =
        ffmpeg(folder, &format!("-i|{}|-vf|hflip|-an|-c:v|libx264|-preset|ultrafast", original.display()), "b.mp4");
    let comparison = compare(&original, &copy);
    let one = Work { path: &original, label: "示例账号甲 <b>" };
    let two = Work { path: &copy, label: "示例账号乙" };
    let page = evidence::page(one, two, &comparison, &Limits::default()).expect("readable");
    assert!(page.contains("疑似搬运") && page.contains("左右镜像") && page.contains("甲 &lt;b&gt;"));
    assert!(page.matches("data:image/").count() >= 13, "{}", page.matches("data:image/").count());
}
