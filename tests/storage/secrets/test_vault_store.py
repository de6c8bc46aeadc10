"""The vault: one age file, for systems without a keyring."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from architecture.canary import plant
from architecture.properties import examples
from architecture.seeded_keys import age_identity
from exchange.age_reader import read_with_identity, read_with_passphrase
from storage.secrets.vault_support import Desk
from wecom_console.age_file import seal, seal_with_passphrase
from wecom_console.domain.secrets import Secret
from wecom_console.storage.files import write_atomically
from wecom_console.storage.secrets.protocol import SecretsUnavailable
from wecom_console.storage.secrets.vault_document import (
    FORMAT,
    VaultDocument,
    VaultEntry,
    write_document,
)
from wecom_console.storage.secrets.vault_keys import PASSPHRASE_FILE
from wecom_console.storage.secrets.vault_lock import alone_with
from wecom_console.storage.secrets.vault_store import OpenVault, VaultStore

PASSPHRASE = Secret("canary passphrase of a test")
CANARY = plant("the vault")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """With a key and no vault."""
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def with_passphrase() -> bytes:
    """A vault with one secret; scrypt is slow on purpose."""
    document = VaultDocument({VaultEntry("p", "secret"): Secret("kept")})
    return seal_with_passphrase(write_document(document), PASSPHRASE)


def code(found: object) -> str:
    return found.code if isinstance(found, SecretsUnavailable) else ""


def put_there(desk: Desk, data: bytes) -> None:
    desk.path.parent.mkdir(exist_ok=True)
    desk.path.write_bytes(data)


# --- the file ------------------------------------------------------------------------------------


def test_another_implementation_of_age_opens_it(desk: Desk) -> None:
    """Plain age around plain JSON that says its version and for whom it is."""
    desk.made().put("p", "secret", Secret("kept"))
    document = json.loads(read_with_identity(desk.path.read_bytes(), desk.identity))
    assert {
        "format": FORMAT,
        "recipients": [desk.recipient],
        "secrets": {"p": {"secret": "kept"}},
    } == document


def test_with_a_passphrase_another_implementation_opens_it(desk: Desk) -> None:
    """And no recipient is named."""
    store = desk.store()
    assert store.create(PASSPHRASE, {VaultEntry("p", "secret"): Secret("kept")}) is None
    data = desk.path.read_bytes()
    document = json.loads(read_with_passphrase(data, PASSPHRASE.reveal()))
    assert ([], "kept") == (document["recipients"], document["secrets"]["p"]["secret"])


def test_a_secret_is_in_no_file_in_the_clear(desk: Desk, tmp_path: Path) -> None:
    """Neither in the vault nor beside it."""
    store = desk.made()
    store.put("p", "secret", Secret(CANARY.value))
    assert [] == CANARY.leaks(tmp_path, repr(store), repr(store.open()), repr(vars(store)))


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
def test_its_owner_alone_may_read_it(desk: Desk) -> None:
    """The folder as well."""
    desk.made()
    modes = [path.stat().st_mode & 0o777 for path in (desk.path, desk.path.parent)]
    assert [0o600, 0o700] == modes


def test_it_is_encrypted_again_for_all_its_recipients(desk: Desk) -> None:
    """A write by one of them shuts out none of the others."""
    other = age_identity("other")
    store = desk.store()
    store.create((desk.recipient, str(other.to_public())), {})
    desk.store().put("p", "secret", Secret("kept"))
    assert b"kept" in read_with_identity(desk.path.read_bytes(), str(other))


def test_a_vault_that_another_tool_encrypted_anew_can_be_written(desk: Desk) -> None:
    """Without recipients inside it is written for the key that opens it."""
    sealed = seal(write_document(VaultDocument()), [desk.recipient])
    assert isinstance(sealed, bytes)
    put_there(desk, sealed)
    assert desk.store().put("p", "secret", Secret("kept")) is None
    assert Secret("kept") == desk.store().get("p", "secret")


# --- making one ----------------------------------------------------------------------------------


def test_a_vault_that_is_there_is_not_made_again(desk: Desk) -> None:
    """What it holds stays."""
    desk.made().put("p", "secret", Secret("kept"))
    assert "secrets.vault_exists" == code(desk.store().create((desk.recipient,), {}))
    assert Secret("kept") == desk.store().get("p", "secret")


def test_one_that_the_own_key_would_not_open_is_not_made(desk: Desk) -> None:
    """A recipient that was mistyped is found before a secret depends on it."""
    other = str(age_identity("other").to_public())
    assert "secrets.vault_wrong_key" == code(desk.store().create((other,), {}))
    assert not desk.path.exists()


def test_one_for_somebody_else_is_made_where_no_key_is_named(desk: Desk) -> None:
    """As when an image is built that another machine runs."""
    assert desk.store(environment={}).create((desk.recipient,), {}) is None
    assert desk.store().status().available


# --- opening -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"), [(PASSPHRASE, ""), (Secret("wrong"), "secrets.vault_wrong_passphrase")]
)
def test_a_passphrase_is_asked_for_once(
    desk: Desk, with_passphrase: bytes, typed: Secret, expected: str
) -> None:
    """Also where it is the wrong one: nobody wants to be asked for every field."""
    put_there(desk, with_passphrase)
    asked: list[Secret] = []

    def ask() -> Secret:
        asked.append(typed)
        return typed

    store = desk.store(environment={}, ask=ask)
    assert [expected] * 3 == [code(store.get("p", field)) for field in ("secret", "a", "b")]
    assert 1 == len(asked)


def test_a_typed_passphrase_unlocks_it(desk: Desk, with_passphrase: bytes) -> None:
    """For as long as the process runs."""
    put_there(desk, with_passphrase)
    store = desk.store(environment={})
    assert (None, True) == (store.unlock(PASSPHRASE), store.status().available)


def test_a_wrong_one_leaves_it_locked(desk: Desk, with_passphrase: bytes) -> None:
    """It is not taken for the passphrase from then on."""
    put_there(desk, with_passphrase)
    store = desk.store(environment={})
    refused = store.unlock(Secret("nonsense"))
    assert ("secrets.vault_wrong_passphrase", "secrets.vault_locked") == (
        refused and refused.code,
        store.status().code,
    )
    assert store.unlock(PASSPHRASE) is None


def test_status_asks_nobody(desk: Desk, with_passphrase: bytes) -> None:
    """It says that it is locked."""
    put_there(desk, with_passphrase)

    def ask() -> Secret:
        raise AssertionError("asked")

    status = desk.store(environment={}, ask=ask).status()
    assert (False, "secrets.vault_locked") == (status.available, status.code)


def test_a_passphrase_may_be_in_a_file(desk: Desk, with_passphrase: bytes, tmp_path: Path) -> None:
    """One line; its end does not count."""
    put_there(desk, with_passphrase)
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE.reveal()}\n", encoding="utf-8")
    store = desk.store(environment={PASSPHRASE_FILE: str(file)})
    assert Secret("kept") == store.get("p", "secret")


def test_it_is_opened_again_only_when_it_has_changed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """scrypt takes a second; a file that another process has replaced is read anew."""
    opened = []
    real = pyrage.decrypt

    def counting(data: bytes, keys: list[object]) -> bytes:
        opened.append(1)
        return bytes(real(data, keys))

    ours, theirs = desk.made(), desk.store()
    monkeypatch.setattr(pyrage, "decrypt", counting)
    for _ in range(3):
        ours.get("p", "secret")
    before = len(opened)
    theirs.put("p", "secret", Secret("theirs"))
    theirs_opened = len(opened) - before
    assert (Secret("theirs"), 0, 1, 1) == (
        ours.get("p", "secret"),
        before,
        theirs_opened,
        len(opened) - before - theirs_opened,
    )


def test_it_is_tried_once_with_a_key_that_does_not_open_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the file is another."""
    tried = []
    real = pyrage.decrypt

    def counting(data: bytes, keys: list[object]) -> bytes:
        tried.append(1)
        return bytes(real(data, keys))

    put_there(desk, pyrage.encrypt(b"x", [age_identity("somebody else").to_public()]))
    store = desk.store()
    monkeypatch.setattr(pyrage, "decrypt", counting)
    told = [store.get("p", "secret") for _ in range(3)]
    put_there(desk, pyrage.encrypt(b"x", [age_identity("somebody else").to_public()]))
    before = len(tried)
    store.get("p", "secret")
    assert ([told[0]] * 3, 1, 2) == (told, before, len(tried))


