"""The login test page's widgets, with scripted runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.features.login_test.login_test_support import (
    FakeBackground,
    FakeTests,
    refused,
    untrusted_ip,
)
from gui.page_support import ChosenFiles, Noted, dispose, make_context
from wecom_console.domain.verdicts import LEGS, BackendKind, Leg, Verdict
from wecom_console.gui.features.login_test.collaborators import LoginTestCollaborators
from wecom_console.gui.features.login_test.leg_table import broken
from wecom_console.gui.features.login_test.page import LoginTestPage
from wecom_console.gui.features.login_test.phone_screens import PhoneScreens
from wecom_console.gui.features.login_test.presenter.device import DevicePresenter
from wecom_console.gui.features.login_test.presenter.presenter import LoginTestPresenter
from wecom_console.gui.parts.login_request import OpenTest
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role, Weight
from wecom_console.messages.catalogue import load_messages


@dataclass
class Made:
    """The page and everything around it."""

    page: LoginTestPage
    tests: FakeTests
    background: FakeBackground
    presenter: LoginTestPresenter
    noted: Noted
    chooser: ChosenFiles
    saved: list[tuple[Path, bytes]]
    opened: list[str]

    def find(self, kind: type[Any], name: str) -> Any:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def legs(self) -> list[list[str]]:
        model = self.find(QListView, "leg_table").model()
        return [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]


@pytest.fixture
def made(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController, tmp_path: Path
) -> Iterator[Made]:
    background, tests = FakeBackground(), FakeTests()
    presenter = LoginTestPresenter(
        background=background,
        tests=lambda: tests,
        messages=load_messages("en"),
        ticks_ms=lambda: 0.0,
    )
    device = DevicePresenter(messages=load_messages("en"), new_state=lambda: "s" * 22)
    chooser = ChosenFiles(tmp_path / "report.json")
    saved: list[tuple[Path, bytes]] = []
    opened: list[str] = []

    def save(path: Path, data: bytes) -> None:
        saved.append((path, data))

    host = QWidget()
    context, noted = make_context(qapp, theme, bridge=background, host=host)
    outside = LoginTestCollaborators(presenter, device, chooser, save, opened.append)
    page = LoginTestPage(context, outside)
    page.resize(1080, 748)
    page.retranslate()
    page.show()
    page.activate(None)
    yield Made(page, tests, background, presenter, noted, chooser, saved, opened)
    dispose(page, host)


def test_the_run_button_runs_the_selected_scenario(made: Made, qtbot: QtBot) -> None:
    """One click, and seven legs with their verdicts."""
    qtbot.mouseClick(made.find(QPushButton, "run_test_button"), Qt.MouseButton.LeftButton)
    made.background.play()
    words = [row[2] for row in made.legs()]
    assert ["Proven", *["Simulated"] * 6] == words


@pytest.mark.parametrize(
    ("button", "said_first"),
    [("run_test_button", ["Success", "As expected"]), ("run_all_button", ["8 of 8 as expected"])],
)
def test_a_screen_reader_says_what_a_run_came_to(
    made: Made, qtbot: QtBot, read_aloud: list[str], button: str, said_first: list[str]
) -> None:
    """The scenario and whether that was expected, or what all came to; once, at the end."""
    qtbot.mouseClick(made.find(QPushButton, button), Qt.MouseButton.LeftButton)
    made.background.play()
    qtbot.waitUntil(lambda: bool(read_aloud), timeout=60_000)
    (said,) = read_aloud
    assert said_first == said.split(", ")[: len(said_first)]


def test_several_selected_scenarios_run_one_after_the_other(made: Made, qtbot: QtBot) -> None:
    """Ctrl and Shift select more."""
    view = made.find(QListView, "scenario_list")
    view.selectAll()
    qtbot.mouseClick(made.find(QPushButton, "run_test_button"), Qt.MouseButton.LeftButton)
    assert 8 == len(made.tests.orders[0].scenarios)


def test_the_navigation_shows_how_far_a_run_is(made: Made, qtbot: QtBot) -> None:
    """Its badge counts."""
    qtbot.mouseClick(made.find(QPushButton, "run_all_button"), Qt.MouseButton.LeftButton)
    assert "1 / 8" == made.noted.badges[-1].text


def test_the_badge_goes_with_the_run(made: Made, qtbot: QtBot) -> None:
    """Nothing is left of it afterwards."""
    qtbot.mouseClick(made.find(QPushButton, "run_all_button"), Qt.MouseButton.LeftButton)
    made.background.play()
    assert made.noted.badges[-1] is None


def test_stop_is_live_only_while_something_runs(made: Made, qtbot: QtBot) -> None:
    """And *Run* only while nothing does."""
    run, stop = (made.find(QPushButton, f"{n}_test_button") for n in ("run", "stop"))
    before = (run.isEnabled(), stop.isEnabled())
    qtbot.mouseClick(run, Qt.MouseButton.LeftButton)
    during = (run.isEnabled(), stop.isEnabled())
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    after = (run.isEnabled(), stop.isEnabled())
    assert [(True, False), (False, True), (True, False)] == [before, during, after]


def test_the_headers_part_stays_hidden_behind_another_page(made: Made) -> None:
    """A change of language or of the connections does not bring it back."""
    part = made.page.header_extra()
    assert part is not None
    part.hide()
    made.page.retranslate()
    made.presenter.load()
    assert part.isHidden()


def test_legs_that_a_stopped_run_did_not_reach_say_so(made: Made) -> None:
    """Nothing is left to wait for."""
    made.presenter.run_selected()
    made.background.play(4)
    model: Any = made.find(QListView, "leg_table").model()
    last = model.index(Leg.TOKENS.number - 1, 2, QModelIndex())
    before = last.data()
    made.presenter.running.stop()
    assert ("Waiting", "Not run") == (before, last.data())


def run(made: Made, script: list[Any]) -> None:
    made.tests.scripts["success"] = script
    made.presenter.run_selected()
    made.background.play()


def test_a_failed_leg_is_explained_before_its_evidence(made: Made) -> None:
    """Verdict, evidence, cause and fix stand above the calls."""
    run(made, untrusted_ip())
    pane, card = made.page.explanation, made.page.exchanges
    assert pane.isVisible()
    assert pane.mapTo(made.page, pane.rect().bottomLeft()).y() < (
        card.mapTo(made.page, card.rect().topLeft()).y()
    )


def test_copy_ip_copies_the_address(made: Made, qtbot: QtBot) -> None:
    """Ready for the admin console."""
    run(made, untrusted_ip())
    qtbot.mouseClick(made.find(QPushButton, "copy_ip_button"), Qt.MouseButton.LeftButton)
    assert "203.0.113.24" == QGuiApplication.clipboard().text()


def test_the_admin_console_opens_in_the_browser(made: Made, qtbot: QtBot) -> None:
    """One click away from the fix."""
    run(made, untrusted_ip())
    button = made.find(QPushButton, "open_wecom_admin_button")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert made.opened[0].startswith("https://work.weixin.qq.com/")


def test_the_trace_draws_redactions_instead_of_secrets(made: Made) -> None:
    """A marker never shows as text."""
    run(made, untrusted_ip())
    text = made.find(QTextEdit, "trace_view").toPlainText()
    assert ("\ufffc" in text, "[redacted" in text) == (True, False)


def test_curl_is_copied_with_variables(made: Made, qtbot: QtBot) -> None:
    """No secret is there to copy."""
    run(made, untrusted_ip())
    qtbot.mouseClick(made.find(QPushButton, "copy_curl_button"), Qt.MouseButton.LeftButton)
    assert '"${CORPSECRET}"' in QGuiApplication.clipboard().text()


def test_clicking_a_leg_shows_it(made: Made, qtbot: QtBot) -> None:
    """The detail follows the table."""
    run(made, untrusted_ip())
    table = made.find(QListView, "leg_table")
    centre = table.visualRect(table.model().index(4, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert "Leg 5, App → backend: Proven" == made.page.explanation.title.toPlainText()


def test_the_table_can_be_walked_with_the_keyboard(made: Made, qtbot: QtBot) -> None:
    """Left from the failed leg."""
    run(made, untrusted_ip())
    table = made.find(QListView, "leg_table")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert Leg.EXCHANGE.number - 1 == table.currentIndex().row()


def test_an_expected_refusal_ticks_its_scenario(made: Made) -> None:
    """The leg failed, the line says as expected."""
    made.tests.scripts["cancelled"] = refused("cancelled", number=3, code="confirm.cancelled")
    made.presenter.select_scenario("cancelled")
    made.presenter.run_selected()
    made.background.play()
    model: Any = made.find(QListView, "scenario_list").model()
    text = model.index(1, 0, QModelIndex()).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Member cancels, As expected, simulated" == text


def test_a_report_is_saved_where_the_user_says(made: Made, qtbot: QtBot) -> None:
    """With the connection's name as a start."""
    run(made, untrusted_ip())
    qtbot.mouseClick(made.find(QPushButton, "export_report_button"), Qt.MouseButton.LeftButton)
    assert ("acme-staff-report.html", "report.json") == (
        made.chooser.asked[0][1],
        made.saved[0][0].name,
    )


