"""The schema rule of docs/reference/wecom.md §3 and its classes of misfit, one each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.samples import AGENT, CORP, GOOD, SCHEMA, altered, one
from domain.strategies import profile_of
from wecom_console.domain.check import check
from wecom_console.domain.problems import Fix, Severity
from wecom_console.domain.schema_rule import SchemaParts, derive_schema, split_schema

HEX16 = st.text("0123456789abcdef", min_size=16, max_size=16)


def _schema_problem(schema: str) -> tuple[str, Severity, Fix | None]:
    (problem,) = [p for p in check(one("schema", schema)).problems if p.field == "schema"]
    return problem.code, problem.severity, problem.fix


def test_tencents_own_sample_follows_the_rule() -> None:
    """The published pair with an upper-case prefix derives the published schema."""
    assert derive_schema("WW1e933be11645237c", "1000012") == "wwauth1e933be11645237c000012"


def test_a_legacy_corp_follows_the_rule() -> None:
    """The prefix wx is dropped like ww."""
    assert derive_schema("wx0123456789abcdef", AGENT) == SCHEMA


@given(corp=HEX16, prefix=st.sampled_from(["ww", "wx", "WW"]), agent=st.integers(0, 9999999))
def test_a_derived_schema_passes_its_own_check(corp: str, prefix: str, agent: int) -> None:
    """What *fill in* writes has no problem."""
    corp_id, agent_id = prefix + corp, str(agent)
    schema = derive_schema(corp_id, agent_id)
    raw = altered(("corp_id", corp_id), ("agent_id", agent_id), ("schema", schema))
    assert [p for p in check(raw).problems if p.field == "schema"] == []


@pytest.mark.parametrize(
    ("corp_id", "agent_id"), [("", AGENT), ("ww0123", AGENT), (CORP, ""), (CORP, "x"), (CORP, "１")]
)
def test_nothing_is_derived_from_half_a_pair(corp_id: str, agent_id: str) -> None:
    """While CorpID or AgentID is not one, there is nothing to compare with."""
    assert derive_schema(corp_id, agent_id) is None


def test_a_schema_is_cut_in_three() -> None:
    """Prefix, corp half, agent half, as the form shows them."""
    assert split_schema(SCHEMA) == SchemaParts("wwauth", "0123456789abcdef", "000002")


DERIVE = Fix("derive", "schema", SCHEMA)


@pytest.mark.parametrize(
    ("schema", "code", "fix"),
    [
        pytest.param("wwauth012345679abcdef000002", "schema.length", DERIVE, id="dropped digit"),
        pytest.param("wwauth0123456789abcdef000007", "schema.mismatch", DERIVE, id="other agent"),
        pytest.param("wwauthfedcba9876543210000002", "schema.mismatch", DERIVE, id="other corp"),
        pytest.param(SCHEMA.upper(), "schema.case", Fix("lower", "schema", SCHEMA), id="upper"),
        pytest.param(
            "wwauth0123456789ABCDEF000002",
            "schema.case",
            Fix("lower", "schema", SCHEMA),
            id="partly upper",
        ),
        pytest.param("wwauth3rd0123456789abcdef", "schema.third_party", DERIVE, id="third party"),
        pytest.param("wwauthYOUR_SCHEMA", "schema.format", DERIVE, id="placeholder"),
        pytest.param(
            f"{SCHEMA}://", "value.decoration", Fix("clean", "schema", SCHEMA), id="separator"
        ),
        pytest.param(
            f"{SCHEMA}\n", "value.decoration", Fix("clean", "schema", SCHEMA), id="line break"
        ),
    ],
)
def test_each_class_of_misfit_is_told_apart(schema: str, code: str, fix: Fix) -> None:
    """Every class of docs/reference/wecom.md §3 has its own code, is an error, and offers the
    certain repair first."""
    assert _schema_problem(schema) == (code, Severity.ERROR, fix)


@pytest.mark.parametrize(
    ("schema", "half"),
    [
        ("wwauthfedcba9876543210000002", "corp"),
        ("wwauth0123456789abcdef000007", "agent"),
        ("wwauthfedcba9876543210000007", "both"),
    ],
)
def test_a_mismatch_says_which_half(schema: str, half: str) -> None:
    """The half that differs is a parameter, beside what it should be."""
    (problem,) = check(one("schema", schema)).problems
    assert (problem.params["half"], problem.params["expected"]) == (half, SCHEMA)


@pytest.mark.parametrize(
    ("schema", "ids", "half"),
    [
        ("wwauth0123456789abcdef000007", {"corp_id": "ww01234"}, "agent"),
        ("wwauthfedcba9876543210000002", {"agent_id": ""}, "corp"),
    ],
)
def test_the_half_that_can_be_compared_is_compared(
    schema: str, ids: dict[str, str], half: str
) -> None:
    """Also while the other id is not known; the fix leaves the other half as it is."""
    found = [p for p in check({**GOOD, "schema": schema, **ids}).problems if p.field == "schema"]
    assert [half] == [problem.params["half"] for problem in found]
    assert [SCHEMA] == [problem.fixes[0].value for problem in found]


@pytest.mark.parametrize(
    ("schema", "fix"),
    [
        ("wwauthfedcba9876543210000002", Fix("corp_id_is", "corp_id", "wwfedcba9876543210")),
        ("wwauth0123456789abcdef000007", Fix("agent_id_is", "agent_id", "1000007")),
    ],
)
def test_the_id_may_be_the_wrong_one_of_the_two(schema: str, fix: Fix) -> None:
    """A schema is pasted, an id is often typed: the second fix mends the id."""
    (problem,) = check(one("schema", schema)).problems
    assert fix == problem.fixes[1]


def test_a_mismatch_may_be_overridden() -> None:
    """Listed in `accept`, the mismatch is a warning and the connection is sound."""
    raw = altered(("schema", "wwauth0123456789abcdef000007"), ("accept", ["schema.mismatch"]))
    report = check(raw)
    assert [(p.code, p.severity) for p in report.problems] == [
        ("schema.mismatch", Severity.WARNING)
    ]
    assert profile_of(report).schema == "wwauth0123456789abcdef000007"


def test_only_the_mismatch_may_be_overridden() -> None:
    """A wrong form stays an error whatever `accept` lists."""
    raw = altered(("schema", SCHEMA.upper()), ("accept", ["schema.case"]))
    assert [p.code for p in check(raw).errors] == ["schema.case"]


def test_an_agent_beyond_the_known_range_only_warns() -> None:
    """Nothing is known about the suffix of an AgentID outside 1000000 to 1999999."""
    (unusual, suffix) = check(one("agent_id", "2000007")).problems
    assert (unusual.code, suffix.code, suffix.severity) == (
        "agent_id.unusual",
        "schema.suffix_unknown",
        Severity.WARNING,
    )


def test_the_corp_half_is_judged_for_any_agent() -> None:
    """An AgentID beyond the known range does not excuse another company's schema."""
    raw = altered(("agent_id", "2000007"), ("schema", "wwauthfedcba9876543210000007"))
    assert [p.code for p in check(raw).errors] == ["schema.mismatch"]


def test_a_schema_is_not_compared_with_a_broken_corp_id() -> None:
    """While the CorpID is malformed, its error is the only one."""
    assert [p.code for p in check({**GOOD, "corp_id": "ww0"}).errors] == ["corp_id.length"]
