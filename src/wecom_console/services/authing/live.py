"""A profile against the connection that Authing has: `diff`, `apply` and `pull`.

`diff` and `pull` only read, so credentials that may only read suffice.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import anyio

from wecom_console.backends import authing_management as api
from wecom_console.backends.authing_apply import Applied, ApplyOutcome, apply
from wecom_console.backends.authing_management import Managing, RefusedError
from wecom_console.backends.httpx_port import open_http_port
from wecom_console.backends.route import Route, route_of
from wecom_console.domain.live.connection import LivePlan, LiveState, not_comparable, plan, pulled
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.flow.login_progress import Refusal
from wecom_console.flow.ports import HttpPort
from wecom_console.services.authing.dialogue_runner import DialogueRunner
from wecom_console.services.clocks import RealClock

__all__ = ["Applied", "ApplyOutcome", "Live", "LiveAuthing", "LiveSecrets", "pulled"]

T = TypeVar("T")
OpenHttp = Callable[[Route], AbstractAsyncContextManager[HttpPort]]


@dataclass(frozen=True, slots=True)
class LiveSecrets:
    """What the profile's references lead to; None where they lead nowhere. `is_locked`: the access
    key is in a keyring that does not give it now."""

    access_key: Secret | None = field(default=None, repr=False)
    secret: Secret | None = field(default=None, repr=False)
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class Live:
    """What Authing has, and the plan that makes it the profile's."""

    state: LiveState
    plan: LivePlan


class LiveAuthing:
    """Asks Authing's management API over the profile's own way (proxy, CA file, time-out)."""

    def __init__(
        self, *, open_http: OpenHttp = open_http_port, clock: RealClock | None = None
    ) -> None:
        self._open_http = open_http
        self._clock = clock or RealClock()

    async def diff(
        self, profile: Profile, secrets: LiveSecrets, *, folder: Path | None = None
    ) -> Live | Refusal:
        """Compare. Nothing is changed. `folder` is that of the config file."""
        try:
            async with self._signed_in(profile, secrets, folder) as (performer, managing):
                state = await performer.perform(api.read_state(managing, profile.identifier))
        except RefusedError as error:
            return error.refusal
        return Live(state, plan(profile, secrets.secret, state))

    async def apply(
        self,
        profile: Profile,
        secrets: LiveSecrets,
        confirmed: LivePlan,
        *,
        source_name: str,
        folder: Path | None = None,
    ) -> Applied | Refusal:
        """Carry out the plan that `diff` gave, and prove it by reading again. Where something
        fails, everything is put back. A refusal: nothing was begun. An interruption (Ctrl-C) waits
        for the end: half of a plan would be left at Authing."""
        try:
            async with self._signed_in(profile, secrets, folder) as (performer, managing):
                work = apply(managing, secrets.secret, confirmed, source_name=source_name)
                return await _to_the_end(performer.perform(work))
        except RefusedError as error:
            return error.refusal

    @asynccontextmanager
    async def _signed_in(
        self, profile: Profile, secrets: LiveSecrets, folder: Path | None
    ) -> AsyncIterator[tuple[DialogueRunner, Managing]]:
        if code := not_comparable(profile):
            raise RefusedError(Refusal(code, {"kind": profile.backend.kind.value}))
        if secrets.access_key is None:
            code = "live.keyring_locked" if secrets.is_locked else "live.no_access_key"
            raise RefusedError(Refusal(code))
        async with self._open_http(route_of(profile.network, folder)) as http:
            performer = DialogueRunner(http, self._clock, float(profile.network.timeout_s))
            yield performer, await performer.perform(api.sign_in(profile, secrets.access_key))


async def _to_the_end(work: Coroutine[object, object, T]) -> T:
    """A signal cancels the task itself, a window that closes the scope around it."""
    task = asyncio.ensure_future(work)
    with anyio.CancelScope(shield=True):
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            await asyncio.wait((task,))
    return task.result()
