"""`check`: results, exit codes, and what is said where."""

from pathlib import Path

import pytest

from cli.support import CommandLine
from domain.samples import GOOD, SECRET_TEXT, one
from exchange.files import GOOD_TOML, toml, write

MISMATCH = "wwauth0123456789abcdef000007"


def test_a_sound_file_ends_with_0(run: CommandLine, acme: Path) -> None:
    """Nothing wrong, exit 0, the connection named."""
    ended = run("check", acme)
    assert (ended.code, ended.out) == (0, f"✓ {acme} · acme-wecom\n")


def test_a_sound_file_as_json(run: CommandLine, acme: Path) -> None:
    """The documented shape."""
    assert run("check", acme, "--json").json == {
        "results": [{"what": str(acme), "connection": "acme-wecom", "ok": True, "problems": []}]
    }


def test_an_error_ends_with_1(run: CommandLine, tmp_path: Path) -> None:
    """With its field, its line, its code and the repair."""
    file = write(tmp_path, toml(one("schema", MISMATCH)))
    ended = run("check", file)
    assert ended.code == 1
    assert "error Schema (schema), line 9: " in ended.out
    assert "[schema.mismatch]" in ended.out
    assert 'schema = "wwauth0123456789abcdef000002"' in ended.out


def test_a_problem_as_json(run: CommandLine, tmp_path: Path) -> None:
    """The documented keys, with the fix as an object."""
    file = write(tmp_path, toml(one("schema", MISMATCH)))
    (result,) = run("check", file, "--json").json["results"]
    (problem,) = result["problems"]
    assert problem.pop("message").startswith("The Schema's last six digits")
    assert problem == {
        "code": "schema.mismatch",
        "severity": "error",
        "field": "schema",
        "line": 9,
        "column": None,
        "fix": {
            "field": "schema",
            "value": "wwauth0123456789abcdef000002",
            "label": "Change to …000002",
        },
    }


def test_a_warning_ends_with_0(run: CommandLine, tmp_path: Path) -> None:
    """A warning is told and does not fail a batch."""
    ended = run("check", write(tmp_path, toml(one("agent_id", "7"))), "--json")
    assert [p["severity"] for p in ended.json["results"][0]["problems"]] == ["warning", "warning"]
    assert ended.code == 0


def test_an_accepted_mismatch_is_a_warning(run: CommandLine, tmp_path: Path) -> None:
    """`accept` works in a file as it does in the window."""
    raw = {**one("schema", MISMATCH), "accept": ["schema.mismatch"]}
    assert run("check", write(tmp_path, toml(raw))).code == 0


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("format = ", "file.syntax", 1, 10),
        (GOOD_TOML + "x = \n", "file.syntax", 18, 5),
        ('format = "wecom-console/9"', "file.version", 1, 1),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_3(
    run: CommandLine, tmp_path: Path, text: str, code: str, line: int | None, column: int | None
) -> None:
    """It is a result with a problem that has line and column."""
    ended = run("check", write(tmp_path, text), "--json")
    (result,) = ended.json["results"]
    (problem,) = result["problems"]
    assert (ended.code, result["ok"], result["connection"]) == (3, False, "")
    assert (problem["code"], problem["line"], problem["column"]) == (code, line, column)


def test_the_place_is_told_as_compilers_do(run: CommandLine, tmp_path: Path) -> None:
    """``file:line:column: error: …`` on standard error."""
    file = write(tmp_path, "format = ")
    ended = run("check", file)
    assert ended.err.startswith(f"{file}:1:10: error: A value is expected here.")
    assert ended.out == ""


@pytest.mark.parametrize("name", ["nothing.toml", "nothing", "NOTHING"])
def test_a_missing_file_ends_with_3(run: CommandLine, name: str) -> None:
    """Whether or not the name could have been a stored connection's."""
    assert run("check", name).code == 3


def test_a_name_that_is_nothing_says_both(run: CommandLine) -> None:
    """Neither a stored connection nor a file."""
    assert "no stored connection and no file" in run("check", "nothing").err


def test_the_gravest_of_a_batch_wins(run: CommandLine, tmp_path: Path, acme: Path) -> None:
    """3 before 1 before 0, and every result is told."""
    bad = write(tmp_path, toml(one("schema", MISMATCH)), name="bad.toml")
    broken = write(tmp_path, "x", name="broken.toml")
    assert [
        run("check", acme, bad).code,
        run("check", acme, bad, broken).code,
        len(run("check", acme, bad, broken, "--json").json["results"]),
    ] == [1, 3, 3]


def test_each_connection_of_a_file_is_a_result(run: CommandLine, tmp_path: Path) -> None:
    """In the file's order; one without a name has its number."""
    file = write(tmp_path, toml(GOOD, {**GOOD, "identifier": "two"}, {"identifier": 3}))
    results = run("check", file, "--json").json["results"]
    assert [(r["connection"], r["ok"]) for r in results] == [
        ("acme-wecom", True),
        ("two", True),
        ("#3", False),
    ]


