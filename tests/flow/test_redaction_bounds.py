"""Where redaction begins and ends: which names, how short, how many, how long."""

import json
from urllib.parse import quote

import pytest

from wecom_console.domain.secrets import Secret
from wecom_console.flow.markers import marker
from wecom_console.flow.redaction import (
    BODY_LIMIT,
    KNOWN_LIMIT,
    LEARN_LIMIT,
    Redactor,
)
from wecom_console.flow.secret_forms import HEAD
from wecom_console.protocol.secret_names import is_secret_name

UNSEEN = "Never-Seen-Before-123"
NAMES = (
    *("corpsecret", "secret", "client_secret", "appSecret", "accessKeySecret", "suite_secret"),
    *("provider_secret", "access_token", "id_token", "refresh_token", "user_token", "mfaToken"),
    *("suite_access_token", "token", "jwt", "assertion", "code", "authCode", "js_code"),
    *("code_verifier", "client_assertion", "user_ticket", "session_key", "Authorization"),
    *("Proxy-Authorization", "Cookie", "Set-Cookie", "password", "passwd", "salt"),
    *("private_key", "api-key"),
)
"""What WeCom, Authing, OIDC and HTTP call a secret."""


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_a_secret_hides_its_value(name: str) -> None:
    """In a header or parameter, in JSON, in JSON inside JSON, and in an address."""
    redactor = Redactor()
    nested = json.dumps({"raw": json.dumps({name: UNSEEN})})
    shown = [
        redactor.value(name, UNSEEN),
        redactor.text(json.dumps({name: UNSEEN})),
        redactor.text(nested),
        redactor.text(f"https://x/?a=1&{name}={UNSEEN}&b=2"),
        redactor.text(json.dumps({name.upper(): UNSEEN})),
    ]
    assert [] == [text for text in shown if "Never" in text]
    assert is_secret_name(name)


def test_of_an_address_only_the_secret_goes() -> None:
    """What stands before and after it is needed to read the trace."""
    shown = Redactor().text(f"https://x/?a=1&access_token={UNSEEN}&b=2 next")
    assert f"https://x/?a=1&access_token={marker(21)}&b=2 next" == shown


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("Authorization", "Bearer abcdef", "Bearer [redacted:6]"),
        ("Proxy-Authorization", "Basic abcdef", "Basic [redacted:6]"),
        ("authorization", "authing  ak:sig", "authing  [redacted:6]"),
        ("token", "Bearer abcdef", "[redacted:13]"),
        ("Cookie", "Basic abcdef", "[redacted:12]"),
        ("Authorization", "", ""),
        ("x-request-id", "Bearer abcdef", "Bearer abcdef"),
    ],
)
def test_only_of_an_authorization_the_scheme_stays(key: str, value: str, shown: str) -> None:
    """Under another name the word before the space may belong to the secret."""
    assert shown == Redactor().value(key, value)


@pytest.mark.parametrize(
    ("key", "value", "is_shown"),
    [
        ("code", "12345", True),
        ("code", "123456", False),
        ("code", "-1", True),
        ("code", "12a", False),
        ("token", "1234", False),
        ("auth_code", "1234", False),
    ],
)
def test_a_short_number_is_a_result_only_under_code(key: str, value: str, is_shown: bool) -> None:
    """Six digits are what an SMS brings."""
    redactor = Redactor()
    found = [redactor.value(key, value), redactor.text(json.dumps({key: value}))]
    expected = [value, json.dumps({key: value})]
    assert is_shown is (expected == found)
    assert is_shown is (value in found[0])


@pytest.mark.parametrize(("secret", "is_found"), [("abcdefg", False), ("abcdefgh", True)])
def test_from_eight_characters_on_a_secret_is_found_inside_a_word(
    secret: str, is_found: bool
) -> None:
    """A shorter one would be found in words that are not it."""
    assert is_found is (secret not in Redactor([Secret(secret)]).text(f"x{secret}x"))
    assert secret not in Redactor([Secret(secret)]).text(f"x {secret} x")


@pytest.mark.parametrize("left", ["7abc", "abc7", "xabcx"])
def test_a_short_secret_has_neither_letters_nor_digits_beside_it(left: str) -> None:
    """On either side."""
    assert left == Redactor([Secret("abc")]).text(left)


@pytest.mark.parametrize(("value", "is_learned"), [("abcdefg", False), ("abcdefgh", True)])
def test_what_is_too_short_is_not_learned_from_an_answer(value: str, is_learned: bool) -> None:
    """A one-letter "token" of a stranger would take every such letter out of the report."""
    redactor = Redactor()
    redactor.body(json.dumps({"token": value}).encode())
    assert is_learned is (value not in redactor.text(f"seen: {value}"))