def test_another_key_does_not_open_it(desk: Desk) -> None:
    """And is told apart from a damaged file."""
    desk.made()
    desk.key_file.write_text(f"{age_identity('other')}\n", encoding="utf-8")
    assert "secrets.vault_wrong_key" == desk.store().status().code


@pytest.mark.parametrize(
    "content", [b"", b"no key\n", b"\xff\xfe", b"AGE-SECRET-KEY-1NONE\n", b"k" * 70_000]
)
def test_what_is_no_key_is_told_as_such(desk: Desk, content: bytes) -> None:
    """Whatever the file holds."""
    desk.made()
    desk.key_file.write_bytes(content)
    assert "secrets.vault_bad_key" == desk.store().status().code


def test_a_key_file_that_is_not_there_is_named(desk: Desk) -> None:
    """With the variable that names it."""
    desk.made()
    desk.key_file.unlink()
    status = desk.store().status()
    assert ("secrets.vault_key_file", str(desk.key_file)) == (status.code, status.params["file"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b'{"format": "wecom-console-vault/2"}', "secrets.vault_newer"),
        (b'{"format": "wecom-console/1"}', "secrets.vault_damaged"),
        (b"[]", "secrets.vault_damaged"),
        (b'{"format": "wecom-console-vault/1", "secrets": {"p": []}}', "secrets.vault_damaged"),
        (b'{"format": "wecom-console-vault/1", "recipients": [1]}', "secrets.vault_damaged"),
        (b"[" * 100_000, "secrets.vault_damaged"),
    ],
)
def test_what_is_no_vault_of_this_version_is_left_alone(
    desk: Desk, text: bytes, expected: str
) -> None:
    """It opens, but what is in it cannot be written back."""
    sealed = seal(text, [desk.recipient])
    assert isinstance(sealed, bytes)
    put_there(desk, sealed)
    assert expected == code(desk.store().put("p", "secret", Secret("new")))
    assert sealed == desk.path.read_bytes()


