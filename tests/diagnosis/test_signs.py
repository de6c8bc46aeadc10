"""What a refusal's parameters and the answers of a run say beside the code."""

from dataclasses import replace

import pytest

from diagnosis.test_detect import exchange, flags
from flow.samples import PROFILE
from wecom_console.diagnosis.detect import facts_of
from wecom_console.diagnosis.engine import diagnose
from wecom_console.domain.profile import Network, WecomApi
from wecom_console.domain.verdicts import Leg
from wecom_console.flow.events import Event, Evidence

OURS = "wwauth0123456789abcdef000002"
FOREIGN, ELSEWHERE = "redirect_foreign", "redirect_to_login"
WELL_KNOWN = "host_is_well_known"
OWN_LOGIN = "redirect_own_login"


@pytest.mark.parametrize(
    ("code", "params", "expected"),
    [
        ("wecom.45009", {"call": "gettoken"}, {"at_gettoken"}),
        ("wecom.45009", {"call": "user/get"}, set()),
        ("wecom.40001", {"secret_length": 42}, {"secret_length_odd"}),
        ("wecom.40001", {"secret_length": 43}, set()),
        ("http.not_json", {"form": "cut"}, {"body_cut"}),
        ("exchange.no_connection", {"types": "wechatwork:corp:qrconnect"}, {"other_type"}),
        ("transport.tls_trust", {"host": "qyapi.weixin.qq.com"}, {"host_is_public", WELL_KNOWN}),
        ("transport.tls_trust", {"host": "acme.authing.cn:443"}, {"host_is_public"}),
        ("transport.tls_trust", {"host": "authing.acme.example"}, set()),
        ("http.redirect", {"host": "a.acme.cn", "target": "b.acme.cn"}, set()),
        ("http.redirect", {"host": "a.acme.cn", "target": "?"}, set()),
        ("http.redirect", {"host": "a.acme.cn", "target": "sso.acme.cn"}, {ELSEWHERE}),
        ("http.redirect", {"host": "a.acme.cn", "target": "wifi.hotel.example"}, {FOREIGN}),
        (
            "http.redirect",
            {"host": "a.acme.cn", "target": "b.acme.cn", "path": "login"},
            {ELSEWHERE},
        ),
        ("http.redirect", {"host": "a.acme.cn", "target": "?", "path": "login"}, {OWN_LOGIN}),
        ("return.schema_differs", {"schema": OURS, "found": "nonsense"}, set()),
        (
            "return.schema_differs",
            {"schema": OURS, "found": OURS.replace("000002", "000007")},
            {"found_other_agent"},
        ),
        (
            "return.schema_differs",
            {"schema": OURS, "found": "wwauthfedcba9876543210000002"},
            {"found_other_corp"},
        ),
    ],
)
def test_parameters_say_more_than_the_code(
    code: str, params: dict[str, str | int], expected: set[str]
) -> None:
    """The call, the length, the form, the host, the halves of a schema."""
    assert expected == flags(code, **params)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"scheme": "https"}, "callback_of_web"),
        ({"scheme": "wx0123456789abcdef"}, "callback_of_wechat"),
        ({"scheme": "acme"}, "callback_of_other_app"),
    ],
)
def test_a_callback_of_something_else_is_told_as_such(more: dict[str, str], expected: str) -> None:
    """A browser's, WeChat's, another app's."""
    assert expected == diagnose(facts_of("link.return_scheme", more))[0].id


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "process_restarted"),
        ({"state_form": "encoded"}, "state_encoded"),
        ({"state_form": "cut"}, "state_cut"),
        ({"state_form": "longer"}, "state_extended"),
        ({"state_form": "case"}, "state_case"),
        ({"state_form": "plus"}, "state_plus"),
    ],
)
def test_a_state_that_was_changed_on_the_way_is_no_restart(
    more: dict[str, str], expected: str
) -> None:
    """The leg says what was done to it."""
    assert expected == diagnose(facts_of("return.state_differs", more))[0].id


@pytest.mark.parametrize(
    ("ca_file", "expected"), [("", "private_ca"), ("acme.pem", "ca_file_other")]
)
def test_a_ca_file_that_is_there_and_does_not_help_is_another_authoritys(
    ca_file: str, expected: str
) -> None:
    """Nobody is told to name a CA file who has named one."""
    profile = replace(PROFILE, network=Network(ca_file=ca_file))
    found = facts_of("transport.tls_trust", {"host": "login.acme.example"}, profile=profile)
    assert expected == diagnose(found)[0].id


