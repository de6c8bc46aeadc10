"""What a check found, in words: the same on the command line and in the window."""

from wecom_console.messages.catalogue import Messages
from wecom_console.services.doctor import CheckResult


def finding_words(messages: Messages, finding: CheckResult) -> str:
    """The check's own sentence, or that of the part of the program it asked."""
    own = f"cli.doctor.{finding.check}.{finding.code}"
    code = own if messages.has(own) else finding.code
    return messages.text(code, **finding.params)


def fix_words(messages: Messages, finding: CheckResult) -> str:
    """What to do about it; empty where there is nothing to be done."""
    code = f"cli.doctor.{finding.check}.{finding.code}_fix"
    return messages.text(code, **finding.params) if messages.has(code) else ""
