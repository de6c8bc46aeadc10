"""The share page: connections out into a file, and out of a file into the store."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from cryptography.hazmat.primitives import serialization
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListView,
    QPushButton,
    QTextBrowser,
)
from pytestqt.qtbot import QtBot

from architecture.seeded_keys import age_identity, ed25519
from gui.features.share.share_support import DOCUMENT, OTHER, SECRET, Window, share_window
from wecom_console.age_file import seal, seal_with_passphrase
from wecom_console.domain.secrets import Secret
from wecom_console.exchange.config_file import MAX_CONNECTIONS
from wecom_console.exchange.signature import sign
from wecom_console.gui.app_links import AppLink
from wecom_console.gui.features.share.presenter import exporting as share_export
from wecom_console.gui.features.share.presenter.import_rows import RowState
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.services.profiles.records import Saved


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController, tmp_path: Path
) -> Iterator[Window]:
    with share_window(qapp, theme, tmp_path) as found:
        yield found


# --- out ---------------------------------------------------------------------------------------


def test_an_empty_store_says_so(window: Window) -> None:
    """And offers nothing that would not work."""
    button = window.find(QPushButton, "export_save_button")
    assert (False, "Choose at least one connection") == (button.isEnabled(), button.toolTip())


def test_the_preview_is_the_file(window: Window) -> None:
    """Everything is chosen at first."""
    window.add(DOCUMENT, OTHER)
    text = window.preview()
    assert (True, True) == ('"acme-wecom"' in text, '"acme-dev"' in text)


def test_no_secret_is_in_the_file(window: Window) -> None:
    """Only where it is kept."""
    window.add(DOCUMENT)
    text = window.preview()
    assert (False, True) == (SECRET in text, 'secret = "keyring:"' in text)


def test_a_click_takes_a_connection_out(window: Window, qtbot: QtBot) -> None:
    """The preview follows."""
    window.add(DOCUMENT, OTHER)
    view = window.find(QListView, "export_list")
    centre = view.visualRect(view.model().index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    text = window.preview()
    assert (False, True) == ('"acme-dev"' in text, '"acme-wecom"' in text)


def test_space_takes_a_connection_out(window: Window, qtbot: QtBot) -> None:
    """By keyboard alone."""
    window.add(DOCUMENT, OTHER)
    view = window.find(QListView, "export_list")
    view.setCurrentIndex(view.model().index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert '"acme-wecom"' not in window.preview()


@pytest.mark.parametrize("x", [20, 200], ids=["on the box", "on the name"])
def test_a_click_anywhere_on_a_row_ticks_it_once(window: Window, qtbot: QtBot, x: int) -> None:
    window.add(DOCUMENT, OTHER)
    view = window.find(QListView, "export_list")
    place = QPoint(x, view.visualRect(view.model().index(1, 0)).center().y())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert '"acme-wecom"' not in window.preview()


def test_more_than_a_file_can_hold_is_not_saved(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could not be read again."""
    monkeypatch.setattr(share_export, "MOST_IN_A_FILE", 1)
    window.add(DOCUMENT, OTHER)
    button = window.find(QPushButton, "export_save_button")
    assert (False, True) == (button.isEnabled(), "at most" in button.toolTip())


def test_the_most_in_a_file_is_what_a_file_may_hold() -> None:
    assert MAX_CONNECTIONS == share_export.MOST_IN_A_FILE


def test_the_format_can_be_json(window: Window) -> None:
    """The same structure."""
    window.add(DOCUMENT)
    window.pick_format("json")
    assert window.preview().lstrip().startswith("{")


@pytest.mark.parametrize("name", ["toml", "json", "yaml", "link"])
def test_what_can_be_read_again_is(window: Window, name: str) -> None:
    """From the preview itself, whatever it looks like."""
    window.add(DOCUMENT)
    window.pick_format(name)
    text = window.preview()
    path = window.folder / f"again.{name}"
    path.write_text(text, encoding="utf-8")
    window.page.activate(AppLink("share", text=text) if name == "link" else path)
    assert [("acme-wecom", RowState.SAME)] == window.states()


