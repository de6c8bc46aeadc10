"""The window's Chinese: complete, collected from today's code, and compiled."""

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

from architecture.checkout import dev

PLACEHOLDER = re.compile(r"\{[^{}]*\}|%n|%\d+|<[^<>]+>")


def messages() -> list[tuple[str, str, str]]:
    """Context, source and translation of everything in the `.ts` file."""
    root = ElementTree.parse(dev.TRANSLATION).getroot()
    return [
        (context.findtext("name", ""), message.findtext("source", ""), "".join(told.itertext()))
        for context in root.iter("context")
        for message in context.iter("message")
        for told in message.iter("translation")
    ]


def test_translations_are_collected_from_todays_code(tmp_path: Path) -> None:
    """`dev.py translations` would change nothing."""
    again = Path(shutil.copy(dev.TRANSLATION, tmp_path))
    dev.update_translation(again)
    assert dev.TRANSLATION.read_text(encoding="utf-8") == again.read_text(encoding="utf-8")


def test_translations_are_compiled(tmp_path: Path) -> None:
    """The checked-in `.qm` is what the checked-in `.ts` compiles to."""
    again = tmp_path / "zh_CN.qm"
    dev.compile_translation(dev.TRANSLATION, again)
    assert dev.TRANSLATION.with_suffix(".qm").read_bytes() == again.read_bytes()


def test_everything_is_translated() -> None:
    """No literal of the window is left without its Chinese."""
    assert 0 == dev.TRANSLATION.read_text(encoding="utf-8").count('type="unfinished"')
    assert [] == [(context, source) for context, source, told in messages() if not told.strip()]


def test_translations_keep_their_placeholders() -> None:
    """What is filled into the English is filled into the Chinese as well."""
    assert [] == [
        (context, source)
        for context, source, told in messages()
        if sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(told))
    ]
