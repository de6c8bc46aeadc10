"""What is read of the run that is looked at: a leg, its explanation, what differs from the last
success; and what is taken away of it."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.verdicts import Leg
from wecom_console.gui.features.login_test.presenter.explanation_text import explanation_markdown
from wecom_console.gui.features.login_test.presenter.selection import Selection
from wecom_console.gui.features.login_test.presenter.state import LegDetail
from wecom_console.gui.features.login_test.presenter.views import LoginTestViews
from wecom_console.gui.parts.presenter.run_state import RunState


class RunReading(QObject):
    """`legs_changed` carries the time line, `detail_changed` the leg, `leg_chosen` a leg that was
    chosen, so that the phone shows that moment too."""

    legs_changed = Signal(object)
    detail_changed = Signal(object)
    leg_chosen = Signal(object)

    def __init__(
        self, selection: Selection, views: LoginTestViews, *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._selection = selection
        self._views = views
        self._compares = False

    @property
    def leg(self) -> Leg:
        """The leg that is looked at."""
        return self._views.leg

    @property
    def compares(self) -> bool:
        """Whether the run is shown beside the last success."""
        return self._compares and self._views.last_success() is not None

    def select_leg(self, leg: Leg) -> None:
        """Looks at a leg, and stays there until another scenario or run is looked at."""
        before, self._selection.leg = self._views.leg, leg
        if leg is not before:
            self.tell()
        self.leg_chosen.emit(leg)

    def compare(self, *, on: bool) -> None:
        """Shows what differs from the last success, or no longer; at the first leg that differs."""
        self._compares = on
        if on and self.compares:
            rows = self._views.compared().rows
            if rows:
                self._selection.leg = rows[0].leg
        self.tell()

    def tell(self) -> None:
        """The run has gone on, or is another one."""
        self.legs_changed.emit(self._views.legs())
        self.detail_changed.emit(self._detail())

    def _detail(self) -> LegDetail:
        detail = self._views.detail()
        return replace(detail, compared=self._views.compared()) if self.compares else detail

    def curl(self) -> str:
        """The requests of the leg that is looked at, as shell commands."""
        return self._views.curl()

    def markdown(self) -> str:
        """What is told of the leg, for somebody else."""
        return explanation_markdown(self._views.detail(), self._views.messages)

    def finished_runs(self) -> tuple[RunState, ...]:
        """The runs a report is made of: of all scenarios, in their order."""
        return self._views.finished_runs()
