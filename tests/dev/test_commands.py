"""The pure parts of `dev.py`: what it decides before anything is installed or started."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import dev_terminal
import pytest

from architecture.checkout import ROOT, dev


@pytest.mark.parametrize(
    ("args", "cores", "expected"),
    [
        ([], 2, ["-n", "3", "--dist=worksteal", "--max-worker-restart=0"]),
        ([], 64, ["-n", "8", "--dist=worksteal", "--max-worker-restart=0"]),
        ([], 1, ["--max-worker-restart=0"]),
        (["-n0"], 4, ["--max-worker-restart=0"]),
        (["--numprocesses=3"], 4, ["--max-worker-restart=0"]),
        (["--pdb"], 4, []),
        (["-p", "no:xdist"], 4, []),
    ],
)
def test_tests_spread_over_the_cores(args: list[str], cores: int, expected: list[str]) -> None:
    """Pytest's own options win; a crashed worker is never replaced silently."""
    assert expected == dev.pytest_options(args, cores=cores)


@pytest.mark.parametrize(
    ("args", "expected"),
    [([], False), (["-q", "-k", "lock"], False), (["tests/dev::test_x"], True)],
)
def test_a_part_of_the_suite_is_recognised(args: list[str], expected: bool) -> None:
    """Only the whole suite is worth a browser and a keyring."""
    assert expected == dev.names_tests(args)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("print('2 passed')", (0, False)),
        ("print('1 failed'); raise SystemExit(1)", (1, False)),
        ("print('[gw1] node down: Not properly terminated')", (0, True)),
        ("import sys; print('Fatal Python error: none_dealloc', file=sys.stderr)", (0, True)),
    ],
    ids=["green", "red", "lost worker", "crash after the summary"],
)
def test_a_crash_is_seen_in_the_output(script: str, expected: tuple[int, bool]) -> None:
    """A run can exit with 0 although one of its processes died."""
    command = [sys.executable, "-c", script]
    assert expected == dev_terminal.watch(command, env=os.environ, signs=dev.CRASH_SIGNS)


