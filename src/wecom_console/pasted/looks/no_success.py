"""Answers without an error by which nobody can log in (docs/reference/wecom.md §9.2 to §9.4)."""

import re
from collections.abc import Iterator
from typing import Final

from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.clues import Clue

_WHOLE: Final = 12_000
"""Characters up to which a text is one answer; a longer one is looked at line by line."""

_LINES: Final = 2_000
_LINE_LENGTH: Final = 8_000
_IS: Final = r"""["'\]]{0,2}\s{0,3}(?:=>|[:=])\s{0,3}(?:(?:string|int)\(\d{1,5}\)\s?)?"""
_OPENID: Final = re.compile(rf"""(?<![A-Za-z_])(OpenId|openId|openid){_IS}["']?o[\w-]{{2,80}}""")
_USERID: Final = re.compile(
    rf"""(?<![A-Za-z_])user_?id{_IS}["']?(?!null|None|undefined)[\w@.-]""", re.IGNORECASE
)
_NO_ERROR: Final = re.compile(rf"errcode{_IS}[\"']?0(?![\d.])", re.IGNORECASE)
_ERROR: Final = re.compile(rf"errcode{_IS}[\"']?-?[1-9]", re.IGNORECASE)
_OTHERS: Final = re.compile(
    r"access_token|unionid|session_key|nickname|snsapi_|open_userid|api\.weixin\.qq\.com",
    re.IGNORECASE,
)
_OUTSIDER: Final = re.compile(r"external_userid|DeviceId")
_MEMBER: Final = re.compile(
    rf"(?:main_department|is_leader_in_dept|isleader|direct_leader|department|hide_mobile){_IS}",
    re.IGNORECASE,
)
_CONTACT: Final = re.compile(
    rf"""(?<![A-Za-z_])(?:mobile|email|biz_mail){_IS}["']?[\w+*]""", re.IGNORECASE
)
_CLOSED: Final = re.compile(rf"(?<![A-Za-z_])close{_IS}[\"']?1(?!\d)")
_AGENT: Final = re.compile(rf"(?<![A-Za-z_])agentid{_IS}[\"']?(\d{{1,9}})", re.IGNORECASE)
_LINKED: Final = re.compile(
    rf"""(?<![A-Za-z_])user_?id{_IS}["']?(?:ww|wx|wp)[\w-]{{10,60}}/[\w@.-]""", re.IGNORECASE
)
_DISABLED: Final = re.compile(rf"(?<![A-Za-z_])status{_IS}[\"']?([245])(?!\d)")


def judge_answers(text: str, profile: Profile | None) -> Iterator[Clue]:
    """What such an answer means."""
    low = text[: _WHOLE * 200].lower()
    if "openid" not in low and "userid" not in low and "agentid" not in low:
        return
    pieces = [text] if len(text) <= _WHOLE else text.splitlines()[:_LINES]
    for piece in pieces:
        yield from _of_answer(piece[:_LINE_LENGTH] if len(text) > _WHOLE else piece, profile)


def _of_answer(text: str, profile: Profile | None) -> Iterator[Clue]:
    if _ERROR.search(text):
        return
    is_fine = _NO_ERROR.search(text) is not None
    opened = _OPENID.search(text)
    if opened is not None and not _USERID.search(text) and not _OTHERS.search(text):
        is_told = is_fine or opened[1] == "OpenId" or _OUTSIDER.search(text) is not None
        if is_told:
            yield Clue("identity.not_a_member", {}, Leg.IDENTITY)
        return
    if _LINKED.search(text) and (is_fine or "errmsg" in text):
        yield Clue("identity.linked_member", {}, Leg.IDENTITY)
    if not is_fine:
        return
    agent = _AGENT.search(text)
    if agent is not None and _CLOSED.search(text):
        yield Clue("identity.agent_closed", {"agentid": agent[1]}, Leg.IDENTITY)
    if _USERID.search(text) and _MEMBER.search(text):
        status = _DISABLED.search(text)
        if status is not None:
            yield Clue("identity.member_inactive", {"status": status[1]}, Leg.IDENTITY)
        if not _CONTACT.search(text) and _matches_fields(profile):
            yield Clue("identity.fields_withheld", {}, Leg.IDENTITY)


def _matches_fields(profile: Profile | None) -> bool:
    return profile is None or profile.association.mode == "field"
