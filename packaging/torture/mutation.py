"""Files that are nearly what they should be: structures with something exchanged, bytes with
something flipped, and forms that only look like files."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import tomli_w

Odd = Callable[[random.Random], Any]

ODD: tuple[Odd, ...] = (
    lambda rng: rng.choice((None, True, False, 0, -1, 2**31, 2**63, -(2**70), 0.5, 1e308)),
    lambda rng: rng.choice(("", " ", "\u0000", "\u202e", "\ud800", "企业微信", "a\nb", "\x1b[2J")),
    lambda rng: rng.choice(("keyring:", "env:", "file:/etc/hosts", "<img src=x>", "../..", "~")),
    lambda rng: rng.choice("a[{\"'%&") * rng.choice((1, 300, 70_000)),
    lambda rng: [] if rng.random() < 0.5 else {},
    lambda rng: nested(rng.choice((3, 60, 400))),
    lambda rng: [rng.choice(("x", 1, None))] * rng.choice((2, 500, 20_000)),
    lambda rng: {f"k{n}": n for n in range(rng.choice((2, 200, 3000)))},
    lambda rng: rng.choice((float("nan"), float("inf"), "9" * 5000, 10**400)),
)


def nested(depth: int) -> Any:
    """Lists and tables in one another."""
    found: Any = "x"
    for number in range(depth):
        found = [found] if number % 2 else {"a": found}
    return found


def exchanged(rng: random.Random, tree: Any, *, times: int) -> Any:
    """The same with some of its parts exchanged, left out, doubled or renamed."""
    copy = json.loads(json.dumps(tree))
    for _ in range(times):
        inner = [one for one in _inner(copy) if one]
        if not inner:
            break
        _exchange(rng, rng.choice(inner))
    return copy


def _inner(tree: Any) -> list[Any]:
    children = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    below = [one for child in children for one in _inner(child)]
    return [tree, *below] if isinstance(tree, (dict, list)) else below


def _exchange(rng: random.Random, inner: Any) -> None:
    key = rng.choice(list(inner)) if isinstance(inner, dict) else rng.randrange(len(inner))
    kind = rng.random()
    if kind < 0.6:
        inner[key] = rng.choice(ODD)(rng)
    elif kind < 0.75:
        del inner[key]
    elif isinstance(inner, dict):
        inner[rng.choice(("", "x", "a.b", "\u0000", "y" * 3000, str(key).upper()))] = inner[key]
    else:
        inner.extend([inner[key]] * rng.choice((1, 50, 2000)))


def as_json(rng: random.Random, tree: Any) -> bytes:
    """As JSON, in an encoding that it may or may not have."""
    text = json.dumps(tree, ensure_ascii=rng.random() < 0.5)
    return text.encode("utf-8", "surrogatepass")


def as_toml(rng: random.Random, tree: Any) -> bytes:
    """As TOML; what it has no form for stays JSON."""
    try:
        return tomli_w.dumps(tree).encode("utf-8", "surrogatepass")
    except (TypeError, ValueError, RecursionError, AttributeError):
        return as_json(rng, tree)


def as_yaml(rng: random.Random, tree: Any) -> bytes:
    """As YAML in blocks, without quotation marks here and there."""
    return "\n".join(_block(rng, tree, 0)).encode("utf-8", "surrogatepass")


def _block(rng: random.Random, tree: Any, depth: int) -> list[str]:
    pad = "  " * min(depth, 200)
    if isinstance(tree, dict) and tree and depth < 200:
        lines = []
        for key, value in tree.items():
            name = str(key) if rng.random() < 0.9 else json.dumps(str(key))
            below = _block(rng, value, depth + 1)
            is_inner = isinstance(value, (dict, list)) and value
            lines += [f"{pad}{name}:", *below] if is_inner else [f"{pad}{name}: {below[0].strip()}"]
        return lines
    if isinstance(tree, list) and tree and depth < 200:
        return [f"{pad}- {json.dumps(one)}" for one in tree]
    plain = isinstance(tree, str) and rng.random() < 0.1
    return [pad + (tree if plain else json.dumps(tree))]


def bent(rng: random.Random, content: bytes) -> bytes:
    """Bytes with something done to them."""
    data = bytearray(content or b"x")
    for _ in range(rng.choice((1, 1, 2, 5))):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(8)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del data[at:]
        elif kind == 2:
            data[at:at] = rng.randbytes(rng.choice((1, 4, 1000)))
        elif kind == 3:
            end = min(len(data), at + rng.choice((1, 40, 4000)))
            data[at:at] = bytes(data[at:end]) * rng.choice((1, 3, 200))
        elif kind == 4:
            data[at : at + rng.choice((1, 4, 8))] = rng.choice((b"\xff", b"\0", b"\x80")) * 4
        elif kind == 5:
            data = bytearray(bytes(data).decode("latin-1").encode(rng.choice(("utf-16", "utf-8"))))
        elif kind == 6:
            data[:0] = rng.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\n" * 1000, b"#!"))
        else:
            data[at:at] = rng.choice((b"[", b"{", b"(", b"- ", b"<a>")) * rng.choice((50, 100_000))
        data = data[:1_500_000] or bytearray(b"x")
    return bytes(data)
