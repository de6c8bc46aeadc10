"""Connections that a user pool has and this store has not: taken in as new profiles, with the way
to Authing of the profile that was asked with."""

from collections.abc import Mapping
from typing import Final

from wecom_console.domain.documents import to_raw
from wecom_console.domain.live.connection import (
    LiveConnection,
    LiveState,
    blank_document,
    pulled,
    with_assumed,
)
from wecom_console.domain.profile import MOBILE_TYPE, Profile
from wecom_console.domain.secrets import KEYRING, Secret
from wecom_console.services.authing.live import LiveSecrets
from wecom_console.services.profiles.records import Saved
from wecom_console.services.profiles.refusals import WriteRefusal
from wecom_console.services.profiles.service import ProfileService

KEY: str = "backend.access_key_secret"
_OF_THE_TEMPLATE: Final = frozenset({"environment", "backend", "network", "wecom"})


def adoptable(state: LiveState) -> tuple[LiveConnection, ...]:
    """The pool's other connections of the type that can be configured here, by identifier."""
    mobile = (one for one in state.others if one.type == MOBILE_TYPE and one.fields is not None)
    return tuple(sorted(mobile, key=lambda one: one.identifier))


def adopt(
    profiles: ProfileService, template: Profile, secrets: LiveSecrets, other: LiveConnection
) -> Saved | WriteRefusal:
    """Store `other` as a profile of its own. Environment, backend and network are the template's;
    the apps are not: nobody knows them. Blocks (keyring)."""
    base = blank_document(other.identifier)
    base |= {key: value for key, value in to_raw(template).items() if key in _OF_THE_TEMPLATE}
    raw, _ = with_assumed(pulled(base, LiveState(connection=other)) or base)
    return profiles.create(raw, _known(template, secrets, other))


def _known(template: Profile, secrets: LiveSecrets, other: LiveConnection) -> Mapping[str, Secret]:
    """What goes into the new profile's own entries of the keyring: the Secret where Authing shows
    it, and the access key where it is not read from elsewhere each time."""
    found: dict[str, Secret] = {}
    if other.secret is not None:
        found["secret"] = other.secret
    if secrets.access_key is not None and template.backend.access_key_secret == KEYRING:
        found[KEY] = secrets.access_key
    return found
