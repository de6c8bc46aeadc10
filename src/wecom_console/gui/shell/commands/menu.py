"""The menu: the system's bar on a Mac, elsewhere folded behind a button, Alt or F10."""

import sys
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from wecom_console.gui.plain_text import menu_text
from wecom_console.gui.shell.commands.shortcuts import of_platform
from wecom_console.gui.shell.commands.table import Knows, menu_commands
from wecom_console.gui.theme.popups import round_corners
from wecom_console.gui.widgets.boxes.command_palette import PaletteCommand

MENUS: Final = (
    ("file", ("new", "open", "", "save", "at:share:export", "", "go:deleted", "", "close", "quit")),
    ("edit", ("undo", "redo", "", "find", "palette")),
    ("view", ("zoom_in", "zoom_out", "zoom_reset", "", "theme", "language", "", "full_screen")),
    (
        "go",
        (
            *("back", "forward", ""),
            *("go:sources", "go:test", "go:simulator", "go:share", "go:settings"),
        ),
    ),
    ("test", ("run", "at:test:run_all", "go:matrix", "go:explain", "", "demo")),
    (
        "help",
        ("help", "keys", "tour", "", "go:doctor", "copy_diagnostics", "show_log", "", "go:about"),
    ),
)
"""Keys of commands; an empty one draws a line."""

_ROLES: Final[Mapping[str, QAction.MenuRole]] = {
    "go:about": QAction.MenuRole.AboutRole,
    "go:settings": QAction.MenuRole.PreferencesRole,
    "quit": QAction.MenuRole.QuitRole,
}
Trigger = Callable[[str], object]


class ProgramMenu(QObject):
    """Made anew each time it opens, so that it is in the language of the moment."""

    def __init__(self, window: QWidget, trigger: Trigger, knows: Knows) -> None:
        super().__init__(window)
        self._window = window
        self._trigger = trigger
        self._knows = knows
        self._bar: QMenuBar | None = None
        self.setObjectName("program_menu")
        if sys.platform == "darwin":
            self._bar = QMenuBar()  # without a parent it is every window's
            self.retranslate()

    def retranslate(self) -> None:
        """The bar that is always there takes the new language."""
        if self._bar is not None:
            self._bar.clear()
            for menu in self.menus():
                self._bar.addMenu(menu)

    def menus(self) -> tuple[QMenu, ...]:
        """One for each title that has anything in it."""
        commands = menu_commands(self._knows)
        titles = {
            "file": self.tr("File"),
            "edit": self.tr("Edit"),
            "view": self.tr("View"),
            "go": self.tr("Go"),
            "test": self.tr("Test"),
            "help": self.tr("Help"),
        }
        return tuple(self._menu(key, titles[key], keys, commands) for key, keys in MENUS)

    def open_at(self, corner: QPoint) -> QMenu:
        """Opens it with its upper right corner there."""
        menu = QMenu(self._window)
        menu.setObjectName("program_menu")
        round_corners(menu)
        for submenu in self.menus():
            submenu.setParent(menu, submenu.windowFlags())
            menu.addMenu(submenu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QPoint(corner.x() - menu.sizeHint().width(), corner.y()))
        menu.setActiveAction(menu.actions()[0])
        return menu

    def _menu(
        self,
        key: str,
        title: str,
        keys: tuple[str, ...],
        commands: Mapping[str, PaletteCommand],
    ) -> QMenu:
        menu = QMenu(title, self._window)
        menu.setObjectName(f"menu_{key}")
        round_corners(menu)
        for one in keys:
            if not one:
                menu.addSeparator()
            elif (command := commands.get(one)) is not None:
                menu.addAction(self._action(command, menu))
        return menu

    def _action(self, command: PaletteCommand, menu: QMenu) -> QAction:
        action = QAction(menu_text(command.text), menu)
        if command.shortcut:  # shown, not bound: the window's own shortcut does it
            shown = QKeySequence(of_platform(command.shortcut))
            key = shown.toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(f"{action.text()}\t{key}")
        action.setObjectName(f"menu_{command.key}")
        action.setMenuRole(_ROLES.get(command.key, QAction.MenuRole.NoRole))
        # After the menu has gone, so that what is opened keeps the keyboard.
        action.triggered.connect(
            lambda: self._trigger(command.key), Qt.ConnectionType.QueuedConnection
        )
        return action


class WindowInput(QObject):
    """What no widget waits for: Alt alone opens the menu, a mouse's thumb goes back and forward.
    A shortcut takes its key away from the window: whoever ran it says so by `forget`."""

    def __init__(self, window: QWidget, trigger: Trigger) -> None:
        super().__init__(window)
        self._trigger = trigger
        self._alt_alone = False
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def forget(self) -> None:
        """The Alt that is held belongs to something that was done."""
        self._alt_alone = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Sees what comes to the window before its widgets do, and takes little of it."""
        match event.type():
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                self._alt_alone = event.key() == Qt.Key.Key_Alt
            case QEvent.Type.KeyRelease if isinstance(event, QKeyEvent):
                was_alone, self._alt_alone = self._alt_alone, False
                if was_alone and event.key() == Qt.Key.Key_Alt and sys.platform != "darwin":
                    self._trigger("menu")
                    return True
            case QEvent.Type.FocusOut:
                self._alt_alone = False
            case QEvent.Type.MouseButtonPress if isinstance(event, QMouseEvent):
                self._alt_alone = False
                key = _THUMB.get(event.button())
                if key is not None:
                    self._trigger(key)
                    return True
        return super().eventFilter(watched, event)


_THUMB: Final[Mapping[Qt.MouseButton, str]] = {
    Qt.MouseButton.BackButton: "back",
    Qt.MouseButton.ForwardButton: "forward",
}
