"""`doctor` and `selftest`: what works here, and what to do about the rest."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from keyring.backends.fail import Keyring

from cli.support import CommandLine, MemoryKeyring
from storage.secrets.vault_support import Desk
from wecom_console.cli import screen
from wecom_console.messages.catalogue import LANGUAGES, load_messages
from wecom_console.services import doctor
from wecom_console.services.context import Services
from wecom_console.services.desktop import selftest
from wecom_console.services.doctor import CHECKS, CheckResult, Health, Probe, Ran
from wecom_console.services.window_libraries import missing_libraries, window_platforms
from wecom_console.storage.secrets.keyring_store import KeyringStore


def _ran(**answers: Ran) -> object:
    def run(command: Sequence[str], environment: Mapping[str, str], timeout_s: float) -> Ran:
        name = Path(command[0]).name
        return answers.get(name.replace("-", "_"), answers.get("any", Ran(None)))

    return run


@pytest.fixture
def probe(tmp_path: Path) -> Probe:
    """A machine on which everything works."""
    environment = {"WECOM_CONSOLE_HOME": str(tmp_path / "home"), "DISPLAY": ":0"}
    return Probe(
        environment,
        Services(environment, keyring=MemoryKeyring()),
        platform="linux",
        python=(3, 11, 2),
        run=_ran(  # type: ignore[arg-type]
            fc_list=Ran(0, "WenQuanYi Micro Hei,文泉驛微米黑\nNoto Sans CJK SC\n"),
            adb=Ran(0, "Android Debug Bridge version 1.0.41\n"),
            any=Ran(0),
        ),
        which=lambda name: f"/usr/bin/{name}",
        version_of=lambda name: "6.11.3",
    )


def _code(finding: CheckResult) -> tuple[str, Health]:
    return finding.code, finding.health


def test_a_sound_machine_has_nothing_to_repair(probe: Probe) -> None:
    """Every check is ok."""
    assert [f for check in CHECKS if (f := check(probe)).health is not Health.OK] == []


@pytest.mark.parametrize(
    ("python", "qt", "expected"),
    [
        ((3, 10, 9), "6.11.3", ("old", Health.FAIL)),
        ((3, 11, 2), "6.12.0", ("qt_aborts", Health.FAIL)),
        ((3, 12, 0), "6.12.0", ("ok", Health.OK)),
    ],
)
def test_python_and_qt_must_agree(
    probe: Probe, python: tuple[int, int, int], qt: str, expected: tuple[str, Health]
) -> None:
    """Qt 6.12 aborts older Pythons without a word (docs/reference/platform.md §1)."""
    changed = replace(probe, python=python, version_of=lambda _: qt)
    assert _code(doctor.check_python(changed)) == expected


@pytest.mark.parametrize(
    ("ran", "code"),
    [
        (Ran(1, "", "ImportError: libEGL.so.1: cannot open shared object file"), "library"),
        (Ran(1, "", "ModuleNotFoundError: No module named 'PySide6'"), "absent"),
        (Ran(-6), "failed"),
        (Ran(None), "failed"),
    ],
)
def test_a_window_that_cannot_be_made_is_explained(probe: Probe, ran: Ran, code: str) -> None:
    """A missing library is named."""
    finding = doctor.check_qt(replace(probe, run=_ran(any=ran)))  # type: ignore[arg-type]
    assert _code(finding) == (code, Health.FAIL)


def test_a_library_that_is_missing_names_its_package(probe: Probe) -> None:
    """The one that it comes in, no other."""
    ran = Ran(1, "", "ImportError: libEGL.so.1: cannot open shared object file")
    finding = doctor.check_qt(replace(probe, run=_ran(any=ran)))  # type: ignore[arg-type]
    assert {"library": "libEGL.so.1", "packages": "libegl1"} == finding.params


def test_what_the_screens_plug_in_lacks_is_a_failure(probe: Probe) -> None:
    """Although a window without a screen can be made: with libraries and packages by name."""
    told = "libqxcb.so\nlibxcb-icccm.so.4\nlibxcb-icccm.so.4\nlibxcb-keysyms.so.1\n"
    finding = doctor.check_qt(replace(probe, run=_ran(any=Ran(0, told))))  # type: ignore[arg-type]
    assert (("platform", Health.FAIL), "libxcb-icccm4 libxcb-keysyms1") == (
        _code(finding),
        finding.params["packages"],
    )


@pytest.mark.skipif(sys.platform != "linux", reason="Linux' linker")
def test_the_plug_in_is_loaded_as_qt_loads_it() -> None:
    """One that is not there tells which file the linker missed."""

    def loads(command: Sequence[str]) -> str:
        lacking = [word if word != "xcb" else "nowhere" for word in command]
        return subprocess.run(lacking, capture_output=True, text=True, check=False).stdout

    found = missing_libraries({"DISPLAY": ":0"}, loads)
    assert found is not None
    assert "libqnowhere.so" == found.libraries[0]


@pytest.mark.parametrize(
    ("environment", "platforms"),
    [
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ("wayland", "xcb")),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, ()),
        ({"QT_QPA_PLATFORM": "wayland-egl;xcb:fullscreen"}, ("wayland", "xcb")),
        ({}, ()),
    ],
)
def test_the_plug_ins_that_qt_would_try(
    environment: dict[str, str], platforms: tuple[str, ...]
) -> None:
    """Without a screen none is needed."""
    assert platforms == window_platforms(environment)


def test_a_screen_that_does_not_answer_is_none(probe: Probe) -> None:
    """A variable alone shows no window: no tick for it."""
    ran = Ran(-6, err="qt.qpa.xcb: could not connect to display :0\n")
    finding = doctor.check_screen(replace(probe, run=_ran(any=ran)))  # type: ignore[arg-type]
    assert (("silent", Health.WARN), "DISPLAY=:0") == (_code(finding), finding.params["screen"])


def test_a_server_has_no_screen(probe: Probe) -> None:
    """A warning: the command line does the same."""
    assert _code(doctor.check_screen(replace(probe, environment={}))) == ("none", Health.WARN)


def test_no_keyring_is_a_warning(probe: Probe) -> None:
    """Servers and CI have none; the sentence says what to use."""
    services = Services(probe.environment, keyring=KeyringStore(Keyring))
    finding = doctor.check_keyring(replace(probe, services=services))
    assert _code(finding) == ("secrets.no_keyring", Health.WARN)


def test_a_vault_that_opens_takes_the_keyrings_place(probe: Probe, tmp_path: Path) -> None:
    """The keyring is not asked then."""
    desk = Desk(tmp_path)
    desk.path = probe.services.paths.vault
    desk.made()
    environment = {**probe.environment, **desk.environment}
    found = replace(probe, services=Services(environment, keyring=KeyringStore(Keyring)))
    assert [("vault", Health.OK), ("ok", Health.OK)] == [
        _code(doctor.check_keyring(found)),
        _code(doctor.check_vault(found)),
    ]


def test_a_vault_without_its_key_is_a_failure(probe: Probe, tmp_path: Path) -> None:
    """Nothing here can be had from it."""
    desk = Desk(tmp_path)
    desk.path = probe.services.paths.vault
    desk.made()
    assert ("secrets.vault_no_key", Health.FAIL) == _code(doctor.check_vault(probe))


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
def test_a_key_that_everybody_may_read_is_a_warning(probe: Probe, tmp_path: Path) -> None:
    """Containers do so, and other systems should not."""
    desk = Desk(tmp_path)
    desk.path = probe.services.paths.vault
    desk.made()
    desk.key_file.chmod(0o644)
    found = replace(probe, services=Services({**probe.environment, **desk.environment}))
    assert ("readable_by_all", Health.WARN) == _code(doctor.check_vault(found))


def test_a_data_folder_that_is_a_file_is_a_failure(probe: Probe, tmp_path: Path) -> None:
    """Nothing can be stored there."""
    (tmp_path / "home").write_text("")
    assert doctor.check_store(probe).code in {"new", "store.cannot_open"}


def test_a_database_is_counted(probe: Probe) -> None:
    """It is not begun by looking."""
    before = doctor.check_store(probe)
    probe.services.profiles.create({"identifier": "a"}, draft=True)
    after = doctor.check_store(probe)
    assert [_code(before), _code(after), after.params["count"]] == [
        ("new", Health.OK),
        ("ok", Health.OK),
        1,
    ]


def test_proxy_variables_are_named_without_their_values(probe: Probe) -> None:
    """A proxy's address may hold a password."""
    environment = {"https_proxy": "http://me:secret@proxy", "HTTP_PROXY": ""}
    finding = doctor.check_proxy(replace(probe, environment=environment))
    assert finding.params == {"names": "https_proxy"}


