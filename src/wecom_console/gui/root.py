"""The composition root of the window: everything is made here, once, and nowhere else."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication

from wecom_console.gui.bridge import Bridge
from wecom_console.gui.parts.presenter.lazily import MadeOnce
from wecom_console.gui.shell.language import LanguageController
from wecom_console.gui.shell.main_window import HOME, MainWindow
from wecom_console.gui.shell.page import Page, PageSpec
from wecom_console.gui.shell.platform_watch import make_application
from wecom_console.gui.theme.apply import ApplicationStyle, WindowStyle
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.icons import IconSet
from wecom_console.gui.theme.tokens import Contrast, Theme
from wecom_console.gui.window_settings import FileSettings
from wecom_console.resource_files import resource_path
from wecom_console.storage.paths import find_data_paths

if TYPE_CHECKING:
    from wecom_console.gui.collector import GuiCollector
    from wecom_console.gui.opening import FileOpener
    from wecom_console.gui.ports import SettingsPort
    from wecom_console.gui.shell.context import ShellContext
    from wecom_console.gui.tour import Tour
    from wecom_console.services.context import Services
    from wecom_console.storage.paths import DataPaths
    from wecom_console.storage.problems import Notice
    from wecom_console.storage.secrets.protocol import SecretsStanding

JOIN_TIMEOUT_S: Final = 3.0
SWITCH_INTERVAL_S: Final = 0.001
IS_OPEN_ALREADY: Final = -1
LOG_LEVEL: Final = "info"


def page_at(module: str, factory: str) -> "Callable[[ShellContext], Page]":
    """A factory that imports its page when it is first shown."""

    def build(context: "ShellContext") -> Page:
        made = getattr(import_module(f"wecom_console.gui.features.{module}"), factory)(context)
        assert isinstance(made, Page)
        return made

    return build


PAGES: Final = (
    PageSpec("sources", "sources", page_at("sources.build", "build_sources")),
    PageSpec("wizard", "sources", page_at("wizard.build", "build_wizard")),
    PageSpec("detail", "sources", page_at("connection.build", "build_detail")),
    PageSpec("deleted", "sources", page_at("sources.deleted_page", "DeletedPage")),
    PageSpec("test", "test", page_at("login_test.page", "LoginTestPage")),
    PageSpec("matrix", "test", page_at("matrix.page", "MatrixPage")),
    PageSpec("explain", "test", page_at("explain.page", "ExplainPage")),
    PageSpec("simulator", "simulator", page_at("simulator.page", "SimulatorPage")),
    PageSpec("share", "share", page_at("share.page", "SharePage")),
    PageSpec("settings", "settings", page_at("settings.page", "SettingsPage")),
    PageSpec("about", "settings", page_at("about.page", "AboutPage")),
    PageSpec("doctor", "settings", page_at("about.doctor_page", "DoctorPage")),
    PageSpec("help", "settings", page_at("help.page", "HelpPage")),
)


def make_services() -> "Services":
    """The services of this process's user. May block."""
    from wecom_console.services.context import open_services  # after the first paint

    services = open_services(os.environ)
    _ = services.profiles  # cached properties are not made under a lock of their own
    return services