def test_the_same_identifier_twice_is_an_error(run: CommandLine, tmp_path: Path) -> None:
    """The later one is in the wrong."""
    ended = run("check", write(tmp_path, toml(GOOD, GOOD)), "--json")
    assert [[p["code"] for p in r["problems"]] for r in ended.json["results"]] == [
        [],
        ["identifier.taken"],
    ]


def test_one_connection_of_a_file_can_be_named(run: CommandLine, tmp_path: Path) -> None:
    """``FILE#IDENTIFIER``."""
    file = write(tmp_path, toml(one("schema", "x"), {**GOOD, "identifier": "two"}))
    assert [run("check", f"{file}#two").code, run("check", f"{file}#no").code] == [0, 3]


def test_problems_of_the_file_are_a_result_of_their_own(run: CommandLine, tmp_path: Path) -> None:
    """An unknown key beside the connections belongs to none of them."""
    ended = run("check", write(tmp_path, f"zzz = 1\n{GOOD_TOML}"), "--json")
    assert [(r["connection"], r["ok"]) for r in ended.json["results"]] == [
        ("", False),
        ("acme-wecom", True),
    ]
    assert ended.code == 1


def test_a_stored_connection_is_checked(stored: CommandLine) -> None:
    """By its identifier; that it has the name itself is no conflict."""
    assert stored("check", "acme-wecom", "--json").json["results"][0]["ok"] is True


def test_a_stored_name_comes_before_a_file(
    stored: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of that name in the current folder is ``./acme-wecom``."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "broken", name="acme-wecom")
    assert [stored("check", "acme-wecom").code, stored("check", "./acme-wecom").code] == [0, 3]


def test_a_file_without_an_ending_is_found(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no stored connection has its name."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, GOOD_TOML, name="connections")
    assert run("check", "connections").code == 0


def test_a_literal_secret_is_refused_and_not_repeated(run: CommandLine, tmp_path: Path) -> None:
    """Exit 1, and the secret is in no output."""
    file = write(tmp_path, toml(one("secret", SECRET_TEXT)))
    for ended in (run("check", file), run("check", file, "--json")):
        assert ended.code == 1
        assert SECRET_TEXT[:12] not in ended.out + ended.err


@pytest.mark.parametrize(
    ("reference", "code", "exit_code"),
    [
        ("file:secret.txt", None, 0),
        ("file:none.txt", "secret_ref.file_missing", 0),
        ("file:../outside.txt", "secret_ref.file_outside", 1),
        ("file:link.txt", "secret_ref.file_outside", 1),
    ],
)
def test_secret_files_are_looked_at(
    run: CommandLine, tmp_path: Path, reference: str, code: str | None, exit_code: int
) -> None:
    """One that leads out of the folder is an error, also by a link; a missing one a warning."""
    folder = tmp_path / "config"
    folder.mkdir()
    (tmp_path / "outside.txt").write_text(SECRET_TEXT)
    (folder / "secret.txt").write_text(SECRET_TEXT)
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    ended = run("check", write(folder, toml(one("secret", reference))), "--json")
    codes = [p["code"] for p in ended.json["results"][0]["problems"]]
    assert (ended.code, codes) == (exit_code, [code] if code else [])


def test_a_hostile_name_does_not_reach_the_terminal(run: CommandLine, tmp_path: Path) -> None:
    """Control characters of a file are not printed as they are."""
    raw = {**GOOD, "identifier": "\x1b[2J", "\u202eevil": 1}
    ended = run("check", write(tmp_path, toml(raw)))
    assert [c for c in ended.out if c in "\x1b\u202e"] == []


def test_chinese_is_spoken(run: CommandLine, tmp_path: Path) -> None:
    """The same results in the other language."""
    ended = run("check", write(tmp_path, toml(one("schema", MISMATCH))), "--lang", "zh_CN")
    assert "错误 Schema（schema），第 9 行：Schema 末六位与 AgentID 不一致" in ended.out


def test_quiet_leaves_results(run: CommandLine, acme: Path) -> None:
    """The remark about the total is left out."""
    assert [run("check", acme).err != "", run("check", acme, "--quiet").err] == [True, ""]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "secret_ref.env_unset"),
        ("zq7x9\n", "secret_form.newline"),
        ("zq7 x9", "secret_form.blank"),
    ],
)
def test_what_shows_of_a_secret_is_a_warning(
    run: CommandLine, tmp_path: Path, value: str | None, code: str
) -> None:
    """Without asking anybody, and without its value."""
    if value is not None:
        run.environment["ACME_SECRET_OF_TEST"] = value
    ended = run.ok(
        "check", write(tmp_path, toml(one("secret", "env:ACME_SECRET_OF_TEST"))), "--json"
    )
    (problem,) = ended.json["results"][0]["problems"]
    assert (code, "warning", "secret") == (problem["code"], problem["severity"], problem["field"])
    assert value is None or value.strip() not in ended.out