def test_there_is_no_report_before_a_run(made: Made) -> None:
    """The button says why it is off."""
    button = made.find(QPushButton, "export_report_button")
    assert (False, "There is no run to report") == (button.isEnabled(), button.toolTip())


def test_the_deep_link_can_be_copied_but_not_edited(made: Made, qtbot: QtBot) -> None:
    """It belongs to the connection."""
    edit = made.find(QLineEdit, "deep_link_edit")
    made.find(QPushButton, "copy_link_button").click()
    assert (True, edit.text()) == (edit.isReadOnly(), QGuiApplication.clipboard().text())


def test_a_wrong_paste_is_explained_at_once(made: Made) -> None:
    """No button has to be pressed."""
    made.find(QLineEdit, "callback_edit").setText("https://example.com/?code=x")
    problem = made.page.phone.paste.field.problem
    assert problem.text().startswith("The scheme https is not")


def test_the_drawn_phones_login_button_begins_a_run_by_hand(made: Made, qtbot: QtBot) -> None:
    """Whoever presses it wants to go on from there."""
    button = made.find(QPushButton, "phone_login_button")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert ("virtual", ("success",)) == (
        made.tests.orders[0].phone.value,
        made.tests.orders[0].scenarios,
    )


def test_opening_with_a_connection_runs_it_at_once(made: Made) -> None:
    """*Try the demo* leads here."""
    made.page.activate(OpenTest("demo", run_now=True))
    assert "demo" == made.tests.orders[0].connection.key


