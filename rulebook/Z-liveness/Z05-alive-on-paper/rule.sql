-- Accounts within the update limit only by filler: works timed just before the limit, or nothing of their own.
-- Only the window is read, each step once (MATERIALIZED), and of each work only what the step needs.
WITH
-- Sign 1: the rhythm. Whoever posts on more days than this cannot have enough long gaps: busy accounts are never sorted.
sparse AS MATERIALIZED (
    SELECT account_id
    FROM subjects
    WHERE posting_days > $min_gaps
      AND posting_days <= 1 + $zombie_days / ($min_share * greatest($limit_days - $cadence_days, 1))
),
days AS (
    SELECT f.account_id, day_of(f.posted_at) AS day
    FROM features_posts f
    JOIN sparse s ON s.account_id = f.account_id
    WHERE f.posted_at >= day_start(days_after($as_of, 1 - $zombie_days))
    GROUP BY f.account_id, day_of(f.posted_at)
),
gaps AS (
    SELECT account_id, date_diff_days(lag(day) OVER (PARTITION BY account_id ORDER BY day), day) AS gap FROM days
),
rhythm AS (
    SELECT account_id,
           count(gap) AS gaps,
           count(*) FILTER (WHERE gap BETWEEN $limit_days - $cadence_days AND $limit_days) AS tight
    FROM gaps
    GROUP BY account_id
),
cadence AS MATERIALIZED (
    SELECT account_id, gaps, tight, CAST(tight AS DOUBLE) / gaps AS share
    FROM rhythm
    WHERE gaps >= $min_gaps AND CAST(tight AS DOUBLE) / gaps >= $min_share
),
-- Sign 2: nothing of their own. Texts are compared over every account: what makes a text a handed-out one are the others.
-- Nearly every text is unique and drops out in this first grouping.
shared_keys AS MATERIALIZED (
    SELECT text_key
    FROM features_posts
    WHERE posted_at >= day_start(days_after($as_of, 1 - $own_days))
      AND text_key IS NOT NULL
      AND text_chars >= $min_chars
    GROUP BY text_key
    HAVING count(*) > $min_accounts
),
candidates AS MATERIALIZED (
    SELECT f.post_id, f.account_id, f.text_key, f.posted_at, f.posted_precision,
           coalesce(f.is_repost, false) AS is_repost,
           -- The accounts of one unit are one publisher; without a unit, accounts of one name are.
           coalesce(a.unit_id, a.name_folded, f.account_id) AS publisher
    FROM features_posts f
    JOIN shared_keys k ON k.text_key = f.text_key
    JOIN all_accounts a ON a.account_id = f.account_id
    WHERE f.posted_at >= day_start(days_after($as_of, 1 - $own_days))
),
-- Two rows of 24-hour windows, from midnight and from noon: whatever falls into one is at most 24 hours apart.
windows AS (
    SELECT post_id, account_id, is_repost, text_key, publisher, 0 AS start_hour, day_of(posted_at) AS day
    FROM candidates
    UNION ALL
    SELECT post_id, account_id, is_repost, text_key, publisher, 12 AS start_hour,
           day_of(posted_at + INTERVAL '12 hours') AS day
    FROM candidates
    WHERE posted_precision IS DISTINCT FROM 'day'
),
publishers AS (
    SELECT text_key, start_hour, day, publisher FROM windows GROUP BY text_key, start_hour, day, publisher
),
crowded AS (
    SELECT text_key, start_hour, day
    FROM publishers
    GROUP BY text_key, start_hour, day
    HAVING count(*) > $min_accounts
),
copied AS (
    SELECT w.account_id, w.post_id
    FROM windows w
    JOIN crowded c ON c.text_key = w.text_key AND c.start_hour = w.start_hour AND c.day = w.day
    -- Reposts are counted as such already.
    WHERE NOT w.is_repost
    GROUP BY w.account_id, w.post_id
),
handed_out AS (
    SELECT account_id, count(*) AS works FROM copied GROUP BY account_id
),
fired AS MATERIALIZED (
    SELECT s.account_id, s.name, s.platform, s.ref, s.registry_ref, s.collection_ref, s.own_works, s.own_reposts,
           c.gaps, c.tight, c.share,
           s.own_works >= $min_works AND s.own_reposts + coalesce(h.works, 0) = s.own_works AS nothing_own,
           c.account_id IS NOT NULL AS on_time
    FROM subjects s
    LEFT JOIN cadence c ON c.account_id = s.account_id
    LEFT JOIN handed_out h ON h.account_id = s.account_id
    WHERE c.account_id IS NOT NULL
       OR (s.own_works >= $min_works AND s.own_reposts + coalesce(h.works, 0) = s.own_works)
),
shown AS (
    SELECT f.account_id,
           count(*) AS works,
           min(day_of(p.posted_at)) AS first_day,
           array_agg(concat('posts:', p.post_id)) AS refs
    FROM fired f
    JOIN features_posts p ON p.account_id = f.account_id
    WHERE p.posted_at >= day_start(days_after($as_of, 1 - greatest($zombie_days, $own_days)))
      AND p.posted_at >= day_start(days_after($as_of, 1 - CASE WHEN f.on_time THEN $zombie_days ELSE $own_days END))
    GROUP BY f.account_id
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
               CASE WHEN f.own_reposts = f.own_works THEN '全部为转发，没有自己的作品'
                    WHEN f.own_reposts = 0 THEN '全部与其他单位24小时内发布的文案相同，没有自己的作品'
                    ELSE '全部为转发或者与其他单位24小时内发布的文案相同，没有自己的作品' END END) AS sign
FROM fired f
JOIN shown r ON r.account_id = f.account_id
