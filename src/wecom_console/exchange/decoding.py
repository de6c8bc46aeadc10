"""Bytes of a file as text: UTF-8, with or without a byte-order mark. Others are refused by name."""

import codecs
from typing import Final

from wecom_console.exchange.file_problem import TextFault

_MARKS: Final = (
    # UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_GUESSED: Final = (("gb18030", "GB18030"), ("big5", "Big5"), ("shift_jis", "Shift JIS"))


def decode_utf8(data: bytes) -> str | TextFault:
    """The text of `data`, its byte-order mark removed; else ``file.encoding`` with the name."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return TextFault("file.encoding", {"found": name}, 1, 1)
    if name := _unmarked_utf16(data):
        return TextFault("file.encoding", {"found": name}, 1, 1)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The error counts behind the byte-order mark, where there is one.
        body = data.removeprefix(codecs.BOM_UTF8)
        before = body[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        name = _guess(body)
        params = {"found": name} if name else {"kind": "unknown"}
        return TextFault("file.encoding", params, line, column)


def _unmarked_utf16(data: bytes) -> str:
    """ASCII written as UTF-16 without a mark: every second byte of the beginning is NUL."""
    head = data[:64]
    if len(head) < 8:
        return ""
    even, odd = head[::2], head[1::2]
    if not any(odd) and all(even):
        return "UTF-16"
    return "UTF-16" if not any(even) and all(odd) else ""


def _guess(data: bytes) -> str:
    for codec, name in _GUESSED:
        try:
            data.decode(codec)
        except UnicodeDecodeError:
            continue
        return name
    return ""
