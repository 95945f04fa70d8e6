"""Rules Z01–Z05 and R01–R07 of the national profile in pandas: audit_pandas.py WORKSPACE AS_OF THREADS.

The same logic on the same files as audit_duckdb.py. Prints one JSON object: rule → number of findings.
"""

import json
import sys

import pandas as pd
import pyarrow as pa

workspace, as_of_text, threads = sys.argv[1:4]
pa.set_cpu_count(int(threads))
as_of = pd.Timestamp(as_of_text)
cut = (as_of + pd.Timedelta(days=1)).tz_localize("Asia/Shanghai").tz_convert("UTC")
fresh = as_of - pd.Timedelta(days=1)


def read(table, columns, filters=None):
    return pd.read_parquet(f"{workspace}/lake/data/main/{table}", columns=columns, filters=filters)


def day(times):
    return (times + pd.Timedelta(hours=8)).dt.tz_localize(None).dt.normalize()


snapshots = read(
    "account_snapshots",
    ["account_id", "name", "signature", "verified", "verification_kind", "verified_entity", "works", "state", "shop", "observed_at"],
)
snapshots = snapshots[snapshots.observed_at < cut].sort_values(["account_id", "observed_at"])
snapshots["seen"] = day(snapshots.observed_at)
profile = snapshots.groupby("account_id").agg(
    name=("name", "last"),
    signature=("signature", "last"),
    verified=("verified", "last"),
    verification_kind=("verification_kind", "last"),
    verified_entity=("verified_entity", "last"),
    platform_state=("state", "last"),
    shop=("shop", "last"),
    most_works=("works", "max"),
    first_seen_on=("seen", "min"),
    seen_on=("seen", "max"),
)
profile["zero_on"] = snapshots[snapshots.works == 0].groupby("account_id").seen.max()

registry = read(
    "registry",
    ["account_id", "registry_row_id", "filed_on", "unit_id", "unit_name", "account_name", "verified", "verified_entity",
     "opened_on", "state", "closed_on", "publishing", "observed_at"],
)
registry = registry[registry.observed_at < cut].sort_values(["account_id", "filed_on", "registry_row_id"])
filed = registry.groupby("account_id").tail(1).set_index("account_id")
filed = filed.rename(
    columns={"account_name": "filed_name", "verified": "filed_verified", "verified_entity": "filed_entity", "state": "registry_state"}
).drop(columns=["observed_at", "filed_on"])
for column in ("opened_on", "closed_on"):
    filed[column] = pd.to_datetime(filed[column])
filed["registered"] = True

names = read("features_accounts", ["account_id", "name_skeleton", "region_code", "official_looking", "observed_at"])
names = names.sort_values(["account_id", "observed_at"])
reading = names.groupby("account_id").agg(
    name_skeleton=("name_skeleton", "last"), region_code=("region_code", "last"), official_looking=("official_looking", "any")
)

works = read("posts", ["account_id", "posted_at", "post_id"])
works = works[works.posted_at < cut]
grouped = works.groupby("account_id")
activity = pd.DataFrame({"posts": grouped.size()})
last = works.loc[grouped.posted_at.idxmax()].set_index("account_id")
activity["last_day"] = day(last.posted_at)
activity["last_post_id"] = last.post_id
del works, grouped, last

collections = read("collections", ["account_id", "kind", "state", "to_at"])
complete = collections[(collections.kind == "posts") & (collections.state == "complete") & (day(collections.to_at) >= fresh)]

accounts = read("accounts", ["account_id", "platform", "name"]).rename(columns={"name": "first_name"}).set_index("account_id")
accounts = accounts.join(profile).join(filed).join(reading).join(activity)
accounts["collected"] = accounts.index.isin(complete.account_id)
accounts["name"] = accounts.name.fillna(accounts.filed_name).fillna(accounts.first_name)
for column in ("registered", "official_looking", "shop"):
    accounts[column] = accounts[column].astype("boolean").fillna(False).astype(bool)
accounts["posts"] = accounts.posts.fillna(0)
accounts["most_works"] = accounts.most_works.fillna(0)
accounts["since"] = accounts.opened_on.fillna(accounts.first_seen_on)
accounts["audited"] = accounts.registered | accounts.official_looking | (accounts.verification_kind == "government")
accounts["gone"] = (
    accounts.registry_state.isin(["closed", "cancelled", "migrated"])
    | (accounts.closed_on <= as_of)
    | (accounts.platform_state == "cancelled")
)
accounts["silent"] = (as_of - accounts.last_day).dt.days
accounts["age"] = (as_of - accounts.since).dt.days

is_publishing = accounts.publishing.astype("boolean").fillna(True).astype(bool)
publishing = accounts[accounts.audited & is_publishing & ~accounts.gone]
registered = accounts[accounts.registered]
in_use = registered[~registered.gone]


def never(frame):
    zero = frame.collected | (frame.zero_on >= fresh)
    return (frame.posts == 0) & (frame.most_works == 0) & (frame.age > 14) & zero


