"""The causes of a refusal as lines below what failed: the same in every command."""

from typing import Final

from wecom_console.diagnosis.engine import Likelihood
from wecom_console.diagnosis.told import Diagnosis
from wecom_console.flow.explanations import plain
from wecom_console.messages.catalogue import Messages

_OTHERS: Final = 3
"""How many further causes that are possible are named."""


def cause_lines(messages: Messages, told: Diagnosis) -> list[str]:
    """The likeliest cause, called possible where it is no more than that, what speaks for it, how
    to make sure, the fix, in which console, and what else is possible."""
    first = told.first
    title = first.title
    if first.likelihood is not Likelihood.LIKELY:
        title = _row(messages, messages.text(f"likelihood.{first.likelihood.value}"), title)
    said = [(label, getattr(first, label)) for label in ("confirm", "fix", "where")]
    others = [one.title for one in told.causes[1:] if one.likelihood is not Likelihood.UNLIKELY]
    said += [("others", plain(one)) for one in others[:_OTHERS]]
    rows = [
        _row(messages, messages.text(f"diagnosis.{label}"), text) for label, text in said if text
    ]
    return [title, *first.because, *rows]


def _row(messages: Messages, label: str, text: str) -> str:
    return messages.text("diagnosis.row", label=label, text=text)
