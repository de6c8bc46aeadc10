"""A pasted callback, taken apart at once: both platforms, and what does not fit in it."""

from dataclasses import dataclass, field

from wecom_console.domain.links.requests import Callback, LinkError, LoginRequest, parse_return_link
from wecom_console.domain.problems import Params
from wecom_console.flow.markers import marker


@dataclass(frozen=True, slots=True)
class CallbackFinding:
    """A sentence about the callback: a message code with its parameters."""

    code: str
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CallbackReading:
    """What a pasted text is. `parts` are the protocol's names with values, the code redacted.

    `errors` are empty where the text is a callback of the login that is waited for.
    """

    parts: tuple[tuple[str, str], ...] = ()
    outcome: str = ""
    errors: tuple[CallbackFinding, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether it can be given to the waiting run."""
        return bool(self.parts) and not self.errors


def read_callback(text: str, request: LoginRequest | None) -> CallbackReading:
    """Takes `text` apart and compares it with the login that `request` began, if any. An example
    of a request has no state: nobody began a login with it."""
    if not text.strip():
        return CallbackReading()
    sdk = request.sdk if request is not None else "2+"
    callback = parse_return_link(text, sdk=sdk)
    if isinstance(callback, LinkError):
        return CallbackReading(errors=(CallbackFinding(callback.code, dict(callback.params)),))
    return CallbackReading(
        parts=_parts(callback), outcome=callback.outcome, errors=_misfits(callback, request)
    )


def _parts(callback: Callback) -> tuple[tuple[str, str], ...]:
    rows = (
        ("platform", callback.platform.value),
        ("schema", callback.schema),
        ("errCode", str(callback.err_code)),
        ("code", marker(len(callback.code)) if callback.code else ""),
        ("state", callback.state),
        ("error", callback.err_text),
    )
    return tuple((name, value) for name, value in rows if value)


def _misfits(callback: Callback, request: LoginRequest | None) -> tuple[CallbackFinding, ...]:
    """The codes of leg 4 (`flow.device_legs`), so that page and run say the same."""
    if request is None:
        return ()
    params: Params = {
        "schema": request.schema,
        "found": callback.schema,
        "platform": callback.platform.value,
    }
    found: list[str] = []
    if callback.platform is not request.platform:
        found.append("return.platform")
    if callback.schema != request.schema:
        same = callback.schema.lower() == request.schema.lower()
        found.append("return.schema_case" if same else "return.schema_differs")
    if not callback.state:
        found.append("return.state_missing")
    elif request.state and callback.state != request.state:
        found.append("return.state_differs")
    if callback.outcome == "ok" and not callback.code:
        found.append("return.no_code")
    return tuple(CallbackFinding(code, params) for code in found)
