"""Text from outside where Qt would read more into it than letters.

Tool tips, the tool tips of items, menus and a desktop's notifications have no switch for plain
text: Qt guesses, and a name like ``<img src=…>`` would be a picture whose file is opened. What is
set there goes through one of these; `tests/architecture/test_plain_text.py` finds what does not.
"""

from typing import TYPE_CHECKING, Final

from wecom_console.messages.hidden_characters import visible

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListWidgetItem, QWidget

MOST_LETTERS: Final = 2_000
LINE: Final = 100
"""Letters of a line: a tool tip of plain text is not wrapped by Qt."""

_JOINER: Final = "\u2060"
"""Has no width; a tag or an entity that begins with it is none."""


def tip_text(text: str) -> str:
    """`text` as a tool tip shows it: letter by letter, in lines that fit on a screen."""
    told = visible(text[: MOST_LETTERS + 1])
    if len(told) > MOST_LETTERS:
        told = f"{told[: MOST_LETTERS - 1]}\u2026"
    if len(told) > LINE:
        told = "\n".join(_lines(told))
    return letters_only(told)


def letters_only(text: str) -> str:
    """`text` so that Qt takes it for what it is: nothing in it can be a tag or an entity."""
    return text.replace("<", f"<{_JOINER}").replace("&lt;", f"&{_JOINER}lt;")


def menu_text(text: str) -> str:
    """`text` as an entry of a menu: no letter is a shortcut, nothing starts its second column."""
    return visible(" ".join(text.split())).replace("&", "&&")


def window_title(text: str) -> str:
    """`text` as a window's title: one line, no place of it for the mark of a changed document."""
    return visible(" ".join(text.split())).replace("[*]", "[*][*]")


def set_tip(widget: "QWidget | QListWidgetItem", text: str) -> None:
    """Gives a widget, or an entry of a list, a tool tip."""
    widget.setToolTip(tip_text(text))


def _lines(text: str) -> list[str]:
    import textwrap  # no frame needs it before the first long tool tip

    return [
        piece
        for line in text.split("\n")
        for piece in textwrap.wrap(
            line, LINE, expand_tabs=False, replace_whitespace=False, drop_whitespace=False
        )
        or [""]
    ]
