"""What every store of secrets must do. A test class per store inherits it and gives the store."""

import pytest

from wecom_console.domain.secrets import Secret
from wecom_console.storage.secrets.protocol import (
    SecretStore,
    SecretStoreStatus,
    SecretsUnavailable,
)

PROFILE, OTHER = "1" * 32, "2" * 32
FIELD = "backend.access_key_secret"

SECRETS = [
    Secret("x"),
    Secret("abcDEF0123456789_-abcDEF0123456789_-abcDEF0"),
    Secret("密钥 🔑 with spaces\tand\nlines"),
    Secret("  "),
    Secret("y" * 1000),
]


class ReadingConformance:
    """`store` holds `held` for (PROFILE, FIELD) and nothing else. Who inherits gives the fixture
    `store`."""

    held = Secret("held")

    def test_it_has_a_kind(self, store: SecretStore) -> None:
        """A word that faces translate."""
        assert store.kind in {"keyring", "vault", "session", "environment"}

    def test_it_says_that_it_is_available(self, store: SecretStore) -> None:
        """Of its own kind and without a reason against it."""
        status = store.status()
        assert (store.kind, True, "") == (status.kind, status.available, status.code)

    def test_it_gives_what_it_holds(self, store: SecretStore) -> None:
        """By profile and field."""
        assert self.held == store.get(PROFILE, FIELD)

    def test_it_has_nothing_under_another_profile(self, store: SecretStore) -> None:
        """None, not an error."""
        assert store.get(OTHER, FIELD) is None

    def test_it_has_nothing_under_another_field(self, store: SecretStore) -> None:
        """One entry per field."""
        assert store.get(PROFILE, "secret") is None


class WritingConformance(ReadingConformance):
    """A store that can also be written."""

    @pytest.mark.parametrize("secret", SECRETS, ids=[str(len(s)) for s in SECRETS])
    def test_a_secret_comes_back_as_it_was(self, store: SecretStore, secret: Secret) -> None:
        """Character for character."""
        assert store.put(PROFILE, FIELD, secret) is None
        assert secret == store.get(PROFILE, FIELD)

    def test_a_new_secret_replaces_the_old(self, store: SecretStore) -> None:
        """There is one entry, not two."""
        store.put(PROFILE, FIELD, Secret("one"))
        store.put(PROFILE, FIELD, Secret("two"))
        store.delete(PROFILE, FIELD)
        assert store.get(PROFILE, FIELD) is None

    def test_entries_do_not_touch_each_other(self, store: SecretStore) -> None:
        """Neither in another field nor in another profile."""
        store.put(PROFILE, "secret", Secret("a"))
        store.put(OTHER, FIELD, Secret("b"))
        found = [store.get(PROFILE, "secret"), store.get(OTHER, FIELD), store.get(PROFILE, FIELD)]
        store.delete(PROFILE, "secret")
        store.delete(OTHER, FIELD)
        assert [Secret("a"), Secret("b"), self.held] == found

    def test_a_deleted_secret_is_gone(self, store: SecretStore) -> None:
        """Deleting one that is not there is no failure."""
        assert [None, None] == [store.delete(PROFILE, FIELD), store.delete(PROFILE, FIELD)]
        assert store.get(PROFILE, FIELD) is None


class ReadOnlyConformance(ReadingConformance):
    """A store that can only be read says so, with a value."""

    def test_it_refuses_to_be_written(self, store: SecretStore) -> None:
        """And what it holds stays."""
        assert SecretsUnavailable("secrets.read_only") == store.put(PROFILE, FIELD, Secret("new"))
        assert self.held == store.get(PROFILE, FIELD)

    def test_it_refuses_to_delete(self, store: SecretStore) -> None:
        """Likewise."""
        assert SecretsUnavailable("secrets.read_only") == store.delete(PROFILE, FIELD)
        assert self.held == store.get(PROFILE, FIELD)


class UnavailableConformance:
    """A store that cannot be used now answers every call with the same code, and never raises.
    Who inherits gives the fixture `store`."""

    code = ""

    def test_its_status_says_why(self, store: SecretStore) -> None:
        """The sentence is chosen by the code."""
        status = store.status()
        assert isinstance(status, SecretStoreStatus)
        assert (False, self.code) == (status.available, status.code)

    def test_reading_says_why(self, store: SecretStore) -> None:
        """Not None: the secret may well be there."""
        found = store.get(PROFILE, FIELD)
        assert isinstance(found, SecretsUnavailable)
        assert self.code == found.code

    def test_writing_says_why(self, store: SecretStore) -> None:
        """So that the secret can be kept elsewhere."""
        refused = store.put(PROFILE, FIELD, Secret("s3cret"))
        assert isinstance(refused, SecretsUnavailable)
        assert self.code == refused.code

    def test_deleting_says_why(self, store: SecretStore) -> None:
        """So that it can be tried again."""
        refused = store.delete(PROFILE, FIELD)
        assert isinstance(refused, SecretsUnavailable)
        assert self.code == refused.code

    def test_no_answer_tells_the_secret(self, store: SecretStore) -> None:
        """Not even by what a back end's exception quotes."""
        assert "s3cret" not in repr(store.put(PROFILE, FIELD, Secret("s3cret")))
