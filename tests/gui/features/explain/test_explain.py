"""The explain page: what is pasted, dropped or opened, and what it means."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.features.login_test.login_test_support import FakeBackground, connection
from gui.page_support import ChosenFiles, Noted, collected_here, dispose, make_context, services_in
from pasted.leaks import drawn, leaks
from wecom_console.domain.profile import Backend
from wecom_console.domain.verdicts import BackendKind
from wecom_console.gui.bridge import Bridge
from wecom_console.gui.features.explain.page import ExplainPage, real_presenter
from wecom_console.gui.features.explain.presenter.presenter import (
    SHOWN,
    ClueView,
    ConnectionChoice,
    ExplainPresenter,
    ExplainView,
    FoundView,
    copied,
)
from wecom_console.gui.parts.presenter.explanation_view import ExplanationView
from wecom_console.gui.picture_pixels import read_pixels
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.runs.orders import Listing

PATIENCE_MS = 120_000
UNTRUSTED = '{"errcode":60020,"errmsg":"not allow to access from your ip, from ip: 203.0.113.7"}'


@dataclass
class Stand:
    """A presenter over fakes, and what it said last."""

    presenter: ExplainPresenter
    views: list[ExplainView] = field(default_factory=list)

    @property
    def view(self) -> ExplainView:
        return self.views[-1]

    def explain(self, text: str) -> ExplainView:
        self.presenter.set_text(text)
        self.presenter.explain_now()
        return self.view


@pytest.fixture
def stand(qapp: QApplication) -> Stand:
    direct = Backend(kind=BackendKind.WECOM)
    known = (connection("p1", backend=direct),)
    presenter = ExplainPresenter(
        background=FakeBackground(),
        connections=lambda: Listing(known),
        messages=load_messages("en"),
        read_pixels=read_pixels,
    )
    made = Stand(presenter)
    presenter.view_changed.connect(made.views.append)
    presenter.load()
    return made


def test_an_answer_is_explained(stand: Stand) -> None:
    """With the address that WeCom named."""
    (found,) = stand.explain(UNTRUSTED).found
    explanation = found.clues[0].explanation
    assert ("json", True) == (found.kind, "203.0.113.7" in explanation.cause + explanation.fix)


def test_no_secret_is_shown(stand: Stand) -> None:
    """Of two hundred, in whatever notation they are pasted; nor is one copied."""
    found = []
    for value, spelled, notation in drawn(400, 200):
        view = stand.explain(notation(spelled))
        for said in (copied(view), repr(view.found)):
            if leaks(value, spelled, said, notation):
                found.append((value, said))
    assert [] == found


def test_a_text_that_is_nothing_is_said_to_be_nothing(stand: Stand) -> None:
    """Instead of a guess."""
    (found,) = stand.explain("the weather is fine").found
    assert (False, ()) == (found.is_known, found.clues)


def test_an_empty_field_asks_nothing(stand: Stand) -> None:
    """And an answer that stood there goes."""
    stand.explain(UNTRUSTED)
    assert ExplainView() == stand.explain("  ")


def test_the_causes_follow_the_chosen_connection(stand: Stand) -> None:
    """Called directly, it is this computer's address that is not trusted."""
    without = stand.explain(UNTRUSTED).found[0].clues[0].explanation.cause
    stand.presenter.choose("p1")
    assert without != stand.view.found[0].clues[0].explanation.cause


def test_another_language_needs_no_second_paste(stand: Stand) -> None:
    """What stands there is said anew."""
    stand.explain(UNTRUSTED)
    stand.presenter.set_messages(load_messages("zh_CN"))
    assert stand.view.found[0].clues[0].explanation.title.startswith("60020")
    assert not stand.view.found[0].clues[0].explanation.title.isascii()


def test_a_long_log_is_cut_and_counted(stand: Stand) -> None:
    """Nobody reads fifty boxes."""
    codes = (40001, 40003, 40013, 40014, 40029, 40054, 40056, 40057, 40058, 41001, 41002, 41004)
    codes += (42001, 43003, 43004, 44001, 45002, 45009, 48002, 60011, 60020, 301002, 40063, 40082)
    log = "\n".join(f'2026-01-01 {{"errcode":{code},"errmsg":"x"}}' for code in codes)
    (found,) = stand.explain(log).found
    assert (SHOWN, True) == (len(found.clues), found.more > 0)


def test_a_file_that_cannot_be_read_says_why(stand: Stand, tmp_path: Path) -> None:
    """With its name."""
    stand.presenter.open(tmp_path / "gone.log")
    assert "gone.log" in stand.view.trouble


def test_a_picture_without_a_code_says_so(stand: Stand, tmp_path: Path) -> None:
    """By its content, not its name."""
    picture = tmp_path / "screen.png"
    picture.write_bytes(b"not a picture")
    stand.presenter.open(picture)
    assert (True, ()) == ("screen.png" in stand.view.trouble, stand.view.found)


# --- the page over the real thing --------------------------------------------------------------


