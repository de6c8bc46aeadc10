"""The changes that a mutant may have: a slip of a programmer's hand, not a typing error.

Cosmic Ray walks the tree and brings the usual operators; here are those it lacks, as its own
`Operator`s. Each rewrites a node's code; `examples` are proven before every run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import parso
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Example, Operator
from cosmic_ray.operators.provider import OperatorProvider
from parso.tree import NodeOrLeaf

Rewrite = Callable[[NodeOrLeaf], Iterator[str]]

_AUGMENTED = re.compile(r"[-+*/|&^%@]=|//=|\*\*=|>>=|<<=")
_OTHER_WORD = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "startswith": "endswith",
    "endswith": "startswith",
    "partition": "rpartition",
    "rpartition": "partition",
    "find": "rfind",
    "issubset": "issuperset",
}
_LEFT_OUT_CALLS = frozenset({"lower", "upper", "strip", "rstrip", "lstrip", "casefold", "copy"})
_UNWRAPPED = frozenset({"reversed", "sorted", "set", "frozenset", "abs"})


def _code(node: NodeOrLeaf) -> str:
    return str(node.get_code(include_prefix=False))


def _children(node: NodeOrLeaf) -> list[NodeOrLeaf]:
    return list(getattr(node, "children", ()))


def _joined(children: list[NodeOrLeaf], skipped: range) -> str:
    return "".join(c.get_code() for i, c in enumerate(children) if i not in skipped).strip()


def _names_a_type(text: str) -> bool:
    return text[:1].isupper() or text in ("str", "int", "bytes", "bool", "float", "list", "tuple")


def no_accumulation(node: NodeOrLeaf) -> Iterator[str]:
    """The last value instead of all of them."""
    parts = _children(node)
    if node.type == "expr_stmt" and len(parts) == 3 and _AUGMENTED.fullmatch(_code(parts[1])):
        yield f"{_code(parts[0])} = {_code(parts[2])}"


def condition_left_out(node: NodeOrLeaf) -> Iterator[str]:
    """One member less of an `and` or an `or`."""
    parts = _children(node)
    if node.type in ("and_test", "or_test"):
        for index in range(0, len(parts), 2):
            yield _joined(
                parts, range(index, index + 2) if index == 0 else range(index - 1, index + 1)
            )


def member_left_out(node: NodeOrLeaf) -> Iterator[str]:
    """One member less of a tuple, list or set, or of a call's arguments that have a name."""
    parts = _children(node)
    if node.type in ("testlist_comp", "dictorsetmaker", "arglist", "testlist_star_expr"):
        if any(p.type in ("comp_for", "sync_comp_for") for p in parts) or len(parts) < 2:
            return
        if node.type == "dictorsetmaker" and _code(parts[1]) == ":":
            starts = [i for i, p in enumerate(parts) if i == 0 or _code(parts[i - 1]) == ","]
            for start, end in zip(starts, [*starts[1:], len(parts)], strict=True):
                yield _joined(parts, range(start, end))
            return
        for index, part in enumerate(parts):
            is_named = part.type == "argument" and _code(_children(part)[1]) == "="
            if _code(part) == "," or (node.type == "arglist" and not is_named):
                continue
            text = _joined(parts, range(index, index + 2))
            is_tuple = node.type == "testlist_comp" and text.count(",") == 0
            yield f"{text}," if is_tuple else text


def step_left_out(node: NodeOrLeaf) -> Iterator[str]:
    """A call or an assignment to an attribute that is not made."""
    if node.type != "simple_stmt":
        return
    statement = _children(node)[0]
    text = _code(statement)
    is_call = statement.type == "atom_expr" and text.endswith(")") and "super()" not in text
    parts = _children(statement)
    is_kept = (statement.type == "expr_stmt" and len(parts) == 3 and "." in _code(parts[0])) or (
        statement.type == "expr_stmt" and bool(_AUGMENTED.fullmatch(_code(parts[1])))
    )
    if is_call or is_kept:
        yield "pass\n"


