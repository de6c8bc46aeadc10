"""Whom a TLS connection believes: the client's authorities, the system's, and a connection's own.

The environment names files too (`SSL_CERT_FILE`, `SSL_CERT_DIR`, `SSLKEYLOGFILE`). OpenSSL opens
whatever lies there: it waits for ever for the other end of a pipe, and Python refuses to make a
context at all. So they are looked at before.
"""

import os
import ssl
import stat
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from wecom_console.disk.regular_files import read_regular

CA_FILE_LIMIT: Final = 4 * 1024 * 1024
_FILE: Final = "SSL_CERT_FILE"
_FOLDERS: Final = "SSL_CERT_DIR"
_KEY_LOG: Final = "SSLKEYLOGFILE"


MakeContext = Callable[[], ssl.SSLContext]


@cache
def shared_tls(make: MakeContext) -> ssl.SSLContext | None:
    """The client's certificates, which `make` knows, and those of the system: a company's own
    authority is in the latter. None where the environment names others and they cannot be used."""
    if not _environment_is_sound():
        return None
    try:
        context = make()
    except (OSError, ValueError):  # no certificate in it; an SSLError is an OSError
        return None
    context.load_default_certs()
    return context


def own_tls(ca_file: Path, make: MakeContext) -> ssl.SSLContext | None:
    """The same, and the authorities of a PEM file; None where it cannot be used."""
    shared = shared_tls(make)
    # A relative path would mean another file in every folder the program is started from.
    if shared is None or not ca_file.is_absolute():
        return None
    context = make()
    context.load_default_certs()
    return context if _takes(context, ca_file) else None


def no_tls() -> ssl.SSLContext:
    """It believes nobody: for a client that sends nothing over TLS."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def any_tls() -> ssl.SSLContext:
    """It believes everybody: to see whether a port speaks TLS at all, never to send anything."""
    context = no_tls()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _environment_is_sound() -> bool:
    _forget_unusable_key_log()
    named = os.environ.get(_FILE, "")
    if named and not _takes(no_tls(), Path(named)):
        return False
    folders = os.environ.get(_FOLDERS, "").split(os.pathsep)
    return all(_is_folder(Path(one)) for one in folders if one)


def _takes(context: ssl.SSLContext, ca_file: Path) -> bool:
    try:
        content = read_regular(ca_file, CA_FILE_LIMIT)
        text = content.decode("ascii", "ignore") if len(content) <= CA_FILE_LIMIT else ""
        context.load_verify_locations(cadata=text)
    except (OSError, ValueError):  # an SSLError is an OSError
        return False
    return True


def _is_folder(place: Path) -> bool:
    """Or nothing: then there is nobody more to be believed."""
    try:
        return stat.S_ISDIR(place.stat().st_mode)
    except OSError:
        return True


def _forget_unusable_key_log() -> None:
    """An aid of development that cannot be written is no reason to send nothing."""
    named = os.environ.get(_KEY_LOG, "")
    if named and not _may_be_written(Path(named)):
        del os.environ[_KEY_LOG]


def _may_be_written(place: Path) -> bool:
    try:
        found = place.stat()
    except FileNotFoundError:
        return os.access(place.parent, os.W_OK)
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and os.access(place, os.W_OK)
