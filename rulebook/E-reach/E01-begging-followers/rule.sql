-- Texts that the detector's signal of import points at, read again with what the account's unit is for and where it is. Hashtags are
-- read too: who reaches for followers or votes does so in hashtags of his own making (#冲刺二十万粉), unlike C04 and C11.
WITH read AS (
    SELECT s.post_id, s.account_id, s.posted_at, s.name, s.platform, concat('posts:', s.post_id) AS row_ref, '作品' AS written_as,
           text_found('E01', p.title, p.content, s.unit_type,
           text_outside(text_whole(p.title, p.content), s.region_code), 'post') AS confidence,
           text_found_words('E01', p.title, p.content, s.unit_type,
           text_outside(text_whole(p.title, p.content), s.region_code), 'post') AS words,
           CASE WHEN contains(s.signals, ' E02 ') THEN text_found('E02', p.title, p.content, s.unit_type,
           text_outside(text_whole(p.title, p.content), s.region_code), 'post') END AS canvasses
    FROM subjects s
    JOIN posts p ON p.post_id = s.post_id
    WHERE contains(s.signals, ' E01 ') AND s.written_as = 'post'
    UNION ALL
    SELECT s.post_id, s.account_id, s.posted_at, s.name, s.platform, concat('comments:', s.post_id) AS row_ref, '评论' AS written_as,
           text_found('E01', CAST(NULL AS VARCHAR), c.content, s.unit_type,
           text_outside(text_whole(CAST(NULL AS VARCHAR), c.content), s.region_code), 'comment') AS confidence,
           text_found_words('E01', CAST(NULL AS VARCHAR), c.content, s.unit_type,
           text_outside(text_whole(CAST(NULL AS VARCHAR), c.content), s.region_code), 'comment') AS words,
           CASE WHEN contains(s.signals, ' E02 ') THEN text_found('E02', CAST(NULL AS VARCHAR), c.content, s.unit_type,
           text_outside(text_whole(CAST(NULL AS VARCHAR), c.content), s.region_code), 'comment') END AS canvasses
    FROM subjects s
    JOIN comments c ON c.comment_id = s.post_id
    WHERE contains(s.signals, ' E01 ') AND s.written_as = 'comment'
),
-- One plain "follow us" is courtesy; one under every third work is begging. Told once a quarter, by the newest work.
invited AS (
    SELECT account_id, count(*) AS works, max(post_id) FILTER (WHERE place = 1) AS post_id,
           array_agg(concat('posts:', post_id)) FILTER (WHERE place <= 20) AS shown
    FROM (SELECT s.account_id, s.post_id, row_number() OVER (PARTITION BY s.account_id ORDER BY p.posted_at DESC, s.post_id) AS place
          FROM posts p
          JOIN subjects s ON s.post_id = p.post_id
          WHERE p.posted_at >= day_start(days_after($as_of, 1 - $window_days))
            AND contains(coalesce(p.content, p.title), '关注')
            AND regexp_like(coalesce(p.content, p.title), '(欢迎|敬请|记得|别忘了|点个|请)[^，。！？；!?;]{0,6}关注([^天民孩健]|$)'))
    GROUP BY account_id
),
published AS (
    SELECT account_id, count(*) AS works FROM subjects WHERE written_as = 'post' GROUP BY account_id
),
told AS (
    SELECT r.post_id, r.account_id, r.posted_at, r.name, r.platform, make_evidence(r.row_ref) AS evidence, r.written_as, r.confidence, $min_confidence AS threshold,
           concat('E01:', r.post_id) AS incident_key,
           CASE WHEN char_length(r.words) > 40 THEN concat(left(r.words, 40), '…') ELSE r.words END AS words
    FROM read r
    WHERE r.confidence >= $min_confidence
      -- Who canvasses for votes is E02's.
      AND (r.canvasses IS NULL OR r.canvasses <= r.confidence)
    UNION ALL
    SELECT s.post_id, s.account_id, s.posted_at, s.name, s.platform, make_evidence(i.shown) AS evidence, '作品' AS written_as,
           round(CAST(i.works AS DOUBLE) / w.works, 2) AS confidence, $invited_share AS threshold,
           concat('invited:', s.account_id, ':', CAST(day_of(quarter_start(day_start($as_of))) AS VARCHAR)) AS incident_key,
           concat('近', CAST($window_days AS VARCHAR), '天', CAST(w.works AS VARCHAR), '条作品中有', CAST(i.works AS VARCHAR), '条请人关注') AS words
    FROM invited i
    JOIN published w ON w.account_id = i.account_id
    JOIN subjects s ON s.post_id = i.post_id
    WHERE w.works >= $invited_works AND CAST(i.works AS DOUBLE) / w.works >= $invited_share
)
SELECT r.post_id AS subject_id,
       r.account_id,
       r.incident_key,
       r.confidence AS value,
       r.threshold,
       CAST(NULL AS VARCHAR) AS unit,
       day_of(r.posted_at) AS first_seen,
       r.evidence,
       coalesce(r.name, '（名称未采集）') AS name,
       r.platform,
       day_of(r.posted_at) AS posted_on,
       r.written_as,
       r.words
FROM told r
