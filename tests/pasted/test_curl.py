"""curl commands, as people write them and as browsers copy them."""

import pytest

from pasted.samples import CORP, QYAPI
from wecom_console.pasted.curl import parse_curl
from wecom_console.pasted.recognise import recognise

SIGN_IN = "https://acme.example.com/api/v3/signin-by-mobile"
BODY = '{"connection":"wechatwork","wechatworkPayload":{"code":"it\'s"}}'


@pytest.mark.parametrize(
    ("text", "method", "url", "body"),
    [
        (f"curl {SIGN_IN}", "GET", SIGN_IN, ""),
        (f"$ curl -sS '{SIGN_IN}' -d a=b", "POST", SIGN_IN, "a=b"),
        (f"curl -XPUT {SIGN_IN} -da=b -d c=d", "PUT", SIGN_IN, "a=b&c=d"),
        (f"curl -sSXPOST --url {SIGN_IN}", "POST", SIGN_IN, ""),
        (f"curl -G {SIGN_IN} -d a=b", "GET", f"{SIGN_IN}?a=b", ""),
        (f"curl -I {SIGN_IN}", "HEAD", SIGN_IN, ""),
        (
            f"curl --location \\\n  --request POST '{SIGN_IN}' \\\r\n --json '{{}}'",
            "POST",
            SIGN_IN,
            "{}",
        ),
        (
            f"curl '{SIGN_IN}' --data-raw $'{{\"a\":\"it\\'s \\u0041\"}}'",
            "POST",
            SIGN_IN,
            '{"a":"it\'s A"}',
        ),
        (
            f'curl ^"{SIGN_IN}^" ^\r\n -H ^"a: b^" ^\r\n --data-raw ^"^{{^\\^"a^\\^":1^}}^"',
            "POST",
            SIGN_IN,
            '{"a":1}',
        ),
        (f'curl.exe "{SIGN_IN}" `\n -H "a: b"', "GET", SIGN_IN, ""),
        ("/usr/bin/curl acme.example.com/x", "GET", "http://acme.example.com/x", ""),
        (
            f"curl -u name:pass -o out.json -H 'x: https://other' {SIGN_IN} | jq .",
            "GET",
            SIGN_IN,
            "",
        ),
        (f"curl {SIGN_IN} --data-urlencode 'code=a b'", "POST", SIGN_IN, "code=a%20b"),
    ],
)
def test_it_is_parsed(text: str, method: str, url: str, body: str) -> None:
    """Method, URL and body, in every shell's notation."""
    request = parse_curl(text)
    assert request is not None
    assert (method, url, body) == (request.method, request.url, request.body)


@pytest.mark.parametrize("text", ["curl", "curl 'x", "wget https://a.example", "curl --help", ""])
def test_what_is_no_request(text: str) -> None:
    """No command, no URL, no end of a quote."""
    assert parse_curl(text) is None


@pytest.mark.parametrize(
    ("url", "api"),
    [
        (f"{QYAPI}/gettoken", "gettoken"),
        (f"{QYAPI}/user/getuserinfo", "user/getuserinfo"),
        (f"{QYAPI}/auth/getuserinfo", "auth/getuserinfo"),
        (f"{QYAPI}/user/get", "user/get"),
        (f"{QYAPI}/agent/get", "agent/get"),
        ("https://acme.example.com/api/v2/ecConn/wechat-work/authByCode", "authByCode"),
        (SIGN_IN, "signin-by-mobile"),
        ("https://acme.example.com/oidc/token", "oidc/token"),
        ("https://door.example.com/api/login", "casdoor login"),
        ("https://acme.example.com/?x=/api/login", None),
    ],
)
def test_the_function_is_known(url: str, api: str | None) -> None:
    """By its path."""
    assert api == dict(recognise(f"curl '{url}'").facts).get("api")


@pytest.mark.parametrize(
    ("query", "problem", "codes"),
    [
        (f"corpid={CORP}", "corpsecret missing", ["wecom.41004"]),
        ("corpsecret=" + "s" * 43, "corpid missing", ["wecom.41002"]),
        (
            f"corpid={CORP}0&corpsecret={'s' * 43}",
            "corpid malformed",
            ["sent.corp_malformed", "wecom.40013"],
        ),
        (f"corpid={CORP}&corpsecret={'s' * 40}", "corpsecret [40], usual 43", []),
    ],
)
def test_what_is_missing_or_malformed(query: str, problem: str, codes: list[str]) -> None:
    """Is a fact, and a clue where WeCom's answer to it is certain."""
    found = recognise(f"curl '{QYAPI}/gettoken?{query}'")
    assert ("problem", problem) in found.facts
    assert codes == [clue.code for clue in found.clues]


@pytest.mark.parametrize(
    ("agent", "problem"),
    [("", "agentid missing"), ("acme", "agentid malformed"), ("2000002", "agentid unusual")],
)
def test_an_agent_id_is_looked_at(agent: str, problem: str) -> None:
    """Seven digits that begin with 1000."""
    found = recognise(f"curl '{QYAPI}/agent/get?access_token=t&agentid={agent}'")
    assert ("problem", problem) in found.facts


def test_a_body_is_looked_into() -> None:
    """The code inside Authing's payload."""
    found = recognise(f"curl {SIGN_IN} --json '{BODY.replace(chr(39), ' ')}'")
    assert ["wecom.40029"] == [clue.code for clue in found.clues]
    assert ("problem", "extIdpConnidentifier missing") in found.facts


def test_the_answer_below_it_counts() -> None:
    """People copy what the command printed, too."""
    text = f"$ curl '{QYAPI}/agent/get?access_token=t&agentid=1000002'\n"
    found = recognise(text + '{"errcode":301002,"errmsg":"not allow operate another agent"}')
    assert ("curl", ["wecom.301002"]) == (found.kind, [clue.code for clue in found.clues])


def test_secrets_are_told_by_their_length() -> None:
    """A name and a length."""
    text = f"curl 'https://me:pass-word@acme.example.com/oidc/token' -d code={'c' * 43}"
    facts = dict(recognise(text).facts)
    assert ("acme.example.com", "[43]") == (facts["host"], facts["code"])