@dataclass
class Window:
    """The page and what is behind it."""

    page: ExplainPage
    noted: Noted
    chooser: ChosenFiles
    bot: QtBot

    def wait_for_answer(self) -> ExplainView:
        self.bot.waitUntil(lambda: bool(self.page.answer.view.found), timeout=PATIENCE_MS)
        return self.page.answer.view

    def click(self, name: str) -> None:
        found = self.page.findChild(QPushButton, name)
        assert found is not None, name
        found.click()


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController, tmp_path: Path
) -> Iterator[Window]:
    with collected_here():
        bridge = Bridge()
        bridge.start()
        services = services_in(tmp_path / "home")
        host = QWidget()
        context, noted = make_context(
            qapp, theme, bridge=bridge, host=host, services=lambda: services
        )
        chooser = ChosenFiles(tmp_path / "sent.log")
        page = ExplainPage(context, real_presenter(context), chooser=chooser)
        page.resize(1080, 748)
        page.retranslate()
        page.show()
        page.activate(None)
        yield Window(page, noted, chooser, qtbot)
        assert bridge.shut_down()
        dispose(page, host)
        services.close()


def test_pasting_is_enough(window: Window) -> None:
    """No button need be pressed."""
    window.page.paste.edit.insertPlainText(UNTRUSTED)
    assert "json" == window.wait_for_answer().found[0].kind


def test_a_file_is_opened(window: Window) -> None:
    """From the desktop's chooser."""
    assert window.chooser.path is not None
    window.chooser.path.write_text(UNTRUSTED)
    window.click("explain_open_button")
    assert "sent.log" == window.wait_for_answer().file


def test_a_dropped_file_is_opened_not_typed(window: Window) -> None:
    """Its address in the field would mean nothing."""
    assert window.chooser.path is not None
    window.chooser.path.write_text(UNTRUSTED)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(window.chooser.path))])
    window.page.paste.edit.insertFromMimeData(dropped)
    window.wait_for_answer()
    assert "" == window.page.paste.edit.toPlainText()


def test_the_answer_can_be_passed_on(window: Window) -> None:
    """As plain text."""
    window.page.paste.edit.insertPlainText(UNTRUSTED)
    window.wait_for_answer()
    window.click("explain_copy_button")
    text = QGuiApplication.clipboard().text()
    assert ("60020" in text, "**" in text) == (True, False)


def test_a_secret_is_not_repeated(window: Window) -> None:
    """It stands in the field, where its owner put it, and nowhere else."""
    secret = "Zx9" * 14 + "q"
    window.page.paste.edit.insertPlainText(f"https://h.example/gettoken?corpsecret={secret} 40001")
    window.wait_for_answer()
    window.click("explain_copy_button")
    assert secret not in QGuiApplication.clipboard().text()
    assert secret not in repr(window.page.answer.view)


def test_only_the_last_question_is_answered(qapp: QApplication) -> None:
    """An answer, or a failure, to an older text is not shown."""
    asked: list[tuple[Callable[..., object], Callable[..., object]]] = []

    class Held:
        def call(
            self, _work: object, *_: object, on_done: Any = None, on_error: Any = None
        ) -> None:
            asked.append((on_done, on_error))

    presenter = ExplainPresenter(
        background=Held(),  # type: ignore[arg-type]
        connections=lambda: Listing(()),
        messages=load_messages("en"),
        read_pixels=read_pixels,
    )
    views: list[ExplainView] = []
    presenter.view_changed.connect(views.append)
    for text in ("40029", "60020"):
        presenter.set_text(text)
        presenter.explain_now()
    assert [True, True] == [view.is_working for view in views]
    asked[0][0](())
    asked[0][1](OSError())
    assert 2 == len(views)
    asked[1][1](OSError())
    assert (False, True) == (views[-1].is_working, bool(views[-1].trouble))


def test_a_new_question_forgets_the_old_answer(stand: Stand, tmp_path: Path) -> None:
    """A text after a file, nothing after a text; and what a file was called."""
    file = tmp_path / "log.txt"
    file.write_text(UNTRUSTED)
    stand.presenter.open(file)
    opened = stand.view
    typed = stand.explain("nonsense of no kind")
    nothing = stand.explain("  ")
    assert ("log.txt", 1, "", 0, ExplainView()) == (
        opened.file,
        len(opened.found[0].clues),
        typed.file,
        len(typed.found[0].clues),
        nothing,
    )


def test_a_connection_that_is_gone_is_no_longer_chosen(qapp: QApplication) -> None:
    """Another that is there stays."""
    known = [connection("p1"), connection("p2")]
    choices: list[ConnectionChoice] = []
    presenter = ExplainPresenter(
        background=FakeBackground(),
        connections=lambda: Listing(tuple(known)),
        messages=load_messages("en"),
        read_pixels=read_pixels,
    )
    presenter.choice_changed.connect(choices.append)
    presenter.load()
    presenter.choose("p1")
    presenter.load()
    stayed = choices[-1].current
    known.pop(0)
    presenter.load()
    assert ("p1", "", ["p2"]) == (
        stayed,
        choices[-1].current,
        [key for key, _ in choices[-1].items],
    )


def test_the_answer_as_text_has_every_part_of_it() -> None:
    """Without marks, what is empty left out, and a line between the refusals."""
    first = ExplanationView("**T**", cause="C", because="B", confirm="O", fix="**F**", where="W")
    view = ExplainView(
        (
            FoundView("har", (("host", "x"), ("n", "2")), (ClueView("S", first),)),
            FoundView("code", (), (ClueView("", ExplanationView("Last")),)),
        )
    )
    assert "host: x\nn: 2\n\nT\nS\nC\nB\nO\nF\nW\n\nLast" == copied(view)
    assert "" == copied(ExplainView())
