"""The product, imported whole, as a program that a zygote can run."""

from __future__ import annotations

import importlib
import os
import pkgutil
import socket
from collections.abc import Sequence
from typing import Any

import window
from zygote import Program

_LEFT_OUT = ("wecom_console.gui", "wecom_console.__main__")
_HERE = ("localhost", "127.", "::1", "0.0.0.0")  # noqa: S104  compared, not bound


def program() -> Program:
    """The command line's front door, with all it may need in memory already, and nobody outside
    to be asked."""
    import wecom_console

    for module in pkgutil.walk_packages(wecom_console.__path__, "wecom_console.", lambda _: None):
        if not module.name.startswith(_LEFT_OUT):
            importlib.import_module(module.name)
    front = importlib.import_module("wecom_console.__main__")
    resolve = socket.getaddrinfo

    def here_alone(host: Any, *args: Any, **more: Any) -> Any:
        name = os.fsdecode(host) if isinstance(host, (bytes, str)) else ""
        if name and not name.startswith(_HERE):
            raise socket.gaierror(socket.EAI_AGAIN, "nobody outside is asked under torture")
        return resolve(host, *args, **more)

    def run(argv: Sequence[str]) -> int:
        socket.getaddrinfo = here_alone
        if list(argv[:1]) == [window.SAVE]:
            return window.save(argv[1:])
        return int(front.main(list(argv)))

    return run


def command_tree() -> Any:
    """The command line's root, a group of click's."""
    from wecom_console.cli.app import ROOT

    return ROOT
