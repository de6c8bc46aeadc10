"""The form as its user meets it: real widgets, real keys."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.kept_pages import KeptWizard, cleared, kept_wizard
from gui.parts.form.form_support import (
    AGENT,
    CORP,
    GOOD,
    OTHER_SCHEMA,
    SCHEMA,
    SECRET,
    Desk,
    create,
    fill,
    find,
    put_away,
    shown,
)
from wecom_console.domain.fields import FIELDS
from wecom_console.gui.features.wizard.page import ConnectionWizardPage
from wecom_console.gui.parts.form.bindings import inserted_length, object_name
from wecom_console.gui.parts.form.presenter.state import LineKind
from wecom_console.gui.parts.form.sentences import association_consequence
from wecom_console.gui.parts.login_request import OpenCreated
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.layout.scroll import ScrollColumn
from wecom_console.messages.catalogue import load_messages
from wecom_console.storage.secrets.protocol import SecretsStanding

MISPLACED: Final = "mX2vQ9rT4kLpZ8sWbN1cYf7uHdE3gJ6aRoIqVtKxP5y"

# The offscreen platform tells of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(scope="module")
def kept_page(kept_theme: ThemeController) -> Iterator[KeptWizard]:
    with kept_wizard(kept_theme) as made:
        yield made


@pytest.fixture
def desk(kept_page: KeptWizard, tmp_path: Path) -> Desk:
    return cleared(kept_page.desk, tmp_path)


@pytest.fixture
def page(kept_page: KeptWizard, desk: Desk) -> Iterator[ConnectionWizardPage]:
    """The wizard on its last step."""
    with kept_page.used() as page:
        yield page


def window_of(page: ConnectionWizardPage) -> QWidget:
    return page.window()


def edit(page: ConnectionWizardPage, name: str) -> QLineEdit:
    return find(page, QLineEdit, f"{name}_edit")


def words(page: ConnectionWizardPage, name: str) -> str:
    return find(page, QLabel, f"{name}_problem").text()


def press(page: ConnectionWizardPage, name: str) -> None:
    button = find(window_of(page), QPushButton, name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def paste(field: QLineEdit, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_the_form_is_empty_and_quiet(page: ConnectionWizardPage) -> None:
    """Hints only; the counts and *Jump to* are not there."""
    assert "Lower-case letters, digits and -, at most 31. Cannot be changed later." == words(
        page, "identifier"
    )
    for name in ("error_count", "warning_count", "jump_link"):
        assert find(window_of(page), QWidget, name).isHidden()


def test_the_names_that_others_rely_on_are_there(page: ConnectionWizardPage) -> None:
    """Tests and screen readers find every field of the guide."""
    lines = (
        "identifier",
        "display_name",
        "corp_id",
        "agent_id",
        "secret",
        "schema",
        "android_package",
        "android_signature",
        "ios_bundle_id",
        "harmony_bundle_name",
        "harmony_app_id",
    )
    for name in lines:
        assert edit(page, name).accessibleName()
        assert find(page, QLabel, f"{name}_problem") is not None
    for name in ("login_only_switch", "association_switch"):
        assert find(page, QCheckBox, name).accessibleName()
    assert find(page, QComboBox, "association_mode_combo").accessibleName()
    for name in ("create_button", "test_draft_button"):
        assert find(window_of(page), QPushButton, name).text()


def test_typing_shows_the_verdict(page: ConnectionWizardPage) -> None:
    """The line under the field says what is wrong while it is typed."""
    QTest.keyClicks(edit(page, "corp_id"), "ww12")
    assert "An Enterprise ID has 18 characters, this has 4." in words(page, "corp_id")
    QTest.keyClicks(edit(page, "agent_id"), AGENT)
    assert "Valid format." == words(page, "agent_id")


def test_a_wrong_schema_names_the_half_and_the_fix_mends_it(page: ConnectionWizardPage) -> None:
    """A wrong schema is told with its half, and fixed by its button."""
    paste(edit(page, "corp_id"), CORP)
    paste(edit(page, "agent_id"), AGENT)
    paste(edit(page, "schema"), OTHER_SCHEMA)
    label = find(page, QLabel, "schema_problem")
    assert label.isVisible()
    assert "last six digits disagree with the AgentID" in label.text()
    press(page, "schema_fix_button")
    assert SCHEMA == edit(page, "schema").text()
    assert "Agrees with Enterprise ID and AgentID." == words(page, "schema")
    assert find(page, QWidget, "schema_box").isHidden()


def test_keep_it_anyway_leaves_a_warning(page: ConnectionWizardPage) -> None:
    """The value stays, the error is a warning, and the footer counts it so."""
    paste(edit(page, "corp_id"), CORP)
    paste(edit(page, "agent_id"), AGENT)
    paste(edit(page, "schema"), OTHER_SCHEMA)
    press(page, "schema_keep_button")
    assert OTHER_SCHEMA == edit(page, "schema").text()
    assert "1 warning" == find(window_of(page), QLabel, "warning_count").text()
    assert find(window_of(page), QLabel, "error_count").isHidden()


def test_a_secret_in_a_box_that_is_none_is_moved(page: ConnectionWizardPage) -> None:
    """Pasted as the show name: told, moved by the button, and hidden in its new place."""
    paste(edit(page, "display_name"), MISPLACED)
    assert words(page, "display_name").startswith("Looks like a secret.")
    press(page, "display_name_fix_button")
    assert ("", MISPLACED) == (edit(page, "display_name").text(), edit(page, "secret").text())
    assert QLineEdit.EchoMode.Password is edit(page, "secret").echoMode()


def test_what_looks_like_a_secret_and_is_none_may_stay(page: ConnectionWizardPage) -> None:
    """In an address there is nothing to move."""
    page.presenter.set_field("backend.http.url", f"https://acme.cn/{MISPLACED}")
    press(page, "backend_http_url_keep_button")
    fields = {field.path: field for field in page.presenter.state.fields.values()}
    assert LineKind.WARNING is fields["backend.http.url"].kind


def test_pasting_cleans_and_says_so(page: ConnectionWizardPage) -> None:
    """Ctrl+V with a space and a full-width digit."""
    paste(edit(page, "corp_id"), f" {CORP}")
    assert CORP == edit(page, "corp_id").text()
    assert "Removed 1 space that came with the paste." == words(page, "corp_id")


def test_a_pasted_signature_loses_its_colons(page: ConnectionWizardPage) -> None:
    """As keytool prints it."""
    colons = ":".join(["0A"] * 16)
    paste(edit(page, "android_signature"), colons)
    assert "0A" * 16 == edit(page, "android_signature").text()
    assert "Removed the colons from the signature." == words(page, "android_signature")


def test_a_value_set_from_outside_is_checked_too(page: ConnectionWizardPage) -> None:
    """A screen reader sets the text at once, without keys."""
    edit(page, "agent_id").setText("12x")
    assert "An AgentID is a number, for instance 1000002." in words(page, "agent_id")


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("", "a", 1),
        ("ab", "axb", 1),
        ("abc", "ac", 0),
        ("abc", "xyz", 3),
        ("aa", "aaa", 1),
        ("1000002", "1000003", 1),
    ],
)
def test_an_insertion_is_measured(before: str, after: str, count: int) -> None:
    """More than one character at once is a paste."""
    assert count == inserted_length(before, after)


def test_undo_is_the_forms(page: ConnectionWizardPage) -> None:
    """Ctrl+Z in a field takes the fix back that changed it."""
    paste(edit(page, "corp_id"), CORP)
    paste(edit(page, "agent_id"), AGENT)
    press(page, "schema_derive_link")
    assert SCHEMA == edit(page, "schema").text()
    QTest.keyClick(edit(page, "schema"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "" == edit(page, "schema").text()


@pytest.mark.parametrize("mode", ["none", "field", "challenge"])
def test_association_never_promises_an_account_where_login_mode_forbids_it(
    page: ConnectionWizardPage, mode: str
) -> None:
    """Who is not known yet is refused, or has to bind."""
    page.presenter.set_field("association.mode", mode)
    page.presenter.set_field("login_only", True)
    said = association_consequence(load_messages("en"), page.presenter.state)
    assert "because login-only mode is on" in said


ON_FORM = [spec.path for spec in FIELDS if not spec.off_form]


def test_every_field_of_the_table_is_on_the_form(page: ConnectionWizardPage) -> None:
    """Something to type into, choose from or switch; the others say in the table why not."""
    inputs = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox, SegmentedControl)
    names = [found.objectName() for kind in inputs for found in page.findChildren(kind)]
    stems = {path: f"{object_name(path)}_" for path in ON_FORM}
    missing = [p for p, stem in stems.items() if not any(name.startswith(stem) for name in names)]
    assert [] == missing


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("path", ON_FORM)
def test_every_field_has_its_help(path: str, language: str) -> None:
    """What is often wrong with it, and what that breaks."""
    messages = load_messages(language)
    assert all(messages.has(f"help.{path}.{part}") for part in ("wrong", "breaks"))


def test_the_help_follows_the_keyboard(page: ConnectionWizardPage) -> None:
    """And stays with the last field while a button is pressed."""
    shown = find(page, QLabel, "help_title")
    titles = []
    for path in ("corp_id", "schema"):
        edit(page, path).setFocus()
        titles.append(shown.text())
    find(page, QPushButton, "guide_link").setFocus()
    assert ["Enterprise ID", "Schema", "Schema"] == [*titles, shown.text()]


def test_redo_brings_it_back(page: ConnectionWizardPage) -> None:
    """From anywhere in the window."""
    paste(edit(page, "corp_id"), CORP)
    paste(edit(page, "agent_id"), AGENT)
    press(page, "schema_derive_link")
    page.run_command("undo")
    undone = edit(page, "schema").text()
    page.run_command("redo")
    assert ("", SCHEMA) == (undone, edit(page, "schema").text())


def test_the_secret_is_masked_until_revealed(page: ConnectionWizardPage) -> None:
    """The eye shows it, and leaving the page masks it again."""
    field = edit(page, "secret")
    paste(field, SECRET)
    assert QLineEdit.EchoMode.Password == field.echoMode()
    press(page, "secret_reveal_button")
    assert QLineEdit.EchoMode.Normal == field.echoMode()
    page.hide()
    assert QLineEdit.EchoMode.Password == field.echoMode()


def test_no_secret_is_said_aloud(page: ConnectionWizardPage) -> None:
    """Not in a label, a tool tip or an accessible text."""
    paste(edit(page, "secret"), SECRET)
    for widget in window_of(page).findChildren(QWidget):
        said = (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        assert not any(SECRET in text for text in said)
        assert not (isinstance(widget, QLabel) and SECRET in widget.text())


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (SecretsStanding.SESSION, "Neither the keyring nor the vault is available"),
        (SecretsStanding.VAULT_LOCKED, "Neither the keyring nor the vault is available"),
        (SecretsStanding.LOCKED, "The system asks you to unlock the keyring when saving"),
        (SecretsStanding.NEW, "The system asks you to unlock the keyring when saving"),
        (SecretsStanding.VAULT, "Kept in the keyring or the vault only"),
    ],
)
def test_the_form_says_where_the_secret_goes(
    page: ConnectionWizardPage, desk: Desk, standing: SecretsStanding, expected: str
) -> None:
    """Before and after it is filled in: no keyring is promised where there is none."""
    desk.secrets_go = standing
    page.presenter.open_new()
    assert expected in words(page, "secret")
    paste(edit(page, "secret"), SECRET)
    assert expected in words(page, "secret")


def test_an_open_form_follows_a_keyring_that_is_opened(
    page: ConnectionWizardPage, desk: Desk
) -> None:
    """It does not go on to say that the secret is kept in memory."""
    desk.secrets_go = SecretsStanding.SESSION
    page.presenter.open_new()
    before = words(page, "secret")
    desk.secrets_go = SecretsStanding.KEYRING
    page.look_at_secrets()
    assert (
        "the vault is available" in before,
        "the vault is available" in words(page, "secret"),
    ) == (
        True,
        False,
    )


def test_what_is_wrong_with_a_field_is_scrolled_into_sight(
    page: ConnectionWizardPage, qtbot: QtBot
) -> None:
    """It is told below the field, which may stand at the foot of a small window."""
    window = window_of(page)
    page.presenter.set_field("corp_id", CORP)
    page.presenter.set_field("agent_id", "1000002")
    window.resize(900, 460)
    window.show()
    window.activateWindow()
    field = edit(page, "schema")
    field.setFocus()
    scroll = next(s for s in page.findChildren(ScrollColumn) if s.isAncestorOf(field))
    qtbot.waitUntil(lambda: field.hasFocus() and sees(scroll, field))
    bar = scroll.verticalScrollBar()
    room = scroll.viewport().height()
    below = field.mapTo(scroll.viewport(), field.rect().bottomLeft()).y()
    bar.setValue(bar.value() - (room - below - 4))  # the field's edge is the last that is seen
    QTest.keyClicks(field, "x")
    box = find(page, QWidget, "schema_box")
    qtbot.waitUntil(lambda: box.isVisible() and sees(scroll, box))


def sees(scroll: ScrollColumn, widget: QWidget) -> bool:
    """Whether all of it is within the part that is scrolled to."""
    top = widget.mapTo(scroll.viewport(), widget.rect().topLeft()).y()
    return top >= 0 and top + widget.height() <= scroll.viewport().height()


def test_association_on_offers_the_ways(page: ConnectionWizardPage) -> None:
    """The drop-down appears; ask to bind brings its methods."""
    switch = find(page, QCheckBox, "association_switch")
    combo = find(page, QComboBox, "association_mode_combo")
    assert combo.isHidden()
    switch.click()
    assert ("Field matching: email", False) == (combo.currentText(), combo.isHidden())
    combo.setCurrentIndex(3)
    combo.activated.emit(3)
    assert not find(page, QPushButton, "association_method_phone-code").isHidden()
    assert ("phone-code", "email-code") == page.presenter.state.draft.texts("association.methods")


def test_matching_by_what_wecom_keeps_back_is_warned_of(page: ConnectionWizardPage) -> None:
    """Where it is chosen; one press asks the member instead."""
    find(page, QCheckBox, "association_switch").click()
    warning = find(page, QWidget, "association_warning")
    assert not warning.isHidden()
    press(page, "ask_to_bind_button")
    assert ("challenge", True) == (
        page.presenter.state.draft.text("association.mode"),
        warning.isHidden(),
    )


def test_create_asks_where(page: ConnectionWizardPage, qtbot: QtBot) -> None:
    """Here only at first; with Authing its fields are wanted, and back again they are not."""
    chosen = page.presenter
    assert "simulator" == chosen.state.draft.text("backend.kind")
    find(page, QAbstractButton, "where_control_authing").click()
    assert "authing" == chosen.state.draft.text("backend.kind")
    qtbot.waitUntil(edit(page, "backend_app_host").hasFocus, timeout=60_000)
    find(page, QAbstractButton, "where_control_here").click()
    assert "simulator" == chosen.state.draft.text("backend.kind")


def test_the_second_mend_changes_the_id(page: ConnectionWizardPage) -> None:
    """The schema stays as it was pasted."""
    fill(page.presenter, schema=OTHER_SCHEMA)
    text = find(page, QPushButton, "schema_other_button").text()
    press(page, "schema_other_button")
    draft = page.presenter.state.draft
    assert OTHER_SCHEMA == draft.text("schema")
    assert text.startswith(("Enterprise ID is …", "AgentID is "))
    assert page.presenter.state.fields["schema"].problem is None


def test_login_only_spells_out_what_it_means(page: ConnectionWizardPage) -> None:
    """With association off, nobody new can get in: a warning under the switch."""
    find(page, QCheckBox, "login_only_switch").click()
    assert "only members who are already linked can log in" in words(page, "login_only")


def test_create_touches_all_and_goes_to_the_first_error(
    page: ConnectionWizardPage, qtbot: QtBot
) -> None:
    """The keyboard is where the work is."""
    fill(page.presenter, schema=OTHER_SCHEMA)
    press(page, "create_button")
    qtbot.waitUntil(edit(page, "schema").hasFocus, timeout=60_000)
    assert "1 error" == find(window_of(page), QLabel, "error_count").text()


def test_jump_opens_the_folded_backend(page: ConnectionWizardPage, qtbot: QtBot) -> None:
    """An error in a folded card opens it."""
    fill(page.presenter)
    page.presenter.set_field("backend.kind", "authing")
    press(page, "create_button")
    qtbot.waitUntil(edit(page, "backend_app_host").hasFocus, timeout=60_000)
    assert edit(page, "backend_app_host").isVisible()


def test_create_leads_to_the_connection(page: ConnectionWizardPage, desk: Desk) -> None:
    """It is stored, said, and shown."""
    for name, text in GOOD.items():
        paste(edit(page, name), text)
    press(page, "create_button")
    (stored,) = desk.service.list()
    assert [("detail", OpenCreated(stored.id))] == desk.visited
    assert ["“Acme 员工登录” has been created."] == desk.toast.said


def test_enter_in_a_field_creates(page: ConnectionWizardPage, desk: Desk) -> None:
    """As forms do."""
    fill(page.presenter)
    QTest.keyClick(edit(page, "identifier"), Qt.Key.Key_Return)
    assert 1 == len(desk.service.list())


def test_test_draft_carries_what_is_on_the_screen(page: ConnectionWizardPage, qtbot: QtBot) -> None:
    """Nothing is saved for it."""
    fill(page.presenter)
    with qtbot.waitSignal(page.test_draft_requested, timeout=60_000) as asked:
        press(page, "test_draft_button")
    assert "acme-staff" == asked.args[0]["identifier"]
    assert {"secret"} == set(asked.args[1])


def test_cancel_asks_in_a_bar(page: ConnectionWizardPage, desk: Desk) -> None:
    """Not in a dialog; *Keep as draft* stores it and leaves."""
    QTest.keyClicks(edit(page, "identifier"), "acme")
    press(page, "cancel_button")
    bar = find(page, QWidget, "leave_bar")
    assert bar.isVisible()
    press(page, "leave_keep_button")
    assert [("acme", True)] == [(p.identifier, p.is_draft) for p in desk.service.list()]
    assert [("sources", None)] == desk.visited


def test_escape_answers_the_question_with_staying(page: ConnectionWizardPage) -> None:
    """Esc asks, Esc again goes on editing."""
    QTest.keyClicks(edit(page, "identifier"), "acme")
    page.run_command("escape")
    assert find(page, QWidget, "leave_bar").isVisible()
    page.run_command("escape")
    assert find(page, QWidget, "leave_bar").isHidden()


def test_the_preview_shows_the_button(page: ConnectionWizardPage) -> None:
    """What the member will read, also for those who cannot see the phone."""
    page.presenter.set_field("display_name", "Acme 员工登录")
    preview = find(page, QWidget, "preview_card")
    names = [w.accessibleName() for w in preview.findChildren(QWidget)]
    assert any("The button reads: Acme 员工登录" in name for name in names)


def test_the_checklist_counts(page: ConnectionWizardPage) -> None:
    """Ticked by hand."""
    find(page, QCheckBox, "preparation_app_check").click()
    texts = [w.text() for w in find(page, QWidget, "preparation_box").findChildren(QLabel)]
    assert "1 of 5 confirmed, from WeCom's admin console" in texts


def test_links_open_what_they_say(page: ConnectionWizardPage, desk: Desk) -> None:
    """WeCom's admin site and the guide."""
    press(page, "wecom_admin_link")
    press(page, "guide_link")
    assert ["work.weixin.qq.com", "docs.authing.cn"] == [url.split("/")[2] for url in desk.opened]


