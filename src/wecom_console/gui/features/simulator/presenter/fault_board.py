"""Which faults the page knows, and which of them the simulator has in force."""

from dataclasses import replace

from wecom_console.gui.features.simulator.presenter.state import PREPARED_FAULTS, FaultItem
from wecom_console.services.simulator.values import FaultNow, FaultSetting

_OTHERS = "other"


class FaultBoard:
    """The switches: prepared ones, the user's own, and those that somebody else has set."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._asked: set[str] = set()
        self._own_count = 0
        self.items = _prepared()

    def reset(self) -> None:
        """As at the first start: the user's own are forgotten."""
        self._ids = {}
        self._own_count = 0
        self.items = _prepared()

    def forget_ids(self) -> None:
        """What was in force is not any more, whoever lifted it."""
        self._ids = {}

    def all_off(self) -> None:
        """The simulator is gone, and others' faults with it."""
        self._ids = {}
        kept = (f for f in self.items if not f.key.startswith(_OTHERS))
        self.items = tuple(replace(f, is_on=False, left=None) for f in kept)

    def find(self, key: str) -> FaultItem | None:
        """The switch with this key."""
        return next((f for f in self.items if f.key == key), None)

    def add_own(self, setting: FaultSetting) -> str:
        """One more of the user's; its key."""
        self._own_count += 1
        item = FaultItem(f"own{self._own_count}", setting)
        self.items = (*self.items, item)
        return item.key

    def drop(self, key: str) -> None:
        """Forgets one that is not prepared."""
        self.items = tuple(f for f in self.items if f.key != key or f.is_prepared)

    def ask(self, key: str, *, on: bool) -> int:
        """Shows a switch as it was asked for; the id of the fault to lift, 0 where there is none
        to lift."""
        self.items = tuple(
            replace(f, is_on=on, left=f.setting.times if on else None) if f.key == key else f
            for f in self.items
        )
        if on:
            self._asked.add(key)
            return 0
        return self._ids.pop(key, 0)

    def answered(self, key: str, fault_id: int) -> None:
        """A fault that was asked for is in force; 0: it was refused."""
        self._asked.discard(key)
        if fault_id:
            self._ids.pop(f"{_OTHERS}{fault_id}", None)
            self._ids[key] = fault_id

    def merge(self, in_force: tuple[FaultNow, ...]) -> None:
        """The switches as the simulator has them: used-up faults are off, others' are added."""
        by_id = {fault.id: fault for fault in in_force}
        ours = set(self._ids.values())
        merged: list[FaultItem] = []
        for item in self.items:
            if item.key.startswith(_OTHERS):
                continue
            if item.key in self._asked:
                merged.append(item)
                continue
            now = by_id.get(self._ids.get(item.key, 0))
            if now is None and item.key in self._ids:
                del self._ids[item.key]
            merged.append(
                replace(item, is_on=now is not None, left=now.left if now is not None else None)
            )
        asked = {f.setting for f in self.items if f.key in self._asked}
        for fault in in_force:
            if fault.id not in ours and fault.setting not in asked:
                self._ids[f"{_OTHERS}{fault.id}"] = fault.id
                ours.add(fault.id)
        names = {fault_id: key for key, fault_id in self._ids.items()}
        merged += [
            FaultItem(names[fault.id], fault.setting, is_on=True, left=fault.left)
            for fault in in_force
            if names.get(fault.id, "").startswith(_OTHERS)
        ]
        self.items = tuple(merged)


def _prepared() -> tuple[FaultItem, ...]:
    return tuple(FaultItem(name, setting, name) for name, setting in PREPARED_FAULTS)
