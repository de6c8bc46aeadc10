"""Secrets and references to them. Source: docs/reference/wecom.md §2.2 and
docs/config-file.md."""

import re

from wecom_console.domain.rules.common import Problems, error, required, warning
from wecom_console.domain.secret_forms import is_secret_alone
from wecom_console.domain.secrets import Secret, SecretRef, SecretSource

SECRET_LENGTH = 43
BEHIND_PREFIX = "secret.behind_prefix"


def check_secret(
    value: object, field: str, *, literal_secrets: bool, is_required: bool
) -> Problems:
    """A reference, or in a form the secret itself. A literal in a file is refused unread.

    The problem never carries the value, nor a part of it."""
    if isinstance(value, Secret):
        if not value.reveal().strip():
            return [required(field)] if is_required else []
        if not literal_secrets:
            return [error("secret.literal", field)]
        return _quality(value) if field == "secret" else []
    if value in (None, ""):
        return [required(field)] if is_required else []
    if not isinstance(value, str):
        return [error("secret.literal", field)]
    reference = SecretRef.parse(value)
    if reference is None:
        if value.partition(":")[0] in {source.value for source in SecretSource}:
            return [error("secret.reference", field)]
        return [error("secret.literal", field)]
    if is_secret_alone(reference.name):
        return [error(BEHIND_PREFIX, field)]
    is_sound = reference.name.isprintable() and reference.name == reference.name.strip()
    return [] if is_sound else [error("secret.reference", field)]


def _quality(secret: Secret) -> Problems:
    text = secret.reveal()
    if re.search(r"\s", text):
        return [error("secret.spaces", "secret")]
    if re.fullmatch(r"[A-Za-z0-9_-]*", text) is None:
        return [warning("secret.characters", "secret", length=len(text))]
    if len(text) != SECRET_LENGTH:
        return [warning("secret.length", "secret", length=len(text), expected=SECRET_LENGTH)]
    return []
