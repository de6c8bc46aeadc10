"""Calls in a module that write a file, and those who may."""

import ast
from collections.abc import Iterator
from typing import Final

WRITERS: Final = {
    "storage/files.py": "the one way in which a file is written",
    "disk/leftovers.py": "makes the drafts that it uses, and deletes what is left of others",
    "disk/regular_files.py": "opens for whoever names it in this table",
    "services/runs/archive.py": "adds lines to a file that is locked; a line is whole or cut off",
    "storage/opening.py": "SQLite's file, which SQLite writes",
    "storage/salvage/renewal.py": "a new one, put in its place when whole; a damaged one stays",
    "storage/salvage/images.py": "opens a damaged one to read, or a copy in memory",
    "storage/use_lock.py": "SQLite's lock on a file of no content",
    "storage/settings_file.py": "renames a damaged file",
    "storage/imports/old_journal.py": "deletes the first version's file once its import is known",
    "storage/secrets/vault_store.py": "deletes and renames the vault when its user says so",
    "storage/paths.py": "a mark or a lock of no content, made with its user's rights alone",
    "process_start.py": "the null device in place of a stream that was closed",
    "gui/root.py": "a mark of no content",
    "gui/printing.py": "a page in memory",
    "services/desktop/selftest.py": "a folder of its own, gone with it",
    "gui/selftest.py": "as above",
    "services/logbook/log_file.py": "lines of a log, for its user alone",
    "services/logbook/crashes.py": "what Python writes while the process falls over",
    "services/doctor.py": "a file without a name, to see whether there may be one",
    "gui/pictures/scenes.py": "an aid of development",
    "gui/pictures/snapshot.py": "an aid of development",
    "gui/pictures/window_driver.py": "an aid of development",
}

_METHODS: Final = {
    *("write_text", "write_bytes", "touch", "rename", "symlink_to", "hardlink_to", "unlink"),
    *("setFileName", "setOutputFileName", "copyfileobj", "toFile"),
}
_MODULES: Final = {
    "os": {"open", "replace", "rename", "renames", "link", "symlink", "truncate", "remove"},
    "shutil": {"copy", "copy2", "copyfile", "copytree", "move", "make_archive"},
    "tempfile": {
        *("NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile"),
        *("TemporaryDirectory", "mkstemp", "mkdtemp", "mktemp"),
    },
    "sqlite3": {"connect"},
    "logging": {"FileHandler", "basicConfig"},
    "zipfile": {"ZipFile"},
    "tarfile": {"open"},
}
_CLASSES: Final = {
    *("QFile", "QSaveFile", "QTemporaryFile", "QTemporaryDir", "QSettings", "QLockFile"),
    *("QPdfWriter", "QPrinter", "QImageWriter", "QTextDocumentWriter", "QSvgGenerator"),
    *("FileIO", "open_descriptor"),
}
_PICTURES: Final = {"grab", "toImage", "scaled", "copy"}
_NAMES_OF_PICTURES: Final = ("image", "pixmap", "picture", "shot", "buffer")


def writing_calls(tree: ast.AST) -> Iterator[int]:
    """The lines of the calls by which a file may be written, made or taken away."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _writes(node):
            yield node.lineno


def _writes(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id="open"):
            return _is_for_writing(call, mode_at=1)
        case ast.Name(id=name):
            return name in _CLASSES
        case ast.Attribute(attr="fdopen"):
            return _is_for_writing(call, mode_at=1)
        case ast.Attribute(value=ast.Name(id=module), attr=name) if module in _MODULES:
            return name in _MODULES[module] and not _is_read_only(call)
        case ast.Attribute(attr="open"):
            return _is_for_writing(call, mode_at=0)
        case ast.Attribute(attr="replace"):  # of a path; of a text it takes two
            return len(call.args) == 1 and not call.keywords
        case ast.Attribute(value=picture, attr="save"):
            return bool(call.args) and _is_picture(picture)
        case ast.Attribute(attr=name):
            return name in _METHODS or name in _CLASSES
    return False


def _is_for_writing(call: ast.Call, *, mode_at: int) -> bool:
    """By a mode that says so, or that is not known before it runs."""
    named = [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    for mode in named or call.args[mode_at : mode_at + 1]:
        if isinstance(mode, ast.Constant) and isinstance(mode.value, str):
            return bool(set(mode.value) & set("wax+"))
        return bool(named) or _looks_like_a_mode(mode)
    return False


def _looks_like_a_mode(node: ast.expr) -> bool:
    """Of other things that open, the first argument is no mode: a text, a list of targets."""
    return any(
        isinstance(part, ast.Constant) and part.value in {"wb", "w", "ab", "a", "r+b", "w+b", "xb"}
        for part in ast.walk(node)
    )


def _is_read_only(call: ast.Call) -> bool:
    return any(isinstance(part, ast.Attribute) and part.attr == "O_RDONLY" for part in call.args)


def _is_picture(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr in _PICTURES
    name = node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
    return any(part in name.lower() for part in _NAMES_OF_PICTURES)
