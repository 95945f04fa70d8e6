"""Rules Z01–Z05 and R01–R07 of the national profile in polars: audit_polars.py WORKSPACE AS_OF THREADS.

The same logic on the same files as audit_duckdb.py. Prints one JSON object: rule → number of findings.
"""

import json
import os
import sys
from datetime import date, datetime, timedelta, timezone

workspace, as_of_text, threads = sys.argv[1:4]
os.environ["POLARS_MAX_THREADS"] = threads  # read when polars is imported
import polars as pl  # noqa: E402

CHINA = timezone(timedelta(hours=8))
as_of = date.fromisoformat(as_of_text)
cut = datetime.combine(as_of + timedelta(days=1), datetime.min.time(), CHINA)
fresh = as_of - timedelta(days=1)


def scan(table: str) -> pl.LazyFrame:
    return pl.scan_parquet(f"{workspace}/lake/data/main/{table}/*.parquet")


def day(column: str) -> pl.Expr:
    return (pl.col(column) + timedelta(hours=8)).dt.date()


def run(frame: pl.LazyFrame) -> pl.DataFrame:
    return frame.collect(engine="streaming")


snapshots = scan("account_snapshots").filter(pl.col("observed_at") < cut).sort("account_id", "observed_at")
profile = snapshots.group_by("account_id").agg(
    *[pl.col(c).last() for c in ("name", "signature", "verified", "verification_kind", "verified_entity", "shop")],
    pl.col("state").last().alias("platform_state"),
    pl.col("works").max().alias("most_works"),
    day("observed_at").min().alias("first_seen_on"),
    day("observed_at").max().alias("seen_on"),
    day("observed_at").filter(pl.col("works") == 0).max().alias("zero_on"),
)
filed = (
    scan("registry")
    .filter(pl.col("observed_at") < cut)
    .sort("account_id", "filed_on", "registry_row_id")
    .group_by("account_id")
    .agg(
        pl.lit(True).alias("registered"),
        *[pl.col(c).last() for c in ("unit_id", "unit_name", "opened_on", "closed_on", "publishing")],
        pl.col("account_name").last().alias("filed_name"),
        pl.col("verified").last().alias("filed_verified"),
        pl.col("verified_entity").last().alias("filed_entity"),
        pl.col("state").last().alias("registry_state"),
    )
)
reading = (
    scan("features_accounts")
    .sort("account_id", "observed_at")
    .group_by("account_id")
    .agg(pl.col("name_skeleton").last(), pl.col("region_code").last(), pl.col("official_looking").any())
)
activity = (
    scan("posts")
    .select("account_id", "posted_at", "post_id")
    .filter(pl.col("posted_at") < cut)
    .group_by("account_id")
    .agg(
        pl.len().alias("posts"),
        pl.col("posted_at").max().alias("last_posted_at"),
        pl.col("post_id").sort_by("posted_at").last().alias("last_post_id"),
    )
    .with_columns(day("last_posted_at").alias("last_day"))
)
collected = (
    scan("collections")
    .filter((pl.col("kind") == "posts") & (pl.col("state") == "complete") & (day("to_at") >= fresh))
    .select("account_id", pl.lit(True).alias("collected"))
    .unique()
)
accounts = run(
    scan("accounts")
    .select("account_id", "platform", pl.col("name").alias("first_name"))
    .join(profile, on="account_id", how="left")
    .join(filed, on="account_id", how="left")
    .join(reading, on="account_id", how="left")
    .join(activity, on="account_id", how="left")
    .join(collected, on="account_id", how="left")
    .with_columns(
        pl.coalesce("name", "filed_name", "first_name").alias("name"),
        pl.col("registered", "collected", "official_looking", "shop").fill_null(False),
        pl.col("posts", "most_works").fill_null(0),
        pl.coalesce("opened_on", "first_seen_on").alias("since"),
    )
    .with_columns(
        (
            pl.col("registered") | pl.col("official_looking") | (pl.col("verification_kind") == "government").fill_null(False)
        ).alias("audited"),
        (
            pl.col("registry_state").is_in(["closed", "cancelled", "migrated"]).fill_null(False)
            | (pl.col("closed_on") <= as_of).fill_null(False)
            | (pl.col("platform_state") == "cancelled").fill_null(False)
        ).alias("gone"),
    )
)
publishing = accounts.filter(pl.col("audited") & pl.col("publishing").fill_null(True) & ~pl.col("gone"))
registered = accounts.filter(pl.col("registered"))
in_use = registered.filter(~pl.col("gone"))
silent = (pl.lit(as_of) - pl.col("last_day")).dt.total_days()
age = (pl.lit(as_of) - pl.col("since")).dt.total_days()
zero = pl.col("collected") | (pl.col("zero_on") >= fresh).fill_null(False)
never = (pl.col("posts") == 0) & (pl.col("most_works") == 0) & (age > 14) & zero


