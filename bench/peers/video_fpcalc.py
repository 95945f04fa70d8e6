"""Every copy against every work by sound alone, with chromaprint's fpcalc: video_fpcalc.py REQUEST.json.

Words of both are laid over each other at every shift; a pair is found where 40 words in a row differ in at most 20 % of their bits.
Prints one JSON object for each pair found.
"""

import json
import os
import subprocess
import sys

import numpy

ROW = 40
request = json.load(open(sys.argv[1], encoding="utf-8"))
counts = numpy.array([bin(value).count("1") for value in range(1 << 16)], dtype=numpy.uint8)


def words(name):
    path = os.path.join(request["folder"], name)
    done = subprocess.run(["fpcalc", "-raw", "-plain", "-length", "600", path], capture_output=True, text=True)
    text = done.stdout.strip()
    made = numpy.array([int(word) for word in text.split(",") if word], dtype=numpy.uint32)
    # Silence and hums have few different words.
    return made if len(made) and len(set(made.tolist())) >= 0.35 * len(made) else made[:0]


def alike(one, two):
    for shift in range(-len(two) + ROW, len(one) - ROW + 1):
        first, second = one[max(shift, 0) :], two[max(-shift, 0) :]
        length = min(len(first), len(second))
        if length < ROW:
            continue
        both = first[:length] ^ second[:length]
        bits = counts[both & 0xFFFF].astype(int) + counts[both >> 16]
        sums = numpy.cumsum(numpy.concatenate([[0], bits]))
        if (sums[ROW:] - sums[:-ROW]).min() <= 0.2 * 32 * ROW:
            return True
    return False


works = {name: words(name) for name in request["works"]}
for asked in request["asked"]:
    copy = words(asked["copy"])
    for name, work in works.items():
        if name != asked["copy"] and len(copy) and len(work) and alike(copy, work):
            print(json.dumps({"copy": asked["copy"], "work": name}))
