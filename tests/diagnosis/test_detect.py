"""What speaks for one cause or another: each sign, and what is no sign."""

from dataclasses import replace

import pytest

from flow.samples import MD5, PROFILE, SCHEMA
from wecom_console.diagnosis.book import KnownCause, cause_book
from wecom_console.diagnosis.detect import CODE_LIFETIME_S, facts_of
from wecom_console.diagnosis.engine import Likelihood, diagnose
from wecom_console.diagnosis.facts import Facts
from wecom_console.diagnosis.run import facts_of_run
from wecom_console.diagnosis.told import tell_diagnosis
from wecom_console.domain.profile import AGENCY_MOBILE_TYPE, Association, Network, Profile
from wecom_console.domain.verdicts import LEGS, BackendKind, Leg, Platform, Verdict
from wecom_console.flow.events import (
    CallbackSeen,
    Event,
    Evidence,
    Exchanged,
    LegFinished,
    RunFinished,
    RunStarted,
)
from wecom_console.messages.catalogue import LANGUAGES, load_messages


def flags(code: str = "x", **params: str | int) -> set[str]:
    """What is noticed in a refusal's parameters."""
    return set(facts_of(code, params).flags)


@pytest.mark.parametrize(
    ("code", "params", "expected"),
    [
        ("http.status", {"status": 502}, {"status_502", "status_5xx"}),
        ("http.html", {"status": 502}, set()),
        ("http.status", {"status": "502"}, set()),
        ("x", {"message": "returned OpenID o1"}, {"outsider"}),
        ("x", {"message": "WeCom says no"}, {"says_wecom"}),
        ("x", {"message": "wechat says no"}, {"says_wecom"}),
        ("x", {"message": "企业微信返回错误"}, {"says_wecom"}),
        ("x", {"host": "console.authing.cn"}, {"host_is_console", "host_is_public"}),
        ("x", {"host": "api.authing.cn:443"}, {"host_is_api", "host_is_public"}),
        ("x", {"host": "core.authing.cn"}, {"host_is_api", "host_is_public"}),
        ("x", {"host": "my.api.authing.cn"}, {"host_is_public"}),
        ("x", {"host": "qyapi.weixin.qq.com"}, {"host_is_public"}),
        ("x", {"host": "notauthing.cn"}, set()),
        ("x", {"host": "127.0.0.1:8080"}, {"host_is_loopback"}),
        ("x", {"host": "localhost"}, {"host_is_loopback"}),
        ("x", {"host": "::1"}, {"host_is_loopback"}),
        ("x", {"host": "[::1]:8080"}, {"host_is_loopback"}),
        ("x", {"host": "[fd00::1]:8080"}, set()),
        ("x", {"found": "a", "identifier": "b"}, set()),
        ("x", {"found": "a, b", "identifier": "c"}, {"several_found"}),
        ("x", {"found": "b", "identifier": "b"}, {"identifier_found"}),
        ("x", {"found": "a, b", "identifier": "b"}, {"several_found", "identifier_found"}),
        ("x", {"found": "a, b"}, set()),
        ("x", {"algorithm": "HS256"}, {"alg_hs256"}),
        ("x", {"field": "schema"}, {"field_schema"}),
        ("x", {"field": "agentId"}, {"field_agentid"}),
        ("x", {"field": "corpId"}, {"field_corpid"}),
        ("x", {"field": "other"}, set()),
        ("x", {"agentid": "1", "errmsg": "invalid secret"}, {"says_secret"}),
        ("x", {"agentid": "1", "errmsg": "invalid code"}, set()),
        ("x", {"errmsg": "invalid secret"}, set()),
        ("x", {"errmsg": "auth_code exceed min length 64"}, {"says_auth_code"}),
        ("x", {"message": "ak and sk is incorrect"}, {"says_aksk"}),
        ("x", {"message": "access_token is invalid or not latest"}, {"says_not_latest"}),
        ("x", {"message": "invalid_grant: no"}, {"oauth_grant"}),
        ("x", {"message": "invalid_scope"}, {"oauth_scope"}),
        ("x", {"message": "unsupported_grant_type"}, {"oauth_request"}),
        ("x", {"message": "access_denied"}, {"oauth_denied"}),
        ("x", {"message": "invalid_token"}, {"oauth_token"}),
        ("x", {"message": "unauthorized_client"}, {"oauth_unauthorized"}),
        ("x", {"errcode": 40164}, set()),
        ("foreign.wechat", {"errcode": 40164}, {"foreign_40164"}),
    ],
)
def test_what_a_refusal_itself_says(
    code: str, params: dict[str, str | int], expected: set[str]
) -> None:
    """Its status, its words, its host, its field."""
    assert expected == flags(code, **params)


