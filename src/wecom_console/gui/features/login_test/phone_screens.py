"""What the drawn phone shows: the company's app, WeCom's question, and the app again."""

from typing import assert_never

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.gui.features.login_test.presenter.phone import PhoneScreen, PhoneView
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_CARD, RADIUS_CONTROL, Role, Weight
from wecom_console.gui.theme.paint import draw_line, rounded
from wecom_console.gui.theme.rich_text import RichText
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.boxes.card import Rule
from wecom_console.gui.widgets.controls.button import Button, ButtonKind
from wecom_console.gui.widgets.login.phone import PhoneFrame
from wecom_console.gui.widgets.login.verdicts import RunningGlyph
from wecom_console.gui.widgets.text.icon_view import IconView, LogoTile
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages

MAX_WIDTH = 280
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class AppLogo(QWidget):
    """The app's first letter on a dark tile."""

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._letter = ""
        theme.follow(self._on_theme_changed)

    def show_letter(self, name: str) -> None:
        """Takes the letter of a name."""
        self._letter = name.strip()[:1].upper()
        self.update()

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        side = self._theme.px(44)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints tile and letter."""
        painter = QPainter(self)
        theme = self._theme
        area = QRectF(self.rect())
        rounded(painter, area, RADIUS_CARD, fill=theme.color("text"))
        font = theme.font(Role.TITLE)
        ink = theme.color("surface_raised")
        draw_line(painter, area, self._letter, font, ink, align=_CENTRE, elide=False)


class MemberBox(Themed, QWidget):
    """Who is asked: a face, a name, the company."""

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.name = Label(theme, role=Role.SMALL_STRONG)
        self.corp = Label(theme, role=Role.CAPTION, color="text_muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.corp)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(8)
        row.addWidget(LogoTile(theme, "user", size=32, icon_size=14))
        row.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the edge."""
        border = self._theme.color("border")
        rounded(QPainter(self), self.rect(), RADIUS_CONTROL, border=border)


