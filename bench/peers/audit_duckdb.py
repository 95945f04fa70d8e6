"""Rules Z01–Z05 and R01–R07 of the national profile in DuckDB: audit_duckdb.py WORKSPACE AS_OF THREADS.

Reads the lake's Parquet files; texts are normalised and works aggregated here. What a name says (place, official look, skeleton)
is taken from features_accounts, since no SQL reads a name. Prints one JSON object: rule → number of findings.
"""

import json
import sys

import duckdb

workspace, as_of, threads = sys.argv[1:4]
db = duckdb.connect()
db.execute(f"SET threads = {int(threads)}")
db.execute("SET TimeZone = 'Asia/Shanghai'")
for table in ("accounts", "account_snapshots", "registry", "units", "collections", "lists", "posts", "features_accounts"):
    db.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{workspace}/lake/data/main/{table}/*.parquet')")
db.execute(f"CREATE MACRO as_of() AS DATE '{as_of}'")
db.execute(f"CREATE MACRO cut() AS TIMESTAMPTZ '{as_of} 00:00:00+08:00' + INTERVAL 1 DAY")

db.execute("""
CREATE TABLE all_accounts AS
WITH profile AS (
  SELECT account_id, arg_max(name, observed_at) AS name, arg_max(signature, observed_at) AS signature,
         arg_max(verified, observed_at) AS verified, arg_max(verification_kind, observed_at) AS verification_kind,
         arg_max(verified_entity, observed_at) AS verified_entity, arg_max(state, observed_at) AS platform_state,
         arg_max(shop, observed_at) AS shop, max(works) AS most_works, CAST(min(observed_at) AS DATE) AS first_seen_on,
         CAST(max(observed_at) AS DATE) AS seen_on, CAST(max(observed_at) FILTER (works = 0) AS DATE) AS zero_on
  FROM account_snapshots WHERE observed_at < cut() GROUP BY account_id
), filed AS (
  SELECT * FROM registry WHERE observed_at < cut()
  QUALIFY row_number() OVER (PARTITION BY account_id ORDER BY filed_on DESC, registry_row_id) = 1
), reading AS (
  SELECT account_id, arg_max(name_skeleton, observed_at) AS name_skeleton, arg_max(region_code, observed_at) AS region_code,
         bool_or(official_looking) AS official_looking
  FROM features_accounts GROUP BY account_id
), activity AS (
  SELECT account_id, count(*) AS posts, max(posted_at) AS last_posted_at, arg_max(post_id, posted_at) AS last_post_id
  FROM posts WHERE posted_at < cut() GROUP BY account_id
), collected AS (
  SELECT account_id FROM collections
  WHERE kind = 'posts' AND state = 'complete' AND CAST(to_at AS DATE) >= as_of() - 1 GROUP BY account_id
)
SELECT a.account_id, a.platform, coalesce(p.name, r.account_name, a.name) AS name, f.name_skeleton, f.region_code,
       r.registry_row_id IS NOT NULL AS registered, r.unit_id, r.unit_name, r.account_name AS filed_name,
       r.verified AS filed_verified, r.verified_entity AS filed_entity, r.opened_on, r.state AS registry_state, r.closed_on,
       r.publishing, p.* EXCLUDE (account_id, name), coalesce(t.posts, 0) AS posts, t.last_post_id,
       CAST(t.last_posted_at AS DATE) AS last_day, c.account_id IS NOT NULL AS collected,
       r.registry_row_id IS NOT NULL OR coalesce(f.official_looking, false)
         OR coalesce(p.verification_kind = 'government', false) AS audited,
       coalesce(r.state, 'normal') IN ('closed', 'cancelled', 'migrated') OR coalesce(r.closed_on <= as_of(), false)
         OR coalesce(p.platform_state, 'normal') = 'cancelled' AS gone
FROM accounts a LEFT JOIN profile p USING (account_id) LEFT JOIN filed r USING (account_id)
LEFT JOIN reading f USING (account_id) LEFT JOIN activity t USING (account_id) LEFT JOIN collected c USING (account_id)
""")
db.execute("CREATE VIEW publishing AS SELECT *, coalesce(opened_on, first_seen_on) AS since FROM all_accounts "
           "WHERE audited AND coalesce(publishing, true) AND NOT gone")

# Z05: works of the last 90 days; their texts without case, width, punctuation and blanks.
db.execute("""
CREATE TABLE recent AS
SELECT p.account_id, p.post_id, p.posted_at, p.is_repost,
       regexp_replace(lower(nfc_normalize(coalesce(p.title, '') || coalesce(p.content, ''))), '[^\\p{L}\\p{N}]', '', 'g') AS plain
FROM posts p WHERE p.posted_at >= cut() - INTERVAL 90 DAY AND p.posted_at < cut()
""")
db.execute("""
CREATE TABLE filler AS
WITH subjects AS (SELECT account_id FROM publishing WHERE collected AND last_day >= as_of() - 14),
days AS (SELECT DISTINCT account_id, CAST(posted_at AS DATE) AS day FROM recent SEMI JOIN subjects USING (account_id)),
gaps AS (SELECT account_id, day - lag(day) OVER (PARTITION BY account_id ORDER BY day) AS gap FROM days),
cadence AS (
  SELECT account_id FROM gaps GROUP BY account_id
  HAVING count(gap) >= 4 AND count(*) FILTER (gap BETWEEN 11 AND 14) / count(gap) >= 0.8
),
shared AS (SELECT plain FROM recent WHERE length(plain) >= 8 GROUP BY plain HAVING count(*) > 1),
candidates AS (
  SELECT r.post_id, r.plain, r.posted_at, coalesce(a.unit_id, a.name) AS owner
  FROM recent r JOIN shared USING (plain) JOIN all_accounts a USING (account_id)
),
windows AS (
  SELECT post_id, plain, owner, 0 AS start, CAST(posted_at AS DATE) AS day FROM candidates
  UNION ALL SELECT post_id, plain, owner, 12, CAST(posted_at + INTERVAL 12 HOUR AS DATE) FROM candidates
),
crowded AS (SELECT plain, start, day FROM windows GROUP BY ALL HAVING count(DISTINCT owner) > 1),
copied AS (SELECT DISTINCT post_id FROM windows SEMI JOIN crowded USING (plain, start, day)),
no_own AS (
  SELECT r.account_id FROM recent r SEMI JOIN subjects USING (account_id) LEFT JOIN copied c USING (post_id)
  GROUP BY r.account_id HAVING count(*) >= 2 AND bool_and(coalesce(r.is_repost, false) OR c.post_id IS NOT NULL)
)
SELECT account_id FROM cadence UNION SELECT account_id FROM no_own
""")

RULES = {
    "Z01": """SELECT account_id FROM publishing WHERE posts = 0 AND coalesce(most_works, 0) = 0 AND as_of() - since > 14
              AND (collected OR zero_on >= as_of() - 1)""",
    "Z02": "SELECT account_id, last_post_id FROM publishing WHERE collected AND posts > 0 AND as_of() - last_day > 14",
    "Z03": """SELECT p.account_id, l.account_id IS NOT NULL AS listed FROM publishing p
              LEFT JOIN (SELECT DISTINCT account_id FROM lists WHERE list_kind = 'zombie' AND observed_at < cut()) l USING (account_id)
              WHERE (posts > 0 AND collected AND as_of() - last_day > 90)
                 OR (posts = 0 AND coalesce(most_works, 0) = 0 AND as_of() - since > 14 AND (collected OR zero_on >= as_of() - 1))""",
    "Z04": """SELECT account_id FROM all_accounts WHERE registered AND registry_state IN ('closed', 'cancelled')
              AND closed_on <= as_of() AND (last_day > closed_on OR (platform_state = 'normal' AND seen_on > closed_on))""",
    "Z05": "SELECT account_id FROM filler",
    "R01": """SELECT account_id FROM all_accounts a WHERE audited AND NOT registered AND verified
              AND coalesce(platform_state, 'normal') <> 'cancelled' AND verification_kind IN ('government', 'organisation')
              AND substr(region_code, 1, 6) IN
                  (SELECT substr(region_code, 1, 6) FROM all_accounts WHERE registered AND length(region_code) >= 6)""",
    "R02": """SELECT unit_id, platform FROM all_accounts WHERE registered AND NOT gone AND registry_state <> 'closing'
              GROUP BY unit_id, platform HAVING count(*) > 1""",
    "R03": """SELECT account_id FROM all_accounts WHERE registered AND NOT gone
              AND (NOT coalesce(verified, filed_verified) OR coalesce(verified_entity, filed_entity) <> unit_name)""",
    "R04": """SELECT a.account_id FROM all_accounts a LEFT JOIN all_accounts b
              ON b.unit_id = a.unit_id AND b.platform <> a.platform AND b.registered AND NOT b.gone
              WHERE a.registered AND NOT a.gone GROUP BY a.account_id, a.name, a.filed_name
              HAVING a.name <> a.filed_name OR (count(b.account_id) > 0 AND NOT bool_or(contains(b.filed_name, a.filed_name)
                     OR contains(a.filed_name, b.filed_name)))""",
    "R05": """SELECT account_id FROM all_accounts WHERE registered AND seen_on >= as_of() - 30
              AND CASE registry_state WHEN 'normal' THEN platform_state <> 'normal' WHEN 'closing' THEN false
                  ELSE platform_state = 'normal' AND seen_on > closed_on END""",
    "R07": """WITH strangers AS (SELECT account_id, name_skeleton AS s, shop, signature FROM all_accounts
                  WHERE NOT registered AND NOT verified AND length(name_skeleton) >= 4
                  AND coalesce(platform_state, 'normal') NOT IN ('cancelled', 'banned')),
              parts AS (SELECT account_id, shop, signature, unnest(list_distinct(flatten([[s[i:j] FOR j IN range(i + 3, length(s) + 1)]
                  FOR i IN range(1, length(s) - 2)]))) AS part FROM strangers)
              SELECT DISTINCT account_id FROM parts
              JOIN (SELECT DISTINCT name_skeleton FROM all_accounts WHERE registered) f ON f.name_skeleton = part
              WHERE coalesce(shop, false) OR regexp_matches(coalesce(signature, ''), '微信|VX|vx|QQ|\\d{7,}')""",
}
print(json.dumps({rule: len(db.execute(sql).fetchall()) for rule, sql in RULES.items()}))
