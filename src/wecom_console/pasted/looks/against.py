"""What a text names, beside the connection it is said to belong to."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from wecom_console.domain.links.requests import (
    Callback,
    LinkError,
    LoginRequest,
    parse_request_link,
    parse_return_link,
)
from wecom_console.domain.problems import Params
from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import Leg, Platform
from wecom_console.pasted.clues import Clue, FactPairs
from wecom_console.pasted.looks.addresses import SentAddress
from wecom_console.pasted.looks.values import shape_of, state_of

_TEXT: Final = 400_000
_LIMIT: Final = 200
_IS: Final = r"""["'\\\]]{0,3}\s{0,3}(?:=>|[:=])\s{0,3}@?["'\\]{0,3}"""
_CORP: Final = re.compile(
    rf"(?<![A-Za-z])(?:corp_?id|app_?id){_IS}((?:ww|wx)[0-9a-f]{{16}})(?![\w-])", re.IGNORECASE
)
_AGENT: Final = re.compile(rf"(?<![A-Za-z])agent_?id{_IS}(\d{{4,9}})(?!\d)", re.IGNORECASE)
_SCHEMA: Final = re.compile(r"wwauth[0-9a-f]{16}[0-9]{6}(?![0-9a-z])", re.IGNORECASE)
_LINK: Final = re.compile(
    r"(?:wwauth[0-9A-Za-z]{0,60}|intent|wxwork[a-z]{0,20})://[^\s\"'<>`]{1,8000}|intent:[^\s\"'<>`]{1,8000}",
    re.IGNORECASE,
)

NamedPairs = tuple[tuple[str, str], ...]


def compare(
    text: str, addresses: Iterable[SentAddress], registered: NamedPairs, profile: Profile
) -> tuple[tuple[Clue, ...], FactPairs]:
    """What is another connection's, and the names of what agrees."""
    clues: list[Clue] = []
    agreed: list[str] = []
    for field, found, leg in _named(text, addresses, registered):
        expected = str(getattr(profile, field))
        if (field != "schema" and found.lower() == expected.lower()) or found == expected:
            agreed.append(field)
        else:
            clues.append(_differs(field, found, expected, leg))
    for link in _links(text):
        if isinstance(link, LoginRequest):
            clues += _app(link, profile)
    facts = (("agrees", ", ".join(dict.fromkeys(agreed))),) if agreed else ()
    return _first_of_each(clues), facts


def _first_of_each(clues: Iterable[Clue]) -> tuple[Clue, ...]:
    return tuple({clue.code: clue for clue in reversed(tuple(clues))}.values())[::-1]


def _links(text: str) -> Iterator[Callback | LoginRequest]:
    joined = "".join(text.split()) if len(text) < 4000 else text
    pieces = [joined] if _LINK.match(joined) and _LINK.fullmatch(joined) else []
    pieces += [found[0].rstrip("\"'<>,.)]}") for found in islice(_LINK.finditer(text[:_TEXT]), 20)]
    for piece in pieces[:20]:
        is_return = piece.lower().startswith("wwauth")
        link = parse_return_link(piece) if is_return else parse_request_link(piece)
        if not isinstance(link, LinkError):
            yield link


def _named(
    text: str, addresses: Iterable[SentAddress], registered: NamedPairs
) -> Iterator[tuple[str, str, Leg]]:
    for link in _links(text):
        if link.schema:
            leg = Leg.RETURN if isinstance(link, Callback) else Leg.REQUEST
            yield "schema", link.schema, leg
        if isinstance(link, LoginRequest):
            yield from (
                (f, v, Leg.REQUEST)
                for f, v in (("corp_id", link.corp_id), ("agent_id", link.agent_id))
                if v
            )
    for field, value in registered:
        if not state_of(value):
            yield field, value, Leg.REQUEST
    for address in addresses:
        leg = Leg.REQUEST if address.kind == "page" else Leg.IDENTITY
        for name in ("corpid", "appid"):
            if shape_of(address.values.get(name, "")) == "corp":
                yield "corp_id", address.values[name], leg
        if address.values.get("agentid", "").isdecimal():
            yield "agent_id", address.values["agentid"], leg
    text = text[:_TEXT]
    for field, pattern in (("corp_id", _CORP), ("agent_id", _AGENT)):
        yield from ((field, f[1], Leg.IDENTITY) for f in islice(pattern.finditer(text), _LIMIT))
    yield from (("schema", f[0], Leg.RETURN) for f in islice(_SCHEMA.finditer(text), _LIMIT))


def _differs(field: str, found: str, expected: str, leg: Leg) -> Clue:
    params: dict[str, str | int] = {"found": found, "expected": expected, "schema": expected}
    if field != "schema":
        return Clue(f"against.{field}", params, leg)
    if found.lower() == expected.lower():
        return Clue("return.schema_case", params, leg)
    return Clue("return.schema_differs", params, leg)


def _app(link: LoginRequest, profile: Profile) -> Iterator[Clue]:
    pairs = (
        (Platform.ANDROID, "phone.package_mismatch", link.package, profile.android.package),
        (
            Platform.ANDROID,
            "phone.signature_mismatch",
            link.signature_md5,
            profile.android.signature_md5,
        ),
        (Platform.IOS, "phone.bundle_mismatch", link.bundle_id, profile.ios.bundle_id),
    )
    for platform, code, found, expected in pairs:
        if link.platform is platform and found and expected and found != expected:
            params: Params = {"found": found, "expected": expected}
            yield Clue(code, params, Leg.REQUEST)
