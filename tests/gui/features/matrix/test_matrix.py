"""Many connections in one go: what is chosen, what it comes to, and what is done with it."""

import xml.etree.ElementTree as ET
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.features.login_test.login_test_support import (
    NAMES,
    FakeBackground,
    FakeTests,
    connection,
    refused,
    success,
)
from gui.page_support import ChosenFiles, Noted, collected_here, dispose, make_context, services_in
from wecom_console.domain.profile import IosApp
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.flow.events import Event
from wecom_console.flow.summary import verdict_summary
from wecom_console.gui.bridge import Bridge
from wecom_console.gui.features.matrix.page import MatrixPage, real_presenter
from wecom_console.gui.features.matrix.presenter.presenter import FINDINGS_KEPT, MatrixPresenter
from wecom_console.gui.features.matrix.presenter.state import MatrixProgress, UnexpectedRun
from wecom_console.gui.parts.login_request import OpenTest
from wecom_console.gui.parts.presenter.run_reports import events_report
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.context import Services
from wecom_console.services.runs.orders import MatrixOptions, RunBegan, RunEnded, RunOrder
from wecom_console.services.runs.process import WorkerFailedError

PATIENCE_MS = 120_000
TWO = (
    connection("p1", identifier="acme-staff"),
    connection("p2", identifier="acme-sales", display_name="Acme Sales", ios=IosApp()),
)


def ended(order: int, events: list[Event]) -> RunEnded:
    summary = verdict_summary(events)
    assert summary is not None
    return RunEnded(order, summary)


@dataclass
class FakeMatrixRun:
    """Tells what it was scripted to."""

    told: list[RunBegan | RunEnded] = field(default_factory=list)
    error: Exception | None = None
    is_closed: bool = False

    async def progress(self) -> AsyncIterator[RunBegan | RunEnded]:
        while self.told:
            yield self.told.pop(0)
        if self.error is not None:
            raise self.error

    def events(self) -> Sequence[tuple[Event, ...]]:
        return (tuple(success()),)

    def close(self) -> None:
        self.is_closed = True


@dataclass
class FakeMatrix(FakeTests):
    """Remembers what was ordered."""

    known: tuple[Any, ...] = TWO
    run: FakeMatrixRun = field(default_factory=FakeMatrixRun)
    started: list[tuple[tuple[RunOrder, ...], MatrixOptions]] = field(default_factory=list)

    def start_matrix(self, orders: Sequence[RunOrder], options: MatrixOptions) -> FakeMatrixRun:
        self.started.append((tuple(orders), options))
        return self.run


@dataclass
class Stand:
    """A presenter over fakes."""

    background: FakeBackground = field(default_factory=FakeBackground)
    matrix: FakeMatrix = field(default_factory=FakeMatrix)
    presenter: Any = None

    def order_names(self) -> list[tuple[str, Platform]]:
        orders, _ = self.matrix.started[-1]
        return [(o.connection.profile.identifier, o.platform) for o in orders]


@pytest.fixture
def stand(qapp: QApplication) -> Stand:
    made = Stand()
    made.presenter = MatrixPresenter(
        background=made.background,
        tests=lambda: made.matrix,
        messages=load_messages("en"),
    )
    made.presenter.load()
    return made


# --- choosing ----------------------------------------------------------------------------------


def test_every_connection_is_chosen_at_first(stand: Stand) -> None:
    """Leaving out is rarer than taking in."""
    assert ("p1", "p2") == stand.presenter.choice.chosen


def test_a_platform_without_an_app_is_not_run(stand: Stand) -> None:
    """The second connection has no app on iOS."""
    stand.presenter.run()
    assert [
        ("acme-staff", Platform.ANDROID),
        ("acme-staff", Platform.IOS),
        ("acme-sales", Platform.ANDROID),
    ] == stand.order_names()


def test_a_connection_can_be_left_out(stand: Stand) -> None:
    """Its logins with it."""
    before = stand.presenter.choice.logins
    stand.presenter.choose("p2", chosen=False)
    assert (3 * len(NAMES), 2 * len(NAMES)) == (before, stand.presenter.choice.logins)


