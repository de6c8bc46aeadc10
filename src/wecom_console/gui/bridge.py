"""Qt meets asyncio: one event loop in one worker thread, answers on the GUI thread.

Nothing here is started on the way to the first paint: the thread, asyncio and anyio come with
`start()`, and what was asked for earlier waits in a queue.
"""

import threading
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

if TYPE_CHECKING:
    from concurrent.futures import Future

    from anyio.from_thread import BlockingPortal

DRAIN_INTERVAL_MS: Final = 33
BATCH: Final = 40
"""How many events are handed over before the window may paint."""

JOIN_TIMEOUT_S: Final = 5.0

Done = Callable[[Any], object]
Failed = Callable[[Exception], object]


class Task:
    """Work under way. `cancel` stops what can be stopped: a coroutine in flight at once, a
    blocking function not; of a cancelled task no callback is heard any more."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._future: Any = None
        self._cancelled = False
        self._finished = False

    @property
    def is_cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancelled

    @property
    def is_running(self) -> bool:
        """Whether an answer may still come."""
        return not self._finished and not self._cancelled

    def cancel(self) -> None:
        """Stop, and let nobody hear of it. May be called twice and from any thread."""
        with self._lock:
            self._cancelled = True
            future = self._future
        if future is not None:
            future.cancel()

    def attach(self, future: "Future[Any]") -> None:
        """The bridge's own: what `cancel` reaches."""
        with self._lock:
            self._future = future
            cancelled = self._cancelled
        if cancelled:
            future.cancel()

    def finish(self) -> None:
        """The bridge's own: an answer was given."""
        self._finished = True


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
    _posted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inbox: deque[Callable[[], None]] = deque()
        self._waiting: deque[Callable[[Any], None]] = deque()
        self._lock = threading.Lock()
        self._portal: Any = None
        self._thread: threading.Thread | None = None
        self._closing = False
        self._stop = threading.Event()
        self._tasks: set[Task] = set()
        self._drains: set[QTimer] = set()
        self._posted.connect(self._on_posted, Qt.ConnectionType.QueuedConnection)

    # --- life ----------------------------------------------------------------------------------

    def start(self) -> None:
        """Starts thread and loop; what was asked for before begins now."""
        if self._thread is None and not self._closing:
            self._thread = threading.Thread(target=self._live, name="bridge", daemon=True)
            self._thread.start()

    def shut_down(self, timeout_s: float = JOIN_TIMEOUT_S) -> bool:
        """Cancels everything, then joins; False when a blocking call did not end in time."""
        self._closing = True
        for timer in self._drains:
            timer.stop()
        for task in tuple(self._tasks):
            task.cancel()
        with self._lock:
            self._waiting.clear()
        self._stop.set()
        if self._thread is None:
            return True
        self._thread.join(timeout_s)
        self._inbox.clear()
        return not self._thread.is_alive()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._tasks

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
        work: Callable[[], Awaitable[object]],
        done: Done | None,
        failed: Failed | None,
        owner: QObject | None,
    ) -> Task:
        listener = _Listener(Task(), done, failed, owner)
        self._enqueue(work, listener)
        return listener.task

    def _enqueue(self, work: Callable[[], Awaitable[object]], listener: _Listener) -> None:
        if self._closing:
            listener.task.cancel()
            return
        self._tasks.add(listener.task)

        def submit(portal: "BlockingPortal") -> None:
            if not listener.task.is_cancelled:
                listener.task.attach(portal.start_task_soon(self._perform, work, listener))

        with self._lock:
            portal = self._portal
            if portal is None:
                self._waiting.append(submit)
        if portal is not None:
            submit(portal)

    async def _perform(self, work: Callable[[], Awaitable[object]], listener: _Listener) -> None:
        # A cancellation is not an `Exception`, so it passes through to the loop unseen.
        try:
            value = await work()
        except Exception as error:  # noqa: BLE001  handed to the listener, or told by type and place
            failure = error
            self._post(lambda: self._end(listener, lambda: self._fail(failure, listener.failed)))
        else:
            self._post(lambda: self._end(listener, lambda: self._succeed(value, listener)))

    def _end(self, listener: _Listener, answer: Callable[[], None]) -> None:
        self._tasks.discard(listener.task)
        if listener.hears:
            listener.task.finish()
            answer()

    @staticmethod
    def _succeed(value: object, listener: _Listener) -> None:
        if listener.done is not None:
            listener.done(value)

    def _fail(self, error: Exception, failed: Failed | None) -> None:
        if failed is not None:
            failed(error)
        else:
            self.unexpected_error.emit(type(error).__name__, place_of(error))

    def _post(self, answer: Callable[[], None]) -> None:
        """Called on the loop's thread; the signal is queued to the GUI thread."""
        self._inbox.append(answer)
        if not self._closing:
            self._posted.emit()

    @Slot()  # known to the class from the start: the signal comes from another thread
    def _on_posted(self) -> None:
        if self._inbox and not self._closing:
            self._inbox.popleft()()

    def _live(self) -> None:
        from anyio.from_thread import start_blocking_portal  # 30-60 ms, not before the first paint

        with start_blocking_portal("asyncio", name="bridge-loop") as portal:
            with self._lock:
                self._portal = portal
                waiting = tuple(self._waiting)
                self._waiting.clear()
            for submit in waiting:
                submit(portal)
            self._stop.wait()
            with self._lock:
                self._portal = None
            portal.start_task_soon(portal.stop, True)


def place_of(error: BaseException) -> str:
    """Module and line where an exception was raised, without a value or a path."""
    trace = error.__traceback__
    place = "?"
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "?")
        place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
