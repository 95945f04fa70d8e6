-- What import keeps of each comment, computed from the comments themselves.
SELECT comment_id,
       post_id,
       account_id,
       parent_id,
       author_account_id,
       commented_at,
       text_message_kind(content, parent_id IS NOT NULL) AS message_kind,
       text_needs_answer(content, parent_id IS NOT NULL) AS needs_answer,
       text_urgency(content, parent_id IS NOT NULL) AS urgency,
       text_department(content, parent_id IS NOT NULL) AS department,
       text_department_next(content, parent_id IS NOT NULL) AS runner_up,
       text_comment_signals(content, parent_id IS NOT NULL) AS signals,
       text_key(NULL, content) AS text_key,
       'session' AS computed_by,
       source_id,
       observed_at
FROM comments
