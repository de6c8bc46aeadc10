"""How soon the window answers: a search, a cancel, a stop, and while others block."""

import itertools
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measuring import Figure

ROWS = 10_000
BLOCKED_S = 0.2
STOPS = 5


def measure(*, rounds: int) -> Iterator[Figure]:
    """The real window, offscreen, with nothing stored; and the search of its list."""
    from wecom_console.gui.pictures.window_driver import open_stage  # Qt, only where it is measured

    with tempfile.TemporaryDirectory() as home, open_stage(Path(home)) as stage:
        note = "without repaint"
        yield _median("search of 10,000 connections", _searches_ms(rounds), note)
        cancels = [_cancel_ms(stage) for _ in range(rounds)]
        yield _median("cancel of a coroutine in flight", cancels, "until it has ended")
        yield Figure("GUI gap while a call blocks", _gap_ms(stage), "ms", "worst, 1 ms timer")
        busy = _busy_gap_ms(stage)
        yield Figure("GUI gap while every scenario runs", busy, "ms", "worst, 1 ms timer")
        stops = [_stop_ms(stage) for _ in range(STOPS)]
        yield _median("stop of a run that waits", stops, "until Run is live again")


def _median(what: str, values: list[float], note: str) -> Figure:
    return Figure(what, statistics.median(values), "ms", note)


def _searches_ms(rounds: int) -> list[float]:
    from wecom_console.gui.parts.presenter.connection_rows import SourceRow, search_rows  # as above

    rows = tuple(
        SourceRow(
            id=str(n),
            name=f"Acme {n}",
            identifier=f"acme-{n}",
            corp_id="ww0123456789abcdef",
            agent_id="1000002",
            environment="test",
            is_draft=False,
            updated_at=0.0,
            haystack=f"acme {n}\nacme-{n}\nww0123456789abcdef\n1000002",
        )
        for n in range(ROWS)
    )
    times = []
    for n in range(rounds):
        began = time.perf_counter()
        found = search_rows(rows, f"acme-{ROWS - 1 - n}")
        times.append((time.perf_counter() - began) * 1000)
        assert found
    return times


def _cancel_ms(stage: Any) -> float:
    import anyio  # the bridge has it by now

    started: list[float] = []
    ended: list[float] = []

    async def sleep() -> None:
        started.append(time.perf_counter())
        try:
            await anyio.sleep(30)
        finally:
            ended.append(time.perf_counter())

    task = stage.application.bridge.run(sleep)
    stage.wait_until(lambda: bool(started), "a coroutine runs")
    asked = time.perf_counter()
    task.cancel()
    stage.wait_until(lambda: bool(ended), "it has ended")
    return (ended[0] - asked) * 1000


def _gap_ms(stage: Any) -> float:
    from PySide6.QtCore import QTimer  # as above

    ticks: list[float] = []
    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    done: list[object] = []
    timer.start()
    stage.application.bridge.call(time.sleep, BLOCKED_S, on_done=done.append)
    stage.wait_until(lambda: bool(done), "the call has ended")
    timer.stop()
    return max(later - earlier for earlier, later in itertools.pairwise(ticks)) * 1000


def _busy_gap_ms(stage: Any) -> float:
    from PySide6.QtCore import QTimer  # as above

    from wecom_console.gui.parts.login_request import OpenTest

    stage.window.navigate("test", OpenTest("demo"))
    presenter = stage.window.host.current().presenter
    stage.wait_until(lambda: presenter.controls.can_run, "the demo can be run")
    ticks: list[float] = []
    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start()
    presenter.run_all()
    stage.wait_until(lambda: not presenter.is_running, "all scenarios have run")
    timer.stop()
    return max(later - earlier for earlier, later in itertools.pairwise(ticks)) * 1000


def _stop_ms(stage: Any) -> float:
    from wecom_console.gui.parts.login_request import OpenTest  # as above

    stage.window.navigate("test", OpenTest("demo"))
    page = stage.window.host.current()
    presenter = page.presenter
    stage.wait_until(lambda: presenter.controls.can_run, "the demo can be run")
    presenter.set_by_hand(by_hand=True)
    presenter.run(("success",))
    stage.wait_until(page.phone.phone.agree_button.isVisible, "the run waits for an answer")
    ended: list[float] = []
    presenter.controls_changed.connect(
        lambda controls: None if controls.is_running else ended.append(time.perf_counter())
    )
    asked = time.perf_counter()
    presenter.running.stop()
    stage.wait_until(lambda: bool(ended), "the run has stopped")
    return (ended[0] - asked) * 1000
