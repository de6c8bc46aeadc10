"""The detail page's presenter: what is read, what is done, and what is told of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.parts.form.form_support import (
    GOOD_DOCUMENT,
    SECRET,
    Clock,
    FakeBridge,
    create,
    profile_service,
)
from wecom_console.domain.secrets import Secret
from wecom_console.gui.features.connection.presenter.detail import DetailPresenter, DetailState
from wecom_console.services.profiles.records import StoredProfile
from wecom_console.services.profiles.service import ProfileService
from wecom_console.storage.problems import StoreUnavailable


class Bench:
    """A stored connection on the page, and everything that is told."""

    def __init__(self, folder: Path) -> None:
        self.service: ProfileService = profile_service(folder, Clock())
        self.worker = FakeBridge()
        self.page = DetailPresenter(lambda: self.service, self.worker)
        self.told: list[tuple[str, Any]] = []
        for name in (
            *("deleted", "archived", "brought_back", "duplicated"),
            *("revision_restored", "failed"),
        ):
            signal = getattr(self.page, name)
            signal.connect(lambda *values, name=name: self.told.append((name, values)))
        self.stored = create(self.service)
        self.page.open(self.stored)

    def save(self, **changes: object) -> None:
        """Somebody else saves."""
        stored = self.service.get(self.stored)
        assert stored is not None
        document = {**stored.document, **changes}
        self.service.save(self.stored, document, base_revision=stored.revision)


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.page.deleteLater()


def test_the_latest_revision_stands_first(bench: Bench) -> None:
    """Of all that there are."""
    bench.save(display_name="B")
    bench.save(display_name="C")
    bench.page.reload()
    assert [3, 2, 1] == [revision.number for revision in bench.page.state.history]
    assert bench.page.state.profile is not None
    assert 3 == bench.page.state.profile.revision


def test_another_connection_takes_the_page_at_once(bench: Bench) -> None:
    """Before it is read; the same one stays while it is read again."""
    other = create(bench.service, identifier="other")
    bench.worker.is_held = True
    bench.page.open(bench.stored)
    same = bench.page.state.profile
    bench.page.open(other)
    assert (True, DetailState(), other) == (
        same is not None,
        bench.page.state,
        bench.page.profile_id,
    )
    bench.worker.release()
    assert bench.page.state.profile is not None
    assert other == bench.page.state.profile.id


def test_of_several_readings_the_last_one_counts(bench: Bench) -> None:
    """Whatever the first one meets with."""
    bench.worker.is_held = True
    bench.page.reload()
    bench.page.reload()
    first, last = bench.worker.waiting
    bench.worker.waiting.clear()
    shown: list[DetailState] = []
    bench.page.state_changed.connect(shown.append)
    first()
    assert [] == shown
    last()
    assert 1 == len(shown)


def test_a_store_that_does_not_answer_leaves_what_was_shown(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And says why."""

    def refuse(_self: object, _key: str) -> None:
        raise StoreUnavailable("store.in_use", file="x")

    monkeypatch.setattr(ProfileService, "get", refuse)
    before = bench.page.state.profile
    bench.page.reload()
    assert bench.page.state.failure is not None
    assert before is bench.page.state.profile


def test_a_connection_that_is_gone_has_a_failure_and_nothing_else(bench: Bench) -> None:
    """It was removed elsewhere."""
    bench.service.delete(bench.stored)
    bench.page.reload()
    assert (None, True) == (bench.page.state.profile, bench.page.state.failure is not None)


def test_a_delete_is_told_with_its_name_and_can_be_undone(bench: Bench) -> None:
    """The list is as before then."""
    bench.page.delete()
    gone = bench.service.list()
    bench.page.bring_back(bench.stored)
    name = GOOD_DOCUMENT["display_name"]
    assert [("deleted", (bench.stored, name)), ("brought_back", (bench.stored,))] == bench.told
    assert ((), 1) == (gone, len(bench.service.list()))


def test_what_was_laid_aside_is_told_and_can_be_taken_back(bench: Bench) -> None:
    """It is not in the list meanwhile."""
    bench.page.archive()
    aside = bench.service.list()
    bench.page.take_back(bench.stored)
    name = GOOD_DOCUMENT["display_name"]
    assert [("archived", (bench.stored, name)), ("brought_back", (bench.stored,))] == bench.told
    assert ((), 1) == (aside, len(bench.service.list()))


