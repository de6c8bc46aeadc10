"""Casdoor: the app hands its code to ``POST /api/login``, Casdoor asks WeCom and issues tokens.

Leg 5 sends the code. ``state`` is a constant of the server, not of a session, and ``method`` must
be ``signup``: the other one links an account to a browser's session. Leg 6 is what the answer
proves of Casdoor's own call to WeCom, whose errors it passes on as text. Leg 7 verifies the access
token, an RS256 JWT, with the server's published keys; only where the profile names the
application's client id, or nobody would know for whom it was issued.

Source: docs/reference/authing.md §11 and Casdoor's public source.
"""

import re
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

from wecom_console.backends.behind import (
    judge_identity,
    judge_tokens,
    planned,
    redeem,
    token_finding,
)
from wecom_console.domain.http_backend.json_paths import JsonPath
from wecom_console.domain.profile import Backend, Profile
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import Leg
from wecom_console.flow.commands import HttpCall
from wecom_console.flow.dialogue import Dialogue, ask_http
from wecom_console.flow.login_progress import IssuedTokens, LoginProgress
from wecom_console.flow.outcomes import EvidenceDraft, LegOutcome
from wecom_console.flow.plan import Step
from wecom_console.flow.scenarios.definitions import Scenario
from wecom_console.protocol.answers import (
    find_wecom_error,
    not_answered,
    not_the_api,
    read_object,
    wecom_refusal,
)
from wecom_console.protocol.casdoor_sentences import casdoor_refusal
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed
from wecom_console.protocol.json_values import JsonObject, text_of
from wecom_console.protocol.refusal import Refusal
from wecom_console.protocol.tokens import Claims, TokenRules, token_algorithm, verify_id_token

SIGN_IN: Final = "signup"
ALGORITHM: Final = "RS256"
REDIRECT_PATH: Final = "/callback"
ENGLISH: Final = ("accept-language", "en")
"""Its sentences are translated; the English ones are told apart here."""

_TOKENS_AT: Final = (JsonPath(("data",)), JsonPath(("data2",)))
_MESSAGE_LIMIT: Final = 300
_MFA: Final = ("NextMfa", "RequiredMfa")

_OUTSIDER: Final = re.compile(r"not an internal user", re.IGNORECASE)
_TOKEN_FAULTS: Final = {
    "tokens.issuer": "issuer",
    "tokens.audience": "audience",
    "tokens.signature": "signature",
    "tokens.key_missing": "signature",
    "tokens.expired": "time",
    "tokens.early": "time",
}
"""What is wrong with a token, in the words for an access token of Casdoor's."""


@dataclass(frozen=True, slots=True)
class CasdoorTarget:
    """The application in Casdoor whose WeCom provider redeems the code."""

    profile: Profile

    @property
    def backend(self) -> Backend:
        """The profile's own settings."""
        return self.profile.backend

    @property
    def host(self) -> str:
        """Scheme, host and path of the server, without a slash at the end."""
        return self.backend.app_host.rstrip("/")

    @property
    def missing(self) -> str:
        """The first setting that a login cannot do without, empty where all are there."""
        needed = ("app_host", "application", "provider")
        return next((name for name in needed if not getattr(self.backend, name)), "")

    def login_call(self, code: Secret) -> HttpCall:
        """The request that redeems the code."""
        body: dict[str, object] = {
            "type": "token",
            "application": self.backend.application,
            "organization": self.backend.organization,
            "provider": self.backend.provider,
            "code": code.reveal(),
            "state": self.backend.state,
            "redirectUri": f"{self.host}{REDIRECT_PATH}",
            "method": SIGN_IN,
        }
        url = f"{self.host}/api/login"
        return HttpCall("POST", url, headers=(ENGLISH,), json=body, answer_secrets=_TOKENS_AT)


def casdoor_steps(target: CasdoorTarget, scenario: Scenario) -> tuple[Step, ...]:
    """Legs 5 to 7 with Casdoor."""
    return (
        Step(
            Leg.EXCHANGE,
            lambda progress: exchange(target, scenario, progress),
            planned(scenario, f"POST {target.host}/api/login"),
        ),
        Step(
            Leg.IDENTITY,
            lambda progress: judge_identity(progress, answer="identity.by_casdoor"),
            ("read Casdoor's answer",),
        ),
        Step(
            Leg.TOKENS,
            lambda progress: judge_tokens(
                progress, lambda tokens: check_token(target, progress, tokens)
            ),
            ("verify the access token",),
        ),
    )


