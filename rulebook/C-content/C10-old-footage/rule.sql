-- Works that speak of now and show pictures published long before, by whomever.
WITH fresh AS MATERIALIZED (
    SELECT s.post_id, min(w.word) AS word
    FROM subjects s
    JOIN posts p ON p.post_id = s.post_id
    CROSS JOIN (SELECT unnest($fresh_words) AS word) w
    WHERE contains(text_whole(p.title, p.content), w.word)
    GROUP BY s.post_id
),
open_about_it AS MATERIALIZED (
    SELECT DISTINCT s.post_id
    FROM subjects s
    JOIN posts p ON p.post_id = s.post_id
    CROSS JOIN (SELECT unnest($past_words) AS word) w
    WHERE contains(text_whole(p.title, p.content), w.word)
),
old AS (
    SELECT * FROM (
        SELECT s.post_id, f.other_post_id AS source_id, f.other_account_id AS source_account, o.posted_at AS source_at,
               f.seconds, f.match_id,
               row_number() OVER (PARTITION BY s.post_id ORDER BY o.posted_at, o.post_id) AS place
        FROM subjects s
        JOIN shared_footage f ON f.post_id = s.post_id
        JOIN posts o ON o.post_id = f.other_post_id
        WHERE f.reuses_pictures
          AND f.seconds >= $min_seconds
          AND date_diff_days(day_of(o.posted_at), day_of(s.posted_at)) >= $min_age_days)
    WHERE place = 1
)
SELECT s.post_id AS subject_id,
       s.account_id,
       concat('old:', s.post_id) AS incident_key,
       date_diff_days(day_of(q.source_at), day_of(s.posted_at)) AS value,
       $min_age_days AS threshold,
       '天' AS unit,
       day_of(s.posted_at) AS first_seen,
       make_evidence(
           concat('posts:', s.post_id),
           concat('posts:', q.source_id),
           CASE WHEN q.match_id IS NOT NULL THEN concat('media_matches:', q.match_id) END) AS evidence,
       coalesce(s.name, '（名称未采集）') AS name,
       s.platform,
       day_of(s.posted_at) AS posted_on,
       n.word,
       coalesce(o.name, '（名称未采集）') AS source_name,
       day_of(q.source_at) AS source_on,
       CAST(round(q.seconds, 1) AS VARCHAR) AS seconds
FROM subjects s
JOIN fresh n ON n.post_id = s.post_id
JOIN old q ON q.post_id = s.post_id
JOIN all_accounts o ON o.account_id = q.source_account
LEFT JOIN open_about_it x ON x.post_id = s.post_id
WHERE x.post_id IS NULL
