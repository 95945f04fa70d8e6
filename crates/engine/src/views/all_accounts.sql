-- One row per account: identity, the latest filing that holds it, and the latest known value of each profile column.
-- A profile column that the latest snapshot does not have keeps the last value seen: collectors see different parts.
WITH profile AS (
    SELECT account_id,
           last_value(name ORDER BY observed_at, snapshot_id) FILTER (WHERE name IS NOT NULL) AS name,
           last_value(signature ORDER BY observed_at, snapshot_id) FILTER (WHERE signature IS NOT NULL) AS signature,
           last_value(verified ORDER BY observed_at, snapshot_id) FILTER (WHERE verified IS NOT NULL) AS verified,
           last_value(verification_kind ORDER BY observed_at, snapshot_id) FILTER (WHERE verification_kind IS NOT NULL) AS verification_kind,
           last_value(verification_text ORDER BY observed_at, snapshot_id) FILTER (WHERE verification_text IS NOT NULL) AS verification_text,
           last_value(verified_entity ORDER BY observed_at, snapshot_id) FILTER (WHERE verified_entity IS NOT NULL) AS verified_entity,
           last_value(followers ORDER BY observed_at, snapshot_id) FILTER (WHERE followers IS NOT NULL) AS followers,
           last_value(works ORDER BY observed_at, snapshot_id) FILTER (WHERE works IS NOT NULL) AS works,
           last_value(state ORDER BY observed_at, snapshot_id) FILTER (WHERE state IS NOT NULL) AS state,
           last_value(shop ORDER BY observed_at, snapshot_id) FILTER (WHERE shop IS NOT NULL) AS shop,
           last_value(snapshot_id ORDER BY observed_at, snapshot_id) AS snapshot_id,
           max(observed_at) AS observed_at
    FROM account_snapshots
    GROUP BY account_id
),
filed AS (
    SELECT * FROM (
        SELECT *, row_number() OVER (
            PARTITION BY account_id ORDER BY filed_on DESC NULLS LAST, observed_at DESC, registry_row_id) AS recency
        FROM registry WHERE account_id IS NOT NULL)
    WHERE recency = 1
),
reading AS (
    SELECT account_id,
           last_value(name_folded ORDER BY observed_at, feature_id) FILTER (WHERE name_folded IS NOT NULL) AS name_folded,
           last_value(name_skeleton ORDER BY observed_at, feature_id) FILTER (WHERE name_skeleton IS NOT NULL) AS name_skeleton,
           last_value(region_code ORDER BY observed_at, feature_id) FILTER (WHERE region_code IS NOT NULL) AS region_code,
           last_value(level ORDER BY observed_at, feature_id) FILTER (WHERE level <> 'unknown') AS level,
           last_value(unit_type ORDER BY observed_at, feature_id) FILTER (WHERE unit_type <> 'unknown') AS unit_type,
           bool_or(official_looking) AS official_looking
    FROM features_accounts
    GROUP BY account_id
)
SELECT a.account_id,
       a.platform,
       coalesce(p.name, r.account_name, a.name) AS name,
       coalesce(f.name_folded, text_fold(coalesce(p.name, r.account_name, a.name))) AS name_folded,
       coalesce(f.name_skeleton, text_skeleton(coalesce(p.name, r.account_name, a.name))) AS name_skeleton,
       f.region_code,
       coalesce(f.level, 'unknown') AS level,
       coalesce(f.unit_type, 'unknown') AS unit_type,
       coalesce(f.official_looking, false) AS official_looking,
       r.registry_row_id IS NOT NULL AS registered,
       r.registry_row_id,
       r.filed_on,
       r.unit_id,
       r.unit_name,
       r.unit_code,
       r.account_name AS filed_name,
       r.verified AS filed_verified,
       r.verified_entity AS filed_verified_entity,
       r.opened_on,
       r.state AS registry_state,
       r.closed_on,
       r.publishing,
       r.operator,
       r.interaction,
       p.verified,
       p.verification_kind,
       p.verification_text,
       p.verified_entity,
       p.followers,
       p.works,
       p.state AS platform_state,
       p.shop,
       p.signature,
       p.observed_at AS profile_at,
       r.registry_row_id IS NOT NULL OR coalesce(f.official_looking, false)
           OR coalesce(p.verification_kind = 'government', false) AS audited,
       concat('accounts:', a.account_id) AS ref,
       CASE WHEN r.registry_row_id IS NOT NULL THEN concat('registry:', r.registry_row_id) END AS registry_ref,
       CASE WHEN p.snapshot_id IS NOT NULL THEN concat('account_snapshots:', p.snapshot_id) END AS profile_ref
FROM accounts a
LEFT JOIN profile p ON p.account_id = a.account_id
LEFT JOIN filed r ON r.account_id = a.account_id
LEFT JOIN reading f ON f.account_id = a.account_id
