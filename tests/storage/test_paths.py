"""Where the data lies."""

from pathlib import Path

import platformdirs
import pytest
from platformdirs.unix import Unix

from wecom_console.storage.paths import find_data_paths


def test_the_variable_overrides_the_platform(tmp_path: Path) -> None:
    """`WECOM_CONSOLE_HOME` is the data directory."""
    paths = find_data_paths({"WECOM_CONSOLE_HOME": str(tmp_path / "data")})
    assert tmp_path / "data" / "console.db" == paths.database


def test_asking_creates_nothing(tmp_path: Path) -> None:
    """A command that needs no data leaves no directory behind."""
    find_data_paths({"WECOM_CONSOLE_HOME": str(tmp_path / "data")})
    assert [] == list(tmp_path.iterdir())


def test_a_relative_override_is_made_absolute(tmp_path: Path) -> None:
    """The directory does not move when the program changes its own."""
    assert find_data_paths({"WECOM_CONSOLE_HOME": "data"}).root.is_absolute()


def test_an_empty_variable_counts_as_unset() -> None:
    """The platform's directory for this application is taken then."""
    assert find_data_paths({"WECOM_CONSOLE_HOME": ""}).root.name == "wecom-console"


def test_settings_lie_beside_the_database(tmp_path: Path) -> None:
    """One directory holds everything."""
    paths = find_data_paths({"WECOM_CONSOLE_HOME": str(tmp_path)})
    assert tmp_path / "settings.json" == paths.settings


XDG_VALUES = ("/srv/data", "/srv/data/", "relative/data", "", "  ", "~/x", None)


@pytest.mark.parametrize("chosen", XDG_VALUES)
def test_linux_data_lies_where_platformdirs_would_put_it(
    chosen: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our short cut on Linux and the library agree on every kind of value."""
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    environment = {} if chosen is None else {"XDG_DATA_HOME": chosen}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    theirs = Unix("wecom-console", appauthor=False).user_data_path
    assert theirs == find_data_paths(environment, system="linux").root


def test_other_systems_ask_platformdirs() -> None:
    """On macOS and Windows the library knows the place."""
    theirs = platformdirs.user_data_path("wecom-console", appauthor=False)
    assert theirs == find_data_paths({}, system="darwin").root
