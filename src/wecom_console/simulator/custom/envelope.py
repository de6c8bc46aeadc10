"""What the made-up backend answers: ``ok``, and an error with its code. HTTP says the same."""

from wecom_console.simulator.wire.calls import Answer, json_answer


def custom_error(status: int, code: int | str, message: str, *, note: str = "") -> Answer:
    """A refusal. `code` is WeCom's errcode where WeCom refused, else a word."""
    document = {"ok": False, "error": {"code": code, "message": message}}
    return json_answer(document, status=status, errcode=code, note=note)


def custom_ok(user: dict[str, str], token: str) -> Answer:
    """A login."""
    return json_answer({"ok": True, "user": user, "token": token}, errcode=0)
