"""An app package, certificate or keystore beside a form: what it says, what to take over."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.check import check
from wecom_console.domain.problems import Problem
from wecom_console.domain.raw import Raw, get_value
from wecom_console.domain.secrets import Secret
from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.parts.presenter.background import Background

if TYPE_CHECKING:
    from wecom_console.exchange.file_problem import FileProblem
    from wecom_console.services.apps.inspection import AppFacts
    from wecom_console.services.profiles.checklist import StepItem


@dataclass(frozen=True, slots=True)
class AppPackageState:
    """`facts` are those of `file`, `findings` what is to be said of them beside the form, gravest
    first; `offers` are values that the form has not, by path. `problem` is why it could not be
    read. `is_locked`: a keystore that wants its password. `is_compared`: the form is sound enough
    to be compared with."""

    file: str = ""
    facts: "AppFacts | None" = None
    findings: tuple[Problem, ...] = ()
    offers: tuple[tuple[str, str], ...] = ()
    problem: "FileProblem | None" = None
    is_locked: bool = False
    is_compared: bool = False
    is_busy: bool = False


class AppPackagePresenter(QObject):
    """`state_changed` carries an `AppPackageState`; `evidence_changed` the `StepItem` that the app
    gives for the checklist, or None, and the file's name."""

    state_changed = Signal(object)
    evidence_changed = Signal(object, str)

    def __init__(
        self, form: FormPresenter, *, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._background = background
        self._state = AppPackageState()
        self._path: Path | None = None
        self._document: Raw = {}
        self._slot = ""
        self._asked = 0
        form.state_changed.connect(self._on_form_state_changed)
        form.closed.connect(self.close)

    @property
    def state(self) -> AppPackageState:
        """What is shown."""
        return self._state

    def open(self, path: Path) -> None:
        """Reads a file, whatever its name."""
        self._path = path
        self._read(path, None)

    def unlock(self, password: Secret) -> None:
        """Opens the keystore with its password."""
        if self._path is not None:
            self._read(self._path, password)

    def take_over(self) -> None:
        """Puts what the app says into the form; one step to undo a field."""
        for path, value in self._state.offers:
            self._form.set_field(path, value)

    def close(self) -> None:
        """Forgets the file."""
        self._asked += 1
        self._path = None
        self._publish(AppPackageState())
        self.evidence_changed.emit(None, "")

    def _read(self, path: Path, password: Secret | None) -> None:
        from wecom_console.services.apps.inspection import inspect_app  # readers: on demand

        self._asked += 1
        asked = self._asked
        self._publish(AppPackageState(file=path.name, is_busy=True))

        def done(found: "AppFacts | FileProblem") -> None:
            if asked == self._asked:
                self._take(path.name, found)

        def failed(_error: Exception) -> None:
            if asked == self._asked:
                self.close()

        self._background.call(
            inspect_app, path, password, on_done=done, on_error=failed, owner=self
        )

    def _take(self, file: str, found: "AppFacts | FileProblem") -> None:
        from wecom_console.exchange.file_problem import FileProblem
        from wecom_console.services.apps.inspection import needs_password

        if isinstance(found, FileProblem):
            locked = needs_password(found)
            is_first = locked and found.params.get("kind") == "missing"
            problem = None if is_first else found
            self._publish(AppPackageState(file=file, problem=problem, is_locked=locked))
            self.evidence_changed.emit(None, "")
            return
        self._compare(AppPackageState(file=file, facts=found))

    def _compare(self, state: AppPackageState) -> None:
        from wecom_console.services.apps.inspection import compare, identity_evidence

        facts = state.facts
        if facts is None:
            return
        profile = check(self._document).profile
        offers = tuple(
            (path, value)
            for path, value in facts.values.items()
            if self._form.kind.has(path)
            and str(get_value(self._document, path) or "").lower() != value.lower()
        )
        evidence: StepItem | None = identity_evidence(facts, profile) if profile else None
        self._publish(
            replace(
                state,
                findings=compare(facts, profile),
                offers=offers,
                is_compared=profile is not None,
            )
        )
        self.evidence_changed.emit(evidence, state.file)

    def _on_form_state_changed(self, _state: object) -> None:
        document = self._form.state.draft.document()
        if self._form.slot != self._slot:
            self._slot = self._form.slot
            if self._state.file and self._path is not None:
                self.close()
        if document != self._document:
            self._document = document
            self._compare(self._state)

    def _publish(self, state: AppPackageState) -> None:
        self._state = state
        self.state_changed.emit(state)