def filler() -> pl.DataFrame:
    subjects = publishing.filter(pl.col("collected") & (silent <= 14)).select("account_id")
    recent = run(
        scan("posts")
        .filter((pl.col("posted_at") >= cut - timedelta(days=90)) & (pl.col("posted_at") < cut))
        .select(
            "account_id",
            "post_id",
            "posted_at",
            pl.col("is_repost").fill_null(False),
            (pl.col("title").fill_null("") + pl.col("content").fill_null(""))
            .str.normalize("NFKC")
            .str.to_lowercase()
            .str.replace_all(r"[^\p{L}\p{N}]", "")
            .alias("plain"),
        )
    )
    gaps = (
        recent.join(subjects, on="account_id", how="semi")
        .select("account_id", day("posted_at").alias("day"))
        .unique()
        .sort("account_id", "day")
        .with_columns((pl.col("day") - pl.col("day").shift().over("account_id")).dt.total_days().alias("gap"))
    )
    cadence = (
        gaps.group_by("account_id")
        .agg(pl.col("gap").count().alias("gaps"), pl.col("gap").is_between(11, 14).sum().alias("tight"))
        .filter((pl.col("gaps") >= 4) & (pl.col("tight") / pl.col("gaps") >= 0.8))
        .select("account_id")
    )
    shared = (
        recent.filter(pl.col("plain").str.len_chars() >= 8).group_by("plain").len().filter(pl.col("len") > 1).select("plain")
    )
    candidates = (
        recent.join(shared, on="plain", how="semi")
        .join(accounts.select("account_id", pl.coalesce("unit_id", "name").alias("owner")), on="account_id")
        .select("post_id", "plain", "owner", "posted_at")
    )
    windows = pl.concat(
        [
            candidates.with_columns(pl.lit(0).alias("start"), day("posted_at").alias("day")),
            candidates.with_columns(
                pl.lit(12).alias("start"), (pl.col("posted_at") + timedelta(hours=20)).dt.date().alias("day")
            ),
        ]
    )
    crowded = windows.group_by("plain", "start", "day").agg(pl.col("owner").n_unique()).filter(pl.col("owner") > 1)
    copied = windows.join(crowded, on=["plain", "start", "day"], how="semi").select("post_id").unique()
    no_own = (
        recent.join(subjects, on="account_id", how="semi")
        .join(copied.with_columns(pl.lit(True).alias("copied")), on="post_id", how="left")
        .group_by("account_id")
        .agg(pl.len().alias("works"), (pl.col("is_repost") | pl.col("copied").fill_null(False)).all().alias("filler"))
        .filter((pl.col("works") >= 2) & pl.col("filler"))
        .select("account_id")
    )
    return pl.concat([cadence, no_own]).unique()


def other_names() -> pl.DataFrame:
    others = in_use.select("unit_id", pl.col("platform").alias("other"), pl.col("filed_name").alias("other_name"))
    pairs = (
        in_use.join(others, on="unit_id")
        .filter(pl.col("platform") != pl.col("other"))
        .with_columns(
            (
                pl.col("filed_name").str.contains(pl.col("other_name"), literal=True)
                | pl.col("other_name").str.contains(pl.col("filed_name"), literal=True)
            ).alias("alike")
        )
        .group_by("account_id")
        .agg(pl.col("alike").any())
        .filter(~pl.col("alike"))
        .select("account_id")
    )
    renamed = in_use.filter(pl.col("name") != pl.col("filed_name")).select("account_id")
    return pl.concat([pairs, renamed]).unique()


def impersonators() -> pl.DataFrame:
    strangers = accounts.filter(
        ~pl.col("registered")
        & ~pl.col("verified").fill_null(True)
        & (pl.col("name_skeleton").str.len_chars() >= 4)
        & ~pl.col("platform_state").is_in(["cancelled", "banned"]).fill_null(False)
        & (pl.col("shop") | pl.col("signature").str.contains(r"微信|VX|vx|QQ|\d{7,}").fill_null(False))
    )
    skeletons = set(registered["name_skeleton"].drop_nulls())
    hits = [
        account
        for account, name in strangers.select("account_id", "name_skeleton").iter_rows()
        if any(name[i:j] in skeletons for i in range(len(name) - 3) for j in range(i + 4, len(name) + 1))
    ]
    return pl.DataFrame({"account_id": hits})


verified = pl.coalesce("verified", "filed_verified")
entity = pl.coalesce("verified_entity", "filed_entity")
county = pl.col("region_code").str.slice(0, 6)
covered = registered.filter(pl.col("region_code").str.len_chars() >= 6).select(county.alias("county")).unique()
listed = run(scan("lists").filter(pl.col("list_kind") == "zombie").select("account_id").unique())
zombies = publishing.filter(((pl.col("posts") > 0) & pl.col("collected") & (silent > 90)) | never)
found = {
    "Z01": publishing.filter(never),
    "Z02": publishing.filter(pl.col("collected") & (pl.col("posts") > 0) & (silent > 14)),
    "Z03": zombies.join(listed.with_columns(pl.lit(True).alias("listed")), on="account_id", how="left"),
    "Z04": registered.filter(
        pl.col("registry_state").is_in(["closed", "cancelled"])
        & (pl.col("closed_on") <= as_of)
        & (
            (pl.col("last_day") > pl.col("closed_on")).fill_null(False)
            | ((pl.col("platform_state") == "normal") & (pl.col("seen_on") > pl.col("closed_on")))
        )
    ),
    "Z05": filler(),
    "R01": accounts.filter(
        pl.col("audited")
        & ~pl.col("registered")
        & pl.col("verified")
        & (pl.col("platform_state") != "cancelled").fill_null(True)
        & pl.col("verification_kind").is_in(["government", "organisation"])
    )
    .with_columns(county.alias("county"))
    .join(covered, on="county", how="semi"),
    "R02": in_use.filter(pl.col("registry_state") != "closing").group_by("unit_id", "platform").len().filter(pl.col("len") > 1),
    "R03": in_use.filter(~verified | (entity != pl.col("unit_name"))),
    "R04": other_names(),
    "R05": registered.filter(
        (pl.col("seen_on") >= as_of - timedelta(days=30))
        & pl.when(pl.col("registry_state") == "normal")
        .then(pl.col("platform_state") != "normal")
        .when(pl.col("registry_state") == "closing")
        .then(False)
        .otherwise((pl.col("platform_state") == "normal") & (pl.col("seen_on") > pl.col("closed_on")))
    ),
    "R07": impersonators(),
}
print(json.dumps({rule: frame.height for rule, frame in found.items()}))
