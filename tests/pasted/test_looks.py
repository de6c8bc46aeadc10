"""What a pasted text shows besides its codes: the true cause stands first."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from domain.samples import GOOD
from wecom_console.diagnosis.detect import facts_of
from wecom_console.diagnosis.engine import diagnose
from wecom_console.domain.check import check
from wecom_console.domain.profile import Profile
from wecom_console.flow.explanations import explain
from wecom_console.messages.catalogue import LANGUAGES, load_messages
from wecom_console.pasted.clues import Clue
from wecom_console.pasted.recognise import recognise

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("looks.toml").read_text(encoding="utf-8")
)["cases"]
SOUND = (
    (
        "https://login.work.weixin.qq.com/wwlogin/sso/login?login_type=CorpApp&appid=ww4f1d8a3b6c7e9025"
        "&agentid=1000002&redirect_uri=https%3A%2F%2Fa.example%2Fcb&state=k3j9d8s7"
    ),
    (
        "https://open.weixin.qq.com/connect/oauth2/authorize?appid=ww4f1d8a3b6c7e9025&scope=snsapi_base"
        "&redirect_uri=https%3A%2F%2Fa.example%2Fcb&response_type=code&state=k3j9d8s7#wechat_redirect"
    ),
    # an official account of WeChat's, whose scope is right there
    (
        "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx0a1b2c3d4e5f6071"
        "&scope=snsapi_userinfo&redirect_uri=https%3A%2F%2Fa.example&response_type=code&state=k3j9d8s7"
    ),
    '{"errcode":0,"errmsg":"ok","userid":"wangwu","department":[1],"email":"w@acme.example"}',
    '{"access_token":"x","openid":"oBc1DeFgHiJkLmNoPqRsTuVwXyZa","scope":"snsapi_userinfo"}',
    "java.lang.IllegalStateException: Fragment not attached to a context",
    "KeyError: 'colour'",
    "TypeError: Cannot read properties of undefined (reading 'length')",
    (
        '[WWKApi registerApp:@"wwauth4f1d8a3b6c7e9025000002" corpId:@"ww4f1d8a3b6c7e9025"'
        ' agentId:@"1000002"];'
    ),
    'corp_id = "ww4f1d8a3b6c7e9025"\nsecret = "env:WECOM_SECRET"\n',
)


def profile() -> Profile:
    """The sound connection."""
    found = check(GOOD).profile
    assert found is not None
    return found


def first_cause(clue: Clue) -> str:
    """The likeliest one, empty where the code's own sentence is the cause."""
    facts = facts_of(clue.code, clue.params, leg=clue.leg, noticed=clue.noticed)
    return next((cause.id for cause in diagnose(facts)), "")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_true_cause_stands_first(case: dict[str, Any]) -> None:
    """Of every kind of text."""
    found = recognise(case["text"], profile=profile() if case.get("against") else None)
    clue = found.clues[0]
    assert (case["code"], case["cause"]) == (clue.code, first_cause(clue))


@pytest.mark.parametrize("text", SOUND)
def test_nothing_is_said_of_what_is_sound(text: str) -> None:
    """Nor of what is another product's, or nobody's."""
    assert () == recognise(text).clues


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_a_title(language: str) -> None:
    """In both languages."""
    messages = load_messages(language)
    clues = [clue for case in CASES for clue in recognise(case["text"]).clues]
    assert [] == [c.code for c in clues if explain(messages, c.code, c.params).title == c.code]


def test_what_agrees_with_the_connection_is_said() -> None:
    """So that nobody takes silence for agreement."""
    link = "wwauth0123456789abcdef000002://sso?errcode=0&code=abc&state=d9f8a7b6"
    assert ("agrees", "schema") in recognise(link, profile=profile()).facts


def test_a_refusal_elsewhere_keeps_its_place() -> None:
    """An example of the manual does not stand before what was really refused."""
    text = (
        "https://qyapi.weixin.qq.com/cgi-bin/user/getuserinfo?access_token=ACCESS_TOKEN&code=CODE\n"
        '{"errcode":60020,"errmsg":"not allow to access from your ip"}'
    )
    assert "wecom.60020" == recognise(text).clues[0].code
