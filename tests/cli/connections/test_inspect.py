"""`inspect`: what an app says of itself, beside a connection."""

import re
from pathlib import Path

import pytest

from architecture.canary import plant
from cli.support import CommandLine, Typing
from devices.certificates import identity, java_store, pkcs12_store
from devices.samples import (
    DEBUG,
    RELEASE,
    aab,
    apk,
    hap,
    harmony_app,
    ipa,
    manifest,
    provisioning,
    signed_apk,
)
from domain.samples import GOOD, SECRET_TEXT, altered, one
from exchange.files import toml, write

CANARY = plant("inspect")
PASSWORD = "opensesame"
SIGNED = altered(("android.signature_md5", RELEASE.md5))


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """An APK that fits `signed`."""
    return _file(tmp_path, "app.apk", apk())


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """A config file whose connection has the app's signature."""
    return write(tmp_path, toml(SIGNED), name="signed.toml")


def _file(folder: Path, name: str, data: bytes) -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def test_the_md5_stands_there_plainly(run: CommandLine, app: Path) -> None:
    """To be copied: 32 digits, no colons, in a line of its own."""
    lines = run.ok("inspect", app).out.splitlines()
    assert [line.split()[-1] for line in lines if "MD5" in line] == [RELEASE.md5]
    assert lines[0] == f"{app} · Android app (APK)"


def test_an_app_that_fits_is_told_so(run: CommandLine, app: Path, signed: Path) -> None:
    """Exit 0."""
    ended = run.ok("inspect", app, "--against", signed)
    assert f"✓ {signed} · acme-wecom\n  No mismatch found." in ended.out
    assert "not verified" in ended.err


def test_an_app_that_does_not_fit_ends_with_1(run: CommandLine, app: Path, acme: Path) -> None:
    """With both values, the line of the file, and the code."""
    ended = run("inspect", app, "--against", acme)
    assert (ended.code, "✗" in ended.out) == (1, True)
    (told,) = [line for line in ended.out.splitlines() if "[app.signature]" in line]
    android = GOOD["android"]
    assert isinstance(android, dict)
    assert RELEASE.md5 in told
    assert android["signature_md5"] in told
    assert "line " in told


def test_a_warning_does_not_fail(run: CommandLine, tmp_path: Path) -> None:
    """Exit 0; a pipeline may look at the severities itself."""
    file = _file(tmp_path, "app.apk", apk(manifest(debuggable=True)))
    ended = run.ok("inspect", file)
    assert "[app.debuggable]" in ended.out


def test_a_stored_connection_is_compared_with(stored: CommandLine, app: Path) -> None:
    """By its identifier."""
    stored.ok("profile", "set", "acme-wecom", f"android.signature_md5={RELEASE.md5}")
    found = stored.ok("inspect", app, "--against", "acme-wecom", "--json").json["results"]
    assert [(r["what"], r["connection"], r["findings"]) for r in found] == [
        ("acme-wecom", "acme-wecom", [])
    ]


def test_every_connection_of_a_file_is_compared_with(
    run: CommandLine, app: Path, tmp_path: Path
) -> None:
    """One that differs is enough for exit 1."""
    file = write(tmp_path, toml(SIGNED, altered(("identifier", "two"))), name="two.toml")
    ended = run("inspect", app, "--against", file, "--json")
    found = [(r["connection"], r["ok"]) for r in ended.json["results"]]
    assert (ended.code, ended.json["ok"], found) == (
        1,
        False,
        [("acme-wecom", True), ("two", False)],
    )
    assert run("inspect", app, "--against", f"{file}#acme-wecom").code == 0


def test_a_value_that_is_lacking_is_offered(run: CommandLine, app: Path, tmp_path: Path) -> None:
    """As an assignment that can be copied into the file."""
    file = write(tmp_path, toml(one("android", {"package": "com.acme.app"})), name="lacking.toml")
    ended = run.ok("inspect", app, "--against", file)
    assert f'android.signature_md5 = "{RELEASE.md5}"' in ended.out


def test_a_connection_with_errors_is_no_measure(
    run: CommandLine, app: Path, tmp_path: Path
) -> None:
    """Its errors are told instead."""
    file = write(tmp_path, toml(one("schema", "x")), name="bad.toml")
    ended = run("inspect", app, "--against", file)
    assert (ended.code, "has errors" in ended.out) == (1, True)
    ended = run("inspect", app, "--against", file, "--json")
    codes = [f["code"] for f in ended.json["results"][0]["findings"]]
    assert (ended.code, codes) == (1, ["schema.format"])


@pytest.mark.parametrize(("what", "code"), [("nowhere", 3), ("nothing.toml", 3), ("a#b", 3)])
def test_a_connection_that_is_not_there(run: CommandLine, app: Path, what: str, code: int) -> None:
    """Exit 3; the app is told all the same."""
    ended = run("inspect", app, "--against", what)
    assert (ended.code, RELEASE.md5 in ended.out) == (code, True)
    assert run("inspect", app, "--against", what, "--json").json["results"][0]["ok"] is False


