"""Stored connections as `--json` prints them."""

from wecom_console.cli.problems import problem_object
from wecom_console.cli.session import CliSession
from wecom_console.domain.hiding import hide
from wecom_console.domain.report import Report
from wecom_console.services.profiles.records import (
    ProfileSummary,
    Revision,
    Saved,
    SecretState,
    StoredProfile,
    StoredRun,
    Tally,
)
from wecom_console.services.wall_clock import universal, wall_clock


def moment(seconds: float) -> str:
    """A time as ISO 8601 in UTC, to the second."""
    return universal(seconds).strftime("%Y-%m-%dT%H:%M:%SZ")


def local_moment(seconds: float) -> str:
    """A time as the person at the terminal counts it."""
    return wall_clock(seconds).strftime("%Y-%m-%d %H:%M:%S")


def summary_object(summary: ProfileSummary) -> dict[str, object]:
    """A line of `profile list`."""
    return {
        "identifier": summary.identifier,
        "display_name": summary.display_name,
        "corp_id": summary.corp_id,
        "agent_id": summary.agent_id,
        "environment": summary.environment,
        "tags": list(summary.tags),
        "draft": summary.is_draft,
        "archived": summary.is_archived,
        "revision": summary.revision,
        "updated_at": moment(summary.updated_at),
        "last_run": run_object(summary.last_run) if summary.last_run else None,
        **tally_object(summary.tally),
    }


def tally_object(tally: Tally) -> dict[str, object]:
    """What counts of a connection's runs."""
    return {
        "login": run_object(tally.login) if tally.login else None,
        "scenarios": {
            "total": tally.scenarios,
            "as_expected": tally.as_expected,
            "finished_at": moment(tally.finished_at) if tally.scenarios else None,
        },
    }


def run_object(run: StoredRun) -> dict[str, object]:
    """A stored run in short."""
    return {
        "run_id": run.run_id,
        "scenario": run.scenario,
        "platform": run.platform.value,
        "backend": run.backend.value,
        "passed": run.passed,
        "verdict": run.verdict.value,
        "stale": run.is_stale,
        "finished_at": moment(run.finished_at),
    }


def profile_object(stored: StoredProfile) -> dict[str, object]:
    """A stored connection as it is shown; `document` is the structure of a config file."""
    stored = stored.as_shown()
    return {
        "identifier": stored.identifier,
        "id": stored.id,
        "draft": stored.is_draft,
        "archived": stored.is_archived,
        "revision": stored.revision,
        "created_at": moment(stored.created_at),
        "updated_at": moment(stored.updated_at),
        "document": dict(stored.document),
    }


def secret_object(session: CliSession, state: SecretState) -> dict[str, object]:
    """Where a secret is and whether it is there; never the secret."""
    told = session.messages.text(state.code, **state.params) if state.code else ""
    return {
        "field": state.field,
        "reference": hide(state.field, state.reference),
        "state": state.state,
        "code": state.code or None,
        "message": told,
    }


def saved_object(session: CliSession, saved: Saved) -> dict[str, object]:
    """What a command that changes a connection prints."""
    return {
        "profile": profile_object(saved.profile),
        "problems": report_objects(session, saved.report),
        "secrets": [
            {"field": p.field, "kind": p.kind, "code": p.code or None} for p in saved.secrets
        ],
    }


def report_objects(session: CliSession, report: Report) -> list[dict[str, object]]:
    """The problems of a report."""
    return [problem_object(session.messages, problem) for problem in report.problems]


def revision_object(revision: Revision) -> dict[str, object]:
    """One saved state, completely, as it is shown."""
    revision = revision.as_shown()
    return {
        "revision": revision.number,
        "saved_at": moment(revision.saved_at),
        "note": revision.note,
        "changed": list(revision.changed),
        "document": dict(revision.document),
    }
