"""Navigation, header, status line, shortcuts, languages, themes, and what is remembered."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.page_support import dispose
from gui.shell.shell_support import MemorySettings, NotePage, make_window
from storage.support import acme
from wecom_console.gui.root import PAGES, DesktopApplication
from wecom_console.gui.shell.commands.shortcuts import STANDARD
from wecom_console.gui.shell.commands.table import key_commands
from wecom_console.gui.shell.footer import Footer
from wecom_console.gui.shell.header import Header
from wecom_console.gui.shell.language import resolve_language
from wecom_console.gui.shell.main_window import NAV_ITEMS, MainWindow
from wecom_console.gui.shell.nav import Badge, badge_that_fits
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.tokens import DARK
from wecom_console.gui.widgets.fields.search import SearchField
from wecom_console.gui.window_settings import FileSettings
from wecom_console.services.context import Services
from wecom_console.services.profiles.records import Saved
from wecom_console.storage.problems import Notice
from wecom_console.storage.secrets.session_store import SessionStore
from wecom_console.storage.settings import Settings, WindowPlace


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, theme: ThemeController, tmp_path: Path) -> MainWindow:
    """A shown window on its first page, with its shortcuts."""
    made = make_window(qapp, theme, folder=tmp_path)
    qtbot.addWidget(made)
    made.navigate("sources")
    made.show()
    made.start()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=60_000)
    return made


def page(window: MainWindow) -> NotePage:
    """The page in front."""
    current = window.host.current()
    assert isinstance(current, NotePage)
    return current


def press(window: MainWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """A key, as if typed into the window."""
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(window, key, held)


def test_the_window_has_its_size_and_name(window: MainWindow) -> None:
    """1280 x 832, and the name that tests outside rely on."""
    assert ("main_window", 1280, 832) == (window.objectName(), window.width(), window.height())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("nav_list", QListWidget),
        ("language_button", QPushButton),
        ("theme_button", QPushButton),
        ("commands_button", QPushButton),
    ],
)
def test_parts_have_their_names(window: MainWindow, name: str, kind: type) -> None:
    """By these names tests and styles find them."""
    assert window.findChild(kind, name) is not None


def test_a_page_is_built_when_first_shown(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController, tmp_path: Path
) -> None:
    """Neither before nor twice."""
    built: list[str] = []
    window = make_window(qapp, theme, folder=tmp_path, built=built)
    qtbot.addWidget(window)
    before = list(built)
    for key in ("sources", "test", "sources"):
        window.navigate(key)
    assert ([], ["sources", "test"]) == (before, built)


def test_a_new_page_gets_its_texts_before_it_is_shown(window: MainWindow) -> None:
    """First the texts, then the arguments."""
    assert [("retranslate", "en"), ("activate", None)] == page(window).calls


def test_arguments_reach_the_page(window: MainWindow) -> None:
    """Also when it is already in front."""
    window.navigate("test", "demo")
    window.navigate("test", "other")
    expected = [("retranslate", "en"), ("activate", "demo"), ("activate", "other")]
    assert expected == page(window).calls


def test_the_navigation_shows_a_page(window: MainWindow) -> None:
    """Arrow keys and clicks do the same."""
    window.nav.list.setFocus()
    QTest.keyClick(window.nav.list, Qt.Key.Key_Down)
    assert "test" == window.host.current_key


def test_a_page_without_an_item_marks_its_parent(window: MainWindow) -> None:
    """The wizard belongs to the sources."""
    window.navigate("wizard")
    current = window.nav.list.currentItem()
    assert ("sources", "wizard") == (current.data(0x100), window.host.current_key)


def test_a_page_may_refuse_to_be_left(window: MainWindow) -> None:
    """Unsaved changes keep the page and the mark."""
    page(window).may_leave = False
    window.nav.list.setCurrentRow(1)
    assert ("sources", 0) == (window.host.current_key, window.nav.list.currentRow())


def test_a_page_may_refuse_the_end(window: MainWindow) -> None:
    """The window stays open."""
    page(window).may_leave = False
    window.close()
    assert window.isVisible()


def test_the_header_says_where_one_is(window: MainWindow) -> None:
    """Title, and the way to it; a step can be clicked."""
    current = page(window)
    current.steps = (("sources", "Sources"), ("select", "Select"))
    current.title_changed.emit()
    link = next(b for b in window.header.findChildren(QPushButton) if b.text() == "Select")
    link.click()
    assert ("Sources", ("step", "select")) == (window.header.title.text(), current.calls[-1])


def test_what_a_page_has_in_the_header_keeps_its_distance(window: MainWindow) -> None:
    """However wide it is: the tools beside it never touch it."""
    extra = QLabel("a connection's name " * 20)
    extra.setMinimumWidth(10)
    page(window).extra = extra
    page(window).title_changed.emit()
    window.navigate("sources")
    QApplication.processEvents()
    tools = window.header.commands_button
    right = extra.mapTo(window, QPoint(extra.width(), 0)).x()
    assert tools.mapTo(window, QPoint(0, 0)).x() - right >= 16


def test_a_page_has_its_own_part_of_the_header(window: MainWindow) -> None:
    """It goes with the page."""
    window.navigate("test")
    extra = QLabel("chooser")
    page(window).extra = extra
    window.navigate("test")
    shown = extra.isVisible()
    window.navigate("sources")
    assert (True, False) == (shown, extra.isVisible())


def test_a_footer_belongs_to_its_page(window: MainWindow, theme: ThemeController) -> None:
    """56 high, and gone on other pages."""
    window.navigate("wizard")
    footer = Footer(theme)
    page(window).bar = footer
    window.navigate("sources")
    window.navigate("wizard")
    shown = (footer.isVisible(), footer.height())
    window.navigate("sources")
    assert ((True, 56), False) == (shown, footer.isVisible())


@pytest.mark.parametrize(("number", "key"), [(1, "sources"), (2, "test"), (5, "settings")])
def test_alt_and_a_number_show_a_page(window: MainWindow, number: int, key: str) -> None:
    """Alt+1 to Alt+5 in the order of the navigation."""
    press(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
    assert key == window.host.current_key


def test_a_page_that_does_not_exist_is_no_trouble(window: MainWindow) -> None:
    """Alt+4 without a share page stays."""
    press(window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert "sources" == window.host.current_key


@pytest.mark.parametrize(
    ("key", "modifier", "expected"),
    [
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier, "wizard"),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, "test"),
    ],
)
def test_shortcuts_lead_on(
    window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier, expected: str
) -> None:
    """Ctrl+N creates, F5 runs."""
    press(window, key, modifier)
    assert expected == window.host.current_key


def test_a_page_is_asked_first(window: MainWindow) -> None:
    """A page that knows the command keeps it."""
    press(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert ("command", "save") == page(window).calls[-1]


def test_escape_reaches_the_page(window: MainWindow) -> None:
    """When nothing nearer wanted it."""
    press(window, Qt.Key.Key_Escape)
    assert ("command", "escape") == page(window).calls[-1]


def test_the_palette_knows_the_page_and_the_shell(window: MainWindow) -> None:
    """Ctrl+K lists what the page does before what the shell does."""
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    edit = window.findChild(QLineEdit, "command_edit")
    assert edit is not None
    QTest.keyClicks(edit, "what sources")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert ("command", "own") == page(window).calls[-1]


def test_the_cheat_sheet_lists_every_key(qapp: QApplication) -> None:
    """And none that is not bound."""
    listed = {(command.key, command.shortcut) for command in key_commands(lambda _page: True)}
    pages = {(f"go:{item.key}", f"Alt+{n}") for n, item in enumerate(NAV_ITEMS, start=1)}
    assert {*STANDARD} | pages == listed


def test_the_palette_offers_only_pages_that_exist(window: MainWindow) -> None:
    """Nothing that would lead nowhere."""
    window.commander.open_palette()
    palette = window.commander._palette
    assert palette is not None
    keys = {command.key for command in palette._commands}
    assert (True, False) == ("go:test" in keys, "go:share" in keys)


def test_a_badge_is_read_out(window: MainWindow) -> None:
    """The item's accessible text has it too."""
    window.set_badge("test", Badge("5 / 9", is_running=True))
    item = window.nav.list.item(1)
    assert "Login test 5 / 9" == item.data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_simulator_is_told_in_two_places(window: MainWindow) -> None:
    """Status line and navigation."""
    window.show_simulator(40123)
    on = window.nav.list.item(2).data(Qt.ItemDataRole.AccessibleTextRole)
    words = window.status.simulator.text()
    window.show_simulator(0)
    assert ("Simulator running on port 40123", "Simulator On", "Simulator not running") == (
        words,
        on,
        window.status.simulator.text(),
    )


