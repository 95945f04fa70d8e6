-- Accounts that never posted or have been silent for longer than the zombie limit, held against the lists units filed.
WITH listed AS (
    SELECT account_id, min(concat('lists:', entry_id)) AS list_ref
    FROM lists
    WHERE list_kind = 'zombie' AND account_id IS NOT NULL
    GROUP BY account_id
),
owners AS (
    SELECT DISTINCT text_fold(owner) AS owner FROM lists WHERE list_kind = 'zombie' AND owner IS NOT NULL
),
-- A list that names no owner, or several units, speaks for every unit it names; one entry is enough to say the unit's list is there.
named_units AS (
    SELECT DISTINCT text_fold(unit_name) AS unit FROM lists WHERE list_kind = 'zombie' AND unit_name IS NOT NULL
),
any_list AS (
    SELECT count(*) AS entries FROM lists WHERE list_kind = 'zombie'
),
measured AS (
    SELECT a.*,
           CASE WHEN a.posts > 0 THEN date_diff_days(a.last_posted_day, $as_of)
                ELSE date_diff_days(a.exists_since, $as_of) END AS silent_days,
           CASE WHEN a.posts > 0 THEN $zombie_days ELSE $new_account_days END AS allowed_days
    FROM subjects a
),
zombies AS (
    SELECT * FROM measured WHERE silent_days > allowed_days
)
SELECT z.account_id AS subject_id,
       z.account_id,
       CASE WHEN z.posts > 0 THEN CAST(z.last_posted_day AS VARCHAR) ELSE 'never' END AS incident_key,
       z.silent_days AS value,
       z.allowed_days AS threshold,
       '天' AS unit,
       days_after(coalesce(z.last_posted_day, z.exists_since), z.allowed_days + 1) AS first_seen,
       make_evidence(z.ref, z.registry_ref, z.last_post_ref, z.collection_ref, l.list_ref,
           CASE WHEN z.zero_on >= days_after($as_of, -$max_age_days) THEN z.zero_ref END) AS evidence,
       z.name,
       z.platform,
       CASE WHEN z.posts > 0
            THEN concat('自', to_char(z.last_posted_day, '%Y年%-m月%-d日'), '起停止更新，至监测时间点已',
                        CAST(z.silent_days AS VARCHAR), '天')
            ELSE concat('自', to_char(z.exists_since, '%Y年%-m月%-d日'), '以来从未发布作品，至监测时间点已',
                        CAST(z.silent_days AS VARCHAR), '天') END AS silence,
       CASE WHEN l.account_id IS NOT NULL THEN '，已列入僵尸账号名单'
            WHEN o.owner IS NOT NULL OR u.unit IS NOT NULL THEN '，且未列入本单位报送的僵尸账号名单'
            WHEN n.entries > 0 THEN '，且未列入已报送的僵尸账号名单'
            WHEN $must_be_listed THEN '；未导入僵尸账号名单，是否列入尚未核对'
            ELSE '' END AS list_note
FROM zombies z
LEFT JOIN listed l ON l.account_id = z.account_id
LEFT JOIN owners o ON o.owner = text_fold(z.unit_name)
LEFT JOIN named_units u ON u.unit = text_fold(z.unit_name)
CROSS JOIN any_list n
