"""An import is one step: whatever happens in its middle, all of it is there or nothing is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from flow.samples import PROFILE
from wecom_console.domain.secrets import KEYRING, Secret
from wecom_console.exchange.formats.toml_file import TomlFile
from wecom_console.services.context import Services
from wecom_console.services.importing.items import (
    Imported,
    ImportFailed,
    ImportPreview,
    Resolution,
    Undone,
)
from wecom_console.services.importing.preview import preview_import
from wecom_console.services.importing.service import import_service
from wecom_console.services.importing.signatures import Trust
from wecom_console.services.importing.sources import open_source
from wecom_console.services.importing.watch import ImportStopped, ImportWatch
from wecom_console.services.profiles.records import NotStored, Rejected
from wecom_console.storage.problems import StoreUnavailable
from wecom_console.storage.profile_store import ProfileStore
from wecom_console.storage.secrets.protocol import (
    SecretPlace,
    SecretStoreStatus,
    SecretsUnavailable,
)
from wecom_console.storage.secrets.session_store import SessionStore

COUNT = 4
DAY = 24 * 3600.0


class Clock:
    """Stands until it is moved."""

    now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


class Keyring(SessionStore):
    """A system's keyring. `before_put` is called first, with what it has by then."""

    def __init__(self) -> None:
        super().__init__()
        self.before_put: Callable[[int], object] = lambda _count: None
        self.refuses = ""

    @property
    def kind(self) -> str:
        """Stands in for the system's."""
        return "keyring"

    def status(self) -> SecretStoreStatus:
        """Always there."""
        return SecretStoreStatus("keyring", available=True)

    def put(self, profile_id: str, field: str, secret: Secret) -> SecretsUnavailable | None:
        """As its tester wants it."""
        self.before_put(len(self.entries()))
        if self.refuses and len(self.entries()) == 2:
            return SecretsUnavailable(self.refuses)
        return super().put(profile_id, field, secret)


