"""The client that steers a simulator from a test suite: every method over real HTTP."""

import threading

import httpx
import pytest

from wecom_console.simulator import SimulatorClient, SimulatorRefusedError


def test_the_phone_is_played(wecom_simulator: SimulatorClient) -> None:
    """Platform, member and decision are taken over."""
    phone = wecom_simulator.authorize("ios", member="lisi", state="s1")
    assert ("ios", "lisi", "s1") == (phone["platform"], phone["member"], phone["state"])
    assert "" == wecom_simulator.authorize(decision="cancel")["code"]


def test_a_fault_hits_and_is_lifted(wecom_simulator: SimulatorClient) -> None:
    """By errcode here."""
    assert wecom_simulator.fault("/cgi-bin/gettoken", errcode=60020) == 1
    path = f"{wecom_simulator.url}/cgi-bin/gettoken"
    assert httpx.get(path).json()["errcode"] == 60020
    wecom_simulator.lift_faults()
    assert httpx.get(path).json()["errcode"] == 41004
    assert [60020, 41004] == [entry["errcode"] for entry in wecom_simulator.journal()]
    assert [2] == [entry["number"] for entry in wecom_simulator.journal(since=1)]


def test_a_line_is_broken(wecom_simulator: SimulatorClient) -> None:
    """`break_`, since `break` is a word of Python's own."""
    wecom_simulator.fault("/cgi-bin/gettoken", break_="reset", times=1)
    with pytest.raises(httpx.ReadError):
        httpx.get(f"{wecom_simulator.url}/cgi-bin/gettoken")


def test_the_clock_ages_codes(wecom_simulator: SimulatorClient) -> None:
    """After five minutes."""
    wecom_simulator.authorize()
    assert wecom_simulator.codes()[0]["state"] == "fresh"
    wecom_simulator.advance_clock(301)
    assert wecom_simulator.codes()[0]["state"] == "expired"


def test_state_and_scenarios(wecom_simulator: SimulatorClient) -> None:
    """A scenario begins from the initial state, a reset ends it."""
    assert wecom_simulator.messages() == []
    assert wecom_simulator.change_state(members=[])["members"] == []
    assert "member-disabled" in wecom_simulator.scenarios()
    wecom_simulator.scenario("member-disabled")
    assert {False} == {member["active"] for member in wecom_simulator.state()["members"]}
    wecom_simulator.reset()
    assert True in {member["active"] for member in wecom_simulator.state()["members"]}


def test_a_callback_is_waited_for(wecom_simulator: SimulatorClient) -> None:
    """None where nothing comes; otherwise what the phone's page decided."""
    assert wecom_simulator.callback("nothing") is None
    with httpx.Client(base_url=wecom_simulator.url) as browser:
        home = browser.get("/phone/?lang=en").text
        link = home.split('class="button" href="')[1].split('"')[0].replace("&amp;", "&")
        asked = browser.get(link).text
        ticket = asked.split('name="ticket" value="')[1].split('"')[0]
        decision = {"ticket": ticket, "member": "lisi", "decision": "approve"}
        pressing = threading.Thread(
            target=browser.post, args=("/wwopen/sso/confirm",), kwargs={"data": decision}
        )
        pressing.start()
        told = wecom_simulator.callback(httpx.URL(link).params["state"], wait_s=20)
        pressing.join()
    assert told is not None
    assert told["member"] == "lisi"


def test_a_refusal_is_an_exception(wecom_simulator: SimulatorClient) -> None:
    """With status, error and field."""
    with pytest.raises(SimulatorRefusedError) as refused:
        wecom_simulator.scenario("nowhere")
    assert (404, "name") == (refused.value.status, refused.value.field)
