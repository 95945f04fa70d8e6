-- Comments of official accounts under others' works about elsewhere, or about amusement that is not their duty.
WITH read AS (
    SELECT s.*,
           text_outside(concat(s.work, ' ', s.content), s.region_code) AS outside,
           text_place_names(concat(s.work, ' ', s.content), s.region_code) AS places,
           text_duty(concat(s.work, ' ', s.content), s.unit_type) AS duty,
           text_content_kind(s.work, NULL) AS about
    FROM subjects s
)
SELECT r.comment_id AS subject_id,
       r.account_id,
       r.comment_id AS incident_key,
       -- Elsewhere is elsewhere, however much of it is duty.
       CASE WHEN r.outside <> 'yes' THEN round(r.duty, 2) END AS value,
       CASE WHEN r.outside <> 'yes' THEN $max_duty END AS threshold,
       CAST(NULL AS VARCHAR) AS unit,
       day_of(r.commented_at) AS first_seen,
       make_evidence(concat('comments:', r.comment_id), concat('posts:', r.known_post_id)) AS evidence,
       coalesce(r.name, '（名称未采集）') AS name,
       r.platform,
       CASE WHEN char_length(r.work) > 30 THEN concat(left(r.work, 30), '…') ELSE r.work END AS work,
       CASE WHEN char_length(r.content) > 40 THEN concat(left(r.content, 40), '…') ELSE r.content END AS words,
       CASE WHEN r.outside = 'yes' THEN concat('说的是外地（', r.places, '）的事') ELSE '与本单位职责无关' END AS problem
FROM read r
WHERE (r.outside = 'yes'
       -- Thanks, condolences and good wishes may go anywhere.
       AND NOT regexp_like(r.content, '(感谢|谢谢|致敬|默哀|哀悼|缅怀|一路走好|平安归来|辛苦了|驰援|支援|祈福)'))
   OR (r.outside = 'unsure' AND r.about = 'entertainment' AND r.duty < $max_duty)
