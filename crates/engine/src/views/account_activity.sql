-- What each account has published up to the monitoring point. Whole quarters come from the kept state, a few lines an
-- account; only the quarter of the monitoring point is read work by work.
WITH part AS (
    SELECT account_id,
           posts,
           CASE WHEN quarter_at IS NULL THEN posts ELSE 0 END AS undated_posts,
           first_posted_at,
           last_posted_at,
           last_post_id
    FROM features_account_quarters
    WHERE quarter_at IS NULL OR quarter_at < $quarter_start
    UNION ALL
    SELECT account_id,
           count(*) AS posts,
           0 AS undated_posts,
           min(posted_at) AS first_posted_at,
           max(posted_at) AS last_posted_at,
           last_value(post_id ORDER BY posted_at, post_id) AS last_post_id
    FROM features_posts
    WHERE posted_at >= $quarter_start
    GROUP BY account_id
),
total AS (
    SELECT account_id,
           sum(posts) AS posts,
           sum(undated_posts) AS undated_posts,
           min(first_posted_at) AS first_posted_at,
           max(last_posted_at) AS last_posted_at,
           last_value(last_post_id ORDER BY last_posted_at NULLS FIRST, last_post_id) AS last_post_id
    FROM part
    GROUP BY account_id
)
SELECT a.account_id,
       coalesce(t.posts, 0) AS posts,
       coalesce(t.undated_posts, 0) AS undated_posts,
       t.first_posted_at,
       t.last_posted_at,
       day_of(t.first_posted_at) AS first_posted_day,
       day_of(t.last_posted_at) AS last_posted_day,
       CASE WHEN t.last_post_id IS NOT NULL THEN concat('posts:', t.last_post_id) END AS last_post_ref
FROM all_accounts a
LEFT JOIN total t ON t.account_id = a.account_id
