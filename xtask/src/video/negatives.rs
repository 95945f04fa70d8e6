//! Works that look or sound alike and share no footage: what must not be found.

use std::path::Path;

use super::canvas::{Canvas, HEIGHT, WIDTH};
use super::clips::Clip;
use super::make;
use super::scenes::{Scene, scene};

const SECONDS: f32 = 14.0;
const INTRO_SECONDS: f32 = 4.0;
const END_SECONDS: f32 = 3.0;

/// One group: its name and its works.
type Group = (&'static str, Vec<Work>);

struct Work {
    scene: Box<dyn Scene>,
    /// Kinds, seeds and seconds of sound, one after the other.
    sound: Vec<(&'static str, u64, f32)>,
}

fn plain(family: &str, look: u64, course: u64, kind: &'static str, seed: u64) -> Work {
    Work { scene: scene(family, look, course), sound: vec![(kind, seed, SECONDS)] }
}

fn groups() -> Vec<Group> {
    let series = |course: u64| Work {
        scene: Box::new(Series {
            intro: scene("shapes", 880, 880),
            body: scene("puppet", 810 + course, course),
            end: scene("cards", 881, 881),
        }),
        sound: vec![
            ("music", 880, INTRO_SECONDS),
            ("speech", 820 + course, SECONDS - INTRO_SECONDS - END_SECONDS),
            ("music", 880, END_SECONDS),
        ],
    };
    let framed = |family: &str, course: u64| Work {
        scene: Box::new(Framed { inner: scene(family, 830 + course, course), frame: scene("panorama", 839, 839) }),
        sound: vec![("speech", 840 + course, SECONDS)],
    };
    vec![
        ("same_presenter", (1..4).map(|course| plain("puppet", 900, 900 + course, "speech", 900 + course)).collect()),
        ("same_series", (1..4).map(series).collect()),
        ("same_template", vec![framed("parallax", 1), framed("shapes", 2), framed("particles", 3)]),
        ("slides", (1..4).map(|course| plain("cards", 920, 920 + course, "speech", 920 + course)).collect()),
        ("black", (1..3).map(|course| plain("black", 0, course, "speech", 930 + course)).collect()),
        ("static_camera", (1..4).map(|course| plain("room", 940, 940 + course, "noise", 940 + course)).collect()),
        (
            "same_music",
            vec![
                plain("parallax", 951, 951, "music", 950),
                plain("shapes", 952, 952, "music", 950),
                plain("puppet", 953, 953, "music", 950),
            ],
        ),
    ]
}

/// Makes all of them; the family of each is its group.
pub fn clips(works: &Path, assets: &Path) -> anyhow::Result<Vec<Clip>> {
    let mut clips = Vec::new();
    for (group, members) in groups() {
        for (place, mut work) in members.into_iter().enumerate() {
            let name = format!("{group}-{place}");
            let path = works.join(format!("{name}.mp4"));
            if !path.is_file() {
                let sound = make::sounds(assets, &name, &work.sound)?;
                make::drawn(&path, work.scene.as_mut(), SECONDS, Some(&sound))?;
            }
            let family = group.to_owned();
            clips.push(Clip { name, family, path, size: (WIDTH, HEIGHT), seconds: SECONDS, has_sound: true });
        }
    }
    Ok(clips)
}

/// A programme of a series: one intro, one end card, a body of its own.
struct Series {
    intro: Box<dyn Scene>,
    body: Box<dyn Scene>,
    end: Box<dyn Scene>,
}

impl Scene for Series {
    fn draw(&mut self, time: f32, canvas: &mut Canvas) {
        if time < INTRO_SECONDS {
            self.intro.draw(time, canvas);
        } else if time < SECONDS - END_SECONDS {
            self.body.draw(time - INTRO_SECONDS, canvas);
        } else {
            self.end.draw(time - SECONDS + END_SECONDS, canvas);
        }
    }
}

/// Different pictures inside one frame.
struct Framed {
    inner: Box<dyn Scene>,
    frame: Box<dyn Scene>,
}

impl Scene for Framed {
    fn draw(&mut self, time: f32, canvas: &mut Canvas) {
        self.frame.draw(0.0, canvas);
        let mut inner = Canvas::new([0.0; 3]);
        self.inner.draw(time, &mut inner);
        let (left, top, share) = (70, 42, 0.66_f32);
        for y in 0..(HEIGHT as f32 * share) as usize {
            for x in 0..(WIDTH as f32 * share) as usize {
                let from = (y as f32 / share) as usize * WIDTH + (x as f32 / share) as usize;
                canvas.pixels[(y + top) * WIDTH + x + left] = inner.pixels[from];
            }
        }
    }
}
