"""The fixtures that this package brings to other projects' pytest."""

import subprocess
from pathlib import Path

from architecture.bare_pytest import bare_pytest
from wecom_console.simulator import SimulatorClient

SUITE = '''
seen = []

def test_a_whole_login(wecom_simulator):
    """And it is left with a fault, another clock and another state."""
    phone = wecom_simulator.authorize("ios", member="lisi")
    assert phone["code"]
    wecom_simulator.fault("/cgi-bin/*", break_="reset")
    wecom_simulator.advance_clock(301)
    wecom_simulator.change_state(members=[])
    seen.append(wecom_simulator)

def test_the_next_test_knows_nothing_of_it(wecom_simulator):
    """The same server, as started."""
    assert seen[0].url == wecom_simulator.url
    assert wecom_simulator.codes() == []
    assert wecom_simulator.journal() == []
    assert wecom_simulator.state()["members"]
'''

NAMED = """
import pytest
from wecom_console.simulator import SimulatorOptions

@pytest.fixture(scope="session")
def wecom_simulator_options(tmp_path_factory):
    file = tmp_path_factory.mktemp("own") / "own.toml"
    file.write_text("[night.state]\\\\nmembers = { active = false }\\\\n")
    return SimulatorOptions(scenario_files=(file,), scenario="night")
""".replace("\\\\n", "\\n")


def run(folder: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*bare_pytest(), "-W", "error", *argv],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def test_another_projects_suite_has_the_fixture(tmp_path: Path) -> None:
    """Without a conftest; each test gets the simulator as it was started."""
    (tmp_path / "test_theirs.py").write_text(SUITE, encoding="utf-8")
    done = run(tmp_path)
    assert "2 passed" in done.stdout, done.stdout


def test_another_project_chooses_the_options(tmp_path: Path) -> None:
    """Own scenarios, for one."""
    (tmp_path / "conftest.py").write_text(NAMED, encoding="utf-8")
    (tmp_path / "test_theirs.py").write_text(
        "def test_it(wecom_simulator):\n"
        "    assert not wecom_simulator.state()['members'][0]['active']\n",
        encoding="utf-8",
    )
    done = run(tmp_path)
    assert "1 passed" in done.stdout, done.stdout


def test_a_suite_that_does_not_ask_for_it_pays_nothing(tmp_path: Path) -> None:
    """No web framework is loaded by the plugin."""
    (tmp_path / "test_theirs.py").write_text(
        "import sys\n"
        "def test_it(request):\n"
        "    assert request.config.pluginmanager.has_plugin('wecom_console')\n"
        "    assert not {'starlette', 'uvicorn', 'pydantic', 'jinja2', 'jwt'} & set(sys.modules)\n",
        encoding="utf-8",
    )
    done = run(tmp_path)
    assert "1 passed" in done.stdout, done.stdout


def test_the_fixture_is_in_this_suite_too(wecom_simulator: SimulatorClient) -> None:
    """A refusal says status, error and field."""
    assert wecom_simulator.wecom["members"] == ["zhangsan", "lisi", "wangwu"]
