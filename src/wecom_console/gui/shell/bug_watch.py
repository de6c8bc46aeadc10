"""What goes wrong in the window ends in its log: bugs, what Qt complains of, and a crash before."""

import logging
import platform
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)

from wecom_console import __version__
from wecom_console.services.logbook.crashes import CrashWatch
from wecom_console.services.logbook.log_file import PLAIN, LogFile
from wecom_console.services.logbook.places import places_of

if TYPE_CHECKING:
    from wecom_console.gui.shell.main_window import MainWindow

_LOG: Final = logging.getLogger("wecom_console.gui")
_QT_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
QtMessages = Callable[[QtMsgType, QMessageLogContext, str], object]


class CrashReport(NamedTuple):
    """What is known of the process before, which a fault of its own ended."""

    text: str


class BugWatch(QObject):
    """Watches one window from `begin` to `end`. `bug` tells of an exception that nobody awaited:
    its type and place."""

    bug = Signal(str, str)

    def __init__(self, window: "MainWindow", log: LogFile, crash: CrashWatch) -> None:
        super().__init__(window)
        self._window = window
        self._log = log
        self._crash = crash
        self._hook = sys.excepthook
        self._thread_hook = threading.excepthook
        self._handler: QtMessages | None = None

    def begin(self, level: str) -> CrashReport | None:
        """From now on; the report of a crash before, if there was one."""
        self._log.begin(level)
        told = self._crash.begin()
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        self._handler = qInstallMessageHandler(self._on_qt_message)
        python = ".".join(str(part) for part in sys.version_info[:3])
        versions = f"{__version__}, Python {python}, Qt {qVersion()}, {platform.platform()}"
        _LOG.info("begins", extra={PLAIN: versions})
        if told:
            _LOG.error("crash before", extra={PLAIN: told})
        window = self._window
        window.host.page_shown.connect(lambda key: _LOG.info("page", extra={PLAIN: key}))
        window.commander.ran.connect(lambda key: _LOG.debug("command %s", key))
        window.context.bridge.unexpected_error.connect(self._on_unexpected_error)
        return CrashReport(told) if told else None

    def end(self) -> None:
        """The window has closed by itself."""
        _LOG.info("closed")
        sys.excepthook, threading.excepthook = self._hook, self._thread_hook
        qInstallMessageHandler(self._handler)
        self._crash.end()
        self._log.end()

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """A slot raised; Qt goes on."""
        _LOG.error("bug", exc_info=(kind, error, trace))
        places = places_of(error)
        self.bug.emit(kind.__name__, places[-1] if places else "?")

    def _on_thread_exception(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            kind, error, trace = told.exc_type, told.exc_value, told.exc_traceback
            _LOG.error("bug in a thread", exc_info=(kind, error, trace))

    def _on_unexpected_error(self, kind: str, place: str) -> None:
        _LOG.error("bug in the background", extra={PLAIN: f"{kind} at {place}"})

    def _on_qt_message(self, kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        if kind is QtMsgType.QtFatalMsg:  # the process ends when this returns
            self._crash.note("Qt ends the program")
        _LOG.log(_QT_LEVELS.get(kind, logging.WARNING), "qt: %s", words)
        if self._handler is not None:
            self._handler(kind, context, words)