def test_none_is_chosen_in_one_click(stand: Stand) -> None:
    """And nothing can be run then."""
    stand.presenter.choose_all(chosen=False)
    stand.presenter.run()
    assert ((), [], False) == (
        stand.presenter.choice.chosen,
        stand.matrix.started,
        stand.presenter.is_running,
    )


def test_a_platform_without_an_app_is_said(stand: Stand) -> None:
    """It was ticked, and nothing of it will run: the name and the platform are told."""
    named = stand.presenter.choice.without_app
    assert (("Acme Sales", Platform.IOS),) == named


def test_what_cannot_run_is_counted_and_left_out(stand: Stand) -> None:
    """Silence would look like a success."""
    stand.matrix.reasons["unknown-app"] = "unavailable.code"
    stand.presenter.load()
    choice = stand.presenter.choice
    assert (3 * (len(NAMES) - 1), 3) == (choice.logins, choice.left_out)


def test_the_choice_survives_another_look(stand: Stand) -> None:
    """Connections are read anew whenever the page is shown."""
    stand.presenter.choose("p1", chosen=False)
    stand.presenter.load()
    assert ("p2",) == stand.presenter.choice.chosen


def test_each_connection_can_use_its_own_backend(stand: Stand) -> None:
    """Instead of the simulator for all."""
    stand.presenter.choose_backend(on_simulator=False)
    stand.matrix.backends = lambda _connection: (BackendKind.AUTHING,)  # type: ignore[method-assign]
    stand.presenter.run()
    assert {BackendKind.AUTHING} == {o.backend for o in stand.matrix.started[-1][0]}


def test_the_manner_is_handed_on(stand: Stand) -> None:
    """How many at once, and whether the first failure is the last."""
    stand.presenter.choose_workers(4)
    stand.presenter.choose_fail_fast(fails_fast=True)
    stand.presenter.run()
    assert MatrixOptions(4, fails_fast=True) == stand.matrix.started[-1][1]


# --- running -----------------------------------------------------------------------------------


def test_lines_count_what_has_ended(stand: Stand) -> None:
    """As expected and otherwise apart."""
    bad = refused("wrong-state", number=5, code="authing.2020", passed=False)
    stand.matrix.run.told = [RunBegan(0), ended(0, success()), RunBegan(0), ended(0, bad)]
    stand.presenter.run()
    stand.background.play()
    line = stand.presenter.progress.lines[0]
    assert (1, 1, len(NAMES)) == (line.as_expected, line.otherwise, line.total)


def test_what_did_not_end_as_expected_is_listed(stand: Stand) -> None:
    """With the connection it belongs to, to be opened."""
    bad = refused("wrong-state", number=5, code="authing.2020", passed=False)
    stand.matrix.run.told = [RunBegan(2), ended(2, bad)]
    stand.presenter.run()
    stand.background.play()
    (finding,) = stand.presenter.progress.findings
    assert ("p2", "Acme Sales", "wrong-state") == (finding.key, finding.name, finding.scenario)


def test_findings_are_said_in_another_language(stand: Stand) -> None:
    """Those that are there already."""
    bad = refused("wrong-state", number=5, code="authing.2020", passed=False)
    stand.matrix.run.told = [ended(0, bad)]
    stand.presenter.run()
    stand.background.play()
    stand.presenter.set_messages(load_messages("zh_CN"))
    title = load_messages("zh_CN").text("scenario.wrong-state.title")
    assert title == stand.presenter.progress.findings[0].title


def test_thousands_of_findings_do_not_fill_the_page(stand: Stand) -> None:
    """They are counted; the report has them all."""
    bad = refused("wrong-state", number=5, code="authing.2020", passed=False)
    stand.matrix.run.told = [ended(0, bad)] * (FINDINGS_KEPT + 5)
    stand.presenter.run()
    stand.background.play()
    progress = stand.presenter.progress
    assert (FINDINGS_KEPT, FINDINGS_KEPT + 5) == (len(progress.findings), progress.otherwise)


def test_a_stop_gives_the_runs_up(stand: Stand) -> None:
    """What has ended stays, and the page says that it is not all."""
    stand.matrix.run.told = [ended(0, success())]
    stand.presenter.run()
    task = stand.background.streams[-1][0]
    stand.presenter.stop()
    progress = stand.presenter.progress
    assert (True, False, True) == (task.cancelled, progress.is_running, progress.is_stopped)


