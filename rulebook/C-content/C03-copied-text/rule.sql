-- Works that say nearly what another unit's earlier work says, and name no source.
WITH texts AS MATERIALIZED (
    -- The works that may copy and those that may have been copied: a little more than the window.
    SELECT f.post_id, f.account_id, f.posted_at, f.text_key, text_whole(p.title, p.content) AS whole
    FROM features_posts f
    JOIN posts p ON p.post_id = f.post_id
    WHERE f.posted_at >= day_start(days_after($as_of, 1 - 2 * $window_days)) AND f.text_chars >= $min_chars
),
bands AS MATERIALIZED (
    SELECT post_id, unnest(text_bands(whole)) AS band FROM texts
),
-- A band that many works share is a template's; a rarer band of a true copy is enough to meet.
rare AS (
    SELECT band FROM bands GROUP BY band HAVING count(*) BETWEEN 2 AND $common_works
),
met AS MATERIALIZED (
    SELECT b.band, b.post_id FROM bands b JOIN rare r ON r.band = b.band
),
pairs AS (
    SELECT c.post_id, o.post_id AS other_id
    FROM met c
    JOIN met o ON o.band = c.band
    JOIN subjects s ON s.post_id = c.post_id
    WHERE o.post_id <> c.post_id
    GROUP BY c.post_id, o.post_id
),
-- Half alike is enough to show a template; a copy has to be more alike.
alike AS MATERIALIZED (
    SELECT q.post_id, c.account_id, q.other_id, o.account_id AS other_account, o.posted_at AS other_at, o.text_key AS other_key,
           c.posted_at > o.posted_at AS earlier, c.text_key <> o.text_key AS reworded,
           text_similarity(c.whole, o.whole) AS similarity
    FROM pairs q
    JOIN texts c ON c.post_id = q.post_id
    JOIN texts o ON o.post_id = q.other_id
    WHERE text_similarity(c.whole, o.whole) >= 0.4
),
others AS (
    SELECT DISTINCT other_account AS account_id FROM alike
),
listed_sources AS (
    SELECT DISTINCT a.account_id
    FROM others h
    JOIN all_accounts a ON a.account_id = h.account_id
    JOIN lists l ON l.list_kind = 'source_unit'
        AND (l.account_id = a.account_id OR unit_same(l.name, a.name) OR unit_same(l.unit_name, a.unit_name))
),
matrix AS (
    SELECT DISTINCT account_id, owner FROM lists WHERE list_kind = 'matrix' AND account_id IS NOT NULL
),
matrix_mates AS (
    SELECT DISTINCT m.account_id, o.account_id AS other_account
    FROM matrix m
    JOIN matrix o ON o.owner IS NOT DISTINCT FROM m.owner
),
-- What each similar work means: one's own, one that may be carried, or somebody else's.
weighed AS MATERIALIZED (
    SELECT l.*,
           l.other_account = l.account_id AS own_account,
           l.other_account = l.account_id OR coalesce(o.unit_id = s.unit_id, false)
               OR b.account_id IS NOT NULL OR m.account_id IS NOT NULL AS allowed,
           coalesce(o.unit_id, o.account_id) AS other_unit,
           o.name AS other_name
    FROM alike l
    JOIN subjects s ON s.post_id = l.post_id
    JOIN all_accounts o ON o.account_id = l.other_account
    LEFT JOIN listed_sources b ON b.account_id = l.other_account
    LEFT JOIN matrix_mates m ON m.account_id = l.account_id AND m.other_account = l.other_account
),
-- A form that the account itself, or the other one, fills in again and again is no copy.
forms AS (
    SELECT post_id, other_account, count(DISTINCT other_key) AS texts, bool_or(own_account) AS own_account
    FROM weighed
    WHERE reworded
    GROUP BY post_id, other_account
),
filled_in AS (
    SELECT DISTINCT post_id FROM forms WHERE own_account AND texts >= $form_texts
),
judged AS (
    SELECT post_id,
           count(DISTINCT other_unit) AS units,
           bool_or(earlier AND allowed) AS had_before
    FROM weighed
    WHERE similarity >= $min_similarity
    GROUP BY post_id
),
first_source AS (
    SELECT * FROM (
        SELECT w.*, row_number() OVER (PARTITION BY w.post_id ORDER BY w.other_at, w.other_id) AS place
        FROM weighed w
        LEFT JOIN forms f ON f.post_id = w.post_id AND f.other_account = w.other_account
        WHERE w.earlier AND NOT w.allowed AND w.similarity >= $min_similarity AND coalesce(f.texts, 0) <= $form_texts)
    WHERE place = 1
)
SELECT s.post_id AS subject_id,
       s.account_id,
       concat('copy:', s.post_id) AS incident_key,
       round(f.similarity, 2) AS value,
       $min_similarity AS threshold,
       CAST(NULL AS VARCHAR) AS unit,
       day_of(s.posted_at) AS first_seen,
       make_evidence(concat('posts:', s.post_id), concat('posts:', f.other_id)) AS evidence,
       coalesce(s.name, '（名称未采集）') AS name,
       s.platform,
       day_of(s.posted_at) AS posted_on,
       CASE WHEN char_length(t.whole) > 30 THEN concat(left(t.whole, 30), '…') ELSE t.whole END AS words,
       coalesce(f.other_name, '（名称未采集）') AS source_name,
       day_of(f.other_at) AS source_on,
       CAST(round(f.similarity, 2) AS VARCHAR) AS similarity
FROM subjects s
JOIN first_source f ON f.post_id = s.post_id
JOIN judged j ON j.post_id = s.post_id
JOIN texts t ON t.post_id = s.post_id
LEFT JOIN filled_in i ON i.post_id = s.post_id
WHERE j.units < $common_units
  AND NOT j.had_before
  AND i.post_id IS NULL
  AND NOT text_names_source(t.whole)
