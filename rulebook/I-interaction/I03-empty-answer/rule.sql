-- Answers that say nothing, only point elsewhere, or repeat what ten others were told.
WITH same AS (
    SELECT account_id, text_key, count(*) AS answers
    FROM features_comments
    WHERE author_account_id = account_id AND parent_id IS NOT NULL AND text_key IS NOT NULL
    GROUP BY account_id, text_key
),
read AS (
    SELECT s.*,
           text_reply_kind(s.answer, s.content) AS kind,
           coalesce(m.answers, 0) AS answers
    FROM subjects s
    LEFT JOIN same m ON m.account_id = s.account_id AND m.text_key = text_key(NULL, s.answer)
    WHERE s.answered
)
SELECT r.comment_id AS subject_id,
       r.account_id,
       r.comment_id AS incident_key,
       CAST(NULL AS DOUBLE) AS value,
       CAST(NULL AS DOUBLE) AS threshold,
       CAST(NULL AS VARCHAR) AS unit,
       r.answered_day AS first_seen,
       make_evidence(r.inquiry_ref, r.answer_ref, r.post_ref) AS evidence,
       coalesce(r.name, '（名称未采集）') AS name,
       r.platform,
       CASE WHEN char_length(r.content) > 40 THEN concat(left(r.content, 40), '…') ELSE r.content END AS words,
       CASE WHEN char_length(r.answer) > 40 THEN concat(left(r.answer, 40), '…') ELSE r.answer END AS answer,
       CASE
           WHEN r.kind = 'empty' THEN '空答复'
           WHEN r.kind = 'referral' THEN '只指路、不答复'
           WHEN r.kind = 'template' THEN '模板答复'
           ELSE concat('模板答复（同一段话答复了', CAST(r.answers AS VARCHAR), '条诉求）')
       END AS reply_kind
FROM read r
WHERE r.kind <> 'substantive' OR r.answers >= $min_same