def test_an_api_code_that_nobody_knows_is_told_by_the_status_beside_it() -> None:
    """Authing adds numbers without notice."""
    unknown = {"code": 1899, "message": "?", "status_code": 401}
    assert "app_secret_wrong" == diagnose(facts_of("authing.1899", unknown))[0].id


def test_a_token_that_was_just_given_is_not_told_as_a_stale_one() -> None:
    """The run holds the answer that gave it."""
    given = replace(exchange("/cgi-bin/gettoken"), answer_body='{"access_token": "x"}')
    firsts = [
        diagnose(facts_of("wecom.40014", {}, events=events))[0].id for events in ((given,), ())
    ]
    assert ["token_refused_fresh", "token_cache_stale"] == firsts


def test_a_host_that_has_answered_is_behind_no_portal() -> None:
    """A page without a telling title, after an answer of the API."""
    before = replace(exchange("/a"), url="https://x/a", status=200, answer_body="{}")
    after = replace(before, answer_body="<html>")
    params = {"host": "x", "title": "?", "status": 200}
    firsts = [
        diagnose(facts_of("http.html", params, events=events))[0].id
        for events in ((before, after), (after,))
    ]
    assert ["gateway_refuses", "captive_portal"] == firsts


def test_a_guards_page_is_told_from_a_wrong_path() -> None:
    """405 with a page is a firewall's, without one it is the path's."""
    firsts = [
        diagnose(facts_of("http.status", {"status": 405, "host": "x", **more}))[0].id
        for more in ({"title": "Blocked"}, {})
    ]
    assert ["gateway_refuses", "path_wrong"] == firsts


def dated(seconds: int, *, simulated: bool = False) -> Event:
    """An answer of a server whose clock says 1970-01-01 00:16:40."""
    told = (("date", "Thu, 01 Jan 1970 00:16:40 GMT"),)
    one = exchange("/x", at=1_000.0 + seconds)
    return replace(one, answer_headers=told, simulated=simulated)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (dated(60), set()),
        (dated(61), {"clock_differs"}),
        (dated(-61), {"clock_differs"}),
        (dated(600, simulated=True), set()),
        (
            Evidence(Leg.IDENTITY, "evidence.agent", (("errcode", "301002"),)),
            {"agent_refused"},
        ),
        (Evidence(Leg.IDENTITY, "evidence.agent", (("agentid", "1"),)), {"agent_ok"}),
    ],
)
def test_answers_say_more_than_they_are_asked(event: Event, expected: set[str]) -> None:
    """The server's clock, and whose Secret it is."""
    assert expected == set(facts_of("x", {}, events=(event,)).flags)


def test_a_wrong_clock_comes_before_a_stored_token() -> None:
    """The server's own date is the witness."""
    firsts = [
        diagnose(facts_of("tokens.expired", {}, events=(dated(seconds),)))[0].id
        for seconds in (0, 600)
    ]
    assert ["token_stored", "clock_wrong"] == firsts


@pytest.mark.parametrize(
    ("host", "cause"),
    [("127.0.0.1:8080", "only_ipv6"), ("localhost:8080", "only_ipv6"), ("[::1]:8080", "only_ipv4")],
)
def test_the_family_that_listens_is_named(host: str, cause: str) -> None:
    """The other one than the address's."""
    assert [cause] == [
        one.id for one in diagnose(facts_of("transport.other_family", {"host": host}))
    ]


@pytest.mark.parametrize("code", ["wecom.40001", "wecom.40013"])
@pytest.mark.parametrize(
    ("base_url", "expected"),
    [("https://qyapi.weixin.qq.com", True), ("https://wecom.acme.example", False)],
)
def test_a_private_deployments_values_are_thought_of_at_the_public_host(
    code: str, base_url: str, expected: bool
) -> None:
    """Never first, and not where the private host was asked."""
    profile = replace(PROFILE, wecom=WecomApi(base_url=base_url))
    causes = [one.id for one in diagnose(facts_of(code, {}, profile=profile))]
    assert expected is ("private_corp_at_public" in causes[1:])
