"""Has a screen reader say what has happened where the keyboard is not."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from wecom_console.gui.spoken import spoken_text


def read_out(source: QObject, sentence: str, *, interrupts: bool = False) -> None:
    """Says a sentence, on behalf of the widget it is about. `interrupts`: before what the reader is
    still saying; for what stops its user. Without a screen reader nothing happens."""
    if not sentence or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(source, spoken_text(sentence))
    kinds = QAccessible.AnnouncementPoliteness
    event.setPoliteness(kinds.Assertive if interrupts else kinds.Polite)
    QAccessible.updateAccessibility(event)
