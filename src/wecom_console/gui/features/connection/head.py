"""The head of the page: what connection it is, what its last test says, and what can be done."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from wecom_console.gui.features.connection.live_strip import LiveStrip
from wecom_console.gui.features.connection.result_line import ResultLine
from wecom_console.gui.parts.connection_words import SourceWords
from wecom_console.gui.parts.presenter.connection_rows import LastResult, SourceRow
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.popups import round_corners
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.tab_bar import TabBar
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.icon_view import LogoTile
from wecom_console.gui.widgets.text.label import Label
from wecom_console.gui.widgets.text.tags import EnvironmentTag

TABS = ("settings", "access", "application", "compare", "tests", "history")
RESULT_PLACE = 2
"""Behind logo and names, before the buttons."""


class DetailHead(Card):
    """`acted` carries ``run``, ``duplicate``, ``share``, ``archive`` or ``delete``; `tab_chosen`
    a tab."""

    acted = Signal(str)
    tab_chosen = Signal(str)

    def __init__(self, theme: ThemeController, words: SourceWords) -> None:
        super().__init__(theme, name="detail_head")
        self._theme = theme
        self._words = words
        self._identifier = ElidedLabel(theme, role=Role.CODE)
        self._ids = Label(theme, role=Role.CAPTION, color="text_muted", wrap=True)
        self._tag = EnvironmentTag(theme, "development", "")
        self._result = ResultLine(theme)
        self._run = Button(theme, size=ButtonSize.MEDIUM, icon="play", name="detail_run_button")
        self._more = Button(
            theme,
            kind=ButtonKind.GHOST,
            size=ButtonSize.MEDIUM,
            icon="more",
            name="detail_more_button",
        )
        self._menu = QMenu(self)
        self._menu.setObjectName("detail_menu")
        round_corners(self._menu)
        self._actions = {
            key: self._make_action(key, icon, token)
            for key, icon, token in (
                ("duplicate", "duplicate", "text_muted"),
                ("share", "upload", "text_muted"),
                ("archive", "archive", "text_muted"),
                ("delete", "trash", "error"),
            )
        }
        self.tabs = TabBar(theme, TABS)
        self.strip = LiveStrip(theme)
        self._lay_out()
        self._run.clicked.connect(lambda: self.acted.emit("run"))
        self._more.clicked.connect(self._on_more_clicked)
        self.tabs.chosen.connect(self.tab_chosen)

    def _make_action(self, key: str, icon: str, token: str) -> QAction:
        action = QAction(self)
        action.setObjectName(f"detail_{key}_action")
        action.setIcon(self._theme.icon_pixmap(icon, token, 16, ratio=2.0))
        action.triggered.connect(lambda: self.acted.emit(key))
        if key == "delete":
            self._menu.addSeparator()
        self._menu.addAction(action)
        return action

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._identifier)
        first.addWidget(self._tag)
        first.addStretch(1)
        names.addStretch(1)
        names.addLayout(first)
        names.addWidget(self._ids)
        names.addStretch(1)
        self._row = row = QHBoxLayout()
        row.setContentsMargins(20, 14, 16, 4)
        row.setSpacing(16)
        logo = LogoTile(self._theme, "chat")
        row.addWidget(logo, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(names, 1)
        row.addWidget(self._result)
        row.addSpacing(8)
        row.addWidget(self._run)
        row.addWidget(self._more)
        self._beside = (logo, self._identifier, self._tag, self._run, self._more)
        self.body.addLayout(row)
        self._second = QHBoxLayout()  # takes the result where there is no room beside the names
        self._second.setContentsMargins(20, 0, 16, 0)
        self.body.addLayout(self._second)
        self.body.addWidget(self.strip)
        below = QWidget()
        holder = QHBoxLayout(below)
        holder.setContentsMargins(20, 0, 20, 0)
        holder.addWidget(self.tabs)
        self.body.addWidget(below)

    def retranslate(self) -> None:
        """Takes the words of the language."""
        self.tabs.set_text("settings", self.tr("Settings"))
        self.tabs.set_text("access", self.tr("Development access"))
        self.tabs.set_text("application", self.tr("Associated app"))
        self.tabs.set_text("compare", self.tr("Compare"))
        self.tabs.set_text("tests", self.tr("Tests"))
        self.tabs.set_text("history", self.tr("History"))
        self.tabs.setAccessibleName(self.tr("Parts of the connection"))
        self._more.set_accessible_name(self.tr("More actions"))
        self._actions["duplicate"].setText(self.tr("Duplicate"))
        self._actions["share"].setText(self.tr("Export"))
        self._actions["delete"].setText(self.tr("Delete"))

    def show_row(self, row: SourceRow) -> None:
        """Shows a connection."""
        self._identifier.setText(row.identifier)
        self._ids.setText(self._words.ids(row))
        environment = self._words.environment(row.environment)
        self._tag.show_environment(row.environment, environment)
        self.set_edge("env_production" if row.is_production else "")
        self._result.show_row(row, self._words)
        self._place_result()
        stale = row.outcome is LastResult.STALE
        away = row.is_archived
        self._actions["archive"].setText(self.tr("Unarchive") if away else self.tr("Archive"))
        self._run.setText(self.tr("Test again") if stale else self.tr("Run test"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another place for the result."""
        super().resizeEvent(event)
        self._place_result()

    def event(self, event: QEvent) -> bool:
        """So may other words, or larger ones."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place_result()
        return super().event(event)

    def _place_result(self) -> None:
        widths = (max(part.sizeHint().width(), part.minimumWidth()) for part in self._beside)
        taken = sum(widths)  # the tile has a fixed size and no hint
        margins = self._row.contentsMargins()
        gaps = self._row.spacing() * len(self._beside) + margins.left() + margins.right() + 8
        fits = taken + gaps + self._result.sizeHint().width() <= self.width()
        is_beside = self._row.indexOf(self._result) >= 0
        if fits == is_beside:
            return
        if fits:
            self._second.removeWidget(self._result)
            self._row.insertWidget(RESULT_PLACE, self._result)
        else:
            self._row.removeWidget(self._result)
            self._second.addWidget(self._result)
        self.updateGeometry()

    def _on_more_clicked(self) -> None:
        corner = self._more.mapToGlobal(QPoint(self._more.width(), self._more.height()))
        self._menu.popup(QPoint(corner.x() - self._menu.sizeHint().width(), corner.y()))
