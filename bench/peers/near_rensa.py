"""Near copies with rensa: a peer of the example near_copies. Reads `group <tab> kind <tab> text` lines, prints the seconds and the pairs.

128 permutations in 32 bands over character bigrams, similarity of signatures 0.4.
"""

import sys
import time

from rensa import RMinHash, RMinHashLSH


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        texts = [line.rstrip("\n").split("\t")[-1] for line in lines]
    begun = time.process_time()
    index = RMinHashLSH(threshold=0.4, num_perm=128, num_bands=32)
    sketches, pairs = [], []
    for number, text in enumerate(texts):
        sketch = RMinHash(num_perm=128, seed=1)
        sketch.update([text[at : at + 2] for at in range(len(text) - 1)])
        for other in index.query(sketch):
            if sketches[other].jaccard(sketch) >= 0.4:
                pairs.append((other, number))
        index.insert(number, sketch)
        sketches.append(sketch)
    print(time.process_time() - begun)
    for one, other in pairs:
        print(f"{one}\t{other}")


main()
