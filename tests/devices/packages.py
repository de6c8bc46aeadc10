"""App packages made of nothing: archives, manifests in their binary forms, signing blocks."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from devices.certificates import Identity

Files = Mapping[str, bytes]


def archive(files: Files, *, stored: bool = False) -> bytes:
    """A ZIP archive."""
    data = io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(data, "w", method) as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name), content, method)
    return data.getvalue()


def with_block(data: bytes, block: bytes) -> bytes:
    """The archive with `block` before its directory."""
    end = data.rfind(b"PK\x05\x06")
    (start,) = struct.unpack_from("<I", data, end + 16)
    tail = data[end : end + 16] + struct.pack("<I", start + len(block)) + data[end + 20 :]
    return data[:start] + block + data[start:end] + tail


# --- elements, written in both forms of Android ---------------------------------------------------

NAMES = {
    "name": 0x01010003,
    "debuggable": 0x0101000F,
    "exported": 0x01010010,
    "scheme": 0x01010027,
    "minSdkVersion": 0x0101020C,
    "versionCode": 0x0101021B,
    "versionName": 0x0101021C,
    "targetSdkVersion": 0x01010270,
    "versionCodeMajor": 0x01010576,
}


@dataclass(frozen=True)
class Ref:
    """A value that stands in the table of resources."""

    id: int


@dataclass(frozen=True)
class El:
    """An element. Values are texts, numbers, switches or references."""

    tag: str
    attributes: Mapping[str, object] = field(default_factory=dict)
    children: Sequence["El"] = ()


def chunk(kind: int, head: bytes, body: bytes = b"") -> bytes:
    """A chunk of Android's resources."""
    return struct.pack("<HHI", kind, 8 + len(head), 8 + len(head) + len(body)) + head + body


