"""`import` of Authing's own JSON: what it shows is taken, what it does not stays; no secret is."""

import json
from pathlib import Path

import pytest

from cli.support import CommandLine
from domain.samples import GOOD, SECRET_TEXT
from exchange.authing_samples import OTHER, ROW, connection, envelope
from exchange.files import toml, write
from wecom_console.domain.profile import Association
from wecom_console.simulator.authing.management.views import connection_view, connection_with_fields


def _saved(folder: Path, document: object, name: str = "answer.json") -> Path:
    return write(folder, json.dumps(document, ensure_ascii=False), name=name)


def _document(run: CommandLine, identifier: str) -> dict[str, object]:
    shown = run.ok("profile", "show", identifier, "--json").json["profile"]
    document: dict[str, object] = shown["document"]
    return document


@pytest.mark.parametrize("name", ["answer.json", "answer", "answer.txt"])
def test_an_answer_becomes_connections(run: CommandLine, tmp_path: Path, name: str) -> None:
    """It is known by what it says, not by its name."""
    run.ok("import", _saved(tmp_path, envelope([ROW]), name))
    assert {
        "type": "wechatwork:mobile",
        "identifier": "acme-1",
        "display_name": "Acme",
        "corp_id": GOOD["corp_id"],
        "agent_id": GOOD["agent_id"],
        "schema": GOOD["schema"],
        "secret": "keyring:",
        "login_only": True,
        "association": {"mode": "challenge", "methods": ["phone-code"]},
    } == _document(run, "acme-1")


def test_its_secret_is_left_where_it_is(run: CommandLine, tmp_path: Path) -> None:
    """Neither shown nor stored; the preview says what to do."""
    ended = run.ok("import", _saved(tmp_path, envelope([ROW])), "--json")
    (item,) = ended.json["items"]
    assert "authing.secret_left" in [problem["code"] for problem in item["problems"]]
    shown = run.ok("profile", "show", "acme-1", "--json")
    assert "missing" == shown.json["secrets"][0]["state"]
    everywhere = ended.out + ended.err + shown.out
    everywhere += "".join(
        path.read_bytes().decode("latin-1") for path in run.home.rglob("*") if path.is_file()
    )
    assert SECRET_TEXT not in everywhere


def test_that_a_secret_is_lacking_is_said(run: CommandLine, tmp_path: Path) -> None:
    """Where the answer has none either."""
    fields = {key: value for key, value in connection().fields.items() if key != "secret"}
    row = connection_with_fields(connection(fields=fields))
    ended = run.ok("import", _saved(tmp_path, row), "--dry-run")
    assert "[authing.secret_lacking]" in ended.out


def test_other_types_are_left_out_and_told(run: CommandLine, tmp_path: Path) -> None:
    """They keep nothing else out."""
    ended = run.ok("import", _saved(tmp_path, envelope([OTHER, ROW])), "--json")
    (problem,) = ended.json["problems"]
    assert ("authing.left_out", "warning") == (problem["code"], problem["severity"])
    assert "wechatwork:corp:qrconnect" in problem["message"]
    assert ["acme-1"] == [item["identifier"] for item in ended.json["items"]]


def test_what_authing_does_not_know_of_stays(stored: CommandLine, tmp_path: Path) -> None:
    """Apps, environment and the place of the secret of a stored connection."""
    stored.ok("profile", "set", "acme-wecom", "environment=production", "secret=env:ACME")
    before = _document(stored, "acme-wecom")
    row = connection_with_fields(connection(identifier="acme-wecom", display_name="Other"))
    stored.ok("import", _saved(tmp_path, row), "--on-conflict", "replace")
    association = {"mode": "challenge", "methods": ["phone-code"]}
    expected = {**before, "display_name": "Other", "login_only": True, "association": association}
    assert expected == _document(stored, "acme-wecom")


