-- Accounts filed as closed that the platform still shows, or that published again.
WITH signs AS (
    SELECT a.*,
           coalesce(a.last_posted_day > a.closed_by, false) AS posted_again,
           coalesce(a.seen_state = 'normal', false)
               AND coalesce(a.seen_on > a.closed_by, a.seen_on IS NOT NULL)
               AND coalesce(a.seen_on >= days_after($as_of, -$profile_age_days), false) AS still_shown
    FROM subjects a
)
SELECT account_id AS subject_id,
       account_id,
       coalesce(CAST(closed_on AS VARCHAR), 'closed') AS incident_key,
       date_diff_days(closed_by, $as_of) AS value,
       0 AS threshold,
       '天' AS unit,
       CASE WHEN posted_again THEN last_posted_day ELSE seen_on END AS first_seen,
       make_evidence(ref, registry_ref,
           CASE WHEN still_shown THEN seen_ref END,
           CASE WHEN posted_again THEN last_post_ref END) AS evidence,
       name,
       platform,
       concat(CASE WHEN closed_on IS NOT NULL THEN to_char(closed_on, '%Y年%-m月%-d日') ELSE '已' END,
              CASE registry_state WHEN 'cancelled' THEN '注销' WHEN 'migrated' THEN '迁移' ELSE '关停' END) AS closed_words,
       CASE WHEN posted_again AND still_shown
            THEN concat('平台仍显示该账号，且', to_char(last_posted_day, '%Y年%-m月%-d日'), '仍在发布作品')
            WHEN posted_again
            THEN concat('但', to_char(last_posted_day, '%Y年%-m月%-d日'), '仍在发布作品')
            ELSE concat('但', to_char(seen_on, '%Y年%-m月%-d日'), '平台仍显示该账号') END AS sign
FROM signs
WHERE posted_again OR still_shown
