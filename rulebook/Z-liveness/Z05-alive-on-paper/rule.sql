-- Accounts within the update limit only by filler: works timed just before the limit, or nothing of their own.
WITH recent AS (
    -- Only the window is read, and of every account: what makes a text a handed-out one are the others.
    SELECT account_id, post_id, posted_at, posted_precision, is_repost, text_key, text_chars
    FROM features_posts
    WHERE posted_at >= day_start(days_after($as_of, 1 - greatest($zombie_days, $own_days)))
),
-- Sign 1: the rhythm. Works of one day are one posting day.
days AS (
    SELECT r.account_id, day_of(r.posted_at) AS day
    FROM recent r
    JOIN subjects s ON s.account_id = r.account_id
    WHERE r.posted_at >= day_start(days_after($as_of, 1 - $zombie_days))
    GROUP BY r.account_id, day_of(r.posted_at)
),
-- Whoever posts on more days than this cannot have enough long gaps; busy accounts drop out before the sort.
sparse AS (
    SELECT account_id
    FROM days
    GROUP BY account_id
    HAVING count(*) > $min_gaps
       AND count(*) <= 1 + $zombie_days / ($min_share * greatest($limit_days - $cadence_days, 1))
),
gaps AS (
    SELECT d.account_id,
           date_diff_days(lag(d.day) OVER (PARTITION BY d.account_id ORDER BY d.day), d.day) AS gap
    FROM days d
    JOIN sparse p ON p.account_id = d.account_id
),
rhythm AS (
    SELECT account_id,
           count(gap) AS gaps,
           count(*) FILTER (WHERE gap BETWEEN $limit_days - $cadence_days AND $limit_days) AS tight
    FROM gaps
    GROUP BY account_id
),
cadence AS (
    SELECT account_id, gaps, tight, CAST(tight AS DOUBLE) / gaps AS share
    FROM rhythm
    WHERE gaps >= $min_gaps AND CAST(tight AS DOUBLE) / gaps >= $min_share
),
-- Sign 2: nothing of their own. Nearly every text is unique and drops out in the first grouping.
shared_keys AS (
    SELECT text_key
    FROM recent
    WHERE text_key IS NOT NULL AND text_chars >= $min_chars
    GROUP BY text_key
    HAVING count(*) > $min_accounts
),
candidates AS (
    SELECT r.post_id, r.text_key, r.posted_at, r.posted_precision,
           coalesce(a.unit_id, a.name_folded, r.account_id) AS owner
    FROM recent r
    JOIN shared_keys k ON k.text_key = r.text_key
    JOIN all_accounts a ON a.account_id = r.account_id
),
-- Two rows of 24-hour windows, from midnight and from noon: whatever falls into one is at most 24 hours apart.
windows AS (
    SELECT post_id, text_key, owner, 0 AS start_hour, day_of(posted_at) AS day FROM candidates
    UNION ALL
    SELECT post_id, text_key, owner, 12 AS start_hour, day_of(posted_at + INTERVAL '12 hours') AS day
    FROM candidates
    WHERE posted_precision IS DISTINCT FROM 'day'
),
owners AS (
    SELECT text_key, start_hour, day, owner FROM windows GROUP BY text_key, start_hour, day, owner
),
crowded AS (
    SELECT text_key, start_hour, day
    FROM owners
    GROUP BY text_key, start_hour, day
    HAVING count(*) > $min_accounts
),
copied AS (
    SELECT w.post_id
    FROM windows w
    JOIN crowded c ON c.text_key = w.text_key AND c.start_hour = w.start_hour AND c.day = w.day
    GROUP BY w.post_id
),
per_account AS (
    SELECT r.account_id,
           count(*) AS works,
           count(*) FILTER (WHERE r.is_repost) AS reposts,
           count(*) FILTER (WHERE coalesce(r.is_repost, false) OR c.post_id IS NOT NULL) AS filler
    FROM recent r
    JOIN subjects s ON s.account_id = r.account_id
    LEFT JOIN copied c ON c.post_id = r.post_id
    WHERE r.posted_at >= day_start(days_after($as_of, 1 - $own_days))
    GROUP BY r.account_id
),
no_own AS (
    SELECT account_id, works, reposts FROM per_account WHERE filler = works AND works >= $min_works
),
fired AS (
    SELECT s.account_id, s.name, s.platform, s.ref, s.registry_ref, s.collection_ref,
           c.gaps, c.tight, c.share, n.works AS filler_works, n.reposts,
           n.account_id IS NOT NULL AS nothing_own,
           c.account_id IS NOT NULL AS on_time
    FROM subjects s
    LEFT JOIN cadence c ON c.account_id = s.account_id
    LEFT JOIN no_own n ON n.account_id = s.account_id
    WHERE c.account_id IS NOT NULL OR n.account_id IS NOT NULL
),
rows_shown AS (
    SELECT r.account_id,
           count(*) AS works,
           min(day_of(r.posted_at)) AS first_day,
           array_agg(concat('posts:', r.post_id)) AS refs
    FROM recent r
    JOIN fired f ON f.account_id = r.account_id
    WHERE r.posted_at >= day_start(days_after($as_of, 1 - CASE WHEN f.on_time THEN $zombie_days ELSE $own_days END))
    GROUP BY r.account_id
)
SELECT f.account_id AS subject_id,
       f.account_id,
       'filler' AS incident_key,
       CASE WHEN f.nothing_own THEN 100.0 ELSE round(f.share * 100.0, 1) END AS value,
       CASE WHEN f.nothing_own THEN 100.0 ELSE $min_share * 100.0 END AS threshold,
       '%' AS unit,
       r.first_day AS first_seen,
       make_evidence(f.ref, f.registry_ref, f.collection_ref, r.refs) AS evidence,
       f.name,
       f.platform,
       r.works,
       CASE WHEN f.on_time THEN $zombie_days ELSE $own_days END AS window_days,
       concat_ws('；',
           CASE WHEN f.on_time THEN concat('相邻', CAST(f.gaps AS VARCHAR), '个发布间隔中有', CAST(f.tight AS VARCHAR),
               '个落在', CAST($limit_days - $cadence_days AS VARCHAR), '至', CAST($limit_days AS VARCHAR),
               '天之间，踩着更新时限发布') END,
           CASE WHEN f.nothing_own THEN
               CASE WHEN f.reposts = f.filler_works THEN '全部为转发，没有自己的作品'
                    WHEN f.reposts = 0 THEN '全部与其他单位24小时内发布的文案相同，没有自己的作品'
                    ELSE '全部为转发或者与其他单位24小时内发布的文案相同，没有自己的作品' END END) AS sign
FROM fired f
JOIN rows_shown r ON r.account_id = f.account_id
