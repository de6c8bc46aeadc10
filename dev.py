#!/usr/bin/env python3
"""Everything one does with this checkout: `python3 dev.py run`, `python3 dev.py test`, and so on.

Needs Python 3.11 or newer with venv, and nothing else: it makes `.venv` from the hashes in
`packaging/requirements.lock`, sees to the system libraries that Qt loads, and then does the work.
"""

from __future__ import annotations  # an old Python must get as far as the sentence that says so

import os
import random
import re
import shutil
import sys
import tempfile
import time
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "packaging"))

from dev_environment import LOCK, ensure_environment, ensure_tool, program, site_packages
from dev_system import (
    ensure_qt,
    is_linux,
    platform_plugins,
    screenless,
    tests_to_leave_out,
    with_bytecode,
)
from dev_terminal import ROOT, RefusedError, become, capture, last_lines, phase, say, show, watch

MINIMUM_PYTHON = (3, 11)
DIST = ROOT / "dist"
MUTANTS = ROOT / "packaging" / "mutants"
MUTANTS_LOCK = MUTANTS / "requirements.lock"
TORTURE = ROOT / "packaging" / "torture" / "run.py"
SCREENSHOTS = ROOT / "screenshots"
TRANSLATION = ROOT / "resources" / "translations" / "zh_CN.ts"

# A crash while an interpreter shuts down can leave pytest's own exit code at 0.
CRASH_SIGNS = (b"node down", b"Fatal Python error", b"Segmentation fault", b"crashed while running")
LUPDATE_OPTIONS = (
    *("-silent", "-no-obsolete", "-locations", "none"),
    *("-source-language", "en", "-target-language", "zh_CN"),
)


def prepare(plugins: list[str]) -> None:
    """The environment, and what Qt needs of the system to draw with these platform plugins."""
    ensure_environment()
    ensure_qt(site_packages() / "PySide6" / "Qt", plugins)


# --- start -----------------------------------------------------------------------------------


def run(args: list[str]) -> int:
    """open the window; with arguments, the command line; without a screen, a demo login"""
    plugins = platform_plugins(os.environ)
    if args and not args[0].startswith("-"):
        ensure_environment()
    else:
        prepare(plugins)
    if args or not is_linux() or plugins != ["offscreen"]:
        return become([program("wecom-console"), *args], env=with_bytecode(os.environ))
    say(
        "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so this does\n"
        "without a window what the window is for: a login of the demo connection, and a picture.\n"
    )
    env = screenless(os.environ)
    logged_in = show([program("wecom-console"), "test", "--demo"], env=env)
    picture = SCREENSHOTS / "window.png"
    SCREENSHOTS.mkdir(exist_ok=True)
    snapshot = (program("python"), "-m", "wecom_console.gui.pictures.snapshot")
    drawn = show([*snapshot, "--output", picture], env=env)
    if drawn == 0:
        say(f"\nThe window with this login: {picture}")
    return logged_in or drawn


# --- look after ------------------------------------------------------------------------------


