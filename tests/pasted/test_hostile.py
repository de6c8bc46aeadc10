"""Whatever is pasted: no exception, no endless work, no secret in what is told."""

import base64
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from architecture.canary import plant
from pasted.samples import CORP, QYAPI, SAMPLES, SCHEMA, jwt
from pasted.test_har import entry, har
from wecom_console.domain.links.requests import Callback, build_return_link
from wecom_console.domain.verdicts import Platform
from wecom_console.flow.explanations import explain
from wecom_console.messages.catalogue import load_messages
from wecom_console.pasted.clues import CLUE_LIMIT, TEXT_LIMIT, PastedText
from wecom_console.pasted.recognise import recognise

CANARY = plant("a pasted text")
SECRET = CANARY.value
QUOTED = quote(f"https://a.example/?code={SECRET}", safe="")
KINDS = frozenset(
    (
        *("code", "errmsg", "json", "log", "callback", "request-link", "curl", "har", "html"),
        *("jwt", "url", "sentence", "snippet", "unknown"),
    )
)
ANY = st.characters()  # lone surrogates too: a clipboard may hold them
TEXTS = [text for text, *_ in SAMPLES] + [
    har(entry(502), entry(200, '{"errcode": 60020}')),
    f"curl '{QYAPI}/gettoken?corpid={CORP}' -H 'a: b' \\\n --data-raw $'x\\'y'",
    *(
        str(build_return_link(Callback(platform, SCHEMA, 0, "c" * 43, "s")))
        for platform in (Platform.ANDROID, Platform.IOS)
    ),
]
NAMES = (
    *("corpsecret", "access_token", "code", "client_secret", "password", "session_key"),
    *("refresh_token", "accessKeySecret", "appSecret", "user_ticket", "suite_access_token"),
)


def judge(found: PastedText) -> None:
    """What every result must be."""
    assert found.kind in KINDS
    assert len(found.clues) <= CLUE_LIMIT
    messages = load_messages("en")
    for clue in found.clues:
        assert explain(messages, clue.code, clue.params).title
        assert all(isinstance(v, str | int) for v in clue.params.values())
    assert all(len(value) <= 300 for _, value in found.facts)
    repr(found).encode()


@given(st.text(ANY, max_size=400))
def test_any_text(text: str) -> None:
    """Gives a result."""
    judge(recognise(text))


@given(st.binary(max_size=400))
def test_any_bytes(raw: bytes) -> None:
    """As a file of an unknown encoding is read."""
    judge(recognise(raw.decode("latin-1")))


