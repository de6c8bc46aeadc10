"""What the tables hold, as frozen values. Times are seconds since the epoch."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A profile as it is now. `document` is canonical JSON."""

    id: str
    identifier: str
    is_draft: bool
    document: str
    config_hash: str
    revision: int
    created_at: float
    updated_at: float
    secrets_at: float
    deleted_at: float | None
    is_archived: bool

    @property
    def is_deleted(self) -> bool:
        """Whether it is hidden until it is brought back or forgotten."""
        return self.deleted_at is not None


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One saved state of a profile."""

    number: int
    saved_at: float
    note: str
    is_draft: bool
    document: str


@dataclass(frozen=True, slots=True)
class RunRow:
    """A test run without its events. `legs` is a JSON list of {"leg", "verdict", "code"};
    `profile_id` is empty for a run without a stored profile."""

    run_id: str
    profile_id: str
    connection: str
    scenario: str
    platform: str
    backend: str
    passed: bool
    verdict: str
    legs: str
    config_hash: str
    started_at: float
    finished_at: float


@dataclass(frozen=True, slots=True)
class TallyRow:
    """What counts of a profile's runs. `login` is the latest run of the login that should work;
    the counts are of the scenarios as they ended last on every platform and backend, of those runs
    that are younger than the last change of the profile."""

    login: RunRow | None = None
    scenarios: int = 0
    as_expected: int = 0
    finished_at: float = 0.0


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A line of the list of profiles. `tags` is a JSON list, and so is `accepted`, the findings
    that somebody keeps, where a value is as long as a secret; empty elsewhere."""

    id: str
    identifier: str
    display_name: str
    corp_id: str
    agent_id: str
    environment: str
    tags: str
    is_draft: bool
    config_hash: str
    revision: int
    updated_at: float
    secrets_at: float
    last_run: RunRow | None
    is_archived: bool
    accepted: str = ""
    tally: TallyRow = TallyRow()


@dataclass(frozen=True, slots=True)
class WorkingCopyRow:
    """What is on a form and not saved yet. `base_revision` is 0 for a new profile's form."""

    slot: str
    base_revision: int
    kept_at: float
    document: str


@dataclass(frozen=True, slots=True)
class ConfirmationRow:
    """A done item of a checklist. `subject` is empty for a tick by hand; `facts` is a JSON
    object."""

    item: str
    subject: str
    confirmed_at: float
    facts: str


@dataclass(frozen=True, slots=True)
class Outdated:
    """The save named another revision than the current one. Nothing was changed."""

    current: ProfileRow


@dataclass(frozen=True, slots=True)
class IdentifierTaken:
    """Another live profile has this identifier. Nothing was changed."""

    identifier: str


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no such profile, or it has been deleted. Nothing was changed."""

    key: str