@pytest.mark.parametrize(
    ("found", "expected", "sign"),
    [
        (MD5.upper(), MD5, "case_differs"),
        (MD5, MD5.upper(), "case_differs"),
        (":".join(["AB"] * 16), "ab" * 16, "colons"),
        ("ab" * 16, ":".join(["AB"] * 16), "colons"),
        ("a" * 40, MD5, "sha_instead_of_md5"),
        (":".join(["AB"] * 32), MD5, "sha_instead_of_md5"),
        ("a" * 39, MD5, None),
        ("a" * 96, MD5, None),
        (":".join(["AB"] * 16), MD5, None),
        ("com.acme.app.debug", "com.acme.app", "debug_suffix"),
        ("com.acme.app.qa", "com.acme.app.beta", None),
        ("com.acme.debugger", "com.acme.app", None),
        ("https://a.cn/oidc", "https://b.cn/oidc", "other_domain"),
        ("https://a.cn/oidc", "https://b.cn/x", None),
        ("a.cn/oidc", "b.cn/oidc", None),
        ("", "x", None),
        ("x", "", None),
    ],
)
def test_how_two_values_differ(found: str, expected: str, sign: str | None) -> None:
    """The first that holds; where one is missing nothing can be said."""
    assert (set() if sign is None else {sign}) == flags(found=found, expected=expected)


SOUND = {"schema_agrees", "association_none", "no_user_pool"}


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (PROFILE, SOUND),
        (
            replace(PROFILE, schema="wwauthfedcba9876543210000002"),
            SOUND - {"schema_agrees"} | {"schema_corp_differs"},
        ),
        (
            replace(PROFILE, schema=f"{SCHEMA[:-1]}7"),
            SOUND - {"schema_agrees"} | {"schema_agent_differs"},
        ),
        (replace(PROFILE, schema=""), SOUND),
        (replace(PROFILE, schema=SCHEMA.upper()), SOUND | {"schema_upper"}),
        (replace(PROFILE, corp_id=PROFILE.corp_id.upper()), SOUND),
        (
            replace(PROFILE, agent_id="3000002", schema=SCHEMA),
            SOUND | {"agent_id_odd"},
        ),
        (replace(PROFILE, agent_id="agent"), SOUND | {"agent_id_odd"}),
        (replace(PROFILE, login_only=True), SOUND | {"login_only"}),
        (
            replace(PROFILE, association=Association("challenge")),
            SOUND - {"association_none"} | {"association_challenge"},
        ),
        (
            replace(PROFILE, backend=replace(PROFILE.backend, user_pool_id="pool")),
            SOUND - {"no_user_pool"},
        ),
        (
            replace(PROFILE, backend=replace(PROFILE.backend, app_host="https://console.a.cn")),
            SOUND | {"app_host_is_console"},
        ),
        (
            replace(PROFILE, backend=replace(PROFILE.backend, app_host="https://api.a.cn")),
            SOUND | {"app_host_is_api"},
        ),
        (
            replace(PROFILE, backend=replace(PROFILE.backend, app_host="https://core.a.cn")),
            SOUND | {"app_host_is_api"},
        ),
        (
            replace(PROFILE, wecom=replace(PROFILE.wecom, base_url="https://wecom.acme.cn")),
            SOUND | {"private_wecom"},
        ),
        (replace(PROFILE, network=Network(proxy="http://p:1")), SOUND | {"own_proxy"}),
        (replace(PROFILE, network=Network(proxy="direct")), SOUND),
    ],
)
def test_what_the_profile_says(profile: Profile, expected: set[str]) -> None:
    """What is usual in it is not noticed."""
    assert expected == set(facts_of("x", {}, profile=profile).flags)


