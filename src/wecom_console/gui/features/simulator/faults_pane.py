"""What goes wrong on purpose: faults with a switch each, and a form for one more."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wecom_console.gui.features.simulator.adding_line import adding_line
from wecom_console.gui.features.simulator.fault_form import FaultForm
from wecom_console.gui.features.simulator.presenter.state import FaultItem
from wecom_console.gui.parts.table_rows import EDGE
from wecom_console.gui.spoken import spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import ROW_MEMBER, Role
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.boxes.card import Rule
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.switch import Switch
from wecom_console.gui.widgets.layout.scroll import ScrollColumn
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.label import Label
from wecom_console.gui.widgets.text.tags import Tag, TagTone
from wecom_console.services.simulator.values import FaultSetting


class FaultRow(QWidget):
    """One fault: switch, title, what it does to which path, how often still."""

    switched = Signal(str, bool)
    removed = Signal(str)

    def __init__(self, theme: ThemeController, key: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.key = key
        self.switch = Switch(theme, name=f"fault_switch_{key}")
        self.title = Label(theme, role=Role.SMALL_STRONG)
        self.detail = ElidedLabel(theme, "", role=Role.CODE_SMALL, color="text_muted")
        self.tag = Tag(theme, tone=TagTone.WARNING)
        self.remove_button = Button(
            theme,
            kind=ButtonKind.GHOST,
            size=ButtonSize.COMPACT,
            icon="trash",
            name=f"fault_remove_{key}",
        )
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        row = QHBoxLayout()
        row.setContentsMargins(EDGE, 6, EDGE, 6)
        row.setSpacing(12)
        row.addWidget(self.switch)
        row.addLayout(words, 1)
        row.addWidget(self.tag)
        row.addWidget(self.remove_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        self.rule = Rule(theme)
        column.addWidget(self.rule)
        self.switch.clicked.connect(lambda on: self.switched.emit(self.key, on))
        self.remove_button.clicked.connect(lambda: self.removed.emit(self.key))
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        lines = self._theme.line_height(Role.SMALL) + self._theme.line_height(Role.CODE_SMALL)
        self.setFixedHeight(max(self._theme.px(ROW_MEMBER), lines + 12))


class FaultsPane(QWidget):
    """The rows keep their widgets, so that a switch can be watched moving."""

    switched = Signal(str, bool)
    removed = Signal(str)
    entered = Signal(object)

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items: tuple[FaultItem, ...] = ()
        self._rows: dict[str, FaultRow] = {}
        self.add_button = Button(
            theme,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            icon="plus",
            name="add_fault_button",
        )
        self._scroll = ScrollColumn(theme)
        self._scroll.column.addStretch(1)
        self.form = FaultForm(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(adding_line(theme, self.add_button))
        self.add_button.clicked.connect(self._on_add_button_clicked)
        self.form.entered.connect(self.entered)
        self.form.done.connect(lambda: self._stack.setCurrentWidget(self._scroll))

    def retranslate(self) -> None:
        """Puts every text in."""
        self.add_button.setText(self.tr("Add fault"))
        self.form.retranslate()
        self.show_faults(self._items)

    def show_faults(self, items: tuple[FaultItem, ...]) -> None:
        """Shows the faults as they are now."""
        self._items = items
        for key in [k for k in self._rows if all(k != item.key for item in items)]:
            row = self._rows.pop(key)
            self._scroll.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, item in enumerate(items):
            row = self._rows.get(item.key) or self._add_row(item.key, place)
            self._fill(row, item)
            row.rule.setVisible(place + 1 < len(items))

    def _add_row(self, key: str, place: int) -> FaultRow:
        row = FaultRow(self._theme, key)
        row.switched.connect(self.switched)
        row.removed.connect(self.removed)
        self._rows[key] = row
        self._scroll.column.insertWidget(place, row)
        return row

    def _fill(self, row: FaultRow, item: FaultItem) -> None:
        row.title.setText(self._title(item))
        row.detail.setText(_effect(item.setting))
        row.switch.setAccessibleName(spoken_list((self._title(item), _effect(item.setting))))
        row.switch.setChecked(item.is_on)
        row.tag.setVisible(item.is_on)
        if item.is_on:
            left = self.tr("Always")
            if item.left is not None:
                left = self.tr("{count} left").format(count=item.left)
            row.tag.show_tag(left, TagTone.WARNING)
        row.remove_button.setVisible(not item.is_prepared)
        row.remove_button.set_accessible_name(self.tr("Remove fault"))

    def _title(self, item: FaultItem) -> str:
        setting = item.setting
        prepared = {
            "ip_not_trusted": self.tr("IP not trusted"),
            "code_invalid": self.tr("Code refused"),
            "token_expired": self.tr("Access token expired"),
            "too_often": self.tr("Rate limit reached"),
            "not_json": self.tr("Response is not JSON"),
            "slow_answer": self.tr("Slow response"),
            "bad_gateway": self.tr("Bad gateway"),
            "connection_reset": self.tr("Connection reset"),
        }
        broken = {
            "reset": self.tr("Connection reset"),
            "truncate": self.tr("Truncated response"),
            "not_json": self.tr("Response is not JSON"),
            "empty": self.tr("Empty response"),
        }
        if item.name in prepared:
            return prepared[item.name]
        if setting.broken:
            return broken.get(setting.broken, setting.broken)
        if setting.errcode is not None:
            return self.tr("WeCom refuses")
        if setting.status is not None:
            return self.tr("HTTP error")
        return self.tr("Slow response")

    def _on_add_button_clicked(self) -> None:
        self._stack.setCurrentWidget(self.form)
        self.form.open()


def _effect(setting: FaultSetting) -> str:
    """``/cgi-bin/gettoken → 60020``, ``… + 3 s``."""
    text = setting.path
    if setting.errcode is not None:
        text += f" → {setting.errcode}"
    if setting.status is not None:
        text += f" → {setting.status}"
    if setting.delay_ms:
        text += f" + {setting.delay_ms / 1000:g} s"
    return text
