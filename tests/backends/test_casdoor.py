"""Casdoor as dialogues: the one request, its sentences sorted by who decided, its token."""

from dataclasses import replace
from functools import cache

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from jwt.algorithms import RSAAlgorithm

from architecture.seeded_keys import rsa_2048
from flow.playbook import Playbook, answer
from flow.samples import CODE, PROFILE, scenario
from wecom_console.backends.casdoor import CasdoorTarget, casdoor_steps
from wecom_console.domain.profile import Backend
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind
from wecom_console.flow.commands import Wait, Waited
from wecom_console.flow.login_progress import IssuedTokens, LoginProgress
from wecom_console.flow.outcomes import LegOutcome, LegResult
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed, TransportFault
from wecom_console.protocol.refusal import Refusal

BACKEND = Backend(
    kind=BackendKind.CASDOOR,
    app_host="https://door.acme.cn/",
    organization="acme",
    application="door",
    provider="wecom",
)
TARGET = CasdoorTarget(replace(PROFILE, backend=BACKEND))
PROGRESS = LoginProgress(code=Secret(CODE))
JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1In0.c2lnbmF0dXJl"
NO_ACCOUNT = (
    "The account for provider: WeCom and username: a (b) does not exist and is not allowed to sign "
    "up as new account, please contact your IT support"
)
FORBIDDEN = "The user is forbidden to sign in, please contact the administrator"
NO_GRANT = "error: grant_type: token is not supported in this application"
HINT = "hint: [1790000000123456789012345], from ip: 203.0.113.7, more info at https://x"


def casdoor(data: object = None, *, msg: str = "") -> HttpAnswer:
    """An answer in Casdoor's envelope."""
    return answer({"status": "error" if msg else "ok", "msg": msg, "data": data, "data2": None})


def leg(
    number: int,
    name: str = "success",
    progress: LoginProgress = PROGRESS,
    target: CasdoorTarget = TARGET,
):
    """The dialogue of leg 5, 6 or 7."""
    return Playbook(casdoor_steps(target, scenario(name))[number - 5].run(progress))


def exchanged(reply: HttpAnswer | HttpFailed) -> LegOutcome:
    """Leg 5 with this answer."""
    return leg(5).gets(reply).ends()


def progress_of(outcome: LegOutcome) -> LoginProgress:
    """What the next leg starts from."""
    assert outcome.progress is not None, outcome
    return outcome.progress


def test_the_login_is_what_casdoor_reads() -> None:
    """A provider's code for tokens; ``signup`` is what signs in without a session."""
    call = leg(5).asks("POST", "/api/login")
    assert call.json == {
        "type": "token",
        "application": "door",
        "organization": "acme",
        "provider": "wecom",
        "code": CODE,
        "state": "casdoor",
        "redirectUri": "https://door.acme.cn/callback",
        "method": "signup",
    }
    assert ["data", "data2"] == [str(path) for path in call.answer_secrets]


def test_tokens_are_handed_on() -> None:
    """``data`` is the access token."""
    progress = progress_of(exchanged(casdoor(JWT)))
    assert progress.tokens == IssuedTokens(access_token=Secret(JWT), algorithm="RS256")


@pytest.mark.parametrize(
    ("msg", "code"),
    [
        (f"pToken.Errcode = 40013, pToken.Errmsg = invalid corpid, {HINT}", "wecom.40013"),
        (
            f"Failed to login in: userIdResp.Errcode = 40029, userIdResp.Errmsg = x, {HINT}",
            "wecom.40029",
        ),
        (
            "Failed to login in: userInfoResp.errcode = 60011, userInfoResp.errmsg = x",
            "wecom.60011",
        ),
        ("Failed to login in: userIdResp.Errcode = -1, userIdResp.Errmsg = busy", "wecom.-1"),
        ("Failed to login in: not an internal user", "identity.not_a_member"),
    ],
)
def test_wecoms_no_belongs_to_leg_six(msg: str, code: str) -> None:
    """The number is read out of Casdoor's text."""
    outcome = exchanged(casdoor(msg=msg))
    assert (LegResult.REACHED, "exchange.answered") == (outcome.result, outcome.code)
    refused = leg(6, progress=progress_of(outcome)).ends()
    assert (LegResult.FAILED, code) == (refused.result, refused.code)


