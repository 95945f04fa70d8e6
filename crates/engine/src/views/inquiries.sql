-- What citizens ask of accounts, in comments under their works and in private messages, and the account's first answer.
-- `answered` has three values: an answer is known; the platform counts no replies, or all it counts are known, or replies were
-- collected completely, and none is the account's; or NULL, because replies may exist that nobody collected.
WITH children AS (
    SELECT parent_id, count(*) AS known
    FROM features_comments
    WHERE parent_id IS NOT NULL
    GROUP BY parent_id
),
own AS (
    SELECT comment_id, parent_id, commented_at
    FROM features_comments
    WHERE parent_id IS NOT NULL AND author_account_id = account_id
),
looked_at AS (
    SELECT post_id, max(to_at) AS to_at
    FROM collections
    WHERE post_id IS NOT NULL AND kind = 'replies' AND state = 'complete'
    GROUP BY post_id
),
asked AS (
    SELECT f.comment_id, f.account_id, f.post_id, f.parent_id, f.commented_at, f.message_kind, f.urgency, f.department, f.runner_up
    FROM features_comments f
    WHERE f.needs_answer AND f.account_id IS NOT NULL AND f.author_account_id IS NULL
),
-- An answer stands below the question itself, or, to a question inside a thread, later in the same thread.
answer AS (
    SELECT comment_id, first_value(answer_id ORDER BY at, answer_id) AS answer_id, min(at) AS answered_at
    FROM (
        SELECT a.comment_id, o.comment_id AS answer_id, o.commented_at AS at
        FROM asked a
        JOIN own o ON o.parent_id = a.comment_id
        UNION ALL
        SELECT a.comment_id, o.comment_id AS answer_id, o.commented_at AS at
        FROM asked a
        JOIN own o ON o.parent_id = a.parent_id AND o.commented_at >= a.commented_at)
    GROUP BY comment_id
),
written AS (
    SELECT m.message_id, m.account_id, m.thread_id, m.sent_at, m.content
    FROM messages m
    WHERE m.direction = 'citizen' AND text_needs_answer(m.content, false)
),
reply AS (
    SELECT w.message_id,
           first_value(m.message_id ORDER BY m.sent_at, m.message_id) AS answer_id,
           min(m.sent_at) AS answered_at
    FROM written w
    JOIN messages m ON m.account_id = w.account_id AND m.thread_id = w.thread_id
    WHERE m.direction = 'account' AND m.sent_at >= w.sent_at
    GROUP BY w.message_id
)
SELECT a.comment_id AS inquiry_id,
       'comments' AS source,
       concat('comments:', a.comment_id) AS ref,
       a.account_id,
       a.post_id,
       CASE WHEN a.post_id IS NOT NULL THEN concat('posts:', a.post_id) END AS post_ref,
       a.commented_at AS asked_at,
       day_of(a.commented_at) AS asked_day,
       a.message_kind,
       a.urgency,
       a.department,
       a.runner_up,
       c.content,
       CASE
           WHEN n.answer_id IS NOT NULL THEN true
           WHEN a.parent_id IS NULL AND coalesce(k.known, 0) >= c.reply_count THEN false
           WHEN l.to_at IS NOT NULL THEN false
       END AS answered,
       n.answer_id,
       CASE WHEN n.answer_id IS NOT NULL THEN concat('comments:', n.answer_id) END AS answer_ref,
       n.answered_at,
       day_of(n.answered_at) AS answered_day,
       r.content AS answer
FROM asked a
JOIN comments c ON c.comment_id = a.comment_id
LEFT JOIN children k ON k.parent_id = a.comment_id
LEFT JOIN looked_at l ON l.post_id = a.post_id
LEFT JOIN answer n ON n.comment_id = a.comment_id
LEFT JOIN comments r ON r.comment_id = n.answer_id
UNION ALL
SELECT w.message_id AS inquiry_id,
       'messages' AS source,
       concat('messages:', w.message_id) AS ref,
       w.account_id,
       NULL AS post_id,
       NULL AS post_ref,
       w.sent_at AS asked_at,
       day_of(w.sent_at) AS asked_day,
       text_message_kind(w.content, false) AS message_kind,
       text_urgency(w.content, false) AS urgency,
       text_department(w.content, false) AS department,
       text_department_next(w.content, false) AS runner_up,
       w.content,
       -- An export of messages holds whole conversations: what is not in it was not written.
       p.answer_id IS NOT NULL AS answered,
       p.answer_id,
       CASE WHEN p.answer_id IS NOT NULL THEN concat('messages:', p.answer_id) END AS answer_ref,
       p.answered_at,
       day_of(p.answered_at) AS answered_day,
       m.content AS answer
FROM written w
LEFT JOIN reply p ON p.message_id = w.message_id
LEFT JOIN messages m ON m.message_id = p.answer_id
