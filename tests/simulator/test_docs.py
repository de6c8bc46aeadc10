"""docs/simulator.md: its examples run, and every control call that exists is in it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from wecom_console.simulator.control.routes import CONTROL_ROUTES

PAGE = Path(__file__).parents[2].joinpath("docs/simulator.md").read_text("utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_python_example_runs() -> None:
    """It prints a return link, a login, and the refusal of the second use."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", block("python")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
        check=True,
        timeout=60,
    )
    link, login, again = done.stdout.splitlines()
    assert link.startswith("wwauth")
    assert login == "200 Bearer"
    assert "40029" in again


@pytest.mark.parametrize("path", sorted({route.path for route in CONTROL_ROUTES}))
def test_every_control_call_is_documented(path: str) -> None:
    """A call that is not in the page does not exist for its reader."""
    assert f"`{path}`" in PAGE or f" {path}" in PAGE
