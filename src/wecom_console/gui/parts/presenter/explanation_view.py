"""What is painted of an explanation, and the buttons below it."""

from dataclasses import dataclass
from enum import StrEnum


class ActionKind(StrEnum):
    """What a button below an explanation does."""

    COPY_IP = "copy_ip"
    OPEN_WECOM_ADMIN = "open_wecom_admin"
    OPEN_AUTHING = "open_authing"
    OPEN_ERROR_PAGE = "open_error_page"
    EDIT_CONNECTION = "edit_connection"
    RUN_AGAIN = "run_again"


@dataclass(frozen=True, slots=True)
class Action:
    """A button; `value` is what is copied or opened. The first of a row is the most useful."""

    kind: ActionKind
    value: str = ""


class ExplanationTone(StrEnum):
    """How grave an explanation is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class OtherCause:
    """A cause that is less likely, with how to make sure and what to do."""

    title: str
    because: str = ""
    confirm: str = ""
    fix: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class ExplanationView:
    """Title, the likeliest cause with what speaks for it, how to make sure, the fix and where,
    a note, the other causes, and what can be done. Empty sentences are left out."""

    title: str
    cause: str = ""
    because: str = ""
    confirm: str = ""
    fix: str = ""
    where: str = ""
    others: tuple[str, ...] = ()
    other_causes: tuple[OtherCause, ...] = ()
    note: str = ""
    tone: ExplanationTone = ExplanationTone.ERROR
    is_expected: bool = False
    actions: tuple[Action, ...] = ()
