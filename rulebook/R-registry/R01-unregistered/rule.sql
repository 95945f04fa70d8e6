-- Verified official accounts that no registry of their place holds.
SELECT a.account_id AS subject_id,
       a.account_id,
       'unregistered' AS incident_key,
       CAST(NULL AS DOUBLE) AS value,
       CAST(NULL AS DOUBLE) AS threshold,
       CAST(NULL AS VARCHAR) AS unit,
       a.profile_at AS first_seen,
       make_evidence(a.ref, a.profile_ref) AS evidence,
       a.name,
       a.platform,
       CASE WHEN a.verified_entity IS NOT NULL THEN concat('（认证主体为“', a.verified_entity, '”）')
            WHEN a.verification_text IS NOT NULL THEN concat('（认证信息为“', a.verification_text, '”）')
            ELSE '' END AS entity_note
FROM subjects a
WHERE a.verified AND a.public_body AND a.covered
