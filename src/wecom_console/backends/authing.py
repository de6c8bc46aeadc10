"""Authing: the app hands its code to Authing, which asks WeCom and issues tokens.

Leg 5 reads the application's public config (is the connection there, switched on for this
application, and are its fields the profile's?) and then logs in: v2 is what Guard 1.x sends
(``authByCode``), v3 what a client of today sends (``signin-by-mobile``). Leg 6 asks nobody: it is
what Authing's answer proves of its own call to WeCom. Leg 7 verifies the tokens.

Without a code from a phone that the backend's WeCom knows, leg 5 ends after the comparison, and
legs 6 and 7 cannot be proven. After a refused code (40029) this computer asks WeCom once more,
where it holds the Secret: ``gettoken`` and ``agent/get``.
Sources: docs/reference/authing.md §6, §7, §9.
"""

import base64
from dataclasses import dataclass, replace
from typing import Final

from wecom_console.backends.authing_answers import (
    AuthingAnswer,
    data_object,
    read_v2,
    read_v3,
)
from wecom_console.backends.authing_app import (
    PublishedApplication,
    PublishedConnection,
    choose_connection,
    is_public_config,
    other_pool,
    public_config_url,
    read_application,
)
from wecom_console.backends.authing_binding import KEY_AT, binding_call
from wecom_console.backends.authing_tokens import check_tokens
from wecom_console.backends.behind import judge_identity
from wecom_console.backends.wecom import BAD_CODE, WecomTarget, ask_agent
from wecom_console.domain.profile import AGENCY_MOBILE_TYPE, Profile
from wecom_console.domain.secrets import Secret, secret_fault
from wecom_console.domain.verdicts import BackendKind, Leg, Platform
from wecom_console.flow.commands import HttpCall
from wecom_console.flow.dialogue import Dialogue, ask_http, ask_wait
from wecom_console.flow.login_progress import IssuedTokens, LoginProgress
from wecom_console.flow.outcomes import EvidenceDraft, LegOutcome
from wecom_console.flow.plan import Step
from wecom_console.flow.scenarios.definitions import Scenario
from wecom_console.protocol.answers import host_of, not_answered, other_json
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed
from wecom_console.protocol.json_values import text_of
from wecom_console.protocol.refusal import Refusal

SCOPE: Final = "openid profile"
GUARD: Final = {Platform.ANDROID: "Guard-Android@1.5.8", Platform.IOS: "Guard-iOS@1.4.10"}
"""What Guard calls itself; HarmonyOS has none."""


@dataclass(frozen=True, slots=True)
class AuthingTarget:
    """The application at Authing and the connection that should be switched on for it.
    `app_at_wecom` is the app behind it, where this computer may ask WeCom about a refused code."""

    profile: Profile
    platform: Platform
    app_secret: Secret | None
    app_at_wecom: WecomTarget | None = None

    @property
    def app_host(self) -> str:
        """Scheme and host of the application's own domain, without a slash at the end."""
        return self.profile.backend.app_host.rstrip("/")

    @property
    def config_url(self) -> str:
        """Where the public config is."""
        backend = self.profile.backend
        return public_config_url(backend.host, backend.app_host, backend.app_id)

    @property
    def is_agency(self) -> bool:
        """Whether the connection is of the variant in delegated development
        (docs/reference/authing.md §6.3, §6.5)."""
        return self.profile.type == AGENCY_MOBILE_TYPE

    @property
    def login_url(self) -> str:
        """Where the code goes."""
        if self.profile.backend.api == "v2":
            path = "wechat-work-agency" if self.is_agency else "wechat-work"
            return f"{self.app_host}/api/v2/ecConn/{path}/authByCode"
        return f"{self.app_host}/api/v3/signin-by-mobile"


def authing_steps(target: AuthingTarget, scenario: Scenario) -> tuple[Step, ...]:
    """Legs 5 to 7 with Authing."""
    asks = [f"GET {target.config_url}", f"POST {target.login_url}"]
    if scenario.wait_s:
        asks.insert(1, f"wait {scenario.wait_s:g} s")
    if scenario.tampering == "redeem-twice":
        asks.append(asks[-1])
    return (
        Step(Leg.EXCHANGE, lambda progress: exchange(target, scenario, progress), tuple(asks)),
        Step(
            Leg.IDENTITY,
            lambda progress: identify(progress, _whom_to_ask(target, scenario)),
            ("read Authing's answer",),
        ),
        Step(
            Leg.TOKENS,
            lambda progress: check_tokens(
                progress,
                profile=target.profile,
                app_secret=target.app_secret,
            ),
            ("verify the id_token", "fetch the profile"),
        ),
    )


