"""A backend of one's own: any HTTP endpoint that takes the code and answers with JSON.

Leg 5 sends the request that the profile describes (`domain.http_backend.login`) and reads the
answer by its condition and paths. Leg 6 is what the answer proves of the backend's own call to
WeCom: it names the user, or passes WeCom's errcode on. Leg 7: a token is there; what it is worth
only the backend knows.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from wecom_console.backends.behind import (
    judge_identity,
    judge_tokens,
    planned,
    redeem,
    token_finding,
)
from wecom_console.domain.http_backend.json_paths import JsonPath, parse_condition, parse_path
from wecom_console.domain.http_backend.login import LoginFault, RequestTemplate, read_login
from wecom_console.domain.profile import HttpLogin, Profile
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import Leg
from wecom_console.flow.commands import HttpCall
from wecom_console.flow.dialogue import Dialogue
from wecom_console.flow.login_progress import IssuedTokens, LoginProgress
from wecom_console.flow.outcomes import LegOutcome
from wecom_console.flow.plan import Step
from wecom_console.flow.scenarios.definitions import Scenario
from wecom_console.protocol.answers import (
    find_wecom_error,
    host_of,
    not_answered,
    not_the_api,
    read_json,
    wecom_refusal,
)
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed
from wecom_console.protocol.refusal import Refusal
from wecom_console.protocol.wecom_codes import KNOWN_ERRCODES

NOT_A_MEMBER: Final = "not_a_member"
"""The word under ``error_code`` for a person who is no member of the company."""

_NUMBER: Final = re.compile(r"-?[0-9]{1,7}")
_TEXT_LIMIT: Final = 300
_BODY_LOOK: Final = 4_096
_USUAL: Final = ("message", "msg", "error_description", "detail", "error", "title")
_FINE: Final = ("", "ok", "success")
_HEAD: Final = re.compile(r"[.\[=\s]")
_ENVELOPE: Final = (
    *(*_USUAL, "code", "errcode", "errmsg", "error_code", "success", "ok", "result", "data"),
    *("user", "userid", "user_id", "token", "access_token", "openid", "account", "session"),
)
"""First keys, in lower case, of what a login is answered with, refused or not."""


@dataclass(frozen=True, slots=True)
class HttpTarget:
    """The backend's endpoint. `state` is what the app sends with the login."""

    profile: Profile
    app_secret: Secret | None
    state: str

    @property
    def login(self) -> HttpLogin:
        """The profile's own settings."""
        return self.profile.backend.http

    def call(self, request: RequestTemplate, code: Secret) -> HttpCall:
        """The request that redeems the code."""
        filled = request.fill(self._values(code))
        token = parse_path(self.login.token)
        return HttpCall(
            filled.method,
            filled.url,
            filled.query,
            filled.headers,
            json=filled.json,
            form=filled.form,
            answer_secrets=() if token is None else (token,),
        )

    def _values(self, code: Secret) -> Mapping[str, str]:
        return {
            "code": code.reveal(),
            "state": self.state,
            "corp_id": self.profile.corp_id,
            "agent_id": self.profile.agent_id,
            "app_id": self.profile.backend.app_id,
            "app_secret": self.app_secret.reveal() if self.app_secret else "",
        }


def custom_http_steps(target: HttpTarget, scenario: Scenario) -> tuple[Step, ...]:
    """Legs 5 to 7 with a backend of one's own."""
    ask = f"{target.login.method} {target.login.url.partition('?')[0]}"
    return (
        Step(
            Leg.EXCHANGE,
            lambda progress: exchange(target, scenario, progress),
            planned(scenario, ask),
        ),
        Step(
            Leg.IDENTITY,
            lambda progress: name_user(target, progress),
            ("read the backend's answer",),
        ),
        Step(
            Leg.TOKENS,
            lambda progress: judge_tokens(
                progress, lambda tokens: check_token(target, progress, tokens)
            ),
            ("look for the token",),
        ),
    )


def exchange(
    target: HttpTarget, scenario: Scenario, progress: LoginProgress
) -> Dialogue[LegOutcome]:
    """Leg 5: the request with the code in it."""
    request = read_login(target.login)
    if isinstance(request, LoginFault):
        return LegOutcome.failed("exchange.not_set_up", {"field": f"backend.http.{request.key}"})
    if not target.login.url or parse_condition(target.login.success) is None:
        missing = "success" if target.login.url else "url"
        return LegOutcome.failed("exchange.not_set_up", {"field": f"backend.http.{missing}"})
    if progress.code is None:
        return LegOutcome.not_provable(progress, "exchange.no_code")
    if "app_secret" in request.names and not target.app_secret:
        return LegOutcome.failed("exchange.secret_unknown")
    call = target.call(request, progress.code)
    reply = yield from redeem(call, scenario)
    if isinstance(reply, HttpFailed):
        refusal = not_answered(reply)
        return LegOutcome.failed(refusal.code, refusal.params)
    progress = replace(progress, exchange_simulated=reply.simulated, at=reply.at)
    return _judge_login(target, reply, call.url, progress)


