"""Qt meets asyncio: one event loop in one worker thread, answers on the GUI thread.

Nothing here is started on the way to the first paint: the thread, asyncio and anyio come with
`start()`, and what was asked for earlier waits in a queue. The loop's thread gets the work and a
number; who hears of its end stays on this side (`loop_thread`).
"""

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import count
from typing import Any, Final

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal
from shiboken6 import isValid

from wecom_console.gui.loop_thread import LoopThread, Task, Work

DRAIN_INTERVAL_MS: Final = 33
BATCH: Final = 40
"""How many events are handed over before the window may paint."""

JOIN_TIMEOUT_S: Final = 5.0

Done = Callable[[Any], object]
Failed = Callable[[Exception], object]


class _Listener:
    """Who hears the end of a task, unless its owner is gone."""

    __slots__ = ("_owner", "done", "failed", "task")

    def __init__(
        self, task: Task, done: Done | None, failed: Failed | None, owner: QObject | None
    ) -> None:
        self.task = task
        self.done = done
        self.failed = failed
        self._owner = owner

    @property
    def hears(self) -> bool:
        owner_is_there = self._owner is None or isValid(self._owner)
        return owner_is_there and not self.task.is_cancelled


class Bridge(QObject):
    """Runs work off the GUI thread; every callback is called on the GUI thread.

    `unexpected_error` tells of an exception nobody listens for: its type and where it was raised,
    never its text, which may quote a value.
    """

    unexpected_error = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop = LoopThread()
        self._notifier: QSocketNotifier | None = None
        self._closing = False
        self._numbers = count()
        self._listeners: dict[int, _Listener] = {}
        self._drains: set[QTimer] = set()

    # --- life ----------------------------------------------------------------------------------

    def start(self) -> None:
        """Starts thread and loop; what was asked for before begins now."""
        if self._loop.is_started or self._closing:
            return
        readable = self._loop.start()
        self._notifier = QSocketNotifier(readable, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_ended)

    def shut_down(self, timeout_s: float = JOIN_TIMEOUT_S) -> bool:
        """Cancels everything, then joins; False when a blocking call did not end in time."""
        self._closing = True
        for timer in self._drains:
            timer.stop()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
        for listener in tuple(self._listeners.values()):
            listener.task.cancel()
        self._listeners.clear()
        return self._loop.stop(timeout_s)

    # --- work ----------------------------------------------------------------------------------

    def call(
        self,
        work: Callable[..., Any],
        *args: object,
        on_done: Done | None = None,
        on_error: Failed | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Calls a blocking function in a worker thread. With `owner`, its end silences the task."""

        async def through_thread() -> object:
            from anyio.to_thread import run_sync  # anyio is loaded by the bridge's thread

            return await run_sync(lambda: work(*args), abandon_on_cancel=True)

        return self._begin(through_thread, on_done, on_error, owner)

    def run(
        self,
        work: Callable[..., Awaitable[Any]],
        *args: object,
        on_done: Done | None = None,
        on_error: Failed | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Runs a coroutine function on the loop."""

        async def awaited() -> object:
            return await work(*args)

        return self._begin(awaited, on_done, on_error, owner)

    def stream(
        self,
        factory: Callable[[], AsyncIterator[Any]],
        *,
        on_events: Callable[[list[Any]], object],
        on_done: Done | None = None,
        on_error: Failed | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Iterates on the loop; `on_events` gets what came in small batches, every 33 ms or,
        while more is waiting, as fast as the window keeps up.

        All events are handed over before `on_done` (which gets None) or `on_error`.
        """
        events: deque[Any] = deque()
        timer = QTimer(self)
        timer.setInterval(DRAIN_INTERVAL_MS)
        self._drains.add(timer)

        async def iterate() -> None:
            async for event in factory():
                events.append(event)

        def hand_over(most: int) -> None:
            if listener.task.is_cancelled:
                stop()
                return
            batch = [events.popleft() for _ in range(min(most, len(events)))]
            if batch and listener.hears:
                on_events(batch)

        def drain() -> None:
            hand_over(BATCH)
            # With more waiting soon again, after what the window has to do meanwhile.
            timer.setInterval(1 if events else DRAIN_INTERVAL_MS)

        def stop() -> None:
            timer.stop()
            self._drains.discard(timer)
            timer.deleteLater()

        def end(answer: Callable[[], object]) -> None:
            hand_over(len(events))
            if listener.hears:
                stop()
                answer()

        def done(_value: object) -> None:
            end(lambda: on_done(None) if on_done is not None else None)

        def failed(error: Exception) -> None:
            end(lambda: self._fail(error, on_error))

        timer.timeout.connect(drain)
        listener = _Listener(Task(), done, failed, owner)
        timer.start()
        self._enqueue(iterate, listener)
        return listener.task

    # --- inside --------------------------------------------------------------------------------

    def _begin(
        self,
        work: Work,
        done: Done | None,
        failed: Failed | None,
        owner: QObject | None,
    ) -> Task:
        listener = _Listener(Task(), done, failed, owner)
        self._enqueue(work, listener)
        return listener.task

    def _enqueue(self, work: Work, listener: _Listener) -> None:
        if self._closing:
            listener.task.cancel()
            return
        number = next(self._numbers)
        self._listeners[number] = listener
        self._loop.begin(number, work, listener.task)

    def _on_ended(self) -> None:
        if self._closing:
            return
        ended = self._loop.next_ended()
        if ended is None:
            return
        number, future = ended
        listener = self._listeners.pop(number)
        if future is None or future.cancelled() or not listener.hears:
            return
        listener.task.finish()
        error = future.exception()
        if error is None:
            self._succeed(future.result(), listener)
        elif isinstance(error, Exception):
            self._fail(error, listener.failed)

    @staticmethod
    def _succeed(value: object, listener: _Listener) -> None:
        if listener.done is not None:
            listener.done(value)

    def _fail(self, error: Exception, failed: Failed | None) -> None:
        if failed is not None:
            failed(error)
        else:
            self.unexpected_error.emit(type(error).__name__, place_of(error))


def place_of(error: BaseException) -> str:
    """Module and line where an exception was raised, without a value or a path."""
    trace = error.__traceback__
    place = "?"
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "?")
        place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