class Desk:
    """Services over real files, a keyring, and a clock that is moved by hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Clock()
        self.keyring = Keyring()
        self.services = self.started()

    def started(self) -> Services:
        """As the next process finds it."""
        home = {"WECOM_CONSOLE_HOME": str(self.folder / "home")}
        return Services(home, keyring=self.keyring, clock=self.clock)

    def restart(self) -> None:
        """The process is gone."""
        self.services.close()
        self.services = self.started()

    def preview(self, name: str = "Acme", *, secrets: bool = True) -> ImportPreview:
        """A file that brings `COUNT` connections, each with a secret."""
        path = self.folder / "team.toml"
        profiles = [
            replace(PROFILE, identifier=f"acme-{n}", display_name=name, secret=KEYRING)
            for n in range(COUNT)
        ]
        path.write_text(TomlFile().render(profiles), encoding="utf-8")
        source = open_source(path, Trust(), ImportWatch())
        preview = preview_import(source, self.services.profiles)
        assert isinstance(preview, ImportPreview)
        if not secrets:
            return preview
        brought = {"secret": Secret("Canary-Secret_0123456789abcdefABCDEF0123456")}
        items = tuple(replace(item, secrets=brought) for item in preview.items)
        return replace(preview, items=items)

    def take_in(
        self, preview: ImportPreview, watch: ImportWatch | None = None, *, alone: bool = False
    ) -> Imported | ImportFailed | ImportStopped:
        """What differs is replaced. `alone`: no window goes on that could hold secrets."""
        service = import_service(self.services)
        return service.apply(
            preview, lambda _: Resolution.REPLACE, watch, session_may_hold=not alone
        )

    def undo(self) -> Undone | None:
        """Take the last one back."""
        return import_service(self.services).undo_last()

    def there(self) -> tuple[int, int, int]:
        """How many connections, secrets in the keyring, and claims to secrets."""
        with self.services.store.database.reading() as connection:
            claims = connection.execute("SELECT count(*) FROM secret_claim").fetchone()[0]
        return len(self.services.profiles.list()), len(self.keyring.entries()), claims


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.services.close()


def test_all_of_it_is_there(desk: Desk) -> None:
    """Connections and secrets; nothing is claimed any more."""
    desk.take_in(desk.preview())
    assert (COUNT, COUNT, 0) == desk.there()


def test_each_secret_is_told_where_it_went(desk: Desk) -> None:
    taken = desk.take_in(desk.preview())
    assert isinstance(taken, Imported)
    told = [p.kind for one in taken.items for p in (one.saved.secrets if one.saved else ())]
    assert ["keyring"] * COUNT == told


@pytest.mark.parametrize("count", range(COUNT))
def test_what_goes_wrong_among_the_secrets_leaves_nothing(desk: Desk, count: int) -> None:
    """Not even a secret that nobody names."""

    def fail(found: int) -> None:
        if found == count:
            raise RuntimeError

    desk.keyring.before_put = fail
    with pytest.raises(RuntimeError):
        desk.take_in(desk.preview())
    assert (0, 0, 0) == desk.there()


def full_at(count: int) -> Callable[..., object]:
    """A disk that takes so many connections."""
    seen: list[object] = []
    insert = ProfileStore.insert

    def until_full(store: object, *values: object, **options: object) -> object:
        seen.append(store)
        if len(seen) > count:
            raise StoreUnavailable("store.disk_full", file="console.db")
        return insert(store, *values, **options)  # type: ignore[arg-type]

    return until_full


@pytest.mark.parametrize("count", range(COUNT))
def test_a_full_disk_leaves_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """At whichever connection; the reason is told."""
    preview = desk.preview()
    monkeypatch.setattr(ProfileStore, "insert", full_at(count))
    failed = desk.take_in(preview)
    assert isinstance(failed, ImportFailed)
    assert (NotStored("store.disk_full", {"file": "console.db"}), (0, 0, 0)) == (
        failed.why,
        desk.there(),
    )


def killed(desk: Desk, at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The import ends `at` a point, and nothing of what follows an error is done."""
    preview = desk.preview()
    store = desk.services.store
    with monkeypatch.context() as dying:
        dying.setattr(desk.services.profiles.batch, "forget_unnamed", lambda _places: None)
        if at == "secrets":
            desk.keyring.before_put = lambda count: _die() if count == 2 else None
        elif at == "profiles":
            dying.setattr(type(store.profiles), "insert", lambda *_a, **_k: _die())
        else:
            dying.setattr(type(store.claims), "settle", lambda *_a: _die())
        with pytest.raises(SystemExit):
            desk.take_in(preview)
    desk.keyring.before_put = lambda _count: None
    desk.restart()


def _die() -> None:
    raise SystemExit


