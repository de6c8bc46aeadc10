"""The desktop's own notification that a long run has ended, for who looks at another program."""

from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from wecom_console.gui.plain_text import letters_only

SHOWN_MS: Final = 10_000


class Notification(QObject):
    """The tray's icon is there only while a notification is: this program does not live there."""

    def __init__(self, window: QWidget, icon: QSystemTrayIcon) -> None:
        super().__init__(window)
        self._window = window
        self._icon = icon
        self._icon.messageClicked.connect(self._on_icon_clicked)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._icon.hide)

    def show(self, title: str, sentence: str) -> None:
        """Shows it; a click on it brings the window to the front."""
        self._icon.show()
        self._icon.showMessage(title, letters_only(sentence), self._window.windowIcon(), SHOWN_MS)
        self._timer.start()

    def _on_icon_clicked(self) -> None:
        self._icon.hide()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()


def tell_end(window: QWidget, sentence: str) -> bool:
    """Tells that a long run has ended, unless the window is what its user looks at: the task
    bar's entry lights up, and where the desktop takes notifications it gets one (True)."""
    if window.isActiveWindow():
        return False
    QApplication.alert(window)
    takes = QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()
    if not takes:
        return False
    made = window.findChild(Notification)
    if made is None:
        icon = QSystemTrayIcon(QApplication.windowIcon(), window)
        made = Notification(window, icon)
    made.show(QApplication.applicationDisplayName(), sentence)
    return True
