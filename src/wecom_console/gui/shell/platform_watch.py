"""Qt ends the program where it cannot reach a screen, and names a library that may well be there;
here the caller's words are said instead."""

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

ABORTED = 4


def make_application(no_window: Callable[[], int] | None) -> QApplication:
    """The one `QApplication`. Where Qt gives up, `no_window` says why and gives the exit code; what
    Qt says otherwise is said afterwards."""
    said: list[str] = []

    def listen(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind is QtMsgType.QtFatalMsg and no_window is not None:
            code = ABORTED
            try:
                code = no_window()
                sys.stderr.flush()
            finally:
                os._exit(code)  # on return Qt would abort
        said.append(text)

    qInstallMessageHandler(listen)
    try:
        return QApplication(sys.argv[:1])
    finally:
        qInstallMessageHandler(None)
        sys.stderr.writelines(f"{text}\n" for text in said)
