"""Which value of an event URL does not fit a request that came to it.

Signature and encryption know nothing of each other. So where the signature does not fit and the
text opens all the same, the Token is wrong; where it fits and the text does not open, the key is.
"""

from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from wecom_console.domain.secrets import Secret
from wecom_console.protocol.event_crypto import (
    KEY_CHARACTERS,
    EventFault,
    OpenedEvent,
    event_key,
    is_signed,
    open_event,
)
from wecom_console.services.events.event_requests import EventRequest
from wecom_console.services.events.findings import (
    ILLEGAL_BUFFER,
    ILLEGAL_KEY,
    KEY,
    NOT_BASE64,
    NOT_COMPUTED,
    NOT_DECRYPTED,
    NOT_XML,
    REQUEST,
    SIGNATURE,
    TOKEN,
    EventFinding,
    EventValues,
    fine,
    unknown,
    wrong,
)
from wecom_console.services.events.receivers import judge_receiver, unread_receiver

_CUT: Final = (EventFault.NOT_BASE64, EventFault.BLOCKS)
_QUOTES: Final = "\"'\u201c\u201d\u2018\u2019"


@dataclass(frozen=True, slots=True)
class _Signed:
    """The spelling of the ciphertext that counts. `why` says what had to be changed for the
    signature to fit, and `of` whose fault that is; `fits`: it fits at all."""

    encrypted: str
    of: str = ""
    why: str = ""
    fits: bool = True


def judge_request(values: EventValues, request: EventRequest) -> tuple[EventFinding, ...]:
    """A finding for the request and for each of the three values, in that order."""
    unusable = _unusable(request)
    if unusable is not None:
        rest = (judge_token_form(values), judge_key_form(values))
        known = [one or unknown(check) for one, check in zip(rest, (TOKEN, KEY), strict=True)]
        return (unusable, *known, unread_receiver(values, request))
    signed = _signed(values, request)
    key = usable_key(values.token if signed.why == "swapped" else values.key)
    opened = None if key is None else open_event(key, signed.encrypted)
    found = judge_receiver(values, request, opened) if isinstance(opened, OpenedEvent) else None
    return (
        _of_request(signed, opened),
        _of_token(values, signed, opened),
        _of_key(values, signed, opened),
        found or unread_receiver(values, request),
    )


def usable_key(secret: Secret) -> bytes | None:
    """The key that an EncodingAESKey means, also where something was added to it."""
    return event_key(_bare(secret.reveal()).rstrip("="))


def judge_key_form(values: EventValues) -> EventFinding | None:
    """What is wrong with the key's spelling; None where it is spelt as WeCom does."""
    text = values.key.reveal()
    if event_key(text) is not None:
        return None
    if event_key(values.token.reveal()) is not None:
        return wrong(KEY, "swapped", ILLEGAL_KEY)
    bare = _bare(text)
    if event_key(bare) is not None:
        return wrong(KEY, "blank", ILLEGAL_KEY)
    if event_key(bare.rstrip("=")) is not None:
        return wrong(KEY, "equals", ILLEGAL_KEY)
    if len(bare) != KEY_CHARACTERS:
        return wrong(KEY, "length", ILLEGAL_KEY, count=len(bare))
    return wrong(KEY, "characters", ILLEGAL_KEY)


def judge_token_form(values: EventValues) -> EventFinding | None:
    """What can be said against the Token without a request."""
    text = values.token.reveal()
    if event_key(text) is not None and event_key(values.key.reveal()) is None:
        return wrong(TOKEN, "swapped", SIGNATURE)
    if text != _bare(text):
        return wrong(TOKEN, "blank", SIGNATURE)
    return None


def _unusable(request: EventRequest) -> EventFinding | None:
    if request.is_public_account:
        return wrong(REQUEST, "public_account", SIGNATURE)
    if request.is_broken:
        return wrong(REQUEST, "not_xml", NOT_XML)
    if request.is_plain:
        return wrong(REQUEST, "plain", NOT_XML)
    if not request.missing:
        return None
    if len(request.missing) > 3:  # nothing at all
        return wrong(REQUEST, "none", NOT_COMPUTED)
    return wrong(REQUEST, "missing", NOT_COMPUTED, names=", ".join(request.missing))


def _signed(values: EventValues, request: EventRequest) -> _Signed:
    given = request.encrypted
    spellings = {
        "": given,
        "plus": given.replace(" ", "+"),
        "encoded": unquote(given).replace(" ", "+"),
        "url_safe": given.replace("-", "+").replace("_", "/"),
    }
    token, key = values.token.reveal(), values.key.reveal()
    for why, encrypted in spellings.items():
        if _fits(values.token, request, encrypted):
            return _Signed(encrypted, REQUEST if why else "", why)
    tokens = {"blank": _bare(token), "swapped": key}
    for why, text in tokens.items():
        for encrypted in spellings.values():
            if _fits(Secret(text), request, encrypted):
                return _Signed(encrypted, TOKEN, why)
    return _Signed(_likeliest(spellings, values.key), fits=False)


def _likeliest(spellings: dict[str, str], secret: Secret) -> str:
    """Of spellings whose signature does not fit, one that opens."""
    key = usable_key(secret)
    opening = (
        one
        for one in spellings.values()
        if key is not None and isinstance(open_event(key, one), OpenedEvent)
    )
    return next(opening, spellings[""])


def _fits(token: Secret, request: EventRequest, encrypted: str) -> bool:
    return is_signed(token, request.timestamp, request.nonce, encrypted, request.signature.lower())


def _of_request(signed: _Signed, opened: OpenedEvent | EventFault | None) -> EventFinding:
    if signed.of == REQUEST:
        return wrong(REQUEST, signed.why, SIGNATURE)
    if opened in _CUT:
        if signed.fits:
            return wrong(REQUEST, "not_sealed", NOT_BASE64)
        return wrong(REQUEST, "cut", SIGNATURE, count=len(signed.encrypted))
    return fine(REQUEST, "right" if signed.fits else "complete")


def _of_token(
    values: EventValues, signed: _Signed, opened: OpenedEvent | EventFault | None
) -> EventFinding:
    if signed.of == TOKEN:
        return wrong(TOKEN, signed.why, SIGNATURE)
    if signed.fits:
        return fine(TOKEN)
    if isinstance(opened, OpenedEvent):
        return judge_token_form(values) or wrong(TOKEN, "other", SIGNATURE)
    if opened in _CUT:
        return unknown(TOKEN)
    return judge_token_form(values) or wrong(TOKEN, "with_key", SIGNATURE)


def _of_key(
    values: EventValues, signed: _Signed, opened: OpenedEvent | EventFault | None
) -> EventFinding:
    form = judge_key_form(values)
    if form is not None:
        return form
    if isinstance(opened, OpenedEvent):
        return fine(KEY)
    if opened in _CUT:
        return unknown(KEY)
    error = NOT_DECRYPTED if opened is EventFault.PADDING else ILLEGAL_BUFFER
    return wrong(KEY, "other" if signed.fits else "with_token", error)


def _bare(text: str) -> str:
    """Without what copying adds at the ends."""
    return text.strip().strip(_QUOTES).strip()
