"""The live preflight on the login test page: asked on request, shown with leg 1."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.verdicts import BackendKind, Leg, Verdict
from wecom_console.gui.features.login_test.presenter.state import EvidenceView, LegDetail
from wecom_console.gui.parts.presenter.background import Background
from wecom_console.gui.parts.presenter.explanation_view import ExplanationTone, ExplanationView
from wecom_console.gui.parts.presenter.explanations import explanation_of_code
from wecom_console.gui.parts.presenter.login_tests import LoginTests
from wecom_console.messages.catalogue import Messages
from wecom_console.services.runs.orders import ConnectionToTest

if TYPE_CHECKING:
    from wecom_console.backends.preflight import OnlineCheck
    from wecom_console.services.authing.preflight import Preflight

_SIGNS: Final = {"ok": "\u2713", "warning": "!", "failed": "\u2717", "skipped": "\u2013"}


class OnlineCheckPresenter(QObject):
    """Puts what WeCom and Authing say of the connection into the detail of leg 1. A result counts
    for the connection as it was asked about: after a change it is gone."""

    detail_changed = Signal(object)
    running_changed = Signal(bool)

    def __init__(
        self,
        *,
        background: Background,
        tests: Callable[[], LoginTests],
        messages: Messages,
        connection: Callable[[], ConnectionToTest | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._tests = tests
        self._messages = messages
        self._connection = connection
        self._detail: LegDetail | None = None
        self._asked: ConnectionToTest | None = None
        self._found: Preflight | None = None

    def set_messages(self, messages: Messages) -> None:
        """Says everything in another language."""
        self._messages = messages

    def show(self, detail: LegDetail) -> None:
        """A leg is looked at."""
        self._detail = detail
        self.detail_changed.emit(self._merged(detail))

    def run(self) -> None:
        """Asks for the connection that is looked at."""
        connection = self._connection()
        if connection is None:
            return
        self.running_changed.emit(True)
        self._background.run(
            self._tests().check_online,
            connection,
            on_done=lambda found: self._on_found(connection, found),
            on_error=lambda _error: self.running_changed.emit(False),
        )

    def _on_found(self, connection: ConnectionToTest, found: "Preflight") -> None:
        self._asked, self._found = connection, found
        self.running_changed.emit(False)
        if self._detail is not None:
            self.show(self._detail)

    def _merged(self, detail: LegDetail) -> LegDetail:
        found = self._found
        if found is None or detail.leg is not Leg.PROFILE or self._connection() != self._asked:
            return detail
        explanation = detail.explanation
        if explanation is None or detail.state is not Verdict.FAILED:
            telling = next((c for c in found.checks if c.code and c.state.value == "failed"), None)
            telling = telling or next((c for c in found.checks if c.code), None)
            if telling is not None:
                tone = (
                    ExplanationTone.ERROR
                    if telling.state.value == "failed"
                    else ExplanationTone.WARNING
                )
                explanation = replace(self._explanation(telling), tone=tone)
        return replace(
            detail, explanation=explanation, evidence=(self._facts(found), *detail.evidence)
        )

    def _facts(self, found: "Preflight") -> EvidenceView:
        """A line a check: how it ended, and what it rests on."""
        text = self._messages.text
        items = []
        for check in found.checks:
            state = check.state.value
            rests_on = ", ".join(f"{name}={value}" for name, value in check.items if value)
            word = f"{_SIGNS[state]} {text(f'preflight.state.{state}')}"
            items.append((text(f"preflight.{check.id}"), f"{word}  {rests_on}".rstrip()))
        return EvidenceView(text("preflight.head"), tuple(items))

    def _explanation(self, check: "OnlineCheck") -> "ExplanationView":
        profile = self._asked.profile if self._asked is not None else None
        backend = profile.backend.kind if profile is not None else None
        if check.id.startswith("wecom_"):
            backend = BackendKind.WECOM
        return explanation_of_code(
            check.code, check.params, self._messages, profile=profile, backend=backend
        )
