"""What is said after a save, and where the secrets went."""

from wecom_console.gui.parts.form.presenter.saving import SavedConnection
from wecom_console.gui.parts.form.sentences import joined
from wecom_console.messages.catalogue import Messages


def saved_sentence(messages: Messages, saved: SavedConnection) -> str:
    """That it is stored, and each secret that the keyring did not take."""
    document = saved.profile.document
    name = str(document.get("display_name") or document.get("identifier") or "")
    kind = "draft" if saved.profile.is_draft else "created" if saved.is_new else "saved"
    said = [messages.text(f"form.saved.{kind}", name=name)]
    said += [placed(messages, p.code, p.params) for p in saved.result.secrets if p.code]
    return joined(messages, list(dict.fromkeys(said)))


def placed(messages: Messages, code: str, params: object) -> str:
    """A secret's placement as a sentence."""
    values = dict(params) if isinstance(params, dict) else {}
    reason = str(values.get("reason", ""))
    if reason and messages.has(reason):
        values["reason"] = messages.text(reason, **values)
    return messages.text(code, **values)
