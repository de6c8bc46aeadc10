"""Takes secrets out of whatever leaves the driver.

Three nets: by value (every secret that the run knows or comes to know, however it is spelled), by
key (what stands under ``access_token``, ``authorization`` and their like, whoever put it there)
and by form (a signed JWT, under whatever key: Casdoor calls it ``data``). What is taken out is
replaced by a marker that keeps only the length.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from wecom_console.domain.problems import Params
from wecom_console.domain.secrets import Secret
from wecom_console.flow.markers import marker
from wecom_console.flow.secret_forms import SHORT, Spellings
from wecom_console.protocol.answers import read_json
from wecom_console.protocol.secret_names import SECRET_NAMES, is_secret_name, spelled

Pairs = tuple[tuple[str, str], ...]

BODY_LIMIT: Final = 64 * 1024
"""Characters of a body that an event keeps."""
_READ_LIMIT: Final = 2 * BODY_LIMIT
KNOWN_LIMIT: Final = 200
LEARN_LIMIT: Final = 20
"""Most secrets that are learned in a run, and from one document."""

_KEY_FORMS: Final = spelled(SECRET_NAMES)
_INITIALS: Final = "".join(sorted({name[0] for name in SECRET_NAMES}))
_JSON_VALUE: Final = re.compile(
    rf'"(?P<key>{_KEY_FORMS})"\s{{0,9}}:\s{{0,9}}"(?P<value>(?:[^"\\]|\\.)*)',
    re.IGNORECASE | re.DOTALL,
)
_NESTED_VALUE: Final = re.compile(
    rf'\\{{1,7}}"(?P<key>{_KEY_FORMS})\\{{1,7}}"\s{{0,9}}:\s{{0,9}}\\{{1,7}}"(?P<value>[^"\\]*)',
    re.IGNORECASE,
)
_QUERY_VALUE: Final = re.compile(
    rf"(?=[{_INITIALS}])(?<![A-Za-z0-9_.-])(?P<key>{_KEY_FORMS})=(?P<value>[^&#;\s\"'<>]+)",
    re.IGNORECASE,
)
_RULES: Final = (('"', _JSON_VALUE), ("\\", _NESTED_VALUE), ("=", _QUERY_VALUE))
"""Each with what it cannot do without: to look for a character is cheap."""

_JWT: Final = re.compile(
    r"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}"
)
_AUTH_SCHEME: Final = re.compile(r"(Bearer|Basic|authing) +", re.IGNORECASE)


class Redactor:
    """Knows the secrets of one run. It lives in the driver and learns while the run goes on."""

    def __init__(self, secrets: Iterable[Secret] = ()) -> None:
        self._known: dict[str, Spellings] = {}
        self.learn(*(secret.reveal() for secret in secrets))

    def learn(self, *values: str) -> None:
        """Take these out from now on, wherever they appear."""
        for value in values:
            if value and value not in self._known:
                self._known[value] = Spellings(value)
        # A secret that contains another goes first, or its rest would stay.
        longest_first = sorted(self._known, key=len, reverse=True)
        self._known = {value: self._known[value] for value in longest_first}

    def text(self, text: str) -> str:
        """`text` without any secret, in whatever place it stands."""
        # As they are, first: tokens of one issuer begin alike, and each keeps its own length.
        for value in self._known:
            if len(value) >= SHORT and value in text:
                text = text.replace(value, marker(len(value)))
        for value, spellings in self._known.items():
            text = spellings.replace(text, marker(len(value)))
        for sign, rule in _RULES:
            if sign in text:
                text = rule.sub(_without_value, text)
        if "eyJ" in text:
            text = _JWT.sub(lambda found: marker(len(found[0])), text)
        return text

    def value(self, key: str, value: str) -> str:
        """What may be shown of `value` under `key` (a header, parameter, claim)."""
        if not is_secret_name(key) or _is_plain_code(key, value):
            return self.text(value)
        scheme = _AUTH_SCHEME.match(value)
        if scheme and "authorization" in key.lower():
            return f"{scheme[0]}{marker(len(value) - scheme.end())}"
        return marker(len(value)) if value else ""

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> Pairs:
        """The same for a list of them, order kept."""
        return tuple((self.text(key), self.value(key, value)) for key, value in pairs)

    def params(self, params: Params) -> dict[str, str | int]:
        """The same for a message's parameters; numbers stay."""
        return {k: v if isinstance(v, int) else self.value(k, v) for k, v in params.items()}

    def body(self, body: bytes) -> str:
        """A body as text, at most `BODY_LIMIT` characters, its sensitive values learned first."""
        if not body:
            return ""
        if b"\0" in body:
            return f"[binary:{len(body)}]"
        # Cut twice: a secret that the first cut divides lies beyond the second.
        text = body[:_READ_LIMIT].decode("utf-8", errors="replace")
        self.learn_from(read_json(body[:_READ_LIMIT]))
        shown = self.text(text)
        if len(shown) <= BODY_LIMIT and len(body) <= _READ_LIMIT:
            return shown
        return f"{shown[:BODY_LIMIT]}\n[cut:{len(body)}]"

    def json(self, value: object) -> str:
        """A request's JSON body as text, its sensitive values learned first."""
        self.learn_from(value)
        return self.text(json.dumps(value, ensure_ascii=False))

    def learn_from(self, value: object) -> None:
        """Learn the sensitive values in a JSON document, so that they are known elsewhere too.
        Only so many: a hostile one may hold a million, and its own text is redacted by key."""
        found = (text for text in _sensitive_values(value) if len(text) >= SHORT)
        room = max(0, KNOWN_LIMIT - len(self._known))
        self.learn(*islice(found, min(room, LEARN_LIMIT)))


def _without_value(found: re.Match[str]) -> str:
    key, value = found["key"], found["value"]
    if not value or value.startswith("[redacted:") or _is_plain_code(key, value):
        return found[0]
    start, end = found.start("value") - found.start(), found.end("value") - found.start()
    return f"{found[0][:start]}{marker(len(value))}{found[0][end:]}"


def _is_plain_code(key: str, value: str) -> bool:
    """Authing's ``"code": "2004"`` is a result, not a login code (docs/reference/authing.md §7)."""
    return key.lower() == "code" and len(value) < 6 and value.lstrip("-").isdecimal()


def _sensitive_values(value: object) -> Iterator[str]:
    """The texts under sensitive keys, at any depth. Iterative: the document is a stranger's."""
    waiting: list[tuple[bool, object]] = [(False, value)]
    while waiting:
        inside, item = waiting.pop()
        if isinstance(item, Mapping):
            waiting += [(inside or is_secret_name(str(k)), v) for k, v in item.items()]
        elif isinstance(item, list | tuple):
            waiting += [(inside, v) for v in item]
        elif inside and isinstance(item, str):
            yield item
