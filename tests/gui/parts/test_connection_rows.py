"""A line of the list, its filters, and what is done to lines, without the list."""

from dataclasses import replace

import pytest

from gui.features.sources.sources_support import BAD, GOOD, NOW, FakeProfiles, V, a_profile, a_run
from wecom_console.domain.verdicts import LEGS, Verdict
from wecom_console.gui.features.sources.presenter.bulk_actions import (
    BulkAction,
    BulkRequest,
    ListFailure,
    perform,
)
from wecom_console.gui.parts.presenter.connection_rows import (
    Facets,
    Folder,
    LastResult,
    SourceFilter,
    SourceRow,
    count_rows,
    facets_of,
    failure_words,
    passes,
    search_rows,
    source_row,
)
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.profiles.records import NotFound, NotStored
from wecom_console.services.profiles.refusals import refusal_problem

EN = load_messages("en")


def row(number: int = 1, **changes: object) -> SourceRow:
    return source_row(a_profile(number, **changes), EN)


LIVE = row(1)
STALE = row(2, last_run=a_run(GOOD, stale=True), environment="production")
FAILED = row(3, last_run=a_run(BAD))
DRAFT = row(4, is_draft=True)
AWAY = row(5, is_archived=True, is_draft=True, environment="production", last_run=a_run(BAD))
ALL = (LIVE, STALE, FAILED, DRAFT, AWAY)


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        (SourceFilter.ALL, (LIVE, STALE, FAILED, DRAFT)),
        (SourceFilter.ATTENTION, (STALE, FAILED)),
        (SourceFilter.PRODUCTION, (STALE,)),
        (SourceFilter.DRAFTS, (DRAFT,)),
        (SourceFilter.ARCHIVED, (AWAY,)),
    ],
)
def test_each_chip_leaves_its_rows(chosen: SourceFilter, left: tuple[SourceRow, ...]) -> None:
    """And counts them; what was laid aside is behind its own alone."""
    assert left == tuple(one for one in ALL if passes(one, chosen))
    assert len(left) == count_rows(ALL)[chosen]


def test_a_row_is_found_by_each_of_its_words() -> None:
    """Name, identifier, CorpID, AgentID and every tag, and all words must occur."""
    known = row(7, display_name="Größe", corp_id="ww7d20", tags=("hr", "Beta"))
    queries = ("GRÖSSE", "acme-7", "WW7D20", "1000007", "HR", "beta", "hr acme-7")
    assert [(known,)] * len(queries) == [search_rows((LIVE, known), q) for q in queries]
    assert () == search_rows((LIVE, known), "hr nothing")
    assert (LIVE, known) == search_rows((LIVE, known), "  ")


@pytest.mark.parametrize(
    ("changes", "name", "environment"),
    [
        ({"display_name": ""}, "acme-1", "development"),
        ({"tags": ("demo",)}, "Acme 1", "simulator"),
        ({"tags": ("x", "demo"), "environment": "production"}, "Acme 1", "simulator"),
    ],
)
def test_what_a_row_is_called(changes: dict[str, object], name: str, environment: str) -> None:
    """By its identifier where it has no name; the demo is the simulator's."""
    made = row(1, **changes)
    assert (name, environment) == (made.name, made.environment)


def test_a_row_has_the_legs_of_its_last_run() -> None:
    """In their order; one that the run does not name was skipped."""
    run = a_run(BAD, ago=10.0)
    partly = replace(run, legs=tuple(reversed(run.legs[:2])))
    made, few = row(1, last_run=run), row(1, last_run=partly)
    assert (BAD, NOW - 10.0, "authing", 6) == (
        made.legs,
        made.tested_at,
        made.backend,
        made.failed_leg,
    )
    assert (V.PROVEN, V.SIMULATED, *[V.SKIPPED] * (len(LEGS) - 2)) == few.legs


def test_of_several_failed_legs_the_first_is_named() -> None:
    """With the code it had."""
    run = a_run((V.PROVEN, V.FAILED, V.SKIPPED, V.FAILED, *[V.SKIPPED] * 3), code="wecom.60020")
    assert (2, "60020") == ((made := row(1, last_run=run)).failed_leg, made.failure_code)


def test_a_refusal_that_was_expected_names_no_leg() -> None:
    """The connection is well."""
    made = row(1, last_run=replace(a_run(BAD, code="wecom.60020"), passed=True))
    assert (LastResult.TESTED, 0, "", "") == (
        made.outcome,
        made.failed_leg,
        made.failure,
        made.failure_code,
    )


def test_legs_are_counted_without_those_that_are_none() -> None:
    """By their verdict."""
    assert ((Verdict.PROVEN, 2), (Verdict.SIMULATED, 2)) == tuple(
        pair for pair in row(1, last_run=a_run(BAD)).counts() if pair[1] == 2
    )
    assert 7 == sum(number for _, number in row(1, last_run=a_run(BAD)).counts())


