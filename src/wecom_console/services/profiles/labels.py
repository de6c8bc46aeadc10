"""Environment and tags of several profiles at once, with a way back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wecom_console.domain.fields import FIELD_BY_PATH
from wecom_console.domain.problems import Problem
from wecom_console.domain.raw import get_value, set_value
from wecom_console.services.profiles.records import NotFound, StoredProfile
from wecom_console.services.profiles.refusals import refusal, refusal_problem

if TYPE_CHECKING:
    from wecom_console.services.profiles.service import ProfileService


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
    """A profile that stays as it was, by what it is called, and why."""

    name: str
    why: Problem


@dataclass(frozen=True, slots=True)
class Labelled:
    """`before` is what was changed, by profile id: given to `set_labels`, it undoes it."""

    before: Mapping[str, Labels]
    refused: tuple[NotLabelled, ...] = ()


def labels_of(profile: StoredProfile) -> Labels:
    """The labels as they are stored."""
    environment = get_value(profile.document, "environment") or FIELD_BY_PATH["environment"].default
    tags = get_value(profile.document, "tags")
    words = tuple(str(tag) for tag in tags) if isinstance(tags, list | tuple) else ()
    return Labels(str(environment), words)


def relabel(
    store: "ProfileService", keys: Iterable[str], change: Callable[[Labels], Labels]
) -> Labelled:
    """Change the labels of each profile, in one transaction. Raises StoreUnavailable; then none
    was changed."""
    with store.together():
        return relabelled(store, keys, change)


def relabelled(
    store: "ProfileService", keys: Iterable[str], change: Callable[[Labels], Labels]
) -> Labelled:
    """The same inside the caller's transaction. One that refuses is told and keeps the others from
    nothing: labels are nobody's but one profile's own."""
    before: dict[str, Labels] = {}
    refused: list[NotLabelled] = []
    for key in keys:
        profile = store.get(key)
        if profile is None:
            refused.append(NotLabelled(key, refusal_problem(NotFound(key))))
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


def set_labels(store: "ProfileService", labels: Mapping[str, Labels]) -> Labelled:
    """Put each profile's labels to these, in one transaction. Raises StoreUnavailable."""
    before: dict[str, Labels] = {}
    refused: list[NotLabelled] = []
    with store.together():
        for key, wanted in labels.items():
            result = relabelled(store, (key,), lambda _, wanted=wanted: wanted)  # type: ignore[misc]
            before |= result.before
            refused += result.refused
    return Labelled(before, tuple(refused))


def _save(store: "ProfileService", profile: StoredProfile, labels: Labels) -> NotLabelled | None:
    document = set_value(profile.document, "environment", labels.environment)
    document = set_value(document, "tags", list(labels.tags) or None)
    result = store.save(
        profile.id, document, base_revision=profile.revision, draft=profile.is_draft
    )
    why = refusal(result, name=profile.identifier)
    return NotLabelled(profile.identifier, why) if why is not None else None
