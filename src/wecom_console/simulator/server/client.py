"""Steers a running simulator from a test suite: the control API as methods, over the standard
library, so that it costs a foreign project nothing (docs/reference/simulator.md §2)."""

import json
from collections.abc import Mapping
from http.client import HTTPConnection
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

TIMEOUT_S: Final = 90.0
"""More than the longest wait for a callback, in seconds."""

ControlAnswer = dict[str, Any]


class SimulatorRefusedError(Exception):
    """The control API did not do what it was asked: the status, and what was wrong where."""

    def __init__(self, status: int, error: str, field: str) -> None:
        super().__init__(f"{status}: {error}" + (f" ({field})" if field else ""))
        self.status = status
        self.error = error
        self.field = field


class SimulatorClient:
    """One simulator's control API. Usable from any thread; each call is a connection of its own.

    `about` is what ``simulate --json`` prints; from it come `wecom` and `authing`, the ids and
    made-up credentials that a client under test needs.
    """

    def __init__(self, about: Mapping[str, Any]) -> None:
        self.url: str = about["url"]
        self.wecom: ControlAnswer = about.get("wecom", {})
        self.authing: ControlAnswer = about.get("authing", {})
        self._token: str = about["control_token"]

    def authorize(
        self,
        platform: str = "android",
        *,
        member: str | None = None,
        decision: str = "approve",
        **values: str,
    ) -> ControlAnswer:
        """Play phone and WeCom. `code` is empty and `reason` says why where WeCom would refuse."""
        stated: ControlAnswer = {"platform": platform, "decision": decision, **values}
        return self._call(
            "POST", "authorize", stated | ({"member": member} if member is not None else {})
        )

    def callback(self, state: str, *, wait_s: float = 0.0) -> ControlAnswer | None:
        """What somebody decided on the phone's page, once; None where nobody has in time."""
        query = urlencode({"state": state, "wait_s": f"{wait_s:g}"})
        return self._call("GET", f"callbacks?{query}") or None

    def fault(self, path: str, **values: object) -> int:
        """Let calls of `path` fail: ``errcode=``, ``status=``, ``delay_ms=``, ``times=``, and
        ``break_=`` (``break`` is a word of Python's own). The fault's id."""
        stated = {name.rstrip("_"): value for name, value in values.items()}
        return int(self._call("POST", "faults", {"path": path, **stated})["id"])

    def lift_faults(self) -> None:
        """Every fault, the ones of a scenario too."""
        self._call("DELETE", "faults")

    def advance_clock(self, seconds: float) -> float:
        """Codes and tokens age with it; the simulator's time in seconds since the epoch."""
        return float(self._call("POST", "clock", {"advance_s": seconds})["now"])

    def journal(self, *, since: int = 0) -> list[ControlAnswer]:
        """The calls that were answered, the oldest first."""
        return list(self._call("GET", f"journal?since={since}")["journal"])

    def codes(self) -> list[ControlAnswer]:
        """The ledger: each code's state, and who used it."""
        return list(self._call("GET", "codes")["codes"])

    def messages(self) -> list[ControlAnswer]:
        """The verification codes that Authing "sent" and nobody has used yet."""
        return list(self._call("GET", "messages")["messages"])

    def state(self) -> ControlAnswer:
        """Every part of the state; secrets are not shown."""
        return self._call("GET", "state")

    def change_state(self, **parts: object) -> ControlAnswer:
        """Replace the named parts, all or none; the whole state."""
        return self._call("PATCH", "state", parts)

    def scenarios(self) -> list[str]:
        """The names that `scenario` takes."""
        return list(self._call("GET", "scenario")["scenarios"])

    def scenario(self, name: str) -> None:
        """Start from the initial state, then put what this scenario says."""
        self._call("POST", "scenario", {"name": name})

    def reset(self) -> None:
        """As started."""
        self._call("POST", "reset")

    def _call(self, method: str, path: str, body: object = None) -> ControlAnswer:
        """The JSON object of the answer, an empty one for 204. Raises `SimulatorRefusedError`."""
        address = urlsplit(self.url)
        line = HTTPConnection(address.hostname or "", address.port, timeout=TIMEOUT_S)
        try:
            line.request(
                method,
                f"/_sim/{path}",
                body=b"" if body is None else json.dumps(body).encode(),
                headers={
                    "Authorization": f"Bearer {self._token}",
                    "Content-Type": "application/json",
                },
            )
            answer = line.getresponse()
            content = answer.read()
        finally:
            line.close()
        found = json.loads(content) if content else {}
        if answer.status >= 400:
            raise SimulatorRefusedError(
                answer.status, found.get("error", ""), found.get("field", "")
            )
        return dict(found)
