"""The use cases around profiles: one door in, typed results out, secrets apart."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import keyring.errors
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from architecture.properties import examples
from domain.samples import AGENCY_GOOD
from domain.strategies import any_raw, sound_raw
from storage.secrets.fake_backends import MemoryBackend, RaisingBackend
from storage.support import ACME, TickingClock, acme
from wecom_console.domain.connection_types import MOBILE
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.notes import NOTE
from wecom_console.domain.raw import set_value
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind, Leg, Platform, Verdict
from wecom_console.services.profiles.copying import draft_copy
from wecom_console.services.profiles.records import (
    Conflict,
    Deleted,
    FinishedRun,
    NotFound,
    NotStored,
    Purged,
    Rejected,
    Saved,
    StoredLeg,
    StoredProfile,
)
from wecom_console.services.profiles.service import ProfileService
from wecom_console.storage.documents import config_hash
from wecom_console.storage.problems import StoreUnavailable
from wecom_console.storage.profile_store import ProfileStore
from wecom_console.storage.secrets.environment_store import EnvironmentStore
from wecom_console.storage.secrets.keeper import SecretKeeper, SecretPlacement
from wecom_console.storage.secrets.keyring_store import KeyringBackend, KeyringStore
from wecom_console.storage.secrets.problem import SecretProblem
from wecom_console.storage.secrets.session_store import SessionStore
from wecom_console.storage.store import Store, store_at

CANARY = Secret("Canary-Secret_0123456789abcdefABCDEF0123456")
OTHER = Secret("Other-Secret__0123456789abcdefABCDEF0123456")


class Bench:
    """A service over a real file and a keyring that can be locked."""

    def __init__(self, folder: Path) -> None:
        self.clock = TickingClock()
        self.path = folder / "console.db"
        self.memory = MemoryBackend()
        self.is_locked = False
        self.store: Store = store_at(self.path, clock=self.clock)
        self.session = SessionStore()
        self.service = self.make_service()

    def make_service(self) -> ProfileService:
        """Another face over the same file and keyring."""
        environment = EnvironmentStore({"ACME_SECRET": "from env"})
        self.keeper = SecretKeeper(
            KeyringStore(self.find),
            self.session,
            environment,
            place_of=self.store.claims.place_of,
        )
        return ProfileService(self.store, self.keeper, self.clock)

    def find(self) -> KeyringBackend:
        """The keyring's back end."""
        locked = RaisingBackend(keyring.errors.KeyringLocked("locked"))
        return locked if self.is_locked else self.memory

    def create(self, **changes: object) -> StoredProfile:
        """A profile that passes."""
        saved = self.service.create(acme(**changes), {"secret": CANARY})
        assert isinstance(saved, Saved), saved
        return saved.profile

    def fill_the_disk(self) -> None:
        """No page can be added any more, and saving has used up what was left in the last ones."""
        with self.store.database.reading() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")
        filler = saved(self.service.create(acme(identifier="filler")))
        for revision in range(1, 100):
            result = self.service.save(filler.id, filler.document, base_revision=revision)
            if isinstance(result, NotStored):
                return
        raise AssertionError("a full disk takes a hundred revisions")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Nothing is stored yet."""
    made = Bench(tmp_path)
    yield made
    made.store.database.close()


def codes(result: object) -> list[str]:
    assert isinstance(result, Rejected), result
    return [problem.code for problem in result.report.errors]


def saved(result: object) -> StoredProfile:
    assert isinstance(result, Saved), result
    return result.profile


# --- creating ----------------------------------------------------------------------------------


def test_a_created_profile_is_found_by_id_and_identifier(bench: Bench) -> None:
    """With revision 1 and its canonical document."""
    profile = bench.create()
    assert (profile, profile, 1, dict(ACME)) == (
        bench.service.get(profile.id),
        bench.service.get("acme-wecom"),
        profile.revision,
        profile.document,
    )


def test_an_unknown_profile_is_none(bench: Bench) -> None:
    """Not an error."""
    assert bench.service.get("nobody") is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"corp_id": "ww"}, "corp_id.length"),
        ({"identifier": ""}, "identifier.required"),
        ({"secret": "a literal"}, "secret.literal"),
        ({"secret": "keyring:a-literal-behind-a-prefix"}, "secret.reference"),
    ],
)
def test_what_does_not_pass_is_rejected(
    bench: Bench, changes: dict[str, object], code: str
) -> None:
    """With the report that says why; nothing is stored."""
    assert [code] == codes(bench.service.create(acme(**changes)))
    assert () == bench.service.list()


def test_a_taken_identifier_is_rejected(bench: Bench) -> None:
    """With the fix that the check offers."""
    bench.create()
    result = bench.service.create(ACME)
    assert ["identifier.taken"] == codes(result)


class BlindProfiles(ProfileStore):
    """Does not see the identifiers that another process has just taken."""

    def identifiers(self) -> dict[str, str]:
        """None."""
        return {}


def test_an_identifier_that_is_taken_meanwhile_is_rejected(bench: Bench) -> None:
    """Another process may be faster between our look and our write."""
    bench.create()
    blind = BlindProfiles(bench.store.database, clock=bench.clock)
    bench.store = replace(bench.store, profiles=blind)
    assert ["identifier.taken"] == codes(bench.make_service().create(ACME))


def test_warnings_come_along(bench: Bench) -> None:
    """The form shows them after saving too."""
    result = bench.service.create(acme(agent_id="2000002", schema="wwauth0123456789abcdef000002"))
    assert isinstance(result, Saved)
    assert "agent_id.contacts_sync" in [problem.code for problem in result.report.warnings]


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=sound_raw())
def test_whatever_passes_comes_back(bench: Bench, raw: dict[str, object]) -> None:
    """Its canonical document passes again and is the same."""
    result = bench.service.create(raw)
    profile = saved(result)
    again = bench.service.save(profile.id, profile.document, base_revision=1)
    assert profile.document == saved(again).document
    bench.service.delete(profile.id)


# --- drafts ------------------------------------------------------------------------------------


def test_a_draft_may_have_errors(bench: Bench) -> None:
    """It is shown in the list as what it is."""
    bench.service.create({"corp_id": "ww"}, draft=True)
    assert [True] == [row.is_draft for row in bench.service.list()]


def test_a_draft_becomes_a_profile_when_it_passes(bench: Bench) -> None:
    """By a save that is not a draft's."""
    draft = saved(bench.service.create({"corp_id": "ww"}, draft=True))
    assert not saved(bench.service.save(draft.id, ACME, base_revision=1)).is_draft