def test_a_draft_under_test_has_a_way_back_to_its_form(made: Made) -> None:
    """In the header, and by Esc; another connection has none."""
    made.page.activate(OpenTest("demo", back=("wizard", "new")))
    assert ["Back to the form"] == [words for _, words in made.page.breadcrumb()]
    assert made.page.run_command("escape")
    assert ("wizard", "new") == made.noted.went[-1]
    made.page.activate(OpenTest("demo"))
    assert () == made.page.breadcrumb()


def test_the_way_back_to_a_form_goes_while_another_connection_is_looked_at(made: Made) -> None:
    """Esc then leaves nothing by accident; with the draft it is there again."""
    made.page.activate(OpenTest("demo", back=("wizard", "new")))
    others = [item.key for item in made.page.chooser._list.items if item.key != "demo"]
    ways = []
    for key in (others[0], "demo"):
        made.presenter.choose_connection(key)
        ways.append(len(made.page.breadcrumb()))
    assert [0, 1] == ways


def test_f5_runs(made: Made) -> None:
    """The shell hands the shortcut on."""
    assert (True, 1) == (made.page.run_command("run"), len(made.tests.orders))


def test_every_icon_button_has_a_name(made: Made) -> None:
    """Screen readers need it."""
    nameless = [
        button.objectName()
        for button in made.page.findChildren(QPushButton)
        if button.isVisible() and not button.text() and not button.accessibleName()
    ]
    assert [] == nameless


def test_the_phone_becomes_a_tab_where_there_is_no_room(made: Made) -> None:
    """Below 110 characters it takes turns with the legs."""
    made.page.resize(760, 748)
    assert (True, False) == (made.page.arrangement.sides.isVisible(), made.page.phone.isVisible())


def test_the_list_becomes_a_drop_down_where_there_is_less(made: Made) -> None:
    """Below 75 characters."""
    made.page.resize(480, 748)
    assert (False, True) == (
        made.page.scenarios.list.isVisible(),
        made.page.scenarios.choice.isVisible(),
    )


def test_chinese_is_there_without_a_restart(made: Made) -> None:
    """Leg names come from the messages of the language."""
    made.page._context.languages.set_preference("zh_CN")
    made.page.retranslate()
    names = [row[1] for row in made.legs()]
    made.page._context.languages.set_preference("en")
    assert (len(LEGS), "配置检查") == (len(names), names[0])


def test_the_backend_can_be_chosen(made: Made) -> None:
    """The combo's key is the backend."""
    made.page.scenarios.backend.choose("wecom")
    made.page.scenarios.backend.activated.emit(1)
    assert BackendKind.WECOM == made.presenter.controls.backend


def test_the_panes_are_as_they_were_left(made: Made) -> None:
    """Once somebody has moved one."""
    made.page.arrangement.columns.setSizes([400, 600])
    made.page.arrangement.columns.moved.emit()
    made.page.shut_down()
    kept = dict(made.page._context.settings.read().panes)
    assert kept["columns"] == tuple(made.page.arrangement.columns.sizes())


def test_ctrl_f_looks_for_a_scenario(made: Made, qtbot: QtBot) -> None:
    """What is typed leaves those with these words."""
    assert made.page.run_command("find")
    qtbot.keyClicks(made.find(QLineEdit, "scenario_search"), "cancel")
    rows = made.page.scenarios.list.scenarios.rows
    assert ["cancelled"] == [row.name for row in rows]


