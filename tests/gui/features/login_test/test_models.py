"""The tables and lists of the login test page."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from wecom_console.domain.verdicts import LEGS, Leg, Verdict
from wecom_console.gui.features.login_test.presenter.legs_model import LegColumn, LegModel, LegRow
from wecom_console.gui.parts.presenter.scenario_model import (
    ScenarioMark,
    ScenarioModel,
    ScenarioRow,
)


def test_a_leg_reads_as_number_name_verdict_and_time(qtbot: QtBot) -> None:
    """The texts of a row are there for tests and screen readers alike."""
    model = LegModel()
    model.set_rows(
        [LegRow(Leg.IDENTITY, "Backend", "failed", "Failed", "60020", "186 ms", Verdict.FAILED)]
    )
    row = [model.index(0, column).data() for column in LegColumn]
    assert ["6", "Backend", "Failed 60020", "186 ms"] == row


def test_only_changed_legs_are_repainted(qtbot: QtBot) -> None:
    """A new list tells which rows differ."""
    model = LegModel()
    before = [LegRow(leg, leg.value, "waiting") for leg in LEGS]
    model.set_rows(before)
    after = [LegRow(leg, leg.value, "running" if leg is Leg.CONFIRM else "waiting") for leg in LEGS]
    with qtbot.waitSignal(model.dataChanged, timeout=60_000) as changed:
        model.set_rows(after)
    assert 2 == changed.args[0].row()


def test_a_scenario_is_read_out_with_its_state(qtbot: QtBot) -> None:
    """A screen reader hears both lines."""
    model = ScenarioModel()
    model.set_rows([ScenarioRow("success", "Success", ScenarioMark.RUNNING, "Running, leg 5")])
    text = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Success, Running, leg 5" == text


def test_a_new_state_keeps_the_rows(qtbot: QtBot) -> None:
    """A change of state is no reset, so the selection stays."""
    model = ScenarioModel()
    model.set_rows([ScenarioRow("a", "A"), ScenarioRow("b", "B")])
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_rows([ScenarioRow("a", "A"), ScenarioRow("b", "B", ScenarioMark.WAITING)])
