"""WeCom direct as dialogues: what this computer, as the backend, asks of WeCom's API."""

from dataclasses import replace

import pytest

from flow.playbook import Playbook, answer, wecom
from flow.samples import CODE, PROFILE, SECRET_TEXT, scenario
from wecom_console.backends.wecom import WecomTarget, identify, reach_api, wecom_steps
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import Leg
from wecom_console.flow.commands import Wait, Waited
from wecom_console.flow.login_progress import LoginProgress
from wecom_console.flow.outcomes import LegResult
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed, TransportFault

BASE = "https://qyapi.weixin.qq.com"
TOKEN = "Token-0123456789abcdef"
TARGET = WecomTarget(BASE, PROFILE.corp_id, PROFILE.agent_id, Secret(SECRET_TEXT))
PROGRESS = LoginProgress(code=Secret(CODE))
SUCCESS = scenario()
HINT = "hint: [1790000000123456789012345], from ip: 203.0.113.7, more info at https://x/query?e="


def signed_in(name: str = "success", progress: LoginProgress = PROGRESS) -> Playbook:
    """Leg 6 after the token has been fetched."""
    play = Playbook(identify(TARGET, scenario(name), progress))
    if name == "code-expired":
        assert Wait(301.0) == play.commands(Wait)
        play.gets(Waited())
    play.asks("GET", "/cgi-bin/gettoken", corpid=PROFILE.corp_id, corpsecret=SECRET_TEXT)
    return play.gets(wecom(access_token=TOKEN, expires_in=7200))


def test_leg_five_asks_without_credentials() -> None:
    """``gettoken`` without parameters proves that WeCom's API answers this computer."""
    play = Playbook(reach_api(TARGET, LoginProgress()))
    play.asks("GET", "/cgi-bin/gettoken")
    outcome = play.gets(wecom(41004, f"corpsecret missing, {HINT}41004")).ends()
    assert (LegResult.REACHED, "exchange.direct") == (outcome.result, outcome.code)


@pytest.mark.parametrize("errcode", [-1, 45009, 45033])
def test_an_api_that_says_not_now_fails_leg_five(errcode: int) -> None:
    """Busy, banned or limited: it would fail whatever came next."""
    play = Playbook(reach_api(TARGET, LoginProgress()))
    assert f"wecom.{errcode}" == play.gets(wecom(errcode, "no")).ends().code


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (HttpFailed(TransportFault.DNS, "qyapi.weixin.qq.com"), "transport.dns"),
        (answer({}, status=404), "http.status"),
        (answer({}, status=301), "http.redirect"),
        (answer(b"<html>"), "http.html"),
        (answer([]), "http.not_json"),
        (answer({"errcode": "many"}), "http.not_json"),
    ],
)
def test_what_is_not_wecoms_api_fails_leg_five(reply: HttpFailed, code: str) -> None:
    """Another host, a proxy, a login page."""
    assert code == Playbook(reach_api(TARGET, LoginProgress())).gets(reply).ends().code


def test_a_login_names_its_member() -> None:
    """gettoken, auth/getuserinfo, user/get: the token only ever in the query."""
    play = signed_in()
    play.asks("GET", "/cgi-bin/auth/getuserinfo", access_token=TOKEN, code=CODE)
    play.gets(wecom(userid="zhangsan"))
    play.asks("GET", "/cgi-bin/user/get", access_token=TOKEN, userid="zhangsan")
    outcome = play.gets(wecom(userid="zhangsan", name="张三", status=1)).ends()
    assert (LegResult.REACHED, "") == (outcome.result, outcome.code)
    items = (("userid", "zhangsan"), ("name", "张三"), ("status", "1"))
    assert items == outcome.evidence[0].items


def test_the_other_spelling_of_the_member_is_read() -> None:
    """Pitfall 20: ``UserId`` of the mobile documentation."""
    play = signed_in().gets(answer({"UserId": "lisi", "DeviceId": ""}))
    play.asks("GET", "/cgi-bin/user/get", access_token=TOKEN, userid="lisi")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"openid": "o1"}, "identity.not_a_member"),
        ({"OpenId": "o1"}, "identity.not_a_member"),
        ({}, "identity.no_user"),
    ],
)
def test_somebody_who_is_no_member(data: dict[str, object], code: str) -> None:
    """errcode 0 and no userid: told apart from a broken answer."""
    assert code == signed_in().gets(wecom(**data)).ends().code


