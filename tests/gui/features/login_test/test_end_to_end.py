"""The login test page over the real thing: bridge, services, embedded simulator."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.page_support import ChosenFiles, collected_here, dispose, make_context, services_in
from wecom_console.domain.profile import MOBILE_TYPE
from wecom_console.flow.scenarios.definitions import built_in_scenarios
from wecom_console.gui.bridge import Bridge
from wecom_console.gui.features.login_test.collaborators import (
    LoginTestCollaborators,
    real_collaborators,
)
from wecom_console.gui.features.login_test.page import LoginTestPage
from wecom_console.gui.parts.login_request import OpenTest
from wecom_console.gui.parts.presenter.scenario_model import ScenarioMark, ScenarioRow
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.services.context import Services
from wecom_console.services.profiles.records import Saved

PATIENCE_MS = 120_000
DOCUMENT = {
    "type": "wechatwork:mobile",
    "identifier": "acme-wecom",
    "display_name": "Acme",
    "corp_id": "ww3f9c0a7be1d24856",
    "agent_id": "1000002",
    "schema": "wwauth3f9c0a7be1d24856000002",
    "secret": "keyring:",
    "android": {"package": "com.acme.app", "signature_md5": "0" * 32},
    "ios": {"bundle_id": "com.acme.app"},
}


@dataclass
class Window:
    """The page and what is behind it."""

    page: LoginTestPage
    services: Services
    chooser: ChosenFiles
    bot: QtBot

    def find(self, kind: type[Any], name: str) -> Any:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def click(self, name: str) -> None:
        self.bot.mouseClick(self.find(QPushButton, name), Qt.MouseButton.LeftButton)

    def legs(self) -> list[str]:
        model = self.find(QListView, "leg_table").model()
        return [str(model.index(row, 2).data()) for row in range(model.rowCount())]

    def marks(self) -> list[ScenarioMark]:
        return [row.mark for row in scenario_rows(self)]

    def open(self, key: str) -> None:
        self.page.activate(OpenTest(key))
        self.bot.waitUntil(lambda: self._is_chosen(key), timeout=PATIENCE_MS)

    def _is_chosen(self, key: str) -> bool:
        return self.page.chooser.current_key() == key

    def wait_until_idle(self) -> None:
        run = self.find(QPushButton, "run_test_button")
        self.bot.waitUntil(run.isEnabled, timeout=PATIENCE_MS)

    def wait_for_question(self) -> None:
        agree = self.find(QPushButton, "phone_agree_button")
        self.bot.waitUntil(
            lambda: agree.isVisible() and agree.focusPolicy() is not Qt.FocusPolicy.NoFocus,
            timeout=PATIENCE_MS,
        )


def scenario_rows(window: Window) -> list[ScenarioRow]:
    """The list without the heads of its groups."""
    rows = window.page.scenarios.list.scenarios.rows
    return [row for row in rows if isinstance(row, ScenarioRow)]


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController, tmp_path: Path
) -> Iterator[Window]:
    with collected_here():
        bridge = Bridge()
        bridge.start()
        services = services_in(tmp_path)
        host = QWidget()
        context, _ = make_context(qapp, theme, bridge=bridge, host=host, services=lambda: services)
        real = real_collaborators(context)
        chooser = ChosenFiles(tmp_path / "report.json")
        page = LoginTestPage(context, LoginTestCollaborators(real.presenter, real.device, chooser))
        page.resize(1080, 748)
        page.retranslate()
        page.show()
        yield Window(page, services, chooser, qtbot)
        assert bridge.shut_down()
        dispose(page, host)
        services.close()


def test_the_demo_logs_in_through_seven_legs(window: Window) -> None:
    """Leg 1 is proven, everything after it simulated, and nothing more is claimed."""
    window.open("demo")
    window.click("run_test_button")
    window.wait_until_idle()
    assert ["Proven", *["Simulated"] * 6] == window.legs()


def test_all_scenarios_end_as_expected_against_the_simulator(window: Window) -> None:
    """Every refusal that a scenario is about is refused with its code."""
    window.open("demo")
    window.click("run_all_button")
    window.wait_until_idle()
    can_run = [
        "android" in scenario.platforms
        and "simulator" in scenario.backends
        and MOBILE_TYPE in (scenario.types or (MOBILE_TYPE,))
        for scenario in built_in_scenarios().scenarios
    ]
    marks = {True: ScenarioMark.AS_EXPECTED, False: ScenarioMark.UNAVAILABLE}
    assert [marks[can] for can in can_run] == window.marks()


def test_stop_takes_effect_at_once(window: Window) -> None:
    """A run that waits five minutes for its user does not wait after the click."""
    window.open("demo")
    window.page.phone.by_hand.click()
    window.click("run_test_button")
    window.wait_for_question()
    run = window.find(QPushButton, "run_test_button")
    window.click("stop_test_button")
    window.bot.waitUntil(run.isEnabled, timeout=60_000)
    assert ScenarioMark.STOPPED == window.marks()[0]


def test_agreeing_on_the_drawn_phone_answers_the_run(window: Window) -> None:
    """The click goes through WeCom's checks and comes back as a code."""
    window.open("demo")
    window.page.phone.by_hand.click()
    window.click("run_test_button")
    window.wait_for_question()
    window.click("phone_agree_button")
    window.wait_until_idle()
    assert ["Proven", *["Simulated"] * 6] == window.legs()