def last_for_first(node: NodeOrLeaf) -> Iterator[str]:
    """The other end: `[0]` and `[-1]`, `min` and `max`, `any` and `all`, start and end."""
    if node.type == "trailer" and _code(node) in ("[0]", "[-1]"):
        yield "[-1]" if _code(node) == "[0]" else "[0]"
    if node.type == "name" and _code(node) in _OTHER_WORD:
        following = node.get_next_leaf()
        if following is not None and _code(following) == "(":
            yield _OTHER_WORD[_code(node)]


def _is_asked_for_truth(node: NodeOrLeaf) -> bool:
    """Whether only the truth of a value counts where it stands."""
    around = node.parent
    while around is not None and around.type == "atom":
        around = around.parent
    return around is not None and around.type in (
        *("not_test", "and_test", "if_stmt", "while_stmt", "comp_if", "assert_stmt"),
    )


def order_swapped(node: NodeOrLeaf) -> Iterator[str]:
    """The other one takes precedence: `or`, `|` and two mappings in one."""
    parts = _children(node)
    is_union = node.type == "expr" and _names_a_type(_code(parts[2]))
    is_truth = _is_asked_for_truth(node) or any(
        part.type in ("comparison", "not_test", "and_test") for part in parts
    )
    if node.type in ("or_test", "expr") and len(parts) >= 3 and not (is_union or is_truth):
        first, second = _code(parts[0]), _code(parts[2])
        rest = "".join(p.get_code() for p in parts[3:])
        yield f"{second} {_code(parts[1])} {first}{rest}"
    if node.type == "dictorsetmaker" and _code(node).count("**") == 2 and len(parts) == 5:
        yield f"**{_code(parts[4])}, **{_code(parts[1])}"


def branch_fixed(node: NodeOrLeaf) -> Iterator[str]:
    """A choice that is always made the same way."""
    parts = _children(node)
    if node.type == "test" and len(parts) == 5:
        yield _code(parts[0])
        yield _code(parts[4])
    if node.type == "if_stmt":
        for index, part in enumerate(parts[:-1]):
            if _code(part) in ("if", "elif"):
                for fixed in ("True", "False"):
                    before = "".join(p.get_code() for p in parts[: index + 1])
                    after = "".join(p.get_code() for p in parts[index + 2 :])
                    yield f"{before.lstrip()} {fixed}{after}"


def call_left_out(node: NodeOrLeaf) -> Iterator[str]:
    """Text that is not brought into shape, a list that keeps its order."""
    parts = _children(node)
    if node.type != "atom_expr":
        return
    for index in range(len(parts) - 1):
        if _code(parts[index]).lstrip(".") in _LEFT_OUT_CALLS and parts[index].type == "trailer":
            yield _joined(parts, range(index, index + 2))
    if _code(parts[0]) in _UNWRAPPED and len(parts) == 2:
        inner = _children(parts[1])
        if len(inner) == 3 and inner[1].type != "arglist":
            yield f"list({_code(inner[1])})" if _code(parts[0]) != "abs" else _code(inner[1])


def not_negated(node: NodeOrLeaf) -> Iterator[str]:
    """A `not` that is missing."""
    if node.type == "not_test":
        yield _code(_children(node)[1])


def bound_left_out(node: NodeOrLeaf) -> Iterator[str]:
    """A slice without its start or its end."""
    if node.type == "subscript":
        parts = [_code(part) for part in _children(node)]
        if len(parts) >= 2:
            yield ":"


