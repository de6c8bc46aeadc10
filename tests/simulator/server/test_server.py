"""The simulator behind a real socket: start, hosts, broken lines, long polls, stop."""

import asyncio
import json
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace

import anyio
import httpx
import pytest

from wecom_console.domain.secrets import Secret
from wecom_console.simulator import (
    ConnectionSetup,
    SimulatorHandle,
    SimulatorOptions,
    demo_connection,
    running_simulator,
    serve,
)
from wecom_console.simulator.server import server

SECRET = "a-secret-of-the-profiles-own-0123456789abcd"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def client(handle: SimulatorHandle) -> httpx.Client:
    return httpx.Client(
        base_url=handle.url, headers={"authorization": f"Bearer {handle.control_token}"}
    )


def test_a_thread_serves_a_whole_login() -> None:
    """The context manager for test suites that are not asynchronous."""
    with running_simulator(SimulatorOptions(seed=1)) as handle, client(handle) as http:
        about = handle.description()
        code = http.post("/_sim/authorize", json={"platform": "android"}).json()["code"]
        answer = http.post(
            "/api/v3/signin-by-mobile",
            json={
                "extIdpConnidentifier": about["authing"]["connection_identifier"],
                "connection": "wechatwork",
                "wechatworkPayload": {"code": code},
                "client_id": about["authing"]["app_id"],
                "client_secret": about["authing"]["app_secret"],
            },
            headers={"authorization": ""},
        )
        assert answer.json()["statusCode"] == 200
        assert answer.headers["server"] == "wecom-console-simulator"


def test_the_description_of_the_demo() -> None:
    """What `simulate --json` prints (docs/reference/simulator.md §1)."""
    with running_simulator(SimulatorOptions(seed=1)) as handle:
        about = json.loads(json.dumps(handle.description()))
    assert {"url", "control_token", "wecom", "authing", "casdoor"} == set(about)
    assert {"corp_id", "agent_id", "secret", "schema", "members"} == set(about["wecom"])
    assert ["zhangsan", "lisi", "wangwu"] == about["wecom"]["members"]
    assert {
        "user_pool_id",
        "access_key_id",
        "access_key_secret",
        "app_id",
        "app_secret",
        "ext_idp_id",
        "connection_id",
        "connection_identifier",
    } == set(about["authing"])
    assert about["authing"]["connection_identifier"] == "demo-wecom"


def test_the_description_of_profiles_holds_no_secret() -> None:
    """With profiles the secrets are the user's own; `connections` lists them all."""
    first = demo_connection(1)
    second = demo_connection(2)
    setups = (
        ConnectionSetup(first.profile, Secret(SECRET)),
        ConnectionSetup(replace(second.profile, identifier="second"), Secret(SECRET)),
    )
    with running_simulator(SimulatorOptions(connections=setups)) as handle:
        about = handle.description()
        secrets = list(handle.world.secret_values())
    text = json.dumps(about)
    assert SECRET in secrets
    assert [] == [secret for secret in secrets if secret in text]
    identifiers = [c["authing"]["connection_identifier"] for c in about["connections"]]
    assert ["demo-wecom", "second"] == identifiers
    assert about["connections"][0]["wecom"] == about["wecom"]


def test_the_handle_does_not_show_the_token() -> None:
    """A repr may end in a log."""
    with running_simulator() as handle:
        assert handle.control_token not in repr(handle)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_this_machine_has_several_names(name: str) -> None:
    """With the port."""
    with running_simulator() as handle:
        port = httpx.URL(handle.url).port
        answer = httpx.get(f"{handle.url}/cgi-bin/gettoken", headers={"host": f"{name}:{port}"})
        assert answer.status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost", "127.0.0.1:1", ""])
def test_other_hosts_are_refused(host: str) -> None:
    """Also our own name without the port."""
    with running_simulator() as handle:
        answer = httpx.get(f"{handle.url}/cgi-bin/gettoken", headers={"host": host})
        assert answer.status_code in (400, 403)


def test_an_emulators_name_can_be_allowed() -> None:
    """10.0.2.2 is this machine, seen from an Android emulator."""
    with running_simulator(SimulatorOptions(allowed_hosts=("10.0.2.2",))) as handle:
        port = httpx.URL(handle.url).port
        answer = httpx.get(f"{handle.url}/cgi-bin/gettoken", headers={"host": f"10.0.2.2:{port}"})
        assert answer.status_code == 200


def test_an_open_address_asks_pages_for_a_landing_token() -> None:
    """Bound to all addresses: the pages need the token of the landing address."""
    with running_simulator(SimulatorOptions(host="0.0.0.0")) as handle:
        assert handle.url.startswith("http://127.0.0.1:")
        assert httpx.get(f"{handle.url}/phone/").status_code == 403
        landing = handle.description()["landing_url"]
        assert httpx.get(str(landing)).status_code == 200


def test_a_taken_port_is_an_os_error() -> None:
    """The caller names the port."""
    with running_simulator() as handle:
        port = httpx.URL(handle.url).port
        with (
            pytest.raises(OSError, match="in use"),
            running_simulator(SimulatorOptions(port=port or 0)),
        ):
            pass