def test_a_missing_adb_is_a_warning(probe: Probe) -> None:
    """It is only needed for a phone by cable."""
    assert _code(doctor.check_adb(replace(probe, which=lambda _: None))) == ("none", Health.WARN)


@pytest.mark.parametrize(
    ("out", "which", "code"),
    [("", "/usr/bin/fc-list", "none"), ("", None, "unknown"), ("A\n", "/usr/bin/fc-list", "ok")],
)
def test_chinese_fonts_are_looked_for(probe: Probe, out: str, which: str | None, code: str) -> None:
    """Without one the window shows boxes."""
    changed = replace(probe, run=_ran(any=Ran(0, out)), which=lambda _: which)  # type: ignore[arg-type]
    assert doctor.check_fonts(changed).code == code


def test_a_package_that_is_missing_is_a_dash(probe: Probe) -> None:
    """The list of versions is complete."""

    def none(name: str) -> str:
        raise PackageNotFoundError(name)

    finding = doctor.check_versions(replace(probe, version_of=none))
    assert str(finding.params["versions"]).count(" -") == len(doctor.PACKAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_has_a_name(language: str) -> None:
    """In both languages."""
    messages = load_messages(language)
    names = [check.__name__.removeprefix("check_") for check in CHECKS]
    assert [n for n in names if not messages.has(f"cli.doctor.name.{n}")] == []


def test_the_command_tells_every_check(run: CommandLine) -> None:
    """The documented shape; here nothing fails."""
    found = run.ok("doctor", "--json").json
    assert [one["check"] for one in found["checks"]] == [
        check.__name__.removeprefix("check_") for check in CHECKS
    ]
    assert {frozenset(one) for one in found["checks"]} == {
        frozenset({"check", "status", "code", "message", "fix", "details"})
    }
    assert [one for one in found["checks"] if one["message"].startswith("cli.")] == []


def test_a_failure_ends_with_1(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do about it on the next line."""
    failing = (lambda _: CheckResult("screen", Health.FAIL, "none"),)
    monkeypatch.setattr("wecom_console.cli.commands.doctor.CHECKS", failing)
    ended = run("doctor")
    assert (ended.code, ended.out.splitlines()[1].startswith("    Use the command line")) == (
        1,
        True,
    )


# --- selftest ------------------------------------------------------------------------------------


def test_the_window_is_tried_in_an_empty_folder(tmp_path: Path) -> None:
    """A process of its own, offscreen, far from its user's data."""
    script = "import os; print(os.environ['QT_QPA_PLATFORM'], os.environ['WECOM_CONSOLE_HOME'])"
    tried = selftest.try_window({"WECOM_CONSOLE_HOME": str(tmp_path)}, script=script)
    platform, home = tried.told.split()
    assert (tried.ok, platform, home != str(tmp_path), Path(home).exists()) == (
        True,
        "offscreen",
        True,
        False,
    )


@pytest.mark.parametrize("script", ["raise SystemExit('why')", "import time; time.sleep(9)"])
def test_a_window_that_fails_is_told(script: str) -> None:
    """With what it said; one that hangs is given up."""
    tried = selftest.try_window({}, timeout_s=1.0, script=script)
    assert (tried.ok, tried.told in {"why", ""}) == (False, True)


@pytest.mark.parametrize(("ok", "code"), [(True, 0), (False, 1)])
def test_selftest_needs_both(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, ok: bool, code: int
) -> None:
    """A login that works, and a window that does."""
    told = selftest.WindowTested(ok=ok, told="" if ok else "no window")
    monkeypatch.setattr(selftest, "try_window", lambda _: told)
    ended = run("selftest", "--json")
    assert (ended.code, ended.json["steps"]) == (
        code,
        [{"step": "login", "ok": True}, {"step": "window", "ok": ok}],
    )
    assert ("no window" in ended.err) == (not ok)


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_a_folder_that_others_may_read_is_told(probe: Probe) -> None:
    """Where it holds other things too, and so is not closed by us."""
    root = probe.services.paths.root
    root.mkdir(mode=0o755)
    (root / "letter.txt").touch()
    root.chmod(0o755)
    found = doctor.check_data(probe)
    expected = ("open_to_others", Health.WARN, str(root))
    assert expected == (found.code, found.health, found.params["places"])


def test_a_window_that_cannot_be_is_told_as_the_doctor_tells_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The library and its package by name, in place of what Qt guesses."""
    params = {"platform": "xcb", "libraries": "libxcb-icccm.so.4", "packages": "libxcb-icccm4"}
    found = CheckResult("qt", Health.FAIL, "platform", params)
    monkeypatch.setattr(screen, "check_qt", lambda _: found)
    monkeypatch.setattr(screen, "check_screen", lambda _: CheckResult("screen", Health.OK, "ok"))
    environment = {"WECOM_CONSOLE_HOME": str(tmp_path), "WECOM_CONSOLE_LANG": "en"}
    assert 4 == screen.tell_no_window(environment)
    assert "apt-get install libxcb-icccm4" in capsys.readouterr().err
