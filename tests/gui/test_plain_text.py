"""Text from outside where Qt would read more into it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QKeySequence, Qt
from PySide6.QtWidgets import QApplication

from architecture.properties import examples
from wecom_console.gui.plain_text import LINE, MOST_LETTERS, menu_text, tip_text, window_title
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.paint import elide_middle
from wecom_console.gui.widgets.controls.button import Button
from wecom_console.gui.widgets.controls.check_box import CheckBox
from wecom_console.gui.widgets.controls.chips import FilterChip
from wecom_console.gui.widgets.controls.text_link import TextLink

TAGS = st.text("<>&!/?;- \n\tabdgilmostxc") | st.sampled_from(
    ["<b>", "<?xml?><b>", "<!doctype html>", "&lt;", "\n<img src=x>", "<!-- --><b>"]
)


@settings(max_examples=examples(100))
@given(TAGS | st.text())
def test_no_tool_tip_is_markup(text: str) -> None:
    """Whatever Qt would have taken for it."""
    assert not Qt.mightBeRichText(tip_text(text))


@settings(max_examples=examples(50))
@given(TAGS)
def test_a_tool_tip_shows_every_letter(text: str) -> None:
    """What keeps it from being markup has no width; lines are broken between letters."""
    shown = tip_text(text).replace("\u2060", "").replace("\n", "")
    assert text.replace("\n", "") == shown


def test_a_long_tool_tip_stays_on_the_screen() -> None:
    """In lines, and not without end."""
    told = tip_text("x" * 10_000)
    assert max(map(len, told.split("\n"))) <= LINE
    assert len(told.replace("\n", "")) == MOST_LETTERS


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("acme\u202egnp.exe", "acme\u2039U+202E\u203agnp.exe"),
        ("a\x00b", "a\u2039U+0000\u203ab"),
        ("\u4f01\u4e1a\u3000&", "\u4f01\u4e1a\u3000&"),
    ],
)
def test_what_cannot_be_seen_is_told(text: str, told: str) -> None:
    """A name cannot look like another by it."""
    assert told == tip_text(text)


@pytest.mark.parametrize(
    ("text", "told"), [("R&D", "R&&D"), ("a\tCtrl+Q", "a Ctrl+Q"), ("a\nb", "a b")]
)
def test_an_entry_of_a_menu_is_its_letters(text: str, told: str) -> None:
    """No shortcut, no second column, one line."""
    assert told == menu_text(text)
    assert QKeySequence.mnemonic(menu_text(text)).isEmpty()


def test_a_title_has_no_place_for_a_mark() -> None:
    """Qt takes ``[*]`` for that of a changed document."""
    assert "a [*][*]" == window_title("a\n[*]")


@pytest.mark.parametrize("kind", [Button, CheckBox, FilterChip, TextLink])
def test_no_letter_of_a_button_is_a_shortcut(
    theme: ThemeController, kind: type[Button | CheckBox | FilterChip | TextLink]
) -> None:
    """From the beginning and later; and screen readers hear the ampersand."""
    button = kind(theme, "R&D")
    first = (button.shortcut().isEmpty(), button.accessibleName())
    button.setText("A&B")
    later = (button.shortcut().isEmpty(), button.accessibleName())
    button.setText("AB")
    assert [(True, "R&D"), (True, "A&B"), ""] == [first, later, button.accessibleName()]


def test_a_long_name_is_shortened_as_fast_as_a_short_one(qapp: QApplication) -> None:
    """By halves, not letter by letter: ten thousand of them would take seconds."""
    font = QFont()
    short = elide_middle("x" * 10_000 + "123456", font, 120)
    assert short.endswith("\u2026123456")
    assert short == elide_middle("x" * 200 + "123456", font, 120)
