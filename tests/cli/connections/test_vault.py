"""`vault`: secrets on a system without a keyring."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from keyring.backends.fail import Keyring

from architecture.canary import plant
from architecture.seeded_keys import age_identity, ed25519
from cli.support import CommandLine, Typing
from domain.samples import SECRET_TEXT
from exchange.age_reader import read_with_identity, read_with_passphrase
from storage.secrets.vault_support import Desk
from wecom_console.domain.secrets import Secret
from wecom_console.messages.catalogue import LANGUAGES
from wecom_console.storage.secrets.keyring_store import KeyringStore
from wecom_console.storage.secrets.vault_keys import PASSPHRASE_FILE

CANARY = plant("vault commands")
PASSPHRASE = "canary passphrase of a test"


@pytest.fixture
def desk(run: CommandLine, tmp_path: Path) -> Desk:
    """The key of the command line's own data directory, and its environment names it."""
    desk = Desk(tmp_path)
    desk.path = run.home / "secrets.age"
    run.environment |= desk.environment
    return desk


@pytest.fixture
def server(stored: CommandLine, desk: Desk) -> CommandLine:
    """A system without a keyring, with a stored connection and a vault."""
    stored.keyring = KeyringStore(Keyring)
    stored.ok("vault", "init", "--recipient", desk.recipient)
    return stored


def kept(desk: Desk) -> dict[str, dict[str, str]]:
    """What is in the vault, by an implementation of age that is not ours."""
    document = json.loads(read_with_identity(desk.path.read_bytes(), desk.identity))
    secrets: dict[str, dict[str, str]] = document["secrets"]
    return secrets


def profile_id(run: CommandLine) -> str:
    return str(run.ok("profile", "show", "acme-wecom", "--json").json["profile"]["id"])


def set_secret(run: CommandLine, text: str = SECRET_TEXT) -> None:
    run.ok("profile", "set-secret", "acme-wecom", stdin=f"{text}\n")


# --- using one -----------------------------------------------------------------------------------


def test_without_a_keyring_a_secret_goes_into_the_vault(server: CommandLine, desk: Desk) -> None:
    """And is said to."""
    ended = server.ok("profile", "set-secret", "acme-wecom", stdin=f"{SECRET_TEXT}\n")
    assert {profile_id(server): {"secret": SECRET_TEXT}} == kept(desk)
    assert "was put into the vault" in ended.out


def test_json_names_the_vault_as_the_place(server: CommandLine) -> None:
    """As `keyring` where there is one."""
    found = server.ok("profile", "set-secret", "acme-wecom", "--json", stdin="s" * 43).json
    assert [{"field": "secret", "kind": "vault", "code": None}] == found["secrets"]


def test_a_package_is_opened_into_the_vault(
    server: CommandLine, desk: Desk, tmp_path: Path
) -> None:
    """Secrets from another desk arrive where this one keeps them."""
    set_secret(server)
    package = tmp_path / "acme.age"
    server.ok("export", "acme-wecom", "--encrypt-to", desk.recipient, "-o", package)
    server.ok("profile", "remove", "acme-wecom", "--yes")
    server.ok("import", package, "--identity", desk.key_file)
    assert {"secret": SECRET_TEXT} == kept(desk)[profile_id(server)]


