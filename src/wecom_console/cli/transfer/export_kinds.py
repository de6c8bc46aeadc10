"""What `export` can make of connections, decided once from its options."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wecom_console.cli.exits import Exit
from wecom_console.cli.session import CliSession
from wecom_console.services.exporting.formats import FORMATS, PDF, ExportFormat, choose_format

LINK: Final = "link"


@dataclass(frozen=True, slots=True)
class Recipients:
    """To whom a package goes: keys, members' names, files; with `team` to everyone in it. To
    nobody means a passphrase."""

    named: tuple[str, ...] = ()
    team: bool = False

    def __bool__(self) -> bool:
        return self.team or bool(self.named)


@dataclass(frozen=True, slots=True)
class AsText:
    """A text in one of the formats."""

    form: ExportFormat


@dataclass(frozen=True, slots=True)
class AsLink:
    """One line for a chat."""


@dataclass(frozen=True, slots=True)
class AsSheet:
    """A PDF to print, a page a connection."""


@dataclass(frozen=True, slots=True)
class AsPackage:
    """A config file in TOML with its secrets, encrypted."""

    to: Recipients


ExportKind = AsText | AsLink | AsSheet | AsPackage


def kind_of(
    session: CliSession, form: str, output: Path | None, to: Recipients, *, passphrase: bool
) -> ExportKind | Exit:
    """What the options mean; `form` is empty where the file's ending decides."""
    kind = _unencrypted(form, output)
    if kind is None:
        names = (*(known.name for known in FORMATS), LINK, PDF)
        return session.refuse("format", formats=", ".join(names))
    if not passphrase and not to:
        return kind
    is_toml = isinstance(kind, AsText) and form in ("", FORMATS[0].name)
    if not is_toml or (passphrase and to):
        return session.refuse("package")
    return AsPackage(to)


def _unencrypted(form: str, output: Path | None) -> AsText | AsLink | AsSheet | None:
    name = output.name if output else ""
    if form == LINK:
        return AsLink()
    if form == PDF or (not form and name.lower().endswith(f".{PDF}")):
        return AsSheet()
    chosen = choose_format(form, name)
    return AsText(chosen) if chosen else None
