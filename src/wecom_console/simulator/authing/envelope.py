"""Authing's answer envelopes: v3, v2 and OAuth (docs/reference/authing.md §5.1, §6.3, §7, §9).

Business failures travel with HTTP 200 in v2 and v3; OAuth errors carry a real status.
"""

from wecom_console.simulator.wire.calls import Answer, Call, json_answer
from wecom_console.simulator.wire.protocol_texts import authing_message
from wecom_console.simulator.world.world import World


def message(call: Call, key: str, **values: str | int) -> str:
    """A sentence in the language of ``x-authing-lang``."""
    return authing_message(call.header("x-authing-lang"), key, **values)


def v3_ok(call: Call, data: object) -> Answer:
    """A v3 success."""
    document = {"statusCode": 200, "message": message(call, "ok"), "data": data}
    return json_answer(document, errcode=0)


def v3_error(
    world: World,
    call: Call,
    status_code: int,
    *,
    text: str,
    api_code: int | None = None,
    data: object = None,
) -> Answer:
    """A v3 failure: `text` is the sentence, `api_code` the finer number, `data` what a further
    step needs."""
    code = status_code if api_code is None else api_code
    document = {
        "statusCode": status_code,
        "apiCode": code,
        "message": text,
        "requestId": world.random.uuid("request"),
    } | ({} if data is None else {"data": data})
    return json_answer(document, errcode=code)


def v2_ok(call: Call, data: object, *, key: str = "ok") -> Answer:
    """A v2 success: its ``code`` is an integer, which Guard reads
    (docs/reference/authing.md §6.3)."""
    return json_answer({"code": 200, "message": message(call, key), "data": data}, errcode=0)


def v2_error(
    world: World,
    call: Call,
    code: int,
    *,
    text: str,
    status_code: int = 499,
    data: object = None,
) -> Answer:
    """A v2 failure. ``apiCode`` is text, as it may be; ``code`` is the integer that Guard reads."""
    document = {
        "uniqueId": world.random.uuid("request"),
        "code": code,
        "statusCode": status_code,
        "apiCode": str(code),
        "message": text,
        "data": data,
    }
    return json_answer(document, errcode=code)


def oauth_error(error: str, description: str, *, status: int = 400) -> Answer:
    """An OAuth 2.0 error; 401 comes with its challenge."""
    challenge = (("www-authenticate", f'Bearer error="{error}"'),) if status == 401 else ()
    return json_answer(
        {"error": error, "error_description": description},
        status=status,
        headers=(("cache-control", "no-store"), *challenge),
        errcode=error,
    )


def is_v2(path: str) -> bool:
    """Whether a path belongs to Authing's older API."""
    return path.startswith("/api/v2/")


def api_error(world: World, call: Call, status_code: int, *, text: str) -> Answer:
    """A failure in the envelope of the path's API generation."""
    if is_v2(call.path):
        return v2_error(world, call, status_code, text=text, status_code=status_code)
    return v3_error(world, call, status_code, text=text)