def exchange(
    target: CasdoorTarget, scenario: Scenario, progress: LoginProgress
) -> Dialogue[LegOutcome]:
    """Leg 5: the login itself."""
    if target.missing:
        return LegOutcome.failed("exchange.not_set_up", {"field": f"backend.{target.missing}"})
    if progress.code is None:
        return LegOutcome.not_provable(progress, "exchange.no_code")
    call = target.login_call(progress.code)
    reply = yield from redeem(call, scenario)
    if isinstance(reply, HttpFailed):
        refusal = not_answered(reply)
        return LegOutcome.failed(refusal.code, refusal.params)
    progress = replace(progress, exchange_simulated=reply.simulated, at=reply.at)
    return _judge_login(target, reply, call.url, progress)


def _judge_login(
    target: CasdoorTarget, reply: HttpAnswer, url: str, progress: LoginProgress
) -> LegOutcome:
    body = read_object(reply)
    status = "" if body is None or reply.status != 200 else text_of(body, "status")
    if body is None or status not in ("ok", "error"):
        refusal = not_the_api(reply, url)
        return LegOutcome.failed(refusal.code, refusal.params)
    if status == "error":
        return _judge_refusal(target, text_of(body, "msg"), progress)
    data = text_of(body, "data")
    if data in _MFA:
        progress = replace(progress, account_refusal=Refusal("casdoor.mfa"))
        return LegOutcome.reached(progress, "exchange.answered")
    if not data or "/" in data:  # the name of a user, which a login without a token gives
        return LegOutcome.failed("tokens.absent", {"path": "data"})
    tokens = IssuedTokens(access_token=Secret(data), algorithm=ALGORITHM)
    return LegOutcome.reached(replace(progress, tokens=tokens))


def _judge_refusal(target: CasdoorTarget, message: str, progress: LoginProgress) -> LegOutcome:
    """The sentence sorted by who decided: WeCom (leg 6), Casdoor about the account (leg 7), or
    Casdoor before it asked anybody."""
    errcode = find_wecom_error(message)
    shown = {"message": message[:_MESSAGE_LIMIT]}
    if errcode is not None:
        refusal = wecom_refusal(errcode, message, agentid=target.profile.agent_id)
        return LegOutcome.reached(replace(progress, identity_refusal=refusal), "exchange.answered")
    if _OUTSIDER.search(message):
        refusal = Refusal("identity.not_a_member")
        return LegOutcome.reached(replace(progress, identity_refusal=refusal), "exchange.answered")
    backend = target.backend
    names = {"state": backend.state, "name": backend.application, "provider": backend.provider}
    found = casdoor_refusal(message)
    if found.leg is Leg.TOKENS:
        progress = replace(progress, account_refusal=Refusal(found.code, {**shown}))
        return LegOutcome.reached(progress, "exchange.answered")
    if found.leg is Leg.IDENTITY:
        progress = replace(progress, identity_refusal=Refusal(found.code, {**shown}))
        return LegOutcome.reached(progress, "exchange.answered")
    return LegOutcome.failed(found.code, {**shown, **names})


def check_token(
    target: CasdoorTarget, progress: LoginProgress, tokens: IssuedTokens
) -> Dialogue[LegOutcome]:
    """Leg 7: the access token, as far as it can be verified from here."""
    simulated = progress.exchange_simulated
    if tokens.access_token is None:
        return LegOutcome.failed("tokens.absent", {"path": "data"}, simulated=simulated)
    token = tokens.access_token
    about = token_finding(token.reveal())
    if token_algorithm(token) != ALGORITHM or not target.backend.app_id:
        return LegOutcome.not_provable(progress, "tokens.opaque", evidence=(about,))
    keys = yield from _read_keys(f"{target.host}/.well-known/jwks")
    if isinstance(keys, Refusal):
        return LegOutcome.failed(keys.code, keys.params, simulated=simulated)
    rules = TokenRules(
        algorithm=ALGORITHM,
        issuer=_origin(target.host),
        audience=target.backend.app_id,
        now=progress.at,
        keys=keys,
    )
    claims = verify_id_token(token, rules)
    if isinstance(claims, Refusal):
        code = f"casdoor.token_{_TOKEN_FAULTS.get(claims.code, 'unreadable')}"
        code = claims.code if claims.code == "tokens.no_keys" else code
        return LegOutcome.failed(code, claims.params, evidence=(about,), simulated=simulated)
    return LegOutcome.reached(
        progress, "tokens.access_verified", evidence=(_claims(claims),), simulated=simulated
    )


def _read_keys(url: str) -> Dialogue[JsonObject | Refusal]:
    reply = yield from ask_http(HttpCall("GET", url))
    if isinstance(reply, HttpFailed):
        return not_answered(reply)
    keys = read_object(reply) if reply.status == 200 else None
    return keys or not_the_api(reply, url)


def _origin(host: str) -> str:
    """The issuer: scheme and host, even where Casdoor is mounted below a path."""
    parts = urlsplit(host)
    return f"{parts.scheme}://{parts.netloc}"


def _claims(claims: Claims) -> EvidenceDraft:
    return EvidenceDraft("evidence.claims", claims.items())
