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
from gui.features.share.share_support import DOCUMENT, SECRET
from gui.page_support import dispose, make_context, services_in
from wecom_console.domain.check import check
from wecom_console.domain.secrets import Secret
from wecom_console.exchange.config_link import write_link
from wecom_console.gui.app_links import AppLink
from wecom_console.gui.features.share.import_card import ImportCard
from wecom_console.gui.features.share.page import SharePage
from wecom_console.gui.features.share.presenter.import_rows import (
    ImportResult,
    ImportRow,
    ImportView,
    RowState,
)
from wecom_console.gui.features.share.presenter.importing import ImportPresenter
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.context import Services
from wecom_console.services.profiles.records import Saved


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


NAMES = ("acme-new", "acme-same", "acme-keep", "acme-replace", "acme-merge", "acme-rename")


@pytest.fixture
def six(services: Services, tmp_path: Path) -> Path:
    """A file of six connections: one is new, one is stored alike, four are stored otherwise."""
    for name in NAMES[1:]:
        shown = "In the file" if name == "acme-same" else "Stored"
        document = {**DOCUMENT, "identifier": name, "display_name": shown}
        assert isinstance(services.profiles.create(document, {"secret": Secret(SECRET)}), Saved)
    rows = [{**DOCUMENT, "identifier": name, "display_name": "In the file"} for name in NAMES]
    file = tmp_path / "six.json"
    file.write_text(json.dumps({"format": "wecom-console/1", "connections": rows}), "utf-8")
    return file


def test_what_an_import_did_is_counted(presenter: ImportPresenter, six: Path) -> None:
    """A copy under another name is new, a merge changes what is stored, the same is kept."""
    told: list[object] = []
    presenter.imported.connect(told.append)
    presenter.open(six)
    for how in ("keep", "replace", "merge", "rename"):
        presenter.resolve(f"acme-{how}", how)
    presenter.apply()
    assert [ImportResult(created=2, replaced=2, kept=2)] == told
    assert ImportView() == presenter.view


def test_a_choice_is_that_of_one_connection(presenter: ImportPresenter, six: Path) -> None:
    """One for all is that of all that differ, and of no other."""
    presenter.open(six)
    before = {row.identifier: row.resolution for row in presenter.view.rows}
    presenter.resolve("acme-keep", "keep")
    one = {row.identifier: row.resolution for row in presenter.view.rows}
    assert {**before, "acme-keep": "keep"} == one
    presenter.resolve_all("rename")
    told = {row.identifier: row.resolution for row in presenter.view.rows}
    assert {**before, **dict.fromkeys(NAMES[2:], "rename")} == told


def test_what_a_merge_takes_is_chosen_value_by_value(presenter: ImportPresenter, six: Path) -> None:
    """Of one connection, and of one of its settings."""
    presenter.open(six)
    presenter.take("acme-merge", "display_name", taken=False)
    taken = {
        (row.identifier, change.path): change.is_taken
        for row in presenter.view.rows
        for change in row.changes
    }
    expected = {key: key != ("acme-merge", "display_name") for key in taken}
    assert expected == taken


@pytest.mark.parametrize(
    ("state", "resolution", "is_production", "changes"),
    [
        (RowState.CHANGED, "replace", True, True),
        (RowState.CHANGED, "merge", True, True),
        (RowState.CHANGED, "keep", True, False),
        (RowState.CHANGED, "rename", True, False),
        (RowState.CHANGED, "replace", False, False),
        (RowState.SAME, "replace", True, False),
        (RowState.NEW, "replace", True, False),
    ],
)
def test_what_changes_production(
    state: RowState, resolution: str, is_production: bool, changes: bool
) -> None:
    """Only what overwrites a connection that people log in with."""
    row = ImportRow("a", state, resolution=resolution, is_production=is_production)
    assert changes is row.changes_production


@pytest.mark.parametrize(
    ("count", "name"),
    [(1, "0.json"), (3, "0.json, 1.json, 2.json"), (4, "0.json, 1.json, 2.json …")],
)
def test_several_files_are_called_by_their_names(
    presenter: ImportPresenter, six: Path, count: int, name: str
) -> None:
    """Three of them, before and after they were read."""
    files = tuple(six.with_name(f"{number}.json") for number in range(count))
    for number, file in enumerate(files):
        row = {**DOCUMENT, "identifier": f"acme-{number}"}
        file.write_text(json.dumps({"format": "wecom-console/1", "connections": [row]}), "utf-8")
    names: list[str] = []
    presenter.view_changed.connect(lambda view: names.append(view.file_name))
    presenter.open(files)
    assert {name} == set(names)
    assert count == len(presenter.view.rows)


def test_nothing_is_taken_in_twice(presenter: ImportPresenter, six: Path) -> None:
    """After an import the card is empty: there is nothing to apply."""
    told: list[object] = []
    presenter.open(six)
    presenter.apply()
    presenter.imported.connect(told.append)
    presenter.apply()
    assert [] == told


def test_the_choices_stay_when_the_language_changes(presenter: ImportPresenter, six: Path) -> None:
    """Only the words are others."""
    presenter.open(six)
    presenter.resolve("acme-keep", "keep")
    presenter.take("acme-merge", "display_name", taken=False)
    before = presenter.view.rows
    presenter.set_messages(load_messages("zh_CN"))
    after = presenter.view.rows
    kept = [(r.identifier, r.resolution, [c.is_taken for c in r.changes]) for r in before]
    assert kept == [(r.identifier, r.resolution, [c.is_taken for c in r.changes]) for r in after]
    assert before != after


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
