"""Python's cycle collector, kept on the GUI thread.

Wrappers of Qt objects often sit in cycles (a slot's closure). Automatic collection runs in
whatever thread happens to allocate, the bridge's too, and a Qt object that is deleted there ends
the process. So from the first paint on, cycles are collected by a timer on the GUI thread.
"""

import gc
import sys
from typing import Final

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS: Final = 500
MANY_MODULES: Final = 30
"""From how many modules on it is worth setting aside what they made."""


class GuiCollector(QObject):
    """From its making until `stop`, cycles are only collected on the thread it lives in: one
    generation at a time, and only when its threshold is reached.

    What imported modules made stays for good, and looking through all of it would stop the window
    for 80 ms: after each wave of imports everything that is there is set aside (`gc.freeze`)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        gc.freeze()
        self._modules = len(sys.modules)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """What the interpreter would do by itself, here."""
        modules = len(sys.modules)
        if modules >= self._modules + MANY_MODULES:
            self._modules = modules
            gc.freeze()
            return
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Gives the work back to the interpreter; call it once the bridge has been joined."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