def test_the_theme_switches_at_once(
    window: MainWindow, theme: ThemeController, qtbot: QtBot
) -> None:
    """The button leads to the other theme and tells what was chosen."""
    with qtbot.waitSignal(window.choices.theme_chosen, timeout=60_000) as signal:
        window.header.theme_button.click()
    assert (["dark"], DARK, "Switch to the light theme") == (
        signal.args,
        theme.tokens,
        window.header.theme_button.accessibleName(),
    )


def test_the_language_switches_at_once(window: MainWindow, theme: ThemeController) -> None:
    """The page in front takes it, and so do the line heights."""
    window.navigate("test")
    page = window.host.current()
    low = theme.line_height(Role.BODY)
    window.header.language_button.click()
    assert isinstance(page, NotePage)
    assert (("retranslate", "zh_CN"), True, "EN") == (
        page.calls[-1],
        theme.line_height(Role.BODY) > low,
        window.header.language_button.text(),
    )


def test_a_page_behind_takes_the_language_when_it_comes_to_the_front(window: MainWindow) -> None:
    """Once, before it is told what to show; until then it does no work for nobody."""
    window.navigate("test")
    window.header.language_button.click()
    first = window.host.built()[0]
    assert isinstance(first, NotePage)
    behind = first.calls.copy()
    window.navigate("sources")
    window.navigate("test")
    window.navigate("sources")
    words = [call for call in first.calls if call[0] == "retranslate"]
    assert ([("retranslate", "en")], [("retranslate", "en"), ("retranslate", "zh_CN")]) == (
        [call for call in behind if call[0] == "retranslate"],
        words,
    )
    assert ("activate", None) == first.calls[first.calls.index(("retranslate", "zh_CN")) + 1]


