"""A connection as Authing has it, and what would make it the profile's.

Source: docs/reference/authing.md §5.4 to §5.6. Secrets are compared and never part of a difference.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from wecom_console.domain.check import check
from wecom_console.domain.documents import ordered
from wecom_console.domain.paste import clean_paste
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.profile import MOBILE_TYPE, Profile
from wecom_console.domain.raw import Raw, get_value, set_value
from wecom_console.domain.secrets import KEYRING, Secret
from wecom_console.domain.verdicts import BackendKind

SOURCE_TYPE: Final = "wechatwork"
"""The identity source's type of all WeCom connections (docs/reference/authing.md §3.2)."""

DEFAULT_HOST: Final = "api.authing.cn"
"""Where the management API is without another host (docs/reference/authing.md §5.1)."""

FIELDS: Final = (("corp_id", "corpId"), ("agent_id", "agentId"), ("schema", "schema"))
"""Path in the profile, key in Authing's ``fields`` (docs/reference/authing.md §5.6)."""

ASSOCIATION: Final = ("association.mode", "association.methods", "association.fields")
"""What Authing may not take through its API (docs/reference/authing.md §5.5)."""


@dataclass(frozen=True, slots=True)
class LiveSource:
    """An identity source of the user pool."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class LiveConnection:
    """One connection. None is what Authing does not show; `other_keys` are keys of its ``fields``
    that are none of ours, without their values: one may be the secret under another name."""

    id: str
    source_id: str
    type: str
    identifier: str
    display_name: str
    login_only: bool
    fields: Mapping[str, str] | None = None
    secret: Secret | None = field(default=None, repr=False)
    mode: str | None = None
    methods: tuple[str, ...] | None = None
    association_fields: tuple[str, ...] | None = None
    other_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LiveState:
    """What was read. `enabled` says whether the profile's application uses the connection, None
    where that is not known or the profile names none. `apps` are the names of all that use it;
    `rivals` the other connections of its type that the profile's application uses: Guard takes one
    of them (docs/reference/authing.md §6.1); `others` are all other WeCom connections of the user
    pool. None of these is part of what the profile says."""

    sources: tuple[LiveSource, ...] = ()
    connection: LiveConnection | None = None
    enabled: bool | None = None
    apps: tuple[str, ...] = field(default=(), compare=False)
    rivals: tuple[str, ...] = field(default=(), compare=False)
    others: tuple[LiveConnection, ...] = field(default=(), compare=False)

    @property
    def source(self) -> LiveSource | None:
        """The connection's identity source, or the one that a new connection goes into."""
        if self.connection is None:
            return self.sources[0] if self.sources else None
        wanted = self.connection.source_id
        return next((s for s in self.sources if s.id == wanted), None)


def public_fields(profile: Profile) -> dict[str, str]:
    """Authing's ``fields`` without the secret (docs/reference/authing.md §5.6)."""
    return {key: getattr(profile, path) for path, key in FIELDS}


