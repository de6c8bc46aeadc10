"""Every command with every option and every argument, each with values that fit and that do not."""

import io
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Final

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from architecture.properties import examples
from cli.support import CommandLine, MemoryKeyring, commands_of
from cli.test_any_line import Output
from exchange.files import GOOD_TOML, write
from wecom_console.cli.app import ROOT, main
from wecom_console.cli.exits import Exit
from wecom_console.cli.options import OneOf

NOT_UTF_8: Final = "\udcff"
VALUES: Final = (
    *("", NOT_UTF_8, "xx", "-1", "0", "9" * 20, "NaN", "=", "--", "a\nb", "企", "x" * 5000),
    *("/dev/null", "..", "nope.toml", "acme.toml", "acme-wecom", "file:x", "secret=keyring:"),
)
FITTING: Final = {
    **{key: ["acme.toml"] for key in ("WHAT…", "FILE", "APP")},
    **{key: ["acme-wecom"] for key in ("ID", "ID…", "IDENTIFIER")},
    "NEW": ["new"],
    "KEY=VALUE…": ["display_name=A"],
    "TEXT…": ["60020"],
    "NAME": ["alice"],
    "KEY": ["age1"],
}
"""By its name in help, an argument that the commands take."""

ELSEWHERE: Final = {
    "simulate": ["--scenario", "nope"],  # or it would serve for ever
    "test": ["--scenario", "nope"],  # a login each would be too long
}


def commands(group: click.Group, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """All that do something, with their names."""
    for name, command in commands_of(group).items():
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)
        elif name not in ("doctor", "selftest"):  # both look at the whole computer
            yield (*path, name), command


COMMANDS: Final = dict(commands(ROOT))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all lines, with a connection in it."""
    folder = tmp_path_factory.mktemp("home")
    file = write(folder, GOOD_TOML)
    assert "acme.toml" == file.name
    assert Exit.OK == ended(folder, ["profile", "add", "--from-file", str(file)])
    return folder


def ended(home: Path, argv: list[str]) -> int:
    """The exit code of a line that nobody answers."""
    environment = {"WECOM_CONSOLE_HOME": str(home), "WECOM_CONSOLE_LANG": "en"}
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(Output()),
        redirect_stderr(Output()),
    ):
        patch.setattr("sys.stdin", io.StringIO(""))
        patch.chdir(home)
        return main(argv, environment=environment, keyring=MemoryKeyring())


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    """A command with what it needs, and one of its options or arguments with any value."""
    path = draw(st.sampled_from(sorted(COMMANDS)))
    params = COMMANDS[path].params
    value = draw(st.sampled_from(VALUES))
    arguments = [one for one in params if isinstance(one, click.Argument)]
    needed = [word for one in arguments for word in FITTING.get(one.metavar or "", [])]
    line = [*path, *ELSEWHERE.get(path[0], [])]
    chosen = draw(st.sampled_from(params)) if params else None
    if isinstance(chosen, click.Option):
        option = max(chosen.opts, key=len)
        return [*line, option, *needed] if chosen.is_flag else [*line, option, value, *needed]
    return [*line, "--", value] if chosen else line


@settings(max_examples=examples(100))
@given(line=lines())
def test_every_option_with_any_value_ends_with_a_code(home: Path, line: list[str]) -> None:
    """No exception, and one of the table's codes."""
    assert ended(home, line) in set(Exit)


CHOICES: Final = [
    [*path, max(param.opts, key=len)]
    for path, command in COMMANDS.items()
    for param in command.params
    if isinstance(param, click.Option) and isinstance(param.type, OneOf)
]


@pytest.mark.parametrize("line", CHOICES, ids=" ".join)
@pytest.mark.parametrize("value", ["", "xx", NOT_UTF_8])
def test_a_choice_that_is_none_is_wrong_usage(home: Path, line: list[str], value: str) -> None:
    """Empty too."""
    assert Exit.USAGE == ended(home, [*line, value, "acme-wecom"])


@pytest.mark.parametrize(
    "line",
    [
        ["profile", "show", NOT_UTF_8],
        ["profile", "set", "acme-wecom", f"display_name={NOT_UTF_8}"],
        ["profile", "label", "acme-wecom", "--tag", NOT_UTF_8],
        ["explain", NOT_UTF_8],
    ],
    ids=" ".join,
)
def test_text_that_is_not_utf_8_is_wrong_usage(home: Path, line: list[str]) -> None:
    """It could be neither stored nor printed."""
    assert Exit.USAGE == ended(home, line)


def test_a_file_may_have_any_name(home: Path) -> None:
    """Names of files are bytes, also where they are not UTF-8."""
    (home / f"caf{NOT_UTF_8}.toml").write_bytes((home / "acme.toml").read_bytes())
    assert Exit.OK == ended(home, ["check", f"caf{NOT_UTF_8}.toml"])


@pytest.mark.parametrize(
    "line",
    [
        ["profile", "set-secret", "acme-wecom"],
        ["export", "acme-wecom", "--passphrase", "-o", "acme.age"],
    ],
    ids=" ".join,
)
def test_input_that_is_not_utf_8_is_none(stored: CommandLine, line: list[str]) -> None:
    """A secret that could not be sent, and a passphrase that could not be typed again."""
    assert Exit.USAGE == stored(*line, stdin=f"a{NOT_UTF_8}b\n").code
