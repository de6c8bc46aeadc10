"""What counts of the runs of profiles: the latest login that should work, and how many scenarios
end as they should.

A scenario is as expected where it was on every platform and backend that it ran on last.
"""

import sqlite3
from collections.abc import Mapping
from typing import Final

from wecom_console.storage.rows import StandingRow
from wecom_console.storage.run_store import LOGIN, run_row
from wecom_console.storage.salvage.sound_rows import all_sound

_LOGINS: Final = (
    "SELECT run_id, profile_id, connection, scenario, platform, backend, passed, verdict, legs,"
    " config_hash, started_at, finished_at FROM run WHERE seq IN"
    " (SELECT max(seq) FROM run WHERE profile_id <> '' AND scenario = :login"
    " AND (:profile = '' OR profile_id = :profile) GROUP BY profile_id)"
)
_COUNTS: Final = (
    "SELECT profile_id, count(*) AS scenarios, sum(passed) AS as_expected,"
    " max(finished_at) AS finished_at FROM"
    " (SELECT last.profile_id, scenario, min(passed) AS passed,"
    " max(finished_at) AS finished_at FROM"
    " (SELECT profile_id, scenario, passed, config_hash, started_at, finished_at, max(seq)"
    " FROM run WHERE profile_id <> '' AND (:profile = '' OR profile_id = :profile)"
    " GROUP BY profile_id, scenario, platform, backend) AS last"
    " JOIN profile p ON p.id = last.profile_id AND p.config_hash = last.config_hash"
    " AND last.started_at >= p.secrets_at"
    " GROUP BY last.profile_id, scenario) GROUP BY profile_id"
)


def read_standings(
    connection: sqlite3.Connection, profile_id: str = ""
) -> Mapping[str, StandingRow]:
    """By profile, of all or of one; profiles that were never tested are missing."""
    of = {"profile": profile_id, "login": LOGIN}
    logins = all_sound(connection.execute(_LOGINS, of).fetchall(), "ssssssisssTT", "run")
    found = {row["profile_id"]: StandingRow(run_row(row)) for row in logins}
    for row in all_sound(connection.execute(_COUNTS, of).fetchall(), "siiT", "run"):
        key = row["profile_id"]
        login = found[key].login if key in found else None
        found[key] = StandingRow(login, *row[1:])
    return found