@given(st.sampled_from(TEXTS), st.integers(0, 700), st.text(ANY, max_size=8), st.booleans())
def test_a_damaged_sample(text: str, place: int, noise: str, ends: bool) -> None:
    """Cut, or with rubbish in the middle."""
    judge(recognise(text[:place] + noise + ("" if ends else text[place + 3 :])))


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS), st.sampled_from(["\n", " ", "", "&", '"']))
def test_two_samples_together(one: str, other: str, between: str) -> None:
    """People paste everything at once."""
    judge(recognise(f"{one}{between}{other}"))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["errcode", "code", "status", "message", "error", "log", "entries", "x"]
            )
            | st.sampled_from(
                ["request", "response", "content", "text", "url", "apiCode", "errCode"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(json_values)
def test_any_document(value: object) -> None:
    """Whatever stands where a number or a text should."""
    judge(recognise(json.dumps(value)))


@given(json_values)
def test_any_claims(value: object) -> None:
    """Of a token."""
    judge(recognise(jwt({"alg": "x"}, iss=value, aud=value, exp=value, iat=value, sub=value)))


def filled(piece: str, start: str = "") -> str:
    """A text so long that work which grows faster than it would not end; a quarter of the longest
    that is looked at."""
    return start + piece * (TEXT_LIMIT // 4 // len(piece))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(filled(piece, start), id=f"{start}{piece}"[:24])
        for start, piece in [
            *(("", piece) for piece in ("[", '{"a":', "a", "=", "eyJ", "eyJaaaa.", "wwauth", '{"')),
            *(
                ("", piece)
                for piece in ("secret=", "errcode:", "code=", "code ", "%2541", "://a:", "\\")
            ),
            *(("", piece) for piece in ("intent:#Intent;", "wxwork://a", "status 4", "\ud800")),
            *(("", piece) for piece in ("access_token=a1b2c3d4e5\n", "errcode=40029\n", "hint: [")),
            *(("curl ", piece) for piece in ("'", "$'\\'", "$'a", '\\"', '^"', "^\n", "\\\n")),
            *(("<html>", piece) for piece in ("<", "<script>", "<title", "error ", "&amp;#")),
            *(("https://a/?", piece) for piece in ("a=b&", "code=12345678a&", "%25")),
            ('{"log":{"entries":[', '{"request":{"url":"https://a/"},"response":{"status":200}},'),
            ('{"log":{"entries":[', '{"a":['),
            *(("errcode 40029 ", "eyJ"), ("#Intent; ", "intent:#")),
            (f"{SCHEMA}://wxworksdk?pbtype=x&bizData=", "YnBsaXN0MDA"),
        ]
    ],
)
def test_a_long_text_is_bounded_work(text: str) -> None:
    """Deep, endless, unbalanced: anything that costs more than its length would not end."""
    judge(recognise(text))


LEAKY = [
    *(form.format(name=name, secret=SECRET) for name in NAMES for form in (
        "errcode 40029 {name}={secret}",
        "errcode 40029\n{name}: {secret}\n",
        "{{'errcode': 40029, '{name}': '{secret}'}}",
        'errcode 40029 {name} => "{secret}" invalid code {secret}',
        '{{"errcode": 40029, "errmsg": "invalid", "{name}": "{secret}"}}',
        '{{"errcode": 40029, "errmsg": "\\"{name}\\":\\"{secret}\\""}}',
        "https://acme.example.com/cb?errcode=40029&{name}={secret}",
        "curl 'https://acme.example.com/oidc/token' -d '{name}={secret}' -d other={secret}",
        "ECONNREFUSED https://a.example/?next=https%3A%2F%2Fb%3F{name}%3D{secret}",
    )),
    f"curl 'https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid={SECRET}&corpsecret={SECRET}'",
    f"errcode 40029 {'password=' * 40}{SECRET} and {SECRET}",
    f"curl -u me:{SECRET} https://me:{SECRET}@acme.example.com/{SECRET}",
    f"curl -H 'Authorization: Bearer {SECRET}' https://a.example/x?state={SECRET}",
    f"curl -H 'Cookie: a=1; sid={SECRET}' https://a.example/x",
    f"curl 'https://a.example/x?code={SECRET}",
    f"E/App: errcode 40029 Authorization: Bearer {SECRET}",
    f"E/App: errcode 40029 Cookie: x=1; session={SECRET}; y=2",
    "errcode 40029 Authorization: Basic " + base64.b64encode(f"me:{SECRET}".encode()).decode(),
    f"connect ECONNREFUSED https://me:{SECRET}@acme.example.com/",
    f"invalid code {SECRET}",
    f"errcode: 40029 {'x' * 280} {SECRET}",
    f"errcode: 40029 {'x' * 3990} {SECRET}",
    f"errcode: 40029 {'corpsecret=' + 'y' * 3950} {SECRET}",
    f"{SCHEMA}://sso?errcode=0&code={SECRET}&state={SECRET}",
    f"{SCHEMA}://sso?errcode=2&error={SECRET}&code={SECRET}",
    f"{SCHEMA}://{SECRET}?errcode=0",
    *(str(build_return_link(Callback(p, SCHEMA, 0, SECRET, "s", SECRET)))
      for p in (Platform.ANDROID, Platform.IOS)),
    f"E/x: errcode 40029 {build_return_link(Callback(Platform.IOS, SCHEMA, 0, SECRET, 's'))}",
    f"wxwork://app?id={SECRET}&pbtype=x&bizData=1",
    jwt(sub="x").rpartition(".")[0] + f".{SECRET}",
    f"id_token={jwt(sub='x').rpartition('.')[0]}.{SECRET}",
    f"errcode 40029 {jwt(sub='x').rpartition('.')[0]}.{SECRET}",
    jwt({"alg": "HS256", "kid": SECRET}, iss=SECRET, code=SECRET),
    har(entry(502, url=f"https://me:{SECRET}@a.example/{SECRET}?code={SECRET}")),
    har(entry(200, f'{{"errcode": 40029, "errmsg": "code={SECRET}"}}')),
    har(entry(200, base64.b64encode(
        f'{{"errcode": 40029, "errmsg": "x {SECRET}", "code": "{SECRET}"}}'.encode()
    ).decode(), encoding="base64")),
    har(entry(0, _error=f"net::ERR_FAILED {SECRET}")),
    f"<html><title>502 {SECRET}</title><a href='?code={SECRET}'>invalid code {SECRET}</a>",
    f"https://acme.example.com/{SECRET}?{SECRET}=x&next={QUOTED}#{SECRET}",
    f"https://a.example/cb?error=access_denied&error_description={SECRET}",
    '{"error":"invalid_grant","error_description":"code ' + SECRET + '"}',
    f'{{"status":"error","msg":"State expected: {SECRET}"}}',
    f"errcode 40029 the first part is {SECRET[:30]}",
    f"wecom.{SECRET}",
    f"transport.{SECRET.lower()}",
]  # fmt: skip


@pytest.mark.parametrize("text", LEAKY)
def test_no_secret_is_told(text: str) -> None:
    """Neither whole nor by half, in whatever notation it was pasted."""
    found = recognise(text)
    assert [] == CANARY.leaks(repr(found))


@given(st.sampled_from(LEAKY), st.integers(0, 30), st.integers(0, 30), st.sampled_from(LEAKY))
def test_no_secret_is_told_of_damaged_texts(text: str, start: int, end: int, other: str) -> None:
    """Nor where a text is cut, or two stand together."""
    cut = text[start : len(text) - end]
    assert [] == CANARY.leaks(repr(recognise(f"errcode 40029\n{cut}\n{other}")))


def test_short_secrets_are_not_told() -> None:
    """A password is rarely 43 characters long."""
    texts = (
        "errcode 40029 password: hunter-2",
        "curl -u me:hunter-2 https://me:hunter-2@a.example/x?password=hunter-2",
        '{"errcode": 40029, "errmsg": "wrong hunter-2", "password": "hunter-2"}',
        "errcode 40029 wrong hunter-2\npassword = hunter-2",
    )
    assert [] == [text for text in texts if "hunter" in repr(recognise(text))]


@pytest.mark.parametrize("quote_mark", ['"', "'"])
@pytest.mark.parametrize("odd", ["{", ",", ";", "&", "=", " ", "%", "<", "(", "\\\\"])
def test_a_secret_may_hold_any_character(odd: str, quote_mark: str) -> None:
    """What stands between quotes goes as a whole."""
    password = f"first-part{odd}canary-part"
    name = f"{quote_mark}password{quote_mark}"
    line = f"errcode 40029 {{{name}: {quote_mark}{password}{quote_mark}}}"
    assert "part" not in repr(recognise(line))


def test_a_word_is_not_taken_for_a_secret() -> None:
    """What helps to understand is told."""
    line = "Error: connect ECONNREFUSED 10.0.0.7:80 { code: 'ECONNREFUSED', errno: -111 }"
    assert line == recognise(line).clues[0].source
    said = recognise("invalid code, errcode: 40029").clues[0].params["errmsg"]
    assert "invalid code, errcode: 40029" == said


def test_nothing_of_this_touches_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pasted path is a text like any other."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.txt").write_text("errcode 40029")
    found = recognise("curl https://a.example/x -d @secret.txt")
    assert () == found.clues


@pytest.mark.parametrize("name", ["AbstractHttp11Processor", "io.netty.handler.Http2Connection"])
def test_a_name_is_not_taken_for_a_secret(name: str) -> None:
    """A stack trace stays readable."""
    line = f"java.net.ConnectException at {name}"
    assert line == recognise(line).clues[0].source
