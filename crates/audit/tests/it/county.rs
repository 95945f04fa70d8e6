//! A lake with four invented accounts: one alive, one silent, one nobody collected, one that never posted.

use std::path::Path;

use audit::{AuditOptions, AuditResult};
use engine::{Engine, EngineOptions};
use lake::{CommitInfo, Lake, LakeLocation, WriterOptions};
use model::tables::{Account, AccountQuarter, Collection, Post, PostFeature, RegistryRow};
use model::{BatchBuilder, Day, Micros, Record};
use rulebook::Rulebook;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[expect(clippy::unnecessary_wraps, reason = "columns are optional")]
fn text(value: &str) -> Option<String> {
    Some(value.to_owned())
}

async fn append<R: Record>(writer: &mut lake::Writer, rows: &[R]) {
    let mut batch = BatchBuilder::new(R::TABLE);
    for row in rows {
        batch.push(row);
    }
    writer.append(R::TABLE, batch.finish().unwrap()).await.unwrap();
}

/// Who is in the county: id, name, days of its works, whether its works were collected.
const ACCOUNTS: &[(&str, &str, &[&str], bool)] = &[
    ("a1", "松霭镇发布", &["2021-02-01", "2021-02-20"], true),
    ("a2", "青笠镇发布", &["2020-11-05", "2021-02-10"], true),
    ("a3", "石篁镇发布", &["2020-12-24"], false),
    ("a4", "柳汀镇发布", &[], true),
];

/// Writes the county into a lake in this folder.
pub(crate) async fn lake(folder: &Path) -> Lake {
    let lake = Lake::open_or_create(LakeLocation::in_folder(folder)).await.unwrap();
    let mut writer = lake.writer(WriterOptions::default()).await.unwrap();
    let observed_at = Some(day("2021-02-25").start());
    for (account_id, name, days, collected) in ACCOUNTS {
        let id = text(account_id);
        append(
            &mut writer,
            &[Account {
                account_id: id.clone(),
                platform: text("douyin"),
                name: text(name),
                observed_at,
                ..Account::default()
            }],
        )
        .await;
        let filed = RegistryRow {
            registry_row_id: text(&format!("r-{account_id}")),
            account_id: id.clone(),
            unit_id: text(&format!("u-{account_id}")),
            unit_name: text(&name.replace("发布", "人民政府")),
            account_name: text(name),
            platform: text("douyin"),
            filed_on: Some(day("2021-01-05")),
            opened_on: Some(day("2019-06-01")),
            state: text("normal"),
            publishing: Some(true),
            interaction: Some(true),
            observed_at,
            ..RegistryRow::default()
        };
        append(&mut writer, &[filed]).await;
        if *collected {
            let looked = Collection {
                collection_id: text(&format!("c-{account_id}")),
                account_id: id.clone(),
                kind: text("posts"),
                to_at: Some(day("2021-02-25").end()),
                state: text("complete"),
                observed_at,
                ..Collection::default()
            };
            append(&mut writer, &[looked]).await;
        }
        for (place, posted) in days.iter().enumerate() {
            publish(&mut writer, account_id, place, day(posted).start()).await;
        }
    }
    let info = CommitInfo { message: "county".into(), author: "test".into(), at: Micros(0) };
    writer.commit(info).await.unwrap();
    lake
}

/// One work with the features an import keeps of it.
async fn publish(writer: &mut lake::Writer, account_id: &str, place: usize, posted_at: Micros) {
    let post_id = text(&format!("p-{account_id}-{place}"));
    let (account_id, observed_at) = (text(account_id), Some(Micros(0)));
    let post = Post {
        post_id: post_id.clone(),
        account_id: account_id.clone(),
        platform: text("douyin"),
        title: text(&format!("第{place}期政务公开")),
        posted_at: Some(posted_at),
        is_repost: Some(false),
        observed_at,
        ..Post::default()
    };
    append(writer, &[post]).await;
    let feature = PostFeature {
        post_id: post_id.clone(),
        account_id: account_id.clone(),
        posted_at: Some(posted_at),
        is_repost: Some(false),
        text_key: i64::try_from(place).ok(),
        text_chars: Some(8),
        observed_at,
        ..PostFeature::default()
    };
    append(writer, &[feature]).await;
    let state = AccountQuarter {
        state_id: post_id.clone(),
        account_id,
        quarter_at: Some(posted_at.quarter_start()),
        posts: Some(1),
        first_posted_at: Some(posted_at),
        last_posted_at: Some(posted_at),
        last_post_id: post_id,
        observed_at,
        ..AccountQuarter::default()
    };
    append(writer, &[state]).await;
}

/// The audit of the county at a day, on so many threads.
pub(crate) async fn audit(lake: &Lake, as_of: &str, threads: usize) -> AuditResult {
    let engine = Engine::new(&EngineOptions { threads, ..EngineOptions::default() }).unwrap();
    let version = lake.at(None).await.unwrap();
    let rulebook = Rulebook::load_embedded().unwrap();
    let options = AuditOptions { profile: "national".into(), as_of: day(as_of), program_version: "test".into() };
    audit::run(&engine, lake, &version, &rulebook, &options).await.unwrap()
}
