"""Whose answer it is, and its cause."""

import pytest

from pasted.samples import DEVTOOL, HINT, NOW
from pasted.wording.reports import FOREIGN, OWN, RID
from wecom_console.diagnosis.detect import facts_of
from wecom_console.diagnosis.told import tell_diagnosis
from wecom_console.messages.catalogue import load_messages
from wecom_console.pasted.recognise import recognise

NOT_WECOMS = "foreign."


def first_cause(text: str) -> str:
    """The likeliest cause of the first refusal."""
    clue = recognise(text, now=NOW).clues[0]
    facts = facts_of(clue.code, clue.params, leg=clue.leg, noticed=clue.noticed)
    return tell_diagnosis(load_messages("en"), facts).first.id


@pytest.mark.parametrize(("text", "cause"), [*FOREIGN, *OWN])
def test_the_true_cause_comes_first(text: str, cause: str) -> None:
    """Of reports in the wording of many products and libraries."""
    assert cause == first_cause(text)


@pytest.mark.parametrize("text", [text for text, _ in FOREIGN])
def test_what_is_not_wecoms_is_not_told_as_wecoms(text: str) -> None:
    """Nor as Authing's."""
    codes = [clue.code for clue in recognise(text, now=NOW).clues]
    assert [] == [code for code in codes if not code.startswith(NOT_WECOMS)]


@pytest.mark.parametrize("text", [text for text, _ in OWN])
def test_what_is_theirs_is_not_given_away(text: str) -> None:
    """A mark of another product must not be seen where there is none."""
    codes = [clue.code for clue in recognise(text, now=NOW).clues]
    assert [] == [code for code in codes if code.startswith(NOT_WECOMS)]


def test_each_line_has_its_owner() -> None:
    """One log may hold the same number of both."""
    text = f"A: errcode 40029 invalid code, {HINT} {DEVTOOL}40029\nB: errcode 40029, {RID}"
    assert ["wecom.40029", "foreign.wechat"] == [clue.code for clue in recognise(text).clues]


@pytest.mark.parametrize(
    "text",
    [
        "errcode 60020, dingtalk and feishu are fine, wecom fails",
        "钉钉登录正常，企业微信登录报 60020",
    ],
)
def test_a_product_named_in_passing_owns_nothing(text: str) -> None:
    """Where WeCom is named beside it."""
    assert ["wecom.60020"] == [clue.code for clue in recognise(text).clues]


@pytest.mark.parametrize(
    "text", ["dingtalk and wecom, hello", "hint: [redacted]", "open the 公众号", "grid: 12345678"]
)
def test_a_name_alone_is_no_refusal(text: str) -> None:
    """Products are mentioned in passing."""
    assert () == recognise(text).clues


@pytest.mark.parametrize(
    "text",
    [
        '{"code":1,"msg":"\u64cd\u4f5c\u6210\u529f"}',
        '{"code":20000,"msg":"success"}',
        '{"code":0,"msg":"ok"}',
        '{"return_code":"SUCCESS","result_code":"SUCCESS"}',
        "valid until 99991231",
        "logToFile bean_factory_ history",
    ],
)
def test_who_agrees_refuses_nothing(text: str) -> None:
    """Frameworks have many words for it."""
    assert () == recognise(text).clues


@pytest.mark.parametrize("number", [40125, 40163, 40164])
def test_a_number_that_wecom_has_not_is_wechats(number: int) -> None:
    """Even where nothing stands beside it."""
    assert ["foreign.wechat"] == [clue.code for clue in recognise(str(number)).clues]


def test_the_applications_own_no_comes_last() -> None:
    """What it was told itself is the cause."""
    text = f'{{"code":500,"msg":"no"}}\nerrcode: 60020, {HINT} {DEVTOOL}60020'
    assert ["wecom.60020", "foreign.other"] == [clue.code for clue in recognise(text).clues]


def test_a_masked_hint_is_still_wecoms() -> None:
    """Before a report is made public its hint is taken out."""
    found = recognise("41001: access_token missing, hint: [redacted], from ip: [redacted]")
    assert ["wecom.41001"] == [clue.code for clue in found.clues]


def test_the_answers_fact_names_its_owner() -> None:
    """A framework's page is not Authing's answer."""
    found = recognise('{"message":"x","code":-1,"status_code":500,"debug":{"line":1}}')
    assert "other" == dict(found.facts)["answer"]


def test_an_access_log_comes_last() -> None:
    """The refusal in the same text is the cause, wherever it stands."""
    line = '1.2.3.4 - - [06/Apr/2026 09:09:32] "POST /wechat HTTP/1.1" 500 -'
    found = recognise(f"{line}\nerrcode: 60020, errmsg: not allow to access from your ip")
    assert ["wecom.60020", "http.status"] == [clue.code for clue in found.clues]
