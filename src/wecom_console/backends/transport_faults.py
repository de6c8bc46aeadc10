"""httpx's exceptions as transport faults: the one place that reads them."""

import socket
import ssl
from collections.abc import Iterator
from typing import Final

import httpx

from wecom_console.protocol.http_replies import TransportFault

_NAME_ERRORS: Final = {62, 64}
"""OpenSSL's X509_V_ERR_HOSTNAME_MISMATCH and X509_V_ERR_IP_ADDRESS_MISMATCH."""


_NOT_YET: Final = 9
"""X509_V_ERR_CERT_NOT_YET_VALID."""
_EXPIRED: Final = 10
"""X509_V_ERR_CERT_HAS_EXPIRED."""


_NO_WAY: Final = ("403", "500", "502", "503", "504")
"""The proxy may not go there, or has tried and got no further."""


def fault_of(failure: Exception) -> TransportFault:
    """Why no answer came. The causes behind httpx's own exception say more than it does."""
    for cause in _causes(failure):
        match cause:
            case socket.gaierror():
                return TransportFault.DNS
            case ssl.SSLCertVerificationError(verify_code=code) if code in _NAME_ERRORS:
                return TransportFault.TLS_NAME
            case ssl.SSLCertVerificationError(verify_code=code) if code == _EXPIRED:
                return TransportFault.TLS_EXPIRED
            case ssl.SSLCertVerificationError(verify_code=code) if code == _NOT_YET:
                return TransportFault.TLS_EARLY
            case ssl.SSLCertVerificationError():
                return TransportFault.TLS_TRUST
            case ssl.SSLError():
                return TransportFault.TLS
            case _:
                pass
    match failure:
        case httpx.ProxyError():
            return _proxy_fault(str(failure))
        case httpx.TimeoutException():
            return TransportFault.TIMEOUT
        case httpx.ConnectError():
            return TransportFault.CONNECT
        case httpx.NetworkError():
            return TransportFault.RESET
        case httpx.DecodingError():
            return TransportFault.ENCODING
        case httpx.RemoteProtocolError() if _is_cut_off(failure):
            return TransportFault.RESET
        case _:
            return TransportFault.PROTOCOL


def _proxy_fault(said: str) -> TransportFault:
    """httpcore's text begins with the status of a proxy that has answered at all."""
    if said.startswith("407"):
        return TransportFault.PROXY_AUTH
    return TransportFault.PROXY_REFUSES if said[:3] in _NO_WAY else TransportFault.PROXY


def _is_cut_off(failure: httpx.RemoteProtocolError) -> bool:
    # WORKAROUND(httpcore 1.0): a connection that ends early has no exception of its own.
    text = str(failure)
    return text.startswith(("Server disconnected", "peer closed connection"))


def _causes(failure: BaseException) -> Iterator[BaseException]:
    """The chain of causes, and what a group along it holds (anyio tries several addresses)."""
    waiting: list[BaseException] = [failure]
    seen: set[int] = set()
    while waiting:
        current = waiting.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        if isinstance(current, BaseExceptionGroup):
            waiting += current.exceptions
        waiting += [c for c in (current.__cause__, current.__context__) if c is not None]
