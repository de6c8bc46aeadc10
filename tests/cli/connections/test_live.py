"""`diff`, `apply` and `pull` against a simulated Authing over HTTP."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cli.support import CommandLine, Typing
from flow.samples import PROFILE, SECRET_TEXT
from services.runs.run_support import CREDENTIALS, pointed
from wecom_console.domain.profile import Backend, Profile
from wecom_console.domain.secrets import Secret, SecretRef
from wecom_console.domain.verdicts import BackendKind
from wecom_console.exchange.formats.toml_file import TomlFile
from wecom_console.services.runs.embedded import LoadedConnection, options_for
from wecom_console.simulator import running_simulator

KEY = "canary-access-key-0123456789abcdef"
OTHER_SECRET = "canary-other-secret-0123456789abcdefghijklm"


@pytest.fixture
def profile() -> Iterator[Profile]:
    """A connection at a running Authing, which has it just so."""
    backend = replace(PROFILE.backend, user_pool_id="0123456789abcdef01234567")
    managed = replace(PROFILE, backend=backend)
    credentials = replace(CREDENTIALS, access_key_secret=Secret(KEY))
    with running_simulator(options_for([LoadedConnection(managed, credentials)])) as handle:
        there = pointed(handle.url, profile=managed)
        ref = SecretRef.parse
        yield replace(
            there,
            secret=ref("env:ACME_SECRET"),
            backend=replace(
                there.backend,
                kind=BackendKind.AUTHING,
                app_secret=None,
                access_key_secret=ref("env:ACME_KEY"),
            ),
        )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "acme.toml"


@pytest.fixture(autouse=True)
def _known(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("ACME_SECRET", SECRET_TEXT), ("ACME_KEY", KEY)):
        monkeypatch.setenv(name, text)
        run.environment[name] = text


def write(file: Path, profile: Profile) -> None:
    file.write_text(TomlFile().render([profile]), encoding="utf-8")


def test_without_drift_it_ends_with_0(run: CommandLine, file: Path, profile: Profile) -> None:
    write(file, profile)
    ended = run.ok("diff", file)
    assert "Authing agrees with the profile." in ended.out


def test_drift_ends_with_1_and_says_what_to_do(
    run: CommandLine, file: Path, profile: Profile
) -> None:
    write(file, replace(profile, display_name="Ours"))
    ended = run("diff", file)
    assert 1 == ended.code
    assert f"displayName: {PROFILE.display_name} → Ours" in ended.out
    assert "update the connection “acme-wecom”" in ended.out


def test_drift_can_be_allowed(run: CommandLine, file: Path, profile: Profile) -> None:
    write(file, replace(profile, display_name="Ours"))
    assert 0 == run("diff", file, "--no-fail-on-drift").code
    assert 1 == run("diff", file, "--fail-on-drift").code


def test_no_secret_is_printed(
    run: CommandLine, file: Path, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither ours nor Authing's nor the key, in any form of output."""
    run.environment["ACME_SECRET"] = OTHER_SECRET
    monkeypatch.setenv("ACME_SECRET", OTHER_SECRET)
    write(file, profile)
    said = [run("diff", file), run("diff", file, "--json"), run("apply", file, "--yes", "--json")]
    text = "".join(ended.out + ended.err for ended in said)
    assert '"standing": "differs"' in text
    assert [s for s in (SECRET_TEXT, OTHER_SECRET, KEY) if s in text] == []


def test_json_lists_differences_and_steps(run: CommandLine, file: Path, profile: Profile) -> None:
    write(file, replace(profile, display_name="Ours"))
    (result,) = run("diff", file, "--json").json["results"]
    (drift,) = (d for d in result["differences"] if d["standing"] == "differs")
    assert {
        "field": "display_name",
        "key": "displayName",
        "standing": "differs",
        "ours": "Ours",
        "theirs": PROFILE.display_name,
    } == drift
    assert ["update_connection"] == result["steps"]


def test_without_a_terminal_nothing_is_applied(
    run: CommandLine, file: Path, profile: Profile
) -> None:
    write(file, replace(profile, display_name="Ours"))
    ended = run("apply", file)
    assert (2, True) == (ended.code, "--yes" in ended.err)
    assert 1 == run("diff", file).code


def test_a_no_leaves_everything(run: CommandLine, file: Path, profile: Profile) -> None:
    write(file, replace(profile, display_name="Ours"))
    ended = run("apply", file, stdin=Typing("n\n"))
    assert (2, True) == (ended.code, "Nothing was done." in ended.err)
    assert 1 == run("diff", file).code


def test_a_yes_does_it(run: CommandLine, file: Path, profile: Profile) -> None:
    write(file, replace(profile, display_name="Ours"))
    ended = run("apply", file, stdin=Typing("y\n"))
    assert (0, True) == (ended.code, "environment development" in ended.err)
    run.ok("diff", file)


def test_apply_of_what_is_in_sync_asks_nothing(
    run: CommandLine, file: Path, profile: Profile
) -> None:
    write(file, profile)
    run.ok("apply", file, stdin=Typing(""))


def test_a_wrong_key_is_the_outsides(run: CommandLine, file: Path, profile: Profile) -> None:
    run.environment["ACME_KEY"] = "wrong"
    write(file, profile)
    ended = run("diff", file, "--json")
    (result,) = ended.json["results"]
    assert (4, None, "authing.1300") == (ended.code, result["in_sync"], result["problem"]["code"])


