-- The kept per-account state, computed from the works themselves.
SELECT concat(account_id, '@', CAST(quarter_start(posted_at) AS VARCHAR)) AS state_id,
       account_id,
       quarter_start(posted_at) AS quarter_at,
       count(*) AS posts,
       min(posted_at) AS first_posted_at,
       max(posted_at) AS last_posted_at,
       last_value(post_id ORDER BY posted_at NULLS FIRST, post_id) AS last_post_id,
       CAST(NULL AS VARCHAR) AS last_post_sha256,
       'session' AS computed_by,
       CAST(NULL AS VARCHAR) AS source_id,
       max(observed_at) AS observed_at
FROM posts
GROUP BY account_id, quarter_start(posted_at)