def exchange(
    target: AuthingTarget, scenario: Scenario, progress: LoginProgress
) -> Dialogue[LegOutcome]:
    """Leg 5: the connection as Authing publishes it, then the login itself."""
    application = yield from read_public_config(target)
    if isinstance(application, Refusal):
        return LegOutcome.failed(application.code, application.params)
    connection = other_pool(application, target.profile) or choose_connection(
        application, target.profile, platform=target.platform
    )
    evidence = (EvidenceDraft("evidence.application", _application_items(application)),)
    if isinstance(connection, Refusal):
        return LegOutcome.failed(connection.code, connection.params, evidence=evidence)
    if progress.code is None:
        return LegOutcome.reached(progress, "exchange.preflight", evidence=evidence)
    call = login_call(target, application, connection, code=progress.code)
    if isinstance(call, Refusal):
        return LegOutcome.failed(call.code, call.params, evidence=evidence)
    if scenario.wait_s:
        yield from ask_wait(scenario.wait_s)
    if scenario.tampering == "redeem-twice":
        yield from ask_http(call)
    reply = yield from ask_http(call)
    if isinstance(reply, HttpFailed):
        refusal = not_answered(reply)
        return LegOutcome.failed(refusal.code, refusal.params, evidence=evidence)
    answer = _read(target, reply)
    further = None
    if isinstance(answer, AuthingAnswer):
        further = binding_call(target.app_host, _headers(target), answer, scenario.binding)
    if further is not None:
        reply = yield from ask_http(further)
        if isinstance(reply, HttpFailed):
            refusal = not_answered(reply)
            return LegOutcome.failed(refusal.code, refusal.params, evidence=evidence)
        answer = read_v2(reply, further.url, platform=Platform.ANDROID)
    progress = replace(progress, exchange_simulated=reply.simulated, at=reply.at)
    return _judge_login(target, application, answer, progress, evidence)


def read_public_config(target: AuthingTarget) -> Dialogue[PublishedApplication | Refusal]:
    """The application's public config, which Guard reads before anything else."""
    call = HttpCall("GET", target.config_url, headers=_headers(target))
    reply = yield from ask_http(call)
    if isinstance(reply, HttpFailed):
        return not_answered(reply)
    answer = read_v2(reply, call.url, platform=Platform.ANDROID)
    if isinstance(answer, Refusal):
        return answer
    if not answer.is_ok:
        return answer.refusal()
    data = data_object(answer)
    return read_application(data) if is_public_config(data) else other_json(call.url)


def login_call(
    target: AuthingTarget,
    application: PublishedApplication,
    connection: PublishedConnection,
    *,
    code: Secret,
) -> HttpCall | Refusal:
    """The request that redeems the code."""
    if target.profile.backend.api == "v2":
        body: dict[str, object] = {"connId": connection.id, "code": code.reveal()}
        pool = application.user_pool_id or target.profile.backend.user_pool_id
        headers = (("x-authing-userpool-id", pool), *_headers(target))
        return HttpCall(
            "POST", target.login_url, headers=headers, json=body, answer_secrets=(KEY_AT,)
        )
    agency = target.is_agency
    body = {
        "extIdpConnidentifier": target.profile.identifier,
        "connection": "wechatwork_agency" if agency else "wechatwork",
        "wechatworkAgencyPayload" if agency else "wechatworkPayload": {"code": code.reveal()},
        "options": {"scope": SCOPE},
    }
    proof = _client_proof(target, application.client_auth)
    if isinstance(proof, Refusal):
        return proof
    headers, ids = proof
    return HttpCall(
        "POST",
        target.login_url,
        headers=(*_headers(target), *headers),
        json={**body, **ids},
        answer_secrets=(KEY_AT,),
    )


