//! Videos in several runs: what was written stays, what is known is not read again, and older files are asked about newer ones.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use import::Silent;
use import::footage::{FootageOptions, FootageProgress, FootageReport, fingerprint, search};
use lake::{Lake, LakeLocation};
use media::Tier;
use media::read::Limits;
use model::Micros;
use tokio::sync::Notify;

fn ffmpeg(arguments: &[&str], file: &Path) {
    let run =
        Command::new("ffmpeg").args(["-v", "error", "-nostdin", "-y"]).args(arguments).arg(file).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

/// Waves that change every two seconds with a melody: pictures and sound that are nowhere else.
fn draw(folder: &Path, name: &str, seed: u32) -> PathBuf {
    let pictures = format!(
        "nullsrc=s=40x24:r=25:d=9,geq=lum='128+110*sin(X*(0.13+0.05*mod(floor(T/2)*{seed}\\,7))+Y*(0.2+0.04*mod(floor(T/2)*{seed}\\,5))+T*1.7)*cos(Y*0.31+{seed}*X*0.07+floor(T/2)*{seed})':cb=128:cr=128,scale=320:180:flags=bicubic"
    );
    let sound = format!(
        "aevalsrc='0.3*sin(2*PI*(200+{}*floor(mod(t*2.3\\,7)))*t)+0.2*sin(2*PI*(430+{}*floor(mod(t*3.1\\,5)))*t)':s=44100",
        30 + 11 * seed,
        70 - 9 * seed
    );
    let file = folder.join(name);
    ffmpeg(&["-f", "lavfi", "-i", &pictures, "-f", "lavfi", "-i", &sound, "-t", "9", "-pix_fmt", "yuv420p"], &file);
    file
}

fn options(part_files: usize) -> FootageOptions {
    FootageOptions {
        now: Micros(1_613_800_000_000_000),
        author: "test".to_owned(),
        limits: Limits::default(),
        tier: Tier::Dense,
        jobs: 2,
        again: false,
        part_files,
    }
}

fn states(report: &FootageReport) -> Vec<&str> {
    report.files.iter().map(|file| file.state).collect()
}

/// Says when so many files were read.
struct Counted {
    read: AtomicUsize,
    stop_at: usize,
    stop: Notify,
}

impl FootageProgress for Counted {
    fn read(&self, _: &Path, _: Option<f64>) {
        if self.read.fetch_add(1, Ordering::SeqCst) + 1 == self.stop_at {
            self.stop.notify_one();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_run_keeps_its_parts_and_goes_on_behind_them() {
    let folder = tempfile::tempdir().unwrap();
    let videos = folder.path().join("videos");
    std::fs::create_dir(&videos).unwrap();
    let first = draw(&videos, "a.mp4", 2);
    draw(&videos, "b.mp4", 4);
    ffmpeg(&["-i", &first.display().to_string(), "-vf", "hflip"], &videos.join("c.mp4"));
    let lake = Lake::open_or_create(LakeLocation::in_folder(&folder.path().join("county"))).await.unwrap();
    let paths = [videos];
    let counted = Counted { read: AtomicUsize::new(0), stop_at: 3, stop: Notify::new() };
    let run = options(2);
    tokio::select! {
        biased;
        () = counted.stop.notified() => {}
        done = fingerprint(&lake, &paths, &run, &counted) => panic!("it was to be stopped: {done:?}"),
    }
    assert_eq!(lake.latest().await.unwrap(), 1, "the first part is written, the second is not");
    let report = fingerprint(&lake, &paths, &options(2), &Silent).await.unwrap();
    assert_eq!(states(&report), ["known", "known", "read"]);
    assert_eq!((report.matches, report.lake_version), (1, 2), "the mirrored copy is found among what was known");
    let again = fingerprint(&lake, &paths, &options(2), &Silent).await.unwrap();
    assert_eq!((states(&again), again.lake_version), (vec!["known"; 3], 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_file_is_asked_about_parts_of_itself_and_sound_is_found_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let older = draw(folder.path(), "older.mp4", 2);
    let other = draw(folder.path(), "other.mp4", 4);
    let lake = Lake::open_or_create(LakeLocation::in_folder(&file("county"))).await.unwrap();
    let known = fingerprint(&lake, &[older.clone(), other.clone()], &options(200), &Silent).await.unwrap();
    assert_eq!(known.matches, 0);
    let (older, other) = (older.display().to_string(), other.display().to_string());
    let crop = ["-i", &older, "-vf", "crop=iw*0.6:ih*0.6:0:0,scale=320:180", "-an"];
    ffmpeg(&crop, &file("crop.mp4"));
    draw(folder.path(), "stranger.mp4", 5);
    let stranger = file("stranger.mp4").display().to_string();
    let same_sound = ["-i", &stranger, "-i", &other, "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-shortest"];
    ffmpeg(&same_sound, &file("same_sound.mp4"));
    let new = [file("crop.mp4"), file("same_sound.mp4")];
    let report = fingerprint(&lake, &new, &options(200), &Silent).await.unwrap();
    assert_eq!(report.matches, 2, "{report:?}");

    let clip = media::fingerprint(&file("older.mp4"), &Limits::default(), Tier::Dense).unwrap();
    let version = lake.at(None).await.unwrap();
    let sightings = search(&lake, &version, &clip, 2).await.unwrap();
    assert_eq!(sightings[0].owners[0].path.as_deref(), Some(older.as_str()), "{sightings:?}");
}
