"""Who may import whom (docs/architecture.md), as import-linter reads it from pyproject.toml."""

import subprocess
import sys
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp

from architecture.checkout import ROOT


def circle_in(imports: Mapping[str, set[str]]) -> list[str]:
    """Modules that import one another in a circle, empty where there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_every_import_contract_is_kept() -> None:
    """Arrows point down only, and each library stays in the package that it was taken for."""
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout


def test_a_circle_is_found() -> None:
    """A module that imports its importer is told."""
    assert {"a", "b"} == set(circle_in({"a": {"b"}, "b": {"a"}, "c": {"a"}}))


def test_no_module_is_in_a_circle() -> None:
    """Imports inside functions, and those for types alone, count like all others."""
    graph = grimp.build_graph("wecom_console", cache_dir=None)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    assert [] == circle_in(imports)
