"""The commands that are there on every page, in the order in which they are listed."""

from collections.abc import Callable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wecom_console.gui.widgets.command_palette import Command

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
    ("theme", "", QT_TRANSLATE_NOOP("ShellCommands", "Switch between light and dark"), "moon", ""),
    (
        "language",
        "",
        QT_TRANSLATE_NOOP("ShellCommands", "Switch between Chinese and English"),
        "globe",
        "",
    ),
)


def shell_commands(knows: Callable[[str], bool]) -> tuple[Command, ...]:
    """Those whose page exists, in the language of the moment."""
    return tuple(
        Command(key, QCoreApplication.translate(_CONTEXT, str(text)), icon, shortcut)
        for key, page, text, icon, shortcut in _TABLE
        if not page or knows(page)
    )
