"""The phone on which the login is played, and mistakes that can be tried on it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from wecom_console.domain.links.requests import LoginRequest
from wecom_console.domain.verdicts import Platform

WRONG_SIGNATURE: Final = "0" * 32
WRONG_ID: Final = "com.example.another"


@dataclass(frozen=True, slots=True)
class Device:
    """`corp_id` is the company that WeCom is signed in to, empty for the one that is asked for."""

    is_installed: bool = True
    corp_id: str = ""


class Mistake(StrEnum):
    """What a visitor of the virtual phone can get wrong on purpose."""

    NOT_INSTALLED = "not_installed"
    OTHER_COMPANY = "other_company"
    SIGNATURE = "signature"
    PACKAGE = "package"
    BUNDLE = "bundle"
    SCHEMA = "schema"
    CASE = "case"


ON_THE_DEVICE: Final[Mapping[Mistake, Device]] = {
    Mistake.NOT_INSTALLED: Device(is_installed=False),
    Mistake.OTHER_COMPANY: Device(corp_id="ww0000000000000000"),
}


def fits(mistake: Mistake, platform: Platform) -> bool:
    """Whether an app of that platform can make the mistake."""
    if mistake in (Mistake.SIGNATURE, Mistake.PACKAGE):
        return platform is Platform.ANDROID
    if mistake is Mistake.BUNDLE:
        return platform is not Platform.ANDROID
    return True


def spoiled(request: LoginRequest, mistake: Mistake) -> LoginRequest:
    """The request of an app that makes the mistake."""
    match mistake:
        case Mistake.SIGNATURE:
            return replace(request, signature_md5=WRONG_SIGNATURE)
        case Mistake.PACKAGE:
            return replace(request, package=WRONG_ID)
        case Mistake.BUNDLE:
            return replace(request, bundle_id=WRONG_ID)
        case Mistake.SCHEMA:
            digit = "1" if request.schema.endswith("0") else "0"
            return replace(request, schema=f"{request.schema[:-1]}{digit}")
        case Mistake.CASE:
            return replace(request, schema=request.schema.upper())
        case Mistake.NOT_INSTALLED | Mistake.OTHER_COMPANY:
            return request
