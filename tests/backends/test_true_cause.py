"""The true cause first: broken set-ups as administrators have them, with what each is due to.

Each is one answer in a login that is well otherwise (`test_no_false_green`), judged with the
profile that was tested.
"""

import json
from dataclasses import replace
from typing import Final

import pytest

from backends.test_authing import config, connection
from backends.test_casdoor import casdoor
from backends.test_no_false_green import SETUPS, World, login, profile_of
from flow.playbook import answer, v3, wecom
from wecom_console.diagnosis.detect import facts_of
from wecom_console.diagnosis.engine import diagnose
from wecom_console.domain.verdicts import BackendKind
from wecom_console.flow.outcomes import LegResult
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed, TransportFault

SIGN_IN: Final = "/signin-by-mobile"
CONFIG: Final = "/public-config"


def page(title: str, status: int = 200, **headers: str) -> HttpAnswer:
    """A web page where the API was asked."""
    told = answer(f"<html><title>{title}</title></html>".encode(), status=status)
    more = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return replace(told, headers=told.headers + more)


def failed(fault: TransportFault) -> HttpFailed:
    """No answer at all."""
    return HttpFailed(fault, "login.acme.cn")


REFUSED_CODE: Final = v3(code=499, api=499, text="errcode: 40029, errmsg: invalid code")
OTHER_APP: Final = wecom(301002, "not allow operate another agent with this accesstoken.")
OF_LINKED: Final = wecom(userid="wwaaaabbbbccccdddd/zhangsan")
GBK: Final = json.dumps({"statusCode": 499, "message": "用户不存在"}, ensure_ascii=False)
BLOCKED_TEXT: Final = "Sorry, your request has been blocked as it may cause potential threats"
BLOCKED: Final = answer(
    f"<html><title>405</title><body>{BLOCKED_TEXT} to the server.</body></html>".encode(),
    status=405,
)
OTHER_LOGIN: Final = config(connection(type="wechatwork:corp:qrconnect"))
SET_UPS: Final[dict[str, tuple[str, World, str]]] = {
    # WeCom direct
    "outside the visible range": ("wecom", {"/user/get": wecom(60011, "x")}, "member_not_visible"),
    "deleted meanwhile": ("wecom", {"/user/get": wecom(60111, "x")}, "member_left"),
    "authorisation cancelled": (
        "wecom",
        {"/user/get": wecom(48004, "x")},
        "authorization_cancelled",
    ),
    "a member of a linked company": (
        "wecom",
        {"/auth/getuserinfo": OF_LINKED, "/user/get": wecom(60111, "x")},
        "linked_member",
    ),
    "a policy's page in the middle": (
        "wecom",
        {"/user/get": page("Access Denied")},
        "gateway_refuses",
    ),
    "the contacts Secret": ("wecom", {"/auth/getuserinfo": wecom(48009, "x")}, "contact_secret"),
    "a Secret of another app": (
        "wecom",
        {"/auth/getuserinfo": wecom(50001, "redirect_uri unauthorized")},
        "code_other_app",
    ),
    "an address that is not trusted": (
        "wecom",
        {"/gettoken": wecom(60020, "not allow, from ip: 198.51.100.9")},
        "ip_of_this_computer",
    ),
    # the way there
    "a hotel": ("authing-v3", {CONFIG: page("Welcome to Hotel WiFi")}, "captive_portal"),
    "a network that says so": (
        "authing-v3",
        {CONFIG: page("Network Authentication Required", 511)},
        "captive_portal",
    ),
    "a firewall that gives no name": ("authing-v3", {CONFIG: BLOCKED}, "waf_refuses"),
    "another login of WeCom's": ("authing-v3", {CONFIG: OTHER_LOGIN}, "connection_other_type"),
    "the console in place of the API": (
        "authing-v3",
        {CONFIG: page("Authing console")},
        "path_wrong",
    ),
    "a limit of requests": ("authing-v3", {SIGN_IN: page("Too many", 429)}, "too_many_requests"),
    "a firewall with a name": (
        "authing-v3",
        {SIGN_IN: page("Attention Required! | Cloudflare", 403, cf_ray="8c1f")},
        "waf_refuses",
    ),
    "a request that is too big": (
        "authing-v3",
        {SIGN_IN: page("400 Request Header Or Cookie Too Large", 400)},
        "request_malformed",
    ),
    "http to a TLS port": (
        "authing-v3",
        {CONFIG: page("400 The plain HTTP request was sent to HTTPS port", 400)},
        "http_to_tls_port",
    ),
    "http to a TLS port that hangs up": (
        "authing-v3",
        {CONFIG: failed(TransportFault.TLS_EXPECTED)},
        "http_to_tls_port",
    ),
    "https to a plain port": (
        "authing-v3",
        {CONFIG: failed(TransportFault.TLS)},
        "tls_to_http_port",
    ),
    "a certificate of tomorrow": (
        "authing-v3",
        {CONFIG: failed(TransportFault.TLS_EARLY)},
        "clock_wrong",
    ),
    "a certificate of yesterday": (
        "authing-v3",
        {CONFIG: failed(TransportFault.TLS_EXPIRED)},
        "certificate_expired",
    ),
    "a broken compression": (
        "authing-v3",
        {SIGN_IN: failed(TransportFault.ENCODING)},
        "encoding_broken",
    ),
    "nothing, and an ok": ("authing-v3", {SIGN_IN: answer(b"", status=204)}, "empty_answer"),
    "JSON in GBK": ("authing-v3", {SIGN_IN: answer(GBK.encode("gbk"))}, "answer_charset"),
    # Authing
    "an old deployment": (
        "authing-v3",
        {SIGN_IN: v3(code=404, api=404, text="Cannot POST /api/v3/signin-by-mobile")},
        "api_version_missing",
    ),
    "a wrong App Secret": (
        "authing-v3",
        {SIGN_IN: answer({"error": "invalid_client"}, status=401)},
        "app_secret_wrong",
    ),
    "login mode on, unlike here": (
        "authing-v3",
        {SIGN_IN: v3(code=499, api=2004, text="用户不存在")},
        "login_only_differs",
    ),
    "an ok without a token": ("authing-v3", {SIGN_IN: v3({})}, "tokens_not_issued"),
    "an ok without an id_token": (
        "authing-v3",
        {SIGN_IN: v3({"access_token": "at-0123456789abcdef"})},
        "openid_not_granted",
    ),
    # Casdoor
    "Casdoor's own page": ("casdoor", {"/api/login": page("Casdoor")}, "path_wrong"),
    "an old Secret in Casdoor": (
        "casdoor",
        {"/api/login": casdoor(msg="pToken.Errcode = 40001, pToken.Errmsg = invalid credential")},
        "secret_wrong",
    ),
    # a backend of one's own
    "an exception": (
        "http",
        {"/sso": answer({"status": 500, "error": "Internal Server Error"}, status=500)},
        "backend_threw",
    ),
    "a wrong key": ("http", {"/sso": answer({"message": "no"}, status=401)}, "backend_key_wrong"),
    "another content type": (
        "http",
        {"/sso": answer({"error": "Unsupported Media Type"}, status=415)},
        "backend_wants_other_form",
    ),
    "a name that it does not know": (
        "http",
        {"/sso": answer({"message": "code is required"}, status=400)},
        "backend_wants_other_form",
    ),
    "no, as a text": (
        "http",
        {"/sso": answer({"ok": "false", "user": {"id": "1"}})},
        "backend_refused",
    ),
    "an exception's page": ("http", {"/sso": page("500 Server Error", 500)}, "backend_threw"),
    "a path that its framework lacks": (
        "http",
        {"/sso": answer({"detail": "Not Found"}, status=404)},
        "path_wrong",
    ),
    "a path that is not there": ("http", {"/sso": page("405 Not Allowed", 405)}, "path_wrong"),
}


