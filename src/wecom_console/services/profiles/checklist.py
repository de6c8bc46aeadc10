"""Step 1 of the guide as a checklist: what is done in WeCom's admin site, and how that is known.

A tick by hand says that a person looked. Evidence comes from the live preflight and counts for
the app it was asked about: with another CorpID or AgentID it is gone.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wecom_console.domain.catalogue import PREPARATION
from wecom_console.domain.problems import Params
from wecom_console.domain.raw import Raw, get_value
from wecom_console.services.profiles.store_refusals import or_not_stored
from wecom_console.storage.confirmations import Confirmations
from wecom_console.storage.rows import ConfirmationRow


class StepState(StrEnum):
    """How an item of the list stands."""

    OPEN = "open"
    BY_HAND = "by_hand"
    SEEN = "seen"
    REFUTED = "refuted"


@dataclass(frozen=True, slots=True)
class StepItem:
    """An item with what is known of it. `at` is in seconds since the epoch; `code` and `params`
    say what is in the way of a refuted one; `facts` what was seen."""

    id: str
    standing: StepState = StepState.OPEN
    at: float = 0.0
    code: str = ""
    params: Params = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """Whether it counts."""
        return self.standing in (StepState.BY_HAND, StepState.SEEN)


StepItems = tuple[StepItem, ...]


def subject_of(document: Raw) -> str:
    """The app that evidence is about."""
    corp_id, agent_id = get_value(document, "corp_id"), get_value(document, "agent_id")
    return f"{str(corp_id or '').lower()}/{agent_id or ''}"


class StepOne:
    """The checklist of a profile, or of a form (`slot`). Blocks."""

    def __init__(self, confirmations: Confirmations) -> None:
        self._confirmations = confirmations

    def items(self, slot: str, document: Raw) -> StepItems:
        """Every item, as it stands for this document. Raises StoreUnavailable."""
        rows = {row.item: row for row in self._confirmations.of(slot)}
        subject = subject_of(document)
        return tuple(_item(item, rows.get(item), subject) for item in PREPARATION)

    @or_not_stored
    def tick(self, slot: str, item: str, *, done: bool) -> None:
        """A person looked."""
        if done:
            self._confirmations.put(slot, item)
        else:
            self._confirmations.drop(slot, item)

    @or_not_stored
    def record(self, slot: str, document: Raw, evidence: StepItems) -> None:
        """Keep what was seen; what was refuted is no longer done."""
        with self._confirmations.together():
            for item in evidence:
                if item.standing is StepState.SEEN:
                    facts = json.dumps(dict(item.facts), ensure_ascii=False)
                    subject = subject_of(document)
                    self._confirmations.put(slot, item.id, subject=subject, facts=facts)
                else:
                    self._confirmations.drop(slot, item.id)

    @or_not_stored
    def adopt(self, slot: str, profile_id: str) -> None:
        """The form has become this profile."""
        self._confirmations.move(slot, profile_id)

    @or_not_stored
    def forget(self, slot: str) -> None:
        """The form was given up."""
        self._confirmations.drop(slot)


def _item(item: str, row: ConfirmationRow | None, subject: str) -> StepItem:
    if row is None or (row.subject and row.subject != subject):
        return StepItem(item)
    facts = json.loads(row.facts)
    standing = StepState.SEEN if row.subject else StepState.BY_HAND
    return StepItem(item, standing, row.confirmed_at, facts=facts)
