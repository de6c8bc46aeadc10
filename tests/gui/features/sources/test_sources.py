"""The list of connections: rows, search, chips, keyboard, mouse, menu, undo, the empty page."""

import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.features.sources.sources_support import (
    BAD,
    DEMO,
    GOOD,
    NOW,
    AtOnce,
    FakeProfiles,
    a_profile,
    a_run,
    five_profiles,
)
from gui.shell.shell_support import MemorySettings
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.verdicts import BackendKind, Verdict
from wecom_console.gui.features.sources.page import SourcesPage
from wecom_console.gui.features.sources.presenter.bulk_actions import (
    BulkAction,
    BulkResult,
    ListFailure,
)
from wecom_console.gui.features.sources.presenter.ordering import Column
from wecom_console.gui.features.sources.presenter.presenter import (
    SourcesPresenter,
    SourcesState,
)
from wecom_console.gui.features.sources.row_layout import columns, row_gap, row_height, row_parts
from wecom_console.gui.parts.connection_words import SourceWords
from wecom_console.gui.parts.presenter.connection_rows import (
    LastResult,
    SourceFilter,
    SourceRow,
    is_stored,
    search_rows,
    source_row,
    split_failure,
)
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.boxes.toast import Toast
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.profiles.records import (
    NotStored,
    ProfileSummary,
    Tally,
    WorkingCopy,
)
from wecom_console.storage.problems import StoreUnavailable


def row_of(profile: ProfileSummary, language: str = "en") -> SourceRow:
    """The row of a stored connection."""
    return source_row(profile, load_messages(language))


class Shown:
    """A page with its presenter over a service in memory."""

    def __init__(self, qtbot: QtBot, theme: ThemeController, profiles: FakeProfiles) -> None:
        self.profiles = profiles
        self.presenter = SourcesPresenter(
            AtOnce(), profiles=lambda: profiles, messages=lambda: load_messages("en")
        )
        self.window = QWidget()
        self.window.resize(1080, 748)
        self.toasts: list[Toast] = []
        self.page = SourcesPage(
            theme,
            self.presenter,
            clock=lambda: NOW,
            toast=self.toast,
            messages=lambda: load_messages("en"),
        )
        self.page.setParent(self.window)
        self.page.resize(1080, 748)
        self.page.retranslate()
        self.page.activate(None)
        qtbot.addWidget(self.window)
        self._theme = theme
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow, timeout=60_000)

    def toast(self) -> Toast:
        """One toast."""
        if not self.toasts:
            self.toasts.append(Toast(self._theme, self.page))
        return self.toasts[0]

    @property
    def list(self):  # type: ignore[no-untyped-def]
        """The list view."""
        return self.page.panel.list

    def point(self, number: int, part: str) -> QPoint:
        """The middle of a part of a row."""
        index = self.list.rows.index(number)
        rect = self.list._row_rect(index)
        text, _ = self.page.words.action(self.list.rows.rows[number])
        parts = row_parts(self._theme, rect, text)
        return getattr(parts, part).center().toPoint()

    def click(self, number: int, part: str) -> None:
        """A click on a part of a row."""
        viewport = self.list.viewport()
        QTest.mouseClick(
            viewport,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            self.point(number, part),
        )


@pytest.fixture
def shown(qtbot: QtBot, theme: ThemeController) -> Callable[..., Shown]:
    """Shows a page over these connections."""
    return lambda profiles=None: Shown(
        qtbot, theme, FakeProfiles(five_profiles() if profiles is None else profiles)
    )


# --- rows --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({}, LastResult.UNTESTED),
        ({"last_run": a_run(GOOD)}, LastResult.TESTED),
        ({"last_run": a_run(BAD)}, LastResult.FAILED),
        ({"last_run": a_run(GOOD, stale=True)}, LastResult.STALE),
        ({"last_run": a_run(BAD, stale=True)}, LastResult.STALE),
    ],
)
def test_a_row_says_what_the_last_test_says(
    changes: dict[str, object], outcome: LastResult
) -> None:
    """A result that the profile has outgrown counts as outgrown, whatever it was."""
    assert outcome is row_of(a_profile(1, **changes)).outcome


