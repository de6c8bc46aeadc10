"""What a screen reader is asked to say where the keyboard is not."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.parts.form.form_support import Desk, find, profile_service, put_away, shown
from wecom_console.gui.features.wizard.page import ConnectionWizardPage
from wecom_console.gui.read_out import read_out
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.boxes.notice import ErrorBox
from wecom_console.gui.widgets.boxes.toast import Toast
from wecom_console.gui.widgets.controls.combo import ComboBox


def test_without_a_screen_reader_nothing_is_said(qtbot: QtBot) -> None:
    """And nothing goes wrong."""
    widget = QWidget()
    qtbot.addWidget(widget)
    read_out(widget, "Copied")


def test_a_passing_sentence_is_said(
    qtbot: QtBot, theme: ThemeController, read_aloud: list[str]
) -> None:
    """As *Copied* is."""
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    Toast(theme, host).show_sentence("Copied", close_name="Close")
    assert ["Copied"] == read_aloud


def test_an_error_is_said_once_and_when_it_is_seen(
    qtbot: QtBot, theme: ThemeController, read_aloud: list[str]
) -> None:
    """Not while it is hidden."""
    box = ErrorBox(theme)
    qtbot.addWidget(box)
    box.set_title("The list could not be read")
    before = list(read_aloud)
    box.show()
    box.hide()
    box.show()
    assert ([], ["The list could not be read"]) == (before, read_aloud)


def test_the_first_error_of_a_form_is_said_once_the_typing_pauses(
    qtbot: QtBot, theme: ThemeController, tmp_path: Path, read_aloud: list[str]
) -> None:
    """Not at each letter: a reader that counts along cannot be listened to."""
    desk = Desk(theme, profile_service(tmp_path))
    page = ConnectionWizardPage(desk.context(), open_url=desk.opened.append)
    window = shown(qtbot, page, desk.theme)
    page.activate(None)
    for card in ("source_card_wechatwork", "variant_card_wechatwork_mobile"):
        find(page, QWidget, card).clicked.emit()  # type: ignore[attr-defined]
    read_aloud.clear()
    qtbot.keyClicks(find(page, QLineEdit, "corp_id_edit"), "ww12")
    while_typing = list(read_aloud)
    qtbot.waitUntil(lambda: bool(read_aloud), timeout=60_000)
    said = list(read_aloud)
    put_away(window)
    assert ([], 1, True) == (while_typing, len(said), said[0].startswith("Enterprise ID: "))


def test_what_is_chosen_is_told_with_its_name(qtbot: QtBot, theme: ThemeController) -> None:
    """Qt on Linux gives the choice for the name; the name is the description then."""
    combo = ComboBox(theme)
    qtbot.addWidget(combo)
    combo.setAccessibleName("Platform")
    combo.setAccessibleName("Backend")
    assert ("Backend", "Backend") == (combo.accessibleName(), combo.accessibleDescription())
