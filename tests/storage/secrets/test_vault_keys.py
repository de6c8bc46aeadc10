"""What opens the vault, and who may read it."""

import os
from pathlib import Path

import pytest

from wecom_console.domain.secrets import Secret
from wecom_console.storage.secrets.protocol import SecretsUnavailable
from wecom_console.storage.secrets.vault_keys import (
    KEY_FILE,
    LOCKED,
    NO_KEY,
    PASSPHRASE_FILE,
    VaultKeys,
)


@pytest.mark.parametrize(
    ("content", "text"),
    [("one line\n", "one line"), ("one line\r\n", "one line"), ("  spaced  ", "  spaced  ")],
)
def test_one_newline_at_the_end_does_not_count(tmp_path: Path, content: str, text: str) -> None:
    """Nothing else is taken away."""
    file = tmp_path / "passphrase"
    file.write_bytes(content.encode())
    keys = VaultKeys({PASSPHRASE_FILE: str(file)})
    assert Secret(text) == keys.passphrase(may_ask=True)


def test_a_file_is_asked_before_a_person(tmp_path: Path) -> None:
    """A job with a terminal does not stop for a question."""
    file = tmp_path / "passphrase"
    file.write_text("from the file")
    keys = VaultKeys({PASSPHRASE_FILE: str(file)}, lambda: Secret("typed"))
    assert Secret("from the file") == keys.passphrase(may_ask=True)


def test_without_any_it_is_said_which_is_needed() -> None:
    """Each names its variable."""
    keys = VaultKeys({})
    assert [LOCKED, NO_KEY] == [keys.passphrase(may_ask=True), keys.identities()]


def test_nothing_typed_is_no_passphrase() -> None:
    """Return pressed at the question."""
    assert LOCKED == VaultKeys({}, lambda: Secret("")).passphrase(may_ask=True)


@pytest.mark.skipif(os.name == "nt", reason="POSIX has pipes among files, and modes")
def test_a_pipe_is_no_key_file(tmp_path: Path) -> None:
    """Nobody waits for its other end."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found = VaultKeys({KEY_FILE: str(pipe)}).identities()
    assert isinstance(found, SecretsUnavailable)
    assert "secrets.vault_bad_key" == found.code


@pytest.mark.skipif(os.name == "nt", reason="POSIX has pipes among files, and modes")
def test_a_file_that_everybody_may_read_is_named(tmp_path: Path) -> None:
    """Told, not refused."""
    ours, everybodys = tmp_path / "ours", tmp_path / "everybodys"
    for file, mode in ((ours, 0o640), (everybodys, 0o644)):
        file.write_text("x")
        file.chmod(mode)
    keys = VaultKeys({KEY_FILE: str(everybodys), PASSPHRASE_FILE: str(ours)})
    assert (str(everybodys),) == keys.readable_by_all()


@pytest.mark.parametrize("name", ["/nowhere/at/all", "a\0b"])
def test_a_name_that_leads_nowhere_gives_a_value(name: str) -> None:
    """With the reason."""
    found = VaultKeys({KEY_FILE: name}).identities()
    assert isinstance(found, SecretsUnavailable)
    assert "secrets.vault_key_file" == found.code
