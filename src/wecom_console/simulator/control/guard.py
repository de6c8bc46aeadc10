"""Who may steer: the bearer of the control token, and no web page."""

import hmac

from wecom_console.simulator.routing import Handler
from wecom_console.simulator.wire.asgi import control_error
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.world import World


class ControlGuard:
    """Stands before every control call."""

    def __init__(self, control_token: str) -> None:
        self._token = control_token.encode("utf-8")

    async def answer(self, world: World, handler: Handler, call: Call) -> Answer:
        """The handler's answer, or why there is none: 403 across origins, 401 without the token."""
        if _is_cross_origin(call):
            return control_error(403, "cross-origin call", field="origin")
        scheme, _, token = call.header("authorization").partition(" ")
        given = token.strip().encode("utf-8", errors="replace")
        if scheme.lower() != "bearer" or not hmac.compare_digest(self._token, given):
            return control_error(401, "wrong or missing control token", field="authorization")
        return await handler(world, call)


def _is_cross_origin(call: Call) -> bool:
    origin = call.header("origin")
    if origin and origin != call.base_url:
        return True
    return call.header("sec-fetch-site") not in ("", "same-origin", "none")
