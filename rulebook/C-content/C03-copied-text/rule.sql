-- Works that say nearly what another unit's earlier work says, and name no source.
WITH texts AS MATERIALIZED (
    -- The works that may copy and those that may have been copied: a little more than the window.
    SELECT f.post_id, f.account_id, f.posted_at, text_whole(p.title, p.content) AS whole
    FROM features_posts f
    JOIN posts p ON p.post_id = f.post_id
    WHERE f.posted_at >= day_start(days_after($as_of, 1 - 2 * $window_days)) AND f.text_chars >= $min_chars
),
bands AS MATERIALIZED (
    SELECT post_id, account_id, posted_at, unnest(text_bands(whole)) AS band FROM texts
),
-- A band that very many works share is a template's; a rarer band of a true copy is enough to meet.
rare AS MATERIALIZED (
    SELECT band FROM bands GROUP BY band HAVING count(*) BETWEEN 2 AND 100
),
pairs AS MATERIALIZED (
    SELECT DISTINCT c.post_id, o.post_id AS source_id
    FROM bands c
    JOIN rare r ON r.band = c.band
    JOIN bands o ON o.band = c.band
    JOIN subjects s ON s.post_id = c.post_id
    WHERE o.account_id <> c.account_id AND o.posted_at < c.posted_at
),
alike AS MATERIALIZED (
    SELECT q.post_id, q.source_id, o.account_id AS source_account, o.posted_at AS source_at,
           text_similarity(c.whole, o.whole) AS similarity
    FROM pairs q
    JOIN texts c ON c.post_id = q.post_id
    JOIN texts o ON o.post_id = q.source_id
    WHERE text_similarity(c.whole, o.whole) >= $min_similarity
),
listed AS (
    SELECT DISTINCT account_id FROM lists WHERE list_kind IN ('matrix', 'source_unit') AND account_id IS NOT NULL
),
spread AS (
    SELECT l.post_id, count(DISTINCT coalesce(a.unit_id, a.account_id)) AS units
    FROM alike l
    JOIN all_accounts a ON a.account_id = l.source_account
    GROUP BY l.post_id
),
first_source AS (
    SELECT * FROM (
        SELECT l.*, row_number() OVER (PARTITION BY l.post_id ORDER BY l.source_at, l.source_id) AS place FROM alike l)
    WHERE place = 1
)
SELECT s.post_id AS subject_id,
       s.account_id,
       concat('copy:', s.post_id) AS incident_key,
       round(f.similarity, 2) AS value,
       $min_similarity AS threshold,
       CAST(NULL AS VARCHAR) AS unit,
       day_of(s.posted_at) AS first_seen,
       make_evidence(concat('posts:', s.post_id), concat('posts:', f.source_id)) AS evidence,
       coalesce(s.name, '（名称未采集）') AS name,
       s.platform,
       day_of(s.posted_at) AS posted_on,
       CASE WHEN char_length(t.whole) > 30 THEN concat(left(t.whole, 30), '…') ELSE t.whole END AS words,
       coalesce(o.name, '（名称未采集）') AS source_name,
       day_of(f.source_at) AS source_on,
       CAST(round(f.similarity, 2) AS VARCHAR) AS similarity
FROM subjects s
JOIN first_source f ON f.post_id = s.post_id
JOIN spread d ON d.post_id = s.post_id
JOIN texts t ON t.post_id = s.post_id
JOIN all_accounts o ON o.account_id = f.source_account
LEFT JOIN listed l ON l.account_id = f.source_account
WHERE d.units < $common_units
  AND l.account_id IS NULL
  AND (s.unit_id IS NULL OR o.unit_id IS NULL OR s.unit_id <> o.unit_id)
  AND NOT text_names_source(t.whole)
