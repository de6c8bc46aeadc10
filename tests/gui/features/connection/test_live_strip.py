"""The strip from here to live: what it is told becomes what it shows and offers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.features.connection.test_detail_presenter import Bench
from gui.parts.form.form_support import find
from wecom_console.gui.features.connection.live_strip import LiveStrip, StepWords
from wecom_console.gui.features.connection.presenter.association import (
    AnswerLine,
    AssociationState,
    Sign,
)
from wecom_console.gui.features.connection.presenter.going_live import GoingLivePresenter
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.profiles.going_live import GoingLive, Milestone

WORDS = StepWords(load_messages("en"), lambda _at: "2 min ago")


@pytest.fixture
def state(qtbot: QtBot, tmp_path: Path) -> Iterator[GoingLivePresenter]:
    """Over a stored connection that nobody has tested."""
    bench = Bench(tmp_path)
    made = GoingLivePresenter()
    made.show_stored(bench.page.state)
    yield made
    made.deleteLater()
    bench.page.deleteLater()


@pytest.fixture
def strip(qtbot: QtBot, theme: ThemeController, state: GoingLivePresenter) -> LiveStrip:
    made = LiveStrip(theme)
    qtbot.addWidget(made)
    made.resize(1000, 240)
    made.show_state(state.state, WORDS, is_live=False)
    made.show()
    return made


def test_the_next_step_alone_is_filled_and_acts(strip: LiveStrip, qtbot: QtBot) -> None:
    """It asks for Authing; the app waits for it."""
    with qtbot.waitSignal(strip.acted) as asked:
        find(strip, QPushButton, "step_authing_button").click()
    waiting = find(strip, QPushButton, "step_app_button")
    assert (["connect"], False, "First: In Authing") == (
        asked.args,
        waiting.isEnabled(),
        waiting.toolTip(),
    )


def test_a_step_is_read_out_as_a_whole(strip: LiveStrip) -> None:
    """Its name, what is known, and the remark."""
    told = strip.views[Milestone.HERE].accessibleName()
    assert "Here, Saved, no errors, Revision 1 · 2 min ago" == told


def test_folded_it_is_one_line_with_the_next_button(strip: LiveStrip, qtbot: QtBot) -> None:
    """The same button, and how many steps are done."""
    strip.set_folded(folded=True)
    with qtbot.waitSignal(strip.acted) as asked:
        find(strip, QPushButton, "step_next_button").click()
    assert (["connect"], "1 of 5 steps done") == (asked.args, strip.summary.text())


def test_on_a_low_page_it_begins_as_a_line(strip: LiveStrip, theme: ThemeController) -> None:
    """Unfolded by hand it stays so; where there is no room at all it is not there."""
    strip.set_room(500)
    begins = strip.is_folded
    strip.set_folded(folded=False)
    strip.set_room(499)
    assert (True, False, False) == (begins, strip.is_folded, strip.isHidden())
    strip.set_room(200)
    assert strip.isHidden()


def test_what_authing_answered_counts(state: GoingLivePresenter) -> None:
    """The applications that it named, until something else is stored."""
    line = AnswerLine("authing_used_by", Sign.OK, names="Acme App")
    state.show_association(AssociationState(can_ask=True, lines=(line,)))
    assert "used_by" == _step(state.state, Milestone.APP)


def test_an_answer_that_was_not_given_counts_for_nothing(state: GoingLivePresenter) -> None:
    """Skipped for want of a key: nobody knows."""
    line = AnswerLine("authing_used_by", Sign.SKIPPED)
    state.show_association(AssociationState(can_ask=True, lines=(line,)))
    assert "not_asked" == _step(state.state, Milestone.APP)


def _step(shown: GoingLive, step: Milestone) -> str:
    return next(one.state for one in shown.steps if one.step is step)
