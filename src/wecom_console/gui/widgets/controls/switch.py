"""The switch, and the row that spells out its consequence."""

from PySide6.QtCore import QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.gui.spoken import spoken_text
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import MOTION_SWITCH_MS, SWITCH, Role
from wecom_console.gui.theme.paint import blend, rounded
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.controls.focus_ring import FocusRinged, RingHolder
from wecom_console.gui.widgets.controls.hover import Hoverable
from wecom_console.gui.widgets.controls.verbatim import Verbatim
from wecom_console.gui.widgets.fields.problem_line import ProblemLine, Tone
from wecom_console.gui.widgets.text.label import Label


class Switch(Hoverable, FocusRinged, Verbatim, QCheckBox):
    """36 x 20; a check box to the keyboard and to screen readers."""

    def __init__(
        self,
        theme: ThemeController,
        *,
        accessible_name: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._position = 0.0
        self._animation: QVariantAnimation | None = None
        self._ring = RingHolder(theme, self, radius=SWITCH[1] / 2)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(accessible_name)
        if name:
            self.setObjectName(name)
        self.toggled.connect(self._on_toggled)
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()

    def _on_toggled(self, checked: bool) -> None:
        target = 1.0 if checked else 0.0
        duration = self._theme.duration(MOTION_SWITCH_MS)
        if not duration or not self.isVisible():
            self._on_position_changed(target)
            return
        if self._animation is None:
            self._animation = QVariantAnimation(self)
            self._animation.valueChanged.connect(self._on_position_changed)
        self._animation.stop()
        self._animation.setDuration(duration)
        self._animation.setStartValue(self._position)
        self._animation.setEndValue(target)
        self._animation.start()

    def _on_position_changed(self, value: float) -> None:
        self._position = float(value)
        self.update()

    def sizeHint(self) -> QSize:
        """The track."""
        return QSize(self._theme.px(SWITCH[0]), self._theme.px(SWITCH[1]))

    def minimumSizeHint(self) -> QSize:
        """The track."""
        return self.sizeHint()

    def hitButton(self, _pos: object) -> bool:
        """The whole track can be pressed."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints track and knob."""
        painter = QPainter(self)
        t = self._theme.tokens
        color = self._theme.color
        track = QRectF(self.rect())
        radius = track.height() / 2
        on = self._position
        if not self.isEnabled():
            filled = color("surface_pressed") if self.isChecked() else color("surface_sunken")
            rounded(painter, track, radius, fill=filled, border=color("border"))
            knob_ink = color("text_disabled")
        else:
            edge = t.text if self._hovered else t.border_control
            fill = blend(t.surface_raised, t.primary, on)
            border = blend(edge, t.text if self._hovered else t.primary, on)
            rounded(painter, track, radius, fill=fill, border=border)
            knob_ink = blend(t.border_control, t.on_fill, on)
        size = track.height() - self._theme.px(8)
        width = self._theme.px(14) if self.isDown() and self.isEnabled() else size
        margin = (track.height() - size) / 2
        left = margin + (track.width() - 2 * margin - width) * on
        rounded(painter, QRectF(left, margin, width, size), size / 2, fill=knob_ink)


class SwitchRow(QWidget):
    """A switch, its title and what it means while it is as it is. `extra` sits at the right."""

    toggled = Signal(bool)

    def __init__(
        self, theme: ThemeController, *, name: str, title: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sentences = ("", "")
        self.switch = Switch(theme, name=f"{name}_switch")
        self.title = Label(theme, role=Role.LABEL)
        self.consequence = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self.problem = ProblemLine(theme, name=f"{name}_problem")
        self.problem.hide()
        self._extra = QVBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.consequence)
        words.addWidget(self.problem)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        holder = QHBoxLayout()
        holder.setContentsMargins(0, 1, 0, 0)
        holder.addWidget(self.switch)
        grid.addLayout(holder, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(words, 0, 1)
        grid.addLayout(self._extra, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(1, 1)
        self.title.setBuddy(self.switch)
        self.switch.toggled.connect(self._on_switch_toggled)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Names the switch."""
        self.title.setText(title)
        self.switch.setAccessibleName(title)

    def set_sentences(self, *, off: str, on: str) -> None:
        """The consequence of either state."""
        self._sentences = (off, on)
        self._show_consequence()

    def set_problem(self, sentence: str, *, is_error: bool = True) -> None:
        """Shows a sentence below, or nothing."""
        self.problem.show_sentence(Tone.ERROR if is_error else Tone.WARNING, sentence)
        self.problem.setVisible(bool(sentence))

    def add_extra(self, widget: QWidget) -> None:
        """Puts a control at the right, for instance the mode of what is switched on."""
        self._extra.addWidget(widget)

    def is_checked(self) -> bool:
        """Whether it is on."""
        return self.switch.isChecked()

    def set_checked(self, *, checked: bool) -> None:
        """Switches without animation when hidden."""
        self.switch.setChecked(checked)

    def _show_consequence(self) -> None:
        sentence = self._sentences[self.switch.isChecked()]
        self.consequence.setText(sentence)
        self.consequence.setVisible(bool(sentence))
        self.switch.setAccessibleDescription(spoken_text(sentence))

    def _on_switch_toggled(self, checked: bool) -> None:
        self._show_consequence()
        self.toggled.emit(checked)
