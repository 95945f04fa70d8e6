-- Unfiled, unverified accounts called like a filed one that sell or ask to be contacted.
SELECT a.account_id AS subject_id,
       a.account_id,
       concat('imitates:', a.imitated_id) AS incident_key,
       CAST(NULL AS DOUBLE) AS value,
       CAST(NULL AS DOUBLE) AS threshold,
       CAST(NULL AS VARCHAR) AS unit,
       a.profile_at AS first_seen,
       make_evidence(a.ref, a.profile_ref, a.imitated_ref) AS evidence,
       a.name,
       a.platform,
       a.imitated_name,
       CASE WHEN a.imitated_unit IS NOT NULL THEN concat('（', a.imitated_unit, '）') ELSE '' END AS owner_note,
       CASE WHEN a.shop AND a.has_contact THEN '主页带有商铺并留有联系方式'
            WHEN a.shop THEN '主页带有商铺'
            ELSE '简介中留有联系方式' END AS bait
FROM subjects a
WHERE a.imitated_id IS NOT NULL
  AND a.verified = false
  AND (coalesce(a.shop, false) OR coalesce(a.has_contact, false))
