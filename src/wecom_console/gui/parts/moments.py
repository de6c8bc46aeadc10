"""Times as the window writes them."""

from PySide6.QtCore import QCoreApplication

from wecom_console.services.wall_clock import wall_clock


def local_time(seconds: float) -> str:
    """Date and time of day in the desktop's zone and the window's language."""
    moment = wall_clock(seconds)
    template = QCoreApplication.translate("Moments", "{date}, {time}")
    return template.format(date=f"{moment:%Y-%m-%d}", time=f"{moment:%H:%M}")
