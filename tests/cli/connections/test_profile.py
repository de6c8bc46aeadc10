"""`profile`: the store from a script."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cli.support import CommandLine, MemoryKeyring, Typing
from domain.samples import GOOD, SECRET_TEXT, one
from exchange.files import toml, write
from wecom_console.storage.secrets.keyring_store import KeyringStore


def _document(run: CommandLine, identifier: str = "acme-wecom") -> dict[str, object]:
    document = run.ok("profile", "show", identifier, "--json").json["profile"]["document"]
    assert isinstance(document, dict)
    return document


# --- reading -------------------------------------------------------------------------------------


def test_an_empty_store_is_an_empty_list(run: CommandLine) -> None:
    """Not an error."""
    assert run.ok("profile", "list", "--json").json == {"profiles": []}


def test_the_list_has_one_object_each(stored: CommandLine) -> None:
    """With what a script sorts and filters by."""
    (found,) = stored.ok("profile", "list", "--json").json["profiles"]
    assert found.pop("updated_at").endswith("Z")
    assert found == {
        "identifier": "acme-wecom",
        "display_name": "Acme 企业微信",
        "corp_id": GOOD["corp_id"],
        "agent_id": GOOD["agent_id"],
        "environment": "development",
        "tags": [],
        "draft": False,
        "archived": False,
        "revision": 1,
        "last_run": None,
        "login": None,
        "scenarios": {"total": 0, "as_expected": 0, "finished_at": None},
    }


def test_the_list_lines_up(stored: CommandLine) -> None:
    """Chinese names take two cells a character, and the next column knows it."""
    stored.ok("profile", "duplicate", "acme-wecom", "b")
    stored.ok("profile", "set", "b", "display_name=B")
    lines = stored.ok("profile", "list").out.splitlines()
    assert lines == [
        "acme-wecom  Acme 企业微信  Development  never tested",
        "b           B              Development  never tested",
    ]


def test_the_list_can_be_searched(stored: CommandLine) -> None:
    """Every word must occur."""
    found = [stored.ok("profile", "list", *words).out != "" for words in (["企业"], ["企业", "no"])]
    assert found == [True, False]


def test_a_connection_is_shown_completely(stored: CommandLine) -> None:
    """Document, problems, where the secrets are, runs."""
    stored.ok("profile", "set-secret", "acme-wecom", stdin="s" * 43)
    shown = stored.ok("profile", "show", "acme-wecom", "--json").json
    assert (shown["profile"]["document"], shown["problems"], shown["runs"]) == (dict(GOOD), [], [])
    assert [(s["field"], s["reference"], s["state"]) for s in shown["secrets"]] == [
        ("secret", "keyring:", "present"),
        ("backend.app_secret", "", "unset"),
        ("backend.access_key_secret", "", "unset"),
    ]


def test_a_connection_is_shown_to_people(stored: CommandLine) -> None:
    """Each setting with its path, so that it can be set."""
    out = stored.ok("profile", "show", "acme-wecom").out
    assert "  android.package        com.acme.app" in out


@pytest.mark.parametrize("command", [["show"], ["history"], ["set"], ["set-secret"], ["restore"]])
def test_an_unknown_connection_ends_with_3(run: CommandLine, command: list[str]) -> None:
    """The input is not there."""
    more = ["login_only=true"] if command == ["set"] else []
    ended = run("profile", *command, "nobody", *more)
    assert (ended.code, ended.out) == (3, "")
    assert "There is no stored connection “nobody”." in ended.err


def test_history_lists_every_revision_completely(stored: CommandLine) -> None:
    """Number, time, what changed, and the whole document of then."""
    stored.ok("profile", "set", "acme-wecom", "environment=test", "--note", "for QA")
    first, second = stored.ok("profile", "history", "acme-wecom", "--json").json["revisions"]
    assert (first["revision"], first["document"]) == (1, dict(GOOD))
    assert (second["revision"], second["changed"], second["note"]) == (
        2,
        ["environment"],
        "for QA",
    )
    assert second["document"]["environment"] == "test"


# --- writing -------------------------------------------------------------------------------------


def test_a_connection_is_added_from_a_file(run: CommandLine, acme: Path) -> None:
    """The object that is printed is the stored one."""
    added = run.ok("profile", "add", "--from-file", acme, "--json").json
    assert (added["profile"]["identifier"], added["profile"]["revision"]) == ("acme-wecom", 1)
    assert _document(run) == dict(GOOD)


def test_several_are_added_from_a_file(run: CommandLine, tmp_path: Path) -> None:
    """In the file's order."""
    file = write(tmp_path, toml(GOOD, {**GOOD, "identifier": "two"}))
    added = run.ok("profile", "add", "--from-file", file, "--json").json
    assert [p["profile"]["identifier"] for p in added["profiles"]] == ["acme-wecom", "two"]


