"""The command line in this process, with its streams, an empty home and a keyring in memory."""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import click
import pytest

from domain.samples import GOOD, SECRET_TEXT
from wecom_console.__main__ import read_pixels
from wecom_console.cli.app import main
from wecom_console.domain.secrets import Secret
from wecom_console.exchange.config_file import FORMAT
from wecom_console.storage.secrets.protocol import SecretStore, SecretStoreStatus
from wecom_console.storage.secrets.session_store import SessionStore


class MemoryKeyring(SessionStore):
    """A keyring that works and forgets everything with the test."""

    @property
    def kind(self) -> str:
        """Stands in for the system's."""
        return "keyring"

    def status(self) -> SecretStoreStatus:
        """Always there."""
        return SecretStoreStatus("keyring", available=True, params={"backend": "memory"})


class Typing(io.StringIO):
    """A person at a terminal who types this."""

    def isatty(self) -> bool:
        """There is somebody to ask."""
        return True


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object on standard output."""
        return json.loads(self.out)


@dataclass(slots=True)
class CommandLine:
    """Runs commands; all of one test share home and keyring."""

    home: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch
    keyring: SecretStore
    environment: dict[str, str]

    def __call__(self, *argv: str | Path, stdin: TextIO | str = "") -> Ended:
        """Run ``wecom-console argv…``; `stdin` is piped in, or typed where it is `Typing`."""
        stream = io.StringIO(stdin) if isinstance(stdin, str) else stdin
        self.monkeypatch.setattr("sys.stdin", stream)
        # The real one reads from the terminal of whoever runs the tests.
        self.monkeypatch.setattr("getpass.getpass", lambda *_, **__: stream.readline().rstrip("\n"))
        self.capsys.readouterr()
        arguments = [str(argument) for argument in argv]
        code = main(
            arguments, environment=self.environment, keyring=self.keyring, read_pixels=read_pixels
        )
        printed = self.capsys.readouterr()
        return Ended(code, printed.out, printed.err)

    def ok(self, *argv: str | Path, stdin: TextIO | str = "") -> Ended:
        """The same for a command that must succeed."""
        ended = self(*argv, stdin=stdin)
        assert (0, "") == (ended.code, "" if ended.code == 0 else ended.err + ended.out)
        return ended


def commands_of(group: click.Group) -> dict[str, click.Command]:
    """The commands of a group by name, in the order of its help."""
    context = click.Context(group)
    found = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


def file_with_secret(run: CommandLine, folder: Path) -> Path:
    """A config file whose secret is in the environment of `run`."""
    run.environment["ACME_SECRET"] = SECRET_TEXT
    text = f'format = "{FORMAT}"\n[[connections]]\n'
    for key, value in GOOD.items():
        if isinstance(value, str) and key != "secret":
            text += f'{key} = "{value}"\n'
    path = folder / "acme.toml"
    path.write_text(text + 'secret = "env:ACME_SECRET"\n', encoding="utf-8")
    return path


def secret_here(run: CommandLine) -> str:
    """The secret that this desk's keyring holds for the one connection."""
    profile_id = run.ok("profile", "show", "acme-wecom", "--json").json["profile"]["id"]
    kept = run.keyring.get(profile_id, "secret")
    assert isinstance(kept, Secret)
    return kept.reveal()
