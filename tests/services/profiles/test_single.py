"""A connection and its secret: both or none, also where the process ends between the two."""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import keyring.errors
import pytest

from services.profiles.test_profiles import CANARY, OTHER, Bench
from storage.secrets.fake_backends import MemoryBackend
from storage.support import acme
from wecom_console.domain.raw import set_value
from wecom_console.domain.secrets import Secret
from wecom_console.services.profiles import single
from wecom_console.services.profiles.batch import CLAIM_KEPT_S
from wecom_console.services.profiles.records import NotStored, Saved
from wecom_console.services.profiles.single import SingleWriter
from wecom_console.services.profiles.writing import ProfileWriter
from wecom_console.storage.imports.claims import SecretClaims
from wecom_console.storage.problems import StoreUnavailable
from wecom_console.storage.profile_store import ProfileStore
from wecom_console.storage.secrets.keeper import SecretKeeper, SecretPlacement
from wecom_console.storage.secrets.session_store import SessionStore


class KilledError(BaseException):
    """Here the process ends: nothing behind it is done."""


def killed(*_: object, **__: object) -> object:
    raise KilledError


def full(*_: object, **__: object) -> object:
    raise StoreUnavailable("store.full", file="console.db")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """With one connection that has a secret."""
    made = Bench(tmp_path)
    made.service.create(acme(), {"secret": CANARY})
    with closing(made.store.database):
        yield made


