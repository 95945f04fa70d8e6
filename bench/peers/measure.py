"""Runs one command and writes what it cost as JSON: measure.py RESULT.json COMMAND…

CPU time and peak memory are the kernel's own figures for the child (wait4), the wall clock is monotonic.
"""

import json
import os
import sys
import time


def main() -> int:
    result, command = sys.argv[1], sys.argv[2:]
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        os.execvp(command[0], command)
    _, status, usage = os.wait4(child, 0)
    wall = time.monotonic() - started
    code = os.waitstatus_to_exitcode(status)
    with open(result, "w", encoding="utf-8") as file:
        json.dump(
            {
                "wall_s": wall,
                "cpu_s": usage.ru_utime + usage.ru_stime,
                "peak_mib": usage.ru_maxrss / 1024,
                "exit_code": code,
            },
            file,
        )
    return 0 if code == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
