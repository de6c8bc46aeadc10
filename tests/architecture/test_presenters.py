"""What a presenter may know: values, services and QtCore, so that it decides without a screen."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from architecture.checkout import PACKAGE, named

GUI: Final = "wecom_console.gui"
MODULES: Final = sorted(PACKAGE.glob("gui/**/presenter/*.py"))
SINGLE: Final = frozenset(
    {f"{GUI}.{name}" for name in ("row_models", "ports", "spoken", "plain_text")}
)
"""Modules of the window that paint nothing."""


def name_of(file: Path) -> str:
    """A module's dotted name."""
    return ".".join(("wecom_console", *file.relative_to(PACKAGE).with_suffix("").parts))


def imports_of(tree: ast.AST) -> Iterator[str]:
    """The modules that are imported, at the top, in a function or for types alone."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def is_known_to_a_presenter(module: str) -> bool:
    """Whether a presenter may import it: QtCore of Qt, and of the window other presenters."""
    if module.partition(".")[0] == "PySide6":
        return module == "PySide6.QtCore"
    if not module.startswith(f"{GUI}."):
        return True
    return module in SINGLE or ".presenter" in module


def test_there_are_presenters() -> None:
    """The folders are found."""
    assert 50 < len(MODULES)


@pytest.mark.parametrize("file", MODULES, ids=named)
def test_a_presenter_knows_no_view(file: Path) -> None:
    """Of Qt it imports QtCore, of the window other presenters: no view, widget, theme or shell."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert [] == [name for name in imports_of(tree) if not is_known_to_a_presenter(name)]


@pytest.mark.parametrize(
    "module",
    [
        "PySide6",
        "PySide6.QtGui",
        "PySide6.QtWidgets",
        f"{GUI}.features.share.page",
        f"{GUI}.parts.chooser",
        f"{GUI}.shell.context",
        f"{GUI}.theme.tokens",
        f"{GUI}.widgets.text.label",
    ],
)
def test_what_paints_is_unknown_to_a_presenter(module: str) -> None:
    """The rule sees each of them."""
    assert not is_known_to_a_presenter(module)


def test_presenters_load_nothing_of_qt_but_its_core(tmp_path: Path) -> None:
    """Nor does anything that they import."""
    lines = [f"import {name_of(file).removesuffix('.__init__')}" for file in MODULES]
    script = "\n".join(("import sys", *lines, "sys.stderr.write(' '.join(sys.modules))"))
    done = subprocess.run(
        [sys.executable, "-I", "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr
    loaded = {name for name in done.stderr.split() if name.startswith("PySide6.Qt")}
    assert {"PySide6.QtCore"} == loaded
