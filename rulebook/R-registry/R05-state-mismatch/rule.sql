-- Accounts whose filed state and state on the platform do not go together.
WITH compared AS (
    SELECT a.*,
           CASE WHEN a.registry_state = 'normal' THEN a.seen_state <> 'normal'
                WHEN a.registry_state = 'closing' THEN a.seen_state IN ('banned', 'private')
                ELSE a.seen_state = 'normal' END AS mismatch
    FROM subjects a
)
SELECT account_id AS subject_id,
       account_id,
       concat(registry_state, '/', seen_state) AS incident_key,
       CAST(NULL AS DOUBLE) AS value,
       CAST(NULL AS DOUBLE) AS threshold,
       CAST(NULL AS VARCHAR) AS unit,
       seen_on AS first_seen,
       make_evidence(ref, registry_ref, seen_ref) AS evidence,
       name,
       platform,
       CASE registry_state WHEN 'normal' THEN '正常' WHEN 'closing' THEN '拟关停' WHEN 'closed' THEN '关停'
                           WHEN 'cancelled' THEN '注销' WHEN 'migrated' THEN '迁移' ELSE registry_state END AS filed_words,
       seen_on,
       CASE seen_state WHEN 'normal' THEN '正常' WHEN 'closing' THEN '注销中' WHEN 'cancelled' THEN '已注销'
                       WHEN 'banned' THEN '已封禁' WHEN 'private' THEN '已设为私密' ELSE seen_state END AS seen_words
FROM compared
WHERE mismatch
