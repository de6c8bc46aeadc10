"""The demo connection as a stored one: it stands in the list, keeps its results, can be deleted."""

from wecom_console.domain.documents import to_raw
from wecom_console.domain.profile import DEMO_TAG
from wecom_console.domain.raw import set_value
from wecom_console.services.profiles.records import Saved
from wecom_console.services.profiles.refusals import WriteRefusal
from wecom_console.services.profiles.service import ProfileService
from wecom_console.simulator import product_demo


def keep_demo(profiles: ProfileService, *, language: str) -> Saved | WriteRefusal | str:
    """The id of the stored demo connection, or what became of storing it now.

    Blocks. Its company is the one that the window's simulator serves; its secrets are constants
    of the product, so that neither keyring nor vault is asked for anything."""
    demo = product_demo(language=language)
    known = profiles.get(demo.profile.identifier)
    if known is not None:
        return known.id
    return profiles.create(set_value(to_raw(demo.profile), "tags", [DEMO_TAG]))
