//! One copy: the recipe as a command of ffmpeg.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::clips::Clip;
use super::glyphs::{self, Style};
use super::make::{self, CODED, words};
use super::recipe::{Around, Geometry, Recipe, SoundEdit, Source};

/// Seconds one caption is shown.
const CAPTION_SECONDS: f32 = 2.4;
/// Seconds of other footage before and after.
const BEFORE: f32 = 4.0;
const AFTER: f32 = 5.0;

/// What a copy is made with beside the clip.
pub struct Kitchen<'a> {
    pub assets: &'a Path,
    /// Footage that is no work of the set.
    pub material: &'a Clip,
    /// Another work of the set.
    pub neighbour: &'a Clip,
    pub seed: u64,
}

/// Seconds of the clip that the copy shows, in the clip's time, and from when on.
pub fn span(clip: &Clip, recipe: &Recipe) -> (f32, f32) {
    match recipe.cut {
        None => (0.0, clip.seconds),
        Some((start, kept)) if kept <= 0.0 => (start, clip.seconds - start + kept),
        Some((start, kept)) => (start.min((clip.seconds - kept).max(0.0)), kept.min(clip.seconds)),
    }
}

struct Graph {
    inputs: Vec<OsString>,
    count: usize,
    filters: Vec<String>,
}

impl Graph {
    fn input(&mut self, before: &[&str], path: &Path) -> usize {
        self.inputs.extend(before.iter().map(OsString::from));
        self.inputs.extend([OsString::from("-i"), path.into()]);
        self.count += 1;
        self.count - 1
    }
}

/// Writes the copy of a clip.
pub fn write(clip: &Clip, recipe: &Recipe, kitchen: &Kitchen<'_>, from: &Path, file: &Path) -> anyhow::Result<()> {
    let mut graph = Graph { inputs: Vec::new(), count: 0, filters: Vec::new() };
    let (start, seconds) = span(clip, recipe);
    let (start, length) = (format!("{start:.3}"), format!("{seconds:.3}"));
    graph.input(&["-ss", &start, "-t", &length], from);
    let shown = seconds / recipe.speed;
    let size = picture(&mut graph, clip, recipe, kitchen)?;
    let sounding = sound(&mut graph, clip, recipe, kitchen, shown)?;
    around(&mut graph, recipe, kitchen, size, sounding, seconds);
    let mut arguments = graph.inputs;
    arguments.extend([OsString::from("-filter_complex"), graph.filters.join(";").into()]);
    arguments.extend(words(&["-map", "[v]"]));
    if sounding {
        arguments.extend(words(&["-map", "[a]"]));
    }
    arguments.extend(words(CODED));
    if recipe.coarse {
        arguments.extend(words(&["-crf", "36", "-r", "15", "-b:a", "32k"]));
    }
    make::ffmpeg(&arguments, file)
}

fn even(value: f32) -> usize {
    (value / 2.0).round() as usize * 2
}

