"""The printed sheet, read back from the PDF as its reader sees it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from flow.samples import PROFILE
from gui.features.share.share_support import DOCUMENT, OTHER, Window, share_window
from wecom_console.domain.profile import IosApp
from wecom_console.gui.printing import pdf_of
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.messages.catalogue import LANGUAGES, load_messages
from wecom_console.services.exporting.printed_sheet import Sheet, sheet_of

BOTH = replace(PROFILE, ios=replace(PROFILE.ios, bundle_id="com.acme.app"))


def sheet(language: str = "en", profile: Any = BOTH) -> Sheet:
    return sheet_of(profile, load_messages(language), choose=lambda alphabet: alphabet[0])


def codes_of(pdf: bytes, page: int = 0) -> set[str]:
    """What a phone reads off the page at 200 dots an inch."""
    with pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[page].render(scale=200 / 72, grayscale=True)
        picture = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
        found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
        return {one.text for one in found}


def text_of(pdf: bytes, page: int = 0) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[page].get_textpage().get_text_bounded())


def test_every_link_can_be_scanned(qapp: QApplication) -> None:
    asked = sheet()
    assert {code.link for code in asked.codes} == codes_of(pdf_of([asked]))


def test_both_platforms_and_the_way_back_are_on_it(qapp: QApplication) -> None:
    links = [code.link.partition(":")[0] for code in sheet().codes]
    assert links == ["wxwork", "intent", PROFILE.schema]


def test_with_one_platform_there_is_room_for_the_hosted_page(qapp: QApplication) -> None:
    backend = replace(PROFILE.backend, app_host="https://acme.authing.cn")
    one = replace(BOTH, backend=backend, android=replace(BOTH.android, package=""))
    assert sheet(profile=one).codes[-1].link == "https://acme.authing.cn"


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_words_are_those_of_the_language(qapp: QApplication, language: str) -> None:
    """As text, which can be searched."""
    said = "".join(text_of(pdf_of([sheet(language)])).split())
    note = "".join(load_messages(language).text("printed.note").split())
    assert note in said


def test_the_values_to_compare_are_on_it(qapp: QApplication) -> None:
    said = text_of(pdf_of([sheet()]))
    assert all(value in said for value in (PROFILE.corp_id, PROFILE.agent_id, PROFILE.schema))


def test_each_connection_has_one_page(qapp: QApplication) -> None:
    with pypdfium2.PdfDocument(pdf_of([sheet(), sheet("zh_CN")])) as document:
        assert len(document) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_values_stay_on_the_page(qapp: QApplication, language: str) -> None:
    """The last line of the facts is above the note."""
    long = replace(
        BOTH,
        display_name="W" * 60,
        ios=IosApp(bundle_id=f"com.{'a' * 120}"),
        android=replace(BOTH.android, package=f"com.{'b' * 120}", signature_md5="0" * 32),
        backend=replace(BOTH.backend, app_host=f"https://{'c' * 60}.authing.cn", app_id="d" * 24),
    )
    with pypdfium2.PdfDocument(pdf_of([sheet(language, long)])) as document:
        page = document[0].get_textpage()
        boxes = [page.get_charbox(place) for place in range(page.count_chars())]
    feet = sorted({round(bottom) for _, bottom, _, top in boxes if top > bottom})
    note, last_fact = feet[0], next(foot for foot in feet if foot > feet[0] + 6)
    assert (True, True) == (note > 30, last_fact - note >= 12)


def test_the_command_line_draws_the_same(tmp_path: Path) -> None:
    """In a process of its own, from references that hold no secret."""
    asked = {"language": "en", "documents": [DOCUMENT]}
    drawn = subprocess.run(
        [sys.executable, "-m", "wecom_console.gui.printing"],
        input=json.dumps(asked).encode(),
        capture_output=True,
        check=True,
    )
    assert DOCUMENT["corp_id"] in text_of(drawn.stdout)


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController, tmp_path: Path
) -> Iterator[Window]:
    with share_window(qapp, theme, tmp_path) as found:
        yield found


def test_it_is_saved_from_the_window(window: Window) -> None:
    window.add(DOCUMENT, OTHER)
    window.pick_format("pdf")
    window.chooser.path = window.folder / "sheet.pdf"
    window.find(QPushButton, "export_save_button").click()
    with pypdfium2.PdfDocument(window.chooser.path.read_bytes()) as document:
        assert len(document) == 2


def test_the_window_shows_the_page(window: Window) -> None:
    """Where a file's text would be."""
    from wecom_console.gui.features.share.sheet_view import SheetView

    window.add(DOCUMENT)
    window.pick_format("pdf")
    view = window.find(SheetView, "export_sheet")
    assert (True, False) == (view.isVisible(), window.page.export_card.preview.isVisible())
