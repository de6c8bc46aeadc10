"""WeCom direct: this computer stands in for the company's backend.

Leg 5 (app → backend) ends in this process; what is left to prove of it is that this backend can
reach WeCom's API at all. It asks ``gettoken`` without parameters, which answers 41004 before it
looks at any credential (docs/reference/wecom.md §9.1), so the question costs nothing.

Leg 6 (backend → WeCom) is the backend's own work: ``gettoken``, ``auth/getuserinfo`` with the code
and ``user/get`` for what the app may read of the member. Where a code is refused (40029), the token
at hand asks ``agent/get`` once: it tells whether Secret and AgentID are one app's. Without a code
from a real phone it asks ``agent/get`` instead (docs/reference/wecom.md §9.6): that proves CorpID,
Secret, AgentID and the caller's address together and changes nothing. A made-up code is never sent:
WeCom would answer 40029 to any.

Leg 7 does not exist here: WeCom issues no tokens to the app.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from wecom_console.domain.problems import Params
from wecom_console.domain.secrets import Secret, secret_fault
from wecom_console.domain.verdicts import Leg
from wecom_console.flow.commands import HttpCall
from wecom_console.flow.dialogue import Dialogue, ask_http, ask_wait
from wecom_console.flow.login_progress import LoginProgress
from wecom_console.flow.outcomes import EvidenceDraft, LegOutcome
from wecom_console.flow.plan import Step
from wecom_console.flow.scenarios.definitions import Scenario
from wecom_console.protocol.answers import (
    WecomAnswer,
    not_answered,
    other_json,
    read_wecom,
)
from wecom_console.protocol.http_replies import HttpFailed
from wecom_console.protocol.json_values import JsonObject, list_of, number_of, object_of, text_of
from wecom_console.protocol.refusal import Refusal
from wecom_console.protocol.wecom_codes import KNOWN_ERRCODES

_NOT_NOW: Final = (-1, 45009, 45033)
"""Answers that say nothing but "not now": even without credentials they are failures."""

NOT_AGAIN: Final = "identity.secret_refused"
"""The problem of a Secret that WeCom has refused a moment ago."""
_INACTIVE: Final = (2, 4, 5)
"""States of a member: disabled, not activated, left (docs/reference/wecom.md §9)."""

_NOT_FOR_THIS_APP: Final = (48001, 48002)
"""Refusals of ``user/get`` that are about the call, not about the member. 48004 is none of
them: the company took the authorisation back, which ends every login (docs/reference/errors.md)."""

BAD_CODE: Final = (40029, 42003)
_BAD_SECRET: Final = (40001, 40091, 40125)
SECRET_LENGTH: Final = 43

# The keyring is there, but does not give what it holds.
LOCKED: Final = (
    "secrets.locked",
    "secrets.not_initialised",
    "secrets.vault_locked",
    "secrets.vault_no_key",
)
_MEMBER_KEYS: Final = ("userid", "name", "status", "main_department", "email", "mobile")


@dataclass(frozen=True, slots=True)
class WecomTarget:
    """The app at WeCom whose Secret signs in, and where WeCom's API is. `secret_problem` is the
    code of why there is no Secret, `secret_params` what its sentence names."""

    base_url: str
    corp_id: str
    agent_id: str
    secret: Secret | None
    secret_problem: str = ""
    secret_params: Params = field(default_factory=dict)

    def call(self, path: str, *query: tuple[str, str]) -> HttpCall:
        """A GET of the API; the token goes into the query, the only place it is read
        (docs/reference/wecom.md §9.1)."""
        return HttpCall("GET", f"{self.base_url.rstrip('/')}/cgi-bin/{path}", query)


def wecom_steps(target: WecomTarget, scenario: Scenario) -> tuple[Step, ...]:
    """Legs 5 to 7 with WeCom's own API."""
    base = f"GET {target.base_url.rstrip('/')}/cgi-bin"
    asks = [f"{base}/gettoken", f"{base}/auth/getuserinfo", f"{base}/user/get"]
    if scenario.wait_s:
        asks.insert(0, f"wait {scenario.wait_s:g} s")
    if scenario.tampering == "redeem-twice":
        asks.insert(-1, asks[-2])
    return (
        Step(Leg.EXCHANGE, lambda progress: reach_api(target, progress), (f"{base}/gettoken",)),
        Step(Leg.IDENTITY, lambda progress: identify(target, scenario, progress), tuple(asks)),
        Step(Leg.TOKENS, _no_tokens),
    )


