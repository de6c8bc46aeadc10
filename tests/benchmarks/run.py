"""`python3 dev.py bench [--rounds N] [--only NAME] [--json FILE]`: a table, and the numbers."""

import argparse
import json
import platform
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import bench_check
import bench_command_line
import bench_matrix
import bench_simulator
import bench_simulator_minute
import bench_start
import bench_window
from measuring import Figure, NotBuiltYetError, table

KEPT: Final = Path(__file__).resolve().parents[2] / ".benchmarks" / "latest.json"
BENCHES: Final[dict[str, Callable[..., Iterator[Figure]]]] = {
    "start": bench_start.measure,
    "check": bench_check.measure,
    "command-line": bench_command_line.measure,
    "simulator": bench_simulator.measure,
    "window": bench_window.measure,
    "matrix": bench_matrix.measure,
    "simulator-minute": bench_simulator_minute.measure,
}
"""By name; the minute is measured only where it is asked for."""


def main() -> int:
    """Run the benchmarks; 1 if one of them could not be run."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="runs of each process")
    parser.add_argument("--only", choices=BENCHES, action="append", help="this one only")
    parser.add_argument("--json", type=Path, default=KEPT, help="where the numbers are kept")
    options = parser.parse_args()
    figures: list[Figure] = []
    absent: list[str] = []
    for name in options.only or [name for name in BENCHES if name != "simulator-minute"]:
        print(f"measuring {name}", file=sys.stderr, flush=True)
        try:
            figures.extend(BENCHES[name](rounds=options.rounds))
        except NotBuiltYetError as error:
            absent.append(str(error))
    print(table(figures))
    for what in absent:
        print(f"not built yet, so not measured: {what}")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    machine = {"python": platform.python_version(), "system": platform.platform()}
    kept = {"machine": machine, "figures": [f.as_json() for f in figures], "absent": absent}
    options.json.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    return int(bool(absent))


if __name__ == "__main__":
    sys.exit(main())