def exchange(path: str, body: str = "", *, at: float = 0.0, note: str = "", sent: str = ""):
    """A request of the run."""
    headers = (("x-other", "y"), ("x-sim-note", note)) if note else ()
    return Exchanged(
        leg=Leg.IDENTITY,
        number=1,
        method="GET",
        url=f"https://x.cn{path}",
        query=(),
        request_headers=(),
        request_body=sent,
        status=200,
        answer_headers=headers,
        answer_body=body,
        elapsed_ms=1.0,
        at=at,
    )


def code(**items: str) -> Evidence:
    return Evidence(Leg.RETURN, "evidence.code", tuple(items.items()))


RETURNED = CallbackSeen(Leg.RETURN, "x", (), 1_000.0)
REDEEMED = "/cgi-bin/auth/getuserinfo"
LATE = 1_000.0 + CODE_LIFETIME_S


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((exchange("/gettoken", '{"access_token":"x"}'),), {"gettoken_ok"}),
        ((exchange("/gettoken", "{}"),), set()),
        ((exchange("/other", '{"access_token":"x"}'),), set()),
        ((exchange("/agent/get", '{"agentid":1}'),), {"agent_ok"}),
        ((exchange("/agent/get", "{}"),), set()),
        ((exchange("/other", '{"agentid":1}'),), set()),
        ((exchange("/a/public-config", '["wechatwork:mobile"]'),), set()),
        ((exchange("/a/public-config", '["wechatwork:corp:qrconnect"]'),), {"other_type"}),
        ((exchange("/a/public-config", "[]"),), {"no_connections"}),
        ((exchange("/a/public-config", ""),), set()),
        ((exchange("/a/public-config", "<html>"),), set()),
        ((replace(exchange("/a/public-config", "{}"), status=404),), set()),
        (
            (exchange("/a/public-config", '["wechatwork:mobile","wechatwork:mobile"]'),),
            {"several_published"},
        ),
        (
            (replace(exchange("/gettoken"), query=(("corpsecret", "[redacted:42]"),)),),
            {"secret_length_odd"},
        ),
        ((replace(exchange("/gettoken"), query=(("corpsecret", "[redacted:43]"),)),), set()),
        ((exchange("/x", note="code.used"),), {"note_used"}),
        ((exchange("/x", note="ip.banned"),), {"note_ip.banned"}),
        ((exchange(REDEEMED), exchange(REDEEMED)), {"sent_twice"}),
        ((exchange(REDEEMED), exchange(REDEEMED, sent="another")), set()),
        ((exchange("/authByCode"), exchange("/authByCode")), {"sent_twice"}),
        ((exchange("/signin-by-mobile"), exchange("/signin-by-mobile")), {"sent_twice"}),
        ((exchange("/api/login"), exchange("/api/login")), {"sent_twice"}),
        ((exchange("/user/get"), exchange("/user/get")), set()),
        ((RETURNED, exchange(REDEEMED, at=LATE)), set()),
        ((RETURNED, exchange(REDEEMED, at=LATE + 1)), {"code_old"}),
        ((exchange(REDEEMED, at=LATE + 1),), set()),
        ((RETURNED, exchange("/user/get", at=LATE + 1)), set()),
        (
            (RETURNED, exchange(REDEEMED, at=1_001.0), exchange(REDEEMED, at=LATE + 1, sent="x")),
            {"code_old"},
        ),
        ((code(form="space", received="4", length="4"),), {"code_has_space"}),
        ((code(form="percent", received="4", length="4"),), {"code_has_percent"}),
        ((code(form="plain", received="4", length="3"),), {"code_cut"}),
        ((code(form="plain", length="3"),), set()),
        ((Evidence(Leg.RETURN, "evidence.other", (("form", "space"),)),), set()),
        (
            (LegFinished(Leg.REQUEST, Verdict.NOT_PROVABLE, "request.shown", {}, 1.0),),
            {"real_phone"},
        ),
        ((LegFinished(Leg.REQUEST, Verdict.NOT_PROVABLE, "request.absent", {}, 1.0),), set()),
        ((LegFinished(Leg.CONFIRM, Verdict.NOT_PROVABLE, "request.shown", {}, 1.0),), set()),
    ],
)
def test_what_a_run_shows(events: tuple[Event, ...], expected: set[str]) -> None:
    """Which questions were answered, what was sent twice or late, what became of the code."""
    assert expected == set(facts_of("x", {}, events=events).flags)


