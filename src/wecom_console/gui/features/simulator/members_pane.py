"""Who works in the simulated company."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from wecom_console.gui.features.simulator.adding_line import adding_line
from wecom_console.gui.features.simulator.two_lines import TwoLineDelegate, TwoLines
from wecom_console.gui.parts.layouts import button_row
from wecom_console.gui.parts.table_rows import EDGE, ROW_ROLE, RowsModel, RowsView
from wecom_console.gui.plain_text import menu_text
from wecom_console.gui.row_models import Index
from wecom_console.gui.spoken import spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.popups import round_corners
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.fields.line_field import LineField
from wecom_console.services.simulator.values import MemberNow

_RIGHT = Qt.AlignmentFlag.AlignRight


class MembersView(RowsView):
    """Opens its menu on a click, on Enter and on the menu key."""

    menu_requested = Signal(object, QPoint)

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="member_list", parent=parent)
        self.members: RowsModel[MemberNow] = RowsModel(self)
        self._words = ("", "", "", "")
        self.setModel(self.members)
        self.setItemDelegate(TwoLineDelegate(theme, self.wording, self))
        self.clicked.connect(self._on_index_wanted)
        self.activated.connect(self._on_index_wanted)

    def set_words(self, *, active: str, disabled: str, inside: str, outside: str) -> None:
        """The words of either state."""
        self._words = (active, disabled, inside, outside)
        self.viewport().update()

    def words(self, member: MemberNow) -> tuple[str, str]:
        """State and visible range."""
        active, disabled, inside, outside = self._words
        return (
            active if member.is_active else disabled,
            inside if member.is_visible else outside,
        )

    def wording(self, value: object) -> TwoLines | None:
        """A member's row."""
        if not isinstance(value, MemberNow):
            return None
        state, note = self.words(value)
        return TwoLines(value.name, value.userid, state, note, is_good=value.is_active)

    def show_members(self, members: tuple[MemberNow, ...]) -> None:
        """Shows others."""
        told = [spoken_list((m.name, m.userid, *self.words(m))) for m in members]
        self.members.set_rows(members, told)

    def _on_index_wanted(self, index: Index) -> None:
        member = index.data(ROW_ROLE)
        if isinstance(member, MemberNow):
            where = self.visualRect(index).bottomLeft()
            self.menu_requested.emit(member, self.viewport().mapToGlobal(where))


class MemberForm(QWidget):
    """A new member: id and name."""

    done = Signal()
    entered = Signal(object)

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.userid = LineField(theme, name="member_userid", mono=True)
        self.name = LineField(theme, name="member_name")
        for field in (self.userid, self.name):
            field.set_problem_visible(visible=False)
            field.edit.returnPressed.connect(self._on_add_button_clicked)
            field.edit.textChanged.connect(self._on_text_changed)
        self.add_button = Button(
            theme, kind=ButtonKind.PRIMARY, size=ButtonSize.COMPACT, name="member_add_button"
        )
        self.cancel_button = Button(theme, size=ButtonSize.COMPACT, name="member_cancel_button")
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 10, EDGE, 10)
        column.setSpacing(8)
        column.addWidget(self.userid)
        column.addWidget(self.name)
        column.addLayout(button_row(self.add_button, self.cancel_button))
        column.addStretch(1)
        self.add_button.clicked.connect(self._on_add_button_clicked)
        self.cancel_button.clicked.connect(self.done)
        self._on_text_changed()

    def open(self) -> None:
        """Begins empty."""
        self.userid.set_text("")
        self.name.set_text("")
        self._on_text_changed()
        self.userid.focus()

    def _on_text_changed(self) -> None:
        self.add_button.setEnabled(bool(self.userid.text().strip()))

    def _on_add_button_clicked(self) -> None:
        userid = self.userid.text().strip()
        if userid:
            name = self.name.text().strip() or userid
            self.entered.emit(MemberNow(userid, name, is_active=True, is_visible=True))
            self.done.emit()


class MembersPane(QWidget):
    """`changed` carries a member as it should be, `removed` an id."""

    changed = Signal(object)
    removed = Signal(str)

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._members: tuple[MemberNow, ...] = ()
        self.add_button = Button(
            theme,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            icon="plus",
            name="add_member_button",
        )
        self.list = MembersView(theme)
        self.form = MemberForm(theme)
        self._menu = QMenu(self)
        round_corners(self._menu)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(adding_line(theme, self.add_button))
        self.add_button.clicked.connect(self._on_add_button_clicked)
        self.form.done.connect(self._on_form_done)
        self.form.entered.connect(self.changed)
        self.list.menu_requested.connect(self._on_menu_requested)

    def retranslate(self) -> None:
        """Puts every text in."""
        self.list.setAccessibleName(self.tr("Members"))
        self.add_button.setText(self.tr("Add member"))
        self.list.set_words(
            active=self.tr("Active"),
            disabled=self.tr("Disabled"),
            inside=self.tr("In the visible range"),
            outside=self.tr("Not in the visible range"),
        )
        self.form.userid.set_label(self.tr("Account ID (userid)"))
        self.form.name.set_label(self.tr("Name"))
        self.form.add_button.setText(self.tr("Add member"))
        self.form.cancel_button.setText(self.tr("Cancel"))
        self.show_members(self._members)

    def show_members(self, members: tuple[MemberNow, ...]) -> None:
        """Shows others."""
        self._members = members
        self.list.show_members(members)

    def _on_add_button_clicked(self) -> None:
        self._stack.setCurrentWidget(self.form)
        self.form.open()

    def _on_form_done(self) -> None:
        self._stack.setCurrentWidget(self.list)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_menu_requested(self, member: MemberNow, where: QPoint) -> None:
        self._menu.clear()
        for text, request in self._wishes(member):
            action = QAction(menu_text(text), self._menu)
            action.triggered.connect(
                lambda _checked=False, request=request: self.changed.emit(request)
            )
            self._menu.addAction(action)
        self._menu.addSeparator()
        remove = QAction(self.tr("Remove"), self._menu)
        remove.triggered.connect(lambda: self.removed.emit(member.userid))
        self._menu.addAction(remove)
        self._menu.popup(where)

    def _wishes(self, member: MemberNow) -> tuple[tuple[str, MemberNow], ...]:
        active = self.tr("Disable") if member.is_active else self.tr("Enable")
        visible = (
            self.tr("Remove from the visible range")
            if member.is_visible
            else self.tr("Add to the visible range")
        )
        return (
            (
                active,
                MemberNow(
                    member.userid,
                    member.name,
                    is_active=not member.is_active,
                    is_visible=member.is_visible,
                ),
            ),
            (
                visible,
                MemberNow(
                    member.userid,
                    member.name,
                    is_active=member.is_active,
                    is_visible=not member.is_visible,
                ),
            ),
        )
