"""Whether the connection is associated with its application: what Authing publishes, on request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.check import check
from wecom_console.domain.profile import Profile
from wecom_console.domain.raw import Raw
from wecom_console.domain.verdicts import BackendKind
from wecom_console.gui.parts.presenter.background import Background

if TYPE_CHECKING:
    from wecom_console.services.authing.preflight import Preflight


class Sign(Enum):
    """How a line of the answer is marked."""

    OK = auto()
    WARNING = auto()
    FAILED = auto()
    SKIPPED = auto()


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A check by its id (messages ``preflight.<id>``); `code` and `params` say what is in the way,
    `names` what Authing named."""

    id: str
    sign: Sign
    code: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)
    names: str = ""


@dataclass(frozen=True, slots=True)
class AssociationState:
    """`can_ask`: the profile names an application at Authing. `lines` is empty before the first
    answer."""

    can_ask: bool = False
    is_asking: bool = False
    lines: tuple[AnswerLine, ...] = ()


AskAuthing = Callable[[Profile, str], Any]
"""A coroutine function of a profile and its id that gives a `Preflight`."""


class AssociationPresenter(QObject):
    """`state_changed` carries an `AssociationState`. An answer counts for the document that was
    asked about."""

    state_changed = Signal(object)

    def __init__(
        self, background: Background, ask: AskAuthing, *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._ask = ask
        self._document: Raw = {}
        self._stored_id = ""
        self._profile: Profile | None = None
        self._state = AssociationState()

    @property
    def state(self) -> AssociationState:
        """What is shown."""
        return self._state

    def show_document(self, document: Raw, stored_id: str) -> None:
        """Another connection, or a changed one: an earlier answer says nothing of it."""
        if document == self._document and stored_id == self._stored_id:
            return
        self._stored_id = stored_id
        self._document = document
        self._profile = check(document).profile
        self._publish(AssociationState(can_ask=self._is_askable()))

    def ask(self) -> None:
        """Reads what Authing publishes. Nothing is changed there."""
        profile, document, stored_id = self._profile, self._document, self._stored_id
        if profile is None or self._state.is_asking or not self._state.can_ask:
            return
        self._publish(AssociationState(can_ask=True, is_asking=True))

        def done(found: "Preflight") -> None:
            if document == self._document and stored_id == self._stored_id:
                lines = tuple(_line(one) for one in found.checks)
                self._publish(AssociationState(can_ask=True, lines=lines))

        def failed(_error: Exception) -> None:
            self._publish(AssociationState(can_ask=self._is_askable()))

        self._background.run(
            self._ask, profile, stored_id, on_done=done, on_error=failed, owner=self
        )

    def _is_askable(self) -> bool:
        profile = self._profile
        return profile is not None and profile.backend.kind is BackendKind.AUTHING

    def _publish(self, state: AssociationState) -> None:
        self._state = state
        self.state_changed.emit(state)


def _line(found: Any) -> AnswerLine:
    names = ", ".join(str(value) for _, value in found.items if value)
    sign = Sign[str(found.state.value).upper()]
    return AnswerLine(found.id, sign, found.code, dict(found.params), names)
