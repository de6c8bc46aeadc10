"""Authing as dialogues: v2 is what Guard sends, v3 what a client of today sends."""

import base64
from dataclasses import replace
from typing import Any

import jwt
import pytest

from flow.playbook import Playbook, answer, v2, v3
from flow.samples import APP_HOST, APP_SECRET, CODE, OBJECT_ID, PROFILE, scenario, with_api
from wecom_console.backends.authing import AuthingTarget, authing_steps, exchange, identify
from wecom_console.backends.authing_tokens import check_tokens
from wecom_console.domain.profile import AGENCY_MOBILE_TYPE, Profile
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import Platform
from wecom_console.flow.commands import Wait, Waited
from wecom_console.flow.login_progress import IssuedTokens, LoginProgress
from wecom_console.flow.outcomes import LegOutcome, LegResult
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed, TransportFault
from wecom_console.protocol.refusal import Refusal

PROGRESS = LoginProgress(code=Secret(CODE))
FIELDS = {"corpId": PROFILE.corp_id, "agentId": PROFILE.agent_id, "schema": PROFILE.schema}
CONFIG_PATH = f"/api/v2/applications/{OBJECT_ID}/public-config"
REFUSED = "企业微信返回错误，errcode: 40029, errmsg: invalid code, hint: [1], from ip: 203.0.113.7"


def connection(**changes: Any) -> dict[str, Any]:
    """A connection as the public config lists it."""
    item = {"id": "conn-1", "type": "wechatwork:mobile", "identifier": "acme-wecom"}
    return {**item, "fields": FIELDS, **changes}


def config(*connections: dict[str, Any], auth: str = "none", alg: str = "HS256") -> HttpAnswer:
    """A public config."""
    oidc = {"id_token_signed_response_alg": alg, "token_endpoint_auth_method": auth}
    listed = list(connections) or [connection()]
    return v2(
        {"id": OBJECT_ID, "userPoolId": "pool-1", "ecConnections": listed, "oidcConfig": oidc}
    )


def target(
    api: str = "v3", platform: Platform = Platform.ANDROID, *, secret: Secret | None = APP_SECRET
) -> AuthingTarget:
    """The application at Authing."""
    return AuthingTarget(with_api(api), platform, secret)


def play(
    chosen: AuthingTarget,
    name: str = "success",
    *,
    progress: LoginProgress = PROGRESS,
    answers: HttpAnswer,
) -> Playbook:
    """Leg 5 after the public config has been read."""
    playbook = Playbook(exchange(chosen, scenario(name), progress))
    playbook.asks("GET", CONFIG_PATH)
    return playbook.gets(answers)


def id_token(**changes: Any) -> str:
    """A token that the application would issue."""
    claims = {
        "iss": f"{APP_HOST}/oidc",
        "aud": OBJECT_ID,
        "sub": "user-1",
        "iat": 990,
        "exp": 2000,
    }
    return jwt.encode(claims | changes, APP_SECRET.reveal(), algorithm="HS256")


# --- leg 5 -------------------------------------------------------------------------------------


def test_v3_sends_what_a_client_of_today_sends() -> None:
    """The connection's identifier under its odd spelling, the code in its payload
    (docs/reference/authing.md §6.5)."""
    call = play(target(), answers=config()).asks("POST", "/api/v3/signin-by-mobile")
    assert {
        "extIdpConnidentifier": "acme-wecom",
        "connection": "wechatwork",
        "wechatworkPayload": {"code": CODE},
        "options": {"scope": "openid profile"},
        "client_id": OBJECT_ID,
    } == call.json
    assert OBJECT_ID == dict(call.headers)["x-authing-app-id"]


def test_v3_proves_itself_in_the_body() -> None:
    """``client_secret_post``."""
    call = play(target(), answers=config(auth="client_secret_post")).asks(
        "POST", "/api/v3/signin-by-mobile"
    )
    assert call.json is not None
    assert APP_SECRET.reveal() == call.json["client_secret"]


def test_v3_proves_itself_in_the_header() -> None:
    """``client_secret_basic``: no ids in the body."""
    call = play(target(), answers=config(auth="client_secret_basic")).asks(
        "POST", "/api/v3/signin-by-mobile"
    )
    basic = base64.b64encode(f"{OBJECT_ID}:{APP_SECRET.reveal()}".encode()).decode()
    assert f"Basic {basic}" == dict(call.headers)["authorization"]
    assert call.json is not None
    assert "client_id" not in call.json