class DriftState(StrEnum):
    """How a value of the profile stands against Authing's."""

    SAME = "same"
    DIFFERS = "differs"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One value. `ours` and `theirs` are empty for a secret."""

    path: str
    key: str
    standing: DriftState
    ours: str = ""
    theirs: str = ""
    is_secret: bool = False

    @property
    def is_drift(self) -> bool:
        """Whether Authing has to be changed for it."""
        return self.standing in (DriftState.DIFFERS, DriftState.MISSING)


class LiveStep(StrEnum):
    """One change at Authing."""

    CREATE_SOURCE = "create_source"
    CREATE_CONNECTION = "create_connection"
    UPDATE_CONNECTION = "update_connection"
    SWITCH_ON = "switch_on"


@dataclass(frozen=True, slots=True)
class LivePlan:
    """What differs, and the steps that end it, in their order. `obstacle` is the code of what
    makes every step impossible."""

    differences: tuple[FieldDifference, ...]
    steps: tuple[LiveStep, ...]
    obstacle: str = ""

    @property
    def drift(self) -> tuple[FieldDifference, ...]:
        """The differences alone."""
        return tuple(one for one in self.differences if one.is_drift)

    @property
    def in_sync(self) -> bool:
        """Whether Authing has what the profile says, as far as it shows it."""
        return not self.drift and not self.obstacle


def not_comparable(profile: Profile) -> str:
    """The code of why this profile has no counterpart that could be managed; empty where it has."""
    if profile.backend.kind is not BackendKind.AUTHING:
        return "live.not_authing"
    if profile.type != MOBILE_TYPE:
        return "live.agency"  # the keys of its `fields` are not public
    if not (profile.backend.access_key_id or profile.backend.user_pool_id):
        return "live.no_pool"
    return ""


def plan(profile: Profile, secret: Secret | None, live: LiveState) -> LivePlan:
    """Compare, and say what to do. `secret` None: it cannot be had here, so it is not compared."""
    found = tuple(_differences(profile, secret, live))
    connection = live.connection
    if connection is not None and connection.type != profile.type:
        return LivePlan(found, (), "live.other_type")
    steps: list[LiveStep] = []
    drifts = {one.path for one in found if one.is_drift}
    if connection is None:
        if live.source is None:
            steps.append(LiveStep.CREATE_SOURCE)
        steps.append(LiveStep.CREATE_CONNECTION)
        if drifts & set(ASSOCIATION):
            steps.append(LiveStep.UPDATE_CONNECTION)
    elif drifts - {"backend.app_id"}:
        steps.append(LiveStep.UPDATE_CONNECTION)
    if "backend.app_id" in drifts:
        steps.append(LiveStep.SWITCH_ON)
    is_new = LiveStep.CREATE_CONNECTION in steps
    return LivePlan(found, tuple(steps), "live.no_secret" if is_new and secret is None else "")


def pulled(document: Raw, state: LiveState) -> dict[str, object] | None:
    """The document with the values that Authing shows; None where it has no such connection.
    Secrets stay where they are. Whether the values are sound is for `check` to say."""
    there = state.connection
    if there is None:
        return None
    fields = there.fields or {}
    texts = {path: fields.get(key) for path, key in FIELDS}
    texts["display_name"] = clean_paste("display_name", there.display_name).text
    mode = there.mode or get_value(document, "association.mode")
    raw = set_value(document, "login_only", there.login_only)
    raw = set_value(raw, "association.mode", mode)
    for path, text in texts.items():
        if text:
            raw = set_value(raw, path, text)
    for path, shown, of_mode in (
        ("association.methods", there.methods, "challenge"),
        ("association.fields", there.association_fields or None, "field"),
    ):
        if mode != of_mode:
            raw = set_value(raw, path, ())
        elif shown is not None:
            raw = set_value(raw, path, list(shown))
    return ordered(raw)


def blank_document(identifier: str) -> dict[str, object]:
    """A connection of which nothing else is known yet."""
    return {"type": MOBILE_TYPE, "identifier": identifier, "secret": str(KEYRING)}


def with_assumed(raw: dict[str, object]) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """The raw connection with the usual association fields or methods where Authing does not say
    which (docs/reference/authing.md §5.5), and a word about each."""
    problems = []
    for lacking in check(raw).errors:
        if lacking.field in ("association.fields", "association.methods") and lacking.fix:
            raw = set_value(raw, lacking.field, lacking.fix.value)
            problems.append(Problem("authing.assumed", lacking.field, Severity.WARNING))
    return raw, tuple(problems)


def _differences(
    profile: Profile, secret: Secret | None, live: LiveState
) -> Iterator[FieldDifference]:
    there = live.connection
    if there is not None and there.type != profile.type:
        yield _compared("type", "type", profile.type, there.type, exists=True)
    exists = there is not None
    name = there.display_name if there else ""
    yield _compared("display_name", "displayName", profile.display_name, name, exists=exists)
    fields = there.fields if there else {}
    for path, key in FIELDS:
        theirs = None if fields is None else fields.get(key, "")
        yield _compared(path, f"fields.{key}", getattr(profile, path), theirs, exists=exists)
    yield _secret(profile, secret, there)
    login_only = "" if there is None else _flag(there.login_only)
    ours = _flag(profile.login_only)
    yield _compared("login_only", "loginOnly", ours, login_only, exists=exists)
    yield from _association(profile, there)
    if profile.backend.app_id:
        enabled = live.enabled if exists else False
        theirs = None if enabled is None else profile.backend.app_id if enabled else ""
        yield _compared("backend.app_id", "enabled", profile.backend.app_id, theirs, exists=exists)


def _association(profile: Profile, there: LiveConnection | None) -> Iterator[FieldDifference]:
    ours, exists = profile.association, there is not None
    theirs = there.mode if there else "none"
    yield _compared("association.mode", "associationMode", ours.mode, theirs, exists=True)
    if ours.mode == "challenge":
        methods = there.methods if there else ()
        yield _listed("association.methods", "challengeBindingMethods", ours.methods, methods)
    if ours.mode == "field":
        matched = there.association_fields if there else ()
        standing = _listed("association.fields", "associationFields", ours.fields, matched)
        # The key is the simulator's: that Authing has none says nothing
        # (docs/reference/authing.md §5.5).
        yield standing if exists and matched is not None else _unknown(standing)


def _unknown(one: FieldDifference) -> FieldDifference:
    return FieldDifference(one.path, one.key, DriftState.UNKNOWN, one.ours)


def _secret(
    profile: Profile, secret: Secret | None, there: LiveConnection | None
) -> FieldDifference:
    path, key = "secret", f"fields.{profile.backend.secret_field}"
    if there is None:
        return FieldDifference(path, key, DriftState.MISSING, is_secret=True)
    if secret is None or there.secret is None:
        return FieldDifference(path, key, DriftState.UNKNOWN, is_secret=True)
    is_same = secret == there.secret
    return FieldDifference(
        path, key, DriftState.SAME if is_same else DriftState.DIFFERS, is_secret=True
    )


def _listed(
    path: str, key: str, ours: tuple[str, ...], theirs: tuple[str, ...] | None
) -> FieldDifference:
    """Two lists whose order says nothing."""
    stated = None if theirs is None else ", ".join(sorted(theirs))
    return _compared(path, key, ", ".join(sorted(ours)), stated, exists=True)


def _compared(
    path: str, key: str, ours: str, theirs: str | None, *, exists: bool
) -> FieldDifference:
    if theirs is None:
        return FieldDifference(path, key, DriftState.UNKNOWN, ours)
    if not exists:
        return FieldDifference(path, key, DriftState.MISSING, ours)
    return FieldDifference(
        path, key, DriftState.SAME if ours == theirs else DriftState.DIFFERS, ours, theirs
    )


def _flag(value: bool) -> str:  # noqa: FBT001
    return "true" if value else "false"