CRASH = """
import atexit, faulthandler, os, signal

def test_passes():
    faulthandler.disable()
    atexit.register(os.kill, os.getpid(), signal.SIGSEGV)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a signal's own")
@pytest.mark.parametrize("spread", ["-n0", "-n1"])
def test_a_crash_at_exit_fails_the_run(tmp_path: Path, spread: str) -> None:
    """In this process or in a worker, after all tests have passed and without a word."""
    (tmp_path / "pytest.ini").write_text(
        f"[pytest]\npythonpath = {shlex.quote(str(ROOT / 'tests'))}\n", encoding="utf-8"
    )
    plugins = 'pytest_plugins = ("architecture.worker_exits",)\n'
    (tmp_path / "conftest.py").write_text(plugins, encoding="utf-8")
    (tmp_path / "test_it.py").write_text(CRASH, encoding="utf-8")
    command = [sys.executable, ROOT / "dev.py", "test", str(tmp_path), spread, "-p", "no:pytest-qt"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (True, True) == ("1 passed" in done.stdout, done.returncode != 0), done.stdout


def test_every_test_is_under_that_watch() -> None:
    """Whatever part of the suite is run."""
    conftest = (ROOT / "tests" / "conftest.py").read_text(encoding="utf-8")
    assert 'pytest_plugins = ("architecture.worker_exits", ' in conftest


@pytest.mark.parametrize("version", [(3, 8, 10), (3, 10, 12)])
def test_an_old_python_is_told_what_to_do(version: tuple[int, ...]) -> None:
    """The sentence names the version that is needed and how to get it."""
    assert "apt install python3.11" in str(dev.too_old(version))


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 1), (4, 0, 0)])
def test_a_new_python_is_welcome(version: tuple[int, ...]) -> None:
    """3.11 and everything after it will do."""
    assert dev.too_old(version) is None


def test_a_lock_without_flaws_has_no_problems() -> None:
    """Pins with hashes, markers included, are all that a lock holds."""
    text = (
        "a==1 ; sys_platform == 'win32' \\\n    --hash=sha256:00\nb==2 \\\n    --hash=sha256:11\n"
    )
    assert [] == dev.lock_problems(text)


@pytest.mark.parametrize(
    "text",
    [
        "a==1\nb==2 \\\n    --hash=sha256:11\n",
        "--index-url x\na==1 \\\n    --hash=sha256:11\n",
        "a @ https://example.org/a.whl \\\n    --hash=sha256:11\n",
    ],
    ids=["no hash", "an index", "an address"],
)
def test_a_lock_with_a_flaw_is_refused(text: str) -> None:
    """An entry without a hash, or any word about where packages come from."""
    assert dev.lock_problems(text)


def test_usage_lists_every_command() -> None:
    """Whoever types nothing learns everything."""
    assert all(command.__name__ in dev.usage() for command in dev.COMMANDS)


def test_an_unknown_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """It exits with 2 and says what there is."""
    assert 2 == dev.main(["rnu"])
    assert "usage:" in capsys.readouterr().err


def test_a_refusal_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot go on says why, without a traceback."""

    def test(_args: list[str]) -> int:
        raise dev_terminal.RefusedError("No network.")

    monkeypatch.setattr(dev, "COMMANDS", (test,))
    assert 1 == dev.main(["test"])
    assert "No network.\n" == capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A permission problem names the file."""

    def package(_args: list[str]) -> int:
        raise PermissionError(13, "Permission denied", "/srv/console/dist")

    monkeypatch.setattr(dev, "COMMANDS", (package,))
    assert 1 == dev.main(["package"])
    assert "/srv/console/dist cannot be written" in capsys.readouterr().err


def test_phases_show_their_time(capsys: pytest.CaptureFixture[str]) -> None:
    """One line for each phase, apart from standard output."""
    with dev_terminal.phase("Building"):
        pass
    assert "Building ... 0.0 s\n" == capsys.readouterr().err


def test_ci_runs_what_the_readme_says() -> None:
    """A submission passes the same two commands that a newcomer types, and fresh examples."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = ["check", "test", "test --thorough"]
    assert [f"python3 dev.py {command}" for command in commands] == [
        line for line in script.splitlines() if line.startswith("python3 dev.py")
    ]


PROPERTY = """
from hypothesis import given, settings, strategies

@given(strategies.integers())
def test_numbers(number):
    print(settings.get_current_profile_name(), "says", number)
    assert number < 1_000

def test_no_property():
    raise AssertionError("not asked for")
"""


def test_a_thorough_run_can_be_repeated(tmp_path: Path) -> None:
    """Properties alone, at random; the command that it prints finds the same failure."""
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "pytest.ini").write_text(
        f"[pytest]\npythonpath = {shlex.quote(str(ROOT / 'tests'))}\n", encoding="utf-8"
    )
    (tmp_path / "test_it.py").write_text(PROPERTY, encoding="utf-8")

    def run(*options: str) -> tuple[str, str]:
        done = subprocess.run(
            [sys.executable, ROOT / "dev.py", "test", "--thorough", tmp_path, "-n0", *options],
            capture_output=True,
            text=True,
            check=False,
        )
        (again,) = set(re.findall(r"--hypothesis-seed=\d+", done.stderr)) or {options[-1]}
        assert "1 failed, 1 deselected" in done.stdout
        return again, "\n".join(re.findall("thorough says .*", done.stdout))

    seed, first = run()
    assert (seed, first) == run(seed)
    assert first


def test_dev_needs_only_the_standard_library() -> None:
    """It runs before anything is installed."""
    own = {file.stem for file in (ROOT / "packaging").glob("*.py")}
    files: list[Path] = [ROOT / "dev.py", *(ROOT / "packaging").glob("*.py")]
    imported = {
        line.split()[1].split(".")[0]
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith(("import ", "from "))
    }
    assert set() == imported - own - sys.stdlib_module_names
