"""What the driver needs of the world: a client, a phone and a clock."""

from dataclasses import dataclass
from typing import Protocol

from wecom_console.flow.commands import (
    AwaitCallback,
    CallbackArrived,
    HttpCall,
    LinkNotShown,
    LinkShown,
    NoCallback,
    PhoneRefused,
    ShowLink,
)
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed


class HttpPort(Protocol):
    """Sends requests. It follows no redirect, limits the size of an answer and never raises for
    what the network does."""

    async def call(self, call: HttpCall, /) -> HttpAnswer | HttpFailed: ...


class PhonePort(Protocol):
    """The phone with the company's app and WeCom on it: virtual, real, or none."""

    async def show(self, command: ShowLink, /) -> LinkShown | LinkNotShown: ...

    async def await_callback(
        self, command: AwaitCallback, /
    ) -> CallbackArrived | PhoneRefused | NoCallback: ...


class ClockPort(Protocol):
    """Tells the time and lets it pass."""

    def now(self) -> float:
        """Seconds since the epoch, as the backend's clock shows them."""
        ...

    def ticks_ms(self) -> float:
        """Milliseconds of a clock that never goes back."""
        ...

    async def wait(self, seconds: float, /) -> None:
        """Let time pass: on the simulator's clock where there is one, else for real."""
        ...


@dataclass(frozen=True, slots=True)
class Ports:
    """The three together."""

    http: HttpPort
    phone: PhonePort
    clock: ClockPort
