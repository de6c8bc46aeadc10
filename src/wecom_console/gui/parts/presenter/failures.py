"""What went wrong on a page, told again in whatever language the window speaks."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from wecom_console.messages.catalogue import Messages


@dataclass(frozen=True, slots=True)
class PageFailure:
    """The page cannot do what it should: ``load`` or ``run``, and the kind of the bug. Empty: it
    can."""

    what: str = ""
    details: tuple[str, ...] = ()


FailureText = Callable[[Messages], PageFailure]


def no_failure(_messages: Messages) -> PageFailure:
    """All is well."""
    return PageFailure()


class FailureTeller(QObject):
    """A presenter whose page has one place for what went wrong."""

    failure_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: FailureText = no_failure

    def fail(self, told: FailureText, messages: Messages) -> None:
        """Tells it, in place of what was told before."""
        self._told = told
        self.tell_failure(messages)

    def tell_failure(self, messages: Messages) -> None:
        """Tells the same again."""
        self.failure_changed.emit(self._told(messages))