def mutations(sealed: bytes) -> Iterator[bytes]:
    yield from (sealed[:size] for size in range(0, len(sealed), 7))
    for place in range(0, len(sealed), 5):
        yield sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]


def test_a_damaged_vault_is_never_written_over(desk: Desk) -> None:
    """Every cut, and every bit that has flipped, is noticed before a write."""
    desk.made().put("p", "secret", Secret("kept"))
    for data in mutations(desk.path.read_bytes()):
        desk.path.write_bytes(data)
        assert code(desk.store().put("p", "secret", Secret("new"))).startswith("secrets.vault_")
        assert data == desk.path.read_bytes()


@given(data=st.binary(max_size=600))
@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_gives_a_value(desk: Desk, data: bytes) -> None:
    """Never an exception, whatever lies there."""
    put_there(desk, b"age-encryption.org/v1\n" + data if len(data) % 2 else data)
    assert "" != code(desk.store().get("p", "secret"))


def test_a_vault_that_cannot_be_read_says_so(desk: Desk) -> None:
    """A folder in its place."""
    desk.path.mkdir(parents=True)
    assert "secrets.vault_unreadable" == desk.store().status().code


# --- writing -------------------------------------------------------------------------------------


def test_two_processes_lose_no_secret(desk: Desk) -> None:
    """Each reads what the other has written before it writes."""
    desk.made()
    script = str(Path(__file__).with_name("putting.py"))
    arguments = [str(desk.path), str(desk.key_file)]
    running = [
        subprocess.Popen([sys.executable, script, *arguments, name, "12"]) for name in ("a", "b")
    ]
    assert [0, 0] == [process.wait(timeout=600) for process in running]
    found = desk.store().open()
    assert isinstance(found, OpenVault)
    assert 24 == len(found.document.secrets)


