"""How long something took, in the words of a table."""

SECONDS_FROM_MS = 200


def duration_text(elapsed_ms: float | None) -> str:
    """``186 ms``, ``1.1 s``; a dash where no time passed."""
    if elapsed_ms is None or elapsed_ms < 0.5:
        return "–" if elapsed_ms is None else "<1 ms"
    if elapsed_ms < SECONDS_FROM_MS:
        return f"{elapsed_ms:.0f} ms"
    return f"{elapsed_ms / 1000:.1f} s"
