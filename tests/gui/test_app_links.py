"""``wecom-console://`` links: what they show, what they refuse, and how they reach the window."""

import configparser
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from gui.parts.form.form_support import FakeBridge, FakeToast, create, profile_service
from wecom_console.gui.app_links import PAGES, AppLink, is_link, read_link
from wecom_console.gui.opening import FileOpener
from wecom_console.gui.parts.login_request import OpenTest
from wecom_console.services.profiles.service import ProfileService

IMPORT = "wecom-console://import?"
LINUX = Path(__file__).parents[2] / "packaging" / "linux"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wecom-console://connection/acme-wecom", AppLink("detail", "acme-wecom")),
        ("WECOM-CONSOLE://connection/acme/", AppLink("detail", "acme")),
        ("wecom-console://test", AppLink("test")),
        ("wecom-console://test/acme?scenario=code-reused", AppLink("test", "acme", "code-reused")),
        (
            "wecom-console://explain?text=60020%20not%20allow",
            AppLink("explain", text="60020 not allow"),
        ),
        *((f"wecom-console://{page}", AppLink(page)) for page in PAGES),
        (f"{IMPORT}1.abc.def", AppLink("share", text=f"{IMPORT}1.abc.def")),
        (IMPORT, AppLink("share", text=IMPORT)),
    ],
)
def test_a_link_names_what_it_shows(text: str, expected: AppLink) -> None:
    """A page, and of a connection its identifier."""
    assert expected == read_link(text)


@pytest.mark.parametrize(
    "text",
    [
        "wecom-console://connection",
        "wecom-console://connection/Acme",
        "wecom-console://connection/../../etc",
        "wecom-console://test/acme?scenario=<script>",
        "wecom-console://delete/acme",
        "wecom-console://apply",
        "wecom-console://import/acme?1.abc.def",
        f"{IMPORT}1.{'x' * 9_000}.def",
        "wecom-console:acme",
        "https://connection/acme",
        "wecom-console://[",
        "wecom-console://explain?text=" + "x" * 9_000,
    ],
)
def test_what_is_not_known_is_not_opened(text: str) -> None:
    """A link can show something; nothing that changes anything can be named."""
    assert read_link(text) is None


@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    """It may come from any page."""
    read_link(f"wecom-console://{text}")
    read_link(text)
    is_link(text)


class Window(QObject):
    """What an opener needs of the main window."""

    def __init__(self, service: ProfileService) -> None:
        super().__init__()
        self.went: list[tuple[str, object]] = []
        self.toast = FakeToast()
        self.context = SimpleNamespace(
            bridge=FakeBridge(),
            services=lambda: SimpleNamespace(profiles=service),
            toast=lambda: self.toast,
        )

    def navigate(self, key: str, args: object = None) -> None:
        """Notes where it should go."""
        self.went.append((key, args))


@pytest.fixture
def service(tmp_path: Path) -> ProfileService:
    return profile_service(tmp_path)


@pytest.fixture
def window(qapp: QApplication, service: ProfileService) -> Window:
    return Window(service)


def opener(window: Any) -> FileOpener:
    return FileOpener(window)


def test_a_file_is_offered_to_be_imported(window: Window) -> None:
    """Its path as it is."""
    opener(window).open(["/srv/acme.toml"])
    assert [("share", Path("/srv/acme.toml"))] == window.went


def test_a_connection_is_found_by_its_identifier(window: Window, service: ProfileService) -> None:
    """The link outlives a machine: it names no id."""
    stored = create(service)
    opener(window).open(["wecom-console://connection/acme-staff"])
    assert [("detail", stored)] == window.went


def test_a_test_is_shown_and_not_run(window: Window, service: ProfileService) -> None:
    """Whoever made the link does not log in with it."""
    stored = create(service)
    opener(window).open(["wecom-console://test/acme-staff?scenario=code-reused"])
    assert [("test", OpenTest(stored, run_now=False, scenario="code-reused"))] == window.went


def test_a_text_is_explained(window: Window) -> None:
    """As if it had been pasted."""
    opener(window).open(["wecom-console://explain?text=40029"])
    assert [("explain", "40029")] == window.went


def test_connections_in_a_link_are_offered_to_be_imported(window: Window) -> None:
    """On the page that shows them first; nothing is stored."""
    opener(window).open([f"{IMPORT}1.abc.def"])
    assert [("share", AppLink("share", text=f"{IMPORT}1.abc.def"))] == window.went


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("wecom-console://connection/nobody", "No connection here is called nobody."),
        (
            "wecom-console://what",
            "This link cannot be opened: it may be incomplete, or need a newer version.",
        ),
    ],
)
def test_what_cannot_be_shown_is_said(window: Window, link: str, said: str) -> None:
    """And the window stays where it is."""
    opener(window).open([link])
    assert ([], [said]) == (window.went, window.toast.said)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (QFileOpenEvent("/srv/acme.toml"), ("share", Path("/srv/acme.toml"))),
        (QFileOpenEvent(QUrl("wecom-console://settings")), ("settings", None)),
    ],
)
def test_the_desktops_event_opens_too(
    window: Window, event: QFileOpenEvent, expected: tuple[str, object]
) -> None:
    """As macOS tells a running program."""
    taken = opener(window).eventFilter(window, event)
    assert (True, [expected]) == (taken, window.went)


def test_the_desktop_entry_takes_links_and_files() -> None:
    """The scheme, and the type that the package declares."""
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[method-assign,assignment]
    entry.read(LINUX / "wecom-console.desktop", encoding="utf-8")
    types = entry["Desktop Entry"]["MimeType"].strip(";").split(";")
    assert ("wecom-console %u", "x-scheme-handler/wecom-console") == (
        entry["Desktop Entry"]["Exec"],
        types[0],
    )
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    declared = ElementTree.parse(LINUX / "wecom-console.xml").getroot()
    assert [types[1]] == [one.get("type") for one in declared.iter(f"{space}mime-type")]