def reach_api(target: WecomTarget, progress: LoginProgress) -> Dialogue[LegOutcome]:
    """Leg 5: is WeCom's API where the profile says, and does it answer this computer?"""
    answer = yield from _read(target.call("gettoken"))
    if isinstance(answer, Refusal):
        return LegOutcome.failed(answer.code, answer.params)
    is_wecom = answer.errcode in KNOWN_ERRCODES or text_of(answer.data, "access_token")
    if is_wecom and answer.errcode not in _NOT_NOW:
        return LegOutcome.reached(progress, "exchange.direct")
    refusal = other_json(target.call("gettoken").url)
    if answer.errcode:
        refusal = answer.refusal(agentid=target.agent_id, call="gettoken")
    return LegOutcome.failed(refusal.code, refusal.params)


def identify(
    target: WecomTarget, scenario: Scenario, progress: LoginProgress
) -> Dialogue[LegOutcome]:
    """Leg 6: who is the member? Without a code: are the credentials right?"""
    if progress.code is not None and scenario.wait_s:
        yield from ask_wait(scenario.wait_s)
    token = yield from get_token(target)
    if isinstance(token, Refusal):
        return LegOutcome.failed(token.code, token.params)
    if progress.code is None:
        return (yield from _probe_agent(target, token, progress))
    query = (("access_token", token.reveal()), ("code", progress.code.reveal()))
    answer = yield from _ask(target, "auth/getuserinfo", *query)
    if scenario.tampering == "redeem-twice" and isinstance(answer, WecomAnswer):
        answer = yield from _ask(target, "auth/getuserinfo", *query)
    if isinstance(answer, Refusal):
        evidence = yield from _ask_whose(target, token, answer)
        return LegOutcome.failed(answer.code, answer.params, evidence=evidence)
    userid = text_of(answer.data, "userid") or text_of(answer.data, "UserId")
    if not userid:
        outside = text_of(answer.data, "openid") or text_of(answer.data, "OpenId")
        return LegOutcome.failed("identity.not_a_member" if outside else "identity.no_user")
    return (yield from _read_member(target, token, userid, progress))


def get_token(target: WecomTarget) -> Dialogue[Secret | Refusal]:
    """The app's access token. Once: wrong secrets, repeated, ban the caller's address
    (docs/reference/wecom.md §10)."""
    if not target.secret:
        return no_secret(target.secret_problem, target.secret_params)
    if fault := secret_fault(target.secret):
        return Refusal(f"secret_form.{fault}", {"field": "secret"})
    query = (("corpid", target.corp_id), ("corpsecret", target.secret.reveal()))
    answer = yield from _ask(target, "gettoken", *query)
    if isinstance(answer, Refusal):
        length = len(target.secret)
        if length != SECRET_LENGTH and answer.params.get("errcode") in _BAD_SECRET:
            return Refusal(answer.code, {**answer.params, "secret_length": length})
        return answer
    token = text_of(answer.data, "access_token")
    return Secret(token) if token else Refusal("identity.no_access_token")


def no_secret(problem: str, params: Params) -> Refusal:
    """Why there is no Secret to send: the keyring does not give it, the reference leads nowhere, or
    nothing more is known."""
    if problem in LOCKED:
        return Refusal("identity.keyring_locked")
    if problem.startswith("secret_ref.") or problem == NOT_AGAIN:
        return Refusal(problem, dict(params))
    return Refusal("identity.no_secret")


def _probe_agent(
    target: WecomTarget, token: Secret, progress: LoginProgress
) -> Dialogue[LegOutcome]:
    query = (("access_token", token.reveal()), ("agentid", target.agent_id))
    answer = yield from _ask(target, "agent/get", *query)
    if isinstance(answer, Refusal):
        return LegOutcome.failed(answer.code, answer.params)
    if not is_agent(answer.data, target.agent_id):
        refusal = other_json(target.call("agent/get").url)
        return LegOutcome.failed(refusal.code, refusal.params)
    evidence = (EvidenceDraft("evidence.agent", _agent_items(answer.data)),)
    if number_of(answer.data, "close") == 1:
        params: dict[str, str | int] = {"agentid": target.agent_id}
        return LegOutcome.failed("identity.agent_closed", params, evidence=evidence)
    return LegOutcome.reached(progress, "identity.preflight", evidence=evidence)


