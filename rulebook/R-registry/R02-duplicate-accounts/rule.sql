-- One row per unit and platform with more accounts in use than allowed. Counted first: few units are gathered.
WITH held AS (
    SELECT s.unit_id, s.unit_name, a.platform, a.account_id, a.name, a.filed_on, a.ref, a.registry_ref
    FROM subjects s
    JOIN all_accounts a ON a.unit_id = s.unit_id
    WHERE a.registered
      AND coalesce(a.registry_state, 'normal') NOT IN ('closing', 'closed', 'cancelled', 'migrated')
      AND NOT coalesce(a.closed_on <= $as_of AND a.registry_state IS DISTINCT FROM 'normal', false)
      AND coalesce(a.platform_state, 'normal') <> 'cancelled'
      AND NOT (a.registry_state IS NULL AND a.platform_state IS NULL)
),
crowded AS (
    SELECT unit_id, platform, count(*) AS accounts
    FROM held
    GROUP BY unit_id, platform
    HAVING count(*) > $allowed
)
SELECT c.unit_id AS subject_id,
       CAST(NULL AS VARCHAR) AS account_id,
       c.platform AS incident_key,
       max(c.accounts) AS value,
       $allowed AS threshold,
       '个' AS unit,
       max(h.filed_on) AS first_seen,
       make_evidence(array_agg(h.registry_ref), array_agg(h.ref)) AS evidence,
       max(h.unit_name) AS unit_name,
       c.platform,
       array_to_string(array_agg(concat('“', h.name, '”') ORDER BY h.name, h.account_id), '、') AS names
FROM crowded c
JOIN held h ON h.unit_id = c.unit_id AND h.platform = c.platform
GROUP BY c.unit_id, c.platform
