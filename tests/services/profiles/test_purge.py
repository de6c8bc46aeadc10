"""Removed connections can be brought back for thirty days; then they and their secrets are gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.secrets.vault_support import Desk
from storage.support import acme
from wecom_console.domain.secrets import Secret
from wecom_console.services.context import Services
from wecom_console.services.profiles.records import NotFound, Saved
from wecom_console.services.vault.vaults import VaultMade, VaultService
from wecom_console.storage.secrets.protocol import SecretStoreStatus, SecretsUnavailable
from wecom_console.storage.secrets.session_store import SessionStore

CANARY = Secret("Canary-Secret_0123456789abcdefABCDEF0123456")
DAY = 24 * 3600.0


class Clock:
    """Stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


class LockableKeyring(SessionStore):
    """A keyring that asks its user to unlock it when an entry is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self.prompts = 0

    @property
    def kind(self) -> str:
        """Stands in for the system's."""
        return "keyring"

    def status(self) -> SecretStoreStatus:
        """Looks, and asks nobody."""
        return SecretStoreStatus("keyring", available=not self.code, code=self.code)

    def delete(self, profile_id: str, field: str) -> SecretsUnavailable | None:
        """Prompts where it is locked."""
        if self.code:
            self.prompts += 1
            return SecretsUnavailable(self.code)
        return super().delete(profile_id, field)