def is_agent(data: JsonObject, agent_id: str) -> bool:
    """Whether an answer that says ok speaks of this app at all."""
    return text_of(data, "agentid") == agent_id


def _ask_whose(
    target: WecomTarget, token: Secret, refused: Refusal
) -> Dialogue[tuple[EvidenceDraft, ...]]:
    """After a refused code, one harmless question more: are the Secret and the AgentID of one app?
    The token was given a moment ago, so no Secret is sent again."""
    if refused.params.get("errcode") not in BAD_CODE:
        return ()
    return (yield from _agent_of(target, token))


def _agent_of(target: WecomTarget, token: Secret) -> Dialogue[tuple[EvidenceDraft, ...]]:
    query = (("access_token", token.reveal()), ("agentid", target.agent_id))
    answer = yield from _ask(target, "agent/get", *query)
    if isinstance(answer, Refusal):
        said = str(answer.params.get("errcode", answer.code))
        return (EvidenceDraft("evidence.agent", (("errcode", said),)),)
    return (EvidenceDraft("evidence.agent", _agent_items(answer.data)),)


def ask_agent(target: WecomTarget) -> Dialogue[tuple[EvidenceDraft, ...]]:
    """The same where another backend's code was refused: this computer's own Secret is tried once,
    and only if it is a whole one."""
    if not target.secret or secret_fault(target.secret):
        return ()
    token = yield from get_token(target)
    if isinstance(token, Refusal):
        said = str(token.params.get("errcode", token.code))
        return (EvidenceDraft("evidence.agent", (("errcode", said),)),)
    return (yield from _agent_of(target, token))


def _agent_items(data: JsonObject) -> tuple[tuple[str, str], ...]:
    users = list_of(object_of(data, "allow_userinfos"), "user")
    names = [text_of(user, "userid") for user in users if isinstance(user, Mapping)]
    return (
        ("agentid", text_of(data, "agentid")),
        ("name", text_of(data, "name")),
        ("close", text_of(data, "close")),
        ("allow_userinfos", ", ".join(names[:20])),
    )


def _read_member(
    target: WecomTarget, token: Secret, userid: str, progress: LoginProgress
) -> Dialogue[LegOutcome]:
    """What the app may read of the member. That it may not use this call leaves the login as it is,
    and what a backend could learn of the member unproven; any other refusal is of this member
    (docs/reference/wecom.md §9.3)."""
    named = EvidenceDraft("evidence.member", (("userid", userid),))
    query = (("access_token", token.reveal()), ("userid", userid))
    answer = yield from _ask(target, "user/get", *query)
    if isinstance(answer, Refusal):
        params: dict[str, str | int] = {**answer.params, "userid": userid}
        if answer.params.get("errcode") in _NOT_FOR_THIS_APP:
            params["reason"] = answer.code
            code = "identity.member_unreadable"
            return LegOutcome.not_provable(progress, code, params, evidence=(named,))
        return LegOutcome.failed(answer.code, params, evidence=(named,))
    if not text_of(answer.data, "userid"):
        refusal = other_json(target.call("user/get").url)
        return LegOutcome.failed(refusal.code, refusal.params, evidence=(named,))
    if (status := number_of(answer.data, "status")) in _INACTIVE:
        return LegOutcome.failed(
            "identity.member_inactive", {"status": status or 0, "userid": userid}, evidence=(named,)
        )
    items = ((key, text_of(answer.data, key)) for key in _MEMBER_KEYS)
    member = EvidenceDraft("evidence.member", tuple((k, v) for k, v in items if v))
    return LegOutcome.reached(progress, evidence=(member,))


def _no_tokens(progress: LoginProgress) -> Dialogue[LegOutcome]:
    yield from ()
    return LegOutcome.skipped(progress, "tokens.none_here")


def _ask(
    target: WecomTarget, path: str, *query: tuple[str, str]
) -> Dialogue[WecomAnswer | Refusal]:
    """One question, where any errcode but 0 is a refusal."""
    answer = yield from _read(target.call(path, *query))
    if isinstance(answer, Refusal) or answer.errcode == 0:
        return answer
    return answer.refusal(agentid=target.agent_id, call=path)


def _read(call: HttpCall) -> Dialogue[WecomAnswer | Refusal]:
    reply = yield from ask_http(call)
    return not_answered(reply) if isinstance(reply, HttpFailed) else read_wecom(reply, call.url)