@pytest.mark.parametrize(
    ("tally", "outcome", "alarm", "detail"),
    [
        (Tally(a_run(GOOD), 72, 72, NOW - 190), LastResult.TESTED, "", "72 of 72"),
        (Tally(a_run(GOOD), 72, 71, NOW - 190), LastResult.UNEXPECTED, "1 not", "71 of 72"),
        (Tally(a_run(BAD), 72, 70, NOW - 190), LastResult.FAILED, "2 not", "70 of 72"),
        (Tally(None, 4, 4, NOW - 190), LastResult.UNPROVEN, "", "4 of 4"),
        (Tally(None, 4, 3, NOW - 190), LastResult.UNEXPECTED, "1 not", "3 of 4"),
    ],
)
def test_what_counts_is_the_login_and_what_was_not_as_expected(
    qtbot: QtBot, tally: Tally, outcome: LastResult, alarm: str, detail: str
) -> None:
    """Nothing is red that ended as it should; what did not needs attention."""
    row = row_of(a_profile(1, tally=tally))
    told = SourceWords(lambda: NOW).result(row)
    assert (outcome, bool(alarm)) == (row.outcome, row.needs_attention and bool(told.alarm))
    assert f"{alarm} as expected" == told.alarm if alarm else not told.alarm
    assert f"{detail} scenarios as expected · 3 min ago" == told.detail


def test_an_expected_refusal_is_no_failure() -> None:
    """A scenario that ended as it should leaves the connection well."""
    import dataclasses

    run = dataclasses.replace(a_run(BAD), passed=True)
    assert LastResult.TESTED is row_of(a_profile(1, last_run=run)).outcome


@pytest.mark.parametrize(("language", "words"), [("en", "IP not trusted"), ("zh_CN", "IP 不可信")])
def test_a_failure_has_few_words_and_its_number(language: str, words: str) -> None:
    """Leg, words in the language of the moment, number."""
    row = row_of(a_profile(1, last_run=a_run(BAD, code="wecom.60020")), language)
    assert (6, words, "60020") == (row.failed_leg, row.failure, row.failure_code)


def test_an_unknown_failure_still_names_its_leg() -> None:
    """A code that nobody knows leaves the leg."""
    row = row_of(a_profile(1, last_run=a_run(BAD, code="made.up")))
    assert (6, "", "") == (row.failed_leg, row.failure, row.failure_code)


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("60020: not trusted", ("not trusted", "60020")),
        ("40029：code 无效", ("code 无效", "40029")),
        ("-1: busy", ("busy", "-1")),
        ("The state is too long", ("The state is too long", "")),
    ],
)
def test_a_title_is_parted_from_its_number(title: str, parts: tuple[str, str]) -> None:
    """In either punctuation."""
    assert parts == split_failure(title)


def test_legs_are_counted_in_the_legends_order() -> None:
    """Proven, simulated, not provable."""
    row = row_of(a_profile(1, last_run=a_run(GOOD)))
    expected = ((Verdict.PROVEN, 4), (Verdict.SIMULATED, 2), (Verdict.NOT_PROVABLE, 1))
    assert expected == row.counts()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("staff", ["Acme Staff", "Acme Staff (staging)"]),
        ("STAFF stag", ["Acme Staff (staging)"]),
        ("hr", ["Acme Staff"]),
        ("1000007", ["Acme Field Sales"]),
        ("ww7d20", ["Demo connection"]),
        ("nothing", []),
    ],
)
def test_search_looks_everywhere(query: str, names: list[str]) -> None:
    """Name, identifier, CorpID, AgentID and tags; every word must occur."""
    rows = tuple(row_of(profile) for profile in five_profiles())
    assert names == [row.name for row in search_rows(rows, query)]


