"""Problems as the command line tells them: lines for people, objects for programs."""

import json
from typing import Final

from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.domain.problems import Fix, Problem, Severity
from wecom_console.domain.rules.misplaced import MOVE_SECRET
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import field_label, fix_text, sentence

_LONGEST_REPAIR: Final = 2_000
"""Characters; what is longer is nobody's setting, and no line."""

_STYLES: Final = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.HINT: "dim"}


def problem_object(
    messages: Messages, problem: Problem, *, line: int | None = None, column: int | None = None
) -> dict[str, object]:
    """The problem in `--json`: stable keys, docs/cli.md."""
    found: dict[str, object] = {
        "code": problem.code,
        "severity": problem.severity.value,
        "field": problem.field,
        "message": sentence(messages, problem),
        "fix": None if (fix := _written_fix(problem)) is None else _fix_object(messages, fix),
        "line": line,
        "column": column,
    }
    return found


def _written_fix(problem: Problem) -> Fix | None:
    """The repair that can be written down; to move a secret is for the window."""
    fix = problem.fix
    return None if fix is None or fix.code == MOVE_SECRET else fix


def _fix_object(messages: Messages, fix: Fix) -> dict[str, object]:
    value = list(fix.value) if isinstance(fix.value, tuple) else fix.value
    return {"field": fix.field, "value": value, "label": fix_text(messages, fix)}


def problem_lines(session: CliSession, problem: Problem, *, line: int | None = None) -> list[str]:
    """The problem for a person: severity, field, sentence, code, and the repair that is sure."""
    messages, terminal = session.messages, session.terminal
    severity = session.words(f"severity.{problem.severity.value}")
    parts = [terminal.styled(severity, _STYLES[problem.severity])]
    if problem.field:
        parts.append(_place(session, problem.field, line))
    told = f"  {' '.join(parts)}{session.words('colon')}{one_line(sentence(messages, problem))}"
    lines = [f"{told} {terminal.styled(f'[{problem.code}]', 'dim')}"]
    if (fix := _written_fix(problem)) is not None:
        label = one_line(fix_text(messages, fix))
        value = list(fix.value) if isinstance(fix.value, tuple) else fix.value
        written = json.dumps(value, ensure_ascii=False)  # as it is written in TOML and JSON alike
        if len(written) > _LONGEST_REPAIR:
            return lines
        repair = session.words("repair", label=label, field=fix.field, value=written)
        lines.append(f"    {one_line(repair)}")
    return lines


def _place(session: CliSession, field: str, line: int | None) -> str:
    label = field_label(session.messages, field)
    named = field if label == field else session.words("field_named", label=label, field=field)
    return session.words("in_line", field=named, line=line) if line else named