def _operator(rewrite: Rewrite, *examples: tuple[str, str, int]) -> type[Operator]:
    class Rewriting(Operator):
        def mutation_positions(self, node):  # type: ignore[no-untyped-def]
            for _ in rewrite(node):
                yield node.start_pos, node.end_pos

        def mutate(self, node, index):  # type: ignore[no-untyped-def]
            text = list(rewrite(node))[index]
            prefix = node.get_first_leaf().prefix
            return parso.parse(prefix + text)

        @classmethod
        def examples(cls):  # type: ignore[no-untyped-def]
            return tuple(Example(*example) for example in examples)

    Rewriting.__name__ = rewrite.__name__
    return Rewriting


_USUAL = OperatorProvider()
_USUAL_NAMES = {
    "number": ("NumberReplacer",),
    "boolean": ("ReplaceTrueWithFalse", "ReplaceFalseWithTrue"),
    "and_or": ("ReplaceAndWithOr", "ReplaceOrWithAnd"),
    "loop": ("ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ZeroIterationForLoop"),
    "bound": tuple(
        f"ReplaceComparisonOperator_{a}_{b}"
        for a, b in (("Lt", "LtE"), ("LtE", "Lt"), ("Gt", "GtE"), ("GtE", "Gt"))
    ),
    "comparison": tuple(
        f"ReplaceComparisonOperator_{a}_{b}"
        for a, b in (("Eq", "NotEq"), ("NotEq", "Eq"), ("Is", "IsNot"), ("IsNot", "Is"))
    ),
}

OPERATORS: dict[str, tuple[type[Operator], ...]] = {
    "no accumulation": (_operator(no_accumulation, ("x |= y", "x = y", 0)),),
    "condition left out": (
        _operator(
            condition_left_out,
            ("a and b and c", "b and c", 0),
            ("a and b and c", "a and c", 1),
            ("a or b", "a", 1),
        ),
    ),
    "member left out": (
        _operator(
            member_left_out,
            ("x in (a, b)", "x in (b,)", 0),
            ("x in (a, b, c)", "x in (a, b,)", 2),
            ("f(x, b=1, c=2)", "f(x, c=2)", 0),
            ("{a: 1, **b}", "{**b}", 0),
            ("x = {a, b}", "x = {b}", 0),
        ),
    ),
    "step left out": (
        _operator(
            step_left_out, ("x.clear()\n", "pass\n", 0), ("self.x = 1\ny = 2\n", "pass\ny = 2\n", 0)
        ),
    ),
    "last for first": (
        _operator(
            last_for_first, ("x[0]", "x[-1]", 0), ("min(a)", "max(a)", 0), ("any(a)", "all(a)", 0)
        ),
    ),
    "order swapped": (
        _operator(
            order_swapped,
            ("x = a or b", "x = b or a", 0),
            ("a | b", "b | a", 0),
            ("{**a, **b}", "{**b, **a}", 0),
        ),
    ),
    "branch fixed": (
        _operator(
            branch_fixed,
            ("x = a if b else c", "x = c", 1),
            ("if a:\n    b\nelif c:\n    d\n", "if a:\n    b\nelif False:\n    d\n", 3),
        ),
    ),
    "call left out": (
        _operator(
            call_left_out,
            ("x.lower().y", "x.y", 0),
            ("x = sorted(y)", "x = list(y)", 0),
        ),
    ),
    "not left out": (_operator(not_negated, ("x = not y", "x = y", 0)),),
    "slice whole": (_operator(bound_left_out, ("x[:3]", "x[:]", 0), ("x[1:]", "x[:]", 0)),),
    **{
        kind.replace("_", " or "): tuple(_USUAL[name] for name in names)
        for kind, names in _USUAL_NAMES.items()
    },
}


def unproven() -> list[str]:
    """The examples of ours that do not hold."""
    return [
        f"{operator.__name__}: {e.pre_mutation_code!r} became {made!r}"
        for operators in OPERATORS.values()
        for operator in operators
        if operator.__qualname__.startswith("_operator")
        for e in operator.examples()
        if (made := mutate_code(e.pre_mutation_code, operator(), e.occurrence))
        != e.post_mutation_code
    ]
