"""Every problem code is reached, has a sentence in both languages, and stands at its field."""

import re
import tomllib
from collections.abc import Mapping

import pytest

from domain.samples import GOOD, SAMPLES, Sample, altered
from wecom_console.domain.check import check
from wecom_console.domain.http_backend.templates import PLACEHOLDERS
from wecom_console.domain.problems import Problem
from wecom_console.messages.catalogue import LANGUAGES, load_messages
from wecom_console.messages.problems import fix_text, problem_text
from wecom_console.resource_files import read_resource

FOUND_ELSEWHERE = {
    "identifier.locked",  # by saving under another identifier, not by checking
    "value.choice.close",  # the sentence of value.choice where one is probably meant
    "schema.mismatch",  # the half that differs chooses one of its three sentences
}
MEANT = re.compile("|".join(rf"\{{{name}\}}" for name in PLACEHOLDERS))
"""Placeholders of the user's own templates, which a sentence may name."""
HALVES = {
    "schema.mismatch.corp": "wwauthfedcba9876543210000002",
    "schema.mismatch.agent": "wwauth0123456789abcdef000007",
    "schema.mismatch.both": "wwauthfedcba9876543210000007",
}


def _ids(sample: Sample) -> str:
    return f"{sample.code}@{sample.at}"


def _codes(table: Mapping[str, object], prefix: str = "") -> set[str]:
    codes: set[str] = set()
    for key, value in table.items():
        path = f"{prefix}{key}"
        codes |= _codes(value, f"{path}.") if isinstance(value, Mapping) else {path}
    return {code.removesuffix("._") for code in codes}


def _found(sample: Sample) -> Problem:
    problems = check(sample.raw, sample.context).problems
    mine = [p for p in problems if (p.code, p.field) == (sample.code, sample.at)]
    assert len(mine) == 1, [(p.code, p.field) for p in problems]
    return mine[0]


def test_the_sound_connection_has_no_problem() -> None:
    """What the samples alter is itself free of any finding, hints included."""
    assert check(GOOD).problems == ()


@pytest.mark.parametrize("sample", SAMPLES, ids=_ids)
def test_each_sample_has_its_problem_once(sample: Sample) -> None:
    """A sample's code is reported at its field, exactly once."""
    found = [(p.code, p.field) for p in check(sample.raw, sample.context).problems]
    assert found.count((sample.code, sample.at)) == 1


def test_every_code_with_a_sentence_is_reached() -> None:
    """The catalogue holds no sentence that no input can bring up, and no code lacks one."""
    table = tomllib.loads(read_resource("messages", "en", "domain.toml"))["problem"]
    reached = {sample.code for sample in SAMPLES} | HALVES.keys() | FOUND_ELSEWHERE
    assert _codes(table) == reached


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sample", SAMPLES, ids=_ids)
def test_each_sentence_is_complete(sample: Sample, language: str) -> None:
    """No code and no unfilled placeholder is left in what a user reads."""
    messages = load_messages(language)
    problem = _found(sample)
    texts = [problem_text(messages, problem), *(fix_text(messages, f) for f in problem.fixes)]
    for text in texts:
        text = MEANT.sub("", text)
        assert not re.search(r"\{\w+\}|problem\.|fix\.|decoration\.|kind\.", text), text


@pytest.mark.parametrize(("code", "schema"), HALVES.items())
def test_a_mismatch_names_the_half(code: str, schema: str) -> None:
    """Corp half, agent half and both have sentences of their own."""
    messages = load_messages("en")
    (problem,) = check({**GOOD, "schema": schema}).problems
    assert problem_text(messages, problem) == messages.text(f"problem.{code}", **problem.params)


@pytest.mark.parametrize("sample", SAMPLES, ids=_ids)
def test_a_fix_removes_its_problem(sample: Sample) -> None:
    """Applying what a fix offers leaves the code behind and brings no other error to the field."""
    problem = _found(sample)
    for fix in problem.fixes:
        value = list(fix.value) if isinstance(fix.value, tuple) else fix.value
        assert isinstance(sample.raw, Mapping)
        report = check(altered((fix.field, value), raw=sample.raw), sample.context)
        errors = [p.code for p in report.errors if p.field == fix.field]
        left = [p.code for p in report.problems if p.field == fix.field]
        assert (errors, problem.code in left) == ([], False)
