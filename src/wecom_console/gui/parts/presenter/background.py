"""The bridge as presenters see it: work that blocks or waits, away from the GUI thread."""

from collections.abc import AsyncIterator, Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject


class BackgroundTask(Protocol):
    """Something under way in the background."""

    def cancel(self) -> object:
        """Give it up; neither of its callbacks comes any more."""


class Background(Protocol):
    """Every callback comes on the GUI thread; once `owner` is gone, none does."""

    def call(
        self,
        work: Callable[..., Any],
        *args: object,
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        owner: QObject | None = None,
    ) -> BackgroundTask:
        """A blocking function in a worker thread."""

    def run(
        self,
        work: Callable[..., Any],
        *args: object,
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        owner: QObject | None = None,
    ) -> BackgroundTask:
        """A coroutine function on the event loop."""

    def stream(
        self,
        factory: Callable[[], AsyncIterator[Any]],
        *,
        on_events: Callable[[list[Any]], object],
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        owner: QObject | None = None,
    ) -> BackgroundTask:
        """An asynchronous iterator; its values come in batches."""
