"""What `export` makes of its options, before it looks at a connection."""

from pathlib import Path

import pytest

from cli.support import CommandLine
from wecom_console.cli.app import make_session
from wecom_console.cli.global_options import split_globals
from wecom_console.cli.transfer.export_kinds import (
    AsLink,
    AsPackage,
    AsSheet,
    AsText,
    ExportKind,
    Recipients,
    kind_of,
)
from wecom_console.services.exporting.formats import format_named


def _text(name: str) -> AsText:
    form = format_named(name)
    assert form is not None
    return AsText(form)


NOBODY = Recipients()
ALICE = Recipients(("alice",))


@pytest.mark.parametrize(
    ("form", "output", "to", "passphrase", "expected"),
    [
        ("", None, NOBODY, False, _text("toml")),
        ("", "team.JSON", NOBODY, False, _text("json")),
        ("env", "team.json", NOBODY, False, _text("env")),
        ("", "sheet.PDF", NOBODY, False, AsSheet()),
        ("pdf", None, NOBODY, False, AsSheet()),
        ("toml", "sheet.pdf", NOBODY, False, _text("toml")),
        ("link", "sheet.pdf", NOBODY, False, AsLink()),
        ("", "acme.age", ALICE, False, AsPackage(ALICE)),
        ("toml", None, NOBODY, True, AsPackage(NOBODY)),
    ],
)
def test_the_format_or_else_the_files_ending_decides(
    form: str, output: str | None, to: Recipients, passphrase: bool, expected: ExportKind
) -> None:
    """TOML where neither says anything; recipients and passphrases make a package of it."""
    session = make_session(split_globals(["--lang", "en"]), {})
    file = None if output is None else Path(output)
    assert expected == kind_of(session, form, file, to, passphrase=passphrase)


@pytest.mark.parametrize(
    "argv",
    [
        ("--format", "json", "--passphrase"),
        ("--format", "link", "--team"),
        ("--format", "pdf", "--encrypt-to", "alice"),
        ("-o", "sheet.pdf", "--passphrase"),
        ("--passphrase", "--team"),
    ],
)
def test_a_package_is_toml_with_one_kind_of_lock(run: CommandLine, argv: tuple[str, ...]) -> None:
    """Anything else is refused before a file is read."""
    ended = run("export", "nothing.toml", *argv)
    assert (2, "") == (ended.code, ended.out)
    assert "a package is TOML inside" in ended.err


@pytest.mark.parametrize("command", ["export", "link"])
@pytest.mark.parametrize("output", ["-", ""])
def test_a_dash_is_standard_output(run: CommandLine, acme: Path, command: str, output: str) -> None:
    """As for other programs; so is an empty name."""
    kinds = {"export": "# Connections", "link": "intent:"}
    assert run.ok(command, acme, "-o", output).out.startswith(kinds[command])
