"""Which tests look at a module: those whose imports lead to it, the nearest first.

Read from the imports themselves, so that a move of rooms changes nothing here.
"""

from __future__ import annotations

import ast
from collections import deque
from pathlib import Path, PurePath

NOT_OF_ONE_MODULE = ("architecture", "benchmarks", "browser", "dev")
"""Tests of the checkout as a whole, which no module's behaviour is told by."""

UNREACHED = 9
"""How far away a test of the same room is that no import leads from (a command, by its name)."""


def module_name(file: Path, top: Path) -> str:
    """The dotted name of `file`, below the folder that is on the path."""
    parts = file.relative_to(top).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(file: Path, known: dict[str, Path]) -> set[Path]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        found |= {known[name] for name in names if name in known}
    return found - {file}


class Nearness:
    """The imports of a checkout, read once."""

    def __init__(self, checkout: Path) -> None:
        source, tests = checkout / "src", checkout / "tests"
        files = [(f, top) for top in (source, tests) for f in sorted(top.rglob("*.py"))]
        known = {module_name(file, top): file for file, top in files}
        self._importers: dict[Path, set[Path]] = {}
        for file, _ in files:
            for imported in _imported(file, known):
                self._importers.setdefault(imported, set()).add(file)
        self._tests = tests
        self._source = source
        self._test_files = [
            file
            for file, _ in files
            if tests in file.parents
            and file.name.startswith("test_")
            and file.relative_to(tests).parts[0] not in NOT_OF_ONE_MODULE
        ]
        self._slow = {f for f in self._test_files if "@given" in f.read_text(encoding="utf-8")}

    def tests_of(self, module: Path) -> list[Path]:
        """The test modules that reach `module` or share its room, near and quick ones first."""
        away = {module: 0}
        waiting = deque([module])
        while waiting:
            file = waiting.popleft()
            for importer in self._importers.get(file, ()):
                if importer not in away:
                    away[importer] = away[file] + 1
                    waiting.append(importer)
        room = set(module.relative_to(self._source).parent.parts)
        words = set(module.stem.split("_"))

        def rooms(file: Path) -> int:
            return len(room & set(file.relative_to(self._tests).parent.parts))

        def rank(file: Path) -> tuple[int, bool, int, int, PurePath]:
            distance = away.get(file, UNREACHED)
            is_own = file.stem.removeprefix("test_") == module.stem
            alike = len(words & set(file.stem.split("_")))
            near = distance - rooms(file) - 2 * is_own
            return near, file in self._slow, -alike, distance, file

        return sorted((f for f in self._test_files if f in away or rooms(f)), key=rank)
