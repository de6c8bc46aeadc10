"""What of a checklist is done, by the form it belongs to."""

from storage.support import acme
from wecom_console.storage.store import Store

ONE, TWO = "1" * 32, "2" * 32


def items(store: Store, slot: str) -> list[str]:
    return [row.item for row in store.confirmations.of(slot)]


def test_a_slot_keeps_its_items(store: Store) -> None:
    """With what they rest on."""
    store.confirmations.put(ONE, "app", subject="ww/1", facts='{"name": "Acme"}')
    (row,) = store.confirmations.of(ONE)
    assert ("app", "ww/1", '{"name": "Acme"}') == (row.item, row.subject, row.facts)


def test_the_last_word_counts(store: Store) -> None:
    """A tick by hand replaces evidence, and the other way round."""
    store.confirmations.put(ONE, "app", subject="ww/1")
    store.confirmations.put(ONE, "app")
    assert [""] == [row.subject for row in store.confirmations.of(ONE)]


def test_one_item_can_be_dropped(store: Store) -> None:
    """The others stay."""
    for item in ("app", "trusted_ip"):
        store.confirmations.put(ONE, item)
    store.confirmations.drop(ONE, "app")
    assert ["trusted_ip"] == items(store, ONE)


def test_a_slot_can_be_dropped(store: Store) -> None:
    """And no other."""
    for slot in (ONE, TWO):
        store.confirmations.put(slot, "app")
    store.confirmations.drop(ONE)
    assert ([], ["app"]) == (items(store, ONE), items(store, TWO))


def test_a_form_becomes_a_profile(store: Store) -> None:
    """What was ticked goes with it; what the profile had before is gone."""
    store.confirmations.put("new", "app")
    store.confirmations.put(ONE, "trusted_ip")
    store.confirmations.move("new", ONE)
    assert (["app"], []) == (items(store, ONE), items(store, "new"))


def test_a_purged_profile_takes_its_list_along(store: Store) -> None:
    """Nothing of it stays behind."""
    store.profiles.insert(ONE, acme(), is_draft=False)
    store.confirmations.put(ONE, "app")
    store.profiles.delete(ONE)
    store.profiles.purge(ONE)
    assert [] == items(store, ONE)
