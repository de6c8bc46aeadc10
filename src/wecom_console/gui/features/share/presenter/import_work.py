"""The blocking half of the import: reading, comparing, taking in. Called on a worker thread."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wecom_console.domain.secrets import Secret
from wecom_console.gui.features.share.presenter.import_rows import ImportRow, import_row
from wecom_console.messages.catalogue import Messages
from wecom_console.services.importing.watch import ImportStopped, ImportWatch

if TYPE_CHECKING:
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
    from wecom_console.services.importing.service import ImportService
    from wecom_console.storage.import_journal import JournalRecord


Source = Path | tuple[Path, ...] | str
"""A file or folder, several files, or a link."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What was read, with its rows where it could be."""

    preview: "ImportPreview | FileProblem | ImportStopped"
    rows: tuple[ImportRow, ...] = ()


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
    services: "Callable[[], Services]",
    messages: Messages,
    source: Source,
    passphrase: Secret | None = None,
    identity: Path | None = None,
    watch: ImportWatch | None = None,
) -> ReadFile:
    """Reads a file or a link and compares; of a package without its key, what it needs. Blocks."""
    from wecom_console.services.importing.service import (
        import_service,  # the readers come with the page
    )

    service = import_service(services())
    if isinstance(source, tuple):
        preview = service.preview_files(source, watch)
    elif isinstance(source, str):
        preview = service.preview_link(source, watch)
    else:
        preview = _preview(service, source, passphrase, identity, watch)
    return ReadFile(preview, rows_of(messages, preview))


def _preview(
    service: "ImportService",
    path: Path,
    passphrase: Secret | None,
    identity: Path | None,
    watch: ImportWatch | None,
) -> "ImportPreview | FileProblem | ImportStopped":
    if passphrase is None and identity is None:
        preview = service.preview(path, watch=watch)
        if getattr(preview, "code", "") != "file.package":
            return preview
    from wecom_console.exchange.age_package import PackageKey  # age
    from wecom_console.services.exporting.packages import read_key_file

    text = read_key_file(identity) if identity else None
    if text is None or isinstance(text, Secret):
        return service.preview(path, PackageKey(passphrase, text), watch)
    return text


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
    last = services().import_journal.last()
    return last if last is not None and last.is_broken_off(time.time()) else None


def end_journal(services: "Callable[[], Services]") -> None:
    """What a broken-off import has taken in stays. Blocks."""
    services().import_journal.end()


def take_back(services: "Callable[[], Services]") -> "Undone | None":
    """Takes back what the last import did. Blocks."""
    from wecom_console.services.importing.service import import_service  # with the page

    return import_service(services()).undo_last()
