"""Two of everything at once: each pair of lines that write, started together on one data folder.

What must come out is what comes out of the one after the other, in either order; or of one alone,
where the other was refused and says so."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from judging import DOCUMENTED, again
from lines import Line
from places import Places
from state import State
from tally import Tally
from zygote import Outcome

PAIRS = "pairs"


@dataclass(frozen=True)
class Serial:
    """What the lines leave one after the other, and the codes of both."""

    state: State
    codes: tuple[int, int]


@dataclass
class Pairs:
    """Runs pairs until the time is up. Lines that begin with the same image are paired."""

    places: Places
    lines: Sequence[Line]
    tally: Tally
    seed: int
    time_left: Callable[[], bool]
    _alone: dict[tuple[str, ...], Serial] = field(default_factory=dict)

    def all(self) -> list[tuple[Line, Line]]:
        """Every pair, a line with itself too."""
        return [
            (one, other)
            for one, other in itertools.combinations_with_replacement(self.lines, 2)
            if one.begins == other.begins and not one.arrange and not other.arrange
        ]

    def run(self, mine: Sequence[tuple[Line, Line]]) -> None:
        """These pairs, again and again."""
        if not mine:
            return
        for pair in itertools.cycle(mine):
            if not self.time_left():
                return
            self.together(*pair)

    def together(self, one: Line, other: Line) -> None:
        """Start both at once, and compare with all that may come out."""
        places = self.places
        places.restore(one.begins)
        before = places.state()
        ends = self._at_once(one, other)
        state = places.state()
        wrong = [*state.wrong, *self._codes(one, other, ends)]
        if not wrong and not self._may_be(state, before, one, other, ends):
            lost = [state.difference(s.state)[:5] for s in self._serial(one, other)]
            codes = [ended.code for ended in ends]
            wrong.append(f"lost: exits {codes}, other than either order at {lost}")
        if places.run("profile", "list", "--json").code != 0:
            wrong.append("the next start does not work")
        cpu_s, peak = (max(f(e) for e in ends) for f in (_cpu, _peak))
        refused = any(ended.code for ended in ends)
        self.tally.saw(cpu_s, peak, "one refused" if refused else "both done")
        for what in wrong:
            repeat = ("--part", PAIRS, "--seed", str(self.seed), "--only", name_of((one, other)))
            self.tally.found(f"{name_of((one, other))}: {what}", repeat)

    def _at_once(self, one: Line, other: Line) -> tuple[Outcome, Outcome]:
        places = self.places
        gate, opener = os.pipe()
        running = []
        for line in (one, other):
            order = places.order(line.argv, stdin=line.stdin, more=line.environment)
            running.append(places.start(order, gate))
        os.close(gate)
        os.write(opener, b"gg")
        os.close(opener)
        first, second = (each.ended() for each in running)
        return first, second

    @staticmethod
    def _codes(one: Line, other: Line, ends: tuple[Outcome, Outcome]) -> Iterator[str]:
        for line, ended in zip((one, other), ends, strict=True):
            if ended.code not in DOCUMENTED:
                yield f"{line.name} ends with {ended.code}: {ended.err[-300:]}"
            elif ended.code and not ended.err.strip() and not ended.out.strip():
                yield f"{line.name} ends with {ended.code} and not a word"

    def _serial(self, one: Line, other: Line) -> list[Serial]:
        return [self._after(one, other), self._after(other, one)]

    def _after(self, *lines: Line) -> Serial:
        key = tuple(line.name for line in lines)
        if key not in self._alone:
            self.places.keep("as-it-is")
            self.places.restore(lines[0].begins)
            codes = [again(self.places, line).code for line in lines]
            self._alone[key] = Serial(self.places.state(), (codes[0], codes[-1]))
            self.places.restore("as-it-is")
        return self._alone[key]

    def _may_be(
        self,
        state: State,
        before: State,
        one: Line,
        other: Line,
        ends: tuple[Outcome, Outcome],
    ) -> bool:
        if any(state.things == serial.state.things for serial in self._serial(one, other)):
            return True
        first, second = (ended.code != 0 for ended in ends)
        if second and state.things == self._after(one).state.things:
            return True
        if first and state.things == self._after(other).state.things:
            return True
        return first and second and state.things == before.things


def name_of(pair: tuple[Line, Line]) -> str:
    """Both names."""
    return " + ".join(line.name for line in pair)


def _cpu(ended: Outcome) -> float:
    return ended.cpu_s


def _peak(ended: Outcome) -> float:
    return ended.peak_mb
