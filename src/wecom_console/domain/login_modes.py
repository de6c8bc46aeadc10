"""What login mode and account association mean for people: who gets in, who is created, who is
asked. Source: docs/reference/authing.md §2, §6.4, §8; the simulator decides by the same rules."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wecom_console.domain.profile import Association


class Sample(StrEnum):
    """A member of the company, by what Authing has of them."""

    KNOWN = "known"
    SAME_EMAIL = "same_email"
    SAME_PHONE = "same_phone"
    TWO_ACCOUNTS = "two_accounts"
    NO_ACCOUNT = "no_account"


class LoginOutcome(StrEnum):
    """How a login with WeCom ends for them."""

    ENTERS = "enters"
    CREATED = "created"
    ASKED = "asked"
    ASKED_TO_BIND = "asked_to_bind"
    ASKED_WHICH = "asked_which"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SampleOutcome:
    """One line of the table."""

    sample: Sample
    outcome: LoginOutcome


_MATCHED_BY: Final = {Sample.SAME_EMAIL: "email", Sample.SAME_PHONE: "phone"}


def outcomes(association: Association, *, login_only: bool) -> tuple[SampleOutcome, ...]:
    """The table for these settings. Two accounts, one with the member's email and one with their
    phone, matter only where both are compared."""
    samples = [
        sample
        for sample in Sample
        if sample is not Sample.TWO_ACCOUNTS or _matches_both(association)
    ]
    return tuple(SampleOutcome(s, _outcome(s, association, login_only=login_only)) for s in samples)


def _outcome(sample: Sample, association: Association, *, login_only: bool) -> LoginOutcome:
    if sample is Sample.KNOWN:
        return LoginOutcome.ENTERS
    if association.mode == "challenge":
        return LoginOutcome.ASKED_TO_BIND if login_only else LoginOutcome.ASKED
    if association.mode == "field":
        if sample is Sample.TWO_ACCOUNTS:
            return LoginOutcome.ASKED_WHICH
        if _MATCHED_BY.get(sample) in association.fields:
            return LoginOutcome.ENTERS
    return LoginOutcome.REFUSED if login_only else LoginOutcome.CREATED


def _matches_both(association: Association) -> bool:
    return association.mode == "field" and {"email", "phone"} <= set(association.fields)