START = RunStarted("r", "acme", "success", Platform.IOS, BackendKind.WECOM, "h", 0.0, LEGS)
END = RunFinished(passed=False, verdict=Verdict.FAILED, expected="success", elapsed_ms=1.0)


def failed(leg: Leg, code: str = "x") -> LegFinished:
    return LegFinished(leg, Verdict.FAILED, code, {"field": "schema"}, 1.0)


def test_the_facts_of_a_run_are_those_of_its_failed_leg() -> None:
    """With backend, platform, and profile."""
    events = (START, failed(Leg.IDENTITY, "wecom.40029"), END)
    found = facts_of_run(events, profile=PROFILE)
    assert found is not None
    assert ("wecom.40029", {"field": "schema"}, Leg.IDENTITY, BackendKind.WECOM) == (
        found.code,
        found.params,
        found.leg,
        found.backend,
    )
    expected = {"backend_wecom", "platform_ios", "field_schema", *SOUND}
    assert expected == found.flags


def test_a_leg_that_did_not_fail_has_no_facts() -> None:
    """Nor has a run without a failure, or without its start."""
    good = LegFinished(Leg.PROFILE, Verdict.PROVEN, "", {}, 1.0)
    events = (START, good, failed(Leg.IDENTITY, "a"), END)
    assert facts_of_run(events, leg=Leg.PROFILE) is None
    assert facts_of_run((START, good, END)) is None
    assert facts_of_run(events[1:]) is None
    found = facts_of_run(events, leg=Leg.IDENTITY)
    assert found is not None
    assert "a" == found.code


# --- ranking -------------------------------------------------------------------------------------

BOOK = {
    "x": (
        KnownCause("first", 50, {"up": 20, "down": -30}),
        KnownCause("second", 50, {"up": 5}),
        KnownCause("third", 24, {"down": -24, "up": 90}),
    )
}


def ranked(*noticed: str) -> list[tuple[str, int, str, tuple[str, ...]]]:
    facts = Facts("x", {}, None, None, frozenset(noticed))
    return [(c.id, c.score, c.likelihood.value, c.because) for c in diagnose(facts, BOOK)]


def test_causes_stand_by_their_score() -> None:
    """Of equal ones the file's order; only flags that speak for a cause are its reasons."""
    assert [
        ("first", 50, "possible", ()),
        ("second", 50, "possible", ()),
        ("third", 24, "unlikely", ()),
    ] == ranked()
    assert [
        ("third", 100, "likely", ("up",)),
        ("first", 70, "likely", ("up",)),
        ("second", 55, "possible", ("up",)),
    ] == ranked("up", "unknown")


def test_a_cause_that_is_ruled_out_is_left_out() -> None:
    """What speaks against it is no reason for it."""
    assert [
        ("second", 50, "possible", ()),
        ("first", 20, "unlikely", ()),
    ] == ranked("down")


def test_where_all_are_ruled_out_all_are_told() -> None:
    """Better than nothing."""
    book = {"x": (KnownCause("a", 10, {"no": -10}), KnownCause("b", 5, {"no": -10}))}
    facts = Facts("x", {}, None, None, frozenset({"no"}))
    assert [("a", 0), ("b", 0)] == [(c.id, c.score) for c in diagnose(facts, book)]


@pytest.mark.parametrize(
    ("weight", "likelihood"),
    [
        (60, Likelihood.LIKELY),
        (59, Likelihood.POSSIBLE),
        (25, Likelihood.POSSIBLE),
        (24, Likelihood.UNLIKELY),
    ],
)
def test_how_sure_one_is(weight: int, likelihood: Likelihood) -> None:
    """By its score."""
    [cause] = diagnose(
        Facts("x", {}, None, None, frozenset()), {"x": (KnownCause("a", weight, {}),)}
    )
    assert likelihood is cause.likelihood


def test_a_code_with_one_meaning_is_its_own_cause() -> None:
    """With the fix that its explanation has, or else its note."""
    told = tell_diagnosis(load_messages("en"), facts_of("no.such.code", {}))
    assert ("no.such.code", Likelihood.LIKELY, "no.such.code", ()) == (
        told.first.id,
        told.first.likelihood,
        told.first.title,
        told.first.because,
    )


