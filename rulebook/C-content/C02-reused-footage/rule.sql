-- Works whose pictures another unit published earlier, and that name no source.
WITH pairs AS MATERIALIZED (
    SELECT s.post_id, f.other_post_id AS source_id, f.other_account_id AS source_account, o.posted_at AS source_at,
           f.seconds, f.confidence, f.edits, f.match_id
    FROM subjects s
    JOIN shared_footage f ON f.post_id = s.post_id
    JOIN posts o ON o.post_id = f.other_post_id
    WHERE f.reuses_pictures
      AND f.seconds >= $min_seconds
      AND f.other_account_id <> s.account_id
      AND o.posted_at < s.posted_at
),
listed AS (
    SELECT DISTINCT account_id FROM lists WHERE list_kind IN ('matrix', 'source_unit') AND account_id IS NOT NULL
),
spread AS (
    SELECT q.post_id, count(DISTINCT coalesce(a.unit_id, a.account_id)) AS units
    FROM pairs q
    JOIN all_accounts a ON a.account_id = q.source_account
    GROUP BY q.post_id
),
released AS (
    SELECT DISTINCT p.post_id
    FROM (SELECT DISTINCT source_id FROM pairs) q
    JOIN posts p ON p.post_id = q.source_id
    CROSS JOIN (SELECT unnest($released_words) AS word) w
    WHERE contains(text_whole(p.title, p.content), w.word)
),
first_source AS (
    SELECT * FROM (
        SELECT q.*, row_number() OVER (PARTITION BY q.post_id ORDER BY q.source_at, q.source_id) AS place FROM pairs q)
    WHERE place = 1
)
SELECT s.post_id AS subject_id,
       s.account_id,
       concat('footage:', s.post_id) AS incident_key,
       round(f.seconds, 1) AS value,
       $min_seconds AS threshold,
       '秒' AS unit,
       day_of(s.posted_at) AS first_seen,
       make_evidence(
           concat('posts:', s.post_id),
           concat('posts:', f.source_id),
           CASE WHEN f.match_id IS NOT NULL THEN concat('media_matches:', f.match_id) END) AS evidence,
       coalesce(s.name, '（名称未采集）') AS name,
       s.platform,
       day_of(s.posted_at) AS posted_on,
       coalesce(o.name, '（名称未采集）') AS source_name,
       day_of(f.source_at) AS source_on,
       CAST(round(f.seconds, 1) AS VARCHAR) AS seconds,
       coalesce(media_edit_words(f.edits), '文件原样相同') AS edits,
       CASE WHEN w.is_read THEN '画面里识别到的文字中也没有' ELSE '画面里的文字没有识别' END AS picture_words
FROM subjects s
JOIN first_source f ON f.post_id = s.post_id
JOIN spread d ON d.post_id = s.post_id
JOIN posts t ON t.post_id = s.post_id
JOIN all_accounts o ON o.account_id = f.source_account
LEFT JOIN listed l ON l.account_id = f.source_account
LEFT JOIN released r ON r.post_id = f.source_id
LEFT JOIN post_picture_text w ON w.post_id = s.post_id
WHERE d.units < $common_units
  AND l.account_id IS NULL
  AND r.post_id IS NULL
  AND (s.unit_id IS NULL OR o.unit_id IS NULL OR s.unit_id <> o.unit_id)
  AND NOT coalesce(text_names_source(text_whole(t.title, t.content)), false)
  -- Naming the account is a credit too.
  AND NOT coalesce(char_length(o.name_folded) >= 3
                   AND contains(text_fold(text_whole(t.title, t.content)), o.name_folded), false)
  -- A source may be named in the picture: at the end, or by the mark of the account that published it.
  AND NOT coalesce(text_names_source(w.content), false)
  AND NOT coalesce(char_length(o.name_folded) >= 3 AND contains(text_fold(w.content), o.name_folded), false)
