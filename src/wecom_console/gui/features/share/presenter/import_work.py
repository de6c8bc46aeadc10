"""The blocking half of the import: reading, comparing, taking in. Called on a worker thread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wecom_console.domain.secrets import Secret
from wecom_console.gui.features.share.presenter.import_rows import ImportRow, import_row
from wecom_console.messages.catalogue import Messages
from wecom_console.services.importing.watch import ImportStopped, ImportWatch

if TYPE_CHECKING:
    from wecom_console.exchange.age_package import PackageKey
    from wecom_console.exchange.file_problem import FileProblem
    from wecom_console.services.context import Services
    from wecom_console.services.importing.items import (
        Imported,
        ImportFailed,
        ImportItem,
        ImportPreview,
        Merge,
        Resolution,
        Undone,
    )
    from wecom_console.services.importing.sources import LockedPackage, Source
    from wecom_console.storage.imports.records import JournalRecord


ChosenSource = Path | tuple[Path, ...] | str
"""A file or folder, several files, or a link."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What was read, with its rows where it could be. `package` is there where it is one."""

    preview: "ImportPreview | FileProblem | ImportStopped"
    rows: tuple[ImportRow, ...] = ()
    package: "LockedPackage | None" = None


def rows_of(
    messages: Messages, preview: object, before: Mapping[str, ImportRow] | None = None
) -> tuple[ImportRow, ...]:
    """A row a connection, with the choices made `before`; none for what could not be read."""
    known = before or {}
    return tuple(
        import_row(messages, item, before=known.get(item.identifier))
        for item in getattr(preview, "items", ())
    )


def read_preview(
    services: "Callable[[], Services]", messages: Messages, chosen: ChosenSource, watch: ImportWatch
) -> ReadFile:
    """Reads files or a link and compares; of a package, what opens it. Blocks."""
    from wecom_console.services.importing.signatures import Trust, team_signers
    from wecom_console.services.importing.sources import open_source  # the readers, with the page

    trust = Trust(team_signers(services().settings_file.load().settings))
    return _previewed(services, messages, open_source(chosen, trust, watch), None, watch)


def read_unlocked(
    services: "Callable[[], Services]",
    messages: Messages,
    package: "LockedPackage",
    key: Secret | Path,
    watch: ImportWatch,
) -> ReadFile:
    """Opens the package with its passphrase or a file of identities, and compares. Blocks."""
    from wecom_console.exchange.age_package import PackageKey  # age
    from wecom_console.services.exporting.packages import read_identity

    found = PackageKey(passphrase=key) if isinstance(key, Secret) else read_identity(key)
    if not isinstance(found, PackageKey):
        return ReadFile(found, package=package)
    return _previewed(services, messages, package, found, watch)


def _previewed(
    services: "Callable[[], Services]",
    messages: Messages,
    source: "Source",
    key: "PackageKey | None",
    watch: ImportWatch,
) -> ReadFile:
    from wecom_console.services.importing.preview import preview_import  # with the page
    from wecom_console.services.importing.sources import LockedPackage

    preview = preview_import(source, services().profiles, key, watch)
    package = source if isinstance(source, LockedPackage) else None
    return ReadFile(preview, rows_of(messages, preview), package)


def apply_preview(
    services: "Callable[[], Services]",
    preview: "ImportPreview",
    chosen: dict[str, ImportRow],
    watch: ImportWatch | None = None,
) -> "Imported | ImportFailed | ImportStopped":
    """Takes it in. Blocks."""
    from wecom_console.services.importing.items import Merge, Resolution  # with the page
    from wecom_console.services.importing.service import import_service  # with the page

    def resolve(item: "ImportItem") -> "Resolution | Merge":
        row = chosen[item.identifier]
        if row.resolution == "merge":
            return Merge(frozenset(one.path for one in row.changes if one.is_taken))
        return Resolution(row.resolution)

    return import_service(services()).apply(preview, resolve, watch)


def broken_off(services: "Callable[[], Services]") -> "JournalRecord | None":
    """The last import, where its process was gone before its end. Blocks."""
    return services().import_journal.broken_off()


def end_journal(services: "Callable[[], Services]") -> None:
    """What a broken-off import has taken in stays. Blocks."""
    services().import_journal.keep()


def take_back(services: "Callable[[], Services]") -> "Undone | None":
    """Takes back what the last import did. Blocks."""
    from wecom_console.services.importing.service import import_service  # with the page

    return import_service(services()).undo_last()
