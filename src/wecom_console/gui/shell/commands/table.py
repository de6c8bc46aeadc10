"""The commands that are there on every page, in the order in which they are listed."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wecom_console.gui.widgets.boxes.command_palette import PaletteCommand

_CONTEXT: Final = "ShellCommands"


class ShellCommand(NamedTuple):
    """`page` has to exist for it; `text` is English and translated when it is shown. `at:` keys
    name a page and one of its own commands."""

    key: str
    page: str
    text: object
    icon: str
    shortcut: str = ""


COMMANDS: Final = (
    ShellCommand(
        "new",
        "wizard",
        QT_TRANSLATE_NOOP("ShellCommands", "Create identity source"),
        "plus",
        "Ctrl+N",
    ),
    ShellCommand(
        "open",
        "share",
        QT_TRANSLATE_NOOP("ShellCommands", "Open a config file\u2026"),
        "folder",
        "Ctrl+O",
    ),
    ShellCommand(
        "go:sources",
        "sources",
        QT_TRANSLATE_NOOP("ShellCommands", "Go to Sources"),
        "sources",
        "Alt+1",
    ),
    ShellCommand(
        "go:test",
        "test",
        QT_TRANSLATE_NOOP("ShellCommands", "Go to Login test"),
        "login-test",
        "Alt+2",
    ),
    ShellCommand(
        "go:simulator",
        "simulator",
        QT_TRANSLATE_NOOP("ShellCommands", "Go to Simulator"),
        "simulator",
        "Alt+3",
    ),
    ShellCommand(
        "go:share", "share", QT_TRANSLATE_NOOP("ShellCommands", "Go to Share"), "share", "Alt+4"
    ),
    ShellCommand(
        "go:settings",
        "settings",
        QT_TRANSLATE_NOOP("ShellCommands", "Go to Settings"),
        "settings",
        "Alt+5",
    ),
    ShellCommand(
        "back", "", QT_TRANSLATE_NOOP("ShellCommands", "Back"), "chevron-left", "Alt+Left"
    ),
    ShellCommand(
        "forward", "", QT_TRANSLATE_NOOP("ShellCommands", "Forward"), "chevron-right", "Alt+Right"
    ),
    ShellCommand("find", "", QT_TRANSLATE_NOOP("ShellCommands", "Find"), "search", "Ctrl+F"),
    ShellCommand(
        "run", "test", QT_TRANSLATE_NOOP("ShellCommands", "Run a login test"), "play", "F5"
    ),
    ShellCommand(
        "go:matrix",
        "matrix",
        QT_TRANSLATE_NOOP("ShellCommands", "Test several connections"),
        "list",
    ),
    ShellCommand(
        "go:explain", "explain", QT_TRANSLATE_NOOP("ShellCommands", "Explain an error"), "help"
    ),
    ShellCommand(
        "demo",
        "sources",
        QT_TRANSLATE_NOOP("ShellCommands", "Log in with the demo connection"),
        "bolt",
    ),
    ShellCommand(
        "at:test:run_all", "test", QT_TRANSLATE_NOOP("ShellCommands", "Run all scenarios"), "play"
    ),
    ShellCommand(
        "at:test:report",
        "test",
        QT_TRANSLATE_NOOP("ShellCommands", "Save a report of the login test"),
        "download",
    ),
    ShellCommand(
        "at:matrix:compare",
        "matrix",
        QT_TRANSLATE_NOOP("ShellCommands", "Compare with an earlier report"),
        "history",
    ),
    ShellCommand(
        "at:simulator:simulator_start",
        "simulator",
        QT_TRANSLATE_NOOP("ShellCommands", "Start the simulator"),
        "simulator",
    ),
    ShellCommand(
        "at:share:export",
        "share",
        QT_TRANSLATE_NOOP("ShellCommands", "Export the selected connections"),
        "upload",
    ),
    ShellCommand(
        "go:deleted", "deleted", QT_TRANSLATE_NOOP("ShellCommands", "Recently deleted"), "trash"
    ),
    ShellCommand(
        "tour", "", QT_TRANSLATE_NOOP("ShellCommands", "Three steps to a first login"), "flag"
    ),
    ShellCommand(
        "theme", "", QT_TRANSLATE_NOOP("ShellCommands", "Switch between light and dark"), "moon"
    ),
    ShellCommand("theme:light", "", QT_TRANSLATE_NOOP("ShellCommands", "Theme: light"), "sun"),
    ShellCommand("theme:dark", "", QT_TRANSLATE_NOOP("ShellCommands", "Theme: dark"), "moon"),
    ShellCommand("theme:system", "", QT_TRANSLATE_NOOP("ShellCommands", "Theme: system"), "sun"),
    ShellCommand(
        "language",
        "",
        QT_TRANSLATE_NOOP("ShellCommands", "Switch between Chinese and English"),
        "globe",
    ),
    ShellCommand(
        "zoom_in", "", QT_TRANSLATE_NOOP("ShellCommands", "Larger text"), "plus", "Ctrl++"
    ),
    ShellCommand(
        "zoom_out", "", QT_TRANSLATE_NOOP("ShellCommands", "Smaller text"), "minus", "Ctrl+-"
    ),
    ShellCommand(
        "zoom_reset",
        "",
        QT_TRANSLATE_NOOP("ShellCommands", "Default text size"),
        "refresh",
        "Ctrl+0",
    ),
    ShellCommand(
        "full_screen", "", QT_TRANSLATE_NOOP("ShellCommands", "Full screen"), "grid", "F11"
    ),
    ShellCommand("help", "help", QT_TRANSLATE_NOOP("ShellCommands", "Help"), "help", "F1"),
    ShellCommand(
        "keys",
        "help",
        QT_TRANSLATE_NOOP("ShellCommands", "Keyboard shortcuts"),
        "terminal",
        "Ctrl+/",
    ),
    ShellCommand(
        "go:doctor", "doctor", QT_TRANSLATE_NOOP("ShellCommands", "System check"), "check"
    ),
    ShellCommand(
        "copy_diagnostics", "about", QT_TRANSLATE_NOOP("ShellCommands", "Copy diagnostics"), "copy"
    ),
    ShellCommand("show_log", "about", QT_TRANSLATE_NOOP("ShellCommands", "Show log"), "file"),
    ShellCommand(
        "go:about", "about", QT_TRANSLATE_NOOP("ShellCommands", "About WeCom Console"), "info"
    ),
    ShellCommand(
        "close", "", QT_TRANSLATE_NOOP("ShellCommands", "Close the window"), "cross", "Ctrl+W"
    ),
    ShellCommand("quit", "", QT_TRANSLATE_NOOP("ShellCommands", "Quit"), "cross", "Ctrl+Q"),
)
_OF_PAGES: Final = (
    ShellCommand(
        "palette", "", QT_TRANSLATE_NOOP("ShellCommands", "All commands"), "search", "Ctrl+K"
    ),
    ShellCommand("menu", "", QT_TRANSLATE_NOOP("ShellCommands", "Open the menu"), "menu", "F10"),
    ShellCommand("save", "", QT_TRANSLATE_NOOP("ShellCommands", "Save the form"), "save", "Ctrl+S"),
    ShellCommand("undo", "", QT_TRANSLATE_NOOP("ShellCommands", "Undo"), "undo", "Ctrl+Z"),
    ShellCommand("redo", "", QT_TRANSLATE_NOOP("ShellCommands", "Redo"), "undo", "Ctrl+Shift+Z"),
)
"""Keys that mean something on some pages only, and the palette's own."""

