"""A connection in Authing's own JSON. Source: docs/reference/authing.md §5.4 to §5.6."""

from collections.abc import Mapping

from wecom_console.domain.live.connection import FIELDS, LiveConnection
from wecom_console.domain.secrets import Secret
from wecom_console.protocol.json_values import text_of, texts_of


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
        methods=texts_of(holder, "challengeBindingMethods"),
        association_fields=texts_of(holder, "associationFields"),
        other_keys=others,
    )
