"""From a reference to the secret."""

from pathlib import Path

import pytest

from storage.secrets.fake_backends import RaisingBackend
from wecom_console.domain.secrets import KEYRING, Secret, SecretRef, SecretSource
from wecom_console.storage.secrets.environment_store import EnvironmentStore
from wecom_console.storage.secrets.keyring_store import KeyringStore
from wecom_console.storage.secrets.problem import SecretProblem
from wecom_console.storage.secrets.protocol import SecretReader
from wecom_console.storage.secrets.references import resolve_secret
from wecom_console.storage.secrets.session_store import SessionStore

ENVIRONMENT = EnvironmentStore({"ACME": "from env", "EMPTY": ""})


def resolve(
    ref: SecretRef, *, keyring: SecretReader | None = None, folder: Path | None = None
) -> Secret | SecretProblem:
    return resolve_secret(
        ref,
        profile_id="1" * 32,
        field="secret",
        keyring=keyring or SessionStore(),
        environment=ENVIRONMENT,
        folder=folder,
    )


def env(name: str) -> SecretRef:
    return SecretRef(SecretSource.ENV, name)


def file(name: str) -> SecretRef:
    return SecretRef(SecretSource.FILE, name)


def test_keyring_leads_to_the_profiles_entry() -> None:
    """Of this field."""
    keyring = SessionStore()
    keyring.put("1" * 32, "secret", Secret("kept"))
    assert Secret("kept") == resolve(KEYRING, keyring=keyring)


def test_env_leads_to_the_variable() -> None:
    """By its name."""
    assert Secret("from env") == resolve(env("ACME"))


def test_file_leads_to_the_file(tmp_path: Path) -> None:
    """Beside the config file."""
    (tmp_path / "a.txt").write_text("from file\n")
    assert Secret("from file") == resolve(file("a.txt"), folder=tmp_path)


@pytest.mark.parametrize(
    ("ref", "problem"),
    [
        (KEYRING, SecretProblem("secret_ref.keyring_empty", {"field": "secret"})),
        (env("NONE"), SecretProblem("secret_ref.env_unset", {"name": "NONE"})),
        (env("EMPTY"), SecretProblem("secret_ref.env_empty", {"name": "EMPTY"})),
        (file("a"), SecretProblem("secret_ref.file_without_folder", {"name": "a"})),
    ],
)
def test_a_reference_that_leads_nowhere_says_so(ref: SecretRef, problem: SecretProblem) -> None:
    """Naming the place, never a value."""
    assert problem == resolve(ref)


def test_a_file_problem_is_handed_on(tmp_path: Path) -> None:
    """With its own code."""
    expected = SecretProblem("secret_ref.file_missing", {"name": "a"})
    assert expected == resolve(file("a"), folder=tmp_path)


def test_an_unavailable_keyring_is_no_missing_secret() -> None:
    """Its own code is handed on."""
    import keyring.errors

    locked = KeyringStore(lambda: RaisingBackend(keyring.errors.KeyringLocked("x")))
    problem = resolve(KEYRING, keyring=locked)
    assert isinstance(problem, SecretProblem)
    assert "secrets.locked" == problem.code
