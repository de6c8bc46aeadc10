"""The calls of Authing's management API that set a connection up, for scripts of one's own.

Source: docs/reference/authing.md §5.4 to §5.7. What only the server knows, and the secret, stands
in angle brackets.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Final

from wecom_console.domain.live.connection import SOURCE_TYPE, public_fields
from wecom_console.domain.profile import MOBILE_TYPE, Profile

SOURCE_ID: Final = "<id of the identity source>"
CONNECTION_ID: Final = "<id of the connection>"


class AuthingPayload:
    """``POST`` bodies in their order. `apply` sends the same."""

    name = "authing"
    suffix = ".authing.json"

    def render(self, profiles: Sequence[Profile], language: str = "en") -> str:
        """The file's text: no secret, only where each is kept."""
        listed = [
            {"connection": profile.identifier, "calls": list(_calls(profile))}
            for profile in profiles
        ]
        return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def _calls(profile: Profile) -> Iterator[dict[str, object]]:
    fields: dict[str, object] = dict(public_fields(profile))
    if profile.type == MOBILE_TYPE:  # the keys of the agency variant's secrets are not public
        fields[profile.backend.secret_field] = f"<{profile.secret}>"
    yield _call("create-ext-idp", {"name": "<its name>", "type": SOURCE_TYPE})
    yield _call(
        "create-ext-idp-conn",
        {
            "extIdpId": SOURCE_ID,
            "type": profile.type,
            "identifier": profile.identifier,
            "displayName": profile.display_name,
            "fields": fields,
            "loginOnly": profile.login_only,
        },
    )
    if profile.association.mode != "none":
        yield _call(
            "update-ext-idp-conn",
            {
                "id": CONNECTION_ID,
                "displayName": profile.display_name,
                "fields": {},
                "associationMode": profile.association.mode,
                "challengeBindingMethods": list(profile.association.methods),
                "associationFields": list(profile.association.fields),
            },
        )
    if profile.backend.app_id:
        body = {"id": CONNECTION_ID, "enabled": True, "appId": profile.backend.app_id}
        yield _call("change-ext-idp-conn-state", body)


def _call(path: str, body: dict[str, object]) -> dict[str, object]:
    return {"method": "POST", "path": f"/api/v3/{path}", "body": body}
