"""The console's own path: select a source, choose the method, fill in, create."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.kept_pages import KeptWizard, cleared, kept_wizard
from gui.parts.form.form_support import (
    AGENT,
    CORP,
    OTHER_SCHEMA,
    SCHEMA,
    SECRET,
    Desk,
    find,
    profile_service,
    put_away,
)
from gui.shell.shell_support import MemorySettings
from wecom_console.domain.catalogue import IDENTITY_SOURCES, LOGIN_METHODS
from wecom_console.domain.secrets import Secret
from wecom_console.gui.bridge import Bridge
from wecom_console.gui.features.connection.page import ConnectionDetailPage
from wecom_console.gui.features.wizard.page import ConnectionWizardPage
from wecom_console.gui.shell.language import LanguageController
from wecom_console.gui.shell.main_window import MainWindow
from wecom_console.gui.shell.page import Page, PageSpec
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.resource_files import resource_path

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
    """The wizard on its first step."""
    with kept_page.used(None) as page:
        yield page


def card(page: QWidget, name: str) -> QWidget:
    return find(page, QWidget, name)


def test_every_source_of_the_console_is_a_card(page: ConnectionWizardPage) -> None:
    """Named for those who look for it, described for those who cannot see it."""
    for source in IDENTITY_SOURCES:
        found = card(page, f"source_card_{source.id}")
        assert found.accessibleName()
        assert found.accessibleDescription()


def test_only_wecom_leads_on(page: ConnectionWizardPage, desk: Desk) -> None:
    """Every other card opens its guide: no dead buttons."""
    for source in IDENTITY_SOURCES:
        if not source.is_configurable:
            QTest.keyClick(card(page, f"source_card_{source.id}"), Qt.Key.Key_Return)
    assert [s.guide for s in IDENTITY_SOURCES if not s.is_configurable] == desk.opened
    assert "Select enterprise identity source" == page.title()


def test_a_click_on_wecom_leads_to_its_methods(page: ConnectionWizardPage) -> None:
    """The second step of the console."""
    QTest.mouseClick(card(page, "source_card_wechatwork"), Qt.MouseButton.LeftButton)
    assert "Enterprise WeChat" == page.title()
    assert ("sources", "select") == tuple(key for key, _ in page.breadcrumb())


def test_the_methods_say_what_they_ask_for(page: ConnectionWizardPage) -> None:
    """Scenario and fields, before one goes on."""
    page.on_breadcrumb("variants")
    for method in LOGIN_METHODS:
        name = f"variant_card_{method.type.replace(':', '_')}"
        said = card(page, name).accessibleDescription()
        assert "Used in:" in said
        assert "Asks for:" in said


def test_the_other_methods_open_their_guide(page: ConnectionWizardPage, desk: Desk) -> None:
    """They are configured in Authing's console."""
    page.on_breadcrumb("variants")
    QTest.keyClick(card(page, "variant_card_wechatwork_corp_qrconnect"), Qt.Key.Key_Space)
    assert 1 == len(desk.opened)
    assert "wecom-corp-qrconnect" in desk.opened[0]


def test_search_leaves_what_fits(page: ConnectionWizardPage) -> None:
    """By name or description, in any case."""
    QTest.keyClicks(find(page, QLineEdit, "source_search_edit"), "ldap")
    left = [s.id for s in IDENTITY_SOURCES if not card(page, f"source_card_{s.id}").isHidden()]
    assert ["ldap"] == left


def test_enter_in_the_search_takes_the_first(page: ConnectionWizardPage) -> None:
    """Three letters and Enter."""
    search = find(page, QLineEdit, "source_search_edit")
    QTest.keyClicks(search, "wechat")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert "Enterprise WeChat" == page.title()


def test_a_search_without_result_can_be_cleared(page: ConnectionWizardPage) -> None:
    """One sentence and the way back."""
    search = find(page, QLineEdit, "source_search_edit")
    QTest.keyClicks(search, "no such source")
    QTest.mouseClick(find(page, QPushButton, "clear_search_button"), Qt.MouseButton.LeftButton)
    assert "" == search.text()
    assert not card(page, "source_card_oidc").isHidden()


def test_arrow_keys_walk_the_cards(page: ConnectionWizardPage, qtbot: QtBot) -> None:
    """Right, then down a row of three."""
    search = find(page, QLineEdit, "source_search_edit")
    QTest.keyClick(search, Qt.Key.Key_Down)
    first = card(page, "source_card_wechatwork")
    qtbot.waitUntil(first.hasFocus, timeout=60_000)
    QTest.keyClick(first, Qt.Key.Key_Right)
    second = card(page, f"source_card_{IDENTITY_SOURCES[1].id}")
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Down)
    assert card(page, f"source_card_{IDENTITY_SOURCES[4].id}").hasFocus()


