"""The bridge between the GUI thread and the asyncio loop."""

import threading
import time
from collections.abc import AsyncIterator, Iterator

import anyio
import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from wecom_console.gui.bridge import Bridge


@pytest.fixture
def bridge(qtbot: QtBot) -> Iterator[Bridge]:
    """A started bridge that is shut down afterwards."""
    made = Bridge()
    made.start()
    yield made
    assert made.shut_down()


def test_call_runs_off_the_gui_thread(qtbot: QtBot, bridge: Bridge) -> None:
    """A blocking function runs in another thread, its answer arrives in this one."""
    seen: list[tuple[int, int]] = []
    bridge.call(
        threading.get_ident, on_done=lambda there: seen.append((there, threading.get_ident()))
    )
    qtbot.waitUntil(lambda: bool(seen), timeout=60_000)
    there, here = seen[0]
    assert (threading.get_ident(), True) == (here, there != here)


def test_work_asked_for_before_the_start_is_done_after_it(qtbot: QtBot) -> None:
    """Calls made before `start` wait in a queue and keep their order."""
    bridge = Bridge()
    seen: list[int] = []

    async def echo(number: int) -> int:
        return number

    for number in range(3):
        bridge.run(echo, number, on_done=seen.append)
    assert [] == seen
    bridge.start()
    qtbot.waitUntil(lambda: len(seen) == 3, timeout=60_000)
    bridge.shut_down()
    assert [0, 1, 2] == seen


def test_the_thread_is_not_started_by_the_constructor(qtbot: QtBot) -> None:
    """Constructing a bridge starts no thread."""
    before = threading.active_count()
    Bridge()
    assert before == threading.active_count()


def test_many_answers_arrive_each_once_and_in_their_order(qtbot: QtBot, bridge: Bridge) -> None:
    """However they come together, none is lost behind one wake-up."""
    seen: list[int] = []

    async def echo(number: int) -> int:
        return number

    for number in range(2_000):
        bridge.run(echo, number, on_done=seen.append)
    qtbot.waitUntil(lambda: len(seen) == 2_000, timeout=60_000)
    assert list(range(2_000)) == seen


def test_the_window_lives_between_two_answers(qtbot: QtBot, bridge: Bridge) -> None:
    """What an answer puts into Qt's queue is done before the next answer."""
    order: list[str] = []

    async def nothing() -> None:
        return None

    def heard(_value: object) -> None:
        order.append("answer")
        QTimer.singleShot(0, lambda: order.append("event"))

    for _ in range(20):
        bridge.run(nothing, on_done=heard)
    qtbot.waitUntil(lambda: len(order) == 40, timeout=60_000)
    assert ["answer", "event"] * 20 == order


def test_work_that_was_cancelled_before_the_start_never_begins(qtbot: QtBot) -> None:
    """Cancelled while it waits, it is forgotten."""
    bridge = Bridge()
    begun: list[int] = []
    seen: list[int] = []
    bridge.call(begun.append, 1).cancel()
    bridge.call(lambda: 2, on_done=seen.append)
    bridge.start()
    qtbot.waitUntil(lambda: bool(seen), timeout=60_000)
    assert (True, [], [2]) == (bridge.shut_down(), begun, seen)


def test_another_thread_meets_no_qt_object(qtbot: QtBot, bridge: Bridge) -> None:
    """What an answer is for is held by the GUI thread alone, so a Qt object ends there."""
    ends: list[int] = []
    owner = QObject()
    owner.destroyed.connect(lambda: ends.append(threading.get_ident()))
    gate = threading.Event()
    seen: list[object] = []
    bridge.call(gate.wait, 20, on_done=seen.append, owner=owner)
    bridge.call(gate.wait, 20, on_done=owner.setObjectName).cancel()
    del owner
    gate.set()
    qtbot.waitUntil(lambda: bool(seen) and bool(ends), timeout=60_000)
    assert [threading.get_ident()] == ends


def test_cancel_reaches_a_coroutine_in_flight_at_once(qtbot: QtBot, bridge: Bridge) -> None:
    """A coroutine that sleeps for minutes hears of its cancellation before that."""
    started = threading.Event()
    ended: list[float] = []

    async def sleep() -> None:
        started.set()
        try:
            await anyio.sleep(300)
        finally:
            ended.append(time.perf_counter())

    task = bridge.run(sleep)
    qtbot.waitUntil(started.is_set, timeout=60_000)
    task.cancel()
    qtbot.waitUntil(lambda: bool(ended), timeout=60_000)


def test_a_cancelled_task_calls_nobody(qtbot: QtBot, bridge: Bridge) -> None:
    """After `cancel` neither the answer nor the error is heard."""
    heard: list[object] = []
    gate = threading.Event()
    task = bridge.call(gate.wait, 5, on_done=heard.append, on_error=heard.append)
    task.cancel()
    gate.set()
    other: list[object] = []
    bridge.call(lambda: "later", on_done=other.append)
    qtbot.waitUntil(lambda: bool(other), timeout=60_000)
    assert [] == heard