def test_without_its_key_nothing_is_changed(server: CommandLine, desk: Desk) -> None:
    """Exit 4, the next step, and no new revision."""
    server.environment.clear()
    server.environment |= {"WECOM_CONSOLE_HOME": str(server.home), "WECOM_CONSOLE_LANG": "en"}
    before = desk.path.read_bytes()
    ended = server("profile", "set-secret", "acme-wecom", stdin="new\n")
    assert (4, True, before) == (
        ended.code,
        "WECOM_CONSOLE_VAULT_KEY_FILE" in ended.err,
        desk.path.read_bytes(),
    )
    assert 1 == server.ok("profile", "show", "acme-wecom", "--json").json["profile"]["revision"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_secret_leaves_no_trace(
    server: CommandLine, desk: Desk, tmp_path: Path, language: str
) -> None:
    """Not in the vault, not beside it, and in nothing that is printed."""
    server.environment["WECOM_CONSOLE_LANG"] = language
    ended = [
        server("profile", "set-secret", "acme-wecom", "--json", stdin=f"{CANARY.value}\n"),
        server("vault", "status", "--json"),
        server("vault", "init", "--json"),
        server("vault", "rekey", "--json"),
        server("profile", "show", "acme-wecom", "--json"),
        server("test", "acme-wecom", "--backend", "simulator", "--json"),
        server("doctor", "--json"),
        server("vault", "remove"),
    ]
    assert CANARY.value == kept(desk)[profile_id(server)]["secret"]
    assert [] == CANARY.leaks(tmp_path, *(text for one in ended for text in (one.out, one.err)))


# --- init ----------------------------------------------------------------------------------------


def test_init_copies_what_the_keyring_holds(stored: CommandLine, desk: Desk) -> None:
    """And leaves it there: a lost key then costs nothing that was there before."""
    set_secret(stored)
    stored.ok("profile", "archive", "acme-wecom")
    found = stored.ok("vault", "init", "--json").json
    identifier = profile_id(stored)
    assert (1, 0, {identifier: {"secret": SECRET_TEXT}}, Secret(SECRET_TEXT)) == (
        found["taken"],
        found["left"],
        kept(desk),
        stored.keyring.get(identifier, "secret"),
    )


def test_init_without_options_takes_the_key_file(run: CommandLine, desk: Desk) -> None:
    """The public half of it."""
    found = run.ok("vault", "init", "--json").json["vault"]
    assert ([desk.recipient], True, "key") == (
        found["recipients"],
        found["available"],
        found["locked_with"],
    )


def test_an_ssh_key_serves_as_well(run: CommandLine, desk: Desk) -> None:
    """A server has one already."""
    private = ed25519("own")
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    desk.key_file.write_bytes(pem)
    found = run.ok("vault", "init", "--json").json["vault"]
    assert (True, True) == (found["available"], found["recipients"][0].startswith("ssh-ed25519 "))


def test_init_needs_a_key(run: CommandLine) -> None:
    """It says which options there are, and makes nothing."""
    ended = run("vault", "init")
    assert (2, True, False) == (
        ended.code,
        "--recipient or --passphrase" in ended.err,
        (run.home / "secrets.age").exists(),
    )


def test_a_vault_has_one_kind_of_lock(run: CommandLine, desk: Desk) -> None:
    """Recipients and a passphrase exclude each other, as age has it."""
    assert 2 == run("vault", "init", "--passphrase", "--recipient", desk.recipient).code


def test_a_recipient_that_is_none_is_refused_unseen(run: CommandLine, desk: Desk) -> None:
    """It may be a secret key."""
    ended = run("vault", "init", "--recipient", desk.recipient, "--recipient", "age1none")
    assert (2, True) == (ended.code, "recipient 2" in ended.err)


def test_there_is_one_vault(server: CommandLine, desk: Desk) -> None:
    """A second `init` ends with 1 and changes nothing."""
    set_secret(server)
    before = desk.path.read_bytes()
    assert (1, before) == (server("vault", "init").code, desk.path.read_bytes())


def test_a_passphrase_is_typed_twice_and_asked_for_once(stored: CommandLine) -> None:
    """When it is made, and by each command that needs a secret."""
    stored.keyring = KeyringStore(Keyring)
    typed = Typing(f"{PASSPHRASE}\n{PASSPHRASE}\n")
    stored.ok("vault", "init", "--passphrase", stdin=typed)
    stored.ok("profile", "set-secret", "acme-wecom", stdin=Typing(f"{PASSPHRASE}\n{SECRET_TEXT}\n"))
    data = (stored.home / "secrets.age").read_bytes()
    assert SECRET_TEXT in read_with_passphrase(data, PASSPHRASE).decode()


def test_a_wrong_passphrase_changes_nothing(stored: CommandLine) -> None:
    """Told before the secret is asked for; exit 4."""
    stored.keyring = KeyringStore(Keyring)
    stored.ok("vault", "init", "--passphrase", stdin=f"{PASSPHRASE}\n")
    ended = stored("profile", "set-secret", "acme-wecom", stdin=Typing("wrong\n"))
    assert (4, True) == (ended.code, "This is not the passphrase" in ended.err)


# --- status, rekey, remove -----------------------------------------------------------------------


def test_status_without_a_vault(run: CommandLine) -> None:
    """A normal state."""
    found = run.ok("vault", "status", "--json").json
    assert (False, None) == (found["vault"]["exists"], found["problem"])


def test_status_says_why_it_does_not_open(server: CommandLine, desk: Desk) -> None:
    """By code and sentence; exit 4."""
    desk.path.write_bytes(b"broken")
    ended = server("vault", "status", "--json")
    assert (4, "secrets.vault_damaged", False) == (
        ended.code,
        ended.json["problem"]["code"],
        ended.json["vault"]["available"],
    )


def test_a_rekey_keeps_the_secrets(server: CommandLine, desk: Desk, tmp_path: Path) -> None:
    """For another key, which opens it from then on."""
    set_secret(server)
    new = age_identity("new")
    ended = server.ok("vault", "rekey", "--recipient", str(new.to_public()))
    assert "does not open the vault" in ended.err
    desk.key_file.write_text(str(new), encoding="utf-8")
    assert 1 == server.ok("vault", "status", "--json").json["vault"]["secrets"]


def test_a_rekey_from_a_passphrase_takes_the_old_one_from_its_file(
    run: CommandLine, desk: Desk, tmp_path: Path
) -> None:
    """And goes to the key file."""
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE}\n")
    file.chmod(0o600)
    run.environment[PASSPHRASE_FILE] = str(file)
    run.ok("vault", "init", "--passphrase")
    found = run.ok("vault", "rekey", "--json").json["vault"]
    assert ("key", [desk.recipient]) == (found["locked_with"], found["recipients"])


