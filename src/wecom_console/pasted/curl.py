"""curl commands, as people write them and as browsers copy them (bash, cmd, PowerShell)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from wecom_console.pasted.requests import Request
from wecom_console.pasted.shell_words import shell_words

_START: Final = re.compile(
    r"(?:[$#>] {1,3})?(?:\S{0,200}[/\\])?curl(?:\.exe)?[\s^`\\]", re.IGNORECASE
)
_SHORT_VALUED: Final = "AbcCdDeEFHKmoPQrtTuUwxXyYz"
_LONG_VALUED: Final = frozenset(
    (
        *("--abstract-unix-socket", "--cacert", "--capath", "--cert", "--cert-type"),
        *("--ciphers", "--config", "--connect-timeout", "--connect-to", "--cookie"),
        *("--cookie-jar", "--data", "--data-ascii", "--data-binary", "--data-raw"),
        *("--data-urlencode", "--dns-servers", "--dump-header", "--form", "--form-string"),
        *("--header", "--interface", "--json", "--key", "--limit-rate", "--local-port"),
        *("--max-redirs", "--max-time", "--netrc-file", "--noproxy", "--oauth2-bearer"),
        *("--output", "--pass", "--proxy", "--proxy-header", "--proxy-user", "--range"),
        *("--referer", "--request", "--request-target", "--resolve", "--retry"),
        *("--retry-delay", "--retry-max-time", "--socks5", "--speed-limit", "--speed-time"),
        *("--stderr", "--tls-max", "--trace", "--trace-ascii", "--unix-socket"),
        *("--upload-file", "--url", "--url-query", "--user", "--user-agent", "--write-out"),
    )
)
_LONG_OF: Final = {"d": "--data", "X": "--request", "F": "--form", "T": "--upload-file"}
_DATA: Final = ("--data", "--data-ascii", "--data-raw", "--data-binary", "--json")


@dataclass(slots=True)
class _Command:
    method: str = ""
    url: str = ""
    data: list[str] = field(default_factory=list)
    query: list[str] = field(default_factory=list)
    as_query: bool = False
    default: str = "GET"


def is_curl(text: str) -> bool:
    """Whether a text begins like a curl command, a prompt before it allowed."""
    return _START.match(text) is not None


def answer_behind(text: str) -> str:
    """What stands below a curl command: people copy what it printed along with it."""
    return shell_words(re.sub(r"^[$#>] {1,3}", "", text))[1]


def parse_curl(text: str) -> Request | None:
    """The request of a curl command; None where it is none or has no URL."""
    words, _ = shell_words(re.sub(r"^[$#>] {1,3}", "", text))
    if not words or re.split(r"[/\\]", words[0])[-1].lower() not in ("curl", "curl.exe"):
        return None
    command = _Command()
    rest = iter(words[1:])
    for word in rest:
        if word in ("|", ";", "&&", ">"):
            break
        if word.startswith("--"):
            _take(command, word, next(rest, "") if word in _LONG_VALUED else "")
        elif word.startswith("-") and len(word) > 1:
            _take_short(command, word[1:], rest)
        elif not command.url and re.search(r"[.:/]", word):
            command.url = word
    return _request(command)


def _take_short(command: _Command, letters: str, rest: Iterator[str]) -> None:
    """A cluster of short options: the first that takes a value takes what is left of it."""
    for place, letter in enumerate(letters):
        if letter in _SHORT_VALUED:
            value = letters[place + 1 :] or next(rest, "")
            _take(command, _LONG_OF.get(letter, ""), value)
            return
        _take(command, {"G": "--get", "I": "--head"}.get(letter, ""), "")


def _take(command: _Command, option: str, value: str) -> None:
    match option:
        case "--request":
            command.method = value.upper()
        case "--url":
            command.url = command.url or value
        case "--get":
            command.as_query = True
        case "--head":
            command.default = "HEAD"
        case "--url-query":
            command.query.append(value)
        case "--data-urlencode":
            command.data.append(_urlencoded(value))
        case "--form" | "--form-string":
            command.data.append(_urlencoded(value))
        case "--upload-file":
            command.default = "PUT"
        case _ if option in _DATA:
            command.data.append(value)
        case _:
            pass


def _urlencoded(value: str) -> str:
    name, equals, content = value.partition("=")
    return f"{name}={quote(content, safe='')}" if equals else quote(value, safe="")


def _request(command: _Command) -> Request | None:
    if not command.url:
        return None
    url = command.url if "://" in command.url else f"http://{command.url}"
    query = [*command.query, *(command.data if command.as_query else ())]
    if query:
        url += ("&" if "?" in url else "?") + "&".join(query)
    data = [] if command.as_query else command.data
    method = command.method or ("POST" if data else command.default)
    return Request(method, url, "&".join(data))
