"""`export --format link` and `import` of a link: the same preview and merge as of a file."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from cli.support import CommandLine, Typing
from domain.samples import GOOD, SECRET_TEXT, one
from exchange.files import toml, write
from exchange.test_config_link import sealed
from wecom_console.exchange.config_file import FORMAT


def _link(run: CommandLine, *what: str | Path) -> str:
    return run.ok("export", *what, "--format", "link").out.strip()


def _sealed(*connections: object) -> str:
    return sealed(json.dumps({"format": FORMAT, "connections": list(connections)}).encode())


def test_a_link_comes_back_as_it_went(run: CommandLine, acme: Path) -> None:
    """All of the named connections are in one line."""
    other = write(acme.parent, toml(one("identifier", "two")), name="two.toml")
    link = _link(run, acme, other)
    ended = run.ok("import", link, "--json")
    assert ["create", "create"] == [item["action"] for item in ended.json["items"]]
    document = run.ok("profile", "show", "acme-wecom", "--json").json["profile"]["document"]
    assert dict(GOOD) == document


def test_a_link_goes_into_a_file(stored: CommandLine, tmp_path: Path) -> None:
    """With `-o`."""
    stored.ok("export", "acme-wecom", "--format", "link", "-o", tmp_path / "link.txt")
    assert f"{_link(stored, 'acme-wecom')}\n" == (tmp_path / "link.txt").read_text()


def test_a_place_on_this_computer_is_not_carried(run: CommandLine, tmp_path: Path) -> None:
    """It is said, and the link says `keyring:`."""
    file = write(tmp_path, toml(one("secret", "env:ACME_SECRET")))
    ended = run.ok("export", file, "--format", "link")
    assert "acme-wecom: the link says keyring: for secret" in ended.err
    run.ok("import", ended.out.strip())
    shown = run.ok("profile", "show", "acme-wecom", "--json").json["profile"]
    assert "keyring:" == shown["document"]["secret"]


def test_too_many_for_a_link_are_refused(run: CommandLine, tmp_path: Path) -> None:
    """Exit 1, nothing written."""
    many = [one("identifier", sha256(b"%d" % n).hexdigest()[:31]) for n in range(400)]
    ended = run("export", write(tmp_path, toml(*many)), "--format", "link")
    assert (1, "") == (ended.code, ended.out)
    assert "8192" in ended.err


@pytest.mark.parametrize("option", [("--passphrase",), ("--encrypt-to", "age1x")])
def test_a_link_is_no_package(stored: CommandLine, option: tuple[str, ...]) -> None:
    """It carries no secrets, encrypted or not."""
    assert 2 == stored("export", "acme-wecom", "--format", "link", *option).code


def test_a_preview_changes_nothing(run: CommandLine, acme: Path) -> None:
    """As of a file; the link is not repeated."""
    link = _link(run, acme)
    ended = run.ok("import", link, "--dry-run", "--json")
    assert "wecom-console://import" == ended.json["file"]
    assert [("acme-wecom", "new")] == [(i["identifier"], i["state"]) for i in ended.json["items"]]
    assert [] == run.ok("profile", "list", "--json").json["profiles"]


def test_a_conflict_is_resolved_as_of_a_file(stored: CommandLine) -> None:
    """Asked at a terminal."""
    link = _sealed(one("display_name", "Other"))
    assert 2 == stored("import", link).code
    assert 0 == stored("import", link, stdin=Typing("r\n")).code


def test_local_secrets_stay(stored: CommandLine) -> None:
    """A link names no place but the keyring, and does not change which one is named here."""
    stored.ok("profile", "set", "acme-wecom", "secret=env:ACME")
    stored.ok("import", _sealed(one("display_name", "Other")), "--on-conflict", "replace")
    document = stored.ok("profile", "show", "acme-wecom", "--json").json["profile"]["document"]
    assert ("Other", "env:ACME") == (document["display_name"], document["secret"])


def test_another_destination_of_secrets_is_warned_of(stored: CommandLine) -> None:
    """Of a connection whose secrets are here: a link comes from anywhere."""
    wecom = {"base_url": "https://qy.elsewhere.example"}
    ended = stored.ok("import", _sealed({**GOOD, "wecom": wecom}), "--dry-run", "--json")
    (item,) = ended.json["items"]
    (warning,) = [p for p in item["problems"] if p["severity"] == "warning"]
    assert ("link.destination", "wecom.base_url") == (warning["code"], warning["field"])
    assert "https://qy.elsewhere.example" in warning["message"]


def test_a_new_connection_has_no_secrets_to_be_warned_of(run: CommandLine) -> None:
    """Its destinations are its own."""
    wecom = {"base_url": "https://qy.elsewhere.example"}
    ended = run.ok("import", _sealed({**GOOD, "wecom": wecom}), "--dry-run", "--json")
    assert [] == [p for p in ended.json["items"][0]["problems"] if p["severity"] == "warning"]


def test_a_link_reads_no_file_and_no_variable(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 3, whatever lies in the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.txt").write_text(SECRET_TEXT)
    for reference in ("file:secret.txt", "env:HOME"):
        ended = run("import", _sealed(one("secret", reference)))
        assert (3, True) == (ended.code, "[file.link]" in ended.err)
    assert [] == run.ok("profile", "list", "--json").json["profiles"]


def test_a_literal_secret_is_refused_and_not_repeated(run: CommandLine) -> None:
    """As in a file."""
    ended = run("import", _sealed(one("secret", SECRET_TEXT)))
    assert (1, True) == (ended.code, "[secret.literal]" in ended.out)
    assert SECRET_TEXT not in ended.out + ended.err


def test_a_cut_link_ends_with_3(stored: CommandLine) -> None:
    """In one sentence, without the link."""
    link = _link(stored, "acme-wecom")
    ended = stored("import", link[:-30])
    assert (3, "") == (ended.code, ended.out)
    assert "cut off" in ended.err
    assert link[30:60] not in ended.err
