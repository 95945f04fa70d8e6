-- Towns that have an account where they should not, or have none where they should.
SELECT s.place_id AS subject_id,
       s.account_id,
       $township_accounts AS incident_key,
       s.accounts AS value,
       CASE WHEN $township_accounts = 'required' THEN 1 ELSE 0 END AS threshold,
       '个' AS unit,
       $as_of AS first_seen,
       make_evidence(s.refs, s.area_ref) AS evidence,
       s.place_name,
       CASE WHEN $township_accounts = 'required' THEN '没有在用的政务新媒体账号，按本地规定应当开设'
            ELSE concat('有', CAST(s.accounts AS VARCHAR), '个在用的政务新媒体账号（', s.names, '），按本地规定原则上不开设') END AS situation
FROM subjects s
WHERE ($township_accounts = 'required' AND s.accounts = 0)
   OR ($township_accounts = 'forbidden' AND s.accounts > 0)