def test_a_draft_may_change_its_identifier(bench: Bench) -> None:
    """It is locked once created, not before."""
    draft = saved(bench.service.create(ACME, draft=True))
    renamed = acme(identifier="acme-2")
    assert (
        "acme-2"
        == saved(bench.service.save(draft.id, renamed, base_revision=1, draft=True)).identifier
    )


def test_a_created_profile_never_becomes_a_draft_again(bench: Bench) -> None:
    """What passed once stays usable."""
    profile = bench.create()
    result = bench.service.save(profile.id, acme(corp_id="ww"), base_revision=1, draft=True)
    assert ["corp_id.length"] == codes(result)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"secret": CANARY.reveal()}, "secret.literal"),
        ({"secret": f"keyring:{CANARY.reveal()}"}, "secret.reference"),
        ({"corp_id": CANARY.reveal()}, "corp_id.is_secret"),
        ({"backend__host": "https://me:pass@api.authing.cn"}, "url.credentials"),
        ({"display_name": CANARY.reveal()}, "value.is_secret"),
        ({"backend__app_id": CANARY.reveal()}, "value.is_secret"),
        ({"secret": f"file:{CANARY.reveal()}"}, "secret.behind_prefix"),
    ],
)
def test_a_draft_with_a_secret_in_the_clear_is_rejected(
    bench: Bench, changes: dict[str, object], code: str
) -> None:
    """Wherever it was pasted."""
    assert code in codes(bench.service.create(acme(**changes), draft=True))


def test_an_unknown_key_does_not_hide_a_secret(bench: Bench) -> None:
    """A draft is looked at as it would be stored."""
    result = bench.service.create({"": 1, "corp_id": CANARY.reveal()}, draft=True)
    assert "corp_id.is_secret" in codes(result)


def test_two_drafts_of_one_name_are_rejected(bench: Bench) -> None:
    """As two profiles are."""
    bench.service.create({"identifier": "a"}, draft=True)
    assert "identifier.taken" in codes(bench.service.create({"identifier": "a"}, draft=True))


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=any_raw, draft=st.booleans())
def test_any_input_is_saved_or_rejected(bench: Bench, raw: dict[str, object], draft: bool) -> None:
    """Never an exception, and a rejected one leaves nothing."""
    before = len(bench.service.list())
    result = bench.service.create(raw, draft=draft)
    assert isinstance(result, Saved | Rejected)
    assert before + isinstance(result, Saved) == len(bench.service.list())


# --- saving ------------------------------------------------------------------------------------


def test_a_save_appends_a_revision(bench: Bench) -> None:
    """With its note and what it changed."""
    profile = bench.create()
    changed = acme(display_name="B", android__package="com.acme.app")
    bench.service.save(profile.id, changed, base_revision=1, note="why")
    last = bench.service.history(profile.id)[-1]
    assert (2, "why", ("display_name", "android.package")) == (
        last.number,
        last.note,
        last.changed,
    )


