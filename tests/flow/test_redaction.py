"""No secret gets past the redactor, however it is spelled."""

import base64
import json
import time
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flow.samples import SECRET_TEXT
from wecom_console.domain.secrets import Secret
from wecom_console.flow.markers import Redacted, marker, split_markers
from wecom_console.flow.redaction import BODY_LIMIT, Redactor
from wecom_console.protocol.secret_names import is_secret_name

AWKWARD = 'p+w/=&"\\ é密 code%41'
SECRETS = (SECRET_TEXT, AWKWARD)


def every_escape(text: str) -> str:
    """JSON with each character as ``\\uXXXX``."""
    raw = text.encode("utf-16-be")
    return "".join(f"\\u{int.from_bytes(raw[i : i + 2]):04X}" for i in range(0, len(raw), 2))


SPELLINGS = {
    "raw": lambda s: s,
    "url": lambda s: quote(s, safe=""),
    "url lower case": lambda s: quote(s, safe="").replace("%2B", "%2b"),
    "form": quote_plus,
    "url twice": lambda s: quote(quote(s, safe=""), safe=""),
    "json": lambda s: json.dumps(s)[1:-1],
    "json utf-8": lambda s: json.dumps(s, ensure_ascii=False)[1:-1],
    "json slash": lambda s: json.dumps(s)[1:-1].replace("/", "\\/"),
    "json every character": every_escape,
    "json in json": lambda s: json.dumps(json.dumps(s))[3:-3],
    "base64": lambda s: base64.b64encode(s.encode()).decode(),
    "base64url": lambda s: base64.urlsafe_b64encode(s.encode()).decode().rstrip("="),
    "base64 of a pair": lambda s: base64.b64encode(f"id:{s}".encode()).decode(),
    "base64 of a triple": lambda s: base64.b64encode(f"user:{s}:x".encode()).decode(),
    "base64 in a url": lambda s: quote(base64.b64encode(f"a{s}b".encode()).decode(), safe=""),
    "hex": lambda s: s.encode().hex(),
    "hex upper case": lambda s: s.encode().hex().upper(),
    "html": lambda s: s.replace("&", "&amp;").replace('"', "&quot;"),
    "character references": lambda s: "".join(f"&#{ord(c)};" for c in s),
}


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_known_secret_is_found_in_every_spelling(spelling: str, secret: str) -> None:
    """The marker stands in its place; of base64 only what belongs to the neighbours stays."""
    spelled = SPELLINGS[spelling](secret)
    redacted = Redactor([Secret(secret)]).text(f"<<{spelled}>>")
    assert spelled not in redacted
    assert marker(len(secret)) in redacted


@given(st.text(min_size=8, max_size=60), st.sampled_from(sorted(SPELLINGS)), st.text(), st.text())
def test_no_spelling_of_any_secret_survives(
    secret: str, spelling: str, before: str, after: str
) -> None:
    """Whatever stands around it. (What surrounds may repeat the marker's own letters.)"""
    try:
        spelled = SPELLINGS[spelling](secret)
    except UnicodeEncodeError:
        return  # a lone surrogate has no such spelling
    redacted = Redactor([Secret(secret)]).text(f"{before} {spelled} {after}")
    left = "".join(p for p in split_markers(redacted) if isinstance(p, str))
    if spelled not in f"{before} {after}" and spelled not in marker(len(secret)):
        assert spelled not in left


def test_a_secret_that_holds_another_goes_first() -> None:
    """Or the rest of the longer one would stay."""
    redactor = Redactor([Secret("abcdefgh"), Secret("abcdefgh-ijklmnop")])
    assert marker(17) == redactor.text("abcdefgh-ijklmnop")


@pytest.mark.parametrize(
    ("text", "expected"), [("x 1234 y", "x [redacted:4] y"), ("912345", "912345")]
)
def test_a_short_secret_is_taken_out_as_a_word(text: str, expected: str) -> None:
    """Four digits inside a longer number are not it."""
    assert expected == Redactor([Secret("1234")]).text(text)


@pytest.mark.parametrize(
    "key",
    [
        "corpsecret",
        "access_token",
        "accessToken",
        "code",
        "id_token",
        "refresh_token",
        "token",
        "client_secret",
        "Authorization",
        "Set-Cookie",
        "password",
        "accessKeySecret",
        "user_ticket",
    ],
)
def test_sensitive_keys_are_known_in_every_style(key: str) -> None:
    """Case, underscores and hyphens do not matter."""
    assert is_secret_name(key)


@pytest.mark.parametrize("key", ["errcode", "err_code", "apiCode", "state", "corpid", "statusCode"])
def test_other_keys_stay(key: str) -> None:
    """What must be read in a trace is not hidden."""
    assert not is_secret_name(key)


def test_a_value_under_a_sensitive_key_goes_whoever_put_it_there() -> None:
    """A token that the run has never seen."""
    body = b'{"errcode":0,"access_token":"Never-Seen-Before-123","expires_in":7200}'
    expected = '{"errcode":0,"access_token":"[redacted:21]","expires_in":7200}'
    assert expected == Redactor().body(body)


