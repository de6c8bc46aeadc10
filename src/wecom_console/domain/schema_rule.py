"""The schema rule: ``wwauth`` + the CorpID without its prefix + the AgentID's last six digits.

Source: docs/reference/wecom.md §3. True in every known sample and written down nowhere, so a
disagreement is an error that its user may override.
"""

import re
from dataclasses import dataclass

PREFIX = "wwauth"
CORP_ID = re.compile(r"(?:ww|wx)[0-9a-f]{16}", re.IGNORECASE)
SCHEMA = re.compile(r"wwauth([0-9a-f]{16})([0-9]{6})")
THIRD_PARTY = re.compile(r"wwauth3rd[0-9a-f]{16}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SchemaParts:
    """A schema cut in three, as the form shows it."""

    prefix: str
    corp_half: str
    agent_half: str


def corp_half(corp_id: str) -> str | None:
    """The 16 hex digits a schema takes from `corp_id`; None where it is not a CorpID."""
    return corp_id[2:].lower() if CORP_ID.fullmatch(corp_id) else None


def agent_half(agent_id: str) -> str | None:
    """The six digits a schema takes from `agent_id`; None where it is not a decimal number."""
    if not (agent_id.isascii() and agent_id.isdecimal()) or len(agent_id) > 20:
        return None
    return agent_id[-6:].zfill(6)


def derive_schema(corp_id: str, agent_id: str) -> str | None:
    """The schema WeCom issues for this corp and agent; None while either is not known."""
    corp, agent = corp_half(corp_id), agent_half(agent_id)
    return None if corp is None or agent is None else f"{PREFIX}{corp}{agent}"


def split_schema(schema: str) -> SchemaParts | None:
    """The three parts of a well-formed schema."""
    match = SCHEMA.fullmatch(schema)
    return SchemaParts(PREFIX, match[1], match[2]) if match else None
