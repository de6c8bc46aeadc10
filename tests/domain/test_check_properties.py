"""What holds for `check` whatever is put in."""

import dataclasses
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.samples import AGENT, CORP, GOOD, MD5, OBJECT_ID, SCHEMA, SECRET_TEXT, one
from domain.strategies import any_raw, any_text, any_value, profile_of, sound_raw
from wecom_console.domain.check import CheckContext, check
from wecom_console.domain.documents import canonical_json, changed_paths, to_raw
from wecom_console.domain.fields import FIELDS, SECRET_PATHS
from wecom_console.domain.problems import Problem
from wecom_console.domain.report import Report
from wecom_console.domain.secrets import Secret
from wecom_console.messages.catalogue import load_messages
from wecom_console.messages.problems import fix_text, problem_text

PATHS = [spec.path for spec in FIELDS]
SOUND = {
    "identifier": "acme-wecom",
    "display_name": "Acme 企业微信",
    "corp_id": CORP,
    "agent_id": AGENT,
    "schema": SCHEMA,
    "secret": "env:ACME_SECRET",
    "tags": "mobile",
    "android.package": "com.acme.app",
    "android.signature_md5": MD5,
    "ios.bundle_id": "com.acme.app",
    "harmony.app_id": "123",
    "harmony.bundle_name": "com.acme.app",
    "wecom.base_url": "https://qyapi.weixin.qq.com",
    "backend.host": "https://api.authing.cn:443/x",
    "backend.app_id": OBJECT_ID,
    "backend.access_key_id": "id",
    "backend.secret_field": "secret",
}
ON_FORM = CheckContext(literal_secrets=True)


def _told(problem: Problem) -> str:
    """Everything a face can show of a problem, in both languages."""
    told = [repr(problem), str(dataclasses.asdict(problem))]
    for language in ("en", "zh_CN"):
        messages = load_messages(language)
        told.append(problem_text(messages, problem))
        told += [fix_text(messages, fix) for fix in problem.fixes]
    return "\n".join(told)


@given(any_value)
def test_any_value_gives_a_report(value: object) -> None:
    """What is not even a table is a report with an error, never an exception."""
    assert isinstance(check(value), Report)


@given(any_raw)
def test_any_document_gives_a_report(raw: dict[str, object]) -> None:
    """Known and unknown keys with values of any type and depth give a report."""
    assert isinstance(check(raw), Report)


@given(path=st.sampled_from(PATHS), text=any_text)
def test_any_text_in_any_field_gives_a_report(path: str, text: str) -> None:
    """Whatever is typed into one field, the others stay sound."""
    report = check(one(path, text))
    assert {p.field for p in report.errors} <= {
        path,
        "schema",
        "backend.app_host",
        "backend.app_id",
    } | ({"association.fields", "association.methods"} if path == "association.mode" else set())


@given(path=st.sampled_from(PATHS), value=any_value)
def test_any_problem_can_be_told(path: str, value: object) -> None:
    """Every problem of any input has a sentence in both languages."""
    for problem in check(one(path, value)).problems:
        assert "problem." not in _told(problem).replace(repr(problem), "")


@given(raw=any_raw)
def test_a_report_with_a_profile_has_no_error(raw: dict[str, object]) -> None:
    """`ok`, `profile` and `errors` say the same."""
    report = check(raw)
    assert report.ok == (not report.errors)


@given(raw=sound_raw())
def test_a_profile_written_down_and_checked_is_the_same(raw: dict[str, object]) -> None:
    """`check` after `to_raw` is the identity."""
    profile = profile_of(check(raw))
    assert profile_of(check(to_raw(profile))) == profile


@given(raw=sound_raw())
def test_the_document_of_a_profile_is_stable(raw: dict[str, object]) -> None:
    """Writing, checking and writing again changes nothing, nor does the order of keys."""
    document = to_raw(profile_of(check(raw)))
    again = to_raw(profile_of(check(dict(reversed(document.items())))))
    assert list(again.items()) == list(document.items())


@given(raw=sound_raw())
def test_an_accepted_profile_can_be_stored(raw: dict[str, object]) -> None:
    """Its canonical text is UTF-8: no half character gets past the door."""
    assert canonical_json(to_raw(profile_of(check(raw)))).encode("utf-8")


@given(path=st.sampled_from(PATHS), text=any_text)
def test_what_passes_can_be_written_to_a_file(path: str, text: str) -> None:
    """Whatever text a field accepts is UTF-8 on one line."""
    profile = check(one(path, [text] if path in {"tags", "accept"} else text)).profile
    if profile is not None:
        _assert_writable(canonical_json(to_raw(profile)))


@given(
    path=st.sampled_from(sorted(SOUND)),
    char=st.characters(exclude_categories=()),
    at=st.integers(0, 40),
)
def test_one_strange_character_is_never_kept_unseen(path: str, char: str, at: int) -> None:
    """A character put into a sound value is refused, or can be written to a file."""
    value = SOUND[path]
    strange = value[:at] + char + value[at:]
    profile = check(one(path, [strange] if path == "tags" else strange)).profile
    if profile is not None:
        _assert_writable(canonical_json(to_raw(profile)))


def _assert_writable(text: str) -> None:
    assert text.encode("utf-8")
    assert [c for c in text if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}] == []


@given(raw=sound_raw())
def test_a_document_does_not_differ_from_itself(raw: dict[str, object]) -> None:
    """No path changes between a document and the same one in another key order."""
    document = to_raw(profile_of(check(raw)))
    assert changed_paths(document, dict(reversed(document.items()))) == ()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("wrap", [str, lambda s: [s], lambda s: {s: s}, lambda s: f" {s}\n"])
def test_no_problem_carries_a_secret(path: str, wrap: object) -> None:
    """A secret typed into any field, as a text, in a list or as a key, is in no problem."""
    assert callable(wrap)
    for context in (None, ON_FORM):
        for problem in check(one(path, wrap(SECRET_TEXT)), context).problems:
            told = _told(problem).lower()
            assert SECRET_TEXT[:12].lower() not in told, problem.code
            assert SECRET_TEXT[-12:].lower() not in told, problem.code


@pytest.mark.parametrize("path", SECRET_PATHS)
def test_no_problem_carries_a_secret_object(path: str) -> None:
    """Nor is the content of a Secret in a problem, sound or not."""
    for text in (SECRET_TEXT, f"{SECRET_TEXT} ", f"{SECRET_TEXT}密"):
        for problem in check(one(path, Secret(text)), ON_FORM).problems:
            assert SECRET_TEXT[:12] not in _told(problem)


@given(text=any_text)
def test_a_literal_secret_in_a_file_is_refused(text: str) -> None:
    """Any text that is not a reference is an error of the secret."""
    report = check(one("secret", text))
    is_reference = text == "keyring:" or text.startswith(("env:", "file:"))
    assert report.ok <= is_reference


def test_a_secret_on_a_form_becomes_a_keyring_reference() -> None:
    """The profile holds where the secret is kept, not the secret."""
    profile = profile_of(check(one("secret", Secret(SECRET_TEXT)), ON_FORM))
    assert to_raw(profile) == dict(GOOD)
