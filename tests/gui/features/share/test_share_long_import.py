"""An import of many: how far it is, giving it up, and a list that does not grow without end."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from flow.samples import PROFILE
from gui.features.share.share_support import Window, share_window
from wecom_console.exchange.formats.toml_file import TomlFile
from wecom_console.gui.features.share.import_card import SHOWN_AT_ONCE
from wecom_console.gui.features.share.import_row import ImportRowView
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.services.importing.watch import ImportPhase


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController, tmp_path: Path
) -> Iterator[Window]:
    with share_window(qapp, theme, tmp_path) as found:
        yield found


def open_file(window: Window, count: int, name: str = "Acme") -> None:
    profiles = [replace(PROFILE, identifier=f"a-{n}", display_name=name) for n in range(count)]
    window.page.activate(window.write(TomlFile().render(profiles)))


class Held:
    """Work that a test lets run when it likes."""

    def __init__(self) -> None:
        self.works: list[Callable[[], Any]] = []

    def call(self, work, *args, on_done=None, on_error=None, owner=None):  # type: ignore[no-untyped-def]
        self.works.append(lambda: on_done(work(*args)))

    def run_now(self) -> None:
        assert self.works
        while self.works:
            self.works.pop(0)()


def apply_held(window: Window) -> Held:
    """*Import* was clicked and is under way."""
    held = Held()
    window.page._imports._background = held  # type: ignore[assignment]
    window.find(QPushButton, "import_apply_button").click()
    return held


def test_it_says_how_far_it_is(window: Window, qtbot: QtBot) -> None:
    """Once it takes long enough to be read."""
    open_file(window, 3)
    apply_held(window)
    watch = window.page._imports._watch
    assert watch is not None
    watch.step(ImportPhase.TAKE, 2, 3)
    qtbot.waitUntil(lambda: any("2 of 3" in label.text() for label in labels(window)))
    assert window.find(QPushButton, "import_cancel_button").text() == "Stop"


def labels(window: Window) -> list[QLabel]:
    return [label for label in window.page.findChildren(QLabel) if label.isVisible()]


def test_given_up_nothing_was_imported(window: Window, qtbot: QtBot) -> None:
    """The preview stays, for another try."""
    open_file(window, 3)
    held = apply_held(window)
    watch = window.page._imports._watch
    assert watch is not None
    watch.step(ImportPhase.TAKE, 0, 3)
    button = window.find(QPushButton, "import_cancel_button")
    qtbot.waitUntil(button.isVisible)
    button.click()
    held.run_now()
    assert (0, 3, True) == (
        len(list(window.services.profiles.list())),
        len(window.page._imports.view.rows),
        window.find(QPushButton, "import_apply_button").isEnabled(),
    )


def test_a_preview_given_up_leaves_the_card_empty(window: Window) -> None:
    held = Held()
    window.page._imports._background = held  # type: ignore[assignment]
    open_file(window, 3)
    window.page._imports.stop()
    held.run_now()
    assert ("", ()) == (window.page._imports.view.file_name, window.page._imports.view.rows)


def test_a_file_opened_meanwhile_is_the_one_that_is_shown(window: Window) -> None:
    """The one before is given up."""
    held = Held()
    window.page._imports._background = held  # type: ignore[assignment]
    open_file(window, 3)
    other = window.folder / "other.toml"
    other.write_text(TomlFile().render([PROFILE]), encoding="utf-8")
    window.page.activate(other)
    held.run_now()
    assert "other.toml" == window.page._imports.view.file_name


def test_a_file_opened_while_one_is_taken_in_waits(window: Window) -> None:
    open_file(window, 3)
    held = apply_held(window)
    window.page.activate(window.write(TomlFile().render([PROFILE])))
    held.run_now()
    assert (3, 1) == (
        len(list(window.services.profiles.list())),
        len(window.page._imports.view.rows),
    )


def test_of_many_some_are_shown(window: Window) -> None:
    open_file(window, SHOWN_AT_ONCE + 20)
    more = window.find(QPushButton, "import_more_button")
    assert (SHOWN_AT_ONCE, "20 more") == (len(window.page.import_card._rows), more.text())


def test_the_rest_can_be_asked_for(window: Window) -> None:
    open_file(window, SHOWN_AT_ONCE + 20)
    window.find(QPushButton, "import_more_button").click()
    assert SHOWN_AT_ONCE + 20 == len(window.page.import_card._rows)


def test_all_of_them_are_taken_in(window: Window) -> None:
    """Shown or not."""
    open_file(window, SHOWN_AT_ONCE + 20)
    window.find(QPushButton, "import_apply_button").click()
    assert SHOWN_AT_ONCE + 20 == len(list(window.services.profiles.list()))


def test_what_differs_stands_before_what_is_new(window: Window) -> None:
    """It needs a decision."""
    window.services.profiles.create(window_document("a-50"), {})
    open_file(window, SHOWN_AT_ONCE + 20)
    first = window.page.import_card._rows[0]
    assert isinstance(first, ImportRowView)
    assert first.identifier == "a-50"


def window_document(identifier: str) -> dict[str, object]:
    from wecom_console.domain.documents import to_raw

    return to_raw(replace(PROFILE, identifier=identifier, display_name="Before"))


def test_one_choice_counts_for_all_that_differ(window: Window) -> None:
    for name in ("a-0", "a-1"):
        window.services.profiles.create(window_document(name), {})
    open_file(window, 3)
    combo = window.find(QComboBox, "import_all_choice")
    combo.picked.emit("keep")
    window.find(QPushButton, "import_apply_button").click()
    names = sorted(one.display_name for one in window.services.profiles.list())
    assert names == ["Acme", "Before", "Before"]