def test_none_is_added_while_one_has_errors(run: CommandLine, tmp_path: Path) -> None:
    """All of the file or nothing."""
    file = write(tmp_path, toml(GOOD, {**one("schema", "x"), "identifier": "two"}))
    assert run("profile", "add", "--from-file", file).code == 1
    assert run.ok("profile", "list", "--json").json == {"profiles": []}


def test_a_connection_is_added_from_arguments(run: CommandLine) -> None:
    """Every required setting as KEY=VALUE; the secret is in the keyring, or will be."""
    settings = [f"{key}={GOOD[key]}" for key in ("identifier", "display_name", "corp_id")]
    settings += [f"{key}={GOOD[key]}" for key in ("agent_id", "schema")]
    run.ok("profile", "add", *settings, "tags=a, b", "login_only=yes", "ios.bundle_id=com.a.b")
    document = _document(run)
    assert (document["tags"], document["login_only"], document["ios"], document["secret"]) == (
        ["a", "b"],
        True,
        {"bundle_id": "com.a.b"},
        "keyring:",
    )


def test_a_draft_may_have_errors(run: CommandLine) -> None:
    """To be finished in the window; `check` says what is missing."""
    run.ok("profile", "add", "--draft", "identifier=later")
    assert run.ok("profile", "show", "later", "--json").json["profile"]["draft"] is True
    assert run("check", "later").code == 1


def test_a_taken_identifier_is_refused(stored: CommandLine, acme: Path) -> None:
    """Exit 1, with a free one as the repair."""
    ended = stored("profile", "add", "--from-file", acme, "--json")
    assert (ended.code, ended.json["profile"]) == (1, None)
    assert ended.json["problems"][0]["fix"]["value"] == "acme-wecom-2"


def test_settings_are_changed_by_path(stored: CommandLine) -> None:
    """A new revision with all of them."""
    saved = stored.ok(
        "profile", "set", "acme-wecom", "android.package=com.b.c", "ios.bundle_id=", "--json"
    ).json
    assert saved["profile"]["revision"] == 2
    document = _document(stored)
    assert (document["android"], document.get("ios")) == (
        {"package": "com.b.c", "signature_md5": GOOD["android"]["signature_md5"]},  # type: ignore[index]
        None,
    )


@pytest.mark.parametrize(
    ("assignment", "code"),
    [
        ("schema=x", "schema.format"),
        ("zchema=x", "key.unknown_close"),
        ("a.b.c=x", "key.unknown"),
        ("login_only=perhaps", "value.type"),
        ("environment=prod", "value.choice"),
        ("identifier=other", "identifier.locked"),
    ],
)
def test_what_does_not_pass_is_not_saved(stored: CommandLine, assignment: str, code: str) -> None:
    """Exit 1, the problem told, the connection as it was."""
    ended = stored("profile", "set", "acme-wecom", assignment, "--json")
    assert (
        ended.code,
        [p["code"] for p in ended.json["problems"] if p["severity"] == "error"],
    ) == (
        1,
        [code],
    )
    assert _document(stored) == dict(GOOD)


@pytest.mark.parametrize(
    "assignment",
    [
        f"display_name={SECRET_TEXT}",
        f"backend.http.headers=X-Note: {SECRET_TEXT}",
        f"backend.app_secret=file:{SECRET_TEXT}",
        f"environment={SECRET_TEXT}",
    ],
)
@pytest.mark.parametrize(
    "command", [["set", "acme-wecom"], ["add", "--draft", "identifier=another"]]
)
def test_a_secret_in_a_field_that_is_none_is_refused_unsaid(
    stored: CommandLine, command: list[str], assignment: str
) -> None:
    """Nothing is stored, and nothing repeats it."""
    plain = stored("profile", *command, assignment)
    told = stored("profile", *command, assignment, "--json")
    assert (1, 1) == (plain.code, told.code)
    assert SECRET_TEXT not in plain.out + plain.err + told.out + told.err
    assert 1 == len(stored.ok("profile", "list", "--json").json["profiles"])


