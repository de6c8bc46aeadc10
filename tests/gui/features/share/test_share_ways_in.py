"""The share page's import of what is no config file: Authing's JSON, and links."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from domain.samples import GOOD
from domain.strategies import profile_of
from exchange.authing_samples import OTHER, ROW, envelope
from gui.features.login_test.login_test_support import FakeBackground
from gui.page_support import dispose, make_context, services_in
from wecom_console.domain.check import check
from wecom_console.exchange.config_link import write_link
from wecom_console.gui.app_links import AppLink
from wecom_console.gui.features.share.import_card import ImportCard
from wecom_console.gui.features.share.page import SharePage
from wecom_console.gui.features.share.presenter.import_rows import ImportView, RowState
from wecom_console.gui.features.share.presenter.importing import ImportPresenter
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.context import Services


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = services_in(tmp_path / "home")
    yield opened
    opened.close()


@pytest.fixture
def presenter(qapp: QApplication, services: Services) -> ImportPresenter:
    return ImportPresenter(
        background=FakeBackground(), services=lambda: services, messages=load_messages("en")
    )


def test_what_is_left_out_is_a_note_and_no_failure(
    qtbot: QtBot, theme: ThemeController, presenter: ImportPresenter, tmp_path: Path
) -> None:
    """The rest can be taken in."""
    card = ImportCard(theme)
    qtbot.addWidget(card)
    card.retranslate()
    presenter.view_changed.connect(card.show_view)
    file = tmp_path / "answer.json"
    file.write_text(json.dumps(envelope([ROW, OTHER])), encoding="utf-8")
    presenter.open(file)
    view = presenter.view
    assert ((), True) == (view.problems, view.can_apply)
    shown = [label.text() for label in card.findChildren(QLabel) if not label.isHidden()]
    assert 1 == len(view.notes)
    assert view.notes[0] in shown
    assert card.problem.isHidden()


LINK = write_link([profile_of(check(GOOD))])


def test_a_link_is_previewed_and_nothing_more(
    presenter: ImportPresenter, services: Services
) -> None:
    """Until somebody says so."""
    presenter.open(str(LINK))
    assert [("acme-wecom", RowState.NEW)] == [
        (row.identifier, row.state) for row in presenter.view.rows
    ]
    assert [] == list(services.profiles.list())
    presenter.apply()
    assert ["acme-wecom"] == [one.identifier for one in services.profiles.list()]


def test_a_cut_link_says_so(presenter: ImportPresenter) -> None:
    """And can be taken away again."""
    presenter.open(str(LINK)[:-9])
    assert ("cut off" in presenter.view.problems[0], False) == (True, presenter.view.can_apply)
    presenter.clear()
    assert ImportView() == presenter.view


def test_the_page_opened_with_a_link_shows_its_preview(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController, services: Services
) -> None:
    """As the window does it when a link is clicked."""
    host = QWidget()
    qtbot.addWidget(host)
    context, _ = make_context(
        qapp, theme, bridge=FakeBackground(), host=host, services=lambda: services
    )
    page = SharePage(context)
    page.retranslate()
    page.show()
    page.activate(AppLink("share", text=str(LINK)))
    name = page.findChild(QWidget, "import_apply_button")
    assert isinstance(name, QPushButton)
    assert name.isEnabled()
    dispose(page, host)