# --- words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (5, "just now"),
        (61, "1 min ago"),
        (3_599, "59 min ago"),
        (3_600, "1 hour ago"),
        (7_300, "2 hours ago"),
    ],
)
def test_times_are_told_as_people_do(qtbot: QtBot, seconds: float, words: str) -> None:
    """Minutes and hours while it is today."""
    assert words == SourceWords(lambda: NOW).ago(NOW - seconds)


def test_a_clock_that_was_set_back_tells_no_future(qtbot: QtBot) -> None:
    """What lies ahead was just now."""
    assert "just now" == SourceWords(lambda: NOW).ago(NOW + 500)


def test_an_old_time_is_a_date(qtbot: QtBot) -> None:
    """Day and time."""
    text = SourceWords(lambda: NOW).ago(NOW - 10 * 86_400)
    expected = time.strftime("%Y-%m-%d, %H:%M", time.localtime(NOW - 10 * 86_400))
    assert expected == text


def test_a_whole_row_can_be_read_out(qtbot: QtBot) -> None:
    """Name, identifier, environment, result."""
    row = row_of(a_profile(1, last_run=a_run(BAD, code="wecom.60020")))
    expected = (
        "Acme 1, acme-1, Development, Leg 6 failed: IP not trusted (60020), "
        "Tested 3 min ago against Authing"
    )
    assert expected == SourceWords(lambda: NOW).describe(row)


@pytest.mark.parametrize("backend", list(BackendKind))
def test_every_backend_is_named(qtbot: QtBot, backend: BackendKind) -> None:
    """The line says against what was tested."""
    row = row_of(a_profile(1, last_run=a_run(DEMO, backend=backend)))
    detail = SourceWords(lambda: NOW).result(row).detail
    assert detail.startswith("Tested 3 min ago against ")


# --- presenter ---------------------------------------------------------------------------------


def presenter(profiles: FakeProfiles, worker: object | None = None) -> SourcesPresenter:
    """A presenter that has not loaded yet."""
    return SourcesPresenter(
        worker or AtOnce(),  # type: ignore[arg-type]
        profiles=lambda: profiles,
        messages=lambda: load_messages("en"),
    )


def test_counts_follow_the_search(qtbot: QtBot) -> None:
    """The chips say how many they would leave."""
    made = presenter(FakeProfiles(five_profiles()))
    made.load()
    everything = dict(made.state.counts)
    made.set_query("staff")
    keys = list(SourceFilter)
    assert ([5, 2, 2, 1, 0], [2, 1, 1, 0, 0]) == (
        [everything[key] for key in keys],
        [made.state.counts[key] for key in keys],
    )


def test_a_form_that_nobody_saved_is_a_row(qtbot: QtBot) -> None:
    """First in the list, and counted among the drafts; it cannot be chosen with others."""
    profiles = FakeProfiles(five_profiles())
    typed = {"identifier": "acme-new", "display_name": "Acme New", "corp_id": "ww1"}
    profiles.copies.append(WorkingCopy("new", 0, NOW, typed))
    made = presenter(profiles)
    made.load()
    made.select(frozenset({"new", made.state.rows[1].id}))
    row = made.state.rows[0]
    assert ("Acme New", True, 2) == (row.name, row.is_draft, made.state.counts[SourceFilter.DRAFTS])
    assert frozenset({made.state.rows[1].id}) == made.state.selected
    assert "Acme New, In progress" in SourceWords(lambda: NOW).describe(row)


def test_unsaved_changes_of_a_connection_are_told(qtbot: QtBot) -> None:
    """Beside its name; it stays one row."""
    profiles = FakeProfiles((a_profile(1),))
    profiles.copies.append(WorkingCopy(profiles.profiles[0].id, 1, NOW, {"identifier": "acme-1"}))
    made = presenter(profiles)
    made.load()
    (row,) = made.state.rows
    assert (True, "Unsaved changes") == (is_stored(row), SourceWords(lambda: NOW).draft(row))


