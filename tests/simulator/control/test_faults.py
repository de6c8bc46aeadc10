"""Injected faults: what the next calls of a path suffer."""

import pytest

from simulator.driver import Sim

pytestmark = pytest.mark.anyio


async def test_an_errcode_comes_in_wecoms_full_envelope(sim: Sim) -> None:
    """Prefix, hint, address, help link and headers, as if WeCom had said it."""
    await sim.fault("/cgi-bin/gettoken", errcode=60020, times=1)
    answer = await sim.http.get("/cgi-bin/gettoken")
    errmsg = answer.json()["errmsg"]
    assert errmsg.startswith("not allow to access from your ip, hint: [")
    assert "from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com" in errmsg
    assert answer.headers["error-code"] == "60020"


async def test_a_fault_counts_its_calls(sim: Sim) -> None:
    """After `times` calls everything is as before."""
    await sim.fault("/cgi-bin/gettoken", errcode=-1, times=2)
    codes = [(await sim.cgi("gettoken"))["errcode"] for _ in range(3)]
    assert [-1, -1, 41004] == codes


async def test_without_times_every_call_fails(sim: Sim) -> None:
    """Until the fault is lifted."""
    fault = await sim.fault("/cgi-bin/gettoken", errcode=45009)
    codes = [(await sim.cgi("gettoken"))["errcode"] for _ in range(3)]
    assert [45009] * 3 == codes
    assert (await sim.steer("DELETE", f"faults/{fault}")).status_code == 204
    assert (await sim.cgi("gettoken"))["errcode"] == 41004


async def test_other_paths_are_spared(sim: Sim) -> None:
    """A path is compared as a whole."""
    await sim.fault("/cgi-bin/user/get", errcode=-1)
    assert (await sim.cgi("user/getuserinfo"))["errcode"] == 41001


async def test_a_star_stands_for_the_rest(sim: Sim) -> None:
    """`/cgi-bin/*` is all of WeCom's API."""
    await sim.fault("/cgi-bin/*", status=502)
    assert (await sim.http.get("/cgi-bin/agent/get")).status_code == 502
    assert (await sim.http.get("/oidc/me")).status_code == 401


async def test_the_oldest_fault_goes_first(sim: Sim) -> None:
    """Two faults of one path are suffered in the order in which they were injected."""
    await sim.fault("/cgi-bin/gettoken", errcode=-1, times=1)
    await sim.fault("/cgi-bin/gettoken", errcode=45033, times=1)
    assert [-1, 45033] == [(await sim.cgi("gettoken"))["errcode"] for _ in range(2)]


async def test_a_status_is_a_gateways_page(sim: Sim) -> None:
    """No JSON, as a proxy in between would answer."""
    await sim.fault("/cgi-bin/gettoken", status=502)
    answer = await sim.http.get("/cgi-bin/gettoken")
    assert (502, "text/html; charset=utf-8") == (
        answer.status_code,
        answer.headers["content-type"],
    )


async def test_a_delay_lets_the_right_answer_through(sim: Sim) -> None:
    """Slow, but correct."""
    await sim.fault("/cgi-bin/gettoken", delay_ms=3000)
    assert (await sim.cgi("gettoken"))["errcode"] == 41004
    assert [3.0] == sim.slept


async def test_a_delay_goes_with_another_fault(sim: Sim) -> None:
    """Slow and wrong."""
    await sim.fault("/cgi-bin/gettoken", delay_ms=500, errcode=-1)
    assert (await sim.cgi("gettoken"))["errcode"] == -1
    assert [0.5] == sim.slept


@pytest.mark.parametrize(("kind", "body"), [("empty", b""), ("not_json", None)])
async def test_a_body_may_be_worthless(sim: Sim, kind: str, body: bytes | None) -> None:
    """Empty, or a page instead of JSON; the status is 200."""
    await sim.fault("/cgi-bin/gettoken", **{"break": kind})
    answer = await sim.http.get("/cgi-bin/gettoken")
    assert answer.status_code == 200
    assert answer.content == body if body is not None else b"<html>" in answer.content


