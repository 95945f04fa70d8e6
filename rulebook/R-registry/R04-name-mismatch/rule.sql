-- Accounts shown under another name than filed, and units whose accounts are called differently from platform to platform.
WITH filed AS (
    SELECT account_id, unit_id, platform, filed_name, text_fold(filed_name) AS folded, opened_on
    FROM all_accounts
    WHERE registered AND unit_id IS NOT NULL AND filed_name IS NOT NULL
      AND coalesce(registry_state, 'normal') NOT IN ('closed', 'cancelled', 'migrated')
      AND NOT coalesce(closed_on <= $as_of AND registry_state IS DISTINCT FROM 'normal', false)
),
pairs AS (
    SELECT a.account_id, a.unit_id, a.platform,
           strpos(a.folded, b.folded) > 0 OR strpos(b.folded, a.folded) > 0 AS alike
    FROM filed a
    JOIN filed b ON b.unit_id = a.unit_id AND b.platform <> a.platform
),
counted AS (
    SELECT account_id, unit_id, platform, count(*) FILTER (WHERE alike) AS alike, count(*) AS others
    FROM pairs
    GROUP BY account_id, unit_id, platform
),
-- A platform on which some account of the unit is called as elsewhere is in order.
in_order AS (
    SELECT unit_id, platform, max(alike) AS alike FROM counted GROUP BY unit_id, platform
),
reference AS (
    SELECT * FROM (
        SELECT f.unit_id, f.account_id AS reference_id, f.filed_name AS reference_name,
               row_number() OVER (PARTITION BY f.unit_id
                   ORDER BY c.alike DESC, f.opened_on ASC NULLS LAST, f.account_id) AS place
        FROM filed f
        JOIN counted c ON c.account_id = f.account_id)
    WHERE place = 1
),
odd AS (
    SELECT c.account_id, r.reference_id, r.reference_name
    FROM counted c
    JOIN in_order o ON o.unit_id = c.unit_id AND o.platform = c.platform
    JOIN reference r ON r.unit_id = c.unit_id
    WHERE o.alike = 0 AND r.reference_id <> c.account_id
),
judged AS (
    SELECT s.*, o.reference_id, o.reference_name,
           text_fold(s.shown_name) <> text_fold(s.filed_name) AS renamed
    FROM subjects s
    LEFT JOIN odd o ON o.account_id = s.account_id
)
SELECT j.account_id AS subject_id,
       j.account_id,
       CASE WHEN j.renamed THEN concat('renamed:', text_fold(j.shown_name))
            ELSE concat('differs:', text_fold(j.filed_name)) END AS incident_key,
       CAST(NULL AS DOUBLE) AS value,
       CAST(NULL AS DOUBLE) AS threshold,
       CAST(NULL AS VARCHAR) AS unit,
       CASE WHEN j.renamed THEN j.shown_since ELSE j.filed_on END AS first_seen,
       make_evidence(j.ref, j.registry_ref,
           CASE WHEN j.renamed THEN j.shown_ref ELSE concat('accounts:', j.reference_id) END) AS evidence,
       j.filed_name AS name,
       j.platform,
       CASE WHEN j.renamed
            THEN concat('平台显示名称为“', j.shown_name, '”（', to_char(j.shown_since, '%Y年%-m月%-d日'),
                        '起采集到），与台账不一致，未见变更备案')
            ELSE concat('与同一主办单位在其他平台使用的名称“', j.reference_name, '”不一致') END AS problem
FROM judged j
WHERE j.renamed OR j.reference_id IS NOT NULL
