"""How each failure of a keyring becomes a code."""

import os
from pathlib import Path

import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import pytest
import secretstorage.exceptions

from storage.secrets.conformance import FIELD, PROFILE, UnavailableConformance
from storage.secrets.fake_backends import MemoryBackend, RaisingBackend, named
from wecom_console.domain.secrets import Secret
from wecom_console.storage.secrets.keyring_store import KeyringBackend, KeyringStore
from wecom_console.storage.secrets.protocol import SecretStore, SecretsUnavailable

FAULTS = [
    (keyring.errors.NoKeyringError("none"), "secrets.no_keyring"),
    (keyring.errors.KeyringLocked("locked"), "secrets.locked"),
    (keyring.errors.InitError("init"), "secrets.not_initialised"),
    (keyring.errors.PasswordSetError("set"), "secrets.refused"),
    (keyring.errors.PasswordDeleteError("delete"), "secrets.refused"),
    (keyring.errors.KeyringError("other"), "secrets.failed"),
    (secretstorage.exceptions.LockedException("locked"), "secrets.locked"),
    (secretstorage.exceptions.PromptDismissedException("prompt"), "secrets.locked"),
    (secretstorage.exceptions.SecretServiceNotAvailableException("x"), "secrets.no_keyring"),
    (secretstorage.exceptions.ItemNotFoundException("item"), "secrets.failed"),
    (ConnectionResetError("the bus is gone"), "secrets.failed"),
    (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "not ours"), "secrets.not_text"),
]


@pytest.mark.parametrize(
    ("error", "expected"), FAULTS, ids=[f"{type(error).__name__}" for error, _ in FAULTS]
)
class TestFaults(UnavailableConformance):
    """Every exception that keyring and the libraries under it raise."""

    @pytest.fixture
    def store(self, error: Exception, expected: str) -> SecretStore:
        """Over a back end that raises it on every call."""
        self.code = expected
        return KeyringStore(lambda: RaisingBackend(error))


def store_over(backend: object) -> KeyringStore:
    def find() -> KeyringBackend:
        return backend  # type: ignore[return-value]

    return KeyringStore(find)


class TestNoKeyring(UnavailableConformance):
    """keyring's own back end for "there is none"."""

    code = "secrets.no_keyring"

    @pytest.fixture
    def store(self) -> SecretStore:
        """As on a server."""
        return store_over(keyring.backends.fail.Keyring())


class TestNullBackend(UnavailableConformance):
    """``keyring --disable``: it takes every secret and drops it."""

    code = "secrets.null_refused"

    @pytest.fixture
    def store(self) -> SecretStore:
        """As after ``keyring --disable``."""
        return store_over(keyring.backends.null.Keyring())


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("keyrings.alt.file", "PlaintextKeyring"),
        ("keyrings.alt.file", "EncryptedKeyring"),
        ("keyrings.alt.pyfs", "PlaintextKeyring"),
        ("keyrings.alt.Windows", "RegistryKeyring"),
        ("somebody.elses", "PlainTextFileKeyring"),
    ],
)
class TestPlaintext(UnavailableConformance):
    """A file in the clear, which keyring chooses silently where ``keyrings.alt`` is installed."""

    code = "secrets.plaintext_refused"

    @pytest.fixture
    def store(self, module: str, name: str) -> SecretStore:
        """As if that package were installed."""
        self.backend = named(MemoryBackend(), module, name)
        return store_over(self.backend)

    def test_nothing_reaches_it(self, store: SecretStore) -> None:
        """Not one entry."""
        store.put(PROFILE, FIELD, Secret("s3cret"))
        assert {} == self.backend.entries

    def test_the_refusal_names_it(self, store: SecretStore, module: str, name: str) -> None:
        """So that its user knows what to remove."""
        assert f"{module}.{name}" == store.status().params["backend"]


