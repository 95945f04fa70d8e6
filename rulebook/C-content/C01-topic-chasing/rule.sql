-- Accounts whose share of works that follow trending topics outside duty and place is above the limit for sure.
WITH topics AS MATERIALIZED (
    SELECT t.title, text_topic_key(t.title) AS topic_key, day_of(t.first_at) AS first_on, t.topic_id
    FROM (SELECT title, min(observed_at) AS first_at,
                 first_value(topic_id ORDER BY observed_at, topic_id) AS topic_id
          FROM hot_topics
          WHERE observed_at >= day_start(days_after($as_of, 1 - $window_days - $trending_days))
          GROUP BY title) t
    WHERE text_topic_exemption(t.title) IS NULL
),
-- For each day the topics that a work of that day may be chasing, one a line: a work is read once for all of them.
boards AS MATERIALIZED (
    SELECT posted_on, arrow_cast(string_agg(topic_key, chr(10) ORDER BY topic_key), 'Utf8View') AS topic_keys
    FROM (SELECT DISTINCT days_after(first_on, passed) AS posted_on, topic_key
          FROM (SELECT first_on, topic_key, unnest(range(0, $trending_days + 1)) AS passed FROM topics WHERE topic_key IS NOT NULL))
    GROUP BY posted_on
),
free_works AS (
    -- Works outside the unit's duty; only their texts are read.
    SELECT p.post_id, s.account_id, s.region_code, day_of(f.posted_at) AS posted_on, text_whole(p.title, p.content) AS whole
    FROM subjects s
    JOIN features_posts f ON f.account_id = s.account_id
    JOIN posts p ON p.post_id = f.post_id
    WHERE f.posted_at >= day_start(days_after($as_of, 1 - $window_days))
      AND f.content_kind IS NOT NULL
      AND NOT coalesce(contains(f.duty_of, concat(' ', s.unit_type, ' ')), false)
),
met AS MATERIALIZED (
    SELECT *
    FROM (SELECT w.*, text_topics_met(w.whole, b.topic_keys) AS topic_keys
          FROM free_works w
          JOIN boards b ON b.posted_on = w.posted_on)
    WHERE topic_keys IS NOT NULL
),
chasing AS MATERIALIZED (
    SELECT m.post_id, m.account_id,
           min(t.title) AS topic,
           min(t.topic_id) AS topic_id
    FROM (SELECT post_id, account_id, posted_on, unnest(topic_keys) AS topic_key
          FROM met
          -- A topic or a work about the account's own place is its business.
          WHERE text_outside(whole, region_code) IS DISTINCT FROM 'no') m
    JOIN topics t ON t.topic_key = m.topic_key
    WHERE t.first_on <= m.posted_on AND t.first_on >= days_after(m.posted_on, -$trending_days)
    GROUP BY m.post_id, m.account_id
),
counted AS (
    SELECT account_id, count(*) AS chasing, min(topic) AS example
    FROM chasing
    GROUP BY account_id
),
shown AS (
    SELECT account_id, array_agg(concat('posts:', post_id)) AS works, array_agg(concat('hot_topics:', topic_id)) AS topics
    FROM (SELECT *, row_number() OVER (PARTITION BY account_id ORDER BY post_id) AS place FROM chasing)
    WHERE place <= 20
    GROUP BY account_id
),
-- Wilson's interval at 95 %.
judged AS (
    SELECT s.*, c.chasing, c.example, h.works AS shown_works, h.topics AS shown_topics,
           CAST(c.chasing AS DOUBLE) / s.window_works AS share,
           3.8416 / s.window_works AS z,
           1.96 * sqrt(CAST(c.chasing AS DOUBLE) / s.window_works * (1 - CAST(c.chasing AS DOUBLE) / s.window_works) / s.window_works
                       + 0.9604 / (CAST(s.window_works AS DOUBLE) * s.window_works)) AS half
    FROM subjects s
    JOIN counted c ON c.account_id = s.account_id
    JOIN shown h ON h.account_id = s.account_id
    WHERE s.window_works > 0
),
bounds AS (
    SELECT *, (share + z / 2 - half) / (1 + z) AS low, (share + z / 2 + half) / (1 + z) AS high FROM judged
)
SELECT b.account_id AS subject_id,
       b.account_id,
       concat('quarter:', CAST(day_of(quarter_start(day_start($as_of))) AS VARCHAR)) AS incident_key,
       round(b.share * 100, 1) AS value,
       round($max_share * 100, 1) AS threshold,
       '%' AS unit,
       $as_of AS first_seen,
       make_evidence(b.ref, b.shown_works, b.shown_topics) AS evidence,
       coalesce(b.name, '（名称未采集）') AS name,
       b.platform,
       $window_days AS window_days,
       b.window_works AS works,
       b.chasing,
       concat(CAST(round(b.share * 100, 1) AS VARCHAR), '%') AS share,
       concat(CAST(round(b.low * 100, 1) AS VARCHAR), '%') AS low,
       concat(CAST(round(b.high * 100, 1) AS VARCHAR), '%') AS high,
       b.example
FROM bounds b
WHERE b.low > $max_share
