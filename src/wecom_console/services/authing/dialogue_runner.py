"""Performs dialogues that ask for nothing but HTTP and time."""

from dataclasses import replace
from typing import TypeVar

from wecom_console.backends.preflight import OnlineCheck, check_clock
from wecom_console.flow.commands import HttpCall, Reply, Wait, Waited
from wecom_console.flow.dialogue import Dialogue
from wecom_console.flow.ports import HttpPort
from wecom_console.protocol.http_replies import HttpAnswer
from wecom_console.services.clocks import RealClock

T = TypeVar("T")


class DialogueRunner:
    """Every call has the connection's own time-out. Looks at the clock of the first answer, and at
    whether our simulator was among those that answered."""

    def __init__(self, http: HttpPort, clock: RealClock, timeout_s: float) -> None:
        self._http = http
        self._clock = clock
        self._timeout_s = timeout_s
        self.clock_check: OnlineCheck | None = None
        self.has_met_simulator = False

    async def perform(self, dialogue: Dialogue[T]) -> T:
        """The dialogue's result, or what it raises."""
        try:
            command = next(dialogue)
            while True:
                reply: Reply
                if isinstance(command, Wait):
                    await self._clock.wait(command.seconds)
                    reply = Waited()
                elif isinstance(command, HttpCall):
                    reply = await self._http.call(replace(command, timeout_s=self._timeout_s))
                else:
                    raise TypeError(type(command).__name__)
                if isinstance(reply, HttpAnswer) and self.clock_check is None:
                    self.clock_check = check_clock(reply, now=self._clock.now())
                if isinstance(reply, HttpAnswer):
                    self.has_met_simulator |= reply.simulated
                command = dialogue.send(reply)
        except StopIteration as end:
            result: T = end.value
            return result
        finally:
            dialogue.close()
