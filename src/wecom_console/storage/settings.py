"""What the window remembers between two starts, as one frozen value.

Named tuples rather than dataclasses: these are made before the first paint, and a dataclass takes
0.5 to 1 ms to define.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, TypeGuard

from wecom_console.domain.verdicts import Platform

LANGUAGE_CHOICES: Final = ("system", "zh_CN", "en")
THEME_CHOICES: Final = ("system", "light", "dark")
RECENTS_KEPT: Final = 8
TEAM_KEPT: Final = 200
PANES_KEPT: Final = 8
CONTRAST_CHOICES: Final = ("system", "normal", "high")
MOTION_CHOICES: Final = ("system", "full", "reduced")
SCALES: Final = (1.0, 1.25, 1.5, 2.0)
ROW_CHOICES: Final = ("comfortable", "compact")
PAGES: Final = ("sources", "test", "simulator", "share", "settings")


class WindowPlace(NamedTuple):
    """Where the window was, in device-independent pixels, before it was maximized."""

    x: int
    y: int
    width: int
    height: int
    is_maximized: bool = False


class Settings(NamedTuple):
    """The user's choices. `unknown` holds keys of other versions, which a save writes back.

    `simulator_port` 0 takes that of the last time (`simulator_last_port`) while it is free;
    `runs_kept` is per profile; `scenario_file` is a team's own, by its whole path; `folder` is
    where a file was chosen last; `recent` are id and name of the connections that were looked at
    last; `team` are name and public key of those that packages are encrypted to; `panes` are the
    widths of the login test page's panes, by the grip between them; `rows` is how high the list's
    are."""

    language: str = "system"
    theme: str = "system"
    text_scale: float = 1.0
    contrast: str = "system"
    motion: str = "system"
    page: str = "sources"
    window: WindowPlace | None = None
    default_platform: Platform = Platform.ANDROID
    simulator_port: int = 0
    simulator_last_port: int = 0
    runs_kept: int = 200
    scenario_file: str = ""
    folder: str = ""
    recent: tuple[tuple[str, str], ...] = ()
    team: tuple[tuple[str, str], ...] = ()
    panes: tuple[tuple[str, tuple[int, ...]], ...] = ()
    rows: str = "comfortable"
    unknown: Mapping[str, object] = MappingProxyType({})


class ReadSettings(NamedTuple):
    """Settings from a file; `ignored` names the keys whose values made no sense."""

    settings: Settings
    ignored: tuple[str, ...] = ()


def read_settings(raw: Mapping[str, object]) -> ReadSettings:
    """Settings from the parsed file. A value that makes no sense becomes the default; never
    raises."""
    known: dict[str, object] = {}
    ignored = []
    for key, read in _READERS.items():
        if key not in raw:
            continue
        value = read(raw[key])
        if value is None and raw[key] is not None:
            ignored.append(key)
        else:
            known[key] = value
    chosen = {key: value for key, value in known.items() if value is not None}
    unknown = {key: value for key, value in raw.items() if key not in _READERS}
    return ReadSettings(_with(chosen, unknown), tuple(ignored))


def write_settings(settings: Settings) -> dict[str, object]:
    """The settings as they are put into the file; what is at its default is left out."""
    default = Settings()
    raw: dict[str, object] = dict(settings.unknown)
    for name, value in settings._asdict().items():
        if name == "unknown" or value == getattr(default, name):
            continue
        raw[name] = value._asdict() if isinstance(value, WindowPlace) else value
    return raw


def _with(chosen: Mapping[str, object], unknown: Mapping[str, object]) -> Settings:
    # The readers have made each value of its field's type, which a dict cannot express.
    return Settings(**chosen, unknown=unknown)  # type: ignore[arg-type]


SettingReader = Callable[[object], object]


def _one_of(choices: tuple[str, ...]) -> SettingReader:
    return lambda value: value if isinstance(value, str) and value in choices else None


def _whole(low: int, high: int) -> SettingReader:
    def read(value: object) -> object:
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return value if is_number and low <= int(str(value)) <= high else None

    return read


def _platform(value: object) -> Platform | None:
    return Platform(value) if isinstance(value, str) and value in set(Platform) else None


def _path(value: object) -> str | None:
    return value if isinstance(value, str) and value.isprintable() else None


def _pairs(most: int) -> SettingReader:
    def read(value: object) -> tuple[tuple[str, str], ...] | None:
        if not isinstance(value, list | tuple):
            return None
        pairs = [pair for pair in value if isinstance(pair, list | tuple) and len(pair) == 2]
        sound = [(first, second) for first, second in pairs if _is_text(first) and _is_text(second)]
        return tuple(sound[:most])

    return read


def _is_text(value: object) -> TypeGuard[str]:
    """One that can be written: half a surrogate pair cannot."""
    if not isinstance(value, str) or not value:
        return False
    return not any("\ud800" <= char < "\ue000" for char in value)


def _panes(value: object) -> tuple[tuple[str, tuple[int, ...]], ...] | None:
    if not isinstance(value, list | tuple):
        return None
    width = _whole(1, _FAR)
    found = []
    for pair in value[:PANES_KEPT]:
        is_pair = isinstance(pair, list | tuple) and len(pair) == 2
        if not is_pair or not _is_text(pair[0]) or not isinstance(pair[1], list | tuple):
            return None
        widths = [width(one) for one in pair[1][:PANES_KEPT]]
        found.append((pair[0], tuple(one for one in widths if isinstance(one, int))))
    return tuple(found)


def _scale(value: object) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return min(SCALES, key=lambda scale: abs(scale - float(str(value)))) if is_number else None


def _window(value: object) -> WindowPlace | None:
    if not isinstance(value, Mapping):
        return None
    numbers = [_WINDOW_NUMBER[name](value.get(name)) for name in _WINDOW_NUMBER]
    x, y, width, height = (n if isinstance(n, int) else None for n in numbers)
    if x is None or y is None or width is None or height is None:
        return None
    return WindowPlace(x, y, width, height, is_maximized=value.get("is_maximized") is True)


_FAR: Final = 100_000
_WINDOW_NUMBER: Final[Mapping[str, SettingReader]] = {
    "x": _whole(-_FAR, _FAR),
    "y": _whole(-_FAR, _FAR),
    "width": _whole(1, _FAR),
    "height": _whole(1, _FAR),
}
_READERS: Final[Mapping[str, SettingReader]] = {
    "language": _one_of(LANGUAGE_CHOICES),
    "theme": _one_of(THEME_CHOICES),
    "text_scale": _scale,
    "contrast": _one_of(CONTRAST_CHOICES),
    "motion": _one_of(MOTION_CHOICES),
    "page": _one_of(PAGES),
    "window": _window,
    "default_platform": _platform,
    "simulator_port": _whole(0, 65_535),
    "simulator_last_port": _whole(0, 65_535),
    "runs_kept": _whole(1, 100_000),
    "scenario_file": _path,
    "folder": _path,
    "recent": _pairs(RECENTS_KEPT),
    "team": _pairs(TEAM_KEPT),
    "panes": _panes,
    "rows": _one_of(ROW_CHOICES),
}
