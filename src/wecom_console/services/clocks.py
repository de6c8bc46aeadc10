"""The two clocks of a run: this computer's, and the simulator's."""

import time

import anyio

from wecom_console.services.runs.simulator_control import SimulatorControl


class RealClock:
    """This computer's clock. Waiting takes as long as it says."""

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time()

    def ticks_ms(self) -> float:
        """Milliseconds of the monotonic clock."""
        return time.perf_counter() * 1000

    async def wait(self, seconds: float) -> None:
        """Sleep."""
        await anyio.sleep(seconds)


class RemoteSimulatorClock:
    """The simulator's clock: `offset_s` ahead of the real one, and moved instead of waited for.
    Codes, tokens and the times in id_tokens age by it."""

    def __init__(self, real: RealClock, control: SimulatorControl, *, offset_s: float) -> None:
        self._real = real
        self._control = control
        self._offset_s = offset_s

    def now(self) -> float:
        """Seconds since the epoch as the simulator sees them."""
        return self._real.now() + self._offset_s

    def ticks_ms(self) -> float:
        """Durations are measured for real."""
        return self._real.ticks_ms()

    async def wait(self, seconds: float) -> None:
        """Move the simulator's clock. Where it cannot be moved, time passes for real."""
        if await self._control.advance(seconds):
            self._offset_s += seconds
        else:
            await self._real.wait(seconds)
