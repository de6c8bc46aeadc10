"""The detail page: settings, what an app needs, tests, history, and what is done to it."""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.kept_pages import KeptDetail, cleared, kept_detail
from gui.parts.form.form_support import (
    GOOD_DOCUMENT,
    SCHEMA,
    Clock,
    Desk,
    create,
    find,
    profile_service,
)
from wecom_console.domain.raw import set_value
from wecom_console.domain.verdicts import LEGS, BackendKind, Leg, Platform, Verdict
from wecom_console.gui.features.connection.access_tab import AccessTab
from wecom_console.gui.features.connection.application_tab import console_url
from wecom_console.gui.features.connection.history_tab import note_text
from wecom_console.gui.features.connection.hosted_page import HostedPage
from wecom_console.gui.features.connection.page import ConnectionDetailPage
from wecom_console.gui.parts.login_request import OpenTest
from wecom_console.gui.parts.moments import local_time
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.login.qr import QrView
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.profiles.records import FinishedRun, Saved, StoredLeg
from wecom_console.services.profiles.service import ProfileService
from wecom_console.storage.documents import config_hash

# The offscreen platform tells of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

AUTHING = {
    "kind": "authing",
    "app_host": "https://acme.authing.cn",
    "app_id": "0123456789abcdef01234568",
    "user_pool_id": "0123456789abcdef01234567",
}


@pytest.fixture(scope="module")
def kept_page(kept_theme: ThemeController) -> Iterator[KeptDetail]:
    with kept_detail(kept_theme) as made:
        yield made


@pytest.fixture
def desk(kept_page: KeptDetail, tmp_path: Path) -> Desk:
    return cleared(kept_page.desk, tmp_path)


@pytest.fixture
def stored(desk: Desk) -> str:
    return create(desk.service)


@pytest.fixture
def page(kept_page: KeptDetail, stored: str) -> Iterator[ConnectionDetailPage]:
    """The page of a stored connection."""
    with kept_page.used() as page:
        page.activate(stored)
        yield page


def press(page: QWidget, name: str) -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # of rows shown before
    QCoreApplication.processEvents()  # a tab that was just opened gets its layout
    QTest.mouseClick(find(page.window(), QPushButton, name), Qt.MouseButton.LeftButton)


def open_tab(page: QWidget, key: str) -> QWidget:
    find(page, QRadioButton, f"tab_{key}").click()
    return find(page, QWidget, f"{key}_tab")


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def save(service: ProfileService, key: str, path: str, value: object) -> None:
    profile = service.get(key)
    assert profile is not None
    document = set_value(profile.document, path, value)
    result = service.save(key, document, base_revision=profile.revision)
    assert isinstance(result, Saved)


MISPLACED = "Canary-Secret_0123456789abcdefABCDEF0123456"


def older(service: ProfileService, key: str, values: Mapping[str, object]) -> None:
    """As a version stored it that did not know better."""
    profile = service.get(key)
    assert profile is not None
    document = profile.document
    for path, value in values.items():
        document = set_value(document, path, [value] if path == "tags" else value)
    with closing(sqlite3.connect(service.status().path)) as connection:
        connection.execute("UPDATE profile SET document = ?", (json.dumps(document),))
        connection.execute("UPDATE revision SET document = ?", (json.dumps(document),))
        connection.commit()


def record(service: ProfileService, key: str, *verdicts: Verdict, failure: str = "") -> None:
    profile = service.get(key)
    assert profile is not None
    legs = tuple(
        StoredLeg(leg, verdict, failure if verdict is Verdict.FAILED else "")
        for leg, verdict in zip(LEGS, verdicts, strict=True)
    )
    service.record_run(
        FinishedRun(
            run_id=f"run{len(service.runs(key))}",
            profile_id=key,
            connection=profile.identifier,
            scenario="success",
            platform=Platform.ANDROID,
            backend=BackendKind.SIMULATOR,
            passed=not failure,
            verdict=Verdict.FAILED if failure else Verdict.SIMULATED,
            legs=legs,
            config_hash=config_hash(profile.document),
            started_at=Clock().now,
            finished_at=Clock().now,
            events="[]",
        )
    )


SIMULATED = (Verdict.PROVEN, *[Verdict.SIMULATED] * 6)


# --- head and settings ---------------------------------------------------------------------------