@pytest.mark.parametrize("method", ["client_secret_post", "client_secret_basic"])
def test_a_secret_that_is_needed_and_not_known(method: str) -> None:
    """The code is not wasted on an exchange that must fail."""
    outcome = play(target(secret=None), answers=config(auth=method)).ends()
    assert (LegResult.FAILED, "exchange.app_secret_missing") == (outcome.result, outcome.code)


@pytest.mark.parametrize(
    ("platform", "guard"),
    [(Platform.ANDROID, "Guard-Android@1.5.8"), (Platform.IOS, "Guard-iOS@1.4.10")],
)
def test_v2_sends_what_guard_sends(platform: Platform, guard: str) -> None:
    """connId and code, with Guard's headers (docs/reference/authing.md §6.3)."""
    call = play(target("v2", platform), answers=config()).asks(
        "POST", "/api/v2/ecConn/wechat-work/authByCode"
    )
    assert {"connId": "conn-1", "code": CODE} == call.json
    headers = dict(call.headers)
    assert (guard, "pool-1") == (
        headers["x-authing-request-from"],
        headers["x-authing-userpool-id"],
    )


@pytest.mark.parametrize(
    ("published", "own", "sent"),
    [("pool-1", "pool-1", "pool-1"), ("", "pool-2", "pool-2"), ("pool-1", "", "pool-1")],
)
def test_v2_names_the_pool_that_the_application_is_in(published: str, own: str, sent: str) -> None:
    """The profile's own word counts where its public config says nothing."""
    profile = with_api("v2")
    backend = replace(profile.backend, user_pool_id=own)
    chosen = replace(target("v2"), profile=replace(profile, backend=backend))
    listed = v2({"id": OBJECT_ID, "userPoolId": published, "ecConnections": [connection()]})
    call = play(chosen, answers=listed).asks("POST", "/api/v2/ecConn/wechat-work/authByCode")
    assert sent == dict(call.headers)["x-authing-userpool-id"]


@pytest.mark.parametrize(
    ("api", "platform", "named"),
    [
        ("v2", Platform.HARMONY, False),
        ("v2", Platform.ANDROID, True),
        ("v3", Platform.ANDROID, False),
    ],
)
def test_only_guard_calls_itself_guard(api: str, platform: Platform, named: bool) -> None:
    """v3 has no Guard, and HarmonyOS none either."""
    play = Playbook(exchange(target(api, platform), scenario(), PROGRESS))
    assert named is ("x-authing-request-from" in dict(play.asks("GET", CONFIG_PATH).headers))


@pytest.mark.parametrize(
    ("auth", "secret", "proof"),
    [
        ("none", APP_SECRET, {"client_id": OBJECT_ID}),
        ("", APP_SECRET, {"client_id": OBJECT_ID, "client_secret": APP_SECRET.reveal()}),
        ("", None, {"client_id": OBJECT_ID}),
        ("none", None, {"client_id": OBJECT_ID}),
    ],
)
def test_v3_proves_no_more_than_it_must(
    auth: str, secret: Secret | None, proof: dict[str, str]
) -> None:
    """A public client's secret stays at home; where nothing is said, what is known is sent."""
    chosen = target(secret=secret)
    call = play(chosen, answers=config(auth=auth)).asks("POST", "/api/v3/signin-by-mobile")
    assert call.json is not None
    sent = {name: call.json[name] for name in ("client_id", "client_secret") if name in call.json}
    assert (proof, False) == (sent, "authorization" in dict(call.headers))


AGENCY = {"type": AGENCY_MOBILE_TYPE}


def agency(api: str) -> AuthingTarget:
    """The variant in delegated development."""
    return replace(target(api), profile=replace(with_api(api), type=AGENCY_MOBILE_TYPE))


def test_the_agency_variant_has_a_path_and_a_payload_of_its_own() -> None:
    """docs/reference/authing.md §6.3 and §6.5."""
    listed = config(connection(), connection(**AGENCY))
    call = play(agency("v3"), answers=listed).asks("POST", "/api/v3/signin-by-mobile")
    assert call.json is not None
    assert ("wechatwork_agency", {"code": CODE}, False) == (
        call.json["connection"],
        call.json["wechatworkAgencyPayload"],
        "wechatworkPayload" in call.json,
    )
    play(agency("v2"), answers=listed).asks("POST", "/api/v2/ecConn/wechat-work-agency/authByCode")


