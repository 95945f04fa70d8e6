-- Two works that share footage, each pair in both orders: by a comparison of their files, or because the files are the same byte for byte.
-- Of several pairs of files the one with the most seconds counts.
WITH files AS (
    SELECT DISTINCT post_id, account_id, sha256 FROM media WHERE post_id IS NOT NULL AND sha256 IS NOT NULL
),
compared AS (
    SELECT * FROM (
        SELECT *, row_number() OVER (PARTITION BY one_sha256, other_sha256 ORDER BY observed_at DESC, match_id DESC) AS place
        FROM media_matches)
    WHERE place = 1
),
pairs AS (
    SELECT one_sha256 AS sha256, other_sha256, verdict, seconds, confidence, edits, why, match_id FROM compared
    UNION ALL
    SELECT other_sha256, one_sha256, verdict, seconds, confidence, edits, why, match_id FROM compared
    UNION ALL
    SELECT sha256, sha256 AS other_sha256, 'reused', max(duration_seconds), 1.0, CAST(NULL AS VARCHAR), '两个文件逐字节相同', CAST(NULL AS VARCHAR)
    FROM fingerprints WHERE state = 'read' GROUP BY sha256
),
ranked AS (
    SELECT a.post_id, a.account_id, b.post_id AS other_post_id, b.account_id AS other_account_id,
           q.verdict, q.seconds, q.confidence, q.edits, q.why, q.match_id, a.sha256, b.sha256 AS other_sha256,
           row_number() OVER (
               PARTITION BY a.post_id, b.post_id
               ORDER BY q.verdict, q.seconds DESC, q.confidence DESC, a.sha256, b.sha256) AS place
    FROM pairs q
    JOIN files a ON a.sha256 = q.sha256
    JOIN files b ON b.sha256 = q.other_sha256
    WHERE a.post_id <> b.post_id
)
SELECT post_id, account_id, other_post_id, other_account_id, verdict, seconds, confidence, edits, why, match_id, sha256,
       other_sha256,
       -- The same sound under other pictures is often only a popular piece of music.
       verdict = 'reused' AND (edits IS NULL OR NOT contains(edits, ' pictures_replaced ')) AS reuses_pictures
FROM ranked
WHERE place = 1
