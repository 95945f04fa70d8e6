-- One row per unit and platform with more accounts in use than allowed.
SELECT s.unit_id AS subject_id,
       CAST(NULL AS VARCHAR) AS account_id,
       a.platform AS incident_key,
       count(*) AS value,
       $allowed AS threshold,
       '个' AS unit,
       max(a.filed_on) AS first_seen,
       make_evidence(array_agg(a.registry_ref), array_agg(a.ref)) AS evidence,
       max(s.unit_name) AS unit_name,
       a.platform,
       array_to_string(array_agg(concat('“', a.name, '”') ORDER BY a.name, a.account_id), '、') AS names
FROM subjects s
JOIN all_accounts a ON a.unit_id = s.unit_id
WHERE a.registered
  AND coalesce(a.registry_state, 'normal') NOT IN ('closing', 'closed', 'cancelled', 'migrated')
  AND NOT coalesce(a.closed_on <= $as_of AND a.registry_state IS DISTINCT FROM 'normal', false)
  AND coalesce(a.platform_state, 'normal') <> 'cancelled'
  AND NOT (a.registry_state IS NULL AND a.platform_state IS NULL)
GROUP BY s.unit_id, a.platform
HAVING count(*) > $allowed
