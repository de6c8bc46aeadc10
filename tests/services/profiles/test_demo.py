"""The demo connection as a stored one."""

from collections.abc import Mapping
from pathlib import Path

from wecom_console.domain.profile import DEMO_TAG
from wecom_console.domain.secrets import Secret, demo_secret
from wecom_console.services.context import Services
from wecom_console.services.profiles.demo import keep_demo
from wecom_console.services.profiles.records import Saved
from wecom_console.storage.secrets.protocol import SecretPlace, SecretsUnavailable
from wecom_console.storage.secrets.session_store import SessionStore

DEMO_PATHS = ("secret", "backend.app_secret", "backend.access_key_secret")


class Untouchable(SessionStore):
    """A keyring that nobody may touch."""

    def get(self, profile_id: str, field: str) -> Secret | SecretsUnavailable | None:
        raise AssertionError(f"read: {field}")

    def put(self, profile_id: str, field: str, secret: Secret) -> SecretsUnavailable | None:
        raise AssertionError(f"written: {field}")

    def put_all(self, secrets: Mapping[SecretPlace, Secret]) -> SecretsUnavailable | None:
        raise AssertionError(f"written: {list(secrets)}")


def services(home: Path) -> Services:
    return Services({"WECOM_CONSOLE_HOME": str(home)}, keyring=SessionStore())


def test_the_demo_is_stored_without_a_finding(tmp_path: Path) -> None:
    """It is a connection like any other: valid, and marked as the demo."""
    made = services(tmp_path)
    kept = keep_demo(made.profiles, language="en")
    assert isinstance(kept, Saved)
    assert ((), [DEMO_TAG]) == (kept.report.errors, kept.profile.document["tags"])
    made.close()


def test_the_demo_is_stored_once(tmp_path: Path) -> None:
    """Trying it again opens the one that is there."""
    made = services(tmp_path)
    first = keep_demo(made.profiles, language="en")
    assert isinstance(first, Saved)
    assert first.profile.id == keep_demo(made.profiles, language="zh_CN")
    made.close()


def test_nobody_is_asked_for_the_demos_secrets(tmp_path: Path) -> None:
    """They are constants: a keyring that refuses everything is neither read nor written."""
    made = Services({"WECOM_CONSOLE_HOME": str(tmp_path)}, keyring=Untouchable())
    kept = keep_demo(made.profiles, language="en")
    assert isinstance(kept, Saved)
    found = [made.profiles.secret(kept.profile.id, path) for path in DEMO_PATHS]
    assert [demo_secret(path) for path in DEMO_PATHS] == found
    made.close()


def test_a_copy_of_the_demo_needs_no_keyring_either(tmp_path: Path) -> None:
    """Its references are copied, and lead to the same constants."""
    made = Services({"WECOM_CONSOLE_HOME": str(tmp_path)}, keyring=Untouchable())
    keep_demo(made.profiles, language="en")
    copied = made.profiles.duplicate("demo-wecom", "demo-copy")
    assert isinstance(copied, Saved)
    assert ((), demo_secret("secret")) == (
        copied.secrets,
        made.profiles.secret(copied.profile.id, "secret"),
    )
    made.close()
