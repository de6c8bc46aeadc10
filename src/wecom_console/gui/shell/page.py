"""What the shell asks of a page."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from pathlib import Path

    from wecom_console.gui.shell.context import ShellContext
    from wecom_console.gui.widgets.boxes.command_palette import PaletteCommand


class Page(QWidget):
    """One page. It is built when first shown; `retranslate` is called then and whenever the
    language changes, before `activate`."""

    title_changed = Signal()

    def title(self) -> str:
        """The header's title. Send `title_changed` when it, or the way to it, changes."""
        return ""

    def breadcrumb(self) -> tuple[tuple[str, str], ...]:
        """`(key, text)` of the steps above this page, from the root on."""
        return ()

    def on_breadcrumb(self, key: str) -> None:
        """A step of the way was clicked."""

    def retranslate(self) -> None:
        """Puts every text in, in the language of the moment."""

    def activate(self, args: object) -> None:
        """The page is shown, or asked for again while it is shown."""

    def leave(self) -> bool:
        """Whether the page may be left now."""
        return True

    def look_at_secrets(self) -> None:
        """Keyring or vault is otherwise than it was: opened, locked, made."""

    def take_app(self, _path: "Path") -> bool:
        """An app package was dropped on the window; whether the page has a form for it."""
        return False

    def header_extra(self) -> QWidget | None:
        """What stands after the title."""
        return None

    def footer(self) -> QWidget | None:
        """What stands below the page and does not scroll."""
        return None

    def help_topic(self) -> str:
        """What F1 opens: the key of the page whose chapter of the guide is wanted, or a field of
        the form (``field:schema``); this page's own chapter where it is empty."""
        return ""

    def place(self) -> str:
        """What `activate` takes to come back to what is shown now, where that is more than the
        page was asked for."""
        return ""

    def commands(self) -> "tuple[PaletteCommand, ...]":
        """What the page adds to the command palette."""
        return ()

    def run_command(self, key: str) -> bool:
        """Does one of `commands` or a standard one: ``find``, ``run``, ``save``, ``undo``,
        ``escape``. False where the page does not know it."""
        return False


class PageSpec(NamedTuple):
    """A page of the table: its key, the navigation item it belongs to, and how it is made."""

    key: str
    nav_key: str
    build: "Callable[[ShellContext], Page]"
