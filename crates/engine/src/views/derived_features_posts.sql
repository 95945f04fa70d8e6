-- What import keeps of each work, computed from the works themselves.
SELECT post_id,
       account_id,
       posted_at,
       posted_precision,
       is_repost,
       text_key(title, content) AS text_key,
       text_chars(concat_ws(' ', title, content)) AS text_chars,
       text_signals(title, content) AS signals,
       text_content_kind(title, content) AS content_kind,
       text_duty_of(title, content) AS duty_of,
       'session' AS computed_by,
       source_id,
       observed_at
FROM posts
