"""The QR code on the login test page reads back as the link it was made of."""

from collections.abc import Iterator

import pytest
import zxingcpp
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from gui.page_support import dispose
from wecom_console.domain.links.requests import LoginRequest, build_request_link
from wecom_console.domain.verdicts import Platform
from wecom_console.gui.features.login_test.presenter.state import LinkView
from wecom_console.gui.features.login_test.real_phone import QrPane
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.tokens import Theme


def link(platform: Platform) -> str:
    request = LoginRequest(
        platform,
        "wwauth0123456789abcdef000002",
        "ww0123456789abcdef",
        "1000002",
        "s" * 32,
        package="com.acme.app",
        bundle_id="com.acme.app",
        app_name="Acme 企业微信",
        transaction="1",
    )
    text = build_request_link(request)
    assert isinstance(text, str)
    return text


def decode(image: QImage) -> str:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    view = memoryview(grey.constBits()).cast("B", (grey.height(), grey.bytesPerLine()))
    found = zxingcpp.read_barcodes(view)
    return found[0].text if found else ""


@pytest.fixture
def pane(qtbot: QtBot, theme: ThemeController) -> Iterator[QrPane]:
    made = QrPane(theme)
    made.resize(216, 480)
    made.retranslate()
    made.show()
    yield made
    dispose(made)


@pytest.mark.parametrize("platform", [Platform.ANDROID, Platform.IOS])
def test_the_link_reads_back_from_the_screen(pane: QrPane, platform: Platform) -> None:
    """What a camera sees is the link itself, both platforms."""
    pane.show_link(LinkView(link(platform)))
    assert link(platform) == decode(pane.code.grab().toImage())


def test_the_link_reads_back_in_the_dark_theme(pane: QrPane, theme: ThemeController) -> None:
    """The code stays dark on light."""
    theme.set_preference(Theme.DARK)
    pane.show_link(LinkView(link(Platform.IOS)))
    assert link(Platform.IOS) == decode(pane.code.grab().toImage())


def test_another_link_makes_another_code(pane: QrPane) -> None:
    """The code is never an old one."""
    pane.show_link(LinkView(link(Platform.IOS)))
    pane.show_link(LinkView("http://127.0.0.1:40123/phone/"))
    assert "http://127.0.0.1:40123/phone/" == decode(pane.code.grab().toImage())


def test_a_large_code_opens_beside_the_window(pane: QrPane) -> None:
    """For a phone that stands farther away."""
    pane.show_link(LinkView(link(Platform.ANDROID)))
    pane.enlarge_button.click()
    large = pane.window().findChild(type(pane.code), "large_qr_label")
    assert large is not None
    assert link(Platform.ANDROID) == decode(large.grab().toImage())


def test_no_link_says_why(pane: QrPane) -> None:
    """HarmonyOS has none; the sentence stands where the code would."""
    pane.show_link(LinkView(problem="Not public."))
    assert (False, "Not public.") == (pane.code.isVisible(), pane.state.text())