@pytest.mark.parametrize(
    ("preference", "system", "expected"),
    [
        ("system", ["zh-Hans-CN", "en"], "zh_CN"),
        ("system", ["de-DE", "zh-CN"], "en"),
        ("system", [], "en"),
        ("en", ["zh-CN"], "en"),
        ("zh_CN", ["en-US"], "zh_CN"),
    ],
)
def test_the_language_follows_choice_and_system(
    preference: str, system: list[str], expected: str
) -> None:
    """A choice wins; without one the desktop's first language decides."""
    assert expected == resolve_language(preference, system)


def test_the_navigation_shrinks_when_the_page_would(window: MainWindow) -> None:
    """Below 60 characters of page width it shows icons with tool tips."""
    wide = (window.nav.is_narrow, window.nav.list.item(0).toolTip())
    window.resize(600, 700)
    QApplication.sendPostedEvents()
    narrow = (window.nav.is_narrow, window.nav.list.item(0).toolTip())
    assert ((False, ""), (True, "Sources")) == (wide, narrow)


def test_a_big_text_shrinks_the_navigation(window: MainWindow, theme: ThemeController) -> None:
    """What a small window has room for at 100 % it has not at 200 %, in any font."""
    window.resize(900, 700)
    was_narrow = window.nav.is_narrow
    theme.set_scale(2.0)
    assert (False, True) == (was_narrow, window.nav.is_narrow)


def test_a_remembered_place_off_screen_is_not_taken(window: MainWindow) -> None:
    """A screen that is gone leaves the size."""
    window.placement.place(QRect(90_000, 90_000, 700, 600), maximized=False)
    assert (True, 700, 600) == (window.x() < 50_000, window.width(), window.height())


def test_a_window_that_the_screen_has_no_room_for_is_made_smaller(window: MainWindow) -> None:
    """The first size, on the 800 x 800 of this platform; its frame is counted."""
    window.placement.place(None, maximized=False)
    room = window.screen().availableGeometry()
    assert (room.width() - 12, room.height() - 44) == (window.width(), window.height())


