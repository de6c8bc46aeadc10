"""From what was asked for to jobs: a connection with its secrets, its phone and its scenarios."""

from dataclasses import dataclass, replace
from typing import Final

from wecom_console.backends.credentials import Credentials
from wecom_console.cli.exits import Exit
from wecom_console.cli.runs.matrix import Job
from wecom_console.cli.session import CliSession
from wecom_console.domain.links.requests import Callback, parse_return_link
from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.flow.scenarios.definitions import Scenario
from wecom_console.services.authing.refused_secrets import is_spent
from wecom_console.services.runs.embedded import LoadedConnection
from wecom_console.services.runs.orders import PhoneMode
from wecom_console.services.runs.request import (
    NEEDED_SECRETS,
    NO_CREDENTIALS,
    RunRequest,
    guess_setting,
    useful_secrets,
    why_not,
)
from wecom_console.services.targets import Target
from wecom_console.simulator import demo_connection

_PHONES: Final = {
    "auto": PhoneMode.AUTO,
    "virtual": PhoneMode.VIRTUAL,
    "paste": PhoneMode.PASTED,
    "absent": PhoneMode.ABSENT,
}


@dataclass(frozen=True, slots=True)
class ScenarioOptions:
    """What the options say. `leaves_out`: scenarios that cannot run so are left out (`--all`)
    rather than failed."""

    scenarios: tuple[Scenario, ...]
    leaves_out: bool = False
    platform: Platform | None = None
    backend: BackendKind | None = None
    phone: str = "auto"
    callback: str = ""
    state: str = ""
    member: str = ""
    timeout_s: float = 300.0


def demo_job(session: CliSession, choice: ScenarioOptions) -> Job:
    """The built-in demo connection, against the simulator unless another backend was named."""
    demo = LoadedConnection.of(demo_connection(language=session.messages.language))
    return _job(session, _request(demo.profile, demo.credentials, choice), choice)


def job_of(
    session: CliSession, target: Target, profile: Profile, choice: ScenarioOptions
) -> tuple[Job, Exit]:
    """A connection that was named. The code is OUTSIDE where a secret is needed and the keyring
    does not give it."""
    kind = choice.backend or profile.backend.kind
    needed = NEEDED_SECRETS[kind]
    useful = useful_secrets(kind, profile)
    if useful and is_spent(session.services.attempts, profile):
        useful = ()
    credentials, code = _credentials(session, target, profile, needed, useful)
    request = replace(_request(profile, credentials, choice), folder=target.folder)
    stored_id = target.stored.id if target.stored else ""
    return _job(session, request, choice, profile_id=stored_id), code


def _credentials(
    session: CliSession,
    target: Target,
    profile: Profile,
    needed: tuple[str, ...],
    useful: tuple[str, ...],
) -> tuple[Credentials, Exit]:
    if not (needed or useful):
        return NO_CREDENTIALS, Exit.OK
    from wecom_console.services.target_secrets import resolve_secrets  # keyring and store

    secrets = resolve_secrets(target, profile, session.services, paths=(*needed, *useful))
    code = Exit.OK
    for path, problem in secrets.lacking.items():
        if path in useful:
            continue
        told = session.messages.text(problem.code, **problem.params)
        session.terminal.complain(
            session.words("test.no_secret", connection=profile.identifier, field=path, reason=told)
        )
        if problem.code.startswith("secrets."):
            code = Exit.OUTSIDE
    return secrets.credentials, code


def _request(profile: Profile, credentials: Credentials, choice: ScenarioOptions) -> RunRequest:
    return RunRequest(
        profile=profile,
        credentials=credentials,
        platform=choice.platform,
        backend=choice.backend,
        phone=_PHONES[choice.phone],
        state=choice.state or _state_of(choice.callback),
        knows_state=bool(choice.state) or not choice.callback,
        member=choice.member,
        callback_timeout_s=choice.timeout_s,
    )


def _state_of(callback: str) -> str:
    """The state of a pasted callback: of a login that somebody else began nothing else is known.
    `--state` names it where it is to be compared."""
    parsed = parse_return_link(callback) if callback else None
    return parsed.state if isinstance(parsed, Callback) else ""


def _job(
    session: CliSession, request: RunRequest, choice: ScenarioOptions, *, profile_id: str = ""
) -> Job:
    scenarios = choice.scenarios
    if choice.leaves_out:
        setting = guess_setting(request)
        reasons = {s.name: why_not(s, setting) for s in scenarios}
        scenarios = tuple(s for s in scenarios if not reasons[s.name])
        for name, reason in reasons.items():
            if reason:
                title = session.messages.text(f"{reason}.title")
                session.terminal.note(session.words("test.left_out", scenario=name, reason=title))
    return Job(request, scenarios, profile_id)
