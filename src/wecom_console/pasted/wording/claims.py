"""Gives each clue to whom it belongs, and adds what the rest of the text tells of it.

A number alone is nobody's: what stands beside it says whose it is, and the whole text where the
line says nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from wecom_console.pasted.clues import Clue, PastedText, unique
from wecom_console.pasted.wording.foreign import told_foreign
from wecom_console.pasted.wording.owners import (
    LOOKED_AT,
    Owner,
    names_wecom,
    owner_of,
    owner_of_unnumbered,
    says_either,
)
from wecom_console.protocol.addresses import address_seen

_CLAIMED: Final = ("wecom", "authing", "http", "oidc")
_ANY_NUMBER: Final = re.compile(r"(?<![\w.-])\d{5,8}(?![\w.-])")
_SINGLE: Final = ("json", "errmsg", "code", "curl")
"""Kinds of which the whole is about one answer: a product's mere name counts there."""

_NOTICED: Final = (
    (
        "seen_provider_call",
        re.compile(r"provider_?(?:access_?)?token|provider_?secret|cp\.tp\.", re.IGNORECASE),
    ),
    (
        "seen_suite_parameter",
        re.compile(r"[?&\s\"'](?:suite|provider)_access_token[\"']?[=:]", re.IGNORECASE),
    ),
    (
        "seen_empty_token",
        re.compile(r"[?&]access_token=(?:&|$|\s|null|undefined|None)", re.IGNORECASE),
    ),
    ("seen_gettoken_call", re.compile(r"cgi-bin/gettoken\b", re.IGNORECASE)),
    ("seen_secret_refused", re.compile(r"\b(?:40001|40091)\b")),
    ("seen_scope_mini", re.compile(r"wx\.login\b|jscode2session", re.IGNORECASE)),
    ("says_auth_code", re.compile(r"auth_code exceed|get_permanent_code", re.IGNORECASE)),
    ("seen_provider_login", re.compile(r"get_?login_?info", re.IGNORECASE)),
)
_NOTICED_FOR: Final = {
    "wecom.40001": ("seen_provider_call",),
    "wecom.40014": ("seen_suite_parameter", "seen_empty_token"),
    "wecom.41001": ("seen_suite_parameter", "seen_empty_token"),
    "wecom.45009": ("seen_gettoken_call", "seen_secret_refused"),
    "wecom.40029": ("seen_scope_mini",),
    "wecom.40058": ("says_auth_code",),
    "sdk.suite_ticket": ("seen_provider_login",),
}
_FAILS: Final = re.compile(
    r"fail|(?<![a-z])err(?:or|code)|exception|\u5931\u8d25|\u9519\u8bef|\u62a5\u9519|\u5f02\u5e38",
    re.IGNORECASE,
)
_NAMED_ALONE: Final = (Owner.DINGTALK, Owner.FEISHU, Owner.WELINK)
_WXJAVA: Final = re.compile(r"WxErrorException|me\.chanjar\.weixin|\u5fae\u4fe1\u539f\u59cb")


def claimed(found: PastedText, text: str) -> PastedText:
    """`found` with every clue at its owner's, and a clue for a sentence that nobody here says."""
    if not found.clues:
        owner = _owner_of_silent(text) if found.kind == "unknown" else None
        if owner is None:
            return found
        lines = text[:LOOKED_AT].splitlines()
        line = next((one for one in lines if owner_of_unnumbered(one)), text)
        number = _ANY_NUMBER.search(line)
        clue = told_foreign(owner, number[0] if number else "?", line, "")
        return replace(found, kind="errmsg", clues=(clue,))
    whole = None if found.kind == "har" else _owner_of_whole(text, found.kind)
    clues = unique(_claims(found.clues, whole, text, found.kind), by_source=found.kind == "har")
    kept = tuple(clue for clue in clues if not _is_by_the_way(clue))
    of_others = any(clue.code.startswith("foreign.") for clue in clues)
    kept = tuple(c for c in kept if not (of_others and c.code == "http.status"))
    last = tuple(clue for clue in clues if _is_by_the_way(clue))
    facts = found.facts
    if of_others and not any(clue.code.startswith(("wecom.", "authing.")) for clue in kept):
        owners = {clue.code.partition(".")[2] for clue in clues if clue.code.startswith("foreign.")}
        facts = tuple(
            ("answer", min(owners)) if name == "answer" else (name, v) for name, v in facts
        )
    return replace(found, clues=(*kept, *last), facts=facts)


