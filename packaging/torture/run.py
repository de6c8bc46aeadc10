"""Kills the product, fills its disk, runs it against itself and feeds it what it cannot eat; then
looks whether anything was lost, half done or not told.

Started by `python3 dev.py torture`, with the checkout's own environment. Every run happens in a
temporary folder. 0 where no promise of docs/reliability.md was broken.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from shim import built
from tally import Tally, table, together

HERE = Path(__file__).parent
PARTS = ("names", "kills", "full", "pairs", "hostile", "vectors", "odd", "answers")
NEEDS_SHIM = ("kills", "full")
MOST_SHOWN = 40


def folder_in_memory() -> str | None:
    """Where the many small files are written: a disk that need not be waited for, if any."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108  a folder of our own


def start(options: argparse.Namespace, number: int, top: Path) -> subprocess.Popen[bytes]:
    """A worker that does its share."""
    place = top / str(number)
    place.mkdir()
    environment = dict(os.environ)
    environment["PYTHONPATH"] = os.pathsep.join((str(HERE), os.environ.get("PYTHONPATH", "")))
    command = [
        *(sys.executable, str(HERE / "worker.py"), "--top", str(place)),
        *("--seed", str(options.seed), "--until", str(options.until)),
        *("--share", str(number), str(options.workers)),
        *(f"--only={options.only}", f"--at={options.at}"),
        *("--parts", *options.part),
    ]
    if options.shim:
        command += ["--shim", str(options.shim)]
        environment["LD_PRELOAD"] = str(options.shim)
    output = (top / f"{number}.out").open("wb")
    return subprocess.Popen(command, env=environment, stdout=output)  # noqa: S603  composed here


def collected(options: argparse.Namespace) -> tuple[list[Tally], bool]:
    """What all workers found, and whether each of them came to its end."""
    with tempfile.TemporaryDirectory(prefix="torture-", dir=folder_in_memory()) as name:
        top = Path(name)
        options.shim = built(top)
        if options.shim is None:
            left = [part for part in options.part if part in NEEDS_SHIM]
            print(f"Left out, because there is no C compiler: {', '.join(left)}", flush=True)
            options.part = [part for part in options.part if part not in NEEDS_SHIM]
        if not options.part:
            return [], True
        running = [start(options, number, top) for number in range(options.workers)]
        codes = [one.wait() for one in running]
        found: list[Tally] = []
        for number in range(options.workers):
            lines = (top / f"{number}.out").read_text(encoding="utf-8").splitlines()
            found += [Tally.from_raw(json.loads(line)) for line in lines]
    return together(found), not any(codes)


def repeated(repeat: Sequence[str]) -> str:
    """The command that does it again."""
    return f"python3 dev.py torture --workers 1 {shlex.join(repeat)}" if repeat else ""


def report(tallies: Sequence[Tally], seed: int) -> int:
    """Print it; how many promises were broken."""
    violations = [one for tally in tallies for one in tally.violations]
    for one in violations[:MOST_SHOWN]:
        print(f"\n{one}\n    {repeated(one.repeat)}")
    if len(violations) > MOST_SHOWN:
        print(f"\n… and {len(violations) - MOST_SHOWN} more")
    print(f"\n{table(tallies)}\n\n{len(violations)} violations (seed {seed})")
    return len(violations)


def main(argv: Sequence[str]) -> int:
    """0 where nothing was lost, half or silent; 1 otherwise."""
    parser = argparse.ArgumentParser(prog="dev.py torture", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(2**31))  # noqa: S311
    parser.add_argument("--minutes", type=float, default=15, help="longest run (default 15)")
    parser.add_argument("--part", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--only", default="", help="only what has this in its name")
    parser.add_argument("--at", default="", help="only there: 17B is before the 17th operation")
    options = parser.parse_args(argv)
    if sys.platform != "linux":
        print("This needs Linux: it forks what it runs, and loads a library before libc.")
        return 2
    options.part = [part for part in PARTS if part in options.part]
    options.until = time.monotonic() + options.minutes * 60
    print(f"The same again: python3 dev.py torture --seed {options.seed}", flush=True)
    tallies, all_ended = collected(options)
    broken = report(tallies, options.seed)
    if not all_ended:
        print("A worker did not come to its end.")
    return int(bool(broken) or not all_ended or not tallies)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