@pytest.mark.parametrize(
    ("code", "backend", "place"),
    [
        ("wecom.40029", BackendKind.AUTHING, "The app's own code, which calls Authing"),
        ("wecom.42001", BackendKind.AUTHING, "Authing console"),
        ("wecom.42001", BackendKind.HTTP, "The backend's code"),
        ("wecom.42001", BackendKind.WECOM, "Here"),
        ("wecom.45009", BackendKind.AUTHING, "Whatever else calls with this app's Secret"),
        ("wecom.60020", BackendKind.SIMULATOR, "The simulator's own settings"),
    ],
)
def test_nobody_is_sent_to_code_that_is_not_theirs(
    code: str, backend: BackendKind, place: str
) -> None:
    """Who runs Authing's cloud cannot change what it does; the place is told for each backend."""
    told = tell_diagnosis(load_messages("en"), facts_of(code, {"ip": "1.2.3.4"}, backend=backend))
    assert told.first.where.startswith(place)


def test_a_new_secret_is_entered_at_both_ends() -> None:
    """Behind Authing first of all in its connection, which holds a copy."""
    facts = facts_of("wecom.40001", {}, backend=BackendKind.AUTHING)
    first, second, *_ = tell_diagnosis(load_messages("en"), facts).causes
    assert {"secret_wrong", "secret_old_at_platform"} == {first.id, second.id}
    assert all("Authing" in one.fix and "Authing" in one.where for one in (first, second))


@pytest.mark.parametrize("language", LANGUAGES)
def test_behind_authing_nobody_is_sent_to_a_backends_code(language: str) -> None:
    """Of no refusal of WeCom's, by none of its causes."""
    messages = load_messages(language)
    places = {
        one.where
        for code in cause_book()
        if code.startswith("wecom.")
        for one in tell_diagnosis(messages, facts_of(code, {}, backend=BackendKind.AUTHING)).causes
    }
    assert messages.text("diagnosis.backends_code") not in places


@pytest.mark.parametrize(
    "backend", [BackendKind.CASDOOR, BackendKind.HTTP, BackendKind.WECOM, BackendKind.SIMULATOR]
)
def test_authings_console_is_named_for_authing_alone(backend: BackendKind) -> None:
    """Who uses another platform has none."""
    told = tell_diagnosis(load_messages("en"), facts_of("wecom.40001", {}, backend=backend))
    assert [] == [one.id for one in told.causes if one.where.startswith("Authing")]


AGENCY = replace(PROFILE, type=AGENCY_MOBILE_TYPE)


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("wecom.60020", "ip_of_agency"),
        ("wecom.40001", "agency_secret_wrong"),
        ("wecom.40084", "permanent_code_old"),
        ("wecom.48002", "agency_corp_token"),
        ("wecom.60111", "userid_encrypted"),
    ],
)
def test_an_agency_app_has_causes_of_its_own(code: str, cause: str) -> None:
    """It has no Secret of its own, and the provider's list of addresses counts."""
    told = tell_diagnosis(load_messages("en"), facts_of(code, {}, profile=AGENCY))
    assert cause == told.first.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_address_nothing_goes_in_a_circle(language: str) -> None:
    """Nobody is told to add "the address that WeCom names"."""
    told = tell_diagnosis(load_messages(language), facts_of("wecom.60020", {"ip": "?"}))
    known = load_messages(language).text("diagnosis.some_ip")
    said = [f"{one.title} {one.fix}" for one in told.causes]
    assert [] == [text for text in said if known in text]


def test_what_is_not_known_is_said_in_general_words() -> None:
    """A bare code brings no address; what is known is told as it is."""
    messages = load_messages("en")
    bare = tell_diagnosis(messages, facts_of("wecom.60020", {}))
    known = tell_diagnosis(messages, facts_of("wecom.60020", {"ip": "203.0.113.7"}))
    unknown = tell_diagnosis(messages, facts_of("wecom.60020", {"ip": "?"}))
    whole = [" ".join(f"{c.title} {c.confirm} {c.fix}" for c in d.causes) for d in (bare, known)]
    assert (False, True) == tuple("203.0.113.7" in text for text in whole)
    assert bare.causes == unknown.causes
    assert [] == [text for text in whole if "{" in text]
