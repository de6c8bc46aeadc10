"""The line at the bottom: simulator, keyring or vault, shortcuts."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from wecom_console.gui.plain_text import set_tip
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import HEIGHT_STATUS, Role
from wecom_console.gui.theme.paint import draw_line, fill
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.login.status_dot import StatusDot
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages


class IconWords(Themed, QLabel):
    """An icon and a few words; where the line is short of room they end in dots, and the tool tip
    has them whole."""

    def __init__(self, theme: ThemeController, icon: str, *, color: str = "text_muted") -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self._ink = color
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def show_words(self, text: str, *, icon: str, color: str) -> None:
        """Shows other words."""
        self._icon_name, self._ink = icon, color
        self.setText(text)
        self._offer_whole()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, gap and words."""
        theme = self._theme
        width = QFontMetricsF(theme.font(Role.CAPTION)).horizontalAdvance(self.text())
        return QSize(int(theme.px(14) + 6 + width + 0.99), theme.line_height(Role.CAPTION))

    def minimumSizeHint(self) -> QSize:
        """The icon: it has to be seen."""
        return QSize(int(self._theme.px(14) + 0.99), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tool tip comes and goes with the dots."""
        super().resizeEvent(event)
        self._offer_whole()

    def _offer_whole(self) -> None:
        set_tip(self, self.text() if self.width() < self.sizeHint().width() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints both."""
        if not self.text():
            return
        painter = QPainter(self)
        theme = self._theme
        side = theme.px(14)
        box = QRectF(0, (self.height() - side) / 2, side, side)
        theme.draw_icon(painter, self._icon_name, box, self._ink)
        area = QRectF(side + 6, 0, self.width() - side - 6, self.height())
        draw_line(painter, area, self.text(), theme.font(Role.CAPTION), theme.color(self._ink))


class StatusLine(QWidget):
    """Says what runs and where secrets go; names the shortcuts of the page at the right."""

    def __init__(self, theme: ThemeController, messages: Callable[[], Messages]) -> None:
        super().__init__()
        self._theme = theme
        self._messages = messages
        self._port = 0
        self._secrets = ""
        self.setObjectName("status_line")
        self.simulator = StatusDot(theme, color="text_muted", filled=False)
        self.simulator.setObjectName("simulator_status")
        self.secrets = IconWords(theme, "lock")
        self.secrets.setObjectName("secrets_status")
        self.run_hint = Label(
            theme, role=Role.CAPTION, color="text_muted", align=Qt.AlignmentFlag.AlignRight
        )
        self.new_hint = Label(
            theme, role=Role.CAPTION, color="text_muted", align=Qt.AlignmentFlag.AlignRight
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 16, 0)
        row.setSpacing(20)
        row.addWidget(self.simulator)
        row.addWidget(self.secrets)
        row.addStretch(1)
        row.addWidget(self.run_hint)
        row.addWidget(self.new_hint)
        theme.follow(self._on_theme_changed)

    def show_simulator(self, port: int) -> None:
        """A port, or 0 while the simulator does not run."""
        self._port = port
        self.retranslate()

    def show_secrets(self, backend: str) -> None:
        """A `SecretsStanding`; nothing while not yet known."""
        self._secrets = backend
        self.retranslate()

    def retranslate(self) -> None:
        """Puts every text in."""
        if self._port:
            words = self.tr("Simulator running on port {port}").format(port=self._port)
            self.simulator.show_state(words, color="success", filled=True, ink="text_muted")
        else:
            words = self.tr("Simulator not running")
            self.simulator.show_state(words, color="text_muted", filled=False, ink="text_muted")
        if self._secrets == "keyring":
            words = self.tr("Secrets in the system keyring")
            self.secrets.show_words(words, icon="lock", color="text_muted")
        elif self._secrets.startswith("vault"):
            words = self._messages().text(f"secrets.standing.{self._secrets}")
            is_open = self._secrets == "vault"
            icon, color = ("lock", "text_muted") if is_open else ("warning", "warning")
            self.secrets.show_words(words, icon=icon, color=color)
        elif self._secrets:
            if self._secrets in ("locked", "new"):
                words = self._messages().text(f"secrets.standing.{self._secrets}")
            else:
                words = self.tr("No keyring: secrets are lost when the window closes")
            self.secrets.show_words(words, icon="warning", color="warning")
        self.run_hint.setText(self.tr("F5 Run test"))
        self.new_hint.setText(self.tr("Ctrl+N New source"))
        self._fit()

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        line = self._theme.line_height(Role.CAPTION)
        self.setFixedHeight(max(self._theme.px(HEIGHT_STATUS), line + 10))
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The shortcuts go first where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        hints = (self.run_hint, self.new_hint)
        needed = sum(w.sizeHint().width() for w in (self.simulator, self.secrets, *hints))
        for hint in hints:
            hint.setVisible(self.width() >= needed + 100)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints ground and rule."""
        painter = QPainter(self)
        fill(painter, self.rect(), self._theme.color("surface_raised"))
        fill(painter, QRect(0, 0, self.width(), 1), self._theme.color("border"))