def test_a_connection_called_like_a_secret_is_told_by_its_number(
    run: CommandLine, tmp_path: Path
) -> None:
    """By no command that reads the file."""
    file = write(tmp_path, toml(one("identifier", SECRET_TEXT)))
    for command in ("check", "import", "export", "link", "test"):
        ended = run(command, str(file))
        assert (1, False) == (ended.code, SECRET_TEXT in ended.out + ended.err), command


def test_what_is_no_assignment_is_wrong_usage(stored: CommandLine) -> None:
    """Named by its position, for it may be a secret."""
    ended = stored("profile", "set", "acme-wecom", "tags=a", SECRET_TEXT)
    assert ended.code == 2
    assert "setting 2" in ended.err
    assert SECRET_TEXT not in ended.err + ended.out


def test_a_copy_has_another_identifier(stored: CommandLine) -> None:
    """And the same secret."""
    stored.ok("profile", "set-secret", "acme-wecom", stdin="s" * 43)
    stored.ok("profile", "duplicate", "acme-wecom", "copy")
    states = stored.ok("profile", "show", "copy", "--json").json["secrets"]
    assert states[0]["state"] == "present"


def test_an_earlier_revision_is_restored(stored: CommandLine) -> None:
    """As a new revision with the old settings."""
    stored.ok("profile", "set", "acme-wecom", "environment=test")
    restored = stored.ok("profile", "restore", "acme-wecom", "--revision", "1", "--json").json
    assert (restored["profile"]["revision"], _document(stored)) == (3, dict(GOOD))


def test_an_unknown_revision_ends_with_3(stored: CommandLine) -> None:
    """There is nothing to restore."""
    assert stored("profile", "restore", "acme-wecom", "--revision", "9").code == 3


def test_a_removed_connection_comes_back(stored: CommandLine) -> None:
    """By the identifier it had, with its history."""
    stored.ok("profile", "remove", "acme-wecom", "--yes")
    assert stored.ok("profile", "list", "--json").json == {"profiles": []}
    stored.ok("profile", "restore", "acme-wecom")
    assert _document(stored) == dict(GOOD)


def removed_long_ago(run: CommandLine) -> None:
    """The connection with its secret, removed 31 days ago."""
    run.ok("profile", "set-secret", "acme-wecom", stdin="s" * 43)
    run.ok("profile", "remove", "acme-wecom", "--yes")
    with closing(sqlite3.connect(run.home / "console.db")) as file, file:
        file.execute("UPDATE profile SET deleted_at = deleted_at - 31 * 86400")


def test_after_thirty_days_a_command_takes_the_secret_along(stored: CommandLine) -> None:
    """Whichever command about profiles it is."""
    removed_long_ago(stored)
    stored.ok("profile", "list")
    assert isinstance(stored.keyring, MemoryKeyring)
    assert stored.keyring.entries() == ()


def test_after_thirty_days_nothing_comes_back(stored: CommandLine) -> None:
    """Once a command has run since."""
    removed_long_ago(stored)
    stored.ok("profile", "list")
    assert stored("profile", "restore", "acme-wecom").code == 3


def test_a_command_comes_before_what_is_due(stored: CommandLine) -> None:
    """The very last moment to bring it back."""
    removed_long_ago(stored)
    stored.ok("profile", "restore", "acme-wecom")
    assert _document(stored) == dict(GOOD)


def test_removing_asks_at_a_terminal(stored: CommandLine) -> None:
    """Anything but yes leaves everything as it is."""
    assert [
        stored("profile", "remove", "acme-wecom", stdin=Typing("n\n")).code,
        stored("profile", "remove", "acme-wecom", stdin=Typing("y\n")).code,
    ] == [2, 0]


def test_removing_asks_nobody_without_a_terminal(stored: CommandLine) -> None:
    """The refusal names the option."""
    ended = stored("profile", "remove", "acme-wecom")
    assert ended.code == 2
    assert "--yes" in ended.err


# --- secrets -------------------------------------------------------------------------------------


@pytest.mark.parametrize("stdin", ["s" * 43, "s" * 43 + "\n", "s" * 43 + "\r\n"])
def test_a_secret_comes_through_standard_input(stored: CommandLine, stdin: str) -> None:
    """One line end is not part of it."""
    stored.ok("profile", "set-secret", "acme-wecom", stdin=stdin)
    profile_id = stored.ok("profile", "show", "acme-wecom", "--json").json["profile"]["id"]
    kept = stored.keyring.get(profile_id, "secret")
    assert kept is not None
    assert kept.reveal() == "s" * 43  # type: ignore[union-attr]


