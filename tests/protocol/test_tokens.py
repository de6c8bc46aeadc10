"""An id_token counts only when everything about it is right."""

import base64
import hmac
import json
from functools import cache
from time import process_time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from hypothesis import given
from hypothesis import strategies as st
from jwt.algorithms import RSAAlgorithm

from architecture.seeded_keys import rsa_2048
from wecom_console.domain.secrets import Secret
from wecom_console.protocol.refusal import Refusal
from wecom_console.protocol.tokens import Claims, TokenRules, token_algorithm, verify_id_token

SECRET = "app-secret-0123456789abcdef012345"
ISSUER, AUDIENCE, NOW = "https://acme.authing.cn/oidc", "app-1", 1_700_000_000.0
CLAIMS: dict[str, Any] = {
    "iss": ISSUER,
    "aud": AUDIENCE,
    "sub": "user-1",
    "iat": int(NOW) - 5,
    "exp": int(NOW) + 600,
}
RULES = TokenRules("HS256", ISSUER, AUDIENCE, NOW, secret=Secret(SECRET))


@cache
def rsa_key() -> RSAPrivateKey:
    """One key for all tests: making one takes a while."""
    return rsa_2048("issuer")


def keys(kid: str = "k1", key: RSAPrivateKey | None = None) -> dict[str, Any]:
    """The issuer's key set."""
    public = (key or rsa_key()).public_key()
    jwk = RSAAlgorithm.to_jwk(public, as_dict=True)
    return {"keys": [{"kty": "EC", "kid": "other"}, {**jwk, "kid": kid, "alg": "RS256"}]}


def hs256(secret: str = SECRET, **changes: Any) -> Secret:
    """A token of the sound claims, some changed; None takes one out."""
    claims = {k: v for k, v in (CLAIMS | changes).items() if v is not None}
    return Secret(jwt.encode(claims, secret, algorithm="HS256"))


def rs256(kid: str = "k1", **changes: Any) -> Secret:
    """The same, signed with the issuer's key."""
    token = jwt.encode(CLAIMS | changes, rsa_key(), algorithm="RS256", headers={"kid": kid})
    return Secret(token)


def rs256_rules(kid: str = "k1") -> TokenRules:
    """The rules of an application that signs with RS256."""
    return TokenRules("RS256", ISSUER, AUDIENCE, NOW, keys=keys(kid))


def refused(token: Secret, rules: TokenRules = RULES) -> str:
    """Why it is refused."""
    found = verify_id_token(token, rules)
    assert isinstance(found, Refusal), found
    return found.code


def test_a_sound_token_names_its_user() -> None:
    """HS256 with the app secret."""
    found = verify_id_token(hs256(), RULES)
    assert isinstance(found, Claims)
    assert "user-1" == found.subject
    assert ("iss", ISSUER) == found.items()[0]


def test_a_sound_token_of_rs256() -> None:
    """By the key that the header's ``kid`` names in the issuer's set."""
    assert isinstance(verify_id_token(rs256(), rs256_rules()), Claims)


def test_a_list_of_audiences_may_contain_ours() -> None:
    """OIDC allows it."""
    assert isinstance(verify_id_token(hs256(aud=["x", AUDIENCE]), RULES), Claims)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"iss": "https://evil.example/oidc"}, "tokens.issuer"),
        ({"iss": None}, "tokens.issuer"),
        ({"aud": "another-app"}, "tokens.audience"),
        ({"aud": None}, "tokens.audience"),
        ({"sub": None}, "tokens.claim_missing"),
        ({"exp": None}, "tokens.claim_missing"),
        ({"iat": None}, "tokens.claim_missing"),
        ({"exp": "soon"}, "tokens.claim_missing"),
        ({"exp": int(NOW) - 61}, "tokens.expired"),
        ({"iat": int(NOW) + 61}, "tokens.early"),
        ({"nbf": int(NOW) + 61}, "tokens.early"),
    ],
)
def test_a_claim_that_is_not_right(changes: dict[str, Any], code: str) -> None:
    """One wrong claim is enough."""
    assert code == refused(hs256(**changes))


