"""Reads Authing's envelopes, as its clients read them. Source:
docs/reference/authing.md §5.1, §6.3."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wecom_console.domain.verdicts import Platform
from wecom_console.protocol.answers import find_wecom_error, not_the_api, read_object, wecom_refusal
from wecom_console.protocol.authing_codes import AFTER_IDENTITY
from wecom_console.protocol.http_replies import HttpAnswer
from wecom_console.protocol.json_values import JsonObject, text_of
from wecom_console.protocol.refusal import Refusal

_MESSAGE_LIMIT: Final = 300
_NUMBER: Final = re.compile(r"[0-9]{1,7}")


@dataclass(frozen=True, slots=True)
class AuthingAnswer:
    """An answer in Authing's envelope. `code` is 200 for success, whatever the HTTP status;
    `status_code` is the rougher one beside an ``apiCode``."""

    code: int
    message: str
    data: object
    status_code: int = 0

    @property
    def is_ok(self) -> bool:
        """Whether Authing agreed."""
        return 200 <= self.code < 300

    def refusal(self, **facts: str) -> Refusal:
        """The error as a message: ``wecom.<errcode>`` where Authing passes on WeCom's own."""
        errcode = find_wecom_error(self.message)
        if errcode is not None:
            return wecom_refusal(errcode, self.message, **facts)
        message = self.message[:_MESSAGE_LIMIT]
        params: dict[str, str | int] = {"code": self.code, "message": message}
        if self.status_code not in (0, self.code):
            params["status_code"] = self.status_code
        return Refusal(f"authing.{self.code}", params)

    @property
    def is_about_identity(self) -> bool:
        """Whether the error is WeCom's, passed on."""
        return find_wecom_error(self.message) is not None

    @property
    def is_about_account(self) -> bool:
        """Whether the error is Authing's decision about the member's account."""
        return self.code in AFTER_IDENTITY and not self.is_about_identity


def read_v3(answer: HttpAnswer, url: str) -> AuthingAnswer | Refusal:
    """v3: ``statusCode`` is the verdict, ``apiCode`` says why."""
    body = read_object(answer)
    if body is None or _number(body, "statusCode") is None:
        return not_the_api(answer, url)
    status = _number(body, "statusCode") or 0
    code = status if 200 <= status < 300 else _number(body, "apiCode") or status
    return AuthingAnswer(code, text_of(body, "message"), body.get("data"), status)


def read_v2(answer: HttpAnswer, url: str, *, platform: Platform) -> AuthingAnswer | Refusal:
    """v2, as Guard reads it: on Android ``statusCode``, overridden by ``apiCode``, overridden by
    ``code``; on iOS ``code`` alone. Without a code the whole body is the data."""
    body = read_object(answer)
    if answer.status not in (200, 201) or body is None:
        return not_the_api(answer, url)
    keys = ("code",) if platform is Platform.IOS else ("statusCode", "apiCode", "code")
    code = None
    for key in keys:
        found = _number(body, key)
        code = code if found is None else found
    if code == 0:  # a gateway's success; Authing's is 200
        return not_the_api(answer, url)
    if code is None:
        return AuthingAnswer(200, "", body)
    return AuthingAnswer(code, text_of(body, "message"), body.get("data"))


def _number(body: Mapping[str, object], key: str) -> int | None:
    text = text_of(body, key)
    return int(text) if _NUMBER.fullmatch(text) else None


def data_object(answer: AuthingAnswer) -> JsonObject:
    """The data of an answer as an object, an empty one where it is something else."""
    return answer.data if isinstance(answer.data, Mapping) else {}