@pytest.mark.parametrize(
    "error", [ModuleNotFoundError("x"), AttributeError("x"), RuntimeError("x"), ValueError("x")]
)
class TestBrokenConfiguration(UnavailableConformance):
    """``PYTHON_KEYRING_BACKEND`` or keyringrc.cfg names what cannot be loaded."""

    code = "secrets.backend_broken"

    @pytest.fixture
    def store(self, error: Exception) -> SecretStore:
        """keyring raises while it looks for its back end."""

        def find() -> KeyringBackend:
            raise error

        return KeyringStore(find)


def test_a_missing_entry_is_deleted_without_an_error() -> None:
    """Although the back end raises PasswordDeleteError."""
    assert store_over(MemoryBackend()).delete(PROFILE, FIELD) is None


def test_an_entry_is_named_after_profile_and_field() -> None:
    """Under our own service, so that its user recognises it in the system's keyring."""
    backend = MemoryBackend()
    store_over(backend).put(PROFILE, FIELD, Secret("x"))
    assert [("wecom-console", f"{PROFILE}/{FIELD}")] == list(backend.entries)


def test_half_a_surrogate_pair_is_refused() -> None:
    """The exception that says so quotes the whole secret: only its name is kept."""
    secret = Secret("s3cret\ud800")

    class Encoding(MemoryBackend):
        def set_password(self, service: str, username: str, password: str) -> None:
            password.encode("utf-8")

    refused = store_over(Encoding()).put(PROFILE, FIELD, secret)
    assert SecretsUnavailable("secrets.not_text", {"error": "UnicodeEncodeError"}) == refused


def chain(*backends: object) -> object:
    """keyring's chain of several back ends, in the order of their priority."""
    chained = named(MemoryBackend(), "keyring.backends.chainer", "ChainerBackend")
    vars(chained)["backends"] = list(backends)
    return chained


def test_the_chain_has_the_name_we_look_for() -> None:
    """Should keyring rename it, this fails before a secret goes astray."""
    kind = keyring.backends.chainer.ChainerBackend
    assert "keyring.backends.chainer.ChainerBackend" == f"{kind.__module__}.{kind.__qualname__}"


def test_of_a_chain_only_the_first_is_used() -> None:
    """The second may be a file in the clear."""
    good, plain = MemoryBackend(), named(MemoryBackend(), "keyrings.alt.file", "PlaintextKeyring")
    store_over(chain(good, plain)).put(PROFILE, FIELD, Secret("x"))
    assert (1, {}) == (len(good.entries), plain.entries)


def test_a_locked_first_does_not_pass_the_secret_on() -> None:
    """Unavailable is the answer then."""
    locked = RaisingBackend(keyring.errors.KeyringLocked("locked"))
    second = MemoryBackend()
    refused = store_over(chain(locked, second)).put(PROFILE, FIELD, Secret("x"))
    assert isinstance(refused, SecretsUnavailable)
    assert {} == second.entries


def test_a_bug_is_not_swallowed() -> None:
    """Only what keyring is known to raise becomes a value."""
    with pytest.raises(ZeroDivisionError):
        store_over(RaisingBackend(ZeroDivisionError())).get(PROFILE, FIELD)


def test_the_status_names_the_back_end_in_use() -> None:
    """For the status line and for ``doctor``."""
    params = store_over(MemoryBackend()).status().params
    assert "storage.secrets.fake_backends.MemoryBackend" == params["backend"]


@pytest.mark.parametrize("kind", ["pipe", "huge", "garbage"])
def test_settings_of_keyrings_own_that_cannot_be_read_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Nobody waits for a pipe's other end."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    monkeypatch.setattr("keyring.core._keyring_backend", None)
    file = tmp_path / "python_keyring" / "keyringrc.cfg"
    file.parent.mkdir()
    if kind == "pipe":
        os.mkfifo(file)
    else:
        file.write_text("[[[", encoding="utf-8")
    if kind == "huge":
        os.truncate(file, 3 * 1024**3)
    assert "secrets.backend_broken" == KeyringStore().status().code
