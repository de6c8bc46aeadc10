"""Where the data lies."""

from pathlib import Path

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
