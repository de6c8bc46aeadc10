"""Below the list while rows are chosen: how many, and what can be done to all of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from wecom_console.domain.fields import ENVIRONMENTS
from wecom_console.gui.features.sources.presenter.bulk_actions import BulkAction
from wecom_console.gui.parts.connection_words import SourceWords
from wecom_console.gui.parts.presenter.connection_rows import SourceRow
from wecom_console.gui.plain_text import menu_text
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.popups import round_corners
from wecom_console.gui.widgets.boxes.notice import InfoBox
from wecom_console.gui.widgets.controls.button import Button, ButtonSize
from wecom_console.gui.widgets.controls.field_box import FieldBox
from wecom_console.gui.widgets.layout.flow_layout import FlowLayout
from wecom_console.gui.widgets.text.label import Label

TAG_WIDTH = 200


class BulkBar(InfoBox):
    """`acted` carries a `BulkAction` and its value; `pressed` tells `run`, `export` and `clear`."""

    acted = Signal(object, str)
    pressed = Signal(str)

    def __init__(self, theme: ThemeController, words: SourceWords) -> None:
        super().__init__(theme, name="bulk_bar")
        self._words = words
        self._rows: tuple[SourceRow, ...] = ()
        self._menu: SortMenu | None = None
        self.count = Label(theme, role=Role.SMALL_STRONG, color="text")
        self.count.setObjectName("bulk_count")
        holder = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        flow = FlowLayout(holder)
        flow.addWidget(self.count)
        self._buttons = {
            key: Button(theme, size=ButtonSize.COMPACT, icon=icon, name=f"bulk_{key}_button")
            for key, icon in (
                ("run", "play"),
                ("export", "upload"),
                ("sort", "folder"),
                ("archive", "archive"),
                ("delete", "trash"),
                ("clear", "cross"),
            )
        }
        for button in self._buttons.values():
            flow.addWidget(button)
        self._tag = FieldBox(theme, name="bulk_tag_edit", leading_icon="tag")
        self._tag.setFixedWidth(theme.px(TAG_WIDTH))
        self._tag.hide()
        flow.addWidget(self._tag)
        self.body.addWidget(holder)
        self.hide()
        self._tag.edit.returnPressed.connect(self._on_tag_entered)
        self._buttons["run"].clicked.connect(lambda: self.pressed.emit("run"))
        self._buttons["export"].clicked.connect(lambda: self.pressed.emit("export"))
        self._buttons["clear"].clicked.connect(lambda: self.pressed.emit("clear"))
        self._buttons["delete"].clicked.connect(lambda: self.acted.emit(BulkAction.DELETE, ""))
        self._buttons["archive"].clicked.connect(self._on_archive_clicked)
        self._buttons["sort"].clicked.connect(self._on_sort_clicked)

    def show_rows(self, rows: tuple[SourceRow, ...]) -> None:
        """The chosen rows; without one the bar is away."""
        self._rows = rows
        self.setVisible(bool(rows))
        if not rows:
            self._tag.hide()
        if rows:
            self.retranslate()

    def retranslate(self) -> None:
        """Puts every text in."""
        count = len(self._rows)
        text = self.tr("1 selected") if count == 1 else self.tr("{n} selected").format(n=count)
        self.count.setText(text)
        away = all(row.is_archived for row in self._rows)
        testable = any(not row.is_draft for row in self._rows)
        self._buttons["run"].setText(self.tr("Run tests"))
        self._buttons["export"].setText(self.tr("Export"))
        self._buttons["sort"].setText(self.tr("Environment, tags"))
        self._buttons["archive"].setText(self.tr("Unarchive") if away else self.tr("Archive"))
        self._buttons["delete"].setText(self.tr("Delete"))
        self._buttons["clear"].setText(self.tr("Clear selection"))
        reason = "" if testable else self.tr("Drafts cannot be tested or exported from here")
        archived = self.tr("Unarchive archived connections first") if away else ""
        for key in ("run", "export"):
            self._buttons[key].set_reason(reason or archived)
        self._tag.edit.setPlaceholderText(self.tr("New tag, then Enter"))
        self._tag.edit.setAccessibleName(self.tr("New tag for the selected connections"))
        for button in self._buttons.values():
            button.updateGeometry()

    def _on_archive_clicked(self) -> None:
        away = all(row.is_archived for row in self._rows)
        self.acted.emit(BulkAction.TAKE_BACK if away else BulkAction.ARCHIVE, "")

    def _on_sort_clicked(self) -> None:
        button = self._buttons["sort"]
        self._menu = SortMenu(self._rows, self._words, button)
        self._menu.acted.connect(self.acted)
        self._menu.tag_wanted.connect(self._on_menu_tag_wanted)
        above = button.rect().topLeft()
        above.setY(above.y() - self._menu.sizeHint().height())
        self._menu.popup(button.mapToGlobal(above))

    def _on_menu_tag_wanted(self) -> None:
        self._tag.show()
        self._tag.edit.clear()
        self._tag.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_tag_entered(self) -> None:
        tag = " ".join(self._tag.edit.text().split())
        self._buttons["sort"].setFocus(Qt.FocusReason.OtherFocusReason)
        self._tag.hide()
        if tag:
            self.acted.emit(BulkAction.TAG, tag)


class SortMenu(QMenu):
    """Environments, the tags that a chosen row has, and another one. `acted` as the bar's;
    `tag_wanted` asks for a place to type it."""

    acted = Signal(object, str)
    tag_wanted = Signal()

    def __init__(
        self,
        rows: tuple[SourceRow, ...],
        words: SourceWords,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sort_menu")
        round_corners(self)
        shared = {row.environment for row in rows}
        for name in ENVIRONMENTS:
            text = self.tr("Move to {environment}").format(environment=words.environment(name))
            action = self._add(f"move_{name}", text)
            action.setEnabled(shared != {name})
            action.triggered.connect(
                lambda _checked, name=name: self.acted.emit(BulkAction.MOVE, name)
            )
        self.addSeparator()
        tags = sorted({tag for row in rows for tag in row.tags}, key=str.casefold)
        for tag in tags:
            text = self.tr("Remove tag {tag}").format(tag=tag)
            action = self._add(f"untag_{tag}", text)
            action.triggered.connect(
                lambda _checked, tag=tag: self.acted.emit(BulkAction.UNTAG, tag)
            )
        self._add("add_tag", self.tr("Add a tag\u2026")).triggered.connect(self.tag_wanted)
        self.aboutToHide.connect(self.deleteLater)

    def _add(self, name: str, text: str) -> QAction:
        action = QAction(menu_text(text), self)
        action.setObjectName(name)
        self.addAction(action)
        return action
