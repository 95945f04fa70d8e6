-- Accounts most of whose works are neither duty nor service.
WITH shown AS (
    SELECT account_id, array_agg(concat('posts:', post_id)) AS works
    FROM (SELECT f.account_id, f.post_id,
                 row_number() OVER (PARTITION BY f.account_id ORDER BY f.posted_at DESC, f.post_id) AS place
          FROM features_posts f
          JOIN subjects s ON s.account_id = f.account_id
          WHERE f.posted_at >= day_start(days_after($as_of, 1 - $window_days)) AND f.content_kind IS NOT NULL)
    WHERE place <= 20
    GROUP BY account_id
)
SELECT s.account_id AS subject_id,
       s.account_id,
       concat('quarter:', CAST(day_of(quarter_start(day_start($as_of))) AS VARCHAR)) AS incident_key,
       round(CAST(s.duty + s.service AS DOUBLE) / s.read_works * 100, 1) AS value,
       round($min_share * 100, 1) AS threshold,
       '%' AS unit,
       $as_of AS first_seen,
       make_evidence(s.ref, h.works) AS evidence,
       coalesce(s.name, '（名称未采集）') AS name,
       s.platform,
       $window_days AS window_days,
       s.read_works AS works,
       s.duty,
       s.service,
       s.civic,
       s.place_news,
       s.entertainment,
       concat(CAST(round(CAST(s.duty + s.service AS DOUBLE) / s.read_works * 100, 1) AS VARCHAR), '%') AS share
FROM subjects s
JOIN shown h ON h.account_id = s.account_id
WHERE s.read_works > 0 AND CAST(s.duty + s.service AS DOUBLE) / s.read_works < $min_share
