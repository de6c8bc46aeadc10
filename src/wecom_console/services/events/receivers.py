"""Whom an event is for: the id behind its text, and which one an URL must expect
(docs/reference/errors.md §3.1)."""

import re
from typing import Final

from wecom_console.protocol.event_crypto import OpenedEvent
from wecom_console.services.events.event_requests import EventRequest
from wecom_console.services.events.findings import (
    OTHER_RECEIVER,
    RECEIVER,
    EventFinding,
    EventValues,
    fine,
    unknown,
    wrong,
)

_ID: Final = re.compile(r"[A-Za-z0-9_@.-]{1,64}")
_ENCRYPTED_CORP: Final = re.compile(r"wp[A-Za-z0-9_-]{20,}")
_OF_SUITE: Final = re.compile(r"<SuiteId>|<InfoType>")


def judge_receiver(values: EventValues, request: EventRequest, opened: OpenedEvent) -> EventFinding:
    """The id in the text beside those that are expected."""
    found, given = opened.receiver, values.receivers
    told = {"found": shown_id(found), "given": ", ".join(map(shown_id, given))}
    if not given:
        return fine(RECEIVER, "found" if found else "found_empty", found=shown_id(found))
    if found in given:
        return fine(RECEIVER, found=shown_id(found))
    return wrong(RECEIVER, _why(found, given, request, opened), OTHER_RECEIVER, **told)


def unread_receiver(values: EventValues, request: EventRequest) -> EventFinding:
    """Of a text that does not open: whom the envelope names is a hint, no more."""
    if request.addressee and values.receivers and request.addressee not in values.receivers:
        return unknown(RECEIVER, "addressee", found=shown_id(request.addressee))
    return unknown(RECEIVER)


def shown_id(text: str) -> str:
    """An id as it may be told: anything else by its length."""
    if not text:
        return '""'
    return text if _ID.fullmatch(text) else f"[{len(text)}]"


def _why(found: str, given: tuple[str, ...], request: EventRequest, opened: OpenedEvent) -> str:
    if not found:
        return "empty"
    if found in [one.strip() for one in given]:
        return "blank"
    if found.lower() in [one.strip().lower() for one in given]:
        return "case"
    if _OF_SUITE.search(opened.message):
        return "of_suite"
    if request.is_check:
        return "of_check"
    return "encrypted" if _ENCRYPTED_CORP.fullmatch(found) else "other"