def test_of_two_faces_the_second_is_told(bench: Bench) -> None:
    """It gets the first one's profile, and nothing is lost."""
    profile = bench.create()
    window, command_line = bench.make_service(), bench.make_service()
    command_line.save(profile.id, acme(display_name="theirs"), base_revision=1)
    result = window.save(profile.id, acme(display_name="mine"), base_revision=1)
    assert isinstance(result, Conflict)
    assert (2, "theirs") == (result.current.revision, result.current.document["display_name"])


def test_a_conflict_touches_no_secret(bench: Bench) -> None:
    """The keyring still has the one that fits the stored document."""
    profile = bench.create()
    bench.service.save(profile.id, acme(display_name="theirs"), base_revision=1)
    bench.service.save(profile.id, ACME, base_revision=1, secrets={"secret": OTHER})
    assert CANARY == bench.service.secret(profile.id, "secret")


def test_the_identifier_is_locked(bench: Bench) -> None:
    """Once the connection has been created."""
    profile = bench.create()
    result = bench.service.save(profile.id, acme(identifier="other"), base_revision=1)
    assert ["identifier.locked"] == codes(result)


def test_a_missing_profile_is_told(bench: Bench) -> None:
    """As a value."""
    assert NotFound("x") == bench.service.save("x", ACME, base_revision=1)


def test_a_full_disk_is_told_and_changes_nothing(bench: Bench) -> None:
    """Neither the profile nor its secret; the form still holds what was typed."""
    profile = bench.create()
    bench.fill_the_disk()
    result = bench.service.save(
        profile.id, acme(display_name="B"), base_revision=1, secrets={"secret": OTHER}
    )
    assert isinstance(result, NotStored)
    assert ("store.disk_full", CANARY, profile) == (
        result.code,
        bench.service.secret(profile.id, "secret"),
        bench.service.get(profile.id),
    )


def test_a_full_disk_keeps_no_secret_of_a_profile_that_is_not_there(bench: Bench) -> None:
    """The document comes first, the secret only after it."""
    bench.create()
    bench.fill_the_disk()
    before = dict(bench.memory.entries)
    results = [
        bench.service.create(acme(identifier=f"b-{number}"), {"secret": OTHER})
        for number in range(20)
    ]
    stored = [result for result in results if isinstance(result, Saved)]
    assert isinstance(results[-1], NotStored)
    assert len(before) + len(stored) == len(bench.memory.entries)


# --- history -----------------------------------------------------------------------------------


def test_a_revision_can_be_restored(bench: Bench) -> None:
    """By appending it again, with a note that says from where."""
    profile = bench.create()
    bench.service.save(profile.id, acme(display_name="B"), base_revision=1)
    restored = saved(bench.service.restore_revision(profile.id, 1, base_revision=2))
    last = bench.service.history(profile.id)[-1]
    assert (3, profile.document, "restored:1") == (
        restored.revision,
        restored.document,
        last.note,
    )


def test_a_note_of_the_program_has_a_sentence(bench: Bench) -> None:
    """With its parameter; one of a person has none."""
    profile = bench.create()
    bench.service.save(profile.id, ACME, base_revision=1, note="mine: because")
    bench.service.restore_revision(profile.id, 1, base_revision=2)
    origins = [revision.origin for revision in bench.service.history(profile.id)]
    assert [None, None, ("revision.restored", {"number": "1"})] == [
        origin and (origin.code, origin.params) for origin in origins
    ]


@pytest.mark.parametrize("value", [7, [None, 10**5000], {"a": 1}])
def test_what_is_no_list_of_codes_is_reported(bench: Bench, value: object) -> None:
    """However long a number in it is."""
    found = bench.service.create(acme(accept=value), {}, note="mine")
    assert isinstance(found, Rejected)
    assert "accept" in {problem.field for problem in found.report.errors}


def test_a_restore_keeps_the_identifier(bench: Bench) -> None:
    """Also from the time when it was a draft of another name."""
    draft = saved(bench.service.create(acme(identifier="first"), draft=True))
    bench.service.save(draft.id, acme(identifier="second"), base_revision=1)
    restored = bench.service.restore_revision(draft.id, 1, base_revision=2)
    assert "second" == saved(restored).identifier


def test_a_restore_over_somebody_elses_save_is_a_conflict(bench: Bench) -> None:
    """Like any other save."""
    profile = bench.create()
    bench.service.save(profile.id, acme(display_name="B"), base_revision=1)
    result = bench.service.restore_revision(profile.id, 1, base_revision=1)
    assert isinstance(result, Conflict)


