"""Ids and Secrets that stand under their names in configuration, code and logs: only what is
certainly wrong with any of them."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.clues import Clue
from wecom_console.pasted.looks.values import shape_of

_LIMIT: Final = 200
_NAMED: Final = re.compile(
    r"(?=[wqcsa])(?<![A-Za-z0-9])(?P<name>(?:we_?com_?|we_?work_?|qywx_?|qy_?wechat_?)?"
    r"(?:corp_?secret|app_?secret|secret|corp_?id|agent_?id|access_token))[\"']?\s{0,3}(?:=>|[:=])\s{0,3}"
    r"(?:(?P<quote>[\"'])(?P<value>[^\"'\r\n]{0,300})(?P=quote)|(?P<bare>undefined|NaN)\b)",
    re.IGNORECASE,
)
_BLANK: Final = re.compile(r"^(?:\s|\\[nrt])|(?:\s|\\[nrt]|%0[AD]|%20)$", re.IGNORECASE)


def judge_named(text: str) -> Iterator[Clue]:
    """A Secret with a blank or a line break at its edge, an id that nobody filled in or that is
    another one."""
    for found in islice(_NAMED.finditer(text), _LIMIT):
        name = found["name"].lower()
        value = found["bare"] or found["value"] or ""
        params = {"name": found["name"], "found": "?", "other": "?"}
        if name == "access_token":
            # Empty it is in a refusal of gettoken's, too.
            if value.lower() in ("undefined", "null", "none", "nil"):
                yield Clue("sent.token_not_filled", params, Leg.IDENTITY)
        elif "secret" in name:
            if len(value) > 1 and _BLANK.search(value):
                yield Clue("sent.secret_blank", params, Leg.IDENTITY)
        elif value.lower() in ("undefined", "null", "nan", "none"):
            code = "sent.agent_not_filled" if "agent" in name else "sent.corp_not_filled"
            yield Clue(code, {**params, "found": value}, Leg.IDENTITY)
        elif "agent" in name and shape_of(value) in ("corp", "schema", "secret", "suite"):
            yield Clue("sent.agent_malformed", {**params, "found": value}, Leg.IDENTITY)
        elif "corp" in name and shape_of(value) in ("agent", "schema", "secret"):
            is_schema = shape_of(value) == "schema"
            code = "sent.corp_is_schema" if is_schema else "sent.corp_malformed"
            yield Clue(code, {**params, "found": value}, Leg.IDENTITY)
