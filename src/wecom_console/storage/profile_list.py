"""The list of profiles, straight from columns: ten thousand need no document to be parsed."""

import json
import sqlite3
from typing import Final

from wecom_console.domain.secret_forms import SHORTEST
from wecom_console.storage.database import Database
from wecom_console.storage.documents import folded, storable
from wecom_console.storage.rows import StandingRow, SummaryRow
from wecom_console.storage.run_store import run_row
from wecom_console.storage.salvage.cells import tags
from wecom_console.storage.salvage.sound_rows import all_sound, damaged
from wecom_console.storage.standings import read_standings


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
        standings = read_standings(connection) if found else {}
        return tuple(_summary(row, standings.get(row["id"], NEVER)) for row in found)


NEVER: Final = StandingRow()
_SUMMARY: Final = "sssssssisi" + "ttTs" + "SSSSSSISSSTT"


def _summary(row: sqlite3.Row, standing: StandingRow) -> SummaryRow:
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
        standing=standing,
    )