@pytest.mark.parametrize("changes", [{"exp": int(NOW) - 59}, {"iat": int(NOW) + 59}])
def test_two_clocks_may_differ_by_a_minute(changes: dict[str, Any]) -> None:
    """Computers do."""
    assert isinstance(verify_id_token(hs256(**changes), RULES), Claims)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"exp": int(NOW) - 60}, ""),
        ({"iat": int(NOW) + 60}, ""),
        ({"nbf": int(NOW) + 60}, ""),
        ({"nbf": int(NOW) - 600}, ""),
        ({"iat": int(NOW) + 61, "nbf": int(NOW) - 600}, "tokens.early"),
        ({"exp": int(NOW) - 61, "iat": int(NOW) - 600, "nbf": int(NOW) + 61}, "tokens.expired"),
        ({"exp": 10**12}, "tokens.claim_missing"),
        ({"exp": True}, "tokens.claim_missing"),
        ({"exp": NOW + 0.5}, ""),
        ({"aud": []}, "tokens.audience"),
        ({"aud": [AUDIENCE, "x"]}, ""),
        ({"iss": "x", "aud": "x", "sub": None}, "tokens.issuer"),
        ({"aud": "x", "sub": None}, "tokens.audience"),
        ({"sub": "", "exp": 1}, "tokens.claim_missing"),
    ],
)
def test_claims_at_their_edges(changes: dict[str, Any], code: str) -> None:
    """A minute to the second; of several misfits issuer, audience, user, time."""
    found = verify_id_token(hs256(**changes), RULES)
    assert code == (found.code if isinstance(found, Refusal) else "")


@pytest.mark.parametrize(
    ("changes", "params"),
    [
        ({"exp": None}, {"claim": "exp"}),
        ({"iat": None}, {"claim": "iat"}),
        ({"exp": None, "iat": None}, {"claim": "exp"}),
        ({"sub": None}, {"claim": "sub"}),
        ({"exp": int(NOW) - 100}, {"seconds": 100}),
        ({"iat": int(NOW) + 100}, {"seconds": 100}),
        ({"iat": int(NOW) + 100, "nbf": int(NOW) + 200}, {"seconds": 200}),
        ({"iss": "x"}, {"found": "x", "expected": ISSUER}),
        ({"aud": ["x"]}, {"found": "['x']", "expected": AUDIENCE}),
    ],
)
def test_a_refusal_says_what_was_wrong(changes: dict[str, Any], params: dict[str, Any]) -> None:
    """Which claim, by how much, what was expected."""
    found = verify_id_token(hs256(**changes), RULES)
    assert isinstance(found, Refusal)
    assert params == found.params


def test_claims_are_shown_in_a_fixed_order() -> None:
    """As far as they are there, and no others."""
    found = verify_id_token(hs256(name="n", nonce="o", zzz=1), RULES)
    assert isinstance(found, Claims)
    names = [name for name, _ in found.items()]
    assert ["iss", "aud", "sub", "iat", "exp", "nonce", "name"] == names


def test_without_a_kid_every_key_of_the_set_is_tried() -> None:
    """The last as well as the first."""
    other = rsa_2048("other")
    ours, theirs = keys()["keys"][1], keys("k2", other)["keys"][1]
    token = Secret(jwt.encode(CLAIMS, rsa_key(), algorithm="RS256"))
    for order in ([ours, theirs], [theirs, ours]):
        rules = TokenRules("RS256", ISSUER, AUDIENCE, NOW, keys={"keys": order})
        assert isinstance(verify_id_token(token, rules), Claims)


@pytest.mark.parametrize(
    ("token", "algorithm"), [(hs256(), "HS256"), (Secret("a.b.c"), ""), (Secret("x"), "")]
)
def test_the_algorithm_that_a_token_names(token: Secret, algorithm: str) -> None:
    """Empty for what is none."""
    assert algorithm == token_algorithm(token)


def test_another_secret_signed_it() -> None:
    """The signature is checked before any claim is believed."""
    assert "tokens.signature" == refused(hs256(secret="x" * 32, iss="https://evil.example"))


