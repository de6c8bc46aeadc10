"""Ranks the causes of a refusal by what is known of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wecom_console.diagnosis.book import CauseBook, cause_book
from wecom_console.diagnosis.facts import Facts

_LIKELY: Final = 60
_POSSIBLE: Final = 25


class Likelihood(StrEnum):
    """How sure the engine is of a cause."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


@dataclass(frozen=True, slots=True)
class RankedCause:
    """A cause by its id (messages ``cause.<id>``), how likely it is, and the flags that speak for
    it."""

    id: str
    likelihood: Likelihood
    score: int
    because: tuple[str, ...] = ()


def diagnose(facts: Facts, book: CauseBook | None = None) -> tuple[RankedCause, ...]:
    """The causes of `facts.code`, likeliest first; none where only the code's own explanation is
    known. A cause that the flags rule out (score 0 or less) is left out, unless all are."""
    book = cause_book() if book is None else book
    known = book.get(facts.code) or book.get(_rougher(facts), ())
    ranked = []
    for cause in known:
        speaking = [flag for flag in cause.flags if flag in facts.flags]
        score = max(0, min(100, cause.weight + sum(cause.flags[flag] for flag in speaking)))
        because = tuple(flag for flag in speaking if cause.flags[flag] > 0)
        ranked.append(RankedCause(cause.id, _likelihood(score), score, because))
    ranked.sort(key=lambda one: -one.score)  # stable: the file's order decides a tie
    left = tuple(one for one in ranked if one.score > 0)
    return left or tuple(ranked)


def _rougher(facts: Facts) -> str:
    """Authing's ``statusCode`` beside an ``apiCode`` that nobody knows."""
    status = facts.params.get("status_code")
    return f"authing.{status}" if status and facts.code.startswith("authing.") else ""


def _likelihood(score: int) -> Likelihood:
    if score >= _LIKELY:
        return Likelihood.LIKELY
    return Likelihood.POSSIBLE if score >= _POSSIBLE else Likelihood.UNLIKELY