KINDS = {
    "apk": apk(),
    "aab": aab(),
    "ipa": ipa(profile=provisioning()),
    "hap": hap(),
    "app": harmony_app(),
    "certificate": RELEASE.pem,
    "keystore": java_store(("a", RELEASE, True)),
}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_told_in_words(
    run: CommandLine, tmp_path: Path, kind: str, language: str
) -> None:
    """Every row has a label, and no placeholder or code is left."""
    file = _file(tmp_path, "file", KINDS[kind])
    ended = run.ok("--lang", language, "inspect", file)
    assert not re.search(r"inspect(ed)?\.\w", ended.out + ended.err)
    assert "{" not in ended.out


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_one_object(run: CommandLine, tmp_path: Path, kind: str) -> None:
    """With the keys that the manual names."""
    found = run.ok("inspect", _file(tmp_path, "file", KINDS[kind]), "--json").json
    assert set(found) == {"app", "kind", "facts", "values", "ok", "results"}
    assert (found["kind"], found["ok"]) == (kind, True)
    manual = (Path(__file__).parents[3] / "docs" / "cli.md").read_text(encoding="utf-8")
    section = manual.partition("## inspect\n")[2].partition("\n## ")[0]
    described = set(re.findall(r"[`\"]([a-z0-9_]+)[`\"]", section))
    assert set(found["facts"]) - described == set()


def test_the_facts_of_an_apk(run: CommandLine, app: Path) -> None:
    """As a program reads them."""
    found = run.ok("inspect", app, "--json").json
    assert found["values"] == {
        "android.package": "com.acme.app",
        "android.signature_md5": RELEASE.md5,
    }
    assert [(s["scheme"], s["certificate"]["md5"]) for s in found["facts"]["signers"]] == [
        ("v2", RELEASE.md5),
        ("v3", RELEASE.md5),
    ]
    assert found["facts"]["certificates"][0]["not_after"] == "2051-01-02T03:04:05+00:00"
    assert found["facts"]["code"]["wecom_sdk"] == "present"


def test_a_debug_key_is_named(run: CommandLine, tmp_path: Path) -> None:
    """Beside its subject."""
    ended = run.ok("inspect", _file(tmp_path, "app.apk", signed_apk(DEBUG)))
    assert "CN=Android Debug (debug key)" in ended.out


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "app.empty"), (b"hello", "app.unknown"), (apk()[:800], "app.truncated")],
)
def test_a_file_that_is_no_app_ends_with_3(
    run: CommandLine, tmp_path: Path, data: bytes, code: str
) -> None:
    """And a sentence, or one object."""
    file = _file(tmp_path, "app.apk", data)
    ended = run("inspect", file)
    assert (ended.code, ended.out, f"[{code}]" in ended.err) == (3, "", True)
    told = run("inspect", file, "--json")
    found = told.json
    assert (told.code, found["kind"], found["facts"], found["ok"]) == (3, None, None, False)
    assert [f["code"] for f in found["results"][0]["findings"]] == [code]


def test_what_an_app_says_cannot_move_the_cursor(run: CommandLine, tmp_path: Path) -> None:
    """Control characters of a file are shown as what they are not."""
    file = _file(tmp_path, "app.apk", apk(manifest(package="com.\x1b[2Jacme\n.app")))
    assert "\x1b" not in run.ok("inspect", file).out


def test_a_certificate_of_many_is_shortened(run: CommandLine, tmp_path: Path) -> None:
    """A keystore of forty entries is no page to scroll."""
    entries = [(f"alias{n}", identity(f"cn {n % 3}"), True) for n in range(40)]
    ended = run.ok("inspect", _file(tmp_path, "store.jks", java_store(*entries)))
    assert "and 28 more" in ended.out


# --- passwords ------------------------------------------------------------------------------------


@pytest.fixture
def keystore(tmp_path: Path) -> Path:
    """A PKCS#12 keystore."""
    return _file(tmp_path, "release.p12", pkcs12_store(RELEASE, PASSWORD.encode()))


@pytest.mark.parametrize("stdin", [f"{PASSWORD}\nmore", Typing(f"{PASSWORD}\n")])
def test_a_keystore_opens_with_its_password(
    run: CommandLine, keystore: Path, stdin: str | Typing
) -> None:
    """Piped in, or typed where nobody sees it."""
    assert RELEASE.md5 in run.ok("inspect", keystore, stdin=stdin).out


@pytest.mark.parametrize(
    ("stdin", "says"), [("", "needs its password"), ("no\n", "not the password")]
)
def test_without_its_password_it_stays_closed(
    run: CommandLine, keystore: Path, stdin: str, says: str
) -> None:
    """Exit 3."""
    ended = run("inspect", keystore, stdin=stdin)
    assert (ended.code, ended.out, says in ended.err) == (3, "", True)


def test_nobody_is_asked_about_other_files(run: CommandLine, app: Path) -> None:
    """Standard input is left alone."""
    stdin = Typing("left alone\n")
    run.ok("inspect", app, stdin=stdin)
    assert stdin.read() == "left alone\n"


def test_a_password_leaves_no_trace(run: CommandLine, tmp_path: Path) -> None:
    """Neither the right one nor a wrong one."""
    file = _file(tmp_path, "release.p12", pkcs12_store(RELEASE, CANARY.value.encode()))
    right = run("inspect", file, "--json", stdin=CANARY.value)
    wrong = run("inspect", file, "--json", stdin=f"{CANARY.value}x")
    assert (right.code, wrong.code) == (0, 3)
    texts = [text for ended in (right, wrong) for text in (ended.out, ended.err)]
    file.unlink()
    assert CANARY.leaks(tmp_path, *texts) == []


def test_a_secret_in_the_wrong_place_is_not_repeated(run: CommandLine, app: Path) -> None:
    """As the app, or as the connection."""
    for argv in (["inspect", SECRET_TEXT], ["inspect", app, "--against", SECRET_TEXT]):
        for form in ([], ["--json"]):
            ended = run(*argv, *form)
            assert (ended.code, SECRET_TEXT in ended.out + ended.err) == (3, False)
