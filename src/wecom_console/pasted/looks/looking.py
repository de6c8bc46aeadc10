"""Puts together what a text shows besides its codes: what explains a refusal stands before it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.clues import CLUE_LIMIT, Clue, FactPairs, PastedText, unique
from wecom_console.pasted.looks.addresses import SentAddress, addresses_in
from wecom_console.pasted.looks.against import compare
from wecom_console.pasted.looks.evidence import noticed_beside
from wecom_console.pasted.looks.named import judge_named
from wecom_console.pasted.looks.no_json import judge_no_json
from wecom_console.pasted.looks.no_success import judge_answers
from wecom_console.pasted.looks.sdk_results import judge_results
from wecom_console.pasted.looks.sent import is_example, judge_address
from wecom_console.pasted.looks.sentences import judge_sentences
from wecom_console.pasted.looks.snippets import judge_snippet, registered_in
from wecom_console.pasted.looks.states import is_constant
from wecom_console.pasted.looks.thrown_away import judge_thrown_away

_REFUSALS: Final = ("wecom", "authing", "casdoor", "foreign", "sdk", "event", "oidc")
_BUSY: Final = "wecom.-1"
_DECIDING: Final = ("console.", "return.not_back", "return.code_missing", "client.not_oauth")
"""Sentences that say more than a status, a link or an exception beside them."""

_SILENT: Final = frozenset(("code", "jwt"))
"""Kinds that are one value, in which there is nothing to look at."""


def look(text: str, found: PastedText, profile: Profile | None) -> PastedText:
    """`found` with what else the text shows, the true cause first."""
    if found.kind in _SILENT:
        return found
    found = _of_first_sdk(text, found)
    addresses = tuple(addresses_in(text))
    registered = registered_in(text)
    values = registered.values if registered else ()
    is_refused = any(clue.code.partition(".")[0] in _REFUSALS for clue in found.clues)
    differing, agreed = compare(text, addresses, values, profile) if profile else ((), ())
    before = [*differing]
    if registered is not None:
        before += judge_snippet(registered)
    else:
        sent = [clue for one in addresses for clue in judge_address(one)]
        before += [clue for clue in sent if not (is_refused and is_example(clue))]
        before += judge_named(text)
    behind = [*judge_answers(text, profile)]
    is_plain = not found.clues or not is_refused
    if is_plain:
        said = tuple(judge_sentences(text))
        before += [clue for clue in said if clue.code.startswith(_DECIDING)]
        behind += [clue for clue in said if not clue.code.startswith(_DECIDING)]
        if not any(clue.code.startswith("confirm.") for clue in found.clues):
            behind += judge_results(text)
        behind += [*judge_no_json(text), *judge_thrown_away(text)]
    behind += _states(addresses, found)
    known = {clue.code for clue in found.clues}
    first = [clue for clue in unique(before) if clue.code not in known]
    last = [clue for clue in unique(behind) if clue.code not in known]
    clues = (*first, *found.clues, *last)[:CLUE_LIMIT]
    codes = frozenset(clue.code for clue in clues)
    flagged = tuple(_with_evidence(text, clue, codes) for clue in _settled(clues, behind))
    kind = found.kind
    facts = found.facts
    if registered is not None and kind in ("unknown", "log", "errmsg"):
        kind, facts = "snippet", values
    elif kind == "unknown" and flagged:
        kind = _kind_of(text, flagged)
    return PastedText(kind, flagged, (*facts, *agreed))


def _kind_of(text: str, clues: tuple[Clue, ...]) -> str:
    """What a text is that was known by nothing but what it shows."""
    if any(clue.code.partition(".")[0] in ("client", "sent", "identity") for clue in clues):
        return "log"
    return "log" if "\n" in text else "sentence"


def _of_first_sdk(text: str, found: PastedText) -> PastedText:
    """-1 is WeCom's server that is busy, and the first SDK's cancel."""
    if not any(clue.code == _BUSY for clue in found.clues):
        return found
    results = tuple(judge_results(text))
    if not results:
        return found
    rest = (clue for clue in found.clues if clue.code != _BUSY)
    return replace(found, clues=(*results, *rest))


def _with_evidence(text: str, clue: Clue, codes: frozenset[str]) -> Clue:
    noticed = noticed_beside(text, clue, codes)
    return replace(clue, noticed=(*clue.noticed, *noticed)) if noticed else clue


def _settled(clues: tuple[Clue, ...], behind: list[Clue]) -> Iterator[Clue]:
    """Where two readers found the same code, with what both of them noticed."""
    also = {clue.code: clue.noticed for clue in behind if clue.noticed}
    for clue in clues:
        noticed = also.get(clue.code, ())
        yield replace(clue, noticed=tuple(dict.fromkeys((*clue.noticed, *noticed))))


def _states(addresses: tuple[SentAddress, ...], found: PastedText) -> Iterator[Clue]:
    """A callback without a state, and one whose state is the same for everybody."""
    states = [address.values["state"] for address in addresses if address.kind == "callback"]
    states += [value for name, value in _of_link(found) if name == "state"]
    if any(not state for state in states):
        yield Clue("return.state_missing", {}, Leg.RETURN)
    if any(state and is_constant(state) for state in states):
        yield Clue("return.state_guessable", {}, Leg.RETURN)


def _of_link(found: PastedText) -> FactPairs:
    return found.facts if found.kind == "callback" else ()
