"""A baseline of the detectors: jieba and a linear model, trained on the dev half, run on the test half.

    python bench/peers/detectors_linear.py bench/eval/text/e01.jsonl …
"""

import hashlib
import json
import math
import sys

import jieba
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

jieba.setLogLevel(60)


def wilson(right, every):
    if not every:
        return "   – [  –  ,  –  ]"
    share, z = right / every, 1.96
    centre = share + z * z / (2 * every)
    spread = z * math.sqrt(share * (1 - share) / every + z * z / (4 * every * every))
    scale = 1 + z * z / every
    return f"{share:.3f} [{(centre - spread) / scale:.3f}, {(centre + spread) / scale:.3f}]"


def main():
    for path in sys.argv[1:]:
        halves = {True: ([], []), False: ([], [])}
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                item = json.loads(line)
                texts, labels = halves[hashlib.sha256(item["id"].encode()).digest()[0] < 128]
                texts.append((item.get("title") or "") + " " + item["text"])
                labels.append(item["label"])
        words = TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None, ngram_range=(1, 2))
        model = make_pipeline(words, LogisticRegression(C=10, class_weight="balanced"))
        model.fit(*halves[True])
        texts, labels = halves[False]
        found = [bool(answer) for answer in model.predict(texts)]
        hit = sum(said and label for said, label in zip(found, labels))
        print(f"{item['rule']} test  jieba and linear model precision {wilson(hit, sum(found))}  recall {wilson(hit, sum(labels))}")


main()
