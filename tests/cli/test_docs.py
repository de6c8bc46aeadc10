"""The manual is true: it names every command, option and setting, and its examples run."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from cli.support import CommandLine, commands_of
from wecom_console.cli.app import COMMANDS, ROOT
from wecom_console.cli.command import Group
from wecom_console.domain.fields import FIELDS

DOCS = Path(__file__).resolve().parents[2] / "docs"
CLI = (DOCS / "cli.md").read_text(encoding="utf-8")
FILE = (DOCS / "config-file.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## ([a-z]+)\n(.*?)(?=^## |\Z)", CLI, re.MULTILINE | re.DOTALL))


def test_every_command_has_a_section() -> None:
    """In the order in which help lists them is not asked for; that each is there is."""
    assert [name for name in COMMANDS if name not in SECTIONS] == []


def test_every_option_is_described_in_its_section() -> None:
    """Options of `profile`'s commands in that of `profile`, and so on."""
    missing = [
        f"{section} {option}"
        for section, of_section in commands_of(ROOT).items()
        for command in (
            commands_of(of_section).values() if isinstance(of_section, Group) else [of_section]
        )
        for param in command.params
        for option in param.opts
        if option.startswith("--") and option not in SECTIONS[section] and option != "--json"
    ]
    assert missing == []


def test_every_setting_is_described() -> None:
    """By its key, with its table's name where it has one."""
    missing = [spec.path for spec in FIELDS if f"`{spec.path}`" not in FILE]
    tabled = {"mode", "fields", "methods"}  # in the table of [connections.association]
    assert [path for path in missing if path.partition(".")[2] not in tabled] == []


def test_the_documented_file_is_sound(run: CommandLine, tmp_path: Path) -> None:
    """The example passes the check."""
    (example,) = re.findall(r"```toml\n(.*?)```", FILE, re.DOTALL)
    file = tmp_path / "acme.toml"
    file.write_text(example, encoding="utf-8")
    run.ok("check", file)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with the documented file in it."""
    (example,) = re.findall(r"```toml\n(.*?)```", FILE, re.DOTALL)
    (tmp_path / "acme.toml").write_text(example, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_example_runs(run: CommandLine, folder: Path) -> None:
    """In the order of the manual, each ending with 0."""
    lines = re.findall(r"^\$ (?:(printf) .*? \| )?wecom-console (.*)$", CLI, re.MULTILINE)
    assert len(lines) > 20
    for piped, arguments in lines:
        run.ok(*shlex.split(arguments), stdin="s" * 32 if piped else "")


CI = (DOCS / "ci.md").read_text(encoding="utf-8")


def test_the_ci_recipes_name_real_options() -> None:
    """Each option is one of `check`, `test`, `replay`, `explain` or `scenarios`."""
    commands = commands_of(ROOT)
    known = {
        option
        for name in ("check", "test", "replay", "explain", "scenarios")
        for param in commands[name].params
        for option in param.opts
    }
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", CI)) <= known


def test_the_scenario_of_the_ci_recipes_is_sound(run: CommandLine, tmp_path: Path) -> None:
    """It can be run, and ends as it says."""
    (example,) = re.findall(r"```toml\n(.*?)```", CI, re.DOTALL)
    file = tmp_path / "scenarios.toml"
    file.write_text(example, encoding="utf-8")
    run.ok("test", "--demo", "--scenarios", file, "--scenario", "night-shift-locked-out")


TEAMS = (DOCS / "teams.md").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")
@pytest.mark.parametrize(
    ("secret", "code"), [("env:ACME_WECOM_SECRET", 0), ("a-literal-secret", 1)]
)
def test_the_hook_lets_only_sound_files_be_committed(
    tmp_path: Path, secret: str, code: int
) -> None:
    """As it is staged, whatever the folder holds by now."""
    (example,) = re.findall(r"```toml\n(.*?)```", FILE, re.DOTALL)
    (hook,) = re.findall(r"```sh\n(.*?)```", TEAMS, re.DOTALL)
    program = tmp_path / "bin" / "wecom-console"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m wecom_console "$@"\n')
    program.chmod(0o755)
    team = tmp_path / "team"
    file = team / "connections" / "production.toml"
    file.parent.mkdir(parents=True)
    environment = {
        **os.environ,
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "WECOM_CONSOLE_HOME": str(tmp_path / "data"),
    }

    def git(*arguments: str) -> int:
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@acme.example", *arguments]
        return subprocess.run(
            command, cwd=team, env=environment, capture_output=True, check=False
        ).returncode

    assert git("init", "-q") == 0
    installed = team / ".git" / "hooks" / "pre-commit"
    installed.parent.mkdir(exist_ok=True)
    installed.write_text(hook)
    installed.chmod(0o755)
    file.write_text(
        example.replace('secret = "keyring:"', f'secret = "{secret}"'), encoding="utf-8"
    )
    assert git("add", "-A") == 0
    file.write_text("format = ")
    assert code == git("commit", "-q", "-m", "A connection")