def test_a_secret_is_asked_for_at_a_terminal(stored: CommandLine) -> None:
    """And is not shown."""
    ended = stored.ok("profile", "set-secret", "acme-wecom", stdin=Typing(SECRET_TEXT + "\n"))
    assert SECRET_TEXT not in ended.out + ended.err


def test_another_secret_field_can_be_set(stored: CommandLine) -> None:
    """The reference appears in the document."""
    stored.ok(
        "profile", "set-secret", "acme-wecom", "--field", "backend.app_secret", stdin="s" * 32
    )
    assert _document(stored)["backend"] == {"app_secret": "keyring:"}


@pytest.mark.parametrize("stdin", ["", "\n", "  "])
def test_no_secret_changes_nothing(stored: CommandLine, stdin: str) -> None:
    """An empty pipe is a mistake, not an empty secret."""
    assert stored("profile", "set-secret", "acme-wecom", stdin=stdin).code == 2


def test_an_ended_input_at_the_prompt_changes_nothing(stored: CommandLine) -> None:
    """Ctrl-D is an answer: none."""
    assert stored("profile", "set-secret", "acme-wecom", stdin=Typing("")).code == 2


@pytest.mark.parametrize(
    "argv",
    [
        ["profile", "set-secret", "acme-wecom", SECRET_TEXT],
        ["profile", "set-secret", "acme-wecom", f"--{SECRET_TEXT}"],
        ["profile", "set-secret", "acme-wecom", f"-{SECRET_TEXT}"],
        ["profile", "set-secret", "acme-wecom", "--secret", SECRET_TEXT],
        ["profile", "set-secret", "acme-wecom", f"--secret={SECRET_TEXT}"],
        ["profile", "set-secret", "acme-wecom", "--field", SECRET_TEXT],
        ["profile", "set", "acme-wecom", f"secret={SECRET_TEXT}"],
        ["profile", "set", "acme-wecom", f"backend.app_secret={SECRET_TEXT}"],
        ["profile", "add", f"secret={SECRET_TEXT}"],
        ["profile", "add", f"--secret={SECRET_TEXT}"],
        ["profile", SECRET_TEXT],
        [SECRET_TEXT],
        [f"--{SECRET_TEXT}"],
    ],
)
def test_a_secret_as_an_argument_is_refused_unread(stored: CommandLine, argv: list[str]) -> None:
    """Exit 2, nothing changed, and not a piece of it in any output, in either language."""
    for language in ("en", "zh_CN"):
        ended = stored(*argv, "--lang", language, stdin="")
        assert ended.code == 2
        assert SECRET_TEXT[:8] not in ended.out + ended.err
        assert SECRET_TEXT[-8:] not in ended.out + ended.err
    assert _document(stored) == dict(GOOD)


def test_the_refusal_says_how_it_is_done(stored: CommandLine) -> None:
    """Through standard input or the prompt, and that the typed one is known now."""
    err = stored("profile", "set-secret", "acme-wecom", SECRET_TEXT).err
    assert "standard input" in err


def test_a_reference_may_be_set_by_argument(stored: CommandLine) -> None:
    """It is no secret."""
    stored.ok("profile", "set", "acme-wecom", "secret=env:ACME_SECRET")
    assert _document(stored)["secret"] == "env:ACME_SECRET"


def test_without_a_keyring_a_secret_is_not_taken(stored: CommandLine) -> None:
    """Exit 4 and nothing changed: this process's memory would end with the command."""
    from keyring.backends.fail import Keyring

    stored.keyring = KeyringStore(Keyring)
    ended = stored("profile", "set-secret", "acme-wecom", stdin=SECRET_TEXT)
    assert (ended.code, ended.out) == (4, "")
    assert len(stored.ok("profile", "history", "acme-wecom", "--json").json["revisions"]) == 1


