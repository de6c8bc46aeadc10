"""ZIP archives: read within bounds, whatever they say of themselves."""

import io
import struct
import warnings
import zipfile

import pytest

from devices.packages import archive, binary_xml
from devices.samples import android, apk, manifest, refused
from wecom_console.devices.archive import Archive, open_archive
from wecom_console.devices.facts import Flaw
from wecom_console.devices.not_read import NotRead

FILES = {"a.txt": b"hello " * 1000, "b/c.bin": bytes(range(256)) * 300, "empty": b""}


def _open(data: bytes) -> Archive | NotRead | None:
    return open_archive(io.BytesIO(data))


def _opened(data: bytes) -> Archive:
    found = _open(data)
    assert isinstance(found, Archive), found
    return found


def _read(data: bytes, name: str, limit: int = 1 << 20) -> bytes | str:
    found = _opened(data).read(name, limit=limit)
    return found.code if isinstance(found, NotRead) else found


@pytest.mark.parametrize("stored", [True, False])
def test_files_are_read_as_they_were_written(stored: bool) -> None:
    """Stored or deflated."""
    data = archive(FILES, stored=stored)
    assert {name: _read(data, name) for name in FILES} == FILES


def test_an_archive_may_have_something_before_and_behind() -> None:
    """A comment at its end, in which the end's own mark may stand."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("a", b"hello")
        file.comment = b"PK\x05\x06 is no end"
    assert _read(made.getvalue(), "a") == b"hello"


def test_an_archive_with_wide_numbers_is_read() -> None:
    """ZIP64, as tools write it for streams."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file, file.open("a", "w", force_zip64=True) as entry:
        entry.write(b"hello")
    assert _read(made.getvalue(), "a") == b"hello"
    plain = archive({"a": b"hello"})
    end = plain.rfind(b"PK\x05\x06")
    count, size, start = struct.unpack_from("<HII", plain, end + 10)
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, start)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
    tail = plain[end : end + 8] + struct.pack("<HHIIH", 0xFFFF, 0xFFFF, *[0xFFFFFFFF] * 2, 0)
    assert _read(plain[:end] + record + locator + tail, "a") == b"hello"


def test_what_is_not_there_is_told() -> None:
    """By a code."""
    assert _read(archive(FILES), "z") == "app.no_entry"


def test_a_file_of_two_contents_is_not_read() -> None:
    """Another reader would take the other one."""
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as file:
        warnings.simplefilter("ignore")
        for root in (manifest(), manifest(package="com.evil.app")):
            file.writestr("AndroidManifest.xml", binary_xml(root))
        file.writestr("twice", b"1")
        file.writestr("twice", b"2")
    assert refused(made.getvalue()) == ("app.doubled", None)
    assert _read(made.getvalue(), "twice") == "app.doubled"


def test_doubled_files_that_nobody_reads_are_no_matter() -> None:
    """They say nothing about the app."""
    made = io.BytesIO(apk(block=b""))
    with warnings.catch_warnings(), zipfile.ZipFile(made, "a") as file:
        warnings.simplefilter("ignore")
        file.writestr("res/a", b"1")
        file.writestr("res/a", b"2")
    assert android(made.getvalue()).package == "com.acme.app"


def _patched(data: bytes, offset: int, value: bytes) -> bytes:
    """The directory's first entry with other bytes."""
    place = data.index(b"PK\x01\x02") + offset
    return data[:place] + value + data[place + len(value) :]


ONE = archive({"AndroidManifest.xml": binary_xml(manifest())})


@pytest.mark.parametrize(
    ("offset", "value", "code"),
    [
        (20, b"\x05\0\0\0", "app.damaged"),  # packed into less
        (24, b"\x05\0\0\0", "app.damaged"),  # unpacks to less
        (24, b"\0\0\0\x7f", "app.too_large"),
        (42, b"\xff\xff\xff\x7f", "app.damaged"),  # begins behind the end
        (0, b"PKxx", "app.damaged"),
    ],
)
def test_an_entry_that_cannot_be_read_says_why(offset: int, value: bytes, code: str) -> None:
    """Encrypted, packed in another way, damaged, too large."""
    assert refused(_patched(ONE, offset, value)) == (code, None)


@pytest.mark.parametrize(
    ("offset", "value"), [(8, b"\x01\x00"), (10, b"\x63\x00")], ids=["encrypted", "method"]
)
@pytest.mark.parametrize("stored", [True, False])
def test_a_mark_that_phones_do_not_look_at_is_no_matter(
    offset: int, value: bytes, stored: bool
) -> None:
    """Hardeners set them, so that other readers stumble: what can be read plainly is plain."""
    data = archive({"AndroidManifest.xml": binary_xml(manifest())}, stored=stored)
    assert android(_patched(data, offset, value)).package == "com.acme.app"


@pytest.mark.parametrize(
    ("offset", "value", "code"),
    [(8, b"\x01\x00", "app.encrypted"), (10, b"\x63\x00", "app.method")],
)
def test_what_is_not_plain_behind_such_a_mark_says_why(
    offset: int, value: bytes, code: str
) -> None:
    """Its content is no manifest."""
    sealed = bytearray(ONE)
    place = 30 + len("AndroidManifest.xml")
    sealed[place : place + 8] = bytes(8)
    assert refused(_patched(bytes(sealed), offset, value)) == (code, None)


