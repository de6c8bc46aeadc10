"""What Authing holds of a template of delegated development when it asks WeCom, by the state of the
connection. That Authing asks at each login is modelled: it is not public."""

import secrets
from dataclasses import dataclass, field
from typing import Final

from wecom_console.protocol.event_crypto import RANDOM_BYTES, OpenedEvent, open_event, seal_event
from wecom_console.protocol.json_values import text_of
from wecom_console.simulator.world.entities import SimulatedConnection
from wecom_console.simulator.world.suites import TICKET_LIFETIME_S, TOKEN_LIFETIME_S
from wecom_console.simulator.world.world import World

OTHER_SUITE: Final = "dkffffffffffffffff"


@dataclass(frozen=True, slots=True)
class HeldTemplate:
    """What is sent to WeCom. `token`: one that was kept from before, empty where it is fetched."""

    suite_id: str
    secret: str = field(repr=False)
    ticket: str = field(repr=False)
    token: str = field(repr=False)
    permanent_code: str = field(repr=False)


def template_of(world: World, connection: SimulatedConnection) -> HeldTemplate:
    """The template of an agency connection."""
    suite = next(iter(world.state.suites.values()), None)
    known = world.state.suites.get(connection.suite_id, suite)
    code = text_of(connection.fields, connection.secret_field)
    return HeldTemplate(
        connection.suite_id,
        known.secret.reveal() if known else "",
        _ticket(world, connection),
        _token(world, connection),
        code if connection.permanent_code == "right" else f"{code[::-1]}-{len(code)}",
    )


def _ticket(world: World, connection: SimulatedConnection) -> str:
    """The ticket that the event URL kept, empty where none could be read."""
    at, whose = world.now(), connection.suite_id
    match connection.suite_ticket:
        case "never":
            return ""
        case "stale":
            at -= TICKET_LIFETIME_S
        case "other-suite":
            whose = OTHER_SUITE
    ticket = world.suites.ticket(whose, at=at, randomness=world.random)
    return _received(ticket, connection)


def _received(ticket: str, connection: SimulatedConnection) -> str:
    """WeCom pushes it for the template; Authing takes what is for the receiver it was told."""
    key = secrets.token_bytes(32)
    sealed = seal_event(key, ticket, connection.suite_id, random=secrets.token_bytes(RANDOM_BYTES))
    event = open_event(key, sealed)
    expected = connection.event_receiver or connection.suite_id
    is_ours = isinstance(event, OpenedEvent) and event.receiver == expected
    return event.message if is_ours and isinstance(event, OpenedEvent) else ""


def _token(world: World, connection: SimulatedConnection) -> str:
    match connection.suite_token:
        case "expired":
            at = world.now() - TOKEN_LIFETIME_S
            return world.suites.token(connection.suite_id, at=at, randomness=world.random)
        case "other-suite":
            return world.suites.token(OTHER_SUITE, at=world.now(), randomness=world.random)
        case "damaged":
            return world.suites.token(connection.suite_id, at=world.now(), randomness=world.random)[
                :-1
            ]
    return ""
