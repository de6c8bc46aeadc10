"""The pane of requests and answers: which are open, in what order, and what is searched for."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal

from wecom_console.flow.events import Exchanged
from wecom_console.flow.explanations import explain
from wecom_console.gui.features.login_test.presenter.state import LegDetail
from wecom_console.gui.parts.presenter.exchange_rows import (
    ExchangeLines,
    ExchangeRow,
    PartWords,
    ShownCall,
)
from wecom_console.messages.catalogue import Messages


@dataclass(frozen=True, slots=True)
class ExchangesView:
    """The rows, how many calls there are, and what is searched for, at which of the `found` places.
    `is_fresh`: another run or leg is looked at."""

    rows: tuple[ExchangeRow, ...] = ()
    count: int = 0
    query: str = ""
    found: tuple[int, ...] = ()
    at: int = 0
    is_fresh: bool = False


class ExchangesPresenter(QObject):
    """Follows the leg that is looked at; `changed` carries the new `ExchangesView`. The refused
    call is the first and open; those of the leg come next, then the others, the latest first."""

    changed = Signal(object)

    def __init__(self, *, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._detail: LegDetail | None = None
        self._toggled: frozenset[str] = frozenset()
        self._query = ""
        self._at = 0

    def set_messages(self, messages: Messages) -> None:
        """Says everything in another language."""
        self._messages = messages
        self._tell()

    def show(self, detail: LegDetail) -> None:
        """A leg is looked at, or it has gone on."""
        before, self._detail = self._detail, detail
        is_other = before is None or (before.run_id, before.leg) != (detail.run_id, detail.leg)
        if is_other:
            self._toggled, self._at = frozenset(), 0
        if is_other or before is None or before.calls != detail.calls:
            self._tell(is_fresh=is_other)

    def toggle(self, fold: str) -> None:
        """Opens or closes a call, a part of it, or a value."""
        self._toggled = self._toggled ^ {fold}
        self._tell()

    def find(self, query: str) -> None:
        """Looks in everything; what is found is opened."""
        self._query, self._at = query.strip(), 0
        self._tell()

    def find_next(self) -> None:
        """The next place."""
        self._at += 1
        self._tell()

    def _tell(self, *, is_fresh: bool = False) -> None:
        detail = self._detail
        if detail is None:
            return
        calls = self._calls(detail)
        first = next((c.place for c in calls if c.is_decided), calls[0].place if calls else -1)
        opened = {first, *([c.place for c in calls if c.is_chosen][:1])}
        searched = bool(self._query)
        lines = ExchangeLines(self._words(), self._toggled, opens_all=searched)
        rows = tuple(lines.rows(calls, frozenset(opened)))
        if searched:
            rows = self._around(rows)
        needle = self._query.casefold()
        found = tuple(i for i, r in enumerate(rows) if searched and needle in r.text.casefold())
        view = ExchangesView(
            rows=rows,
            count=len(calls),
            query=self._query,
            found=found,
            at=self._at % len(found) if found else 0,
            is_fresh=is_fresh,
        )
        self.changed.emit(view)

    def _around(self, rows: tuple[ExchangeRow, ...]) -> tuple[ExchangeRow, ...]:
        """Of calls in which nothing is found the line alone stays."""
        needle = self._query.casefold()
        kept: list[ExchangeRow] = []
        block: list[ExchangeRow] = []
        for row in (*rows, None):
            if row is None or row.columns:
                has = any(needle in one.text.casefold() for one in block)
                kept += block if has else block[:1]
                block = []
            if row is not None:
                block.append(row)
        return tuple(kept)

    def _calls(self, detail: LegDetail) -> tuple[ShownCall, ...]:
        calls = [
            ShownCall(
                exchange=call,
                place=place,
                fault=self._fault(call) if call.fault else "",
                is_decided=place == detail.decided,
                is_chosen=call.leg is detail.leg,
                is_expected=detail.has_passed,
                code=detail.decided_code if place == detail.decided else "",
            )
            for place, call in enumerate(detail.calls)
        ]
        return tuple(sorted(calls, key=lambda c: (not c.is_decided, not c.is_chosen, -c.place)))

    def _fault(self, call: Exchanged) -> str:
        host = urlsplit(call.url).hostname or ""
        return explain(self._messages, f"transport.{call.fault}", {"host": host}).title

    def _words(self) -> PartWords:
        text = self._messages.text
        return PartWords(
            request=text("exchange_rows.request"),
            answer=text("exchange_rows.answer"),
            headers=text("exchange_rows.headers"),
            lines=text("exchange_rows.lines", n="{n}"),
            values=text("exchange_rows.values", n="{n}"),
            empty=text("exchange_rows.empty"),
            folded_nulls=text("exchange_rows.nulls", n="{n}"),
        )