def test_a_manifest_beside_its_checksum_is_read_and_told() -> None:
    """Phones do not look at it."""
    facts = android(_patched(ONE, 16, bytes(4)))
    assert (facts.package, facts.flaws) == ("com.acme.app", (Flaw.CHECKSUM,))


def test_a_bomb_is_unpacked_no_further_than_it_says() -> None:
    """An entry that claims to be small and is not."""
    data = archive({"AndroidManifest.xml": b"\0" * (64 << 20)})
    assert len(data) < 100_000
    assert refused(data) == ("app.too_large", None)
    assert refused(_patched(data, 24, struct.pack("<I", 1000))) == ("app.damaged", None)


def test_a_directory_that_is_too_long_is_not_read() -> None:
    """Its length is announced before it is read."""
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 9, 9, 0x7FFFFFFF, 0, 0)
    found = _open(b"PK\x03\x04" + end)
    assert isinstance(found, NotRead)
    assert found.code == "app.many_entries"


@pytest.mark.parametrize("length", [4, 100, len(ONE) - 1])
def test_a_truncated_archive_is_told_as_such(length: int) -> None:
    """Its directory stands at the end."""
    assert refused(ONE[:length]) == ("app.truncated", None)


def test_a_directory_in_the_wrong_place_is_damage() -> None:
    """The end says where it begins."""
    end = ONE.rfind(b"PK\x05\x06")
    for start in (0, 7, len(ONE), 0xFFFFFFF0):
        data = ONE[: end + 16] + struct.pack("<I", start) + ONE[end + 20 :]
        assert refused(data) == ("app.damaged", None)


def test_what_is_no_archive_is_none() -> None:
    """Nothing at its end, and another beginning."""
    assert [_open(data) for data in (b"", b"%PDF-1.7", b"PK")] == [None] * 3


def test_a_name_may_be_long_and_of_any_bytes() -> None:
    """It is only another name."""
    made = archive({"n" * 60_000: b"", "\u6d4b\u8bd5/\u202e": b"", "AndroidManifest.xml": b"x"})
    assert refused(made) == ("app.manifest", None)


# --- where zipfile reads otherwise than a phone --------------------------------------------------


def _with_zipfile(data: bytes, name: str) -> bytes | str:
    """The same by the standard library: the content, or the name of its exception."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return file.read(name)
    except (zipfile.BadZipFile, NotImplementedError, KeyError) as error:
        return type(error).__name__


def _with_extra(data: bytes, extra: bytes) -> bytes:
    """The directory's last entry with an extra field."""
    entry, end = data.rindex(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
    size, start = struct.unpack_from("<II", data, end + 12)
    head = data[: entry + 30] + struct.pack("<H", len(extra)) + data[entry + 32 : end]
    sizes = struct.pack("<II", size + len(extra), start)
    return head + extra + data[end : end + 12] + sizes + data[end + 20 :]


PLAIN = archive({"a": b"hello"})
END = PLAIN.rindex(b"PK\x05\x06")
CHINESE = archive({"x" * 6: b"hello"}).replace(b"x" * 6, "\u4f01\u4e1a".encode())


@pytest.mark.parametrize(
    ("data", "name", "otherwise"),
    [
        (_patched(PLAIN, 6, b"\xff\xff"), "a", "NotImplementedError"),
        (_with_extra(PLAIN, b"\xca\xfe\xff\x00ab"), "a", "BadZipFile"),
        (PLAIN[:END] + b"between" + PLAIN[END:], "a", "BadZipFile"),
        (CHINESE, "\u4f01\u4e1a", "KeyError"),
    ],
    ids=["the version needed", "an extra field", "a gap before the end", "a name in UTF-8"],
)
def test_what_a_phone_does_not_mind_is_read(data: bytes, name: str, otherwise: str) -> None:
    """A reason for a reader of our own, each: the standard library does not find the file."""
    assert _read(data, name) == b"hello"
    assert _with_zipfile(data, name) == otherwise


def _parts(content: bytes) -> tuple[bytes, bytes, bytes]:
    """An archive of one stored file: the file, the directory, the end."""
    data = archive({"a": content}, stored=True)
    directory, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    return data[:directory], data[directory:end], data[end:]


def test_the_directory_is_where_the_end_says() -> None:
    """As for a phone; the standard library takes what stands in front of the end, and so reads
    another file of the same name."""
    file, directory, end = _parts(b"hello" * 20)
    other_file, other, _ = _parts(b"other" * 20)
    start = len(file + other_file)
    # Found so far behind the place that is told, its offsets are taken to be short by as much.
    offset = struct.pack("<I", len(file) - len(directory))
    other = other[:42] + offset + other[46:]
    end = end[:16] + struct.pack("<I", start) + end[20:]
    data = file + other_file + directory + other + end
    assert _opened(data).directory_at == start
    assert _read(data, "a") == b"hello" * 20
    assert _with_zipfile(data, "a") == b"other" * 20