def next_start(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process, after the end of this one."""
    monkeypatch.undo()
    monkeypatch.setattr(single, "_is_alive", lambda _process: False)
    bench.make_service().finish()


def told(bench: Bench) -> tuple[object, list[str]]:
    """The secret, and what the history says of the connection."""
    service = bench.make_service()
    found = service.secret("acme-wecom", "secret")
    text = found.reveal() if isinstance(found, Secret) else found
    return text, [revision.note for revision in service.history("acme-wecom")]


def test_a_secret_whose_revision_was_still_to_come_gets_it_at_the_next_start(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was kept already."""
    monkeypatch.setattr(ProfileWriter, "write", killed)
    with pytest.raises(KilledError):
        bench.service.set_secret("acme-wecom", "secret", OTHER)
    next_start(bench, monkeypatch)
    assert (OTHER.reveal(), ["", "secret:secret"]) == told(bench)
    assert () == bench.store.claims.marked()


def test_a_secret_that_was_not_kept_yet_was_never_set(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing tells of it."""
    monkeypatch.setattr(SecretKeeper, "put", killed)
    with pytest.raises(KilledError):
        bench.service.set_secret("acme-wecom", "secret", OTHER)
    next_start(bench, monkeypatch)
    assert (CANARY.reveal(), [""]) == told(bench)
    assert () == bench.store.claims.marked()


def test_who_is_still_at_it_is_left_alone(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until so much time has gone by that the process is another one."""
    monkeypatch.setattr(ProfileWriter, "write", killed)
    with pytest.raises(KilledError):
        bench.service.set_secret("acme-wecom", "secret", OTHER)
    monkeypatch.undo()
    bench.make_service().finish()
    assert (OTHER.reveal(), [""]) == told(bench)
    bench.clock.now += single.ALIVE_S + 1
    bench.make_service().finish()
    assert (OTHER.reveal(), ["", "secret:secret"]) == told(bench)


def test_a_locked_keyring_is_waited_for(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is asked; the next start does it."""
    monkeypatch.setattr(ProfileWriter, "write", killed)
    with pytest.raises(KilledError):
        bench.service.set_secret("acme-wecom", "secret", OTHER)
    bench.is_locked = True
    next_start(bench, monkeypatch)
    bench.is_locked = False
    assert (OTHER.reveal(), [""]) == told(bench)
    next_start(bench, monkeypatch)
    assert (OTHER.reveal(), ["", "secret:secret"]) == told(bench)


@pytest.mark.parametrize("had", [True, False])
def test_where_the_store_refuses_the_old_secret_is_back(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, had: bool
) -> None:
    """Or none, where there was none."""
    if not had:
        bench.memory.entries.clear()
    before = told(bench)
    monkeypatch.setattr(ProfileWriter, "write", full)
    refused = bench.service.set_secret("acme-wecom", "secret", OTHER)
    monkeypatch.undo()
    assert (True, before) == (isinstance(refused, NotStored), told(bench))
    assert () == bench.store.claims.marked()


def test_the_mark_of_a_secret_does_not_hold_it(bench: Bench) -> None:
    """Nor does it tell two of the same secret to be the same."""
    marks = {single._mark("secret", CANARY) for _ in range(2)}
    assert (2, False) == (len(marks), any(CANARY.reveal() in mark for mark in marks))
    assert bench.path.is_file()


def test_a_new_connection_and_its_secret_are_there_together(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that ends before leaves neither, a day later at the latest."""
    entries = dict(bench.memory.entries)
    monkeypatch.setattr(ProfileWriter, "write", killed)
    new = set_value(acme(), "identifier", "new")
    monkeypatch.setattr("wecom_console.services.profiles.batch.BatchWriter.forget_unnamed", killed)
    with pytest.raises(KilledError):
        bench.service.create(new, {"secret": OTHER})
    monkeypatch.undo()
    assert None is bench.service.get("new")
    bench.clock.now += CLAIM_KEPT_S + 1
    bench.service.batch.sweep()
    assert entries == bench.memory.entries


def test_a_copy_and_its_secret_are_there_together(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same, where another connection's secret is copied."""
    entries = dict(bench.memory.entries)
    monkeypatch.setattr(ProfileWriter, "write", full)
    assert isinstance(bench.service.duplicate("acme-wecom", "copy"), NotStored)
    assert entries == bench.memory.entries
    monkeypatch.undo()
    saved = bench.service.duplicate("acme-wecom", "copy")
    assert isinstance(saved, Saved)
    found = bench.service.secret("copy", "secret")
    assert CANARY == found


def renamed(bench: Bench, **secrets: Secret) -> object:
    """A save of the window: another name and another secret."""
    stored = bench.service.get("acme-wecom")
    assert stored is not None
    return bench.service.save(
        stored.id,
        set_value(acme(), "display_name", "Renamed"),
        base_revision=stored.revision,
        secrets=secrets or {"secret": OTHER},
    )


def seen(bench: Bench, field: str = "secret") -> tuple[str, object]:
    """What another process reads: the name, and the secret."""
    bench.session = SessionStore()
    service = bench.make_service()
    found, stored = service.secret("acme-wecom", field), service.get("acme-wecom")
    assert stored is not None
    return str(stored.document["display_name"]), found if isinstance(found, Secret) else found.code


OLD = (str(acme()["display_name"]), CANARY)
NEW = ("Renamed", OTHER)


def test_settings_and_a_secret_are_saved_together(bench: Bench) -> None:
    """And nothing else is left in the keyring."""
    result = renamed(bench)
    assert isinstance(result, Saved)
    assert (NEW, [SecretPlacement("secret", "keyring")], [OTHER.reveal()], ()) == (
        seen(bench),
        list(result.secrets),
        list(bench.memory.entries.values()),
        bench.store.claims.pointers(),
    )


class Steps:
    """Ends the process before or after its n-th step: each call to the keyring, each commit."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, last: int) -> None:
        self.done = 0
        self._last = last
        for owner, name in (
            (MemoryBackend, "set_password"),
            (MemoryBackend, "delete_password"),
            (ProfileStore, "update"),
            (SecretClaims, "add"),
            (SecretClaims, "point"),
            (SecretClaims, "turn_away"),
            (SecretClaims, "drop"),
        ):
            monkeypatch.setattr(owner, name, self._counted(getattr(owner, name)))

    def _counted(self, real: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object, **options: object) -> object:
            self._next()
            result = real(*args, **options)
            self._next()
            return result

        return step

    def _next(self) -> None:
        self.done += 1
        if self.done >= self._last:
            raise KilledError


@pytest.mark.parametrize("last", range(1, 40))
def test_a_save_that_is_killed_leaves_both_or_neither(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    """At each step, read before and after the next start; the old secret is not lost either way."""
    steps = Steps(monkeypatch, last)
    with suppress(KilledError):
        renamed(bench)
    monkeypatch.undo()
    at_once = seen(bench)
    next_start(bench, monkeypatch)
    later = seen(bench)
    bench.clock.now += CLAIM_KEPT_S + 1
    bench.service.batch.sweep()
    assert (True, at_once, at_once) == (at_once in (OLD, NEW), later, seen(bench))
    assert [at_once[1]] == [Secret(kept) for kept in bench.memory.entries.values()]
    assert steps.done >= min(last, 16)


def test_of_two_secrets_both_or_neither(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A keyring takes one after the other."""
    real = MemoryBackend.set_password
    calls: list[str] = []

    def second_kills(backend: MemoryBackend, service: str, name: str, text: str) -> None:
        calls.append(name)
        if len(calls) == 2:
            raise KilledError
        real(backend, service, name, text)

    monkeypatch.setattr(MemoryBackend, "set_password", second_kills)
    with pytest.raises(KilledError):
        renamed(bench, **{"secret": OTHER, "backend.app_secret": OTHER})
    next_start(bench, monkeypatch)
    assert [OLD, (OLD[0], "secret_ref.unset")] == [seen(bench), seen(bench, "backend.app_secret")]


def test_a_keyring_that_reads_and_does_not_write_changes_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the settings nor the secret, by save and by set-secret."""

    def refuse(*_: object) -> None:
        raise keyring.errors.PasswordSetError("no")

    monkeypatch.setattr(MemoryBackend, "set_password", refuse)
    results = [renamed(bench), bench.service.set_secret("acme-wecom", "secret", OTHER)]
    monkeypatch.undo()
    assert [NotStored, NotStored] == [type(result) for result in results]
    assert (OLD, [""], ()) == (seen(bench), told(bench)[1], bench.store.claims.marked())


def test_what_is_interrupted_behind_its_commit_was_saved(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The secret that the document goes with is not taken for one that nobody names."""
    real = SingleWriter._point

    def interrupted(*args: Any) -> object:
        real(*args)
        raise KeyboardInterrupt

    monkeypatch.setattr(SingleWriter, "_point", interrupted)
    with pytest.raises(KeyboardInterrupt):
        renamed(bench)
    next_start(bench, monkeypatch)
    assert NEW == seen(bench)


def test_a_store_that_is_full_changes_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The staged secret goes too."""
    monkeypatch.setattr(ProfileWriter, "write", full)
    refused = renamed(bench)
    monkeypatch.undo()
    assert (True, OLD) == (isinstance(refused, NotStored), seen(bench))
    assert [CANARY.reveal()] == list(bench.memory.entries.values())


def test_what_was_saved_for_the_session_is_not_read_with_the_old_secret(bench: Bench) -> None:
    """The keyring was locked and is not any more: the secret that it holds was another one's."""
    bench.is_locked = True
    result = renamed(bench)
    bench.is_locked = False
    assert isinstance(result, Saved)
    assert ["session"] == [placement.kind for placement in result.secrets]
    assert ("Renamed", "secret_ref.keyring_empty") == seen(bench)


def test_what_was_saved_for_the_session_is_kept_once_the_keyring_is_unlocked(bench: Bench) -> None:
    """And is still there after the next start."""
    bench.is_locked = True
    renamed(bench)
    bench.is_locked = False
    bench.keeper.settle()
    bench.make_service().finish()
    assert (NEW, ()) == (seen(bench), bench.store.claims.pointers())


def test_a_purge_takes_a_staged_secret_along(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """It had not moved yet when its connection was removed."""
    monkeypatch.setattr("wecom_console.services.profiles.staged.StagedSecrets.settle", killed)
    with pytest.raises(KilledError):
        renamed(bench)
    monkeypatch.undo()
    stored = bench.service.get("acme-wecom")
    assert stored is not None
    bench.service.delete(stored.id)
    bench.clock.now += 40 * CLAIM_KEPT_S
    bench.service.purge_deleted()
    bench.service.batch.sweep()
    assert {} == bench.memory.entries
