"""Nothing from outside is read as more than letters: where Qt would guess, the window does not ask.

`gui/plain_text.py` holds the ways to a tool tip, a menu and a window's title.
"""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from architecture.checkout import PACKAGE, modules, named

HELPER: Final = "gui/plain_text.py"

GUESSING_CALLS: Final[Mapping[str, Mapping[str, str]]] = {
    "setToolTip": {HELPER: "set_tip() is the way to it"},
    "setStatusTip": {},
    "setWhatsThis": {},
    "setTabToolTip": {},
    "setHtml": {},
    "appendHtml": {},
    "insertHtml": {},
    "setMarkdown": {"gui/parts/document_view.py": "documents of ours, HTML left out"},
    "insertMarkdown": {},
    "showMessage": {"gui/shell/notification.py": "passes letters_only()"},
    "showText": {"gui/parts/facts.py": "passes tip_text()"},
    "setWindowTitle": {
        "gui/gallery/window.py": "a text of ours",
        "gui/shell/main_window.py": "passes window_title()",
        "gui/features/login_test/real_phone.py": "a sentence of ours",
    },
}
"""Calls that take text which Qt may read as HTML or with marks, and who may make them."""

GUESSING_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "ToolTipRole": {
        "gui/features/login_test/presenter/legs_model.py": "gives tip_text()",
        "gui/features/simulator/presenter/journal_model.py": "gives tip_text()",
        "gui/parts/presenter/scenario_model.py": "gives tip_text()",
    },
    "StatusTipRole": {},
    "WhatsThisRole": {},
    "AutoText": {},
    "MarkdownText": {},
    "QMessageBox": {},
    "QErrorMessage": {},
    "QInputDialog": {},
    "QProgressDialog": {},
    "QStaticText": {},
    "QTextBrowser": {"gui/parts/document_view.py": "opens no link by itself"},
    "QTextDocumentFragment": {},
    "QTextEdit": {
        "gui/features/login_test/exchange_list.py": "names its selections' type alone",
        "gui/widgets/text/told_text.py": "inserts visible() text by a cursor",
        "gui/widgets/text/trace.py": "inserts visible() text by a cursor",
    },
    "QTextDocument": {
        "gui/widgets/text/trace.py": "names the type alone",
        "gui/parts/document_view.py": "names what its Markdown may hold",
    },
    "QWhatsThis": {},
}
"""Names whose use makes Qt guess, and who may use them."""

BUTTONS: Final = frozenset({"QAbstractButton", "QCheckBox", "QPushButton", "QRadioButton"})
WITHOUT_WORDS: Final = frozenset({"CardButton"})
"""Buttons that never have a text."""

WORDS: Final = (*GUESSING_CALLS, *GUESSING_NAMES, *BUTTONS, "QLabel", "QAction", "RichText")
"""A module without any of these has nothing that is looked for."""


@cache
def trees() -> tuple[tuple[str, ast.Module], ...]:
    """The modules of the window that have one of the words, parsed once."""
    texts = ((named(m), m.read_text(encoding="utf-8")) for m in modules(PACKAGE / "gui"))
    return tuple(
        (name.removeprefix("src/wecom_console/"), ast.parse(text))
        for name, text in texts
        if any(word in text for word in WORDS)
    )


@cache
def used() -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    """Which modules call what, and which of them name what."""
    calls: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                calls.setdefault(called(node), set()).add(name)
            elif isinstance(node, ast.Attribute | ast.Name):
                names.setdefault(called_name(node), set()).add(name)
    return calls, names


def called_name(node: ast.Attribute | ast.Name) -> str:
    """What is named, without what it belongs to."""
    return node.attr if isinstance(node, ast.Attribute) else node.id


def called(node: ast.Call) -> str:
    """The name of what is called, without what it belongs to."""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def classes_of(tree: ast.Module) -> Iterator[tuple[ast.ClassDef, frozenset[str]]]:
    """The classes with the names of their bases."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node, frozenset(b.id for b in node.bases if isinstance(b, ast.Name))


@pytest.mark.parametrize("call", GUESSING_CALLS)
def test_only_the_helper_gives_qt_a_text_that_it_would_guess_about(call: str) -> None:
    """Tool tips, HTML, notifications, titles."""
    assert set(GUESSING_CALLS[call]) == used()[0].get(call, set())


@pytest.mark.parametrize("word", GUESSING_NAMES)
def test_nothing_that_guesses_is_used(word: str) -> None:
    """Message boxes, browsers, AutoText: what has a plain counterpart is not used."""
    assert set(GUESSING_NAMES[word]) == used()[1].get(word, set())


def test_no_text_format_is_rich() -> None:
    """`RichText` of `theme` has two marks of its own; Qt's is never asked for."""
    found = [
        name
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "RichText"
        and getattr(node.value, "attr", "") == "TextFormat"
    ]
    assert [] == found


def test_every_label_is_plain() -> None:
    """A class made of QLabel sets the format; nobody makes a bare QLabel."""
    wrong = [
        f"{name}:{node.name}"
        for name, tree in trees()
        for node, bases in classes_of(tree)
        if "QLabel" in bases and "setTextFormat(Qt.TextFormat.PlainText)" not in ast.unparse(node)
    ]
    bare = [
        name
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) == "QLabel"
    ]
    assert ([], []) == (wrong, bare)


def test_every_button_takes_its_words_as_they_are() -> None:
    """No letter after an ampersand of a name becomes a shortcut."""
    wrong = [
        f"{name}:{node.name}"
        for name, tree in trees()
        for node, bases in classes_of(tree)
        if bases & BUTTONS and "Verbatim" not in bases and node.name not in WITHOUT_WORDS
    ]
    assert [] == wrong


def test_an_entry_of_a_menu_is_ours_or_made_plain() -> None:
    """`QAction(…)` takes a literal of tr() or menu_text()."""
    wrong = [
        f"{name}:{node.lineno}"
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and called(node) == "QAction"
        and len(node.args) > 1
        and not (isinstance(node.args[0], ast.Call) and called(node.args[0]) in ("tr", "menu_text"))
    ]
    assert [] == wrong


def test_every_reason_names_a_module() -> None:
    """An exception for a module that is gone would let the next of that name through."""
    names = {n for table in (GUESSING_CALLS, GUESSING_NAMES) for who in table.values() for n in who}
    assert [] == [name for name in sorted(names) if not (Path(PACKAGE) / name).is_file()]
