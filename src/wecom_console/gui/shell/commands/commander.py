"""Does what a key, a name in the palette or an entry of the menu asks for."""

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from wecom_console.gui.shell.commands.choices import ShellChoices
from wecom_console.gui.shell.commands.connections import OPEN, TEST, Named, NamedConnections
from wecom_console.gui.shell.commands.recents import PREFIX, Recents
from wecom_console.gui.shell.commands.way_back import WayBack

if TYPE_CHECKING:
    from wecom_console.gui.shell.announcer import Announcer
    from wecom_console.gui.shell.commands.menu import ProgramMenu
    from wecom_console.gui.shell.page_host import PageHost
    from wecom_console.gui.theme.controller import ThemeController
    from wecom_console.gui.widgets.boxes.command_palette import CommandPalette, PaletteCommand

AT: Final = "at:"
GO: Final = "go:"


class Around(NamedTuple):
    """What commands work on. `menu_corner` is where the folded menu opens."""

    window: QWidget
    theme: "ThemeController"
    host: "PageHost"
    announcer: "Announcer"
    recents: Recents
    connections: NamedConnections
    choices: ShellChoices
    menu_corner: QWidget


class Commander(QObject):
    """The page in front is asked first. `ran` carries what was asked for."""

    ran = Signal(str)

    def __init__(self, around: Around) -> None:
        super().__init__(around.window)
        self._around = around
        self._palette: CommandPalette | None = None
        self._menu: ProgramMenu | None = None
        self.way_back = WayBack()

    # --- where one goes ------------------------------------------------------------------------

    def show_page(self, key: str, args: object = None) -> bool:
        """Shows a page; False where the present one may not be left."""
        host = self._around.host
        page, from_key = host.current(), host.current_key
        place = page.place() if page is not None else ""
        shown = host.show_page(key, args)
        if shown:
            if place and from_key != key:
                self.way_back.leave(from_key, place)
            self.way_back.visit(key, args)
        return shown

    def _go(self, key: str, args: object = None) -> bool:
        return self._around.host.knows(key) and self.show_page(key, args)

    def _step(self, by: int) -> None:
        stop = self.way_back.step(by)
        if stop is not None and self._around.host.show_page(stop.key, stop.args):
            self.way_back.take(by)

    # --- what is done --------------------------------------------------------------------------

    def run(self, key: str) -> None:
        """Does a command of the shell, or asks the page in front to."""
        self.ran.emit(key)
        page = self._around.host.current()
        if page is not None and page.run_command(key):
            return
        if not (self._run_here(key) or self._run_in_window(key)):
            self._run_elsewhere(key)

    def _run_here(self, key: str) -> bool:
        choices = self._around.choices
        match key:
            case "palette":
                self.open_palette()
            case "find":
                self._find()
            case "menu":
                self.open_menu()
            case "undo":
                self._around.announcer.undo()
            case "tour":
                choices.tour_requested.emit()
            case "theme":
                choices.toggle_theme()
            case "theme:light" | "theme:dark" | "theme:system":
                choices.choose_theme(key.removeprefix("theme:"))
            case "language":
                choices.choose_language()
            case "zoom_in" | "zoom_out" | "zoom_reset":
                choices.zoom({"zoom_in": 1, "zoom_out": -1}.get(key, 0))
            case _:
                return False
        return True

    def _run_in_window(self, key: str) -> bool:
        window = self._around.window
        match key:
            case "back" | "forward":
                self._step(-1 if key == "back" else 1)
            case "full_screen":
                window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
            case "close" | "quit":
                window.close()
            case _:
                return False
        return True

    def _run_elsewhere(self, key: str) -> None:
        match key:
            case "new":
                self._go("wizard")
            case "run":
                self._go("test")
            case "open":
                self._run_at("share:import")
            case "demo":
                self._run_at("sources:demo")
            case "help":
                self._help()
            case "keys":
                self._go("help", "keys")
            case "copy_diagnostics" | "show_log":
                self._run_at(f"about:{key}")
            case _ if key.startswith(PREFIX):
                self._go("detail", key.removeprefix(PREFIX))
            case _ if key.startswith(OPEN):
                self._go("detail", key.removeprefix(OPEN))
            case _ if key.startswith(TEST):
                self._around.choices.test_requested.emit(key.removeprefix(TEST))
            case _ if key.startswith(GO):
                self._go(key.removeprefix(GO))
            case _ if key.startswith(AT):
                self._run_at(key.removeprefix(AT))

    def _run_at(self, place: str) -> None:
        """A command of a page that is not in front."""
        page_key, _, command = place.partition(":")
        if self._go(page_key):
            page = self._around.host.current()
            if page is not None:
                page.run_command(command)

    def _help(self) -> None:
        page = self._around.host.current()
        key = self._around.host.current_key
        topic = page.help_topic() if page is not None else ""
        self._go("help", topic or (key if key != "help" else None))

    def _find(self) -> None:
        """In the page in front; where nothing can be searched, among everything there is."""
        from wecom_console.gui.widgets.fields.search import SearchField  # not before a page

        page = self._around.host.current()
        for field in page.findChildren(SearchField) if page is not None else ():
            if field.isVisible() and field.isEnabled():
                field.focus()
                return
        self.open_palette()

    # --- by name -------------------------------------------------------------------------------

    def open_palette(self) -> None:
        """Every action by name."""
        palette = self._made_palette()
        palette.set_words(placeholder=self.tr("Type a command"), nothing=self.tr("Nothing found"))
        palette.open(self._listed(()))
        self._around.connections.ask(self._on_connections_known)

    def _on_connections_known(self, named: tuple[Named, ...]) -> None:
        self._around.recents.meet(named)
        self._made_palette().show_others(self._listed(named))

    def _listed(self, named: tuple[Named, ...]) -> "tuple[PaletteCommand, ...]":
        from wecom_console.gui.shell.commands.table import shell_commands  # with the palette

        around = self._around
        page = around.host.current()
        own = page.commands() if page is not None else ()
        here = {name for command in own for name in (command.key, command.text)}
        front = f"{AT}{around.host.current_key}:"
        shell = (
            command
            for command in shell_commands(around.host.knows)
            if here.isdisjoint((command.key, command.text)) and not command.key.startswith(front)
        )
        recents = around.recents.commands()
        listed = {command.key.removeprefix(PREFIX) for command in recents}
        return (*own, *recents, *shell, *around.connections.commands(named, listed))

    def _made_palette(self) -> "CommandPalette":
        if self._palette is None:
            from wecom_console.gui.widgets.boxes.command_palette import CommandPalette  # first use

            self._palette = CommandPalette(self._around.theme, self._around.window)
            self._palette.triggered.connect(self.run)
        return self._palette

    # --- the menu ------------------------------------------------------------------------------

    def open_menu(self) -> None:
        """Below its button."""
        button = self._around.menu_corner
        self.menu().open_at(button.mapToGlobal(QPoint(button.width(), button.height() + 4)))

    def menu(self) -> "ProgramMenu":
        """The program's menu, made when first needed."""
        if self._menu is None:
            from wecom_console.gui.shell.commands.menu import ProgramMenu  # after the first paint

            self._menu = ProgramMenu(self._around.window, self.run, self._around.host.knows)
        return self._menu