def test_a_worker_that_falls_over_is_told_of(stand: Stand, qtbot: QtBot) -> None:
    """And the page can be used again."""
    stand.matrix.run.error = WorkerFailedError(-9)
    stand.presenter.run()
    with qtbot.waitSignal(stand.presenter.failure_changed, timeout=60_000) as heard:
        stand.background.play()
    assert ("trouble", True, False) == (
        heard.args[0].what,
        "signal 9" in heard.args[0].details[0],
        stand.presenter.is_running,
    )


def test_what_went_wrong_is_told_in_the_language_of_the_moment(stand: Stand, qtbot: QtBot) -> None:
    """Also when it changes while the sentence stands there."""
    stand.matrix.run.error = WorkerFailedError(-9)
    stand.presenter.run()
    stand.background.play()
    with qtbot.waitSignal(stand.presenter.failure_changed, timeout=60_000) as heard:
        stand.presenter.set_messages(load_messages("zh_CN"))
    assert "信号 9" in heard.args[0].details[0]


def test_the_next_run_lets_go_of_the_last_one(stand: Stand) -> None:
    """Its events lie in a file."""
    stand.presenter.run()
    stand.background.play()
    stand.presenter.run()
    assert stand.matrix.run.is_closed


# --- an earlier report -------------------------------------------------------------------------


def report_of(events: list[Event], path: Path) -> Path:
    """As ``test --json-file`` writes it."""
    path.write_bytes(events_report([tuple(events)], path, load_messages("en")))
    return path


def test_what_has_changed_since_a_report_is_told(stand: Stand, tmp_path: Path) -> None:
    """The verdicts before and after, leg by leg."""
    stand.matrix.run.told = [ended(0, success())]
    stand.presenter.run()
    stand.background.play()
    before = refused("success", number=5, code="authing.2020", passed=False)
    stand.presenter.compare(report_of(before, tmp_path / "old.json"))
    comparison = stand.presenter.progress.comparison
    assert ("old.json", True) == (
        comparison.name,
        any(change.before == "Failed 2020" for change in comparison.changes),
    )


def test_the_same_again_has_no_changes(stand: Stand, tmp_path: Path) -> None:
    """Times and ids may differ."""
    stand.matrix.run.told = [ended(0, success())]
    stand.presenter.run()
    stand.background.play()
    stand.presenter.compare(report_of(success(run_id="r9"), tmp_path / "old.json"))
    assert () == stand.presenter.progress.comparison.changes


def test_a_file_without_runs_is_told_of(stand: Stand, tmp_path: Path, qtbot: QtBot) -> None:
    """By its name."""
    other = tmp_path / "other.json"
    other.write_text("[]")
    stand.matrix.run.told = [ended(0, success())]
    stand.presenter.run()
    stand.background.play()
    with qtbot.waitSignal(
        stand.presenter.failure_changed, check_params_cb=lambda failure: bool(failure.what)
    ) as heard:
        stand.presenter.compare(other)
    assert ("compare", True) == (heard.args[0].what, "other.json" in heard.args[0].details[0])


# --- the page over the real thing --------------------------------------------------------------


