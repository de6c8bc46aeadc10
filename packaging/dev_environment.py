"""Makes and refreshes the checkout's virtual environment. Standard library only."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import sys
from pathlib import Path

from dev_system import install_debian
from dev_terminal import ROOT, RefusedError, capture, last_lines, phase

VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"
_STAMP = VENV / ".made-from"
_UNFINISHED = VENV / ".unfinished"

_NETWORK_SIGNS = re.compile(
    r"name resolution|getaddrinfo failed|NewConnectionError|Failed to establish a new connection|"
    r"Network is unreachable|Connection refused|Connection reset|ProxyError|timed out|SSLError"
)


def program(name: str, venv: Path = VENV) -> Path:
    """The path of a program of a virtual environment."""
    return venv / "Scripts" / f"{name}.exe" if os.name == "nt" else venv / "bin" / name


def site_packages(venv: Path = VENV) -> Path:
    """The folder of a virtual environment that its packages are in."""
    [folder] = venv.glob("Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages")
    return folder


def fingerprint() -> dict[str, str]:
    """What the environment depends on; another one means that it has to be brought up to date."""
    content = LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    return {
        "root": str(ROOT),
        "interpreter": os.path.realpath(program("python")),
        "content": hashlib.sha256(content).hexdigest(),
    }


def read_stamp() -> dict[str, str]:
    """What the environment was made from; empty if it was not finished, or not made by us."""
    try:
        stamp = json.loads(_STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def moved(stamp: dict[str, str], now: dict[str, str]) -> bool:
    """Whether the checkout or the Python below the environment is no longer where it was."""
    return bool(stamp) and any(stamp.get(key) != now[key] for key in ("root", "interpreter"))


def _is_sound(stamp: dict[str, str]) -> bool:
    if _UNFINISHED.exists() or not program("python").exists() or moved(stamp, fingerprint()):
        return False
    return capture([program("python"), "-c", "import pip"])[0] == 0


def pip_complaint(output: str) -> str:
    """The sentence for a failed installation, made from what pip printed."""
    if "No space left on device" in output:
        return "The disk is full: about 700 MB are needed here. Free some and start again."
    if "DO NOT MATCH THE HASHES" in output:
        return f"A package is not the one that was locked; it was refused.\n{last_lines(output)}"
    if _NETWORK_SIGNS.search(output):
        return (
            "The package index could not be reached. The first start needs the network, or a pip\n"
            f"that is set up for a mirror; start again once it is there.\n{last_lines(output, 2)}"
        )
    return f"pip could not install the packages:\n{last_lines(output)}"


def _pip_install(what: str, *arguments: str | Path) -> None:
    pip = (program("python"), "-m", "pip", "install", "--no-input", "--disable-pip-version-check")
    env = {key: value for key, value in os.environ.items() if key not in ("PIP_USER", "PYTHONPATH")}
    with phase(f"Installing {what}"):
        code, output = capture([*pip, *arguments], env=env)
        if code:
            _UNFINISHED.unlink()  # pip ended by itself and left no package half installed
            raise RefusedError(pip_complaint(output))


def _create() -> None:
    version = "{}.{}".format(*sys.version_info)
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        package = f"python{version}-venv"
        if not install_debian([package], "Python's venv module"):
            raise RefusedError(
                "This Python cannot make virtual environments: its venv module is incomplete.\n"
                f"    Debian, Ubuntu:  sudo apt install {package}"
            )
    with phase(f"Making .venv with Python {version}"):
        VENV.mkdir()
        _UNFINISHED.touch()
        # Called from inside the old environment, its own Python has just been cleared away.
        base = getattr(sys, "_base_executable", None) or sys.executable
        code, output = capture([base, "-m", "venv", VENV])
        if code:
            raise RefusedError(f"The virtual environment could not be made:\n{last_lines(output)}")


def ensure_environment() -> None:
    """Make or refresh `.venv` where its ingredients have changed; instant where they have not."""
    stamp = read_stamp()
    if stamp == fingerprint() and not _UNFINISHED.exists():
        return
    if not os.access(ROOT, os.W_OK):
        raise RefusedError(
            f"This folder cannot be written: {ROOT}\n"
            "Copy it to a place of your own (or make it writable) and start again there."
        )
    if VENV.exists() and not _is_sound(stamp):
        with phase("Clearing away an unfinished or outdated .venv"):
            shutil.rmtree(VENV)
    if not VENV.exists():
        _create()
    _UNFINISHED.touch()
    _pip_install("the locked packages", "--only-binary=:all:", "--require-hashes", "-r", LOCK)
    _pip_install(
        "WeCom Console from this folder",
        *("--no-index", "--no-build-isolation", "--no-deps", "-e", ROOT),
    )
    with phase("Compiling"):  # once, with all cores; else the first processes would all do it
        capture([program("python"), "-m", "compileall", "-q", "-j", "0", ROOT / "src"])
    _STAMP.write_text(json.dumps(fingerprint()), encoding="utf-8")
    _UNFINISHED.unlink()


def ensure_tool(venv: Path, lock: Path) -> None:
    """Make or refresh the environment of a tool that the product and its tests do not need. What
    its lock leaves out is left out."""
    stamp = venv / ".made-from"
    made_from = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == made_from:
        return
    shutil.rmtree(venv, ignore_errors=True)
    pip = ("-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--quiet")
    hashed = ("--only-binary=:all:", "--no-deps", "--require-hashes", "-r", lock)
    with phase(f"Making {venv.name}"):
        made, output = capture([program("python"), "-m", "venv", venv])
        if not made:
            made, output = capture([program("python", venv), *pip, *hashed])
        if made:
            raise RefusedError(pip_complaint(output))
    stamp.write_text(made_from, encoding="utf-8")
