"""Makes mutants of a sample and asks the tests that look at them.

Started by `python3 dev.py mutants`, in an environment of its own; the tests run in the
checkout's. Everything happens in copies of the checkout, which are thrown away.
"""

from __future__ import annotations

import argparse
import difflib
import os
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import Bench
from drawing import Mutant, draw, source_of
from nearness import Nearness
from operators import unproven

PARTS: Mapping[str, Sequence[str]] = {
    "domain": ("domain",),
    "flow": ("flow", "protocol", "reports"),
    "backends": ("backends",),
    "diagnosis": ("diagnosis",),
    "storage": ("storage",),
    "runs": (
        *("services/runs", "services/*_runs.py", "services/run_*.py", "services/matrix.py"),
        *("services/simulators.py", "services/phones.py"),
    ),
    "presenters": ("gui/presenters", "gui/**/presenter"),
}
"""What is mutated: folders and files below the package, by the part they count for."""


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant: by which test it was killed, none where it lives."""

    mutant: Mutant
    place: Path
    seconds: float
    killer: str

    def __str__(self) -> str:
        fate = f"killed by {self.killer}" if self.killer else "LIVES"
        place = f"{self.place}:{self.mutant.line}"
        return f"{self.seconds:5.1f} s  {place}  {self.mutant.kind}: {fate}"


def mutated_files(package: Path, only: str) -> dict[str, list[Path]]:
    """The modules of each part, with `only` in their path."""
    found = {}
    for part, patterns in PARTS.items():
        places = [place for pattern in patterns for place in sorted(package.glob(pattern))]
        files = [f for p in places for f in (sorted(p.rglob("*.py")) if p.is_dir() else [p])]
        found[part] = [f for f in dict.fromkeys(files) if f.stat().st_size > 200 and only in str(f)]
    return {part: files for part, files in found.items() if files}


def diff_of(mutant: Mutant) -> str:
    """What was changed."""
    before, after = source_of(mutant.file).splitlines(), mutant.code().splitlines()
    lines = list(difflib.unified_diff(before, after, lineterm="", n=2))[2:]
    return "\n".join(f"    {line}" for line in lines)


def work(options: argparse.Namespace) -> list[Verdict]:
    """Judge mutants of the sample on all benches until count or time is used up."""
    checkout: Path = options.checkout
    until = time.monotonic() + options.minutes * 60
    files = mutated_files(checkout / "src" / "wecom_console", options.only)
    sample = draw(files, seed=options.seed)
    nearness = Nearness(checkout)
    verdicts: list[Verdict] = []
    lock = threading.Lock()

    def drawn() -> Mutant | None:
        with lock:
            if options.count <= 0 or time.monotonic() > until - options.limit:
                return None
            options.count -= 1
            return next(sample)

    def worker(bench: Bench) -> None:
        while (mutant := drawn()) is not None:
            began = time.monotonic()
            place = mutant.file.relative_to(checkout)
            tests = [test.relative_to(checkout) for test in nearness.tests_of(mutant.file)]
            killer = bench.killer(place, mutant.code(), tests)
            verdict = Verdict(mutant, place, time.monotonic() - began, killer)
            with lock:
                verdicts.append(verdict)
                print(verdict, flush=True)

    with tempfile.TemporaryDirectory(prefix="mutants-") as top:
        places = [Path(top) / str(number) for number in range(options.workers)]
        for place in places:
            place.mkdir()
        benches = [Bench.made(checkout, p, options.python, options.limit) for p in places]
        threads = [threading.Thread(target=worker, args=(bench,)) for bench in benches]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return verdicts


def main(argv: Sequence[str]) -> int:
    """0 where at most the tolerated share of the mutants lives."""
    parser = argparse.ArgumentParser(prog="dev.py mutants", description=__doc__)
    parser.add_argument("--checkout", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--python", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, default=1, help="which sample (default 1)")
    parser.add_argument("--count", type=int, default=120, help="most mutants (default 120)")
    parser.add_argument("--minutes", type=float, default=20, help="longest run (default 20)")
    parser.add_argument("--limit", type=float, default=90, help="seconds a mutant (default 90)")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--only", default="", help="only files with this in their path")
    parser.add_argument("--tolerated", type=float, default=10, help="per cent (default 10)")
    options = parser.parse_args(argv)
    if wrong := unproven():
        print("\n".join(wrong))
        return 2
    verdicts = work(options)
    alive = [verdict for verdict in verdicts if not verdict.killer]
    for verdict in sorted(alive, key=lambda one: (one.place, one.mutant.line)):
        print(f"\n{verdict}\n{diff_of(verdict.mutant)}")
    share = 100 * len(alive) / max(1, len(verdicts))
    print(f"\n{len(alive)} of {len(verdicts)} mutants live: {share:.0f} % (seed {options.seed})")
    return int(share > options.tolerated or not verdicts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
