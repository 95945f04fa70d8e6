-- Accounts that exist for longer than the limit without a single work.
SELECT a.account_id AS subject_id,
       a.account_id,
       'never' AS incident_key,
       date_diff_days(a.exists_since, $as_of) AS value,
       $limit_days AS threshold,
       '天' AS unit,
       days_after(a.exists_since, $limit_days + 1) AS first_seen,
       make_evidence(a.ref, a.registry_ref, a.collection_ref,
           CASE WHEN a.zero_on >= days_after($as_of, -$max_age_days) THEN a.zero_ref END) AS evidence,
       a.name,
       a.platform,
       a.exists_since,
       a.since_words
FROM subjects a
WHERE a.posts = 0
  AND coalesce(a.most_works, 0) = 0
  AND date_diff_days(a.exists_since, $as_of) > $limit_days
