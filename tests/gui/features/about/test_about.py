"""About, and the doctor in the window."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.features.login_test.login_test_support import FakeBackground
from gui.page_support import dispose, make_context, services_in
from wecom_console.gui.features.about.doctor_page import DoctorPage
from wecom_console.gui.features.about.page import AboutPage
from wecom_console.gui.features.about.presenter.doctor import DoctorPresenter, DoctorView
from wecom_console.gui.shell.bug_watch import CrashReport
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.services import doctor
from wecom_console.services.doctor import CheckResult, Health

FOUND = (
    CheckResult("screen", Health.OK, "ok"),
    CheckResult("adb", Health.WARN, "none"),
    CheckResult("fonts", Health.FAIL, "none"),
)


@dataclass
class Desk:
    """What pages are made of."""

    context: ShellContext
    folder: Path


@pytest.fixture
def desk(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController, tmp_path: Path
) -> Iterator[Desk]:
    host = QWidget()
    services = services_in(tmp_path)
    context, _ = make_context(
        qapp, theme, bridge=FakeBackground(), host=host, services=lambda: services
    )
    yield Desk(context, tmp_path)
    dispose(host)


@pytest.fixture
def about(desk: Desk) -> Iterator[AboutPage]:
    page = AboutPage(desk.context)
    page.resize(1000, 700)
    page.retranslate()
    page.show()
    page.activate(None)
    yield page
    dispose(page)


def _text(page: AboutPage) -> str:
    return page.view.document().toPlainText()


def test_every_component_has_its_licence(about: AboutPage) -> None:
    """And Qt's notice stands above them."""
    text = _text(about)
    assert (True, True, True) == ("Lesser General" in text, "httpx" in text, "BSD" in text)


def test_a_licence_is_read_in_full(about: AboutPage) -> None:
    """By a click on its package."""
    about.view.link_followed.emit("licence:httpx")
    assert "Redistribution" in _text(about)


def test_the_log_is_shown(about: AboutPage, desk: Desk) -> None:
    """Its end."""
    (desk.folder / "console.log").write_text("2026-11-30 INFO page settings\n")
    about.run_command("show_log")
    assert "page settings" in _text(about)


def test_a_crash_is_shown(about: AboutPage) -> None:
    """As it was offered at the start."""
    about.activate(CrashReport("Fatal Python error: Aborted"))
    assert "Fatal Python error: Aborted" == _text(about)


def test_diagnostics_are_copied(
    about: AboutPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the crash, if one is known."""
    monkeypatch.setattr(doctor, "CHECKS", (lambda _probe: FOUND[1],))
    about.activate(CrashReport("Fatal Python error: Aborted"))
    about.run_command("copy_diagnostics")
    copied = QGuiApplication.clipboard().text()
    assert (True, True, True) == (
        "Qt: " in copied,
        "[warn] adb" in copied,
        copied.endswith("Aborted"),
    )


def _presenter(desk: Desk, checks: tuple[Callable[[Any], CheckResult], ...]) -> DoctorPresenter:
    return DoctorPresenter(
        desk.context.bridge,
        services=desk.context.services,
        environment={},
        checks=lambda: checks,
    )


def test_checks_are_told_one_by_one(desk: Desk) -> None:
    """Each as soon as it is known."""
    presenter = _presenter(desk, tuple(lambda _probe, one=one: one for one in FOUND))
    views: list[DoctorView] = []
    presenter.view_changed.connect(views.append)
    presenter.run()
    assert [0, 0, 1, 2, 3, 3] == [len(view.findings) for view in views]
    assert (True, False) == (views[-2].is_running, views[-1].is_running)


def test_a_check_that_falls_over_ends_the_look(desk: Desk) -> None:
    """What was found so far stays."""

    def broken(_probe: object) -> CheckResult:
        raise OSError

    presenter = _presenter(desk, (lambda _probe: FOUND[0], broken))
    presenter.run()
    assert (1, False) == (len(presenter.view.findings), presenter.view.is_running)


def test_what_is_wrong_stands_first(desk: Desk) -> None:
    """With what to do about it."""
    presenter = _presenter(desk, tuple(lambda _probe, one=one: one for one in FOUND))
    page = DoctorPage(desk.context, presenter)
    page.retranslate()
    page.activate(None)
    rows = [page._rows.itemAt(place).widget() for place in range(page._rows.count())]
    names = [row.accessibleName().partition(" ")[0] for row in rows if row is not None]
    told = [label.text() for label in page._card.findChildren(QLabel)]
    fix = any(text.startswith("On Debian or Ubuntu: apt-get install fonts") for text in told)
    dispose(page)
    assert (["Fonts", "adb", "Screen"], True) == (names, fix)
