"""Pages that stay while a module's tests come and go, as they do in a window: it builds each page
once, and opens one connection after another in it. Every test has a store of its own, and begins
where somebody begins who opens the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from PySide6.QtWidgets import QPushButton, QWidget

from gui.parts.form.form_support import (
    Clock,
    Desk,
    find,
    fresh_window,
    profile_service,
    put_away,
    window_with,
)
from wecom_console.gui.features.connection.page import ConnectionDetailPage
from wecom_console.gui.features.wizard.page import ConnectionWizardPage
from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.parts.layouts import FoldingCard
from wecom_console.gui.parts.presenter.connection_rows import NEW_SLOT
from wecom_console.gui.theme.controller import ThemeController


@dataclass(frozen=True)
class KeptWizard:
    """The way to a new connection."""

    desk: Desk
    page: ConnectionWizardPage

    @contextmanager
    def used(self, step: str | None = NEW_SLOT) -> Iterator[ConnectionWizardPage]:
        """For one test, from a step on."""
        self.page.show()
        fresh_window(self.page.window())
        self.page.activate(step)
        yield self.page
        leave_form(self.page, self.page.presenter)


@dataclass(frozen=True)
class KeptDetail:
    """The page of a stored connection."""

    desk: Desk
    page: ConnectionDetailPage

    @contextmanager
    def used(self) -> Iterator[ConnectionDetailPage]:
        """For one test, which opens a connection of its own."""
        self.page.show()
        fresh_window(self.page.window())
        yield self.page
        leave_form(self.page, self.page.form)


@contextmanager
def kept_wizard(theme: ThemeController) -> Iterator[KeptWizard]:
    """For one module."""
    desk = storeless_desk(theme)
    page = ConnectionWizardPage(desk.context(), open_url=desk.opened.append)
    window = window_with(page, theme)
    yield KeptWizard(desk, page)
    put_away(window)


@contextmanager
def kept_detail(theme: ThemeController) -> Iterator[KeptDetail]:
    """For one module."""
    desk = storeless_desk(theme)
    page = ConnectionDetailPage(
        desk.context(), open_url=desk.opened.append, copy=desk.copied.append, clock=Clock()
    )
    window = window_with(page, theme)
    yield KeptDetail(desk, page)
    put_away(window)


def storeless_desk(theme: ThemeController) -> Desk:
    """No page asks for a store before it is opened."""
    return Desk(theme, cast("Any", None))


def cleared(desk: Desk, folder: Path) -> Desk:
    """The desk of one test."""
    desk.clear(profile_service(folder))
    return desk


def leave_form(page: QWidget, form: FormPresenter) -> None:
    """What is on the form is thrown away, what was unfolded is folded, and another page comes to
    the front. (Not the window: hidden once, it would never be active again offscreen.)"""
    form.leave_discarding()
    steps = find(page, QPushButton, "preparation_steps_button")
    if steps.text() != "Step by step":
        steps.click()
    find(page, FoldingCard, "backend_card").set_open(is_open=False)
    page.hide()
