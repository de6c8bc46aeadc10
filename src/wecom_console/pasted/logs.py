"""Log lines and stack traces: what network libraries, phones and servers write."""

import re
from collections.abc import Iterator
from typing import Final

from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.answers import clues_of_text
from wecom_console.pasted.clues import Clue, safe

LINE_LIMIT: Final = 2_000
"""Lines that are looked at; of each so many characters."""
_LINE_LENGTH: Final = 4_000

_HOST: Final = re.compile(
    r"(?:https?://|host[=: \"']{1,4}|resolve[d]? (?:host )?[\"':]{0,2} ?|ENOTFOUND |name )"
    r"([A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,24}|\d{1,3}(?:\.\d{1,3}){3})",
    re.IGNORECASE,
)
_TRANSPORT: Final = {
    "dns": (
        r"UnknownHostException",
        r"ENOTFOUND",
        r"EAI_AGAIN",
        r"getaddrinfo",
        r"Name or service not known",
        r"NXDOMAIN",
        r"ERR_NAME_NOT_RESOLVED",
        r"NSURLErrorDomain.{0,20}-1003",
        r"could not be resolved",
        r"Temporary failure in name resolution",
        r"no such host",
    ),
    "tls_expired": (
        r"CERT_HAS_EXPIRED",
        r"certificate has expired",
        r"CertificateExpired",
        r"ERR_CERT_DATE_INVALID",
        r"CertificateNotYetValid",
        r"certificate is not yet valid",
    ),
    "tls_name": (
        r"ERR_TLS_CERT_ALTNAME_INVALID",
        r"Hostname mismatch",
        r"doesn't match .{0,60}certificate",
        r"ERR_CERT_COMMON_NAME_INVALID",
        r"hostname .{0,80} not verified",
        r"IP address mismatch",
        r"certificate is valid for .{0,80}not",
    ),
    "tls_trust": (
        r"SSLHandshakeException",
        r"CertPathValidatorException",
        r"self[- ]signed certificate",
        r"SELF_SIGNED_CERT",
        r"UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        r"unable to get local issuer",
        r"CERTIFICATE_VERIFY_FAILED",
        r"ERR_CERT_AUTHORITY_INVALID",
        r"x509: certificate signed by unknown",
        r"NSURLErrorDomain.{0,20}-1202",
        r"PKIX path",
    ),
    "tls": (
        r"WRONG_VERSION_NUMBER",
        r"ERR_SSL_PROTOCOL_ERROR",
        r"tlsv1 alert",
        r"handshake failure",
        r"NSURLErrorDomain.{0,20}-1200",
        r"Cleartext HTTP traffic .{0,80}not permitted",
        r"App Transport Security",
    ),
    "timeout": (
        r"ETIMEDOUT",
        r"SocketTimeoutException",
        r"ReadTimeout",
        r"ConnectTimeout",
        r"timed out",
        r"ERR_CONNECTION_TIMED_OUT",
        r"NSURLErrorDomain.{0,20}-1001",
        r"upstream timed out",
        r"context deadline exceeded",
    ),
    "reset": (
        r"ECONNRESET",
        r"Connection reset",
        r"ERR_CONNECTION_RESET",
        r"Server disconnected",
        r"broken pipe",
        r"NSURLErrorDomain.{0,20}-1005",
        r"unexpected end of stream",
        r"socket hang up",
        r"EOF occurred",
    ),
    "connect": (
        r"ECONNREFUSED",
        r"Connection refused",
        r"ERR_CONNECTION_REFUSED",
        r"EHOSTUNREACH",
        r"ENETUNREACH",
        r"No route to host",
        r"NSURLErrorDomain.{0,20}-1004",
        r"ConnectException",
    ),
    "proxy": (
        r"ERR_TUNNEL_CONNECTION_FAILED",
        r"ProxyError",
        r"407 Proxy",
        r"ERR_PROXY_CONNECTION_FAILED",
    ),
}
_RULES: Final = tuple(
    (re.compile("|".join(words), re.IGNORECASE), fault) for fault, words in _TRANSPORT.items()
)
_PHONE: Final = (
    (
        re.compile("\u6ca1\u6709\u6b64\u6743\u9650|\u65e0\u6b64\u6743\u9650"),
        "confirm.result.5",
        Leg.CONFIRM,
    ),
    (
        re.compile(
            r"ActivityNotFoundException.{0,200}(?:wework|wxwork)|wxwork.{0,60}not installed",
            re.IGNORECASE,
        ),
        "phone.not_installed",
        Leg.REQUEST,
    ),
    (
        re.compile(
            r"not listed in .{0,40}LSApplicationQueriesSchemes|-canOpenURL: failed .{0,80}wxwork",
            re.IGNORECASE,
        ),
        "phone.not_installed",
        Leg.REQUEST,
    ),
    (
        re.compile(r"state (?:does not match|mismatch|invalid)|invalid state\b", re.IGNORECASE),
        "return.state_differs",
        Leg.RETURN,
    ),
    (
        re.compile(
            r"(?:JWT|id_token|token) (?:has )?expired|ExpiredSignature|TokenExpiredError",
            re.IGNORECASE,
        ),
        "tokens.expired",
        Leg.TOKENS,
    ),
    (
        re.compile(
            r"InvalidSignature|signature verification failed|invalid signature", re.IGNORECASE
        ),
        "tokens.signature",
        Leg.TOKENS,
    ),
    (
        re.compile(r"invalid issuer|InvalidIssuer|unexpected .{0,6}iss\b", re.IGNORECASE),
        "tokens.issuer",
        Leg.TOKENS,
    ),
    (
        re.compile(r"invalid audience|InvalidAudience|unexpected .{0,6}aud\b", re.IGNORECASE),
        "tokens.audience",
        Leg.TOKENS,
    ),
    (
        re.compile(r"token used too early|ImmatureSignature|token is not yet valid", re.IGNORECASE),
        "tokens.early",
        Leg.TOKENS,
    ),
)
_GATEWAY: Final = re.compile(
    r"\b(50[0234]) (?:Bad Gateway|Service Unavailable|Gateway Time)", re.IGNORECASE
)


def clues_of_log(text: str) -> Iterator[Clue]:
    """What the lines tell of, in their order."""
    for line in text.splitlines()[:LINE_LIMIT]:
        line = line[:_LINE_LENGTH]
        shown = safe(line.strip(), limit=160)
        yield from clues_of_text(line, source=shown)
        yield from _network(line, shown)
        for pattern, code, leg in _PHONE:
            if pattern.search(line):
                yield Clue(code, {}, leg, shown)


def _network(line: str, shown: str) -> Iterator[Clue]:
    found = _HOST.search(line)
    host = found[1] if found else "?"
    if gateway := _GATEWAY.search(line):
        yield Clue("http.status", {"status": int(gateway[1]), "host": host}, Leg.EXCHANGE, shown)
        return
    for pattern, fault in _RULES:
        if pattern.search(line):
            yield Clue(f"transport.{fault}", {"host": host}, Leg.EXCHANGE, shown)
            return
