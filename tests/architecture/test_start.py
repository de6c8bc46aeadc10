"""The start-up budget: each way in loads only what it needs (docs/architecture.md)."""

import subprocess
import sys
from pathlib import Path

NETWORK = frozenset(
    {"httpx", "httpcore", "anyio", "ssl", "starlette", "uvicorn", "jinja2", "websockets"}
)
STORAGE = frozenset({"keyring", "platformdirs", "sqlite3"})
MODEL = frozenset({"pydantic", "jwt", "cryptography", "segno"})
COMMAND_LINE = frozenset({"rich", "click"})
WINDOW = frozenset({"PySide6", "shiboken6"})
EVERYTHING = NETWORK | STORAGE | MODEL | COMMAND_LINE | WINDOW


def heavy_modules_after(code: str, folder: Path) -> set[str]:
    """Which of the heavy libraries a fresh interpreter has loaded after running `code`."""
    script = f"import sys\n{code}\nsys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", script],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr
    return EVERYTHING & set(done.stderr.split())


def test_the_front_door_loads_nothing(tmp_path: Path) -> None:
    """Deciding what was asked for costs none of it."""
    assert set() == heavy_modules_after("import wecom_console.__main__", tmp_path)


def test_the_version_loads_nothing(tmp_path: Path) -> None:
    """`--version` answers without any library."""
    code = "from wecom_console.__main__ import main; assert main(['--version']) == 0"
    assert set() == heavy_modules_after(code, tmp_path)


def test_the_domain_loads_nothing(tmp_path: Path) -> None:
    """Checking a draft needs the standard library only: it happens on every keystroke."""
    assert set() == heavy_modules_after("import wecom_console.domain.check", tmp_path)


def test_the_window_loads_only_qt(tmp_path: Path) -> None:
    """Until the first paint only PySide6 is loaded; network and keyring come after it."""
    loaded = heavy_modules_after("import wecom_console.gui.app", tmp_path)
    assert set() == loaded - WINDOW


def test_the_window_keeps_the_plain_import(tmp_path: Path) -> None:
    """PySide's hook, which reads the source of every module imported later, does not stay."""
    code = (
        "import builtins\n"
        "plain = builtins.__import__\n"
        "from wecom_console.gui.app import load_pyside\n"
        "load_pyside()\n"
        "import wecom_console.gui.root\n"
        "assert builtins.__import__ is plain"
    )
    assert WINDOW <= heavy_modules_after(code, tmp_path)


def test_the_list_of_commands_loads_none_of_them(tmp_path: Path) -> None:
    """Nor do the services: names and texts are enough."""
    code = (
        "from wecom_console.__main__ import main\n"
        "assert main(['--help', '--lang', 'en']) == 0\n"
        "loaded = [name for name in sys.modules if name.startswith('wecom_console.cli.commands')]\n"
        "assert loaded == [], loaded\n"
        "assert 'wecom_console.services' not in sys.modules"
    )
    assert {"click"} == heavy_modules_after(code, tmp_path)


def test_the_command_line_loads_no_window_and_no_network(tmp_path: Path) -> None:
    """A static command pays neither for Qt nor for the network nor for the keyring."""
    (tmp_path / "empty.toml").write_text('format = "wecom-console/1"\n', encoding="utf-8")
    code = (
        "from wecom_console.__main__ import main\n"
        "try:\n"
        "    code = main(['check', 'empty.toml'])\n"
        "except SystemExit as left:\n"
        "    code = left.code\n"
        "assert code in (0, 1), code"
    )
    loaded = heavy_modules_after(code, tmp_path)
    assert set() == loaded & (NETWORK | WINDOW | {"keyring"})


def test_reports_load_what_they_need(tmp_path: Path) -> None:
    """The templates of the HTML report are for it alone."""
    (tmp_path / "runs.json").write_text('{"runs": []}')
    code = (
        "from wecom_console.__main__ import main\n"
        "try:\n"
        "    code = main(['replay', 'runs.json', '--{0}', 'out', '--har', 'out.har'])\n"
        "except SystemExit as left:\n"
        "    code = left.code\n"
        "assert code == 0, code"
    )
    assert "jinja2" not in heavy_modules_after(code.format("junit"), tmp_path)
    assert "jinja2" in heavy_modules_after(code.format("html"), tmp_path)
