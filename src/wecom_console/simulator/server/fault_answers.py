"""What a call gets that suffers a fault: an error in the API's own envelope, or broken goods."""

from http import HTTPStatus
from typing import Final, assert_never

from wecom_console.simulator.authing.envelope import (
    is_v2,
    message,
    oauth_error,
    v2_error,
    v3_error,
)
from wecom_console.simulator.casdoor.envelope import LOGIN, casdoor_error
from wecom_console.simulator.custom.envelope import custom_error
from wecom_console.simulator.wecom.envelope import wecom_error
from wecom_console.simulator.wire.calls import HTML_TYPE, Answer, Broken, Call
from wecom_console.simulator.world.faults import BreakKind, FaultSpec
from wecom_console.simulator.world.world import World

TEXT_TYPE: Final = "text/plain; charset=utf-8"
PORTAL: Final = "http://portal.example.com"


def faulty_answer(world: World, call: Call, fault: FaultSpec) -> Answer | None:
    """The answer, None where the handler answers all the same (only a delay, or truncated)."""
    if fault.errcode is not None:
        return _error(world, call, fault.errcode)
    if fault.status is not None:
        return _status_page(fault.status)
    match fault.broken:
        case None | BreakKind.TRUNCATE:
            return None
        case BreakKind.RESET:
            return Answer(0, broken=Broken.RESET)
        case BreakKind.NOT_JSON:
            return _page(200, "Welcome", "Please sign in to this network.")
        case BreakKind.EMPTY:
            return Answer(200)
        case BreakKind.TEXT:
            return Answer(200, b"OK\n", TEXT_TYPE)
        case BreakKind.REDIRECT:
            return Answer(302, headers=(("location", f"{PORTAL}{call.path}"),))
        case _:
            assert_never(fault.broken)


def _error(world: World, call: Call, errcode: int) -> Answer:
    if call.path.startswith("/cgi-bin/"):
        return wecom_error(world, call, errcode)
    if call.path == LOGIN:
        return casdoor_error("injected", errcode=errcode)
    text = message(call, "injected", errcode=errcode)
    if call.path.startswith("/custom/"):
        return custom_error(401, errcode, text)
    if is_v2(call.path):
        return v2_error(world, call, errcode, text=text)
    if call.path.startswith("/api/"):
        # Codes of three digits are statusCodes themselves, longer ones travel as apiCode
        # (docs/reference/authing.md §7).
        status_code = errcode if 100 <= errcode <= 999 else 499
        return v3_error(world, call, status_code, text=text, api_code=errcode)
    return oauth_error("server_error", text, status=400)


def _status_page(status: int) -> Answer:
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Error"
    if status in (204, 304) or status < 200:
        return Answer(status)
    return _page(status, f"{status} {phrase}", phrase)


def _page(status: int, title: str, text: str) -> Answer:
    html = f"<html><head><title>{title}</title></head><body><h1>{text}</h1></body></html>\n"
    return Answer(status, html.encode("ascii"), HTML_TYPE)