def test_the_address_that_wecom_saw_is_kept() -> None:
    """It has to be put on the list."""
    outcome = exchanged(casdoor(msg=f"userIdResp.Errcode = 60020, userIdResp.Errmsg = no, {HINT}"))
    refusal = progress_of(outcome).identity_refusal
    assert refusal is not None
    assert ("203.0.113.7", PROFILE.agent_id) == (refusal.params["ip"], refusal.params["agentid"])


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (casdoor(msg=NO_ACCOUNT), "casdoor.no_account"),
        (casdoor(msg=FORBIDDEN), "casdoor.forbidden"),
        (casdoor(msg=NO_GRANT), "casdoor.grant_type"),
        (casdoor("NextMfa"), "casdoor.mfa"),
        (casdoor("RequiredMfa"), "casdoor.mfa"),
    ],
)
def test_a_decision_about_the_account_belongs_to_leg_seven(reply: HttpAnswer, code: str) -> None:
    """WeCom has named the member by then, so leg 6 is reached."""
    progress = progress_of(exchanged(reply))
    six = leg(6, progress=progress).ends()
    assert (LegResult.REACHED, "identity.by_casdoor") == (six.result, six.code)
    assert (LegResult.FAILED, code) == (
        (seven := leg(7, progress=progress).ends()).result,
        seven.code,
    )


@pytest.mark.parametrize(
    ("msg", "leg_number", "code"),
    [
        ("Unauthorized operation", 7, "casdoor.unauthorized"),
        ("The application: door has disabled users to signin", 7, "casdoor.signin_disabled"),
        ("Invalid token", 6, "casdoor.token_empty"),
        ("Failed to login in: dial tcp: lookup qyapi.weixin.qq.com", 6, "casdoor.network"),
    ],
)
def test_a_sentence_belongs_to_its_leg(msg: str, leg_number: int, code: str) -> None:
    """What it says of the account to the tokens, of Casdoor's own call to the identity."""
    progress = progress_of(exchanged(casdoor(msg=msg)))
    outcome = leg(leg_number, progress=progress).ends()
    assert (LegResult.FAILED, code, msg) == (
        outcome.result,
        outcome.code,
        outcome.params["message"],
    )


@pytest.mark.parametrize(
    ("msg", "code"),
    [
        ("State expected: casdoor, but got: x", "casdoor.state"),
        ("The application: door does not exist", "casdoor.application"),
        ("The provider: wecom is not enabled for the application", "casdoor.provider"),
        (
            "Redirect URI: https://a doesn't exist in the allowed Redirect URI list",
            "casdoor.redirect",
        ),
        ("Something that nobody knows", "casdoor.refused"),
    ],
)
def test_what_casdoor_refuses_itself_fails_leg_five(msg: str, code: str) -> None:
    """Its sentence is shown."""
    outcome = exchanged(casdoor(msg=msg))
    assert (LegResult.FAILED, code, msg) == (
        outcome.result,
        outcome.code,
        outcome.params["message"],
    )


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (HttpFailed(TransportFault.DNS, "door.acme.cn"), "transport.dns"),
        (answer({}, status=502), "http.status"),
        (answer({}, status=301), "http.redirect"),
        (answer(b"<html><title>Casdoor</title>"), "http.html"),
        (answer([]), "http.not_json"),
        (answer({"status": "fine"}), "http.not_json"),
    ],
)
def test_what_is_not_casdoor_fails_leg_five(reply: HttpAnswer | HttpFailed, code: str) -> None:
    """Another server, or its own web page."""
    assert code == exchanged(reply).code


def test_without_a_code_nothing_is_sent() -> None:
    """A made-up code proves nothing; all three legs say so."""
    results = [leg(n, progress=LoginProgress()).ends() for n in (5, 6, 7)]
    assert [LegResult.NOT_PROVABLE] * 3 == [r.result for r in results]
    assert ["exchange.no_code", "identity.behind_backend", "tokens.no_code"] == [
        r.code for r in results
    ]


