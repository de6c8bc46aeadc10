"""The way back."""

from wecom_console.gui.shell.commands.trail import MOST, Stop, Trail


def _walked(*places: tuple[str, object]) -> Trail:
    trail = Trail()
    for key, args in places:
        trail.visit(key, args)
    return trail


def test_it_goes_back_and_forward() -> None:
    """As often as there is something."""
    trail = _walked(("sources", None), ("detail", "1"), ("test", None))
    trail.take(-1)
    assert (Stop("sources"), Stop("test")) == (trail.step(-1), trail.step(1))


def test_at_its_ends_it_stays() -> None:
    """Nothing lies before the first page."""
    trail = _walked(("sources", None))
    trail.take(-1)
    assert (None, None) == (trail.step(-1), trail.step(1))


def test_what_lay_ahead_is_forgotten() -> None:
    """Once one has gone elsewhere."""
    trail = _walked(("sources", None), ("detail", "1"))
    trail.take(-1)
    trail.visit("settings", None)
    assert (None, Stop("sources")) == (trail.step(1), trail.step(-1))


def test_what_a_page_was_asked_to_do_is_not_done_again() -> None:
    """Going back to a login test starts none."""
    trail = _walked(("test", object()), ("settings", None))
    assert Stop("test", None) == trail.step(-1)


def test_the_same_page_is_one_stop() -> None:
    """Asked for twice, or shown again while it is in front."""
    trail = _walked(("sources", None), ("detail", "1"), ("detail", "1"), ("detail", None))
    assert Stop("sources") == trail.step(-1)


def test_it_is_bounded() -> None:
    """The oldest stops are forgotten."""
    trail = _walked(*((str(number), None) for number in range(MOST + 5)))
    for _ in range(MOST):
        trail.take(-1)
    assert (None, Stop("6")) == (trail.step(-1), trail.step(1))
