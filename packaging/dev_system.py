"""Sees to what Qt and some tests need of the system itself. Standard library only."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from dev_terminal import RefusedError, capture, last_lines, phase, say

# Which Debian package brings the shared library that Qt asks for.
DEBIAN_PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
CHINESE_FONT_PACKAGE = "fonts-wqy-microhei"
_CHINESE_FONT_FILES = re.compile(
    r"wqy|cjk|sourcehan|uming|ukai|droidsansfallback|simsun|simhei|msyh|pingfang|sarasa|lxgw|"
    r"harmonyos|puhuiti|misans",
    re.IGNORECASE,
)

# What some tests drive besides Qt: the program, its Debian package, and those tests' files.
TEST_PROGRAMS = (
    ("dbus-run-session", "dbus-daemon", "*test_secret_service.py"),
    ("gnome-keyring-daemon", "gnome-keyring", "*test_secret_service.py"),
    ("chromium", "chromium", "*in_browser*"),
    ("curl", "curl", "*with_curl*"),
)


def is_linux() -> bool:
    return sys.platform.startswith("linux")


def _apt() -> list[str] | None:
    """How to call apt without being asked anything: as root or through sudo; None if not at all."""
    sudo = shutil.which("sudo")
    if not is_linux() or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        prefix = []
    elif sudo and capture([sudo, "-n", "true"])[0] == 0:
        prefix = [sudo, "-n"]
    else:
        return None
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120"]
    return prefix + quiet


def install_debian(packages: list[str], what: str) -> bool:
    """Install Debian packages where that is allowed without asking; whether it was done."""
    apt = _apt()
    if apt is None:
        return False
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    with phase(f"Installing {what} ({' '.join(packages)})"):
        code, output = capture(install, cwd="/")
        if code:  # a bare or old system has no current package lists
            capture([*apt, "update"], cwd="/")
            code, output = capture(install, cwd="/")
    if code:
        say(f"    apt could not install them:\n{last_lines(output, 6)}")
    return code == 0


def platform_plugins(environ: Mapping[str, str]) -> list[str]:
    """The Qt platform plugins that this session may need; only `offscreen` without a screen."""
    if environ.get("QT_QPA_PLATFORM"):
        return [one.split(":")[0] for one in environ["QT_QPA_PLATFORM"].split(";")]
    screens = {"WAYLAND_DISPLAY": "wayland", "DISPLAY": "xcb"}
    return [plugin for name, plugin in screens.items() if environ.get(name)] or ["offscreen"]


def missing_libraries(ldd_output: str) -> list[str]:
    """The shared libraries that `ldd` did not find, each once, in its order."""
    return list(dict.fromkeys(re.findall(r"^\s*(\S+) => not found", ldd_output, re.MULTILINE)))


def debian_packages(libraries: Iterable[str]) -> list[str]:
    """The Debian packages that bring these libraries, as far as they are known here."""
    return sorted({DEBIAN_PACKAGES[name] for name in libraries if name in DEBIAN_PACKAGES})


def _libraries_qt_lacks(qt: Path, plugins: list[str]) -> list[str]:
    files = [qt / "plugins" / "platforms" / f"libq{name}.so" for name in plugins]
    files += [qt / "lib" / f"libQt6{name}.so.6" for name in ("Widgets", "Network", "Svg", "DBus")]
    return missing_libraries(capture(["ldd", *(file for file in files if file.exists())])[1])


def _has_chinese_font() -> bool:
    shared = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    own = (Path.home() / ".fonts", Path.home() / ".local" / "share" / "fonts")
    files = (file for folder in (*shared, *own) for file in folder.rglob("*.[to]t[fc]"))
    return any(_CHINESE_FONT_FILES.search(file.name) for file in files)


def ensure_qt(qt: Path, plugins: list[str]) -> None:
    """See to the shared libraries and the Chinese font that Qt (lying in `qt`) needs on Linux."""
    if not is_linux():
        return
    missing = _libraries_qt_lacks(qt, plugins) if shutil.which("ldd") else []
    packages = debian_packages(missing)
    if packages and install_debian(packages, "Qt's system libraries"):
        missing = _libraries_qt_lacks(qt, plugins)
    if missing:
        raise RefusedError(
            f"Qt cannot start here: the system lacks {', '.join(missing)}.\n"
            f"    Debian, Ubuntu:  sudo apt install {' '.join(packages)}\n"
            "    elsewhere:       install the packages that bring these libraries"
        )
    if not _has_chinese_font() and not install_debian([CHINESE_FONT_PACKAGE], "a Chinese font"):
        say(
            "No Chinese font was found, so Chinese text may show as boxes.\n"
            f"    Debian, Ubuntu:  sudo apt install {CHINESE_FONT_PACKAGE}"
        )


def tests_to_leave_out(*, may_install: bool) -> list[str]:
    """See to the programs that some tests drive; the files (patterns) of tests that cannot run."""
    for program, package, _ in TEST_PROGRAMS:
        if may_install and not shutil.which(program):
            install_debian([package], "what some tests drive")
    absent = [entry for entry in TEST_PROGRAMS if not shutil.which(entry[0])]
    patterns = sorted({pattern for _, _, pattern in absent})
    if absent:
        say(
            f"Left out are the tests {', '.join(patterns)}: there is no "
            f"{', '.join(program for program, _, _ in absent)} here.\n"
            f"    Debian, Ubuntu:  sudo apt install {' '.join(p for _, p, _ in absent)}"
        )
    return patterns


def with_bytecode(environ: Mapping[str, str]) -> dict[str, str]:
    """An environment in which Python keeps what it has compiled: without, every start would compile
    the whole product, and a test run starts hundreds of processes."""
    return {key: value for key, value in environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def screenless(environ: Mapping[str, str]) -> dict[str, str]:
    """An environment in which Qt draws into memory, alike on every machine."""
    own_looks = ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_FONT_DPI", "QT_QPA_PLATFORMTHEME")
    drop = {"DISPLAY", "WAYLAND_DISPLAY", *own_looks}
    kept = {key: value for key, value in with_bytecode(environ).items() if key not in drop}
    locale = next((kept[key] for key in ("LC_ALL", "LC_CTYPE", "LANG") if kept.get(key)), "")
    if is_linux() and not re.search("utf-?8", locale, re.IGNORECASE):
        kept["LC_ALL"] = "C.UTF-8"  # Qt warns about anything that is not UTF-8
    return {**kept, "QT_QPA_PLATFORM": "offscreen"}