def test_another_key_signed_it() -> None:
    """Same ``kid``, other key."""
    other = rsa_2048("other")
    rules = TokenRules("RS256", ISSUER, AUDIENCE, NOW, keys=keys(key=other))
    assert "tokens.signature" == refused(rs256(), rules)


def test_an_unknown_kid_has_no_key() -> None:
    """No other key is tried."""
    assert "tokens.key_missing" == refused(rs256(kid="k2"), rs256_rules("k1"))


def test_a_private_key_in_the_set_is_not_used() -> None:
    """A key set holds public keys."""
    private = RSAAlgorithm.to_jwk(rsa_key(), as_dict=True)
    rules = TokenRules("RS256", ISSUER, AUDIENCE, NOW, keys={"keys": [{**private, "kid": "k1"}]})
    assert "tokens.key_missing" == refused(rs256(), rules)


def test_a_key_set_costs_little_whatever_is_in_it() -> None:
    """The primes of one private key of 16,384 bits are looked for in 9 s; and no server has 10,000
    keys."""
    number = base64.urlsafe_b64encode(b"\xff" * 2048).decode().rstrip("=")
    public = {"kty": "RSA", "n": number, "e": "AQAB"}
    rules = TokenRules(
        "RS256",
        ISSUER,
        AUDIENCE,
        NOW,
        keys={"keys": [{**public, "d": number[:2000]}] * 50 + [public] * 3000},
    )
    began = process_time()
    assert "tokens.signature" == refused(rs256(kid=""), rules)
    assert process_time() - began < 1.0


def test_the_token_does_not_choose_its_algorithm() -> None:
    """The classic forgery: HS256 with the public key of an RS256 application as secret."""
    signed = f"{part({'alg': 'HS256', 'kid': 'k1'})}.{part(CLAIMS)}"
    public = json.dumps(keys()["keys"][1]).encode()
    signature = base64.urlsafe_b64encode(hmac.digest(public, signed.encode(), "sha256"))
    forged = Secret(f"{signed}.{signature.decode().rstrip('=')}")
    assert "tokens.algorithm" == refused(forged, rs256_rules())


def test_a_token_without_a_signature_is_refused() -> None:
    """``alg: none``."""
    token = Secret(jwt.encode(CLAIMS, "", algorithm="none") + "AAAA")
    assert "tokens.algorithm" == refused(token)


def test_an_algorithm_that_authing_does_not_have() -> None:
    """Where the application's configuration names one that is not verified here."""
    token = Secret(jwt.encode(CLAIMS, "x" * 64, algorithm="HS512"))
    rules = TokenRules("HS512", ISSUER, AUDIENCE, NOW, secret=Secret("x" * 64))
    assert "tokens.algorithm_unknown" == refused(token, rules)


def test_without_the_secret_nothing_is_verified() -> None:
    """And nothing is believed."""
    rules = TokenRules("HS256", ISSUER, AUDIENCE, NOW)
    assert "tokens.secret_unknown" == refused(hs256(), rules)


def test_a_short_secret_is_no_warning() -> None:
    """Its length is the application's affair."""
    rules = TokenRules("HS256", ISSUER, AUDIENCE, NOW, secret=Secret("short"))
    with pytest.warns(jwt.InsecureKeyLengthWarning):
        token = hs256(secret="short")
    assert isinstance(verify_id_token(token, rules), Claims)


def part(value: object) -> str:
    """One part of a token."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "token",
    [
        "",
        "a.b",
        "a.b.c.d",
        "....",
        "é.é.é",
        f"{part([])}.{part({})}.AAAA",
        f"{part({})}.{part(1)}.AA",
    ],
)
def test_what_is_no_token_is_malformed(token: str) -> None:
    """Whatever was sent in its place."""
    assert "tokens.malformed" == refused(Secret(token))


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    """Never an exception."""
    assert isinstance(verify_id_token(Secret(text), RULES), Refusal)


def test_a_claim_that_says_nothing_is_not_shown() -> None:
    """Authing sends ``preferred_username: null``; nobody has to read a ``None``."""
    claims = Claims("u1", {"sub": "u1", "preferred_username": None})
    assert (("sub", "u1"),) == claims.items()