_ALSO: Final[Mapping[str, object]] = {
    "new": QT_TRANSLATE_NOOP("ShellCommands", "new add connection"),
    "open": QT_TRANSLATE_NOOP("ShellCommands", "import"),
    "go:sources": QT_TRANSLATE_NOOP("ShellCommands", "list connections"),
    "go:matrix": QT_TRANSLATE_NOOP("ShellCommands", "batch matrix"),
    "go:explain": QT_TRANSLATE_NOOP("ShellCommands", "errcode log paste"),
    "at:share:export": QT_TRANSLATE_NOOP("ShellCommands", "save file"),
    "go:deleted": QT_TRANSLATE_NOOP("ShellCommands", "trash restore undo"),
    "tour": QT_TRANSLATE_NOOP("ShellCommands", "tour begin"),
    "theme": QT_TRANSLATE_NOOP("ShellCommands", "theme appearance"),
    "language": QT_TRANSLATE_NOOP("ShellCommands", "language"),
    "zoom_in": QT_TRANSLATE_NOOP("ShellCommands", "zoom font size"),
    "zoom_out": QT_TRANSLATE_NOOP("ShellCommands", "zoom font size"),
    "zoom_reset": QT_TRANSLATE_NOOP("ShellCommands", "zoom font size"),
    "help": QT_TRANSLATE_NOOP("ShellCommands", "guide documentation"),
    "keys": QT_TRANSLATE_NOOP("ShellCommands", "hotkeys"),
    "go:doctor": QT_TRANSLATE_NOOP("ShellCommands", "doctor problems"),
    "go:about": QT_TRANSLATE_NOOP("ShellCommands", "version licences"),
}
"""What else is typed for a command; the English words find it in every language."""

Knows = Callable[[str], bool]


def shell_commands(knows: Knows) -> tuple[PaletteCommand, ...]:
    """Those whose page exists, in the language of the moment."""
    return _commands(COMMANDS, knows)


def key_commands(knows: Knows) -> tuple[PaletteCommand, ...]:
    """Everything that has a key: what the page of shortcuts lists."""
    return tuple(c for c in _commands((*COMMANDS, *_OF_PAGES), knows) if c.shortcut)


def menu_commands(knows: Knows) -> dict[str, PaletteCommand]:
    """Everything by its key: what menus are made of."""
    return {command.key: command for command in _commands((*COMMANDS, *_OF_PAGES), knows)}


def _commands(table: tuple[ShellCommand, ...], knows: Knows) -> tuple[PaletteCommand, ...]:
    return tuple(
        PaletteCommand(
            one.key, _in_language(one.text), one.icon, one.shortcut, also=_other_words(one.key)
        )
        for one in table
        if not one.page or knows(one.page)
    )


def _in_language(text: object) -> str:
    return QCoreApplication.translate(_CONTEXT, str(text))


def _other_words(key: str) -> str:
    words = _ALSO.get(key)
    return "" if words is None else f"{_in_language(words)} {words}"
