"""A labelled input of several lines with its verdict."""

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_CONTROL, Role
from wecom_console.gui.theme.paint import rounded
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.controls.focus_ring import RingHolder
from wecom_console.gui.widgets.controls.hover import Hoverable
from wecom_console.gui.widgets.fields.labelled import LabelledField
from wecom_console.gui.widgets.fields.problem_line import Tone


class _Edit(QPlainTextEdit):
    """A bare text edit; Tab leaves it. Undo and redo are the form's."""

    def __init__(self, box: "_Box") -> None:
        super().__init__()
        self._box = box
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setCornerWidget(QWidget())
        self._ink = ""

    def set_ink(self, ink: QColor) -> None:
        """The colour of the text. Said in a style sheet as well: the window's goes before a
        palette. The box around it paints the edge, in the colour of the verdict."""
        named = ink.name(QColor.NameFormat.HexArgb)
        if named != self._ink:
            self._ink = named
            bare = "border: 0; background: transparent; padding: 0"
            self.setStyleSheet(f"QPlainTextEdit {{ {bare}; color: {named}; }}")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._box.follow_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._box.follow_focus()


class _Box(Hoverable, QWidget):
    """The edge around the edit."""

    def __init__(self, theme: ThemeController, *, name: str, lines: int) -> None:
        super().__init__()
        self._theme = theme
        self._lines = lines
        self._is_masked = False
        self.tone = Tone.HINT
        self._ring = RingHolder(theme, self, radius=RADIUS_CONTROL)
        self.edit = _Edit(self)
        self.edit.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(7, 5, 4, 5)
        column.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        theme = self._theme
        self.edit.setFont(theme.font(Role.CODE))
        colors = QPalette(self.edit.palette())
        colors.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        for role, token in (
            (QPalette.ColorRole.Text, "text"),
            (QPalette.ColorRole.PlaceholderText, "text_muted"),
            (QPalette.ColorRole.Highlight, "primary"),
            (QPalette.ColorRole.HighlightedText, "on_fill"),
        ):
            colors.setColor(role, theme.color(token))
        self.edit.setPalette(colors)
        self.setFixedHeight(self.sizeHint().height())
        self.follow_focus()

    def set_masked(self, *, masked: bool) -> None:
        """See `TextField`."""
        if masked != self._is_masked:
            self._is_masked = masked
            self.follow_focus()

    def follow_focus(self) -> None:
        """The edge, and the text where it is masked."""
        is_seen = not self._is_masked or self.edit.hasFocus()
        token = "text" if self.isEnabled() else "text_disabled"
        ink = self._theme.color(token) if is_seen else QColor(0, 0, 0, 0)
        self.edit.set_ink(ink)
        colors = QPalette(self.edit.palette())
        colors.setColor(QPalette.ColorRole.Text, ink)
        self.edit.setPalette(colors)
        self._ring.show_if(is_wrong=self.tone is Tone.ERROR, has_focus=self.edit.hasFocus())
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """What is disabled looks so."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.follow_focus()

    def sizeHint(self) -> QSize:
        line = self._theme.line_height(Role.CODE)
        return QSize(self._theme.px(220), line * self._lines + 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        color = self._theme.color
        edge, width = "border_control", 1
        if not self.isEnabled():
            edge = "border"
        elif self.tone is Tone.ERROR:
            edge, width = "error", 2
        elif self.edit.hasFocus():
            edge, width = "focus", 2
        elif self.tone is Tone.WARNING:
            edge = "warning"
        elif self._hovered:
            edge = "text_muted"
        painter = QPainter(self)
        ground = color("surface_raised" if self.isEnabled() else "surface_sunken")
        area = QRectF(self.rect())
        rounded(painter, area, RADIUS_CONTROL, fill=ground, border=color(edge), width=width)


class TextField(LabelledField):
    """`name="backend_http_body"` gives `backend_http_body_edit` and `backend_http_body_problem`."""

    def __init__(
        self, theme: ThemeController, *, name: str, lines: int = 4, required: bool = False
    ) -> None:
        box = _Box(theme, name=f"{name}_edit", lines=lines)
        super().__init__(theme, box, box.edit, name=name, required=required)
        self.box = box
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    @property
    def edit(self) -> QPlainTextEdit:
        """The text edit itself."""
        return self.box.edit

    def set_masked(self, *, masked: bool) -> None:
        """Hides what is in it from whoever passes; at work in it one sees it."""
        self.box.set_masked(masked=masked)

    def set_text(self, text: str) -> None:
        """Puts a value in from outside; the cursor stays where it can."""
        if text == self.edit.toPlainText():
            return
        place = self.edit.textCursor().position()
        self.edit.setPlainText(text)
        cursor = self.edit.textCursor()
        cursor.setPosition(min(place, len(text)))
        self.edit.setTextCursor(cursor)

    def show_verdict(self, tone: Tone, sentence: str) -> None:
        """Edge, icon and sentence."""
        self.box.tone = tone
        self.box.follow_focus()
        super().show_verdict(tone, sentence)
