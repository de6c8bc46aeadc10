"""The bridge as the form's presenters use it."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from wecom_console.gui.bridge import Bridge

T = TypeVar("T")


class BridgeWorker:
    """Blocking work on the bridge; what `owner` asked for is forgotten once it is gone."""

    def __init__(self, bridge: Bridge, owner: QObject) -> None:
        self._bridge = bridge
        self._owner = owner

    def run(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], Any],
        failed: Callable[[Exception], Any],
    ) -> None:
        """Calls `work` in a thread, then one of the two on the GUI thread."""
        self._bridge.call(work, on_done=done, on_error=failed, owner=self._owner)
