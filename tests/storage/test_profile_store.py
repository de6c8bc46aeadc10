"""Profiles: revisions, optimistic saving, deleting, identifiers."""

import json
import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from architecture.properties import examples
from storage.support import ACME, acme
from wecom_console.storage.documents import SecretInDocument
from wecom_console.storage.problems import StoreUnavailable
from wecom_console.storage.rows import IdentifierTaken, Missing, Outdated, ProfileRow
from wecom_console.storage.store import Store

ONE, TWO = "1" * 32, "2" * 32


def insert(store: Store, profile_id: str = ONE, **changes: object) -> ProfileRow:
    row = store.profiles.insert(profile_id, acme(**changes), is_draft=False)
    assert isinstance(row, ProfileRow)
    return row


def save(store: Store, base_revision: int, **changes: object) -> object:
    document = acme(**changes)
    return store.profiles.update(ONE, document, base_revision=base_revision, is_draft=False)


def test_a_new_profile_has_revision_one(store: Store) -> None:
    """Which is its history."""
    row = insert(store)
    assert (1, [1]) == (row.revision, [r.number for r in store.profiles.history(ONE)])


def test_a_save_appends_a_revision(store: Store) -> None:
    """Number, document and note."""
    insert(store)
    store.profiles.update(ONE, acme(display_name="B"), base_revision=1, is_draft=False, note="why")
    last = store.profiles.history(ONE)[-1]
    assert (2, "B", "why") == (last.number, json.loads(last.document)["display_name"], last.note)


def test_revisions_know_when_they_were_saved(store: Store) -> None:
    """By the clock that was given."""
    insert(store)
    save(store, 1)
    first, second = store.profiles.history(ONE)
    assert first.saved_at < second.saved_at


def test_the_first_time_stays(store: Store) -> None:
    """A save moves `updated_at` alone."""
    created = insert(store)
    save(store, 1)
    row = store.profiles.get(ONE)
    assert row is not None
    assert (created.created_at, True) == (row.created_at, row.updated_at > created.updated_at)


def test_an_outdated_save_is_told_the_current_profile(store: Store) -> None:
    """Two windows never lose an update."""
    insert(store)
    save(store, 1, display_name="theirs")
    result = save(store, 1, display_name="mine")
    assert isinstance(result, Outdated)
    assert "theirs" == json.loads(result.current.document)["display_name"]


def test_an_outdated_save_changes_nothing(store: Store) -> None:
    """Neither the profile nor its history."""
    insert(store)
    save(store, 1, display_name="theirs")
    save(store, 1, display_name="mine")
    assert [2] == [row.revision for row in store.summaries()]
    assert 2 == len(store.profiles.history(ONE))


def test_a_profile_is_found_by_id_and_by_identifier(store: Store) -> None:
    """The command line names identifiers."""
    row = insert(store)
    assert (row, row) == (store.profiles.get(ONE), store.profiles.get("acme-wecom"))


def test_an_unknown_profile_is_none(store: Store) -> None:
    """Also the empty identifier, which drafts may have."""
    insert(store, identifier="")
    assert (None, None) == (store.profiles.get("nobody"), store.profiles.get(""))


def test_an_identifier_is_taken_once(store: Store) -> None:
    """Among the live profiles."""
    insert(store)
    assert IdentifierTaken("acme-wecom") == store.profiles.insert(TWO, ACME, is_draft=False)


def test_a_save_cannot_take_anothers_identifier(store: Store) -> None:
    """Nothing is changed then."""
    insert(store, TWO, identifier="other")
    insert(store)
    assert IdentifierTaken("other") == save(store, 1, identifier="other")


def test_drafts_may_have_no_identifier(store: Store) -> None:
    """Several of them."""
    insert(store, ONE, identifier="")
    insert(store, TWO, identifier="")
    assert 2 == len(store.summaries())


def test_a_deleted_profile_is_gone(store: Store) -> None:
    """From the list and from every look-up."""
    insert(store)
    store.profiles.delete(ONE)
    assert ((), None, None) == (
        store.summaries(),
        store.profiles.get(ONE),
        store.profiles.get("acme-wecom"),
    )