def _client_proof(
    target: AuthingTarget, method: str
) -> tuple[tuple[tuple[str, str], ...], dict[str, object]] | Refusal:
    """How the application proves itself (docs/reference/authing.md §6.5): by ids in the body, by
    Basic, or not at all."""
    app_id, secret = target.profile.backend.app_id, target.app_secret
    if secret and (fault := secret_fault(secret)):
        return Refusal(f"secret_form.{fault}", {"field": "backend.app_secret"})
    if method in ("client_secret_post", "client_secret_basic") and not secret:
        return Refusal("exchange.app_secret_missing", {"method": method})
    if method == "client_secret_basic" and secret:
        pair = f"{app_id}:{secret.reveal()}".encode()
        basic = base64.b64encode(pair).decode("ascii")
        return (("authorization", f"Basic {basic}"),), {}
    if method != "none" and secret:
        return (), {"client_id": app_id, "client_secret": secret.reveal()}
    return (), {"client_id": app_id}


def _headers(target: AuthingTarget) -> tuple[tuple[str, str], ...]:
    headers = [("x-authing-app-id", target.profile.backend.app_id), ("x-authing-lang", "zh-CN")]
    if target.profile.backend.api == "v2" and target.platform in GUARD:
        headers.append(("x-authing-request-from", GUARD[target.platform]))
    return tuple(headers)


def _read(target: AuthingTarget, reply: HttpAnswer) -> AuthingAnswer | Refusal:
    if target.profile.backend.api == "v2":
        return read_v2(reply, target.login_url, platform=target.platform)
    return read_v3(reply, target.login_url)


def _judge_login(
    target: AuthingTarget,
    application: PublishedApplication,
    answer: AuthingAnswer | Refusal,
    progress: LoginProgress,
    evidence: tuple[EvidenceDraft, ...],
) -> LegOutcome:
    if isinstance(answer, Refusal):
        return LegOutcome.failed(answer.code, answer.params, evidence=evidence)
    if answer.is_ok:
        tokens = _tokens(answer, application, api=target.profile.backend.api)
        if tokens.id_token is None and tokens.access_token is None:
            nothing = Refusal("exchange.no_tokens", {"host": host_of(target.login_url)})
            return LegOutcome.failed(nothing.code, nothing.params, evidence=evidence)
        return LegOutcome.reached(replace(progress, tokens=tokens), evidence=evidence)
    refusal = answer.refusal(agentid=target.profile.agent_id)
    if answer.is_about_identity:
        progress = replace(progress, identity_refusal=refusal)
    elif answer.is_about_account:
        progress = replace(progress, account_refusal=refusal)
    else:
        return LegOutcome.failed(refusal.code, refusal.params, evidence=evidence)
    return LegOutcome.reached(progress, "exchange.answered", evidence=evidence)


def _tokens(answer: AuthingAnswer, application: PublishedApplication, *, api: str) -> IssuedTokens:
    """What was issued. v2 calls its session token, which is an id_token, ``token``
    (docs/reference/authing.md §6.3)."""
    data = data_object(answer)
    id_token = text_of(data, "id_token") or (text_of(data, "token") if api == "v2" else "")
    access_token = text_of(data, "access_token")
    return IssuedTokens(
        id_token=Secret(id_token) if id_token else None,
        access_token=Secret(access_token) if access_token else None,
        algorithm=application.algorithm,
        subject=text_of(data, "id") if api == "v2" else "",
    )


def identify(progress: LoginProgress, app: WecomTarget | None = None) -> Dialogue[LegOutcome]:
    """Leg 6: what Authing's answer proves of its own call to WeCom. Where it is a refused code,
    `app` is asked whether Secret and AgentID are one app's."""
    found: tuple[EvidenceDraft, ...] = ()
    refused = progress.identity_refusal
    if app is not None and refused is not None and refused.params.get("errcode") in BAD_CODE:
        found = yield from ask_agent(app)
    outcome = yield from judge_identity(
        progress,
        found=found,
        answer="identity.by_tokens",
        decision="identity.by_decision",
        absent="identity.behind_authing",
    )
    return outcome


def _whom_to_ask(target: AuthingTarget, scenario: Scenario) -> WecomTarget | None:
    """Nobody, where the code is refused because the scenario wants it so."""
    expected = scenario.expectation(target.platform, BackendKind.AUTHING)
    return target.app_at_wecom if expected.leg is None else None


def _application_items(application: PublishedApplication) -> tuple[tuple[str, str], ...]:
    names = ", ".join(c.identifier or c.id for c in application.connections)
    return (
        ("name", application.name),
        ("userPoolId", application.user_pool_id),
        ("requestHostname", application.hostname),
        ("ecConnections", names),
        ("id_token_signed_response_alg", application.algorithm),
        ("token_endpoint_auth_method", application.client_auth),
    )