def test_a_column_sorts_up_down_and_not_at_all(qtbot: QtBot) -> None:
    """By name, by environment from production on, by the latest test."""
    made = presenter(FakeProfiles(five_profiles()))
    made.load()
    stored = [row.identifier for row in made.state.rows]
    seen = {}
    for column in Column:
        made.sort(column)
        seen[column] = [row.identifier for row in made.state.rows]
    assert "acme-sales" == seen[Column.NAME][0]
    assert {"acme-staff", "acme-sales"} == set(seen[Column.ENVIRONMENT][:2])
    assert "acme-warehouse" == seen[Column.RESULT][-1]
    made.sort(Column.RESULT)
    assert "acme-warehouse" == made.state.rows[0].identifier
    made.sort(Column.RESULT)
    assert stored == [row.identifier for row in made.state.rows]


def test_compact_rows_say_the_same_on_two_lines(theme: ThemeController) -> None:
    """Everything stands in the card, nothing in the way of anything else."""
    width = 1080.0
    height = row_height(theme, width, dense=True)
    parts = row_parts(
        theme, QRectF(0, 0, width, height + row_gap(dense=True)), "Run test", dense=True
    )
    boxes = (parts.name, parts.identifier, parts.ids, parts.headline, parts.action, parts.logo)
    assert [True] * len(boxes) == [parts.card.contains(box) for box in boxes]
    assert height < 0.7 * row_height(theme, width)
    assert not any(one.intersects(other) for one in boxes for other in boxes if one is not other)


def test_a_narrow_list_is_as_it_was(theme: ThemeController) -> None:
    """Its columns are stacked, and compact rows would save nothing."""
    assert row_height(theme, 500) == row_height(theme, 500, dense=True)


def test_a_copy_is_a_draft_to_go_on_with(qtbot: QtBot) -> None:
    """Its identifier is the one thing that has to differ."""
    profiles = FakeProfiles((a_profile(1),))
    made = presenter(profiles)
    made.load()
    with qtbot.waitSignal(made.duplicated):
        made.duplicate(profiles.profiles[0].id)
    copy = profiles.profiles[-1]
    assert (True, "acme-1-2") == (copy.is_draft, copy.identifier)


def test_a_chip_leaves_its_rows(qtbot: QtBot) -> None:
    """Needs attention: changed or failed."""
    made = presenter(FakeProfiles(five_profiles()))
    made.load()
    made.set_filter(SourceFilter.ATTENTION)
    assert ["acme-sales", "acme-staff-staging"] == [row.identifier for row in made.state.rows]


def test_the_last_reading_counts(qtbot: QtBot) -> None:
    """An answer that comes late does not replace a newer one."""
    waiting: list[Callable[[], None]] = []

    class Later:
        def call(self, work, *args, on_done=None, on_error=None):  # type: ignore[no-untyped-def]
            value = work(*args)
            waiting.append(lambda: on_done(value))

    profiles = FakeProfiles((a_profile(1),))
    made = presenter(profiles, Later())
    made.load()
    profiles.profiles.append(a_profile(2))
    made.load()
    waiting[1]()
    waiting[0]()
    assert 2 == made.state.total


def test_ten_thousand_connections_are_searched_at_once(qtbot: QtBot) -> None:
    """The one that fits is found."""
    made = presenter(FakeProfiles(tuple(a_profile(n) for n in range(10_000))))
    made.load()
    made.set_query("acme-9999")
    assert 1 == len(made.state.rows)


def test_a_store_that_does_not_answer_is_said(qtbot: QtBot) -> None:
    """The state carries its code, and the rows of before stay."""
    profiles = FakeProfiles((a_profile(1),))
    made = presenter(profiles)
    made.load()
    profiles.error = StoreUnavailable("store.busy", file="console.db")
    made.load()
    assert ("store.busy", 1) == (
        made.state.trouble and made.state.trouble.why.code,
        made.state.total,
    )


