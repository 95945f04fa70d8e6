//! `video_dup REQUEST.json`: every copy against every work with vid_dup_finder_lib at tolerance 0.35; one JSON line for each pair found, then one with the seconds spent.

use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::{Value, json};
use vid_dup_finder_lib::{VideoHash, VideoHashBuilder, search_with_references};

/// The best of what the library was measured with.
const TOLERANCE: f64 = 0.35;

fn main() {
    let path = std::env::args().nth(1).expect("usage: video_dup REQUEST.json");
    let request: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("readable")).expect("JSON");
    let folder = PathBuf::from(request["folder"].as_str().expect("a folder"));
    let builder = VideoHashBuilder::default();
    let hash = |file: &str| -> Option<VideoHash> { builder.hash(folder.join(file)).ok() };
    let start = Instant::now();
    let texts = |value: &Value| -> Vec<String> {
        value.as_array().expect("a list").iter().map(|text| text.as_str().expect("text").to_owned()).collect()
    };
    let works: Vec<VideoHash> = texts(&request["works"]).iter().filter_map(|file| hash(file)).collect();
    let asked = request["asked"].as_array().expect("a list");
    let copies: Vec<VideoHash> = asked.iter().filter_map(|one| hash(one["copy"].as_str()?)).collect();
    let below = |path: &Path| path.strip_prefix(&folder).expect("below").to_string_lossy().into_owned();
    for group in search_with_references(works, copies, TOLERANCE) {
        let Some(work) = group.reference() else { continue };
        for copy in group.duplicates() {
            println!("{}", json!({ "copy": below(copy), "work": below(work) }));
        }
    }
    println!("{}", json!({ "seconds": start.elapsed().as_secs_f64() }));
}
