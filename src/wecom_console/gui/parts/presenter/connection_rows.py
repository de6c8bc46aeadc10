"""A connection as the list shows it, made from the service's summary."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Final

from wecom_console.domain.profile import DEMO_TAG
from wecom_console.domain.raw import get_value
from wecom_console.domain.verdicts import LEGS, Verdict

if TYPE_CHECKING:
    from wecom_console.domain.profile import Profile
    from wecom_console.messages.catalogue import Messages
    from wecom_console.services.profiles.records import ProfileSummary, StoredRun, WorkingCopy

PRODUCTION: Final = "production"
SIMULATOR: Final = "simulator"
DEVELOPMENT: Final = "development"
NEW_SLOT: Final = "new"
"""Where a new connection's form is kept, and how the names of other such places begin."""
ENVIRONMENT_ORDER: Final = {"production": 0, "test": 1, "development": 2, SIMULATOR: 3}
_NUMBER_FIRST: Final = re.compile(r"^(?P<number>-?[0-9]+)\s*[:\uff1a]\s*(?P<words>.+)$")


class SourceFilter(StrEnum):
    """The chips above the list."""

    ALL = "all"
    ATTENTION = "attention"
    PRODUCTION = "production"
    DRAFTS = "drafts"
    ARCHIVED = "archived"


class LastResult(Enum):
    """What the tests say of a connection. *Unexpected*: the login works, but some scenario did not
    end as it should. *Unproven*: scenarios have run, the login itself never has."""

    UNTESTED = "untested"
    UNPROVEN = "unproven"
    TESTED = "tested"
    UNEXPECTED = "unexpected"
    FAILED = "failed"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One line. `legs` are those of the latest login that should work, empty before the first;
    `failed_leg` 0 where none failed; `failure` is the failed leg's title without its number, which
    is `failure_code`. `as_expected` of `scenarios` ended as they should. What is `is_in_progress`
    is a form that nobody has saved: `id` is its slot, or that of the connection whose it is."""

    id: str
    name: str
    identifier: str
    corp_id: str
    agent_id: str
    environment: str
    is_draft: bool
    updated_at: float
    outcome: LastResult = LastResult.UNTESTED
    legs: tuple[Verdict, ...] = ()
    tested_at: float = 0.0
    backend: str = ""
    failed_leg: int = 0
    failure: str = ""
    failure_code: str = ""
    haystack: str = ""
    tags: tuple[str, ...] = field(default=())
    is_archived: bool = False
    scenarios: int = 0
    as_expected: int = 0
    is_in_progress: bool = False

    @property
    def unexpected(self) -> int:
        """How many scenarios did not end as they should."""
        return self.scenarios - self.as_expected

    @property
    def needs_attention(self) -> bool:
        """Whether something changed, failed, or ended otherwise than it should."""
        return self.outcome in (LastResult.STALE, LastResult.FAILED, LastResult.UNEXPECTED)

    @property
    def is_production(self) -> bool:
        """Whether it looks different everywhere."""
        return self.environment == PRODUCTION

    def counts(self) -> tuple[tuple[Verdict, int], ...]:
        """How many legs ended how, in the order of the legend, without the zeros."""
        found = ((verdict, self.legs.count(verdict)) for verdict in Verdict)
        return tuple((verdict, number) for verdict, number in found if number)


def split_failure(title: str) -> tuple[str, str]:
    """``60020: the IP …`` as words and number; the number is empty where the title has none."""
    found = _NUMBER_FIRST.match(title)
    return (found["words"], found["number"]) if found else (title, "")


def failure_words(code: str, messages: "Messages") -> tuple[str, str]:
    """What went wrong, in few words, and its number; both empty for an unknown code."""
    title = f"{code}.title"
    words, number = split_failure(messages.text(title)) if messages.has(title) else ("", "")
    short = f"sources.short.{code}"
    return (messages.text(short) if messages.has(short) else words), number


def environment_of(profile: "Profile") -> str:
    """Where a connection belongs; the demo is at the simulator, whatever its document says."""
    return SIMULATOR if DEMO_TAG in profile.tags else profile.environment


def source_row(summary: "ProfileSummary", messages: "Messages") -> SourceRow:
    """The row of a stored connection."""
    row = SourceRow(
        id=summary.id,
        name=summary.display_name or summary.identifier,
        identifier=summary.identifier,
        corp_id=summary.corp_id,
        agent_id=summary.agent_id,
        environment=SIMULATOR if DEMO_TAG in summary.tags else summary.environment,
        is_draft=summary.is_draft,
        updated_at=summary.updated_at,
        tags=summary.tags,
        is_archived=summary.is_archived,
        haystack="\n".join(
            (
                summary.display_name,
                summary.identifier,
                summary.corp_id,
                summary.agent_id,
                *summary.tags,
            )
        ).casefold(),
    )
    tally = summary.tally
    counted = replace(
        row,
        scenarios=tally.scenarios,
        as_expected=tally.as_expected,
        tested_at=tally.finished_at,
    )
    if tally.login is not None:
        return _with_run(counted, tally.login, messages)
    if not tally.scenarios:
        return row
    outcome = LastResult.UNEXPECTED if counted.unexpected else LastResult.UNPROVEN
    return replace(counted, outcome=outcome)


def unsaved_row(copy: "WorkingCopy") -> SourceRow:
    """The row of a new connection's form that was left without saving."""

    def text(path: str) -> str:
        value = get_value(copy.document, path)
        return value if isinstance(value, str) else ""

    name, identifier = text("display_name"), text("identifier")
    return SourceRow(
        id=copy.slot,
        name=name or identifier,
        identifier=identifier,
        corp_id=text("corp_id"),
        agent_id=text("agent_id"),
        environment=text("environment") or DEVELOPMENT,
        is_draft=True,
        updated_at=copy.kept_at,
        is_in_progress=True,
        haystack=f"{name}\n{identifier}\n{text('corp_id')}\n{text('agent_id')}".casefold(),
    )


