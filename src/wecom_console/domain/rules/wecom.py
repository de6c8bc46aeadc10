"""CorpID, AgentID and Schema. Source: docs/reference/wecom.md §2.2 and §3."""

import re

from wecom_console.domain.problems import Fix, Problem
from wecom_console.domain.rules.common import (
    Problems,
    error,
    required,
    warning,
)
from wecom_console.domain.schema_rule import (
    CORP_ID,
    SCHEMA,
    THIRD_PARTY,
    agent_half,
    corp_half,
    derive_schema,
    split_schema,
)

SCHEMA_LENGTH = 28


def check_corp_id(value: str) -> Problems:
    """``ww`` or ``wx`` and 16 hex digits; the usual wrong values are named."""
    field = "corp_id"
    if not value.strip():
        return [required(field)]
    if CORP_ID.fullmatch(value):
        return []
    return [error(f"corp_id.{_kind_of_wrong_corp_id(value)}", field, length=len(value))]


def _kind_of_wrong_corp_id(value: str) -> str:
    lower = value.lower()
    if lower.startswith("wwauth"):
        return "is_schema"
    if re.fullmatch(r"wwk\w{10,}", lower) and not re.fullmatch(r"ww[0-9a-f]+", lower):
        return "internal"
    if re.fullmatch(r"wp\S{30}", lower):
        return "open_corp_id"
    if re.fullmatch(r"wm\S{20,}", lower):
        return "external_user"
    if re.fullmatch(r"[A-Za-z0-9_-]{43}", value):
        return "is_secret"
    if re.fullmatch(r"(?:ww|wx)[0-9a-f]*", lower):
        return "length"
    if re.fullmatch(r"100\d{4}", value):
        return "is_agent_id"
    return "format"


def check_agent_id(value: str) -> Problems:
    """A decimal number, normally 7 digits beginning with 1000; known built-in apps are named."""
    field = "agent_id"
    if not value.strip():
        return [required(field)]
    if not (value.isascii() and value.isdecimal()):
        return [error("agent_id.not_number", field)]
    if value == "2000002":
        return [warning("agent_id.contacts_sync", field)]
    if re.fullmatch(r"3010\d{3}", value):
        return [warning("agent_id.built_in", field, value=value)]
    if not re.fullmatch(r"1000\d{3}", value):
        return [warning("agent_id.unusual", field)]
    return []


def check_schema(value: str, *, corp_id: str, agent_id: str) -> Problems:
    """The form is an error; disagreeing with CorpID or AgentID is one that may be overridden.

    An AgentID outside 1000000-1999999 only warns about the suffix: nothing is known there."""
    field = "schema"
    if not value.strip():
        return [required(field)]
    derived = derive_schema(corp_id, agent_id)
    fixes = (Fix("derive", field, derived),) if derived else ()
    if not SCHEMA.fullmatch(value):
        return [_malformed(value, fixes)]
    return _mismatch(value, corp_id=corp_id, agent_id=agent_id)


def _malformed(value: str, fixes: tuple[Fix, ...]) -> Problem:
    field = "schema"
    if THIRD_PARTY.fullmatch(value.strip().removesuffix("://")):
        return error("schema.third_party", field, *fixes)
    if SCHEMA.fullmatch(value.lower()):
        return error("schema.case", field, Fix("lower", field, value.lower()))
    if re.fullmatch(r"wwauth[0-9a-f]*", value.lower()):
        if len(value) != SCHEMA_LENGTH:
            return error("schema.length", field, *fixes, length=len(value), expected=SCHEMA_LENGTH)
        return error("schema.suffix", field, *fixes, suffix=value[-6:])
    return error("schema.format", field, *fixes)


def _mismatch(value: str, *, corp_id: str, agent_id: str) -> Problems:
    """Each half is compared as soon as what it stands for is known."""
    mine = split_schema(value)
    if mine is None:
        raise AssertionError("it is well-formed here")
    corp = corp_half(corp_id) or mine.corp_half
    agent = agent_half(agent_id) or mine.agent_half
    corp_differs, agent_differs = mine.corp_half != corp, mine.agent_half != agent
    if not corp_differs and not agent_differs:
        return []
    half = "both" if corp_differs and agent_differs else "corp" if corp_differs else "agent"
    expected = f"{mine.prefix}{corp}{agent}"
    fixes = [Fix("derive", "schema", expected)]
    if half == "agent" and not 1_000_000 <= int(agent_id) <= 1_999_999:
        unknown = {"agent_id": agent_id, "expected": expected}
        return [warning("schema.suffix_unknown", "schema", *fixes, **unknown)]
    # The schema is pasted as a rule, the two ids are often typed: either may be the wrong one.
    if corp_differs:
        fixes.append(Fix("corp_id_is", "corp_id", f"{corp_id[:2]}{mine.corp_half}"))
    elif re.fullmatch(r"000\d{3}", mine.agent_half):
        fixes.append(Fix("agent_id_is", "agent_id", f"1{mine.agent_half}"))
    return [
        error(
            "schema.mismatch",
            "schema",
            *fixes,
            overridable=True,
            half=half,
            corp_half=mine.corp_half,
            corp_expected=corp,
            agent_half=mine.agent_half,
            agent_expected=agent,
            agent_id=agent_id,
            expected=expected,
        )
    ]
