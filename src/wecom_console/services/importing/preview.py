"""What importing a source would do: its connections, checked, beside those that are stored."""

from functools import partial
from typing import assert_never

from wecom_console.exchange.age_package import PackageKey, read_package
from wecom_console.exchange.config_file import ConfigFile
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.services.config_files import check_config
from wecom_console.services.importing.authing import over_stored
from wecom_console.services.importing.comparing import compared, stored_as, with_destinations
from wecom_console.services.importing.items import ImportItem, ImportPreview
from wecom_console.services.importing.sources import (
    AuthingJson,
    ConfigFiles,
    Importable,
    LockedPackage,
    OpenedLink,
    Source,
)
from wecom_console.services.importing.watch import ImportPhase, ImportStopped, ImportWatch
from wecom_console.services.profiles.service import ProfileService


def preview_import(
    source: Source,
    profiles: ProfileService,
    key: PackageKey | None = None,
    watch: ImportWatch | None = None,
) -> ImportPreview | FileProblem | ImportStopped:
    """Check and compare it; of a package that `key` does not open, why. Raises StoreUnavailable."""
    if isinstance(source, FileProblem | ImportStopped):
        return source
    files = _files(source, profiles, key or PackageKey())
    if isinstance(files, FileProblem):
        return files
    items = _items(files, profiles, watch or ImportWatch())
    if isinstance(items, ImportStopped):
        return items
    if isinstance(source, OpenedLink):
        items = [with_destinations(item) for item in items]
    problems = tuple(problem for file in files for problem in file.problems)
    return ImportPreview(source.path, tuple(items), problems, source.signature)


def _files(
    source: Importable, profiles: ProfileService, key: PackageKey
) -> tuple[ConfigFile, ...] | FileProblem:
    """Whatever it is, as config files that can be checked."""
    match source:
        case ConfigFiles():
            return source.files
        case AuthingJson():
            return (over_stored(source.path, source.found, partial(stored_as, profiles)),)
        case LockedPackage():
            file = read_package(source.path, source.data, key)
            return file if isinstance(file, FileProblem) else (file,)
        case OpenedLink():
            return (source.file,)
        case _:
            assert_never(source)


def _items(
    files: tuple[ConfigFile, ...], profiles: ProfileService, watch: ImportWatch
) -> list[ImportItem] | ImportStopped:
    """All of them, together: an identifier may stand in one file only."""
    total = sum(len(file.connections) for file in files)
    items: list[ImportItem] = []
    taken: set[str] = set()
    for file in files:
        for checked in check_config(file, taken=taken).connections:
            if not watch.step(ImportPhase.COMPARE, len(items), total):
                return ImportStopped()
            items.append(compared(checked, file.path.parent, profiles))
        taken |= {connection.identifier for connection in file.connections}
    return items
