"""What a page says where not everything that could be tested is there."""

from wecom_console.gui.parts.presenter.failures import PageFailure
from wecom_console.messages.catalogue import Messages
from wecom_console.services.runs.orders import Listing


def listing_failure(listing: Listing, messages: Messages) -> PageFailure:
    """The store's trouble first, then the team file's; an empty one where all is well."""
    if listing.trouble:
        return PageFailure("load", (messages.text(listing.trouble, **listing.params),))
    if listing.team_trouble:
        return PageFailure("team", (messages.text(listing.team_trouble, **listing.team_params),))
    return PageFailure()
