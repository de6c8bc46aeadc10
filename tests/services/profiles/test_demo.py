"""The demo connection as a stored one."""

from pathlib import Path

from wecom_console.domain.profile import DEMO_TAG
from wecom_console.services.context import Services
from wecom_console.services.profiles.demo import keep_demo
from wecom_console.services.profiles.records import Saved
from wecom_console.storage.secrets.session_store import SessionStore


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


def test_the_demos_secret_goes_where_secrets_go(tmp_path: Path) -> None:
    """Nothing of it is in the document."""
    made = services(tmp_path)
    kept = keep_demo(made.profiles, language="en")
    assert isinstance(kept, Saved)
    assert "keyring:" == kept.profile.document["secret"]
    made.close()
