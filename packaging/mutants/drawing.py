"""Draws mutants: every part of the product and every kind of change has the same chance."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import parso
from cosmic_ray.ast import ast_nodes
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from operators import OPERATORS
from parso.tree import NodeOrLeaf

_NOT_MUTATED = ("import_name", "import_from", "decorator", "tfpdef", "string", "raise_stmt")


@dataclass(frozen=True)
class Mutant:
    """One change of one file; `line` is where it begins."""

    part: str
    file: Path
    line: int
    kind: str
    operator: type[Operator]
    occurrence: int

    def code(self) -> str:
        """The whole file with the change in it."""
        return str(mutate_code(source_of(self.file), self.operator(), self.occurrence))


@cache
def source_of(file: Path) -> str:
    """The file as it was when it was first read."""
    return file.read_text(encoding="utf-8")


def _spans(node: NodeOrLeaf) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """What is no behaviour: annotations, imports, decorators, docstrings, messages of errors."""
    children = getattr(node, "children", ())
    is_for_types = node.type == "if_stmt" and "TYPE_CHECKING" in children[1].get_code()
    if node.type in _NOT_MUTATED or is_for_types:
        yield node.start_pos, node.end_pos
    else:
        if node.type == "annassign":
            yield children[1].start_pos, children[1].end_pos
        if node.type == "funcdef" and node.annotation:
            yield node.annotation.start_pos, node.annotation.end_pos
        for child in children:
            yield from _spans(child)


@cache
def mutants_of(file: Path, part: str) -> tuple[Mutant, ...]:
    """Every change that can be made to `file`."""
    tree = parso.parse(source_of(file))
    nodes = list(ast_nodes(tree))
    spans = list(_spans(tree))
    return tuple(
        Mutant(part, file, start[0], kind, operator, occurrence)
        for kind, operators in OPERATORS.items()
        for operator in operators
        for occurrence, (start, end) in enumerate(
            place for node in nodes for place in operator().mutation_positions(node)
        )
        if not any(first <= start and end <= last for first, last in spans)
    )


def draw(files: Mapping[str, Sequence[Path]], *, seed: int) -> Iterator[Mutant]:
    """Mutants in the order of a seed, parts in turn, no line twice, for ever."""
    chance = random.Random(seed)  # noqa: S311  a sample, not a secret
    sizes = {part: [len(source_of(file)) for file in found] for part, found in files.items()}
    drawn: set[tuple[Path, int]] = set()
    while True:
        for part, found in files.items():
            [file] = chance.choices(found, sizes[part])
            mutants = mutants_of(file, part)
            kinds = sorted({mutant.kind for mutant in mutants})
            if not kinds:
                continue
            kind = chance.choice(kinds)
            mutant = chance.choice([m for m in mutants if m.kind == kind])
            if (file, mutant.line) not in drawn and is_a_change(mutant):
                drawn.add((file, mutant.line))
                yield mutant


def is_a_change(mutant: Mutant) -> bool:
    """Whether Python reads it, and reads something else than before."""
    try:
        changed = ast.dump(ast.parse(mutant.code()))
    except SyntaxError:
        return False
    return changed != ast.dump(ast.parse(source_of(mutant.file)))