@pytest.mark.parametrize("name", SET_UPS)
def test_the_true_cause_stands_first(name: str) -> None:
    """And the login has failed."""
    row, broken, cause = SET_UPS[name]
    setup = SETUPS[row]
    run = login(setup, {**setup.world, **broken})
    profile = profile_of(setup.kind, setup.api)
    last = run.legs[-1]
    facts = facts_of(last.code, last.params, backend=setup.kind, profile=profile)
    assert (LegResult.FAILED, cause) == (run.result, diagnose(facts)[0].id)


@pytest.mark.parametrize("said", [40029, "40029"])
def test_a_success_that_names_a_refusal_of_wecoms_is_none(said: object) -> None:
    """Where the profile says that WeCom's errcode is passed on."""
    setup = SETUPS["http"]
    done = {"ok": True, "user": {"id": "7"}, "token": "t", "error": {"code": said}}
    assert "wecom.40029" == login(setup, {"/sso": answer(done)}).code


def test_the_name_of_a_user_is_no_token_of_casdoors() -> None:
    """It is what a login of another type gives."""
    assert "tokens.absent" == login(SETUPS["casdoor"], {"/api/login": casdoor("built-in/li")}).code


def test_after_a_code_that_authing_refused_wecom_is_asked_whose_secret_it_is() -> None:
    """Once, with the Secret at hand; what it said stands in the evidence."""
    setup = SETUPS["authing-v3"]
    world = {**SETUPS["wecom"].world, **setup.world, SIGN_IN: REFUSED_CODE, "/agent/get": OTHER_APP}
    run = login(setup, world)
    told = [one for leg in run.legs for one in leg.evidence if one.title == "evidence.agent"]
    assert [(("errcode", "301002"),)] == [one.items for one in told]


def test_another_refusal_of_authings_asks_wecom_nothing() -> None:
    """A Secret that may just have been refused least of all."""
    setup = SETUPS["authing-v3"]
    for said in ("errcode: 40001, errmsg: x", "errcode: 60020, errmsg: x"):
        run = login(setup, {**setup.world, SIGN_IN: v3(code=499, api=499, text=said)})
        assert [] == [e for leg in run.legs for e in leg.evidence if e.title == "evidence.agent"]


def test_the_simulators_refusals_need_no_further_question() -> None:
    """It says itself why a code is bad."""
    setup = replace(SETUPS["authing-v3"], kind=BackendKind.SIMULATOR)
    run = login(setup, {**setup.world, SIGN_IN: REFUSED_CODE})
    assert () == run.legs[-1].evidence