@pytest.mark.parametrize("kind", ["reset", "truncate"])
async def test_in_process_a_broken_line_raises(sim: Sim, kind: str) -> None:
    """Where there is no socket the caller gets what a socket would give."""
    await sim.fault("/cgi-bin/gettoken", **{"break": kind})
    with pytest.raises(ConnectionResetError):
        await sim.http.get("/cgi-bin/gettoken")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/api/v3/signin-by-mobile", {"statusCode": 499, "apiCode": 2004}),
        ("/api/v2/ecConn/wechat-work/authByCode", {"code": 2004, "apiCode": "2004"}),
        ("/oidc/token", {"error": "server_error"}),
    ],
)
async def test_an_errcode_fits_the_api_it_hits(
    sim: Sim, path: str, expected: dict[str, object]
) -> None:
    """Authing's generations and OIDC have envelopes of their own."""
    await sim.fault(path, errcode=2004)
    answer = (await sim.http.post(path, json={})).json()
    assert expected == {key: answer[key] for key in expected}


async def test_a_status_code_of_authing_is_one_in_v3(sim: Sim) -> None:
    """Three digits are a statusCode themselves."""
    await sim.fault("/api/v3/signin-by-mobile", errcode=429)
    answer = (await sim.http.post("/api/v3/signin-by-mobile", json={})).json()
    assert (429, 429) == (answer["statusCode"], answer["apiCode"])


@pytest.mark.parametrize(
    "path",
    [
        "/cgi-bin/gettoken",
        "/cgi-bin/user/getuserinfo",
        "/cgi-bin/auth/getuserinfo",
        "/cgi-bin/user/get",
    ],
)
async def test_a_wecom_fault_shows_in_authings_login(sim: Sim, path: str) -> None:
    """Authing goes through the same WeCom, on whichever of the two getuserinfo paths."""
    await sim.fault(path, errcode=60020, times=1)
    answer = await sim.sign_in()
    assert (499, True) == (answer["statusCode"], "errcode: 60020" in answer["message"])


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ({"status": 502}, "HTTP 502"),
        ({"break": "reset"}, "connection reset"),
        ({"break": "truncate"}, "connection truncate"),
        ({"break": "not_json"}, "not JSON"),
        ({"break": "empty"}, "not JSON"),
    ],
)
async def test_a_broken_wecom_breaks_authings_login(
    sim: Sim, fault: dict[str, object], reason: str
) -> None:
    """Authing answers properly that it could not reach WeCom."""
    await sim.fault("/cgi-bin/gettoken", **fault)
    answer = await sim.sign_in()
    assert (500, True) == (answer["statusCode"], reason in answer["message"])


async def test_faults_are_listed(sim: Sim) -> None:
    """With what is left of them."""
    fault = await sim.fault("/cgi-bin/gettoken", errcode=-1, times=3)
    await sim.cgi("gettoken")
    expected = {
        "id": fault,
        "path": "/cgi-bin/gettoken",
        "times": 3,
        "left": 2,
        "errcode": -1,
        "status": None,
        "delay_ms": 0,
        "break": None,
    }
    assert [expected] == (await sim.steer("GET", "faults")).json()["faults"]


async def test_all_faults_can_be_lifted(sim: Sim) -> None:
    """And an old id never names a new fault."""
    first = await sim.fault("/a", errcode=-1)
    await sim.steer("DELETE", "faults")
    second = await sim.fault("/a", errcode=-1)
    assert first != second
    assert (await sim.steer("DELETE", f"faults/{first}")).status_code == 404


async def test_there_is_room_for_so_many_faults(sim: Sim) -> None:
    """409 when the table is full, not endless memory."""
    answers = [
        (await sim.steer("POST", "faults", {"path": f"/{n}", "errcode": 1})).status_code
        for n in range(201)
    ]
    assert [201] * 200 + [409] == answers