def test_pairs_fold_and_the_preview_drops_below(page: ConnectionWizardPage, qtbot: QtBot) -> None:
    """In a narrow window nothing is cut."""
    window_of(page).resize(560, 700)
    preview = find(page, QWidget, "preview_card")
    form = find(page, QWidget, "identity_card")

    def is_below() -> bool:
        top = preview.mapTo(page, preview.rect().topLeft()).y()
        return top > form.mapTo(page, form.rect().bottomLeft()).y()

    qtbot.waitUntil(is_below, timeout=60_000)
    identifier, name = edit(page, "identifier"), edit(page, "display_name")
    assert identifier.mapTo(page, identifier.pos()).y() < name.mapTo(page, name.pos()).y()


def test_a_taken_identifier_offers_a_free_one(page: ConnectionWizardPage, desk: Desk) -> None:
    """The box of any field that can be fixed."""
    create(desk.service)
    page.presenter.open_new()
    QTest.keyClicks(edit(page, "identifier"), "acme-staff")
    press(page, "identifier_fix_button")
    assert "acme-staff-2" == edit(page, "identifier").text()


def test_tags_are_split_at_commas_of_either_width(page: ConnectionWizardPage) -> None:
    """What is being typed stays as it is."""
    edit(page, "tags").setText("mobile, 员工，")
    assert ("mobile", "员工") == page.presenter.state.draft.texts("tags")
    assert "mobile, 员工，" == edit(page, "tags").text()


def test_the_form_speaks_chinese(desk: Desk, qtbot: QtBot) -> None:
    """Labels and verdicts are the domain's own."""
    desk.language = "zh_CN"
    page = ConnectionWizardPage(desk.context(), open_url=desk.opened.append)
    window = shown(qtbot, page, desk.theme)
    page.activate(None)
    QTest.keyClicks(edit(page, "agent_id"), AGENT)
    assert ("AgentID", "格式正确。") == (
        edit(page, "agent_id").accessibleName(),
        words(page, "agent_id"),
    )
    put_away(window)


def test_the_outcome_table_follows_the_switches(page: ConnectionWizardPage) -> None:
    """What it says is what the domain decides."""
    table = find(page, QWidget, "outcome_table")
    before = table.accessibleDescription()
    page.presenter.set_field("login_only", True)
    refused = load_messages("en").text("outcome.refused")
    assert (False, True) == (refused in before, refused in table.accessibleDescription())