def test_the_head_names_the_connection(page: ConnectionDetailPage) -> None:
    """Name in the header, identifier and environment below, no test yet."""
    assert "Acme 员工登录" == page.title()
    said = texts(find(page, QWidget, "detail_head"))
    assert "acme-staff" in said
    assert "Development" in said
    assert "Not tested yet" in said


def test_the_identifier_is_locked(page: ConnectionDetailPage) -> None:
    """It cannot be modified after it is set."""
    assert find(page, QLineEdit, "identifier_edit").isReadOnly()


def test_the_secret_is_not_read_back(page: ConnectionDetailPage) -> None:
    """The field is empty and says that one is kept."""
    assert "" == find(page, QLineEdit, "secret_edit").text()
    kept = find(page, QLabel, "secret_problem").text()
    assert "Stored in the keyring or the vault. Leave empty to keep it." == kept


def test_a_secret_that_is_missing_is_asked_for(
    page: ConnectionDetailPage, desk: Desk, tmp_path: Path
) -> None:
    """The keyring of another computer had it: a warning, and nothing else is wrong."""
    elsewhere = profile_service(tmp_path)  # the same file, another keyring
    desk.service = elsewhere
    page.activate(elsewhere.list()[0].id)
    sentence = find(page, QLabel, "secret_problem").text()
    assert load_messages("en").text("secret_ref.keyring_empty", field="Secret") == sentence


def test_save_waits_for_a_change(page: ConnectionDetailPage) -> None:
    """The button says why it is grey."""
    button = find(page.window(), QPushButton, "create_button")
    assert ("Save", False) == (button.text(), button.isEnabled())
    QTest.keyClicks(find(page, QLineEdit, "display_name_edit"), "!")
    assert button.isEnabled()


def test_saving_shows_the_new_state(page: ConnectionDetailPage, desk: Desk, stored: str) -> None:
    """Title, history and toast follow."""
    QTest.keyClicks(find(page, QLineEdit, "display_name_edit"), "!")
    press(page, "create_button")
    assert "Acme 员工登录!" == page.title()
    assert 2 == len(desk.service.history(stored))
    assert ["“Acme 员工登录!” has been saved."] == desk.toast.said


def test_a_conflict_is_told_where_it_is(
    page: ConnectionDetailPage, desk: Desk, stored: str
) -> None:
    """A box with both ways on, and nothing overwritten."""
    QTest.keyClicks(find(page, QLineEdit, "display_name_edit"), "!")
    save(desk.service, stored, "environment", "test")
    press(page, "create_button")
    box = find(page, QWidget, "conflict_notice")
    assert box.isVisible()
    press(page, "keep_mine_button")
    after = desk.service.get(stored)
    assert after is not None
    assert ("Acme 员工登录!", "test") == (
        after.document["display_name"],
        after.document["environment"],
    )
    assert box.isHidden()


def test_a_connection_that_is_gone_says_so(page: ConnectionDetailPage) -> None:
    """Deleted elsewhere."""
    page.activate("0" * 32)
    assert find(page, QWidget, "detail_failure").isVisible()


def test_a_draft_goes_to_the_wizard(page: ConnectionDetailPage, desk: Desk) -> None:
    """It has not been created yet."""
    desk.service.create({"identifier": "later"}, draft=True)
    draft = next(p for p in desk.service.list() if p.is_draft)
    page.activate(draft.id)
    assert [("wizard", draft.id)] == desk.visited


# --- tabs ----------------------------------------------------------------------------------------


def test_arrow_keys_walk_the_tabs(page: ConnectionDetailPage) -> None:
    """Right from the first one is the second."""
    QTest.keyClick(find(page, QRadioButton, "tab_settings"), Qt.Key.Key_Right)
    assert find(page, QWidget, "access_tab").isVisible()
    assert find(page.window(), QWidget, "form_footer").isHidden()


def test_development_access_tells_the_whole_truth(page: ConnectionDetailPage) -> None:
    """What the guide recommends, and why it is not enough for this connection."""
    tab = open_tab(page, "access")
    assert "hosted login page" in texts(tab)
    box = find(tab, QWidget, "access_truth")
    said = " ".join(w.accessibleName() for w in box.findChildren(QWidget))
    assert "does **not** show the button" in said


def test_values_are_copied(page: ConnectionDetailPage, desk: Desk) -> None:
    """The schema as it stands, and a word that it was copied."""
    open_tab(page, "access")
    press(page, "copy_schema_button")
    assert ([SCHEMA], ["Copied."]) == (desk.copied, desk.toast.said)


