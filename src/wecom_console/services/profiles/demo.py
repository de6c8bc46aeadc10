"""The demo connection as a stored one: it stands in the list, keeps its results, can be deleted."""

from wecom_console.domain.documents import to_raw
from wecom_console.domain.profile import DEMO_TAG
from wecom_console.domain.raw import set_value
from wecom_console.services.profiles.records import Saved
from wecom_console.services.profiles.refusals import WriteRefusal
from wecom_console.services.profiles.service import ProfileService
from wecom_console.simulator import demo_connection


def keep_demo(profiles: ProfileService, *, language: str) -> Saved | WriteRefusal | str:
    """The id of the stored demo connection, or what became of storing it now.

    Blocks. Its company is made up anew each time it is created; its secrets go where every
    secret goes."""
    demo = demo_connection(language=language)
    known = profiles.get(demo.profile.identifier)
    if known is not None:
        return known.id
    typed = {
        "secret": demo.secret,
        "backend.app_secret": demo.app_secret,
        "backend.access_key_secret": demo.access_key_secret,
    }
    secrets = {path: secret for path, secret in typed.items() if secret is not None}
    document = set_value(to_raw(demo.profile), "tags", [DEMO_TAG])
    return profiles.create(document, secrets)
