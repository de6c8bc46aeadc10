"""The commands that are there on every page, in the order in which they are listed."""

from collections.abc import Callable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wecom_console.gui.widgets.boxes.command_palette import PaletteCommand

_CONTEXT = "ShellCommands"
_TABLE = (
    (
        "new",
        "wizard",
        QT_TRANSLATE_NOOP("ShellCommands", "Create identity source"),
        "plus",
        "Ctrl+N",
    ),
    (
        "go:sources",
        "sources",
        QT_TRANSLATE_NOOP("ShellCommands", "Go to Sources"),
        "sources",
        "Alt+1",
    ),
    (
        "go:test",
        "test",
        QT_TRANSLATE_NOOP("ShellCommands", "Go to Login test"),
        "login-test",
        "Alt+2",
    ),
    (
        "go:simulator",
        "simulator",
        QT_TRANSLATE_NOOP("ShellCommands", "Go to Simulator"),
        "simulator",
        "Alt+3",
    ),
    ("go:share", "share", QT_TRANSLATE_NOOP("ShellCommands", "Go to Share"), "share", "Alt+4"),
    (
        "go:settings",
        "settings",
        QT_TRANSLATE_NOOP("ShellCommands", "Go to Settings"),
        "settings",
        "Alt+5",
    ),
    (
        "find",
        "sources",
        QT_TRANSLATE_NOOP("ShellCommands", "Find a connection"),
        "search",
        "Ctrl+F",
    ),
    ("run", "test", QT_TRANSLATE_NOOP("ShellCommands", "Run a login test"), "play", "F5"),
    ("tour", "", QT_TRANSLATE_NOOP("ShellCommands", "Three steps to a first login"), "flag", ""),
    ("theme", "", QT_TRANSLATE_NOOP("ShellCommands", "Switch between light and dark"), "moon", ""),
    (
        "language",
        "",
        QT_TRANSLATE_NOOP("ShellCommands", "Switch between Chinese and English"),
        "globe",
        "",
    ),
    ("keys", "", QT_TRANSLATE_NOOP("ShellCommands", "Keyboard shortcuts"), "terminal", "Ctrl+/"),
)
_OF_PAGES = (
    ("palette", "", QT_TRANSLATE_NOOP("ShellCommands", "Every command"), "search", "Ctrl+K"),
    ("save", "", QT_TRANSLATE_NOOP("ShellCommands", "Save the form"), "save", "Ctrl+S"),
    ("undo", "", QT_TRANSLATE_NOOP("ShellCommands", "Undo in the form"), "undo", "Ctrl+Z"),
    ("redo", "", QT_TRANSLATE_NOOP("ShellCommands", "Redo in the form"), "undo", "Ctrl+Shift+Z"),
)
"""Keys that mean something on some pages only, and the palette's own."""


def shell_commands(knows: Callable[[str], bool]) -> tuple[PaletteCommand, ...]:
    """Those whose page exists, in the language of the moment."""
    return _commands(_TABLE, knows)


def key_commands(knows: Callable[[str], bool]) -> tuple[PaletteCommand, ...]:
    """Everything that has a key: what the cheat sheet lists."""
    return tuple(c for c in _commands((*_TABLE, *_OF_PAGES), knows) if c.shortcut)


def _commands(
    table: tuple[tuple[str, str, object, str, str], ...], knows: Callable[[str], bool]
) -> tuple[PaletteCommand, ...]:
    return tuple(
        PaletteCommand(key, QCoreApplication.translate(_CONTEXT, str(text)), icon, shortcut)
        for key, page, text, icon, shortcut in table
        if not page or knows(page)
    )
