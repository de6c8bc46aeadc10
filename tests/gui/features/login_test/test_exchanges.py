"""The pane of requests and answers: order, folds, search."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.features.login_test.login_test_support import call, untrusted_ip
from wecom_console.domain.verdicts import Leg
from wecom_console.gui.features.login_test.exchange_list import ExchangeList
from wecom_console.gui.features.login_test.presenter.exchanges import (
    ExchangesPresenter,
    ExchangesView,
)
from wecom_console.gui.features.login_test.presenter.state import LegDetail
from wecom_console.gui.features.login_test.presenter.wording import leg_detail
from wecom_console.gui.parts.presenter.exchange_rows import Ink
from wecom_console.gui.parts.presenter.run_state import replay
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.messages.catalogue import load_messages

EN = load_messages("en")
DETAIL = leg_detail(replay(tuple(untrusted_ip())), Leg.IDENTITY, EN, is_stale=False)
DEEP = '{"a":{"b":{"c":1,"d":2,"e":3}},"w":null,"x":null,"y":null,"z":null}'


class Desk:
    """A presenter and the last view of it."""

    def __init__(self, detail: LegDetail = DETAIL) -> None:
        self.presenter = ExchangesPresenter(messages=EN)
        self.view = ExchangesView()
        self.presenter.changed.connect(self._keep)
        self.presenter.show(detail)

    def _keep(self, view: ExchangesView) -> None:
        self.view = view

    def heads(self) -> list[tuple[str, bool]]:
        return [(row.columns[2][0], row.is_open) for row in self.view.rows if row.columns]

    def texts(self) -> list[str]:
        return [row.text for row in self.view.rows]


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk()


def test_the_refused_call_is_first_and_open(desk: Desk) -> None:
    """The others are one line each."""
    assert [("/cgi-bin/auth/getuserinfo", True), ("/cgi-bin/gettoken", False)] == desk.heads()


def test_the_code_that_decided_stands_in_the_line(desk: Desk) -> None:
    """In red where it was not expected, plain where it was."""
    code = desk.view.rows[0].columns[4]
    expected = Desk(replace(DETAIL, has_passed=True)).view.rows[0].columns[4]
    assert (("60020", Ink.BAD), ("60020", Ink.STRONG)) == (code, expected)


def test_a_call_opens_and_closes(desk: Desk) -> None:
    """Each by itself, and once more is as before."""
    before = desk.heads()
    desk.presenter.toggle("0")
    opened = desk.heads()
    desk.presenter.toggle("0")
    assert [True, True] == [is_open for _, is_open in opened]
    assert before == desk.heads()


def test_what_is_searched_is_opened_and_counted(desk: Desk) -> None:
    """Also in a call that was closed; of one without it the line alone stays."""
    desk.presenter.find("EXPIRES_in")
    found = [desk.view.rows[place].text for place in desk.view.found]
    assert [['"expires_in"', ":", "7200"]] == [text.split() for text in found]
    assert 1 == sum(bool(row.columns) and not row.is_open for row in desk.view.rows) or desk.heads()


def test_the_next_place_comes_around(desk: Desk) -> None:
    """After the last the first."""
    desk.presenter.find("errcode")
    count = len(desk.view.found)
    places = []
    for _ in range(count + 1):
        places.append(desk.view.at)
        desk.presenter.find_next()
    assert [*range(count), 0] == places


def test_nothing_found_says_so(desk: Desk) -> None:
    """And the calls are still there."""
    desk.presenter.find("not in it")
    assert ((), 2) == (desk.view.found, len(desk.heads()))


def deep() -> LegDetail:
    one = call(Leg.EXCHANGE, 1, "/x", (), DEEP)
    return replace(DETAIL, calls=(one,), decided=-1, leg=Leg.EXCHANGE)


def test_deep_values_and_walls_of_nothing_are_folded(qtbot: QtBot) -> None:
    """And unfold when asked."""
    desk = Desk(deep())
    before = desk.texts()
    desk.presenter.toggle("0.answer/a/b")
    desk.presenter.toggle("0.answer/null")
    after = desk.texts()
    assert not any('"c"' in text or '"w"' in text for text in before)
    assert any("4 empty values" in text for text in before)
    assert any('"c"' in text for text in after)
    assert any('"w"' in text for text in after)


@pytest.mark.parametrize("body", ["", "plain", "[" * 5_000, "not\njson", "[]"])
def test_any_answer_has_a_line(qtbot: QtBot, body: str) -> None:
    """Empty, text, nested without end."""
    one = call(Leg.EXCHANGE, 1, "/x", (), body)
    texts = Desk(replace(deep(), calls=(one,))).texts()
    assert any(text.startswith("Response ") for text in texts)


def test_another_leg_starts_afresh(desk: Desk) -> None:
    """What was opened before is closed again, and the view goes to the top."""
    desk.presenter.toggle("0")
    desk.presenter.show(replace(DETAIL, leg=Leg.TOKENS))
    assert (True, [True, False]) == (
        desk.view.is_fresh,
        [is_open for _, is_open in desk.heads()],
    )


def test_a_list_longer_than_the_pane_is_laid_out_once(qtbot: QtBot, theme: ThemeController) -> None:
    """Its scroll bar goes while the text is put in and comes back: that is no other width."""
    shown = ExchangeList(theme)
    qtbot.addWidget(shown)
    shown.resize(400, 60)
    shown.show()
    shown.show_view(Desk().view)
    qtbot.waitUntil(lambda: shown.verticalScrollBar().isVisible())
    QApplication.processEvents()
    changed: list[None] = []
    shown.textChanged.connect(lambda: changed.append(None))
    for _ in range(20):
        QApplication.processEvents()
    assert [] == changed