def test_a_revision_that_is_not_there_cannot_be_restored(bench: Bench) -> None:
    """A value that names it."""
    profile = bench.create()
    result = bench.service.restore_revision(profile.id, 9, base_revision=1)
    assert NotFound(profile.identifier, 9) == result


def test_the_history_of_an_unknown_profile_is_empty(bench: Bench) -> None:
    """Not an error."""
    assert () == bench.service.history("nobody")


def test_a_revision_whose_document_is_damaged_is_told(bench: Bench) -> None:
    """A typed refusal."""
    profile = bench.create()
    with bench.store.database.writing() as connection:
        connection.execute("UPDATE revision SET document = '{'")
    with pytest.raises(StoreUnavailable, match=r"store\.document_unreadable"):
        bench.service.history(profile.id)


# --- deleting, duplicating ---------------------------------------------------------------------


def test_a_deleted_profile_can_be_brought_back(bench: Bench) -> None:
    """With its secret and its history."""
    profile = bench.create()
    assert Deleted(profile) == bench.service.delete("acme-wecom")
    assert profile == saved(bench.service.restore(profile.id))
    assert CANARY == bench.service.secret(profile.id, "secret")


def test_deleting_twice_is_told(bench: Bench) -> None:
    """As a value."""
    profile = bench.create()
    bench.service.delete(profile.id)
    assert NotFound(profile.id) == bench.service.delete(profile.id)


def test_restoring_what_is_not_deleted_is_told(bench: Bench) -> None:
    """As a value."""
    assert [NotFound("x"), NotFound(bench.create().id)] == [
        bench.service.restore("x"),
        bench.service.restore(bench.service.list()[0].id),
    ]


def test_a_name_that_is_used_again_is_not_taken_back(bench: Bench) -> None:
    """The report names the identifier."""
    profile = bench.create()
    bench.service.delete(profile.id)
    bench.create()
    assert ["identifier.taken"] == codes(bench.service.restore(profile.id))


def test_a_purge_takes_the_secrets_along(bench: Bench) -> None:
    """Nothing of the profile stays in the keyring."""
    profile = bench.create()
    bench.service.delete(profile.id)
    assert 1 == bench.service.purge_deleted(older_than_s=-10.0)
    assert ({}, NotFound(profile.id)) == (
        bench.memory.entries,
        bench.service.restore(profile.id),
    )


def test_a_purge_waits_until_undo_has_had_its_time(bench: Bench) -> None:
    """Thirty days by default."""
    profile = bench.create()
    bench.service.delete(profile.id)
    early = bench.service.purge_deleted()
    bench.clock.now += 31 * 24 * 3600
    assert (0, 1) == (early, bench.service.purge_deleted())


def test_a_purge_waits_for_a_locked_keyring(bench: Bench) -> None:
    """No secret is left behind without a profile that knows of it."""
    profile = bench.create()
    bench.service.delete(profile.id)
    bench.is_locked = True
    assert 0 == bench.service.purge_deleted(older_than_s=-10.0)
    assert isinstance(bench.service.restore(profile.id), Saved)


def test_a_duplicate_has_everything_but_the_name(bench: Bench) -> None:
    """A profile of its own, whose history says where it is from."""
    profile = bench.create(tags=["a"])
    copy = saved(bench.service.duplicate("acme-wecom", "acme-2"))
    (revision,) = bench.service.history(copy.id)
    assert (set_value(profile.document, "identifier", "acme-2"), "duplicated:acme-wecom") == (
        copy.document,
        revision.note,
    )


def test_a_copy_to_go_on_with_can_still_be_renamed(bench: Bench) -> None:
    """It is a draft under the next free identifier, until it is created under another one."""
    profile = bench.create()
    copy = saved(draft_copy(bench.service, profile.id))
    assert (True, "acme-wecom-2") == (copy.is_draft, copy.identifier)
    renamed = set_value(copy.document, "identifier", "acme-staging")
    made = saved(bench.service.save(copy.id, renamed, base_revision=copy.revision))
    assert (False, "acme-staging") == (made.is_draft, made.identifier)
    kept = bench.service.secret(made.id, "secret")
    assert isinstance(kept, Secret)
    assert kept == bench.service.secret(profile.id, "secret")


def test_a_duplicate_has_the_secret(bench: Bench) -> None:
    """In an entry of its own."""
    bench.create()
    copy = saved(bench.service.duplicate("acme-wecom", "acme-2"))
    bench.service.set_secret("acme-wecom", "secret", OTHER)
    assert CANARY == bench.service.secret(copy.id, "secret")


