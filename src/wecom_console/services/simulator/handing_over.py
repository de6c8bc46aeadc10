"""What a developer is given to call a simulator: its values, as `.env` and as a curl line.

The names are those of the contract (docs/reference/simulator.md §3).
"""

import shlex
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from wecom_console.domain.secrets import Secret
from wecom_console.services.simulator.values import ServedConnection

if TYPE_CHECKING:  # the simulator's libraries are heavy
    from wecom_console.simulator.world.setup import ConnectionSetup
    from wecom_console.simulator.world.state import State

PHONE_PATH: Final = "/phone/"


def served_connection(state: "State", setup: "ConnectionSetup") -> ServedConnection | None:
    """The values by which a simulator knows the connection that it was loaded with; None where
    it has no app of WeCom."""
    profile = setup.profile
    agent = state.agent(profile.corp_id, profile.agent_id)
    held = next((c for c in state.connections.values() if c.identifier == profile.identifier), None)
    if agent is None or held is None:
        return None
    app = next(
        (a for a in state.applications.values() if held.connection_id in a.connections), None
    )
    given = {"secret": setup.secret, "backend.app_secret": setup.app_secret}
    return ServedConnection(
        identifier=held.identifier,
        corp_id=agent.corp_id,
        agent_id=agent.agent_id,
        schema=agent.schema,
        secret=agent.secret,
        app_id="" if app is None else app.app_id,
        app_secret=Secret("") if app is None else app.secret,
        user_pool_id=held.pool_id,
        made_up=tuple(path for path, secret in given.items() if secret is None),
    )


def env_text(url: str, control_token: Secret, served: ServedConnection) -> Secret:
    """The lines of a `.env` file. The Secret and the token stand in it in the clear."""
    lines = {
        "WECOM_SIM_URL": url,
        "WECOM_SIM_CONTROL_TOKEN": control_token.reveal(),
        "WECOM_SIM_CORP_ID": served.corp_id,
        "WECOM_SIM_AGENT_ID": served.agent_id,
        "WECOM_SIM_SECRET": served.secret.reveal(),
        "WECOM_SIM_SCHEMA": served.schema,
        "WECOM_SIM_APP_ID": served.app_id,
        "WECOM_SIM_APP_SECRET": served.app_secret.reveal(),
        "WECOM_SIM_USER_POOL_ID": served.user_pool_id,
        "WECOM_SIM_CONNECTION": served.identifier,
    }
    return Secret("".join(f"{name}={_env_value(value)}\n" for name, value in lines.items()))


def curl_text(url: str, served: ServedConnection) -> Secret:
    """A first call that answers 0: an access token for the app."""
    query = urlencode({"corpid": served.corp_id, "corpsecret": served.secret.reveal()})
    return Secret(f"curl {shlex.quote(f'{url}/cgi-bin/gettoken?{query}')}\n")


def _env_value(value: str) -> str:
    """Single quotes where a shell or a reader of such files would see more than letters."""
    plain = value.replace("-", "").replace("_", "").replace(".", "").isalnum()
    if plain or not value or (value.isascii() and value.startswith("http://127.0.0.1:")):
        return value
    return "'" + value.replace("'", "'\\''") + "'"
