-- Works with wording of the office's own list. The list belongs to the profile, so the works are read now, not at import.
WITH hits AS (
    SELECT s.post_id, text_wrong_words(text_whole(p.title, p.content), $wrong_words) AS words
    FROM subjects s
    JOIN posts p ON p.post_id = s.post_id
    -- Without a list no work has to be read.
    WHERE cardinality($wrong_words) > 0
)
SELECT s.post_id AS subject_id,
       s.account_id,
       concat('C07:', s.post_id) AS incident_key,
       CAST(array_length(h.words) AS BIGINT) AS value,
       CAST(NULL AS BIGINT) AS threshold,
       '处' AS unit,
       day_of(s.posted_at) AS first_seen,
       make_evidence(concat('posts:', s.post_id)) AS evidence,
       coalesce(s.name, '（名称未采集）') AS name,
       s.platform,
       day_of(s.posted_at) AS posted_on,
       array_to_string(h.words, '、') AS words
FROM subjects s
JOIN hits h ON h.post_id = s.post_id
WHERE h.words IS NOT NULL
