"""What the program is made of, from what is installed."""

from wecom_console.services.components import components, licence_text


def test_everything_that_is_needed_is_listed() -> None:
    """The packages that we name, and those that they need; a licence each."""
    found = {one.name.lower().replace("_", "-"): one for one in components()}
    wanted = {"httpx", "h11", "pyside6-essentials", "shiboken6", "python", "cryptography"}
    assert set() == wanted - found.keys()
    assert "LGPL" in found["pyside6-essentials"].licence


def test_what_only_tests_need_is_not() -> None:
    """It is not part of the program."""
    assert set() == {one.name.lower() for one in components()} & {"pytest", "hypothesis", "mypy"}


def test_a_package_brings_its_licence() -> None:
    """As a text that can be read."""
    assert "Redistribution" in licence_text("httpx")


def test_one_that_is_not_there_brings_none() -> None:
    """Nothing falls over."""
    assert "" == licence_text("no-such-package-here")
