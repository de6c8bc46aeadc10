"""A window for tests: two small pages, nothing behind it."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from wecom_console.gui.bridge import Bridge
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.shell.language import LanguageController
from wecom_console.gui.shell.main_window import MainWindow
from wecom_console.gui.shell.page import Page, PageSpec
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.boxes.command_palette import PaletteCommand
from wecom_console.storage.settings import Settings


class MemorySettings:
    """A `SettingsPort` in memory."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    def read(self) -> Settings:
        """The settings."""
        return self.settings

    def read_again(self) -> Settings:
        """Nobody else has them."""
        return self.settings

    def write(self, settings: Settings) -> None:
        """Keeps them."""
        self.settings = settings


class NotePage(Page):
    """Writes down what the shell does with it."""

    def __init__(self, context: ShellContext, name: str) -> None:
        super().__init__()
        self.context = context
        self.name = name
        self.calls: list[Any] = []
        self.may_leave = True
        self.steps: tuple[tuple[str, str], ...] = ()
        self.extra: QWidget | None = None
        self.bar: QWidget | None = None
        QVBoxLayout(self).addWidget(QLabel(name))

    def title(self) -> str:
        """Its name."""
        return self.name

    def breadcrumb(self) -> tuple[tuple[str, str], ...]:
        """As set by the test."""
        return self.steps

    def on_breadcrumb(self, key: str) -> None:
        """Noted."""
        self.calls.append(("step", key))

    def retranslate(self) -> None:
        """Noted with the language."""
        self.calls.append(("retranslate", self.context.language()))

    def activate(self, args: object) -> None:
        """Noted."""
        self.calls.append(("activate", args))

    def leave(self) -> bool:
        """As set by the test."""
        return self.may_leave

    def header_extra(self) -> QWidget | None:
        """As set by the test."""
        return self.extra

    def footer(self) -> QWidget | None:
        """As set by the test."""
        return self.bar

    def commands(self) -> tuple[PaletteCommand, ...]:
        """One of its own."""
        return (PaletteCommand("own", f"Do what {self.name} does"),)

    def run_command(self, key: str) -> bool:
        """Knows its own and saving."""
        self.calls.append(("command", key))
        return key in ("own", "save")


def make_window(
    app: QApplication,
    theme: ThemeController,
    *,
    folder: Path,
    built: list[str] | None = None,
    settings: Settings | None = None,
) -> MainWindow:
    """A window over pages that note what happens to them; `built` collects their keys."""
    order = built if built is not None else []

    def factory(key: str) -> Any:
        def build(context: ShellContext) -> Page:
            order.append(key)
            return NotePage(context, key.title())

        return build

    return MainWindow(
        theme=theme,
        languages=LanguageController(app, translations=folder, preference="en"),
        bridge=Bridge(),
        settings=MemorySettings(settings),
        services=SimpleNamespace,  # type: ignore[arg-type,return-value]
        pages=[
            PageSpec("sources", "sources", factory("sources")),
            PageSpec("wizard", "sources", factory("wizard")),
            PageSpec("test", "test", factory("test")),
            PageSpec("settings", "settings", factory("settings")),
        ],
    )