def test_a_conflict_between_two_writers_is_told(
    stored: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who saves on an older revision changes nothing."""
    from wecom_console.services.profiles.service import ProfileService

    read = ProfileService.get

    def get_then_another_saves(self: ProfileService, key: str) -> object:
        found = read(self, key)
        assert found is not None
        document = {**found.document, "environment": "production"}
        self.save(found.id, document, base_revision=found.revision)
        return found

    monkeypatch.setattr(ProfileService, "get", get_then_another_saves)
    ended = stored("profile", "set", "acme-wecom", "environment=test", "--json")
    monkeypatch.undo()
    assert (ended.code, json.loads(ended.out)["problems"][0]["code"]) == (1, "write.conflict")


def test_a_store_that_cannot_be_opened_ends_with_4(run: CommandLine) -> None:
    """The folder is a file: said once, without a traceback."""
    run.home.write_text("")
    ended = run("profile", "list")
    assert (ended.code, ended.out) == (4, "")
    assert "cannot be opened" in ended.err


def test_a_newer_store_ends_with_3(stored: CommandLine) -> None:
    """An unknown version is an input that cannot be read; it stays untouched."""
    import sqlite3

    with sqlite3.connect(stored.home / "console.db") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    assert [stored("profile", "list").code, stored("check", "acme-wecom").code] == [3, 3]


def test_a_connection_in_delegated_development_is_added(run: CommandLine) -> None:
    """Its type first or last; the Secret of the usual type is not asked of it."""
    values = [
        "identifier=acme-agency",
        "display_name=Acme",
        f"corp_id={GOOD['corp_id']}",
        f"agent_id={GOOD['agent_id']}",
        f"schema={GOOD['schema']}",
        "agency.suite_id=dk0123456789abcdef",
        "agency.suite_secret=keyring:",
        "agency.token=env:TOKEN",
        "agency.encoding_aes_key=keyring:",
        "type=wechatwork:agency:mobile",
    ]
    run.ok("profile", "add", *values)
    document = _document(run, "acme-agency")
    assert ("wechatwork:agency:mobile", False) == (document["type"], "secret" in document)


# --- sorting -------------------------------------------------------------------------------------


def _listed(run: CommandLine, *options: str) -> list[str]:
    found = run.ok("profile", "list", "--json", *options).json["profiles"]
    return [one["identifier"] for one in found]


def test_an_archived_connection_leaves_the_list(stored: CommandLine) -> None:
    """And comes back with all it had."""
    before = _document(stored)
    stored.ok("profile", "archive", "acme-wecom")
    away = (_listed(stored), _listed(stored, "--archived"))
    stored.ok("profile", "unarchive", "acme-wecom")
    assert (([], ["acme-wecom"]), ["acme-wecom"], before) == (
        away,
        _listed(stored),
        _document(stored),
    )


def test_an_archived_connection_keeps_its_identifier(stored: CommandLine) -> None:
    """Nobody else can take it meanwhile."""
    stored.ok("profile", "duplicate", "acme-wecom", "b")
    stored.ok("profile", "archive", "acme-wecom")
    assert 1 == stored("profile", "duplicate", "b", "acme-wecom").code


def test_several_are_labelled_at_once(stored: CommandLine) -> None:
    """Environment and tags; the list finds them by both."""
    stored.ok("profile", "duplicate", "acme-wecom", "b")
    stored.ok("profile", "label", "acme-wecom", "b", "--environment", "test", "--tag", "hr")
    stored.ok("profile", "label", "b", "--untag", "hr", "--tag", "it")
    found = (_listed(stored, "--environment", "test"), _listed(stored, "--tag", "it"))
    assert (["acme-wecom", "b"], ["b"]) == found


def test_a_label_that_is_there_makes_no_revision(stored: CommandLine) -> None:
    """Nothing has changed."""
    stored.ok("profile", "label", "acme-wecom", "--tag", "hr")
    stored.ok("profile", "label", "acme-wecom", "--tag", "hr")
    assert 2 == len(stored.ok("profile", "history", "acme-wecom", "--json").json["revisions"])


def test_one_that_is_missing_keeps_the_others_from_nothing(stored: CommandLine) -> None:
    """It is told, and the exit code says so."""
    result = stored("profile", "label", "nobody", "acme-wecom", "--tag", "hr", "--json")
    assert (3, ["hr"]) == (result.code, _document(stored)["tags"])


@pytest.mark.parametrize("options", [[], ["--environment", "prod"]])
def test_a_label_must_say_something_that_exists(stored: CommandLine, options: list[str]) -> None:
    """Wrong usage, nothing changed."""
    assert 2 == stored("profile", "label", "acme-wecom", *options).code


def test_a_field_is_purged_out_of_the_history(stored: CommandLine) -> None:
    """Asked about, or with --yes; nobody asks a script."""
    stored.ok("profile", "set", "acme-wecom", "tags=once")
    stored.ok("profile", "set", "acme-wecom", "tags=")
    unasked = stored("profile", "history", "acme-wecom", "--purge-field", "tags")
    done = stored.ok("profile", "history", "acme-wecom", "--purge-field", "tags", "--yes", "--json")
    tags = [
        revision["document"].get("tags")
        for revision in stored.ok("profile", "history", "acme-wecom", "--json").json["revisions"]
    ]
    assert (2, {"field": "tags", "revisions": 1, "kept_files": []}) == (unasked.code, done.json)
    assert [None, ["[purged]"], None] == tags


def test_a_secret_in_a_note_is_refused_without_being_repeated(stored: CommandLine) -> None:
    """The rule that fields have; nothing is changed."""
    told = stored("profile", "set", "acme-wecom", "tags=new", "--note", f"the key is {SECRET_TEXT}")
    assert (1, True, False) == (
        told.code,
        "[value.is_secret]" in told.err,
        SECRET_TEXT in told.out + told.err,
    )
    assert 1 == len(stored.ok("profile", "history", "acme-wecom", "--json").json["revisions"])


def test_notes_are_purged_out_of_the_history(stored: CommandLine) -> None:
    """Those of an author."""
    stored.ok("profile", "set", "acme-wecom", "tags=new", "--note", "ask Li")
    done = stored.ok("profile", "history", "acme-wecom", "--purge-field", "note", "--yes")
    history = stored.ok("profile", "history", "acme-wecom", "--json").json["revisions"]
    assert ["", "[purged]"] == [revision["note"] for revision in history]
    assert "note: removed from 1 revision" in done.out


@pytest.mark.parametrize("name", ["console.db", "settings.json"])
def test_a_purge_names_the_damaged_files_that_are_kept(stored: CommandLine, name: str) -> None:
    """Nothing is taken out of them; they can be deleted."""
    kept = stored.home / f"{name}.damaged-20260102T030405Z"
    kept.touch()
    stored.ok("profile", "set", "acme-wecom", "tags=once")
    stored.ok("profile", "set", "acme-wecom", "tags=")
    done = stored.ok("profile", "history", "acme-wecom", "--purge-field", "tags", "--yes")
    assert str(kept) in done.err


def older(stored: CommandLine, **values: object) -> None:
    """As a version stored it that did not know better."""
    document = json.dumps({**GOOD, "secret": "keyring:", **values})
    with closing(sqlite3.connect(stored.home / "console.db")) as connection:
        connection.execute("UPDATE revision SET document = ?", (document,))
        connection.execute("UPDATE profile SET document = ?", (document,))
        connection.execute("UPDATE profile SET display_name = ?", (values["display_name"],))
        connection.commit()


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_a_secret_that_an_older_version_stored_is_not_shown(
    stored: CommandLine, as_json: list[str]
) -> None:
    """What to do about it is."""
    older(stored, display_name=SECRET_TEXT, tags=[SECRET_TEXT])
    lines = [["list"], ["show", "acme-wecom"], ["history", "acme-wecom"]]
    ended = [stored.ok("profile", *line, *as_json) for line in lines]
    assert [] == [one for one in ended if SECRET_TEXT in one.out + one.err]
    assert "“profile history acme-wecom --purge-field tags”" in ended[1].err
    assert "“profile history acme-wecom --purge-field display_name”" in ended[2].err


def test_what_only_the_history_holds_is_told_of_there(stored: CommandLine) -> None:
    """Until it is purged."""
    older(stored, display_name=SECRET_TEXT)
    stored.ok("profile", "set", "acme-wecom", "display_name=Acme")
    told = stored.ok("profile", "history", "acme-wecom").err
    stored.ok("profile", "history", "acme-wecom", "--purge-field", "display_name", "--yes")
    after = stored.ok("profile", "history", "acme-wecom").err
    assert (True, "") == ("is in the history in plain text" in told, after)


def test_a_difference_to_a_file_does_not_tell_what_is_stored(
    stored: CommandLine, acme: Path
) -> None:
    """The name of here is what an older version took."""
    older(stored, display_name=SECRET_TEXT)
    for options in ([], ["--json"]):
        told = stored("import", acme, "--on-conflict", "keep", *options)
        assert ("[hidden]" in told.out, SECRET_TEXT in told.out + told.err) == (True, False)


@pytest.mark.parametrize("field", ["nothing", "secret"])
def test_only_a_field_with_values_in_the_history_is_purged(stored: CommandLine, field: str) -> None:
    """A secret's field holds none."""
    ended = stored("profile", "history", "acme-wecom", "--purge-field", field, "--yes")
    assert 2 == ended.code
