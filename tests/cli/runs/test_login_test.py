"""`test`: the login from the command line; what it prints, stores, writes, and how it ends."""

import json
import re
import signal
import subprocess
import sys
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from cli.support import CommandLine, Ended, Typing
from domain.samples import AUTHING, GOOD, SECRET_TEXT, altered, one
from exchange.files import toml, write
from wecom_console.domain.links.requests import Callback, build_return_link
from wecom_console.domain.profile import MOBILE_TYPE
from wecom_console.domain.verdicts import LEGS, Platform
from wecom_console.flow.scenarios.definitions import built_in_scenarios
from wecom_console.storage.problems import StoreUnavailable
from wecom_console.storage.run_store import RunStore

UNREACHABLE = altered(
    ("secret", "env:NO_SUCH_SECRET"),
    ("backend", {**AUTHING, "app_host": "http://127.0.0.1:9"}),
)


def _verdicts(ended: Ended) -> list[str]:
    (run,) = ended.json["runs"]
    return [leg["verdict"] for leg in run["legs"]]


def _return_link(code: str = "a-code", state: str = "a-state") -> str:
    link = build_return_link(Callback(Platform.ANDROID, str(GOOD["schema"]), 0, code, state))
    assert isinstance(link, str)
    return link


# --- what is run ---------------------------------------------------------------------------------


def test_the_demo_logs_in(run: CommandLine) -> None:
    """Only the first leg is proven against the simulator; the run passes."""
    ended = run.ok("test", "--demo", "--json")
    assert _verdicts(ended) == ["proven"] + ["simulated"] * 6


def test_the_demo_as_json(run: CommandLine) -> None:
    """The documented keys."""
    found = run.ok("test", "--demo", "--json").json
    (done,) = found["runs"]
    assert {
        "connection",
        "scenario",
        "platform",
        "backend",
        "passed",
        "expected",
        "verdict",
    } <= set(done)
    assert (done["connection"], done["scenario"], done["passed"], done["expected"]) == (
        "demo-wecom",
        "success",
        True,
        "success",
    )
    assert [leg["leg"] for leg in done["legs"]] == [leg.value for leg in LEGS]
    assert set(done["legs"][0]) >= {"leg", "verdict", "code", "message", "ms"}
    assert done["events"][0]["event"] == "RunStarted"
    assert (found["summary"]["runs"], found["summary"]["passed"], found["not_run"]) == (1, 1, [])


def test_the_legs_are_printed(run: CommandLine) -> None:
    """One line each, numbered, with the verdict's word."""
    lines = run.ok("test", "--demo").out.splitlines()
    assert [line.split()[0] for line in lines[1:8]] == [str(n) for n in range(1, 8)]
    assert (lines[0], lines[8]) == (
        "demo-wecom · Success · Android · Simulator",
        "  → As expected, simulated",
    )


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_a_file_is_tested(run: CommandLine, acme: Path, platform: str) -> None:
    """On the platform that was named."""
    (done,) = run.ok("test", acme, "--platform", platform, "--json").json["runs"]
    assert (done["connection"], done["platform"]) == ("acme-wecom", platform)


def test_all_scenarios_end_as_they_should(run: CommandLine) -> None:
    """An expected refusal passes; every built-in scenario is there."""
    found = run.ok("test", "--demo", "--all", "--json").json
    assert [one["scenario"] for one in found["runs"]] == [
        scenario.name
        for scenario in built_in_scenarios().scenarios
        if "android" in scenario.platforms
        and "simulator" in scenario.backends
        and MOBILE_TYPE in (scenario.types or (MOBILE_TYPE,))
    ]
    assert [one["scenario"] for one in found["runs"] if not one["passed"]] == []


@pytest.mark.parametrize(
    "argv",
    [
        ["--scenario", "cancelled", "--scenario", "failed", "--demo"],
        ["--scenario", "cancelled", "failed", "--demo"],
        ["--demo", "--scenario", "cancelled,failed"],
        ["--demo", "--scenario", "cancelled", "failed", "--platform", "android"],
    ],
)
def test_scenarios_are_named_as_one_likes(run: CommandLine, argv: list[str]) -> None:
    """Repeated, one behind the other, with commas."""
    found = run.ok("test", *argv, "--json").json
    assert [one["scenario"] for one in found["runs"]] == ["cancelled", "failed"]


