"""The words by which libraries and phones tell what went wrong, all in lower case.

A word with ``*`` is two, the second somewhere behind the first. Numbers of ``NSURLErrorDomain``:
Apple's NSURLError.h; ``net::ERR_…``: Chromium's net_error_list.h.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from wecom_console.domain.verdicts import Leg
from wecom_console.protocol.http_replies import TransportFault

_TRANSPORT: Final[tuple[tuple[TransportFault, tuple[str, ...]], ...]] = (
    (
        TransportFault.DNS,
        (
            *("unknownhostexception", "enotfound", "eai_again", "getaddrinfo", "nxdomain"),
            *("name or service not known", "err_name_not_resolved", "could not be resolved"),
            *("temporary failure in name resolution", "no such host", "could not resolve host"),
            *("server misbehaving", "nodename nor servname", "dns error", "dns lookup failed"),
            *("nsurlerrordomain*-1003", "unable to resolve host", "nameresolutionerror"),
        ),
    ),
    (
        TransportFault.TLS_EXPECTED,
        (
            *("plain http request was sent to https port", "http request to an https server"),
            *("combination of host and port requires tls", 'malformed http response "\\x15\\x03'),
            "badstatusline*\\x15\\x03",
        ),
    ),
    (
        TransportFault.CA_FILE,
        ("error setting certificate verify locations", "could not find a suitable tls ca"),
    ),
    (
        TransportFault.TLS_EXPIRED,
        (
            *("cert_has_expired", "certificate has expired", "certificateexpired"),
            *("err_cert_date_invalid", "certificatenotyetvalid", "certificate is not yet valid"),
            *("certificate_expired", "certificate expired", "has expired or is not yet valid"),
            *("notimevalid", "certificate verify failed: certificate has expired"),
            *("nsurlerrordomain*-1201", "nsurlerrordomain*-1204", "cert_not_yet_valid"),
        ),
    ),
    (
        TransportFault.TLS_NAME,
        (
            "no alternative certificate",
            *("err_tls_cert_altname_invalid", "hostname mismatch", "doesn't match*certificate"),
            *("err_cert_common_name_invalid", "hostname * not verified", "ip address mismatch"),
            "remotecertificatenamemismatch",
            *(
                "certificate is valid for",
                "no subject alternative",
                "no alternative certificate",
                "does not match*altnames",
            ),
        ),
    ),
    (
        TransportFault.TLS_TRUST,
        (
            *("certpathvalidatorexception", "self signed certificate", "self-signed certificate"),
            *("self_signed_cert", "unable_to_verify_leaf_signature", "unable to get local issuer"),
            *("certificate_verify_failed", "err_cert_authority_invalid", "pkix path"),
            *("certificate signed by unknown", "nsurlerrordomain*-1202", "trust anchor"),
            *("nsurlerrordomain*-1203", "unable to get issuer", "err_cert_invalid"),
            *("untrustedroot", "partialchain", "remotecertificatechainerrors"),
            *("remote certificate is invalid", "unknownissuer"),
        ),
    ),
    (
        TransportFault.PROXY_AUTH,
        (
            "407 proxy authentication",
            "proxy authentication required",
            "407 authenticationrequired",
            "407 from proxy",
        ),
    ),
    (
        TransportFault.PROXY_REFUSES,
        (
            *("403 from proxy", "502 from proxy", "503 from proxy", "504 from proxy"),
            *("proxy returns*403", "proxy returns*502", "proxy returns*503", "proxy returns*504"),
        ),
    ),
    (
        TransportFault.PROXY,
        (
            *("err_tunnel_connection_failed", "proxyerror", "407 proxy", "status code 407"),
            *("err_proxy_connection_failed", "tunneling socket could not be established"),
        ),
    ),
    (
        TransportFault.RESET,
        (
            *("econnreset", "connection reset", "err_connection_reset", "server disconnected"),
            *("broken pipe", "nsurlerrordomain*-1005", "unexpected end of stream", "epipe"),
            *("socket hang up", "eof occurred", "err_connection_closed", "err_empty_response"),
            *("prematurely closed connection", "remote end closed connection"),
            "empty reply from server",
        ),
    ),
    (
        TransportFault.TLS,
        (
            *("wrong_version_number", "wrong version number", "err_ssl_protocol_error"),
            *("tlsv1 alert", "handshake failure", "handshake_failure", "sslhandshakeexception"),
            *("nsurlerrordomain*-1200", "cleartext http traffic*not permitted", "eproto"),
            *("cleartext communication*not permitted", "app transport security", "sslexception"),
            *("http response to https client", "not an ssl/tls record"),
            *("nsurlerrordomain*-1022", "err_cleartext_not_permitted", "err_ssl_version"),
        ),
    ),
    (
        TransportFault.TIMEOUT,
        (
            *("etimedout", "sockettimeoutexception", "readtimeout", "connecttimeout", "timed out"),
            *("err_connection_timed_out", "err_timed_out", "nsurlerrordomain*-1001"),
            *("context deadline exceeded", "esockettimedout", "econnaborted*timeout"),
        ),
    ),
    (
        TransportFault.CONNECT,
        (
            *("econnrefused", "connection refused", "err_connection_refused", "ehostunreach"),
            *("enetunreach", "no route to host", "nsurlerrordomain*-1004", "connectexception"),
            *("nsurlerrordomain*-1009", "err_internet_disconnected", "network is unreachable"),
            *("failed to connect to", "err_address_unreachable"),
        ),
    ),
    (
        TransportFault.PROTOCOL,
        ("remoteprotocolerror", "hpe_invalid", "err_invalid_http_response", "bad status line"),
    ),
)

_NSURL: Final[Mapping[int, TransportFault]] = {
    -1001: TransportFault.TIMEOUT,
    -1003: TransportFault.DNS,
    -1004: TransportFault.CONNECT,
    -1005: TransportFault.RESET,
    -1009: TransportFault.CONNECT,
    -1022: TransportFault.TLS,
    -1200: TransportFault.TLS,
    -1201: TransportFault.TLS_EXPIRED,
    -1202: TransportFault.TLS_TRUST,
    -1203: TransportFault.TLS_TRUST,
    -1204: TransportFault.TLS_EXPIRED,
}

_PHONE: Final[tuple[tuple[tuple[str, ...], str, Leg], ...]] = (
    (
        # "no permission", as WeCom says it on the phone (docs/reference/wecom.md §4.3)
        ("\u6ca1\u6709\u6b64\u6743\u9650", "\u65e0\u6b64\u6743\u9650", "noprivileges"),
        "confirm.result.5",
        Leg.CONFIRM,
    ),
    (
        # "login cancelled", as apps with this SDK log it
        (
            *("\u767b\u5f55\u53d6\u6d88", "\u767b\u9646\u53d6\u6d88", "ssoauth cancel"),
            *("wecom*cancelled", "wwapi*cancel", "wwauthmessage.err_cancel"),
        ),
        "confirm.cancelled",
        Leg.CONFIRM,
    ),
    (
        ("ssoauth failed", "wecom*auth failed", "wwapi*auth failed", "wwauthmessage.err_fail"),
        "confirm.failed",
        Leg.CONFIRM,
    ),
    (
        (
            *("activitynotfoundexception*wework", "activitynotfoundexception*wxwork"),
            *("wxwork*not installed", "wecom is not installed", "wecom not installed"),
            *("wework*not installed", "wework is not installed"),
            *("wxwork*lsapplicationqueriesschemes", "canopenurl: failed*wxwork"),
        ),
        "phone.not_installed",
        Leg.REQUEST,
    ),
    (
        ("checkargs fail", "wwapi*checkargs", "sendmessage returned false"),
        "phone.arguments_missing",
        Leg.REQUEST,
    ),
    (
        ("state does not match", "state mismatch", "state invalid", "invalid state"),
        "return.state_differs",
        Leg.RETURN,
    ),
    (
        (
            *("jwt expired", "token has expired", "id_token expired", "tokenexpirederror"),
            *("expiredsignature", "token is expired", "signature has expired", "jwtexpired"),
        ),
        "tokens.expired",
        Leg.TOKENS,
    ),
    (
        ("invalidsignature", "signature verification failed", "invalid signature"),
        "tokens.signature",
        Leg.TOKENS,
    ),
    (
        (
            "invalid issuer",
            "invalidissuer",
            "unexpected*iss ",
            'unexpected "iss"',
            "issuer invalid",
        ),
        "tokens.issuer",
        Leg.TOKENS,
    ),
    (
        (
            *("invalid audience", "invalidaudience", "unexpected*aud ", 'unexpected "aud"'),
            "audience invalid",
        ),
        "tokens.audience",
        Leg.TOKENS,
    ),
    (("no keys found in jwks", "jwks is empty", "jwks*no keys"), "tokens.no_keys", Leg.TOKENS),
    (
        (
            *("jwksnomatchingkey", "no applicable key found", "signingkeynotfounderror"),
            *("unable to find a signing key", "no matching jwk", "no matching key found"),
        ),
        "tokens.key_missing",
        Leg.TOKENS,
    ),
    (
        ("token used too early", "immaturesignature", "token is not yet valid", "jwt not active"),
        "tokens.early",
        Leg.TOKENS,
    ),
)


def _begins_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds the first half of any of the words: most lines hold none, and one look tells so."""
    return re.compile("|".join(sorted({re.escape(word.partition("*")[0]) for word in words})))


_ANY_FAULT: Final = _begins_of(word for _, words in _TRANSPORT for word in words)
_ANY_PHONE_WORD: Final = _begins_of(word for words, *_ in _PHONE for word in words)


def fault_of(line: str) -> str:
    """The transport fault that a line in lower case tells of, empty for none."""
    if not _ANY_FAULT.search(line):
        return ""
    for fault, words in _TRANSPORT:
        if any(_holds(line, word) for word in words):
            return fault.value
    return ""


def fault_of_number(number: int) -> str:
    """The transport fault behind a number of ``NSURLErrorDomain``, empty for none."""
    fault = _NSURL.get(number)
    return fault.value if fault else ""


def phone_word(line: str) -> tuple[str, Leg] | None:
    """The code and leg of what a phone or a token library says in a line in lower case."""
    if not _ANY_PHONE_WORD.search(line):
        return None
    for words, code, leg in _PHONE:
        if any(_holds(line, word) for word in words):
            return code, leg
    return None


def _holds(line: str, word: str) -> bool:
    first, star, second = word.partition("*")
    place = line.find(first)
    if place < 0 or not star:
        return place >= 0
    return line.find(second, place + len(first)) >= 0
