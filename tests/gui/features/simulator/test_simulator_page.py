"""The simulator page over the embedded simulator."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.page_support import Noted, collected_here, dispose, make_context
from wecom_console.gui.bridge import Bridge
from wecom_console.gui.features.simulator.page import SimulatorPage
from wecom_console.gui.features.simulator.presenter.state import SimulatorPhase
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.storage.settings import Settings

PATIENCE_MS = 120_000
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""It is asked in plain text: no authorities need to be read for that."""


@dataclass
class Window:
    """The page and what is behind it."""

    page: SimulatorPage
    noted: Noted
    bot: QtBot
    context: Any

    def find(self, kind: type[Any], name: str) -> Any:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def url(self) -> str:
        return str(self.find(QLabel, "simulator_url_label").text())

    def start(self) -> None:
        self.find(QCheckBox, "simulator_toggle").click()
        self._wait_for(SimulatorPhase.RUNNING)
        self.bot.waitUntil(lambda: self.url().startswith("http://127.0.0.1:"), timeout=PATIENCE_MS)

    def stop(self) -> None:
        toggle = self.find(QCheckBox, "simulator_toggle")
        if toggle.isChecked():
            toggle.click()
        self._wait_for(SimulatorPhase.STOPPED)

    def _wait_for(self, phase: SimulatorPhase) -> None:
        self.bot.waitUntil(lambda: self.page._status.phase is phase, timeout=PATIENCE_MS)

    def journal(self) -> list[str]:
        model = self.find(QTableView, "journal_table").model()
        return [str(model.index(row, 3).data()) for row in range(model.rowCount())]

    def get(self, path: str, **params: str) -> dict[str, Any]:
        answer = httpx.get(f"{self.url()}{path}", params=params, trust_env=False, verify=NO_TLS)
        found = answer.json()
        assert isinstance(found, dict)
        return found


@contextmanager
def simulator_window(app: QApplication, theme: ThemeController, bot: QtBot) -> Iterator[Window]:
    with collected_here():
        bridge = Bridge()
        bridge.start()
        host = QWidget()
        context, noted = make_context(app, theme, bridge=bridge, host=host)
        page = SimulatorPage(context)
        page.resize(1080, 748)
        page.retranslate()
        page.show()
        yield Window(page, noted, bot, context)
        assert bridge.shut_down()
        dispose(page, host)


@pytest.fixture(scope="module")
def kept_window(
    request: pytest.FixtureRequest, qapp: QApplication, kept_theme: ThemeController
) -> Iterator[Window]:
    with simulator_window(qapp, kept_theme, QtBot(request)) as made:
        yield made


@pytest.fixture
def window(kept_window: Window, qtbot: QtBot) -> Iterator[Window]:
    """The page with its simulator off: each start gives a fresh one."""
    yield kept_window
    kept_window.stop()
    kept_window.find(QAbstractButton, "tab_values").click()
    kept_window.find(QAbstractButton, "journal_kinds_all").click()


def test_it_is_off_at_first_and_offers_to_start(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController
) -> None:
    """Nothing listens that nobody asked for."""
    with simulator_window(qapp, theme, qtbot) as window:
        button = window.find(QPushButton, "start_simulator_button")
        assert (False, True) == (
            window.find(QCheckBox, "simulator_toggle").isChecked(),
            button.isVisible(),
        )


def test_the_switch_starts_a_simulator_that_answers(window: Window) -> None:
    """The address on the page is the simulator's."""
    window.start()
    assert 41004 == window.get("/cgi-bin/gettoken")["errcode"]


def test_the_shell_is_told_the_port(window: Window) -> None:
    """For the status line and the navigation."""
    window.start()
    assert window.noted.ports[-1] == int(window.url().rpartition(":")[2])


def test_calls_appear_in_the_journal_by_themselves(window: Window) -> None:
    """Nobody has to press anything."""
    window.start()
    window.get("/cgi-bin/gettoken")
    window.bot.waitUntil(lambda: window.journal() == ["/cgi-bin/gettoken"], timeout=PATIENCE_MS)


