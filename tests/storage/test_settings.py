"""Settings: any file gives some, none is lost, unknown keys stay."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from architecture.properties import examples
from wecom_console.domain.verdicts import Platform
from wecom_console.storage.problems import Notice
from wecom_console.storage.settings import (
    CONTRAST_CHOICES,
    LANGUAGE_CHOICES,
    MOTION_CHOICES,
    PAGES,
    RECENTS_KEPT,
    SCALES,
    THEME_CHOICES,
    Settings,
    WindowPlace,
    read_settings,
    write_settings,
)
from wecom_console.storage.settings_file import SettingsFile
from wecom_console.storage.use_lock import alone_with_file

PLACES = st.builds(
    WindowPlace,
    x=st.integers(-9999, 9999),
    y=st.integers(-9999, 9999),
    width=st.integers(1, 9999),
    height=st.integers(1, 9999),
    is_maximized=st.booleans(),
)
SETTINGS = st.builds(
    Settings,
    language=st.sampled_from(LANGUAGE_CHOICES),
    theme=st.sampled_from(THEME_CHOICES),
    page=st.sampled_from(PAGES),
    window=st.none() | PLACES,
    default_platform=st.sampled_from(Platform),
    text_scale=st.sampled_from(SCALES),
    contrast=st.sampled_from(CONTRAST_CHOICES),
    motion=st.sampled_from(MOTION_CHOICES),
    simulator_port=st.integers(0, 65535),
    simulator_last_port=st.integers(0, 65535),
    runs_kept=st.integers(1, 1000),
    scenario_file=st.sampled_from(["", "/srv/team.toml"]),
    folder=st.sampled_from(["", "/srv/reports"]),
    recent=st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1)), max_size=8).map(tuple),
    team=st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1)), max_size=8).map(tuple),
    panes=st.lists(
        st.tuples(st.text(min_size=1), st.lists(st.integers(1, 900), max_size=4).map(tuple)),
        max_size=3,
    ).map(tuple),
    rows=st.sampled_from(["comfortable", "compact"]),
    unknown=st.dictionaries(st.just("later"), st.integers()),
)


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    """No file is there yet."""
    return SettingsFile(tmp_path / "settings.json", clock=lambda: 1.7e9)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(30))
@given(SETTINGS)
def test_settings_come_back_as_they_were(file: SettingsFile, chosen: Settings) -> None:
    """Every key, through the file."""
    file.save(chosen)
    assert chosen == file.load().settings


def test_without_a_file_there_are_defaults(file: SettingsFile) -> None:
    """The first start has nothing to say."""
    loaded = file.load()
    assert (Settings(), ()) == (loaded.settings, loaded.notices)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(60))
@given(st.binary())
def test_any_bytes_give_settings(file: SettingsFile, tmp_path: Path, content: bytes) -> None:
    """No file keeps the program from starting."""
    (tmp_path / "settings.json").write_bytes(content)
    assert isinstance(file.load().settings, Settings)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
KEYS = st.sampled_from([*Settings._fields, "later"])


@given(st.dictionaries(KEYS, JSON))
def test_any_values_give_settings(raw: dict[str, object]) -> None:
    """A value that makes no sense becomes the default."""
    found = read_settings(raw).settings
    assert found == read_settings(write_settings(found)).settings


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_is_set_aside(file: SettingsFile, tmp_path: Path, content: bytes) -> None:
    """Its bytes are kept under a name that the notice tells."""
    (tmp_path / "settings.json").write_bytes(content)
    (notice,) = file.load().notices
    assert ("settings.set_aside", content) == (
        notice.code,
        Path(str(notice.params["file"])).read_bytes(),
    )


def test_after_a_damaged_file_settings_can_be_saved(file: SettingsFile, tmp_path: Path) -> None:
    """The next start is quiet."""
    (tmp_path / "settings.json").write_bytes(b"{")
    file.load()
    file.save(Settings(theme="dark"))
    assert ("dark", ()) == (file.load().settings.theme, file.load().notices)


def test_unknown_keys_are_written_back(file: SettingsFile, tmp_path: Path) -> None:
    """A newer version's settings survive an older one."""
    (tmp_path / "settings.json").write_text('{"later": [1], "theme": "dark"}')
    file.save(file.load().settings._replace(theme="light"))
    saved = json.loads((tmp_path / "settings.json").read_text())
    assert {"later": [1], "theme": "light"} == saved


def test_a_value_that_makes_no_sense_is_told(file: SettingsFile, tmp_path: Path) -> None:
    """The other values count all the same."""
    (tmp_path / "settings.json").write_text('{"theme": "pink", "language": "en"}')
    loaded = file.load()
    assert ("system", "en", [{"key": "theme"}]) == (
        loaded.settings.theme,
        loaded.settings.language,
        [notice.params for notice in loaded.notices],
    )


