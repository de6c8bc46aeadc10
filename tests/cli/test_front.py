"""The front: global options, languages, help, usage errors, versions."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from cli.support import CommandLine, commands_of
from wecom_console import __version__
from wecom_console.cli.app import ASIDE, COMMANDS, ROOT
from wecom_console.cli.columns import cells, columns, wrapped
from wecom_console.cli.exits import Exit, gravest
from wecom_console.cli.global_options import language_named, language_of_environment, split_globals
from wecom_console.messages.catalogue import LANGUAGES, load_messages

HAN = re.compile("[\u4e00-\u9fff]")


def _inner(command: click.Command) -> list[str]:
    return list(commands_of(command)) if isinstance(command, click.Group) else []


PATHS = [
    path
    for name, command in commands_of(ROOT).items()
    for path in ([name], *([name, inner] for inner in _inner(command)))
]


# --- global options ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "argv",
    [
        ["--lang", "zh_CN", "version"],
        ["version", "--lang", "zh_CN"],
        ["version", "--lang=zh"],
        ["--no-color", "version", "--quiet", "--lang", "zh-Hans"],
    ],
)
def test_global_options_stand_anywhere(argv: list[str]) -> None:
    """Before or after the command's name."""
    options = split_globals(argv)
    assert (options.arguments, options.language) == (("version",), "zh_CN")


def test_behind_two_dashes_nothing_is_global() -> None:
    """An argument may be called like an option."""
    assert split_globals(["check", "--", "--quiet"]).arguments == ("check", "--", "--quiet")


@pytest.mark.parametrize(
    ("text", "language"),
    [("zh_CN", "zh_CN"), ("zh", "zh_CN"), ("zh-TW", "zh_CN"), ("en_GB.UTF-8", "en"), ("de", "")],
)
def test_languages_are_known_by_their_usual_names(text: str, language: str) -> None:
    """Any spelling of a locale."""
    assert language_named(text) == language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "zh_CN"}, "zh_CN"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_systems_language_is_the_default(environment: dict[str, str], language: str) -> None:
    """The first locale variable that is set decides."""
    assert language_of_environment(environment) == language


def _is_chinese(run: CommandLine, *argv: str) -> bool:
    return bool(HAN.search(run("--help", *argv).out))


def test_the_option_beats_the_variable_beats_the_setting_beats_the_system(
    run: CommandLine,
) -> None:
    """`--lang`, WECOM_CONSOLE_LANG, the window's setting, LC_ALL or LANG, English."""
    run.environment.pop("WECOM_CONSOLE_LANG")
    heard = [_is_chinese(run)]
    run.environment["LANG"] = "zh_CN.UTF-8"
    heard.append(_is_chinese(run))
    run.home.mkdir()
    (run.home / "settings.json").write_text(json.dumps({"language": "en"}))
    heard.append(_is_chinese(run))
    run.environment["WECOM_CONSOLE_LANG"] = "zh_CN"
    heard.append(_is_chinese(run))
    heard.append(_is_chinese(run, "--lang", "en"))
    assert heard == [False, True, False, True, False]


@pytest.mark.parametrize("argv", [["--lang", "de", "version"], ["version", "--lang"]])
def test_an_unknown_language_is_wrong_usage(run: CommandLine, argv: list[str]) -> None:
    """Exit 2, with the two that are spoken."""
    ended = run(*argv)
    assert (ended.code, "zh_CN" in ended.err) == (2, True)


# --- help ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", PATHS, ids=" ".join)
def test_every_command_has_help_in_both_languages(
    run: CommandLine, command: list[str], language: str
) -> None:
    """Every text is there, every option described, nothing is left of click's own words."""
    ended = run.ok(*command, "--help", "--lang", language)
    assert not re.search(r"(?<!docs/)cli\.", ended.out)
    assert "[OPTIONS]" not in ended.out or language == "en"
    if language == "zh_CN":
        english = re.findall(r"(?:^|\s)(?:[A-Za-z]+ ){4,}", ended.out)
        assert english == [], ended.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_lists_every_command(run: CommandLine, language: str) -> None:
    """With one line each that fits."""
    out = run.ok("--help", "--lang", language).out
    rows = [line for line in out.splitlines() if re.match(r"  [a-z]+  ", line)]
    assert [row.split()[0] for row in rows] == list(COMMANDS)
    assert max(cells(line) for line in out.splitlines()) <= 100


