"""The secrets of one run, resolved: a profile holds references only."""

from collections.abc import Iterator
from dataclasses import dataclass

from wecom_console.domain.secrets import Secret


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the profile's references point to; None where there is nothing or it is not known.

    `secret_problem` is the code of why `secret` is not there, where that is known.
    """

    secret: Secret | None = None
    app_secret: Secret | None = None
    access_key_secret: Secret | None = None
    secret_problem: str = ""

    def known(self) -> Iterator[Secret]:
        """Those that are there."""
        for secret in (self.secret, self.app_secret, self.access_key_secret):
            if secret:
                yield secret