@pytest.mark.parametrize(
    ("status", "code"),
    [(1, ""), (2, "identity.member_inactive"), (4, "identity.member_inactive")],
)
def test_a_member_who_is_not_active_is_no_success(status: int, code: str) -> None:
    """user/get says so beside errcode 0."""
    play = signed_in().gets(wecom(userid="zhangsan"))
    assert code == play.gets(wecom(userid="zhangsan", status=status)).ends().code


@pytest.mark.parametrize("errcode", [48001, 48002])
def test_a_call_that_the_app_may_not_use_leaves_the_member_unread(errcode: int) -> None:
    """It does not undo the login, and what a backend could learn is not proven."""
    play = signed_in().gets(wecom(userid="zhangsan"))
    outcome = play.gets(wecom(errcode, "api forbidden")).ends()
    assert (LegResult.NOT_PROVABLE, "identity.member_unreadable") == (outcome.result, outcome.code)
    told = (outcome.params["userid"], outcome.params["reason"])
    assert ("zhangsan", f"wecom.{errcode}") == told


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (wecom(60011, "no privilege"), "wecom.60011"),
        (wecom(60111, "userid not found"), "wecom.60111"),
        (wecom(60020, "not allow to access from your ip"), "wecom.60020"),
        (answer(b"<html>", status=502), "http.status"),
        (answer({}), "http.not_json"),
        (HttpFailed(TransportFault.RESET, "x"), "transport.reset"),
    ],
)
def test_a_member_who_cannot_be_read_is_no_proof(reply: HttpAnswer | HttpFailed, code: str) -> None:
    """Outside the visible range, gone, or nobody has answered: the member's id is shown."""
    outcome = signed_in().gets(wecom(userid="zhangsan")).gets(reply).ends()
    assert (LegResult.FAILED, code) == (outcome.result, outcome.code)
    assert (("userid", "zhangsan"),) == outcome.evidence[0].items


def test_a_refused_code_carries_what_its_sentence_needs() -> None:
    """The error's number, WeCom's words, and the address that WeCom saw."""
    outcome = (
        signed_in().gets(wecom(60020, f"not allow to access from your ip, {HINT}60020")).ends()
    )
    assert (LegResult.FAILED, "wecom.60020") == (outcome.result, outcome.code)
    assert ("203.0.113.7", PROFILE.agent_id) == (outcome.params["ip"], outcome.params["agentid"])


def test_an_error_without_a_suffix_is_tolerated() -> None:
    """Plain 40014 has none (docs/reference/wecom.md §9.1)."""
    outcome = signed_in().gets(wecom(40014, "invalid access_token")).ends()
    assert ("wecom.40014", "?") == (outcome.code, outcome.params["ip"])


def test_a_wrong_secret_is_tried_once() -> None:
    """Repeated wrong secrets ban the caller's address for an hour (docs/reference/wecom.md §10)."""
    play = Playbook(identify(TARGET, SUCCESS, PROGRESS))
    assert "wecom.40001" == play.gets(wecom(40001, "invalid credential")).ends().code


def test_without_the_secret_nothing_is_asked() -> None:
    """It fails here and says what to do."""
    outcome = Playbook(identify(replace(TARGET, secret=None), SUCCESS, PROGRESS)).ends()
    assert (LegResult.FAILED, "identity.no_secret") == (outcome.result, outcome.code)


def test_an_ok_without_a_token_is_no_token() -> None:
    """A server that is not WeCom may answer anything."""
    play = Playbook(identify(TARGET, SUCCESS, PROGRESS))
    assert "identity.no_access_token" == play.gets(wecom()).ends().code


