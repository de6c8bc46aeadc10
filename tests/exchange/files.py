"""Config files for tests."""

from pathlib import Path

import tomli_w

from domain.samples import GOOD

HEAD = 'format = "wecom-console/1"\n\n'


def toml(*connections: object) -> str:
    """A config file of these raw connections."""
    return tomli_w.dumps({"format": "wecom-console/1", "connections": list(connections)})


GOOD_TOML = toml(GOOD)


def write(folder: Path, text: str | bytes, *, name: str = "acme.toml") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path