def test_a_duplicate_without_its_secret_says_so(bench: Bench) -> None:
    """When the keyring is locked."""
    bench.create()
    bench.is_locked = True
    result = bench.service.duplicate("acme-wecom", "acme-2")
    assert isinstance(result, Saved)
    assert [("none", "secrets.not_copied")] == [(p.kind, p.code) for p in result.secrets]


@pytest.mark.parametrize(
    ("name", "code"), [("acme-wecom", "identifier.taken"), ("Ä", "identifier.characters")]
)
def test_a_duplicates_name_is_checked(bench: Bench, name: str, code: str) -> None:
    """As any other."""
    bench.create()
    assert [code] == codes(bench.service.duplicate("acme-wecom", name))


# --- secrets -----------------------------------------------------------------------------------


def test_a_secret_goes_to_the_keyring_and_says_so(bench: Bench) -> None:
    """The document refers to it."""
    result = bench.service.create(ACME, {"secret": CANARY})
    assert isinstance(result, Saved)
    assert ((SecretPlacement("secret", "keyring"),), "keyring:") == (
        result.secrets,
        result.profile.document["secret"],
    )


def test_a_secret_may_stand_in_the_forms_document(bench: Bench) -> None:
    """As `check` accepts it."""
    profile = saved(bench.service.create(acme(secret=CANARY)))
    assert ("keyring:", CANARY) == (
        profile.document["secret"],
        bench.service.secret(profile.id, "secret"),
    )


def test_an_empty_secret_is_required(bench: Bench) -> None:
    """It does not become a reference to nothing."""
    assert ["secret.required"] == codes(bench.service.create(acme(secret=Secret(" "))))


@pytest.mark.parametrize("path", SECRET_PATHS)
def test_each_secret_has_its_own_entry(bench: Bench, path: str) -> None:
    """In any of the secret fields, of the type that has it."""
    document = ACME if MOBILE.has(path) else AGENCY_GOOD
    profile = saved(bench.service.create(document, {path: CANARY}))
    assert CANARY == bench.service.secret(profile.id, path)


def test_a_field_that_holds_no_secret_is_a_callers_bug(bench: Bench) -> None:
    """A secret does not land in an entry that nobody reads."""
    with pytest.raises(ValueError, match="corp_id"):
        bench.service.create(ACME, {"corp_id": CANARY})


def test_without_a_keyring_a_secret_is_held_in_memory_and_said_so(bench: Bench) -> None:
    """Never in a file by silence."""
    bench.is_locked = True
    result = bench.service.create(ACME, {"secret": CANARY})
    assert isinstance(result, Saved)
    assert ([("session", "secrets.kept_for_session")], CANARY) == (
        [(p.kind, p.code) for p in result.secrets],
        bench.service.secret(result.profile.id, "secret"),
    )


@pytest.mark.parametrize("is_locked", [False, True])
def test_no_secret_is_in_any_file(bench: Bench, tmp_path: Path, is_locked: bool) -> None:
    """Whatever was done with it, with and without a keyring."""
    bench.is_locked = is_locked
    profile = bench.create()
    bench.service.create(acme(identifier="draft", secret=CANARY, corp_id=""), draft=True)
    bench.service.create(acme(identifier="bad", corp_id=CANARY.reveal()), draft=True)
    bench.service.set_secret(profile.id, "backend.app_secret", CANARY)
    bench.service.keep_working_copy("a", acme(secret=CANARY))
    bench.service.keep_working_copy("b", acme(secret=CANARY.reveal()))
    bench.service.keep_working_copy("c", acme(corp_id=CANARY.reveal()))
    bench.service.keep_working_copy("d", acme(display_name=CANARY.reveal(), tags=[CANARY.reveal()]))
    bench.service.save(profile.id, acme(display_name=CANARY.reveal()), base_revision=1)
    bench.service.duplicate(profile.id, "copy")
    content = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert CANARY.reveal().encode() not in content


def test_a_new_secret_is_a_revision(bench: Bench) -> None:
    """So that the history tells when it was changed."""
    profile = bench.create()
    bench.service.set_secret("acme-wecom", "secret", OTHER)
    last = bench.service.history(profile.id)[-1]
    assert (2, "secret:secret", OTHER) == (
        last.number,
        last.note,
        bench.service.secret(profile.id, "secret"),
    )


def test_a_new_secret_takes_the_place_of_another_reference(bench: Bench) -> None:
    """The document then says ``keyring:``."""
    profile = bench.create(secret="env:ACME_SECRET")
    result = bench.service.set_secret(profile.id, "secret", CANARY)
    assert "keyring:" == saved(result).document["secret"]


def test_an_empty_new_secret_is_rejected(bench: Bench) -> None:
    """Nothing is changed."""
    bench.create()
    result = bench.service.set_secret("acme-wecom", "secret", Secret("  "))
    assert ["secret.required"] == codes(result)


