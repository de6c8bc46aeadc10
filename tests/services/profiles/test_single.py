"""A connection and its secret: both or none, also where the process ends between the two."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from services.profiles.test_profiles import CANARY, OTHER, Bench
from storage.support import acme
from wecom_console.domain.raw import set_value
from wecom_console.domain.secrets import Secret
from wecom_console.services.profiles import single
from wecom_console.services.profiles.batch import CLAIM_KEPT_S
from wecom_console.services.profiles.records import NotStored, Saved
from wecom_console.services.profiles.writing import ProfileWriter
from wecom_console.storage.problems import StoreUnavailable
from wecom_console.storage.secrets.keeper import SecretKeeper


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
