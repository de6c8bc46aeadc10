"""What a login learns of the member from WeCom."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WecomMember:
    """E-mail and phone only if WeCom hands them out."""

    userid: str
    name: str
    email: str
    phone: str