@pytest.mark.parametrize("at", ["secrets", "profiles", "claims"])
def test_a_killed_process_leaves_no_connection(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """Each secret that it left is claimed."""
    killed(desk, at, monkeypatch)
    connections, secrets, claims = desk.there()
    assert (0, True) == (connections, 2 <= secrets <= claims)


@pytest.mark.parametrize("at", ["secrets", "profiles", "claims"])
def test_what_a_killed_process_left_is_swept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """A day later: until then another process might be at it."""
    killed(desk, at, monkeypatch)
    desk.services.tidy()
    before = desk.there()[1]
    desk.clock.now += DAY + 1
    desk.restart()
    desk.services.tidy()
    assert (True, (0, 0, 0)) == (before >= 2, desk.there())


def test_a_claim_does_not_take_a_secret_that_is_named(desk: Desk) -> None:
    """Not by a live connection, not by one that can be brought back."""
    desk.take_in(desk.preview())
    ids = [one.id for one in desk.services.profiles.list()]
    desk.services.store.claims.add((one, "secret") for one in ids)
    desk.services.profiles.delete(ids[0])
    desk.clock.now += DAY + 1
    desk.services.tidy()
    assert (COUNT - 1, COUNT, 0) == desk.there()


def test_whose_claims_were_swept_stores_nothing(desk: Desk) -> None:
    """Somebody's clock was a day ahead: the secrets are gone, so the connections do not come."""

    def sweep(count: int) -> None:
        if count == COUNT - 1:
            with desk.services.store.database.writing() as connection:
                connection.execute("DELETE FROM secret_claim")

    desk.keyring.before_put = sweep
    failed = desk.take_in(desk.preview())
    assert isinstance(failed, ImportFailed)
    assert (True, (0, 0, 0)) == (isinstance(failed.why, NotStored), desk.there())


def test_a_keyring_that_refuses_in_the_middle(desk: Desk) -> None:
    """With a window its memory holds all secrets; a command that ends takes nothing in."""
    desk.keyring.refuses = "secrets.locked"
    failed = desk.take_in(desk.preview(), alone=True)
    assert isinstance(failed, ImportFailed)
    assert ("secrets.locked", (0, 0, 0)) == (
        getattr(failed.why, "code", ""),
        desk.there(),
    )
    desk.take_in(desk.preview())
    assert COUNT == desk.there()[0]


def test_of_two_at_once_one_is_taken_in(desk: Desk) -> None:
    """And can be taken back: the one that came too late says so and leaves it alone."""
    late = desk.preview()
    desk.take_in(desk.preview())
    failed = desk.take_in(late)
    assert isinstance(failed, ImportFailed)
    assert (True, COUNT) == (isinstance(failed.why, Rejected), desk.there()[0])
    assert Undone("team.toml", COUNT) == desk.undo()


def test_one_that_changes_nothing_leaves_the_way_back(desk: Desk) -> None:
    desk.take_in(desk.preview())
    desk.take_in(desk.preview(secrets=False))
    assert Undone("team.toml", COUNT) == desk.undo()


def test_given_up_at_the_last_moment_nothing_is_taken_in(desk: Desk) -> None:
    """The last is being stored."""
    watch = ImportWatch()
    desk.keyring.before_put = lambda count: watch.stop() if count == COUNT - 1 else None
    stopped = desk.take_in(desk.preview(), watch)
    assert (ImportStopped(), (0, 0, 0)) == (stopped, desk.there())


@pytest.mark.parametrize("count", range(COUNT))
def test_an_undo_that_is_interrupted_can_be_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """Nothing was taken back by then, so nothing is changed since."""
    desk.take_in(desk.preview())
    taken = desk.services.profiles.take_back
    seen: list[str] = []

    def take_back(profile_id: str, **revisions: int) -> bool:
        seen.append(profile_id)
        if len(seen) > count:
            raise StoreUnavailable("store.disk_full", file="console.db")
        return taken(profile_id, **revisions)

    with monkeypatch.context() as full:
        full.setattr(desk.services.profiles, "take_back", take_back)
        with pytest.raises(StoreUnavailable):
            desk.undo()
    assert COUNT == desk.there()[0]
    assert (Undone("team.toml", COUNT), None) == (desk.undo(), desk.undo())


def test_what_was_replaced_is_taken_back_as_it_was(desk: Desk) -> None:
    """Also a draft that would not pass: it was stored once."""
    desk.services.profiles.create({"identifier": "acme-0", "corp_id": "x"}, draft=True)
    preview = desk.preview(secrets=False)
    desk.take_in(preview)
    undone = desk.undo()
    found = desk.services.profiles.get("acme-0")
    assert found is not None
    assert (Undone("team.toml", COUNT), True, "x") == (
        undone,
        found.is_draft,
        found.document["corp_id"],
    )


def test_what_a_value_was_taken_out_of_is_not_put_back(desk: Desk) -> None:
    """The marker in its place was never anybody's setting; the connection is named."""
    desk.take_in(desk.preview())
    desk.take_in(desk.preview("Other", secrets=False))
    desk.services.profiles.purge_field("acme-0", "display_name")
    undone = desk.undo()
    found = desk.services.profiles.get("acme-0")
    assert found is not None
    assert (Undone("team.toml", COUNT - 1, ("acme-0",)), "Other") == (
        undone,
        found.document["display_name"],
    )


def test_several_secrets_go_into_a_vault_in_one_write(desk: Desk) -> None:
    """Each write of a vault costs its scrypt."""
    written: list[Mapping[SecretPlace, Secret]] = []

    class Counting(Keyring):
        def put_all(self, secrets: Mapping[SecretPlace, Secret]) -> SecretsUnavailable | None:
            written.append(secrets)
            return super().put_all(secrets)

    desk.keyring = Counting()
    desk.restart()
    desk.take_in(desk.preview())
    assert [COUNT] == [len(one) for one in written]
