"""Files that somebody was sent."""

from pathlib import Path

import pytest

from wecom_console.services.explaining import texts_of_file

TEXT = '{"errcode": 60011, "errmsg": "\u6ca1\u6709\u6743\u9650"}'


def no_pixels(_path: Path) -> None:
    """No picture is read here."""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    """UTF-16 is what PowerShell writes for ``>``; it may come without its mark."""
    file = tmp_path / "answer.txt"
    file.write_bytes(TEXT.encode(encoding))
    assert (TEXT,) == texts_of_file(file, no_pixels)  # type: ignore[arg-type]