def test_the_fragments_are_filled_in(page: ConnectionDetailPage) -> None:
    """Info.plist carries this connection's schema."""
    tab = open_tab(page, "access")
    find(tab, QRadioButton, "access_platform_ios").click()
    plist = find(tab, QPlainTextEdit, "access_0_code").toPlainText()
    assert f"<string>{SCHEMA}</string>" in plist


@pytest.mark.parametrize("platform", ["android", "ios", "flutter"])
def test_no_fragment_loses_its_last_line(
    qtbot: QtBot, page: ConnectionDetailPage, platform: str
) -> None:
    """The page scrolls, the fragments do not: each is as high as its text."""
    tab = open_tab(page, "access")
    find(tab, QRadioButton, f"access_platform_{platform}").click()
    page.resize(900, 700)
    page.show()
    qtbot.waitExposed(page)
    code = find(tab, QPlainTextEdit, "access_0_code")
    layout, block = code.document().documentLayout(), code.document().begin()
    needed = code.document().documentMargin()
    while block.isValid():
        needed += layout.blockBoundingRect(block).height()
        block = block.next()
    assert needed <= code.viewport().height()


def test_associated_app_opens_the_console(page: ConnectionDetailPage, desk: Desk) -> None:
    """Step 5 is done there."""
    open_tab(page, "application")
    press(page, "authing_console_button")
    assert ["https://console.authing.cn/"] == desk.opened


def test_an_empty_list_of_tests_offers_one(
    page: ConnectionDetailPage, desk: Desk, stored: str
) -> None:
    """One sentence, one button."""
    open_tab(page, "tests")
    press(page, "tests_run_button")
    assert [("test", OpenTest(stored, run_now=True))] == desk.visited


def test_runs_are_listed_with_their_legs(
    page: ConnectionDetailPage, desk: Desk, stored: str
) -> None:
    """Only the first leg is proven against the simulator."""
    record(desk.service, stored, *SIMULATED)
    page.activate(stored)
    tab = open_tab(page, "tests")
    said = texts(tab)
    assert "As expected" in said
    assert "1 proven" in said
    assert "6 simulated" in said


def test_an_outdated_run_is_marked(page: ConnectionDetailPage, desk: Desk, stored: str) -> None:
    """The connection was changed after it."""
    record(desk.service, stored, *SIMULATED)
    save(desk.service, stored, "login_only", True)
    page.activate(stored)
    assert "Changed since" in texts(open_tab(page, "tests"))


def test_the_latest_run_of_a_kind_opens_in_the_login_test(
    page: ConnectionDetailPage, desk: Desk, stored: str
) -> None:
    """With its evidence; an older one of the same kind has none there any more."""
    for _ in range(2):
        record(desk.service, stored, *SIMULATED)
    page.activate(stored)
    tab = open_tab(page, "tests")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # of rows shown before
    buttons = [b for b in tab.findChildren(QPushButton) if b.objectName().startswith("open_run")]
    (button,) = (b for b in buttons if not b.isHidden())
    button.click()
    wanted = OpenTest(
        stored, platform=Platform.ANDROID, backend=BackendKind.SIMULATOR, scenario="success"
    )
    assert [("test", wanted)] == desk.visited


def test_a_failed_run_names_the_leg(page: ConnectionDetailPage, desk: Desk, stored: str) -> None:
    """With the number that WeCom gave."""
    verdicts = [Verdict.SIMULATED] * 5 + [Verdict.FAILED, Verdict.SKIPPED]
    record(desk.service, stored, *verdicts, failure="wecom.60020")
    page.activate(stored)
    said = texts(open_tab(page, "tests"))
    assert f"Leg {Leg.IDENTITY.number} failed" in said
    assert "Not as expected" in said


def test_history_shows_what_changed(page: ConnectionDetailPage, desk: Desk, stored: str) -> None:
    """Field, before and after; the way back on every older one."""
    save(desk.service, stored, "display_name", "New name")
    page.activate(stored)
    tab = open_tab(page, "history")
    said = texts(tab)
    assert "Show name" in said
    assert "New name" in said
    assert "Acme 员工登录" in said
    assert tab.findChild(QPushButton, "restore_revision_2") is None
    press(page, "restore_revision_1")
    after = desk.service.get(stored)
    assert after is not None
    assert ("Acme 员工登录", 3) == (after.document["display_name"], after.revision)
    assert ["Revision 1 was restored."] == desk.toast.said