/// The picture as `[p]`; its size.
fn picture(graph: &mut Graph, clip: &Clip, recipe: &Recipe, kitchen: &Kitchen<'_>) -> anyhow::Result<(usize, usize)> {
    let (width, height) = clip.size;
    let mut steps = vec![format!("setpts=(PTS-STARTPTS)/{}", recipe.speed), "fps=25".to_owned(), "setsar=1".to_owned()];
    if recipe.mirror {
        steps.push("hflip".to_owned());
    }
    match recipe.source {
        Source::MarkCovered => {
            let (wide, tall) = mark_size(clip.size);
            steps.push(format!("delogo=x={}:y={}:w={}:h={}", width - wide - 11, 9, wide + 2, tall + 2));
        }
        Source::CaptionedCovered => {
            let (_, tall) = caption_size(clip.size);
            let top = height - tall - even(height as f32 * 0.05) - 2;
            steps.push(format!("drawbox=x=0:y={top}:w=iw:h={}:color=0x101418:t=fill", tall + 4));
        }
        Source::Plain | Source::Captioned => {}
    }
    if !recipe.colours.is_empty() {
        steps.push(recipe.colours.to_owned());
    }
    let first = format!("[0:v]{}", steps.join(","));
    let mut size = (width, height);
    match recipe.geometry {
        Geometry::Keep => graph.filters.push(format!("{first}[g]")),
        Geometry::Crop(part, x, y) => graph.filters.push(format!(
            "{first},crop=w=iw*{part}:h=ih*{part}:x=(iw-ow)*{x}:y=(ih-oh)*{y},scale={width}:{height},setsar=1[g]"
        )),
        Geometry::Tall(place) => {
            size = (even(height as f32 * 9.0 / 16.0), height);
            graph.filters.push(format!("{first},crop=w={}:h=ih:x=(iw-ow)*{place}:y=0[g]", size.0));
        }
        Geometry::Square => {
            size = (height, height);
            graph.filters.push(format!("{first},crop=w=ih:h=ih:x=(iw-ow)/2:y=0[g]"));
        }
        Geometry::TallBlurred => {
            size = (even(width as f32 * 0.6), even(width as f32 * 0.6 * 16.0 / 9.0));
            let (w, h) = size;
            graph.filters.push(format!(
                "{first},split[g1][g2];[g1]scale={w}:{h}:force_original_aspect_ratio=increase,crop={w}:{h},boxblur=12:2,setsar=1[g3];\
                 [g2]scale={w}:-2[g4];[g3][g4]overlay=(W-w)/2:(H-h)/2[g]"
            ));
        }
        Geometry::TallBlack => {
            size = (even(width as f32 * 0.6), even(width as f32 * 0.6 * 16.0 / 9.0));
            graph.filters.push(format!("{first},scale={}:-2,pad={}:{}:0:(oh-ih)/2[g]", size.0, size.0, size.1));
        }
        Geometry::Letterbox => {
            size = (width, even((width as f32 * 0.75).max(height as f32 * 1.3)));
            graph.filters.push(format!("{first},pad={}:{}:0:(oh-ih)/2[g]", size.0, size.1));
        }
        Geometry::Template(part, x, y) => {
            let frame = template(kitchen, clip.size)?;
            let input = graph.input(&["-loop", "1", "-framerate", "25"], &frame);
            let (w, h) = (even(width as f32 * part), even(height as f32 * part));
            graph.filters.push(format!(
                "{first},scale={w}:{h}[g1];[{input}:v]setsar=1[g2];[g2][g1]overlay=x=(W-w)*{x}:y=(H-h)*{y}:shortest=1[g]"
            ));
        }
        Geometry::Inset(part) => {
            let input = graph.input(&[], &kitchen.material.path);
            let w = even(width as f32 * part);
            graph.filters.push(format!(
                "{first}[g1];[{input}:v]scale={w}:-2,setsar=1[g2];[g1][g2]overlay=x=W-w-12:y=12:shortest=1[g]"
            ));
        }
    }
    let mut last = "g";
    if let Some((right, low)) = recipe.mark {
        let mark = mark(kitchen.assets, kitchen.seed)?;
        let (wide, tall) = mark_size(size);
        let input = graph.input(&["-f", "rawvideo", "-pix_fmt", "rgba", "-s", "96x36", "-framerate", "1"], &mark);
        let (x, y) = (if right { "W-w-10" } else { "10" }, if low { "H-h-10" } else { "10" });
        graph
            .filters
            .push(format!("[{input}:v]scale={wide}:{tall}[m];[{last}][m]overlay=x={x}:y={y}:eof_action=repeat[h]"));
        last = "h";
    }
    if let Some(style) = recipe.captions {
        captions(graph, kitchen, size, style, 1, last)?;
        last = "c";
    }
    let half = if recipe.coarse { "scale=trunc(iw/4)*2:trunc(ih/4)*2" } else { "null" };
    graph.filters.push(format!("[{last}]{half}[p]"));
    Ok(size)
}

fn mark_size(size: (usize, usize)) -> (usize, usize) {
    let wide = even(size.0.max(size.1) as f32 * 0.17);
    (wide, even(wide as f32 * 36.0 / 96.0))
}

fn caption_size(size: (usize, usize)) -> (usize, usize) {
    (even(size.0 as f32 * 0.92), even(size.0.min(size.1) as f32 * 0.12))
}

