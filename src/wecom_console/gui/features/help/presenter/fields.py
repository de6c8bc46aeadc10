"""The form's help of every field, as a page of the guide."""

from wecom_console.gui.features.help.presenter.guide import Field
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import field_label

PARTS = ("wecom", "authing", "wrong", "breaks")
_PREFIX = "help."


def fields_of(messages: Messages) -> tuple[Field, ...]:
    """Every field that there is help of, in the order of the form."""
    codes = (code.removeprefix(_PREFIX) for code in messages.texts if code.startswith(_PREFIX))
    paths = dict.fromkeys(code.rpartition(".")[0] for code in codes)
    return tuple(Field(path, field_label(messages, path), _told(messages, path)) for path in paths)


def _told(messages: Messages, path: str) -> str:
    codes = {part: f"help.{path}.{part}" for part in PARTS}
    return "\n\n".join(
        f"**{messages.text(f'help_panel.{part}')}**: {messages.text(code)}"
        for part, code in codes.items()
        if messages.has(code)
    )