def test_a_secret_for_nobody_is_told(bench: Bench) -> None:
    """As a value."""
    assert NotFound("x") == bench.service.set_secret("x", "secret", CANARY)


def test_an_environment_variable_is_followed(bench: Bench) -> None:
    """Without any keyring."""
    bench.is_locked = True
    profile = saved(bench.service.create(acme(secret="env:ACME_SECRET")))
    assert Secret("from env") == bench.service.secret(profile.id, "secret")


def test_a_secret_that_is_not_set_is_told(bench: Bench) -> None:
    """For a field without a reference, and for a profile that is not there."""
    profile = bench.create()
    expected = SecretProblem("secret_ref.unset", {"field": "backend.app_secret"})
    assert [expected, expected] == [
        bench.service.secret(key, "backend.app_secret") for key in (profile.id, "nobody")
    ]


@pytest.mark.parametrize(
    ("reference", "is_locked", "state", "code"),
    [
        ("keyring:", False, "present", ""),
        ("keyring:", True, "unavailable", "secrets.locked"),
        ("env:ACME_SECRET", True, "present", ""),
        ("env:NONE", False, "missing", "secret_ref.env_unset"),
        ("file:a", False, "missing", "secret_ref.file_without_folder"),
    ],
)
def test_the_state_of_a_secret(
    bench: Bench, reference: str, is_locked: bool, state: str, code: str
) -> None:
    """Without the secret itself."""
    profile = bench.create()
    bench.service.save(profile.id, acme(secret=reference), base_revision=1)
    bench.is_locked = is_locked
    first = bench.service.secret_status(profile.id)[0]
    assert ("secret", reference, state, code) == (
        first.field,
        first.reference,
        first.state,
        first.code,
    )


def test_the_state_tells_what_is_held_in_memory(bench: Bench) -> None:
    """It will be gone when the program ends."""
    bench.is_locked = True
    profile = bench.create()
    assert ["session", "unset", "unset"] == [
        state.state for state in bench.service.secret_status(profile.id)
    ]


def test_a_killed_save_leaves_a_secret_that_is_seen_to_be_missing(bench: Bench) -> None:
    """Killed between the document and its secret: nothing pretends to be there."""
    profile = bench.create()
    bench.memory.entries.clear()
    state = bench.service.secret_status(profile.id)[0]
    assert ("missing", "secret_ref.keyring_empty") == (state.state, state.code)


# --- forms -------------------------------------------------------------------------------------


def test_a_form_is_remembered_without_its_secret(bench: Bench) -> None:
    """Whatever else is on it."""
    bench.service.keep_working_copy("new", acme(secret=CANARY, corp_id="ww"), base_revision=0)
    (copy,) = bench.service.working_copies()
    assert ("new", "", "ww") == (copy.slot, copy.document["secret"], copy.document["corp_id"])


@pytest.mark.parametrize(("path", "bare"), [("display_name", ""), ("tags", None)])
def test_a_field_that_looks_like_a_secret_is_not_remembered(
    bench: Bench, path: str, bare: object
) -> None:
    """The others are."""
    bench.service.keep_working_copy("new", acme(corp_id="ww", **{path: CANARY.reveal()}))
    (copy,) = bench.service.working_copies()
    assert ("ww", bare) == (copy.document["corp_id"], copy.document.get(path))


def test_what_is_accepted_as_no_secret_is_remembered_and_saved(bench: Bench) -> None:
    """Its user has said so."""
    document = acme(display_name=CANARY.reveal(), accept=["value.is_secret"])
    bench.service.keep_working_copy("new", document)
    (copy,) = bench.service.working_copies()
    kept = bench.service.create(document)
    assert CANARY.reveal() == copy.document["display_name"]
    assert CANARY.reveal() == saved(kept).document["display_name"]


def test_a_reference_on_a_form_is_remembered(bench: Bench) -> None:
    """It is no secret."""
    bench.service.keep_working_copy("new", acme(secret="env:ACME_SECRET"))
    (copy,) = bench.service.working_copies()
    assert "env:ACME_SECRET" == copy.document["secret"]


def test_a_form_that_was_saved_is_forgotten(bench: Bench) -> None:
    """When its face says so."""
    bench.service.keep_working_copy("new", ACME)
    bench.service.drop_working_copy("new")
    assert () == bench.service.working_copies()


