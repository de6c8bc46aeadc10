"""What one keystroke costs: the whole check of a draft."""

import importlib
import importlib.util
from collections.abc import Iterator
from functools import partial

from measuring import Figure, NotBuiltYetError, microseconds_per_call

SOUND = {
    "type": "wechatwork:mobile",
    "identifier": "acme-wecom",
    "display_name": "Acme",
    "corp_id": "ww0123456789abcdef",
    "agent_id": "1000002",
    "schema": "wwauth0123456789abcdef000002",
    "secret": "keyring:",
    "android": {"package": "com.acme.app", "signature_md5": "0123456789abcdef" * 2},
    "ios": {"bundle_id": "com.acme.app"},
}
UNSOUND = {
    **SOUND,
    "corp_id": "wx0123456789ABCDEG",
    "agent_id": "12",
    "schema": "wwauth0123456789abcdef000003",
    "display_name": "",
}


def measure(*, rounds: int) -> Iterator[Figure]:
    """A sound draft and one full of problems."""
    if importlib.util.find_spec("wecom_console.domain.check") is None:
        raise NotBuiltYetError("the check (wecom_console.domain.check)")
    check = importlib.import_module("wecom_console.domain.check").check
    seconds = rounds / 10
    for name, raw in (("a sound draft", SOUND), ("a draft with problems", UNSOUND)):
        cost = microseconds_per_call(partial(check, raw), seconds=seconds)
        yield Figure(f"check of {name}", cost, "us/call")