def test_cancelling_on_the_drawn_phone_answers_the_run(window: Window) -> None:
    """The success scenario then does not end as it expects."""
    window.open("demo")
    window.page.phone.by_hand.click()
    window.click("run_test_button")
    window.wait_for_question()
    window.click("phone_cancel_button")
    window.wait_until_idle()
    assert ("Failed The member cancelled", ScenarioMark.NOT_AS_EXPECTED) == (
        window.legs()[2],
        window.marks()[0],
    )


def test_the_code_on_the_screen_is_the_runs_link(window: Window) -> None:
    """What a camera reads is what the run waits for."""
    window.open("demo")
    window.page.phone.by_hand.click()
    window.click("run_test_button")
    window.wait_for_question()
    window.find(QWidget, "phone_tabs_qr").click()
    text = window.find(QLineEdit, "deep_link_edit").text()
    assert text == decode(window.find(QLabel, "qr_label").grab().toImage())


def test_a_report_of_all_runs_can_be_saved(window: Window, tmp_path: Path) -> None:
    """The file holds what the page shows."""
    window.open("demo")
    window.click("run_test_button")
    window.wait_until_idle()
    window.click("export_report_button")
    report = tmp_path / "report.json"
    window.bot.waitUntil(lambda: report.exists() and report.stat().st_size > 0, timeout=PATIENCE_MS)
    told = json.loads(report.read_text(encoding="utf-8"))
    assert ["proven", *["simulated"] * 6] == [leg["verdict"] for leg in told["runs"][0]["legs"]]


def test_runs_of_a_stored_connection_are_kept(window: Window) -> None:
    """The history and the list of sources find them."""
    saved = window.services.profiles.create(DOCUMENT)
    assert isinstance(saved, Saved)
    window.open(saved.profile.id)
    window.click("run_test_button")
    window.wait_until_idle()
    kept = window.services.profiles.runs(saved.profile.id)
    assert [("success", True, False)] == [(r.scenario, r.passed, r.is_stale) for r in kept]


def test_a_kept_result_is_grey_once_the_connection_has_changed(window: Window) -> None:
    """It is still there, and says that it is old."""
    saved = window.services.profiles.create(DOCUMENT)
    assert isinstance(saved, Saved)
    profile = saved.profile
    window.open(profile.id)
    window.click("run_test_button")
    window.wait_until_idle()
    changed = {**profile.document, "login_only": True}
    window.services.profiles.save(profile.id, changed, base_revision=profile.revision)
    window.page.activate(None)
    rows = window.page.scenarios.list.scenarios
    place = rows.row_of("success")
    window.bot.waitUntil(lambda: rows.rows[place].is_stale, timeout=PATIENCE_MS)
    assert rows.rows[place].status.startswith("Changed since")


def test_a_connection_without_a_store_entry_is_not_offered(window: Window) -> None:
    """An empty store leaves the demo alone."""
    window.open("demo")
    assert 1 == window.page.chooser.count()


def test_scenarios_are_listed_by_name(window: Window) -> None:
    """All of them, in the order of the file."""
    window.open("demo")
    names = [row.name for row in scenario_rows(window)]
    assert sorted(one.name for one in built_in_scenarios().scenarios) == sorted(names)


def decode(image: QImage) -> str:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    view = memoryview(grey.constBits()).cast("B", (grey.height(), grey.bytesPerLine()))
    found = zxingcpp.read_barcodes(view)
    return found[0].text if found else ""
