"""Several connections at once: choosing them, what is done to them, the question before
production loses something, archive, environments and tags."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.features.sources.sources_support import NOW, AtOnce, FakeProfiles, a_profile, five_profiles
from wecom_console.domain.problems import Problem, Severity
from wecom_console.gui.features.sources.page import SourcesPage
from wecom_console.gui.features.sources.presenter.bulk_actions import (
    BulkAction,
    BulkRequest,
    BulkResult,
    ListFailure,
)
from wecom_console.gui.features.sources.presenter.presenter import SourcesPresenter
from wecom_console.gui.parts.presenter.connection_rows import Facets, Folder, SourceFilter
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.boxes.toast import Toast
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.profiles.records import ProfileSummary

LIVE, OLD = a_profile(1), a_profile(2, is_archived=True)


class Desk:
    """The page over a service in memory."""

    def __init__(self, qtbot: QtBot, theme: ThemeController, profiles: FakeProfiles) -> None:
        self.profiles = profiles
        self.presenter = presenter(profiles)
        self.window = QWidget()
        self.window.resize(1080, 748)
        self.toasts: list[Toast] = []
        self.page = SourcesPage(
            theme,
            self.presenter,
            clock=lambda: NOW,
            toast=self._toast,
            messages=lambda: load_messages("en"),
        )
        for widget in (self.page, self.page.footer()):
            widget.setParent(self.window)
        self.page.resize(1080, 748)
        self.page.retranslate()
        self.page.activate(None)
        qtbot.addWidget(self.window)
        self._theme = theme
        self.window.show()
        self.list = self.page.panel.list

    def _toast(self) -> Toast:
        self.toasts.append(Toast(self._theme, self.window))
        return self.toasts[-1]

    def press(self, name: str) -> None:
        """Presses a button by its name."""
        button = self.window.findChild(QPushButton, name)
        assert button is not None
        button.click()

    def find(self, name: str) -> QWidget:
        """A widget by its name."""
        found = self.window.findChild(QWidget, name)
        assert found is not None
        return found

    def choose(self, action: str) -> None:
        """Picks an action of the menu that is open."""
        for menu in self.window.findChildren(QMenu):
            found = menu.findChild(QAction, action)
            if found is not None and menu.isVisible():
                found.trigger()
                menu.close()
                return
        raise AssertionError(action)


@pytest.fixture
def desk(qtbot: QtBot, theme: ThemeController) -> Callable[..., Desk]:
    """A page with the five connections of `sources_support`, or with others."""

    kept: list[Desk] = []  # else the collector could take a window while it paints

    def make(*profiles: ProfileSummary) -> Desk:
        kept.append(Desk(qtbot, theme, FakeProfiles(profiles or five_profiles())))
        return kept[-1]

    return make


def presenter(profiles: FakeProfiles) -> SourcesPresenter:
    """One that has loaded."""
    made = SourcesPresenter(
        AtOnce(), profiles=lambda: profiles, messages=lambda: load_messages("en")
    )
    made.load()
    return made


def names(made: SourcesPresenter) -> list[str]:
    """What the list shows."""
    return [row.identifier for row in made.state.rows]


# --- environments, tags, archive ---------------------------------------------------------------


def test_an_environment_is_a_folder() -> None:
    """Only its connections are shown, and the chips count them alone."""
    made = presenter(FakeProfiles(five_profiles()))
    made.set_folder(Folder("production"))
    assert (["acme-staff", "acme-sales"], 2) == (names(made), made.state.counts[SourceFilter.ALL])


def test_tags_narrow_together() -> None:
    """All of them must be there."""
    profiles = (a_profile(1, tags=("a", "b")), a_profile(2, tags=("a",)))
    made = presenter(FakeProfiles(profiles))
    made.set_folder(Folder(tags=frozenset({"a", "b"})))
    assert ["acme-1"] == names(made)


def test_what_can_be_chosen_is_counted() -> None:
    """Environments in their usual order, the most used tag first, without what is archived."""
    made = presenter(
        FakeProfiles(
            (
                a_profile(1, tags=("rare", "hr")),
                a_profile(2, environment="production", tags=("hr",)),
                a_profile(3, environment="test", is_archived=True, tags=("old",)),
            )
        )
    )
    expected = Facets((("production", 1), ("development", 1)), (("hr", 2), ("rare", 1)))
    assert expected == made.state.facets


def test_a_folder_and_a_search_go_together() -> None:
    """Both must fit."""
    made = presenter(FakeProfiles(five_profiles()))
    made.set_folder(Folder("production"))
    made.set_query("sales")
    assert ["acme-sales"] == names(made)


def test_the_archive_is_behind_its_chip() -> None:
    """And nowhere else."""
    made = presenter(FakeProfiles((LIVE, OLD)))
    everywhere = names(made)
    made.set_filter(SourceFilter.ARCHIVED)
    assert (["acme-1"], ["acme-2"]) == (everywhere, names(made))


def test_the_archives_chip_appears_with_the_first(desk: Callable[..., Desk]) -> None:
    """An empty archive is no choice."""
    assert (True, False) == (
        desk(LIVE).find("filter_archived").isHidden(),
        desk(LIVE, OLD).find("filter_archived").isHidden(),
    )


def test_the_folder_button_says_what_is_shown(desk: Callable[..., Desk]) -> None:
    """In words, also for screen readers."""
    made = desk()
    made.presenter.set_folder(Folder("production", frozenset({"hr"})))
    button = made.find("folder_button")
    assert "Shown: Production · hr" == button.accessibleName()


def test_the_folder_menu_chooses(desk: Callable[..., Desk]) -> None:
    """An environment, then a tag of it."""
    made = desk()
    made.press("folder_button")
    made.choose("folder_production")
    made.press("folder_button")
    made.choose("tag_hr")
    assert ["acme-staff"] == names(made.presenter)


def test_show_all_leaves_the_folder(desk: Callable[..., Desk]) -> None:
    """The way out of an empty list leads to everything."""
    made = desk()
    made.presenter.set_folder(Folder("production", frozenset({"hr"})))
    made.presenter.set_query("nobody")
    made.press("clear_search_button")
    assert 5 == len(made.presenter.state.rows)


# --- choosing rows -----------------------------------------------------------------------------


def chosen(made: Desk) -> list[str]:
    """The identifiers of the chosen rows."""
    return [row.identifier for row in made.presenter.state.selected_rows]


def test_space_chooses_a_row(desk: Callable[..., Desk]) -> None:
    """And takes it out again."""
    made = desk()
    QTest.keyClick(made.list, Qt.Key.Key_Space)
    first = chosen(made)
    QTest.keyClick(made.list, Qt.Key.Key_Space)
    assert (["acme-staff"], []) == (first, chosen(made))


def test_shift_takes_the_rows_between(desk: Callable[..., Desk]) -> None:
    """From the one that was chosen first."""
    made = desk()
    QTest.keyClick(made.list, Qt.Key.Key_Space)
    for _ in range(2):
        QTest.keyClick(made.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert ["acme-staff", "acme-sales", "acme-staff-staging"] == chosen(made)


def test_ctrl_a_takes_what_is_shown(desk: Callable[..., Desk]) -> None:
    """Not what the search leaves out."""
    made = desk()
    made.presenter.set_query("staff")
    QTest.keyClick(made.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert ["acme-staff", "acme-staff-staging"] == chosen(made)


def test_what_is_no_longer_shown_is_no_longer_chosen(desk: Callable[..., Desk]) -> None:
    """Nothing is done to what nobody sees."""
    made = desk()
    QTest.keyClick(made.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    made.presenter.set_query("sales")
    made.presenter.set_query("")
    assert ["acme-sales"] == chosen(made)


@pytest.mark.parametrize(
    ("x", "keys"),
    [(41, Qt.KeyboardModifier.NoModifier), (150, Qt.KeyboardModifier.ControlModifier)],
)
def test_a_click_chooses(desk: Callable[..., Desk], x: int, keys: Qt.KeyboardModifier) -> None:
    """On the logo, or with Ctrl anywhere on the card."""
    made = desk()
    place = made.list.visualRect(made.list.rows.index(1))
    point = QPoint(x, place.center().y())
    QTest.mouseClick(made.list.viewport(), Qt.MouseButton.LeftButton, keys, point)
    assert ["acme-sales"] == chosen(made)


def test_a_chosen_row_is_checked_for_screen_readers(desk: Callable[..., Desk]) -> None:
    """The check box is not colour alone."""
    made = desk()
    QTest.keyClick(made.list, Qt.Key.Key_Space)
    states = [
        made.list.rows.index(number).data(Qt.ItemDataRole.CheckStateRole) for number in (0, 1)
    ]
    assert [Qt.CheckState.Checked, Qt.CheckState.Unchecked] == states


def test_escape_chooses_none(desk: Callable[..., Desk]) -> None:
    """And the bar goes away."""
    made = desk()
    QTest.keyClick(made.list, Qt.Key.Key_Space)
    shown = made.find("bulk_bar").isVisibleTo(made.window)
    made.page.run_command("escape")
    assert (True, False) == (shown, made.find("bulk_bar").isVisibleTo(made.window))


# --- doing it ----------------------------------------------------------------------------------


def select(made: Desk, *numbers: int) -> None:
    """Chooses rows by their place."""
    made.presenter.select(frozenset(made.list.rows.rows[number].id for number in numbers))


def test_several_are_archived_and_come_back(desk: Callable[..., Desk]) -> None:
    """One undo for all."""
    made = desk()
    select(made, 2, 3)
    made.press("bulk_archive_button")
    left = len(names(made.presenter))
    made.toasts[-1].action_button.click()
    assert (3, 5) == (left, len(names(made.presenter)))


def test_several_get_a_tag(desk: Callable[..., Desk]) -> None:
    """Typed once, added to each, with the spaces of a paste put right."""
    made = desk()
    select(made, 0, 2)
    made.press("bulk_sort_button")
    made.choose("add_tag")
    edit = made.find("bulk_tag_edit")
    assert isinstance(edit, QLineEdit)
    edit.setText("  q4   rollout ")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    tags = [profile.tags for profile in made.profiles.profiles]
    assert [("hr", "q4 rollout"), (), ("q4 rollout",), (), ()] == tags


def test_a_tag_is_removed_and_comes_back(desk: Callable[..., Desk]) -> None:
    """The undo puts back what each had."""
    made = desk()
    select(made, 0, 1)
    made.press("bulk_sort_button")
    made.choose("untag_hr")
    without = made.profiles.profiles[0].tags
    made.toasts[-1].action_button.click()
    assert ((), ("hr",)) == (without, made.profiles.profiles[0].tags)


def test_several_move_to_another_environment(desk: Callable[..., Desk]) -> None:
    """Into production without a question: nothing is lost by it."""
    made = desk()
    select(made, 2, 3)
    made.press("bulk_sort_button")
    made.choose("move_production")
    assert ["production"] * 2 == [p.environment for p in made.profiles.profiles[2:4]]


def test_one_that_refuses_is_told_and_the_others_are_done() -> None:
    """With its name."""
    profiles = FakeProfiles((a_profile(1), a_profile(2)))
    profiles.broken = {profiles.profiles[0].id}
    made = presenter(profiles)
    troubles: list[ListFailure] = []
    done: list[BulkResult] = []
    made.failed.connect(troubles.append)
    made.acted.connect(done.append)
    made.ask_for(BulkAction.TAG, made.state.rows, "new")
    assert (
        [ListFailure(Problem("schema.empty", "schema", Severity.ERROR), "acme-1")],
        ["acme-2"],
    ) == (
        troubles,
        [row.identifier for row in done[0].changed],
    )


def test_tests_run_without_the_drafts(qtbot: QtBot, desk: Callable[..., Desk]) -> None:
    """They are asked for in the matrix."""
    made = desk()
    select(made, 2, 3)
    with qtbot.waitSignal(made.page.matrix_requested, timeout=60_000) as signal:
        made.press("bulk_run_button")
    assert [(made.profiles.profiles[2].id,)] == signal.args


# --- production --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "value", "expected"),
    [
        (BulkAction.DELETE, "", True),
        (BulkAction.ARCHIVE, "", True),
        (BulkAction.MOVE, "test", True),
        (BulkAction.MOVE, "production", False),
        (BulkAction.TAG, "x", False),
        (BulkAction.UNTAG, "x", False),
        (BulkAction.TAKE_BACK, "", False),
    ],
)
def test_production_is_asked_about_what_it_would_feel(
    act: BulkAction, value: str, expected: bool
) -> None:
    """A tag changes no login."""
    made = presenter(FakeProfiles(five_profiles()))
    assert expected is BulkRequest(act, made.state.rows[:1], value).needs_question


def test_a_delete_in_production_waits_for_a_yes(desk: Callable[..., Desk]) -> None:
    """Nothing is gone before."""
    made = desk()
    QTest.keyClick(made.list, Qt.Key.Key_Delete)
    waiting = len(made.profiles.profiles)
    made.press("guard_bar_confirm_button")
    assert (5, 4) == (waiting, len(made.profiles.profiles))


def test_enter_by_habit_deletes_nothing(qtbot: QtBot, desk: Callable[..., Desk]) -> None:
    """The keyboard is on the button that leaves everything as it is."""
    made = desk()
    made.window.activateWindow()
    QTest.keyClick(made.list, Qt.Key.Key_Delete)
    stay = made.find("guard_bar_stay_button")
    qtbot.waitUntil(stay.hasFocus, timeout=60_000)
    QTest.keyClick(stay, Qt.Key.Key_Space)
    assert (5, True) == (len(made.profiles.profiles), made.find("guard_bar").isHidden())


def test_escape_takes_the_question_away(desk: Callable[..., Desk]) -> None:
    """With nothing done, and before the choice is given up."""
    made = desk()
    select(made, 0, 2)
    made.press("bulk_delete_button")
    made.page.run_command("escape")
    assert (5, True, 2) == (
        len(made.profiles.profiles),
        made.find("guard_bar").isHidden(),
        len(chosen(made)),
    )


# --- the last deed, by key -----------------------------------------------------------------------


def test_the_last_deed_is_taken_back_first() -> None:
    """One after the other, whether or not a toast still offers it."""
    made = presenter(FakeProfiles(five_profiles()))
    before = names(made)
    for row in made.state.rows[:2]:
        made.confirm(BulkRequest(BulkAction.ARCHIVE, (row,)))
    taken = [made.undo_last(), made.undo_last(), made.undo_last()]
    assert ([True, True, False], before) == (taken, names(made))


def test_what_the_toast_took_back_is_not_taken_back_again() -> None:
    """A deed is undone once."""
    made = presenter(FakeProfiles(five_profiles()))
    done: list[BulkResult] = []
    made.acted.connect(done.append)
    made.confirm(BulkRequest(BulkAction.ARCHIVE, made.state.rows[:1]))
    made.undo(done[0])
    assert not made.undo_last()
