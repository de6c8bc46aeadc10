"""Chance that comes out the same every time."""

import random


def dice(*words: object) -> random.Random:
    """What these words always lead to."""
    return random.Random(" ".join(map(str, words)))  # noqa: S311  a sample, not a secret
