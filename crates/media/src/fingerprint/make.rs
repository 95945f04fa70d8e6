//! From a file to its fingerprint.

use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::codec::pictures::PictureEncoder;
use crate::error::MediaError;
use crate::fingerprint::{Fingerprint, KEY_GAP_MILLISECONDS, PICTURES_PER_SECOND, Still, Track};
use crate::read::{self, Frame, Limits, PictureSource};
use crate::sound::SoundListener;

/// Bytes a second of pictures may take.
const DENSE_BYTES_PER_SECOND: u32 = 1280;
const KEY_BYTES_PER_SECOND: u32 = 150;

/// How thoroughly a work is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Key frames only, no sound: for finding candidates.
    Key,
    /// Four pictures a second and the sound: for proof.
    Dense,
}

/// Reads a file and makes its fingerprint.
///
/// # Errors
/// Every [`MediaError`]; a check that needs this work then *cannot be judged*.
pub fn fingerprint(path: &Path, limits: &Limits, tier: Tier) -> Result<Fingerprint, MediaError> {
    read::check_file(path, limits)?;
    fingerprint_hashed(path, content_hash(path)?, limits, tier)
}

/// Like [`fingerprint`], of a file whose [`content_hash`] is known.
///
/// # Errors
/// Every [`MediaError`].
pub fn fingerprint_hashed(
    path: &Path,
    file_sha256: [u8; 32],
    limits: &Limits,
    tier: Tier,
) -> Result<Fingerprint, MediaError> {
    let file_bytes = read::check_file(path, limits)?;
    let mut pictures = Pictures::new(tier);
    let (description, track) = match tier {
        Tier::Key => {
            let source = PictureSource::KeyFrames { gap_milliseconds: KEY_GAP_MILLISECONDS };
            let description = read::frames(path, limits, source, &mut |frame| pictures.push(frame))?;
            let track = if description.sound.is_none() { Track::Absent } else { Track::Unknown };
            (description, track)
        }
        Tier::Dense => dense(path, limits, &mut pictures)?,
    };
    let (size, stills, coded) = pictures.finish();
    let seen = stills.last().map_or(0, |still| still.time + 1000 / PICTURES_PER_SECOND);
    let stated = description.duration_seconds.map_or(0, |seconds| (seconds * 1000.0) as u32);
    let duration =
        if tier == Tier::Dense { seen } else { seen.max(stated.min(limits.work_seconds.saturating_mul(1000))) };
    Ok(Fingerprint {
        file_sha256,
        file_bytes,
        duration,
        tier,
        source_size: description.video.map_or((0, 0), |video| (video.width, video.height)),
        size,
        stills,
        track,
        coded,
    })
}

/// Pictures and sound; pictures alone where the sound hinders.
fn dense(path: &Path, limits: &Limits, pictures: &mut Pictures) -> Result<(read::Description, Track), MediaError> {
    let mut listener = SoundListener::default();
    let both = read::pictures_and_sound(
        path,
        limits,
        PICTURES_PER_SECOND,
        &mut |frame| pictures.push(frame),
        &mut |samples| listener.listen(samples),
    );
    match both {
        Ok((description, heard)) => {
            let track = match description.sound {
                None => Track::Absent,
                Some(_) if heard => Track::Heard(listener.finish()),
                Some(_) => Track::Unknown,
            };
            Ok((description, track))
        }
        Err(MediaError::Broken { .. }) => {
            *pictures = Pictures::new(Tier::Dense);
            let source = PictureSource::Dense { per_second: PICTURES_PER_SECOND };
            let description = read::frames(path, limits, source, &mut |frame| pictures.push(frame))?;
            let track = if description.sound.is_none() { Track::Absent } else { Track::Unknown };
            Ok((description, track))
        }
        Err(error) => Err(error),
    }
}

/// Codes pictures as they come.
struct Pictures {
    rate: u32,
    /// Milliseconds one picture stands for at the end of a sequence.
    stands_for: u32,
    stills: Vec<Still>,
    encoder: Option<((usize, usize), PictureEncoder)>,
    waiting: Option<Frame>,
}

impl Pictures {
    fn new(tier: Tier) -> Self {
        let (rate, stands_for) = match tier {
            Tier::Dense => (DENSE_BYTES_PER_SECOND, 1000 / PICTURES_PER_SECOND),
            Tier::Key => (KEY_BYTES_PER_SECOND, KEY_GAP_MILLISECONDS),
        };
        Self { rate, stands_for, stills: Vec::new(), encoder: None, waiting: None }
    }

    fn push(&mut self, frame: Frame) {
        let until = frame.time;
        if let Some(before) = self.waiting.replace(frame) {
            self.encode(&before, until);
        }
    }

    fn encode(&mut self, frame: &Frame, until: u32) {
        let size = (frame.luma.width(), frame.luma.height());
        let rate = self.rate;
        let (_, encoder) = self.encoder.get_or_insert_with(|| (size, PictureEncoder::new(size.0, size.1, rate)));
        encoder.push(&frame.luma, until);
        self.stills.push(Still { time: frame.time, blue: frame.blue, red: frame.red, colour: frame.colour });
    }

    fn finish(mut self) -> ((usize, usize), Vec<Still>, Vec<u8>) {
        if let Some(last) = self.waiting.take() {
            let until = last.time.saturating_add(self.stands_for);
            self.encode(&last, until);
        }
        match self.encoder {
            Some((size, encoder)) => (size, self.stills, encoder.finish()),
            None => ((0, 0), self.stills, Vec::new()),
        }
    }
}

/// SHA-256 of a file, as its fingerprint carries it.
///
/// # Errors
/// When it cannot be read.
pub fn content_hash(path: &Path) -> Result<[u8; 32], MediaError> {
    let unreadable = |source| MediaError::Unreadable { path: path.to_owned(), source };
    let mut file = std::fs::File::open(path).map_err(unreadable)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0_u8; 256 * 1024];
    loop {
        match file.read(&mut buffer).map_err(unreadable)? {
            0 => return Ok(hash.finalize().into()),
            count => hash.update(&buffer[..count]),
        }
    }
}