def test_a_connection_may_follow_the_scenarios(run: CommandLine, acme: Path) -> None:
    """What is no scenario is a connection."""
    found = run.ok("test", "--scenario", "cancelled", "failed", acme, "--json").json
    assert [(one["connection"], one["scenario"]) for one in found["runs"]] == [
        ("acme-wecom", "cancelled"),
        ("acme-wecom", "failed"),
    ]


def test_several_connections_are_tested(run: CommandLine, tmp_path: Path) -> None:
    """Every one of a file, one after the other."""
    file = write(tmp_path, toml(GOOD, {**GOOD, "identifier": "two"}))
    found = run.ok("test", file, "--json").json
    assert [one["connection"] for one in found["runs"]] == ["acme-wecom", "two"]


def test_a_failed_leg_is_explained(run: CommandLine) -> None:
    """With cause and fix below it, and exit 1: success was expected."""
    ended = run("test", "--demo", "--member", "sunqi")
    assert ended.code == 1
    assert "3 WeCom confirms             ✗ Failed" in ended.out
    assert "visible range" in ended.out


def test_members_of_a_login_only_connection_have_accounts(run: CommandLine, tmp_path: Path) -> None:
    """In the simulated company; who has none is a scenario of its own."""
    file = write(tmp_path, toml(one("login_only", True)))
    found = run.ok("test", file, "--scenario", "success", "login-only-unknown-user", "--json").json
    assert [run["passed"] for run in found["runs"]] == [True, True]


def test_a_connection_with_errors_is_not_run(run: CommandLine, tmp_path: Path) -> None:
    """The sound one beside it is; exit 1, and the JSON says which was not."""
    file = write(tmp_path, toml(GOOD, {**one("schema", "x"), "identifier": "two"}))
    ended = run("test", file, "--json")
    assert (ended.code, [one["connection"] for one in ended.json["runs"]]) == (1, ["acme-wecom"])
    (left,) = ended.json["not_run"]
    assert (left["connection"], left["problems"][0]["code"]) == ("two", "schema.format")


def test_an_unreachable_backend_ends_with_4(run: CommandLine, tmp_path: Path) -> None:
    """The leg fails with cause and fix."""
    ended = run("test", write(tmp_path, toml(UNREACHABLE)))
    assert ended.code == 4
    assert "127.0.0.1:9 cannot be reached" in ended.out
    assert "Nothing listens at 127.0.0.1:9" in ended.out


def test_a_missing_file_ends_with_3(run: CommandLine) -> None:
    """Nothing is run."""
    ended = run("test", "nothing.toml", "--json")
    assert (ended.code, ended.json["runs"], ended.json["not_run"][0]["what"]) == (
        3,
        [],
        "nothing.toml",
    )


def test_a_secret_that_is_not_there_is_told(run: CommandLine, tmp_path: Path) -> None:
    """Before the leg that needs it fails."""
    raw = altered(("secret", "env:NO_SUCH_SECRET"), ("wecom.base_url", "http://127.0.0.1:9"))
    ended = run("test", write(tmp_path, toml(raw)), "--backend", "wecom")
    assert "acme-wecom, secret: The environment variable NO_SUCH_SECRET is not set." in ended.err
    assert ended.code != 0


def test_all_leaves_out_what_cannot_run(run: CommandLine, tmp_path: Path) -> None:
    """With a real backend, scenarios that need its simulator are left out, and that is said."""
    ended = run("test", write(tmp_path, toml(UNREACHABLE)), "--phone", "absent", "--all", "--json")
    assert [one["scenario"] for one in ended.json["runs"]] == ["success"]
    assert "cancelled was skipped: " in ended.err


def test_harmony_is_honest(run: CommandLine) -> None:
    """Its links are not public; no leg of a phone is claimed."""
    ended = run("test", "--demo", "--platform", "harmony", "--json")
    assert "proven" not in _verdicts(ended)[1:4]


# --- what is kept --------------------------------------------------------------------------------


def test_a_stored_connections_runs_are_kept(stored: CommandLine) -> None:
    """The list shows the last one; a change makes it stale."""
    stored.ok("test", "acme-wecom")
    (found,) = stored.ok("profile", "list", "--json").json["profiles"]
    assert (found["last_run"]["scenario"], found["last_run"]["passed"]) == ("success", True)
    assert found["last_run"]["stale"] is False
    assert found["login"] == found["last_run"]
    stored.ok("profile", "set", "acme-wecom", "ios.bundle_id=com.other.app")
    assert stored.ok("profile", "list").out.endswith("(Simulator), changed since\n")


