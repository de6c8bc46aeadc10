"""Uses the window as a screen reader does; for the system's Python, which has `gi`.

Writes what was heard as JSON. Nothing here knows Qt: a button is found by its role and its name.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE_S = 60
SHOWING = Atspi.StateType.SHOWING
SPOKEN = ("push button", "radio button", "check box", "list item", "combo box", "text", "list")
said: list[str] = []


def until(find: Callable[[], object], what: str) -> object:
    """Waits for something, and listens meanwhile."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        GLib.MainContext.default().iteration(False)
        found = find()
        if found:
            return found
        time.sleep(0.02)
    message = f"{what} was never there; heard: {said}"
    raise SystemExit(message)


def everything(at: Atspi.Accessible) -> Iterator[Atspi.Accessible]:
    """What is on the screen, in the order in which it is read."""
    for place in range(at.get_child_count()):
        child = at.get_child_at_index(place)
        if child is not None and child.get_state_set().contains(SHOWING):
            yield child
            yield from everything(child)


def named(role: str, name: str) -> Atspi.Accessible | None:
    """What has that role and that name."""
    found = (
        one for one in everything(program) if (one.get_role_name(), one.get_name()) == (role, name)
    )
    return next(found, None)


def the(role: str, name: str) -> Atspi.Accessible:
    """The same, waited for."""
    return until(lambda: named(role, name), f"{role} {name}")


def press(name: str) -> None:
    """Presses a button."""
    the("push button", name).get_action_iface().do_action(0)


def words(one: Atspi.Accessible) -> str:
    """The text that stands in it."""
    text = one.get_text_iface()
    return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))


def running() -> Atspi.Accessible | None:
    """The program, once its window is there."""
    desktop = Atspi.get_desktop(0)
    those = (desktop.get_child_at_index(at) for at in range(desktop.get_child_count()))
    return next((one for one in those if one is not None and one.get_child_count()), None)


ear = Atspi.EventListener.new(lambda event: said.append(event.any_data))
ear.register("object:announcement")
program = until(running, "the program")
press("Try it with the demo connection")
until(lambda: any("As expected" in one for one in said), "the verdict")
line = the("list", "Legs")
legs = [line.get_child_at_index(at) for at in range(line.get_child_count())]
heard = {
    "legs": [leg.get_name() for leg in legs],
    "places": [leg.get_index_in_parent() for leg in legs],
    "unnamed": [
        one.get_role_name()
        for one in everything(program)
        if one.get_role_name() in SPOKEN and not one.get_name()
    ],
}
heard["evidence"] = words(the("text", "Evidence"))
press("Copy explanation")
until(lambda: said[-1] == "Copied", "the answer to copying")
search = the("text", "Filter scenarios")
search.get_editable_text_iface().paste_text(0)
heard["pasted"] = until(lambda: words(search), "what was copied")
Path(sys.argv[1]).write_text(json.dumps({"said": said, **heard}), encoding="utf-8")