@pytest.mark.parametrize("name", ["app_host", "application", "provider"])
def test_a_missing_setting_is_named(name: str) -> None:
    """Before anything is sent."""
    changed: dict[str, str] = {name: ""}
    target = CasdoorTarget(replace(PROFILE, backend=replace(BACKEND, **changed)))
    outcome = leg(5, target=target).ends()
    assert ("exchange.not_set_up", f"backend.{name}") == (outcome.code, outcome.params["field"])


def test_a_used_code_is_sent_twice_and_an_old_one_late() -> None:
    """The last answer counts."""
    play = leg(5, "code-reused").gets(casdoor(JWT))
    play.asks("POST", "/api/login")
    assert "exchange.answered" == play.gets(casdoor(msg="Errcode = 40029")).ends().code
    late = leg(5, "code-expired")
    assert Wait(301.0) == late.commands(Wait)
    late.gets(Waited()).asks("POST", "/api/login")


def test_an_answer_without_a_token_is_no_login() -> None:
    """``data`` is empty, or it is somebody else's JSON that says ok."""
    outcomes = [exchanged(casdoor("")), exchanged(answer({"status": "ok"}))]
    assert ["tokens.absent"] * 2 == [outcome.code for outcome in outcomes]


def test_leg_seven_needs_a_token() -> None:
    """Whatever came before."""
    progress = replace(PROGRESS, tokens=IssuedTokens())
    assert "tokens.absent" == leg(7, progress=progress).ends().code


@pytest.mark.parametrize("token", ["opaque-token-0123456789", JWT])
def test_a_token_that_cannot_be_verified_is_not_judged(token: str) -> None:
    """No JWT, or no client id to compare its audience with: nothing is asked."""
    outcome = leg(7, progress=progress_of(exchanged(casdoor(token)))).ends()
    assert (LegResult.NOT_PROVABLE, "tokens.opaque") == (outcome.result, outcome.code)
    assert token not in str(outcome.evidence)


NAMED = CasdoorTarget(replace(PROFILE, backend=replace(BACKEND, app_id="client-1")))


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        (answer({"keys": []}), "tokens.no_keys"),
        (answer({}, status=404), "http.status"),
        (answer(b"no"), "http.not_json"),
        (answer({}), "http.not_json"),
        (HttpFailed(TransportFault.TIMEOUT, "door.acme.cn"), "transport.timeout"),
    ],
)
def test_a_token_is_verified_with_the_published_keys(
    keys: HttpAnswer | HttpFailed, code: str
) -> None:
    """Where the client id is known."""
    play = leg(7, progress=progress_of(exchanged(casdoor(JWT))), target=NAMED)
    play.asks("GET", "/.well-known/jwks")
    assert code == play.gets(keys).ends().code


@pytest.mark.parametrize("simulated", [True, False])
def test_every_later_leg_says_whose_answer_it_judged(simulated: bool) -> None:
    """Reached or failed."""
    progress = replace(PROGRESS, exchange_simulated=simulated, tokens=IssuedTokens())
    no = progress_of(exchanged(replace(casdoor(msg="Errcode = 40029"), simulated=simulated)))
    wrong = progress_of(exchanged(replace(casdoor(JWT), simulated=simulated)))
    outcomes = [
        leg(6, progress=progress).ends(),
        leg(7, progress=progress).ends(),
        leg(6, progress=no).ends(),
        leg(7, progress=wrong, target=NAMED).gets(answer({"keys": []})).ends(),
        leg(7, progress=wrong, target=NAMED).gets(answer({}, status=404)).ends(),
    ]
    results = [LegResult.REACHED, *[LegResult.FAILED] * 4]
    assert list(zip(results, [simulated] * 5, strict=True)) == [
        (o.result, o.simulated) for o in outcomes
    ]


def test_the_last_of_two_answers_decides_by_whom_it_was_given() -> None:
    """And when."""
    first = replace(casdoor(JWT), simulated=True, at=1.0)
    outcome = leg(5, "code-reused").gets(first).gets(replace(casdoor(JWT), at=2.0)).ends()
    assert (False, 2.0) == ((progress := progress_of(outcome)).exchange_simulated, progress.at)


ISSUER = "https://door.acme.cn"