def test_the_switch_stops_it_and_frees_the_port(window: Window) -> None:
    """Whoever calls it then finds nobody."""
    window.start()
    url = window.url()
    window.find(QCheckBox, "simulator_toggle").click()

    def is_gone() -> bool:
        try:
            httpx.get(f"{url}/cgi-bin/gettoken", trust_env=False, verify=NO_TLS)
        except httpx.TransportError:
            return True
        return False

    window.bot.waitUntil(is_gone, timeout=PATIENCE_MS)
    assert 0 == window.noted.ports[-1]


def test_it_can_be_started_again(window: Window) -> None:
    """Off and on gives a fresh one."""
    window.start()
    window.stop()
    window.start()
    assert 41004 == window.get("/cgi-bin/gettoken")["errcode"]


def test_a_taken_port_is_explained(window: Window) -> None:
    """The page says which, and where to change it."""
    window.start()
    port = int(window.url().rpartition(":")[2])
    other, _ = make_context(
        QApplication.instance(),  # type: ignore[arg-type]
        window.context.theme,
        bridge=window.context.bridge,
        host=QWidget(),
        settings=Settings(simulator_port=port),
    )
    page = SimulatorPage(other)
    page.retranslate()
    page.show()
    page.head.switch.click()
    window.bot.waitUntil(page.failure.isVisible, timeout=PATIENCE_MS)
    title = page.failure.title.text()
    dispose(page)
    assert f"Port {port} is not available" == title


def test_a_fault_that_is_switched_on_is_suffered(window: Window) -> None:
    """The next call fails so."""
    window.start()
    window.find(QCheckBox, "fault_switch_ip_not_trusted").click()
    faults = window.page._presenter.contents
    board = window.page._presenter._faults
    window.bot.waitUntil(lambda: bool(board._ids), timeout=PATIENCE_MS)
    assert faults is not None
    assert 60020 == window.get("/cgi-bin/gettoken", corpid="x", corpsecret="y")["errcode"]


def test_members_are_listed_with_their_state(window: Window) -> None:
    """Active or not, in the visible range or not."""
    window.start()
    view = window.find(QListView, "member_list")
    window.bot.waitUntil(lambda: view.model().rowCount() > 0, timeout=PATIENCE_MS)
    told = [str(view.model().index(row, 0).data()) for row in range(view.model().rowCount())]
    assert any("zhaoliu, Disabled, In the visible range" in line for line in told)


def test_a_member_can_be_added(window: Window) -> None:
    """Id and name, then a row."""
    window.start()
    window.find(QPushButton, "add_member_button").click()
    window.bot.keyClicks(window.find(QLineEdit, "member_userid_edit"), "zhouba")
    window.find(QPushButton, "member_add_button").click()
    model = window.find(QListView, "member_list").model()

    def is_listed() -> bool:
        rows = range(model.rowCount())
        return any("zhouba" in str(model.index(row, 0).data()) for row in rows)

    window.bot.waitUntil(is_listed, timeout=PATIENCE_MS)


def test_a_member_can_be_disabled_from_its_menu(window: Window) -> None:
    """A click on the row opens what can be done."""
    window.start()
    view = window.find(QListView, "member_list")
    window.bot.waitUntil(lambda: view.model().rowCount() > 0, timeout=PATIENCE_MS)
    centre = view.visualRect(view.model().index(0, 0)).center()
    window.bot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    action = next(
        a for a in window.page.company.members.findChildren(QAction) if a.text() == "Disable"
    )
    action.trigger()
    window.page.company.members._menu.close()
    window.bot.waitUntil(
        lambda: "Disabled" in str(view.model().index(0, 0).data()), timeout=PATIENCE_MS
    )


def test_the_clock_can_be_moved(window: Window) -> None:
    """Five minutes, and the page says so."""
    window.start()
    window.find(QPushButton, "advance_clock_button").click()
    window.bot.waitUntil(lambda: window.page._status.clock_offset_s == 300, timeout=PATIENCE_MS)


def test_the_journal_can_be_filtered_and_cleared(window: Window) -> None:
    """By path; and away with it."""
    window.start()
    window.get("/cgi-bin/gettoken")
    window.get("/oidc/.well-known/jwks.json")
    window.bot.waitUntil(lambda: len(window.journal()) == 2, timeout=PATIENCE_MS)
    window.find(QLineEdit, "journal_search_edit").setText("jwks")
    filtered = window.journal()
    window.find(QLineEdit, "journal_search_edit").setText("")
    window.find(QPushButton, "clear_journal_button").click()
    assert (["/oidc/.well-known/jwks.json"], []) == (filtered, window.journal())


