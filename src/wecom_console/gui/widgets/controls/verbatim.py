"""Buttons whose words are shown as they are."""

from PySide6.QtGui import QKeySequence

from wecom_console.gui.theme.themed import WidgetMixin


class Verbatim(WidgetMixin):
    """Mixed into a button: Qt would make the letter after an ``&`` a shortcut, for instance of
    another connection's name, and a screen reader would not hear the ``&``."""

    def setText(self, text: str) -> None:
        """Shows other words."""
        former = self.text()  # type: ignore[attr-defined]
        super().setText(text)  # type: ignore[misc]
        if "&" in text or "&" in former:
            self.setShortcut(QKeySequence())  # type: ignore[attr-defined]
            if self.accessibleName() in ("", former):
                self.setAccessibleName(text if "&" in text else "")