@pytest.mark.parametrize(
    "document",
    [
        {"token": [UNSEEN]},
        {"secret": {"inner": UNSEEN}},
        {"secret": {"list": [1, {"deep": UNSEEN}]}},
        [{"x": 1}, {"access_token": UNSEEN, "n": None}],
    ],
)
def test_what_stands_below_the_name_of_a_secret_is_one(document: object) -> None:
    """At any depth, in lists too."""
    redactor = Redactor()
    redactor.learn_from(document)
    assert marker(21) == redactor.text(UNSEEN)


def test_what_stands_beside_a_secret_is_none() -> None:
    """Neither what comes before it in the document nor what comes after."""
    redactor = Redactor()
    redactor.learn_from({"name": "Zhang San 张三", "token": UNSEEN, "city": "Shenzhen Nanshan"})
    assert "Zhang San 张三, Shenzhen Nanshan" == redactor.text("Zhang San 张三, Shenzhen Nanshan")


def test_one_document_teaches_a_few_secrets() -> None:
    """Its own text is redacted by name all the same."""
    tokens = [f"issued-token-{n:05}" for n in range(LEARN_LIMIT + 5)]
    redactor = Redactor()
    redactor.body(json.dumps([{"token": token} for token in tokens]).encode())
    hidden = [token for token in tokens if token not in redactor.text(f"<{token}>")]
    assert LEARN_LIMIT == len(hidden)


def test_a_run_learns_so_many_and_forgets_none_of_its_own() -> None:
    """Past the limit nothing is added, and what was given at the start stays known."""
    own = [Secret(f"own-secret-{n:05}") for n in range(KNOWN_LIMIT - 1)]
    redactor = Redactor(own)
    redactor.learn_from({"token": "first-learned-1"})
    redactor.learn_from({"token": "second-learned-2"})
    shown = redactor.text("own-secret-00000 first-learned-1 second-learned-2")
    assert f"{marker(16)} {marker(15)} second-learned-2" == shown


def test_a_learned_secret_that_holds_a_known_one_goes_first() -> None:
    """Whichever was known before."""
    redactor = Redactor([Secret("abcdefgh")])
    redactor.learn("abcdefgh-ijklmnop")
    assert marker(17) == redactor.text("abcdefgh-ijklmnop")


@pytest.mark.parametrize(("length", "rest"), [(HEAD, "/rest"), (HEAD + 1, "")])
def test_only_what_is_longer_than_its_head_takes_the_rest_along(length: int, rest: str) -> None:
    """A whole secret ends where it ends; of a cut one nobody knows where."""
    secret = "a/" + "b" * (length - 2)
    shown = Redactor([Secret(secret)]).text(f"{quote(secret, safe='')}/rest end")
    assert f"{marker(length)}{rest} end" == shown


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (b"", ""),
        (b"x" * BODY_LIMIT, "x" * BODY_LIMIT),
        (b"x" * (BODY_LIMIT + 1), f"{'x' * BODY_LIMIT}\n[cut:{BODY_LIMIT + 1}]"),
        (b"ab\0", "[binary:3]"),
    ],
)
def test_how_much_of_a_body_is_shown(body: bytes, shown: str) -> None:
    """All of it up to the limit; past it the size is said."""
    assert shown == Redactor().body(body)


def test_a_body_that_was_not_read_to_its_end_says_so() -> None:
    """Also where its characters, which take three bytes each, are fewer than the limit."""
    body = "密".encode() * BODY_LIMIT
    assert Redactor().body(body).endswith(f"\n[cut:{len(body)}]")


def test_names_are_redacted_as_values_are() -> None:
    """A secret may stand on either side; the order stays."""
    pairs = (("b", "1"), (UNSEEN, "2"), ("code", UNSEEN))
    redactor = Redactor([Secret(UNSEEN)])
    assert (("b", "1"), (marker(21), "2"), ("code", marker(21))) == redactor.pairs(pairs)


def test_numbers_of_a_message_stay_numbers() -> None:
    """They are counts and result codes, under whatever name."""
    params = {"code": 40029, "token": UNSEEN, "host": f"x/{UNSEEN}"}
    expected = {"code": 40029, "token": marker(21), "host": f"x/{marker(21)}"}
    assert expected == Redactor([Secret(UNSEEN)]).params(params)


def test_what_a_request_sends_is_known_in_its_answer() -> None:
    """The body that is sent teaches, too."""
    redactor = Redactor()
    assert UNSEEN not in redactor.json({"client_secret": UNSEEN, "echo": UNSEEN})
    assert marker(21) == redactor.text(UNSEEN)


@pytest.mark.parametrize(
    "token",
    [
        "eyJhbGciOiJ9.eyJzdWIiOiJ1.c2lnbmF0",
        "eyJhbGciOiJ9.eyJzdWIiOiJ1.c2lnbmF0dXJlLW9m-_",
    ],
)
def test_a_jwt_of_the_least_length_is_one(token: str) -> None:
    """Eight characters a part."""
    assert f"x {marker(len(token))} y" == Redactor().text(f"x {token} y")
