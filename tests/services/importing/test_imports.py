"""A watched import tells how far it is; given up, it leaves everything as it was."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flow.samples import PROFILE
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.exchange.formats.toml_file import TomlFile
from wecom_console.services.context import Services
from wecom_console.services.importing.items import Imported, ImportPreview, Resolution, Undone
from wecom_console.services.importing.preview import preview_import
from wecom_console.services.importing.service import ImportService, import_service
from wecom_console.services.importing.signatures import Trust
from wecom_console.services.importing.sources import open_source
from wecom_console.services.importing.watch import (
    ImportPhase,
    ImportProgress,
    ImportStopped,
    ImportWatch,
)
from wecom_console.storage.secrets.session_store import SessionStore

COUNT = 5


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = Services({"WECOM_CONSOLE_HOME": str(tmp_path / "home")}, keyring=SessionStore())
    yield found
    found.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files, of three connections and of two."""
    path = tmp_path / "team"
    path.mkdir()
    profiles = [replace(PROFILE, identifier=f"acme-{n}") for n in range(COUNT)]
    for name, part in (("a", profiles[:3]), ("b", profiles[3:])):
        (path / f"{name}.toml").write_text(TomlFile().render(part), encoding="utf-8")
    return path


def stopping_at(phase: ImportPhase, done: int) -> ImportWatch:
    """Somebody gives it up as soon as it is that far."""

    def hear(progress: ImportProgress) -> None:
        if (progress.phase, progress.done) == (phase, done):
            watch.stop()

    watch = ImportWatch(hear)
    return watch


def looked_at(
    services: Services, what: Path | list[Path], watch: ImportWatch | None = None
) -> ImportPreview | FileProblem | ImportStopped:
    source = open_source(what, Trust(), watch or ImportWatch())
    return preview_import(source, services.profiles, watch=watch)


def previewed(
    services: Services, what: Path | list[Path], watch: ImportWatch | None = None
) -> ImportPreview:
    preview = looked_at(services, what, watch)
    assert isinstance(preview, ImportPreview)
    return preview


def stored(services: Services) -> list[tuple[str, int]]:
    return [(one.identifier, one.revision) for one in services.profiles.list()]


def test_it_tells_how_far_it_is(services: Services, folder: Path) -> None:
    """Files first, then connections, against the whole number."""
    heard: list[ImportProgress] = []
    watch = ImportWatch(heard.append)
    preview = previewed(services, folder, watch)
    import_service(services).apply(preview, lambda _: Resolution.REPLACE, watch)
    steps = [(one.phase.value, one.done, one.total) for one in heard]
    assert steps == [
        *(("read", n, 2) for n in range(2)),
        *(("compare", n, COUNT) for n in range(COUNT)),
        *(("take", n, COUNT) for n in range(COUNT)),
    ]


@pytest.mark.parametrize(("phase", "done"), [(ImportPhase.READ, 1), (ImportPhase.COMPARE, 3)])
def test_a_preview_can_be_given_up(
    services: Services, folder: Path, phase: ImportPhase, done: int
) -> None:
    watch = stopping_at(phase, done)
    assert ImportStopped() == looked_at(services, folder, watch)


@pytest.mark.parametrize("done", range(COUNT))
def test_given_up_on_the_way_nothing_is_taken_in(
    services: Services, folder: Path, done: int
) -> None:
    preview = previewed(services, folder)
    watch = stopping_at(ImportPhase.TAKE, done)
    ended = import_service(services).apply(preview, lambda _: Resolution.REPLACE, watch)
    assert (ImportStopped(), []) == (ended, stored(services))


def test_given_up_what_was_replaced_is_as_before(services: Services, folder: Path) -> None:
    """With its values; the history says what happened."""
    service = import_service(services)
    service.apply(previewed(services, folder), lambda _: Resolution.REPLACE)
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(PROFILE.display_name, "Other"), encoding="utf-8")
    watch = stopping_at(ImportPhase.TAKE, 2)
    service.apply(previewed(services, folder), lambda _: Resolution.REPLACE, watch)
    names = {one.display_name for one in services.profiles.list()}
    assert names == {PROFILE.display_name}


def test_taking_back_tells_how_far_it_is(services: Services, folder: Path) -> None:
    """And is not given up."""
    heard: list[ImportProgress] = []

    def hear(progress: ImportProgress) -> None:
        heard.append(progress)
        watch.stop()

    watch = ImportWatch(hear)
    imported(services, folder).undo_last(watch)
    undone = [one.done for one in heard if one.phase is ImportPhase.UNDO]
    assert (list(range(COUNT)), []) == (undone, stored(services))


def test_without_a_watch_it_goes_to_its_end(services: Services, folder: Path) -> None:
    ended = import_service(services).apply(
        previewed(services, folder), lambda _: Resolution.REPLACE
    )
    assert isinstance(ended, Imported)


# --- taking the last import back -----------------------------------------------------------------


def imported(services: Services, folder: Path) -> ImportService:
    """Everything was taken in, and this service was not there."""
    import_service(services).apply(previewed(services, folder), lambda _: Resolution.REPLACE)
    return import_service(services)


def test_the_last_import_can_be_taken_back_later(services: Services, folder: Path) -> None:
    undone = imported(services, folder).undo_last()
    assert (Undone("team", COUNT), []) == (undone, stored(services))


def test_it_can_be_taken_back_once(services: Services, folder: Path) -> None:
    imported(services, folder).undo_last()
    assert import_service(services).undo_last() is None


def test_what_was_replaced_gets_its_values_back(services: Services, folder: Path) -> None:
    imported(services, folder)
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(PROFILE.display_name, "Other"), encoding="utf-8")
    imported(services, folder).undo_last()
    names = {one.display_name for one in services.profiles.list()}
    assert names == {PROFILE.display_name}


def test_what_was_changed_since_stays(services: Services, folder: Path) -> None:
    """And is named."""
    service = imported(services, folder)
    changed = services.profiles.get("acme-2")
    assert changed is not None
    document = {**changed.document, "display_name": "Mine"}
    services.profiles.save(changed.id, document, base_revision=changed.revision)
    undone = service.undo_last()
    assert (Undone("team", COUNT - 1, ("acme-2",)), [("acme-2", 2)]) == (undone, stored(services))


def test_what_was_deleted_since_needs_no_taking_back(services: Services, folder: Path) -> None:
    service = imported(services, folder)
    services.profiles.delete("acme-2")
    assert Undone("team", COUNT) == service.undo_last()


def test_given_up_there_is_nothing_to_take_back(services: Services, folder: Path) -> None:
    preview = previewed(services, folder)
    watch = stopping_at(ImportPhase.TAKE, 2)
    import_service(services).apply(preview, lambda _: Resolution.REPLACE, watch)
    assert import_service(services).undo_last() is None


# --- several files -------------------------------------------------------------------------------


def test_several_files_are_one_import(services: Services, folder: Path) -> None:
    paths = sorted(folder.iterdir())
    assert COUNT == len(previewed(services, paths).items)


def test_of_files_that_were_named_each_must_be_one(services: Services, folder: Path) -> None:
    """In a folder another file is none of ours; one that somebody points at is a mistake."""
    (folder / "c.toml").write_text("title = 'another'", encoding="utf-8")
    found = looked_at(services, sorted(folder.iterdir()))
    assert isinstance(found, FileProblem)
    assert "c.toml" == found.path.name
