-- Filed accounts that are not verified, or verified as somebody else than their host unit.
SELECT a.account_id AS subject_id,
       a.account_id,
       CASE WHEN a.is_verified THEN concat('entity:', text_fold(a.entity)) ELSE 'unverified' END AS incident_key,
       CAST(NULL AS DOUBLE) AS value,
       CAST(NULL AS DOUBLE) AS threshold,
       CAST(NULL AS VARCHAR) AS unit,
       coalesce(day_of(a.profile_at), a.filed_on) AS first_seen,
       make_evidence(a.ref, a.registry_ref, a.profile_ref) AS evidence,
       a.name,
       a.platform,
       CASE WHEN a.is_verified THEN concat('的认证主体为“', a.entity, '”，与台账主办单位“', a.unit_name, '”不一致')
            WHEN a.said_by = '台账' THEN '台账填报未经平台认证'
            ELSE '未经平台认证' END AS problem
FROM subjects a
WHERE NOT a.is_verified OR NOT unit_same(a.entity, a.unit_name)
