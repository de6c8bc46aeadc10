"""Request and answer of the newest calls, for whoever asks what exactly was said.

Kept in memory as they were, at most `BODY_KEPT` bytes of a body; secrets are taken out before
anybody sees them.
"""

from dataclasses import dataclass, field, replace
from typing import Final

from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import Leg
from wecom_console.flow.events import Exchanged
from wecom_console.flow.redaction import Redactor
from wecom_console.simulator.wire.calls import Answer, Broken, Call
from wecom_console.simulator.wire.redaction import journal_path
from wecom_console.simulator.world.bounded import Bounded

LIMIT: Final = 300
BODY_KEPT: Final = 8_192


@dataclass(frozen=True, slots=True)
class Exchange:
    """A call, its answer, and the secrets that were in force when it was made."""

    call: Call
    answer: Answer
    secrets: tuple[str, ...] = field(repr=False)
    at: float
    ms: float


class Exchanges:
    """The newest `LIMIT` exchanges by the call's number."""

    def __init__(self) -> None:
        self._kept: Bounded[int, Exchange] = Bounded(LIMIT)

    def keep(self, exchange: Exchange) -> None:
        """Keep one; the oldest goes."""
        call, answer = exchange.call, exchange.answer
        if len(call.body) > BODY_KEPT or len(answer.body) > BODY_KEPT:
            cut = replace(call, body=call.body[:BODY_KEPT])
            short = replace(answer, body=answer.body[:BODY_KEPT])
            exchange = replace(exchange, call=cut, answer=short)
        self._kept.put(call.number, exchange)

    def find(self, number: int) -> Exchanged | None:
        """The exchange of that call, redacted; None where it is too old or was never made."""
        exchange = self._kept.get(number)
        return None if exchange is None else _redacted(exchange)

    def clear(self) -> None:
        """Forget all."""
        self._kept.clear()


def _redacted(exchange: Exchange) -> Exchanged:
    call, answer = exchange.call, exchange.answer
    redactor = Redactor(Secret(secret) for secret in exchange.secrets if len(secret) >= 4)
    # The answer first: the tokens in it are then known in the request as well.
    answer_body = redactor.body(answer.body)
    request_body = redactor.body(call.body)
    is_reset = answer.broken is Broken.RESET
    media = (("content-type", answer.media_type),) if answer.media_type else ()
    return Exchanged(
        leg=Leg.IDENTITY if call.path.startswith("/cgi-bin/") else Leg.EXCHANGE,
        number=call.number,
        method=call.method,
        url=call.base_url + redactor.text(journal_path(call, exchange.secrets)),
        query=redactor.pairs(call.query),
        request_headers=redactor.pairs(sorted(call.headers.items())),
        request_body=request_body,
        status=0 if is_reset else answer.status,
        answer_headers=redactor.pairs((*media, *answer.headers)),
        answer_body="" if is_reset else answer_body,
        elapsed_ms=exchange.ms,
        fault="reset" if is_reset else "",
        simulated=True,
        at=exchange.at,
    )
