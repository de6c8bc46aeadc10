"""Leg 7 with Authing: the id_token and the profile it stands for. Source:
docs/reference/authing.md §6.5, §9."""

from collections.abc import Mapping
from typing import Final

from wecom_console.backends.authing_answers import data_object, read_v3
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.flow.commands import HttpCall
from wecom_console.flow.dialogue import Dialogue, ask_http
from wecom_console.flow.login_progress import IssuedTokens, LoginProgress
from wecom_console.flow.outcomes import EvidenceDraft, LegOutcome
from wecom_console.protocol.answers import not_answered, not_the_api, other_json, read_object
from wecom_console.protocol.http_replies import HttpFailed
from wecom_console.protocol.json_values import JsonObject, text_of
from wecom_console.protocol.refusal import Refusal
from wecom_console.protocol.tokens import Claims, TokenRules, verify_id_token

_PROFILE_KEYS: Final = ("userId", "sub", "username", "name", "preferred_username", "status")


def check_tokens(
    progress: LoginProgress, *, profile: Profile, app_secret: Secret | None
) -> Dialogue[LegOutcome]:
    """Verify the id_token by the application's own algorithm, then read the profile with the
    access token: both must name the same user."""
    simulated = progress.exchange_simulated
    if progress.code is None:
        return LegOutcome.not_provable(progress, "tokens.no_code")
    if progress.account_refusal is not None:
        refusal = progress.account_refusal
        return LegOutcome.failed(refusal.code, refusal.params, simulated=simulated)
    tokens = progress.tokens or IssuedTokens()
    if tokens.id_token is None:
        return LegOutcome.failed("tokens.missing", simulated=simulated)
    claims = yield from _verify(tokens, tokens.id_token, progress, profile, app_secret)
    if isinstance(claims, Refusal) and claims.code != "tokens.secret_unknown":
        return LegOutcome.failed(claims.code, claims.params, simulated=simulated)
    user = yield from _read_profile(tokens, profile)
    if isinstance(user, Refusal):
        return LegOutcome.failed(user.code, user.params, simulated=simulated)
    evidence = _evidence(claims, user)
    if isinstance(claims, Refusal):
        return LegOutcome.not_provable(progress, claims.code, evidence=evidence)
    for other in (tokens.subject, text_of(user, "userId"), text_of(user, "sub")):
        if other and other != claims.subject:
            return LegOutcome.failed("tokens.subject", evidence=evidence, simulated=simulated)
    return LegOutcome.reached(progress, evidence=evidence, simulated=simulated)


def _verify(
    tokens: IssuedTokens,
    id_token: Secret,
    progress: LoginProgress,
    profile: Profile,
    app_secret: Secret | None,
) -> Dialogue[Claims | Refusal]:
    host = profile.backend.app_host.rstrip("/")
    keys: JsonObject | None = None
    if tokens.algorithm == "RS256":
        found = yield from _read_keys(f"{host}/oidc/.well-known/jwks.json")
        if isinstance(found, Refusal):
            return found
        keys = found
    rules = TokenRules(
        algorithm=tokens.algorithm,
        issuer=f"{host}/oidc",
        audience=profile.backend.app_id,
        now=progress.at,
        secret=app_secret,
        keys=keys,
    )
    return verify_id_token(id_token, rules)


def _read_keys(url: str) -> Dialogue[JsonObject | Refusal]:
    reply = yield from ask_http(HttpCall("GET", url))
    if isinstance(reply, HttpFailed):
        return not_answered(reply)
    keys = read_object(reply) if reply.status == 200 else None
    if keys is None:
        return not_the_api(reply, url)
    return keys


def _read_profile(tokens: IssuedTokens, profile: Profile) -> Dialogue[JsonObject | Refusal]:
    """v3: ``get-profile`` with the raw token; v2: ``/oidc/me``. Guard's plain v2 login has no
    access token: the user came with the answer itself."""
    if tokens.access_token is None:
        if profile.backend.api == "v2":
            return {}
        return Refusal("tokens.no_access_token")
    host, token = profile.backend.app_host.rstrip("/"), tokens.access_token.reveal()
    if profile.backend.api == "v2":
        call = HttpCall("GET", f"{host}/oidc/me", headers=(("authorization", f"Bearer {token}"),))
    else:
        call = HttpCall(
            "GET",
            f"{host}/api/v3/get-profile",
            query=(("withIdentities", "true"),),
            headers=(("x-authing-app-id", profile.backend.app_id), ("authorization", token)),
        )
    reply = yield from ask_http(call)
    if isinstance(reply, HttpFailed):
        return not_answered(reply)
    if profile.backend.api == "v3":
        answer = read_v3(reply, call.url)
        if isinstance(answer, Refusal):
            return answer
        if not answer.is_ok:
            return answer.refusal()
        data = data_object(answer)
        return data if _names_somebody(data) else other_json(call.url)
    user = read_object(reply)
    if reply.status != 200 or user is None:
        return not_the_api(reply, call.url)
    return user if _names_somebody(user) else other_json(call.url)


def _names_somebody(user: JsonObject) -> bool:
    return bool(text_of(user, "userId") or text_of(user, "sub"))


def _evidence(claims: Claims | Refusal, user: JsonObject) -> tuple[EvidenceDraft, ...]:
    found = []
    if isinstance(claims, Claims):
        found.append(EvidenceDraft("evidence.claims", claims.items()))
    items = tuple((key, text_of(user, key)) for key in _PROFILE_KEYS if text_of(user, key))
    identities = user.get("identities")
    for identity in identities if isinstance(identities, list) else ():
        if isinstance(identity, Mapping) and text_of(identity, "userIdInIdp"):
            items += (("userIdInIdp", text_of(identity, "userIdInIdp")),)
    return (*found, EvidenceDraft("evidence.profile", items)) if items else tuple(found)
