"""Options and arguments that several commands have, and the types of their values.

Their help texts are codes: ``help="json"`` is the text ``cli.json``.
"""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

import click

KindT = TypeVar("KindT", bound=StrEnum)
CommandT = TypeVar("CommandT", bound=Callable[..., object])


class OneOf(click.ParamType[KindT, str]):
    """One of an enumeration's texts, exactly as it is written there."""

    name = "choice"

    def __init__(self, kind: type[KindT]) -> None:
        self._kind = kind
        self.choices = tuple(member.value for member in kind)

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> KindT:
        """The member. What was typed is not repeated: it may be a secret."""
        try:
            return self._kind(value)
        except ValueError:
            self.fail("", param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """All of them."""
        return "|".join(self.choices)


class OutputFile(click.ParamType[Path | None, str]):
    """The file to write; None for standard output, which is also called ``-``."""

    name = "file"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path | None:
        """The path."""
        return None if value in ("", "-") else Path(value)


what_argument: Final = click.argument("what", metavar="WHAT…", nargs=-1, required=True, help="what")
id_argument: Final = click.argument("identifier", metavar="ID", help="profile.id")
ids_argument: Final = click.argument(
    "identifiers", metavar="ID…", nargs=-1, required=True, help="profile.id"
)

json_option: Final = click.option("--json", "as_json", is_flag=True, help="json")
output_option: Final = click.option("--output", "-o", metavar="F", type=OutputFile(), help="output")
junit_option: Final = click.option("--junit", metavar="F", default="", help="test.junit")
html_option: Final = click.option("--html", metavar="F", default="", help="test.html")
har_option: Final = click.option("--har", metavar="F", default="", help="test.har")


def yes_option(about: str) -> Callable[[CommandT], CommandT]:
    """`--yes`: do not ask. `about` says what would be asked."""
    return click.option("--yes", "-y", is_flag=True, help=about)
