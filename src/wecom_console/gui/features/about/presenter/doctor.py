"""The doctor in the window: one check after the other, each shown as soon as it is known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wecom_console.gui.parts.presenter.background import Background

if TYPE_CHECKING:
    from wecom_console.services.context import Services
    from wecom_console.services.doctor import Check, CheckResult


@dataclass(frozen=True, slots=True)
class DoctorView:
    """What is known so far. `total` is how many checks there are."""

    findings: "tuple[CheckResult, ...]" = ()
    total: int = 0
    is_running: bool = False


class DoctorPresenter(QObject):
    """`view_changed` carries a `DoctorView`. `checks` gives the checks, late: they come with the
    services."""

    view_changed = Signal(object)

    def __init__(
        self,
        background: Background,
        *,
        services: "Callable[[], Services]",
        environment: Mapping[str, str],
        checks: "Callable[[], tuple[Check, ...]] | None" = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._services = services
        self._environment = environment
        self._checks = checks or _all_checks
        self._view = DoctorView()

    @property
    def view(self) -> DoctorView:
        """What is known."""
        return self._view

    def run(self) -> None:
        """Looks at everything anew; asked for while it looks, it goes on."""
        if self._view.is_running:
            return
        self._publish(DoctorView((), 0, is_running=True))
        self._background.call(self._checks, on_done=self._on_checks_known)

    def _on_checks_known(self, checks: "tuple[Check, ...]") -> None:
        self._publish(replace(self._view, total=len(checks)))
        self._go_on(checks)

    def _go_on(self, checks: "tuple[Check, ...]") -> None:
        done = len(self._view.findings)
        if done == len(checks):
            self._publish(replace(self._view, is_running=False))
            return

        def look() -> "CheckResult":
            from wecom_console.services.doctor import Probe  # with the services

            return checks[done](Probe(self._environment, self._services()))

        def known(finding: "CheckResult") -> None:
            self._publish(replace(self._view, findings=(*self._view.findings, finding)))
            self._go_on(checks)

        self._background.call(look, on_done=known, on_error=self._on_error)

    def _on_error(self, _error: Exception) -> None:
        self._publish(replace(self._view, is_running=False))

    def _publish(self, view: DoctorView) -> None:
        self._view = view
        self.view_changed.emit(view)


def _all_checks() -> "tuple[Check, ...]":
    from wecom_console.services.doctor import CHECKS  # with the services

    return CHECKS