@pytest.mark.parametrize(
    ("chosen", "listed"), [(agency("v3"), connection()), (target(), connection(**AGENCY))]
)
def test_a_connection_of_the_other_type_is_none(
    chosen: AuthingTarget, listed: dict[str, Any]
) -> None:
    """Beside it, or in its place."""
    outcome = play(chosen, answers=config(listed)).ends()
    assert (LegResult.FAILED, "exchange.no_connection") == (outcome.result, outcome.code)


def test_what_was_read_of_the_application_is_evidence() -> None:
    """Also where the login is refused because of it."""
    listed = [connection(identifier="another"), connection(id="conn-9", identifier="")]
    outcome = play(target("v2"), answers=config(*listed, auth="none")).ends()
    assert "exchange.other_connection" == outcome.code
    assert {"identifier": "acme-wecom", "found": "another"} == outcome.params
    assert (
        ("name", ""),
        ("userPoolId", "pool-1"),
        ("requestHostname", ""),
        ("ecConnections", "another, conn-9"),
        ("id_token_signed_response_alg", "HS256"),
        ("token_endpoint_auth_method", "none"),
    ) == outcome.evidence[0].items


def test_a_field_that_differs_is_told_from_both_sides() -> None:
    """The first that does, in the order in which the app needs them."""
    there = FIELDS | {"agentId": "7", "schema": "wwauthx"}
    outcome = play(target(), answers=config(connection(fields=there))).ends()
    assert {"field": "agentId", "ours": PROFILE.agent_id, "theirs": "7"} == outcome.params


def test_without_a_code_the_comparison_is_what_is_proven() -> None:
    """Nothing made up is sent to Authing."""
    outcome = play(target(), progress=LoginProgress(), answers=config()).ends()
    assert (LegResult.REACHED, "exchange.preflight") == (outcome.result, outcome.code)


@pytest.mark.parametrize(
    ("listed", "code"),
    [
        ([{"type": "wechatwork:corp:qrconnect"}], "exchange.no_connection"),
        ([connection(identifier="another")], "exchange.other_connection"),
        ([connection(fields=FIELDS | {"schema": "wwauthx"})], "exchange.field_differs"),
        ([connection(fields=FIELDS | {"agentId": 1000007})], "exchange.field_differs"),
        ([connection(fields=FIELDS | {"corpId": "ww1"})], "exchange.field_differs"),
        (
            [connection(fields=FIELDS | {"schema": PROFILE.schema.upper()})],
            "exchange.field_differs",
        ),
        ([connection(fields={})], "exchange.field_differs"),
    ],
)
def test_a_connection_that_is_not_the_profiles(listed: list[dict[str, Any]], code: str) -> None:
    """Not associated, another one, or with other values: the app would use Authing's."""
    outcome = play(target(), answers=config(*listed)).ends()
    assert (LegResult.FAILED, code) == (outcome.result, outcome.code)


@pytest.mark.parametrize(
    "item",
    [
        connection(fields=FIELDS | {"corpId": PROFILE.corp_id.upper()}),
        connection(fields=FIELDS | {"agentId": 1000002}),
        connection(type=None, provider="WeChatWork:Mobile"),
        {k: v for k, v in connection().items() if k != "identifier"},
    ],
)
def test_what_authing_may_write_differently(item: dict[str, Any]) -> None:
    """A CorpID has no case, an AgentID may be a number, the type may stand under ``provider``."""
    play(target(), answers=config(item)).asks("POST", "/api/v3/signin-by-mobile")


@pytest.mark.parametrize(
    ("platform", "code"), [(Platform.ANDROID, ""), (Platform.IOS, "exchange.other_connection")]
)
def test_guard_picks_the_first_on_android_and_the_last_on_ios(
    platform: Platform, code: str
) -> None:
    """With two mobile connections the platforms differ (docs/reference/authing.md §6.1)."""
    two = config(connection(), connection(id="conn-2", identifier="another"))
    playbook = play(target("v2", platform), answers=two)
    if code:
        assert code == playbook.ends().code
    else:
        playbook.asks("POST", "/api/v2/ecConn/wechat-work/authByCode")


