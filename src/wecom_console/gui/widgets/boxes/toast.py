"""A passing sentence with one action or two, for instance *Undo*; nothing waits for it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from wecom_console.gui.read_out import read_out
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_CARD, Role
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.boxes.overlay import SHADOW_MARGIN, draw_floating
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.text.label import Label

DEFAULT_MS = 8_000
SENTENCE_WIDTH = 560


class Toast(QWidget):
    """Lies above the lower edge of `host`. It stays while the pointer or the keyboard is on it.

    `expired` is sent when it goes without the action: what was put off may now be done for good.
    """

    expired = Signal()

    def __init__(self, theme: ThemeController, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._action: Callable[[], object] | None = None
        self.setObjectName("toast")
        self.sentence = Label(theme, role=Role.SMALL, wrap=True)
        self.action_button = Button(
            theme, kind=ButtonKind.LINK, size=ButtonSize.COMPACT, name="toast_action_button"
        )
        self.second_button = Button(
            theme, kind=ButtonKind.LINK, size=ButtonSize.COMPACT, name="toast_second_button"
        )
        self._second: Callable[[], object] | None = None
        self._undoes = False
        self.close_button = Button(
            theme,
            kind=ButtonKind.GHOST,
            size=ButtonSize.COMPACT,
            icon="cross",
            name="toast_close_button",
        )
        self._row = row = QHBoxLayout(self)
        row.setSpacing(12)
        edge = SHADOW_MARGIN
        row.setContentsMargins(edge + 16, edge + 8, edge + 8, edge + 8)
        row.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.action_button)
        row.addWidget(self.second_button)
        row.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.action_button.clicked.connect(self._on_action_button_clicked)
        self.second_button.clicked.connect(self._on_second_button_clicked)
        self.close_button.clicked.connect(self.dismiss)
        host.installEventFilter(self)
        self.hide()
        theme.follow(self._on_theme_changed)

    def show_sentence(
        self,
        sentence: str,
        *,
        action_text: str = "",
        action: Callable[[], object] | None = None,
        undoes: bool = False,
        second_text: str = "",
        second: Callable[[], object] | None = None,
        close_name: str = "",
        milliseconds: int = DEFAULT_MS,
    ) -> None:
        """Shows a sentence; one that is still shown expires first. `undoes`: the action takes back
        what the sentence tells."""
        if self.isVisible():
            self.dismiss()
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.action_button.setText(action_text)
        self.action_button.setVisible(bool(action_text))
        self.close_button.set_accessible_name(close_name)
        self.second_button.setText(second_text)
        self.second_button.setVisible(bool(second_text))
        self._action, self._second, self._undoes = action, second, undoes
        self._place()
        self.show()
        self.raise_()
        self._timer.start(milliseconds)
        read_out(self, sentence)

    def dismiss(self) -> None:
        """Takes the sentence away without the action."""
        if not self.isVisible():
            return
        self._timer.stop()
        self._action = None
        self.hide()
        self.expired.emit()

    def _place(self) -> None:
        self._row.activate()
        size = self.sizeHint()
        width = min(size.width(), self._host.width())
        height = max(self._row.heightForWidth(width), self._row.minimumSize().height())
        self.resize(width, height)
        self.move(QPoint((self._host.width() - width) // 2, self._host.height() - height - 4))

    def undo(self) -> None:
        """As if its action had been pressed, where that takes something back."""
        if self._action is not None and self._undoes:
            self._on_action_button_clicked()

    def _on_action_button_clicked(self) -> None:
        action, self._action = self._action, None
        self._timer.stop()
        self.hide()
        if action is not None:
            action()

    def _on_second_button_clicked(self) -> None:
        second, self._second = self._second, None
        self._timer.stop()
        self.hide()
        if second is not None:
            second()

    def _on_timer_timeout(self) -> None:
        focused = QApplication.focusWidget()
        busy = self.underMouse() or (focused is not None and self.isAncestorOf(focused))
        if busy:
            self._timer.start(1_000)
            return
        self.dismiss()

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.sentence.setMaximumWidth(self._theme.px(SENTENCE_WIDTH))
        if self.isVisible():
            self._place()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays at its place when the host changes size."""
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the floating box."""
        edge = SHADOW_MARGIN
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        draw_floating(QPainter(self), self._theme, box, RADIUS_CARD)
