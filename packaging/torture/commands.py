"""The commands of the command line, found by walking click's tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import click


def commands(group: click.Group) -> dict[str, click.Command]:
    """All that do something, by their names: ``profile set``."""
    return dict(_below(group, click.Context(group, info_name="wecom-console"), ()))


def _below(
    group: click.Group, context: click.Context, path: tuple[str, ...]
) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _below(command, context, (*path, name))
        elif command is not None:
            yield " ".join((*path, name)), command


def uncovered(
    found: Iterable[str], lines: Iterable[str], not_writing: Mapping[str, str]
) -> list[str]:
    """Commands that nobody has said of whether they write."""
    return sorted(set(found) - set(lines) - set(not_writing))
