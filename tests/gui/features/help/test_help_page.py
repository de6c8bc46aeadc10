"""The help page."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.features.login_test.login_test_support import FakeBackground
from gui.page_support import dispose, make_context
from wecom_console.gui.features.help.page import HelpPage
from wecom_console.gui.theme.controller import ThemeController


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, theme: ThemeController) -> Iterator[HelpPage]:
    """As it is first shown."""
    host = QWidget()
    context, _ = make_context(qapp, theme, bridge=FakeBackground(), host=host)
    made = HelpPage(context)
    made.resize(1100, 700)
    made.retranslate()
    made.show()
    made.activate("share")
    yield made
    context.languages.set_preference("en")
    dispose(made, host)


def _read(page: HelpPage) -> str:
    section = page._section
    return section.title if section is not None else ""


def test_it_opens_at_the_page_it_is_asked_about(page: HelpPage) -> None:
    """With the keyboard in its search field."""
    assert ("Share", True) == (_read(page), page.search.edit.hasFocus())


def test_without_a_question_what_was_read_stays(page: HelpPage) -> None:
    """One comes back to it."""
    page.activate(None)
    assert "Share" == _read(page)


def test_the_other_language_shows_the_same_place(page: HelpPage) -> None:
    """In the guide of that language."""
    page._context.languages.set_preference("zh_CN")
    page.retranslate()
    assert "共享" == _read(page)


def test_a_result_is_shown_when_it_is_chosen(page: HelpPage) -> None:
    """By its heading, in whatever document it is."""
    page.search.edit.setText("glossary")
    page.contents.setCurrentIndex(page.contents.model().index(0, 0))
    section = page._section
    assert section is not None
    assert "Glossary" in page.view.document().toPlainText()[:200]


def test_the_keys_are_a_page(page: HelpPage) -> None:
    """What Ctrl+/ opens."""
    page.activate("keys")
    assert "Ctrl+F" in page.view.document().toPlainText()


def test_a_link_inside_is_followed(page: HelpPage) -> None:
    """Without a browser."""
    page.view.link_followed.emit("cli.md#doctor")
    assert "doctor" == _read(page)
