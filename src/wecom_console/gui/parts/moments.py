"""Times as the window writes them."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication


def local_time(seconds: float) -> str:
    """Date and time of day in the desktop's zone and the window's language."""
    moment = datetime.fromtimestamp(seconds, UTC).astimezone()
    template = QCoreApplication.translate("Moments", "{date}, {time}")
    return template.format(date=f"{moment:%Y-%m-%d}", time=f"{moment:%H:%M}")