def test_escape_goes_back_step_by_step(page: ConnectionWizardPage, desk: Desk) -> None:
    """From the methods to the sources, from there to the list."""
    QTest.mouseClick(card(page, "source_card_wechatwork"), Qt.MouseButton.LeftButton)
    page.run_command("escape")
    assert "Select enterprise identity source" == page.title()
    page.run_command("escape")
    assert [("sources", None)] == desk.visited


def test_the_footer_belongs_to_the_form(page: ConnectionWizardPage) -> None:
    """On the steps before, there is nothing to create."""
    footer = find(page.window(), QWidget, "form_footer")
    assert footer.isHidden()
    page.on_breadcrumb("variants")
    card(page, "variant_card_wechatwork_mobile").clicked.emit()  # type: ignore[attr-defined]
    assert not footer.isHidden()


def test_going_back_keeps_what_is_on_the_form(page: ConnectionWizardPage) -> None:
    """The way through the breadcrumb loses nothing."""
    page.on_breadcrumb("variants")
    card(page, "variant_card_wechatwork_mobile").clicked.emit()  # type: ignore[attr-defined]
    page.presenter.set_field("identifier", "acme")
    page.on_breadcrumb("select")
    card(page, "source_card_wechatwork").clicked.emit()  # type: ignore[attr-defined]
    card(page, "variant_card_wechatwork_mobile").clicked.emit()  # type: ignore[attr-defined]
    assert "acme" == find(page, QLineEdit, "identifier_edit").text()


def test_a_stored_draft_goes_on(page: ConnectionWizardPage, desk: Desk) -> None:
    """*Continue* in the list opens it on the form."""
    desk.service.create({"identifier": "acme"}, draft=True)
    (draft,) = desk.service.list()
    page.activate(draft.id)
    assert "acme" == find(page, QLineEdit, "identifier_edit").text()


def test_the_way_back_from_a_test_finds_the_form_as_it_was(
    page: ConnectionWizardPage, desk: Desk
) -> None:
    """With the secret that was typed, which is kept nowhere."""
    page.on_breadcrumb("variants")
    card(page, "variant_card_wechatwork_mobile").clicked.emit()  # type: ignore[attr-defined]
    page.presenter.set_field("identifier", "acme")
    page.presenter.set_field("secret", SECRET)
    page.leave()
    page.activate(page.presenter.slot)
    assert ("acme", SECRET) == (
        find(page, QLineEdit, "identifier_edit").text(),
        find(page, QLineEdit, "secret_edit").text(),
    )


def test_a_form_in_progress_goes_on_after_a_restart(page: ConnectionWizardPage, desk: Desk) -> None:
    """*Continue* in the list opens what was kept of it."""
    desk.service.keep_working_copy("new", {"identifier": "acme"})
    page.activate("new")
    assert "acme" == find(page, QLineEdit, "identifier_edit").text()


class SourcesStub(Page):
    """Stands for the list."""

    def title(self) -> str:
        return "sources"


@pytest.fixture
def window(
    theme: ThemeController, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> Iterator[MainWindow]:
    """The real shell on the real bridge and a real store."""
    service = profile_service(tmp_path)
    bridge = Bridge()
    bridge.start()
    window = MainWindow(
        theme=theme,
        languages=LanguageController(
            qapp, translations=resource_path("translations"), preference="en"
        ),
        bridge=bridge,
        settings=MemorySettings(),
        services=Desk(theme, service).services,
        pages=(
            PageSpec("sources", "sources", lambda _context: SourcesStub()),
            PageSpec("wizard", "sources", ConnectionWizardPage),
            PageSpec("detail", "sources", ConnectionDetailPage),
        ),
    )
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    bridge.shut_down()
    put_away(window)


def keys(text: str) -> None:
    """Types where the keyboard is."""
    QTest.keyClicks(QApplication.focusWidget(), text)


def key(code: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), code)


