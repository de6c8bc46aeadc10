"""Recently deleted: what can come back, and what keeps it away."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.features.login_test.login_test_support import FakeBackground
from gui.page_support import dispose, make_context, services_in
from wecom_console.domain.problems import Problem
from wecom_console.gui.features.sources.deleted_page import DeletedPage
from wecom_console.gui.features.sources.presenter.deleted import DeletedPresenter, DeletedRow
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.services.context import Services
from wecom_console.services.profiles.records import Saved


@pytest.fixture
def services(tmp_path: Path) -> Services:
    """Two connections were deleted, *b* last."""
    made = services_in(tmp_path)
    for name in ("a", "b"):
        saved = made.profiles.create({"identifier": name, "display_name": name.upper()}, draft=True)
        assert isinstance(saved, Saved)
        made.profiles.delete(saved.profile.id)
    return made


def _presenter(services: Services) -> DeletedPresenter:
    background: Any = FakeBackground()
    made = DeletedPresenter(background, services=lambda: services)
    made.load()
    return made


def _names(presenter: DeletedPresenter) -> list[str]:
    return [row.name for row in presenter.view.found]


def test_both_are_listed(services: Services) -> None:
    """By name."""
    assert ["A", "B"] == sorted(_names(_presenter(services)))


def test_one_comes_back(services: Services) -> None:
    """And is in the list of connections again."""
    presenter = _presenter(services)
    row = next(row for row in presenter.view.rows if row.name == "A")
    presenter.restore(row)
    assert (["B"], ["a"]) == (
        _names(presenter),
        [one.identifier for one in services.profiles.list()],
    )


def test_one_whose_identifier_is_taken_stays(services: Services) -> None:
    """With the reason."""
    services.profiles.create({"identifier": "a"}, draft=True)
    presenter = _presenter(services)
    refused: list[tuple[DeletedRow, Problem]] = []
    presenter.refused.connect(lambda row, why: refused.append((row, why)))
    presenter.restore(next(row for row in presenter.view.rows if row.name == "A"))
    assert (["A"], ["A", "B"]) == ([row.name for row, _ in refused], sorted(_names(presenter)))


def test_each_says_when_it_was_deleted_and_how_long_it_is_kept(page: DeletedPage) -> None:
    """To the eye and to a screen reader; the last day is one day."""
    button = page.findChild(QPushButton, "restore_a_button")
    assert button is not None
    row = page.presenter.view.rows[0]
    days = [row.days_left(row.deleted_at + past * 86_400) for past in (0, 0.5, 29.5, 31)]
    assert ("Deleted just now · 30 days left", [30, 30, 1, 1]) == (
        button.accessibleDescription(),
        days,
    )


def test_they_are_searched(services: Services) -> None:
    """By name or identifier."""
    presenter = _presenter(services)
    presenter.look_for("B")
    assert ["B"] == _names(presenter)


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController, services: Services
) -> Iterator[DeletedPage]:
    host = QWidget()
    context, _ = make_context(
        qapp, theme, bridge=FakeBackground(), host=host, services=lambda: services
    )
    made = DeletedPage(context)
    made.resize(900, 600)
    made.retranslate()
    made.show()
    made.activate(None)
    yield made
    dispose(made, host)


def test_each_has_its_button(page: DeletedPage) -> None:
    """A press brings it back and takes the row away."""
    button = page.findChild(QPushButton, "restore_a_button")
    assert button is not None
    button.click()
    assert ["B"] == _names(page.presenter)


def test_an_empty_page_says_so(page: DeletedPage) -> None:
    """And asks for nothing."""
    for row in page.presenter.view.rows:
        page.presenter.restore(row)
    assert ("No deleted connections.", False) == (page._note.text(), page.search.isVisible())
