"""`simulate`: a process that serves until it is told to stop."""

import json
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cli.support import CommandLine
from domain.samples import GOOD, SECRET_TEXT, one
from exchange.files import toml, write


@contextmanager
def _simulating(home: Path, *argv: str, **variables: str) -> "Iterator[subprocess.Popen[str]]":
    environment = {"WECOM_CONSOLE_HOME": str(home), "WECOM_CONSOLE_LANG": "en", "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "wecom_console", "simulate", *argv],
        env=environment | variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _first_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_it_serves_until_it_is_told_to_stop(tmp_path: Path, number: int, code: int) -> None:
    """The first line is the address, which answers; the end is clean."""
    with _simulating(tmp_path) as process:
        url = _first_line(process)
        server = urllib.request.urlopen(f"{url}/cgi-bin/gettoken", timeout=120).headers["server"]
        process.send_signal(number)
        _, err = process.communicate(timeout=120)
    assert (server, process.returncode) == ("wecom-console-simulator", code)
    assert "Traceback" not in err


def test_json_is_one_line_with_everything_a_client_needs(tmp_path: Path) -> None:
    """Address, control token, the demo company's ids and made-up credentials; reproducible."""
    found = []
    for _ in range(2):
        with _simulating(tmp_path, "--json", "--seed", "7") as process:
            found.append(json.loads(_first_line(process)))
    assert set(found[0]) == {"url", "control_token", "wecom", "authing", "casdoor"}
    assert set(found[0]["wecom"]) == {"corp_id", "agent_id", "secret", "schema", "members"}
    assert [found[0][key] for key in ("wecom", "authing")] == [
        found[1][key] for key in ("wecom", "authing")
    ]


def test_a_connection_is_served_with_its_own_secret(tmp_path: Path) -> None:
    """Which works in `gettoken` and is not printed."""
    file = write(tmp_path, toml(one("secret", "env:ACME_SECRET")))
    with _simulating(tmp_path, "--from", str(file), "--json", ACME_SECRET=SECRET_TEXT) as process:
        line = _first_line(process)
        url = json.loads(line)["url"]
        query = f"corpid={GOOD['corp_id']}&corpsecret={SECRET_TEXT}"
        answer = urllib.request.urlopen(f"{url}/cgi-bin/gettoken?{query}", timeout=120).read()
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=120)
    assert json.loads(answer)["errcode"] == 0
    assert SECRET_TEXT not in line + out + err
    assert json.loads(line)["wecom"]["schema"] == GOOD["schema"]


def test_several_connections_are_served(tmp_path: Path) -> None:
    """Behind one `--from` or several."""
    files = [
        write(tmp_path, toml({**GOOD, "identifier": name}), name=f"{name}.toml")
        for name in ("one", "two")
    ]
    with _simulating(tmp_path, "--json", "--from", *map(str, files)) as process:
        found = json.loads(_first_line(process))["connections"]
    assert [one["authing"]["connection_identifier"] for one in found] == ["one", "two"]


def test_a_connection_with_errors_is_not_served(run: CommandLine, tmp_path: Path) -> None:
    """Exit 1 before anything listens."""
    assert run("simulate", "--from", write(tmp_path, toml(one("schema", "x")))).code == 1


def test_an_address_that_cannot_be_had_ends_with_4(run: CommandLine) -> None:
    """Not one of this machine's."""
    ended = run("simulate", "--host", "192.0.2.1")
    assert (ended.code, ended.out) == (4, "")
    assert "cannot listen on 192.0.2.1" in ended.err


def test_own_scenarios_are_loaded_and_started_in(tmp_path: Path) -> None:
    """`--scenarios` and `--scenario`."""
    file = write(tmp_path, '[busy]\nfaults = [{ path = "/cgi-bin/gettoken", errcode = -1 }]\n')
    with _simulating(tmp_path, "--scenarios", str(file), "--scenario", "busy") as process:
        answer = urllib.request.urlopen(f"{_first_line(process)}/cgi-bin/gettoken", timeout=120)
        assert json.loads(answer.read())["errcode"] == -1


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("[own", 3, "own.toml: It is not TOML"),
        ("[success]", 1, "own.toml, success: A built-in scenario has this name"),
        ("[a.state]\nagents = { enable = true }", 1, "own.toml, a.state.agents.enable: "),
        ("[a]\nstate.users = [{ pool_id = 'x' }]", 1, "own.toml, a.state.users.0.pool_id: no such"),
    ],
)
def test_a_wrong_scenario_file_is_not_served(
    run: CommandLine, tmp_path: Path, text: str, code: int, said: str
) -> None:
    """File, key and what is wrong."""
    file = write(tmp_path, text, name="own.toml")
    ended = run("simulate", "--scenarios", file, "--scenario", "a" if "[a" in text else "")
    assert (code, "") == (ended.code, ended.out)
    assert said in ended.err


def test_an_unknown_scenario_is_wrong_usage(run: CommandLine) -> None:
    """With the names that there are."""
    ended = run("simulate", "--scenario", "nowhere")
    assert ended.code == 2
    assert "success" in ended.err


def test_an_emulator_may_call_it_by_its_own_name(tmp_path: Path) -> None:
    """`--allow-host`; other names stay refused."""
    with _simulating(tmp_path, "--allow-host", "10.0.2.2") as process:
        url = _first_line(process)
        port = url.rpartition(":")[2]
        found = []
        for name in ("10.0.2.2", "10.0.2.3"):
            asked = urllib.request.Request(
                f"{url}/cgi-bin/gettoken", headers={"Host": f"{name}:{port}"}
            )
            try:
                found.append(urllib.request.urlopen(asked, timeout=120).status)
            except urllib.error.HTTPError as refused:
                found.append(refused.code)
    assert found == [200, 403]
