"""What must be true after a run that was killed, or that met a full disk: all of it happened or
nothing, and the next run works."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lines import Line
from places import Places
from shim import FULL, FULL_HALF, Trip
from state import State, drafts
from zygote import HANGS, Outcome

FOUND, OUTSIDE, BUG = 1, 4, 70
DOCUMENTED = (0, FOUND, 2, 3, OUTSIDE)


@dataclass(frozen=True)
class Reference:
    """What an undisturbed run of a line begins with, does, and ends with."""

    line: Line
    image: str
    before: State
    after: State
    files_before: Mapping[str, bytes]
    files_after: Mapping[str, bytes]
    ended: Outcome

    @classmethod
    def of(cls, places: Places, line: Line, image: str) -> Reference:
        """Run it. Its beginning is kept under the name `image`."""
        places.restore(line.begins)
        if line.arrange:
            line.arrange(places)
        places.keep(image)
        before, files_before = places.state(), outputs(places, line)
        ended = places.zygote.run(places.order(line.argv, stdin=line.stdin, more=line.environment))
        after = places.state()
        return cls(line, image, before, after, files_before, outputs(places, line), ended)


def outputs(places: Places, line: Line) -> dict[str, bytes]:
    """The content of the files that the line writes, as far as they are there."""
    files = {name: places.work / name for name in line.outputs}
    return {name: file.read_bytes() for name, file in files.items() if file.exists()}


def again(places: Places, line: Line) -> Outcome:
    """The same line once more, nothing in its way."""
    return places.zygote.run(places.order(line.argv, stdin=line.stdin, more=line.environment))


def judged(places: Places, what: Reference, ended: Outcome, trip: Trip) -> Iterator[str]:
    """What is wrong after this end."""
    state = places.state()
    yield from state.wrong
    is_before = state.things == what.before.things
    is_after = state.things == what.after.things
    if not is_before and not is_after and not what.line.is_between(state, what.before, what.after):
        told = (state.difference(what.before), state.difference(what.after))
        yield f"half done: differs from before in {told[0][:4]}, from after in {told[1][:4]}"
    files = list(_files(places, what))
    yield from (f"{name} is neither old nor whole" for name, kind in files if kind == "half")
    if trip.mode in (FULL, FULL_HALF):
        may_wait = "" in what.line.lags  # the next start does it
        is_new = (is_after or may_wait) and all(kind in ("new", "same") for _, kind in files)
        yield from _answered(ended, what.ended.code, is_new=is_new)
    yield from _next(places, what, is_before=is_before, is_after=is_after, trip=trip)
    yield from _left(places, what, state)


def _files(places: Places, what: Reference) -> Iterator[tuple[str, str]]:
    """Each file with whether it is ``old``, ``new``, both (``same``), or ``half``."""
    for name, whole in what.line.outputs.items():
        file = places.work / name
        old, new = what.files_before.get(name), what.files_after.get(name)
        content = file.read_bytes() if file.exists() else None
        if content == old:
            yield name, "same" if old == new else "old"
        elif content is not None and new is not None and _is_whole(whole, content, new, places):
            yield name, "new"
        else:
            yield name, "half"


def _is_whole(whole: object, content: bytes, new: bytes, places: Places) -> bool:
    assert callable(whole)
    try:
        return bool(whole(content, new, places))
    except Exception:  # noqa: BLE001  whatever reader it was, it could not read that
        return False


def _answered(ended: Outcome, code: int, *, is_new: bool) -> Iterator[str]:
    """A full disk is told, with 4; or it was in nobody's way."""
    if ended.code == code and code != OUTSIDE:
        if not is_new:
            yield f"exit {code} on a full disk, and nothing was done: silent"
    elif ended.code != OUTSIDE:
        yield f"exit {_told(ended)} on a full disk instead of {OUTSIDE}: {ended.err[:900]}"
    elif not ended.err.strip():
        yield f"exit {OUTSIDE} without a word"


def _told(ended: Outcome) -> str:
    return "never came" if ended.code == HANGS else str(ended.code)


def _next(
    places: Places, what: Reference, *, is_before: bool, is_after: bool, trip: Trip
) -> Iterator[str]:
    """The next start: the same line, or what takes it back, or a look at the list."""
    line = what.line
    if line.outputs or (is_before and (not line.is_import or is_after or trip.number % 2)):
        ended = again(places, line)
        if ended.code != what.ended.code:
            yield f"the same again ends with {_told(ended)}: {(ended.err or ended.out)[:900]}"
        elif not line.is_between(
            now := places.state(), what.before if line.lags else what.after, what.after
        ):
            yield f"the same again leaves {now.difference(what.after)[:4]} otherwise"
        yield from (
            f"{n} is {k} after the same again" for n, k in _files(places, what) if k in "half old"
        )
    elif line.is_import and (is_before or is_after):
        ended = places.run("import", "--undo")
        left = places.state().connections()
        if left != what.before.connections():
            yield f"import --undo ({_told(ended)}) does not lead back: {sorted(left)[:6]}"
        elif ended.code != (FOUND if is_before else 0):
            yield f"import --undo ends with {_told(ended)}: {(ended.err or ended.out)[:900]}"
    if not is_before:
        ended = places.run("profile", "list", "--json")
        if ended.code != 0:
            yield f"the next start ends with {_told(ended)}: {(ended.err or ended.out)[:900]}"


def _left(places: Places, what: Reference, state: State) -> Iterator[str]:
    """Nothing of the run lies about once the next one has been there."""
    for folder in (places.home, places.work):
        for name in drafts(folder):
            target = name.split(".wecom-console-")[0].lstrip(".")
            if folder == places.home or target in outputs(places, what.line):
                yield f"{name} is left in {folder.name}"
    most = max(what.before.orphans, what.after.orphans)
    if state.orphans > most:
        base = sqlite3.connect(places.home / "console.db")
        try:
            with base:
                base.execute("UPDATE secret_claim SET claimed_at = claimed_at - 40 * 86400")
        except sqlite3.Error:
            yield "a secret of nobody is left, and nobody knows of it"
            return
        finally:
            base.close()
        places.run("profile", "list")
        if places.state().orphans > most:
            yield "a secret of nobody is left, and nobody takes it away"