def test_a_bug_is_not_taken_for_trouble(qtbot: QtBot) -> None:
    """An exception without a code goes on."""
    profiles = FakeProfiles()
    profiles.error = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        presenter(profiles).load()


def test_a_refused_delete_leaves_the_row(qtbot: QtBot) -> None:
    """And tells why."""
    profiles = FakeProfiles((a_profile(1),))
    made = presenter(profiles)
    made.load()
    profiles.refusal = NotStored("store.full", {})
    with qtbot.waitSignal(made.failed, timeout=60_000) as signal:
        made.ask_for(BulkAction.DELETE, made.state.rows)
    full = Problem("store.full", "", Severity.ERROR)
    assert ([ListFailure(full, "Acme 1")], 1) == (signal.args, made.state.total)


def test_a_delete_can_be_undone(qtbot: QtBot) -> None:
    """The connection comes back."""
    made = presenter(FakeProfiles((a_profile(1),)))
    made.load()
    done: list[BulkResult] = []
    made.acted.connect(done.append)
    made.ask_for(BulkAction.DELETE, made.state.rows)
    gone = made.state.total
    made.undo(done[0])
    assert (0, 1) == (gone, made.state.total)


# --- page --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["source_list", "search_edit", "create_source_button", "filter_all", "filter_drafts"]
)
def test_parts_have_their_names(shown: Callable[..., Shown], name: str) -> None:
    """The names that tests outside rely on."""
    assert shown().page.findChild(QWidget, name) is not None


def test_every_connection_is_a_row(shown: Callable[..., Shown]) -> None:
    """In the service's order, with the words for screen readers."""
    model = shown().list.model()
    names = [model.index(n, 0).data() for n in range(model.rowCount())]
    words = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert (5, "Acme Staff", True) == (len(names), names[0], "4 proven" in words)


def test_the_create_button_creates(qtbot: QtBot, shown: Callable[..., Shown]) -> None:
    """One filled button on the page."""
    made = shown()
    with qtbot.waitSignal(made.page.create_requested, timeout=60_000):
        made.page.toolbar.create_button.click()


@pytest.mark.parametrize(
    ("number", "part", "signal"),
    [
        (0, "name", "open_requested"),
        (0, "action", "run_requested"),
        (3, "name", "continue_requested"),
        (3, "action", "continue_requested"),
    ],
)
def test_a_click_does_what_it_is_on(
    qtbot: QtBot, shown: Callable[..., Shown], number: int, part: str, signal: str
) -> None:
    """Card, button; a draft is continued."""
    made = shown()
    with qtbot.waitSignal(getattr(made.page, signal), timeout=60_000) as heard:
        made.click(number, part)
    assert [made.list.rows.rows[number].id] == heard.args


def test_a_press_that_slips_away_does_nothing(qtbot: QtBot, shown: Callable[..., Shown]) -> None:
    """Pressed on the button, let go on the card."""
    made = shown()
    viewport = made.list.viewport()
    with (
        qtbot.assertNotEmitted(made.page.run_requested),
        qtbot.assertNotEmitted(made.page.open_requested),
    ):
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=made.point(0, "action"))
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=made.point(1, "name"))


@pytest.mark.parametrize(
    ("keys", "signal"),
    [
        ([Qt.Key.Key_Return], "open_requested"),
        ([Qt.Key.Key_Right, Qt.Key.Key_Return], "run_requested"),
        ([Qt.Key.Key_Tab, Qt.Key.Key_Space], "run_requested"),
        ([Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return], "open_requested"),
    ],
)
def test_the_keyboard_reaches_every_part(
    qtbot: QtBot, shown: Callable[..., Shown], keys: list[Qt.Key], signal: str
) -> None:
    """Left, right and Tab go along the row; Enter and space do it."""
    made = shown()
    made.list.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(getattr(made.page, signal), timeout=60_000) as heard:
        for key in keys:
            QTest.keyClick(made.list, key)
    assert [made.list.rows.rows[0].id] == heard.args