def test_the_same_again_is_no_change(run: CommandLine, tmp_path: Path) -> None:
    """It is compared like any other file."""
    file = _saved(tmp_path, envelope([ROW]))
    run.ok("import", file)
    assert "same" == run.ok("import", file, "--json").json["items"][0]["state"]


def test_an_answer_without_fields_says_which_has_them(run: CommandLine, tmp_path: Path) -> None:
    """`get-ext-idp` does not show them; nothing is imported."""
    ended = run(
        "import", _saved(tmp_path, envelope({"connections": [connection_view(connection())]}))
    )
    assert (1, True) == (ended.code, "[authing.no_fields]" in ended.out)
    assert "required" not in ended.out


def test_without_fields_a_stored_connection_takes_the_rest(
    stored: CommandLine, tmp_path: Path
) -> None:
    """The name and the login mode are there."""
    row = connection_view(connection(identifier="acme-wecom", display_name="Other"))
    stored.ok("import", _saved(tmp_path, row), "--on-conflict", "replace")
    document = _document(stored, "acme-wecom")
    assert ("Other", GOOD["corp_id"]) == (document["display_name"], document["corp_id"])


def test_fields_of_matching_that_are_not_shown_are_assumed(
    run: CommandLine, tmp_path: Path
) -> None:
    """Authing's API has no key for them: the usual one, and a warning."""
    row = connection_with_fields(connection(association=Association("field")))
    ended = run.ok("import", _saved(tmp_path, row))
    assert "[authing.assumed]" in ended.out
    assert {"mode": "field", "fields": ["email"]} == _document(run, "acme-1")["association"]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (envelope([OTHER]), "wechatwork:corp:qrconnect"),
        (envelope({"list": [], "totalCount": 0}), "list-ext-idp-conns"),
    ],
)
def test_an_answer_that_holds_none_says_so(
    run: CommandLine, tmp_path: Path, document: object, said: str
) -> None:
    """Exit 3: there is nothing to import."""
    ended = run("import", _saved(tmp_path, document))
    assert (3, True) == (ended.code, said in ended.err)
    assert "[file.authing]" in ended.err


def test_one_identifier_twice_is_an_error(run: CommandLine, tmp_path: Path) -> None:
    """As in a config file."""
    ended = run("import", _saved(tmp_path, envelope([ROW, ROW])), "--json")
    assert (1, ["new", "invalid"]) == (ended.code, [i["state"] for i in ended.json["items"]])


def test_our_own_calls_are_imported_again(stored: CommandLine, tmp_path: Path) -> None:
    """`export --format authing` of a connection is that connection."""
    file = tmp_path / "acme.authing.json"
    stored.ok("export", "acme-wecom", "-o", file)
    assert "same" == stored.ok("import", file, "--json").json["items"][0]["state"]


def test_check_does_not_take_it_for_a_config_file(run: CommandLine, tmp_path: Path) -> None:
    """Only an import reads it."""
    ended = run("check", _saved(tmp_path, envelope([ROW])))
    assert (3, True) == (ended.code, "[file.version]" in ended.err)


def test_in_a_folder_it_is_no_config_file(run: CommandLine, tmp_path: Path) -> None:
    """A folder is a team's; an answer in it was forgotten there."""
    folder = tmp_path / "connections"
    folder.mkdir()
    write(folder, toml(GOOD))
    _saved(folder, envelope([ROW]))
    assert ["acme-wecom"] == [
        item["identifier"] for item in run.ok("import", folder, "--json").json["items"]
    ]


def test_too_many_are_refused(run: CommandLine, tmp_path: Path) -> None:
    """As of a config file."""
    rows = [
        {"type": "wechatwork:mobile", "identifier": f"a{n}", "displayName": "A", "fields": {}}
        for n in range(1001)
    ]
    ended = run("import", _saved(tmp_path, rows), "--json")
    assert (1, "connections.many") == (ended.code, ended.json["problems"][0]["code"])
