"""The real window where nobody sees it: for the self-test and for pictures of it."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from wecom_console.gui.features.login_test.page import LoginTestPage
from wecom_console.gui.parts.login_request import OpenTest
from wecom_console.gui.root import DesktopApplication
from wecom_console.gui.widgets.controls.combo import ComboBox
from wecom_console.gui.window_settings import FileSettings
from wecom_console.services.context import Services
from wecom_console.storage.secrets.protocol import SecretStore
from wecom_console.storage.secrets.session_store import SessionStore

SIZE: Final = (1280, 832)
STEP_MS: Final = 20
TIMEOUT_S: Final = 60.0


class StageTimeout(Exception):  # noqa: N818  named for what happened
    """The window did not get there in time. The text names what was waited for."""


class WindowDriver:
    """Drives one window by the object names of its widgets, as its user would."""

    def __init__(self, application: DesktopApplication, services: Services) -> None:
        self.application = application
        self.window = application.window
        self.services = services
        self._loop = QEventLoop()
        self._alarm = QTimer()
        self._alarm.setSingleShot(True)
        self._alarm.timeout.connect(self._loop.quit)

    def wait(self, milliseconds: int = STEP_MS) -> None:
        """Let the window live for a moment."""
        self._alarm.start(milliseconds)
        self._loop.exec()

    def wait_until(
        self, reached: Callable[[], bool], what: str, *, timeout_s: float = TIMEOUT_S
    ) -> None:
        """Let the window live until `reached`; StageTimeout says `what` did not happen."""
        timer = QElapsedTimer()
        timer.start()
        while not reached():
            if timer.hasExpired(int(timeout_s * 1000)):
                raise StageTimeout(what)
            self.wait()

    def find(self, name: str) -> QWidget:
        """The widget with this object name, once it can be seen."""
        found: list[QWidget] = []

        def is_there() -> bool:
            found[:] = [w for w in self.window.findChildren(QWidget, name) if w.isVisible()]
            return bool(found)

        self.wait_until(is_there, f"{name} is shown")
        return found[0]

    def click(self, name: str) -> None:
        """Click the button or card with this name."""
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        self.wait()

    def choose(self, name: str, key: str) -> None:
        """Take an item of a drop-down list."""
        combo = self.find(name)
        if isinstance(combo, ComboBox):
            combo.choose(key)
            combo.picked.emit(key)
        self.wait()

    def type_into(self, name: str, text: str) -> None:
        """Type into the line edit with this name, in place of what is there."""
        edit = self.find(name)
        edit.setFocus()
        QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(edit, text)
        self.wait()

    def log_in(self, *, everything: bool = False, only: Sequence[str] = ()) -> LoginTestPage:
        """Run the demo connection's success scenario, all of them, or `only` some, and wait for the
        end."""
        self.window.navigate("test", OpenTest("demo", run_now=not (everything or only)))
        page = self.window.host.current()
        assert isinstance(page, LoginTestPage)
        if everything or only:
            self.wait_until(lambda: page.presenter.controls.can_run, "the demo can be run")
            page.presenter.run(only) if only else page.presenter.run_all()
        self.wait_until(
            lambda: bool(page.presenter.reading.finished_runs()) and not page.presenter.is_running,
            "the demo login has ended",
        )
        self.wait()
        return page

    def picture(self, path: Path) -> None:
        """Save the window as PNG. Two rounds, so that what was asked to repaint has."""
        self.wait()
        self.wait()
        if not self.window.grab().save(str(path), "PNG"):
            raise OSError(f"{path} cannot be written")


@contextmanager
def open_stage(home: Path, *, keyring: SecretStore | None = None) -> Iterator[WindowDriver]:
    """The window on Qt's offscreen platform, with its data in `home` and, unless a `keyring` is
    given, its secrets in memory: a rehearsal touches neither its user's profiles nor their
    keyring."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    environment = {**os.environ, "WECOM_CONSOLE_HOME": str(home)}
    app = QApplication(["wecom-console"])
    services = Services(environment, keyring=keyring or SessionStore())
    application = DesktopApplication(app, FileSettings(environment), lambda: services)
    application.window.first_painted.connect(application.go_on)
    application.show()
    application.window.resize(*SIZE)
    stage = WindowDriver(application, services)
    try:
        stage.wait_until(
            lambda: bool(application.window.host.current_key), "the window has appeared"
        )
        yield stage
    finally:
        application.window.close()
        application.shut_down()
        services.close()
