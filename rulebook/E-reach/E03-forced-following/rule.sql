-- Texts that the detector's signal of import points at, read again with what the account's unit is for and where it is. Hashtags are
-- read too: who reaches for followers or votes does so in hashtags of his own making (#冲刺二十万粉), unlike C04 and C11.
WITH read AS (
    SELECT s.post_id, s.account_id, s.posted_at, s.name, s.platform, concat('posts:', s.post_id) AS row_ref, '作品' AS written_as,
           text_found('E03', p.title, p.content, s.unit_type,
           text_outside(text_whole(p.title, p.content), s.region_code), 'post') AS confidence,
           text_found_words('E03', p.title, p.content, s.unit_type,
           text_outside(text_whole(p.title, p.content), s.region_code), 'post') AS words,
           CASE WHEN contains(s.signals, ' E01 ') THEN text_found('E01', p.title, p.content, s.unit_type,
           text_outside(text_whole(p.title, p.content), s.region_code), 'post') END AS begs
    FROM subjects s
    JOIN posts p ON p.post_id = s.post_id
    WHERE contains(s.signals, ' E03 ') AND s.written_as = 'post'
    UNION ALL
    SELECT s.post_id, s.account_id, s.posted_at, s.name, s.platform, concat('comments:', s.post_id) AS row_ref, '评论' AS written_as,
           text_found('E03', CAST(NULL AS VARCHAR), c.content, s.unit_type,
           text_outside(text_whole(CAST(NULL AS VARCHAR), c.content), s.region_code), 'comment') AS confidence,
           text_found_words('E03', CAST(NULL AS VARCHAR), c.content, s.unit_type,
           text_outside(text_whole(CAST(NULL AS VARCHAR), c.content), s.region_code), 'comment') AS words,
           CASE WHEN contains(s.signals, ' E01 ') THEN text_found('E01', CAST(NULL AS VARCHAR), c.content, s.unit_type,
           text_outside(text_whole(CAST(NULL AS VARCHAR), c.content), s.region_code), 'comment') END AS begs
    FROM subjects s
    JOIN comments c ON c.comment_id = s.post_id
    WHERE contains(s.signals, ' E03 ') AND s.written_as = 'comment'
)
SELECT r.post_id AS subject_id,
       r.account_id,
       concat('E03:', r.post_id) AS incident_key,
       r.confidence AS value,
       $min_confidence AS threshold,
       CAST(NULL AS VARCHAR) AS unit,
       day_of(r.posted_at) AS first_seen,
       make_evidence(r.row_ref) AS evidence,
       coalesce(r.name, '（名称未采集）') AS name,
       r.platform,
       day_of(r.posted_at) AS posted_on,
       r.written_as,
       CASE WHEN char_length(r.words) > 40 THEN concat(left(r.words, 40), '…') ELSE r.words END AS words
FROM read r
WHERE r.confidence >= $min_confidence
  -- Who begs does not force: that is E01's.
  AND (r.begs IS NULL OR r.begs < r.confidence)
