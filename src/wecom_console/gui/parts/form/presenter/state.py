"""What the form shows, as one value per change: every field's verdict, the counts, the schema's
parts. Pure: prose is made where it is painted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum, auto
from typing import Final

from wecom_console.domain.fields import FIELD_BY_PATH, FORM_ORDER, SECRET_PATHS
from wecom_console.domain.paste import PasteRepair
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.report import Report
from wecom_console.domain.schema_rule import agent_half, corp_half, split_schema
from wecom_console.domain.secrets import Secret
from wecom_console.gui.parts.form.presenter.draft import Draft
from wecom_console.services.profiles.drafts import IN_THE_CLEAR
from wecom_console.services.profiles.records import SecretState
from wecom_console.storage.secrets.protocol import SecretsStanding


class FormMode(Enum):
    """A new connection, or one that is stored."""

    CREATE = auto()
    EDIT = auto()


LOCKED: Final[Mapping[FormMode, frozenset[str]]] = {
    FormMode.CREATE: frozenset(),
    FormMode.EDIT: frozenset({"identifier"}),
}


class LineKind(StrEnum):
    """What the line under a field tells."""

    HINT = "hint"
    OK = "ok"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    LOCKED = "locked"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class FieldState:
    """One field: its value, the kind and cause of its line, and whether it earned its tick.

    `reference` is what is stored in a secret's place, `secret` how that secret is, once known."""

    path: str
    value: object
    kind: LineKind
    problem: Problem | None = None
    pasted: tuple[PasteRepair, ...] = ()
    is_valid: bool = False
    reference: str = ""
    secret: SecretState | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether what looks like a secret stands where none belongs: it is masked, like one."""
        if self.path in SECRET_PATHS:  # which are masked whatever stands there
            return False
        problem = self.problem
        return problem is not None and self.kind is LineKind.ERROR and problem.code in IN_THE_CLEAR

    @property
    def can_keep(self) -> bool:
        """Whether *Keep it anyway* is offered."""
        problem = self.problem
        return problem is not None and problem.overridable and self.kind is LineKind.ERROR


@dataclass(frozen=True, slots=True)
class SchemaPartState:
    """A part of the typed schema. `expected` is empty where it agrees, None where nothing is
    known to compare it with."""

    text: str
    expected: str | None = ""


@dataclass(frozen=True, slots=True)
class SchemaView:
    """The typed schema cut in three."""

    prefix: SchemaPartState
    corp: SchemaPartState
    agent: SchemaPartState


class Keeping(Enum):
    """How far the draft is kept against a crash."""

    NOTHING = auto()
    PENDING = auto()
    KEPT = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class EditConflict:
    """The profile was changed elsewhere meanwhile. The paths name what changed there and here."""

    theirs: tuple[str, ...]
    mine: tuple[str, ...]

    @property
    def both(self) -> tuple[str, ...]:
        """What was changed on both sides."""
        return tuple(path for path in self.mine if path in self.theirs)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of where secrets are kept: where new ones go, and how those of the
    opened connection are. Asked for beside everything else, for a locked keyring may not answer."""

    secrets_go: SecretsStanding = SecretsStanding.KEYRING
    secrets: tuple[SecretState, ...] = ()

    def state(self, path: str) -> SecretState | None:
        """How the secret of a field is; None while that is not known."""
        return next((s for s in self.secrets if s.field == path), None)


@dataclass(frozen=True, slots=True)
class Asks:
    """What stands above the form beside its fields: progress, questions and refusals.

    `restored_at`: the draft comes from a form that was left then (seconds since the epoch).
    `guarding`: the changed fields of a connection in production, whose save waits for a yes."""

    is_loading: bool = False
    is_saving: bool = False
    is_leaving: bool = False
    guarding: tuple[str, ...] = ()
    restored_at: float | None = None
    conflict: EditConflict | None = None
    failure: Problem | None = None


@dataclass(frozen=True, slots=True)
class FormState:
    """Everything a form view paints."""

    mode: FormMode
    draft: Draft
    report: Report
    fields: Mapping[str, FieldState]
    errors: int
    warnings: int
    first_problem: str
    schema: SchemaView | None
    asks: Asks = field(default_factory=Asks)
    is_dirty: bool = False
    can_undo: bool = False
    can_redo: bool = False
    keeping: Keeping = Keeping.NOTHING
    secrets_go: SecretsStanding = SecretsStanding.KEYRING


