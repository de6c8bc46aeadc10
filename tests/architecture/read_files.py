"""Calls in a module that open a file to read it, and those who may beside
`disk/regular_files.py`, whose file is a class of its own."""

import ast
from collections.abc import Iterator
from typing import Final

READERS: Final = {
    "resource_files.py": "what is installed with the program",
    "gui/theme/icons.py": "as above",
    "services/components.py": "what an installed package brings",
    "__main__.py": "the system's own word about this process",
    "services/runs/archive.py": "around a descriptor that was opened in that one way",
}

_METHODS: Final = {"read_text", "read_bytes"}
_NAMES: Final = {"open", "FileIO"}
_MODULES: Final = {"io": {"open", "FileIO"}, "codecs": {"open"}, "tomllib": {"load"}}


def reading_calls(tree: ast.AST) -> Iterator[int]:
    """The lines of the calls by which a file may be read."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _reads(node):
            yield node.lineno


def _reads(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id=name):
            return name in _NAMES and not _is_for_writing(call, mode_at=1)
        case ast.Attribute(value=ast.Name(id=module), attr=name) if module in _MODULES:
            return name in _MODULES[module]
        case ast.Attribute(attr="open"):
            return _has_mode(call) and not _is_for_writing(call, mode_at=0)
        case ast.Attribute(attr=name):
            return name in _METHODS
    return False


def _modes(call: ast.Call, *, mode_at: int) -> list[str]:
    named = [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    given = named or call.args[mode_at : mode_at + 1]
    return [one.value for one in given if isinstance(one, ast.Constant) and _is_text(one)]


def _is_text(node: ast.Constant) -> bool:
    return isinstance(node.value, str)


def _has_mode(call: ast.Call) -> bool:
    return any(set(mode) <= set("rbtwax+U") for mode in _modes(call, mode_at=0))


def _is_for_writing(call: ast.Call, *, mode_at: int) -> bool:
    return any(set(mode) & set("wax") for mode in _modes(call, mode_at=mode_at))
