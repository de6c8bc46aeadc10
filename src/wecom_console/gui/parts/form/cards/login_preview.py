"""The login page of the company's app as its members will see it, with this connection's button."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.domain.hiding import HIDDEN
from wecom_console.domain.verdicts import Platform
from wecom_console.gui.parts.form.presenter.draft import Draft
from wecom_console.gui.parts.form.presenter.state import FormState
from wecom_console.gui.parts.form.sentences import without_gaps
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_CONTROL, Role, Weight
from wecom_console.gui.theme.paint import draw_line, rounded
from wecom_console.gui.theme.rich_text import RichText
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.login.phone import PhoneFrame
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages

CONTENT = 198
"""Height of what stands on the login page, and below of the gaps between, at 100 %."""
GAPS = 112
PHONE_HEIGHTS = (330, 392)
_APP_PATHS = {
    Platform.ANDROID: ("android.package", "android.signature_md5"),
    Platform.IOS: ("ios.bundle_id",),
    Platform.HARMONY: ("harmony.bundle_name",),
}


def app_name(display_name: str) -> str:
    """The app's name as far as the show name tells: its first word where there are several."""
    words = display_name.split()
    return words[0] if len(words) > 1 else ""


class LoginScreen(Themed, QWidget):
    """What is on the phone: logo, title, phone number, and the connection's button."""

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        self._letter = ""
        self._title = ""
        self._button = ""
        self._words = ("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        theme.follow(self._on_theme_changed)

    def show_login(self, *, letter: str, title: str, button: str) -> None:
        """The app's letter and title, and the text of the button."""
        self._letter, self._title, self._button = letter, title, button
        self.update()

    def set_words(self, *, phone_number: str, get_code: str, alternative: str) -> None:
        """The words around the button."""
        self._words = (phone_number, get_code, alternative)
        self.update()

    def sizeHint(self) -> QSize:
        """All of it."""
        return QSize(self._theme.px(184), self._theme.px(CONTENT + GAPS))

    def minimumSizeHint(self) -> QSize:
        """All of it, narrower."""
        return QSize(self._theme.px(150), self._theme.px(CONTENT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the page."""
        painter = QPainter(self)
        theme = self._theme
        px, color = theme.px, theme.color
        edge = px(14)
        width = self.width() - 2 * edge
        middle = Qt.AlignmentFlag.AlignHCenter
        # In a lower phone the gaps shrink, not what stands between them.
        tight = min(1.0, max(0.3, (self.height() - px(CONTENT)) / px(GAPS)))
        top = round(px(24) * tight)
        logo = QRectF((self.width() - px(48)) / 2, top, px(48), px(48))
        rounded(painter, logo, px(10), fill=color("text"))
        font = QFont(theme.font(Role.TITLE))
        draw_line(painter, logo, self._letter, font, color("surface_raised"), align=middle)
        title = QRectF(edge, logo.bottom() + round(px(9) * tight), width, px(24))
        font = theme.font(Role.HEADING)
        draw_line(painter, title, self._title, font, color("text"), align=middle)
        field = QRectF(edge, title.bottom() + round(px(20) * tight), width, px(34))
        rounded(painter, field, 5, fill=color("surface_raised"), border=color("border"))
        phone_number, get_code, alternative = self._words
        muted, small = color("text_muted"), theme.font(Role.CAPTION)
        draw_line(painter, field.adjusted(11, 0, -8, 0), phone_number, small, muted)
        code = field.translated(0, field.height() + round(px(8) * tight))
        rounded(painter, code, 5, fill=color("surface_hover"))
        draw_line(painter, code, get_code, small, muted, align=middle)
        rule = QRectF(edge, code.bottom() + round(px(16) * tight), width, px(20))
        self._draw_rule(painter, rule, alternative)
        button = QRectF(edge, rule.bottom() + round(px(13) * tight), width, px(38))
        self._draw_button(painter, button)

    def _draw_rule(self, painter: QPainter, area: QRectF, word: str) -> None:
        theme = self._theme
        font = theme.font(Role.CAPTION)
        half = QFontMetricsF(font).horizontalAdvance(word) / 2 + 9
        y = round(area.center().y())
        middle = area.center().x()
        line = theme.color("border")
        painter.fillRect(QRectF(area.left(), y, middle - half - area.left(), 1), line)
        painter.fillRect(QRectF(middle + half, y, area.right() - middle - half, 1), line)
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_line(painter, area, word, font, theme.color("text_muted"), align=centre)

    def _draw_button(self, painter: QPainter, area: QRectF) -> None:
        theme = self._theme
        color = theme.color("primary")
        room = area.width() - 16 - theme.px(15) - 7
        font = theme.font(Role.SMALL, weight=Weight.SEMIBOLD)
        if QFontMetricsF(font).horizontalAdvance(self._button) > room:
            self._draw_broken(painter, area)
            return
        rounded(painter, area, RADIUS_CONTROL, fill=theme.color("surface_raised"), border=color)
        side, gap = theme.px(15), 7
        text = QFontMetricsF(font).horizontalAdvance(self._button)
        left = area.x() + (area.width() - side - gap - text) / 2
        icon = QRectF(left, area.center().y() - side / 2, side, side)
        theme.draw_icon(painter, "chat", icon, "primary")
        words = QRectF(left + side + gap, area.y(), text + 1, area.height())
        draw_line(painter, words, self._button, font, color)

    def _draw_broken(self, painter: QPainter, area: QRectF) -> None:
        """A long name, in small letters on several lines: the picture stands for the whole."""
        theme = self._theme
        centre = Qt.AlignmentFlag.AlignHCenter
        words = RichText(
            theme,
            self._button,
            role=Role.CAPTION,
            weight=Weight.SEMIBOLD,
            align=centre,
            marked=False,
        )
        room = area.width() - 16
        high = words.height_for(room)
        area.setHeight(max(area.height(), high + 4))
        ground, edge = theme.color("surface_raised"), theme.color("primary")
        rounded(painter, area, RADIUS_CONTROL, fill=ground, border=edge)
        place = QRectF(area.x() + 8, area.center().y() - high / 2, room, high)
        words.draw(painter, place, "primary")


class PreviewCard(Card):
    """Platform tabs, the phone, and what a tap on the button does."""

    def __init__(self, theme: ThemeController) -> None:
        super().__init__(theme, padding=16, name="preview_card")
        self._draft: Draft | None = None
        self._is_hidden = False
        self._messages: Messages | None = None
        self._title = Label(theme, role=Role.SECTION, wrap=True)
        self._tabs = SegmentedControl(
            theme, tuple((p.value, p.value) for p in Platform), name="preview_platform"
        )
        self._phone = PhoneFrame(theme, width=204, height=392)
        self._screen = LoginScreen(theme)
        self._caption = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self._missing = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self._phone.content.addWidget(self._screen)
        margins = self.body.contentsMargins()
        self.body.setContentsMargins(17, 11, 17, margins.bottom())
        self.body.addWidget(self._title)
        self.body.addSpacing(8)
        self.body.addWidget(self._tabs)
        self.body.addSpacing(16)
        centre = QHBoxLayout()
        centre.addStretch(1)
        centre.addWidget(self._phone)
        centre.addStretch(1)
        self.body.addLayout(centre)
        self.body.addSpacing(14)
        texts = QVBoxLayout()
        texts.setSpacing(6)
        texts.addWidget(self._caption)
        texts.addWidget(self._missing)
        self.body.addLayout(texts)
        self._tabs.chosen.connect(lambda _key: self._show())
        theme.follow(self._on_new_measures)

    def fit(self, height: int) -> None:
        """Makes the phone as high as `height` leaves room for, within its bounds."""
        lowest, highest = (self._theme.px(bound) for bound in PHONE_HEIGHTS)
        others = self.heightForWidth(self.width()) - self._phone.height()
        self._phone.setFixedHeight(min(highest, max(lowest, height - others)))

    def _on_new_measures(self, _tokens: ThemeTokens) -> None:
        self._phone.setFixedSize(self._phone.sizeHint())

    def retranslate(self, messages: Messages) -> None:
        """Takes the words of the language."""
        self._messages = messages
        self._title.setText(self.tr("Login button preview"))
        self._tabs.setAccessibleName(self.tr("Platform of the preview"))
        for platform in Platform:
            self._tabs.set_text(platform.value, messages.text(f"platform.{platform.value}"))
        self._screen.set_words(
            phone_number=messages.text("form.preview.phone_number"),
            get_code=messages.text("form.preview.get_code"),
            alternative=messages.text("form.preview.or"),
        )
        self._show()

    def show_state(self, state: FormState, messages: Messages) -> None:
        """Follows the draft."""
        self._draft, self._messages = state.draft, messages
        self._is_hidden = state.fields["display_name"].is_hidden
        self._show()

    def _show(self) -> None:
        messages, draft = self._messages, self._draft
        if messages is None or draft is None:
            return
        platform = Platform(self._tabs.current())
        name = HIDDEN if self._is_hidden else " ".join(draft.text("display_name").split())
        app = app_name(name)
        button = name or messages.text("form.preview.button")
        title = messages.text("form.preview.login_plain")
        if app:
            title = without_gaps(messages.text("form.preview.login", app=app))
        self._screen.show_login(letter=(app or button)[:1].upper(), title=title, button=button)
        about = messages.text(
            "form.preview.about",
            platform=messages.text(f"platform.{platform.value}"),
            button=button,
        )
        self._phone.setAccessibleName(about)
        caption = messages.text("form.preview.caption_plain")
        if app:
            caption = without_gaps(messages.text("form.preview.caption", app=app))
        self._caption.setText(caption)
        missing = not all(draft.text(path) for path in _APP_PATHS[platform])
        self._missing.setText(messages.text(f"form.preview.{platform.value}") if missing else "")
        self._missing.setVisible(missing)