def test_v3_names_the_connection_it_wants() -> None:
    """So another one beside it does no harm."""
    two = config(connection(id="conn-2", identifier="another"), connection())
    play(target(platform=Platform.IOS), answers=two).asks("POST", "/api/v3/signin-by-mobile")


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (HttpFailed(TransportFault.TLS_TRUST, "console.authing.cn"), "transport.tls_trust"),
        (v2(code=2011, text="应用不存在"), "authing.2011"),
        (answer({"statusCode": 499, "apiCode": "2011", "message": "x"}), "authing.2011"),
        (answer(b"<html>", status=404), "http.status"),
        (answer(b"<html>"), "http.html"),
    ],
)
def test_an_application_that_cannot_be_read(reply: HttpAnswer, code: str) -> None:
    """Unknown app, unreachable console, not Authing at all."""
    outcome = play(target(), answers=reply).ends()
    assert (LegResult.FAILED, code) == (outcome.result, outcome.code)


def login(api: str, reply: HttpAnswer | HttpFailed) -> LegOutcome:
    """Leg 5 with this answer to the login itself."""
    return play(target(api), answers=config()).gets(reply).ends()


def test_tokens_of_v3() -> None:
    """``data`` names them; the algorithm is the application's."""
    issued = {"access_token": "at", "id_token": "it", "token_type": "Bearer", "expire_in": 1}
    outcome = login("v3", v3(issued))
    assert outcome.progress is not None
    expected = IssuedTokens(Secret("it"), Secret("at"), algorithm="HS256")
    assert (LegResult.REACHED, expected) == (outcome.result, outcome.progress.tokens)


def test_tokens_of_v2() -> None:
    """The session token is an id_token, and the user is the answer itself."""
    outcome = login("v2", v2({"id": "user-1", "token": "it"}))
    assert outcome.progress is not None
    assert IssuedTokens(Secret("it"), None, "HS256", subject="user-1") == outcome.progress.tokens


@pytest.mark.parametrize("api", ["v2", "v3"])
def test_a_wecom_error_that_is_passed_on_belongs_to_leg_six(api: str) -> None:
    """Leg 5 was answered; leg 6 carries WeCom's own number."""
    refused = v2(code=499, text=REFUSED) if api == "v2" else v3(code=499, api=499, text=REFUSED)
    outcome = login(api, refused)
    assert (LegResult.REACHED, "exchange.answered") == (outcome.result, outcome.code)
    assert outcome.progress is not None
    sixth = Playbook(identify(outcome.progress)).ends()
    assert (LegResult.FAILED, "wecom.40029") == (sixth.result, sixth.code)
    assert "203.0.113.7" == sixth.params["ip"]


@pytest.mark.parametrize("api", ["v2", "v3"])
@pytest.mark.parametrize("code", [2004, 2031, 1641])
def test_a_decision_about_the_account_belongs_to_leg_seven(api: str, code: int) -> None:
    """Authing can only take it once WeCom has named the member."""
    refused = v2(code=code, text="x") if api == "v2" else v3(code=499, api=code, text="x")
    outcome = login(api, refused)
    assert outcome.progress is not None
    sixth = Playbook(identify(outcome.progress)).ends()
    assert (LegResult.REACHED, "identity.by_decision") == (sixth.result, sixth.code)
    seventh = Playbook(
        check_tokens(outcome.progress, profile=PROFILE, app_secret=APP_SECRET)
    ).ends()
    assert (LegResult.FAILED, f"authing.{code}") == (seventh.result, seventh.code)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (v3(code=401, api=401, text="bad client"), "authing.401"),
        (v3(code=404, api=404, text="no connection"), "authing.404"),
        (v3(code=500), "authing.500"),
        (answer({"statusCode": 429, "message": "slow"}, status=429), "authing.429"),
        (answer(b"", status=502), "http.status"),
        (answer(b"null"), "http.not_json"),
        (answer(b"[" * 50_000), "http.not_json"),
        (HttpFailed(TransportFault.RESET, "acme.authing.cn"), "transport.reset"),
    ],
)
def test_a_login_that_is_not_understood_fails_leg_five(reply: HttpAnswer, code: str) -> None:
    """Refused before WeCom, or not answered by Authing at all."""
    outcome = login("v3", reply)
    assert (LegResult.FAILED, code) == (outcome.result, outcome.code)


