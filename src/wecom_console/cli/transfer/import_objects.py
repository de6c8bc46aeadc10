"""`import --json`: what an import would do, and what it did."""

from collections.abc import Sequence

from wecom_console.cli.problems import problem_object
from wecom_console.cli.session import CliSession
from wecom_console.domain.hiding import hide
from wecom_console.domain.problems import Problem
from wecom_console.services.importing.items import (
    Imported,
    ImportedItem,
    ImportFailed,
    ImportItem,
    ImportPreview,
)
from wecom_console.services.importing.signatures import SignedBy
from wecom_console.services.profiles.refusals import refusal_problem


def preview_object(
    session: CliSession, file: str, preview: ImportPreview, *, dry_run: bool
) -> dict[str, object]:
    """Where nothing was imported."""
    return {
        "file": file,
        "dry_run": dry_run,
        "applied": False,
        "problems": _problem_objects(session, preview.problems),
        "items": [_item_object(session, item) for item in preview.items],
        "signature": _signature_object(preview.signature),
    }


def imported_object(
    session: CliSession, file: str, preview: ImportPreview, result: Imported | ImportFailed
) -> dict[str, object]:
    """After the attempt."""
    if isinstance(result, ImportFailed):
        problems: Sequence[Problem] = (refusal_problem(result.why),)
        items = [_item_object(session, result.item)]
    else:
        problems = preview.problems
        items = [_imported_object(session, one) for one in result.items]
    return {
        "file": file,
        "dry_run": False,
        "applied": isinstance(result, Imported),
        "problems": _problem_objects(session, problems),
        "items": items,
        "signature": _signature_object(preview.signature),
    }


def _problem_objects(session: CliSession, problems: Sequence[Problem]) -> list[dict[str, object]]:
    return [problem_object(session.messages, problem) for problem in problems]


def _item_object(session: CliSession, item: ImportItem) -> dict[str, object]:
    return {
        "identifier": item.identifier,
        "state": item.state.value,
        "changes": [
            {
                "field": c.path,
                "before": _plain(hide(c.path, c.before)),
                "after": _plain(c.after),
                "changed_by": c.side.value,
            }
            for c in item.changes
        ],
        "problems": _problem_objects(session, item.report.problems),
    }


def _imported_object(session: CliSession, one: ImportedItem) -> dict[str, object]:
    placements = one.saved.secrets if one.saved else ()
    return _item_object(session, one.item) | {
        "action": one.action,
        "identifier": one.identifier,
        "secrets": [{"field": p.field, "kind": p.kind, "code": p.code or None} for p in placements],
    }


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _signature_object(by: SignedBy | None) -> dict[str, object] | None:
    if by is None:
        return None
    return {
        "fingerprint": by.fingerprint,
        "public_key": by.public_key,
        "name": by.name or None,
        "trusted": by.is_trusted,
    }