@cache
def signing_key() -> RSAPrivateKey:
    """One key for all tests: making one takes a while."""
    return rsa_2048("a backend's tokens")


def signed(key: RSAPrivateKey, **changes: object) -> str:
    """An access token as Casdoor issues it."""
    claims = {"iss": ISSUER, "aud": ["client-1"], "sub": "acme/zhangsan", "iat": 900, "exp": 9_000}
    return jwt.encode(claims | changes, key, algorithm="RS256")


def verified(token: str, *, host: str = "https://door.acme.cn/") -> LegOutcome:
    """Leg 7 with the server's own keys."""
    target = CasdoorTarget(replace(PROFILE, backend=replace(NAMED.backend, app_host=host)))
    public = RSAAlgorithm.to_jwk(signing_key().public_key(), as_dict=True)
    progress = progress_of(leg(5, target=target).gets(casdoor(token)).ends())
    return leg(7, progress=progress, target=target).gets(answer({"keys": [public]})).ends()


@pytest.mark.parametrize("host", ["https://door.acme.cn", "https://door.acme.cn/below/"])
def test_a_sound_token_is_verified(host: str) -> None:
    """Its issuer is the server, even where that is mounted below a path."""
    outcome = verified(signed(signing_key()), host=host)
    assert (LegResult.REACHED, "tokens.access_verified") == (outcome.result, outcome.code)
    assert ("sub", "acme/zhangsan") in outcome.evidence[0].items


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"iss": "https://evil.example"}, "casdoor.token_issuer"),
        ({"aud": ["client-2"]}, "casdoor.token_audience"),
        ({"exp": 901}, "casdoor.token_time"),
        ({"iat": 5_000}, "casdoor.token_time"),
        ({"sub": ""}, "casdoor.token_unreadable"),
    ],
)
def test_what_is_wrong_with_a_token_has_a_word(changes: dict[str, object], code: str) -> None:
    """Each in those of an access token."""
    outcome = verified(signed(signing_key(), **changes))
    assert (LegResult.FAILED, code) == (outcome.result, outcome.code)
    assert outcome.evidence


def test_another_servers_token_is_refused() -> None:
    """The keys are those that this server publishes."""
    other = rsa_2048("other")
    assert "casdoor.token_signature" == verified(signed(other)).code


@pytest.mark.parametrize(
    ("msg", "params"),
    [
        ("The application: door does not exist", {"name": "door"}),
        ("x" * 400, {"message": "x" * 300, "state": "casdoor", "provider": "wecom"}),
    ],
)
def test_a_refusal_names_what_was_asked_with(msg: str, params: dict[str, str]) -> None:
    """State, application and provider are the profile's; the sentence is cut."""
    found = exchanged(casdoor(msg=msg)).params
    assert params == {name: found[name] for name in params}


def test_a_decision_about_the_account_keeps_casdoors_sentence() -> None:
    """It is shown in leg 7."""
    seven = leg(7, progress=progress_of(exchanged(casdoor(msg=FORBIDDEN)))).ends()
    assert {"message": FORBIDDEN} == seven.params


def test_wecoms_no_comes_before_casdoors_own_words() -> None:
    """A sentence may hold both."""
    progress = progress_of(exchanged(casdoor(msg=f"{FORBIDDEN}: Errcode = 60011")))
    assert (None, "wecom.60011") == (
        progress.account_refusal,
        progress.identity_refusal and progress.identity_refusal.code,
    )


def test_the_login_is_asked_in_english() -> None:
    """Its sentences are told apart here."""
    assert (("accept-language", "en"),) == leg(5).asks("POST", "/api/login").headers


def test_a_refusal_of_an_earlier_leg_ends_later_ones() -> None:
    """Leg 7 asks for no keys once the account was refused."""
    progress = replace(PROGRESS, account_refusal=Refusal("casdoor.forbidden"))
    assert "casdoor.forbidden" == leg(7, progress=progress, target=NAMED).ends().code


def test_the_plan_says_what_will_be_asked() -> None:
    """The tampering shows."""
    asks = casdoor_steps(TARGET, scenario("code-reused"))[0].asks
    assert ("POST https://door.acme.cn/api/login",) * 2 == asks
