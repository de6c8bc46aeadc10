"""What surrounds a run: which simulator takes part, whose phone it is, whose clock counts.

* Backend *simulator*: a private one, loaded with the profile, as started for each run.
* A backend on loopback that answers as our simulator does: that simulator is the phone's WeCom as
  well, steered by its control token or, without one, through its confirm page.
* Any other backend: real. A virtual phone is then played by a private simulator, whose codes the
  real WeCom does not know, so they are never sent; a real phone's callback is pasted.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never

from wecom_console.backends.credentials import Credentials
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind
from wecom_console.flow.commands import HttpCall
from wecom_console.flow.ports import ClockPort, HttpPort, PhonePort, Ports
from wecom_console.flow.scenarios.definitions import Scenario
from wecom_console.protocol.http_replies import HttpAnswer
from wecom_console.services.clocks import RealClock, RemoteSimulatorClock
from wecom_console.services.runs.embedded import (
    LoadedConnection,
    PrivateSimulators,
    options_for,
    pointed_at,
)
from wecom_console.services.runs.orders import PhoneMode
from wecom_console.services.runs.phone_pages import PagePhone
from wecom_console.services.runs.phones import (
    AbsentPhone,
    AutoPhone,
    PastedCallback,
    PhonePrompts,
    PromptedPhone,
)
from wecom_console.services.runs.request import (
    RunRequest,
    Setting,
    is_loopback,
    same_origin,
    with_stand_in,
)
from wecom_console.services.runs.simulator_control import SimulatorControl

if TYPE_CHECKING:
    from wecom_console.simulator import SimulatorHandle


PROBE_S: Final = 5.0
"""How long a backend on loopback has to say whether it is our simulator."""

UNTOUCHED: Final = {"name": "success"}
"""The simulator's scenario that puts its state back to how it started."""


KNOWN_MEMBERS: Final = {"name": "field-matching"}
"""The members of a private simulator have accounts, where the connection makes none."""


@dataclass(frozen=True, slots=True)
class RunEnvironment:
    """Everything a run needs. `confirm_base` is the simulator whose WeCom is on the phone, empty
    for a real one."""

    profile: Profile
    credentials: Credentials
    setting: Setting
    ports: Ports
    confirm_base: str


@dataclass(frozen=True, slots=True)
class _Simulator:
    """A simulator that takes part. Without `control` it cannot be steered. A private one is gone
    after the run."""

    url: str
    control: SimulatorControl | None
    is_private: bool = False


class EnvironmentBuilder:
    """Builds the environments of a series of runs from its collaborators."""

    def __init__(self, http: HttpPort, simulators: PrivateSimulators, clock: RealClock) -> None:
        self._http = http
        self._simulators = simulators
        self._clock = clock

    @asynccontextmanager
    async def open(
        self,
        request: RunRequest,
        scenario: Scenario,
        *,
        desk: PhonePrompts,
    ) -> AsyncIterator[RunEnvironment]:
        """That of one run of `scenario`."""
        connection = LoadedConnection(with_stand_in(request.profile), request.credentials)
        backend: _Simulator | None
        if request.chosen_backend is BackendKind.SIMULATOR:
            backend, connection = await self._embedded(connection)
        else:
            backend = await self._found(request)
        wecom = backend
        if backend is None and request.phone in (PhoneMode.AUTO, PhoneMode.VIRTUAL):
            # It only plays the phone of a real backend.
            handle = await self._simulators.fresh(options_for([connection]))
            wecom = self._private(handle)
        async with AsyncExitStack() as stack:
            is_ready = await self._prepare(stack, backend, scenario, connection.profile)
            yield RunEnvironment(
                profile=connection.profile,
                credentials=connection.credentials,
                setting=Setting(
                    backend=request.chosen_backend,
                    platform=request.chosen_platform,
                    phone=request.phone,
                    is_redeemable=backend is not None or request.phone is PhoneMode.PASTED,
                    can_steer=is_ready,
                    suits_type=request.suits_type,
                    type=request.profile.type,
                ),
                ports=Ports(
                    http=self._http,
                    phone=_phone(request, wecom, self._http, desk),
                    clock=await self._clock_of(backend),
                ),
                confirm_base=_confirm_base(request, wecom),
            )

    async def _embedded(self, connection: LoadedConnection) -> tuple[_Simulator, LoadedConnection]:
        """A private simulator as the backend, and the connection as that one holds it."""
        handle = await self._simulators.fresh(options_for([connection]))
        moved = pointed_at(handle, connection)
        if moved is None:
            raise LookupError("a simulator without the connection it was given")
        return self._private(handle), moved

    async def _found(self, request: RunRequest) -> _Simulator | None:
        """The simulator that the backend's address leads to, None where it leads elsewhere."""
        url, known = request.backend_url.rstrip("/"), request.simulator
        if known is not None and same_origin(known.url, url):
            token = known.control_token
            return _Simulator(url, SimulatorControl(self._http, url, token) if token else None)
        if not url or not is_loopback(url):
            return None
        answer = await self._http.call(HttpCall("GET", f"{url}/", timeout_s=PROBE_S))
        is_ours = isinstance(answer, HttpAnswer) and answer.simulated
        return _Simulator(url, None) if is_ours else None

    def _private(self, handle: "SimulatorHandle") -> _Simulator:
        control = SimulatorControl(self._http, handle.url, Secret(handle.control_token))
        return _Simulator(handle.url, control, is_private=True)

    async def _prepare(
        self,
        stack: AsyncExitStack,
        backend: _Simulator | None,
        scenario: Scenario,
        profile: Profile,
    ) -> bool:
        """Tell the backend what the scenario needs; False where it cannot be told anything. A
        simulator that others use is put back as it started."""
        if backend is None or backend.control is None:
            return False
        setup, control = scenario.simulator, backend.control
        if not setup.body:
            if backend.is_private and _wants_an_account(profile):
                return await control.apply_scenario(KNOWN_MEMBERS)
            return True
        if not backend.is_private:
            stack.push_async_callback(control.apply_scenario, UNTOUCHED)
        return await control.apply_scenario(setup.body)

    async def _clock_of(self, backend: _Simulator | None) -> ClockPort:
        if backend is None or backend.control is None:
            return self._clock
        now = await backend.control.now()
        offset_s = 0.0 if now is None else now - self._clock.now()
        return RemoteSimulatorClock(self._clock, backend.control, offset_s=offset_s)


def _wants_an_account(profile: Profile) -> bool:
    """Whether a member whom Authing has never seen does not simply get in."""
    return profile.login_only or profile.association.mode == "challenge"


def _confirm_base(request: RunRequest, wecom: _Simulator | None) -> str:
    return "" if wecom is None or request.phone is PhoneMode.ABSENT else wecom.url


def _phone(
    request: RunRequest, wecom: _Simulator | None, http: HttpPort, desk: PhonePrompts
) -> PhonePort:
    control = None if wecom is None else wecom.control
    match request.phone:
        case PhoneMode.ABSENT:
            return AbsentPhone()
        case PhoneMode.PASTED:
            return PastedCallback(desk, is_simulated=wecom is not None)
        case PhoneMode.AUTO:
            if control is None:
                return PagePhone(http, member=request.member)
            return AutoPhone(control, member=request.member)
        case PhoneMode.VIRTUAL:
            if control is None:
                # Nobody can tell us what is decided on the page, so its link is pasted.
                return PastedCallback(desk, is_simulated=True)
            return PromptedPhone(control, desk)
        case _:
            assert_never(request.phone)