def test_from_the_list_to_a_created_connection_by_keyboard(
    window: MainWindow, qtbot: QtBot
) -> None:
    """Ctrl+N's way with nothing but keys: the wrong half is named, fixed, and created."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=60_000)
    window.run_command("new")
    keys("wechat")
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_Return)
    assert "identifier_edit" == QApplication.focusWidget().objectName()
    for text in ("acme-staff", "Acme", CORP, AGENT, SECRET):
        keys(text)
        key(Qt.Key.Key_Tab)
    assert "secret_reveal_button" == QApplication.focusWidget().objectName()
    key(Qt.Key.Key_Tab)  # the eye
    if QApplication.focusWidget().objectName() == "schema_derive_link":
        key(Qt.Key.Key_Tab)
    keys(OTHER_SCHEMA)
    problem = find(window, QLabel, "schema_problem")
    assert "AgentID 1000002 means 000002" in problem.text()
    key(Qt.Key.Key_Tab)
    assert "schema_fix_button" == QApplication.focusWidget().objectName()
    key(Qt.Key.Key_Space)
    schema = find(window, QLineEdit, "schema_edit")
    assert SCHEMA == schema.text()
    assert schema.hasFocus()
    key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.host.current_key == "detail", timeout=60_000)
    page = window.host.current()
    assert page is not None
    qtbot.waitUntil(lambda: page.title() == "Acme", timeout=60_000)
    locked = find(page, QLineEdit, "identifier_edit")
    assert ("acme-staff", True) == (locked.text(), locked.isReadOnly())


# --- the agency variant --------------------------------------------------------------------------

AGENCY_VALUES = {
    "identifier": "acme-agency",
    "display_name": "Acme",
    "corp_id": "ww3f9c0a7be1d24856",
    "agent_id": "1000002",
    "schema": "wwauth3f9c0a7be1d24856000002",
    "agency.suite_id": "dk0123456789abcdef",
    "agency.suite_secret": "s" * 43,
    "agency.token": "t" * 24,
    "agency.encoding_aes_key": "k" * 43,
}


@pytest.fixture
def agency(page: ConnectionWizardPage) -> ConnectionWizardPage:
    """The form of a connection in delegated development."""
    QTest.keyClick(card(page, "source_card_wechatwork"), Qt.Key.Key_Space)
    QTest.keyClick(card(page, "variant_card_wechatwork_agency_mobile"), Qt.Key.Key_Space)
    return page


def test_the_form_follows_the_connections_type(agency: ConnectionWizardPage) -> None:
    """The template's fields in place of the Secret; the title is the variant's."""
    shown = {
        name: find(agency, QLineEdit, name).isVisible()
        for name in ("secret_edit", "agency_suite_id_edit", "agency_token_edit", "schema_edit")
    }
    assert {
        "secret_edit": False,
        "agency_suite_id_edit": True,
        "agency_token_edit": True,
        "schema_edit": True,
    } == shown
    assert "Enterprise WeChat Mobile (delegated)" == agency.title()


def test_a_connection_in_delegated_development_is_created(
    agency: ConnectionWizardPage, desk: Desk
) -> None:
    """With its secrets in the keyring and none in the document."""
    for path, value in AGENCY_VALUES.items():
        agency.presenter.set_field(path, value)
    agency.presenter.submit()
    (summary,) = desk.service.list()
    stored = desk.service.get(summary.id)
    assert stored is not None
    assert ("wechatwork:agency:mobile", False) == (
        stored.document["type"],
        "secret" in stored.document,
    )
    token = desk.service.secret(summary.id, "agency.token")
    assert Secret("t" * 24) == token


def test_an_empty_template_is_an_error_at_its_field(agency: ConnectionWizardPage) -> None:
    """*Create* goes to it."""
    for path, value in AGENCY_VALUES.items():
        if path != "agency.token":
            agency.presenter.set_field(path, value)
    agency.presenter.submit()
    assert "agency.token" == agency.presenter.state.first_problem


def test_two_variants_are_two_forms(agency: ConnectionWizardPage) -> None:
    """What was typed into one is there when one comes back to it."""
    agency.presenter.set_field("display_name", "Agency")
    agency.on_breadcrumb("variants")
    QTest.keyClick(card(agency, "variant_card_wechatwork_mobile"), Qt.Key.Key_Space)
    usual = agency.presenter.state.draft.text("display_name")
    secret = find(agency, QLineEdit, "secret_edit").isVisible()
    agency.on_breadcrumb("variants")
    QTest.keyClick(card(agency, "variant_card_wechatwork_agency_mobile"), Qt.Key.Key_Space)
    assert ("", True, "Agency") == (
        usual,
        secret,
        agency.presenter.state.draft.text("display_name"),
    )


def test_wecom_cannot_be_asked_for_it(agency: ConnectionWizardPage) -> None:
    """The checklist says why, and has the variant's own words."""
    for path, value in AGENCY_VALUES.items():
        agency.presenter.set_field(path, value)
    button = find(agency, QPushButton, "preparation_ask_button")
    line = find(agency, QCheckBox, "preparation_app_check")
    assert (False, "Template, its secret, Token and EncodingAESKey") == (
        button.isEnabled(),
        line.text(),
    )
