"""What came of a request: a complete answer, or why there is none."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """A complete answer. `simulated` says that our own simulator gave it; `at` is when it came,
    in seconds since the epoch."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    elapsed_ms: float
    simulated: bool = False
    at: float = 0.0


class TransportFault(StrEnum):
    """Why no answer came. Each has a cause and a fix of its own: messages ``transport.<fault>``."""

    DNS = "dns"
    CONNECT = "connect"
    PROXY = "proxy"
    PROXY_AUTH = "proxy_auth"
    PROXY_REFUSES = "proxy_refuses"
    OTHER_FAMILY = "other_family"
    CA_FILE = "ca_file"
    TLS_NAME = "tls_name"
    TLS_TRUST = "tls_trust"
    TLS_EXPIRED = "tls_expired"
    TLS_EARLY = "tls_early"
    TLS = "tls"
    TLS_EXPECTED = "tls_expected"
    TIMEOUT = "timeout"
    RESET = "reset"
    PROTOCOL = "protocol"
    ENCODING = "encoding"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class HttpFailed:
    """No answer. `host` is named so that the sentence can say where it went."""

    fault: TransportFault
    host: str
    elapsed_ms: float = 0.0
