"""What the simulated members received, as rows: the newest first."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wecom_console.gui.features.simulator.presenter.journal import ToLocal
from wecom_console.services.simulator.values import CodeNow, MessageNow
from wecom_console.services.wall_clock import wall_clock


class InboxKind(StrEnum):
    """Which of them are shown."""

    ALL = "all"
    MESSAGES = "messages"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A code of WeCom (`source` is it; `left_s` while it is fresh), or a message with a code of
    Authing (`channel`). `can_copy` while somebody could still use it."""

    code: str
    to: str
    time: str
    at: float
    state: str = ""
    left_s: float | None = None
    used_call: int = 0
    channel: str = ""
    source: CodeNow | None = None

    @property
    def can_copy(self) -> bool:
        """Whether it still leads anywhere."""
        return bool(self.channel) or self.left_s is not None


def inbox_rows(
    codes: tuple[CodeNow, ...],
    messages: tuple[MessageNow, ...],
    *,
    to_local: ToLocal = wall_clock,
) -> tuple[InboxRow, ...]:
    """Both kinds, the newest first."""
    rows = [
        InboxRow(
            code=f"{code.prefix}…",
            to=code.member,
            time=_clock(to_local(code.at)),
            at=code.at,
            state=code.state,
            left_s=code.left_s if code.state == "fresh" else None,
            used_call=code.used_call,
            source=code,
        )
        for code in codes
    ]
    rows += [
        InboxRow(one.code, one.to, _clock(to_local(one.at)), one.at, channel=one.channel)
        for one in messages
    ]
    return tuple(sorted(rows, key=lambda row: -row.at))


def of_kind(rows: tuple[InboxRow, ...], kind: InboxKind) -> tuple[InboxRow, ...]:
    """Those of one kind."""
    match kind:
        case InboxKind.ALL:
            return rows
        case InboxKind.MESSAGES:
            return tuple(row for row in rows if row.channel)
        case InboxKind.CODES:
            return tuple(row for row in rows if not row.channel)


def _clock(at: datetime) -> str:
    return f"{at:%H:%M:%S}"
