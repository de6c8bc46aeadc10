"""One process of torture: it imports the product, and does its share of each part.

Started by `run.py`, with the shim before libc where there is one; prints what it found as JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import materials
import product
from answers import ANSWERS, Answers
from commands import commands, uncovered
from dice import dice
from hostile import HOSTILE, Hostile, prepare
from kills import FULL_DISK, KILLS, Breaking
from lines import LINES, NOT_WRITING
from names import NAMES, walk
from odd import ODD, Odd
from pairs import PAIRS, Pairs
from places import Places
from shim import Shim
from tally import Tally
from vectors import VECTORS, Vectors
from zygote import Zygote

ThingT = TypeVar("ThingT")
ENDLESS = 10**9


@dataclass(frozen=True)
class Task:
    """A worker's share of one part."""

    part: str
    places: Places
    options: argparse.Namespace
    tally: Tally
    rng: random.Random
    time_left: Callable[[], bool]

    @property
    def seed(self) -> int:
        """What everything is drawn from."""
        return int(self.options.seed)

    def mine(self, things: Sequence[ThingT]) -> list[ThingT]:
        """Those that are this worker's, in an order that the seed says."""
        number, workers = self.options.share
        drawn = list(things)
        dice(self.seed).shuffle(drawn)
        return drawn[number::workers]

    def numbers(self) -> Sequence[int]:
        """This worker's of what is drawn by number, or the one that was asked for."""
        if self.options.at:
            return [int(self.options.at)]
        number, workers = self.options.share
        return range(number, ENDLESS, workers)


def break_off(task: Task) -> None:
    """Kills, or full disks."""
    if task.options.share[0] == 0 and task.part == KILLS:
        written = [line.command for line in LINES]
        for command in uncovered(commands(product.command_tree()), written, NOT_WRITING):
            task.tally.found(f"nobody says whether “{command}” writes: not covered", ())
    chosen = [line for line in task.mine(LINES) if task.options.only in line.name]
    Breaking(
        task.part,
        task.places,
        chosen,
        task.rng,
        task.tally,
        task.seed,
        task.time_left,
        task.options.at,
    ).run()


def pair_up(task: Task) -> None:
    """Two of everything at once."""
    pairs = Pairs(task.places, LINES, task.tally, task.seed, task.time_left)
    chosen = [pair for pair in pairs.all() if task.options.only in " + ".join(o.name for o in pair)]
    pairs.run(task.mine(chosen))


def draw_vectors(task: Task) -> None:
    """Lines that nobody would type."""
    found = commands(product.command_tree())
    Vectors(task.places, found, task.seed, task.tally, task.time_left).run(task.numbers())


def feed(task: Task) -> None:
    """Hostile files."""
    prepare(task.places)
    Hostile(task.places, task.seed, task.tally, task.time_left).run(task.numbers())


def surround(task: Task) -> None:
    """Odd surroundings and places."""
    Odd(task.places, task.seed, task.tally, task.time_left).run(task.numbers())


def answer(task: Task) -> None:
    """Hostile answers."""
    Answers(task.places, task.seed, task.tally, task.time_left).run(task.numbers())


def look(task: Task) -> None:
    """Names on every screen; once."""
    if task.options.share[0] == 0:
        walk(task.places.top, task.tally)


PARTS: Mapping[str, tuple[float, Callable[[Task], None]]] = {
    NAMES: (1.0, look),  # which takes as long as it takes; the others share what it leaves
    KILLS: (5.0, break_off),
    FULL_DISK: (3.0, break_off),
    PAIRS: (2.0, pair_up),
    HOSTILE: (3.0, feed),
    VECTORS: (3.0, draw_vectors),
    ODD: (2.0, surround),
    ANSWERS: (2.0, answer),
}
"""Each with its share of the time; one that is done early leaves its time to the next."""


def tallies(options: argparse.Namespace, places: Places, until: float) -> Iterator[Tally]:
    """The parts one after the other."""
    for number, part in enumerate(options.parts):
        share, work = PARTS[part]
        ahead = sum(PARTS[one][0] for one in options.parts[number:])
        end = time.monotonic() + (until - time.monotonic()) * share / ahead
        rng = dice(options.seed, part, *options.share)
        tally = Tally(part)
        work(Task(part, places, options, tally, rng, lambda end=end: time.monotonic() < end))
        yield tally


def main(argv: Sequence[str]) -> int:
    """0; what was found is printed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--parts", nargs="+", required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--until", type=float, required=True)
    parser.add_argument("--share", type=int, nargs=2, required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--at", default="")
    parser.add_argument("--shim", type=Path)
    parser.add_argument("--top", type=Path, required=True)
    options = parser.parse_args(argv)
    shim = Shim(options.shim) if options.shim else None
    zygote = Zygote(product.program(), shim)
    with materials.serving(options.top) as url:
        places = Places(options.top, zygote)
        places.begin()
        places = materials.write_files(places, url)
        materials.fill(places, url)
        for tally in tallies(options, places, options.until):
            print(json.dumps(tally.as_raw()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
