"""The list of profiles, straight from columns: ten thousand need no document to be parsed.

With each what counts of its runs: the latest login that should work, and how many scenarios end as
they should. A scenario is as expected where it was on every platform and backend that it ran on.
"""

import json
import sqlite3
from collections.abc import Mapping
from typing import Final

from wecom_console.domain.secret_forms import SHORTEST
from wecom_console.storage.database import Database
from wecom_console.storage.documents import folded, storable
from wecom_console.storage.rows import SummaryRow, TallyRow
from wecom_console.storage.run_store import LOGIN, run_row
from wecom_console.storage.salvage.cells import tags
from wecom_console.storage.salvage.sound_rows import all_sound, damaged


def list_profiles(
    database: Database, query: str = "", *, archived: bool = False
) -> tuple[SummaryRow, ...]:
    """The live profiles in which every word of `query` occurs, by identifier, each with its last
    run and what counts of all; with `archived` also those laid aside. Raises StoreUnavailable."""
    words = folded(storable(query)).split()
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT p.id, p.identifier, p.display_name, p.corp_id, p.agent_id, p.environment,"
            " p.tags, p.is_draft, p.config_hash AS profile_hash, p.revision, p.updated_at,"
            " p.secrets_at, p.archived_at,"
            " CASE WHEN max(length(p.display_name), length(p.tags), length(p.identifier),"
            " length(p.corp_id), length(p.agent_id)) >= :long"
            " AND json_valid(p.document)"
            " THEN CAST(coalesce(json_extract(p.document, '$.accept'), '') AS TEXT)"
            " ELSE '' END AS accepted,"
            " r.run_id, r.profile_id, r.connection, r.scenario, r.platform, r.backend, r.passed,"
            " r.verdict, r.legs, r.config_hash, r.started_at, r.finished_at"
            " FROM profile p LEFT JOIN run r"
            " ON r.seq = (SELECT max(seq) FROM run WHERE profile_id = p.id)"
            " WHERE p.deleted_at IS NULL AND (:archived OR p.archived_at IS NULL)"
            " AND (:words = '[]' OR NOT EXISTS"
            " (SELECT 1 FROM json_each(:words) WHERE instr(p.search, value) = 0))"
            " ORDER BY p.identifier, p.id",
            {
                "words": json.dumps(words, ensure_ascii=False),
                "archived": archived,
                "long": SHORTEST,
            },
        )
        found = all_sound(rows.fetchall(), _SUMMARY, "profile")
        tallies = read_tallies(connection) if found else {}
        return tuple(_summary(row, tallies.get(row["id"], NEVER)) for row in found)


NEVER: Final = TallyRow()
_SUMMARY: Final = "sssssssisi" + "ttTs" + "SSSSSSISSSTT"


def _summary(row: sqlite3.Row, tally: TallyRow) -> SummaryRow:
    if tags(row["tags"]) is None:
        raise damaged("profile")
    return SummaryRow(
        id=row["id"],
        identifier=row["identifier"],
        display_name=row["display_name"],
        corp_id=row["corp_id"],
        agent_id=row["agent_id"],
        environment=row["environment"],
        tags=row["tags"],
        is_draft=bool(row["is_draft"]),
        config_hash=row["profile_hash"],
        revision=row["revision"],
        updated_at=row["updated_at"],
        secrets_at=row["secrets_at"],
        last_run=None if row["run_id"] is None else run_row(row),
        is_archived=row["archived_at"] is not None,
        accepted=row["accepted"],
        tally=tally,
    )


_LOGINS: Final = (
    "SELECT run_id, profile_id, connection, scenario, platform, backend, passed, verdict, legs,"
    " config_hash, started_at, finished_at FROM run WHERE seq IN"
    " (SELECT max(seq) FROM run WHERE profile_id <> '' AND scenario = :login"
    "{of} GROUP BY profile_id)"
)
_COUNTS: Final = (
    "SELECT profile_id, count(*) AS scenarios, sum(passed) AS as_expected,"
    " max(finished_at) AS finished_at FROM"
    " (SELECT last.profile_id, scenario, min(passed) AS passed,"
    " max(finished_at) AS finished_at FROM"
    " (SELECT profile_id, scenario, passed, config_hash, started_at, finished_at, max(seq)"
    " FROM run WHERE profile_id <> ''{of}"
    " GROUP BY profile_id, scenario, platform, backend) AS last"
    " JOIN profile p ON p.id = last.profile_id AND p.config_hash = last.config_hash"
    " AND last.started_at >= p.secrets_at"
    " GROUP BY last.profile_id, scenario) GROUP BY profile_id"
)


def read_tallies(connection: sqlite3.Connection, profile_id: str = "") -> Mapping[str, TallyRow]:
    """By profile, of all or of one; profiles that were never tested are missing."""
    of = {"profile": profile_id, "login": LOGIN}
    only = " AND profile_id = :profile" if profile_id else ""
    logins = all_sound(
        connection.execute(_LOGINS.format(of=only), of).fetchall(), "ssssssisssTT", "run"
    )
    found = {row["profile_id"]: TallyRow(run_row(row)) for row in logins}
    for row in all_sound(connection.execute(_COUNTS.format(of=only), of).fetchall(), "siiT", "run"):
        key = row["profile_id"]
        login = found[key].login if key in found else None
        found[key] = TallyRow(login, *row[1:])
    return found