def _owner_of_silent(text: str) -> Owner | None:
    """Whose a text is that tells no code: by its own words, or by its name where it tells of a
    failure and speaks of none of the products of this login."""
    owner = owner_of_unnumbered(text)
    if owner is not None or not _FAILS.search(text[:LOOKED_AT]):
        return owner
    named = owner_of(text)
    is_ours = names_wecom(text) or re.search(r"authing|casdoor", text[:LOOKED_AT], re.IGNORECASE)
    return named if named in (*_NAMED_ALONE, Owner.WECHAT) and not is_ours else None


def _owner_of_whole(text: str, kind: str) -> Owner | None:
    owner = owner_of(text)
    if kind in _SINGLE or owner is Owner.WECOM:
        return owner
    # A product's name in passing counts where WeCom is not spoken of at all.
    is_named = owner in _NAMED_ALONE and not names_wecom(text)
    return owner if is_named else owner_of_unnumbered(text)


def _claims(clues: tuple[Clue, ...], whole: Owner | None, text: str, kind: str) -> Iterator[Clue]:
    for clue in clues:
        family, _, number = clue.code.partition(".")
        said = str(clue.params.get("errmsg") or clue.params.get("message") or "")
        if (
            clue.code == f"foreign.{Owner.OTHER}"
            and (owner := owner_of(f"{clue.source}\n{said}")) in _NAMED_ALONE
        ):
            yield told_foreign(owner, clue.params.get("errcode", "?"), said, clue.source)
            continue
        if family in _CLAIMED and not _is_access_log(clue):
            near = f"{clue.source}\n{said}"
            owner = owner_of(near) or _by_number(clue, said) or whole
            if owner is Owner.DINGTALK and says_either(near) and names_wecom(text):
                owner = None
            if owner is Owner.OIDC and family == "wecom" and "errcode" in near:
                owner = None  # a broker that passes WeCom's answer on: no OIDC provider says so
            if owner is not None and owner is not Owner.WECOM and clue.code != "http.status":
                yield told_foreign(owner, number, said, clue.source)
                continue
        yield _completed(_of_library(clue, said), text, kind)


def _by_number(clue: Clue, said: str) -> Owner | None:
    """WeChat has numbers that WeCom has not. WeCom's own sentences are English: a number of
    DingTalk's with a Chinese one is DingTalk's."""
    if clue.code in _WECHAT:
        return Owner.WECHAT
    is_chinese = re.match(r"[\u4e00-\u9fff]", said) is not None
    return Owner.DINGTALK if is_chinese and clue.code in _DINGTALK else None


_WECHAT: Final = frozenset(
    {"wecom.40125", "wecom.40163", "wecom.40164", "wecom.61004", "wecom.61006", "wecom.61007"}
)
_DINGTALK: Final = frozenset({"wecom.40089", "wecom.40078", "wecom.33001", "wecom.33012"})


def _of_library(clue: Clue, said: str) -> Clue:
    """WxJava writes 40085 itself where its store holds no ticket; WeCom's own bears a hint."""
    is_local = clue.code == "wecom.40085" and "hint" not in said and "from ip" not in clue.source
    if is_local and _WXJAVA.search(f"{clue.source} {said}"):
        return Clue("sdk.suite_ticket", {"message": said}, None, clue.source)
    return clue


def _completed(clue: Clue, text: str, kind: str) -> Clue:
    if kind == "har":
        return clue
    params = dict(clue.params)
    if clue.code == "wecom.60020" and params.get("ip", "?") == "?" and (ip := address_seen(text)):
        params["ip"] = ip
    names = _NOTICED_FOR.get(clue.code, ())
    if names:
        looked_at = text[:LOOKED_AT]
        seen = [n for n, pattern in _NOTICED if n in names and pattern.search(looked_at)]
        clue = replace(clue, noticed=(*clue.noticed, *seen))
    return replace(clue, params=params)


def _is_by_the_way(clue: Clue) -> bool:
    """Whether a clue comes after all others: an application's own no repeats what it was told."""
    return _is_access_log(clue) or clue.code == f"foreign.{Owner.OTHER}"


def _is_access_log(clue: Clue) -> bool:
    return "seen_access_log" in clue.noticed
