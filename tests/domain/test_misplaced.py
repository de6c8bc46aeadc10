"""A secret in a field that is none."""

import base64
import random
from typing import Final

import pytest

from domain.samples import AGENCY_GOOD, GOOD, MD5, SECRET_TEXT
from wecom_console.domain.check import check
from wecom_console.domain.fields import FIELDS, Kind
from wecom_console.domain.problems import Severity
from wecom_console.domain.raw import Raw, set_value
from wecom_console.domain.rules.misplaced import IS_SECRET, MOVE_SECRET

SECRET: Final = base64.urlsafe_b64encode(random.Random(7).randbytes(32)).decode().rstrip("=")
HEX: Final = random.Random(7).randbytes(16).hex()
CLEAR: Final = tuple(spec for spec in FIELDS if spec.kind is not Kind.SECRET)
TEXTS: Final = tuple(spec.path for spec in CLEAR if spec.kind is Kind.TEXT)


def found(raw: Raw, path: str) -> list[tuple[str, Severity]]:
    """What is said of a field."""
    return [(p.code, p.severity) for p in check(raw).problems if p.field == path]


def holding(path: str, secret: str) -> Raw:
    """A sound connection but for a secret in this field, in the shape that the field has."""
    kinds = {spec.path: spec.kind for spec in CLEAR}
    shaped: object = [secret] if kinds[path] in (Kind.TEXTS, Kind.CHOICES) else secret
    base = AGENCY_GOOD if path.startswith("agency.") else GOOD
    return set_value(base, path, shaped)


@pytest.mark.parametrize("path", [spec.path for spec in CLEAR])
def test_in_every_field_it_is_an_error(path: str) -> None:
    """One that says so, whatever else is wrong with the value."""
    expected = [("corp_id.is_secret" if path == "corp_id" else IS_SECRET, Severity.ERROR)]
    assert expected == [one for one in found(holding(path, SECRET), path) if "error" in one]


@pytest.mark.parametrize("path", [spec.path for spec in CLEAR])
@pytest.mark.parametrize("secret", [SECRET, HEX])
def test_no_problem_repeats_it(path: str, secret: str) -> None:
    """Neither as a parameter nor in a fix."""
    told = repr(check(holding(path, secret)).problems)
    assert not any(secret[n : n + 8] in told for n in range(len(secret) - 8))


def test_a_digest_is_at_home_in_its_field() -> None:
    """An app's signature is 32 hexadecimal digits, as an App Secret is."""
    raw = set_value(GOOD, "android.signature_md5", HEX)
    assert [] == found(raw, "android.signature_md5")


def test_who_knows_better_accepts_it() -> None:
    """Then it is a warning, and the connection is sound."""
    raw = {**holding("display_name", SECRET), "accept": [IS_SECRET]}
    assert [(IS_SECRET, Severity.WARNING)] == found(raw, "display_name")
    assert check(raw).profile is not None


@pytest.mark.parametrize("path", TEXTS)
def test_what_is_accepted_of_one_field_is_accepted_of_no_other(path: str) -> None:
    """Another field may hold a real one; nobody has looked at that."""
    other = "tags" if path != "tags" else "network.ca_file"
    raw = set_value(holding(path, SECRET), other, [SECRET] if other == "tags" else SECRET)
    raw = {**raw, "accept": [f"{IS_SECRET}:{path}"]}
    assert [(IS_SECRET, Severity.ERROR)] == found(raw, other)
    assert (IS_SECRET, Severity.ERROR) not in found(raw, path)
    assert [] == found(raw, "accept")


@pytest.mark.parametrize("path", ["secret", "nothing", ""])
def test_a_field_that_is_none_is_accepted_in_vain(path: str) -> None:
    """It is told, like a code that cannot be accepted."""
    raw = {**GOOD, "accept": [f"{IS_SECRET}:{path}"]}
    assert [("accept.useless", Severity.WARNING)] == found(raw, "accept")


def test_an_accepted_one_in_a_wrong_value_leaves_the_value_wrong() -> None:
    """Accepting is not another way around the form of a field."""
    raw = {**holding("agent_id", SECRET), "accept": [IS_SECRET]}
    assert "agent_id.not_number" in [code for code, _ in found(raw, "agent_id")]


@pytest.mark.parametrize(
    ("base", "path", "secret", "target"),
    [
        (GOOD, "display_name", SECRET, "secret"),
        (GOOD, "backend.app_id", HEX, "backend.app_secret"),
        (GOOD, "backend.access_key_id", HEX, "backend.access_key_secret"),
        (AGENCY_GOOD, "agency.suite_id", SECRET, "agency.encoding_aes_key"),
    ],
)
def test_it_can_be_moved_to_where_it_belongs(
    base: Raw, path: str, secret: str, target: str
) -> None:
    """The fix names the field, not the value."""
    raw = set_value(set_value(base, target, ""), path, secret)
    [problem] = [p for p in check(raw).problems if p.field == path]
    assert [(MOVE_SECRET, path, target)] == [(f.code, f.field, f.value) for f in problem.fixes]


def test_it_is_not_moved_over_another() -> None:
    """A secret that is there stays."""
    [problem] = check(holding("display_name", SECRET)).problems
    assert () == problem.fixes


def test_a_part_of_a_text_is_not_moved() -> None:
    """The rest of the text is none."""
    raw = set_value({**GOOD, "secret": ""}, "display_name", f"Secret {SECRET}")
    [problem] = [p for p in check(raw).problems if p.field == "display_name"]
    assert () == problem.fixes


@pytest.mark.parametrize("value", [{"a": [SECRET]}, [[SECRET]], {SECRET: 1}])
def test_it_is_found_in_a_value_of_a_wrong_shape(value: object) -> None:
    """A draft would keep that, too."""
    raw = {**GOOD, "display_name": value}
    assert [(IS_SECRET, Severity.ERROR)] == found(raw, "display_name")


def test_a_value_without_an_end_ends() -> None:
    """Aliases of a file can make a list hold itself."""
    endless: list[object] = []
    endless.append(endless)
    assert [("value.type", Severity.ERROR)] == found({**GOOD, "tags": endless}, "tags")


@pytest.mark.parametrize("prefix", ["env", "file"])
def test_behind_a_prefix_it_is_no_reference(prefix: str) -> None:
    """It is refused, and not repeated."""
    problems = check({**GOOD, "secret": f"{prefix}:{SECRET}"}).problems
    assert ["secret.behind_prefix"] == [p.code for p in problems if p.field == "secret"]
    assert SECRET not in repr(problems)


@pytest.mark.parametrize("path", ["secret", "backend.app_secret"])
@pytest.mark.parametrize(
    "reference", ["env:WECOM_CONSOLE_PRODUCTION_ACME_SECRET_2", f"file:/run/secrets/{MD5}.txt"]
)
def test_an_ordinary_reference_stays_one(path: str, reference: str) -> None:
    """Names of variables and paths are long, too."""
    assert [] == found(set_value(GOOD, path, reference), path)


def test_the_canary_is_one() -> None:
    """What other tests put everywhere is seen as a secret."""
    assert [(IS_SECRET, Severity.ERROR)] == found(
        holding("display_name", SECRET_TEXT), "display_name"
    )