@pytest.mark.parametrize("argv", [[], ["profile"]])
def test_a_missing_command_gets_help_and_2(run: CommandLine, argv: list[str]) -> None:
    """On standard error, because it was not asked for."""
    ended = run(*argv)
    assert (ended.code, ended.out, "Commands:" in ended.err) == (2, "", True)


def test_every_command_is_where_the_tables_say() -> None:
    """Each place names a command, which has the name that it is listed by."""
    top = commands_of(ROOT)
    groups = [ROOT, *(one for one in top.values() if isinstance(one, click.Group))]
    listed = [item for group in groups for item in commands_of(group).items()]
    assert [(name, name) for name, _ in listed] == [(name, one.name) for name, one in listed]


def test_help_texts_belong_to_commands() -> None:
    """There is one of each kind for every command, and none is left over."""
    texts = load_messages("en").texts
    codes = {code.removeprefix("cli.") for code in texts if code.startswith("cli.")}
    paths = {".".join(path).replace("-", "_") for path in PATHS}
    briefs = {code.removesuffix(".brief") for code in codes if code.endswith(".brief")}
    abouts = {code.removesuffix(".about") for code in codes if code.endswith(".about")}
    assert (paths, paths | {"app", *ASIDE}) == (briefs, abouts)


def test_every_text_of_the_command_line_is_used() -> None:
    """No sentence is left over from an option that has gone."""
    root = Path(__file__).resolve().parents[2] / "src" / "wecom_console"
    quoted = {
        text
        for path in root.rglob("*.py")
        for text in re.findall(r"""["']([a-z0-9_.-]+)(?=["'])""", path.read_text())
    }
    built = {"doctor", "severity", "help", "import", "selftest"}  # put together from parts
    unused = [
        code
        for code in load_messages("en").texts
        if code.startswith("cli.")
        and code.split(".")[1] not in built
        and not code.endswith((".about", ".brief"))  # of commands, as above
        and quoted.isdisjoint(
            code.removeprefix(prefix) for prefix in ("cli.", "cli.refused.", "cli.usage.")
        )
    ]
    assert unused == []


# --- usage errors --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["chek"], "there is no such command. Did you mean check"),
        (["check"], "WHAT… is missing."),
        (["check", "a", "--jsn"], "argument 3 is not a known option."),
        (["check", "a", "--jsn"], "Did you mean --json?"),
        (["link", "a", "--platform", "nokia"], "--platform must be one of: android, ios, harmony."),
        (["link", "a", "--platform"], "--platform needs a value."),
        (["check", "a", "--json=1"], "--json takes no value."),
        (["simulate", "--port", "many"], "the value of --port has the wrong type."),
        (["simulate", "--port", "99999"], "--port must be between 0 and 65535."),
        (["simulate", "acme"], "put --from before"),
        (["version", "x"], "there is one argument too many."),
        (["profile", "remove", "a", "-yz"], "argument 4 is not a known option."),
        (["test", "--demo", "--platform", "nokia"], "--platform must be one of: android, ios,"),
        (["--"], "a command is missing."),
        (["profile", "set-secret", "a", "b"], "a secret cannot be passed as an argument"),
    ],
)
def test_wrong_usage_is_explained(run: CommandLine, argv: list[str], said: str) -> None:
    """Exit 2, on standard error, in our own words."""
    ended = run(*argv)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_wrong_usage_is_explained_in_chinese(run: CommandLine) -> None:
    """No English sentence is mixed in."""
    err = run("check", "a", "--jsn", "--lang", "zh_CN").err
    assert err.splitlines()[0] == "用法有误：第 3 个参数是这里不认识的选项。是否想写 --json？"


# --- exit codes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], Exit.OK),
        ([Exit.OK, Exit.FOUND], Exit.FOUND),
        ([Exit.FOUND, Exit.UNREADABLE], Exit.UNREADABLE),
        ([Exit.OUTSIDE, Exit.UNREADABLE, Exit.FOUND], Exit.OUTSIDE),
        ([Exit.OUTSIDE, Exit.BUG], Exit.BUG),
    ],
)
def test_the_gravest_code_wins(codes: list[Exit], expected: Exit) -> None:
    """70, 4, 3, 1, 0."""
    assert gravest(codes) is expected


