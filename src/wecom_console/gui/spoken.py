"""Words side by side, as the window's language joins them; for tool tips and screen readers."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication


def spoken_text(text: str) -> str:
    """A text without its marks: a screen reader would read every asterisk."""
    if "**" not in text and "`" not in text:
        return text
    from wecom_console.gui.theme.rich_text import parse_marks  # not for single lines

    return parse_marks(text)[0]


def spoken_list(words: Iterable[str]) -> str:
    """The words as a list; empty ones are left out."""
    return QCoreApplication.translate("Spoken", ", ").join(word for word in words if word)


def spoken_fact(name: str, value: str) -> str:
    """A name and what it stands for; this alone where it has no name."""
    if not name:
        return value
    template = QCoreApplication.translate("Spoken", "{name}: {value}")
    return template.format(name=name, value=value)
