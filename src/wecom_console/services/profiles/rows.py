"""From the store's rows to the values the faces show, and back."""

import json
from dataclasses import replace
from functools import lru_cache

from wecom_console.domain.documents import changed_paths
from wecom_console.domain.hiding import HIDDEN
from wecom_console.domain.notes import own_note
from wecom_console.domain.rules.misplaced import accepts_secret
from wecom_console.domain.secret_forms import secret_form
from wecom_console.domain.verdicts import BackendKind, Leg, Platform, Verdict
from wecom_console.services.profiles.records import (
    FinishedRun,
    ProfileSummary,
    Revision,
    StoredLeg,
    StoredProfile,
    StoredRun,
    Tally,
    WorkingCopy,
)
from wecom_console.storage.documents import decode
from wecom_console.storage.problems import Notice, StoreUnavailable
from wecom_console.storage.rows import (
    ProfileRow,
    RevisionRow,
    RunRow,
    SummaryRow,
    TallyRow,
    WorkingCopyRow,
)
from wecom_console.storage.salvage.cells import tags


def stored_profile(row: ProfileRow) -> StoredProfile:
    """A profile with its document read."""
    return StoredProfile(
        id=row.id,
        revision=row.revision,
        document=decode(row.document),
        is_draft=row.is_draft,
        created_at=row.created_at,
        updated_at=row.updated_at,
        is_archived=row.is_archived,
    )


def named_profile(row: ProfileRow) -> StoredProfile:
    """The same for one that was moved: it may be damaged, which must keep nobody from that."""
    try:
        return stored_profile(row)
    except StoreUnavailable:
        return stored_profile(replace(row, document=json.dumps({"identifier": row.identifier})))


def profile_summary(row: SummaryRow) -> ProfileSummary:
    """A line of the list, without what looks like a secret and is in the clear."""
    accepted = tags(row.accepted) or ()

    def told(path: str, text: str) -> str:
        shown = _told(text)
        return text if shown is text or accepts_secret(accepted, path) else shown

    return ProfileSummary(
        id=row.id,
        identifier=told("identifier", row.identifier),
        display_name=told("display_name", row.display_name),
        corp_id=told("corp_id", row.corp_id),
        agent_id=told("agent_id", row.agent_id),
        environment=row.environment,
        tags=tuple(told("tags", tag) for tag in tags(row.tags) or ()),
        is_draft=row.is_draft,
        revision=row.revision,
        updated_at=row.updated_at,
        last_run=None
        if row.last_run is None
        else run_summary(row.last_run, is_stale=is_stale(row.last_run, row)),
        is_archived=row.is_archived,
        tally=tally_of(row.tally, row),
    )


def tally_of(tally: TallyRow, profile: ProfileRow | SummaryRow) -> Tally:
    """What counts of a profile's runs."""
    login = tally.login
    return Tally(
        None if login is None else run_summary(login, is_stale=is_stale(login, profile)),
        tally.scenarios,
        tally.as_expected,
        tally.finished_at,
    )


def _told(text: str) -> str:
    return text if secret_form(text) is None else HIDDEN


def is_stale(run: RunRow, profile: ProfileRow | SummaryRow) -> bool:
    """Whether the profile's effective document or one of its secrets has changed since the run."""
    return run.config_hash != profile.config_hash or run.started_at < profile.secrets_at


def run_summary(row: RunRow, *, is_stale: bool) -> StoredRun:
    """A run with its legs read."""
    return StoredRun(
        run_id=row.run_id,
        connection=_told(row.connection),
        scenario=row.scenario,
        platform=Platform(row.platform),
        backend=BackendKind(row.backend),
        passed=row.passed,
        verdict=Verdict(row.verdict),
        legs=_legs(row.legs),
        config_hash=row.config_hash,
        finished_at=row.finished_at,
        is_stale=is_stale,
        started_at=row.started_at,
    )


@lru_cache(maxsize=1024)
def _legs(text: str) -> tuple[StoredLeg, ...]:
    """Cached: most runs of a long list end in one of a few ways, and reading each would take as
    long as all the rest."""
    return tuple(
        StoredLeg(Leg(leg["leg"]), Verdict(leg["verdict"]), leg["code"]) for leg in json.loads(text)
    )


def run_row(run: FinishedRun) -> RunRow:
    """A run as it is stored."""
    legs = [{"leg": leg.leg, "verdict": leg.verdict, "code": leg.code} for leg in run.legs]
    return RunRow(
        run_id=run.run_id,
        profile_id=run.profile_id,
        connection=run.connection,
        scenario=run.scenario,
        platform=run.platform.value,
        backend=run.backend.value,
        passed=run.passed,
        verdict=run.verdict.value,
        legs=json.dumps(legs),
        config_hash=run.config_hash,
        started_at=run.started_at,
        finished_at=run.finished_at,
    )


def revisions(rows: tuple[RevisionRow, ...]) -> tuple[Revision, ...]:
    """A history, each revision compared with the one before (the first with nothing)."""
    before: dict[str, object] = {}
    found = []
    for row in rows:
        document = decode(row.document)
        changed = changed_paths(before, document)
        found.append(
            Revision(row.number, row.saved_at, row.note, document, changed, _origin(row.note))
        )
        before = document
    return tuple(found)


def _origin(note: str) -> Notice | None:
    """What the program itself noted, as a code with its parameter."""
    own = own_note(note)
    if own is None:
        return None
    kind, name, value = own
    return Notice(f"revision.{kind}", {name: value})


def working_copy(row: WorkingCopyRow) -> WorkingCopy:
    """A form's values with their document read."""
    return WorkingCopy(row.slot, row.base_revision, row.kept_at, decode(row.document))
