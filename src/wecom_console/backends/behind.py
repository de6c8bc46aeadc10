"""What the backends share that call WeCom themselves and are asked once, with the code."""

from collections.abc import Callable

from wecom_console.flow.commands import HttpCall
from wecom_console.flow.dialogue import Dialogue, ask_http, ask_wait
from wecom_console.flow.login_progress import IssuedTokens, LoginProgress
from wecom_console.flow.outcomes import EvidenceDraft, LegOutcome
from wecom_console.flow.scenarios.definitions import Scenario
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed
from wecom_console.protocol.refusal import Refusal


def redeem(call: HttpCall, scenario: Scenario) -> Dialogue[HttpAnswer | HttpFailed]:
    """Send the code, after the scenario's wait, and twice where the scenario has it used before.
    The last answer counts."""
    if scenario.wait_s:
        yield from ask_wait(scenario.wait_s)
    if scenario.tampering == "redeem-twice":
        yield from ask_http(call)
    return (yield from ask_http(call))


def planned(scenario: Scenario, ask: str) -> tuple[str, ...]:
    """The same as lines of a plan."""
    waits = (f"wait {scenario.wait_s:g} s",) if scenario.wait_s else ()
    return (*waits, *([ask] * (2 if scenario.tampering == "redeem-twice" else 1)))


def judge_identity(
    progress: LoginProgress,
    *,
    answer: str,
    decision: str = "",
    found: tuple[EvidenceDraft, ...] = (),
    absent: str = "identity.behind_backend",
) -> Dialogue[LegOutcome]:
    """Leg 6: the backend signs somebody in, or decides about the account, only after WeCom has
    named the member; and it passes WeCom's errors on. Its own call to WeCom stays unseen. The codes
    say so: `answer`, `decision` where the account was refused, `absent` without a login code;
    `found` is what was noticed of a refused one."""
    yield from ()
    simulated = progress.exchange_simulated
    if progress.code is None:
        return LegOutcome.not_provable(progress, absent)
    if progress.identity_refusal is not None:
        refusal = progress.identity_refusal
        return LegOutcome.failed(refusal.code, refusal.params, evidence=found, simulated=simulated)
    user = progress.tokens.subject if progress.tokens else ""
    member = (EvidenceDraft("evidence.member", (("user", user),)),) if user else ()
    evidence = (*member, answer_finding(progress))
    code = decision if decision and progress.account_refusal is not None else answer
    return LegOutcome.reached(progress, code, evidence=evidence, simulated=simulated)


def answer_finding(progress: LoginProgress) -> EvidenceDraft:
    """What of leg 5's answer leg 6 rests on: tokens, or a decision about the account."""
    refusal = progress.account_refusal
    return EvidenceDraft("evidence.answer", (("answer", refusal.code if refusal else "tokens"),))


def judge_tokens(
    progress: LoginProgress, judge: Callable[[IssuedTokens], Dialogue[LegOutcome]]
) -> Dialogue[LegOutcome]:
    """Leg 7 as far as it is the same for all: no code, a refused account, then `judge`."""
    if progress.code is None:
        return LegOutcome.not_provable(progress, "tokens.no_code")
    if progress.account_refusal is not None:
        refusal: Refusal = progress.account_refusal
        return LegOutcome.failed(
            refusal.code, refusal.params, simulated=progress.exchange_simulated
        )
    return (yield from judge(progress.tokens or IssuedTokens()))


def token_finding(token: str) -> EvidenceDraft:
    """What can be said of a token without showing or understanding it."""
    form = "JWT" if token.count(".") == 2 and token.startswith("eyJ") else "opaque"
    return EvidenceDraft("evidence.token", (("length", str(len(token))), ("form", form)))
