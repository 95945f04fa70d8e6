-- Works with wording of the office's own list. The list belongs to the profile, so the works are read now, not at import.
WITH listed AS (
    SELECT word, meant, text_skeleton(word) AS word_skeleton, text_skeleton(meant) AS meant_skeleton
    FROM (SELECT trim(split_part(entry, '=', 1)) AS word, trim(split_part(entry, '=', 2)) AS meant
          FROM (SELECT unnest($wrong_words) AS entry))
    WHERE word <> ''
),
-- Other scripts, widths, look-alikes and signs put between do not hide a word.
texts AS (
    SELECT s.post_id, text_skeleton(text_whole(p.title, p.content)) AS skeleton
    FROM subjects s
    JOIN posts p ON p.post_id = s.post_id
    WHERE EXISTS (SELECT 1 FROM listed)
),
hits AS (
    SELECT t.post_id, count(*) AS hits,
           string_agg(CASE WHEN l.meant <> '' THEN concat(l.word, '，应为', l.meant) ELSE l.word END, '、' ORDER BY l.word) AS words
    FROM texts t
    CROSS JOIN listed l
    -- The right wording may hold the wrong one.
    WHERE contains(CASE WHEN l.meant <> '' THEN replace(t.skeleton, l.meant_skeleton, '') ELSE t.skeleton END, l.word_skeleton)
    GROUP BY t.post_id
)
SELECT s.post_id AS subject_id,
       s.account_id,
       concat('C07:', s.post_id) AS incident_key,
       h.hits AS value,
       CAST(NULL AS BIGINT) AS threshold,
       '处' AS unit,
       day_of(s.posted_at) AS first_seen,
       make_evidence(concat('posts:', s.post_id)) AS evidence,
       coalesce(s.name, '（名称未采集）') AS name,
       s.platform,
       day_of(s.posted_at) AS posted_on,
       h.words
FROM subjects s
JOIN hits h ON h.post_id = s.post_id