def purge(page: ConnectionDetailPage, path: str) -> None:
    press(page, "purge_button")
    menu = find(page, QMenu, "purge_menu")
    find(menu, QAction, f"purge_{path}").trigger()  # type: ignore[type-var]
    menu.close()


def test_a_value_is_taken_out_of_the_history_after_a_question(
    page: ConnectionDetailPage, desk: Desk, stored: str
) -> None:
    """Enter by habit takes nothing out."""
    save(desk.service, stored, "display_name", "New name")
    page.activate(stored)
    open_tab(page, "history")
    purge(page, "display_name")
    press(page, "detail_guard_stay_button")
    before = desk.service.history(stored)[0].document["display_name"]
    purge(page, "display_name")
    press(page, "detail_guard_confirm_button")
    names = [one.document["display_name"] for one in desk.service.history(stored)]
    assert ("Acme 员工登录", ["[purged]", "New name"]) == (before, names)
    assert ["Show name: removed from 1 revision."] == desk.toast.said
    assert find(page, QPushButton, "purge_button").isHidden()


def test_notes_are_taken_out_of_the_history(
    page: ConnectionDetailPage, desk: Desk, stored: str
) -> None:
    """An author's, not what the program noted."""
    profile = desk.service.get(stored)
    assert profile is not None
    desk.service.save(stored, profile.document, base_revision=1, note="told by Li")
    desk.service.restore_revision(stored, 1, base_revision=2)
    page.activate(stored)
    open_tab(page, "history")
    purge(page, "note")
    press(page, "detail_guard_confirm_button")
    assert ["", "[purged]", "restored:1"] == [one.note for one in desk.service.history(stored)]


def test_a_kept_damaged_file_is_named_where_it_may_hold_a_purged_value(
    page: ConnectionDetailPage, desk: Desk, stored: str
) -> None:
    """Until another connection is looked at."""
    status = Path(desk.service.status().path)
    kept = status.with_name(f"{status.name}.damaged-20260102T030405Z")
    kept.touch()
    save(desk.service, stored, "display_name", "New name")
    page.activate(stored)
    open_tab(page, "history")
    purge(page, "display_name")
    press(page, "detail_guard_confirm_button")
    box = find(page, QWidget, "history_kept_files")
    told = " ".join(widget.accessibleName() for widget in box.findChildren(QWidget))
    assert (True, True) == (box.isVisible(), str(kept) in told)


def test_a_secret_that_an_older_version_stored_is_masked_on_every_tab(
    page: ConnectionDetailPage, desk: Desk, stored: str
) -> None:
    """Dots in the form, a word elsewhere; the history says how to get rid of it."""
    paths = ("display_name", "tags", "backend.app_id", "backend.http.body", "android.package")
    older(desk.service, stored, dict.fromkeys(paths, MISPLACED))
    page.activate(stored)
    for key in ("access", "application", "compare", "tests"):
        open_tab(page, key)
    history = open_tab(page, "history")
    said = [texts(page), page.title()]
    said += [edit.displayText() for edit in page.findChildren(QLineEdit)]
    seen = [edit for edit in page.findChildren(QPlainTextEdit) if MISPLACED in edit.toPlainText()]
    assert [] == [one for one in said if MISPLACED in one]
    assert [True] == [edit.palette().text().color().alpha() == 0 for edit in seen]
    assert "Show name" in find(history, QWidget, "history_hidden").findChildren(QLabel)[0].text()


def test_a_masked_text_of_several_lines_is_seen_by_who_works_in_it(
    page: ConnectionDetailPage, desk: Desk, stored: str
) -> None:
    """It is to be mended there."""
    older(desk.service, stored, {"backend.http.body": MISPLACED, "backend.kind": "http"})
    page.activate(stored)
    edit = find(page, QPlainTextEdit, "backend_http_body_edit")
    edit.setFocus()
    QCoreApplication.processEvents()
    before = edit.palette().text().color().alpha()
    edit.clearFocus()
    assert (255, 0) == (before, edit.palette().text().color().alpha())


# --- what is done to it --------------------------------------------------------------------------