def test_a_code_that_was_used_before_is_sent_twice() -> None:
    """The second answer counts, whatever the first said."""
    playbook = play(target(), "code-reused", answers=config())
    first = playbook.asks("POST", "/api/v3/signin-by-mobile")
    second = playbook.gets(v3({})).asks("POST", "/api/v3/signin-by-mobile")
    assert first == second


def test_an_expired_code_waits_first() -> None:
    """After the config has been read, before the code is sent."""
    playbook = play(target(), "code-expired", answers=config())
    assert Wait(301.0) == playbook.commands(Wait)
    playbook.gets(Waited()).asks("POST", "/api/v3/signin-by-mobile")


@pytest.mark.parametrize("simulated", [True, False])
def test_who_answered_the_login_decides_the_later_legs(simulated: bool) -> None:
    """Not who published the config; and its time is what expiries are measured against."""
    reply = replace(v3({"id_token": "it"}), simulated=simulated, at=1_234.0)
    listed = replace(config(), simulated=not simulated, at=1.0)
    outcome = play(target(), answers=listed).gets(reply).ends()
    assert outcome.progress is not None
    assert (simulated, 1_234.0) == (outcome.progress.exchange_simulated, outcome.progress.at)


def test_the_second_answer_to_a_code_that_is_sent_twice_counts() -> None:
    """Whoever gave the first."""
    first = replace(v3({"id_token": "one"}), simulated=True, at=1.0)
    second = replace(v3({"id_token": "two"}), at=2.0)
    outcome = play(target(), "code-reused", answers=config()).gets(first).gets(second).ends()
    assert outcome.progress is not None
    assert outcome.progress.tokens is not None
    assert (Secret("two"), False, 2.0) == (
        outcome.progress.tokens.id_token,
        outcome.progress.exchange_simulated,
        outcome.progress.at,
    )


@pytest.mark.parametrize("platform", [Platform.ANDROID, Platform.IOS])
def test_an_app_that_creates_the_account_goes_on(platform: Platform) -> None:
    """After 1641 the step below ``wechat-work``; its answer is the login's."""
    asked = answer({"code": 1641, "message": "x", "data": {"key": "K"}})
    playbook = play(target("v2", platform), "ask-to-bind-create", answers=config()).gets(asked)
    call = playbook.asks("POST", "/api/v2/ecConn/wechat-work/register")
    assert OBJECT_ID == dict(call.headers)["x-authing-app-id"]
    reply = replace(v2({"token": "it", "id": "user-1"}), simulated=True, at=7.0)
    outcome = playbook.gets(reply).ends()
    assert outcome.progress is not None
    assert (IssuedTokens(Secret("it"), None, "HS256", subject="user-1"), True, 7.0) == (
        outcome.progress.tokens,
        outcome.progress.exchange_simulated,
        outcome.progress.at,
    )


def test_an_app_whose_second_step_is_not_answered_is_not_logged_in() -> None:
    """The fault is told as that of any other request."""
    playbook = play(target("v2"), "ask-to-bind-create", answers=config())
    playbook.gets(v2({"key": "K"}, code=1641))
    outcome = playbook.gets(HttpFailed(TransportFault.RESET, "acme.authing.cn")).ends()
    assert (LegResult.FAILED, "transport.reset", 1) == (
        outcome.result,
        outcome.code,
        len(outcome.evidence),
    )


def test_what_v2_issued_beside_its_session_token() -> None:
    """An ``id_token`` of its own comes before it, and an access token is kept."""
    issued = {"id": "user-1", "token": "session", "id_token": "it", "access_token": "at"}
    outcome = login("v2", v2(issued))
    assert outcome.progress is not None
    expected = IssuedTokens(Secret("it"), Secret("at"), "HS256", subject="user-1")
    assert expected == outcome.progress.tokens


def test_v3_reads_neither_a_session_token_nor_a_user_out_of_its_answer() -> None:
    """Those are v2's."""
    outcome = login("v3", v3({"id": "user-1", "token": "session", "access_token": "at"}))
    assert outcome.progress is not None
    assert IssuedTokens(None, Secret("at"), "HS256") == outcome.progress.tokens


# --- leg 6 -------------------------------------------------------------------------------------


