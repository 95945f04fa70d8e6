//! Found, not found, cannot be judged, and what follows for the account.

use audit::{EarlierAudit, Standing, compare, explain, store};

use crate::county;

#[tokio::test]
async fn every_account_stands_where_its_evidence_puts_it() {
    let folder = tempfile::tempdir().unwrap();
    let lake = county::lake(folder.path()).await;
    let result = county::audit(&lake, "2021-02-25", 2).await;
    let standing = |id: &str| result.standings.iter().find(|account| account.account_id == id).unwrap();
    assert_eq!(standing("a1").standing, Standing::Pass, "{:?}", standing("a1"));
    assert_eq!(standing("a2").vetoes, ["Z02"]);
    assert_eq!(standing("a3").standing, Standing::NotJudged);
    assert_eq!(standing("a4").vetoes, ["Z01"]);
    let all = &result.pass_rates[0];
    assert_eq!((all.passed, all.failed, all.not_judged), (1, 2, 1));
    assert_eq!(result.coverage.total.known, 4);
    let gap = result.coverage.missing.iter().find(|gap| gap.rule == "Z02").unwrap();
    assert_eq!((gap.because.as_str(), gap.subjects), ("collections.posts", 1));
}

#[tokio::test]
async fn a_finding_carries_its_rows_and_their_hashes() {
    let folder = tempfile::tempdir().unwrap();
    let lake = county::lake(folder.path()).await;
    let result = county::audit(&lake, "2021-02-25", 2).await;
    let stale = result.findings.iter().find(|finding| finding.rule == "Z02").unwrap();
    assert_eq!((stale.value, stale.threshold), (Some(15.0), Some(14.0)));
    assert!(stale.evidence.iter().any(|row| row.table == "posts" && row.key == "p-a2-1"), "{:?}", stale.evidence);
    assert!(stale.evidence.iter().all(|row| row.content_sha256.is_some()), "{:?}", stale.evidence);
    assert!(stale.explanation.contains("青笠镇发布"), "{}", stale.explanation);

    let found = explain::find(&result, &stale.finding_id[..8]).unwrap();
    let engine = engine::Engine::new(&engine::EngineOptions::default()).unwrap();
    let session = engine.session(&lake, &lake.at(None).await.unwrap(), Some(result.identity.as_of)).await.unwrap();
    let rows = explain::rows(&session, found).await.unwrap();
    let post = rows.iter().find(|row| row.table == "posts").unwrap();
    assert_eq!(post.columns["title"], "第1期政务公开");
    assert!(explain::find(&result, "").is_err());
}

#[tokio::test]
async fn the_same_silence_persists_and_a_new_one_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let lake = county::lake(folder.path()).await;
    let before = county::audit(&lake, "2021-02-25", 2).await;
    let earlier: EarlierAudit = store::read_earlier("before", &store::files(&before).unwrap()).unwrap();
    let now = county::audit(&lake, "2021-02-25", 2).await;
    let changes = compare(&now.findings, &now.unjudged, &[earlier]).unwrap();
    assert_eq!(changes.persisting.len(), now.findings.len());
    assert!(changes.new.is_empty() && changes.gone.is_empty() && changes.relapsed.is_empty());
}
