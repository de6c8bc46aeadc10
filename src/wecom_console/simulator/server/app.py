"""The whole simulator as one ASGI application."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wecom_console.simulator.authing.envelope import api_error, message, oauth_error
from wecom_console.simulator.authing.routes import AUTHING_ROUTES
from wecom_console.simulator.casdoor.routes import CASDOOR_ROUTES
from wecom_console.simulator.control.guard import ControlGuard
from wecom_console.simulator.control.routes import CONTROL_ROUTES, unknown_control
from wecom_console.simulator.custom.login import CUSTOM_ROUTES
from wecom_console.simulator.phone.routes import PHONE_ROUTES, STYLE_ROUTE
from wecom_console.simulator.routing import SimRoute
from wecom_console.simulator.server.dispatch import perform
from wecom_console.simulator.wecom.routes import WECOM_ROUTES
from wecom_console.simulator.wire.asgi import SERVER_NAME, Client, Connections, Endpoint
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.wire.hosts import HostGuard
from wecom_console.simulator.world.world import World

EVERY_METHOD: Final = ()
"""Of a route: also those that nobody has heard of."""


@dataclass(frozen=True, slots=True)
class InProcess:
    """Where no server stands around the application there is no connection to break."""

    def reset(self, client: Client) -> bool:
        """Not ours."""
        return False

    def close(self, client: Client) -> bool:
        """Not ours."""
        return False


def create_app(
    world: World,
    *,
    control_token: str,
    hosts: tuple[str, ...],
    accepts_local_address: bool = False,
    connections: Connections | None = None,
) -> Starlette:
    """WeCom, its backends (Authing, Casdoor, a custom one), phone and control over `world`.

    `hosts` are the Host headers that are answered, with their port. `connections` lets a fault
    break the line for real; without it a broken answer raises `ConnectionResetError`.
    """
    lines = connections or InProcess()
    guard = ControlGuard(control_token)
    served = (
        *WECOM_ROUTES,
        *AUTHING_ROUTES,
        *CASDOOR_ROUTES,
        *CUSTOM_ROUTES,
        *PHONE_ROUTES,
    )
    no_control = SimRoute("/_sim/{rest:path}", EVERY_METHOD, unknown_control)
    anything = SimRoute("/{rest:path}", EVERY_METHOD, unknown_path)
    app = Starlette(
        routes=[
            # They are tried one after the other: what is called most often comes first.
            *(_journalled(world, route, lines) for route in served),
            _plain(world, STYLE_ROUTE, lines),
            *(_control(world, guard, route, lines) for route in (*CONTROL_ROUTES, no_control)),
            _journalled(world, anything, lines),
        ],
        exception_handlers={404: _no_path, Exception: _crashed},
        middleware=[
            Middleware(HostGuard, hosts=hosts, accepts_local_address=accepts_local_address)
        ],
    )
    app.router.redirect_slashes = False  # the servers that are simulated do not
    return app


async def _no_path(_request: Request, _error: Exception) -> Response:
    """A target that is no path: ``OPTIONS *``, or a whole address."""
    return Response(status_code=404, headers={"server": SERVER_NAME})


async def _crashed(_request: Request, _bug: Exception) -> Response:
    """A bug of ours: no details for the caller; the server logs it."""
    body = {"error": "internal error of the simulator", "field": ""}
    return JSONResponse(body, status_code=500, headers={"server": SERVER_NAME})


async def unknown_path(world: World, call: Call) -> Answer:
    """What each server says of a path it does not know; WeCom says nothing at all
    (docs/reference/wecom.md §9.1)."""
    if call.path.startswith("/api/"):
        text = message(call, "path_unknown", method=call.method, path=call.path[:120])
        return api_error(world, call, 404, text=text)
    if call.path.startswith("/oidc/"):
        return oauth_error("invalid_request", "unrecognized route", status=404)
    return Answer(404)


def _journalled(world: World, route: SimRoute, lines: Connections) -> Route:
    async def answer(call: Call) -> Answer:
        return await perform(world, call, route.handler)

    return _route(route, answer, lines)


def _plain(world: World, route: SimRoute, lines: Connections) -> Route:
    async def answer(call: Call) -> Answer:
        return await route.handler(world, call)

    return _route(route, answer, lines)


def _control(world: World, guard: ControlGuard, route: SimRoute, lines: Connections) -> Route:
    async def answer(call: Call) -> Answer:
        return await guard.answer(world, route.handler, call)

    return _route(route, answer, lines)


def _route(
    route: SimRoute, answer: Callable[[Call], Awaitable[Answer]], lines: Connections
) -> Route:
    return Route(route.path, Endpoint(answer, lines), methods=list(route.methods) or None)