def test_tab_leaves_the_list_after_its_last_part(shown: Callable[..., Shown]) -> None:
    """Row, button, dots, and on."""
    made = shown()
    made.list.setFocus(Qt.FocusReason.TabFocusReason)
    held = []
    for _ in range(3):
        held.append(made.list.hasFocus())
        QTest.keyClick(made.list, Qt.Key.Key_Tab)
    assert ([True, True, True], False) == (held, made.list.hasFocus())


def menu_of(made: Shown) -> QMenu:
    """The menu that is open."""
    menu = made.page.findChild(QMenu, "source_menu")
    assert menu is not None
    return menu


def test_the_dots_open_a_menu(shown: Callable[..., Shown]) -> None:
    """By mouse and by keyboard the same one."""
    made = shown()
    made.click(0, "more")
    texts = [action.text() for action in menu_of(made).actions() if action.text()]
    menu_of(made).close()
    assert ["Open", "Run test", "Duplicate", "Export", "Archive", "Delete"] == texts


def test_the_menu_deletes_with_a_way_back(qtbot: QtBot, shown: Callable[..., Shown]) -> None:
    """No question is asked outside production; the undo bar brings it back."""
    made = shown()
    made.list.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (*[Qt.Key.Key_Down] * 2, *[Qt.Key.Key_Right] * 2, Qt.Key.Key_Return):
        QTest.keyClick(made.list, key)
    action = menu_of(made).findChild(QAction, "source_menu_delete")
    action.trigger()
    menu_of(made).close()
    left, words = made.presenter.state.total, made.toasts[0].sentence.text()
    made.toasts[0].action_button.click()
    assert (4, "Acme Staff (staging) was deleted.", 5) == (left, words, made.presenter.state.total)


def test_the_delete_key_deletes(shown: Callable[..., Shown]) -> None:
    """The row that the keyboard is on."""
    made = shown()
    made.list.setFocus()
    QTest.keyClick(made.list, Qt.Key.Key_Down)
    QTest.keyClick(made.list, Qt.Key.Key_Down)
    QTest.keyClick(made.list, Qt.Key.Key_Delete)
    names = [row.name for row in made.list.rows.rows]
    assert (4, False) == (len(names), "Acme Staff (staging)" in names)


def test_after_deleting_the_keyboard_is_on_the_next_row(shown: Callable[..., Shown]) -> None:
    """In the last place it is the one above; nobody is thrown back to the first."""
    made = shown()
    made.list.setFocus()
    at = []
    for place in (2, 3):
        made.list.setCurrentIndex(made.list.rows.index(place))
        QTest.keyClick(made.list, Qt.Key.Key_Delete)
        at.append(made.list.currentIndex().row())
    assert [2, 2] == at


def test_typing_searches(shown: Callable[..., Shown]) -> None:
    """With every letter; the keyboard stays in the field."""
    made = shown()
    made.page.run_command("find")
    QTest.keyClicks(made.page.toolbar.search.edit, "sales")
    assert (1, True) == (made.list.model().rowCount(), made.page.toolbar.search.edit.hasFocus())


def test_nothing_found_has_a_way_on(shown: Callable[..., Shown]) -> None:
    """One sentence and one button that shows everything again."""
    made = shown()
    made.page.toolbar.search.edit.setText("no such thing")
    nothing = made.page.panel.nothing()
    assert nothing is not None
    was = (nothing.isVisible(), nothing.sentence.text())
    nothing.button.click()
    assert ((True, "No connection matches this search."), 5, False) == (
        was,
        made.list.model().rowCount(),
        nothing.isVisible(),
    )


