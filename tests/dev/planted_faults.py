"""Run by `test_torture.py`: small programs in the product's place, some of which lose things, under
one part of torture. Arguments: the folder, the program, the shim if there is one. Prints what was
found as JSON."""

import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click
from dice import dice
from kills import FULL_DISK, KILLS, Breaking
from lines import Line, as_json
from pairs import PAIRS, Pairs
from places import Places
from shim import Shim
from tally import Tally
from vectors import VECTORS, Vectors
from zygote import Zygote

WAITS_S = 0.3


def home() -> Path:
    return Path(os.environ["WECOM_CONSOLE_HOME"])


def in_place(argv: Sequence[str]) -> int:
    """Writes over its file in two steps."""
    if argv[0] == "save":
        with open("out.json", "w", encoding="utf-8") as file:
            file.write('{"a": 1, ')
            file.flush()
            file.write('"b": 2}')
    return 0


def renamed(argv: Sequence[str]) -> int:
    """Writes beside, and renames; a full disk is told."""
    if argv[0] == "save":
        try:
            Path("draft").write_text('{"a": 1, "b": 2}', encoding="utf-8")
            Path("draft").replace("out.json")
        except OSError:
            sys.stderr.write("the disk is full\n")
            sys.stderr.flush()
            return 4
    return 0


def quiet(argv: Sequence[str]) -> int:
    """The same, and says nothing of a full disk."""
    code = renamed(argv)
    return 0 if code == 4 else code


def unlocked(argv: Sequence[str]) -> int:
    """Reads, waits until another has read as well, and writes what it has read and its own."""
    if argv[0] == "add":
        file = home() / "settings.json"
        team = json.loads(file.read_bytes())["team"] if file.exists() else []
        (Path.cwd() / f"read-{os.getpid()}").touch()
        until = time.monotonic() + WAITS_S
        while len(list(Path.cwd().glob("read-*"))) < 2 and time.monotonic() < until:
            time.sleep(0.005)
        draft = file.with_name(f"draft-{os.getpid()}")
        draft.write_text(json.dumps({"team": [*team, [argv[1], "key"]]}), encoding="utf-8")
        draft.replace(file)
    return 0


def locked(argv: Sequence[str]) -> int:
    """Reads and writes alone."""
    import fcntl

    with open(home() / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (Path.cwd() / "read-by-everybody").touch()
        (Path.cwd() / "read-by-nobody").touch()
        return unlocked(argv)


def careless(argv: Sequence[str]) -> int:
    """Ends with 70 where its option is there."""
    return 70 if "--number" in argv else 0


SAVE = Line("save", ("save",), begins="empty", outputs={"out.json": as_json})
ADD = tuple(Line("add", ("add", name), begins="empty") for name in ("alice", "bob"))
TREE = {"go": click.Command("go", params=[click.Option(["--number"], type=int)])}
PROGRAMS = {
    program.__name__: (program, part)
    for program, part in (
        *((program, KILLS) for program in (in_place, renamed)),
        *((program, PAIRS) for program in (unlocked, locked)),
        (quiet, FULL_DISK),
        (careless, VECTORS),
    )
}


def main(top: Path, name: str, library: str) -> None:
    """Try the program of this name."""
    program, part = PROGRAMS[name]
    places = Places(top, Zygote(program, Shim(Path(library)) if library else None))
    places.begin()
    places.keep("empty")
    places.keep("base")
    tally = Tally(part)
    if part == PAIRS:
        Pairs(places, ADD, tally, 1, lambda: True).together(*ADD)
    elif part == VECTORS:
        Vectors(places, TREE, 1, tally, lambda: True).run(range(8))
    else:
        Breaking(part, places, [SAVE], dice(1), tally, 1, lambda: True).run()
    print(json.dumps(tally.as_raw()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
