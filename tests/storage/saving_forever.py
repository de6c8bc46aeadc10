"""Saves one profile over and over, and acknowledges each save on standard output once it is done.

Run by `test_kill.py` in a process of its own: ``saving_forever.py FILE``.
"""

import sys
import time
from pathlib import Path

from wecom_console.storage.store import store_at

PROFILE_ID = "0123456789abcdef0123456789abcdef"


def document(number: int) -> dict[str, object]:
    """The document of the save that makes revision `number`; some KiB, so that it spans pages."""
    return {"identifier": "acme-wecom", "display_name": f"save {number} " + "x" * 9000}


def main(path: Path) -> None:
    """Never ends by itself."""
    profiles = store_at(path, clock=time.time).profiles
    row = profiles.get(PROFILE_ID)
    if row is None:
        profiles.insert(PROFILE_ID, document(1), is_draft=True)
        print(1, flush=True)
    number = row.revision if row else 1
    while True:
        profiles.update(PROFILE_ID, document(number + 1), base_revision=number, is_draft=True)
        number += 1
        print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
