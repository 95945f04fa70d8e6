-- Works that say nearly what another unit's earlier work says, and name no source.
WITH numbered AS MATERIALIZED (
    -- The works that may copy and those that may have been copied: a little more than the window. Numbers take less room than
    -- ids, and who comes first has the smaller one.
    SELECT row_number() OVER (ORDER BY posted_at, post_id) AS number,
           row_number() OVER (PARTITION BY account_id ORDER BY posted_at, post_id) AS turn,
           post_id, account_id, posted_at, text_key, text_chars
    FROM features_posts
    WHERE posted_at >= day_start(days_after($as_of, 1 - 2 * $window_days)) AND text_chars >= $min_chars
),
opening AS (
    SELECT min(number) AS number FROM numbered WHERE posted_at >= day_start(days_after($as_of, 1 - $window_days))
),
texts AS MATERIALIZED (
    SELECT n.number, text_whole(p.title, p.content) AS whole FROM numbered n JOIN posts p ON p.post_id = n.post_id
),
-- Not kept: computing them twice is cheaper than holding all of them.
bands AS (
    SELECT number, unnest(text_bands(whole)) AS band FROM texts
),
-- A band that many works share is a template's; a rarer band of a true copy is enough to meet.
rare AS (
    SELECT band FROM bands GROUP BY band HAVING count(*) BETWEEN 2 AND $common_works
),
met AS MATERIALIZED (
    SELECT b.band, b.number FROM rare r JOIN bands b ON b.band = r.band
),
-- Copies share five bands of twenty-four and more; one alone is mostly chance.
pairs AS (
    SELECT c.number, o.number AS other
    FROM met c
    JOIN met o ON o.band = c.band
    CROSS JOIN opening f
    WHERE o.number < c.number AND c.number >= f.number
    GROUP BY c.number, o.number
    HAVING count(*) > 1
),
compared AS (
    SELECT q.number, q.other, text_similarity(c.whole, q.whole) AS similarity
    FROM texts c
    JOIN (SELECT q.number, q.other, o.whole FROM texts o JOIN pairs q ON q.other = o.number) q ON q.number = c.number
    WHERE text_similarity(c.whole, q.whole) >= $min_similarity
),
alike AS MATERIALIZED (
    SELECT l.number, l.other, l.similarity, c.post_id, c.account_id, o.account_id AS other_account, o.posted_at AS other_at
    FROM compared l
    JOIN numbered c ON c.number = l.number
    JOIN numbered o ON o.number = l.other
    -- Short texts of one form are alike by chance more often.
    WHERE o.posted_at < c.posted_at AND (c.text_chars >= $short_chars OR l.similarity >= $short_similarity)
),
listed_sources AS (
    SELECT DISTINCT a.account_id
    FROM (SELECT DISTINCT other_account AS account_id FROM alike) h
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
-- What each earlier work means: one's own, one that may be carried, or somebody else's.
weighed AS MATERIALIZED (
    SELECT l.*,
           l.other_account = l.account_id OR coalesce(o.unit_id = a.unit_id, false)
               OR b.account_id IS NOT NULL OR m.account_id IS NOT NULL AS allowed,
           coalesce(a.unit_id, a.account_id) AS unit,
           coalesce(o.unit_id, o.account_id) AS other_unit
    FROM alike l
    JOIN all_accounts a ON a.account_id = l.account_id
    JOIN all_accounts o ON o.account_id = l.other_account
    LEFT JOIN listed_sources b ON b.account_id = l.other_account
    LEFT JOIN matrix_mates m ON m.account_id = l.account_id AND m.other_account = l.other_account
),
-- A text that came to many units was handed out.
handed_out AS (
    SELECT other FROM weighed WHERE unit <> other_unit GROUP BY other HAVING count(DISTINCT unit) + 1 >= $common_units
),
free AS (
    SELECT number FROM weighed GROUP BY number HAVING NOT bool_or(allowed)
),
first_source AS MATERIALIZED (
    SELECT f.*
    FROM (SELECT *, row_number() OVER (PARTITION BY number ORDER BY other) AS place FROM weighed) f
    JOIN free r ON r.number = f.number
    LEFT JOIN handed_out h ON h.other = f.other
    WHERE f.place = 1 AND h.other IS NULL
),
-- A form that the account itself, or the other one, fills in again and again is no copy: the works around either are looked at.
filled_in AS (
    SELECT DISTINCT number
    FROM (SELECT w.number, w.looked_at, count(DISTINCT n.text_key) AS texts
          FROM (SELECT number, number AS looked_at FROM first_source UNION ALL SELECT number, other AS looked_at FROM first_source) w
          JOIN numbered t ON t.number = w.looked_at
          JOIN numbered n ON n.account_id = t.account_id
          JOIN texts x ON x.number = t.number
          JOIN texts y ON y.number = n.number
          WHERE n.turn BETWEEN t.turn - 20 AND t.turn + 20 AND n.text_key <> t.text_key
            AND text_similarity(x.whole, y.whole) >= 0.35
          GROUP BY w.number, w.looked_at)
    WHERE texts >= $form_texts
)
SELECT s.post_id AS subject_id,
       s.account_id,
       concat('copy:', s.post_id) AS incident_key,
       round(f.similarity, 2) AS value,
       CASE WHEN s.text_chars < $short_chars THEN $short_similarity ELSE $min_similarity END AS threshold,
       CAST(NULL AS VARCHAR) AS unit,
       day_of(s.posted_at) AS first_seen,
       make_evidence(concat('posts:', s.post_id), concat('posts:', e.post_id)) AS evidence,
       coalesce(s.name, '（名称未采集）') AS name,
       s.platform,
       day_of(s.posted_at) AS posted_on,
       CASE WHEN char_length(t.whole) > 30 THEN concat(left(t.whole, 30), '…') ELSE t.whole END AS words,
       coalesce(o.name, '（名称未采集）') AS source_name,
       day_of(f.other_at) AS source_on,
       CAST(round(f.similarity, 2) AS VARCHAR) AS similarity
FROM subjects s
JOIN first_source f ON f.post_id = s.post_id
JOIN numbered e ON e.number = f.other
JOIN texts t ON t.number = f.number
JOIN all_accounts o ON o.account_id = f.other_account
LEFT JOIN filled_in i ON i.number = f.number
WHERE i.number IS NULL AND NOT text_names_source(t.whole)
