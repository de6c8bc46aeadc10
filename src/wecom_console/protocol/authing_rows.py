"""A connection in Authing's own JSON. Source: docs/reference/authing.md §5.4 to §5.6."""

import json
from collections.abc import Mapping

from wecom_console.domain.live.connection import FIELDS, LiveConnection
from wecom_console.domain.secrets import Secret
from wecom_console.protocol.json_values import text_of


def live_connection(row: object, source_id: str, secret_field: str) -> LiveConnection:
    """What `row` shows. `source_id` counts where it names no identity source; `secret_field` is
    the key of the secret in its ``fields``."""
    holder: Mapping[str, object] = row if isinstance(row, Mapping) else {}
    shown = holder.get("fields")
    fields = secret = None
    others: tuple[str, ...] = ()
    if isinstance(shown, Mapping):
        known = {key for _, key in FIELDS}
        fields = {key: text_of(shown, key) for key in known}
        text = text_of(shown, secret_field)
        secret = Secret(text) if text.strip("*") else None  # stars in its place show nothing
        ours = known | {secret_field}
        others = tuple(str(key)[:40] for key in shown if key not in ours)
    return LiveConnection(
        id=text_of(holder, "id"),
        source_id=text_of(holder, "extIdpId") or source_id,
        type=text_of(holder, "type"),
        identifier=text_of(holder, "identifier"),
        display_name=text_of(holder, "displayName"),
        login_only=holder.get("loginOnly") is True,
        fields=fields,
        secret=secret,
        mode=text_of(holder, "associationMode") or None,
        methods=_texts(holder.get("challengeBindingMethods")),
        association_fields=_texts(holder.get("associationFields")),
        other_keys=others,
    )


def _texts(value: object) -> tuple[str, ...] | None:
    """A list of texts; also as JSON in a string, which the documentation shows
    (docs/reference/authing.md §5.5)."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    if not isinstance(value, list):
        return None
    return tuple(one for one in value if isinstance(one, str))
