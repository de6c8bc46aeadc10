"""The apps of a simulator as they are shown and switched."""

from dataclasses import replace
from typing import Final

from wecom_console.services.simulator.values import AppNow
from wecom_console.simulator.world.world import World

HS256: Final = "HS256"
RS256: Final = "RS256"


def apps_now(world: World) -> tuple[AppNow, ...]:
    """WeCom's apps, then Authing's applications."""
    agents = tuple(
        AppNow(
            f"{agent.corp_id}/{agent.agent_id}",
            agent.name,
            is_agent=True,
            code=agent.agent_id,
            switches=(("enabled", agent.enabled), ("contact_fields", agent.contact_fields)),
            platforms=tuple(
                name
                for name, block in (
                    ("Android", agent.android),
                    ("iOS", agent.ios),
                    ("HarmonyOS", agent.harmony),
                )
                if block is not None
            ),
        )
        for agent in world.state.agents.values()
    )
    applications = tuple(
        AppNow(
            app.app_id,
            app.name,
            is_agent=False,
            code=app.app_id,
            switches=(
                ("registration", app.registration),
                ("login_only", bool(app.login_only)),
                ("mfa", app.mfa),
                ("rs256", app.id_token_alg == RS256),
            ),
        )
        for app in world.state.applications.values()
    )
    return agents + applications


def set_switches(world: World, app: AppNow) -> None:
    """Puts the switches; an app that is gone stays gone."""
    if app.is_agent:
        corp_id, _, agent_id = app.key.partition("/")
        agent = world.state.agent(corp_id, agent_id)
        if agent is not None:
            world.state.agents[corp_id.lower(), agent_id] = replace(
                agent, enabled=app.is_on("enabled"), contact_fields=app.is_on("contact_fields")
            )
        return
    application = world.state.applications.get(app.key)
    if application is not None:
        is_same = bool(application.login_only) is app.is_on("login_only")
        world.state.applications[app.key] = replace(
            application,
            registration=app.is_on("registration"),
            # None means the connection's own setting: it stays unless it was switched.
            login_only=application.login_only if is_same else app.is_on("login_only"),
            mfa=app.is_on("mfa"),
            id_token_alg=RS256 if app.is_on("rs256") else HS256,
        )
