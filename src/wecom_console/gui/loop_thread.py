"""The thread of the asyncio loop: plain Python, so that no thread but the GUI's meets a Qt object.

A signal emitted from another thread lets PySide look at the Qt object without Python's lock; a byte
through a pair of sockets, which asyncio wakes its loops with too, does not.
"""

import socket
import threading
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import Future

    from anyio.from_thread import BlockingPortal

Work = Callable[[], Awaitable[object]]


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
        """The loop's own: what `cancel` reaches."""
        with self._lock:
            self._future = future
            cancelled = self._cancelled
        if cancelled:
            future.cancel()

    def finish(self) -> None:
        """The bridge's own: an answer was given."""
        self._finished = True


class LoopThread:
    """Runs coroutine functions one beside the other; who asks fetches what has ended.

    Nothing is begun before `start`. Each piece of work has a number of the asker's, so that this
    thread holds nothing of what its answer is for.
    """

    def __init__(self) -> None:
        self._waiting: deque[Callable[[BlockingPortal], None]] = deque()
        self._ended: deque[tuple[int, Future[Any] | None]] = deque()
        self._lock = threading.Lock()
        self._portal: BlockingPortal | None = None
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._pair: tuple[socket.socket, socket.socket] | None = None
        self._is_woken = False

    @property
    def is_started(self) -> bool:
        """Whether `start` was called."""
        return self._thread is not None

    def start(self) -> int:
        """Starts thread and loop; the descriptor that can be read from when work has ended."""
        self._pair = near, far = socket.socketpair()
        near.setblocking(False)
        far.setblocking(False)
        self._thread = threading.Thread(target=self._live, name="bridge", daemon=True)
        self._thread.start()
        return near.fileno()

    def begin(self, number: int, work: Work, task: Task) -> None:
        """Runs `work` as soon as there is a loop, unless `task` is cancelled before. Its end is
        told under `number`, a cancellation too."""

        def submit(portal: "BlockingPortal") -> None:
            if task.is_cancelled:
                self._tell(number, None)
                return
            future = portal.start_task_soon(work)
            future.add_done_callback(lambda ended: self._tell(number, ended))
            task.attach(future)

        with self._lock:
            portal = self._portal
            if portal is None:
                self._waiting.append(submit)
        if portal is not None:
            submit(portal)

    def next_ended(self) -> "tuple[int, Future[Any] | None] | None":
        """The oldest piece of work that has ended and was not fetched yet, with nothing for what
        never began. While there are more the descriptor can be read from again, so that the window
        lives between two answers."""
        if self._pair is None:
            return None
        with suppress(BlockingIOError):
            self._pair[0].recv(64)
        self._is_woken = False  # after the reading: a byte sent before it may be gone
        ended = self._ended.popleft() if self._ended else None
        if self._ended:
            self._wake()
        return ended

    def stop(self, timeout_s: float) -> bool:
        """Cancels what runs, then joins; False when a blocking call did not end in time."""
        with self._lock:
            self._waiting.clear()
        self._stop.set()
        if self._thread is None:
            return True
        self._thread.join(timeout_s)
        if self._thread.is_alive():
            return False
        self._close()
        return True

    def _tell(self, number: int, ended: "Future[Any] | None") -> None:
        self._ended.append((number, ended))
        self._wake()

    def _wake(self) -> None:
        pair = self._pair
        if self._is_woken or pair is None:
            return
        self._is_woken = True
        with suppress(OSError):  # closed meanwhile: nobody listens any more
            pair[1].send(b"\0")

    def _close(self) -> None:
        pair, self._pair = self._pair, None
        for end in pair or ():
            end.close()

    def _live(self) -> None:
        from anyio.from_thread import start_blocking_portal  # 30-60 ms, not before the first paint

        with start_blocking_portal("asyncio", name="bridge-loop") as portal:
            with self._lock:  # all that waited, before what is asked for next
                for submit in self._waiting:
                    submit(portal)
                self._waiting.clear()
                self._portal = portal
            self._stop.wait()
            with self._lock:
                self._portal = None
            portal.start_task_soon(portal.stop, True)
