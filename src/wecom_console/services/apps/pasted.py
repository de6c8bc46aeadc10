"""What a pasted manifest, ``Info.plist`` or ``module.json5`` says of an app, as `inspect` says it
of a package."""

from collections.abc import Iterator
from typing import Final

from wecom_console.devices.facts import AndroidFacts, AppFacts, HarmonyFacts, IosFacts
from wecom_console.devices.sources import read_source
from wecom_console.domain.problems import Problem
from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.clues import Clue, FactPairs, PastedText
from wecom_console.pasted.redactor import PastedRedactor
from wecom_console.services.apps.inspection import compare

_NAMES: Final = 12
_MARKS: Final = ("<manifest", "<queries", "<plist", "<key>", "querySchemes", "abilities")
_URL_TYPES: Final = "CFBundleURLTypes"
_QUERIES: Final = "LSApplicationQueriesSchemes"


def app_in_text(text: str, profile: Profile | None) -> PastedText | None:
    """The app's settings in `text` beside the connection; None where there are none."""
    if not any(mark in text for mark in _MARKS):
        return None
    facts = read_source(text)
    if facts is None:
        return None
    clues = tuple(
        Clue(problem.code, problem.params, Leg.REQUEST)
        for problem in compare(facts, profile)
        if _can_be_told(problem, facts, text)
    )
    return PastedRedactor(text).pasted(PastedText("app", clues, tuple(_facts(facts))))


def _can_be_told(problem: Problem, facts: AppFacts, text: str) -> bool:
    """A piece of a file says nothing of what stands in the rest."""
    if problem.code == "app.lacking":
        return False
    if not isinstance(facts, IosFacts) or "<plist" in text:
        return True
    part = {"app.schema.missing": _URL_TYPES, "app.queries": _QUERIES}.get(problem.code)
    return part is None or part in text


def _facts(facts: AppFacts) -> Iterator[tuple[str, str]]:
    yield "file", facts.kind.value
    match facts:
        case AndroidFacts():
            named = (("package", (facts.package,)), ("schemes", facts.schemes))
            yield from _listed((*named, ("queries", facts.query_packages)))
        case IosFacts():
            named = (("bundle_id", (facts.bundle_id,)), ("schemes", facts.schemes))
            yield from _listed((*named, ("query_schemes", facts.query_schemes)))
        case HarmonyFacts():
            named = (("bundle_name", (facts.bundle_name,)), ("schemes", facts.schemes))
            yield from _listed((*named, ("query_schemes", facts.query_schemes or ())))
        case _:
            pass


def _listed(rows: tuple[tuple[str, tuple[str, ...]], ...]) -> FactPairs:
    told = ((name, ", ".join(value for value in values[:_NAMES] if value)) for name, values in rows)
    return tuple((name, value) for name, value in told if value)
