-- Works in which import found and masked personal data. Only the kinds are told, never a number.
WITH masked AS (
    SELECT s.*, p.personal_data, text_whole(p.title, p.content) AS whole
    FROM subjects s
    JOIN posts p ON p.post_id = s.post_id
    WHERE p.personal_data IS NOT NULL
),
kinds AS (
    SELECT s.post_id, s.account_id, s.posted_at, s.name, s.platform,
           concat_ws('、',
               CASE WHEN contains(s.personal_data, '"id_card"') THEN '身份证号' END,
               CASE WHEN contains(s.personal_data, '"bank_card"') AND NOT regexp_like(s.whole, '(捐款|募捐|对公|公户|财政|专户|收款单位)') THEN '银行卡号' END,
               -- A mobile that an office gives out for its service is public.
               CASE WHEN contains(s.personal_data, '"mobile"')
                     AND NOT regexp_like(s.whole, '(咨询|办公|值班|举报|监督|服务|报名|热线|求助|线索|民警|工作人员)') THEN '私人手机号' END,
               CASE WHEN contains(s.personal_data, '"address"') THEN '个人住址' END,
               CASE WHEN contains(s.personal_data, '"health"') THEN '个人健康情况' END,
               CASE WHEN contains(s.personal_data, '"family"') THEN '个人家庭情况' END) AS words
    FROM masked s
)
SELECT k.post_id AS subject_id,
       k.account_id,
       concat('C09:', k.post_id) AS incident_key,
       CAST(NULL AS DOUBLE) AS value,
       CAST(NULL AS DOUBLE) AS threshold,
       CAST(NULL AS VARCHAR) AS unit,
       day_of(k.posted_at) AS first_seen,
       make_evidence(concat('posts:', k.post_id)) AS evidence,
       coalesce(k.name, '（名称未采集）') AS name,
       k.platform,
       day_of(k.posted_at) AS posted_on,
       k.words
FROM kinds k
WHERE k.words <> ''
