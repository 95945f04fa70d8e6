-- Texts that the detector's signal of import points at, read again with what the account's unit is for and where it is.
WITH read AS (
    SELECT s.post_id, s.account_id, s.posted_at, s.name, s.platform, concat('posts:', s.post_id) AS row_ref,
           text_found('C08', p.title, p.content, s.unit_type,
           text_outside(text_whole(p.title, p.content), s.region_code), 'post') AS confidence,
           text_found_words('C08', p.title, p.content, s.unit_type,
           text_outside(text_whole(p.title, p.content), s.region_code), 'post') AS words
    FROM subjects s
    JOIN posts p ON p.post_id = s.post_id
    WHERE contains(s.signals, ' C08 ')
)
SELECT r.post_id AS subject_id,
       r.account_id,
       concat('C08:', r.post_id) AS incident_key,
       r.confidence AS value,
       $min_confidence AS threshold,
       CAST(NULL AS VARCHAR) AS unit,
       day_of(r.posted_at) AS first_seen,
       make_evidence(r.row_ref) AS evidence,
       coalesce(r.name, '（名称未采集）') AS name,
       r.platform,
       day_of(r.posted_at) AS posted_on,
       CASE WHEN char_length(r.words) > 40 THEN concat(left(r.words, 40), '…') ELSE r.words END AS words
FROM read r
WHERE r.confidence >= $min_confidence
  -- Single characters (店, 起), shopkeepers and "come to us" prove nothing by themselves.
  AND regexp_like(regexp_replace(r.words, '店主|找我|资料', '', 'g'), '[^、]{2}')
