//! Files that are not what they seem.

use std::path::PathBuf;

use media::read::{self, Limits};
use media::{MediaError, Tier, fingerprint};

use crate::make::{self, CODED, ffmpeg};

fn key(path: &std::path::Path) -> Result<media::Fingerprint, MediaError> {
    fingerprint(path, &Limits::default(), Tier::Key)
}

#[test]
fn what_is_no_video_says_why() {
    let folder = tempfile::tempdir().expect("folder");
    let folder = folder.path();
    let put = |name: &str, bytes: &[u8]| -> PathBuf {
        let file = folder.join(name);
        std::fs::write(&file, bytes).expect("written");
        file
    };
    let video = make::work(folder, 2, 4, "v.mp4");
    assert!(matches!(key(&put("empty.mp4", b"")), Err(MediaError::Empty { .. })));
    assert!(matches!(key(&folder.join("missing.mp4")), Err(MediaError::Unreadable { .. })));
    assert!(matches!(key(folder), Err(MediaError::NotAFile { .. })));
    let words = key(&put("text.mp4", b"just words, no video at all\n"));
    assert!(matches!(words, Err(MediaError::NotVideo { .. } | MediaError::Broken { .. })), "{words:?}");
    let script = format!("ffconcat version 1.0\nfile {}\n", video.display());
    assert!(matches!(key(&put("list.mp4", script.as_bytes())), Err(MediaError::NotVideo { .. })));
    let playlist =
        format!("#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile://{}\n#EXT-X-ENDLIST\n", video.display());
    assert!(matches!(key(&put("list.m3u8", playlist.as_bytes())), Err(MediaError::NotVideo { .. })));
    // The index of an mp4 stands at its end: a file cut off has none.
    let bytes = std::fs::read(&video).expect("read");
    assert!(matches!(key(&put("cut.mp4", &bytes[..bytes.len() / 2])), Err(MediaError::Broken { .. })));
    let sound = ffmpeg(folder, "-f|lavfi|-i|sine=d=2", "sound.m4a");
    assert!(matches!(key(&sound), Err(MediaError::NoPictures { .. })));
    let small = Limits { file_bytes: 100, ..Limits::default() };
    assert!(matches!(fingerprint(&video, &small, Tier::Key), Err(MediaError::TooLarge { .. })));
    let pixels = Limits { picture_pixels: 1000, ..Limits::default() };
    assert!(matches!(fingerprint(&video, &pixels, Tier::Dense), Err(MediaError::TooLarge { .. })));
    let nowhere = Limits { ffmpeg: PathBuf::from("no-such-ffmpeg"), ..Limits::default() };
    assert!(matches!(fingerprint(&video, &nowhere, Tier::Key), Err(MediaError::FfmpegMissing { .. })));
}

#[test]
fn strange_but_good_files_are_read() {
    let folder = tempfile::tempdir().expect("folder");
    let folder = folder.path();
    let video = make::work(folder, 2, 6, "v.mp4");
    let input = format!("-i|{}", video.display());
    let cases = [
        ("-leading.mp4", format!("{input}|-c|copy")),
        ("two\nlines.mp4", format!("{input}|-c|copy")),
        ("really.mp4.txt", format!("{input}|-c|copy|-f|mp4")),
        ("one frame.mp4", format!("{input}|-frames:v|1|-an|{CODED}")),
        ("loop.gif", format!("{input}|-t|2|-r|5")),
        ("pixels.mp4", format!("{input}|-vf|setsar=2|{CODED}")),
        (
            "ten.mkv",
            format!("{input}|-c:v|libx265|-preset|ultrafast|-x265-params|log-level=error|-pix_fmt|yuv420p10le"),
        ),
        ("late.mkv", format!("{input}|-itsoffset|1.5|{input}|-map|0:v|-map|1:a|-c|copy")),
        ("interlaced.ts", format!("{input}|-c:v|mpeg2video|-flags|+ildct+ilme")),
    ];
    for (name, arguments) in cases {
        let file = ffmpeg(&folder.join("."), &arguments, name);
        let made = make::dense(&file);
        assert!(!made.stills.is_empty(), "{name}");
        read::probe(&file, &Limits::default()).expect(name);
    }
}

#[test]
fn a_cover_picture_is_no_video_and_rotation_is_obeyed() {
    let folder = tempfile::tempdir().expect("folder");
    let folder = folder.path();
    let cover = ffmpeg(folder, "-f|lavfi|-i|testsrc2=s=320x180|-frames:v|1", "c.png");
    let song = ffmpeg(
        folder,
        &format!("-f|lavfi|-i|sine=d=2|-i|{}|-map|0|-map|1|-c:v|copy|-disposition:v:0|attached_pic", cover.display()),
        "song.m4a",
    );
    assert!(matches!(key(&song), Err(MediaError::NoPictures { .. })));
    assert_eq!(read::probe(&song, &Limits::default()).expect("described").cover_pictures, 1);
    let video = make::work(folder, 2, 4, "v.mp4");
    let turned = ffmpeg(folder, &format!("-i|{}|-c|copy|-metadata:s:v:0|rotate=90", video.display()), "turned.mov");
    let made = make::dense(&turned);
    assert!(made.size.1 > made.size.0 || cfg!(not(target_os = "linux")), "{:?}", made.size);
}
