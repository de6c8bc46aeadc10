"""What the faces show of profiles and runs: frozen values. Times are seconds since the epoch."""

import dataclasses
from collections.abc import Mapping
from typing import Final

from wecom_console.domain.hiding import hide_note, with_hidden
from wecom_console.domain.problems import Params
from wecom_console.domain.report import Report
from wecom_console.domain.verdicts import BackendKind, Leg, Platform, Verdict
from wecom_console.storage.problems import Notice
from wecom_console.storage.secrets.keeper import SecretPlacement


@dataclasses.dataclass(frozen=True, slots=True)
class StoredLeg:
    """How one leg of a run ended. `code` is empty for a plain success."""

    leg: Leg
    verdict: Verdict
    code: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class StoredRun:
    """A test run without its events. `is_stale`: what affects a login has changed since."""

    run_id: str
    connection: str
    scenario: str
    platform: Platform
    backend: BackendKind
    passed: bool
    verdict: Verdict
    legs: tuple[StoredLeg, ...]
    config_hash: str
    finished_at: float
    is_stale: bool
    started_at: float = 0.0


@dataclasses.dataclass(frozen=True, slots=True)
class Tally:
    """What the tests say of a connection: the latest run of the login that should work, and how
    many of the scenarios that ran since its last change ended as they should. A scenario that
    expects a refusal, and got it, is as expected."""

    login: StoredRun | None = None
    scenarios: int = 0
    as_expected: int = 0
    finished_at: float = 0.0

    @property
    def unexpected(self) -> int:
        """How many did not end as they should."""
        return self.scenarios - self.as_expected


NEVER_TESTED: Final = Tally()


@dataclasses.dataclass(frozen=True, slots=True)
class FinishedRun:
    """A run to be stored. `profile_id` is empty where none is stored (demo, config file);
    `events` is the event list as JSON text, redacted."""

    run_id: str
    profile_id: str
    connection: str
    scenario: str
    platform: Platform
    backend: BackendKind
    passed: bool
    verdict: Verdict
    legs: tuple[StoredLeg, ...]
    config_hash: str
    started_at: float
    finished_at: float
    events: str


@dataclasses.dataclass(frozen=True, slots=True)
class ProfileSummary:
    """A line of the list of profiles."""

    id: str
    identifier: str
    display_name: str
    corp_id: str
    agent_id: str
    environment: str
    tags: tuple[str, ...]
    is_draft: bool
    revision: int
    updated_at: float
    last_run: StoredRun | None
    is_archived: bool = False
    tally: Tally = NEVER_TESTED


@dataclasses.dataclass(frozen=True, slots=True)
class StoredProfile:
    """A profile as it is stored. `document` is the raw structure of a config file, in its fixed
    order; secrets in it are references."""

    id: str
    revision: int
    document: Mapping[str, object]
    is_draft: bool
    created_at: float
    updated_at: float
    is_archived: bool = False

    @property
    def identifier(self) -> str:
        """The connection's unique identifier; a draft may not have one yet."""
        return str(self.document.get("identifier", ""))

    @property
    def name(self) -> str:
        """What it is called where it is shown."""
        shown = with_hidden(self.document)
        return str(shown.get("display_name") or shown.get("identifier", ""))

    def as_shown(self) -> "StoredProfile":
        """Without what looks like a secret and is in the clear."""
        return dataclasses.replace(self, document=with_hidden(self.document))


@dataclasses.dataclass(frozen=True, slots=True)
class Revision:
    """One saved state. `changed` are the dotted paths that differ from the revision before.

    `note` is its author's text, or of the form ``restored:<number>``, ``duplicated:<identifier>``,
    ``secret:<field>`` or ``pulled:<from where>`` where the program wrote it; `origin` is the same
    with a sentence's code."""

    number: int
    saved_at: float
    note: str
    document: Mapping[str, object]
    changed: tuple[str, ...]
    origin: Notice | None = None

    def as_shown(self) -> "Revision":
        """Without what looks like a secret and is in the clear."""
        note, document = hide_note(self.note, self.document), with_hidden(self.document)
        return dataclasses.replace(self, note=note, document=document)


@dataclasses.dataclass(frozen=True, slots=True)
class WorkingCopy:
    """What was on a form when it was left without saving. `slot` is the profile's id or the name
    a new form was kept under; `base_revision` is 0 for a new one."""

    slot: str
    base_revision: int
    kept_at: float
    document: Mapping[str, object]


@dataclasses.dataclass(frozen=True, slots=True)
class SecretState:
    """How a profile's secret is. `state` is ``present``, ``session`` (gone when the program ends),
    ``missing``, ``unavailable`` or ``unset`` (the document names none); `code` says why."""

    field: str
    reference: str
    state: str
    code: str = ""
    params: Params = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class StoreStatus:
    """Whether the profile store can be used. `problem` says why not; `notices` what its user should
    know although it works (``store.set_aside`` with the name of the kept file, …)."""

    path: str
    notices: tuple[Notice, ...] = ()
    problem: Notice | None = None

    @property
    def available(self) -> bool:
        """Whether profiles can be read."""
        return self.problem is None


# --- results -----------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class Saved:
    """It is on the disk. `secrets` says where each secret went: without a keyring a placement has
    the kind ``session`` and a code, and must be shown. `report` holds warnings and hints."""

    profile: StoredProfile
    report: Report
    secrets: tuple[SecretPlacement, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else saved meanwhile; `current` is theirs. Nothing was changed."""

    current: StoredProfile


@dataclasses.dataclass(frozen=True, slots=True)
class Rejected:
    """The document does not pass. Nothing was changed."""

    report: Report


@dataclasses.dataclass(frozen=True, slots=True)
class NotFound:
    """No such profile (any more), or no such `revision` of it (0: none was asked for). Nothing
    was changed."""

    key: str
    revision: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class NotStored:
    """The store refused (full, read-only, busy, …). Nothing was changed. `code` is ``store.…``."""

    code: str
    params: Params


@dataclasses.dataclass(frozen=True, slots=True)
class Deleted:
    """Hidden; `ProfileService.restore` with its id undoes it."""

    profile: StoredProfile


@dataclasses.dataclass(frozen=True, slots=True)
class Purged:
    """A field's earlier values are gone from so many revisions. `kept_files` are damaged files of
    the data folder that were set aside: they may still hold them, until they are deleted."""

    revisions: int
    kept_files: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Archived:
    """Laid aside, or taken back: `profile` says which."""

    profile: StoredProfile