def test_a_vault_that_holds_secrets_is_not_removed_by_silence(
    server: CommandLine, desk: Desk
) -> None:
    """Without a terminal it takes `--yes`; a person who says no keeps it."""
    set_secret(server)
    silent = server("vault", "remove")
    declined = server("vault", "remove", stdin=Typing("n\n"))
    assert (2, 0, True, True) == (
        silent.code,
        declined.code,
        "will be lost" in declined.err,
        desk.path.exists(),
    )


def test_without_a_keyring_its_secrets_go_with_it(server: CommandLine, desk: Desk) -> None:
    """As was said, with `--yes`."""
    set_secret(server)
    found = server.ok("vault", "remove", "--yes", "--json").json
    assert (0, False, False) == (found["moved"], found["vault"]["exists"], desk.path.exists())


def test_its_secrets_move_back_into_a_keyring(stored: CommandLine, desk: Desk) -> None:
    """The newer one counts."""
    set_secret(stored)
    stored.ok("vault", "init")
    set_secret(stored, "n" * 43)
    ended = stored.ok("vault", "remove", stdin=Typing("y\n"))
    identifier = profile_id(stored)
    assert (Secret("n" * 43), False, True) == (
        stored.keyring.get(identifier, "secret"),
        desk.path.exists(),
        "Move 1 secret into" in ended.err,
    )


def test_an_empty_vault_is_removed_at_once(server: CommandLine, desk: Desk) -> None:
    """There is nothing to ask about."""
    server.ok("vault", "remove")
    assert not desk.path.exists()


def test_a_vault_that_nobody_opens_is_set_aside(server: CommandLine, desk: Desk) -> None:
    """With `--yes`, under a name that is told; never deleted."""
    desk.path.write_bytes(b"broken")
    assert 4 == server("vault", "remove").code
    kept_as = server.ok("vault", "remove", "--yes", "--json").json["set_aside"]
    assert (b"broken", False) == (Path(kept_as).read_bytes(), desk.path.exists())
