-- Inquiries whose first answer came after the day it was due.
WITH timed AS (
    SELECT s.*, working_days_between(s.asked_day, s.answered_day) AS used
    FROM subjects s
    WHERE s.answered
)
SELECT t.comment_id AS subject_id,
       t.account_id,
       t.comment_id AS incident_key,
       CAST(t.used AS DOUBLE) AS value,
       CAST($answer_days AS DOUBLE) AS threshold,
       '个工作日' AS unit,
       t.answered_day AS first_seen,
       make_evidence(t.inquiry_ref, t.answer_ref, t.post_ref) AS evidence,
       coalesce(t.name, '（名称未采集）') AS name,
       t.platform,
       t.asked_day,
       t.answered_day,
       t.used,
       CASE WHEN char_length(t.content) > 40 THEN concat(left(t.content, 40), '…') ELSE t.content END AS words,
       $answer_days AS answer_days
FROM timed t
WHERE t.used > $answer_days
