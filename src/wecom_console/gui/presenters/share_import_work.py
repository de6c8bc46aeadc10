"""The blocking half of the import: reading, comparing, taking in. Called on a worker thread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wecom_console.domain.secrets import Secret
from wecom_console.gui.presenters.share_import_rows import ImportRow, import_row
from wecom_console.messages.catalogue import Messages
from wecom_console.services.import_watch import ImportWatch, Stopped

if TYPE_CHECKING:
    from wecom_console.exchange.file_problem import FileProblem
    from wecom_console.services.context import Services
    from wecom_console.services.import_items import (
        Imported,
        ImportFailed,
        ImportItem,
        ImportPreview,
        Merge,
        Resolution,
    )


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What was read, with its rows where it could be."""

    preview: "ImportPreview | FileProblem | Stopped"
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
    source: Path | str,
    passphrase: Secret | None = None,
    identity: Path | None = None,
    watch: ImportWatch | None = None,
) -> ReadFile:
    """Reads a file or a link and compares; of a package without its key, what it needs. Blocks."""
    if isinstance(source, Path):
        preview = _preview(services, source, passphrase, identity, watch)
    else:
        from wecom_console.services.imports import ImportService  # the readers come with the page

        preview = ImportService(services().profiles).preview_link(source, watch)
    return ReadFile(preview, rows_of(messages, preview))


def _preview(
    services: "Callable[[], Services]",
    path: Path,
    passphrase: Secret | None,
    identity: Path | None,
    watch: ImportWatch | None,
) -> "ImportPreview | FileProblem | Stopped":
    from wecom_console.services.imports import ImportService  # the readers come with the page

    service = ImportService(services().profiles)
    if passphrase is None and identity is None:
        preview = service.preview(path, watch=watch)
        if getattr(preview, "code", "") != "file.package":
            return preview
    from wecom_console.exchange.age_package import PackageKey  # age
    from wecom_console.services.packages import read_key_file

    text = read_key_file(identity) if identity else None
    if text is None or isinstance(text, Secret):
        return service.preview(path, PackageKey(passphrase, text), watch)
    return text


def apply_preview(
    services: "Callable[[], Services]",
    preview: "ImportPreview",
    chosen: dict[str, ImportRow],
    watch: ImportWatch | None = None,
) -> "Imported | ImportFailed | Stopped":
    """Takes it in. Blocks."""
    from wecom_console.services.import_items import Merge, Resolution  # with the page
    from wecom_console.services.imports import ImportService  # with the page

    def resolve(item: "ImportItem") -> "Resolution | Merge":
        row = chosen[item.identifier]
        if row.resolution == "merge":
            return Merge(frozenset(one.path for one in row.changes if one.is_taken))
        return Resolution(row.resolution)

    return ImportService(services().profiles).apply(preview, resolve, watch)
