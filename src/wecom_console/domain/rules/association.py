"""Login mode and account identity association, alone and together.

Source: docs/reference/authing.md §2 and §6.4, docs/reference/wecom.md §9.5.
"""

from wecom_console.domain.fields import BIND_METHODS
from wecom_console.domain.problems import Fix
from wecom_console.domain.profile import Association
from wecom_console.domain.rules.common import Problems, error, hint, warning


def check_association(association: Association, *, login_only: bool) -> Problems:
    """What each mode needs, and what the combination means for the one who logs in first."""
    problems: Problems = []
    mode = association.mode
    if mode == "field" and not association.fields:
        fix = Fix("use", "association.fields", ("email",))
        problems.append(error("association.fields.required", "association.fields", fix))
    if mode == "challenge" and not association.methods:
        fix = Fix("use", "association.methods", BIND_METHODS[:2])
        problems.append(error("association.methods.required", "association.methods", fix))
    if mode != "field" and association.fields:
        problems.append(warning("association.fields.unused", "association.fields", mode=mode))
    if mode != "challenge" and association.methods:
        problems.append(warning("association.methods.unused", "association.methods", mode=mode))
    if mode == "field":
        problems.append(hint("association.member_data", "association.mode"))
    if mode == "challenge":
        problems.append(hint("association.rollout", "association.mode"))
    if login_only and mode == "none":
        problems.append(warning("login_only.nobody_new", "login_only"))
    if login_only and mode == "challenge":
        problems.append(hint("login_only.bind_only", "login_only"))
    return problems
