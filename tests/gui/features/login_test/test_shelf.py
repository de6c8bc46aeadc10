"""The left pane: groups that fold, search, filter, and what a batch leaves to be looked at."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from wecom_console.gui.features.login_test.presenter.shelf import (
    ScenarioFilter,
    ScenarioShelf,
    ScenariosPresenter,
)
from wecom_console.gui.features.login_test.presenter.state import ScenarioBoard, ScenarioItem
from wecom_console.gui.parts.presenter.scenario_model import ScenarioMark as M


def item(name: str, group: str, mark: M = M.AS_EXPECTED) -> ScenarioItem:
    return ScenarioItem(name, f"Title of {name}", f"What {name} is about", mark, group=group)


BOARD = ScenarioBoard(
    items=(
        item("success", "phone"),
        item("cancelled", "phone", M.UNPROVEN),
        item("wrong-state", "state"),
        item("no-state", "state", M.NOT_AS_EXPECTED),
        item("foreign", "app", M.UNAVAILABLE),
    ),
    current="success",
)


def folded(shelf: ScenarioShelf) -> list[bool]:
    return [group.is_folded for group in shelf.view(BOARD).groups]


def test_each_group_counts_what_ended_and_what_did_not_run() -> None:
    """As expected of those that ran; what cannot run is beside it only where others have."""
    groups = ScenarioShelf().view(BOARD).groups
    assert [(2, 2, 0), (1, 2, 0), (0, 0, 0)] == [
        (group.as_expected, group.ran, group.not_run) for group in groups
    ]


def test_a_group_is_folded_until_somebody_unfolds_it() -> None:
    """Each by itself."""
    shelf = ScenarioShelf()
    before = folded(shelf)
    shelf.fold("state", folded=False)
    during = folded(shelf)
    shelf.fold("state", folded=True)
    assert ([True] * 3, [True, False, True], [True] * 3) == (before, during, folded(shelf))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("WRONG", ("wrong-state",)),
        ("title state", ("wrong-state", "no-state")),
        ("nothing of it", ()),
        ("  ", ("success", "cancelled", "wrong-state", "no-state", "foreign")),
    ],
)
def test_every_word_must_occur(query: str, found: tuple[str, ...]) -> None:
    """In title, sentence or name; whatever is found is unfolded."""
    view = ScenarioShelf(query=query).view(BOARD)
    assert found == view.names
    assert query.strip() == "" or not any(group.is_folded for group in view.groups)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (ScenarioFilter.UNEXPECTED, ("no-state",)),
        (ScenarioFilter.NOT_RUN, ("foreign",)),
    ],
)
def test_a_filter_leaves_its_scenarios(chosen: ScenarioFilter, found: tuple[str, ...]) -> None:
    """And the three of them are counted whatever is chosen."""
    view = ScenarioShelf(chosen=chosen).view(BOARD)
    assert (found, (5, 1, 1)) == (view.names, view.counts)


def test_after_a_batch_the_first_unexpected_one_is_looked_at(qtbot: QtBot) -> None:
    """And its group is unfolded; the others stay as they were."""
    presenter = ScenariosPresenter()
    presenter.show(replace(BOARD, is_running=True, total=5))
    with qtbot.waitSignal(presenter.wanted) as wanted:
        presenter.show(BOARD)
    assert ["no-state"] == wanted.args
    assert [False, False, True] == [group.is_folded for group in presenter.view.groups]


def test_after_one_run_nothing_else_is_looked_at(qtbot: QtBot) -> None:
    """Its user is looking at it."""
    presenter = ScenariosPresenter()
    presenter.show(replace(BOARD, is_running=True, total=1))
    with qtbot.assertNotEmitted(presenter.wanted):
        presenter.show(BOARD)


def test_the_group_of_what_is_looked_at_unfolds(qtbot: QtBot) -> None:
    """Wherever it was chosen."""
    presenter = ScenariosPresenter()
    presenter.show(BOARD)
    presenter.show(replace(BOARD, current="foreign"))
    assert [False, True, False] == [group.is_folded for group in presenter.view.groups]
