"""docs/simulator.md: its examples run, and every control call that exists is in it."""

import os
import plistlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from architecture.bare_pytest import bare_pytest
from wecom_console.simulator import SimulatorOptions, running_simulator
from wecom_console.simulator.casdoor.routes import CASDOOR_ROUTES
from wecom_console.simulator.control.routes import CONTROL_ROUTES
from wecom_console.simulator.custom.login import CUSTOM_ROUTES

PAGE = Path(__file__).parents[2].joinpath("docs/simulator.md").read_text("utf-8")
FILE = re.compile(r"# (\S+\.(?:py|toml))\n")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def files() -> dict[str, str]:
    """The examples that are files: their first line is their name."""
    found = [(FILE.match(text), text) for kind in ("python", "toml") for text in blocks(kind)]
    return {name[1]: text for name, text in found if name is not None}


def scripts() -> list[str]:
    return [text for text in blocks("python") if FILE.match(text) is None]


def run(*command: str, folder: Path) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_python_example_runs(tmp_path: Path) -> None:
    """It prints a return link, a login, and the refusal of the second use."""
    [script] = scripts()
    printed = run(sys.executable, "-W", "error", "-c", script, folder=tmp_path)
    link, login, again = printed.splitlines()
    assert link.startswith("wwauth")
    assert login == "200 Bearer"
    assert "40029" in again


def test_the_pytest_example_runs(tmp_path: Path) -> None:
    """As it stands, in a folder of its own; with and without the conftest and its scenarios."""
    examples = files()
    assert {"test_login.py", "conftest.py", "scenarios.toml"} == set(examples)
    (tmp_path / "test_login.py").write_text(examples.pop("test_login.py"), encoding="utf-8")
    assert "4 passed" in run(*bare_pytest("anyio"), folder=tmp_path)
    for name, text in examples.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert "4 passed" in run(*bare_pytest("anyio"), folder=tmp_path)


def test_the_scenario_of_ones_own_can_be_put(tmp_path: Path) -> None:
    """It fits, and the demo company is as it says."""
    file = tmp_path / "scenarios.toml"
    file.write_text(files()["scenarios.toml"], encoding="utf-8")
    [name] = tomllib.loads(file.read_text(encoding="utf-8"))
    options = SimulatorOptions(scenario_files=(file,), scenario=name)
    with running_simulator(options) as handle:
        client = handle.client()
        assert client.state()["limits"]["management_qps"] == 20
        assert client.authorize()["reason"] != ""


def test_every_option_exists() -> None:
    """Of every command line in the page."""
    helped = run(sys.executable, "-m", "wecom_console", "simulate", "--help", folder=Path.cwd())
    lines = re.findall(r"wecom-console simulate(.*)", PAGE)
    options = {option for line in lines for option in re.findall(r"--[a-z-]+", line)}
    assert {"--allow-host", "--json", "--scenarios", "--seed"} <= options
    assert [] == sorted(option for option in options if option not in helped)


def test_the_settings_of_phones_can_be_parsed() -> None:
    """Android's files are whole ones; iOS's is a part of a property list."""
    android = [text for text in blocks("xml") if "<key>" not in text]
    [ios] = [text for text in blocks("xml") if "<key>" in text]
    permitted = ElementTree.fromstring(android[0])
    assert ["10.0.2.2", "127.0.0.1"] == [domain.text for domain in permitted.iter("domain")]
    assert ElementTree.fromstring(android[1]).tag == "manifest"
    plist = plistlib.loads(f'<plist version="1.0"><dict>{ios}</dict></plist>'.encode())
    assert plist["NSAppTransportSecurity"]["NSAllowsLocalNetworking"] is True


@pytest.mark.parametrize("path", sorted({route.path for route in CONTROL_ROUTES}))
def test_every_control_call_is_documented(path: str) -> None:
    """A call that is not in the page does not exist for its reader."""
    assert f"`{path}`" in PAGE or f" {path}" in PAGE


@pytest.mark.parametrize("path", sorted(r.path for r in (*CASDOOR_ROUTES, *CUSTOM_ROUTES)))
def test_every_call_of_a_small_backend_is_documented(path: str) -> None:
    """These have no reference of their own to look them up in."""
    assert f"`{path}`" in PAGE
