-- Inquiries past the day they were due that the account did not answer.
WITH joined_in AS (
    -- What others wrote below: that none of it is the account's can be seen.
    SELECT parent_id, array_agg(concat('comments:', comment_id)) AS comments
    FROM (SELECT f.parent_id, f.comment_id, row_number() OVER (PARTITION BY f.parent_id ORDER BY f.commented_at, f.comment_id) AS place
          FROM features_comments f
          JOIN subjects s ON s.comment_id = f.parent_id
          WHERE s.answered = false)
    WHERE place <= 5
    GROUP BY parent_id
)
SELECT s.comment_id AS subject_id,
       s.account_id,
       s.comment_id AS incident_key,
       CAST(working_days_between(s.asked_day, $as_of) AS DOUBLE) AS value,
       CAST($answer_days AS DOUBLE) AS threshold,
       '个工作日' AS unit,
       s.due_day AS first_seen,
       make_evidence(s.inquiry_ref, s.post_ref, j.comments) AS evidence,
       coalesce(s.name, '（名称未采集）') AS name,
       s.platform,
       s.asked_day,
       CASE s.message_kind WHEN 'question' THEN '咨询' WHEN 'complaint' THEN '投诉' WHEN 'plea' THEN '求助' ELSE '建议' END AS message_kind,
       CASE WHEN char_length(s.content) > 40 THEN concat(left(s.content, 40), '…') ELSE s.content END AS words,
       $answer_days AS answer_days,
       s.department
FROM subjects s
LEFT JOIN joined_in j ON j.parent_id = s.comment_id
WHERE s.answered = false