class DesktopApplication:
    """Holds what lives as long as the window."""

    def __init__(
        self, app: QApplication, settings: "SettingsPort", services: "Callable[[], Services]"
    ) -> None:
        self.app = app
        self.settings = settings
        chosen = settings.read()
        self.languages = LanguageController(
            app, translations=resource_path("translations"), preference=chosen.language
        )
        self.icons = IconSet(resource_path("icons"))
        self.theme = ThemeController(
            icons=self.icons,
            hints=app.styleHints(),
            preference=Theme(chosen.theme),
            scale=chosen.text_scale,
            language=self.languages.language,
            reduced_motion=chosen.motion == "reduced",
            contrast=Contrast(chosen.contrast),
        )
        self._first_page = HOME
        self._secrets_go: SecretsStanding | None = None
        self._opener: FileOpener | None = None
        self._collector: GuiCollector | None = None
        self._tour: Tour | None = None
        self.style = ApplicationStyle(app, self.theme)
        self.bridge = Bridge()
        self.window = MainWindow(
            theme=self.theme,
            languages=self.languages,
            bridge=self.bridge,
            settings=settings,
            services=services,
            pages=PAGES,
        )
        style = WindowStyle(self.window, self.theme, pages=self.window.host)
        self.window.host.page_coming.connect(style.dress)
        choices = self.window.choices
        choices.theme_chosen.connect(lambda theme: self._remember(theme=theme))
        choices.language_chosen.connect(lambda code: self._remember(language=code))
        choices.scale_chosen.connect(lambda scale: self._remember(text_scale=scale))
        choices.tour_requested.connect(self._start_tour)
        choices.test_requested.connect(self._test)
        self.bridge.unexpected_error.connect(self.window.announcer.show_bug)
        self.window.closing.connect(self._on_window_closing)
        self.window.secrets_changed.connect(self._look_at_secrets)

    def show(self) -> None:
        """Places the window, shows the remembered page and lets it appear."""
        chosen = self.settings.read()
        place = chosen.window
        rect = None if place is None else QRect(place.x, place.y, place.width, place.height)
        self.window.placement.place(rect, maximized=place is not None and place.is_maximized)
        self._first_page = chosen.page if self.window.host.knows(chosen.page) else HOME
        self.window.announce(self._first_page)
        self.window.setFocus()  # nothing is marked before a key is pressed
        self.window.show()

    def shut_down(self) -> None:
        """Cancels what runs, then joins."""
        self.bridge.shut_down(JOIN_TIMEOUT_S)
        if self._collector is not None:
            self._collector.stop()

    def _remember(self, **changes: object) -> None:
        current = self.settings.read()
        self.settings.write(current._replace(**changes))  # type: ignore[arg-type]
        host = self.window.host
        page = host.current() if host.current_key == "settings" else None
        if page is not None:  # it shows what is chosen
            page.activate(None)

    def go_on(self) -> None:
        """All that may wait for the first frame: the page, which the next one shows, and more."""
        from wecom_console.gui.collector import GuiCollector  # the first frame needs none
        from wecom_console.gui.motion import SYSTEM, apply_motion  # as above
        from wecom_console.gui.parts.chooser import DialogChooser  # as above

        self._collector = GuiCollector(self.window)
        DialogChooser.settings = self.settings
        # A thread that works keeps Python's lock for 5 ms at a time, and this thread asks for the
        # lock after every call into Qt: a run that is busy would hold the window up.
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        self.window.navigate(self._first_page)
        self.window.start()
        self.bridge.start()
        self._look_at_secrets()
        self.app.applicationStateChanged.connect(self._on_application_state_changed)
        self.bridge.call(
            store_notices,
            self.window.context.services,
            on_done=self.window.announcer.show_notices,
            owner=self.window,
        )
        self._tidy()
        if self.settings.read().motion == SYSTEM:
            apply_motion(SYSTEM, self.theme, self.bridge, self.window)
        self.app.setWindowIcon(self.icons.icon("logo", self.theme.tokens.primary, 28))

    def answer(self, mark: Path, targets: "Sequence[str]") -> None:
        """Opens what the command line names, and from now on those of other starts. `mark` is
        there while a window may be: looking for it costs a start less than a socket would."""
        from wecom_console.gui.dropping import Dropping  # as above
        from wecom_console.gui.opening import FileOpener  # as above
        from wecom_console.gui.single_instance import (  # the first frame needs none
            SingleInstance,
            door_name,
        )

        self._opener = FileOpener(self.window)
        Dropping(self.window, self._opener.open_files)
        self.app.installEventFilter(self._opener)
        self._opener.open(targets)
        doorbell = SingleInstance(door_name(os.environ), self.window)
        if not doorbell.listen():
            return
        doorbell.rung.connect(self._on_doorbell_rung)
        self.app.aboutToQuit.connect(doorbell.close)
        with suppress(OSError):  # without it the next start merely opens a window of its own
            mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            mark.touch(mode=0o600)
            self.app.aboutToQuit.connect(lambda: mark.unlink(missing_ok=True))

    def watch(self, paths: "DataPaths", level: str) -> None:
        """Has whatever goes wrong from now on written down, and offers what a crash left."""
        from wecom_console.gui.shell.bug_watch import BugWatch  # the first frame needs none
        from wecom_console.services.logbook.crashes import CrashWatch  # as above
        from wecom_console.services.logbook.log_file import LogFile  # as above

        trouble = BugWatch(self.window, LogFile(paths.log), CrashWatch(paths.crash))
        trouble.bug.connect(self.window.announcer.show_bug)
        report = trouble.begin(level)
        self.app.aboutToQuit.connect(trouble.end)
        if report is not None:
            self.window.announcer.offer_crash(lambda: self.window.navigate("about", report))

    def _start_tour(self) -> None:
        """Three steps to a first login, above the pages."""
        from wecom_console.gui.tour import Tour  # newcomers only

        if self._tour is None:
            window = self.window
            self._tour = Tour(window.context, page=window.host.current, parent=window)
            self._tour.ended.connect(self._on_tour_ended)
            window.show_above_page(self._tour.bar)
        self._tour.start()

    def _test(self, key: str) -> None:
        from wecom_console.gui.parts.login_request import OpenTest  # with its page

        self.window.navigate("test", OpenTest(key, run_now=True))

    def _on_tour_ended(self) -> None:
        self._tour = None

    def _on_doorbell_rung(self, targets: list[str]) -> None:
        window = self.window
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()
        if self._opener is not None:
            self._opener.open(targets)

    def _on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        """Who comes back may have been asked for the keyring's password, or made a vault; and may
        come back on another day."""
        if state == Qt.ApplicationState.ApplicationActive:
            self._look_at_secrets()
            self._tidy()

    def _tidy(self) -> None:
        self.bridge.call(tidy, self.window.context.services, owner=self.window)

    def _look_at_secrets(self) -> None:
        self.bridge.call(
            secrets_standing,
            self.window.context.services,
            on_done=self._on_secrets_known,
            owner=self.window,
        )

    def _on_secrets_known(self, standing: "SecretsStanding") -> None:
        before, self._secrets_go = self._secrets_go, standing
        self.window.status.show_secrets(standing)
        if before not in (None, standing):
            for page in self.window.host.built():
                page.look_at_secrets()

    def _on_window_closing(self) -> None:
        from wecom_console.storage.settings import PAGES as KNOWN
        from wecom_console.storage.settings import WindowPlace

        window = self.window
        normal = window.normalGeometry()
        place = WindowPlace(
            normal.x(), normal.y(), normal.width(), normal.height(), window.isMaximized()
        )
        nav_key = window.host.spec(window.host.current_key or self._first_page).nav_key
        self._remember(window=place, page=nav_key if nav_key in KNOWN else HOME)


