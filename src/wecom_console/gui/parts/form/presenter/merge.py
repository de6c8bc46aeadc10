"""What changed on either side of a conflict, and both put together. Qt-free."""

from dataclasses import replace

from wecom_console.domain.documents import changed_paths
from wecom_console.domain.fields import FIELD_BY_PATH
from wecom_console.domain.raw import get_value, set_value
from wecom_console.gui.parts.form.presenter.draft import Draft


def changed_by(base: Draft, other: Draft) -> tuple[str, ...]:
    """The paths in which `other` differs from `base`, in file order. A secret that was typed
    anew differs although both documents say ``keyring:``."""
    paths = dict.fromkeys(changed_paths(base.document(), other.document()))
    before, after = base.secrets(), other.secrets()
    paths |= dict.fromkeys(p for p in after if before.get(p) != after[p])
    order = {path: index for index, path in enumerate(FIELD_BY_PATH)}
    return tuple(sorted(paths, key=lambda p: order.get(p, len(order))))


def merged(base: Draft, mine: Draft, theirs: Draft) -> Draft:
    """Their version with my changes on top; where both changed a field, mine stands."""
    raw = theirs.raw
    for path in changed_by(base, mine):
        raw = set_value(raw, path, get_value(mine.raw, path))
    return replace(theirs, raw=raw, touched=theirs.touched | mine.touched)
