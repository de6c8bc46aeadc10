"""What the import half of the share page shows. Qt-free."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from wecom_console.domain.hiding import hide
from wecom_console.domain.problems import Problem, Severity
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import field_label, problem_text, sentence
from wecom_console.messages.value_words import value_words
from wecom_console.services.importing.watch import ImportProgress

if TYPE_CHECKING:
    from wecom_console.services.importing.items import ImportItem
    from wecom_console.services.profiles.refusals import WriteRefusal

MAX_SHOWN: Final = 60


class RowState(StrEnum):
    """What an import would find."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One setting whose value would change, with its name in the form. `side` has changed it:
    ``file``, ``here`` or ``both``; `is_taken` counts for a merge."""

    label: str
    before: str
    after: str
    path: str = ""
    side: str = "file"
    is_taken: bool = True


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One connection of the file. `resolution` counts for changed ones: ``keep``, ``replace``,
    ``merge`` or ``rename``. `base` is the revision that a merge starts from."""

    identifier: str
    state: RowState
    changes: tuple[SettingChange, ...] = ()
    problems: tuple[str, ...] = ()
    resolution: str = "replace"
    base: int = 0
    is_production: bool = False

    @property
    def changes_production(self) -> bool:
        """Whether taking it in changes what people log in with."""
        overwrites = self.resolution in ("replace", "merge")
        return self.is_production and self.state is RowState.CHANGED and overwrites


@dataclass(frozen=True, slots=True)
class ImportView:
    """The preview. `problems` are those of the file as a whole that keep it out, `notes` what else
    is to be said of it; `place` is where it could not be
    read, as line and column. `lock` is what an encrypted package needs: ``passphrase`` or
    ``identity``. `progress` is how far an import is that takes a while."""

    file_name: str = ""
    rows: tuple[ImportRow, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    place: tuple[int, int] | None = None
    can_apply: bool = False
    is_busy: bool = False
    is_stopping: bool = False
    progress: ImportProgress | None = None
    lock: str = ""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of it. `failure` is a sentence, empty where all went in or it was stopped;
    `session_secrets`: secrets that no keyring took."""

    created: int = 0
    replaced: int = 0
    kept: int = 0
    failure: str = ""
    is_stopped: bool = False
    session_secrets: int = 0


def import_row(messages: Messages, item: "ImportItem", *, before: ImportRow | None) -> ImportRow:
    """One connection of the file as it is shown, with the choices made `before`. Where something
    was changed here as well, merging is proposed: replacing would lose it."""
    is_parted = any(change.side.value != "file" for change in item.changes)
    resolution = before.resolution if before else "merge" if is_parted else "replace"
    taken = {one.path: one.is_taken for one in before.changes} if before else {}
    return ImportRow(
        identifier=item.identifier,
        state=RowState(item.state.value),
        changes=tuple(
            SettingChange(
                field_label(messages, change.path),
                _shown(value_words(messages, change.path, hide(change.path, change.before))),
                _shown(value_words(messages, change.path, change.after)),
                change.path,
                change.side.value,
                taken.get(change.path, change.side.value != "here"),
            )
            for change in item.changes
        ),
        problems=tuple(
            problem_text(messages, problem)
            for problem in _grave(item.report.problems, state=item.state.value)
        ),
        resolution=resolution,
        base=item.base,
        is_production=bool(item.stored and item.stored.document.get("environment") == "production"),
    )


def failure_sentence(messages: Messages, why: "WriteRefusal") -> str:
    """Why a connection was not taken in."""
    from wecom_console.services.profiles.refusals import refusal_problem  # with the preview

    return sentence(messages, refusal_problem(why))


def _grave(problems: tuple[Problem, ...], *, state: str) -> tuple[Problem, ...]:
    """Errors for what keeps a connection out; its warnings where nothing does."""
    wanted = Severity.ERROR if state == RowState.INVALID else Severity.WARNING
    return tuple(problem for problem in problems if problem.severity is wanted)


def _shown(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 7]}…{text[-6:]}"