def test_a_refusal_that_was_expected_leaves_the_login_as_it_was(stored: CommandLine) -> None:
    """The list tells of the login, and counts the scenarios."""
    stored.ok("test", "acme-wecom", "--scenario", "success", "--scenario", "code-reused")
    (found,) = stored.ok("profile", "list", "--json").json["profiles"]
    counted = found["scenarios"]
    assert ("success", True, 2, 2) == (
        found["login"]["scenario"],
        found["login"]["passed"],
        counted["as_expected"],
        counted["total"],
    )
    line = stored.ok("profile", "list").out
    assert line.endswith("as expected (Simulator); 2 of 2 scenarios as expected\n")


@pytest.mark.parametrize(("code", "expected"), [("store.disk_full", 4), ("store.read_only", 0)])
def test_a_run_that_cannot_be_kept_is_told(
    stored: CommandLine, monkeypatch: pytest.MonkeyPatch, code: str, expected: int
) -> None:
    """Its result is printed all the same: what the disk takes is no verdict on it. Where a database
    may only be read, nobody expects it to be kept."""

    def refuse(*_: object) -> None:
        raise StoreUnavailable(code, file="console.db")

    monkeypatch.setattr(RunStore, "add", refuse)
    ended = stored("test", "acme-wecom", "--json")
    assert (expected, True) == (ended.code, "console.db" in ended.err)
    assert ["proven"] + ["simulated"] * 6 == _verdicts(ended)


def test_a_files_runs_are_not_kept(stored: CommandLine, acme: Path) -> None:
    """Also where a stored connection has the same name."""
    stored.ok("test", acme)
    assert stored.ok("profile", "show", "acme-wecom", "--json").json["runs"] == []


def test_reports_are_written(run: CommandLine, tmp_path: Path) -> None:
    """JUnit for a CI server, JSON for everybody else."""
    junit, result = tmp_path / "junit.xml", tmp_path / "result.json"
    ended = run.ok(
        "test", "--demo", "--scenario", "success,cancelled", "--junit", junit, "--json-file", result
    )
    cases = ET.fromstring(junit.read_bytes()).findall("testsuite/testcase")
    assert [case.get("name") for case in cases] == ["success", "cancelled"]
    assert [one["passed"] for one in json.loads(result.read_text())["runs"]] == [True, True]
    assert "Written to" in ended.err


def test_a_report_that_cannot_be_written_ends_with_4(run: CommandLine, tmp_path: Path) -> None:
    """The runs are printed all the same."""
    ended = run("test", "--demo", "--junit", tmp_path / "nowhere" / "junit.xml")
    assert (ended.code, "As expected" in ended.out) == (4, True)


# --- phones --------------------------------------------------------------------------------------


def test_a_pasted_callback_is_taken(run: CommandLine, tmp_path: Path) -> None:
    """What a real app received; where nobody names the state, nothing of it is proven."""
    file = write(tmp_path, toml(UNREACHABLE))
    ended = run("test", file, "--callback", _return_link(), "--json")
    assert _verdicts(ended)[1:5] == ["not_provable", "proven", "not_provable", "failed"]
    assert ended.json["runs"][0]["legs"][3]["code"] == "return.state_unknown"


def test_a_constant_state_proves_nothing(run: CommandLine, tmp_path: Path) -> None:
    """Guard for Android sends the same one with every login: named or not, it is told."""
    file, guard = write(tmp_path, toml(UNREACHABLE)), "wechatwork:mobile"
    link = _return_link(state=guard)
    for more in ((), ("--state", guard)):
        ended = run("test", file, "--callback", link, *more, "--json")
        leg = ended.json["runs"][0]["legs"][3]
        assert (leg["verdict"], leg["code"]) == ("not_provable", "return.state_constant")
        assert leg["causes"][0]["cause"] == "state_constant"


def test_a_pasted_callbacks_state_is_compared(run: CommandLine, tmp_path: Path) -> None:
    """With the one that the app sent."""
    file = write(tmp_path, toml(UNREACHABLE))
    ended = run("test", file, "--callback", _return_link(), "--state", "another", "--json")
    assert [leg["code"] for leg in ended.json["runs"][0]["legs"]][3] == "return.state_differs"


