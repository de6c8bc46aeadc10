"""What the shell has to say in passing: bugs of ours, notices of the store, undo bars."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from wecom_console.gui.theme.controller import ThemeController

if TYPE_CHECKING:
    from wecom_console.gui.widgets.boxes.toast import Toast
    from wecom_console.messages.catalogue import Messages
    from wecom_console.storage.problems import Notice

NOTICE_MS: Final = 20_000


class Announcer(QObject):
    """Owns the one toast, above the lower edge of `host`."""

    def __init__(
        self, theme: ThemeController, host: QWidget, *, messages: "Callable[[], Messages]"
    ) -> None:
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._messages = messages
        self._toast: Toast | None = None

    def toast(self) -> "Toast":
        """The toast, made when first needed."""
        if self._toast is None:
            from wecom_console.gui.widgets.boxes.toast import Toast  # nobody needs it at the start

            self._toast = Toast(self._theme, self._host)
        return self._toast

    def undo(self) -> None:
        """Takes back what the toast offers to take back, while it does."""
        if self._toast is not None and self._toast.isVisible():
            self._toast.undo()

    def lift(self) -> None:
        """Keeps the toast above a page that has come to the front."""
        if self._toast is not None:
            self._toast.raise_()

    def show_bug(self, kind: str, where: str) -> None:
        """Tells of a bug of ours: its type and place, never a value."""
        self.toast().show_sentence(
            self.tr("Internal error: {kind} at {where}").format(kind=kind, where=where),
            close_name=self.tr("Close"),
        )

    def offer_crash(self, show: Callable[[], object]) -> None:
        """Tells that the program did not end by itself the last time."""
        self.toast().show_sentence(
            self.tr("WeCom Console quit unexpectedly last time."),
            action_text=self.tr("Show report"),
            action=show,
            close_name=self.tr("Close"),
            milliseconds=NOTICE_MS,
        )

    def show_notices(self, notices: "Sequence[Notice]") -> None:
        """Tells what the store wants known, for instance that a damaged file was set aside."""
        if notices:
            messages = self._messages()
            words = (messages.text(notice.code, **dict(notice.params)) for notice in notices)
            self.toast().show_sentence(
                " ".join(words), close_name=self.tr("Close"), milliseconds=NOTICE_MS
            )
