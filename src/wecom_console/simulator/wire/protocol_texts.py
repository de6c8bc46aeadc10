"""The sentences that the real servers put in their answers, from resources/simulator/."""

import tomllib
from collections.abc import Mapping
from functools import cache

from wecom_console.resource_files import read_resource


def wecom_errmsg(errcode: int) -> str:
    """What WeCom writes before ``, hint:``; ``error`` where no text is known."""
    return _wecom().get(str(errcode), "error")


def authing_message(language: str, key: str, **values: str | int) -> str:
    """Authing's sentence `key` in the language that ``x-authing-lang`` asks for."""
    chosen = "en-US" if language.lower().startswith("en") else "zh-CN"
    return _authing()[chosen][key].format(**values)


def casdoor_message(key: str, **values: str | int) -> str:
    """Casdoor's sentence `key`."""
    return _casdoor()[key].format(**values)


@cache
def _wecom() -> Mapping[str, str]:
    tables = tomllib.loads(read_resource("simulator", "wecom_errors.toml"))
    return {code: str(text) for table in tables.values() for code, text in table.items()}


@cache
def _casdoor() -> Mapping[str, str]:
    return tomllib.loads(read_resource("simulator", "casdoor.toml"))


@cache
def _authing() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(read_resource("simulator", "authing.toml"))
