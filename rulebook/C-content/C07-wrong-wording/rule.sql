-- Works with wording of the office's own list. The list belongs to the profile, so the works are read now, not at import.
WITH listed AS (
    SELECT unnest($wrong_words) AS word
),
hits AS (
    SELECT s.post_id, count(*) AS hits, string_agg(l.word, '、' ORDER BY l.word) AS words
    FROM subjects s
    JOIN posts p ON p.post_id = s.post_id
    CROSS JOIN listed l
    WHERE contains(text_whole(p.title, p.content), l.word)
    GROUP BY s.post_id
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
