"""A problem as a sentence, a fix as the text of its button."""

from wecom_console.domain.problems import Fix, Problem
from wecom_console.domain.rules.misplaced import MOVE_SECRET
from wecom_console.messages.catalogue import Messages


def problem_text(messages: Messages, problem: Problem) -> str:
    """One sentence for `problem` in the catalogue's language."""
    code = f"problem.{problem.code}"
    params: dict[str, object] = dict(problem.params)
    if problem.code == "value.decoration":
        found = str(params.get("found", "")).split(",")
        separator = messages.text("list.separator")
        params["found"] = separator.join(messages.text(f"decoration.{c}") for c in found)
    if problem.code == "value.type":
        params |= {k: messages.text(f"kind.{params[k]}") for k in ("expected", "found")}
    for variant in ("half", "kind"):
        if variant in params and messages.has(f"{code}.{params[variant]}"):
            code = f"{code}.{params[variant]}"
    return messages.text(code, **params)


def sentence(messages: Messages, problem: Problem) -> str:
    """One sentence for any problem: of a connection, of a file, of the store."""
    code = problem.code
    variant = f"problem.{code}.{problem.params.get('kind', '')}"
    if messages.has(variant):
        return messages.text(variant, **problem.params)
    if messages.has(f"problem.{code}") or "half" in problem.params:
        return problem_text(messages, problem)
    return messages.text(code, **problem.params)


def fix_text(messages: Messages, fix: Fix) -> str:
    """What the button that applies `fix` says."""
    value = fix.value
    if isinstance(value, tuple):
        separator = messages.text("list.separator")
        value = separator.join(messages.text(f"association.{v}") for v in value)
    if fix.code == MOVE_SECRET:
        value = field_label(messages, str(value))
    return messages.text(f"fix.{fix.code}", value=value, tail=str(value)[-6:])


def field_label(messages: Messages, path: str) -> str:
    """The field's name as the form and the command line say it."""
    code = f"field.{path}"
    return messages.text(code) if messages.has(code) else path
