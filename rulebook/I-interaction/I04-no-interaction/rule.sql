-- Accounts filed as having no way for citizens to ask.
SELECT s.account_id AS subject_id,
       s.account_id,
       'no-interaction' AS incident_key,
       CAST(NULL AS DOUBLE) AS value,
       CAST(NULL AS DOUBLE) AS threshold,
       CAST(NULL AS VARCHAR) AS unit,
       s.filed_on AS first_seen,
       make_evidence(s.ref, s.registry_ref) AS evidence,
       coalesce(s.name, '（名称未采集）') AS name,
       s.platform
FROM subjects s
WHERE s.interaction = false
