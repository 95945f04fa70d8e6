"""Every copy against every work with vPDQ: video_vpdq.py REQUEST.json BITS SHARE.

One hash a second, hashes of quality below 50 left out. A pair is found where SHARE of the hashes of either work have one within BITS of the other's.
Prints one JSON object for each pair found.
"""

import json
import os
import sys

import numpy
import vpdq

request, bits, share = json.load(open(sys.argv[1], encoding="utf-8")), int(sys.argv[2]), float(sys.argv[3])
counts = numpy.array([bin(value).count("1") for value in range(256)], dtype=numpy.uint16)


def hashes(name):
    kept = os.path.join(request["folder"], "vpdq", name.replace("/", "_") + ".npy")
    if os.path.exists(kept):
        return numpy.load(kept)
    try:
        found = vpdq.computeHash(os.path.join(request["folder"], name), seconds_per_hash=1)
    except Exception as error:  # what cannot be read is found nowhere
        print(f"{name}: {error}", file=sys.stderr)
        found = []
    rows = [list(bytes.fromhex(feature.hex)) for feature in found if feature.quality >= 50]
    made = numpy.array(rows, dtype=numpy.uint8).reshape(-1, 32)
    os.makedirs(os.path.dirname(kept), exist_ok=True)
    numpy.save(kept, made)
    return made


works = {name: hashes(name) for name in request["works"]}
for asked in request["asked"]:
    copy = hashes(asked["copy"])
    for name, work in works.items():
        if name == asked["copy"] or not len(copy) or not len(work):
            continue
        distance = counts[copy[:, None, :] ^ work[None, :, :]].sum(axis=2)
        near = distance <= bits
        if max(near.any(axis=1).mean(), near.any(axis=0).mean()) >= share:
            print(json.dumps({"copy": asked["copy"], "work": name}))
