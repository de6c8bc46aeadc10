"""A row of a damaged file as it may be written into a new one, or None where too much is lost."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Final

from wecom_console.storage.documents import columns, encode
from wecom_console.storage.salvage import cells
from wecom_console.storage.salvage.reading import RawRow

CleanRow = dict[str, object]


def profile(row: RawRow) -> CleanRow | None:
    """What is searched for and shown is made of the document anew."""
    key, document = cells.text(row.get("id")), cells.json_object(row.get("document"))
    if not key or document is None:
        return None
    return profile_of(
        key,
        document,
        is_draft=row.get("is_draft") != 0,
        revision=cells.revision(row.get("revision")) or 1,
        moments=moments_of(row),
    )


def moments_of(row: RawRow) -> Mapping[str, float | None]:
    """When a profile was made, changed, removed, laid aside, as far as the row says so."""
    return {name: cells.moment(row.get(name)) for name in MOMENTS}


MOMENTS: Final = ("created_at", "updated_at", "secrets_at", "deleted_at", "archived_at")


def profile_of(
    key: str,
    document: Mapping[str, object],
    *,
    is_draft: bool,
    revision: int,
    moments: Mapping[str, float | None],
) -> CleanRow | None:
    """A profile's row; None where the document is none that was ever stored."""
    try:
        written = encode(document)
    except ValueError:  # a secret in the clear
        return None
    return {
        **asdict(columns(document)),
        "id": key,
        "is_draft": int(is_draft),
        "revision": revision,
        "created_at": moments.get("created_at") or 0.0,
        "updated_at": moments.get("updated_at") or 0.0,
        "secrets_at": moments.get("secrets_at") or 0.0,
        "deleted_at": moments.get("deleted_at"),
        "archived_at": moments.get("archived_at"),
        "document": written,
    }


def revision(row: RawRow) -> CleanRow | None:
    """A revision whose document can be read."""
    key, number = cells.text(row.get("profile_id")), cells.revision(row.get("number"))
    document = cells.text(row.get("document"))
    if not key or number is None or cells.json_object(document) is None:
        return None
    return {
        "profile_id": key,
        "number": number,
        "saved_at": cells.moment(row.get("saved_at")) or 0.0,
        "note": cells.text(row.get("note")) or "",
        "is_draft": int(row.get("is_draft") != 0),
        "document": document,
    }


def run(row: RawRow) -> CleanRow | None:
    """A run whose outcome can be read."""
    names = ("profile_id", "connection", "scenario", "config_hash", "events")
    texts = {name: cells.text(row.get(name)) for name in names}
    told = [cells.text(row.get(name)) for name in ("platform", "backend", "verdict", "legs")]
    platform, backend, verdict, legs = (word or "" for word in told)
    key = cells.text(row.get("run_id"))
    if not key or None in texts.values() or row.get("passed") not in (0, 1):
        return None
    if not cells.is_outcome(platform, backend, verdict, legs):
        return None
    return {
        **texts,
        "run_id": key,
        "seq": row.get("seq"),
        "passed": row.get("passed"),
        "platform": platform,
        "backend": backend,
        "verdict": verdict,
        "legs": legs,
        "started_at": cells.moment(row.get("started_at")) or 0.0,
        "finished_at": cells.moment(row.get("finished_at")) or 0.0,
    }


def working_copy(row: RawRow) -> CleanRow | None:
    """A form whose values can be read."""
    slot, document = cells.text(row.get("slot")), cells.text(row.get("document"))
    base = row.get("base_revision")
    if not slot or cells.json_object(document) is None:
        return None
    return {
        "slot": slot,
        "base_revision": base if base == 0 or cells.revision(base) else 0,
        "kept_at": cells.moment(row.get("kept_at")) or 0.0,
        "document": document,
    }


def confirmation(row: RawRow) -> CleanRow | None:
    """A done item of a checklist."""
    slot, item = cells.text(row.get("slot")), cells.text(row.get("item"))
    subject, facts = cells.text(row.get("subject")), cells.text(row.get("facts"))
    if not slot or not item or subject is None or cells.json_object(facts) is None:
        return None
    at = cells.moment(row.get("confirmed_at")) or 0.0
    return {"slot": slot, "item": item, "subject": subject, "confirmed_at": at, "facts": facts}


def secret_claim(row: RawRow) -> CleanRow | None:
    """A secret that may be nobody's."""
    key, field = cells.text(row.get("profile_id")), cells.text(row.get("field"))
    if not key or not field:
        return None
    at = cells.moment(row.get("claimed_at")) or 0.0
    return {"profile_id": key, "field": field, "claimed_at": at}


def import_source(row: RawRow) -> CleanRow | None:
    """Which import was the last."""
    source = cells.text(row.get("source"))
    if source is None:
        return None
    return {"only": 1, "source": source, "imported_at": cells.moment(row.get("imported_at")) or 0.0}


def import_entry(row: RawRow) -> CleanRow | None:
    """One connection of it."""
    key, identifier = cells.text(row.get("profile_id")), cells.text(row.get("identifier"))
    saved, before, place = cells.revision(row.get("saved")), row.get("before"), row.get("place")
    if not key or identifier is None or saved is None or not isinstance(place, int):
        return None
    if before != 0 and cells.revision(before) is None:
        return None
    return {
        "place": place,
        "profile_id": key,
        "identifier": identifier,
        "saved": saved,
        "before": before,
    }


CLEANERS: Final[Mapping[str, Callable[[RawRow], CleanRow | None]]] = {
    "profile": profile,
    "revision": revision,
    "run": run,
    "working_copy": working_copy,
    "confirmation": confirmation,
    "secret_claim": secret_claim,
    "import_source": import_source,
    "import_entry": import_entry,
}
"""By table, in the order in which they are filled."""

NAMED_BY: Final = {
    "profile": ("identifier", "id"),
    "revision": ("profile_id",),
    "run": ("run_id",),
    "working_copy": ("slot",),
    "confirmation": ("item", "slot"),
    "secret_claim": ("profile_id",),
    "import_source": ("source",),
    "import_entry": ("identifier",),
}
"""What a row that is lost is called by, where that much can be read."""


def name_of(table: str, row: RawRow) -> tuple[str, ...]:
    """A question mark where nobody knows."""
    found = (cells.text(row.get(column)) for column in NAMED_BY[table])
    return tuple(name for name in found if name) or ("?",)
