"""A request as a shell command that runs as it stands once its variables are set."""

import os
import subprocess
from pathlib import Path

import pytest

from wecom_console.domain.verdicts import Leg
from wecom_console.flow.events import Exchanged
from wecom_console.reports.curl import curl_commands


def exchange(
    *,
    method: str = "GET",
    url: str = "https://qyapi.weixin.qq.com/cgi-bin/gettoken",
    query: tuple[tuple[str, str], ...] = (),
    headers: tuple[tuple[str, str], ...] = (),
    body: str = "",
) -> Exchanged:
    return Exchanged(Leg.IDENTITY, 1, method, url, query, headers, body, 200, (), "{}", 1.0)


@pytest.fixture
def run_shell(tmp_path: Path):
    """Runs a command with a `curl` that prints its arguments, one a line, `\\0`-free."""
    fake = tmp_path / "curl"
    fake.write_text('#!/bin/sh\nfor a in "$@"; do printf "%s\\n" "$a"; done\n')
    fake.chmod(0o755)

    def run(command: str, **variables: str) -> list[str]:
        env = {"PATH": f"{tmp_path}:{os.environ['PATH']}", **variables}
        done = subprocess.run(
            ["/bin/sh", "-c", command], env=env, capture_output=True, text=True, check=True
        )
        return done.stdout.splitlines()

    return run


def test_a_redacted_parameter_becomes_a_variable_of_its_name() -> None:
    """`corpsecret` is asked for as $CORPSECRET."""
    text = curl_commands((exchange(query=(("corpid", "ww01"), ("corpsecret", "[redacted:43]"))),))
    assert '"${CORPSECRET}"' in text


def test_the_variables_needed_are_listed_first() -> None:
    """The first line names each variable with the length of its value."""
    text = curl_commands((exchange(query=(("corpsecret", "[redacted:43]"),)),))
    assert "# CORPSECRET (43)" == text.splitlines()[0]


def test_the_shell_sends_the_query_whole(run_shell) -> None:
    """What the shell passes on is the address with the secret in its place."""
    text = curl_commands((exchange(query=(("corpid", "ww01"), ("corpsecret", "[redacted:43]"))),))
    expected = "https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=ww01&corpsecret=s3cret"
    assert expected == run_shell(text, CORPSECRET="s3cret")[-1]


def test_shell_characters_in_values_stay_values(run_shell) -> None:
    """Quotes, `$(…)` and backticks of an answer never reach the shell's grammar."""
    nasty = "a'b\"c$(touch x)`id`\\"
    text = curl_commands((exchange(method="POST", body=nasty),))
    assert nasty == run_shell(text)[-1]


def test_a_secret_in_a_json_body_is_named_by_its_key(run_shell) -> None:
    """The variable takes the name of the JSON key before it."""
    text = curl_commands(
        (exchange(method="POST", body='{"connection": "c", "code": "[redacted:43]"}'),)
    )
    assert '{"connection": "c", "code": "abc"}' == run_shell(text, CODE="abc")[-1]


def test_a_secret_in_a_header_is_named_by_its_header(run_shell) -> None:
    """`Authorization: Bearer …` becomes $AUTHORIZATION."""
    text = curl_commands((exchange(headers=(("Authorization", "Bearer [redacted:200]"),)),))
    assert "Authorization: Bearer t" in run_shell(text, AUTHORIZATION="t")


def test_two_secrets_of_one_name_are_told_apart_by_length() -> None:
    """Another length is another value and gets a number."""
    text = curl_commands(
        (
            exchange(query=(("code", "[redacted:43]"),)),
            exchange(query=(("code", "[redacted:12]"),)),
        )
    )
    assert "# CODE (43), CODE_2 (12)" == text.splitlines()[0]


def test_parameters_are_percent_encoded(run_shell) -> None:
    """A `+` or `&` in a value is sent as that character."""
    text = curl_commands((exchange(query=(("code", "a+b&c d"),)),))
    assert run_shell(text)[-1].endswith("?code=a%2Bb%26c%20d")
