"""Times as the window writes them."""

from PySide6.QtCore import QDateTime, QLocale


def local_time(seconds: float) -> str:
    """Date and time of day in the desktop's zone and the window's language."""
    moment = QDateTime.fromMSecsSinceEpoch(round(seconds * 1000))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
