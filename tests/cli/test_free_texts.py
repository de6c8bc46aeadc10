"""Whatever takes a text on the command line keeps no secret in the clear."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import click
import pytest

from architecture.seeded_keys import age_identity
from cli.support import CommandLine, commands_of
from domain.samples import SECRET_TEXT
from wecom_console.cli.app import ROOT

ALICE: Final = str(age_identity("alice").to_public())
MISPLACED: Final = SECRET_TEXT[::-1]
"""Not the one that the connection has."""

LINES: Final[Mapping[str, tuple[str, ...]]] = {
    "profile add": ("--draft", "identifier=half"),
    "profile set": ("acme-wecom", "tags=new"),
    "profile set-secret": ("acme-wecom",),
    "profile label": ("acme-wecom", "--tag", "new"),
    "profile duplicate": ("acme-wecom", "copy"),
    "profile restore": ("acme-wecom",),
    "profile remove": ("copy", "--yes"),
    "profile archive": ("acme-wecom",),
    "profile unarchive": ("acme-wecom",),
    "profile history": ("acme-wecom",),
    "profile show": ("acme-wecom",),
    "profile list": (),
    "team add": ("alice", ALICE),
    "team remove": ("alice",),
    "team list": (),
    "import": ("more.toml",),
    "test": ("acme-wecom",),
    "check": ("acme-wecom",),
    "export": ("acme-wecom",),
    "link": ("acme-wecom",),
    "explain": ("wecom.60020",),
    "inspect": ("more.toml",),
}
"""What reads or writes the data folder, with the arguments it needs."""

OTHERS: Final = frozenset(
    (
        *("replay", "scenarios", "simulate", "schema", "doctor", "selftest", "version"),
        "events",
        *("diff", "apply", "pull", "vault"),
    )
)
"""What writes nothing there, or only what Authing answered; a vault is encrypted."""

IN_THE_CLEAR: Final = "--state"
"""Of `test`: a random text of the app's own, which goes to WeCom and back in an address."""


def leaves(group: click.Group, name: str = "") -> Iterator[tuple[str, click.Command]]:
    for key, command in commands_of(group).items():
        path = f"{name} {key}".strip()
        if isinstance(command, click.Group):
            yield from leaves(command, path)
        else:
            yield path, command


def ways(name: str, command: click.Command) -> Iterator[list[str]]:
    """The text behind each option that takes one (the name of a file is none), and in place of
    each argument."""
    line = LINES[name]
    for param in command.params:
        is_text = isinstance(param, click.Option) and not param.is_flag and param.metavar != "F"
        if is_text and param.opts[0] != IN_THE_CLEAR:
            yield [*name.split(), *line, param.opts[0], MISPLACED]
    for place, word in enumerate(line):
        key, equals, _ = word.partition("=")
        worded = f"{key}={MISPLACED}" if equals else MISPLACED
        yield [*name.split(), *line[:place], worded, *line[place + 1 :]]


TREE: Final = {name: command for name, command in leaves(ROOT) if name.split()[0] not in OTHERS}


def test_every_command_is_looked_at() -> None:
    """A new one is put here or there."""
    assert set(LINES) == set(TREE)


@pytest.mark.parametrize("name", LINES)
def test_no_text_of_a_command_keeps_a_secret(
    stored: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Neither behind an option nor as an argument: it is in no file of the data folder."""
    monkeypatch.chdir(tmp_path)
    Path("more.toml").write_text((tmp_path / "acme.toml").read_text().replace("acme-", "more-"))
    stored("profile", "duplicate", "acme-wecom", "copy")
    told = {}
    for line in ways(name, TREE[name]):
        stored(*line)
        content = b"".join(p.read_bytes() for p in stored.home.iterdir() if p.is_file())
        told[" ".join(line)] = MISPLACED.encode() in content
    assert [] == [line for line, is_kept in told.items() if is_kept]