def test_a_code_that_was_used_before() -> None:
    """The scenario redeems it twice; the second answer counts."""
    play = signed_in("code-reused").gets(wecom(userid="zhangsan"))
    play.asks("GET", "/cgi-bin/auth/getuserinfo", access_token=TOKEN, code=CODE)
    play.gets(wecom(40029, "invalid code"))
    play.asks("GET", "/cgi-bin/agent/get", access_token=TOKEN, agentid=PROFILE.agent_id)
    assert "wecom.40029" == play.gets(wecom(agentid=1000002)).ends().code


@pytest.mark.parametrize(
    ("reply", "shown"),
    [
        (wecom(301002, "not allow operate another agent"), ("errcode", "301002")),
        (wecom(agentid=1000002, name="Acme"), ("agentid", "1000002")),
        (HttpFailed(TransportFault.RESET, "x"), ("errcode", "transport.reset")),
    ],
)
def test_a_refused_code_asks_whose_secret_it_is(
    reply: HttpAnswer | HttpFailed, shown: tuple[str, str]
) -> None:
    """One harmless question more, with the token at hand; the refusal stays the verdict."""
    outcome = signed_in().gets(wecom(40029, "invalid code")).gets(reply).ends()
    assert ("wecom.40029", shown) == (outcome.code, outcome.evidence[0].items[0])


@pytest.mark.parametrize("text", [f"{SECRET_TEXT}\n", f" {SECRET_TEXT}", f"'{SECRET_TEXT}'"])
def test_a_secret_with_what_none_has_is_not_tried(text: str) -> None:
    """WeCom counts wrong Secrets."""
    outcome = Playbook(identify(replace(TARGET, secret=Secret(text)), SUCCESS, PROGRESS)).ends()
    assert "secret_form" == outcome.code.partition(".")[0]


def test_a_code_that_cannot_be_used_once_is_not_tried_again() -> None:
    """The first refusal is the answer."""
    assert "wecom.60020" == signed_in("code-reused").gets(wecom(60020, "ip")).ends().code


def test_an_expired_code_waits_first() -> None:
    """Five minutes and a second, on whatever clock there is."""
    play = signed_in("code-expired")
    play.asks("GET", "/cgi-bin/auth/getuserinfo", access_token=TOKEN, code=CODE)


def test_without_a_code_the_credentials_are_proven() -> None:
    """``agent/get`` proves CorpID, Secret, AgentID and address; no made-up code is sent."""
    play = signed_in(progress=LoginProgress())
    play.asks("GET", "/cgi-bin/agent/get", access_token=TOKEN, agentid=PROFILE.agent_id)
    users = {"user": [{"userid": "zhangsan"}]}
    agent = wecom(agentid=1000002, name="Acme", close=0, allow_userinfos=users)
    outcome = play.gets(agent).ends()
    assert (LegResult.REACHED, "identity.preflight") == (outcome.result, outcome.code)
    assert ("allow_userinfos", "zhangsan") in outcome.evidence[0].items


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (wecom(301002, "not allow operate another agent"), "wecom.301002"),
        (wecom(agentid=1000002, close=1), "identity.agent_closed"),
    ],
)
def test_a_preflight_finds_what_is_wrong_with_the_app(reply: HttpFailed, code: str) -> None:
    """Secret and AgentID of different apps; an app that is switched off."""
    assert code == signed_in(progress=LoginProgress()).gets(reply).ends().code


def test_without_a_code_nothing_waits() -> None:
    """There is nothing that could expire."""
    play = Playbook(identify(TARGET, scenario("code-expired"), LoginProgress()))
    play.asks("GET", "/cgi-bin/gettoken", corpid=PROFILE.corp_id, corpsecret=SECRET_TEXT)


def test_there_are_no_tokens() -> None:
    """Leg 7 does not exist with this backend."""
    step = wecom_steps(TARGET, SUCCESS)[-1]
    outcome = Playbook(step.run(PROGRESS)).ends()
    assert (Leg.TOKENS, LegResult.SKIPPED, "tokens.none_here") == (
        step.leg,
        outcome.result,
        outcome.code,
    )


