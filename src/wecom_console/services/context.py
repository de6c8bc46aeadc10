"""The composition both faces start from: where the data lies, and what is made of it on first use.

Nothing is opened, created or asked for by constructing it. One per process: a database file is
opened once, and what is typed into the session's memory is found again.
"""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Final

from wecom_console.disk.leftovers import sweep_folder
from wecom_console.domain.secrets import Secret
from wecom_console.services.profiles.checklist import StepOne
from wecom_console.services.profiles.service import ProfileService
from wecom_console.storage.imports.journal import ImportJournal
from wecom_console.storage.paths import DataPaths, find_data_paths
from wecom_console.storage.problems import Notice, StoreUnavailable
from wecom_console.storage.secret_attempts import SecretAttempts
from wecom_console.storage.secrets.chosen_store import ChosenStore
from wecom_console.storage.secrets.environment_store import EnvironmentStore
from wecom_console.storage.secrets.keeper import SecretKeeper
from wecom_console.storage.secrets.keyring_store import KeyringStore
from wecom_console.storage.secrets.protocol import SecretStore, SecretStoreStatus
from wecom_console.storage.secrets.session_store import SessionStore
from wecom_console.storage.secrets.vault_keys import VaultKeys
from wecom_console.storage.secrets.vault_store import VaultStore
from wecom_console.storage.settings_file import SettingsFile
from wecom_console.storage.store import Store, store_at

SYSTEM: Final = "system"
DAY_S: Final = 24 * 3600.0


class Services:
    """The collaborators, each made when it is first asked for.

    `environment` is the process's; `clock` gives seconds since the epoch; `keyring` may be another
    store than the system's keyring; `ask_passphrase` gets the vault's from whoever sits at the
    terminal, None where nobody does."""

    def __init__(
        self,
        environment: Mapping[str, str],
        *,
        clock: Callable[[], float] = time.time,
        keyring: SecretStore | None = None,
        ask_passphrase: Callable[[], Secret] | None = None,
    ) -> None:
        self._environment = environment
        self.clock = clock
        self._keyring = keyring
        self._ask_passphrase = ask_passphrase
        self._tidied_on: float | None = None

    @cached_property
    def paths(self) -> DataPaths:
        """The data directory and the files in it."""
        return find_data_paths(self._environment)

    @cached_property
    def settings_file(self) -> SettingsFile:
        """What the window remembers, the language among it."""
        return SettingsFile(self.paths.settings, clock=self.clock)

    @cached_property
    def keyring(self) -> SecretStore:
        """The system's keyring itself, for those who ask how it is."""
        return self._keyring or KeyringStore()

    @cached_property
    def vault(self) -> VaultStore:
        """The encrypted file of this data directory, whether or not there is one."""
        keys = VaultKeys(self._environment, self._ask_passphrase)
        return VaultStore(self.paths.vault, keys)

    @cached_property
    def secrets(self) -> SecretKeeper:
        """Vault or keyring, session memory and environment as one."""
        kept = ChosenStore(self.vault, self.keyring)
        return SecretKeeper(
            kept,
            SessionStore(),
            EnvironmentStore(self._environment),
            place_of=self._place_of_secret,
        )

    def _place_of_secret(self, profile_id: str, field: str) -> str:
        """Where the store does not answer, that is told by whoever asks it for the connection."""
        with suppress(StoreUnavailable):
            return self.store.claims.place_of(profile_id, field)
        return field

    def unlock_secrets(self) -> SecretStoreStatus:
        """How the place for secrets is, once a vault's passphrase has been asked for where one is
        needed and somebody can be asked. May block."""
        if self.vault.exists:
            self.vault.open()
        return self.secrets.status()

    def unlock_keyring(self) -> SecretStoreStatus:
        """How the keyring is, once the system has asked for its password, or for a new one, and
        what waited in memory lies there. Blocks for as long as that takes."""
        self.keyring.get("", "unlock")  # no such entry: a look is what the system asks before
        return self.secrets.settle()

    @cached_property
    def import_journal(self) -> ImportJournal:
        """What the last import did."""
        return ImportJournal(self.store.database, self.paths.last_import, clock=self.clock)

    @cached_property
    def attempts(self) -> SecretAttempts:
        """The refused Secrets of the last hour."""
        return SecretAttempts(self.paths.attempts, self.clock)

    @cached_property
    def store(self) -> Store:
        """The database file. It is opened by its first use."""
        kept = self.settings_file.load().settings.runs_kept
        return store_at(self.paths.database, clock=self.clock, runs_kept=kept)

    @cached_property
    def profiles(self) -> ProfileService:
        """The stored connections, their history, secrets and runs."""
        return ProfileService(self.store, self.secrets, self.clock)

    @cached_property
    def step_one(self) -> StepOne:
        """The checklists of step 1."""
        return StepOne(self.store.confirmations)

    def tidy(self) -> None:
        """Once a day: forget the connections that were removed too long ago to come back, and
        their secrets; and what killed processes left behind, secrets too. Asks nobody for
        anything; may block."""
        today = self.clock() // DAY_S
        if today != self._tidied_on:
            self._tidied_on = today
            self._sweep()
            self.profiles.purge_deleted()
            self.profiles.finish()
            with suppress(StoreUnavailable):
                self.profiles.batch.sweep()

    def notices(self) -> tuple[Notice, ...]:
        """What opening the store had to tell (a damaged file set aside, …); nothing where it was
        not needed."""
        return self.profiles.status().notices if "store" in self.__dict__ else ()

    def close(self) -> None:
        """Close the database file where it was opened, and leave the folder tidy."""
        self._sweep()
        if "store" in self.__dict__:
            self.store.database.close()

    def _sweep(self) -> None:
        """A half-written vault may be encrypted for a key that has been given up since."""
        paths = self.paths
        names = (path.name for path in (paths.settings, paths.vault, paths.attempts))
        sweep_folder(paths.root, tuple(names))


def open_services(environment: Mapping[str, str]) -> Services:
    """The services of this process's user."""
    return Services(environment)


def preferred_language(environment: Mapping[str, str]) -> str:
    """The language that was chosen in the window: `zh_CN` or `en`, empty where the system's is
    followed."""
    language = Services(environment).settings_file.load().settings.language
    return "" if language == SYSTEM else language
