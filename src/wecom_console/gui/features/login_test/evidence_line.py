"""A piece of the evidence that decided: a value, or two with a sign between."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from wecom_console.gui.features.login_test.presenter.explanation_text import plain_value
from wecom_console.gui.features.login_test.presenter.state import DecidingFact
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_CONTROL, Role, Weight
from wecom_console.gui.theme.paint import rounded
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.text.told_text import ToldLine, ToldSpan, ToldText


class EvidenceLine(Themed, QWidget):
    """`copied` carries the line as text; what was redacted stays so."""

    copied = Signal(str)

    def __init__(
        self,
        theme: ThemeController,
        fact: DecidingFact,
        *,
        redacted: str,
        copy: str,
        is_bad: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("evidence_line")
        self.text = ToldText(theme)
        self.text.set_redacted_words(redacted)
        self.text.show_lines([ToldLine(_spans(fact, is_bad=is_bad))])
        self.button = Button(
            theme, kind=ButtonKind.GHOST, size=ButtonSize.COMPACT, icon="copy", accessible_name=copy
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 6, 4)
        row.setSpacing(8)
        row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        plain = plain_value(_told(fact), redacted)
        self.setAccessibleName(plain)
        self.text.setAccessibleName(plain)
        self.button.clicked.connect(lambda: self.copied.emit(plain))
        theme.follow(self._on_theme_changed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the box."""
        color = self._theme.color
        ground, border = color("surface_raised"), color("border")
        rounded(QPainter(self), self.rect(), RADIUS_CONTROL, fill=ground, border=border)


def _told(fact: DecidingFact) -> str:
    if not fact.other_label:
        return f"{fact.label}: {fact.value}"
    return f"{fact.label}: {fact.value} {fact.sign} {fact.other_label}: {fact.other}"


def _spans(fact: DecidingFact, *, is_bad: bool) -> tuple[ToldSpan, ...]:
    label = Role.CAPTION
    first = (
        ToldSpan(f"{fact.label}  ", "text_muted", label, Weight.MEDIUM),
        ToldSpan(fact.value, "text", Role.CODE),
    )
    if not fact.other_label:
        return first
    alarm = "error" if is_bad else "text"
    differs = fact.sign == "≠"
    return (
        *first,
        ToldSpan(f"   {fact.sign}   ", alarm if differs else "text_muted", weight=Weight.BOLD),
        ToldSpan(f"{fact.other_label}  ", "text_muted", label, Weight.MEDIUM),
        ToldSpan(fact.other, alarm if fact.is_missing else "text", Role.CODE),
    )