def test_issued_tokens_prove_leg_six() -> None:
    """And say that they do so by Authing's answer."""
    outcome = Playbook(identify(replace(PROGRESS, exchange_simulated=True))).ends()
    assert (LegResult.REACHED, "identity.by_tokens", True) == (
        outcome.result,
        outcome.code,
        outcome.simulated,
    )


def test_without_a_code_leg_six_stays_unseen() -> None:
    """Authing has asked WeCom nothing."""
    outcome = Playbook(identify(LoginProgress())).ends()
    assert (LegResult.NOT_PROVABLE, "identity.behind_authing") == (outcome.result, outcome.code)


@pytest.mark.parametrize("simulated", [True, False])
def test_a_failed_leg_six_says_whose_answer_it_was(simulated: bool) -> None:
    """As a reached one does."""
    progress = replace(
        PROGRESS, identity_refusal=Refusal("wecom.40029"), exchange_simulated=simulated
    )
    outcome = Playbook(identify(progress)).ends()
    assert (LegResult.FAILED, simulated) == (outcome.result, outcome.simulated)


def test_leg_six_shows_what_it_rests_on() -> None:
    """The user that the answer names, and that tokens were issued; or the decision."""
    known = replace(PROGRESS, tokens=IssuedTokens(subject="user-1"))
    shown = [(f.title, f.items) for f in Playbook(identify(known)).ends().evidence]
    refused = replace(PROGRESS, account_refusal=Refusal("authing.2004"))
    assert [
        ("evidence.member", (("user", "user-1"),)),
        ("evidence.answer", (("answer", "tokens"),)),
    ] == shown
    [finding] = Playbook(identify(refused)).ends().evidence
    assert (("answer", "authing.2004"),) == finding.items


# --- leg 7 -------------------------------------------------------------------------------------


def tokens(
    progress: LoginProgress,
    *answers: HttpAnswer,
    profile: Profile = PROFILE,
    secret: Secret | None = APP_SECRET,
) -> LegOutcome:
    """Leg 7 with these answers."""
    playbook = Playbook(check_tokens(progress, profile=profile, app_secret=secret))
    for reply in answers:
        playbook.gets(reply)
    return playbook.ends()


def issued(access: str | None = "at", **changes: Any) -> LoginProgress:
    """The progress after tokens have been issued."""
    known = IssuedTokens(Secret(id_token(**changes)), Secret(access) if access else None, "HS256")
    return replace(PROGRESS, tokens=known, at=1_000.0)


def test_v3_reads_the_profile_with_the_raw_token() -> None:
    """``get-profile``, no ``Bearer``."""
    playbook = Playbook(check_tokens(issued(), profile=PROFILE, app_secret=APP_SECRET))
    call = playbook.asks("GET", "/api/v3/get-profile", withIdentities="true")
    assert "at" == dict(call.headers)["authorization"]
    data = {"userId": "user-1", "identities": [{"userIdInIdp": "zhangsan"}]}
    outcome = playbook.gets(v3(data)).ends()
    assert (LegResult.REACHED, "") == (outcome.result, outcome.code)
    titles = [finding.title for finding in outcome.evidence]
    assert ["evidence.claims", "evidence.profile"] == titles
    assert ("userIdInIdp", "zhangsan") in outcome.evidence[1].items


def test_v2_reads_the_profile_from_oidc() -> None:
    """With a Bearer token, where there is one."""
    playbook = Playbook(check_tokens(issued(), profile=with_api("v2"), app_secret=APP_SECRET))
    call = playbook.asks("GET", "/oidc/me")
    assert "Bearer at" == dict(call.headers)["authorization"]
    assert LegResult.REACHED is playbook.gets(answer({"sub": "user-1"})).ends().result


def test_v2_without_an_access_token_has_the_user_already() -> None:
    """Guard's plain login: the token's subject is the user of the answer."""
    assert LegResult.REACHED is tokens(issued(None), profile=with_api("v2")).result


def named(subject: str) -> LoginProgress:
    """A login whose answer named this user."""
    progress = issued()
    assert progress.tokens is not None
    return replace(progress, tokens=replace(progress.tokens, subject=subject))


