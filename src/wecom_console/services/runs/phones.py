"""The phones of a run: by itself, by a person at the virtual phone, a real one, or none.

The flow only knows a port that shows a link and waits for what comes back through the schema.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import anyio

from wecom_console.domain.links.requests import LoginRequest
from wecom_console.flow.commands import (
    AwaitCallback,
    CallbackArrived,
    LinkNotShown,
    LinkShown,
    NoCallback,
    PhoneRefused,
    ShowLink,
    Silence,
)
from wecom_console.protocol.json_values import JsonObject, text_of
from wecom_console.services.runs.simulator_control import ControlFailed, SimulatorControl

OTHER_COMPANY: Final = "ww0000000000000000"
"""A CorpID that no company has."""

PhoneReply = CallbackArrived | PhoneRefused | NoCallback


@dataclass(frozen=True, slots=True)
class Decided:
    """Somebody at the drawn phone pressed a button: ``approve`` or ``cancel``. No member is the
    first one in the visible range."""

    decision: str
    member: str = ""


@dataclass(frozen=True, slots=True)
class Delivered:
    """Somebody pasted what the app received."""

    url: str


class PhonePrompts:
    """Where the window puts what its user did. Use it on the run's own event loop; what comes
    while no run is waiting is forgotten."""

    def __init__(self) -> None:
        self._arrival: anyio.Event | None = None
        self._done: list[Decided | Delivered] = []

    def decide(self, decision: str, *, member: str = "") -> bool:
        """A button of the virtual phone. False where no run is waiting for it."""
        return self._put(Decided(decision, member))

    def deliver(self, url: str) -> bool:
        """A pasted return link. False where no run is waiting for it."""
        sound = url.encode("utf-8", errors="replace").decode("utf-8")
        return self._put(Delivered(sound.strip()))

    async def wait(self) -> Decided | Delivered:
        """The next thing the user does."""
        self._arrival = anyio.Event()
        self._done.clear()
        try:
            await self._arrival.wait()
        finally:
            self._arrival = None
        return self._done[0]

    def _put(self, done: Decided | Delivered) -> bool:
        if self._arrival is None or self._done:
            return False
        self._done.append(done)
        self._arrival.set()
        return True


class AutoPhone:
    """Plays phone and WeCom by the simulator's control API, as the scenario decides."""

    def __init__(self, control: SimulatorControl, *, member: str = "") -> None:
        self._control = control
        self._member = member
        self._request: LoginRequest | None = None

    async def show(self, command: ShowLink) -> LinkShown | LinkNotShown:
        """Take the link."""
        self._request = command.request
        return LinkShown(simulated=True)

    async def await_callback(self, command: AwaitCallback) -> PhoneReply:
        """Decide at once."""
        if self._request is None:
            return NoCallback(Silence.ABSENT, simulated=True)
        member = command.member or self._member
        return await play(self._control, self._request, command, member=member)


class PromptedPhone:
    """A person decides: at the phone drawn in the window (`desk`), or at the simulator's confirm
    page in a browser."""

    def __init__(self, control: SimulatorControl, desk: PhonePrompts) -> None:
        self._control = control
        self._desk = desk
        self._request: LoginRequest | None = None

    async def show(self, command: ShowLink) -> LinkShown | LinkNotShown:
        """The link has been told already; the page waits for its visitor."""
        self._request = command.request
        return LinkShown(simulated=True)

    async def await_callback(self, command: AwaitCallback) -> PhoneReply:
        """Whichever is first: the desk, the page, or the end of the time."""
        request = self._request
        if request is None:
            return NoCallback(Silence.ABSENT, simulated=True)
        answers: list[PhoneReply] = []
        with anyio.move_on_after(command.timeout_s):
            async with anyio.create_task_group() as group:

                async def at_the_desk() -> None:
                    done = await self._desk.wait()
                    match done:
                        case Delivered(url):
                            answers.append(CallbackArrived(url, simulated=True))
                        case Decided(decision, member):
                            decided = replace(command, decision=decision)
                            member = member or command.member
                            answers.append(
                                await play(self._control, request, decided, member=member)
                            )
                    group.cancel_scope.cancel()

                async def at_the_page() -> None:
                    answers.append(await self._page(command.state))
                    group.cancel_scope.cancel()

                group.start_soon(at_the_desk)
                group.start_soon(at_the_page)
        return answers[0] if answers else NoCallback(Silence.TIMEOUT, simulated=True)

    async def _page(self, state: str) -> PhoneReply:
        while True:
            found = await self._control.callback(state)
            if found is not None:
                return callback_of(found)


class PastedCallback:
    """A real phone: the link is shown as QR code and text, and what the app received is pasted.
    `is_simulated`: the WeCom on that phone is our simulator after all."""

    def __init__(self, desk: PhonePrompts, *, is_simulated: bool = False) -> None:
        self._desk = desk
        self._is_simulated = is_simulated

    async def show(self, command: ShowLink) -> LinkShown | LinkNotShown:
        """The window shows it from the event."""
        return LinkShown(simulated=self._is_simulated)

    async def await_callback(self, command: AwaitCallback) -> PhoneReply:
        """Wait for the paste; a button of the drawn phone means nothing here."""
        with anyio.move_on_after(command.timeout_s):
            while True:
                done = await self._desk.wait()
                if isinstance(done, Delivered):
                    return CallbackArrived(done.url, simulated=self._is_simulated)
        return NoCallback(Silence.TIMEOUT, simulated=self._is_simulated)


class AbsentPhone:
    """No phone at all: CI against a real backend."""

    async def show(self, command: ShowLink) -> LinkShown | LinkNotShown:
        """Nobody sees it."""
        return LinkNotShown()

    async def await_callback(self, command: AwaitCallback) -> PhoneReply:
        """Nobody answers."""
        return NoCallback(Silence.ABSENT)


async def play(
    control: SimulatorControl, request: LoginRequest, command: AwaitCallback, *, member: str
) -> PhoneReply:
    """Let the simulator play `request` on its phone, as `command` says."""
    body: dict[str, object] = {
        "platform": request.platform.value,
        "decision": command.decision,
        "corp_id": request.corp_id,
        "agent_id": request.agent_id,
        "schema": request.schema,
        "state": request.state,
        "sdk": request.sdk,
        "app_name": request.app_name,
        "transaction": request.transaction,
        "package": request.package,
        "signature_md5": request.signature_md5,
        "bundle_id": request.bundle_id,
    }
    if member:
        body["member"] = member
    if command.issued_for:
        body["issued_for"] = command.issued_for.replace("-", "_")
    match command.device:
        case "no-wecom":
            body["wecom_installed"] = False
        case "other-company":
            body["logged_in_corp_id"] = OTHER_COMPANY
        case _:
            pass
    return callback_of(await control.authorize(body))


def callback_of(found: JsonObject | ControlFailed) -> PhoneReply:
    """What the simulator's phone says. Where WeCom answers and only the app would not hear it
    (another case of the schema), the link is given all the same: leg 4 compares it."""
    if isinstance(found, ControlFailed):
        return PhoneRefused("phone.no_simulator", {"host": found.host, "reason": found.reason})
    link = text_of(found, "return_link")
    if link:
        return CallbackArrived(link, simulated=True)
    params = found.get("params")
    told = params if isinstance(params, Mapping) else {}
    reason = text_of(found, "reason") or text_of(found, "link_problem") or "phone.unknown"
    return PhoneRefused(reason, {str(k): v for k, v in told.items() if isinstance(v, str | int)})
