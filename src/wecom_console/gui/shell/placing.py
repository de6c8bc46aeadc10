"""Where the window stands and how large it is: never more than the screen has room for."""

from typing import Final

from PySide6.QtCore import QMargins, QObject, QPoint, QRect, QSize, Qt, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

FIRST_SIZE: Final = (1280, 832)
SMALLEST_SIZE: Final = (480, 400)
GUESSED_FRAME: Final = QMargins(6, 38, 6, 6)
"""What a desktop puts around a window, until it has said so itself: rather too much."""


def fitted(wanted: QRect | None, room: QRect, frame: QMargins) -> QRect:
    """The inside of a window that stands in `room` with its frame: `wanted` as far as that goes,
    else the first size in the middle."""
    inside = room.marginsRemoved(frame)
    size = QSize(*FIRST_SIZE) if wanted is None else wanted.size()
    size = size.boundedTo(inside.size())
    if wanted is None or not inside.intersects(wanted):
        spare = inside.size() - size
        return QRect(inside.topLeft() + QPoint(spare.width() // 2, spare.height() // 2), size)
    left = max(inside.left(), min(wanted.left(), inside.right() + 1 - size.width()))
    top = max(inside.top(), min(wanted.top(), inside.bottom() + 1 - size.height()))
    return QRect(QPoint(left, top), size)


class Placement(QObject):
    """Places one window, and once more when its real frame is known: at `painted`."""

    def __init__(self, window: QWidget, painted: SignalInstance) -> None:
        super().__init__(window)
        self._window = window
        self._placed = QSize()
        painted.connect(self._on_painted)

    def place(self, wanted: QRect | None, *, maximized: bool) -> None:
        """Takes the remembered place, or the first one."""
        self._take(wanted, GUESSED_FRAME)
        if maximized:
            self._window.setWindowState(Qt.WindowState.WindowMaximized)

    def _take(self, wanted: QRect | None, frame: QMargins) -> None:
        window = self._window
        screen = QGuiApplication.screenAt(wanted.center()) if wanted is not None else None
        room = (screen or window.screen()).availableGeometry()
        place = fitted(wanted, room, frame)
        window.setMinimumSize(QSize(*SMALLEST_SIZE).boundedTo(place.size()))
        window.setGeometry(place)
        self._placed = place.size()

    def _on_painted(self) -> None:
        """A frame that is larger than was thought, or a desktop that put the window elsewhere."""
        window = self._window
        grown = window.windowState() & (
            Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen
        )
        inside, outside = window.geometry(), window.frameGeometry()
        if grown or inside.size() != self._placed:
            return
        if not window.screen().availableGeometry().contains(outside):
            frame = QMargins(
                inside.left() - outside.left(),
                inside.top() - outside.top(),
                outside.right() - inside.right(),
                outside.bottom() - inside.bottom(),
            )
            self._take(inside, frame)
