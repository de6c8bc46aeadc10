"""What a worker process is told and what it answers, as lines of JSON over its pipes.

The order goes through standard input alone, since it holds the secrets: never an argument, a file
or a variable, which others can read. The answers have been redacted by the driver.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wecom_console.backends.credentials import Credentials
from wecom_console.domain.check import check
from wecom_console.domain.documents import to_raw
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.flow.event_codec import EventsUnreadable, deserialise_events, event_object
from wecom_console.flow.events import Event
from wecom_console.flow.scenarios.definitions import built_in_scenarios, read_scenarios
from wecom_console.protocol.refusal import Refusal
from wecom_console.services.runs.matrix import Unit
from wecom_console.services.runs.request import RunRequest

FORMAT: Final = "wecom-console-job/1"
EXIT_UNREADABLE: Final = 65
EXIT_DISK: Final = 74
"""How a worker ends that cannot read its order, and one that cannot keep its runs."""

_SECRETS: Final = ("secret", "app_secret", "access_key_secret")


@dataclass(frozen=True, slots=True)
class RunJob:
    """Runs for a worker process, with an automatic phone or none. `scenario_texts` are a team's
    own scenario files, whose scenarios `units` may use."""

    units: tuple[Unit, ...]
    scenario_texts: tuple[str, ...] = ()
    workers: int = 1
    fails_fast: bool = False


class JobUnreadableError(Exception):
    """A line that no `job_line` wrote: the other side is of another version."""


def job_line(job: RunJob) -> bytes:
    """The order as one line. It holds the secrets in clear."""
    requests = list(dict.fromkeys(id(unit.request) for unit in job.units))
    by_id = {id(unit.request): unit.request for unit in job.units}
    document = {
        "format": FORMAT,
        "requests": [_request_object(by_id[key]) for key in requests],
        "scenarios": list(job.scenario_texts),
        "units": [[requests.index(id(unit.request)), unit.scenario.name] for unit in job.units],
        "workers": job.workers,
        "fails_fast": job.fails_fast,
    }
    return json.dumps(document).encode("ascii") + b"\n"


def read_job(line: bytes) -> RunJob:
    """What `job_line` wrote. Raises `JobUnreadableError`."""
    try:
        found = json.loads(line)
        if found["format"] != FORMAT:
            raise JobUnreadableError
        texts = tuple(found["scenarios"])
        requests = [_request(item) for item in found["requests"]]
        known = {s.name: s for s in built_in_scenarios().scenarios}
        known |= {s.name: s for text in texts for s in read_scenarios(text).scenarios}
        units = tuple(Unit(requests[number], known[name]) for number, name in found["units"])
        return RunJob(units, texts, found["workers"], fails_fast=found["fails_fast"])
    except (ValueError, LookupError, TypeError):
        # Unchained: what could not be read may be quoted in the cause.
        raise JobUnreadableError from None


def event_line(event: Event) -> bytes:
    """One answer."""
    return json.dumps(event_object(event)).encode("ascii") + b"\n"


def read_event(line: bytes) -> Event:
    """What `event_line` wrote. Raises `JobUnreadableError`."""
    found = deserialise_events(f"[{line.decode('ascii', 'replace')}]")
    if isinstance(found, EventsUnreadable) or len(found) != 1:
        raise JobUnreadableError
    return found[0]


def _request_object(request: RunRequest) -> dict[str, object]:
    credentials = request.credentials
    found = {name: getattr(credentials, name) for name in _SECRETS}
    return {
        "profile": to_raw(request.profile),
        "secrets": {name: secret.reveal() for name, secret in found.items() if secret is not None},
        "lacking": {path: [r.code, r.params] for path, r in credentials.lacking.items()},
        "platform": request.chosen_platform.value,
        "backend": request.chosen_backend.value,
        "member": request.member,
        "folder": None if request.folder is None else str(request.folder),
    }


def _lacking(found: object) -> dict[str, Refusal]:
    if not isinstance(found, dict):
        raise JobUnreadableError
    return {str(path): Refusal(str(code), dict(params)) for path, (code, params) in found.items()}


def _request(found: Mapping[str, object]) -> RunRequest:
    profile = check(found["profile"]).profile
    secrets = found["secrets"]
    if profile is None or not isinstance(secrets, dict):
        raise JobUnreadableError
    return RunRequest(
        profile=profile,
        credentials=Credentials(
            **{name: Secret(str(secrets[name])) for name in _SECRETS if name in secrets},
            lacking=_lacking(found["lacking"]),
        ),
        platform=Platform(str(found["platform"])),
        backend=BackendKind(str(found["backend"])),
        member=str(found["member"]),
        folder=None if found["folder"] is None else Path(str(found["folder"])),
    )
