"""A mapping that forgets its oldest entries: a simulator that runs for weeks keeps its size."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Bounded(Generic[K, V]):
    """At most `limit` entries, in the order in which they were first put."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._entries: OrderedDict[K, V] = OrderedDict()

    def put(self, key: K, value: V) -> None:
        """Add or replace; the oldest entry goes when there is no room."""
        self._entries[key] = value
        while len(self._entries) > self._limit:
            self._entries.popitem(last=False)

    def get(self, key: K) -> V | None:
        """The value, None where there is none (any more)."""
        return self._entries.get(key)

    def pop(self, key: K) -> V | None:
        """Take the value out."""
        return self._entries.pop(key, None)

    def values(self) -> Iterator[V]:
        """The values, oldest first, as they are now."""
        return iter(tuple(self._entries.values()))

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()

    def __len__(self) -> int:
        return len(self._entries)
