"""What is made on its first use."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from wecom_console.gui.parts.presenter.lazily import MadeOnce


def test_nothing_is_made_before_it_is_asked_for() -> None:
    """Whoever closes it afterwards sees that there is nothing to close."""
    assert MadeOnce(object).made is None


def test_two_who_ask_at_once_get_the_same() -> None:
    """The second waits for the first, as the window's thread may for a worker."""
    is_making, may_go_on = Event(), Event()

    def make() -> object:
        is_making.set()
        assert may_go_on.wait(30)
        return object()

    once = MadeOnce(make)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(once)
        assert is_making.wait(30)
        second = pool.submit(once)
        may_go_on.set()
        assert first.result() is second.result() is once.made
