-- What import keeps of each work, computed from the works themselves.
SELECT post_id,
       account_id,
       posted_at,
       posted_precision,
       is_repost,
       text_key(title, content) AS text_key,
       text_chars(concat_ws(' ', title, content)) AS text_chars,
       'session' AS computed_by,
       source_id,
       observed_at
FROM posts
