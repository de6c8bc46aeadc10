"""What the share page saves can be signed with an SSH key, as on the command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization as form
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from architecture.seeded_keys import ed25519
from gui.features.share.share_support import DOCUMENT, Window, share_window
from wecom_console.exchange.signature import Signed, verify
from wecom_console.gui.theme.controller import ThemeController

KEY = ed25519("signer")
PUBLIC = KEY.public_key().public_bytes(form.Encoding.OpenSSH, form.PublicFormat.OpenSSH).decode()
WORDS = "canary passphrase of a key"


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController, tmp_path: Path
) -> Iterator[Window]:
    with share_window(qapp, theme, tmp_path) as found:
        found.add(DOCUMENT)
        yield found


def key_file(window: Window, passphrase: str = "") -> Path:
    lock = form.BestAvailableEncryption(passphrase.encode()) if passphrase else form.NoEncryption()
    pem = KEY.private_bytes(form.Encoding.PEM, form.PrivateFormat.OpenSSH, lock)
    path = window.folder / "id_ed25519"
    path.write_bytes(pem)
    return path


def press(window: Window, name: str) -> None:
    window.find(QPushButton, name).click()


def sign_with(window: Window, path: Path) -> None:
    """*Sign with an SSH key*, and this file chosen."""
    window.chooser.path = path
    press(window, "export_sign_button")


def save(window: Window, name: str = "out.toml") -> Path:
    window.chooser.path = window.folder / name
    press(window, "export_save_button")
    return window.chooser.path


def signer(path: Path) -> str:
    """Whose signature lies beside the file and fits it."""
    beside = path.with_name(f"{path.name}.sig")
    found = verify(path.read_bytes(), beside.read_bytes())
    assert isinstance(found, Signed)
    return found.public_key


def test_without_a_key_nothing_is_signed(window: Window) -> None:
    assert not save(window).with_name("out.toml.sig").exists()


@pytest.mark.parametrize(("name", "file"), [("toml", "out.toml"), ("pdf", "sheet.pdf")])
def test_the_signature_lies_beside_the_file(window: Window, name: str, file: str) -> None:
    """Whatever the format."""
    window.pick_format(name)
    sign_with(window, key_file(window))
    assert PUBLIC == signer(save(window, file))


def test_a_package_is_signed_as_well(window: Window) -> None:
    window.pick_format("package")
    window.find(QWidget, "package_way_passphrase").click()
    for field in ("package_passphrase_edit", "package_passphrase_again_edit"):
        edit = window.find(QLineEdit, field)
        edit.setText(WORDS)
        edit.textEdited.emit(WORDS)
    sign_with(window, key_file(window))
    assert PUBLIC == signer(save(window, "out.age"))


def test_which_key_signs_is_said(window: Window) -> None:
    sign_with(window, key_file(window))
    assert window.find(QLabel, "export_sign_state").text().startswith("Signed with id_ed25519")


def test_a_locked_key_takes_its_passphrase(window: Window) -> None:
    """Which is forgotten as soon as it was used; a wrong one is told."""
    sign_with(window, key_file(window, WORDS))
    edit = window.find(QLineEdit, "export_sign_passphrase_edit")
    edit.setText("wrong")
    press(window, "export_sign_unlock_button")
    told = edit.accessibleDescription()
    edit.setText(WORDS)
    press(window, "export_sign_unlock_button")
    assert (True, "", PUBLIC) == (bool(told), edit.text(), signer(save(window)))


def test_what_cannot_sign_is_told(window: Window) -> None:
    path = window.folder / "id_ed25519.pub"
    path.write_text(PUBLIC, encoding="ascii")
    sign_with(window, path)
    state = window.find(QLabel, "export_sign_state")
    assert (True, False) == (bool(state.text()), PUBLIC in state.text())


def test_a_key_can_be_laid_down_again(window: Window) -> None:
    """Then a signature from before does not fit any more, and that is said."""
    sign_with(window, key_file(window))
    save(window)
    press(window, "export_sign_forget_button")
    window.pick_format("json")
    save(window)
    assert "out.toml.sig belongs to the file's earlier content" == window.page.notice.title.text()


def test_a_link_is_not_signed(window: Window) -> None:
    """It lies in no file."""
    window.pick_format("link")
    assert window.find(QWidget, "export_sign_line").isHidden()
