"""What the system says of an error is told in the reader's language."""

import errno
import os

import pytest

from wecom_console.messages.catalogue import load_messages


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("zh_CN", os.strerror(errno.ENOENT), "文件或文件夹不存在"),
        (
            "zh_CN",
            f"{os.strerror(errno.ENOTDIR)}: /a",
            "路径中有一段是文件，而不是文件夹: /a",
        ),
        ("zh_CN", "TimeoutError", "TimeoutError"),
        ("en", os.strerror(errno.ENOSPC), "The disk is full"),
    ],
)
def test_a_reason_is_told_in_words_of_ours(language: str, said: str, told: str) -> None:
    """As far as it is known; a path after it stays."""
    assert told == load_messages(language).reason(said)


def test_a_sentence_takes_them_by_itself() -> None:
    """Whoever reports an error hands on what the system said."""
    messages = load_messages("zh_CN")
    told = messages.text("store.cannot_open", file="/x", reason=os.strerror(errno.ENOENT))
    assert "无法打开 /x：文件或文件夹不存在。请检查目录是否存在、是否有写入权限。" == told
