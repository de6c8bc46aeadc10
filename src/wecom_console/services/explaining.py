"""What a pasted text or a file that somebody was sent means: the same for both faces."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wecom_console.disk.regular_files import NotRegularError, read_regular
from wecom_console.domain.profile import Profile
from wecom_console.pasted.clues import PastedText
from wecom_console.pasted.pictures import SUFFIXES, PixelReader, texts_in_picture
from wecom_console.pasted.recognise import recognise
from wecom_console.services.apps.pasted import app_in_text

FILE_LIMIT: Final = 20_000_000
"""Bytes of a text file that are read."""

_LOOKED_AT: Final = 2_000
_OTHERS: Final = {"folder": "explain.folder", "special": "explain.not_a_file"}
_PICTURE: Final = {
    **_OTHERS,
    "missing": "explain.picture_missing",
    "too_big": "explain.picture_too_big",
    "format": "explain.picture_format",
    "no_code": "explain.picture_no_code",
    "no_reader": "explain.picture_no_reader",
}


@dataclass(frozen=True, slots=True)
class FileUntold:
    """Why a file tells nothing: a message under ``cli.``, and the system's own reason."""

    code: str
    reason: str = ""


def recognise_text(text: str, profile: Profile | None = None) -> tuple[PastedText, ...]:
    """What one text is, and where it does not fit the connection."""
    return (app_in_text(text, profile) or recognise(text, profile=profile),)


def recognise_file(
    path: Path, read_pixels: PixelReader, profile: Profile | None = None
) -> tuple[PastedText, ...] | FileUntold:
    """What a file is: of a picture each of its QR codes. Blocks."""
    texts = texts_of_file(path, read_pixels)
    if isinstance(texts, FileUntold):
        return texts
    return tuple(found for text in texts for found in recognise_text(text, profile))


def texts_of_file(path: Path, read_pixels: PixelReader) -> tuple[str, ...] | FileUntold:
    """The text of a file, or those of the codes in a picture. Blocks."""
    if path.suffix.lower() in SUFFIXES:
        found = texts_in_picture(path, read_pixels)
        return found if isinstance(found, tuple) else FileUntold(_PICTURE[found.why])
    try:
        return (_decoded(read_regular(path, FILE_LIMIT)[:FILE_LIMIT]),)
    except NotRegularError as error:
        return FileUntold(_OTHERS[error.kind])
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        return FileUntold("explain.unreadable", reason)


def _decoded(raw: bytes) -> str:
    """UTF-8, or UTF-16 as PowerShell's ``>`` writes it, by its mark or its NULs."""
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    head = raw[:_LOOKED_AT]
    if head[1::2].count(0) > len(head) // 4:
        return raw.decode("utf-16-le", errors="replace")
    if head[::2].count(0) > len(head) // 4:
        return raw.decode("utf-16-be", errors="replace")
    return raw.decode("utf-8-sig", errors="replace")
