"""Nothing green that was not seen: every backend, every call, every answer that is none.

A login in a world where all is well is proven; then one call after the other gets each refusal of
the catalogue and each kind of broken answer. None of them may leave the login proven.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

import pytest

from backends.test_authing import config, id_token
from backends.test_casdoor import BACKEND as CASDOOR
from backends.test_casdoor import JWT, casdoor
from backends.test_custom_http import DONE, LOGIN
from backends.test_wecom import TOKEN
from flow.playbook import answer, v2, v3, wecom
from flow.samples import (
    APP_HOST,
    APP_SECRET,
    CODE,
    PROFILE,
    SECRET_TEXT,
    device,
    with_api,
)
from wecom_console.backends.authing import AuthingTarget
from wecom_console.backends.credentials import Credentials
from wecom_console.backends.preflight import (
    CheckState,
    check_authing,
    check_casdoor,
    check_wecom,
)
from wecom_console.backends.table import BACKENDS
from wecom_console.backends.wecom import WecomTarget
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.flow.commands import HttpCall
from wecom_console.flow.dialogue import Dialogue
from wecom_console.flow.login_progress import LoginProgress
from wecom_console.flow.outcomes import LegOutcome, LegResult
from wecom_console.messages.catalogue import load_messages
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed, TransportFault
from wecom_console.protocol.wecom_codes import KNOWN_ERRCODES

CREDENTIALS: Final = Credentials(Secret(SECRET_TEXT), APP_SECRET)
AUTHING_CODES: Final = sorted(
    int(code.split(".")[1])
    for code in load_messages("en").texts
    if code.startswith("authing.") and code.endswith(".title") and code.split(".")[1].isdigit()
)
T = TypeVar("T")
Reply = HttpAnswer | HttpFailed
World = Mapping[str, Reply]


@dataclass
class WorldPort:
    """Answers by the end of the path; ``?`` before it is a call without any parameter."""

    world: World

    def call(self, call: HttpCall) -> Reply:
        """The answer of the longest end that fits."""
        bare = "" if call.query else "?"
        for path in sorted(self.world, key=len, reverse=True):
            if f"{bare}{call.url}".endswith(path) or (
                path.startswith("?") and bare and call.url.endswith(path[1:])
            ):
                return self.world[path]
        return HttpFailed(TransportFault.CONNECT, "nobody")


MEMBER: Final[World] = {
    "?/gettoken": wecom(41004, "corpsecret missing"),
    "/gettoken": wecom(access_token=TOKEN, expires_in=7200),
    "/auth/getuserinfo": wecom(userid="zhangsan"),
    "/user/get": wecom(userid="zhangsan", name="张三"),
    "/agent/get": wecom(
        agentid=1000002, name="A", close=0, allow_userinfos={"user": [{"userid": "zhangsan"}]}
    ),
}
USER: Final = {"userId": "user-1", "sub": "user-1"}
TOKENS: Final = {"id": "user-1", "id_token": id_token(), "access_token": "at-0123456789abcdef"}
PUBLISHED: Final[World] = {
    "/public-config": config(),
    "/get-application-enabled-extidps": v3({"list": [{"extIdpConnIdentifier": "acme-wecom"}]}),
    "/openid-configuration": answer({"issuer": f"{APP_HOST}/oidc"}),
    "/jwks.json": answer({"keys": [{"kid": "k", "kty": "RSA"}]}),
}
V3: Final[World] = {**PUBLISHED, "/signin-by-mobile": v3(TOKENS), "/get-profile": v3(USER)}
V2: Final[World] = {**PUBLISHED, "/authByCode": v2(TOKENS), "/oidc/me": answer(USER)}
DOOR: Final[World] = {"/api/login": casdoor(JWT)}
OWN: Final[World] = {"/sso": answer(DONE)}


def profile_of(kind: BackendKind, api: str) -> Profile:
    """A connection that has what this backend needs."""
    if kind is BackendKind.CASDOOR:
        return replace(PROFILE, backend=CASDOOR)
    backend = replace(with_api(api).backend, kind=kind, http=LOGIN)
    return replace(PROFILE, backend=backend)


@dataclass(frozen=True)
class Setup:
    """A backend in a world where all is well, and the verdict of a login there."""

    kind: BackendKind
    world: World
    usual: LegResult
    api: str = "v3"
    has_code: bool = True


SETUPS: Final = {
    "wecom": Setup(BackendKind.WECOM, MEMBER, LegResult.REACHED),
    "wecom-no-code": Setup(BackendKind.WECOM, MEMBER, LegResult.REACHED, has_code=False),
    "authing-v3": Setup(BackendKind.AUTHING, V3, LegResult.REACHED),
    "authing-v2": Setup(BackendKind.AUTHING, V2, LegResult.REACHED, api="v2"),
    "casdoor": Setup(BackendKind.CASDOOR, DOOR, LegResult.NOT_PROVABLE),
    "http": Setup(BackendKind.HTTP, OWN, LegResult.NOT_PROVABLE),
}
CALLS: Final = (
    *(("wecom", path) for path in ("?/gettoken", "/gettoken", "/auth/getuserinfo", "/user/get")),
    ("wecom-no-code", "/agent/get"),
    *(("authing-v3", path) for path in ("/public-config", "/signin-by-mobile", "/get-profile")),
    *(("authing-v2", path) for path in ("/public-config", "/authByCode", "/oidc/me")),
    ("casdoor", "/api/login"),
    ("http", "/sso"),
)


@dataclass(frozen=True)
class Ended:
    """How each leg ended, up to the one that failed."""

    legs: tuple[LegOutcome, ...]

    @property
    def result(self) -> LegResult:
        """The gravest of the legs."""
        order = (LegResult.FAILED, LegResult.NOT_PROVABLE, LegResult.REACHED, LegResult.SKIPPED)
        return min((leg.result for leg in self.legs), key=order.index)

    @property
    def code(self) -> str:
        """That of the last leg that was reached."""
        return self.legs[-1].code


def login(setup: Setup, world: World) -> Ended:
    """Legs 5 to 7, with a code of a real phone or with none, in this world."""
    chosen = device("success", Platform.ANDROID, profile=profile_of(setup.kind, setup.api))
    progress: LoginProgress | None = LoginProgress(code=Secret(CODE) if setup.has_code else None)
    ended: list[LegOutcome] = []
    for step in BACKENDS[setup.kind](chosen, CREDENTIALS):
        if progress is None:
            break
        outcome = told(step.run(progress), world)
        ended.append(outcome)
        progress = outcome.progress
    return Ended(tuple(ended))


def told(dialogue: Dialogue[T], world: World) -> T:
    """What a dialogue comes to in this world."""
    port = WorldPort(world)
    try:
        command = next(dialogue)
        while True:
            assert isinstance(command, HttpCall)
            reply = port.call(command)
            command = dialogue.send(
                replace(reply, at=1_000.0) if isinstance(reply, HttpAnswer) else reply
            )
    except StopIteration as end:
        result: T = end.value
        return result


def page(status: int) -> HttpAnswer:
    return answer(b"<!doctype html><title>Gateway</title>", status=status)


BROKEN: Final[Mapping[str, Reply]] = {
    **{f"transport {fault.value}": HttpFailed(fault, "host") for fault in TransportFault},
    **{
        f"status {status}": page(status)
        for status in (204, 301, 302, 307, 400, 401, 403, 404, 405, 407, 429, 500, 502, 503, 504)
    },
    "a page": page(200),
    "nothing": answer(b""),
    "half of it": answer(b'{"errcode":0,"statusCode":200,"status":"ok","dat'),
    "a text": answer(b"OK"),
    "bytes": answer(b"\x00\xff\xfe"),
    "a list": answer([]),
    "null": answer(None),
    "a string": answer("ok"),
    "an empty object": answer({}),
    "a health page": answer({"status": "UP"}),
    "a gateway's ok": answer({"code": 0, "msg": "success", "data": None}),
    "a gateway's 200": answer({"code": 200, "message": "ok", "data": {}}),
    "a gateway's success": answer({"success": True, "result": {"id": 1}}),
    "an ok in WeCom's envelope": wecom(),
    "an ok in Authing's envelope": v3({}),
    "an ok in Casdoor's envelope": answer({"status": "ok"}),
    "an ok that says ok": answer({"ok": True}),
    "an unknown errcode": wecom(999_999, "?"),
    "an errcode that is none": answer({"errcode": "many"}),
}
_CASDOOR: Final = (
    "State expected: a, but got: b",
    "The application: a does not exist",
    "The provider: a is not enabled for the application",
    "not an internal user",
    "The user is forbidden to sign in",
    "Errcode = 60011",
    "anything else",
)
REFUSALS: Final[Mapping[str, Mapping[str, Reply]]] = {
    "wecom": {f"errcode {code}": wecom(code, "no") for code in sorted(KNOWN_ERRCODES)},
    "authing-v3": {
        **{f"{code}": v3(code=400, api=code, text="no") for code in AUTHING_CODES},
        **{
            f"passed on {code}": v3(code=499, api=499, text=f"errcode: {code}, errmsg: no")
            for code in sorted(KNOWN_ERRCODES)
        },
    },
    "authing-v2": {
        f"{code}": answer({"code": code, "message": "no", "data": None}) for code in AUTHING_CODES
    },
    "casdoor": {text: casdoor(msg=text) for text in _CASDOOR},
    "http": {
        f"errcode {code}": answer({"ok": False, "error": {"code": code}}, status=401)
        for code in sorted(KNOWN_ERRCODES)
    },
}
ONLY_A_WARNING: Final = {("wecom", "/user/get", f"errcode {code}") for code in (48001, 48002)}
"""The member was named, and the app may not use this call: told with its cause, not proven."""

ASKED_AGAIN: Final = {
    ("wecom", "?/gettoken", f"errcode {code}") for code in KNOWN_ERRCODES - {-1, 45009, 45033}
}
"""Whatever WeCom itself says without credentials, it has answered: the true call comes later."""


@pytest.mark.parametrize("name", SETUPS)
def test_where_all_is_well_the_login_is_proven(name: str) -> None:
    """As far as this backend lets itself be proven: else the table below would hold nothing."""
    setup = SETUPS[name]
    run = login(setup, setup.world)
    assert setup.usual is run.result, run.legs


def refusals_of(name: str) -> Mapping[str, Reply]:
    """What the server of this row may refuse."""
    return REFUSALS.get(name) or REFUSALS["authing-v3" if name == "authing" else "wecom"]


@pytest.mark.parametrize("kind", ["broken", "refusals"])
@pytest.mark.parametrize(("name", "path"), CALLS)
def test_no_answer_but_the_right_one_is_green(name: str, path: str, kind: str) -> None:
    """Each ends as failed, and what is only a warning is not proven."""
    setup, answers = SETUPS[name], BROKEN if kind == "broken" else refusals_of(name)
    wrong = {}
    for name_of, reply in answers.items():
        run = login(setup, {**setup.world, path: reply})
        row = (name, path, name_of)
        wanted = LegResult.NOT_PROVABLE if row in ONLY_A_WARNING else LegResult.FAILED
        if row not in ASKED_AGAIN and run.result is not wanted:
            wrong[name_of] = [(leg.result.value, leg.code) for leg in run.legs]
    assert {} == wrong


@pytest.mark.parametrize(("name", "path"), CALLS)
def test_what_failed_is_said_in_both_languages(name: str, path: str) -> None:
    """A sentence for every code that a broken answer leads to, and none with a hole in it."""
    setup, found = SETUPS[name], set[str]()
    for reply in BROKEN.values():
        found.add(login(setup, {**setup.world, path: reply}).code)
    untold = {code for code in found if not code.startswith(("wecom.", "authing."))}
    for language in ("en", "zh_CN"):
        messages = load_messages(language)
        assert [] == sorted(code for code in untold if not messages.has(f"{code}.title"))


# --- what is asked before a login ---------------------------------------------------------------


WECOM: Final = WecomTarget(
    "https://qyapi.weixin.qq.com", PROFILE.corp_id, "1000002", CREDENTIALS.secret
)
KEYS: Final[World] = {"/jwks": answer({"keys": [{"kid": "k"}]})}
PREFLIGHTS: Final = {
    "wecom": (lambda: check_wecom(WECOM, is_ours=True), MEMBER),
    "authing": (
        lambda: check_authing(AuthingTarget(PROFILE, Platform.ANDROID, APP_SECRET)),
        PUBLISHED,
    ),
    "casdoor": (lambda: check_casdoor("https://door.acme.cn"), KEYS),
}
ASKED: Final = (
    ("wecom", "/gettoken"),
    ("wecom", "/agent/get"),
    *(("authing", path) for path in PUBLISHED),
    ("casdoor", "/jwks"),
)


@pytest.mark.parametrize("name", PREFLIGHTS)
def test_where_all_is_well_every_check_is_ok(name: str) -> None:
    """The other half of the table."""
    ask, world = PREFLIGHTS[name]
    assert {CheckState.OK} == {check.state for check in told(ask(), world)}


@pytest.mark.parametrize(("name", "path"), ASKED)
def test_no_check_is_green_for_another_answer(name: str, path: str) -> None:
    """Failed, or a warning."""
    ask, world = PREFLIGHTS[name]
    green = [
        name_of
        for name_of, reply in {**BROKEN, **refusals_of(name)}.items()
        if not {check.state for check in told(ask(), {**world, path: reply})}
        & {CheckState.FAILED, CheckState.WARNING}
    ]
    assert [] == green
