-- One row per work of whose pictures somebody tried to read the words; without a row nobody looked.
WITH newest AS (
    SELECT * FROM (
        SELECT sha256, state, content,
               row_number() OVER (PARTITION BY sha256 ORDER BY observed_at DESC, text_id DESC) AS place
        FROM picture_texts)
    WHERE place = 1
)
SELECT m.post_id,
       bool_or(n.state = 'read') AS is_read,
       string_agg(n.content, chr(10) ORDER BY m.sha256) AS content
FROM (SELECT DISTINCT post_id, sha256 FROM media WHERE post_id IS NOT NULL AND sha256 IS NOT NULL) m
JOIN newest n ON n.sha256 = m.sha256
GROUP BY m.post_id
