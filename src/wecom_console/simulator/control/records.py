"""How codes and calls are shown. Codes by their first four characters."""

from wecom_console.flow.events import Exchanged
from wecom_console.simulator.wire.redaction import code_prefix
from wecom_console.simulator.world.journal import JournalEntry
from wecom_console.simulator.world.ledger import CodeEntry


def code_view(entry: CodeEntry, *, now: float) -> dict[str, object]:
    """One code of the ledger. Times are seconds since the epoch."""
    return {
        "code": code_prefix(entry.code),
        "corp_id": entry.corp_id,
        "agent_id": entry.agent_id,
        "member": entry.member,
        "issued_at": entry.issued_at,
        "expires_at": entry.expires_at,
        "age_s": round(now - entry.issued_at, 3),
        "state": entry.state(now).value,
        "used_at": entry.used_at,
        "used_by": entry.used_by or None,
        "used_call": entry.used_call or None,
    }


def exchange_view(exchange: Exchanged) -> dict[str, object]:
    """Request and answer of a call, redacted. A status of 0 means a connection that was reset."""
    return {
        "request": {
            "method": exchange.method,
            "url": exchange.url,
            "query": [list(pair) for pair in exchange.query],
            "headers": [list(pair) for pair in exchange.request_headers],
            "body": exchange.request_body,
        },
        "answer": {
            "status": exchange.status,
            "headers": [list(pair) for pair in exchange.answer_headers],
            "body": exchange.answer_body,
        },
    }


def entry_view(entry: JournalEntry) -> dict[str, object]:
    """One call of the journal. ``time`` is seconds since the epoch."""
    return {
        "number": entry.number,
        "time": entry.at,
        "caller": entry.caller,
        "method": entry.method,
        "path": entry.path,
        "params": dict(entry.params),
        "status": entry.status,
        "errcode": entry.errcode,
        "ms": entry.ms,
        "fault": entry.is_fault,
        "note": entry.note,
    }
