"""`explain`: from a pasted text to causes, on the terminal and as JSON."""

from pathlib import Path

import pytest
import segno

from cli.support import CommandLine
from pasted.leaks import drawn, leaks

ANSWER = '{"errcode": 60020, "errmsg": "not allow to access from your ip, from ip: 203.0.113.9"}'


def test_a_code_is_told_with_its_causes(run: CommandLine) -> None:
    """Likeliest first, with confirmation, fix and place."""
    out = run.ok("explain", "301002").out
    assert out.index("1. Likely: The Secret belongs to another app") < out.index("Check")
    assert "Where: WeCom admin" in out


def test_an_answer_comes_by_standard_input(run: CommandLine) -> None:
    """As a pipe brings it."""
    found = run.ok("explain", "-", "--json", stdin=ANSWER).json
    (clue,) = found["results"][0]["clues"]
    assert ("wecom.60020", "203.0.113.9") == (clue["code"], clue["params"]["ip"])


def test_a_file_is_read(run: CommandLine, tmp_path: Path) -> None:
    """A log, a HAR."""
    file = tmp_path / "app.log"
    file.write_text("I/x\nE/WWAPI errcode: 40029\n")
    assert "40029" in run.ok("explain", "--file", file).out


def test_a_file_given_as_text_is_said_to_be_one(run: CommandLine, tmp_path: Path) -> None:
    """The option that reads it is named."""
    file = tmp_path / "app.har"
    file.write_text("{}")
    found = run("explain", str(file))
    assert (1, True) == (found.code, "explain --file" in found.out)


def test_a_picture_is_read(run: CommandLine, tmp_path: Path) -> None:
    """The QR code of a link."""
    file = tmp_path / "code.png"
    segno.make("wwauth4f1d8a3b6c7e9025000002://sso?errcode=0&code=abc&state=").save(
        str(file), scale=4
    )
    assert "The state is missing" in run.ok("explain", "--file", file).out


def test_a_connection_is_taken_into_account(run: CommandLine, acme: Path) -> None:
    """Its settings speak for one cause or another."""
    found = run.ok("explain", "40029", "--against", acme, "--json").json
    assert found["results"][0]["clues"][0]["causes"]


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["hello there"], 1),
        (["--file", "none.txt"], 3),
        (["--file", "none.png"], 3),
        (["60020", "--against", "nobody"], 2),
    ],
)
def test_what_cannot_be_explained(run: CommandLine, argv: list[str], code: int) -> None:
    """Exit 1 for a text that tells nothing, 3 for what cannot be read, 2 for wrong usage."""
    assert code == run("explain", *argv).code


def test_no_secret_is_repeated(run: CommandLine) -> None:
    """Of whatever was pasted."""
    text = (
        "curl 'https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=x&corpsecret=canary-0123456789'"
    )
    ended = run("explain", text)
    assert "canary" not in ended.out + ended.err


def test_chinese(run: CommandLine) -> None:
    """In the words of the consoles."""
    assert "\u4f01\u4e1a\u53ef\u4fe1 IP" in run.ok("--lang", "zh_CN", "explain", "60020").out


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_no_secret_is_printed(run: CommandLine, form: tuple[str, ...]) -> None:
    """Of fifty, in whatever notation they are pasted."""
    found = [
        (value, printed)
        for value, spelled, notation in drawn(300, 50)
        if leaks(
            value,
            spelled,
            printed := run("explain", "-", *form, stdin=notation(spelled)).out,
            notation,
        )
    ]
    assert [] == found


def test_a_pasted_plist_is_compared(run: CommandLine, acme: Path) -> None:
    """As `inspect` compares a package."""
    plist = (
        "<plist><dict><key>CFBundleURLTypes</key><array><dict><key>CFBundleURLSchemes</key><array>"
        "<string>wwauth0123456789abcdef000018</string></array></dict></array>"
        "<key>LSApplicationQueriesSchemes</key><array><string>wxwork</string>"
        "<string>wxworklocal</string></array></dict></plist>"
    )
    found = run.ok("explain", "-", "--against", acme, "--json", stdin=plist).json
    (result,) = found["results"]
    assert ("app", ["app.schema.missing"]) == (
        result["kind"],
        [clue["code"] for clue in result["clues"]],
    )


def test_a_link_of_another_app_is_told(run: CommandLine, acme: Path) -> None:
    """By its schema."""
    link = "wwauth0123456789abcdef000018://sso?errcode=0&code=abc&state=d9f8a7b6"
    out = run.ok("explain", link, "--against", acme).out
    assert "Another schema came back" in out


def test_no_secret_of_what_is_looked_at_is_repeated(run: CommandLine) -> None:
    """Swapped, quoted, with a blank, in a snippet, in a manifest."""
    secret = "c4n4rY-0123456789abcdefABCDEFGHIJKLMNOPQRSTU"
    texts = (
        f"https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid={secret}&corpsecret=ww0a1b2c3d4e5f6071",
        f"https://qyapi.weixin.qq.com/cgi-bin/user/getuserinfo?code=1000002&agentid={secret}",
        f"https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=x&corpsecret=%20{secret}",
        f'[WWKApi registerApp:@"{secret}" corpId:@"{secret}" agentId:@"{secret}"];',
        f'<manifest package="{secret}"><queries><package name="{secret}"/></queries></manifest>',
        f"<plist><dict><key>CFBundleIdentifier</key><string>{secret}</string></dict></plist>",
        f"KeyError: '{secret}' access_token",
        f"querySchemes: ['{secret}'], abilities: []",
    )
    told = [run("explain", "-", "--json", stdin=text).out for text in texts]
    assert [] == [text for text in told if "c4n4rY" in text]
