"""Connections for the tests and pictures of the sources page, and a service that holds them."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Any

from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.report import Report
from wecom_console.domain.verdicts import LEGS, BackendKind, Platform, Verdict
from wecom_console.services.profiles.records import (
    Archived,
    Deleted,
    NotFound,
    ProfileSummary,
    Rejected,
    Saved,
    StoredLeg,
    StoredProfile,
    StoredRun,
    Tally,
    WorkingCopy,
)

NOW = 1_760_000_000.0
V = Verdict


def a_run(
    legs: tuple[Verdict, ...],
    *,
    backend: BackendKind = BackendKind.AUTHING,
    ago: float = 190.0,
    stale: bool = False,
    code: str = "",
) -> StoredRun:
    """A stored run; the first failed leg gets `code`."""
    results = tuple(
        StoredLeg(leg, verdict, code if verdict is V.FAILED else "")
        for leg, verdict in zip(LEGS, legs, strict=True)
    )
    failed = V.FAILED in legs
    return StoredRun(
        run_id="r1",
        connection="acme-staff",
        scenario="success",
        platform=Platform.ANDROID,
        backend=backend,
        passed=not failed,
        verdict=V.FAILED if failed else V.SIMULATED,
        legs=results,
        config_hash="0" * 16,
        finished_at=NOW - ago,
        is_stale=stale,
    )


def a_profile(number: int, **changes: Any) -> ProfileSummary:
    """A stored connection."""
    values: dict[str, Any] = {
        "id": f"{number:032x}",
        "identifier": f"acme-{number}",
        "display_name": f"Acme {number}",
        "corp_id": "ww3f9c0a7be1d24856",
        "agent_id": f"{1000000 + number}",
        "environment": "development",
        "tags": (),
        "is_draft": False,
        "revision": 1,
        "updated_at": NOW - 7_300,
        "last_run": None,
    }
    if "tally" not in changes:
        values["tally"] = Tally(changes.get("last_run"))
    return ProfileSummary(**{**values, **changes})


GOOD = (V.PROVEN, V.SIMULATED, V.SIMULATED, V.NOT_PROVABLE, V.PROVEN, V.PROVEN, V.PROVEN)
BAD = (V.PROVEN, V.SIMULATED, V.SIMULATED, V.NOT_PROVABLE, V.PROVEN, V.FAILED, V.SKIPPED)
DEMO = (V.PROVEN, *[V.SIMULATED] * 6)


def five_profiles() -> tuple[ProfileSummary, ...]:
    """Five connections, tested with different outcomes."""
    return (
        a_profile(
            2,
            identifier="acme-staff",
            display_name="Acme Staff",
            environment="production",
            tags=("hr",),
            last_run=a_run(GOOD),
        ),
        a_profile(
            7,
            identifier="acme-sales",
            display_name="Acme Field Sales",
            environment="production",
            last_run=a_run(
                (V.PROVEN, V.SIMULATED, V.SIMULATED, V.SIMULATED, V.PROVEN, V.PROVEN, V.PROVEN),
                stale=True,
            ),
        ),
        a_profile(
            3,
            agent_id="1000002",
            identifier="acme-staff-staging",
            display_name="Acme Staff (staging)",
            environment="staging",
            last_run=a_run(BAD, backend=BackendKind.WECOM, ago=725.0, code="wecom.60020"),
        ),
        a_profile(
            11,
            identifier="acme-warehouse",
            display_name="Acme Warehouse",
            is_draft=True,
        ),
        a_profile(
            12,
            identifier="demo-wecom",
            display_name="Demo connection",
            corp_id="ww7d20c4e91ab35f68",
            agent_id="1000002",
            environment="simulator",
            last_run=a_run(DEMO, backend=BackendKind.SIMULATOR, ago=60_000.0),
        ),
    )


class FakeProfiles:
    """`ProfileService` in memory, as far as the list needs it."""

    def __init__(self, profiles: tuple[ProfileSummary, ...] = ()) -> None:
        self.profiles = list(profiles)
        self.hidden: dict[str, ProfileSummary] = {}
        self.refusal: object | None = None
        self.error: Exception | None = None
        self.broken: set[str] = set()
        self.copies: list[WorkingCopy] = []

    def together(self) -> AbstractContextManager[None]:
        """Nothing fails half way here."""
        return nullcontext()

    def list(self, query: str = "", *, archived: bool = False) -> tuple[ProfileSummary, ...]:
        """All of them."""
        if self.error is not None:
            raise self.error
        return tuple(one for one in self.profiles if archived or not one.is_archived)

    def get(self, key: str) -> Any:
        """One with a document that says what its line says."""
        found = next((p for p in self.profiles if p.id == key), None)
        if found is None:
            return None
        return _stored(found)

    def save(
        self, profile_id: str, document: Any, *, base_revision: int, draft: bool = False
    ) -> Any:
        """Takes over environment and tags."""
        if profile_id in self.broken:
            return Rejected(Report(None, (Problem("schema.empty", "schema", Severity.ERROR),)))
        changes = {
            "environment": str(document.get("environment", "development")),
            "tags": tuple(document.get("tags", ())),
            "revision": base_revision + 1,
        }
        self._change(profile_id, **changes)
        return Saved(self.get(profile_id), Report(None, ()))

    def archive(self, key: str, *, away: bool = True) -> Any:
        """Lays one aside."""
        self._change(key, is_archived=away)
        return Archived(self.get(key))

    def _change(self, key: str, **changes: Any) -> None:
        self.profiles = [replace(p, **changes) if p.id == key else p for p in self.profiles]

    def delete(self, key: str) -> Any:
        """Hides one."""
        if self.refusal is not None:
            return self.refusal
        found = next((p for p in self.profiles if p.id == key), None)
        if found is None:
            return NotFound(key)
        self.profiles.remove(found)
        self.hidden[key] = found
        return Deleted(_stored(found))

    def restore(self, profile_id: str) -> Any:
        """Brings it back."""
        self.profiles.append(self.hidden.pop(profile_id))
        return Saved(_stored(self.profiles[-1]), Report(None, ()))

    def working_copies(self) -> tuple[WorkingCopy, ...]:
        """Forms that nobody has saved."""
        return tuple(self.copies)

    def taken_identifiers(self) -> frozenset[str]:
        """Every identifier."""
        return frozenset(p.identifier for p in self.profiles)

    def duplicate(self, key: str, identifier: str, *, draft: bool = False) -> Any:
        """A copy."""
        copy = a_profile(99, identifier=identifier, is_draft=draft)
        self.profiles.append(copy)
        return Saved(_stored(copy), Report(None, ()))


def _stored(line: ProfileSummary) -> StoredProfile:
    document = {
        "identifier": line.identifier,
        "environment": line.environment,
        "tags": list(line.tags),
    }
    return StoredProfile(line.id, line.revision, document, line.is_draft, 0.0, 0.0)


class AtOnce:
    """A worker that does everything on the spot."""

    def call(
        self,
        work: Callable[..., Any],
        *args: object,
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
    ) -> None:
        """Calls and answers at once."""
        try:
            value = work(*args)
        except Exception as error:
            if on_error is None:
                raise
            on_error(error)
        else:
            if on_done is not None:
                on_done(value)
