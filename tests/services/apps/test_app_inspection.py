"""Inspecting an app for both faces: the file, the comparison, the evidence for the checklist."""

import re
from pathlib import Path

import pytest

from devices.certificates import identity, pkcs12_store
from devices.samples import OTHER_SCHEMA, RELEASE, aab, apk, hap, ipa, manifest, signed_apk
from domain.samples import altered
from wecom_console.devices.facts import AndroidFacts, AppKind, Sdk
from wecom_console.domain.check import check
from wecom_console.domain.fields import FIELD_BY_PATH
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.exchange.file_problem import FileProblem, file_problem_text
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.apps import words as app_words
from wecom_console.services.apps.inspection import (
    AppFacts,
    compare,
    identity_evidence,
    inspect_app,
    needs_password,
)
from wecom_console.services.profiles.checklist import StepState

SIGNATURE = ("android.signature_md5", RELEASE.md5)


def _facts(folder: Path, data: bytes, name: str = "app") -> AppFacts:
    file = folder / name
    file.write_bytes(data)
    found = inspect_app(file)
    assert not isinstance(found, FileProblem), found
    return found


def _profile(*changes: tuple[str, object]) -> Profile:
    found = check(altered(SIGNATURE, *changes)).profile
    assert found is not None
    return found


def test_the_name_of_a_file_does_not_matter(tmp_path: Path) -> None:
    """Only its content does."""
    for name in ("app.apk", "app.ipa", "no ending", "测试.zip"):
        facts = _facts(tmp_path, apk(), name)
        assert isinstance(facts, AndroidFacts)


def test_a_file_that_cannot_be_had_is_told(tmp_path: Path) -> None:
    """Missing, a folder, a device, a name that is none."""
    found = [inspect_app(p) for p in (tmp_path / "no", tmp_path, Path("a\0b"))]
    codes = [p.code for p in found if isinstance(p, FileProblem)]
    assert codes == ["file.missing", "file.not_a_file", "file.unreadable"]


@pytest.mark.parametrize("data", [b"", b"text", apk()[:900], apk(manifest(package=""))])
def test_a_file_that_says_nothing_is_told_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    """By the same value as a config file that cannot be read."""
    file = tmp_path / "app"
    file.write_bytes(data)
    found = inspect_app(file)
    assert isinstance(found, FileProblem)
    assert file_problem_text(load_messages("en"), found).endswith(".")


def test_a_keystore_is_opened_with_its_password(tmp_path: Path) -> None:
    """It says that it wants one; a wrong one is told."""
    file = tmp_path / "release.p12"
    file.write_bytes(pkcs12_store(RELEASE, b"opensesame"))
    assert [needs_password(inspect_app(file, p)) for p in (None, Secret("no"))] == [True, True]
    opened = inspect_app(file, Secret("opensesame"))
    assert not isinstance(opened, FileProblem)
    assert dict(opened.values) == dict([SIGNATURE])


@pytest.mark.parametrize("make", [apk, aab, ipa, hap])
def test_values_are_settings_of_a_connection(tmp_path: Path, make: object) -> None:
    """By their dotted paths, as the form takes them."""
    assert callable(make)
    facts = _facts(tmp_path, make())
    assert facts.values
    report = check(altered(*facts.values.items()))
    assert (set(facts.values) <= set(FIELD_BY_PATH), report.ok) == (True, True)


def test_a_comparison_needs_no_connection(tmp_path: Path) -> None:
    """Then the app alone is judged."""
    facts = _facts(tmp_path, apk(manifest(debuggable=True)))
    assert [p.code for p in compare(facts, None)] == ["app.debuggable"]


def test_taking_over_what_is_lacking_leaves_nothing_to_say(tmp_path: Path) -> None:
    """A hint's repair is the app's value."""
    facts = _facts(tmp_path, apk())
    bare = check(altered(("android", {}))).profile
    assert bare is not None
    fixes = [p.fix for p in compare(facts, bare) if p.fix]
    filled = check(altered(*((fix.field, fix.value) for fix in fixes))).profile
    assert filled is not None
    assert compare(facts, filled) == ()


# --- evidence -------------------------------------------------------------------------------------


def test_an_app_that_agrees_is_evidence(tmp_path: Path) -> None:
    """With the values that agreed."""
    item = identity_evidence(_facts(tmp_path, apk()), _profile())
    assert item is not None
    assert (item.id, item.standing) == ("app_identity", StepState.SEEN)
    assert dict(item.facts) == {"android.package": "com.acme.app", **dict([SIGNATURE])}


def test_an_app_that_disagrees_refutes(tmp_path: Path) -> None:
    """With the code of what differs."""
    item = identity_evidence(_facts(tmp_path, signed_apk(identity("other"))), _profile())
    assert item is not None
    assert (item.standing, item.code) == (StepState.REFUTED, "app.signature")


def test_other_findings_do_not_touch_the_identity(tmp_path: Path) -> None:
    """A missing query is another matter."""
    data = apk(manifest(queries=()), files={"classes.dex": OTHER_SCHEMA.encode()})
    item = identity_evidence(_facts(tmp_path, data), _profile())
    assert item is not None
    assert item.standing is StepState.SEEN


@pytest.mark.parametrize("path", ["android.signature_md5", "android.package"])
def test_a_connection_that_lacks_a_value_is_no_evidence(tmp_path: Path, path: str) -> None:
    """There is nothing that could agree."""
    assert identity_evidence(_facts(tmp_path, apk()), _profile((path, ""))) is None


@pytest.mark.parametrize("data", [aab(), RELEASE.der, hap(block=b"")])
def test_half_an_identity_is_no_evidence(tmp_path: Path, data: bytes) -> None:
    """A bundle's signature is not what phones see, a certificate has no package, an unsigned HAP
    no id."""
    profile = _profile(("harmony", {"bundle_name": "com.acme.app"}))
    assert identity_evidence(_facts(tmp_path, data), profile) is None


# --- words ----------------------------------------------------------------------------------------


def test_no_word_is_left_over() -> None:
    """Each label and value is used where the facts are put into words."""
    source = Path(app_words.__file__).read_text(encoding="utf-8")
    used = set(re.findall(r"[\"'.](\w+)[\"']", source)) | {k.value for k in (*AppKind, *Sdk)}
    codes = [code for code in load_messages("en").texts if code.startswith("inspected.")]
    assert [code for code in codes if code.rpartition(".")[2] not in used] == []
