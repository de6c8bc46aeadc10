"""What works on this machine, and what to do about the rest.

Every check is a function of a `Probe`, looks at one thing, changes nothing and asks nobody. Values
of environment variables are not told: a proxy's address may hold a password.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import metadata
from typing import Final

from wecom_console.domain.problems import Params
from wecom_console.services.context import Services
from wecom_console.services.window_libraries import missing_libraries, packages_of
from wecom_console.storage.paths import keep_private, open_to_others
from wecom_console.storage.secrets.protocol import SecretsUnavailable


class Health(StrEnum):
    """Fine; works with a limit that its user may not mind; does not work."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result of one check. `code` names the sentence ``doctor.<check>.<code>``, and
    ``….<code>_fix`` says what to do where there is something to be done."""

    check: str
    health: Health
    code: str
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program said. `code` is None where it could not be started or did not end."""

    code: int | None
    out: str = ""
    err: str = ""
    raw: bytes = field(default=b"", repr=False)


def run_program(
    command: Sequence[str], environment: Mapping[str, str], timeout_s: float, given: bytes = b""
) -> Ran:
    """Run a program with `given` on its standard input."""
    try:
        done = subprocess.run(  # noqa: S603  our own commands, without a shell
            list(command),
            env=dict(environment),
            input=given,
            capture_output=True,
            timeout=timeout_s,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return Ran(None)
    return Ran(
        done.returncode,
        done.stdout.decode(errors="replace"),
        done.stderr.decode(errors="replace"),
        done.stdout,
    )


@dataclass(frozen=True, slots=True)
class Probe:
    """What the checks look at."""

    environment: Mapping[str, str]
    services: Services
    platform: str = sys.platform
    python: tuple[int, int, int] = sys.version_info[:3]
    run: Callable[[Sequence[str], Mapping[str, str], float], Ran] = run_program
    which: Callable[[str], str | None] = shutil.which
    version_of: Callable[[str], str] = metadata.version


Check = Callable[[Probe], CheckResult]

PACKAGES: Final = ("wecom-console", "PySide6-Essentials", "httpx", "keyring", "starlette")
OLDEST_PYTHON: Final = (3, 11)
PROXY_VARIABLES: Final = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY")

_COMMON_PACKAGES: Final = (
    "libgl1 libegl1 libglib2.0-0 libdbus-1-3 libxkbcommon-x11-0 libfontconfig1 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0"
)
_SCREEN: Final = "from PySide6.QtGui import QGuiApplication\nQGuiApplication([])\n"
_NO_ANSWER: Final = re.compile(r"could not connect to display|Failed to create wl_display")
_QT: Final = (
    "from PySide6.QtWidgets import QApplication, QWidget\n"
    "app = QApplication([])\n"
    "QWidget().show()\n"
    "app.processEvents()\n"
)
_MISSING_LIBRARY: Final = re.compile(r"(?<![\w.+-])(lib[\w.+-]+\.so[\w.]*)")


def check_python(probe: Probe) -> CheckResult:
    """The interpreter, and the combination with Qt that aborts it
    (docs/reference/platform.md §1)."""
    version = ".".join(str(part) for part in probe.python)
    if probe.python[:2] < OLDEST_PYTHON:
        oldest = ".".join(str(part) for part in OLDEST_PYTHON)
        return CheckResult("python", Health.FAIL, "old", {"version": version, "oldest": oldest})
    qt = _version(probe, "PySide6-Essentials")
    if probe.python[:2] < (3, 12) and qt.startswith("6.12."):
        return CheckResult("python", Health.FAIL, "qt_aborts", {"version": version, "qt": qt})
    return CheckResult("python", Health.OK, "ok", {"version": version})


def check_versions(probe: Probe) -> CheckResult:
    """What is installed."""
    found = [f"{name} {_version(probe, name) or '-'}" for name in PACKAGES]
    return CheckResult("versions", Health.OK, "ok", {"versions": ", ".join(found)})


def check_qt(probe: Probe) -> CheckResult:
    """Whether a window can be made: first without a screen, in a process of its own, because a
    missing library would take ours along; then what the screen's plug-in needs besides."""
    environment = {**probe.environment, "QT_QPA_PLATFORM": "offscreen"}
    ran = probe.run([sys.executable, "-c", _QT], environment, 30.0)
    if ran.code == 0:
        return _check_platform(probe)
    if missing := _MISSING_LIBRARY.search(ran.err):
        library = missing[1]
        packages = " ".join(packages_of((library,))) or _COMMON_PACKAGES
        return CheckResult("qt", Health.FAIL, "library", {"library": library, "packages": packages})
    if "No module named" in ran.err:
        return CheckResult("qt", Health.FAIL, "absent")
    return CheckResult("qt", Health.FAIL, "failed")


def _check_platform(probe: Probe) -> CheckResult:
    version = _version(probe, "PySide6-Essentials")
    if not probe.platform.startswith("linux"):
        return CheckResult("qt", Health.OK, "ok", {"version": version})
    missing = missing_libraries(
        probe.environment, lambda command: probe.run(command, probe.environment, 30.0).out
    )
    if missing is None:
        return CheckResult("qt", Health.OK, "ok", {"version": version})
    params = {
        "platform": missing.platform,
        "libraries": ", ".join(missing.libraries),
        "packages": " ".join(missing.packages) or _COMMON_PACKAGES,
    }
    return CheckResult("qt", Health.FAIL, "platform", params)


def check_screen(probe: Probe) -> CheckResult:
    """Whether there is a screen for the window, and answers: tried in a process of its own."""
    if probe.platform in {"win32", "darwin"}:
        return CheckResult("screen", Health.OK, "ok")
    named = [name for name in ("WAYLAND_DISPLAY", "DISPLAY") if probe.environment.get(name)]
    if not named:
        return CheckResult("screen", Health.WARN, "none")
    ran = probe.run([sys.executable, "-c", _SCREEN], probe.environment, 30.0)
    if ran.code == 0 or not _NO_ANSWER.search(ran.err):
        return CheckResult("screen", Health.OK, "ok")
    screens = ", ".join(f"{name}={probe.environment[name]}" for name in named)
    return CheckResult("screen", Health.WARN, "silent", {"screen": screens})


def check_keyring(probe: Probe) -> CheckResult:
    """Whether secrets can be kept; not asked where the vault keeps them."""
    if probe.services.vault.exists:
        return CheckResult("keyring", Health.OK, "vault")
    status = probe.services.keyring.status()
    if status.available:
        return CheckResult("keyring", Health.OK, "ok", status.params)
    return CheckResult("keyring", Health.WARN, status.code, status.params)


def check_vault(probe: Probe) -> CheckResult:
    """Whether the vault opens without anybody being asked, where there is one."""
    vault = probe.services.vault
    if not vault.exists:
        return CheckResult("vault", Health.OK, "none")
    found = vault.open(may_ask=False)
    if isinstance(found, SecretsUnavailable):
        is_normal = found.code == "secrets.vault_locked"  # at a terminal it is asked for
        return CheckResult(
            "vault", Health.WARN if is_normal else Health.FAIL, found.code, found.params
        )
    if files := vault.keys.readable_by_all():
        return CheckResult("vault", Health.WARN, "readable_by_all", {"files": ", ".join(files)})
    params: Params = {"file": str(vault.path), "count": len(found.document.secrets)}
    return CheckResult("vault", Health.OK, "ok", params)


def check_data(probe: Probe) -> CheckResult:
    """Whether the data directory can be written, or made, and who may read it."""
    root = probe.services.paths.root
    try:
        keep_private(root)
        existing = next((folder for folder in (root, *root.parents) if folder.is_dir()), root)
        with tempfile.TemporaryFile(dir=existing):  # nameless: nothing stays of it
            pass
        free_mib = shutil.disk_usage(existing).free // (1024 * 1024)
    except OSError as error:
        params = {"folder": str(root), "reason": error.strerror or type(error).__name__}
        return CheckResult("data", Health.FAIL, "not_writable", params)
    if free_mib < 50:
        return CheckResult("data", Health.WARN, "full", {"folder": str(root), "free": free_mib})
    if places := open_to_others(root):
        params = {"folder": str(root), "places": ", ".join(places[:5])}
        return CheckResult("data", Health.WARN, "open_to_others", params)
    return CheckResult("data", Health.OK, "ok", {"folder": str(root)})


def check_store(probe: Probe) -> CheckResult:
    """Whether the profile database can be read. One that does not exist yet is not begun."""
    path = probe.services.paths.database
    if not os.path.exists(path):  # `Path.exists` raises where a name is too long
        return CheckResult("store", Health.OK, "new")
    status = probe.services.profiles.status()
    if status.problem is not None:
        return CheckResult("store", Health.FAIL, status.problem.code, status.problem.params)
    if status.notices:
        return CheckResult("store", Health.WARN, status.notices[0].code, status.notices[0].params)
    count = len(probe.services.profiles.list())
    return CheckResult("store", Health.OK, "ok", {"file": str(path), "count": count})


def check_loopback(probe: Probe) -> CheckResult:
    """Whether the simulator could be reached: a connection from this machine to itself."""
    try:
        with (
            socket.create_server(("127.0.0.1", 0)) as server,
            socket.create_connection(server.getsockname(), timeout=2.0),
        ):
            pass
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return CheckResult("loopback", Health.FAIL, "refused", {"reason": reason})
    return CheckResult("loopback", Health.OK, "ok")


def check_proxy(probe: Probe) -> CheckResult:
    """Which proxy variables are set; their names only."""
    lower = {name.lower() for name in PROXY_VARIABLES}
    found = [n for n, v in probe.environment.items() if v and n.lower() in lower]
    if not found:
        return CheckResult("proxy", Health.OK, "none")
    return CheckResult("proxy", Health.WARN, "set", {"names": ", ".join(sorted(found))})


def check_adb(probe: Probe) -> CheckResult:
    """Whether a connected Android phone could be used."""
    path = probe.which("adb")
    if path is None:
        return CheckResult("adb", Health.WARN, "none")
    ran = probe.run([path, "--version"], probe.environment, 10.0)
    version = re.search(r"version ([\d.]+)", ran.out)
    if ran.code != 0 or version is None:
        return CheckResult("adb", Health.WARN, "failed", {"path": path})
    return CheckResult("adb", Health.OK, "ok", {"version": version[1]})


def check_fonts(probe: Probe) -> CheckResult:
    """Whether Chinese can be shown."""
    if probe.platform in {"win32", "darwin"}:
        return CheckResult("fonts", Health.OK, "system")
    lister = probe.which("fc-list")
    if lister is None:
        return CheckResult("fonts", Health.WARN, "unknown")
    ran = probe.run([lister, ":lang=zh", "family"], probe.environment, 20.0)
    families = sorted({line.split(",")[0].strip() for line in ran.out.splitlines() if line.strip()})
    if not families:
        return CheckResult("fonts", Health.WARN, "none")
    return CheckResult("fonts", Health.OK, "ok", {"family": families[0], "count": len(families)})


CHECKS: Final[tuple[Check, ...]] = (
    check_python,
    check_versions,
    check_qt,
    check_screen,
    check_fonts,
    check_data,
    check_store,
    check_keyring,
    check_vault,
    check_loopback,
    check_proxy,
    check_adb,
)


def _version(probe: Probe, package: str) -> str:
    try:
        return probe.version_of(package)
    except metadata.PackageNotFoundError:
        return ""