# --- what there is -------------------------------------------------------------------------------


def test_the_version_is_told(run: CommandLine) -> None:
    """As a command and as an option, for people and programs."""
    assert run.ok("version", "--json").json["version"] == __version__
    assert run.ok("--version").out == f"wecom-console {__version__}\n"


def test_the_schema_is_json(run: CommandLine) -> None:
    """Descriptions are in the language."""
    schema = run.ok("schema", "--lang", "zh_CN").json
    assert schema["title"] == "WeCom Console 配置文件，版本 1"


def test_the_scenarios_are_listed(run: CommandLine) -> None:
    """The same for people and programs."""
    names = [one["name"] for one in run.ok("scenarios", "--json").json["scenarios"]]
    lines = run.ok("scenarios").out.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")] == names
    assert "success" in names


# --- the process ---------------------------------------------------------------------------------


def _process(*argv: str, home: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    variables = {"WECOM_CONSOLE_HOME": str(home), "PATH": "", **environment}
    return subprocess.run(
        [sys.executable, "-m", "wecom_console", *argv],
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=600,
    )


AGE_KEY = "age1c62wu3jr6gpzprs0lpwjj8w0lr8wuehvu99su2khdxut9js85a4sjca7rf"


@pytest.mark.parametrize("line", ["profile list", f"vault init --recipient {AGE_KEY}", "export a"])
def test_a_data_folder_whose_name_is_too_long_is_no_bug(tmp_path: Path, line: str) -> None:
    """What the system says of a name ends with 4, and the next step is told."""
    done = _process(*line.split(), home=tmp_path / ("x" * 300), WECOM_CONSOLE_LANG="en")
    assert (4, True) == (done.returncode, b"too long" in done.stderr)


def test_the_doctor_says_that_the_data_folder_cannot_be_used(tmp_path: Path) -> None:
    """It does not fall over what it is there for."""
    done = _process("doctor", "--json", home=tmp_path / ("x" * 300), WECOM_CONSOLE_LANG="en")
    found = {one["check"]: one["code"] for one in json.loads(done.stdout)["checks"]}
    assert "not_writable" == found["data"]


def test_a_check_in_a_process(acme: Path, tmp_path: Path) -> None:
    """The real program ends with the documented code."""
    done = _process("check", str(acme), home=tmp_path, LANG="C.UTF-8")
    assert (done.returncode, done.stdout.decode()) == (0, f"✓ {acme} · acme-wecom\n")


def test_a_narrow_encoding_is_no_crash(acme: Path, tmp_path: Path) -> None:
    """Signs that the terminal lacks become words or escapes."""
    done = _process("check", str(acme), "--lang", "zh_CN", home=tmp_path, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stdout.startswith(b"ok ")) == (0, True)


def test_help_in_a_narrow_encoding_is_no_crash(tmp_path: Path) -> None:
    """As on a Windows console of another language."""
    argv = ("check", "--help", "--lang", "zh_CN")
    done = _process(*argv, home=tmp_path, PYTHONIOENCODING="cp1252")
    assert (0, b"WHAT" in done.stdout) == (done.returncode, True)


def test_a_closed_pipe_is_no_crash(tmp_path: Path) -> None:
    """``wecom-console schema | head -1``."""
    command = f"{shlex.quote(sys.executable)} -m wecom_console schema | head -c 1"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        env={"WECOM_CONSOLE_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )
    assert (done.stdout, b"Traceback" in done.stderr) == (b"{", False)


# --- columns -------------------------------------------------------------------------------------


def test_wide_characters_take_two_cells() -> None:
    """And combining marks none."""
    assert [cells("企业"), cells("ab"), cells("e\u0301")] == [4, 2, 1]


def test_columns_line_up() -> None:
    """By cells, not by characters."""
    assert columns([("企业", "a"), ("abc", "b")]) == ["企业  a", "abc   b"]


@pytest.mark.parametrize(
    "text", ["one two three four", "企业微信移动端，登录测试", "用 --json 输出"]
)
@pytest.mark.parametrize("width", [8, 10, 20])
def test_text_is_wrapped_within_its_width(text: str, width: int) -> None:
    """Nothing is lost, and no line is too long or begins with a comma."""
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert [line for line in lines if cells(line) > width or line[:1] in "，。"] == []
