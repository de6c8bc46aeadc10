"""Whatever a server answers and whatever is pasted, a run ends as a run and no secret is told."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import anyio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from architecture.properties import examples
from flow.samples import (
    APP_SECRET,
    CODE,
    HEAD,
    SECRET_TEXT,
    ManualClock,
    ScriptedPhone,
    collect,
    device,
    return_link,
    with_api,
)
from wecom_console.backends.credentials import Credentials
from wecom_console.backends.table import build_plan
from wecom_console.domain.profile import FORM_TYPE, HttpLogin, Profile
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.flow.commands import CallbackArrived, HttpCall
from wecom_console.flow.driver import drive
from wecom_console.flow.event_codec import serialise_events
from wecom_console.flow.events import Event, RunFinished
from wecom_console.flow.ports import Ports
from wecom_console.flow.redaction import Redactor
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed, TransportFault

CREDENTIALS = Credentials(Secret(SECRET_TEXT), APP_SECRET)
PLATFORMS = (Platform.ANDROID, Platform.IOS)

known_texts = st.sampled_from(
    [
        CODE,
        SECRET_TEXT,
        "wechatwork:mobile",
        "acme-wecom",
        "HS256",
        "RS256",
        "a.b.c",
        "",
        "\ud800",
        "ok",
        "error",
    ]
)
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | known_texts
names = st.sampled_from(
    [
        *("errcode", "errmsg", "access_token", "userid", "UserId", "code", "statusCode", "apiCode"),
        *(
            "message",
            "data",
            "ecConnections",
            "type",
            "identifier",
            "fields",
            "corpId",
            "oidcConfig",
        ),
        *("token", "id_token", "id", "keys", "kid", "kty", "userId", "identities", "close"),
        *("status", "msg", "data2", "Errcode"),
        *("id_token_signed_response_alg", "token_endpoint_auth_method", "allow_userinfos"),
    ]
)
documents = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=6),
    max_leaves=12,
)
bodies = documents.map(lambda found: json.dumps(found).encode()) | st.binary(max_size=60)
answers = st.builds(
    HttpAnswer,
    status=st.sampled_from([200, 200, 200, 201, 301, 400, 500]),
    headers=st.just((("set-cookie", f"a={SECRET_TEXT}"), ("error-msg", CODE))),
    body=bodies,
    elapsed_ms=st.just(1.0),
    simulated=st.booleans(),
)
replies = answers | st.builds(HttpFailed, st.sampled_from(TransportFault), st.just("host"))


@dataclass
class AnyHttp:
    """Answers from the list, then over and over with the last one."""

    answers: list[HttpAnswer | HttpFailed]
    sent: int = field(default=0)

    async def call(self, call: HttpCall) -> HttpAnswer | HttpFailed:
        """The next one."""
        self.sent += 1
        return self.answers[min(self.sent, len(self.answers)) - 1]


HTTP_LOGIN = HttpLogin(
    url="https://acme.cn/?s={state}",
    headers=("X-Code: {code}", "Authorization: Bearer {app_secret}"),
    content_type=FORM_TYPE,
    body="code={code}",
    success="data",
    user="id",
    token="access_token",
    error_code="code",
    error_message="message",
)


def profile_for(kind: BackendKind, api: str) -> Profile:
    """A profile that has what this backend needs."""
    profile = with_api(api)
    more = {"application": "door", "provider": "wecom", "http": HTTP_LOGIN}
    return replace(profile, backend=replace(profile.backend, kind=kind, **more))  # type: ignore[arg-type]


def run(kind: BackendKind, api: str, platform: Platform, http: AnyHttp, link: str) -> list[Event]:
    """The events of a success scenario."""
    chosen = device("success", platform, profile=profile_for(kind, api))
    plan = build_plan(kind, chosen, CREDENTIALS)
    assert plan is not None
    phone = ScriptedPhone(CallbackArrived(link, simulated=False))
    redactor = Redactor(CREDENTIALS.known())
    events = drive(plan, Ports(http, phone, ManualClock()), head=HEAD, redactor=redactor)

    async def all_events() -> list[Event]:
        return list(await collect(events))

    return anyio.run(all_events)


def kinds() -> Iterator[tuple[BackendKind, str]]:
    """Each dialogue once."""
    yield BackendKind.WECOM, "v3"
    yield BackendKind.AUTHING, "v2"
    yield BackendKind.AUTHING, "v3"
    yield BackendKind.CASDOOR, "v3"
    yield BackendKind.HTTP, "v3"


@pytest.mark.parametrize(("kind", "api"), list(kinds()))
@settings(max_examples=examples(60))
@given(st.lists(replies, min_size=1, max_size=5), st.sampled_from(PLATFORMS))
def test_a_hostile_server_ends_in_a_verdict(
    kind: BackendKind, api: str, replies: list[HttpAnswer | HttpFailed], platform: Platform
) -> None:
    """Never in a crash, never in a loop, and its echoes are redacted."""
    http = AnyHttp(replies)
    events = run(kind, api, platform, http, return_link(platform))
    assert isinstance(events[-1], RunFinished)
    assert http.sent <= 5
    text = serialise_events(events)
    assert [] == [secret for secret in (CODE, SECRET_TEXT, APP_SECRET.reveal()) if secret in text]


links = st.builds(
    lambda head, tail: head + tail,
    st.sampled_from(["", "wwauth0123456789abcdef000002://sso?", "wwauth://wxworksdk?pbtype=x&"]),
    st.text() | st.sampled_from(["code=\ud800&state=x", "bizData=YnBsaXN0MDA=", "errcode=0"]),
)


@settings(max_examples=examples(60))
@given(links, st.sampled_from(PLATFORMS), st.sampled_from([BackendKind.WECOM, BackendKind.HTTP]))
def test_any_text_may_be_pasted(link: str, platform: Platform, kind: BackendKind) -> None:
    """As the return link of a real phone."""
    http = AnyHttp([HttpFailed(TransportFault.CONNECT, "host")])
    events = run(kind, "v3", platform, http, link)
    assert isinstance(events[-1], RunFinished)