def string_pool(texts: Sequence[str], *, utf8: bool = True) -> bytes:
    """A pool of strings."""
    places, data = [], b""
    for text in texts:
        places.append(len(data))
        if utf8:
            raw = text.encode()
            data += _short(len(text)) + _short(len(raw)) + raw + b"\0"
        else:
            raw = text.encode("utf-16-le")
            data += struct.pack("<H", len(raw) // 2) + raw + b"\0\0"
    data += b"\0" * (-len(data) % 4)
    begin = 28 + 4 * len(texts)
    head = struct.pack("<IIIII", len(texts), 0, 0x100 if utf8 else 0, begin, 0)
    return chunk(1, head, struct.pack(f"<{len(places)}I", *places) + data)


def _short(length: int) -> bytes:
    return bytes([length]) if length < 128 else bytes([0x80 | length >> 8, length & 0xFF])


def binary_xml(root: El, *, utf8: bool = False, blank_names: bool = False) -> bytes:
    """Android's binary XML. `blank_names`: attributes known by their resource only."""
    strings: list[str] = ["" if blank_names else name for name in NAMES]

    def place(text: str) -> int:
        if text not in strings:
            strings.append(text)
        return strings.index(text)

    known = list(NAMES)

    def value(found: object) -> tuple[int, int, int]:
        match found:
            case bool():
                return 0xFFFFFFFF, 0x12, 0xFFFFFFFF if found else 0
            case int():
                return 0xFFFFFFFF, 0x10, found
            case Ref():
                return 0xFFFFFFFF, 0x01, found.id
        text = place(str(found))
        return text, 0x03, text

    def element(el: El) -> bytes:
        attributes = b""
        for name, found in el.attributes.items():
            raw, kind, data = value(found)
            number = known.index(name) if name in known else place(name)
            attributes += struct.pack("<IIIHBBI", 0xFFFFFFFF, number, raw, 8, 0, kind, data)
        tag = place(el.tag)
        lines = struct.pack("<II", 1, 0xFFFFFFFF)
        start = struct.pack("<IIHHHHHH", 0xFFFFFFFF, tag, 20, 20, len(el.attributes), 0, 0, 0)
        inside = b"".join(element(child) for child in el.children)
        end = chunk(0x0103, lines, struct.pack("<II", 0xFFFFFFFF, tag))
        return chunk(0x0102, lines, start + attributes) + inside + end

    body = element(root)
    ids = chunk(0x0180, b"", struct.pack(f"<{len(NAMES)}I", *NAMES.values()))
    return chunk(3, b"", string_pool(strings, utf8=utf8) + ids + body)


Table = Mapping[int, object]


def resources(*tables: Table, configs: Sequence[bytes] = (), form: str = "") -> bytes:
    """A table of resources: the values of one package, by kind of phone (`configs`; by default of
    no particular one). `form` is empty, ``sparse``, ``short`` or ``compact``."""
    texts = [str(v) for table in tables for v in table.values() if isinstance(v, str)]
    chunks = b""
    for place, values in enumerate(tables):
        config = configs[place] if configs else bytes(60)
        for kind in sorted({key >> 16 & 0xFF for key in values}):
            mine = {key & 0xFFFF: v for key, v in values.items() if key >> 16 & 0xFF == kind}
            chunks += _type_chunk(kind, mine, texts, config, form)
    package = chunk(0x0200, struct.pack("<I", 0x7F) + bytes(272), chunks)
    return chunk(2, struct.pack("<I", 1), string_pool(texts) + package)


def _type_chunk(
    kind: int, mine: Mapping[int, object], texts: Sequence[str], config: bytes, form: str
) -> bytes:
    entries, places = b"", {}
    for number, found in sorted(mine.items()):
        places[number] = len(entries)
        code, data = _resource(found, texts)
        if form == "compact":
            entries += struct.pack("<HHI", 0, 0x0008 | code << 8, data)
        else:
            entries += struct.pack("<HHIHBBI", 8, 0, 0, 8, 0, code, data)
    count = max(places) + 1
    flags = {"sparse": 1, "short": 2}.get(form, 0)
    if form == "sparse":
        count = len(places)
        offsets = b"".join(struct.pack("<HH", n, at // 4) for n, at in places.items())
    elif form == "short":
        offsets = b"".join(
            struct.pack("<H", places[n] // 4 if n in places else 0xFFFF) for n in range(count)
        )
        offsets += bytes(-len(offsets) % 4)
    else:
        offsets = b"".join(struct.pack("<I", places.get(n, 0xFFFFFFFF)) for n in range(count))
    own = struct.pack("<I", 4 + len(config)) + config
    begin = 8 + 12 + len(own) + len(offsets)
    return chunk(
        0x0201, struct.pack("<BBHII", kind, flags, 0, count, begin) + own, offsets + entries
    )


def _resource(found: object, texts: Sequence[str]) -> tuple[int, int]:
    match found:
        case bool():
            return 0x12, 0xFFFFFFFF if found else 0
        case Ref():
            return 0x01, found.id
        case int():
            return 0x10, found
    return 0x03, texts.index(str(found))


def varint(value: int) -> bytes:
    """A number as protocol buffers write it."""
    found = b""
    while value > 0x7F:
        found += bytes([value & 0x7F | 0x80])
        value >>= 7
    return found + bytes([value])


def message(number: int, content: bytes) -> bytes:
    """A field that holds bytes."""
    return varint(number << 3 | 2) + varint(len(content)) + content


def protobuf_xml(root: El, *, plain: bool = True) -> bytes:
    """aapt2's XmlNode. `plain`: values as they were written, else only compiled."""
    content = message(3, root.tag.encode())
    for name, value in root.attributes.items():
        attribute = message(2, name.encode())
        if plain:
            written = str(value).lower() if isinstance(value, bool) else str(value)
            attribute += message(3, written.encode())
        else:
            attribute += varint(5 << 3) + varint(NAMES.get(name, 0)) + message(6, _item(value))
        content += message(4, attribute)
    content += b"".join(message(5, protobuf_xml(child, plain=plain)) for child in root.children)
    return message(1, content)


def _item(value: object) -> bytes:
    match value:
        case bool():
            return message(7, varint(8 << 3) + varint(int(value)))
        case int():
            return message(7, varint(6 << 3) + varint(value))
        case Ref():
            return message(1, varint(2 << 3) + varint(value.id))
    return message(2, message(1, str(value).encode()))


# --- signatures -----------------------------------------------------------------------------------

SCHEMES = {"v2": 0x7109871A, "v3": 0xF05368C0, "v3.1": 0x1B93AD61}


def prefixed(*parts: bytes) -> bytes:
    """Bytes behind their length."""
    content = b"".join(parts)
    return struct.pack("<I", len(content)) + content


def scheme_block(
    scheme: str, *signers: Identity, lineage: Sequence[Identity] = ()
) -> tuple[int, bytes]:
    """One scheme's part of the APK Signing Block."""
    made = b""
    for signer in signers:
        attributes = b""
        if lineage:
            nodes = b"".join(
                prefixed(prefixed(prefixed(one.der), bytes(4)), bytes(8), prefixed(b"sig"))
                for one in lineage
            )
            attributes = prefixed(struct.pack("<II", 0x3BA06F8C, 1), nodes)
        versions = b"" if scheme == "v2" else struct.pack("<II", 24, 0x7FFFFFFF)
        signed = prefixed(
            prefixed(prefixed(b"digest")),
            prefixed(prefixed(signer.der)),
            versions,
            prefixed(attributes),
        )
        made += prefixed(signed, versions, prefixed(b"signatures"), prefixed(b"public key"))
    return SCHEMES[scheme], prefixed(made)


def signing_block(*parts: tuple[int, bytes]) -> bytes:
    """The APK Signing Block, with a part that pads it as real ones have."""
    pairs = b"".join(
        struct.pack("<QI", 4 + len(content), key) + content
        for key, content in (*parts, (0x42726577, bytes(100)))
    )
    size = struct.pack("<Q", len(pairs) + 24)
    return size + pairs + size + b"APK Sig Block 42"


def hap_block(
    *parts: tuple[int, bytes], magic: bytes = b"<hap sign block>", version: int = 3
) -> bytes:
    """The signing block of a HAP."""
    heads, contents = b"", b""
    place = 12 * len(parts)
    for kind, content in parts:
        heads += struct.pack("<III", kind, len(content), place + len(contents))
        contents += content
    size = len(heads) + len(contents) + 32
    return (
        heads + contents + struct.pack("<IQ", len(parts), size) + magic + struct.pack("<I", version)
    )
