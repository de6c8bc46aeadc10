"""What a part of torture has tried, and what it found."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Violation:
    """A promise that was broken, and the arguments of `dev.py torture` that break it again."""

    part: str
    what: str
    repeat: Sequence[str]

    def __str__(self) -> str:
        return f"{self.part}: {self.what}"


@dataclass
class Tally:
    """Of one part in one worker."""

    part: str
    tried: int = 0
    slowest_s: float = 0.0
    peak_mb: float = 0.0
    violations: list[Violation] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    """Counts that say what was tried: kills, states, exit codes."""

    def saw(self, cpu_s: float, peak_mb: float, *notes: str) -> None:
        """One more was tried."""
        self.tried += 1
        self.slowest_s = max(self.slowest_s, cpu_s)
        self.peak_mb = max(self.peak_mb, peak_mb)
        for note in notes:
            self.notes[note] = self.notes.get(note, 0) + 1

    def found(self, what: str, repeat: Sequence[str]) -> None:
        """A promise was broken."""
        self.violations.append(Violation(self.part, what, tuple(repeat)))
        print(f"! {self.violations[-1]}", file=sys.stderr, flush=True)

    def as_raw(self) -> dict[str, Any]:
        """What goes from a worker to who collects."""
        return asdict(self)

    @classmethod
    def from_raw(cls, raw: dict[str, Any]) -> Tally:
        """The same there."""
        found = [Violation(**one) for one in raw["violations"]]
        return cls(**{**raw, "violations": found})


def together(tallies: Iterable[Tally]) -> list[Tally]:
    """One for each part."""
    parts: dict[str, Tally] = {}
    for one in tallies:
        whole = parts.setdefault(one.part, Tally(one.part))
        whole.tried += one.tried
        whole.slowest_s = max(whole.slowest_s, one.slowest_s)
        whole.peak_mb = max(whole.peak_mb, one.peak_mb)
        whole.violations += one.violations
        for note, count in one.notes.items():
            whole.notes[note] = whole.notes.get(note, 0) + count
    return list(parts.values())


def table(tallies: Sequence[Tally]) -> str:
    """The figures, a line a part."""
    rows = [f"{'part':<10}{'tried':>8}{'violations':>12}{'slowest':>10}{'peak':>9}   of which"]
    for one in tallies:
        notes = ", ".join(f"{count} {note}" for note, count in sorted(one.notes.items()))
        rows.append(
            f"{one.part:<10}{one.tried:>8}{len(one.violations):>12}{one.slowest_s:>8.1f} s"
            f"{one.peak_mb:>6.0f} MB   {notes}"
        )
    return "\n".join(rows)
