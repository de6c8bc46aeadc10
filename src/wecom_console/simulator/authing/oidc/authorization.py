"""``/oidc/auth`` and ``/oidc/session/end``: the browser's half of OIDC
(docs/reference/authing.md §9).

The hosted page does not offer WeCom Mobile (docs/reference/authing.md §3.2), so nobody logs in
here: a session is the id_token of a mobile login, given as ``id_token_hint``. Without one the
answer is ``login_required``, as for ``prompt=none`` (modelled). Codes live ten minutes and work
once.
"""

from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from wecom_console.simulator.authing.envelope import oauth_error
from wecom_console.simulator.authing.oidc.tokens import DEFAULT_SCOPE
from wecom_console.simulator.authing.signin.pending import PendingStep, StepKind
from wecom_console.simulator.authing.signin.profiles import signed_in_user
from wecom_console.simulator.wire.bodies import form
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.entities import Application
from wecom_console.simulator.world.world import World

CHALLENGE_METHODS: Final = ("plain", "S256")
URI_LIMIT: Final = 2_048


async def authorize(world: World, call: Call) -> Answer:
    """``/oidc/auth``: a code at the redirect URI for the user of ``id_token_hint``."""
    params = _params(call)
    app = world.state.applications.get(params.get("client_id", ""))
    if app is None:
        return oauth_error("invalid_client", "client is invalid")
    redirect = params.get("redirect_uri", "")
    if not is_redirect(app, redirect):
        return oauth_error(
            "redirect_uri_mismatch", "redirect_uri did not match any registered redirect_uris"
        )
    state = params.get("state", "")
    if params.get("response_type") != "code":
        return _back(redirect, state, error="unsupported_response_type")
    challenge = params.get("code_challenge", "")
    method = params.get("code_challenge_method", "plain") if challenge else ""
    if challenge and method not in CHALLENGE_METHODS:
        return _back(redirect, state, error="invalid_request")
    session = signed_in_user(world, params.get("id_token_hint", ""))
    if session is None or session[0].app_id != app.app_id:
        return _back(redirect, state, error="login_required")
    code = world.random.token("authorization", length=43)
    step = PendingStep(
        StepKind.AUTHORIZATION,
        app.app_id,
        session[1].user_id,
        scope=params.get("scope", "") or DEFAULT_SCOPE,
        redirect_uri=redirect,
        nonce=params.get("nonce", ""),
        challenge=challenge,
        challenge_method=method,
    )
    world.pending.put(code, step, now=world.now())
    return _back(redirect, state, code=code)


async def end_session(world: World, call: Call) -> Answer:
    """``/oidc/session/end``: the hint's token is worth nothing from now on."""
    params = _params(call)
    hint = params.get("id_token_hint", "")
    session = signed_in_user(world, hint)
    app_id = params.get("client_id", "") if session is None else session[0].app_id
    world.grants.revoke(hint)
    app = world.state.applications.get(app_id)
    redirect = params.get("post_logout_redirect_uri", "")
    if app is not None and redirect and is_redirect(app, redirect):
        return _back(redirect, params.get("state", ""))
    return Answer(200, b"Signed out\n", "text/plain; charset=utf-8")


def is_redirect(app: Application, uri: str) -> bool:
    """Whether a browser may be sent there: a printable absolute URI, one of the application's
    where it lists any."""
    if not uri or len(uri) > URI_LIMIT or not uri.isascii() or not uri.isprintable():
        return False
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    if not parts.scheme or parts.fragment or parts.scheme in ("javascript", "data") or " " in uri:
        return False
    return not app.redirect_uris or uri in app.redirect_uris


def _params(call: Call) -> dict[str, str]:
    return dict(reversed(call.query)) | (dict(form(call)) if call.method == "POST" else {})


def _back(redirect: str, state: str, **values: str) -> Answer:
    parts = urlsplit(redirect)
    query = [*parse_qsl(parts.query, keep_blank_values=True), *values.items()]
    if state:
        query.append(("state", state))
    location = urlunsplit(parts._replace(query=urlencode(query, errors="replace")))
    return Answer(302, headers=(("location", location), ("cache-control", "no-store")))