@pytest.mark.parametrize(
    ("progress", "user"),
    [
        (named("user-2"), {"userId": "user-1"}),
        (issued(), {"userId": "user-2"}),
        (issued(), {"sub": "user-2"}),
        (issued(), {"userId": "user-1", "sub": "user-2"}),
        (issued(), {"userId": "user-2", "sub": "user-1"}),
    ],
)
@pytest.mark.parametrize("api", ["v2", "v3"])
def test_everything_that_names_the_user_names_the_same(
    api: str, progress: LoginProgress, user: dict[str, str]
) -> None:
    """The login's answer, the profile's ``userId`` and its ``sub``: one other is another user."""
    reply = v3(user) if api == "v3" else answer(user)
    outcome = tokens(progress, reply, profile=with_api(api))
    assert (LegResult.FAILED, "tokens.subject") == (outcome.result, outcome.code)
    assert outcome.evidence


@pytest.mark.parametrize(
    "user", [{"userId": "user-1"}, {"sub": "user-1"}, {"userId": "user-1", "sub": "user-1"}]
)
def test_what_does_not_name_the_user_does_not_disagree(user: dict[str, str]) -> None:
    """Each of the two may be missing."""
    assert LegResult.REACHED is tokens(named("user-1"), v3(user)).result


@pytest.mark.parametrize("simulated", [True, False])
@pytest.mark.parametrize(
    ("progress", "answers", "result"),
    [
        (issued(), (v3({"userId": "user-1"}),), LegResult.REACHED),
        (issued(), (v3({"userId": "user-2"}),), LegResult.FAILED),
        (issued(), (v3(code=401, api=2020, text="x"),), LegResult.FAILED),
        (issued(aud="another"), (), LegResult.FAILED),
        (PROGRESS, (), LegResult.FAILED),
        (replace(PROGRESS, account_refusal=Refusal("authing.2004")), (), LegResult.FAILED),
    ],
)
def test_leg_seven_says_whose_tokens_it_judged(
    progress: LoginProgress, answers: tuple[HttpAnswer, ...], result: LegResult, simulated: bool
) -> None:
    """However it ends: simulated tokens prove nothing, whoever hands out the profile."""
    outcome = tokens(replace(progress, exchange_simulated=simulated), *answers)
    assert (result, simulated) == (outcome.result, outcome.simulated)


def test_a_refused_account_comes_before_missing_tokens() -> None:
    """And without a code neither is looked at."""
    refused = replace(PROGRESS, account_refusal=Refusal("authing.2004", {"code": 2004}))
    assert ("authing.2004", {"code": 2004}) == (tokens(refused).code, tokens(refused).params)
    assert "tokens.no_code" == tokens(replace(refused, code=None)).code


def test_the_profile_is_shown_as_far_as_it_helps() -> None:
    """Who it is, and every id that an identity source knows the user by."""
    user = {
        "userId": "user-1",
        "status": "Activated",
        "username": "zhangsan",
        "password": "x",
        "identities": [1, {"userIdInIdp": "a"}, {"userIdInIdp": ""}, {"userIdInIdp": "b"}],
    }
    shown = tokens(issued(), v3(user)).evidence[1].items
    assert (
        ("userId", "user-1"),
        ("username", "zhangsan"),
        ("status", "Activated"),
        ("userIdInIdp", "a"),
        ("userIdInIdp", "b"),
    ) == shown


@pytest.mark.parametrize(
    ("api", "reply", "code"),
    [
        ("v3", HttpFailed(TransportFault.DNS, "x"), "transport.dns"),
        ("v2", HttpFailed(TransportFault.DNS, "x"), "transport.dns"),
        ("v2", answer({"sub": "user-1"}, status=401), "http.status"),
        ("v2", answer(b"<html>"), "http.html"),
        ("v2", answer({"ok": True}), "http.not_json"),
        ("v3", v3({}), "http.not_json"),
        ("v3", answer(b"<html>"), "http.html"),
    ],
)
def test_a_profile_that_cannot_be_read(api: str, reply: HttpAnswer | HttpFailed, code: str) -> None:
    """Nobody has said then that the tokens are the user's."""
    outcome = tokens(issued(), reply, profile=with_api(api))  # type: ignore[arg-type]
    assert (LegResult.FAILED, code) == (outcome.result, outcome.code)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (HttpFailed(TransportFault.DNS, "x"), "transport.dns"),
        (answer({"keys": []}, status=404), "http.status"),
        (answer([]), "http.not_json"),
    ],
)
def test_keys_that_cannot_be_read(reply: HttpAnswer | HttpFailed, code: str) -> None:
    """Without them an RS256 token is not verified."""
    known = IssuedTokens(Secret(id_token()), Secret("at"), "RS256")
    outcome = tokens(replace(PROGRESS, tokens=known, at=1_000.0), reply)  # type: ignore[arg-type]
    assert (LegResult.FAILED, code) == (outcome.result, outcome.code)


