"""A row that becomes a column where its parts do not fit beside each other."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget


class StackingRow(QWidget):
    """Parts of equal width beside each other, each as wide as its words need; else below each
    other."""

    def __init__(self, *parts: QWidget, gap: int = 8) -> None:
        super().__init__()
        self._parts = parts
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        self._box.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        for part in parts:
            self._box.addWidget(part, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _is_stacked(self, width: int) -> bool:
        widest = max(part.sizeHint().width() for part in self._parts)
        needed = widest * len(self._parts) + self._box.spacing() * (len(self._parts) - 1)
        return needed > width

    def heightForWidth(self, width: int) -> int:
        """One line, or as many as there are parts."""
        heights = [part.sizeHint().height() for part in self._parts]
        if not self._is_stacked(width):
            return max(heights)
        return sum(heights) + self._box.spacing() * (len(heights) - 1)

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def sizeHint(self) -> QSize:
        """Everything on one line."""
        sizes = [part.sizeHint() for part in self._parts]
        width = sum(size.width() for size in sizes) + self._box.spacing() * (len(sizes) - 1)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def minimumSizeHint(self) -> QSize:
        """The widest part alone."""
        return QSize(
            max(part.minimumSizeHint().width() for part in self._parts),
            max(part.sizeHint().height() for part in self._parts),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or below each other."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Decides anew where the words of a part have changed."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return handled

    def _arrange(self) -> None:
        stacked = self._is_stacked(self.width())
        direction = (
            QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        )
        if self._box.direction() != direction:
            self._box.setDirection(direction)
            self.updateGeometry()
        self.setMinimumHeight(self.heightForWidth(self.width()))