@dataclass
class Window:
    """The page and what is behind it."""

    page: MatrixPage
    noted: Noted
    services: Services
    chooser: ChosenFiles
    bot: QtBot
    said_at_end: str = ""

    def click(self, name: str) -> None:
        found = self.page.findChild(QPushButton, name)
        assert found is not None, name
        self.bot.mouseClick(found, Qt.MouseButton.LeftButton)

    @property
    def progress(self) -> MatrixProgress:
        return self.page.presenter.progress

    def run_group(self, group: str) -> None:
        self.page.presenter.choose_group(group)
        self.click("run_matrix_button")
        self.bot.waitUntil(lambda: not self.page.presenter.is_running, timeout=PATIENCE_MS)


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController, tmp_path: Path
) -> Iterator[Window]:
    with matrix_window(qapp, theme, qtbot, tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def ran(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    kept_theme: ThemeController,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Window]:
    """One group has run: for those who only look at what came of it."""
    folder = tmp_path_factory.mktemp("ran")
    with matrix_window(qapp, kept_theme, QtBot(request), folder) as made:
        made.run_group("state")
        made.said_at_end = made.page._context.toast().sentence.text()
        yield made


@contextmanager
def matrix_window(
    app: QApplication, theme: ThemeController, bot: QtBot, folder: Path
) -> Iterator[Window]:
    """The page over two connections."""
    with collected_here():
        bridge = Bridge()
        bridge.start()
        services = services_in(folder)
        for number in (2, 3):
            document = {
                "type": "wechatwork:mobile",
                "identifier": f"acme-{number}",
                "display_name": f"Acme {number}",
                "corp_id": "ww3f9c0a7be1d24856",
                "agent_id": f"100000{number}",
                "schema": f"wwauth3f9c0a7be1d2485600000{number}",
                "secret": "keyring:",
                "android": {"package": "com.acme.app", "signature_md5": "0" * 32},
            }
            services.profiles.create(document, {"secret": Secret("s" * 43)})
        host = QWidget()
        context, noted = make_context(
            app, theme, bridge=bridge, host=host, services=lambda: services
        )
        chooser = ChosenFiles(folder / "report.xml")
        page = MatrixPage(context, real_presenter(context), chooser=chooser)
        page.resize(1080, 748)
        page.retranslate()
        page.show()
        page.activate(None)
        bot.waitUntil(lambda: bool(page.presenter.choice.logins), timeout=PATIENCE_MS)
        yield Window(page, noted, services, chooser, bot)
        page.shut_down()
        assert bridge.shut_down()
        dispose(page, host)
        services.close()


def test_all_connections_log_in(ran: Window) -> None:
    """Against simulators of their own, in a process of its own."""
    progress = ran.progress
    assert (progress.total, 0, False) == (progress.done, progress.otherwise, progress.is_stopped)


def test_what_the_simulator_answered_is_called_simulated(ran: Window) -> None:
    """And counted: as expected is not proven."""
    assert 0 < ran.progress.total == ran.progress.simulated


def test_the_end_is_not_told_on_the_page_itself(ran: Window) -> None:
    """Its numbers say it."""
    assert "" == ran.said_at_end


def test_the_end_is_told_on_another_page(window: Window) -> None:
    """With the way back."""
    toast = window.page._context.toast()
    window.page.presenter.choose_group("state")
    window.click("run_matrix_button")
    window.page.hide()
    window.bot.waitUntil(lambda: not window.page.presenter.is_running, timeout=PATIENCE_MS)
    told = f"{window.progress.total} logins finished, 0 of them not as expected."
    toast.action_button.click()
    assert (told, ("matrix", None)) == (toast.sentence.text(), window.noted.went[-1])


def test_the_runs_are_remembered(ran: Window) -> None:
    """By the connections that are stored."""
    stored = ran.services.profiles
    counts = [len(stored.runs(summary.id)) for summary in stored.list()]
    per_connection = ran.progress.lines[0].total
    assert [per_connection, per_connection] == counts


def test_the_report_has_every_run(ran: Window) -> None:
    """As JUnit reads it."""
    ran.click("matrix_report_button")
    path = ran.chooser.path
    assert path is not None
    ran.bot.waitUntil(path.exists, timeout=PATIENCE_MS)
    cases = ET.parse(path).getroot().iter("testcase")
    names = {case.get("classname") for case in cases}
    assert len(ran.progress.lines) == len(names)


def test_a_stop_takes_effect_at_once(window: Window) -> None:
    """With a worker under way."""
    window.click("run_matrix_button")
    window.bot.waitUntil(lambda: window.progress.done > 0, timeout=PATIENCE_MS)
    window.click("stop_matrix_button")
    assert (False, True) == (window.page.presenter.is_running, window.progress.is_stopped)


def test_what_ended_otherwise_opens_in_the_login_test(window: Window) -> None:
    """At its platform and scenario."""
    finding = UnexpectedRun("p1", "Acme", Platform.IOS, "wrong-state", "Wrong state", "Leg 5")
    window.page.result.opened.emit(finding)
    wanted = OpenTest("p1", platform=Platform.IOS, scenario="wrong-state")
    assert ("test", wanted) == window.noted.went[-1]


def test_the_keyboard_takes_a_connection_out(window: Window) -> None:
    """Space on its row."""
    view = window.page.findChild(QListView, "matrix_connections")
    assert view is not None
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert not window.page.presenter.choice.items[0].is_chosen
