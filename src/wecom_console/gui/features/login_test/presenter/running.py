"""Runs under way: begun, answered, ended; what they tell goes into the progress."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from wecom_console.gui.features.login_test.presenter.progress import RunProgress
from wecom_console.gui.features.login_test.presenter.results import Place
from wecom_console.gui.parts.presenter.background import Background, BackgroundTask
from wecom_console.gui.parts.presenter.login_tests import LoginTests, RunningScenarios
from wecom_console.services.runs.orders import RunOrder, ScenarioEvent


class RunControl(QObject):
    """`began` and `ended` say that something can be started no longer, or again; `heard` carries
    the events that the progress has taken in, `failed` what ended the runs otherwise."""

    began = Signal()
    heard = Signal(object)
    ended = Signal()
    failed = Signal(object)

    def __init__(
        self,
        progress: RunProgress,
        *,
        background: Background,
        tests: Callable[[], LoginTests],
        ticks_ms: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._progress = progress
        self._background = background
        self._tests = tests
        self._ticks_ms = ticks_ms
        self._run: RunningScenarios | None = None
        self._task: BackgroundTask | None = None

    @property
    def is_running(self) -> bool:
        """Whether scenarios are under way."""
        return self._progress.order is not None

    def start(self, order: RunOrder, place: Place) -> None:
        """Begins an order, whose results belong to `place`."""
        self._progress.begin(order, place, now=self._ticks_ms())
        self._run = self._tests().start(order)
        self.began.emit()
        self._task = self._background.stream(
            self._run.events,
            on_events=self._on_events,
            on_done=lambda _nothing: self._finish(),
            on_error=self._on_run_failed,
        )

    def stop(self) -> None:
        """Ends the run at once: what was under way is *stopped*, what waited is as it was."""
        if not self.is_running:
            return
        if self._task is not None:
            self._task.cancel()
        self._progress.stop(now=self._ticks_ms())
        self._finish()

    def answer(self, decision: str) -> None:
        """*Agree* or *Cancel* on the virtual phone of the waiting run."""
        if self._run is not None:
            self._background.run(self._run.decide, decision)

    def deliver(self, link: str) -> None:
        """Gives the waiting run what came back from a real phone."""
        if self._run is not None:
            self._background.run(self._run.deliver, link)

    def _on_events(self, batch: Sequence[ScenarioEvent]) -> None:
        if self.is_running:
            self._progress.hear(batch, now=self._ticks_ms())
            self.heard.emit(batch)

    def _on_run_failed(self, error: Exception) -> None:
        self._finish()
        self.failed.emit(error)

    def _finish(self) -> None:
        self._progress.finish(now=self._ticks_ms())
        self._run = self._task = None
        self.ended.emit()
