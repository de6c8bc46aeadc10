"""Words side by side, as the window's language joins them; for tool tips and screen readers."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication


def spoken_list(words: Iterable[str]) -> str:
    """The words as a list; empty ones are left out."""
    return QCoreApplication.translate("Spoken", ", ").join(word for word in words if word)


def spoken_fact(name: str, value: str) -> str:
    """A name and what it stands for; this alone where it has no name."""
    if not name:
        return value
    template = QCoreApplication.translate("Spoken", "{name}: {value}")
    return template.format(name=name, value=value)
