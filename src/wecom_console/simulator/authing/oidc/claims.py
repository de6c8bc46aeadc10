"""The claims of a user by scope (docs/reference/authing.md §9)."""

from wecom_console.simulator.world.entities import User


def user_claims(user: User, scope: str) -> dict[str, object]:
    """What an id_token and ``/oidc/me`` say of a user; ``sub`` always."""
    wanted = scope.split()
    claims: dict[str, object] = {"sub": user.user_id}
    if "profile" in wanted:
        claims |= {
            "name": user.name or None,
            "given_name": None,
            "middle_name": None,
            "family_name": None,
            "nickname": None,
            "preferred_username": None,
            "profile": None,
            "picture": None,
            "website": None,
            "birthdate": None,
            "gender": "U",
            "zoneinfo": None,
            "locale": None,
            "updated_at": int(user.updated_at),
        }
    if "username" in wanted:
        claims["username"] = user.username or None
    if "email" in wanted:
        claims |= {"email": user.email or None, "email_verified": False}
    if "phone" in wanted:
        claims |= {"phone_number": user.phone or None, "phone_number_verified": False}
    return claims
