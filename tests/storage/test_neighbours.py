"""What is done to one profile, form or run is done to no other, and each column is its own."""

import json
from pathlib import Path

import pytest

from storage.support import ONE, acme, make_run
from wecom_console.storage.rows import IdentifierTaken, Missing, Outdated, ProfileRow
from wecom_console.storage.secret_attempts import WINDOW_S, SecretAttempts
from wecom_console.storage.store import Store

TWO = "2" * 32


@pytest.fixture
def two(store: Store) -> Store:
    """Two profiles, each with a run, a form that was left, and a tick."""
    for profile_id, name in ((ONE, "one"), (TWO, "two")):
        store.profiles.insert(profile_id, acme(identifier=name), is_draft=False)
        store.runs.add(make_run(f"run-{name}", profile_id=profile_id), "[]")
        store.working_copies.keep(profile_id, acme(identifier=name), base_revision=1)
        store.confirmations.put(profile_id, "app")
    return store


def told(store: Store, profile_id: str) -> tuple[object, ...]:
    """Everything that is kept of a profile."""
    return (
        store.profiles.get(profile_id, even_deleted=True),
        store.profiles.history(profile_id),
        store.runs.of_profile(profile_id),
        [copy for copy in store.working_copies.all() if copy.slot == profile_id],
        store.confirmations.of(profile_id),
    )


def test_a_purge_takes_all_of_one_profile_and_nothing_of_another(two: Store) -> None:
    """History, runs, form and checklist."""
    before = told(two, TWO)
    two.profiles.delete(ONE)
    two.profiles.purge(ONE)
    assert ((None, (), (), [], ()), before) == (told(two, ONE), told(two, TWO))


def test_a_purge_of_what_lives_takes_nothing(two: Store) -> None:
    """Nor the form that is open on it."""
    before = told(two, ONE)
    two.profiles.purge(ONE)
    assert before == told(two, ONE)


@pytest.mark.parametrize("what", ["update", "delete", "archive"])
def test_a_change_is_that_of_one_profile(two: Store, what: str) -> None:
    """Saved, deleted or laid aside."""
    before = two.profiles.get(TWO)
    changed = acme(identifier="one", display_name="Changed")
    match what:
        case "update":
            two.profiles.update(ONE, changed, base_revision=1, is_draft=False)
        case "delete":
            two.profiles.delete(ONE)
        case _:
            two.profiles.archive(ONE, away=True)
    assert before == two.profiles.get(TWO)
    assert 1 == len(two.profiles.history(TWO))


def test_a_restore_is_that_of_one_profile(two: Store) -> None:
    """The other stays deleted."""
    two.profiles.delete(ONE)
    two.profiles.delete(TWO)
    two.profiles.restore(ONE)
    assert ["one"] == [row.identifier for row in two.summaries()]
    assert {"one": ONE} == dict(two.profiles.identifiers())


def test_what_is_laid_aside_is_not_in_the_list_and_can_be_found(two: Store) -> None:
    """By name; asked twice the first time counts, and once taken back it is in the list."""
    first = two.profiles.archive(ONE, away=True)
    again = two.profiles.archive(ONE, away=True)
    assert isinstance(first, ProfileRow)
    assert (first, True) == (again, first.is_archived)
    assert ["two"] == [row.identifier for row in two.summaries()]
    assert [("one", True), ("two", False)] == [
        (row.identifier, row.is_archived) for row in two.summaries(archived=True)
    ]
    assert first == two.profiles.get("one")
    back = two.profiles.archive(ONE, away=False)
    assert isinstance(back, ProfileRow)
    assert (False, ["one", "two"]) == (
        back.is_archived,
        [row.identifier for row in two.summaries()],
    )


def test_what_is_deleted_cannot_be_laid_aside(two: Store) -> None:
    """Nor what never was."""
    two.profiles.delete(ONE)
    missing = [two.profiles.archive(key, away=True) for key in (ONE, "3" * 32)]
    assert [Missing(ONE), Missing("3" * 32)] == missing
    assert [Missing(ONE), Missing(TWO)] == [two.profiles.delete(ONE), two.profiles.restore(TWO)]


def test_a_deleted_profile_is_found_only_where_it_is_asked_for(two: Store) -> None:
    """By its id, not by its name."""
    two.profiles.delete(ONE)
    even_deleted = two.profiles.get(ONE, even_deleted=True)
    assert even_deleted is not None
    assert (True, None, None) == (
        even_deleted.is_deleted,
        two.profiles.get(ONE),
        two.profiles.get("one", even_deleted=True),
    )


def test_only_what_was_deleted_before_the_moment_is_told(two: Store) -> None:
    """The first that was deleted first; what lives is not told."""
    clock = two.profiles._clock
    two.profiles.delete(TWO)
    moment = clock()
    two.profiles.delete(ONE)
    assert [TWO] == [row.id for row in two.profiles.deleted_before(moment)]
    assert [TWO, ONE] == [row.id for row in two.profiles.deleted_before(clock())]


@pytest.mark.parametrize("is_draft", [True, False])
def test_each_revision_knows_whether_it_was_a_draft(store: Store, is_draft: bool) -> None:
    """And so does the profile."""
    store.profiles.insert(ONE, acme(), is_draft=not is_draft, note="first")
    row = store.profiles.update(ONE, acme(), base_revision=1, is_draft=is_draft, note="second")
    assert isinstance(row, ProfileRow)
    assert (is_draft, [not is_draft, is_draft], ["first", "second"]) == (
        row.is_draft,
        [r.is_draft for r in store.profiles.history(ONE)],
        [r.note for r in store.profiles.history(ONE)],
    )


