"""The options that stand before or after a command's name, taken out before it is parsed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

LANGUAGE_VARIABLE: Final = "WECOM_CONSOLE_LANG"
LOCALE_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
_LANGUAGE: Final = "--lang"
LOG_LEVEL: Final = "--log-level"
LOG_LEVELS: Final = ("debug", "info", "warning", "error")
_FLAGS: Final = ("--quiet", "--no-color", "--version")


@dataclass(frozen=True, slots=True)
class GlobalOptions:
    """What was asked for, and the arguments that are left. `language` is empty where nothing was
    said, and ``?`` where what was said is not a language we speak; so is `log_level`."""

    arguments: tuple[str, ...]
    language: str = ""
    log_level: str = ""
    quiet: bool = False
    no_color: bool = False
    version: bool = False


def split_globals(argv: Sequence[str]) -> GlobalOptions:
    """Take the global options out of `argv`, wherever they stand before a ``--``."""
    rest: list[str] = []
    flags: set[str] = set()
    language = log_level = ""
    waiting = list(argv)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            rest += [argument, *waiting]
            break
        if argument in _FLAGS:
            flags.add(argument)
        elif argument == _LANGUAGE:
            language = language_named(waiting.pop(0) if waiting else "") or "?"
        elif argument.startswith(f"{_LANGUAGE}="):
            language = language_named(argument.partition("=")[2]) or "?"
        elif argument == LOG_LEVEL or argument.startswith(f"{LOG_LEVEL}="):
            named = argument.partition("=")[2]
            if argument == LOG_LEVEL:
                named = waiting.pop(0) if waiting else ""
            log_level = named.lower() if named.lower() in LOG_LEVELS else "?"
        else:
            rest.append(argument)
    return GlobalOptions(
        arguments=tuple(rest),
        language=language,
        log_level=log_level,
        quiet="--quiet" in flags,
        no_color="--no-color" in flags,
        version="--version" in flags,
    )


def language_named(text: str) -> str:
    """`zh_CN` or `en` for any usual spelling of a locale (``zh``, ``zh-Hans``, ``en_US.UTF-8``);
    empty for another language."""
    name = text.replace("-", "_").partition(".")[0].partition("_")[0].lower()
    return {"zh": "zh_CN", "en": "en"}.get(name, "")


def language_of_environment(environment: Mapping[str, str]) -> str:
    """What the system speaks, by the first locale variable that is set; English by default."""
    for name in LOCALE_VARIABLES:
        if value := environment.get(name):
            return language_named(value) or "en"
    return "en"