def test_the_explanation_is_copied_as_markdown(made: Made, qtbot: QtBot) -> None:
    """One button."""
    run(made, untrusted_ip())
    button = made.find(QPushButton, "copy_explanation_button")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith("### Not as expected: 60020")


def test_the_phone_shows_the_leg_that_is_looked_at(made: Made) -> None:
    """And the leg is that of the screen somebody went to."""
    run(made, untrusted_ip())
    made.presenter.reading.select_leg(Leg.CONFIRM)
    at_leg = made.page.phone._view
    made.page.phone.stepped.emit(-1)
    assert at_leg is not None
    assert (Leg.CONFIRM, Leg.REQUEST) == (at_leg.leg, made.presenter.reading.leg)


def test_a_line_of_the_exchanges_opens_by_keyboard(made: Made, qtbot: QtBot) -> None:
    """Space closes the first, which was open."""
    run(made, untrusted_ip())
    trace = made.find(QTextEdit, "trace_view")
    before = trace.document().blockCount()
    qtbot.keyClick(trace, Qt.Key.Key_Space)
    assert (2, True) == (trace.document().blockCount(), before > 2)


def test_no_button_of_the_explanation_becomes_a_window(made: Made, qapp: QApplication) -> None:
    """Also where another leg is looked at before the layout has shown the buttons of the first."""
    run(made, untrusted_ip())
    for leg in (Leg.PROFILE, Leg.REQUEST):
        made.presenter.reading.select_leg(leg)
    qapp.processEvents()
    alone = [w.objectName() for w in qapp.topLevelWidgets() if w.isVisible() and w.objectName()]
    assert ["login_test_page"] == alone


def test_before_a_connection_is_read_the_phone_is_bare(
    qapp: QApplication, theme: ThemeController
) -> None:
    """No screens on top of each other, and nothing to press."""
    phone = PhoneScreens(theme, messages=load_messages("en"))
    phone.show()
    seen = [b.objectName() for b in phone.findChildren(QPushButton) if b.isVisible()]
    dispose(phone)
    assert [] == seen


def test_beside_tabs_the_leg_that_is_looked_at_is_named(made: Made) -> None:
    """The time line has room for numbers alone there."""
    made.page.resize(760, 640)
    made.presenter.reading.select_leg(Leg.RETURN)
    label = made.find(QLabel, "leg_at_hand")
    assert (True, "Leg 4: WeCom → app") == (label.isVisible(), label.text())


def test_the_time_line_names_legs_as_soon_as_the_longest_name_fits(made: Made) -> None:
    """Measured, not guessed: a font that runs wider needs wider columns."""
    table = made.page.legs.table
    style = table._theme.font(Role.CAPTION, weight=Weight.MEDIUM)
    longest = max(QFontMetricsF(style).horizontalAdvance(row.name) for row in table.legs.rows)
    shown = []
    for column in (longest - 2, longest + 8):
        table.resize(round(column) * len(LEGS) + 20, table.height())
        shown.append(table.shows_names)
    assert [False, True] == shown


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Simulated", ("Simulated", "")),
        ("Not run", ("Not run", "")),
        ("Not provable here", ("Not provable", "here")),
    ],
)
def test_a_verdict_that_is_too_long_for_its_column_is_broken(
    text: str, lines: tuple[str, str]
) -> None:
    """At a blank, so that nothing of it is cut."""
    assert lines == broken(text, 120.0, lambda line: 10.0 * len(line))


def test_a_long_name_is_whole_on_the_phones_button(made: Made) -> None:
    """On as many lines as it needs; the phone is no wider."""
    button = made.find(QPushButton, "phone_login_button")
    width, low = button.width(), button.sizeHint().height()
    button.setText("Acme Field Sales and Service, northern region")
    assert (True, width) == (button.sizeHint().height() > low, button.width())


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_column_is_narrower_than_the_longest_word_of_a_verdict(
    made: Made, theme: ThemeController, scale: float
) -> None:
    """However the panes are moved, no word is cut."""
    theme.set_scale(scale)
    messages = load_messages("en")
    words = [messages.text(f"verdict.{verdict.value}") for verdict in Verdict]
    measure = QFontMetricsF(theme.font(Role.CAPTION, tabular=True))
    longest = max(measure.horizontalAdvance(part) for word in words for part in word.split())
    made.page.resize(round(760 * scale), 748)
    column = made.page.legs.table.minimumSizeHint().width() / len(LEGS)
    assert (True, True) == (column > longest, made.page.legs.width() / len(LEGS) > longest)
