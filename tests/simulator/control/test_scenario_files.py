"""Scenario files that a team brings: what they put, and what is said of one that does not fit."""

from pathlib import Path

import httpx
import pytest

from wecom_console.simulator import SimulatorHandle, SimulatorOptions, running_simulator
from wecom_console.simulator.control.scenario_files import (
    ScenarioFileError,
    ScenarioFileProblem,
    read_scenario_files,
)

OWN = """
[holiday.state]
members = { active = false }
agents = { unset = ["ios"] }
limits = { management_qps = 7 }

[[holiday.faults]]
path = "/cgi-bin/gettoken"
errcode = -1
times = 1
"""


def write(folder: Path, text: str, name: str = "own.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def steer(handle: SimulatorHandle, method: str, path: str, body: object = None) -> httpx.Response:
    headers = {"authorization": f"Bearer {handle.control_token}"}
    return httpx.request(method, f"{handle.url}/_sim/{path}", json=body, headers=headers)


def problem(file: Path) -> ScenarioFileProblem:
    found = read_scenario_files([file])
    assert isinstance(found, ScenarioFileProblem)
    return found


def test_an_own_scenario_is_listed_and_put(tmp_path: Path) -> None:
    """State and faults, after the built-in names."""
    options = SimulatorOptions(scenario_files=(write(tmp_path, OWN),))
    with running_simulator(options) as handle:
        assert steer(handle, "GET", "scenario").json()["scenarios"][-1] == "holiday"
        assert steer(handle, "POST", "scenario", {"name": "holiday"}).status_code == 200
        state = steer(handle, "GET", "state").json()
        faults = steer(handle, "GET", "faults").json()["faults"]
    assert [False] * len(state["members"]) == [m["active"] for m in state["members"]]
    assert (None, 7) == (state["agents"][0]["ios"], state["limits"]["management_qps"])
    assert [("/cgi-bin/gettoken", -1, 1)] == [(f["path"], f["errcode"], f["times"]) for f in faults]


def test_a_simulator_starts_in_a_scenario_and_returns_to_it(tmp_path: Path) -> None:
    """As started, after another scenario and a reset."""
    options = SimulatorOptions(scenario_files=(str(write(tmp_path, OWN)),), scenario="holiday")
    with running_simulator(options) as handle:
        first = steer(handle, "GET", "state").json()
        steer(handle, "POST", "scenario", {"name": "success"})
        assert first != steer(handle, "GET", "state").json()
        steer(handle, "POST", "reset")
        assert first == steer(handle, "GET", "state").json()
    assert not first["members"][0]["active"]


def test_an_entry_that_is_not_here_is_named_and_nothing_changes(tmp_path: Path) -> None:
    """Only the running simulator knows its connections: 400, the earlier state and faults stay."""
    text = '[[lost.state.connections]]\nconnection_id = "nowhere"\n'
    with running_simulator(SimulatorOptions(scenario_files=(write(tmp_path, text),))) as handle:
        steer(handle, "POST", "scenario", {"name": "wecom-busy"})
        before = [steer(handle, "GET", part).json() for part in ("state", "faults")]
        answer = steer(handle, "POST", "scenario", {"name": "lost"})
        after = [steer(handle, "GET", part).json() for part in ("state", "faults")]
    expected = {"error": "no such connection", "field": "state.connections.0.connection_id"}
    assert (400, expected) == (answer.status_code, answer.json())
    assert before == after


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("[a\n", "syntax", ""),
        ("a = 1\n", "no_table", "a"),
        ("[success]\n", "built_in", "success"),
        ("[wecom-busy]\n", "built_in", "wecom-busy"),
        ("[a]\nstates = {}\n", "unfit", "a.states"),
        ("[a]\nstate = 1\n", "unfit", "a.state"),
        ("[a.state]\nagents = { enable = false }\n", "unfit", "a.state.agents.enable"),
        ("[a.state]\nagents = { enabled = 0 }\n", "unfit", "a.state.agents.enabled"),
        ("[a.state]\nagents = { agent_id = '1' }\n", "unfit", "a.state.agents.agent_id"),
        ("[a.state]\nagents = { unset = 'ios' }\n", "unfit", "a.state.agents.unset"),
        ("[a.state]\nagents = [{ agent_id = '1' }]\n", "unfit", "a.state.agents.0.corp_id"),
        ("[a.state]\nplanets = {}\n", "unfit", "a.state.planets"),
        ("[a.state]\nlimits = { management_qps = -1 }\n", "unfit", "a.state.limits.management_qps"),
        ("[a]\nfaults = [{ path = 'x', status = 502 }]\n", "unfit", "a.faults.0.path"),
        ("[a]\nfaults = 1\n", "unfit", "a.faults"),
        ("[a]\nfaults = [{ path = 2020-01-01, status = 502 }]\n", "unfit", "a.faults.0.path"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, text: str, code: str, key: str) -> None:
    """The code and the key within the file."""
    found = problem(write(tmp_path, text))
    assert (code, key) == (found.code, found.key)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfe[\x00a\x00]\x00", "encoding"),
        (b"#" * (256 * 1024 + 1), "too_large"),
        (b"a = " + b"[" * 100_000, "syntax"),
    ],
)
def test_what_cannot_be_read_is_told_apart(tmp_path: Path, data: bytes, code: str) -> None:
    """The caller ends otherwise than for a file that is readable and wrong."""
    file = tmp_path / "own.toml"
    file.write_bytes(data)
    found = problem(file)
    assert (code, True) == (found.code, found.is_unreadable)


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    """From Python as an exception, before anything listens."""
    file = tmp_path / "none.toml"
    with (
        pytest.raises(ScenarioFileError, match=r"none\.toml: It cannot be read"),
        running_simulator(SimulatorOptions(scenario_files=(file,))),
    ):
        pass


def test_an_unknown_first_scenario_is_an_error() -> None:
    """It would otherwise start in another situation than was asked for."""
    with (
        pytest.raises(ScenarioFileError, match="no scenario nowhere"),
        running_simulator(SimulatorOptions(scenario="nowhere")),
    ):
        pass


def test_two_files_cannot_have_the_same_name(tmp_path: Path) -> None:
    """The second one is named."""
    files = [write(tmp_path, OWN), write(tmp_path, OWN, "again.toml")]
    found = read_scenario_files(files)
    assert isinstance(found, ScenarioFileProblem)
    assert ("twice", str(files[1]), "holiday") == (found.code, found.file, found.key)