def test_a_connection_without_a_name_is_told_by_its_identifier(bench: Bench) -> None:
    """Where it was deleted or laid aside."""
    result = bench.service.create({"identifier": "nameless"}, {}, draft=True)
    bench.page.open(result.profile.id)  # type: ignore[union-attr]
    bench.page.archive()
    assert "nameless" == bench.told[-1][1][1]


def test_a_copy_has_the_next_free_name_and_the_secrets(bench: Bench) -> None:
    """A second one the next."""
    bench.page.duplicate()
    bench.page.duplicate()
    ids = [values[0] for name, values in bench.told if name == "duplicated"]
    copies = [bench.service.get(one) for one in ids]
    assert ["acme-staff-2", "acme-staff-3"] == [copy and copy.identifier for copy in copies]
    assert [True, True] == [copy and copy.is_draft for copy in copies]
    assert [Secret(SECRET)] * 2 == [bench.service.secret(one, "secret") for one in ids]


def test_an_earlier_revision_comes_back_as_a_new_one(bench: Bench) -> None:
    """And is shown."""
    bench.save(display_name="Later")
    bench.page.reload()
    bench.page.restore_revision(1)
    profile = bench.page.state.profile
    assert profile is not None
    assert [("revision_restored", (1,))] == bench.told
    assert (3, GOOD_DOCUMENT["display_name"]) == (
        profile.revision,
        profile.document["display_name"],
    )


def test_a_revision_is_not_put_over_what_somebody_else_saved(bench: Bench) -> None:
    """What they saved is shown, and that nothing was restored."""
    bench.save(display_name="Theirs")
    bench.page.restore_revision(1)
    profile = bench.page.state.profile
    assert profile is not None
    assert (["failed"], 2, "Theirs") == (
        [name for name, _ in bench.told],
        profile.revision,
        profile.document["display_name"],
    )


@pytest.mark.parametrize("what", ["delete", "archive"])
def test_what_is_gone_already_is_told(bench: Bench, what: str) -> None:
    """Nothing else is."""
    bench.service.delete(bench.stored)
    getattr(bench.page, what)()
    assert ["failed"] == [name for name, _ in bench.told]


@pytest.mark.parametrize(
    ("what", "arguments"),
    [
        ("delete", ()),
        ("archive", ()),
        ("take_back", ("x",)),
        ("bring_back", ("x",)),
        ("duplicate", ()),
        ("restore_revision", (1,)),
    ],
)
def test_a_store_that_refuses_a_change_is_told(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, what: str, arguments: tuple[object, ...]
) -> None:
    """Once."""

    def refuse(*_: object, **__: object) -> None:
        raise StoreUnavailable("store.in_use", file="x")

    for name in ("delete", "archive", "restore", "duplicate", "restore_revision"):
        monkeypatch.setattr(ProfileService, name, refuse)
    getattr(bench.page, what)(*arguments)
    assert ["failed"] == [name for name, _ in bench.told]


def test_before_anything_is_read_there_is_nothing_to_do(bench: Bench) -> None:
    """Neither a copy nor an earlier revision."""
    bench.worker.is_held = True
    bench.page.open(create(bench.service, identifier="other"))
    waiting = len(bench.worker.waiting)
    bench.page.duplicate()
    bench.page.restore_revision(1)
    assert waiting == len(bench.worker.waiting)


def stored(**document: object) -> DetailState:
    return DetailState(StoredProfile("p1", 4, document, True, 1.0, 2.0, is_archived=True))


def test_the_page_knows_its_connection_as_a_list_does() -> None:
    """A document without an environment is in development, and tags are texts."""
    summary = stored(identifier="a", corp_id="ww", agent_id="1", tags=["x", 1]).summary()
    assert summary is not None
    assert (
        *("p1", "a", "", "ww", "1", "development", ("x", "1")),
        *(True, 4, 2.0, None, True),
    ) == (
        *(summary.id, summary.identifier, summary.display_name, summary.corp_id),
        *(summary.agent_id, summary.environment, summary.tags, summary.is_draft),
        *(summary.revision, summary.updated_at, summary.last_run, summary.is_archived),
    )
    assert DetailState().summary() is None
    other = stored(tags="x", environment="test", display_name="N").summary()
    assert other is not None
    assert ((), "test", "N") == (other.tags, other.environment, other.display_name)


def test_production_and_archive_are_what_the_stored_connection_says() -> None:
    """Nothing is either before it is read."""
    states = (stored(environment="production"), stored(environment="test"), DetailState())
    assert [True, False, False] == [state.is_production for state in states]
    assert [True, True, False] == [state.is_archived for state in states]