@pytest.mark.parametrize("value", ["canary-literal", [], 5])
def test_a_secret_of_another_type_is_not_remembered_either(bench: Bench, value: object) -> None:
    """The field is not this type's, but what stands in it may be a secret all the same."""
    raw = acme(agency={"suite_secret": value})
    assert bench.service.keep_working_copy("new", raw) is None
    (copy,) = bench.service.working_copies()
    assert "canary" not in str(copy.document)
    rejected = bench.service.create(raw, draft=True)
    assert isinstance(rejected, Rejected)


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=any_raw)
def test_any_form_can_be_remembered(bench: Bench, raw: dict[str, object]) -> None:
    """Whatever is on it."""
    assert bench.service.keep_working_copy("new", raw) is None


# --- runs --------------------------------------------------------------------------------------


def finished(profile: StoredProfile, run_id: str = "run", *, at: float = 0.0) -> FinishedRun:
    return FinishedRun(
        run_id=run_id,
        profile_id=profile.id,
        connection=profile.identifier,
        scenario="success",
        platform=Platform.IOS,
        backend=BackendKind.SIMULATOR,
        passed=True,
        verdict=Verdict.SIMULATED,
        legs=(
            StoredLeg(Leg.PROFILE, Verdict.PROVEN),
            StoredLeg(Leg.EXCHANGE, Verdict.FAILED, "code.reused"),
        ),
        config_hash=config_hash(profile.document),
        started_at=at,
        finished_at=at + 1.5,
        events="[]",
    )


def record(bench: Bench, profile: StoredProfile, run_id: str = "run") -> FinishedRun:
    run = finished(profile, run_id, at=bench.clock())
    assert bench.service.record_run(run) is None
    return run


def test_the_list_shows_the_last_run(bench: Bench) -> None:
    """With its legs, and fresh."""
    profile = bench.create()
    run = record(bench, profile)
    last = bench.service.list()[0].last_run
    assert last is not None
    assert ("run", run.legs, Verdict.SIMULATED, False) == (
        last.run_id,
        last.legs,
        last.verdict,
        last.is_stale,
    )


def test_a_run_is_stale_when_what_it_tested_has_changed(bench: Bench) -> None:
    """In the list and among the profile's runs."""
    profile = bench.create()
    record(bench, profile)
    bench.service.save(profile.id, acme(login_only=True), base_revision=1)
    listed = bench.service.list()[0].last_run
    assert [True, True] == [
        listed is not None and listed.is_stale,
        bench.service.runs("acme-wecom")[0].is_stale,
    ]


def test_a_run_is_not_stale_when_only_the_button_was_renamed(bench: Bench) -> None:
    """The login is the same."""
    profile = bench.create()
    record(bench, profile)
    bench.service.save(profile.id, acme(display_name="B", tags=["x"]), base_revision=1)
    assert not bench.service.runs(profile.id)[0].is_stale


def test_a_run_is_fresh_again_when_the_change_is_undone(bench: Bench) -> None:
    """It tested exactly this."""
    profile = bench.create()
    record(bench, profile)
    bench.service.save(profile.id, acme(login_only=True), base_revision=1)
    bench.service.save(profile.id, ACME, base_revision=2)
    assert not bench.service.runs(profile.id)[0].is_stale


def test_a_run_is_stale_when_the_secret_was_changed(bench: Bench) -> None:
    """Although the document says ``keyring:`` as before."""
    profile = bench.create()
    record(bench, profile)
    bench.service.set_secret(profile.id, "secret", OTHER)
    assert bench.service.runs(profile.id)[0].is_stale


def test_a_run_of_a_connection_that_is_not_stored_is_kept(bench: Bench) -> None:
    """The demo's, a config file's."""
    profile = replace(bench.create(), id="")
    record(bench, profile, "demo")
    assert "[]" == bench.service.run_events("demo")


def test_the_events_of_a_run_are_kept(bench: Bench) -> None:
    """As they were given."""
    record(bench, bench.create())
    assert ("[]", None) == (bench.service.run_events("run"), bench.service.run_events("other"))


def test_the_runs_of_an_unknown_profile_are_none(bench: Bench) -> None:
    """Not an error."""
    assert () == bench.service.runs("nobody")


# --- the list and the status -------------------------------------------------------------------


def test_the_list_is_searched(bench: Bench) -> None:
    """By every word."""
    bench.create(tags=["移动"])
    bench.create(identifier="beta")
    assert ["acme-wecom"] == [row.identifier for row in bench.service.list("移动 ACME")]


def test_a_line_of_the_list(bench: Bench) -> None:
    """Everything that a card shows."""
    profile = bench.create(tags=["移动"], environment="production")
    (row,) = bench.service.list()
    assert ("Acme 企业微信", ("移动",), "production", 1, None, profile.updated_at) == (
        row.display_name,
        row.tags,
        row.environment,
        row.revision,
        row.last_run,
        row.updated_at,
    )