def test_a_byte_order_mark_is_no_damage(file: SettingsFile, tmp_path: Path) -> None:
    """Editors on Windows write one."""
    (tmp_path / "settings.json").write_bytes(b'\xef\xbb\xbf{"theme": "dark"}')
    assert "dark" == file.load().settings.theme


def test_what_is_at_its_default_is_not_written() -> None:
    """A later version may change a default."""
    assert {} == write_settings(Settings())


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The window goes on."""
    (tmp_path / "folder").touch()
    file = SettingsFile(tmp_path / "folder" / "settings.json", clock=lambda: 0.0)
    notice = file.save(Settings(theme="dark"))
    assert notice is not None
    assert "settings.not_saved" == notice.code


def test_a_folder_in_the_files_place_is_told(file: SettingsFile, tmp_path: Path) -> None:
    """Defaults are used; nothing is renamed."""
    (tmp_path / "settings.json").mkdir()
    assert ["settings.unreadable"] == [notice.code for notice in file.load().notices]


@pytest.mark.parametrize(("found", "scale"), [(1.5, 1.5), (3, 2.0), ("x", 1.0), (True, 1.0)])
def test_a_text_scale_that_makes_no_sense_is_not_taken(found: object, scale: float) -> None:
    """A file may hold anything."""
    assert scale == read_settings({"text_scale": found}).settings.text_scale


@pytest.mark.parametrize(
    "value",
    ["x", 1, {"a": "b"}],
)
def test_recents_that_are_none_are_ignored(value: object) -> None:
    """The list is empty then."""
    found = read_settings({"recent": value})
    assert ((), ("recent",)) == (found.settings.recent, found.ignored)


def test_of_the_recents_those_that_make_sense_are_taken() -> None:
    """As many as are kept."""
    raw = [["1", "Acme"], ["2"], [3, "x"], "4", ["", "x"], *([str(n), "n"] for n in range(20))]
    recent = read_settings({"recent": raw}).settings.recent
    assert (("1", "Acme"), RECENTS_KEPT) == (recent[0], len(recent))


def test_a_huge_file_is_set_aside_unread(file: SettingsFile, tmp_path: Path) -> None:
    """Settings have no use for a gigabyte of memory."""
    (tmp_path / "settings.json").write_bytes(b"{")
    os.truncate(tmp_path / "settings.json", 1024**3)
    told = [notice.code for notice in file.load().notices]
    assert (["settings.set_aside"], False) == (told, (tmp_path / "settings.json").exists())


def test_half_a_character_is_no_name(file: SettingsFile, tmp_path: Path) -> None:
    """Nothing that would be written with it could be."""
    text = '{"team": [["\\ud800", "age1x"], ["alice", "\\udfff"], ["bob", "age1y"]]}'
    (tmp_path / "settings.json").write_text(text, encoding="ascii")
    assert (("bob", "age1y"),) == file.load().settings.team


# --- several who write ---------------------------------------------------------------------------


def test_of_many_changes_at_once_all_are_there(tmp_path: Path) -> None:
    """Each begins with what the one before has written."""

    def add(number: int) -> object:
        file = SettingsFile(tmp_path / "settings.json", clock=lambda: 0.0, timeout_s=60.0)
        member = (f"m{number}", f"age1{number}")
        return file.change(lambda now: now._replace(team=(*now.team, member)))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(32)))
    team = SettingsFile(tmp_path / "settings.json", clock=lambda: 0.0).load().settings.team
    assert {f"m{number}" for number in range(32)} == {name for name, _ in team}


def test_a_change_that_is_refused_writes_nothing(file: SettingsFile, tmp_path: Path) -> None:
    assert ("no", False) == (
        file.change(lambda _now: "no"),
        (tmp_path / "settings.json").exists(),
    )


def test_who_does_not_get_the_lock_says_so(tmp_path: Path) -> None:
    """Nothing is written."""
    path = tmp_path / "settings.json"
    with alone_with_file(path, timeout_s=1.0):
        notice = SettingsFile(path, clock=lambda: 0.0, timeout_s=0.1).save(Settings(theme="dark"))
    assert ("settings.not_saved", False) == (notice.code if notice else "", path.exists())


def test_a_damaged_file_is_set_aside_by_a_change(file: SettingsFile, tmp_path: Path) -> None:
    """It is kept under another name."""
    (tmp_path / "settings.json").write_text("{")
    file.change(lambda now: now._replace(theme="dark"))
    aside = [path.read_text() for path in tmp_path.iterdir() if "damaged" in path.name]
    assert ("dark", ["{"]) == (file.load().settings.theme, aside)


def test_a_file_that_cannot_be_read_is_not_written_over(file: SettingsFile, tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    found: object = file.change(lambda now: now._replace(theme="dark"))
    assert isinstance(found, Notice)
    assert ("settings.unreadable", True) == (found.code, (tmp_path / "settings.json").is_dir())