def name_user(target: HttpTarget, progress: LoginProgress) -> Dialogue[LegOutcome]:
    """Leg 6: the answer must say who it is."""
    has_login = progress.code is not None and progress.identity_refusal is None
    if has_login and not (progress.tokens and progress.tokens.subject):
        path = target.login.user or "?"
        params = {"path": path}
        return LegOutcome.failed("identity.unnamed", params, simulated=progress.exchange_simulated)
    return (yield from judge_identity(progress, answer="identity.by_answer"))


def check_token(
    target: HttpTarget, progress: LoginProgress, tokens: IssuedTokens
) -> Dialogue[LegOutcome]:
    """Leg 7: a token that nobody but the backend can read."""
    yield from ()
    if not target.login.token:
        return LegOutcome.skipped(progress, "tokens.not_asked")
    if tokens.access_token is None:
        params = {"path": target.login.token}
        return LegOutcome.failed("tokens.absent", params, simulated=progress.exchange_simulated)
    evidence = (token_finding(tokens.access_token.reveal()),)
    return LegOutcome.not_provable(progress, "tokens.opaque", evidence=evidence)


def _judge_login(
    target: HttpTarget, reply: HttpAnswer, url: str, progress: LoginProgress
) -> LegOutcome:
    document = read_json(reply.body)
    if 300 <= reply.status < 400 or not isinstance(document, dict | list):
        refusal = not_the_api(reply, url)
        return LegOutcome.failed(refusal.code, refusal.params)
    condition = parse_condition(target.login.success)
    refused = _wecom_number(_text_at(document, target.login.error_code))
    holds = condition is not None and condition.holds(document)
    if 200 <= reply.status < 300 and holds and not refused:
        token = _text_at(document, target.login.token)
        tokens = IssuedTokens(
            access_token=Secret(token) if token else None,
            subject=_text_at(document, target.login.user),
        )
        return LegOutcome.reached(replace(progress, tokens=tokens))
    refusal = _refusal(target, reply, document)
    if refusal.code.startswith(("wecom.", "identity.")):
        return LegOutcome.reached(replace(progress, identity_refusal=refusal), "exchange.answered")
    return LegOutcome.failed(refusal.code, refusal.params)


def _refusal(target: HttpTarget, reply: HttpAnswer, document: object) -> Refusal:
    """Why not: WeCom's errcode where it was passed on, as a number or inside a message."""
    code = _text_at(document, target.login.error_code)
    message = _text_at(document, target.login.error_message)
    if code == NOT_A_MEMBER:
        return Refusal("identity.not_a_member")
    errcode = _wecom_number(code)
    if errcode is None:
        said = message or reply.body[:_BODY_LOOK].decode("utf-8", errors="replace")
        errcode = find_wecom_error(said)
        message = message or (said if errcode is not None else "")
    if errcode is not None:
        return wecom_refusal(errcode, message, agentid=target.profile.agent_id)
    params: dict[str, str | int] = {
        "status": reply.status,
        "code": code[:_TEXT_LIMIT] or "?",
        "message": (message or _usual_words(document))[:_TEXT_LIMIT] or "?",
    }
    if 200 <= reply.status < 300 and (form := _form_of_other(target, document)):
        params |= {"form": form, "host": host_of(target.login.url)}
    return Refusal("exchange.refused", params)


def _form_of_other(target: HttpTarget, document: object) -> str:
    """``json`` for an answer that has nothing of what the profile looks for, nor of what
    frameworks answer logins with; ``other_path`` for one that reports a success where the condition
    does not look."""
    login = target.login
    keys = {str(key).lower() for key in document} if isinstance(document, dict) else set()
    paths = (login.success, login.user, login.token, login.error_code, login.error_message)
    heads = [_HEAD.split(path.strip().lower(), maxsplit=1)[0] for path in paths]
    if heads[0] in keys or not isinstance(document, dict):
        return ""
    if not keys & {*heads, *_ENVELOPE}:
        return "json"
    says_yes = _text_at(document, "success") == "true" or _usual_words(document).lower() in _FINE
    return "other_path" if says_yes or _text_at(document, "code") in ("0", "200") else ""


def _wecom_number(code: str) -> int | None:
    """WeCom's errcode that stands where the backend passes it on; None for none, and for 0."""
    number = int(code) if _NUMBER.fullmatch(code) else 0
    return number if number and number in KNOWN_ERRCODES else None


def _usual_words(document: object) -> str:
    """What frameworks say where the profile's path leads to nothing."""
    return next((said for key in _USUAL if (said := _text_at(document, key))), "")


def _text_at(document: object, path: str) -> str:
    found: JsonPath | None = parse_path(path) if path else None
    return "" if found is None else found.text(document)