@pytest.mark.parametrize(
    ("kind", "error"),
    [("reset", httpx.ReadError), ("truncate", httpx.RemoteProtocolError)],
)
def test_a_line_is_broken_for_real(kind: str, error: type[Exception]) -> None:
    """RST before an answer; or the end in the middle of one."""
    with running_simulator() as handle, client(handle) as http:
        http.post("/_sim/faults", json={"path": "/cgi-bin/gettoken", "break": kind, "times": 1})
        with pytest.raises(error):
            http.get("/cgi-bin/gettoken")
        assert http.get("/cgi-bin/gettoken").json()["errcode"] == 41004


def test_half_of_a_truncated_answer_arrives() -> None:
    """The head promises more bytes than come."""
    with running_simulator() as handle, client(handle) as http:
        http.post("/_sim/faults", json={"path": "/cgi-bin/gettoken", "break": "truncate"})
        address = (httpx.URL(handle.url).host, httpx.URL(handle.url).port or 0)
        with socket.create_connection(address, timeout=5) as line:
            host = f"{address[0]}:{address[1]}"
            line.sendall(f"GET /cgi-bin/gettoken HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            answer = b"".join(iter(lambda: line.recv(4096), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    promised = next(
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if b"content-length" in line
    )
    assert body.startswith(b'{"errcode":41004')
    assert promised // 2 == len(body)


def test_keep_alive_answers_are_not_held_back() -> None:
    """Without IPPROTO_TCP every one of them would cost 40 ms."""
    with running_simulator() as handle, client(handle) as http:
        http.get("/cgi-bin/gettoken")
        taken = []
        while min(taken, default=1) >= 0.04 and len(taken) < 1_000:  # a busy machine is slow too
            started = time.perf_counter()
            http.get("/cgi-bin/gettoken")
            taken.append(time.perf_counter() - started)
        assert min(taken) < 0.04


def test_the_confirm_page_over_http() -> None:
    """A browser approves while another client waits in a long poll."""
    with running_simulator(SimulatorOptions(seed=3)) as handle, client(handle) as http:
        home = httpx.get(f"{handle.url}/phone/?lang=zh_CN").text
        link = home.split('class="button" href="')[1].split('"')[0].replace("&amp;", "&")
        state = httpx.URL(link).params["state"]
        told: list[httpx.Response] = []
        waiting = threading.Thread(
            target=lambda: told.append(
                http.get("/_sim/callbacks", params={"state": state, "wait_s": 20}, timeout=120)
            )
        )
        waiting.start()
        asked = httpx.get(f"{handle.url}{link}").text
        ticket = asked.split('name="ticket" value="')[1].split('"')[0]
        shown = httpx.post(
            f"{handle.url}/wwopen/sso/confirm",
            data={"ticket": ticket, "member": "lisi", "decision": "approve"},
            follow_redirects=True,
        )
        waiting.join(timeout=60)
        assert shown.status_code == 200
        assert "wwauth" in shown.text
        assert ("lisi", state) == (told[0].json()["member"], told[0].json()["state"])


@pytest.mark.anyio
async def test_stopping_waits_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long poll and a slow answer end when the simulator stops."""
    monkeypatch.setattr(server, "GRACE_S", 30)
    answers: list[int] = []
    with anyio.fail_after(120):
        async with anyio.create_task_group() as tasks, httpx.AsyncClient(timeout=120) as http:
            async with serve(SimulatorOptions()) as handle:
                control = {"authorization": f"Bearer {handle.control_token}"}
                fault = {"path": "/cgi-bin/gettoken", "delay_ms": 60_000}
                await http.post(f"{handle.url}/_sim/faults", json=fault, headers=control)

                async def call(path: str) -> None:
                    answer = await http.get(f"{handle.url}{path}", headers=control)
                    answers.append(answer.status_code)

                tasks.start_soon(call, "/cgi-bin/gettoken")
                tasks.start_soon(call, "/_sim/callbacks?state=x&wait_s=60")
                world = handle.world
                while world.callbacks._arrival is None or world.journal.last_number == 0:
                    await asyncio.sleep(0.01)
                started = time.perf_counter()
            assert time.perf_counter() - started < 40  # not the 60 s that both would take
    assert [200, 204] == sorted(answers)


@pytest.mark.anyio
async def test_a_cancelled_caller_stops_the_server() -> None:
    """After cancellation the port is free again."""
    url = ""
    with anyio.move_on_after(0.2):
        async with serve(SimulatorOptions()) as handle:
            url = handle.url
            await anyio.sleep_forever()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/cgi-bin/gettoken")


def test_importing_the_package_costs_nothing() -> None:
    """The window imports it before the first paint: no web framework until it is used."""
    script = (
        "import sys, wecom_console.simulator\n"
        "heavy = {'starlette', 'uvicorn', 'pydantic', 'jwt', 'cryptography', 'jinja2', 'anyio'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_simulator_needs_no_window() -> None:
    """Serving loads no Qt and no keyring."""
    script = (
        "import sys\n"
        "from wecom_console.simulator import running_simulator\n"
        "with running_simulator(): pass\n"
        "print(sorted({'PySide6', 'keyring', 'httpx'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
