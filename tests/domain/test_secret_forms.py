"""What looks like a secret, and what must not."""

import base64
import random
import string
import uuid
from collections.abc import Callable
from typing import Final

import pytest

from wecom_console.domain.secret_forms import SecretForm, is_secret_alone, secret_form

DRAWN: Final = 500
LETTERS: Final = string.ascii_letters + string.digits
WORDS: Final = (
    *("acme", "enterprise", "wechat", "mobile", "login", "staff", "production", "staging"),
    *("warehouse", "sales", "partner", "identity", "source", "north", "shanghai", "hangzhou"),
    *("test", "dev", "v2", "2024", "01", "hr", "it"),
)
WECOM: Final = "mX2vQ9rT4kLpZ8sWbN1cYf7uHdE3gJ6aRoIqVtKxP5y"
HEX: Final = "9f86d081884c7d659a2feaa0c55ad015"

Draw = Callable[[random.Random], str]


def _url_safe(bits: random.Random, size: int = 32) -> str:
    return base64.urlsafe_b64encode(bits.randbytes(size)).decode().rstrip("=")


SECRETS: Final[dict[str, Draw]] = {
    "a Secret of WeCom": _url_safe,
    "an EncodingAESKey": lambda bits: "".join(bits.choices(LETTERS, k=43)),
    "32 bytes in base64": lambda bits: base64.b64encode(bits.randbytes(32)).decode(),
    "an App Secret": lambda bits: bits.randbytes(16).hex(),
    "one in capitals": lambda bits: bits.randbytes(16).hex().upper(),
    "an access token": lambda bits: _url_safe(bits, 160),
    "32 letters and digits": lambda bits: "".join(bits.choices(LETTERS, k=32)),
}
OTHERS: Final[dict[str, Draw]] = {
    "an id of Authing": lambda bits: bits.randbytes(12).hex(),
    "a UUID": lambda bits: str(uuid.UUID(bytes=bits.randbytes(16))),
    "a name": lambda bits: "-".join(bits.choices(WORDS, k=7)),
    "A_NAME": lambda bits: "_".join(bits.choices(WORDS, k=7)).upper(),
    "a number": lambda bits: "".join(bits.choices(string.digits, k=40)),
    "a fingerprint": lambda bits: bits.randbytes(32).hex(":"),
}


@pytest.mark.parametrize("kind", SECRETS)
def test_a_random_secret_is_seen(kind: str) -> None:
    """At most one of a hundred has so many words by chance that it is not."""
    bits = random.Random(20261130)
    missed = sum(secret_form(SECRETS[kind](bits)) is None for _ in range(DRAWN))
    assert missed <= DRAWN / 100


@pytest.mark.parametrize("kind", OTHERS)
def test_what_is_no_secret_is_left_alone(kind: str) -> None:
    """At most one of five hundred is taken for one."""
    bits = random.Random(20261130)
    alarms = sum(secret_form(OTHERS[kind](bits)) is not None for _ in range(DRAWN))
    assert alarms <= DRAWN / 500


@pytest.mark.parametrize(
    "text",
    [
        "https://core.authing.cn/some/long/path/with-words-and-numbers-2024-and-more",
        "https://0123456789abcdef01234567.authing.cn",
        f"https://files.acme.cn/{HEX}/logo.png",
        f"/etc/ssl/certs/{HEX}.pem",
        f"C:\\certs\\{HEX}.pem",
        "wwauth0123456789abcdef000002",
        "com.acme.enterprise.mobile.login.staff",
        "Accept: application/json; charset=utf-8",
        "X-Tenant: 123e4567-e89b-12d3-a456-426614174000",
        '{"code": "{code}", "connectionIdentifier": "acme-wecom-production-01"}',
        "AcmeEnterpriseWeChatLoginForAllStaffMembers2024",
        "Acme-Enterprise-WeChat-Login-of-the-Production-2024",
    ],
)
def test_ordinary_values_are_left_alone(text: str) -> None:
    """Addresses, paths, packages, headers, templates and long names."""
    assert secret_form(text) is None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (WECOM, SecretForm.WECOM),
        (f"Secret: {WECOM}.", SecretForm.WECOM),
        (f"https://{WECOM}", SecretForm.WECOM),
        (HEX, SecretForm.HEX),
        (f"https://a.cn/hook?key={HEX}", SecretForm.HEX),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE", SecretForm.OTHER),
        ("age-secret-key-1qqqqqqqqqqqqqqqqqqqqqqqq", SecretForm.OTHER),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x", SecretForm.OTHER),
    ],
)
def test_the_form_says_whose_it_is(text: str, form: SecretForm) -> None:
    """Alone or inside of something else."""
    assert form is secret_form(text)


@pytest.mark.parametrize(
    ("text", "alone"), [(WECOM, True), (f" {HEX} ", True), (f"Secret {HEX}", False), ("a", False)]
)
def test_only_what_stands_alone_can_be_moved(text: str, alone: bool) -> None:
    """Of a sentence only a part would be the secret."""
    assert alone is is_secret_alone(text)


@pytest.mark.parametrize("part", ["a0", "eyJ", "eyJaaaaaaaa.", "0", "F/", "-----BEGIN ", "aA0-"])
def test_a_long_text_is_gone_through_once(part: str) -> None:
    """Half a million signs of what seems to begin everywhere; by the square it would last."""
    text = part * (500_000 // len(part))
    assert secret_form(text + "!") == secret_form(text)
