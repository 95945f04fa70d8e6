-- One row per work with a media file that was at hand: could its pictures be read?
-- A work with several files is readable where one of them is.
WITH newest AS (
    SELECT * FROM (
        SELECT sha256, state, tier, trouble, duration_seconds,
               row_number() OVER (PARTITION BY sha256 ORDER BY observed_at DESC, fingerprint_id DESC) AS place
        FROM fingerprints)
    WHERE place = 1
)
SELECT m.post_id,
       bool_or(n.state = 'read' AND n.tier = 'dense') AS readable,
       min(n.trouble) AS trouble,
       max(n.duration_seconds) AS seconds
FROM (SELECT DISTINCT post_id, sha256 FROM media WHERE post_id IS NOT NULL AND sha256 IS NOT NULL) m
JOIN newest n ON n.sha256 = m.sha256
GROUP BY m.post_id
