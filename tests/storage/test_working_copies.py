"""What was on a form survives a crash, and leaves no revision."""

from pathlib import Path

import pytest

from storage.support import ACME, acme, make_store
from wecom_console.storage.documents import SecretInDocument
from wecom_console.storage.store import Store


def test_a_form_survives_the_program(tmp_path: Path) -> None:
    """With the revision it was made from."""
    first = make_store(tmp_path)
    first.working_copies.keep("form", acme(display_name="half"), base_revision=3)
    first.database.close()
    second = make_store(tmp_path)
    (copy,) = second.working_copies.all()
    second.database.close()
    assert ("form", 3, True) == (copy.slot, copy.base_revision, '"half"' in copy.document)


def test_a_slot_holds_the_latest(store: Store) -> None:
    """Typing on replaces what was kept."""
    store.working_copies.keep("form", acme(display_name="one"), base_revision=0)
    store.working_copies.keep("form", acme(display_name="two"), base_revision=0)
    (copy,) = store.working_copies.all()
    assert '"two"' in copy.document


def test_a_dropped_form_is_gone(store: Store) -> None:
    """After saving or giving up; dropping twice does no harm."""
    store.working_copies.keep("form", ACME, base_revision=0)
    store.working_copies.drop("form")
    store.working_copies.drop("form")
    assert () == store.working_copies.all()


def test_a_literal_secret_is_not_kept(store: Store) -> None:
    """Not even against a crash."""
    with pytest.raises(SecretInDocument):
        store.working_copies.keep("form", acme(secret="s3cret"), base_revision=0)
