"""A person holds the virtual phone in a browser while a test run waits for the answer."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from browser.chromium import Page, browser_page

CONFIRM = re.compile(r"http://127\.0\.0\.1:\d+/\S+")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A phone-wide headless browser; starting one takes seconds, so the tests share it."""
    with browser_page(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@contextmanager
def waiting_run(home: Path, *options: str) -> Iterator["subprocess.Popen[str]"]:
    """`wecom-console test --demo` that waits for somebody to answer on the virtual phone."""
    command = [sys.executable, "-m", "wecom_console", "test", "--demo", "--phone", "virtual"]
    environment = {**os.environ, "WECOM_CONSOLE_HOME": str(home), "WECOM_CONSOLE_LANG": "en"}
    with subprocess.Popen(
        [*command, "--json", *options],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        try:
            yield run
        finally:
            run.kill()


def confirm_address(run: "subprocess.Popen[str]") -> str:
    """The page the waiting run asks its user to open."""
    assert run.stderr is not None
    for line in run.stderr:
        if found := CONFIRM.search(line):
            return found[0]
    raise AssertionError("the run named no page")


def result(run: "subprocess.Popen[str]") -> dict[str, object]:
    """The run's object once it has ended."""
    assert run.stdout is not None
    runs: list[dict[str, object]] = json.loads(run.stdout.read())["runs"]
    run.wait(30)
    return runs[0]


def test_agreeing_in_the_browser_lets_the_run_go_on(page: Page, tmp_path: Path) -> None:
    """*Agree* on the virtual phone completes the login of the run that waits for it."""
    with waiting_run(tmp_path) as run:
        page.open(confirm_address(run))
        page.click_and_load('button[value="approve"]')
        ended = result(run)
    assert (True, 0) == (ended["passed"], run.returncode)


def test_cancelling_in_the_browser_ends_in_leg_three(page: Page, tmp_path: Path) -> None:
    """*Cancel* reaches the run as WeCom's own cancel, not as a login."""
    with waiting_run(tmp_path) as run:
        page.open(confirm_address(run))
        page.click_and_load('button[value="cancel"]')
        ended = result(run)
    legs = ended["legs"]
    assert isinstance(legs, list)
    failed = [(leg["leg"], leg["code"]) for leg in legs if leg["verdict"] == "failed"]
    assert [("confirm", "confirm.cancelled")] == failed


def test_another_member_can_be_chosen(page: Page, tmp_path: Path) -> None:
    """The member picked on the phone is the one who signs in."""
    with waiting_run(tmp_path, "--platform", "ios") as run:
        page.open(confirm_address(run))
        page.evaluate("document.querySelector('input[value=lisi]').click()")
        page.click_and_load('button[value="approve"]')
        ended = result(run)
    assert "lisi" in json.dumps(ended["events"])


def test_the_phone_fits_a_phone(page: Page, tmp_path: Path) -> None:
    """At phone width nothing is wider than the screen."""
    with waiting_run(tmp_path) as run:
        page.call(
            "Emulation.setDeviceMetricsOverride",
            width=360,
            height=740,
            deviceScaleFactor=1,
            mobile=True,
        )
        page.open(confirm_address(run))
        assert page.evaluate("document.documentElement.scrollWidth") == 360