class Shop:
    """Services over real files, a clock that is moved by hand and a keyring that can be locked."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.keyring = LockableKeyring()
        self.desk = Desk(folder)
        self.environment = {"WECOM_CONSOLE_HOME": str(folder / "home")}
        self.services = self.opened()

    def opened(self) -> Services:
        """As the next start opens them."""
        environment = {**self.environment, **self.desk.environment}
        return Services(environment, clock=self.clock, keyring=self.keyring)

    def remove(self, *, secrets: dict[str, Secret] | None = None, **changes: object) -> str:
        """A connection that has just been removed."""
        kept = {"secret": CANARY} if secrets is None else secrets
        saved = self.services.profiles.create(acme(**changes), kept)
        assert isinstance(saved, Saved), saved
        self.services.profiles.delete(saved.profile.id)
        return saved.profile.id

    def pass_days(self, days: float) -> None:
        """And look again."""
        self.clock.now += days * DAY
        self.services.tidy()

    def restart(self) -> None:
        """The next process."""
        self.services.close()
        self.services = self.opened()

    def is_gone(self, profile_id: str) -> bool:
        """Nothing can bring it back."""
        return self.services.profiles.find_removed(profile_id) is None


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path)
    yield made
    made.services.close()


def test_after_thirty_days_a_removed_connection_is_gone(shop: Shop) -> None:
    """Nobody has to ask for it."""
    gone = shop.remove()
    shop.pass_days(31)
    assert NotFound(gone) == shop.services.profiles.restore(gone)


def test_its_secret_leaves_the_keyring(shop: Shop) -> None:
    """Nothing is left of it."""
    shop.remove()
    shop.pass_days(31)
    assert () == shop.keyring.entries()


def test_before_that_it_can_be_brought_back(shop: Shop) -> None:
    """With its secret."""
    profile_id = shop.remove()
    shop.pass_days(29)
    assert isinstance(shop.services.profiles.restore(profile_id), Saved)
    assert CANARY == shop.services.profiles.secret(profile_id, "secret")


def test_what_was_not_removed_stays(shop: Shop) -> None:
    """However old it is."""
    saved = shop.services.profiles.create(acme(), {"secret": CANARY})
    assert isinstance(saved, Saved)
    shop.pass_days(400)
    assert CANARY == shop.services.profiles.secret(saved.profile.id, "secret")


def test_what_was_laid_aside_stays(shop: Shop) -> None:
    """It was not removed."""
    saved = shop.services.profiles.create(acme(), {"secret": CANARY})
    assert isinstance(saved, Saved)
    shop.services.profiles.archive(saved.profile.id)
    shop.pass_days(400)
    assert CANARY == shop.services.profiles.secret(saved.profile.id, "secret")


def test_it_is_looked_for_once_a_day(shop: Shop) -> None:
    """The keyring is not bothered by every list."""
    gone = shop.remove()
    shop.keyring.code = "secrets.locked"
    shop.pass_days(31)
    shop.keyring.code = ""
    shop.services.tidy()
    assert not shop.is_gone(gone)


def test_a_new_start_looks_at_once(shop: Shop) -> None:
    """Also on the same day."""
    gone = shop.remove()
    shop.keyring.code = "secrets.locked"
    shop.pass_days(31)
    shop.keyring.code = ""
    later = shop.opened()
    later.tidy()
    later.close()
    assert shop.is_gone(gone)


def test_a_locked_keyring_keeps_the_connection(shop: Shop) -> None:
    """No secret is left behind without a connection that knows of it."""
    gone = shop.remove()
    shop.keyring.code = "secrets.locked"
    shop.pass_days(31)
    assert (False, CANARY) == (shop.is_gone(gone), shop.keyring.get(gone, "secret"))


def test_nobody_is_asked_to_unlock_a_keyring(shop: Shop) -> None:
    """A prompt out of nowhere would be for a clean-up."""
    shop.remove()
    shop.keyring.code = "secrets.locked"
    shop.pass_days(31)
    assert 0 == shop.keyring.prompts


def test_the_next_day_is_another_try(shop: Shop) -> None:
    """Once the keyring is unlocked, both go."""
    gone = shop.remove()
    shop.keyring.code = "secrets.locked"
    shop.pass_days(31)
    shop.keyring.code = ""
    shop.pass_days(1)
    assert (True, ()) == (shop.is_gone(gone), shop.keyring.entries())


def test_a_clock_that_was_set_back_takes_nothing_away(shop: Shop) -> None:
    """What was removed in what is now the future is not old."""
    gone = shop.remove()
    shop.pass_days(-400)
    assert not shop.is_gone(gone)


def test_without_a_kept_secret_no_keyring_is_waited_for(shop: Shop) -> None:
    """A server that has none, and its secrets in the environment."""
    shop.keyring.code = "secrets.no_keyring"
    gone = shop.remove(secrets={}, secret="env:ACME_SECRET")
    shop.pass_days(31)
    assert shop.is_gone(gone)


def test_a_secret_of_an_earlier_revision_is_waited_for(shop: Shop) -> None:
    """It was kept then, and lies there still."""
    saved = shop.services.profiles.create(acme(), {"secret": CANARY})
    assert isinstance(saved, Saved)
    profile = saved.profile
    document = {**profile.document, "secret": "env:ACME_SECRET"}
    shop.services.profiles.save(profile.id, document, base_revision=profile.revision)
    shop.services.profiles.delete(profile.id)
    shop.keyring.code = "secrets.locked"
    shop.pass_days(31)
    assert not shop.is_gone(profile.id)


def made_vault(shop: Shop) -> None:
    """A vault with what the keyring holds."""
    made = VaultService(shop.services).create((shop.desk.recipient,))
    assert isinstance(made, VaultMade)


def test_its_secret_leaves_the_vault(shop: Shop) -> None:
    """As it leaves a keyring."""
    gone = shop.remove()
    made_vault(shop)
    shop.pass_days(31)
    assert (True, None) == (shop.is_gone(gone), shop.services.vault.get(gone, "secret"))


def test_what_the_keyring_kept_beside_the_vault_goes_too(shop: Shop) -> None:
    """A vault is made with a copy."""
    shop.remove()
    made_vault(shop)
    shop.pass_days(31)
    assert () == shop.keyring.entries()


def test_a_locked_keyring_beside_the_vault_is_waited_for(shop: Shop) -> None:
    """Its copy would be left behind; nobody is asked to unlock it."""
    gone = shop.remove()
    made_vault(shop)
    shop.keyring.code = "secrets.locked"
    shop.pass_days(31)
    assert (False, 0) == (shop.is_gone(gone), shop.keyring.prompts)


def test_what_is_waited_for_keeps_its_secret(shop: Shop) -> None:
    """It could still be brought back."""
    gone = shop.remove()
    made_vault(shop)
    shop.keyring.code = "secrets.locked"
    shop.pass_days(31)
    assert CANARY == shop.services.vault.get(gone, "secret")


def test_beside_a_vault_no_keyring_is_missed(shop: Shop) -> None:
    """A vault is for systems without one."""
    gone = shop.remove()
    made_vault(shop)
    shop.keyring.code = "secrets.no_keyring"
    shop.pass_days(31)
    assert shop.is_gone(gone)


def test_a_vault_that_is_locked_keeps_the_connection(shop: Shop) -> None:
    """Until somebody opens it."""
    gone = shop.remove()
    made_vault(shop)
    shop.clock.now += 31 * DAY
    locked = Services(shop.environment, clock=shop.clock, keyring=shop.keyring)
    locked.tidy()
    locked.close()
    assert (False, CANARY) == (shop.is_gone(gone), shop.services.vault.get(gone, "secret"))


def test_of_several_the_last_removed_is_found(shop: Shop) -> None:
    """By the identifier that they shared."""
    shop.remove()
    shop.clock.now += 1
    last = shop.remove()
    assert last == shop.services.profiles.find_removed("acme-wecom")


def test_what_was_never_removed_is_not_found(shop: Shop) -> None:
    """There is nothing to bring back."""
    assert None is shop.services.profiles.find_removed("acme-wecom")


# --- clocks --------------------------------------------------------------------------------------


def test_a_clock_that_is_far_ahead_takes_nothing(shop: Shop) -> None:
    """What was removed a minute before can be brought back once the clock is right again."""
    shop.services.tidy()
    profile_id = shop.remove()
    shop.pass_days(400)
    shop.restart()
    shop.services.tidy()
    shop.pass_days(-400)
    assert isinstance(shop.services.profiles.restore(profile_id), Saved)


def test_a_clock_that_was_ahead_is_forgotten(shop: Shop) -> None:
    """The days are counted from the right one."""
    profile_id = shop.remove()
    for days in (400, -400, 29):
        shop.pass_days(days)
    early = shop.is_gone(profile_id)
    shop.pass_days(2)
    assert (False, True) == (early, shop.is_gone(profile_id))


def test_a_program_that_was_not_used_for_long_waits_one_day_more(shop: Shop) -> None:
    """Its clock looks like one that is far ahead."""
    profile_id = shop.remove()
    shop.pass_days(400)
    early = shop.is_gone(profile_id)
    shop.pass_days(1)
    assert (False, True) == (early, shop.is_gone(profile_id))


def test_a_clock_that_was_set_back_hides_nothing(shop: Shop) -> None:
    """Neither a connection nor its history; what was removed is not taken early."""
    saved = shop.services.profiles.create(acme(), {})
    assert isinstance(saved, Saved)
    gone = shop.remove(identifier="gone")
    shop.pass_days(-10)
    changed = acme(display_name="Later")
    shop.services.profiles.save(saved.profile.id, changed, base_revision=1)
    history = [one.number for one in shop.services.profiles.history(saved.profile.id)]
    assert ([1, 2], ["acme-wecom"], False) == (
        history,
        [one.identifier for one in shop.services.profiles.list()],
        shop.is_gone(gone),
    )
