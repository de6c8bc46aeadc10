"""The way back."""

from wecom_console.gui.shell.commands.way_back import MOST, Stop, WayBack


def _walked(*places: tuple[str, object]) -> WayBack:
    way = WayBack()
    for key, args in places:
        way.visit(key, args)
    return way


def test_it_goes_back_and_forward() -> None:
    """As often as there is something."""
    way = _walked(("sources", None), ("detail", "1"), ("test", None))
    way.take(-1)
    assert (Stop("sources"), Stop("test")) == (way.step(-1), way.step(1))


def test_at_its_ends_it_stays() -> None:
    """Nothing lies before the first page."""
    way = _walked(("sources", None))
    way.take(-1)
    assert (None, None) == (way.step(-1), way.step(1))


def test_what_lay_ahead_is_forgotten() -> None:
    """Once one has gone elsewhere."""
    way = _walked(("sources", None), ("detail", "1"))
    way.take(-1)
    way.visit("settings", None)
    assert (None, Stop("sources")) == (way.step(1), way.step(-1))


def test_what_a_page_was_asked_to_do_is_not_done_again() -> None:
    """Going back to a login test starts none."""
    way = _walked(("test", object()), ("settings", None))
    assert Stop("test", None) == way.step(-1)


def test_the_same_page_is_one_stop() -> None:
    """Asked for twice, or shown again while it is in front."""
    way = _walked(("sources", None), ("detail", "1"), ("detail", "1"), ("detail", None))
    assert Stop("sources") == way.step(-1)


def test_it_is_bounded() -> None:
    """The oldest stops are forgotten."""
    way = _walked(*((str(number), None) for number in range(MOST + 5)))
    for _ in range(MOST):
        way.take(-1)
    assert (None, Stop("6")) == (way.step(-1), way.step(1))


def test_one_comes_back_to_where_a_page_was_left() -> None:
    """To the form that was open, not to the first step before it."""
    way = WayBack()
    way.visit("wizard", None)
    way.leave("wizard", "new:mobile")
    way.visit("help", "field:schema")
    assert Stop("wizard", "new:mobile") == way.step(-1)
