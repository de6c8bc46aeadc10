"""A client of a simulator's control API (``/_sim/…``), over the flow's own HTTP port."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wecom_console.domain.secrets import Secret
from wecom_console.flow.commands import HttpCall
from wecom_console.flow.ports import HttpPort
from wecom_console.protocol.answers import host_of, read_object
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed
from wecom_console.protocol.json_values import JsonObject

POLL_S: Final = 20.0
"""How long one question for a callback may stay open."""


@dataclass(frozen=True, slots=True)
class SimulatorAccess:
    """Where a simulator is, and what steers it (None: it cannot be steered from here)."""

    url: str
    control_token: Secret | None = None


@dataclass(frozen=True, slots=True)
class ControlFailed:
    """The control API did not do what it was asked: the HTTP status or the transport fault."""

    host: str
    reason: str


class SimulatorControl:
    """Steers one simulator."""

    def __init__(self, http: HttpPort, url: str, token: Secret) -> None:
        self._http = http
        self._url = url.rstrip("/")
        self._token = token

    async def authorize(self, body: JsonObject) -> JsonObject | ControlFailed:
        """Play phone and WeCom: ``POST /_sim/authorize``."""
        return await self._json("POST", "authorize", body)

    async def callback(self, state: str) -> JsonObject | ControlFailed | None:
        """What the user of the phone's page decided; None where nobody has yet. Stays open for
        `POLL_S` seconds."""
        query = (("state", state), ("wait_s", f"{POLL_S:g}"))
        answer = await self._call("GET", "callbacks", query=query, timeout_s=POLL_S + 10)
        if isinstance(answer, HttpAnswer) and answer.status == 204:
            return None
        return self._read(answer)

    async def apply_scenario(self, body: JsonObject) -> bool:
        """Put state and faults as a scenario needs them: ``POST /_sim/scenario``."""
        return isinstance(await self._json("POST", "scenario", body), Mapping)

    async def advance(self, seconds: float) -> bool:
        """Move the simulator's clock."""
        return isinstance(await self._json("POST", "clock", {"advance_s": seconds}), Mapping)

    async def now(self) -> float | None:
        """The simulator's time in seconds since the epoch."""
        found = self._read(await self._call("GET", "clock"))
        now = found.get("now") if isinstance(found, Mapping) else None
        return float(now) if isinstance(now, int | float) else None

    async def _json(self, method: str, path: str, body: JsonObject) -> JsonObject | ControlFailed:
        return self._read(await self._call(method, path, body=body))

    async def _call(
        self,
        method: str,
        path: str,
        *,
        query: tuple[tuple[str, str], ...] = (),
        body: JsonObject | None = None,
        timeout_s: float = 15.0,
    ) -> HttpAnswer | HttpFailed:
        headers = (("authorization", f"Bearer {self._token.reveal()}"),)
        url = f"{self._url}/_sim/{path}"
        return await self._http.call(
            HttpCall(method, url, query, headers, json=body, timeout_s=timeout_s)
        )

    def _read(self, answer: HttpAnswer | HttpFailed) -> JsonObject | ControlFailed:
        host = host_of(self._url)
        if isinstance(answer, HttpFailed):
            return ControlFailed(host, answer.fault.value)
        found = read_object(answer)
        if not 200 <= answer.status < 300 or found is None:
            return ControlFailed(host, f"HTTP {answer.status}")
        return found
