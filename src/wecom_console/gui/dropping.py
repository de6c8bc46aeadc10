"""Files dropped anywhere on the window: config files are offered for import, app packages go to the
form that is open."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

from wecom_console.gui.parts.dragged_files import local_files
from wecom_console.gui.parts.form.cards.app_package_box import SUFFIXES
from wecom_console.gui.shell.main_window import MainWindow


class Dropping(QObject):
    """Follows `window`; a part that takes drops itself comes first."""

    def __init__(self, window: MainWindow, open_files: Callable[[Sequence[Path]], object]) -> None:
        super().__init__(window)
        self._window = window
        self._open_files = open_files
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What hangs over the window, and what is let go."""
        if watched is self._window and isinstance(event, QDropEvent):  # entering, moving, dropping
            paths = local_files(event.mimeData())
            if not paths:
                return False
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self._take(paths)
            return True
        return super().eventFilter(watched, event)

    def _take(self, paths: Sequence[Path]) -> None:
        if paths[0].suffix.lower() not in SUFFIXES:
            self._open_files(paths)
            return
        page = self._window.host.current()
        if page is None or not page.take_app(paths[0]):
            sentence = self.tr("Open a connection first: app packages are read next to its form.")
            toast = self._window.context.toast()
            toast.show_sentence(sentence, close_name=self.tr("Close"))