def test_a_writer_that_does_not_end_is_told(desk: Desk) -> None:
    """After a while; nothing is written past it."""
    store = desk.made()
    before = desk.path.read_bytes()
    with alone_with(desk.path) as refused:
        assert refused is None
        assert "secrets.vault_busy" == code(
            desk.store(timeout_s=0.1).put("p", "secret", Secret("new"))
        )
    assert before == desk.path.read_bytes()
    assert store.put("p", "secret", Secret("new")) is None


def test_a_full_disk_leaves_the_old_vault(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says that nothing was changed."""
    store = desk.made()
    store.put("p", "secret", Secret("kept"))

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wecom_console.storage.secrets.vault_store.write_atomically", full)
    refused = store.put("p", "secret", Secret("new"))
    assert isinstance(refused, SecretsUnavailable)
    assert ("secrets.vault_not_written", "No space left on device", Secret("kept")) == (
        refused.code,
        refused.params["reason"],
        store.get("p", "secret"),
    )


def test_a_folder_that_is_a_file_is_told(desk: Desk, tmp_path: Path) -> None:
    """Nothing can be made below it."""
    (tmp_path / "data").write_text("")
    assert "secrets.vault_not_written" == code(desk.store().create((desk.recipient,), {}))


def test_a_lock_file_that_is_none_is_told(desk: Desk) -> None:
    """Somebody's own file of that name is not touched."""
    store = desk.made()
    lock = desk.path.with_name("secrets.lock")
    lock.write_bytes(b"somebody's own text, longer than a database's header " * 20)
    assert "secrets.vault_not_written" == code(store.put("p", "secret", Secret("new")))


def test_a_vault_does_not_grow_without_end(desk: Desk) -> None:
    """One that is too big to be read again is not written."""
    store = desk.made()
    assert "secrets.vault_full" == code(store.put("p", "secret", Secret("x" * 5_000_000)))
    assert store.status().available


def test_deleting_what_is_not_there_writes_nothing(desk: Desk) -> None:
    """A folder that may only be read is good enough for it."""
    store = desk.made()
    before = desk.path.read_bytes()
    assert store.delete("p", "secret") is None
    assert before == desk.path.read_bytes()


# --- another key, and the end --------------------------------------------------------------------


def test_after_a_rekey_only_the_new_key_opens_it(desk: Desk, tmp_path: Path) -> None:
    """With the same secrets."""
    store = desk.made()
    store.put("p", "secret", Secret("kept"))
    new = age_identity("new")
    assert store.relock((str(new.to_public()),)) is None
    assert "secrets.vault_wrong_key" == desk.store().status().code
    desk.key_file.write_text(str(new), encoding="utf-8")
    assert Secret("kept") == desk.store().get("p", "secret")


def test_a_rekey_to_what_is_no_key_changes_nothing(desk: Desk) -> None:
    """It is named by its place."""
    store = desk.made()
    before = desk.path.read_bytes()
    refused = store.relock((desk.recipient, "age1none"))
    assert isinstance(refused, SecretsUnavailable)
    assert ("secrets.vault_bad_recipient", 2) == (refused.code, refused.params["position"])
    assert before == desk.path.read_bytes()


def test_a_vault_is_removed_as_it_was_seen(desk: Desk) -> None:
    """Not with what somebody has put into it since."""
    store = desk.made()
    seen = store.open()
    assert isinstance(seen, OpenVault)
    desk.store().put("p", "secret", Secret("since"))
    assert "secrets.vault_changed" == code(store.remove(seen))
    now = store.open()
    assert isinstance(now, OpenVault)
    assert (None, False) == (store.remove(now), desk.path.exists())


def test_one_that_nobody_can_open_is_set_aside(desk: Desk) -> None:
    """As it is, under a name that says so."""
    put_there(desk, b"not a vault")
    kept = desk.store().set_aside(at=0.0)
    assert isinstance(kept, Path)
    assert ("secrets.age.removed-19700101T000000Z", b"not a vault", False) == (
        kept.name,
        kept.read_bytes(),
        desk.path.exists(),
    )


def test_a_vault_replaced_by_a_copy_counts_at_once(desk: Desk) -> None:
    """A backup that was put back, for a process that runs on."""
    store: VaultStore = desk.made()
    backup = desk.path.read_bytes()
    store.put("p", "secret", Secret("kept"))
    write_atomically(desk.path, backup)
    assert store.get("p", "secret") is None
