"""How well and how fast cpca 0.5.5 finds places in headlines: the peer of `cargo run --example places_eval`.

    python -m venv VENV && VENV/bin/pip install cpca==0.5.5
    VENV/bin/python bench/peers/places_cpca.py bench/eval/text/places.jsonl

cpca returns at most one place a text. It is scored twice: *strict* as Mingjian is, on the mention as written and its code (the
mention is taken from the place's own names, found in the text); and *code*, which forgives the mention and asks only for the code,
which is kinder to cpca. A foreign place is nothing it could know and is left out of what it should find in the second score.
"""

import hashlib
import json
import math
import sys
import time

import cpca

NOTHING = ("", None)


def half(identifier):
    return "dev" if hashlib.sha256(identifier.encode()).digest()[0] < 128 else "test"


def wilson(right, every):
    if not every:
        return 0.0, 1.0
    share, z = right / every, 1.96
    centre = share + z * z / (2 * every)
    spread = z * math.sqrt(share * (1 - share) / every + z * z / (4 * every * every))
    scale = 1 + z * z / every
    return (centre - spread) / scale, (centre + spread) / scale


def shown(right, every):
    low, high = wilson(right, every)
    return f"{right / max(every, 1):.3f} [{low:.3f}, {high:.3f}] ({right}/{every})"


def code_of(adcode):
    """cpca's twelve or six digits as a code of 2, 4 or 6 digits."""
    code = str(adcode)[:6]
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    # In 北京, 天津, 上海 and 重庆 the city is the province.
    return code[:2] if code[:2] in ("11", "12", "31", "50") and len(code) == 4 else code


def forms(name):
    for ending in ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市", "县", "区"):
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return [name, name[: -len(ending)]]
    return [name]


def mention(text, row):
    """The unbroken chain in the text that the province, city and county of a row make."""
    start = end = None
    for level in ("省", "市", "区"):
        name = row[level]
        if not isinstance(name, str) or not name:
            continue
        for form in forms(name):
            at = text.find(form, end or 0)
            if at >= 0:
                if end is None or at != end:
                    start = at
                end = at + len(form)
                break
    return text[start:end] if start is not None else ""


def read(texts):
    frame = cpca.transform(texts)
    found = []
    for text, (_, row) in zip(texts, frame.iterrows()):
        adcode = row["adcode"]
        found.append(NOTHING if adcode is None or adcode != adcode else (mention(text, row), code_of(adcode)))
    return found


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else "bench/eval/text/places.jsonl"
    with open(path, encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines if line.strip()]
    found = read([item["text"] for item in items])
    for wanted in ("dev", "test"):
        scores = {"strict": [0, 0, 0], "code": [0, 0, 0]}
        for item, (name, code) in zip(items, found):
            if half(item["id"]) != wanted:
                continue
            labels = [(label["name"], label["code"]) for label in item["places"]]
            scores["strict"][0] += (name, code) in labels
            scores["code"][0] += code is not None and code in [label[1] for label in labels]
            for kind in scores:
                scores[kind][1] += code is not None
            scores["strict"][2] += len(labels)
            scores["code"][2] += sum(label[1] is not None for label in labels)
        print(wanted)
        for kind, (right, every, labelled) in scores.items():
            precision, recall = right / max(every, 1), right / max(labelled, 1)
            f1 = 2 * precision * recall / max(precision + recall, 1e-9)
            print(f"  {kind:<7} precision {shown(right, every)} recall {shown(right, labelled)} F1 {f1:.3f}")
    texts = [item["text"] for item in items] * (4000 // max(len(items), 1) + 1)
    best = math.inf
    for _ in range(3):
        clock = time.process_time()
        cpca.transform(texts)
        best = min(best, time.process_time() - clock)
    print(f"speed: {len(texts) / best:.0f} headlines per second and core")


if __name__ == "__main__":
    main()
