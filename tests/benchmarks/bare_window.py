"""The least that a PySide6 window can be: says when it was painted, and ends."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel


class Window(QLabel):
    """Says so once it has been painted."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        sys.stdout.write("painted\n")
        sys.stdout.flush()
        QTimer.singleShot(0, QApplication.quit)


application = QApplication([])
window = Window("WeCom Console")
window.resize(1120, 720)
window.show()
sys.exit(application.exec())
