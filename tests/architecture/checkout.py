"""Where the checkout lies, what is in it, and its `dev.py` as a module."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGE: Final = ROOT / "src" / "wecom_console"
RESOURCES: Final = ROOT / "resources"

_TEXT_SUFFIXES: Final = frozenset(
    {
        "",
        ".css",
        ".html",
        ".j2",
        ".js",
        ".json",
        ".lock",
        ".md",
        ".py",
        ".svg",
        ".toml",
        ".ts",
        ".txt",
    }
)


def modules(folder: Path = PACKAGE) -> list[Path]:
    """Every Python module below `folder`."""
    return sorted(folder.rglob("*.py"))


def named(file: Path) -> str:
    """The path of `file` as it reads in a report."""
    return file.relative_to(ROOT).as_posix()


def text_files() -> Iterator[tuple[Path, str]]:
    """Every text file that a submission may hold, with its text."""
    tops = ("src", "resources", "tests", "docs", "packaging", ".ci")
    below = (file for top in tops for file in (ROOT / top).rglob("*"))
    for file in sorted([*below, *ROOT.glob("*.*")]):
        if file.is_file() and "__pycache__" not in file.parts and file.suffix in _TEXT_SUFFIXES:
            yield file, file.read_text(encoding="utf-8")


def _load(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"checkout_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)  # dev.py also makes its helpers in packaging/ importable
    return module


dev: Final = _load(ROOT / "dev.py")
