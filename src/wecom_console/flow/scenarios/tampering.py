"""What a scenario gets wrong on purpose, on the app's side: in the request, the return, the code.

Each function leaves what its tampering is not about as it is.
"""

from dataclasses import replace
from typing import Final

from wecom_console.domain.links.requests import (
    LinkError,
    LoginRequest,
    build_return_link,
    parse_return_link,
)
from wecom_console.domain.verdicts import Platform

UNKNOWN_APP: Final = "com.example.unknown.app"
UNKNOWN_SIGNATURE: Final = "ffffffffffffffffffffffffffffffff"
CONSTANT_STATE: Final = "state"
LONG_STATE_BYTES: Final = 1_100
"""More than WeCom takes (1,024; docs/reference/wecom.md §2.2)."""

_CUT: Final = 4


def tampered_state(state: str, tampering: str) -> str:
    """The state that the app sends."""
    match tampering:
        case "state-constant":
            return CONSTANT_STATE
        case "state-long":
            return state.ljust(LONG_STATE_BYTES, "x")
        case _:
            return state


def tampered_request(request: LoginRequest, tampering: str) -> LoginRequest:
    """What an app asks for that got this wrong."""
    is_android = request.platform is Platform.ANDROID
    match tampering:
        case "app" if is_android:
            return replace(request, package=UNKNOWN_APP, signature_md5=UNKNOWN_SIGNATURE)
        case "package":
            return replace(request, package=UNKNOWN_APP)
        case "signature":
            return replace(request, signature_md5=UNKNOWN_SIGNATURE)
        case "app" | "bundle":
            return replace(request, bundle_id=UNKNOWN_APP)
        case "schema":
            return replace(request, schema=_other_schema(request.schema))
        case "schema-case":
            return replace(request, schema=request.schema.upper())
        case _:
            return request


def tampered_return(url: str, tampering: str, *, sdk: str) -> str:
    """The return link as it reaches the app."""
    if tampering != "state-missing":
        return url
    callback = parse_return_link(url, sdk=sdk)
    if isinstance(callback, LinkError):
        return url
    link = build_return_link(replace(callback, state=""))
    return url if isinstance(link, LinkError) else link


def tampered_code(code: str, tampering: str) -> str:
    """The code as the app hands it on: a ``+`` that was decoded to a space, or cut short."""
    match tampering:
        case "code-space" if len(code) > _CUT:
            at = code.find("+") if "+" in code else len(code) // 2
            return f"{code[:at]} {code[at + 1 :]}"
        case "code-truncated":
            return code[:-_CUT]
        case _:
            return code


def _other_schema(schema: str) -> str:
    """A schema of the same company and another app: its last digit is another one."""
    return f"{schema[:-1]}{'1' if schema.endswith('0') else '0'}"