def filler():
    subjects = publishing[publishing.collected & (publishing.silent <= 14)].index
    start = cut - pd.Timedelta(days=90)
    recent = read(
        "posts",
        ["account_id", "post_id", "posted_at", "is_repost", "title", "content"],
        filters=[("posted_at", ">=", start), ("posted_at", "<", cut)],
    )
    text = recent.title.fillna("") + recent.content.fillna("")
    recent["plain"] = text.str.normalize("NFKC").str.lower().str.replace(r"[\W_]", "", regex=True)
    own = recent[recent.account_id.isin(subjects)]

    days = pd.DataFrame({"account_id": own.account_id, "day": day(own.posted_at)}).drop_duplicates()
    days = days.sort_values(["account_id", "day"])
    days["gap"] = days.groupby("account_id").day.diff().dt.days
    days["tight"] = days.gap.between(11, 14)
    rhythm = days.groupby("account_id").agg(gaps=("gap", "count"), tight=("tight", "sum"))
    cadence = rhythm[(rhythm.gaps >= 4) & (rhythm.tight / rhythm.gaps >= 0.8)].index

    long = recent[recent.plain.str.len() >= 8]
    counts = long.plain.value_counts()
    candidates = long[long.plain.isin(counts[counts > 1].index)].copy()
    owner = accounts.unit_id.fillna(accounts.name)
    candidates["owner"] = candidates.account_id.map(owner)
    windows = pd.concat(
        [
            candidates.assign(start=0, day=day(candidates.posted_at)),
            candidates.assign(start=12, day=day(candidates.posted_at + pd.Timedelta(hours=12))),
        ]
    )
    owners = windows.groupby(["plain", "start", "day"]).owner.transform("nunique")
    copied = set(windows[owners > 1].post_id)
    marked = own.assign(filler=own.is_repost.astype("boolean").fillna(False).astype(bool) | own.post_id.isin(copied))
    shares = marked.groupby("account_id").agg(works=("filler", "size"), filler=("filler", "all"))
    no_own = shares[(shares.works >= 2) & shares.filler].index
    return cadence.union(no_own)


def other_names():
    left = in_use.reset_index()[["account_id", "unit_id", "platform", "filed_name", "name"]]
    pairs = left.merge(left[["unit_id", "platform", "filed_name"]], on="unit_id", suffixes=("", "_other"))
    pairs = pairs[pairs.platform != pairs.platform_other]
    alike = [a in b or b in a for a, b in zip(pairs.filed_name, pairs.filed_name_other)]
    some = pairs.assign(alike=alike).groupby("account_id").alike.any()
    renamed = left[left.name != left.filed_name].account_id
    return set(some[~some].index) | set(renamed)


def impersonators():
    strangers = accounts[
        ~accounts.registered
        & (accounts.verified == False)  # noqa: E712 (unknown is not false)
        & ~accounts.platform_state.isin(["cancelled", "banned"])
        & (accounts.shop | accounts.signature.fillna("").str.contains(r"微信|VX|vx|QQ|\d{7,}", regex=True))
    ]
    skeletons = set(registered.name_skeleton.dropna())
    return [
        name
        for name in strangers.name_skeleton.dropna()
        if any(name[i:j] in skeletons for i in range(len(name) - 3) for j in range(i + 4, len(name) + 1))
    ]


def unregistered():
    county = registered.region_code.dropna()
    covered = set(county[county.str.len() >= 6].str[:6])
    candidates = accounts[
        accounts.audited
        & ~accounts.registered
        & (accounts.verified == True)  # noqa: E712 (unknown is not true)
        & (accounts.platform_state != "cancelled")
        & accounts.verification_kind.isin(["government", "organisation"])
    ]
    return candidates[candidates.region_code.str[:6].isin(covered)]


closed = registered[registered.registry_state.isin(["closed", "cancelled"]) & (registered.closed_on <= as_of)]
listed = set(read("lists", ["account_id", "list_kind"]).query("list_kind == 'zombie'").account_id)
zombies = publishing[((publishing.posts > 0) & publishing.collected & (publishing.silent > 90)) | never(publishing)]
zombies = zombies.assign(listed=zombies.index.isin(listed))
groups = in_use[in_use.registry_state != "closing"].groupby(["unit_id", "platform"]).size()
is_verified = in_use.verified.astype("boolean").fillna(in_use.filed_verified.astype("boolean"))
entity = in_use.verified_entity.fillna(in_use.filed_entity)
seen = registered[registered.seen_on >= as_of - pd.Timedelta(days=30)]
state = seen.registry_state
mismatch = ((state == "normal") & (seen.platform_state != "normal")) | (
    ~state.isin(["normal", "closing"]) & (seen.platform_state == "normal") & (seen.seen_on > seen.closed_on)
)
found = {
    "Z01": publishing[never(publishing)],
    "Z02": publishing[publishing.collected & (publishing.posts > 0) & (publishing.silent > 14)],
    "Z03": zombies,
    "Z04": closed[(closed.last_day > closed.closed_on) | ((closed.platform_state == "normal") & (closed.seen_on > closed.closed_on))],
    "Z05": filler(),
    "R01": unregistered(),
    "R02": groups[groups > 1],
    "R03": in_use[(is_verified == False) | (entity.notna() & (entity != in_use.unit_name))],  # noqa: E712
    "R04": other_names(),
    "R05": seen[mismatch],
    "R07": impersonators(),
}
print(json.dumps({rule: len(rows) for rule, rows in found.items()}))