/// Captions over `last`, as `[c]`.
fn captions(
    graph: &mut Graph,
    kitchen: &Kitchen<'_>,
    size: (usize, usize),
    style: Style,
    kind: u64,
    last: &str,
) -> anyhow::Result<()> {
    let (wide, tall) = caption_size(size);
    let seed = kitchen.seed * 100 + kind * 50_000;
    let file = kitchen.assets.join(format!("captions-{seed}-{style:?}-{wide}x{tall}.rgba"));
    if !file.is_file() {
        let bytes: Vec<u8> = (0..14).flat_map(|place| glyphs::caption(seed + place, style, wide, tall)).collect();
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
    }
    let rate = format!("{}", 1.0 / CAPTION_SECONDS);
    let shape = format!("{wide}x{tall}");
    let input = graph.input(&["-f", "rawvideo", "-pix_fmt", "rgba", "-s", &shape, "-framerate", &rate], &file);
    graph.filters.push(format!("[{last}][{input}:v]overlay=x=(W-w)/2:y=H-h-H*0.05:shortest=1[c]"));
    Ok(())
}

fn mark(assets: &Path, seed: u64) -> anyhow::Result<PathBuf> {
    let file = assets.join(format!("mark-{seed}.rgba"));
    if !file.is_file() {
        fs::write(&file, glyphs::mark(seed)).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(file)
}

/// A still frame of the material, as what stands around a picture.
fn template(kitchen: &Kitchen<'_>, size: (usize, usize)) -> anyhow::Result<PathBuf> {
    let file = kitchen.assets.join(format!("template-{}-{}x{}.png", kitchen.material.name, size.0, size.1));
    if !file.is_file() {
        let mut arguments = words(&["-ss", "2", "-i"]);
        arguments.push(kitchen.material.path.clone().into());
        arguments.extend(words(&["-frames:v", "1", "-vf", &format!("scale={}:{}", size.0, size.1)]));
        make::ffmpeg(&arguments, &file)?;
    }
    Ok(file)
}

/// The sound as `[s]`, where there is any.
fn sound(graph: &mut Graph, clip: &Clip, recipe: &Recipe, kitchen: &Kitchen<'_>, shown: f32) -> anyhow::Result<bool> {
    let tempo = if (recipe.speed - 1.0).abs() > 1e-3 { format!("atempo={},", recipe.speed) } else { String::new() };
    let plain = "aformat=sample_rates=44100:channel_layouts=mono";
    match recipe.sound {
        SoundEdit::Removed => return Ok(false),
        SoundEdit::Keep if !clip.has_sound => return Ok(false),
        SoundEdit::Keep => graph.filters.push(format!("[0:a]asetpts=PTS-STARTPTS,{tempo}{plain}[s]")),
        SoundEdit::Replaced(kind) => {
            let made = make::sound(kitchen.assets, kind, kitchen.seed + 7000, 45.0)?;
            let input = graph.input(&[], &made);
            graph.filters.push(format!("[{input}:a]atrim=duration={shown:.3},{plain}[s]"));
        }
        SoundEdit::Mixed => {
            let made = make::sound(kitchen.assets, "music", kitchen.seed + 7000, 45.0)?;
            let input = graph.input(&[], &made);
            graph.filters.push(format!(
                "[0:a]{tempo}{plain},volume=0.5[s1];[{input}:a]atrim=duration={shown:.3},{plain},volume=1.3[s2];\
                 [s1][s2]amix=inputs=2:duration=first:normalize=0[s]"
            ));
        }
    }
    Ok(true)
}

/// What stands around, as `[v]` and `[a]`.
fn around(
    graph: &mut Graph,
    recipe: &Recipe,
    kitchen: &Kitchen<'_>,
    size: (usize, usize),
    sounding: bool,
    seconds: f32,
) {
    let shape = format!(
        "scale={}:{}:force_original_aspect_ratio=increase,crop={}:{},setsar=1,fps=25",
        size.0, size.1, size.0, size.1
    );
    let plain = "aformat=sample_rates=44100:channel_layouts=mono";
    let join = |graph: &mut Graph, before: Option<(&Path, f32, f32)>, after: Option<(&Path, f32, f32)>| {
        let mut parts = String::new();
        let mut count = 0;
        for (place, piece) in [before, None, after].into_iter().enumerate() {
            if place == 1 {
                parts.push_str(if sounding { "[p][s]" } else { "[p]" });
            } else if let Some((path, start, length)) = piece {
                let input = graph.input(&["-ss", &start.to_string(), "-t", &length.to_string()], path);
                graph.filters.push(format!("[{input}:v]{shape}[w{place}]"));
                parts += &["[w", &place.to_string(), "]"].concat();
                if sounding {
                    graph.filters.push(format!("[{input}:a]{plain}[b{place}]"));
                    parts += &["[b", &place.to_string(), "]"].concat();
                }
            } else {
                continue;
            }
            count += 1;
        }
        let outputs = if sounding { "a=1[v][a]" } else { "a=0[v]" };
        graph.filters.push(format!("{parts}concat=n={count}:v=1:{outputs}"));
    };
    match recipe.around {
        Around::Inside => {
            let path = &kitchen.material.path;
            join(graph, Some((path, 0.0, BEFORE)), Some((path, BEFORE, AFTER)));
        }
        Around::Beside => join(graph, None, Some((&kitchen.neighbour.path, 2.0, 6.5))),
        Around::Reordered => {
            let half = (seconds * 0.52).round();
            graph.filters.push("[p]split[v1][v2]".to_owned());
            graph.filters.push(format!("[v1]trim=start={half},setpts=PTS-STARTPTS[v3]"));
            graph.filters.push(format!("[v2]trim=end={half},setpts=PTS-STARTPTS[v4]"));
            if sounding {
                graph.filters.push("[s]asplit[a1][a2]".to_owned());
                graph.filters.push(format!("[a1]atrim=start={half},asetpts=PTS-STARTPTS[a3]"));
                graph.filters.push(format!("[a2]atrim=end={half},asetpts=PTS-STARTPTS[a4]"));
                graph.filters.push("[v3][a3][v4][a4]concat=n=2:v=1:a=1[v][a]".to_owned());
            } else {
                graph.filters.push("[v3][v4]concat=n=2:v=1:a=0[v]".to_owned());
            }
        }
        Around::Pictures => {
            let input = graph.input(&["-t", &seconds.to_string()], &kitchen.material.path);
            graph.filters.push(format!("[p]nullsink;[{input}:v]{shape}[v]"));
            if sounding {
                graph.filters.push("[s]acopy[a]".to_owned());
            }
        }
        Around::Nothing => {
            graph.filters.push("[p]null[v]".to_owned());
            if sounding {
                graph.filters.push("[s]acopy[a]".to_owned());
            }
        }
    }
}

/// The clip with subtitles or with a mark, as it was published.
pub fn published(clip: &Clip, kitchen: &Kitchen<'_>, source: Source, file: &Path) -> anyhow::Result<()> {
    let mut graph = Graph { inputs: Vec::new(), count: 0, filters: Vec::new() };
    graph.input(&[], &clip.path);
    if source == Source::MarkCovered {
        let mark = mark(kitchen.assets, kitchen.seed + 1)?;
        let (wide, tall) = mark_size(clip.size);
        let input = graph.input(&["-f", "rawvideo", "-pix_fmt", "rgba", "-s", "96x36", "-framerate", "1"], &mark);
        graph
            .filters
            .push(format!("[{input}:v]scale={wide}:{tall}[m];[0:v][m]overlay=x=W-w-10:y=10:eof_action=repeat[c]"));
    } else {
        graph.filters.push("[0:v]null[g]".to_owned());
        captions(&mut graph, kitchen, clip.size, Style::Outlined, 0, "g")?;
    }
    let mut arguments = graph.inputs;
    arguments.extend([OsString::from("-filter_complex"), graph.filters.join(";").into()]);
    arguments.extend(words(&["-map", "[c]", "-map", "0:a?"]));
    arguments.extend(words(CODED));
    make::ffmpeg(&arguments, file)
}
