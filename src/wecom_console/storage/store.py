"""Everything that is kept in the database file, put together."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wecom_console.storage.clock_mark import ClockMark
from wecom_console.storage.confirmations import Confirmations
from wecom_console.storage.database import Database
from wecom_console.storage.imports.claims import SecretClaims
from wecom_console.storage.profile_list import list_profiles, read_tallies
from wecom_console.storage.profile_store import ProfileStore
from wecom_console.storage.rows import SummaryRow, TallyRow
from wecom_console.storage.run_store import RUNS_KEPT, RunStore
from wecom_console.storage.working_copies import WorkingCopies


@dataclass(frozen=True, slots=True)
class Store:
    """One file, opened on first use. A process makes one Store per file."""

    database: Database
    profiles: ProfileStore
    runs: RunStore
    working_copies: WorkingCopies
    confirmations: Confirmations
    claims: SecretClaims
    clock_mark: ClockMark

    def summaries(self, query: str = "", *, archived: bool = False) -> tuple[SummaryRow, ...]:
        """The list of profiles; see `list_profiles`."""
        return list_profiles(self.database, query, archived=archived)

    def tally(self, profile_id: str) -> TallyRow:
        """What counts of a profile's runs."""
        with self.database.reading() as connection:
            return read_tallies(connection, profile_id).get(profile_id, TallyRow())


def store_at(path: Path, *, clock: Callable[[], float], runs_kept: int = RUNS_KEPT) -> Store:
    """The store in the file `path`, which need not exist. Touches nothing yet."""
    database = Database(path, clock=clock)
    return Store(
        database=database,
        profiles=ProfileStore(database, clock=clock),
        runs=RunStore(database, kept=runs_kept),
        working_copies=WorkingCopies(database, clock=clock),
        confirmations=Confirmations(database, clock=clock),
        claims=SecretClaims(database, clock=clock),
        clock_mark=ClockMark(database, clock=clock),
    )
