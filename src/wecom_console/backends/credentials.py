"""The secrets of one run, resolved: a profile holds references only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wecom_console.domain.secrets import Secret
from wecom_console.protocol.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the profile's references point to; None where there is nothing or it is not known.

    `lacking` says why one is not there, by its path in the profile, where that is known.
    """

    secret: Secret | None = None
    app_secret: Secret | None = None
    access_key_secret: Secret | None = None
    lacking: Mapping[str, Refusal] = field(default_factory=dict)

    def known(self) -> Iterator[Secret]:
        """Those that are there."""
        for secret in (self.secret, self.app_secret, self.access_key_secret):
            if secret:
                yield secret
