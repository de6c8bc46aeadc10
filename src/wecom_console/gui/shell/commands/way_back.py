"""The way back: the pages that were looked at, as a browser has it."""

from typing import Final, NamedTuple

MOST: Final = 50


class Stop(NamedTuple):
    """A page, and the connection that it showed."""

    key: str
    args: str | None = None


class WayBack:
    """Where one was, and where one came back from. What a page was asked to *do* is not done once
    more: of its arguments only an id stays."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._at = -1

    def visit(self, key: str, args: object) -> None:
        """A page has been shown; what lay ahead is forgotten."""
        stop = Stop(key, args if isinstance(args, str) else None)
        if self._at >= 0 and self._stops[self._at].key == key and stop.args is None:
            return
        if self._at >= 0 and self._stops[self._at] == stop:
            return
        self._stops = [*self._stops[: self._at + 1], stop][-MOST:]
        self._at = len(self._stops) - 1

    def leave(self, key: str, place: str) -> None:
        """The page that one is on is left where `place` says: one comes back to that."""
        if self._at >= 0 and self._stops[self._at].key == key:
            self._stops[self._at] = Stop(key, place)

    def step(self, by: int) -> Stop | None:
        """The stop before (-1) or after (1); None at the end. `take` goes there."""
        place = self._at + by
        return self._stops[place] if 0 <= place < len(self._stops) else None

    def take(self, by: int) -> None:
        """One is there now."""
        if self.step(by) is not None:
            self._at += by
