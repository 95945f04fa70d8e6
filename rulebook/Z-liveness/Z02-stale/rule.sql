-- Publishing accounts whose last dated work is older than the limit, or that publish too little a week where a profile asks so.
WITH week AS (
    -- Empty, and not even planned, where no weekly number is asked for.
    SELECT account_id, count(*) AS works
    FROM features_posts
    WHERE $min_posts_per_week > 0
      AND posted_at >= day_start(days_after($as_of, -6))
    GROUP BY account_id
),
measured AS (
    SELECT a.*,
           date_diff_days(a.last_posted_day, $as_of) AS silent_days,
           coalesce(w.works, 0) AS week_works
    FROM subjects a
    LEFT JOIN week w ON w.account_id = a.account_id
    WHERE a.posts > 0
)
SELECT account_id AS subject_id,
       account_id,
       -- The same silence keeps its id.
       CASE WHEN silent_days > $limit_days THEN CAST(last_posted_day AS VARCHAR) ELSE 'weekly' END AS incident_key,
       CASE WHEN silent_days > $limit_days THEN silent_days ELSE week_works END AS value,
       CASE WHEN silent_days > $limit_days THEN $limit_days ELSE $min_posts_per_week END AS threshold,
       CASE WHEN silent_days > $limit_days THEN '天' ELSE '条/周' END AS unit,
       CASE WHEN silent_days > $limit_days THEN days_after(last_posted_day, $limit_days + 1) ELSE $as_of END AS first_seen,
       make_evidence(ref, registry_ref, last_post_ref, collection_ref) AS evidence,
       name,
       platform,
       last_posted_day,
       silent_days,
       CASE WHEN silent_days > $limit_days THEN concat('超过', CAST($limit_days AS VARCHAR), '天的更新时限')
            ELSE concat('近7天仅发布', CAST(week_works AS VARCHAR), '条，不足每周', CAST($min_posts_per_week AS VARCHAR), '条')
       END AS shortfall
FROM measured
WHERE silent_days > $limit_days
   OR (week_works < $min_posts_per_week AND coalesce(opened_on <= days_after($as_of, -7), true))
