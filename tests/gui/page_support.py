"""A shell context for one page under test: real theme and languages, everything else noted."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.shell.shell_support import MemorySettings
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.shell.language import LanguageController
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.boxes.toast import Toast
from wecom_console.resource_files import resource_path
from wecom_console.services.context import Services
from wecom_console.storage.secrets.session_store import SessionStore
from wecom_console.storage.settings import Settings


@dataclass
class Noted:
    """What the page asked of the shell."""

    badges: list[Any] = field(default_factory=list)
    ports: list[int] = field(default_factory=list)
    went: list[tuple[str, object]] = field(default_factory=list)


@dataclass
class ChosenFiles:
    """A chooser whose user takes a prepared file at once; no path: cancels."""

    path: Path | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)

    def save(
        self,
        title: str,
        name: str,
        filters: Sequence[str],
        chosen: Callable[[Path], object],
        *,
        parent: QWidget,
    ) -> None:
        self.asked.append((title, name))
        if self.path is not None:
            chosen(self.path)

    def open(
        self,
        title: str,
        filters: Sequence[str],
        chosen: Callable[[Path], object],
        *,
        parent: QWidget,
    ) -> None:
        self.asked.append((title, ""))
        if self.path is not None:
            chosen(self.path)


def make_context(
    app: QApplication,
    theme: ThemeController,
    *,
    bridge: Any,
    host: QWidget,
    services: Callable[[], Services] | None = None,
    settings: Settings | None = None,
) -> tuple[ShellContext, Noted]:
    """The context and the notes of what was asked of it."""
    noted = Noted()
    toast = Toast(theme, host)
    context = ShellContext(
        theme=theme,
        bridge=bridge,
        languages=LanguageController(
            app, translations=resource_path("translations"), preference="en"
        ),
        settings=MemorySettings(settings),
        services=services or Services,  # type: ignore[arg-type]
        toast=lambda: toast,
        navigate=lambda key, args=None: noted.went.append((key, args)),
        set_badge=lambda _key, badge: noted.badges.append(badge),
        set_simulator_port=noted.ports.append,
    )
    return context, noted


@contextmanager
def collected_here() -> Iterator[None]:
    """Cycles are collected on this thread only: Python's collector runs in whatever thread
    happens to allocate, and a Qt object that is deleted in the bridge's ends the process. One
    page may be within the time of another."""
    outermost = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect()
        if outermost:
            gc.enable()


def dispose(*widgets: QWidget) -> None:
    """Deletes them now: a page that only waits for its deletion slows every later theme change."""
    for widget in widgets:
        widget.close()
        widget.deleteLater()
        QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete.value)


def services_in(folder: Path) -> Services:
    """Services over a data directory of the test's own; the keyring is this process's memory."""
    return Services({"WECOM_CONSOLE_HOME": str(folder)}, keyring=SessionStore())