def test_too_much_for_a_link_is_said(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wecom_console.exchange.config_link.LONGEST", 100)
    window.add(DOCUMENT)
    window.pick_format("link")
    button = window.find(QPushButton, "export_copy_button")
    assert (False, True) == (button.isEnabled(), "Too much for a link" in button.toolTip())


def test_a_copied_link_is_pasted(window: Window) -> None:
    """On another desk."""
    window.add(DOCUMENT)
    window.pick_format("link")
    window.find(QPushButton, "export_copy_button").click()
    window.find(QPushButton, "import_paste_button").click()
    assert [("acme-wecom", RowState.SAME)] == window.states()


def test_what_is_no_link_is_not_pasted(window: Window) -> None:
    QGuiApplication.clipboard().setText("https://acme.example/")
    window.find(QPushButton, "import_paste_button").click()
    assert [] == window.states()


def test_saving_writes_the_preview(window: Window, qtbot: QtBot) -> None:
    """Byte for byte."""
    window.add(DOCUMENT)
    window.chooser.path = window.folder / "out.toml"
    window.find(QPushButton, "export_save_button").click()
    assert window.preview() == window.chooser.path.read_text(encoding="utf-8")


def test_one_connection_names_its_file(window: Window) -> None:
    """Several share a name of their own."""
    window.add(DOCUMENT)
    window.find(QPushButton, "export_save_button").click()
    assert "acme-wecom.toml" == window.chooser.asked[0][1]


def test_a_disk_that_refuses_is_told(window: Window) -> None:
    """At the top of the page, with the system's words."""
    window.add(DOCUMENT)
    window.chooser.path = window.folder / "missing" / "out.toml"
    window.find(QPushButton, "export_save_button").click()
    assert "out.toml could not be saved" == window.page.failure.title.text()


def test_a_connection_can_be_exported_alone(window: Window) -> None:
    """Another page leads here with its id."""
    window.add(DOCUMENT, OTHER)
    stored = window.services.profiles.get("acme-dev")
    assert stored is not None
    window.page.activate(stored.id)
    assert '"acme-wecom"' not in window.preview()


# --- in ----------------------------------------------------------------------------------------


def exported(window: Window) -> str:
    window.add(DOCUMENT)
    return window.preview()


def test_new_same_and_changed_are_told_apart(window: Window) -> None:
    """Before anything happens."""
    text = exported(window)
    both = text + text[text.index("[[connections]]") :].replace("acme-wecom", "acme-new")
    window.page.activate(window.write(both.replace("com.acme.app", "com.acme.other", 1)))
    assert [("acme-wecom", RowState.CHANGED), ("acme-new", RowState.NEW)] == window.states()


def test_a_change_is_shown_field_by_field(window: Window) -> None:
    """With the field's name in the form, before and after."""
    path = window.write(exported(window).replace("com.acme.app", "com.acme.other"))
    window.page.activate(path)
    change = window.page._imports.view.rows[0].changes[0]
    assert ("com.acme.app", "com.acme.other") == (change.before, change.after)


def test_a_change_is_shown_in_words(window: Window) -> None:
    """Not by the values that the file has."""
    window.add({**DOCUMENT, "environment": "production"})
    text = window.preview()
    assert 'environment = "production"' in text
    window.page.activate(window.write(text.replace('"production"', '"test"')))
    change = window.page._imports.view.rows[0].changes[0]
    assert ("Environment", "Production", "Staging") == (change.label, change.before, change.after)


def test_nothing_is_offered_where_nothing_would_change(window: Window) -> None:
    """The same file again."""
    window.page.activate(window.write(exported(window)))
    assert not window.find(QPushButton, "import_apply_button").isEnabled()


def test_a_file_with_errors_is_refused_with_reasons(window: Window) -> None:
    """No half of it is taken in."""
    window.page.activate(window.write(exported(window).replace("ww3f9c0a7be1d24856", "wx1")))
    row = window.page._imports.view.rows[0]
    assert (RowState.INVALID, True, False) == (
        row.state,
        bool(row.problems),
        window.find(QPushButton, "import_apply_button").isEnabled(),
    )


def test_a_broken_file_says_where(window: Window) -> None:
    """Line and column."""
    window.page.activate(window.write("format = \n"))
    assert (1, 10) == window.page._imports.view.place


def test_replacing_takes_the_files_values(window: Window) -> None:
    """That is what *Replace* means."""
    window.page.activate(window.write(exported(window).replace("com.acme.app", "com.acme.other")))
    window.find(QPushButton, "import_apply_button").click()
    stored = window.services.profiles.get("acme-wecom")
    assert stored is not None
    assert "com.acme.other" == stored.document["android"]["package"]  # type: ignore[index]


def test_keeping_changes_nothing(window: Window) -> None:
    """The row's choice counts."""
    window.page.activate(window.write(exported(window).replace("com.acme.app", "com.acme.other")))
    window.page.import_card.resolved.emit("acme-wecom", "keep")
    window.find(QPushButton, "import_apply_button").click()
    stored = window.services.profiles.get("acme-wecom")
    assert stored is not None
    assert "com.acme.app" == stored.document["android"]["package"]  # type: ignore[index]


def test_renaming_adds_another(window: Window) -> None:
    """Both are there afterwards."""
    window.page.activate(window.write(exported(window).replace("com.acme.app", "com.acme.other")))
    window.page.import_card.resolved.emit("acme-wecom", "rename")
    window.find(QPushButton, "import_apply_button").click()
    assert 2 == len(window.services.profiles.list())


def test_a_dropped_file_is_previewed(window: Window) -> None:
    """Anywhere on the card."""
    path = window.write(exported(window).replace("acme-wecom", "acme-new"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.page.import_card.dropEvent(event)
    assert [("acme-new", RowState.NEW)] == window.states()


def test_production_is_asked_about_first(window: Window) -> None:
    """By name, and nothing happens by Enter."""
    window.add({**DOCUMENT, "environment": "production"})
    window.page.activate(window.write(window.preview().replace("com.acme.app", "com.acme.other")))
    window.find(QPushButton, "import_apply_button").click()
    before = window.services.profiles.get("acme-wecom")
    assert before is not None
    window.find(QPushButton, "import_guard_confirm_button").click()
    after = window.services.profiles.get("acme-wecom")
    assert after is not None
    assert (1, 2) == (before.revision, after.revision)


def test_production_that_is_kept_is_not_asked_about(window: Window) -> None:
    window.add({**DOCUMENT, "environment": "production"})
    text = window.preview()
    changed = text.replace("com.acme.app", "com.acme.other")
    added = text[text.index("[[connections]]") :].replace("acme-wecom", "acme-new")
    window.page.activate(window.write(changed + added))
    window.page.import_card.resolved.emit("acme-wecom", "keep")
    window.find(QPushButton, "import_apply_button").click()
    assert window.services.profiles.get("acme-new") is not None


def test_several_dropped_files_are_one_import(window: Window) -> None:
    text = exported(window)
    paths = []
    for name in ("acme-one", "acme-two"):
        path = window.folder / f"{name}.toml"
        path.write_text(text.replace("acme-wecom", name), encoding="utf-8")
        paths.append(path)
    window.page.import_card.files_dropped.emit(tuple(paths))
    assert [("acme-one", RowState.NEW), ("acme-two", RowState.NEW)] == window.states()


def test_who_signed_a_file_is_said(window: Window) -> None:
    """By the name that the key has in the team."""
    text = exported(window).replace("acme-wecom", "acme-new")
    key = ed25519("signer")
    form = serialization.PrivateFormat.OpenSSH
    pem, none = serialization.Encoding.PEM, serialization.NoEncryption()
    private = key.private_bytes(pem, form, none).decode()
    raw = serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH
    public = key.public_key().public_bytes(*raw).decode()
    settings = window.services.settings_file
    settings.save(settings.load().settings._replace(team=(("Alice", public),)))
    path = window.write(text)
    signature = sign(path.read_bytes(), Secret(private))
    assert isinstance(signature, str)
    path.with_name(f"{path.name}.sig").write_text(signature, encoding="ascii")
    window.page.activate(path)
    assert "Alice" in window.page._imports.view.notes[0]


def test_an_import_that_was_broken_off_can_be_taken_back(window: Window) -> None:
    """One of an earlier version, at the next look at the page."""
    made = window.services.profiles.create({**DOCUMENT, "identifier": "acme-new"})
    assert isinstance(made, Saved)
    entry = {"profile_id": made.profile.id, "identifier": "acme-new", "saved": 1, "before": 0}
    lines = [json.dumps(line) for line in ({"source": "team.toml"}, entry)]
    window.services.paths.last_import.write_text("\n".join(lines), encoding="utf-8")
    window.page.activate(None)
    shown = window.page.broken.isVisible()
    window.find(QPushButton, "import_take_back_button").click()
    assert (True, False, None) == (
        shown,
        window.page.broken.isVisible(),
        window.services.profiles.get("acme-new"),
    )


def parted(window: Window) -> Path:
    """A file that was written from revision 1 and changed, as was the stored connection."""
    text = exported(window).replace("com.acme.app", "com.acme.file").replace('"Acme"', '"File"')
    stored = window.services.profiles.get("acme-wecom")
    assert stored is not None
    here = {**stored.document, "display_name": "Here", "environment": "test"}
    saved = window.services.profiles.save(stored.id, here, base_revision=1)
    assert isinstance(saved, Saved)
    return window.write(text)


def imported(window: Window) -> dict[str, Any]:
    window.find(QPushButton, "import_apply_button").click()
    stored = window.services.profiles.get("acme-wecom")
    assert stored is not None
    return dict(stored.document)


def test_what_was_changed_here_is_not_lost(window: Window) -> None:
    """Merging is proposed; of what both have changed the file's value is ticked."""
    window.page.activate(parted(window))
    row = window.page._imports.view.rows[0]
    ticked = {change.path for change in row.changes if change.is_taken}
    assert ("merge", {"display_name", "android.package"}) == (row.resolution, ticked)
    document = imported(window)
    assert ("File", "test") == (document["display_name"], document["environment"])
    assert "com.acme.file" == document["android"]["package"]


def test_a_merge_takes_what_is_ticked(window: Window) -> None:
    """Value by value."""
    window.page.activate(parted(window))
    window.find(QCheckBox, "take_acme-wecom_display_name").click()
    window.find(QCheckBox, "take_acme-wecom_environment").click()
    document = imported(window)
    assert "Here" == document["display_name"]
    assert "environment" not in document


def test_without_a_merge_nothing_is_ticked(window: Window) -> None:
    """The boxes belong to it alone."""
    window.page.activate(parted(window))
    window.page.import_card.resolved.emit("acme-wecom", "replace")
    assert not window.find(QCheckBox, "take_acme-wecom_display_name").isVisible()
    assert "environment" not in imported(window)


def test_an_import_is_undone(window: Window) -> None:
    """What was merged is as before, what was new is gone."""
    path = parted(window)
    text = path.read_text(encoding="utf-8")
    more = text[text.index("[[connections]]") :].replace("acme-wecom", "acme-new")
    path.write_text(text + more, encoding="utf-8")
    window.page.activate(path)
    assert "File" == imported(window)["display_name"]
    window.page._imports.undo()
    stored = window.services.profiles.get("acme-wecom")
    assert stored is not None
    assert ("Here", None) == (
        stored.document["display_name"],
        window.services.profiles.get("acme-new"),
    )


def test_what_was_changed_since_is_not_undone(window: Window) -> None:
    """It is named instead."""
    window.page.activate(parted(window))
    imported(window)
    stored = window.services.profiles.get("acme-wecom")
    assert stored is not None
    changed = {**stored.document, "display_name": "Later"}
    window.services.profiles.save(stored.id, changed, base_revision=stored.revision)
    left: list[object] = []
    window.page._imports.undone.connect(left.append)
    window.page._imports.undo()
    assert [("acme-wecom",)] == left


def sealed(window: Window, lock: object) -> Path:
    """A package with the connection and its secret, for a passphrase or a public key."""
    raw = {**DOCUMENT, "secret": SECRET}
    text = tomli_w.dumps({"format": "wecom-console/1", "connections": [raw]}).encode()
    data = seal_with_passphrase(text, lock) if isinstance(lock, Secret) else seal(text, [str(lock)])
    assert isinstance(data, bytes)
    path = window.folder / "acme.age"
    path.write_bytes(data)
    return path


def test_a_package_opens_with_its_passphrase(window: Window, qtbot: QtBot) -> None:
    """A wrong one is told and another can be typed; the right one brings the secret."""
    window.page.activate(sealed(window, Secret("open sesame")))
    edit = window.find(QLineEdit, "import_passphrase_edit")
    qtbot.keyClicks(edit, "wrong")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    problem = window.page._imports.view.problems
    kept = edit.text()
    qtbot.keyClicks(edit, "open sesame")
    qtbot.mouseClick(window.find(QPushButton, "import_unlock_button"), Qt.MouseButton.LeftButton)
    assert (("This is not the passphrase of the package.",), "") == (problem, kept)
    assert [("acme-wecom", RowState.NEW)] == window.states()
    apply = window.find(QPushButton, "import_apply_button")
    assert apply.hasFocus()
    qtbot.mouseClick(apply, Qt.MouseButton.LeftButton)
    stored = window.services.profiles.get("acme-wecom")
    assert stored is not None
    assert Secret(SECRET) == window.services.profiles.secret(stored.id, "secret")


def test_a_package_opens_with_a_key_file(window: Window, qtbot: QtBot) -> None:
    """Chosen after the package has said that it needs one."""
    identity = age_identity("key file")
    key = window.folder / "key.txt"
    key.write_text(str(identity), encoding="utf-8")
    window.page.activate(sealed(window, identity.to_public()))
    locked = window.page._imports.view.lock
    window.chooser.path = key
    qtbot.mouseClick(window.find(QPushButton, "import_key_file_button"), Qt.MouseButton.LeftButton)
    assert ("identity", [("acme-wecom", RowState.NEW)]) == (locked, window.states())


def test_a_package_is_read_once(window: Window) -> None:
    """Its key is asked for afterwards, and may take a while to find."""
    path = sealed(window, Secret("open sesame"))
    window.page.activate(path)
    path.unlink()
    window.page._imports.unlock(Secret("open sesame"))
    assert [("acme-wecom", RowState.NEW)] == window.states()


def test_a_package_among_other_files_cannot_be_unlocked(window: Window) -> None:
    """It has to be chosen by itself."""
    path = sealed(window, Secret("open sesame"))
    window.page.activate([path, window.write(exported(window))])
    window.page._imports.unlock(Secret("open sesame"))
    view = window.page._imports.view
    assert ("", "acme.age", 1) == (view.lock, view.file_name, len(view.problems))


def test_cancel_forgets_the_file(window: Window) -> None:
    """Nothing of it is left on the page."""
    window.page.activate(window.write(exported(window).replace("acme-wecom", "acme-new")))
    window.find(QPushButton, "import_cancel_button").click()
    assert [] == window.states()


def test_what_was_imported_can_be_exported_at_once(window: Window) -> None:
    """The other half of the page knows it."""
    window.page.activate(window.write(exported(window).replace("acme-wecom", "acme-new")))
    window.find(QPushButton, "import_apply_button").click()
    assert '"acme-new"' in window.preview()


def test_a_hand_over_sheet_is_shown_as_it_will_be_read(window: Window) -> None:
    """Headings and tables, no signs of Markdown; what is copied has them."""
    window.add(DOCUMENT)
    window.pick_format("markdown")
    shown = window.find(QTextBrowser, "export_document").toPlainText()
    found = ["| --- |" in text for text in (window.preview(), shown)]
    assert ([True, False], True) == (found, "com.acme.app" in shown)


def test_the_formats_say_whom_they_are_for(window: Window) -> None:
    """Under two headings, which cannot be chosen."""
    formats = window.find(QComboBox, "export_format")
    heads = [n for n in range(formats.count()) if str(formats.itemData(n)).startswith("#")]
    model = formats.model()
    enabled = [bool(model.flags(model.index(n, 0)) & Qt.ItemFlag.ItemIsEnabled) for n in heads]
    assert ([0, 6], [False, False]) == (heads, enabled)