def pytest_options(args: list[str], *, cores: int) -> list[str]:
    """What to add to pytest's arguments: spread over the cores, whoever is idle takes work over; a
    dead worker stays dead."""
    if "no:xdist" in args or "--pdb" in args:
        return []
    by_hand = any(arg.startswith(("-n", "--numprocesses", "--dist")) for arg in args)
    workers = min(cores + cores // 2, 8)  # some wait for a server or a clock while others work
    spread = [] if by_hand or cores < 2 else ["-n", str(workers), "--dist=worksteal"]
    return [*spread, "--max-worker-restart=0"]


def names_tests(args: list[str]) -> bool:
    """Whether pytest's arguments choose a part of the suite."""
    return any((ROOT / arg.split("::")[0]).exists() for arg in args if not arg.startswith("-"))


def thorough_options(args: list[str], *, seed: int) -> list[str]:
    """Pytest's arguments for `--thorough`: properties alone, with many examples drawn from `seed`,
    unless `args` bring one."""
    given = any(arg.startswith("--hypothesis-seed") for arg in args)
    chosen = [] if given else [f"--hypothesis-seed={seed}"]
    return ["-m", "hypothesis", "--hypothesis-profile=thorough", *chosen]


def test(args: list[str]) -> int:
    """run the test suite, screenless; --thorough: properties, at random (the rest is pytest's)"""
    prepare(["offscreen"])
    thorough: list[str] = []
    if "--thorough" in args:
        args = [arg for arg in args if arg != "--thorough"]
        thorough = thorough_options(args, seed=random.randrange(2**32))
        say(f"The same examples again: python3 dev.py test --thorough {' '.join(thorough[3:])}")
    options = [*thorough, *pytest_options(args, cores=os.cpu_count() or 1)]
    left_out = tests_to_leave_out(may_install=not names_tests(args))
    options += [f"--ignore-glob={pattern}" for pattern in left_out]
    if sys.stdout.isatty():
        options.append("--color=yes")
    with tempfile.TemporaryDirectory() as runtime:
        # Without the fault handler a process that dies while it shuts down would die silently.
        env = {"XDG_RUNTIME_DIR": runtime, **screenless(os.environ), "PYTHONFAULTHANDLER": "1"}
        command: list[str | Path] = [program("python"), "-m", "pytest", *args, *options]
        code, crashed = watch(command, env=env, signs=CRASH_SIGNS)
    if crashed:
        say("A process of this test run crashed, whatever its summary says.")
    if code and thorough:
        say(f"The same examples again: python3 dev.py test --thorough {' '.join(thorough[3:])}")
    return code or int(crashed)


def check(args: list[str]) -> int:
    """lint, format, types, layers, dead code, texts, translations, lock (arguments choose)"""
    prepare(["offscreen"])
    layers = "tests/architecture/test_layers.py"
    house_rules = ("tests/architecture", f"--ignore={layers}", "-q", "--tb=short")
    checks: tuple[tuple[str, tuple[str | Path, ...]], ...] = (
        ("lint", (program("ruff"), "check", "--output-format=concise", ".")),
        ("format", (program("ruff"), "format", "--check", ".")),
        ("types", (program("mypy"),)),
        ("import layers", (program("lint-imports"),)),
        ("dead code", (program("vulture"),)),
        ("dead code in tests", (program("vulture"), "src", "tests", "packaging", "dev.py")),
        ("texts, translations, lock", (program("python"), "-m", "pytest", *house_rules)),
    )
    failed = []
    for name, command in checks:
        if args and not any(arg in name for arg in args):
            continue
        started = time.monotonic()
        code, output = capture(command, env=screenless(os.environ))
        verdict = "FAILED" if code else "ok"
        print(f"{verdict:<8}{name:<28}{time.monotonic() - started:5.1f} s", flush=True)
        if code:
            failed.append(name)
            print(last_lines(output, 200), flush=True)
    print(f"failed: {'; '.join(failed)}" if failed else "all checks passed")
    return int(bool(failed))


def mutants(args: list[str]) -> int:
    """change the product on purpose, and see whether a test notices (--seed, --count, --minutes)"""
    prepare(["offscreen"])
    venv = ROOT / ".venv-mutants"
    ensure_tool(venv, MUTANTS_LOCK)
    places = ("--checkout", ROOT, "--python", program("python"))
    command = (program("python", venv), MUTANTS / "run.py", *places, *args)
    return become(command, env=screenless(os.environ))


def torture(args: list[str]) -> int:
    """kill it, fill its disk, feed it poison: is anything lost? (--part, --seed, --minutes)"""
    prepare(["offscreen"])
    return become((program("python"), TORTURE, *args), env=screenless(os.environ))


def bench(args: list[str]) -> int:
    """measure start, checks, command line and simulator: a table, and the numbers as JSON"""
    prepare(["offscreen"])
    harness = ROOT / "tests" / "benchmarks" / "run.py"
    return become((program("python"), harness, *args), env=screenless(os.environ))


# --- make ------------------------------------------------------------------------------------


def screenshots(args: list[str]) -> int:
    """draw every screen in both languages, both themes and two text sizes into screenshots/"""
    prepare(["offscreen"])
    module = "wecom_console.gui.pictures.snapshot"
    snapshot = (program("python"), "-m", module, "--all", SCREENSHOTS)
    return become((*snapshot, *args), env=screenless(os.environ))


def build(folder: Path, *options: str) -> Path:
    """Build into `folder`, needing no network; the wheel's path."""
    code, output = capture([program("hatchling"), "build", "-d", folder, *options])
    if code:
        raise RefusedError(f"The package could not be built:\n{last_lines(output)}")
    return max(folder.glob("*.whl"), key=lambda file: file.stat().st_mtime)


def wheel_gaps(wheel: Path) -> list[str]:
    """The modules and resources of this checkout that are not inside `wheel`."""
    places = ((ROOT / "src", ""), (ROOT / "resources", "wecom_console/resources/"))
    inside = [
        (prefix, file.relative_to(top))
        for top, prefix in places
        for file in top.rglob("*")
        if file.is_file() and file.suffix != ".pyc"
    ]
    wanted = {prefix + f.as_posix() for prefix, f in inside if "/." not in f"/{f.as_posix()}"}
    with zipfile.ZipFile(wheel) as archive:
        return sorted(wanted - set(archive.namelist()))


def try_out(wheel: Path) -> None:
    """Install `wheel` where nothing knows of this folder, and log in with it."""
    with tempfile.TemporaryDirectory() as top:
        fresh = Path(top) / "venv"
        pip = (program("python"), "-m", "pip", "--python", program("python", fresh))
        commands: tuple[tuple[str | Path, ...], ...] = (
            (program("python"), "-m", "venv", "--without-pip", fresh),
            (*pip, "install", "--no-index", "--no-deps", wheel),
            (program("wecom-console", fresh), "--version"),
            (program("wecom-console", fresh), "selftest"),
        )
        for position, command in enumerate(commands):
            code, output = capture(command, env=screenless(os.environ), cwd=top)
            if code:
                raise RefusedError(f"The wheel failed at {command[-1]}:\n{last_lines(output)}")
            if position == 0:
                # Its dependencies are those of .venv. The checkout stays unseen: what a folder
                # added in this way says about further folders is not read.
                link = site_packages(fresh) / "dependencies.pth"
                link.write_text(f"{site_packages()}\n", encoding="utf-8")


def package(args: list[str]) -> int:
    """build wheel and sdist into dist/, and try the wheel out in an environment of its own"""
    prepare(["offscreen"])
    shutil.rmtree(DIST, ignore_errors=True)
    with phase("Building wheel and sdist"):
        wheel = build(DIST, *args)
    gaps = wheel_gaps(wheel)
    if gaps:
        raise RefusedError("The wheel lacks:\n" + "\n".join(f"    {name}" for name in gaps))
    with phase("Trying the wheel out"):
        try_out(wheel)
    for file in sorted(DIST.iterdir()):
        print(f"{file.relative_to(ROOT)}  {file.stat().st_size / 1024:,.0f} KiB")
    return 0


def qt_tool(name: str) -> Path:
    """A program that PySide6 brings but does not put on the path."""
    return site_packages() / "PySide6" / (f"{name}.exe" if os.name == "nt" else name)


def update_translation(file: Path) -> None:
    """Bring the `.ts` file up to date with the literals of the window's code."""
    sources = sorted((ROOT / "src" / "wecom_console" / "gui").rglob("*.py"))
    code, output = capture([qt_tool("lupdate"), *LUPDATE_OPTIONS, *sources, "-ts", file])
    if code:
        raise RefusedError(f"The literals could not be collected:\n{last_lines(output)}")


def compile_translation(file: Path, target: Path) -> None:
    """Compile a `.ts` file into the `.qm` file that the window loads."""
    code, output = capture([qt_tool("lrelease"), "-silent", file, "-qm", target])
    if code:
        raise RefusedError(f"The translation could not be compiled:\n{last_lines(output)}")


def translations(_args: list[str]) -> int:
    """collect the window's literals into zh_CN.ts and compile zh_CN.qm"""
    prepare(["offscreen"])
    TRANSLATION.parent.mkdir(parents=True, exist_ok=True)
    update_translation(TRANSLATION)
    compile_translation(TRANSLATION, TRANSLATION.with_suffix(".qm"))
    left = TRANSLATION.read_text(encoding="utf-8").count('type="unfinished"')
    print(f"{TRANSLATION.relative_to(ROOT)}: {left} left to translate")
    return 0


def lock_problems(text: str) -> list[str]:
    """What makes a lock file unfit: an entry without a hash, or any trace of an index."""
    entries = re.split(r"\n(?=\S)", text.strip())
    bare = [f"{entry.split()[0]} has no hash" for entry in entries if "--hash=sha256:" not in entry]
    return bare + [f"it says {word}" for word in ("://", "-index", "-links") if word in text]


def lock(args: list[str]) -> int:
    """write the lock files with uv (--upgrade for newer versions)"""
    uv = program("uv") if program("uv").exists() else shutil.which("uv")
    if not uv:
        raise RefusedError("Locking needs uv, in .venv or on the path: pip install uv")
    options = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"]
    options += ["--no-header", "--no-annotate", "--quiet"]
    groups = [word for group in ("test", "check", "build") for word in ("--group", group)]
    # yattag writes Cosmic Ray's HTML reports, which nobody reads here, and exists as source alone.
    of_mutants = ["--group", "mutants", "--no-emit-package", "yattag"]
    for target, of in ((LOCK, ["pyproject.toml", *groups]), (MUTANTS_LOCK, of_mutants)):
        with tempfile.TemporaryDirectory() as top:
            draft = shutil.copy(target, top)  # uv keeps the versions that stand in it
            command = [uv, "pip", "compile", *options, *of, "-o", draft, *args]
            with phase(f"Resolving {target.relative_to(ROOT)}"):
                code, output = capture(command)
            text = Path(draft).read_text(encoding="utf-8")
        problems = [last_lines(output)] if code else lock_problems(text)
        if problems:
            raise RefusedError("The lock was left as it was:\n" + "\n".join(problems))
        target.write_text(text, encoding="utf-8")
    return 0


COMMANDS = (run, test, check, mutants, torture, bench, screenshots, package, translations, lock)


def usage() -> str:
    """The commands, one line each."""
    lines = [f"  {command.__name__:<13} {command.__doc__}" for command in COMMANDS]
    return "usage: python3 dev.py COMMAND [ARGUMENTS]\n\n" + "\n".join(lines)


def too_old(version: tuple[int, ...]) -> str | None:
    """The sentence for a Python that is too old, if this one is."""
    if version[:2] >= MINIMUM_PYTHON:
        return None
    here, wanted = (".".join(map(str, v)) for v in (version[:3], MINIMUM_PYTHON))
    return (
        f"WeCom Console needs Python {wanted} or newer; this is {here}. Install a newer one\n"
        f"(Debian, Ubuntu: sudo apt install python{wanted}-venv) and start with it:\n"
        f"    python{wanted} dev.py ..."
    )


def main(argv: list[str]) -> int:
    """Do what `argv` asks for; the exit code."""
    asks_for_help = argv[:1] in (["-h"], ["--help"], ["help"])
    command = next((one for one in COMMANDS if [one.__name__] == argv[:1]), None)
    complaint = too_old(tuple(sys.version_info[:3]))
    if complaint:
        say(complaint)
        return 1
    if command is None:
        print(usage(), file=sys.stdout if asks_for_help else sys.stderr)
        return 0 if asks_for_help else 2
    try:
        return command(argv[1:])
    except RefusedError as refusal:
        say(str(refusal))
        return 1
    except PermissionError as error:
        say(f"{error.filename} cannot be written: make it yours, or copy this folder elsewhere.")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
