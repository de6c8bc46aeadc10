"""The way to the servers: proxy, authorities, patience."""

import re
from typing import Final
from urllib.parse import urlsplit

from wecom_console.domain.problems import Severity
from wecom_console.domain.profile import DIRECT, Network
from wecom_console.domain.rules.common import Problems, error, hint
from wecom_console.domain.rules.url import check_url

LONGEST_S: Final = 300
_ABSOLUTE: Final = re.compile(r"/|~|[A-Za-z]:[\\/]")


def check_network(network: Network) -> Problems:
    """A proxy is scheme, host and port; a file is one of this computer."""
    return (
        _check_proxy(network.proxy)
        + _check_ca_file(network.ca_file)
        + _check_timeout(network.timeout_s)
    )


def _check_proxy(proxy: str) -> Problems:
    field = "network.proxy"
    if proxy == DIRECT:
        return []
    # Plain http to the proxy is usual: the secrets travel inside it, encrypted.
    problems = [p for p in check_url(proxy, field) if p.severity is Severity.ERROR]
    if not problems and urlsplit(proxy).path not in ("", "/"):
        return [error("network.proxy.path", field)]
    return problems


def _check_ca_file(ca_file: str) -> Problems:
    field = "network.ca_file"
    if not ca_file:
        return []
    if ca_file.startswith(("\\\\", "//")):
        # Windows would log in to that computer merely to look.
        return [error("network.ca_file.remote", field)]
    if not _ABSOLUTE.match(ca_file):
        return [hint("network.ca_file.relative", field)]
    return []


def _check_timeout(timeout_s: str) -> Problems:
    if timeout_s.isascii() and timeout_s.isdigit() and 1 <= int(timeout_s[:4]) <= LONGEST_S:
        return []
    return [error("network.timeout_s.range", "network.timeout_s", longest=LONGEST_S)]