@pytest.mark.parametrize(
    ("progress", "answers", "code"),
    [
        (LoginProgress(), (), "tokens.no_code"),
        (PROGRESS, (), "tokens.missing"),
        (issued(sub="user-2"), (v3({"userId": "user-1"}),), "tokens.subject"),
        (issued(aud="another"), (), "tokens.audience"),
        (issued(None), (), "tokens.no_access_token"),
        (issued(), (v3(code=401, api=2020, text="x"),), "authing.2020"),
        (issued(), (answer(b"", status=500),), "http.status"),
    ],
)
def test_tokens_that_are_not_right(
    progress: LoginProgress, answers: tuple[HttpAnswer, ...], code: str
) -> None:
    """Each has its own code."""
    assert code == tokens(progress, *answers).code


def test_an_unknown_app_secret_proves_nothing() -> None:
    """HS256 cannot be verified without it; everything else is still looked at."""
    outcome = tokens(issued(), v3({"userId": "user-1"}), secret=None)
    assert (LegResult.NOT_PROVABLE, "tokens.secret_unknown") == (outcome.result, outcome.code)


def test_rs256_reads_the_issuers_keys() -> None:
    """From the application's own host."""
    progress = replace(
        PROGRESS, tokens=IssuedTokens(Secret(id_token()), Secret("at"), "RS256"), at=1_000.0
    )
    playbook = Playbook(check_tokens(progress, profile=PROFILE, app_secret=None))
    playbook.asks("GET", "/oidc/.well-known/jwks.json")
    assert "tokens.algorithm" == playbook.gets(answer({"keys": []})).ends().code


def test_an_rs256_key_that_is_not_there_is_a_failure() -> None:
    """Unlike a secret that only we do not know."""
    header = base64.urlsafe_b64encode(b'{"alg":"RS256","kid":"k"}').decode().rstrip("=")
    token = Secret(f"{header}.{id_token().partition('.')[2]}")
    progress = replace(PROGRESS, tokens=IssuedTokens(token, Secret("at"), "RS256"), at=1_000.0)
    outcome = tokens(progress, answer({"keys": []}))
    assert (LegResult.FAILED, "tokens.no_keys") == (outcome.result, outcome.code)


def test_a_refusal_of_leg_six_is_not_repeated() -> None:
    """Leg 6 fails with it; nothing else is asked."""
    progress = replace(PROGRESS, identity_refusal=Refusal("wecom.40029", {"errcode": 40029}))
    assert "wecom.40029" == Playbook(identify(progress)).ends().code


def test_the_plan_shows_a_code_that_is_sent_twice() -> None:
    """The login stands there twice, the config once."""
    asks = authing_steps(target(), scenario("code-reused"))[0].asks
    login = f"POST {APP_HOST}/api/v3/signin-by-mobile"
    assert (f"GET https://console.authing.cn{CONFIG_PATH}", login, login) == asks


def test_the_plan_says_what_will_be_asked() -> None:
    """Before anything runs."""
    asks = authing_steps(target("v2"), scenario("code-expired"))[0].asks
    assert (
        f"GET https://console.authing.cn{CONFIG_PATH}",
        "wait 301 s",
        f"POST {APP_HOST}/api/v2/ecConn/wechat-work/authByCode",
    ) == asks


def test_a_wrong_user_pool_is_found_before_the_code_is_spent() -> None:
    """The public config names the application's own."""
    profile = with_api("v3")
    backend = replace(profile.backend, user_pool_id="pool-2")
    chosen = replace(target(), profile=replace(profile, backend=backend))
    outcome = play(chosen, answers=config()).ends()
    assert ("exchange.other_pool", {"ours": "pool-2", "theirs": "pool-1"}) == (
        outcome.code,
        outcome.params,
    )


def test_an_app_secret_with_a_line_break_is_not_sent() -> None:
    """It is told in the place of a refusal that says nothing of it."""
    chosen = target(secret=Secret("secret\n"))
    outcome = play(chosen, answers=config(auth="client_secret_post")).ends()
    assert "secret_form.newline" == outcome.code
