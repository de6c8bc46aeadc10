"""The bench of `dev.py mutants` on a small checkout: what counts as noticed, and by whom first."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from architecture.checkout import ROOT


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        name, ROOT / "packaging" / "mutants" / f"{name}.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their own module up
    spec.loader.exec_module(module)
    return module


bench, nearness = _load("bench"), _load("nearness")

PLACE = Path("src/product/room/value.py")
FILES = {
    str(PLACE): "def value():\n    return 1\n",
    "src/product/user.py": "from product.room.value import value\n",
    "tests/room/test_value.py": """
from product.room.value import value
def test_it(): assert 1 == value()
def test_red_without_any_change(): assert False
""",
    "tests/test_user.py": "import product.user\ndef test_user(): pass\n",
    "tests/test_other.py": "def test_other(): pass\n",
    "tests/dev/test_checkout.py": "from product.room.value import value\n",
    "pyproject.toml": "",
}


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # a bare pytest starts at once
    for name, text in FILES.items():
        file = tmp_path / "checkout" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "checkout"


def killer(checkout: Path, changed: str, *, limit_s: float = 60.0) -> str:
    """Who notices `changed`."""
    top = checkout.parent / "top"
    top.mkdir()
    tried = bench.Bench.made(checkout, top, Path(sys.executable), limit_s)
    found: str = tried.killer(PLACE, changed, [Path("tests/room/test_value.py")])
    assert FILES[str(PLACE)] == (top / PLACE).read_text(encoding="utf-8")
    assert FILES[str(PLACE)] == (checkout / PLACE).read_text(encoding="utf-8")
    return found


def test_a_change_is_noticed_by_the_test_that_it_turns_red(checkout: Path) -> None:
    """Not by one that is red anyway."""
    assert "tests/room/test_value.py::test_it" == killer(checkout, "def value():\n    return 2\n")


def test_a_change_that_nobody_notices_lives(checkout: Path) -> None:
    """The test that is red anyway kills nothing."""
    assert "" == killer(checkout, "def value():\n    return 2 - 1\n")


def test_a_change_that_never_ends_costs_the_limit(checkout: Path) -> None:
    """Its processes are gone afterwards, the copy is as it was."""
    assert "" == killer(checkout, "while True: pass\n", limit_s=4.0)


def test_the_nearest_tests_come_first(checkout: Path) -> None:
    """Those of the same name and room, then those that imports lead from; none of the checkout as
    a whole, and none that has nothing to do with it."""
    tests = nearness.Nearness(checkout).tests_of(checkout / PLACE)
    assert ["tests/room/test_value.py", "tests/test_user.py"] == [
        test.relative_to(checkout).as_posix() for test in tests
    ]
