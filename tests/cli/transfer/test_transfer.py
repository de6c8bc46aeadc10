"""`export` and `import`: to a file and back, with preview, conflicts and secrets."""

from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from keyring.backends.fail import Keyring

from cli.support import CommandLine, Ended, Typing
from domain.samples import GOOD, SECRET_TEXT, one
from exchange.files import GOOD_TOML, toml, write
from wecom_console.services.exporting import printed_sheet
from wecom_console.storage.problems import StoreUnavailable
from wecom_console.storage.profile_store import ProfileStore
from wecom_console.storage.secrets.keyring_store import KeyringStore

CHANGED = {**GOOD, "display_name": "Other", "environment": "production"}


def _identifiers(run: CommandLine) -> list[str]:
    return [p["identifier"] for p in run.ok("profile", "list", "--json").json["profiles"]]


def _name(run: CommandLine, identifier: str = "acme-wecom") -> str:
    shown = run.ok("profile", "show", identifier, "--json").json["profile"]
    return str(shown["document"]["display_name"])


def _states(ended: Ended) -> list[tuple[str, str]]:
    return [(item["identifier"], item["state"]) for item in ended.json["items"]]


# --- export --------------------------------------------------------------------------------------


def test_more_than_a_file_can_hold_is_not_exported(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could not be read again."""
    monkeypatch.setattr("wecom_console.services.exporting.formats.MAX_CONNECTIONS", 1)
    path = write(tmp_path, toml(GOOD, {**GOOD, "identifier": "acme-other"}))
    ended = run("export", path)
    assert (1, "") == (ended.code, ended.out)


def test_a_pdf_is_a_page_a_connection(stored: CommandLine, tmp_path: Path) -> None:
    """For whoever tests with a phone; the ending says so."""
    stored.ok("profile", "duplicate", "acme-wecom", "acme-other")
    file = tmp_path / "sheet.pdf"
    stored.ok("export", "acme-wecom", "acme-other", "-o", file)
    with pypdfium2.PdfDocument(file) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    assert (2, True) == (len(pages), "acme-other" in pages[1])


def test_where_nothing_can_be_drawn_it_is_said(
    stored: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window's part may lack a library of the system."""
    script = "raise SystemExit('libEGL is missing')"
    monkeypatch.setattr(printed_sheet.as_pdf, "__kwdefaults__", {"script": script})
    ended = stored("export", "acme-wecom", "-o", tmp_path / "sheet.pdf")
    assert (4, True) == (ended.code, "libEGL is missing" in ended.err)


def test_an_encrypted_package_is_no_pdf(stored: CommandLine, tmp_path: Path) -> None:
    ended = stored("export", "acme-wecom", "--passphrase", "-o", tmp_path / "sheet.pdf")
    assert 2 == ended.code


def test_an_export_passes_its_own_check(stored: CommandLine, tmp_path: Path) -> None:
    """What is written can be read: TOML by default, to standard output."""
    file = write(tmp_path, stored.ok("export", "acme-wecom").out, name="out.toml")
    stored.ok("check", file)


def test_the_files_ending_chooses_the_format(stored: CommandLine, tmp_path: Path) -> None:
    """`-o acme.json` writes JSON without being told."""
    file = tmp_path / "out.json"
    stored.ok("export", "acme-wecom", "-o", file)
    assert file.read_text().startswith("{")
    stored.ok("check", file)


@pytest.mark.parametrize(("form", "begin"), [("toml", "# "), ("json", "{"), ("yaml", "# ")])
def test_the_format_can_be_named(stored: CommandLine, form: str, begin: str) -> None:
    """Whatever the file is called."""
    assert stored.ok("export", "acme-wecom", "--format", form).out.startswith(begin)


def test_yaml_goes_out_and_comes_back(stored: CommandLine, tmp_path: Path) -> None:
    """Exported, it is the same connection; changed, it is a difference."""
    file = tmp_path / "out.yaml"
    stored.ok("export", "acme-wecom", "-o", file)
    stored.ok("check", file)
    assert [("acme-wecom", "same")] == _states(stored.ok("import", file, "--json"))
    file.write_text(file.read_text().replace('"Acme 企业微信"', "Other"))
    stored.ok("import", file, "--on-conflict", "replace")
    assert "Other" == _name(stored)


def test_a_problem_in_yaml_has_its_line(run: CommandLine, acme: Path, tmp_path: Path) -> None:
    """As in TOML."""
    file = tmp_path / "out.yml"
    run.ok("export", acme, "--format", "yaml", "-o", file)
    file.write_text(file.read_text().replace('secret: "keyring:"', f"secret: {SECRET_TEXT}"))
    ended = run("check", file, "--json")
    (problem,) = ended.json["results"][0]["problems"]
    line = 1 + file.read_text().splitlines().index(f"    secret: {SECRET_TEXT}")
    assert (1, "secret.literal", line) == (ended.code, problem["code"], problem["line"])
    assert SECRET_TEXT not in ended.out + ended.err


def test_an_unknown_format_lists_the_known(stored: CommandLine) -> None:
    """Exit 2."""
    ended = stored("export", "acme-wecom", "--format", "xml")
    assert ended.code == 2
    assert "toml, json, yaml" in ended.err


def test_a_file_is_exported_like_a_stored_connection(run: CommandLine, acme: Path) -> None:
    """JSON to TOML, or one file out of several."""
    assert 'identifier = "acme-wecom"' in run.ok("export", acme).out


def test_a_connection_with_errors_is_not_exported(run: CommandLine, tmp_path: Path) -> None:
    """Nothing is written, not even the sound ones beside it."""
    file = write(tmp_path, toml(GOOD, {**one("schema", "x"), "identifier": "two"}))
    out = tmp_path / "out.toml"
    ended = run("export", file, "-o", out)
    assert (ended.code, ended.out, out.exists()) == (1, "", False)
    assert "schema.format" in ended.err


def test_one_identifier_twice_is_not_exported(run: CommandLine, acme: Path) -> None:
    """The file would not pass its own check."""
    ended = run("export", acme, acme)
    assert (ended.code, ended.out) == (1, "")


def test_an_existing_file_is_replaced(stored: CommandLine, tmp_path: Path) -> None:
    """Whole, with the permissions it had."""
    file = write(tmp_path, "old", name="out.toml")
    file.chmod(0o640)
    stored.ok("export", "acme-wecom", "-o", file)
    assert (file.read_text()[0], file.stat().st_mode & 0o777) == ("#", 0o640)


def test_a_link_to_a_file_stays_a_link(stored: CommandLine, tmp_path: Path) -> None:
    """What it leads to is replaced."""
    file = write(tmp_path, "old", name="real.toml")
    link = tmp_path / "out.toml"
    link.symlink_to(file)
    stored.ok("export", "acme-wecom", "-o", link)
    assert (link.is_symlink(), file.read_text()[0]) == (True, "#")


def test_a_device_is_written_to(stored: CommandLine) -> None:
    """`-o /dev/null` does not replace the device."""
    stored.ok("export", "acme-wecom", "-o", "/dev/null")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("name", ["nowhere/out.toml", "."])
def test_a_file_that_cannot_be_written_ends_with_4(
    stored: CommandLine, tmp_path: Path, name: str
) -> None:
    """With the system's reason."""
    assert stored("export", "acme-wecom", "-o", tmp_path / name).code == 4


# --- import: preview -----------------------------------------------------------------------------


def test_a_preview_changes_nothing(run: CommandLine, acme: Path) -> None:
    """`--dry-run` shows and ends with 0."""
    ended = run.ok("import", acme, "--dry-run", "--json")
    assert (_states(ended), ended.json["applied"], _identifiers(run)) == (
        [("acme-wecom", "new")],
        False,
        [],
    )


def test_a_preview_tells_the_four_cases(stored: CommandLine, tmp_path: Path) -> None:
    """New, the same, different with each difference, and with errors."""
    stored.ok("profile", "duplicate", "acme-wecom", "changed")
    file = write(
        tmp_path,
        toml(
            GOOD,
            {**CHANGED, "identifier": "changed"},
            {**GOOD, "identifier": "new"},
            {**one("schema", "x"), "identifier": "bad"},
        ),
    )
    ended = stored("import", file, "--dry-run", "--json")
    assert ended.code == 1
    assert _states(ended) == [
        ("acme-wecom", "same"),
        ("changed", "changed"),
        ("new", "new"),
        ("bad", "invalid"),
    ]
    by_file = {"changed_by": "file"}
    assert ended.json["items"][1]["changes"] == [
        {"field": "display_name", "before": "Acme 企业微信", "after": "Other", **by_file},
        {"field": "environment", "before": "development", "after": "production", **by_file},
    ]


def test_a_preview_for_people(stored: CommandLine, tmp_path: Path) -> None:
    """One sign and line per connection, one line per difference."""
    out = stored("import", write(tmp_path, toml(CHANGED)), "--dry-run").out
    assert out.splitlines() == [
        "~ acme-wecom  differs from the stored one",
        "    display_name: Acme 企业微信 → Other",
        "    environment: development → production",
    ]


@pytest.mark.parametrize("text", ["x", "", 'format = "wecom-console/2"'])
def test_a_file_that_cannot_be_read_ends_with_3(
    run: CommandLine, tmp_path: Path, text: str
) -> None:
    """Like everywhere."""
    assert run("import", write(tmp_path, text)).code == 3


@pytest.mark.parametrize("name", ["a" * 4000, "{" * 4000, "a.toml\0", "a" * 4000 + ".toml#a"])
@pytest.mark.parametrize("command", ["import", "check", "export"])
def test_a_name_that_no_system_has_ends_with_3(run: CommandLine, command: str, name: str) -> None:
    """The content of a file, pasted in place of its name, is one."""
    assert 3 == run(command, name).code


# --- import: applying ----------------------------------------------------------------------------


def test_new_connections_are_taken_in(run: CommandLine, tmp_path: Path) -> None:
    """All of the file, each with its action."""
    file = write(tmp_path, toml(GOOD, {**GOOD, "identifier": "two"}))
    ended = run.ok("import", file, "--json")
    assert [i["action"] for i in ended.json["items"]] == ["create", "create"]
    assert _identifiers(run) == ["acme-wecom", "two"]


def test_importing_twice_changes_nothing(stored: CommandLine, acme: Path) -> None:
    """No conflict, no revision."""
    assert stored.ok("import", acme, "--json").json["items"][0]["action"] == "same"
    assert len(stored.ok("profile", "history", "acme-wecom", "--json").json["revisions"]) == 1


def test_one_error_keeps_the_whole_file_out(run: CommandLine, tmp_path: Path) -> None:
    """All or nothing."""
    file = write(tmp_path, toml(GOOD, {**one("schema", "x"), "identifier": "two"}))
    assert (run("import", file).code, _identifiers(run)) == (1, [])


def test_an_unknown_key_of_the_file_keeps_it_out(run: CommandLine, tmp_path: Path) -> None:
    """It may be a setting that a newer version knows."""
    file = write(tmp_path, f"zzz = 1\n{GOOD_TOML}")
    assert (run("import", file).code, _identifiers(run)) == (1, [])


@pytest.mark.parametrize(
    ("resolution", "names", "identifiers"),
    [
        ("keep", ["Acme 企业微信"], ["acme-wecom"]),
        ("replace", ["Other"], ["acme-wecom"]),
        ("rename", ["Acme 企业微信", "Other"], ["acme-wecom", "acme-wecom-2"]),
    ],
)
def test_a_conflict_is_resolved_as_told(
    stored: CommandLine, tmp_path: Path, resolution: str, names: list[str], identifiers: list[str]
) -> None:
    """Keep the stored one, replace it as a new revision, or take both."""
    file = write(tmp_path, toml(CHANGED))
    ended = stored.ok("import", file, "--on-conflict", resolution, "--json")
    assert ended.json["items"][0]["action"] == resolution
    assert _identifiers(stored) == identifiers
    assert [_name(stored, identifier) for identifier in identifiers] == names


def test_a_conflict_is_a_question_at_a_terminal(stored: CommandLine, tmp_path: Path) -> None:
    """Asked again until the answer is one of the letters."""
    ended = stored("import", write(tmp_path, toml(CHANGED)), stdin=Typing("what\nr\n"))
    assert (ended.code, _name(stored)) == (0, "Other")


def test_a_conflict_is_refused_without_a_terminal(stored: CommandLine, tmp_path: Path) -> None:
    """The refusal names the option; nothing is imported."""
    new = {**GOOD, "identifier": "new"}
    ended = stored("import", write(tmp_path, toml(CHANGED, new)))
    assert (ended.code, _identifiers(stored)) == (2, ["acme-wecom"])
    assert "--on-conflict" in ended.err


def test_no_answer_imports_nothing(stored: CommandLine, tmp_path: Path) -> None:
    """Ctrl-D at the question."""
    file = write(tmp_path, toml({**GOOD, "identifier": "new"}, CHANGED))
    assert (stored("import", file, stdin=Typing("")).code, _identifiers(stored)) == (
        2,
        ["acme-wecom"],
    )


def test_an_unknown_resolution_is_wrong_usage(run: CommandLine, acme: Path) -> None:
    """Exit 2, before anything is read."""
    assert run("import", acme, "--on-conflict", "both").code == 2


def test_what_fails_half_way_is_undone(
    stored: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk at the third connection leaves the first two as they were."""
    insert = ProfileStore.insert

    def insert_until_full(
        self: ProfileStore, profile_id: str, document: Mapping[str, object], **rest: bool
    ) -> object:
        if document["identifier"] == "third":
            raise StoreUnavailable("store.disk_full", file="console.db")
        return insert(self, profile_id, document, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(ProfileStore, "insert", insert_until_full)
    file = write(
        tmp_path, toml(CHANGED, {**GOOD, "identifier": "new"}, {**GOOD, "identifier": "third"})
    )
    ended = stored("import", file, "--on-conflict", "replace", "--json")
    assert (ended.code, ended.json["applied"]) == (4, False)
    assert (_identifiers(stored), _name(stored)) == (["acme-wecom"], "Acme 企业微信")
    assert "Nothing was imported." in ended.err


# --- import: secrets -----------------------------------------------------------------------------


def test_local_secrets_stay(stored: CommandLine, tmp_path: Path) -> None:
    """An import that replaces a connection touches neither its secret nor where it is kept."""
    stored.ok("profile", "set-secret", "acme-wecom", stdin=SECRET_TEXT)
    file = write(tmp_path, toml({**CHANGED, "secret": "env:FROM_THE_TEAM"}))
    stored.ok("import", file, "--on-conflict", "replace")
    shown = stored.ok("profile", "show", "acme-wecom", "--json").json
    assert shown["profile"]["document"]["secret"] == "keyring:"
    assert shown["secrets"][0]["state"] == "present"


def test_another_place_of_a_secret_is_no_difference(stored: CommandLine, tmp_path: Path) -> None:
    """Where a team keeps a secret is each one's own matter."""
    ended = stored.ok("import", write(tmp_path, toml(one("secret", "env:TEAM"))), "--json")
    assert _states(ended) == [("acme-wecom", "same")]


def test_a_secret_file_moves_into_the_keyring(run: CommandLine, tmp_path: Path) -> None:
    """Its reference would mean nothing without the file's folder."""
    (tmp_path / "secret.txt").write_text(f"{SECRET_TEXT}\n")
    ended = run.ok("import", write(tmp_path, toml(one("secret", "file:secret.txt"))), "--json")
    assert SECRET_TEXT not in ended.out + ended.err
    profile = run.ok("profile", "show", "acme-wecom", "--json").json["profile"]
    kept = run.keyring.get(profile["id"], "secret")
    assert profile["document"]["secret"] == "keyring:"
    assert kept.reveal() == SECRET_TEXT  # type: ignore[union-attr]


def test_a_secret_file_that_is_missing_keeps_the_file_out(run: CommandLine, tmp_path: Path) -> None:
    """What would be lost is said before it is."""
    ended = run("import", write(tmp_path, toml(one("secret", "file:none.txt"))), "--json")
    codes = [p["code"] for p in ended.json["items"][0]["problems"]]
    assert (ended.code, "secret_ref.file_missing" in codes) == (1, True)


def test_without_a_keyring_secret_files_stay_where_they_are(
    run: CommandLine, tmp_path: Path
) -> None:
    """Exit 4, nothing imported: the secret would be gone with this process."""
    (tmp_path / "secret.txt").write_text(SECRET_TEXT)
    run.keyring = KeyringStore(Keyring)
    ended = run("import", write(tmp_path, toml(one("secret", "file:secret.txt"))))
    assert (ended.code, _identifiers(run)) == (4, [])


def two_files(tmp_path: Path, second: str = "acme-dev") -> Path:
    """A folder with two config files and what a repository has beside them."""
    folder = tmp_path / "connections"
    folder.mkdir()
    (folder / "a.toml").write_text(toml(GOOD), encoding="utf-8")
    (folder / "b.toml").write_text(toml(one("identifier", second)), encoding="utf-8")
    (folder / "wecom-console.schema.json").write_text('{"type": "object"}', encoding="utf-8")
    (folder / "notes.md").write_text("nothing", encoding="utf-8")
    return folder


def test_a_folder_is_taken_in_as_a_whole(run: CommandLine, tmp_path: Path) -> None:
    """What is no config file is left alone."""
    run.ok("import", two_files(tmp_path))
    listed = run.ok("profile", "list", "--json").json["profiles"]
    assert {"acme-wecom", "acme-dev"} == {one["identifier"] for one in listed}


def test_a_folders_yaml_belongs_to_it(run: CommandLine, tmp_path: Path) -> None:
    """And what is another program's does not, whatever of YAML it uses."""
    folder = two_files(tmp_path)
    run.ok("export", folder / "b.toml", "-o", folder / "b.yaml")
    (folder / "b.toml").unlink()
    (folder / "compose.yml").write_text("x: &x\n  a: 1\nb: *x\nc: !reset null\n", encoding="utf-8")
    run.ok("import", folder)
    assert ["acme-dev", "acme-wecom"] == sorted(_identifiers(run))


def test_an_identifier_in_two_files_of_a_folder_is_an_error(
    run: CommandLine, tmp_path: Path
) -> None:
    """The later one is in the wrong, and nothing is taken in."""
    ended = run("import", two_files(tmp_path, second="acme-wecom"))
    assert (1, True) == (ended.code, "Nothing was imported" in ended.err)
    assert [] == run.ok("profile", "list", "--json").json["profiles"]


def test_a_file_that_cannot_be_read_keeps_the_folder_out(run: CommandLine, tmp_path: Path) -> None:
    """Named with its place."""
    folder = two_files(tmp_path)
    (folder / "c.toml").write_text('format = "wecom-console/1"\nx = ', encoding="utf-8")
    ended = run("import", folder)
    assert (3, True) == (ended.code, "c.toml:2" in ended.err)


def test_a_folder_without_config_files_says_so(run: CommandLine, tmp_path: Path) -> None:
    """Not an import of nothing."""
    ended = run("import", tmp_path)
    assert (3, True) == (ended.code, "no config file" in ended.err)


@pytest.fixture
def parted(stored: CommandLine, tmp_path: Path) -> Path:
    """Exported once; since then the file has another name and package, here another name and
    environment."""
    path = tmp_path / "acme.toml"
    stored.ok("export", "acme-wecom", "-o", path)
    text = path.read_text(encoding="utf-8")
    changed = text.replace("com.acme.app", "com.acme.file").replace("Acme 企业微信", "File")
    assert text.count("com.acme.app") >= 1
    path.write_text(changed, encoding="utf-8")
    stored.ok("profile", "set", "acme-wecom", "display_name=Here", "environment=test")
    return path


def _document(run: CommandLine) -> dict[str, object]:
    found: dict[str, object] = run.ok("profile", "show", "acme-wecom", "--json").json["profile"][
        "document"
    ]
    return found


def test_the_preview_says_who_changed_what(stored: CommandLine, parted: Path) -> None:
    """Against the revision that both have in common."""
    ended = stored.ok("import", parted, "--dry-run")
    assert "changed on both sides since revision 1" in ended.out
    assert "changed here since revision 1, not in the file" in ended.out
    (item,) = stored.ok("import", parted, "--dry-run", "--json").json["items"]
    by = {change["field"]: change["changed_by"] for change in item["changes"]}
    assert ("both", "here") == (by["display_name"], by["environment"])
    assert "file" == by["android.package"]


@pytest.mark.parametrize(("prefer", "name"), [("here", "Here"), ("file", "File")])
def test_a_merge_keeps_what_either_side_changed(
    stored: CommandLine, parted: Path, prefer: str, name: str
) -> None:
    """The environment from here, the package from the file; the name as preferred."""
    stored.ok("import", parted, "--on-conflict", "merge", "--prefer", prefer)
    document = _document(stored)
    assert (name, "test") == (document["display_name"], document["environment"])
    assert "com.acme.file" == document["android"]["package"]  # type: ignore[index]


def test_what_both_changed_is_asked_value_by_value(stored: CommandLine, parted: Path) -> None:
    """At a terminal."""
    ended = stored.ok("import", parted, stdin=Typing("m\n?\nf\n"))
    assert "display_name was changed on both sides" in ended.err
    assert "File" == _document(stored)["display_name"]


def test_nobody_to_ask_and_no_preference_imports_nothing(stored: CommandLine, parted: Path) -> None:
    """It says which option would answer."""
    ended = stored("import", parted, "--on-conflict", "merge")
    assert (2, True) == (ended.code, "--prefer" in ended.err)
    assert "Here" == _document(stored)["display_name"]
