"""The window: navigation, header, page, status line, and what belongs to all pages."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFontMetricsF, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.gui.bridge import Bridge
from wecom_console.gui.plain_text import window_title
from wecom_console.gui.read_out import read_out
from wecom_console.gui.shell.announcer import Announcer
from wecom_console.gui.shell.commands.choices import ShellChoices
from wecom_console.gui.shell.commands.commander import Around, Commander
from wecom_console.gui.shell.commands.connections import NamedConnections
from wecom_console.gui.shell.commands.recents import Recents
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.shell.header import Header
from wecom_console.gui.shell.language import CHINESE, LanguageController
from wecom_console.gui.shell.nav import Badge, NavItem, NavPanel
from wecom_console.gui.shell.page import Page, PageSpec
from wecom_console.gui.shell.page_host import PageHost
from wecom_console.gui.shell.placing import FIRST_SIZE, SMALLEST_SIZE, Placement
from wecom_console.gui.shell.status_line import StatusLine
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.tokens import ThemeTokens

if TYPE_CHECKING:
    from wecom_console.gui.ports import SettingsPort
    from wecom_console.messages.catalogue import Messages
    from wecom_console.services.context import Services

PRODUCT: Final = "WeCom Console"
MINIMUM_PAGE_CHARACTERS: Final = 80
HOME: Final = "sources"
CHINESE_NAME: Final = "\u4e2d\u6587"
NAV_ITEMS: Final = (
    NavItem("sources", "sources"),
    NavItem("test", "login-test"),
    NavItem("simulator", "simulator"),
    NavItem("share", "share"),
    NavItem("settings", "settings"),
)


class MainWindow(QWidget):
    """`first_painted` is sent once, after the first frame: everything that may wait, waits for it.

    `choices` tells what the user switched to, to be remembered; `commander` does what a key asks.
    """

    first_painted = Signal()
    closing = Signal()
    secrets_changed = Signal()

    def __init__(
        self,
        *,
        theme: ThemeController,
        languages: LanguageController,
        bridge: Bridge,
        settings: "SettingsPort",
        services: "Callable[[], Services]",
        pages: Sequence[PageSpec],
    ) -> None:
        super().__init__()
        self._theme = theme
        self._languages = languages
        self._painted = False
        self._port = 0
        self._footers: dict[str, QWidget] = {}
        self.setObjectName("main_window")
        self.setWindowTitle(PRODUCT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=False)
        self.host = PageHost(pages, lambda spec: spec.build(self.context))
        recents = Recents(settings, parent=self)
        self.choices = ShellChoices(theme, languages, parent=self)
        self.announcer = Announcer(theme, self.host, messages=self._messages)
        self.context = ShellContext(
            theme=theme,
            bridge=bridge,
            languages=languages,
            settings=settings,
            services=services,
            toast=self.announcer.toast,
            navigate=self.navigate,
            set_badge=self.set_badge,
            set_simulator_port=self.show_simulator,
            start_tour=self.choices.tour_requested.emit,
            note_secrets=self.secrets_changed.emit,
            note_recent=recents.note,
        )
        self.nav = NavPanel(theme, NAV_ITEMS, name=PRODUCT)
        self.header = Header(theme)
        self.status = StatusLine(theme, self.context.messages)
        self.commander = Commander(
            Around(
                self,
                theme,
                self.host,
                self.announcer,
                recents,
                NamedConnections(bridge, services, parent=self),
                self.choices,
                self.header.menu_button,
            )
        )
        self._page_column = QVBoxLayout()
        self._lay_out()
        self.nav.list.chosen.connect(self._on_nav_chosen)
        header = self.header
        header.commands_button.clicked.connect(self.commander.open_palette)
        header.menu_button.clicked.connect(self.commander.open_menu)
        header.language_button.clicked.connect(self.choices.choose_language)
        header.theme_button.clicked.connect(self.choices.toggle_theme)
        header.step_chosen.connect(self._on_header_step_chosen)
        self.host.page_shown.connect(self._on_host_page_shown)
        self.host.place_changed.connect(self._show_place)
        languages.language_changed.connect(self._on_language_changed)
        self.placement = Placement(self, self.first_painted)
        self.setMinimumSize(*SMALLEST_SIZE)
        self.resize(*FIRST_SIZE)
        self.retranslate()
        theme.follow(self._on_theme_changed)

    # --- what pages use ------------------------------------------------------------------------

    def navigate(self, key: str, args: object = None) -> None:
        """Shows a page, unless the present one may not be left."""
        if not self.commander.show_page(key, args) and self.host.current_key:
            self.nav.list.select(self.host.spec(self.host.current_key).nav_key)

    def announce(self, key: str) -> None:
        """Marks the page that will be shown after the first frame, and names it."""
        if self.host.knows(key) and not self.host.current_key:
            self.nav.list.select(self.host.spec(key).nav_key)
            titles = {
                "sources": self.tr("Enterprise identity sources"),
                "test": self.tr("Login test"),
                "simulator": self.tr("Simulator"),
                "share": self.tr("Share"),
                "settings": self.tr("Settings"),
            }
            self.header.show_place(titles.get(key, ""), ())

    def set_badge(self, nav_key: str, badge: Badge | None) -> None:
        """What the navigation says beside an item."""
        self.nav.list.set_badge(nav_key, badge)

    def show_simulator(self, port: int) -> None:
        """Tells the status line and the navigation; 0 while it does not run."""
        self._port = port
        self.status.show_simulator(port)
        badge = Badge(self.tr("On"), color="success", has_dot=True) if port else None
        self.set_badge("simulator", badge)

    # --- commands ------------------------------------------------------------------------------

    def run_command(self, key: str) -> None:
        """Does a command of the shell, or asks the page in front to."""
        self.commander.run(key)

    def show_above_page(self, bar: QWidget) -> None:
        """Puts a bar between header and page; it goes when it is deleted."""
        self._page_column.insertWidget(0, bar)

    def start(self) -> None:
        """What may wait for the first frame: the shortcuts, and a Mac's menu bar."""
        from wecom_console.gui.shell.commands.menu import WindowInput  # after the first paint
        from wecom_console.gui.shell.commands.shortcuts import bind_shortcuts  # as above
        from wecom_console.gui.shell.focus_keeper import FocusKeeper  # as above

        keys = tuple(item.key for item in NAV_ITEMS)
        bind_shortcuts(self, self.run_command, keys)
        FocusKeeper(self)
        self.commander.ran.connect(WindowInput(self, self.run_command).forget)
        self.commander.menu()

    def retranslate(self) -> None:
        """Puts every text of the shell in."""
        names = self.nav.list
        names.set_text("sources", self.tr("Sources"))
        names.set_text("test", self.tr("Login test"))
        names.set_text("simulator", self.tr("Simulator"))
        names.set_text("share", self.tr("Share"))
        names.set_text("settings", self.tr("Settings"))
        names.setAccessibleName(self.tr("Navigation"))
        header = self.header
        header.commands_button.setText(self.tr("Commands"))
        header.commands_button.updateGeometry()
        header.menu_button.set_accessible_name(self.tr("Menu"))
        chinese = self._languages.language == CHINESE
        if self._painted:
            header.language_button.setText("EN" if chinese else CHINESE_NAME)
        header.language_button.set_accessible_name(
            self.tr("Switch to English") if chinese else self.tr("Switch to Chinese")
        )
        self._name_theme_button()
        self.status.retranslate()
        if self._port:
            self.show_simulator(self._port)

    # --- inside --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addLayout(self._page_column, 1)
        self._page_column.setSpacing(0)
        self._page_column.addWidget(self.host, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.nav)
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self.status)

    def _messages(self) -> "Messages":
        return self.context.messages()

    def _name_theme_button(self) -> None:
        dark = self._theme.tokens.is_dark
        words = (
            self.tr("Switch to the light theme") if dark else self.tr("Switch to the dark theme")
        )
        self.header.theme_button.set_accessible_name(words)

    def _show_place(self) -> None:
        page = self.host.current()
        if page is None:
            return
        self.header.show_place(page.title(), page.breadcrumb())
        title = window_title(page.title())
        self.setWindowTitle(f"{title} – {PRODUCT}" if title else PRODUCT)

    def _show_footer(self, page: Page, key: str) -> None:
        if key not in self._footers:
            footer = page.footer()
            if footer is not None:
                self._footers[key] = footer
                self._page_column.addWidget(footer)
        for owner, footer in self._footers.items():
            footer.setVisible(owner == key)

    def _on_host_page_shown(self, key: str) -> None:
        self.announcer.lift()
        page = self.host.current()
        if page is None:
            return
        self.nav.list.select(self.host.spec(key).nav_key)
        self.header.show_extra(page.header_extra())
        self._show_footer(page, key)
        self._show_place()
        page.setAccessibleName(page.title())
        read_out(page, page.title())

    def _on_nav_chosen(self, key: str) -> None:
        self.navigate(key)

    def _on_header_step_chosen(self, key: str) -> None:
        page = self.host.current()
        if page is not None:
            page.on_breadcrumb(key)

    def _on_language_changed(self, language: str) -> None:
        self._theme.set_language(language)
        self.retranslate()
        self.commander.menu().retranslate()
        self.host.retranslate()
        self._show_place()

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self._name_theme_button()
        self._fit_nav()
        self.update()

    def _fit_nav(self) -> None:
        character = QFontMetricsF(self._theme.font(Role.BODY)).averageCharWidth()
        page = self.width() - self.nav.full_width()
        self.nav.set_narrow(narrow=page < MINIMUM_PAGE_CHARACTERS * character)

    def _on_first_frame_done(self) -> None:
        self.first_painted.emit()
        self.retranslate()  # the language button: a Chinese font takes its time to load

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives the page its room."""
        super().resizeEvent(event)
        self._fit_nav()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc reaches the page when nothing nearer wanted it."""
        if event.key() == Qt.Key.Key_Escape:
            self.run_command("escape")
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tells of the first frame, once it is done."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._on_first_frame_done)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks the page, then says good-bye."""
        page = self.host.current()
        if page is not None and not page.leave():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)
