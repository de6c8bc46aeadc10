"""The number that a text prints."""

import pytest

from pasted.wording.innocents import INNOCENT
from wecom_console.pasted.recognise import recognise


def codes(text: str) -> list[str]:
    """The refusals that a text tells of."""
    return [clue.code for clue in recognise(text).clues]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("60020: invalid credential", "wecom.60020"),
        ("50001: invalid code", "wecom.50001"),
        ("48001: api forbidden", "wecom.48001"),
        ("errmsg: invalid corpid (60123)", "wecom.60123"),
        ("invalid corpid (90999)", "wecom.90999"),
        ("90999: invalid corpid", "wecom.90999"),
        ("错误代码：40001, 错误信息：不合法的code", "wecom.40001"),
    ],
)
def test_the_number_beats_the_sentence(text: str, code: str) -> None:
    """A sentence is translated, shortened or another's; the number is copied."""
    assert [code] == codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "错误代码：60011",
        "错误码: 60011",
        "返回码：60011",
        "返回值=60011",
        "状态码: 60011，x",
        "失败：60011: no privilege",
        "[60011] no privilege",
        "（60011）no privilege",
        "【60011】",
        "ret: 60011",
        "return code 60011",
        "Error: 60011, no privilege",
        "update : 60011 {}",
        "WeComError(code=60011, msg=x)",
        "Array\n(\n    [errcode] => 60011\n)",
        '{:errcode=>60011, :errmsg=>"x"}',
        "<errcode>60011</errcode>",
        '["errcode"]=> int(60011)',
        '{"errcode"60011,errmsg":"x"',
        "Error-Code: 60011",
        '{"errcode":60011.0,"errmsg":"x"}',
        '{"log":"{\\\\\\"errcode\\\\\\":60011}"}',
        "\ufffd\ufffd" + "".join(f"{c}\0" for c in '{"errcode":60011}'),
        "one\ntwo 返回码：60011\nthree",
    ],
)
def test_a_number_is_found(text: str) -> None:
    """Behind every lead-in, in every notation."""
    assert ["wecom.60011"] == codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "connect 127.0.0.1:48001",
        "2026-04-08 10:00:00.000 ERROR 40029 --- [main] o.s.b.SpringApplication : it failed",
        "I/Intent( 40029): hello there",
        "https://a.example.com/60011/x",
        "corpsecret=40013aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789",
        "callback code=40029-aBcDeFgHiJkLmNoPqRsTuVwXyZ01234",
    ],
)
def test_another_number_is_none(text: str) -> None:
    """A port, a process, a piece of an address."""
    assert "wecom" not in {code.partition(".")[0] for code in codes(f"{text}\n{'x ' * 70}")}


@pytest.mark.parametrize(("number", "code"), [(-40001, "event.40001"), (-40012, "event.40012")])
def test_a_number_of_an_event_url(number: int, code: str) -> None:
    """Is a library's own, and no leg of a login."""
    (clue,) = recognise(str(number)).clues
    assert (code, None) == (clue.code, clue.leg)


@pytest.mark.parametrize("text", INNOCENT)
def test_nothing_is_invented(text: str) -> None:
    """A port, a process, a line, a size, a duration or a count is no error."""
    assert [] == codes(text)
