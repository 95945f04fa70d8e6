-- Accounts that comment under others' works far more than their peers do.
WITH peers AS (
    SELECT platform, account_id, visits FROM subjects WHERE visits > 0
),
usual AS (
    SELECT s.account_id, count(*) AS peers,
           first_value(p.visits ORDER BY abs(2 * p.place - 1 - p.others), p.visits) AS median
    FROM subjects s
    JOIN (SELECT platform, account_id, visits,
                 row_number() OVER (PARTITION BY platform ORDER BY visits, account_id) AS place,
                 count(*) OVER (PARTITION BY platform) AS others
          FROM peers) p ON p.platform = s.platform AND p.account_id <> s.account_id
    GROUP BY s.account_id
),
shown AS (
    SELECT account_id, array_agg(concat('comments:', comment_id)) AS comments
    FROM (SELECT author_account_id AS account_id, comment_id,
                 row_number() OVER (PARTITION BY author_account_id ORDER BY commented_at, comment_id) AS place
          FROM comments
          WHERE author_account_id IS NOT NULL AND (account_id IS DISTINCT FROM author_account_id)
            AND commented_at >= day_start(days_after($as_of, 1 - $window_days)))
    WHERE place <= 20
    GROUP BY account_id
)
SELECT s.account_id AS subject_id,
       s.account_id,
       concat('quarter:', CAST(day_of(quarter_start(day_start($as_of))) AS VARCHAR)) AS incident_key,
       CAST(s.visits AS DOUBLE) AS value,
       CAST($min_visits AS DOUBLE) AS threshold,
       '条' AS unit,
       s.first_on AS first_seen,
       make_evidence(s.ref, h.comments) AS evidence,
       coalesce(s.name, '（名称未采集）') AS name,
       s.platform,
       $window_days AS window_days,
       s.hosts,
       s.visits
FROM subjects s
LEFT JOIN usual u ON u.account_id = s.account_id
LEFT JOIN shown h ON h.account_id = s.account_id
WHERE s.visits >= $min_visits
  AND (u.median IS NULL OR s.visits >= $times_peers * u.median)
