"""An app package read beside the form: its values are filled in, and what does not fit is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from devices.certificates import pkcs12_store
from devices.samples import DEBUG, RELEASE, apk, ipa, signed_apk
from gui.kept_pages import KeptWizard, cleared, kept_wizard
from gui.parts.form.form_support import Desk, create, fill, find, put_away, shown
from wecom_console.gui.features.connection.page import ConnectionDetailPage
from wecom_console.gui.features.wizard.page import ConnectionWizardPage
from wecom_console.gui.parts.form.cards.app_package_box import AppPackageBox
from wecom_console.gui.theme.controller import ThemeController

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
def wizard(kept_page: KeptWizard, desk: Desk) -> Iterator[ConnectionWizardPage]:
    with kept_page.used() as page:
        fill(page.presenter)
        yield page


def drop(page: ConnectionWizardPage, folder: Path, data: bytes, name: str = "app.apk") -> None:
    """The file is dropped on the window while the form is open."""
    path = folder / name
    path.write_bytes(data)
    assert page.take_app(path)


def said(page: QWidget) -> str:
    """Everything that the notice says; nothing while it is hidden."""
    box = find(page, QWidget, "app_package_notice")
    words = [box.accessibleName(), *(w.accessibleName() for w in box.findChildren(QWidget))]
    return " ".join(text for text in words if text) if box.isVisible() else ""


def value(page: ConnectionWizardPage, path: str) -> str:
    return str(page.presenter.state.draft.value(path) or "")


def press(page: QWidget, name: str) -> None:
    find(page, QPushButton, name).click()


def test_its_values_are_filled_in(wizard: ConnectionWizardPage, tmp_path: Path) -> None:
    """Package name, and the MD5 as WeCom wants it."""
    drop(wizard, tmp_path, apk())
    press(wizard, "app_package_take_button")
    assert ("com.acme.app", RELEASE.md5) == (
        value(wizard, "android.package"),
        value(wizard, "android.signature_md5"),
    )


def test_filling_in_can_be_undone(wizard: ConnectionWizardPage, tmp_path: Path) -> None:
    drop(wizard, tmp_path, apk())
    press(wizard, "app_package_take_button")
    wizard.presenter.undo()
    wizard.presenter.undo()
    assert "" == value(wizard, "android.package")


def test_an_ipa_fills_in_the_bundle_id(wizard: ConnectionWizardPage, tmp_path: Path) -> None:
    drop(wizard, tmp_path, ipa(), "app.ipa")
    press(wizard, "app_package_take_button")
    assert value(wizard, "ios.bundle_id").startswith("com.acme")


def test_another_signature_is_an_error(wizard: ConnectionWizardPage, tmp_path: Path) -> None:
    """With both values, before anybody holds a phone."""
    wizard.presenter.set_field("android.package", "com.acme.app")
    wizard.presenter.set_field("android.signature_md5", "0" * 32)
    drop(wizard, tmp_path, signed_apk(DEBUG))
    assert ("debug key" in said(wizard), DEBUG.md5 in said(wizard)) == (True, True)


def test_what_it_says_follows_the_form(wizard: ConnectionWizardPage, tmp_path: Path) -> None:
    """Corrected, the error goes."""
    wizard.presenter.set_field("android.package", "com.acme.app")
    wizard.presenter.set_field("android.signature_md5", "0" * 32)
    drop(wizard, tmp_path, apk())
    before = "Error" in said(wizard)
    wizard.presenter.set_field("android.signature_md5", RELEASE.md5)
    assert (True, False) == (before, "Error" in said(wizard))


def test_an_app_that_fits_says_so_at_the_checklist(
    wizard: ConnectionWizardPage, tmp_path: Path
) -> None:
    """It ticks nothing: what WeCom's site holds is not seen from here."""
    press(wizard, "preparation_steps_button")
    drop(wizard, tmp_path, apk())
    press(wizard, "app_package_take_button")
    known = find(wizard, QLabel, "step_app_identity_known").text()
    items = wizard._form.preparation._presenter.state.items
    item = next(one for one in items if one.id == "app_identity")
    assert (True, False) == (known.startswith("app.apk agrees with the form"), item.is_done)


def test_an_app_that_does_not_fit_refutes_the_checklist(
    wizard: ConnectionWizardPage, tmp_path: Path
) -> None:
    wizard.presenter.set_field("android.package", "com.acme.app")
    wizard.presenter.set_field("android.signature_md5", "0" * 32)
    press(wizard, "preparation_steps_button")
    drop(wizard, tmp_path, apk())
    known = find(wizard, QLabel, "step_app_identity_known").text()
    assert RELEASE.md5 in known


def test_before_the_form_is_sound_it_only_tells(
    kept_page: KeptWizard, desk: Desk, tmp_path: Path
) -> None:
    """An empty form has nothing to compare with; values can be taken all the same."""
    with kept_page.used() as page:
        drop(page, tmp_path, apk())
        told = said(page)
        press(page, "app_package_take_button")
        taken = value(page, "android.package")
    assert ("Checked as soon as the form has no errors" in told, taken) == (True, "com.acme.app")


def test_everything_it_holds_can_be_shown(wizard: ConnectionWizardPage, tmp_path: Path) -> None:
    drop(wizard, tmp_path, apk())
    short = said(wizard)
    press(wizard, "app_package_details_button")
    version = "1.2.3 (45)"
    assert (version in short, version in said(wizard)) == (False, True)


def test_a_keystore_asks_for_its_password(wizard: ConnectionWizardPage, tmp_path: Path) -> None:
    """Which is forgotten as soon as it was used."""
    drop(wizard, tmp_path, pkcs12_store(RELEASE, b"canary"), "keys.p12")
    field = find(wizard, QLineEdit, "app_package_password_edit")
    field.setText("wrong")
    press(wizard, "app_package_unlock_button")
    refused = said(wizard)
    field.setText("canary")
    press(wizard, "app_package_unlock_button")
    press(wizard, "app_package_take_button")
    assert ("not the password" in refused, RELEASE.md5, "") == (
        True,
        value(wizard, "android.signature_md5"),
        field.text(),
    )


@pytest.mark.parametrize("data", [b"", b"nonsense", apk()[:200]], ids=["empty", "text", "cut"])
def test_what_is_no_app_is_said(wizard: ConnectionWizardPage, tmp_path: Path, data: bytes) -> None:
    drop(wizard, tmp_path, data)
    assert said(wizard).startswith("app.apk cannot be read")


def test_closed_it_is_forgotten(wizard: ConnectionWizardPage, tmp_path: Path) -> None:
    drop(wizard, tmp_path, apk())
    press(wizard, "app_package_close_button")
    assert "" == said(wizard)


def test_another_form_begins_without_it(wizard: ConnectionWizardPage, tmp_path: Path) -> None:
    drop(wizard, tmp_path, apk())
    wizard.presenter.leave_discarding()
    assert "" == said(wizard)


def test_a_stored_connection_takes_one_on_its_settings(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    """Whatever tab was in front."""
    page = ConnectionDetailPage(desk.context())
    window = shown(qtbot, page, desk.theme)
    page.activate(create(desk.service))
    page.run_command("tab:history")
    path = tmp_path / "app.apk"
    path.write_bytes(apk())
    page.take_app(path)
    assert find(page, AppPackageBox, "app_package_box").isVisible()
    put_away(window)


def test_on_an_earlier_step_there_is_no_form_for_it(kept_page: KeptWizard, desk: Desk) -> None:
    with kept_page.used(None) as page:
        assert not page.take_app(Path("app.apk"))