def test_run_takes_the_row_of_the_keyboard(qtbot: QtBot, shown: Callable[..., Shown]) -> None:
    """F5 on a draft is not taken, on a connection it runs."""
    made = shown()
    with qtbot.waitSignal(made.page.run_requested, timeout=60_000):
        made.page.run_command("run")
    made.list.setCurrentIndex(made.list.rows.index(3))
    assert not made.page.run_command("run")


def test_nothing_stored_shows_the_two_ways(qtbot: QtBot, shown: Callable[..., Shown]) -> None:
    """Create one, or try the demo."""
    made = shown(())
    create = made.page.findChild(QPushButton, "create_source_button")
    demo = made.page.findChild(QPushButton, "try_demo_button")
    with qtbot.waitSignal(made.page.create_requested, timeout=60_000):
        create.click()
    with qtbot.waitSignal(made.page.demo_requested, timeout=60_000):
        demo.click()


def test_the_empty_page_does_not_flash_before_the_first_answer(
    qtbot: QtBot, theme: ThemeController
) -> None:
    """Not knowing is not the same as nothing."""
    assert not SourcesState().is_empty


def test_trouble_is_explained_and_can_be_tried_again(
    qtbot: QtBot, shown: Callable[..., Shown]
) -> None:
    """Where the list would be; the button reads again."""
    made = shown()
    made.profiles.error = StoreUnavailable("store.busy", file="console.db")
    made.page.activate(None)
    box = made.page.findChild(QWidget, "sources_trouble")
    was = box.isVisible()
    made.profiles.error = None
    made.page.findChild(QPushButton, "sources_retry_button").click()
    assert (True, False, 5) == (was, box.isVisible(), made.list.model().rowCount())


def test_files_can_be_dropped(qtbot: QtBot, shown: Callable[..., Shown]) -> None:
    """Their paths are handed on."""
    made = shown()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/connections.toml")])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(made.page.files_dropped, timeout=60_000) as heard:
        made.page.dropEvent(event)
    assert [["/tmp/connections.toml"]] == heard.args


def test_a_reload_keeps_the_keyboards_row(shown: Callable[..., Shown]) -> None:
    """What changed elsewhere does not move the mark."""
    made = shown()
    made.list.setCurrentIndex(made.list.rows.index(2))
    made.profiles.profiles.insert(0, a_profile(50))
    made.page.activate(None)
    assert "Acme Staff (staging)" == made.list.current_row().name


def test_columns_stack_where_there_is_little_room(theme: ThemeController) -> None:
    """Environment and verdict go under the name, and the row grows."""
    wide, narrow = columns(theme, 1_032), columns(theme, 500)
    assert (True, False, 92, True) == (
        wide.wide,
        narrow.wide,
        row_height(theme, 1_032),
        row_height(theme, 500) > 92,
    )


def test_the_row_is_the_designs(theme: ThemeController) -> None:
    """Name at 77, environment at 431, result at 565 of a list 1,032 wide."""
    cols = columns(theme, 1_032)
    assert (77, 431, 565) == (cols.name, cols.environment, cols.result)


def test_the_list_holds_ten_thousand_rows(qtbot: QtBot, theme: ThemeController) -> None:
    """And its last row can be scrolled to; no row is a widget."""
    made = Shown(qtbot, theme, FakeProfiles(tuple(a_profile(n) for n in range(10_000))))
    made.list.scrollToBottom()
    made.window.grab()
    last = made.list.rows.index(9_999)
    assert made.list.viewport().rect().intersects(made.list.visualRect(last))