def test_a_deleted_profile_cannot_be_saved(store: Store) -> None:
    """A window that still shows it is told."""
    insert(store)
    store.profiles.delete(ONE)
    assert Missing(ONE) == save(store, 1)


def test_a_deleted_profiles_identifier_is_free(store: Store) -> None:
    """It can be created anew at once."""
    insert(store)
    store.profiles.delete(ONE)
    assert isinstance(store.profiles.insert(TWO, ACME, is_draft=False), ProfileRow)


def test_a_restored_profile_has_everything(store: Store) -> None:
    """The undo of a delete."""
    before = insert(store)
    store.profiles.delete(ONE)
    assert before == store.profiles.restore(ONE)


def test_a_restore_does_not_take_an_identifier_that_is_used_again(store: Store) -> None:
    """The deleted one stays deleted, to be restored when the name is free."""
    insert(store)
    store.profiles.delete(ONE)
    insert(store, TWO)
    assert IdentifierTaken("acme-wecom") == store.profiles.restore(ONE)


@pytest.mark.parametrize("method", ["delete", "restore"])
def test_only_what_is_there_is_deleted_or_restored(store: Store, method: str) -> None:
    """A typed answer to the second click."""
    assert Missing(ONE) == getattr(store.profiles, method)(ONE)


def test_a_purge_takes_the_history_along(store: Store) -> None:
    """Nothing of the profile stays."""
    insert(store)
    store.profiles.delete(ONE)
    store.profiles.purge(ONE)
    assert (None, ()) == (
        store.profiles.get(ONE, even_deleted=True),
        store.profiles.history(ONE),
    )


def test_a_live_profile_is_not_purged(store: Store) -> None:
    """Only what was deleted before."""
    insert(store)
    store.profiles.purge(ONE)
    assert store.profiles.get(ONE) is not None


def test_what_was_deleted_before_a_moment_is_known(store: Store) -> None:
    """For purging after some weeks."""
    insert(store)
    deleted = store.profiles.delete(ONE)
    assert isinstance(deleted, ProfileRow)
    late = store.profiles.deleted_before(2e9)
    assert ([ONE], ()) == ([row.id for row in late], store.profiles.deleted_before(1e9))


def test_a_literal_secret_is_not_inserted(store: Store) -> None:
    """Whatever the caller has forgotten."""
    with pytest.raises(SecretInDocument):
        store.profiles.insert(ONE, acme(secret="s3cret"), is_draft=True)
    assert () == store.summaries()


def test_a_literal_secret_is_not_saved(store: Store) -> None:
    """Neither in a draft nor otherwise."""
    insert(store)
    with pytest.raises(SecretInDocument):
        save(store, 1, backend__app_secret="s3cret")
    assert 1 == len(store.profiles.history(ONE))


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_categories=())), min_size=1, max_size=6))
def test_any_sequence_of_saves_is_the_history(store: Store, names: list[str]) -> None:
    """Every save is there, in order, as it was."""
    profile_id = f"{len(store.profiles.identifiers()):032x}"
    first = acme(identifier=profile_id[-31:], display_name=names[0])
    store.profiles.insert(profile_id, first, is_draft=True)
    for number, name in enumerate(names[1:], 1):
        document = first | {"display_name": name}
        store.profiles.update(profile_id, document, base_revision=number, is_draft=True)
    history = store.profiles.history(profile_id)
    assert names == [json.loads(row.document)["display_name"] for row in history]


def test_a_purge_tells_that_another_program_holds_the_file(store: Store) -> None:
    """What was taken out is in its log until that has ended; done again, it is gone."""
    insert(store, display_name="once")
    save(store, 1)
    with closing(sqlite3.connect(store.database.path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM revision").fetchall()
        with pytest.raises(StoreUnavailable, match=r"store\.still_held"):
            store.profiles.purge_field(ONE, "display_name", "gone")
    assert 0 == store.profiles.purge_field(ONE, "display_name", "gone")
    files = store.database.path.parent.glob(f"{store.database.path.name}*")
    assert not any(b"once" in file.read_bytes() for file in files)