def test_what_an_answer_issues_is_known_from_then_on() -> None:
    """The token is taken out of the next request's address, too."""
    redactor = Redactor()
    redactor.body(b'{"data":{"list":[{"access_token":"Never-Seen-Before-123"}]}}')
    assert "https://x/?t=[redacted:21]" == redactor.text("https://x/?t=Never-Seen-Before-123")


@pytest.mark.parametrize("body", ['{"code":2004,"x":1}', '{"code":"2004","x":1}', '{"code":-1}'])
def test_a_result_code_is_not_a_login_code(body: str) -> None:
    """Authing's ``code`` is a number (docs/reference/authing.md §7)."""
    assert body == Redactor().body(body.encode())


def test_tokens_that_begin_alike_keep_their_lengths() -> None:
    """Those of one issuer have one header."""
    one, other = "h" * 80 + "-one", "h" * 80 + "-another"
    redactor = Redactor([Secret(one), Secret(other)])
    assert f"{marker(84)} {marker(88)}" == redactor.text(f"{one} {other}")


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_long_token_goes_with_all_its_rest(spelling: str) -> None:
    """It is known by how it begins."""
    token = "eyJhbGciOiJSUzI1NiJ9." + "A1b2C3d4E5f6" * 60
    spelled = SPELLINGS[spelling](token)
    shown = Redactor([Secret(token)]).text(f"<{spelled}>")
    assert spelled[-40:] not in shown


def test_a_hostile_answer_teaches_only_so_much() -> None:
    """Thousands of tokens are redacted by their key, and not each of them is kept in mind."""
    tokens = [{"token": f"hostile-token-{n:05}"} for n in range(3_000)]
    redactor = Redactor([Secret(SECRET_TEXT)])
    shown = redactor.body(json.dumps(tokens).encode())
    assert "hostile-token" not in shown
    assert marker(43) == redactor.text(SECRET_TEXT)


@pytest.mark.parametrize(
    "text", ["\\" * 60_000, "%25" * 20_000, '"token":"' * 9_000, "&#0" * 20_000]
)
def test_no_text_takes_long(text: str) -> None:
    """A row of escapes costs its length, not the square of it (which would be minutes)."""
    began = time.process_time()
    Redactor([Secret(SECRET_TEXT)]).text(text)
    assert time.process_time() - began < 20


def test_a_broken_body_is_redacted_as_well() -> None:
    """A truncated answer is no JSON, and still holds half a token."""
    assert '{"access_token":"[redacted:9]' == Redactor().body(b'{"access_token":"Never-See')


def test_nested_json_is_redacted() -> None:
    """Authing keeps a raw answer as text inside its own."""
    inner = json.dumps({"access_token": "Never-Seen-Before-123"})
    assert "Never-Seen" not in Redactor().body(json.dumps({"oauth": inner}).encode())


def test_the_scheme_of_authorization_stays() -> None:
    """``Bearer`` helps to understand a trace; what follows does not."""
    assert "Bearer [redacted:6]" == Redactor().value("authorization", "Bearer abcdef")
    assert "[redacted:6]" == Redactor().value("authorization", "abcdef")


def test_a_query_in_a_text_is_redacted() -> None:
    """A Location header or an error page quotes an address."""
    text = "https://x/cb?code=abc123&state=s#f"
    assert "https://x/cb?code=[redacted:6]&state=s#f" == Redactor().text(text)


def test_a_long_body_is_cut_after_it_is_redacted() -> None:
    """No cut leaves half a secret."""
    body = (b"x" * (BODY_LIMIT - 5)) + SECRET_TEXT.encode() + b"y" * BODY_LIMIT
    shown = Redactor([Secret(SECRET_TEXT)]).body(body)
    assert SECRET_TEXT[:5] not in shown
    assert shown.endswith(f"[cut:{len(body)}]")


def test_a_binary_body_is_only_measured() -> None:
    """UTF-16 and the like would hide a secret from any pattern."""
    assert "[binary:6]" == Redactor().body("abc".encode("utf-16-le"))


def test_markers_can_be_drawn() -> None:
    """A view gets text and boxes in turn, and together they are the text."""
    text = "a=[redacted:43]&b=[redacted:7]"
    pieces = split_markers(text)
    assert ("a=", Redacted(43), "&b=", Redacted(7)) == pieces
    assert text == "".join(str(piece) for piece in pieces)


@given(st.text())
def test_splitting_loses_nothing(text: str) -> None:
    """Also where a stranger's text looks like a marker."""
    assert text == "".join(str(piece) for piece in split_markers(text))


def test_a_jwt_is_known_by_its_form() -> None:
    """Casdoor issues it under ``data``, a key that says nothing."""
    token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.c2lnbmF0dXJlLW9m"
    shown = Redactor().body(json.dumps({"status": "ok", "data": token}).encode())
    assert f'"data": "{marker(len(token))}"' in shown


@pytest.mark.parametrize(
    "text", ["eyJ", "eyJhbGciOiJSUzI1NiJ9", "a.b.c", "eyJhbGciOiJSUzI1NiJ9.x.y"]
)
def test_what_is_no_jwt_stays(text: str) -> None:
    """A header alone, or short parts, tell nothing."""
    assert text == Redactor().text(text)
