"""Kills at every file operation of every line, and full disks from every operation on."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from judging import Reference, judged
from lines import Line
from places import Places
from shim import FULL, FULL_HALF, KILL_AFTER, KILL_BEFORE, KILL_HALF, WRITE, Trip
from tally import Tally

KILLS = "kills"
FULL_DISK = "full"
_LIMIT_S = 120.0


def trips(part: str, kinds: str) -> list[Trip]:
    """Every way in which a run with these operations can be broken off."""
    found = []
    for number, kind in enumerate(kinds, 1):
        if part == KILLS:
            modes = (KILL_BEFORE, KILL_HALF, KILL_AFTER) if kind == WRITE else (KILL_BEFORE,)
        elif kind.isupper():  # a full disk lets go of things
            modes = (FULL, FULL_HALF) if kind == WRITE else (FULL,)
        else:
            modes = ()
        found += [Trip(number, mode) for mode in modes]
    if part == KILLS and kinds:
        found.append(Trip(len(kinds), KILL_AFTER))  # elsewhere it is "before" the next one
    return list(dict.fromkeys(found))


@dataclass
class Breaking:
    """Breaks lines off until the time is up: each line in turn, at a place drawn at random."""

    part: str
    places: Places
    lines: Sequence[Line]
    rng: random.Random
    tally: Tally
    seed: int
    time_left: Callable[[], bool]
    at: str = ""

    def run(self) -> None:
        """Until there is nothing left to break off, or no time."""
        ahead = self._prepared()
        queue = []
        for one in ahead:
            queue.append(one)
            self._one_of(queue, one)
        while queue and self.time_left():
            for one in queue:
                if self.time_left():
                    self._one_of(queue, one)
        self.tally.notes["left"] = sum(len(points) for _, points in queue)

    def _prepared(self) -> Iterator[tuple[Reference, list[Trip]]]:
        for number, line in enumerate(self.lines):
            if not self.time_left():
                self.tally.notes["lines not begun"] = len(self.lines) - number
                return
            reference = Reference.of(self.places, line, f"{self.part}-{number}")
            if not reference.ended.kinds:
                self.tally.found(f"{line.name} writes nothing", self._repeat(line, ""))
            points = trips(self.part, reference.ended.kinds)
            self.rng.shuffle(points)
            if self.at:
                points = [one for one in points if f"{one.number}{one.mode}" == self.at]
            yield reference, points

    def _one_of(
        self,
        queue: list[tuple[Reference, list[Trip]]],
        one: tuple[Reference, list[Trip]],
    ) -> None:
        reference, points = one
        if not points:
            queue.remove(one)
            return
        self.broken_off(reference, points.pop())

    def broken_off(self, what: Reference, trip: Trip) -> None:
        """Break it off there, and look at what is left."""
        line, places = what.line, self.places
        places.restore(what.image)
        order = places.order(line.argv, stdin=line.stdin, trip=trip, more=line.environment)
        ended = places.zygote.run(order)
        fate = "killed" if ended.code == -9 else f"exit {ended.code}"
        self.tally.saw(ended.cpu_s, ended.peak_mb, fate if ended.tripped else "not reached")
        for wrong in judged(places, what, ended, trip) if ended.tripped else ():
            place = ended.place.removeprefix(str(places.top / "now") + "/")
            told = f"{line.name}, {trip.number}{trip.mode} ({place}): {wrong}"
            self.tally.found(told, self._repeat(line, f"{trip.number}{trip.mode}"))

    def _repeat(self, line: Line, at: str) -> tuple[str, ...]:
        where = ("--at", at) if at else ()
        return ("--part", self.part, "--seed", str(self.seed), "--only", line.name, *where)