def test_a_failure_in_few_words_comes_before_the_title() -> None:
    """The number stays the title's."""
    words, number = failure_words("wecom.60020", EN)
    assert (EN.text("sources.short.wecom.60020"), "60020") == (words, number)
    assert ("", "") == failure_words("made.up", EN)


@pytest.mark.parametrize(
    ("folder", "held"),
    [
        (Folder(), (True, True)),
        (Folder("test"), (True, False)),
        (Folder(tags=frozenset({"a"})), (True, True)),
        (Folder(tags=frozenset({"a", "b"})), (True, False)),
        (Folder("production", frozenset({"b"})), (False, False)),
    ],
)
def test_a_folder_holds_what_has_its_environment_and_all_its_tags(
    folder: Folder, held: tuple[bool, bool]
) -> None:
    """Without either it is everything."""
    rows = (
        row(1, environment="test", tags=("a", "b")),
        row(2, environment="production", tags=("a",)),
    )
    assert held == tuple(folder.holds(one) for one in rows)
    assert folder.is_everything is (folder == Folder())


def test_what_a_list_can_be_narrowed_to() -> None:
    """Environments in their usual order and unknown ones last, tags by use and then by name."""
    rows = (
        row(1, environment="zzz", tags=("b",)),
        row(2, environment="development", tags=("A", "b")),
        row(3, environment="test"),
        row(4, environment="production", tags=("c",)),
        row(5, tags=("demo",)),
        row(6, environment="aaa"),
        row(7, environment="test", is_archived=True, tags=("gone",)),
    )
    names = ("production", "test", "development", "simulator", "aaa", "zzz")
    tags = (("b", 2), ("A", 1), ("c", 1), ("demo", 1))
    assert Facets(tuple((name, 1) for name in names), tags) == facets_of(rows)


# --- what is done --------------------------------------------------------------------------------


def three() -> FakeProfiles:
    return FakeProfiles(
        (a_profile(1), a_profile(2, environment="production", tags=("x",)), a_profile(3))
    )


def rows_of(profiles: FakeProfiles) -> tuple[SourceRow, ...]:
    return tuple(source_row(one, EN) for one in profiles.list(archived=True))


def look(profiles: FakeProfiles) -> list[tuple[str, str, tuple[str, ...], bool]]:
    """Every connection, in the order of their names."""
    found = [(p.identifier, p.environment, p.tags, p.is_archived) for p in profiles.profiles]
    return sorted(found)


@pytest.mark.parametrize(
    ("act", "value"),
    [
        (BulkAction.DELETE, ""),
        (BulkAction.ARCHIVE, ""),
        (BulkAction.MOVE, "test"),
        (BulkAction.TAG, "new"),
        (BulkAction.UNTAG, "x"),
    ],
)
def test_whatever_is_done_can_be_undone(act: BulkAction, value: str) -> None:
    """To every row it was done to."""
    profiles = three()
    before = look(profiles)
    done = perform(profiles, BulkRequest(act, rows_of(profiles), value))
    assert before != look(profiles)
    assert done.undo is not None
    assert ((), ()) == (done.troubles, done.undo())
    assert before == look(profiles)


def test_what_was_laid_aside_is_taken_back_and_aside_again() -> None:
    """Both ways."""
    profiles = three()
    perform(profiles, BulkRequest(BulkAction.ARCHIVE, rows_of(profiles)[:1]))
    aside = look(profiles)
    done = perform(profiles, BulkRequest(BulkAction.TAKE_BACK, rows_of(profiles)[:1]))
    back = look(profiles)
    assert done.undo is not None
    done.undo()
    assert ([True, False, False], [False] * 3, aside) == (
        [one[3] for one in aside],
        [one[3] for one in back],
        look(profiles),
    )


def test_one_that_is_gone_is_told_and_the_others_are_done() -> None:
    """Only they come back."""
    profiles = three()
    wanted = rows_of(profiles)
    profiles.profiles.pop(0)
    done = perform(profiles, BulkRequest(BulkAction.DELETE, wanted))
    gone = refusal_problem(NotFound(wanted[0].id), name=wanted[0].name)
    assert (wanted[1:], (ListFailure(gone, wanted[0].name),)) == (done.changed, done.troubles)


def test_nothing_done_is_nothing_to_undo() -> None:
    """The way back is not offered."""
    profiles = three()
    profiles.refusal = NotStored("store.full", {"file": "x"})
    done = perform(profiles, BulkRequest(BulkAction.DELETE, rows_of(profiles)))
    assert ((), None) == (done.changed, done.undo)
    full = refusal_problem(profiles.refusal)
    assert tuple(ListFailure(full, row.name) for row in rows_of(profiles)) == done.troubles


def test_production_among_the_rows_is_named() -> None:
    """One is enough for the question."""
    request = BulkRequest(BulkAction.DELETE, (LIVE, STALE))
    assert ((STALE,), True, False) == (
        request.production,
        request.needs_question,
        BulkRequest(BulkAction.DELETE, (LIVE,)).needs_question,
    )