def test_the_plan_says_what_will_be_asked() -> None:
    """Before anything runs; the tampering shows."""
    asks = wecom_steps(TARGET, scenario("code-reused"))[1].asks
    infos = [ask for ask in asks if ask.endswith("auth/getuserinfo")]
    assert (2, f"GET {BASE}/cgi-bin/gettoken") == (len(infos), asks[0])


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        ("secrets.locked", "identity.keyring_locked"),
        ("secrets.not_initialised", "identity.keyring_locked"),
        ("secrets.vault_locked", "identity.keyring_locked"),
        ("secrets.vault_no_key", "identity.keyring_locked"),
        ("secrets.absent", "identity.no_secret"),
        ("", "identity.no_secret"),
    ],
)
def test_a_locked_keyring_is_another_thing_than_no_secret(problem: str, code: str) -> None:
    """What is locked is unlocked, not typed again."""
    target = replace(TARGET, secret=None, secret_problem=problem)
    assert code == Playbook(identify(target, SUCCESS, PROGRESS)).ends().code


def test_the_members_own_key_comes_before_the_other_spelling() -> None:
    """Both may be there."""
    play = signed_in().gets(wecom(userid="zhangsan", UserId="lisi"))
    play.asks("GET", "/cgi-bin/user/get", access_token=TOKEN, userid="zhangsan")


def test_of_the_member_is_shown_what_there_is() -> None:
    """In one order, and nothing that was not asked for."""
    data = {"mobile": "1", "email": "e", "main_department": 3, "position": "x", "name": ""}
    play = signed_in().gets(wecom(userid="zhangsan"))
    shown = play.gets(wecom(userid="zhangsan", **data)).ends().evidence[0].items
    assert (
        ("userid", "zhangsan"),
        ("main_department", "3"),
        ("email", "e"),
        ("mobile", "1"),
    ) == shown


def test_a_member_who_may_not_be_read_is_evidence_all_the_same() -> None:
    """By the id that the login named."""
    play = signed_in().gets(wecom(userid="zhangsan"))
    [finding] = play.gets(wecom(48002, "no")).ends().evidence
    assert (("userid", "zhangsan"),) == finding.items


@pytest.mark.parametrize("progress", [PROGRESS, LoginProgress()])
def test_a_question_that_is_not_answered_fails_leg_six(progress: LoginProgress) -> None:
    """With a code and without."""
    play = signed_in(progress=progress).gets(
        HttpFailed(TransportFault.RESET, "qyapi.weixin.qq.com")
    )
    assert (LegResult.FAILED, "transport.reset") == (play.ends().result, play.ends().code)


def test_the_agent_is_shown_as_it_is() -> None:
    """Also where it is switched off; of those who may see it no more than twenty."""
    users = {"user": [1, *({"userid": f"u{n}"} for n in range(25))]}
    agent = wecom(agentid=1000002, name="Acme", close=1, allow_userinfos=users)
    outcome = signed_in(progress=LoginProgress()).gets(agent).ends()
    assert (
        ("agentid", "1000002"),
        ("name", "Acme"),
        ("close", "1"),
        ("allow_userinfos", ", ".join(f"u{n}" for n in range(20))),
    ) == outcome.evidence[0].items
    assert {"agentid": PROFILE.agent_id} == outcome.params


def test_an_api_that_says_not_now_names_the_agent() -> None:
    """Its sentence needs it."""
    outcome = Playbook(reach_api(TARGET, LoginProgress())).gets(wecom(45033, "no")).ends()
    assert PROFILE.agent_id == outcome.params["agentid"]


def test_the_plan_of_a_late_code_waits_before_all_else() -> None:
    """Then token, member and what may be read of him."""
    asks = wecom_steps(TARGET, scenario("code-expired"))[1].asks
    base = f"GET {BASE}/cgi-bin"
    assert (
        "wait 301 s",
        f"{base}/gettoken",
        f"{base}/auth/getuserinfo",
        f"{base}/user/get",
    ) == asks


def test_a_slash_at_the_end_of_the_base_is_not_doubled() -> None:
    """Neither in what is asked nor in the plan."""
    target = replace(TARGET, base_url=f"{BASE}/")
    Playbook(reach_api(target, LoginProgress())).asks("GET", "/cgi-bin/gettoken")
    assert (f"GET {BASE}/cgi-bin/gettoken",) == wecom_steps(target, SUCCESS)[0].asks