def field_states(
    draft: Draft, report: Report, *, locked: Collection[str] = (), kept: Kept | None = None
) -> dict[str, FieldState]:
    """Every field's state, by path, in the form's order."""
    by_field: dict[str, list[Problem]] = {}
    for problem in report.problems:
        by_field.setdefault(problem.field, []).append(problem)
    states = {
        path: _field_state(path, draft, by_field.get(path, ()), is_locked=path in locked)
        for path in FORM_ORDER
    }
    for path in SECRET_PATHS:
        if kept is not None and states[path].kind is LineKind.KEPT:
            states[path] = replace(states[path], secret=kept.state(path))
    return states


_GRAVITY: Final = (Severity.ERROR, Severity.WARNING, Severity.HINT)


def _field_state(
    path: str, draft: Draft, problems: Collection[Problem], *, is_locked: bool
) -> FieldState:
    value = draft.value(path)
    if is_locked:
        return FieldState(path, value, LineKind.LOCKED)
    reference = _reference(path, value)
    pasted = draft.pasted.get(path, ())
    if path not in draft.touched:
        kind = LineKind.KEPT if reference else LineKind.HINT
        return FieldState(path, value, kind, reference=reference)
    grave = min(problems, key=lambda p: _GRAVITY.index(p.severity), default=None)
    if grave is not None and grave.severity is not Severity.HINT:
        kind = LineKind.ERROR if grave.severity is Severity.ERROR else LineKind.WARNING
        return FieldState(path, value, kind, grave, pasted, reference=reference)
    is_valid = bool(value) and value != FIELD_BY_PATH[path].default
    if pasted:
        return FieldState(path, value, LineKind.INFO, grave, pasted, is_valid)
    if grave is not None:
        return FieldState(path, value, LineKind.HINT, grave, is_valid=is_valid)
    if reference:
        return FieldState(path, value, LineKind.KEPT, reference=reference)
    return FieldState(path, value, LineKind.OK if is_valid else LineKind.HINT, is_valid=is_valid)


def _reference(path: str, value: object) -> str:
    if path not in SECRET_PATHS or isinstance(value, Secret):
        return ""
    return value if isinstance(value, str) else ""


def shown_problems(report: Report, touched: Collection[str]) -> tuple[Problem, ...]:
    """Errors and warnings of touched fields, in the form's order. One whose field the form does
    not have (a key in a damaged draft) counts as touched."""
    order = {path: index for index, path in enumerate(FORM_ORDER)}
    shown = [
        problem
        for problem in report.problems
        if problem.severity is not Severity.HINT
        and (problem.field in touched or problem.field not in order)
    ]
    return tuple(sorted(shown, key=lambda p: order.get(p.field, len(order))))


def first_problem(problems: Collection[Problem]) -> str:
    """The field to jump to: of the first error, else of the first warning, else none."""
    errors = [p for p in problems if p.severity is Severity.ERROR]
    return next((p.field for p in (*errors, *problems)), "")


def schema_view(draft: Draft) -> SchemaView | None:
    """The schema's parts beside what CorpID and AgentID say; None while it has no parts."""
    mine = split_schema(draft.text("schema"))
    if mine is None:
        return None
    return SchemaView(
        SchemaPartState(mine.prefix),
        _compared(mine.corp_half, corp_half(draft.text("corp_id"))),
        _compared(mine.agent_half, agent_half(draft.text("agent_id"))),
    )


def _compared(found: str, expected: str | None) -> SchemaPartState:
    return SchemaPartState(found, "" if found == expected else expected)


def compose(
    draft: Draft,
    report: Report,
    *,
    mode: FormMode,
    asks: Asks,
    is_dirty: bool,
    can_undo: bool,
    can_redo: bool,
    keeping: Keeping,
    kept: Kept,
) -> FormState:
    """The whole state of a form. Hints are not counted, nor is what has not been touched."""
    shown = shown_problems(report, draft.touched)
    errors = sum(p.severity is Severity.ERROR for p in shown)
    return FormState(
        mode=mode,
        draft=draft,
        report=report,
        fields=field_states(draft, report, locked=LOCKED[mode], kept=kept),
        errors=errors,
        warnings=len(shown) - errors,
        first_problem=first_problem(shown),
        schema=schema_view(draft),
        asks=asks,
        is_dirty=is_dirty,
        can_undo=can_undo,
        can_redo=can_redo,
        keeping=keeping,
        secrets_go=kept.secrets_go,
    )
