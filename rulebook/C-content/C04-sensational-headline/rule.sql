-- Texts that the detector's signal of import points at, read again with what the account's unit is for and where it is.
WITH texts AS (
    -- A topic's name is not the account's own wording.
    SELECT s.post_id, s.account_id, s.posted_at, s.name, s.platform, s.unit_type, s.signals, concat('posts:', s.post_id) AS row_ref,
           text_without_hashtags(p.title) AS title,
           text_without_hashtags(p.content) AS content,
           text_outside(text_whole(p.title, p.content), s.region_code) AS outside
    FROM subjects s
    JOIN posts p ON p.post_id = s.post_id
    WHERE contains(s.signals, ' C04 ')
),
read AS (
    SELECT t.*,
           text_found('C04', t.title, t.content, t.unit_type, t.outside, 'post') AS confidence,
           text_found_words('C04', t.title, t.content, t.unit_type, t.outside, 'post') AS words,
           -- The hooks of an advertisement are C08's.
           CASE WHEN contains(t.signals, ' C08 ') THEN text_found('C08', t.title, t.content, t.unit_type, t.outside, 'post') END AS sells
    FROM texts t
)
SELECT r.post_id AS subject_id,
       r.account_id,
       concat('C04:', r.post_id) AS incident_key,
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
  AND (r.sells IS NULL OR r.sells < r.confidence)
