"""Environment and tags of several profiles at once, with a way back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from wecom_console.domain.fields import FIELD_BY_PATH
from wecom_console.domain.raw import Raw, get_value, set_value
from wecom_console.services.profiles.records import (
    Conflict,
    NotFound,
    NotStored,
    Rejected,
    Saved,
    StoredProfile,
)


@dataclass(frozen=True, slots=True)
class Labels:
    """How a person sorts a profile."""

    environment: str
    tags: tuple[str, ...]

    def moved(self, environment: str) -> "Labels":
        """In another environment."""
        return Labels(environment, self.tags)

    def tagged(self, tag: str) -> "Labels":
        """With one tag more."""
        return self if tag in self.tags else Labels(self.environment, (*self.tags, tag))

    def untagged(self, tag: str) -> "Labels":
        """Without a tag."""
        return Labels(self.environment, tuple(other for other in self.tags if other != tag))


@dataclass(frozen=True, slots=True)
class NotLabelled:
    """A profile that stays as it was, and why: the code of a message with its parameters."""

    key: str
    code: str
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Labelled:
    """`before` is what was changed, by profile id: given to `set_labels`, it undoes it."""

    before: Mapping[str, Labels]
    refused: tuple[NotLabelled, ...] = ()


class LabelStore(Protocol):
    """`ProfileService`, as far as labels need it."""

    def get(self, key: str) -> StoredProfile | None:
        """A profile."""

    def save(
        self, profile_id: str, document: Raw, *, base_revision: int, draft: bool = False
    ) -> Saved | Conflict | Rejected | NotFound | NotStored:
        """Append a revision."""


def labels_of(profile: StoredProfile) -> Labels:
    """The labels as they are stored."""
    environment = get_value(profile.document, "environment") or FIELD_BY_PATH["environment"].default
    tags = get_value(profile.document, "tags")
    words = tuple(str(tag) for tag in tags) if isinstance(tags, list | tuple) else ()
    return Labels(str(environment), words)


def relabel(store: LabelStore, keys: Iterable[str], change: Callable[[Labels], Labels]) -> Labelled:
    """Change the labels of each profile. One that refuses is told and keeps the others from
    nothing: labels are nobody's but one profile's own. Raises StoreUnavailable."""
    before: dict[str, Labels] = {}
    refused: list[NotLabelled] = []
    for key in keys:
        profile = store.get(key)
        if profile is None:
            refused.append(NotLabelled(key, "sources.gone", {}))
            continue
        old = labels_of(profile)
        new = change(old)
        if new == old:
            continue
        why = _save(store, profile, new)
        if why is None:
            before[profile.id] = old
        else:
            refused.append(why)
    return Labelled(before, tuple(refused))


def set_labels(store: LabelStore, labels: Mapping[str, Labels]) -> Labelled:
    """Put each profile's labels to these. Raises StoreUnavailable."""
    before: dict[str, Labels] = {}
    refused: list[NotLabelled] = []
    for key, wanted in labels.items():
        result = relabel(store, (key,), lambda _old, wanted=wanted: wanted)  # type: ignore[misc]
        before |= result.before
        refused += result.refused
    return Labelled(before, tuple(refused))


def _save(store: LabelStore, profile: StoredProfile, labels: Labels) -> NotLabelled | None:
    document = set_value(profile.document, "environment", labels.environment)
    document = set_value(document, "tags", list(labels.tags) or None)
    result = store.save(
        profile.id, document, base_revision=profile.revision, draft=profile.is_draft
    )
    match result:
        case Saved():
            return None
        case Rejected():
            return NotLabelled(profile.identifier, "sources.has_errors", {})
        case Conflict():
            return NotLabelled(profile.identifier, "sources.busy", {})
        case NotFound():
            return NotLabelled(profile.identifier, "sources.gone", {})
        case NotStored(code, params):
            return NotLabelled(profile.identifier, code, params)
