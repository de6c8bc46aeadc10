"""About: version, what the program is made of and under which licences, log and diagnostics."""

import os

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from wecom_console import __version__
from wecom_console.gui.features.about.presenter.about import AboutPresenter
from wecom_console.gui.parts.desktop import copy_to_clipboard, open_in_browser
from wecom_console.gui.parts.document_view import DocumentView
from wecom_console.gui.parts.layouts import page_scroll
from wecom_console.gui.shell.bug_watch import CrashReport
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.shell.page import Page
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.controls.button import Button, ButtonSize
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.layout.flow_layout import FlowLayout
from wecom_console.gui.widgets.text.label import Label
from wecom_console.services.components import Component
from wecom_console.storage.paths import find_data_paths

PARTS = ("components", "log", "crash")
LICENCE = "licence:"
LEAST_HEIGHT = 260
QT_PLACES = ("https://code.qt.io", "https://www.gnu.org/licenses/lgpl-3.0.html")


class AboutPage(Page):
    """Opened with a `CrashReport` it shows that."""

    def __init__(self, context: ShellContext, presenter: AboutPresenter | None = None) -> None:
        super().__init__()
        self._context = context
        self._presenter = presenter or AboutPresenter(
            context.bridge,
            services=context.services,
            messages=context.messages,
            environment=os.environ,
        )
        self._presenter.setParent(self)
        self._components: tuple[Component, ...] = ()
        self._crash = ""
        self._part = "components"
        self.setObjectName("about_page")
        theme = context.theme
        self._name = Label(theme, role=Role.HEADING)
        self._about = Label(theme, role=Role.BODY, color="text_muted", wrap=True)
        self._buttons = {
            key: Button(theme, size=ButtonSize.MEDIUM, icon=icon, name=f"{key}_button")
            for key, icon in (
                ("copy_diagnostics", "copy"),
                ("doctor", "check"),
                ("open_log_folder", "folder"),
            )
        }
        self.parts = SegmentedControl(theme, [(key, key) for key in PARTS], name="about_parts")
        self.view = DocumentView(theme, name="about_view")
        self._lay_out()
        self._buttons["copy_diagnostics"].clicked.connect(self._copy_diagnostics)
        self._buttons["doctor"].clicked.connect(lambda: context.navigate("doctor", None))
        self._buttons["open_log_folder"].clicked.connect(self._open_log_folder)
        self.parts.chosen.connect(self._choose)
        self.view.link_followed.connect(self._on_link_followed)
        self._presenter.components_read.connect(self._on_components_read)
        self._presenter.licence_read.connect(self._on_licence_read)
        self._presenter.log_read.connect(self._on_log_read)
        self._presenter.diagnosed.connect(self._on_diagnosed)

    def _lay_out(self) -> None:
        theme = self._context.theme
        top = Card(theme, name="about_card")
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 14, 16, 16)
        inner.setSpacing(8)
        inner.addWidget(self._name)
        inner.addWidget(self._about)
        row = FlowLayout()
        for button in self._buttons.values():
            row.addWidget(button)
        inner.addLayout(row)
        top.body.addLayout(inner)
        below = Card(theme, name="about_parts_card")
        choice = QHBoxLayout()
        choice.setContentsMargins(16, 12, 16, 4)
        choice.addWidget(self.parts)
        choice.addStretch(1)
        below.body.addLayout(choice)
        below.body.addWidget(self.view, 1)
        self.view.setMinimumHeight(LEAST_HEIGHT)
        scroll = page_scroll(theme, top=20)
        scroll.column.addWidget(top)
        scroll.column.addWidget(below, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    # --- the shell -----------------------------------------------------------------------------

    def title(self) -> str:
        """The header's title."""
        return self.tr("About WeCom Console")

    def breadcrumb(self) -> tuple[tuple[str, str], ...]:
        """Below the settings."""
        return (("settings", self.tr("Settings")),)

    def on_breadcrumb(self, key: str) -> None:
        """Back to them."""
        self._context.navigate(key, None)

    def retranslate(self) -> None:
        """Puts every text in."""
        name = self.tr("WeCom Console {version}").format(version=__version__)
        self._name.setText(name)
        self._about.setText(
            self.tr(
                "Configures Enterprise WeChat Mobile as an identity source, and tests its login. "
                "Under the MIT licence."
            )
        )
        words = {
            "copy_diagnostics": self.tr("Copy diagnostics"),
            "doctor": self.tr("System check"),
            "open_log_folder": self.tr("Show the log in its folder"),
        }
        for key, button in self._buttons.items():
            button.setText(words[key])
        self.parts.set_text("components", self.tr("Components and licences"))
        self.parts.set_text("log", self.tr("Log"))
        self.parts.set_text("crash", self.tr("Last crash"))
        self.parts.setAccessibleName(self.tr("What to show"))
        self.view.setAccessibleName(name)
        self._choose(self._part)

    def activate(self, args: object) -> None:
        """Reads what it shows."""
        if isinstance(args, CrashReport):
            self._crash = args.text
            self._choose("crash")
        self._presenter.read_components()

    def run_command(self, key: str) -> bool:
        """Copy diagnostics, show the log, leave."""
        match key:
            case "copy_diagnostics":
                self._copy_diagnostics()
            case "show_log":
                self._choose("log")
            case "escape":
                self._context.navigate("settings", None)
            case _:
                return False
        return True

    # --- inside --------------------------------------------------------------------------------

    def _choose(self, part: str) -> None:
        self._part = part
        self.parts.choose(part)
        match part:
            case "components":
                self._show_components()
            case "log":
                self._presenter.read_log()
            case _:
                nothing = self.tr("No crash since this window was opened.")
                self.view.show_plain(self._crash or nothing)

    def _on_components_read(self, found: tuple[Component, ...]) -> None:
        self._components = found
        if self._part == "components":
            self._show_components()

    def _show_components(self) -> None:
        notice = self.tr(
            "Qt and PySide6 are used under the GNU Lesser General Public License, version 3: they "
            "are separate libraries, unchanged, and may be replaced by others of the same "
            "interface. Their source and the licence: https://code.qt.io and "
            "https://www.gnu.org/licenses/lgpl-3.0.html"
        )
        for place in QT_PLACES:  # a full stop or a Chinese sign beside it would hide it
            notice = notice.replace(place, f"[{place}]({place})")
        heads = (self.tr("Package"), self.tr("Version"), self.tr("Licence"))
        rows = [
            f"| [{one.name}]({LICENCE}{one.name}) | {one.version} | {cell(one.licence)} |"
            for one in self._components
        ]
        lines = [notice, "", f"| {' | '.join(heads)} |", "| --- | --- | --- |", *rows]
        self.view.show_markdown("\n".join(lines))

    def _on_licence_read(self, name: str, text: str) -> None:
        nothing = self.tr("The package does not include its licence text: see its home page.")
        self.view.show_plain(f"{name}\n\n{text or nothing}")

    def _on_log_read(self, lines: tuple[str, ...]) -> None:
        if self._part != "log":
            return
        nothing = self.tr("There is no log yet.")
        self.view.show_plain("\n".join(lines) or nothing)
        self.view.verticalScrollBar().setValue(self.view.verticalScrollBar().maximum())

    def _on_link_followed(self, address: str) -> None:
        if address.startswith(LICENCE):
            self._presenter.read_licence(address.removeprefix(LICENCE))
        else:
            open_in_browser(address)

    def _copy_diagnostics(self) -> None:
        self._buttons["copy_diagnostics"].set_reason(self.tr("Checking this computer"))
        screen = self.window().screen()
        size = screen.size()
        more = {
            "Qt": f"{qVersion()} ({QGuiApplication.platformName()})",
            "Screen": f"{size.width()} x {size.height()}, {screen.devicePixelRatio():g}",
            "Language": self._context.language(),
            "Text": f"{self._context.theme.scale:g}",
        }
        self._presenter.diagnose(more, self._crash)

    def _on_diagnosed(self, text: str) -> None:
        self._buttons["copy_diagnostics"].set_reason("")
        copy_to_clipboard(text)
        self._context.toast().show_sentence(
            self.tr("Diagnostics copied; they contain no secrets."), close_name=self.tr("Close")
        )

    def _open_log_folder(self) -> None:
        folder = find_data_paths(os.environ).log.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def cell(text: str) -> str:
    """What fits into a cell of a table."""
    return text.replace("|", "/")
