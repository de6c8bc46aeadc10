"""The share page's import of what is no config file: Authing's JSON, and links."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from exchange.authing_samples import OTHER, ROW, envelope
from gui.login_test_support import FakeBackground
from gui.page_support import services_in
from wecom_console.gui.pages.share.import_card import ImportCard
from wecom_console.gui.presenters.share_import import ImportPresenter
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