def test_a_callback_is_asked_for_at_a_terminal(run: CommandLine, tmp_path: Path) -> None:
    """After the link that is to be opened."""
    file = write(tmp_path, toml(UNREACHABLE))
    ended = run("test", file, "--phone", "paste", "--json", stdin=Typing("nonsense\n"))
    assert _verdicts(ended)[2] == "proven"
    assert "intent:#Intent;" in ended.err


def test_no_callback_is_no_answer(run: CommandLine, tmp_path: Path) -> None:
    """Ctrl-D where it should have been pasted."""
    file = write(tmp_path, toml(UNREACHABLE))
    assert run("test", file, "--phone", "paste", stdin=Typing("")).code == 2


def test_our_own_return_link_proves_nothing(run: CommandLine, acme: Path) -> None:
    """What `link --kind return` prints is refused as a callback, given or typed."""
    link = run.ok("link", acme, "--kind", "return").out.strip()
    assert run("test", acme, "--callback", link).code == 2
    assert run("test", acme, "--phone", "paste", stdin=Typing(link + "\n")).code == 2


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "specify a connection or a config file, or use --demo"),
        (["--demo", "--all", "--scenario", "success"], "cannot be used together"),
        (["--demo", "--scenario", "sucess"], "Did you mean success?"),
        (["--demo", "--phone", "paste"], "--callback"),
        (["--demo", "--phone", "auto", "--callback", "x"], "can only be used with --phone paste"),
        (["--demo", "--all", "--callback", "x"], "one connection and one scenario"),
        (["--demo", "--timeout", "0"], "--timeout"),
        (["--demo", "--backend", "okta"], "--backend must be one of: simulator, authing"),
    ],
)
def test_wrong_usage_is_refused(run: CommandLine, argv: list[str], said: str) -> None:
    """Exit 2 before anything is asked of the network."""
    ended = run("test", *argv)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


# --- the process ---------------------------------------------------------------------------------


def _started(tmp_path: Path, *argv: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "wecom_console", "test", *argv],
        env={"WECOM_CONSOLE_HOME": str(tmp_path), "WECOM_CONSOLE_LANG": "en", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _page_of(process: "subprocess.Popen[str]") -> str:
    assert process.stderr is not None
    line = process.stderr.readline()
    assert line.startswith("Virtual phone: "), line
    return line.removeprefix("Virtual phone: ").strip()


def test_a_browser_approves_and_the_run_goes_on(tmp_path: Path) -> None:
    """The confirm page is the virtual phone: its button ends the waiting."""
    with _started(tmp_path, "--demo", "--phone", "virtual", "--json") as process:
        url = _page_of(process)
        page = urllib.request.urlopen(url, timeout=120).read().decode()
        ticket = re.search(r'name="ticket"[^>]*value="([^"]+)"', page)
        assert ticket is not None
        form = {"ticket": ticket[1], "member": "zhangsan", "decision": "approve"}
        body = urllib.parse.urlencode(form).encode()
        urllib.request.urlopen(url.partition("?")[0], data=body, timeout=120).close()
        out, _ = process.communicate(timeout=300)
    assert (process.returncode, json.loads(out)["summary"]["passed"]) == (0, 1)


def test_an_interrupt_stops_the_run(tmp_path: Path) -> None:
    """Exit 130, with what was known so far."""
    with _started(tmp_path, "--demo", "--phone", "virtual", "--json") as process:
        _page_of(process)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=300)
    assert (process.returncode, json.loads(out)["runs"][0]["ending"]) == (130, "stopped")
    assert "Traceback" not in err


def test_a_stopped_run_of_a_stored_connection_is_not_kept(stored: CommandLine) -> None:
    """As in the window: it says nothing about the connection."""
    argv = ("acme-wecom", "--backend", "simulator", "--phone", "virtual", "--json")
    with _started(stored.home, *argv) as process:
        _page_of(process)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=30)
    assert ["stopped"] == [run["ending"] for run in json.loads(out)["runs"]]
    assert [] == stored.ok("profile", "show", "acme-wecom", "--json").json["runs"]


def test_no_secret_is_in_any_output(run: CommandLine, tmp_path: Path) -> None:
    """A secret that really travels (to a WeCom that is not there) stays in the process."""
    (tmp_path / "secret.txt").write_text(SECRET_TEXT)
    raw = altered(("secret", "file:secret.txt"), ("wecom.base_url", "http://127.0.0.1:9"))
    ended = run("test", write(tmp_path, toml(raw)), "--backend", "wecom", "--json")
    assert ended.code == 4
    assert SECRET_TEXT not in ended.out + ended.err