def test_the_address_can_be_copied(window: Window) -> None:
    """For the app under test."""
    window.start()
    window.find(QPushButton, "copy_url_button").click()
    assert window.url() == QGuiApplication.clipboard().text()


def test_every_icon_button_has_a_name(window: Window) -> None:
    """Screen readers need it."""
    window.start()
    nameless = [
        button.objectName()
        for button in window.page.findChildren(QPushButton)
        if button.isVisible() and not button.text() and not button.accessibleName()
    ]
    assert [] == nameless


def choose_call(window: Window, row: int = 0) -> str:
    """Selects a call of the journal; what the detail beside it says."""
    table = window.find(QTableView, "journal_table")
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, 0))
    detail = window.find(QWidget, "call_detail")
    window.bot.waitUntil(detail.isVisible, timeout=PATIENCE_MS)
    return str(window.find(QTextEdit, "call_trace_view").toPlainText())


def test_a_call_shows_request_and_answer(window: Window) -> None:
    """Beside the table, with the errcode that was answered."""
    window.start()
    window.get("/cgi-bin/gettoken", corpid="ww0")
    window.bot.waitUntil(lambda: len(window.journal()) == 1, timeout=PATIENCE_MS)
    shown = choose_call(window)
    assert "GET /cgi-bin/gettoken" in shown
    assert "errcode 41004" in shown


def test_a_secret_is_not_shown_in_a_call(window: Window) -> None:
    """A box stands in its place."""
    window.start()
    window.get("/cgi-bin/gettoken", corpid="ww0", corpsecret="a-canary-that-nobody-may-see")
    window.bot.waitUntil(lambda: len(window.journal()) == 1, timeout=PATIENCE_MS)
    assert "canary" not in choose_call(window)


def test_the_detail_can_be_closed(window: Window) -> None:
    """The table has the whole width again."""
    window.start()
    window.get("/cgi-bin/gettoken")
    window.bot.waitUntil(lambda: len(window.journal()) == 1, timeout=PATIENCE_MS)
    choose_call(window)
    window.find(QPushButton, "close_call_button").click()
    assert not window.find(QWidget, "call_detail").isVisible()


@pytest.mark.parametrize(
    ("kind", "paths"),
    [
        ("wecom", ["/cgi-bin/gettoken"]),
        ("authing", ["/oidc/.well-known/jwks.json"]),
        ("failed", ["/cgi-bin/gettoken"]),
    ],
)
def test_the_journal_shows_one_kind_of_calls(window: Window, kind: str, paths: list[str]) -> None:
    """WeCom's, Authing's, or those that failed."""
    window.start()
    window.get("/cgi-bin/gettoken")
    window.get("/oidc/.well-known/jwks.json")
    window.bot.waitUntil(lambda: len(window.journal()) == 2, timeout=PATIENCE_MS)
    window.find(QAbstractButton, f"journal_kinds_{kind}").click()
    assert paths == window.journal()


def test_apps_are_listed_with_their_settings(window: Window) -> None:
    """WeCom's with its platforms, Authing's with its registration."""
    window.start()
    window.find(QAbstractButton, "tab_apps").click()
    apps = window.find(QListView, "app_list")
    window.bot.waitUntil(lambda: apps.model().rowCount() == 2, timeout=PATIENCE_MS)
    told = [str(apps.model().index(row, 0).data()) for row in range(2)]
    assert "Android · iOS · HarmonyOS" in told[0]
    assert "Registration open" in told[1]


def test_an_app_can_be_switched_off(window: Window) -> None:
    """From its menu; WeCom then refuses its secret."""
    window.start()
    apps = window.find(QListView, "app_list")
    window.bot.waitUntil(lambda: apps.model().rowCount() == 2, timeout=PATIENCE_MS)
    apps.activated.emit(apps.model().index(0, 0))
    action = next(a for a in apps.findChildren(QAction) if a.text() == "Enabled")
    action.trigger()
    window.bot.waitUntil(
        lambda: "Disabled" in str(apps.model().index(0, 0).data()), timeout=PATIENCE_MS
    )
