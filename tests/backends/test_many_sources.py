"""An answer that names thousands does not lead to thousands of requests."""

import json

import pytest

from flow.samples import PROFILE
from wecom_console.backends.authing_management import (
    MOST_ASKED,
    Managing,
    RefusedError,
    read_state,
)
from wecom_console.domain.live.connection import SOURCE_TYPE
from wecom_console.domain.secrets import Secret
from wecom_console.protocol.http_replies import HttpAnswer


def listed(count: int) -> HttpAnswer:
    rows = [{"id": f"s{number}", "name": "x", "type": SOURCE_TYPE} for number in range(count)]
    content = {"statusCode": 200, "message": "ok", "data": {"totalCount": count, "list": rows}}
    return HttpAnswer(status=200, headers=(), body=json.dumps(content).encode(), elapsed_ms=1.0)


def test_more_sources_than_a_user_pool_has_are_refused() -> None:
    """Before one of them is asked for."""
    dialogue = read_state(Managing(PROFILE, Secret("token")), "acme")
    next(dialogue)
    with pytest.raises(RefusedError):
        dialogue.send(listed(MOST_ASKED + 1))
