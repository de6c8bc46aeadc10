"""What Casdoor refuses, by its sentence."""

import pytest

from wecom_console.domain.verdicts import Leg
from wecom_console.protocol.casdoor_sentences import casdoor_refusal


@pytest.mark.parametrize(
    ("sentence", "name", "leg"),
    [
        ("The application: door does not exist", "application", Leg.EXCHANGE),
        ("应用door不存在", "application", Leg.EXCHANGE),
        ("The provider: wecom does not exist", "provider_missing", Leg.EXCHANGE),
        ("The provider: x is not enabled for the application", "provider", Leg.EXCHANGE),
        ("WeCom provider subType: x is not supported", "provider_kind", Leg.EXCHANGE),
        ("The provider type: x is not supported", "provider_kind", Leg.EXCHANGE),
        ("State expected: casdoor, but got: x", "state", Leg.EXCHANGE),
        ("Invalid token", "token_empty", Leg.IDENTITY),
        ("无效token", "token_empty", Leg.IDENTITY),
        ("Failed to login in: dial tcp: i/o timeout", "network", Leg.IDENTITY),
        ("Email is invalid", "email", Leg.TOKENS),
        ("not allowed to sign up as new account, please contact", "no_account", Leg.TOKENS),
        ("not allowed to sign up as new account via x", "provider_signup", Leg.TOKENS),
        ("Invitation code cannot be blank", "invitation", Leg.TOKENS),
        ("Failed to create user, user information is invalid: x", "not_created", Leg.TOKENS),
        ("The username may only contain alphanumeric", "username", Leg.TOKENS),
        ("is already linked to another account: x", "linked", Leg.TOKENS),
        ("The user is forbidden to sign in, x", "forbidden", Leg.TOKENS),
        ("The application: x has disabled users to signin", "signin_disabled", Leg.TOKENS),
        ("未授权的操作", "unauthorized", Leg.TOKENS),
        ("User's tag: x is not listed in the application's tags", "tags", Leg.TOKENS),
        ("Your IP address: 1.2.3.4 has been banned according", "ip_banned", Leg.EXCHANGE),
        ("paid-user x does not have active or pending subscription", "subscription", Leg.TOKENS),
        ("Challenge method should be S256", "pkce", Leg.EXCHANGE),
        ("error: grant_type: token is not supported in this", "grant_type", Leg.TOKENS),
        ("error: invalid_scope", "scope", Leg.TOKENS),
        ("Redirect URI: x doesn't exist in the allowed", "redirect", Leg.EXCHANGE),
        ("authorization code: [x] has been used", "code", Leg.EXCHANGE),
        ("client_secret is invalid for application", "client", Leg.EXCHANGE),
        ("something new", "refused", Leg.EXCHANGE),
    ],
)
def test_a_sentence_has_its_code_and_leg(sentence: str, name: str, leg: Leg) -> None:
    """Each that its source holds."""
    found = casdoor_refusal(sentence)
    assert (f"casdoor.{name}", leg) == (found.code, found.leg)
