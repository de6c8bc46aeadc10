"""No secret is told of a pasted text: random ones of every kind, in every notation."""

import pytest

from pasted.leaks import all_told, drawn, leaks
from pasted.notations import NOTATIONS
from wecom_console.pasted.harmless import told


def test_a_piece_of_a_secret_would_be_noticed() -> None:
    """In pieces, in capitals, backwards."""
    value = "Qx7vB2nM9kL4wZ8rT"
    said = ("xQx7vBx", "QX 7V B2", f"{value[::-1][3:8]}", "ｑｘ７ｖｂ")
    assert [] == [one for one in said if not leaks(value, value, one, NOTATIONS[0])]


@pytest.mark.parametrize("seed", range(20))
def test_no_secret_is_known_to_be_harmless(seed: int) -> None:
    """Of a thousand, neither one nor a piece of one, whatever stands around it."""
    found = [
        (value, told(text))
        for value, spelled, notation in drawn(seed, 1_000)
        if leaks(value, spelled, told(text := notation(spelled)), notation)
    ]
    assert [] == found


@pytest.mark.parametrize("seed", range(100, 104))
def test_no_secret_is_told(seed: int) -> None:
    """Nor by what is read out of the text: its parts, undone escapes, hosts and ids."""
    found = [
        (value, said)
        for value, spelled, notation in drawn(seed, 1_000)
        if leaks(value, spelled, said := all_told(notation(spelled)), notation)
    ]
    assert [] == found
