"""A QR code in a picture."""

from pathlib import Path

import pytest
import segno

from wecom_console.pasted.pictures import PictureUnreadable, texts_in_picture

LINK = "wwauth4f1d8a3b6c7e9025000002://sso?errcode=0&code=abc&state=x"


def test_the_code_is_read(tmp_path: Path) -> None:
    """As a phone would."""
    file = tmp_path / "code.png"
    segno.make(LINK).save(str(file), scale=4)
    assert (LINK,) == texts_in_picture(file)


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "format"), (b"\x89PNG\r\n\x1a\nrubbish", "format"), (b"GIF89a", "format")],
)
def test_what_is_no_picture(tmp_path: Path, content: bytes, why: str) -> None:
    """A value, not an exception."""
    file = tmp_path / "code.png"
    file.write_bytes(content)
    assert PictureUnreadable(why) == texts_in_picture(file)


def test_a_picture_without_a_code(tmp_path: Path) -> None:
    """Is said to be that."""
    from PySide6.QtGui import QImage

    file = tmp_path / "blank.png"
    blank = QImage(40, 40, QImage.Format.Format_RGB32)
    blank.fill(0xFFFFFFFF)
    blank.save(str(file))
    assert PictureUnreadable("no_code") == texts_in_picture(file)


def test_a_picture_that_is_not_there(tmp_path: Path) -> None:
    """Is said to be missing."""
    assert PictureUnreadable("missing") == texts_in_picture(tmp_path / "none.png")