def test_blocking_work_leaves_the_gui_thread_free(qtbot: QtBot, bridge: Bridge) -> None:
    """While a call blocks, a timer keeps ticking."""
    gate = threading.Event()
    ticks: list[int] = []
    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    done: list[object] = []
    bridge.call(gate.wait, 20, on_done=done.append)
    qtbot.waitUntil(lambda: len(ticks) > 20, timeout=60_000)
    assert [] == done
    gate.set()
    qtbot.waitUntil(lambda: bool(done), timeout=60_000)
    timer.stop()


def test_an_error_goes_to_its_listener(qtbot: QtBot, bridge: Bridge) -> None:
    """`on_error` gets the exception itself."""
    errors: list[Exception] = []

    def fail() -> None:
        raise ValueError("43 characters of a secret")

    bridge.call(fail, on_error=errors.append)
    qtbot.waitUntil(lambda: bool(errors), timeout=60_000)
    assert isinstance(errors[0], ValueError)


def test_an_unheard_error_is_told_without_its_text(qtbot: QtBot, bridge: Bridge) -> None:
    """Without a listener the signal carries type and place, never the text."""

    def fail() -> None:
        raise ValueError("43 characters of a secret")

    with qtbot.waitSignal(bridge.unexpected_error, timeout=60_000) as signal:
        bridge.call(fail)
    kind, where = signal.args
    assert ("ValueError", True, False) == (kind, "test_bridge" in where, "secret" in where)


def test_a_stream_hands_over_all_events_in_order(qtbot: QtBot, bridge: Bridge) -> None:
    """10,000 events arrive complete, in order, in few batches, before the end is told."""
    batches: list[list[int]] = []
    ends: list[int] = []

    async def count() -> AsyncIterator[int]:
        for number in range(10_000):
            if number % 1_000 == 0:
                await anyio.sleep(0)
            yield number

    bridge.stream(
        count,
        on_events=batches.append,
        on_done=lambda _none: ends.append(sum(len(batch) for batch in batches)),
    )
    qtbot.waitUntil(lambda: bool(ends), timeout=60_000)
    flat = [event for batch in batches for event in batch]
    assert (list(range(10_000)), [10_000], True) == (flat, ends, len(batches) < 200)


def test_a_stream_that_fails_tells_its_events_first(qtbot: QtBot, bridge: Bridge) -> None:
    """What came before the failure is not lost."""
    heard: list[object] = []

    async def broken() -> AsyncIterator[str]:
        yield "first"
        raise OSError

    bridge.stream(
        broken,
        on_events=heard.extend,
        on_error=lambda error: heard.append(type(error).__name__),
    )
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=60_000)
    assert ["first", "OSError"] == heard


def test_a_cancelled_stream_stops_handing_over(qtbot: QtBot, bridge: Bridge) -> None:
    """After `cancel` no batch arrives."""
    batches: list[list[int]] = []

    async def forever() -> AsyncIterator[int]:
        number = 0
        while True:
            await anyio.sleep(0.001)
            number += 1
            yield number

    task = bridge.stream(forever, on_events=batches.append)
    qtbot.waitUntil(lambda: bool(batches), timeout=60_000)
    task.cancel()
    count = len(batches)
    done: list[object] = []
    bridge.call(time.sleep, 0.1, on_done=done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=60_000)
    assert count == len(batches)


def test_a_dead_owner_silences_its_task(qtbot: QtBot, bridge: Bridge) -> None:
    """Once the owner is gone its callbacks are dropped."""
    owner = QObject()
    heard: list[object] = []
    gate = threading.Event()
    bridge.call(gate.wait, 5, on_done=heard.append, owner=owner)
    owner.deleteLater()
    qtbot.wait(1)
    with qtbot.captureExceptions() as exceptions:
        gate.set()
        done: list[object] = []
        bridge.call(time.sleep, 0.02, on_done=done.append)
        qtbot.waitUntil(lambda: bool(done), timeout=60_000)
    assert ([], []) == (heard, exceptions)


def test_shut_down_cancels_and_joins(qtbot: QtBot) -> None:
    """A sleeping coroutine does not hold up the end."""
    bridge = Bridge()
    bridge.start()
    started = threading.Event()

    async def sleep() -> None:
        started.set()
        await anyio.sleep(300)

    bridge.run(sleep)
    qtbot.waitUntil(started.is_set, timeout=60_000)
    before = time.perf_counter()
    joined = bridge.shut_down()
    assert (True, True) == (joined, time.perf_counter() - before < 100)


def test_shut_down_is_bounded_by_its_time_out(qtbot: QtBot) -> None:
    """A blocking call that never ends does not keep the program from ending."""
    bridge = Bridge()
    bridge.start()
    gate = threading.Event()
    started = threading.Event()

    def block() -> None:
        started.set()
        gate.wait(300)

    bridge.call(block)
    qtbot.waitUntil(started.is_set, timeout=60_000)
    before = time.perf_counter()
    bridge.shut_down(1.0)
    spent = time.perf_counter() - before
    gate.set()
    assert spent < 100  # not the 300 s for which the call would block


def test_work_after_the_shut_down_is_cancelled(qtbot: QtBot) -> None:
    """Nothing begins any more."""
    bridge = Bridge()
    bridge.start()
    bridge.shut_down()
    assert bridge.call(lambda: 1).is_cancelled
