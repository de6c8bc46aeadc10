"""Makes Authing's connection the profile's, or leaves everything as it was.

After a failure nobody knows what a lost answer has done, so the way back is not taken from what
was sent but from what is there: the state is read again and compared with the one before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from wecom_console.backends import authing_management as api
from wecom_console.backends.authing_management import Managing, RefusedError
from wecom_console.domain.live.connection import (
    ASSOCIATION,
    DriftState,
    LiveConnection,
    LivePlan,
    LiveState,
    LiveStep,
    plan,
)
from wecom_console.domain.secrets import Secret
from wecom_console.flow.dialogue import Dialogue, ask_wait
from wecom_console.flow.login_progress import Refusal

RECOVERIES: Final = 4
"""How often the way back is tried; the pause before each grows by a second."""


class ApplyOutcome(StrEnum):
    """How an `apply` ended. `PARTLY`: Authing agreed to everything and does not show all of it.
    `CHANGED`: Authing is no longer what the plan was made for; nothing was done. `UNSURE`: it
    failed, and what is there now could not be made sure of."""

    IN_SYNC = "in_sync"
    APPLIED = "applied"
    PARTLY = "partly"
    CHANGED = "changed"
    AS_BEFORE = "as_before"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Applied:
    """`live` is the last state that was read, `plan` what is still to do for it."""

    ended: ApplyOutcome
    live: LiveState
    plan: LivePlan
    refusal: Refusal | None = None


@dataclass(slots=True)
class _Work:
    """One `apply`: what it has, and how far it came."""

    managing: Managing
    secret: Secret | None
    source_name: str
    before: LiveState
    plan: LivePlan
    begun: list[LiveStep] = field(default_factory=list)
    is_done: bool = False


def apply(
    managing: Managing, secret: Secret | None, confirmed: LivePlan, *, source_name: str
) -> Dialogue[Applied]:
    """Carry out the plan that somebody confirmed. `source_name` is for an identity source that
    has to be created. Raises RefusedError only where nothing was begun."""
    profile = managing.profile
    before = yield from api.read_state(managing, profile.identifier)
    current = plan(profile, secret, before)
    if current != confirmed:
        return Applied(ApplyOutcome.CHANGED, before, current)
    if not current.steps or current.obstacle:
        return Applied(ApplyOutcome.IN_SYNC, before, current)
    work = _Work(managing, secret, source_name, before, current)
    try:
        yield from _carry_out(work)
        after = yield from api.read_state(managing, profile.identifier)
    except RefusedError as error:
        return (yield from _recover(work, error.refusal))
    return _proven(work, after, None)


def _proven(work: _Work, after: LiveState, refusal: Refusal | None) -> Applied:
    rest = plan(work.managing.profile, work.secret, after)
    return Applied(
        ApplyOutcome.APPLIED if rest.in_sync else ApplyOutcome.PARTLY, after, rest, refusal
    )


def _carry_out(work: _Work) -> Dialogue[None]:
    managing, before = work.managing, work.before
    source_id = before.source.id if before.source else ""
    connection_id = before.connection.id if before.connection else ""
    for step in work.plan.steps:
        work.begun.append(step)
        match step:
            case LiveStep.CREATE_SOURCE:
                source_id = yield from api.create_source(managing, work.source_name)
            case LiveStep.CREATE_CONNECTION:
                secret = work.secret or Secret("")
                connection_id = yield from api.create_connection(managing, source_id, secret)
            case LiveStep.UPDATE_CONNECTION:
                yield from api.update_connection(managing, _update_body(work, connection_id))
            case LiveStep.SWITCH_ON:
                yield from api.switch(managing, connection_id, enabled=True)
    work.is_done = True


def _update_body(work: _Work, connection_id: str) -> Mapping[str, object]:
    """A secret that Authing does not show stays as it is: it could not be put back."""
    profile = work.managing.profile
    standings = {one.path: one for one in work.plan.differences}
    sends_secret = standings["secret"].standing is DriftState.DIFFERS
    body: dict[str, object] = {
        "id": connection_id,
        "displayName": profile.display_name,
        "fields": api.fields_of(profile, work.secret if sends_secret else None),
        "loginOnly": profile.login_only,
    }
    if any(standings[path].is_drift for path in ASSOCIATION if path in standings):
        ours = profile.association
        body |= _association(ours.mode, ours.methods, ours.fields)
    return body


def _association(
    mode: str | None, methods: tuple[str, ...] | None, fields: tuple[str, ...] | None
) -> dict[str, object]:
    """The two keys of docs/reference/authing.md §5.5, and the simulator's; what is not known is
    left out."""
    stated = {
        "associationMode": mode,
        "challengeBindingMethods": None if methods is None else list(methods),
        "associationFields": None if fields is None else list(fields),
    }
    return {key: value for key, value in stated.items() if value is not None}


def _recover(work: _Work, refusal: Refusal) -> Dialogue[Applied]:
    """Look what is there: all of it, or go back."""
    identifier = work.managing.profile.identifier
    live = work.before
    for attempt in range(RECOVERIES):
        if attempt:
            yield from ask_wait(attempt)
        try:
            live = yield from api.read_state(work.managing, identifier)
            if work.is_done or plan(work.managing.profile, work.secret, live).in_sync:
                return _proven(work, live, refusal)
            yield from _put_back(work, live)
            live = yield from api.read_state(work.managing, identifier)
        except RefusedError:
            continue
        if live == work.before:
            return Applied(ApplyOutcome.AS_BEFORE, live, work.plan, refusal)
    rest = plan(work.managing.profile, work.secret, live)
    return Applied(ApplyOutcome.UNSURE, live, rest, refusal)


def _put_back(work: _Work, live: LiveState) -> Dialogue[None]:
    """From what is there to what was there. Only what this work may have done is touched."""
    managing, before = work.managing, work.before
    if before.connection is None:
        if live.connection is not None and LiveStep.CREATE_CONNECTION in work.begun:
            yield from api.delete_connection(managing, live.connection.id)
        yield from _drop_new_source(work, live)
        return
    there = live.connection
    if there is None:
        return
    if LiveStep.UPDATE_CONNECTION in work.begun and there != before.connection:
        yield from api.update_connection(managing, _old_body(work, before.connection))
    if LiveStep.SWITCH_ON in work.begun and live.enabled and not before.enabled:
        yield from api.switch(managing, there.id, enabled=False)


def _drop_new_source(work: _Work, live: LiveState) -> Dialogue[None]:
    if LiveStep.CREATE_SOURCE not in work.begun:
        return
    known = {source.id for source in work.before.sources}
    for source in live.sources:
        is_ours = source.id not in known and source.name == work.source_name
        if is_ours and (yield from api.is_empty_source(work.managing, source.id)):
            yield from api.delete_source(work.managing, source.id)


def _old_body(work: _Work, before: LiveConnection) -> Mapping[str, object]:
    fields: dict[str, object] = dict(before.fields or {})
    if before.secret is not None:
        fields[work.managing.profile.backend.secret_field] = before.secret.reveal()
    return {
        "id": before.id,
        "displayName": before.display_name,
        "fields": fields,
        "loginOnly": before.login_only,
        **_association(before.mode, before.methods, before.association_fields),
    }
