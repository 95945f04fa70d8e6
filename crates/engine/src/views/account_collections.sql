-- How far each account was looked at completely, by kind. Works and profiles are collected newest first, so a complete
-- collection reaches from `complete_from_at` (NULL: the beginning) to `complete_to_at`. A collection of works that the
-- profile contradicts, because it states clearly more works than are known, broke off and proves nothing: it is left out.
-- Two works, or one in twenty, may be missing: platforms count some that they do not show to everybody.
WITH best AS (
    SELECT account_id,
           kind,
           bool_or(from_at IS NULL) AS from_beginning,
           min(from_at) AS first_from_at,
           max(to_at) AS complete_to_at,
           last_value(collection_id ORDER BY to_at, observed_at, collection_id) AS collection_id
    FROM collections
    WHERE state = 'complete' AND to_at IS NOT NULL AND post_id IS NULL
    GROUP BY account_id, kind
)
SELECT b.account_id,
       b.kind,
       CASE WHEN NOT from_beginning THEN first_from_at END AS complete_from_at,
       complete_to_at,
       -- the end is exclusive: a collection to 24:00 of a day reaches that day, not the next
       day_of(complete_to_at - INTERVAL '1 second') AS complete_to_day,
       concat('collections:', collection_id) AS ref
FROM best b
LEFT JOIN all_accounts a ON a.account_id = b.account_id
LEFT JOIN account_activity t ON t.account_id = b.account_id
WHERE b.kind <> 'posts'
   OR NOT coalesce(a.works - t.posts > greatest(2, a.works / 20), false)
