"""Steps as dialogues: generators that yield a command and receive its reply.

A step never sleeps, opens a socket or reads a clock (sans-I/O, as httpx's `Auth.auth_flow`), so
a test can hold the other side of the conversation. These helpers ask one command each and give
back exactly the replies that it may get.
"""

from collections.abc import Callable, Generator
from typing import TypeVar

from wecom_console.flow.commands import (
    AwaitCallback,
    CallbackArrived,
    DialogueCommand,
    HttpCall,
    LinkNotShown,
    LinkShown,
    NoCallback,
    PhoneRefused,
    Reply,
    ShowLink,
    Wait,
    Waited,
)
from wecom_console.flow.login_progress import LoginProgress
from wecom_console.flow.outcomes import LegOutcome
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed

T = TypeVar("T")
Dialogue = Generator[DialogueCommand, Reply, T]
RunDialogue = Callable[[LoginProgress], Dialogue[LegOutcome]]


class WrongReplyError(TypeError):
    """A port answered a command with a reply of another kind: a bug in the port."""

    def __init__(self, command: DialogueCommand, reply: Reply) -> None:
        super().__init__(f"{type(command).__name__} got {type(reply).__name__}")


def ask_http(call: HttpCall) -> Dialogue[HttpAnswer | HttpFailed]:
    """One request."""
    reply = yield call
    if isinstance(reply, HttpAnswer | HttpFailed):
        return reply
    raise WrongReplyError(call, reply)


def ask_link(command: ShowLink) -> Dialogue[LinkShown | LinkNotShown]:
    """Show the request link."""
    reply = yield command
    if isinstance(reply, LinkShown | LinkNotShown):
        return reply
    raise WrongReplyError(command, reply)


def ask_callback(command: AwaitCallback) -> Dialogue[CallbackArrived | PhoneRefused | NoCallback]:
    """Wait for the return link."""
    reply = yield command
    if isinstance(reply, CallbackArrived | PhoneRefused | NoCallback):
        return reply
    raise WrongReplyError(command, reply)


def ask_wait(seconds: float) -> Dialogue[None]:
    """Let time pass."""
    command = Wait(seconds)
    reply = yield command
    if not isinstance(reply, Waited):
        raise WrongReplyError(command, reply)
