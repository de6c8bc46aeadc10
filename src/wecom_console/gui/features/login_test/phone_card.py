"""The middle card: the virtual phone, or the link for a real one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wecom_console.domain.verdicts import LEGS, Verdict
from wecom_console.gui.features.login_test.phone_screens import PhoneScreens
from wecom_console.gui.features.login_test.presenter.phone import PhoneView
from wecom_console.gui.features.login_test.real_phone import PastePane, QrPane
from wecom_console.gui.parts.filling_scroll import FillingScroll
from wecom_console.gui.plain_text import set_tip
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card, Rule
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.controls.switch import Switch
from wecom_console.gui.widgets.login.verdicts import VerdictGlyph
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages

_CENTRE = Qt.AlignmentFlag.AlignHCenter
_TABS = ("virtual", "qr", "paste")


class PhoneCard(Card):
    """`stepped` carries -1 or 1, `by_hand_changed` what the switch says."""

    stepped = Signal(int)
    by_hand_changed = Signal(bool)
    real_phone_changed = Signal(bool)

    def __init__(
        self, theme: ThemeController, *, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name="phone_card", parent=parent)
        self._messages = messages
        self._view: PhoneView | None = None
        self._mark = QWidget()
        mark = QHBoxLayout(self._mark)
        mark.setContentsMargins(0, 0, 0, 0)
        mark.setSpacing(6)
        mark.addWidget(VerdictGlyph(theme, Verdict.SIMULATED, size=14))
        self._mark_word = Label(theme, role=Role.CAPTION, color="simulated")
        mark.addWidget(self._mark_word)
        head = self.add_head()
        head.add_trailing(self._mark)
        self._head = head
        self.tabs = SegmentedControl(theme, [(key, "") for key in _TABS], name="phone_tabs")
        self.phone = PhoneScreens(theme, messages=messages)
        self.qr = QrPane(theme)
        self.paste = PastePane(theme)
        self._stack = QStackedWidget()
        for pane in (self._virtual_pane(theme), self.qr, self.paste):
            self._stack.addWidget(pane)
        self._hand_word = Label(theme, role=Role.SMALL, wrap=True)
        self.by_hand = Switch(theme, name="by_hand_switch")
        self._hand_word.setBuddy(self.by_hand)
        self._foot = Label(theme, role=Role.CAPTION, color="text_muted", wrap=True, align=_CENTRE)
        self._lay_out(theme)
        self.tabs.chosen.connect(self._on_tabs_chosen)
        self.by_hand.clicked.connect(self.by_hand_changed)

    def _virtual_pane(self, theme: ThemeController) -> QWidget:
        pane = QWidget()
        self._back = self._arrow(theme, "chevron-left", "phone_back_button")
        self._forward = self._arrow(theme, "chevron-right", "phone_forward_button")
        self._leg_name = Label(theme, role=Role.SMALL, wrap=True, align=_CENTRE)
        self._leg_number = Label(theme, role=Role.CAPTION, color="text_muted", align=_CENTRE)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._leg_name)
        words.addWidget(self._leg_number)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self._back)
        row.addLayout(words, 1)
        row.addWidget(self._forward)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        case = QHBoxLayout()
        case.addWidget(self.phone)
        column.addLayout(case, 1)
        column.addSpacing(12)
        column.addLayout(row)
        self._back.clicked.connect(lambda: self.stepped.emit(-1))
        self._forward.clicked.connect(lambda: self.stepped.emit(1))
        return pane

    @staticmethod
    def _arrow(theme: ThemeController, icon: str, name: str) -> Button:
        return Button(theme, kind=ButtonKind.GHOST, size=ButtonSize.COMPACT, icon=icon, name=name)

    def _lay_out(self, theme: ThemeController) -> None:
        hand = QHBoxLayout()
        hand.setSpacing(10)
        hand.addWidget(self.by_hand, 0, Qt.AlignmentFlag.AlignTop)
        hand.addWidget(self._hand_word, 1)
        scroll = FillingScroll()
        inner = scroll.column
        inner.setContentsMargins(10, 12, 10, 12)
        inner.setSpacing(0)
        inner.addWidget(self.tabs)
        inner.addSpacing(14)
        inner.addWidget(self._stack, 1)
        inner.addSpacing(10)
        inner.addLayout(hand)
        inner.addSpacing(10)
        inner.addWidget(Rule(theme))
        inner.addSpacing(8)
        inner.addWidget(self._foot)
        self.body.addWidget(scroll, 1)

    def retranslate(self, messages: Messages) -> None:
        """Puts every text in."""
        self._messages = messages
        self._head.set_title(self.tr("Phone"))
        self._mark_word.setText(messages.text("verdict.simulated"))
        self.tabs.setAccessibleName(self.tr("Phone"))
        self.tabs.set_text("virtual", self.tr("Virtual"))
        self.tabs.set_text("qr", self.tr("QR code"))
        self.tabs.set_text("paste", self.tr("Paste link"))
        self._back.set_accessible_name(self.tr("Earlier screen"))
        self._forward.set_accessible_name(self.tr("Later screen"))
        self._hand_word.setText(self.tr("Answer by hand"))
        self.by_hand.setAccessibleName(self.tr("Answer by hand"))
        set_tip(
            self.by_hand,
            self.tr(
                "The run waits until you agree or cancel, or paste what a real phone received."
            ),
        )
        self.phone.retranslate(messages)
        self.qr.retranslate()
        self.paste.retranslate()
        self._show_foot()
        if self._view is not None:
            self.show_view(self._view)

    def show_view(self, view: PhoneView) -> None:
        """Shows a screen of the virtual phone."""
        self._view = view
        self.phone.show_view(view)
        self._leg_name.setText(self._messages.text(f"leg.{view.leg.value}"))
        place = self.tr("Leg {number} of {count}")
        self._leg_number.setText(place.format(number=view.leg.number, count=len(LEGS)))
        self._back.setEnabled(view.can_go_back)
        self._forward.setEnabled(view.can_go_forward)

    def show_by_hand(self, *, by_hand: bool, locked: bool) -> None:
        """What the switch says; during a run it cannot be changed."""
        self.by_hand.setChecked(by_hand)
        self.by_hand.setEnabled(not locked)

    def _show_foot(self) -> None:
        is_virtual = self.tabs.current() == "virtual"
        self._mark.setVisible(is_virtual)
        self._foot.setText(
            self._messages.text("phone.page.simulated")
            if is_virtual
            else self.tr("Only the link that a real phone returns proves what happened on it.")
        )

    def _on_tabs_chosen(self, key: str) -> None:
        self._stack.setCurrentIndex(_TABS.index(key))
        self._show_foot()
        self.real_phone_changed.emit(key != "virtual")