def test_a_missing_key_says_where_to_put_it(run: CommandLine, file: Path, profile: Profile) -> None:
    del run.environment["ACME_KEY"]
    write(file, profile)
    ended = run("diff", file)
    assert (1, True) == (ended.code, "profile set-secret" in ended.err)


def test_another_backend_cannot_be_compared(run: CommandLine, file: Path) -> None:
    write(file, replace(PROFILE, backend=Backend(BackendKind.WECOM)))
    ended = run("diff", file)
    assert (1, True) == (ended.code, "live.not_authing" in ended.err)


def test_pull_makes_a_new_revision(run: CommandLine, file: Path, profile: Profile) -> None:
    write(file, replace(profile, display_name="Ours"))
    run.ok("profile", "add", "--from-file", file)
    ended = run.ok("pull", "acme-wecom")
    assert f"{PROFILE.display_name} → Ours" in ended.out
    shown = run.ok("profile", "show", "acme-wecom", "--json").json
    assert PROFILE.display_name in str(shown)
    assert "pulled:Authing" in run.ok("profile", "history", "acme-wecom", "--json").out
    run.ok("diff", "acme-wecom")


def test_a_dry_pull_stores_nothing(run: CommandLine, file: Path, profile: Profile) -> None:
    write(file, replace(profile, display_name="Ours"))
    run.ok("profile", "add", "--from-file", file)
    run.ok("pull", "acme-wecom", "--dry-run")
    assert 1 == run("diff", "acme-wecom").code


def test_a_file_cannot_be_pulled_into(run: CommandLine, file: Path, profile: Profile) -> None:
    write(file, profile)
    ended = run("pull", file)
    assert (2, True) == (ended.code, "import" in ended.err)


def test_what_authing_does_not_have_cannot_be_pulled(
    run: CommandLine, file: Path, profile: Profile
) -> None:
    write(file, replace(profile, identifier="acme-none"))
    run.ok("profile", "add", "--from-file", file)
    ended = run("pull", "acme-none")
    assert (1, True) == (ended.code, "no connection “acme-none”" in ended.out)


# --- what else the pool has ----------------------------------------------------------------------


@pytest.fixture
def two(run: CommandLine, file: Path) -> Iterator[Profile]:
    """The pool has a second connection, `acme-field`; the first is stored here, its key in the
    keyring."""
    backend = replace(PROFILE.backend, user_pool_id="0123456789abcdef01234567")
    one = replace(PROFILE, backend=backend)
    field = replace(
        one,
        identifier="acme-field",
        display_name="Field",
        agent_id="1000007",
        schema="wwauth0123456789abcdef000007",
        association=replace(one.association, mode="field", fields=("email",)),
    )
    credentials = replace(CREDENTIALS, access_key_secret=Secret(KEY))
    connections = [LoadedConnection(one, credentials), LoadedConnection(field, credentials)]
    with running_simulator(options_for(connections)) as handle:
        there = pointed(handle.url, profile=one)
        keyring = SecretRef.parse("keyring:")
        stored = replace(
            there,
            secret=keyring,
            backend=replace(
                there.backend,
                kind=BackendKind.AUTHING,
                app_secret=None,
                access_key_secret=keyring,
            ),
        )
        write(file, stored)
        run.ok("profile", "add", "--from-file", file)
        field_name = "backend.access_key_secret"
        run.ok("profile", "set-secret", "acme-wecom", "--field", field_name, stdin=f"{KEY}\n")
        run.ok("profile", "set-secret", "acme-wecom", stdin=f"{SECRET_TEXT}\n")
        yield stored


def test_the_other_connections_are_listed(run: CommandLine, two: Profile) -> None:
    listed = run.ok("pull", "acme-wecom", "--list", "--json").json
    other = {"identifier": "acme-field", "display_name": "Field", "stored": False}
    assert {"connections": [other]} == listed


def test_one_of_them_becomes_a_profile_that_works_at_once(run: CommandLine, two: Profile) -> None:
    """With the Secret that Authing shows, and the key of the one that was asked with."""
    run.ok("pull", "acme-wecom", "--new", "acme-field")
    assert run.ok("diff", "acme-field", "--json").json["results"][0]["in_sync"]


def test_its_apps_are_not_those_of_the_other(run: CommandLine, two: Profile) -> None:
    run.ok("pull", "acme-wecom", "--new", "acme-field")
    document = run.ok("profile", "show", "acme-field", "--json").json["profile"]["document"]
    assert "android" not in document


def test_no_secret_of_it_is_printed(run: CommandLine, two: Profile) -> None:
    ended = run.ok("pull", "acme-wecom", "--new", "acme-field", "--json")
    assert (False, False) == (SECRET_TEXT in ended.out + ended.err, KEY in ended.out + ended.err)


def test_what_is_here_already_is_not_taken_twice(run: CommandLine, two: Profile) -> None:
    run.ok("pull", "acme-wecom", "--new", "acme-field")
    assert 1 == run("pull", "acme-wecom", "--new", "acme-field").code


def test_what_the_pool_does_not_have_is_said(run: CommandLine, two: Profile) -> None:
    ended = run("pull", "acme-wecom", "--new", "acme-none")
    assert (1, True) == (ended.code, "--list" in ended.err)