def test_the_built_page_leads_to_the_other_pages(qtbot: QtBot, theme: ThemeController) -> None:
    """Each request goes to its page with what it is about."""
    from wecom_console.gui.features.sources.build import build_sources
    from wecom_console.gui.parts.login_request import OpenTest

    went: list[tuple[str, object]] = []
    context = SimpleNamespace(
        theme=theme,
        bridge=AtOnce(),
        services=lambda: SimpleNamespace(profiles=FakeProfiles()),
        messages=lambda: load_messages("en"),
        toast=lambda: None,
        start_tour=lambda: went.append(("tour", None)),
        navigate=lambda key, args: went.append((key, args)),
        settings=MemorySettings(),
    )
    page = build_sources(context)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.create_requested.emit()
    page.continue_requested.emit("a")
    page.open_requested.emit("b")
    page.run_requested.emit("c")
    page.share_requested.emit("d")
    page.files_dropped.emit(["x", "y"])
    page.tour_requested.emit()
    expected = [
        ("wizard", None),
        ("wizard", "a"),
        ("detail", "b"),
        ("test", OpenTest("c", run_now=True)),
        ("share", "d"),
        ("share", Path("x")),
        ("tour", None),
    ]
    assert expected == went


def test_compact_rows_are_remembered(qtbot: QtBot, theme: ThemeController) -> None:
    """By the next window; the button takes them back."""
    from wecom_console.gui.features.sources.build import build_sources

    settings = MemorySettings()
    context = SimpleNamespace(
        theme=theme,
        bridge=AtOnce(),
        messages=lambda: load_messages("en"),
        toast=lambda: None,
        start_tour=lambda: None,
        navigate=None,
        settings=settings,
    )
    page = build_sources(context)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.panel.heads.density.click()
    kept = settings.read().rows
    other = build_sources(context)  # type: ignore[arg-type]
    qtbot.addWidget(other)
    was_dense = other.panel.list.is_dense()
    other.panel.heads.density.click()
    assert ("compact", True, "comfortable") == (kept, was_dense, settings.read().rows)


def test_the_demo_is_stored_and_run_at_once(theme: ThemeController, tmp_path: Path) -> None:
    """*Try it with the demo connection* puts it into the list and logs in."""
    from wecom_console.gui.features.sources.build import open_demo
    from wecom_console.gui.parts.login_request import OpenTest
    from wecom_console.services.context import Services
    from wecom_console.storage.secrets.session_store import SessionStore

    went: list[tuple[str, object]] = []
    made = Services({"WECOM_CONSOLE_HOME": str(tmp_path)}, keyring=SessionStore())
    context = SimpleNamespace(
        bridge=AtOnce(),
        services=lambda: made,
        language=lambda: "en",
        navigate=lambda key, args: went.append((key, args)),
    )
    open_demo(context)  # type: ignore[arg-type]
    (stored,) = made.profiles.list()
    assert [("test", OpenTest(stored.id, run_now=True))] == went
    made.close()


def test_sorted_by_environment_the_rows_stand_in_groups(shown: Callable[..., Shown]) -> None:
    """Each under a heading that says how many there are."""
    made = shown()
    made.presenter.sort(Column.ENVIRONMENT)
    groups = made.list.rows.groups
    heads = [(group.environment, group.size) for _, group in sorted(groups.items())]
    rows = [row.environment for row in made.list.rows.rows]
    expected = [(name, rows.count(name)) for name in dict.fromkeys(rows)]
    assert (expected, True) == (heads, len(heads) > 1)


def test_a_heading_is_above_its_first_row_and_not_the_row(shown: Callable[..., Shown]) -> None:
    """A press on it opens nothing; the row below it is as high as the others."""
    made = shown()
    made.presenter.sort(Column.ENVIRONMENT)
    first = made.list.rows.index(0)
    top = made.list.visualRect(first).topLeft() + QPoint(40, 8)
    card = made.list._row_rect(first).height()
    others = {made.list._row_rect(made.list.rows.index(n)).height() for n in range(1, 5)}
    assert (None, {card}) == (made.list._part_at(top), others)


def test_with_archived_ones_the_tools_still_have_one_row(shown: Callable[..., Shown]) -> None:
    """At the window's first size nothing below jumps when the first one is archived."""
    made = shown()
    toolbar = made.page.toolbar
    toolbar.show_counts(dict.fromkeys(toolbar.chips, 1))
    toolbar.fit(1_032)
    assert toolbar._is_wide is True