def test_the_status_is_quiet_when_all_is_well(bench: Bench) -> None:
    """And says where the file is."""
    status = bench.service.status()
    assert (True, (), str(bench.path)) == (status.available, status.notices, status.path)


def test_the_status_names_a_file_that_was_set_aside(bench: Bench) -> None:
    """The program has started all the same."""
    bench.path.write_bytes(b"damaged")
    status = bench.service.status()
    assert (True, ["store.set_aside"]) == (status.available, [n.code for n in status.notices])


def test_the_status_says_why_the_store_cannot_be_used(bench: Bench) -> None:
    """Without raising."""
    bench.create()
    bench.store.database.close()
    with closing(sqlite3.connect(bench.path)) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
    problem = bench.service.status().problem
    assert problem is not None
    assert "store.newer" == problem.code


def test_a_store_that_cannot_be_used_does_not_look_empty(bench: Bench) -> None:
    """Reading raises; writing is refused as a value."""
    bench.path.mkdir()
    with pytest.raises(StoreUnavailable, match=r"store\.cannot_open"):
        bench.service.list()
    assert isinstance(bench.service.create(ACME), NotStored)


def test_a_purged_field_is_in_no_revision_and_not_in_the_file(bench: Bench, tmp_path: Path) -> None:
    """A marker stands in place of each value that it had; the one of now stays."""
    held = {"display_name": CANARY.reveal(), "accept": ["value.is_secret"]}
    profile = saved(bench.service.create(acme(**held)))
    bench.service.save(profile.id, acme(), base_revision=1)
    assert Purged(1) == bench.service.purge_field("acme-wecom", "display_name")
    names = [r.document["display_name"] for r in bench.service.history(profile.id)]
    content = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert (["[purged]", acme()["display_name"]], False) == (
        names,
        CANARY.reveal().encode() in content,
    )


def test_a_purged_list_stays_a_list(bench: Bench) -> None:
    """So that the revision can be read as before."""
    profile = saved(bench.service.create(acme(tags=["a", "b"])))
    bench.service.save(profile.id, acme(), base_revision=1)
    bench.service.purge_field(profile.id, "tags")
    assert ["[purged]"] == bench.service.history(profile.id)[0].document["tags"]


def test_a_purged_value_is_in_no_note_and_in_no_run(bench: Bench, tmp_path: Path) -> None:
    """Whoever puts a secret into a field tells of it elsewhere, and a test asks with it."""
    held = {"display_name": CANARY.reveal(), "accept": ["value.is_secret"]}
    profile = saved(bench.service.create(acme(**held)))
    note = f"the key {CANARY.reveal()} is out again"
    bench.service.save(profile.id, acme(**held, tags=["x"]), base_revision=1, note=note)
    events = json.dumps([{"url": f"https://x/?app={CANARY.reveal()}"}])
    bench.service.record_run(replace(finished(profile), events=events))
    bench.service.save(profile.id, acme(), base_revision=2)
    bench.service.purge_field(profile.id, "display_name")
    content = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert ("the key [purged] is out again", False) == (
        bench.service.history(profile.id)[1].note,
        CANARY.reveal().encode() in content,
    )
    told = bench.service.run_events("run")
    assert [{"url": "https://x/?app=[purged]"}] == json.loads(told or "")


def test_a_revision_that_a_value_was_taken_out_of_is_restored_with_that_of_now(
    bench: Bench,
) -> None:
    """The marker is nobody's name."""
    profile = saved(bench.service.create(acme(display_name="Old", tags=["a"])))
    bench.service.save(profile.id, acme(), base_revision=1)
    bench.service.purge_field(profile.id, "display_name")
    restored = saved(bench.service.restore_revision(profile.id, 1, base_revision=2))
    assert (acme()["display_name"], ["a"]) == (
        restored.document["display_name"],
        restored.document["tags"],
    )


def test_a_note_of_the_programs_own_form_is_an_authors_where_it_holds_more(bench: Bench) -> None:
    """`secret:` names a field, and nothing else."""
    profile = bench.create()
    bench.service.save(profile.id, acme(tags=["a"]), base_revision=1, note="secret:hunter2")
    bench.service.set_secret(profile.id, "secret", CANARY)
    assert Purged(1) == bench.service.purge_field(profile.id, NOTE)
    notes = [one.note for one in bench.service.history(profile.id)]
    assert ["", "[purged]", "secret:secret"] == notes


def test_what_the_connection_has_now_is_not_purged(bench: Bench) -> None:
    """It would no longer be the connection that it is."""
    profile = bench.create()
    assert Purged(0) == bench.service.purge_field(profile.id, "display_name")
    assert NotFound("nobody") == bench.service.purge_field("nobody", "display_name")
