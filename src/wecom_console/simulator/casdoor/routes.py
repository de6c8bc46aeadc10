"""The paths of Casdoor that the simulator answers."""

from typing import Final

from wecom_console.simulator.authing.oidc.endpoints import jwks
from wecom_console.simulator.casdoor.envelope import LOGIN
from wecom_console.simulator.casdoor.login import login
from wecom_console.simulator.routing import SimRoute

CASDOOR_ROUTES: Final = (
    SimRoute(LOGIN, ("POST",), login),
    SimRoute("/.well-known/jwks", ("GET",), jwks),
)
