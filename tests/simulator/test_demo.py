"""The built-in demo connection, and worlds made of several profiles."""

from dataclasses import replace

import pytest

from simulator.driver import Sim
from wecom_console.domain.check import CheckContext, check
from wecom_console.domain.documents import to_raw
from wecom_console.domain.profile import Backend
from wecom_console.domain.schema_rule import derive_schema
from wecom_console.simulator.world.demo import demo_connection
from wecom_console.simulator.world.randomness import Randomness
from wecom_console.simulator.world.setup import ConnectionSetup, build_state


def test_the_demo_profile_passes_its_own_check() -> None:
    """It can be stored like any other: no error, no warning."""
    report = check(to_raw(demo_connection(1).profile), CheckContext())
    assert [] == [problem.code for problem in report.problems]
    assert report.profile == demo_connection(1).profile


def test_the_demo_schema_follows_the_rule() -> None:
    """wwauth, the corp's half, the agent's half."""
    profile = demo_connection().profile
    assert derive_schema(profile.corp_id, profile.agent_id) == profile.schema


def test_the_demo_is_the_same_for_the_same_seed() -> None:
    """And another one for another."""
    assert demo_connection(1) == demo_connection(1)
    assert demo_connection(1) != demo_connection(2)


@pytest.mark.parametrize(("language", "name"), [("zh_CN", "企业微信演示"), ("en", "WeCom demo")])
def test_the_show_name_is_spoken(language: str, name: str) -> None:
    """It comes from the messages."""
    assert name == demo_connection(language=language).profile.display_name


def test_profiles_of_one_company_share_it() -> None:
    """Two agents of one corp in one pool: one corp, one identity source, one application."""
    first = demo_connection(1)
    second = replace(
        first.profile,
        identifier="second",
        agent_id="1000003",
        schema=first.profile.schema[:-6] + "000003",
    )
    state = build_state((first, ConnectionSetup(second)), Randomness(1))
    assert (1, 2, 1, 1, 1, 2) == (
        len(state.corps),
        len(state.agents),
        len(state.pools),
        len(state.ext_idps),
        len(state.applications),
        len(state.connections),
    )


def test_a_bare_profile_gets_ids_of_its_own() -> None:
    """What the profile does not name is made up, the secrets too."""
    profile = replace(demo_connection(1).profile, backend=Backend())
    state = build_state((ConnectionSetup(profile),), Randomness(1))
    app = next(iter(state.applications.values()))
    agent = next(iter(state.agents.values()))
    assert (24, 24, 43) == (len(app.app_id), len(app.pool_id), len(agent.secret))
    connection = next(iter(state.connections.values()))
    assert agent.secret.reveal() == connection.fields["secret"]


@pytest.mark.anyio
async def test_the_secrets_key_in_fields_can_be_another() -> None:
    """`secret_field` of the profile (docs/reference/authing.md §5.6)."""
    demo = demo_connection(1)
    backend = replace(demo.profile.backend, secret_field="appSecret")
    sim = Sim(replace(demo, profile=replace(demo.profile, backend=backend)))
    async with sim.http:
        assert "appSecret" in sim.connection.fields
        assert (await sim.sign_in())["statusCode"] == 200