def test_back_and_forward_walk_the_pages(window: MainWindow) -> None:
    """Alt and the arrows."""
    window.navigate("test")
    window.navigate("settings")
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    back = window.host.current_key
    press(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert ("test", "settings") == (back, window.host.current_key)


def test_a_larger_text_by_key(window: MainWindow, theme: ThemeController) -> None:
    """One step; the first size by another key."""
    press(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    larger = theme.scale
    press(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert (1.25, 1.0) == (larger, theme.scale)


def test_a_size_is_told_to_be_remembered(window: MainWindow) -> None:
    """Two steps up and back to the first, which is told once."""
    told: list[float] = []
    window.choices.scale_chosen.connect(told.append)
    for key in ("zoom_in", "zoom_in", "zoom_reset", "zoom_reset"):
        window.run_command(key)
    assert [1.25, 1.5, 1.0] == told


def test_a_theme_is_chosen_by_name(window: MainWindow, theme: ThemeController) -> None:
    """From the palette of any page."""
    window.run_command("theme:dark")
    assert DARK == theme.tokens


def test_full_screen_and_back(window: MainWindow) -> None:
    """F11 twice."""
    press(window, Qt.Key.Key_F11)
    full = window.isFullScreen()
    press(window, Qt.Key.Key_F11)
    assert (True, False) == (full, window.isFullScreen())


@pytest.mark.parametrize("key", [Qt.Key.Key_Q, Qt.Key.Key_W])
def test_the_window_closes_by_key(window: MainWindow, key: Qt.Key) -> None:
    """Unless its page minds."""
    page(window).may_leave = False
    press(window, key, Qt.KeyboardModifier.ControlModifier)
    refused = window.isVisible()
    page(window).may_leave = True
    press(window, key, Qt.KeyboardModifier.ControlModifier)
    assert (True, False) == (refused, window.isVisible())


def test_any_connection_is_found_by_name(window: MainWindow) -> None:
    """Whether or not it was looked at; listed once it is typed for."""
    window.commander.open_palette()
    palette = window.commander._palette
    assert palette is not None
    window.commander._on_connections_known((("1", "Acme Staff", "acme-staff"),))
    before = {command.key for command in palette._model.rows}
    palette.search.edit.setText("acme")
    after = [command.key for command in palette._model.rows]
    assert (False, ["open:1", "test:1"]) == ("open:1" in before, after)


def test_a_command_of_another_page_leads_there_first(window: MainWindow) -> None:
    """And is done there."""
    window.run_command("at:test:own")
    assert ("test", ("command", "own")) == (window.host.current_key, page(window).calls[-1])


def test_find_stays_on_the_page(window: MainWindow, theme: ThemeController) -> None:
    """Ctrl+F goes to the page's own search field."""
    window.navigate("settings")
    field = SearchField(theme)
    layout = page(window).layout()
    assert layout is not None
    layout.addWidget(field)
    field.show()
    press(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert (True, "settings") == (field.edit.hasFocus(), window.host.current_key)


def test_find_opens_the_palette_where_a_page_has_no_search(window: MainWindow) -> None:
    """Everything by name, and the page stays."""
    window.navigate("settings")
    press(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    palette = window.commander._palette
    assert palette is not None
    assert (True, "settings") == (palette.isVisible(), window.host.current_key)


def test_a_new_page_has_the_keyboard_itself(window: MainWindow) -> None:
    """Enter, pressed once more, presses none of its buttons; Tab goes to the first."""
    button = QPushButton("there")
    layout = page(window).layout()
    assert layout is not None
    layout.addWidget(button)
    button.show()
    button.setFocus()
    window.navigate("test")
    assert page(window) is window.focusWidget()


def test_the_first_frame_is_told_once(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController, tmp_path: Path
) -> None:
    """Later frames tell nothing."""
    window = make_window(qapp, theme, folder=tmp_path)
    qtbot.addWidget(window)
    heard: list[int] = []
    window.first_painted.connect(lambda: heard.append(1))
    with qtbot.waitSignal(window.first_painted, timeout=60_000):
        window.show()
    window.repaint()
    qtbot.wait(20)
    assert [1] == heard


def test_place_and_page_are_remembered(qtbot: QtBot, qapp: QApplication, icons: object) -> None:
    """Closing writes them down."""
    settings = MemorySettings()
    application = DesktopApplication(qapp, settings, lambda: None)  # type: ignore[arg-type,return-value]
    qtbot.addWidget(application.window)
    application.window.resize(1000, 700)
    application.window.host._current = "settings"
    application.window.close()
    place = settings.settings.window
    assert place is not None
    assert ("settings", 1000, 700) == (settings.settings.page, place.width, place.height)
    application.style.deleteLater()


def test_a_choice_is_remembered(qtbot: QtBot, qapp: QApplication) -> None:
    """Theme and language are written down as they are chosen."""
    settings = MemorySettings(Settings(theme="light", language="en"))
    application = DesktopApplication(qapp, settings, lambda: None)  # type: ignore[arg-type,return-value]
    qtbot.addWidget(application.window)
    application.window.header.theme_button.click()
    application.window.header.language_button.click()
    application.languages.set_preference("en")
    assert ("dark", "zh_CN") == (settings.settings.theme, settings.settings.language)
    application.style.deleteLater()


def test_the_window_forgets_what_was_removed_for_too_long(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """After its first frame, beside everything else."""
    now = [1_700_000_000.0]
    environment = {"WECOM_CONSOLE_HOME": str(tmp_path)}
    services = Services(environment, clock=lambda: now[0], keyring=SessionStore())
    saved = services.profiles.create(acme())
    assert isinstance(saved, Saved)
    services.profiles.delete(saved.profile.id)
    now[0] += 31 * 24 * 3600
    application = DesktopApplication(qapp, MemorySettings(), lambda: services)
    qtbot.addWidget(application.window)
    application.go_on()
    qtbot.waitUntil(lambda: services.profiles.find_removed(saved.profile.id) is None)
    application.shut_down()
    application.style.deleteLater()
    services.close()


def test_every_page_of_the_table_can_be_reached(qtbot: QtBot) -> None:
    """Keys are unique, and each belongs to an item of the navigation."""
    keys = [spec.key for spec in PAGES]
    navs = {"sources", "test", "simulator", "share", "settings"}
    assert (len(keys), True) == (len(set(keys)), {spec.nav_key for spec in PAGES} <= navs)


def test_settings_survive_in_their_file(tmp_path: Path) -> None:
    """What is written is read by the next start."""
    environment = {"WECOM_CONSOLE_HOME": str(tmp_path)}
    kept = Settings(theme="dark", page="test", window=WindowPlace(1, 2, 900, 700))
    FileSettings(environment).write(kept)
    assert kept == FileSettings(environment).read()


def test_a_damaged_settings_file_is_set_aside(tmp_path: Path) -> None:
    """Never overwritten, never in the way."""
    (tmp_path / "settings.json").write_text("{ not json", encoding="utf-8")
    found = FileSettings({"WECOM_CONSOLE_HOME": str(tmp_path)}).read()
    kept = [path.read_text(encoding="utf-8") for path in tmp_path.glob("settings.json.damaged-*")]
    assert (Settings(), ["{ not json"]) == (found, kept)


def test_a_bug_is_told_without_a_value(window: MainWindow) -> None:
    """Its type and place."""
    window.context.bridge.unexpected_error.connect(window.announcer.show_bug)
    window.context.bridge.unexpected_error.emit("KeyError", "wecom_console.gui.features:12")
    words = window.announcer.toast().sentence.text()
    assert words == "Internal error: KeyError at wecom_console.gui.features:12"


def test_a_notice_of_the_store_is_told(window: MainWindow) -> None:
    """A file that was set aside is named; the sentence wraps instead of being cut."""
    window.announcer.show_notices((Notice("store.set_aside", {"file": "/home/x/" + "y" * 90}),))
    toast = window.announcer.toast()
    line = toast.sentence.sizeHint().height()
    assert (True, True) == ("y" * 90 in toast.sentence.text(), toast.sentence.height() > line)


@pytest.mark.parametrize(
    ("room", "shown"),
    [(90, ("61 / 72", True)), (70, ("61/72", True)), (50, ("61/72", False)), (30, ("", True))],
)
def test_a_badge_gives_way_to_its_items_name(room: float, shown: tuple[str, bool]) -> None:
    """First its blanks, then its ring, then its numbers; the ring alone is left."""
    badge = Badge("61 / 72", is_running=True)
    assert shown == badge_that_fits(badge, room, 20, lambda text: 10.0 * len(text))


class Stretchy(QWidget):
    """What a page adds: narrow if it must be, wider with pleasure."""

    wished = 40

    def sizeHint(self) -> QSize:
        """What it would like."""
        return QSize(self.wished, 20)

    def minimumSizeHint(self) -> QSize:
        """What it cannot do without."""
        return QSize(40, 20)


def test_the_words_of_the_commands_give_way_to_what_a_page_adds(theme: ThemeController) -> None:
    """The name of a connection matters more than the word beside the search glass."""
    header, extra = Header(theme), Stretchy()
    header.commands_button.setText("Commands")
    header.title.setText("Login test")
    header.resize(660, header.height())
    header.show()
    header.show_extra(extra)
    QApplication.processEvents()
    before = header.commands_button.sizeHint().width()
    extra.wished = 400
    extra.updateGeometry()
    QApplication.processEvents()
    after = header.commands_button.sizeHint().width()
    dispose(header)
    assert before > 2 * after