def test_delete_can_be_undone(page: ConnectionDetailPage, desk: Desk, stored: str) -> None:
    """From the toast; until then it is gone from the list."""
    find(page, QAction, "detail_delete_action").trigger()  # type: ignore[type-var]
    assert () == desk.service.list()
    assert ("sources", None) == desk.visited[-1]
    assert desk.toast.action is not None
    desk.toast.action()
    assert ("detail", stored) == desk.visited[-1]
    assert 1 == len(desk.service.list())


def test_duplicate_opens_the_copy(page: ConnectionDetailPage, desk: Desk) -> None:
    """On its form, as a draft whose identifier can still be chosen, with the secret."""
    find(page, QAction, "detail_duplicate_action").trigger()  # type: ignore[type-var]
    assert ["acme-staff", "acme-staff-2"] == [p.identifier for p in desk.service.list()]
    key, copy = desk.visited[-1]
    assert "wizard" == key
    assert "present" == desk.service.secret_status(str(copy))[0].state


def test_run_with_unsaved_changes_tests_the_draft(
    page: ConnectionDetailPage, desk: Desk, qtbot: QtBot
) -> None:
    """What is on the screen is what is tested."""
    QTest.keyClicks(find(page, QLineEdit, "display_name_edit"), "!")
    with qtbot.waitSignal(page.test_draft_requested, timeout=60_000) as asked:
        press(page, "detail_run_button")
    assert "Acme 员工登录!" == asked.args[0]["display_name"]
    assert [] == desk.visited


def test_the_hosted_page_can_be_scanned(page: ConnectionDetailPage) -> None:
    """Its address comes from the connection."""
    open_tab(page, "access")
    hosted = find(page, HostedPage, "hosted_page")
    hosted.show_address("https://acme.authing.cn/", load_messages("en"))
    find(hosted, QPushButton, "hosted_copy_button").click()
    assert find(hosted, QrView, "hosted_qr").has_code
    assert not hosted.isHidden()


@pytest.mark.parametrize("address", ["", "file:///etc/passwd", "javascript:steal()"])
def test_what_is_no_web_page_is_not_opened(page: ConnectionDetailPage, address: str) -> None:
    """A draft may hold anything."""
    open_tab(page, "access")
    hosted = find(page, HostedPage, "hosted_page")
    hosted.show_address(address, load_messages("en"))
    assert hosted.isHidden()


# --- what else the tabs say -------------------------------------------------------------------

DOCUMENT = {
    "identifier": "acme",
    "schema": SCHEMA,
    "corp_id": "ww3f9c0a7be1d24856",
    "agent_id": "1000002",
    "backend": AUTHING,
}


def test_fields_that_lack_are_named(page: ConnectionDetailPage) -> None:
    """With the way to them."""
    open_tab(page, "access")
    tab = find(page, AccessTab, "access_tab")
    tab.show_document({**DOCUMENT, "agent_id": ""})
    lacking = find(tab, QLabel, "access_lacking")
    assert (False, True) == (lacking.isHidden(), "AgentID" in lacking.text())


def test_the_console_link_knows_the_user_pool() -> None:
    """Straight to the identity sources; a strange id leads to the front page only."""
    pool = AUTHING["user_pool_id"]
    assert (
        f"https://console.authing.cn/console/{pool}/connection/enterprise-identity-source"
        == console_url(DOCUMENT)
    )
    strange = {"backend": {"user_pool_id": "x/../y"}}
    assert "https://console.authing.cn/" == console_url(strange)


def test_a_moment_is_written_as_in_the_list_of_connections() -> None:
    """Year first, 24 hours."""
    assert re.fullmatch(r"2026-\d\d-\d\d, \d\d:\d\d", local_time(1_795_416_157.0))


def test_notes_of_the_program_are_sentences() -> None:
    """An author's own note stays as it is."""
    english = load_messages("en")
    assert "restored from revision 3" == note_text(english, "restored:3")
    assert "Secret was set" == note_text(english, "secret:secret")
    assert "before the audit: ok" == note_text(english, "before the audit: ok")


def test_a_connection_that_is_gone_is_told_by_its_name(
    page: ConnectionDetailPage, desk: Desk, stored: str
) -> None:
    """However often it is looked for."""
    desk.service.delete(stored)
    page.activate(stored)
    page.activate(stored)
    failure = page.presenter.state.failure
    assert ("write.not_found", GOOD_DOCUMENT["display_name"]) == (
        failure and failure.code,
        failure and failure.params["key"],
    )