def store_notices(services: "Callable[[], Services]") -> "tuple[Notice, ...]":
    """What the user should know of the profile store although it works. May block."""
    return services().profiles.status().notices


def tidy(services: "Callable[[], Services]") -> None:
    """Forgets what has been removed for too long. May block."""
    services().tidy()


def secrets_standing(services: "Callable[[], Services]") -> "SecretsStanding":
    """Where the secrets of this window go; those that wait in memory go there too, where that has
    become possible. May block."""
    return services().secrets.settle().standing


def open_window(
    *,
    begun: float,
    quit_after_first_paint: bool,
    targets: Sequence[str] = (),
    log_level: str = "",
    no_window: "Callable[[], int] | None" = None,
) -> int:
    """Makes the one `QApplication` and everything else, and runs until the window is closed. Where
    a window is open already, it comes forward and opens `targets`: `IS_OPEN_ALREADY`. `no_window`
    says why there can be none."""
    paths = find_data_paths(os.environ)
    mark = paths.root / "window.open"
    if not quit_after_first_paint and mark.exists() and _is_answered(targets):
        return IS_OPEN_ALREADY
    app = make_application(no_window)
    app.setApplicationName("WeCom Console")
    app.setDesktopFileName("wecom-console")
    services = MadeOnce(make_services)
    application = DesktopApplication(app, FileSettings(os.environ), services)
    if quit_after_first_paint:
        application.window.first_painted.connect(
            lambda: _report_first_paint(app, time.monotonic() - begun)
        )
    else:
        application.window.first_painted.connect(application.go_on)
        application.window.first_painted.connect(lambda: application.answer(mark, targets))
        application.window.first_painted.connect(
            lambda: application.watch(paths, log_level or LOG_LEVEL)
        )
    app.aboutToQuit.connect(application.shut_down)
    application.show()
    code = app.exec()
    if services.made is not None:
        services.made.close()
    return code


def _is_answered(targets: "Sequence[str]") -> bool:
    from wecom_console.gui.single_instance import door_name, ring  # QtNetwork

    return ring(door_name(os.environ), targets)


def _report_first_paint(app: QApplication, seconds: float) -> None:
    sys.stdout.write(f"{seconds * 1000:.0f}\n")
    app.quit()