class NameButton(Button):
    """Named after the connection: a name that is too long for one line has more of them."""

    def _room(self) -> float:
        return max(1.0, self.width() - 2 * self._padding())

    def _broken(self) -> RichText:
        return RichText(
            self._theme,
            self.text(),
            role=self._role(),
            weight=self._weight(),
            align=_CENTRE,
            marked=False,
        )

    def sizeHint(self) -> QSize:
        """As high as the lines of its name."""
        usual = super().sizeHint()
        if self._content_width() <= self._room():
            return usual
        return QSize(usual.width(), self._broken().height_for(self._room()) + 14)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the lines in the middle."""
        if self._content_width() <= self._room():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        fill, border = self._ground()
        rounded(painter, self.rect(), RADIUS_CONTROL, fill=fill, border=border)
        words, room = self._broken(), self._room()
        high = words.height_for(room)
        place = QRectF(self._padding(), (self.height() - high) / 2, room, high)
        words.draw(painter, place, self._ink())


class PhoneScreens(PhoneFrame):
    """`login_pressed`: the app's own button; `answered`: ``approve`` or ``cancel``."""

    login_pressed = Signal()
    answered = Signal(str)

    def __init__(
        self, theme: ThemeController, *, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, width=216, height=340, parent=parent)
        self.setObjectName("virtual_phone")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._messages = messages
        self._view: PhoneView | None = None
        self._close = IconView(theme, "cross", color="text", size=14)
        self._bar = Label(theme, role=Role.SMALL, weight=Weight.SEMIBOLD, align=_CENTRE)
        self._logo = AppLogo(theme)
        self._sign = IconView(theme, "check", color="simulated", size=28)
        self._busy = RunningGlyph(theme, size=20)
        self._title = Label(theme, role=Role.SMALL_STRONG, wrap=True, align=_CENTRE)
        self._member = MemberBox(theme)
        self._note = Label(theme, role=Role.CAPTION, color="text_muted", wrap=True, align=_CENTRE)
        self.login_button = NameButton(theme, kind=ButtonKind.PRIMARY, name="phone_login_button")
        self.login_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.agree_button = self._button(theme, ButtonKind.PRIMARY, "phone_agree_button")
        self.cancel_button = self._button(theme, ButtonKind.GHOST, "phone_cancel_button")
        for line in (self._bar, self._member.name, self._member.corp, self.login_button):
            line.setMinimumWidth(1)  # a long name does not widen the phone
        self._lay_out(theme)
        self._show_nothing()
        theme.follow(self._on_theme_changed_here)
        self.login_button.clicked.connect(self.login_pressed)
        self.agree_button.clicked.connect(lambda: self.answered.emit("approve"))
        self.cancel_button.clicked.connect(lambda: self.answered.emit("cancel"))

    def _on_theme_changed_here(self, _tokens: ThemeTokens) -> None:
        self.setMaximumWidth(self._theme.px(MAX_WIDTH))

    @staticmethod
    def _button(theme: ThemeController, kind: ButtonKind, name: str) -> Button:
        button = Button(theme, kind=kind, name=name)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button

    def _lay_out(self, theme: ThemeController) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 0, 16, 10)
        bar.addWidget(self._close)
        bar.addWidget(self._bar, 1)
        spare = QWidget()
        spare.setFixedWidth(14)
        bar.addWidget(spare)
        self.content.addLayout(bar)
        self.content.addWidget(Rule(theme))
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 24, 16, 0)
        inner.setSpacing(0)
        inner.addWidget(self._logo, 0, _CENTRE)
        inner.addWidget(self._sign, 0, _CENTRE)
        inner.addSpacing(14)
        inner.addWidget(self._title)
        inner.addSpacing(18)
        inner.addWidget(self._busy, 0, _CENTRE)
        inner.addWidget(self._member)
        inner.addSpacing(10)
        inner.addWidget(self._note)
        inner.addStretch(1)
        inner.addWidget(self.login_button)
        inner.addWidget(self.agree_button)
        inner.addWidget(self.cancel_button)
        self.content.addLayout(inner, 1)

    def _show_nothing(self) -> None:
        """The bare phone, until there is a screen."""
        icons: tuple[QWidget, ...] = (self._close, self._logo, self._sign, self._busy)
        words = (self._member, self._note)
        buttons = (self.login_button, self.agree_button, self.cancel_button)
        for part in (*icons, *words, *buttons):
            part.hide()

    def retranslate(self, messages: Messages) -> None:
        """Puts every text in."""
        self._messages = messages
        self.agree_button.setText(messages.text("phone.page.agree"))
        self.cancel_button.setText(messages.text("phone.page.cancel"))
        if self._view is not None:
            self.show_view(self._view)

    def show_view(self, view: PhoneView) -> None:
        """Shows a screen."""
        self._view = view
        screen = view.screen
        in_wecom = screen in (PhoneScreen.CONFIRM, PhoneScreen.REFUSED)
        name = view.app.login_text
        self._close.setVisible(in_wecom)
        self._bar.setText(self._messages.text("phone.page.wecom") if in_wecom else name)
        self._logo.show_letter(name)
        self._title.setText(self._title_text(view))
        note = self._note_text(screen, is_expected=view.is_expected)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._show_sign(screen, is_expected=view.is_expected)
        is_member_known = screen in (PhoneScreen.CONFIRM, PhoneScreen.SIGNED_IN)
        self._member.name.setText(view.app.member)
        self._member.corp.setText(view.app.corp)
        self._member.setVisible(is_member_known and bool(view.app.member))
        self._busy.setVisible(
            view.is_live and screen in (PhoneScreen.RETURNING, PhoneScreen.SIGNING_IN)
        )
        self._show_buttons(view)

    def _show_sign(self, screen: PhoneScreen, *, is_expected: bool) -> None:
        signs = {
            PhoneScreen.SIGNED_IN: ("check", "simulated"),
            PhoneScreen.REFUSED: ("error", "error"),
            PhoneScreen.FAILED: ("error", "error"),
        }
        if is_expected:
            signs |= dict.fromkeys(
                (PhoneScreen.REFUSED, PhoneScreen.FAILED), ("verdict-refused", "text_muted")
            )
        sign = signs.get(screen)
        self._sign.setVisible(sign is not None)
        self._logo.setVisible(sign is None)
        if sign is not None:
            self._sign.set_icon(sign[0], color=sign[1])

    def _show_buttons(self, view: PhoneView) -> None:
        login = view.screen in (PhoneScreen.APP, PhoneScreen.CANCELLED)
        self.login_button.setText(view.app.login_text)
        self.login_button.setVisible(login)
        _set_pressable(self.login_button, pressable=not view.is_live)
        confirm = view.screen is PhoneScreen.CONFIRM
        for button in (self.agree_button, self.cancel_button):
            button.setVisible(confirm)
            _set_pressable(button, pressable=view.can_answer)

    def _title_text(self, view: PhoneView) -> str:
        match view.screen:
            case PhoneScreen.APP:
                return self.tr("Your company's app")
            case PhoneScreen.CONFIRM:
                return self._messages.text("phone.page.asks", name=view.app.login_text)
            case PhoneScreen.REFUSED:
                return self._messages.text("phone.page.no_permission")
            case PhoneScreen.RETURNING:
                return self.tr("Back in your app")
            case PhoneScreen.CANCELLED:
                return self.tr("Login cancelled")
            case PhoneScreen.SIGNING_IN:
                return self.tr("Logging in")
            case PhoneScreen.SIGNED_IN:
                return self.tr("Logged in")
            case PhoneScreen.FAILED:
                if view.is_expected:
                    return self.tr("Not logged in")
                return self.tr("Login failed")
            case _:
                assert_never(view.screen)

    def _note_text(self, screen: PhoneScreen, *, is_expected: bool) -> str:
        match screen:
            case PhoneScreen.APP:
                return self.tr("The button below opens WeCom.")
            case PhoneScreen.CONFIRM:
                return self._messages.text("phone.page.shares")
            case PhoneScreen.REFUSED:
                return self._messages.text("phone.page.no_return")
            case PhoneScreen.FAILED if is_expected:
                return self.tr("The app handled the refusal without crashing.")
            case PhoneScreen.FAILED:
                return self.tr("The failed leg shows why.")
            case PhoneScreen.RETURNING | PhoneScreen.SIGNING_IN:
                return self.tr("The app exchanges the code.")
            case PhoneScreen.CANCELLED | PhoneScreen.SIGNED_IN:
                return ""
            case _:
                assert_never(screen)

    def sizeHint(self) -> QSize:
        """The asked size; what a screen needs never widens the card."""
        return QSize(self.minimumSizeHint().width(), super().sizeHint().height())


def _set_pressable(button: Button, *, pressable: bool) -> None:
    """A button of the drawn phone that nobody waits for is part of the picture."""
    button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not pressable)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if pressable else Qt.FocusPolicy.NoFocus)