def is_stored(row: SourceRow) -> bool:
    """Whether there is something to move, export or delete."""
    return not (row.is_in_progress and row.id.split(":")[0] == NEW_SLOT)


def with_unsaved(
    rows: tuple[SourceRow, ...], copies: "tuple[WorkingCopy, ...]"
) -> tuple[SourceRow, ...]:
    """The rows after those of new forms in progress; a stored connection with changes on its form
    that nobody saved says so."""
    slots = {copy.slot for copy in copies}
    new = tuple(row for row in map(unsaved_row, copies) if not is_stored(row))
    return (
        *new,
        *(replace(row, is_in_progress=True) if row.id in slots else row for row in rows),
    )


def _with_run(row: SourceRow, run: "StoredRun", messages: "Messages") -> SourceRow:
    by_leg = {result.leg: result for result in run.legs}
    legs = tuple(by_leg[leg].verdict if leg in by_leg else Verdict.SKIPPED for leg in LEGS)
    broken = next((result for result in run.legs if result.verdict is Verdict.FAILED), None)
    words, number = "", ""
    # A refusal that its scenario expects is no failure of the connection.
    failed = broken if broken is not None and not run.passed else None
    if failed is not None and failed.code:
        words, number = failure_words(failed.code, messages)
    return replace(
        row,
        outcome=_outcome(run, has_failed=failed is not None, is_otherwise=row.unexpected > 0),
        legs=legs,
        tested_at=max(row.tested_at, run.finished_at),
        backend=run.backend.value,
        failed_leg=failed.leg.number if failed else 0,
        failure=words,
        failure_code=number,
    )


def _outcome(run: "StoredRun", *, has_failed: bool, is_otherwise: bool) -> LastResult:
    """Of what is grave the gravest. A run of before the last change says nothing any more."""
    if run.is_stale:
        return LastResult.STALE
    if has_failed or not run.passed:
        return LastResult.FAILED
    return LastResult.UNEXPECTED if is_otherwise else LastResult.TESTED


def passes(row: SourceRow, chosen: SourceFilter) -> bool:
    """Whether a chip lets a row through. What was laid aside is behind its own chip alone."""
    if row.is_archived is not (chosen is SourceFilter.ARCHIVED):
        return False
    match chosen:
        case SourceFilter.ALL | SourceFilter.ARCHIVED:
            return True
        case SourceFilter.ATTENTION:
            return row.needs_attention
        case SourceFilter.PRODUCTION:
            return row.is_production
        case SourceFilter.DRAFTS:
            return row.is_draft


def search_rows(rows: tuple[SourceRow, ...], query: str) -> tuple[SourceRow, ...]:
    """The rows in which every word of the query occurs."""
    words = query.casefold().split()
    if not words:
        return rows
    return tuple(row for row in rows if all(word in row.haystack for word in words))


def count_rows(rows: tuple[SourceRow, ...]) -> Mapping[SourceFilter, int]:
    """How many rows each chip would leave."""
    live = [row for row in rows if not row.is_archived]
    return {
        SourceFilter.ALL: len(live),
        SourceFilter.ATTENTION: sum(row.needs_attention for row in live),
        SourceFilter.PRODUCTION: sum(row.is_production for row in live),
        SourceFilter.DRAFTS: sum(row.is_draft for row in live),
        SourceFilter.ARCHIVED: len(rows) - len(live),
    }


@dataclass(frozen=True, slots=True)
class Folder:
    """What of the list is looked at: an environment (empty: all) and tags, which all must be
    on a row."""

    environment: str = ""
    tags: frozenset[str] = frozenset()

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return not self.environment and not self.tags

    def holds(self, row: SourceRow) -> bool:
        """Whether a row is in it."""
        fits = not self.environment or row.environment == self.environment
        return fits and self.tags.issubset(row.tags)


@dataclass(frozen=True, slots=True)
class Facets:
    """The environments and tags that there are, each with its number of rows: environments in
    their usual order, the most used tags first."""

    environments: tuple[tuple[str, int], ...] = ()
    tags: tuple[tuple[str, int], ...] = ()


def facets_of(rows: tuple[SourceRow, ...]) -> Facets:
    """What a list can be narrowed to."""
    live = [row for row in rows if not row.is_archived]
    environments = Counter(row.environment for row in live)
    tags = Counter(tag for row in live for tag in row.tags)
    order = sorted(
        environments, key=lambda name: (ENVIRONMENT_ORDER.get(name, len(ENVIRONMENT_ORDER)), name)
    )
    return Facets(
        tuple((name, environments[name]) for name in order),
        tuple(sorted(tags.items(), key=lambda pair: (-pair[1], pair[0].casefold()))),
    )