def test_when_secrets_were_set_is_remembered_through_other_saves(store: Store) -> None:
    """A run that was made before says nothing about the new one."""
    created = store.profiles.insert(ONE, acme(), is_draft=False, sets_secrets=True)
    never = store.profiles.insert(TWO, acme(identifier="two"), is_draft=False)
    kept = store.profiles.update(ONE, acme(), base_revision=1, is_draft=False)
    anew = store.profiles.update(ONE, acme(), base_revision=2, is_draft=False, sets_secrets=True)
    rows = [row for row in (created, never, kept, anew) if isinstance(row, ProfileRow)]
    at = [row.secrets_at for row in rows]
    assert (at[0], 0.0, at[0], rows[3].updated_at) == tuple(at)
    assert at[0] == rows[0].created_at
    assert [rows[3].secrets_at, 0.0] == [row.secrets_at for row in store.summaries()]


def test_of_several_reasons_a_save_is_refused_for_the_first_is_told(two: Store) -> None:
    """Gone, then outdated, then a name that is taken."""
    document = acme(identifier="two")
    taken = two.profiles.update(ONE, document, base_revision=1, is_draft=False)
    outdated = two.profiles.update(ONE, document, base_revision=0, is_draft=False)
    two.profiles.delete(ONE)
    missing = two.profiles.update(ONE, document, base_revision=0, is_draft=False)
    assert (IdentifierTaken("two"), True, Missing(ONE)) == (
        taken,
        isinstance(outdated, Outdated),
        missing,
    )


def test_every_column_of_the_list_is_that_of_its_profile(store: Store) -> None:
    """As it was saved last."""
    document = acme(
        identifier="last",
        display_name="Name",
        corp_id="wwfedcba9876543210",
        agent_id="1000007",
        environment="production",
        tags=["a", "b"],
    )
    store.profiles.insert(ONE, acme(), is_draft=True)
    row = store.profiles.update(ONE, document, base_revision=1, is_draft=False)
    assert isinstance(row, ProfileRow)
    [shown] = store.summaries()
    assert (
        *(ONE, "last", "Name", "wwfedcba9876543210", "1000007", "production", ["a", "b"]),
        *(False, row.config_hash, 2, row.updated_at, False),
    ) == (
        *(shown.id, shown.identifier, shown.display_name, shown.corp_id, shown.agent_id),
        *(shown.environment, json.loads(shown.tags), shown.is_draft, shown.config_hash),
        *(shown.revision, shown.updated_at, shown.is_archived),
    )


def test_runs_of_a_profile_are_no_connections(store: Store) -> None:
    """Whatever it was called."""
    store.runs.add(make_run("a"), "[]")
    store.runs.add(make_run("b", profile_id=""), "[]")
    assert ["a"] == [run.run_id for run in store.runs.of_profile(ONE)]


def test_forms_that_were_left_stand_by_time(store: Store) -> None:
    """The latest first, with what it was made from; keeping one again makes it the latest."""
    for slot in ("a", "b", "a"):
        store.working_copies.keep(slot, acme(), base_revision=len(store.working_copies.all()))
    copies = store.working_copies.all()
    assert [("a", 2), ("b", 1)] == [(copy.slot, copy.base_revision) for copy in copies]
    assert copies[0].kept_at > copies[1].kept_at
    store.working_copies.drop("a")
    assert ["b"] == [copy.slot for copy in store.working_copies.all()]


def test_a_tick_of_one_form_is_none_of_another(store: Store) -> None:
    """Dropped, moved, or given anew with its time."""
    for slot in ("a", "b"):
        store.confirmations.put(slot, "app")
        store.confirmations.put(slot, "secret")
    before = store.confirmations.of("b")
    store.confirmations.drop("a", "app")
    assert (["secret"], before) == (
        [row.item for row in store.confirmations.of("a")],
        store.confirmations.of("b"),
    )
    first = store.confirmations.of("a")[0].confirmed_at
    store.confirmations.put("a", "secret", facts='{"a": 1}')
    [again] = store.confirmations.of("a")
    assert ('{"a": 1}', True) == (again.facts, again.confirmed_at > first)
    store.confirmations.move("a", "c")
    assert ((), [again], before) == (
        store.confirmations.of("a"),
        list(store.confirmations.of("c")),
        store.confirmations.of("b"),
    )


# --- refused secrets -----------------------------------------------------------------------------


class Clock:
    now = 10_000.0

    def __call__(self) -> float:
        return self.now


def test_refusals_count_for_an_hour_and_for_their_place(tmp_path: Path) -> None:
    """The next process knows of them."""
    clock, file = Clock(), tmp_path / "below" / "attempts.json"
    attempts = SecretAttempts(file, clock)
    counts = [attempts.refused("a"), attempts.refused("b"), attempts.refused("a")]
    clock.now += WINDOW_S
    last = SecretAttempts(file, clock)
    at_the_edge = (last.count("a"), last.refused("a"))
    clock.now += 1
    assert ([1, 1, 2], (2, 3), 1, 0) == (counts, at_the_edge, last.count("a"), last.count("b"))


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"a": 1}', '{"a": ["x", null]}', '{"a": [true, 9999.0, 10000]}']
)
def test_what_is_no_record_of_refusals_counts_as_none(tmp_path: Path, text: str) -> None:
    """It only warns; what is sound in it counts."""
    file = tmp_path / "attempts.json"
    file.write_text(text)
    found = SecretAttempts(file, Clock())
    assert (2 if "9999" in text else 0) == found.count("a")
    assert found.refused("b") == 1
