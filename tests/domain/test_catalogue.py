"""The select page: every source and login method has its words in both languages."""

import pytest

from wecom_console.domain.catalogue import (
    IDENTITY_SOURCES,
    LOGIN_METHODS,
    PREPARATION,
    LoginMethod,
)
from wecom_console.domain.connection_types import TYPES
from wecom_console.domain.fields import FIELD_BY_PATH
from wecom_console.domain.profile import AGENCY_MOBILE_TYPE, MOBILE_TYPE
from wecom_console.messages.catalogue import LANGUAGES, load_messages


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_has_a_name_and_a_description(language: str) -> None:
    """Sources, variants and the checklist can be told in both languages."""
    messages = load_messages(language)
    codes = [f"source.{s.id}{tail}" for s in IDENTITY_SOURCES for tail in ("", ".about")]
    codes += [
        f"variant.{m.id}{tail}" for m in LOGIN_METHODS for tail in ("", ".about", ".scenario")
    ]
    codes += [f"variant_field.{field}" for m in LOGIN_METHODS for field in m.fields]
    codes += [f"preparation.{item}" for item in PREPARATION]
    assert [code for code in codes if not messages.has(code)] == []


def test_two_paths_leads_to_the_form() -> None:
    """Enterprise WeChat, then Enterprise WeChat Mobile of either kind; other cards lead to their
    guides."""
    sources = [s.id for s in IDENTITY_SOURCES if s.is_configurable]
    methods = [(m.id, m.type) for m in LOGIN_METHODS if m.is_configurable]
    assert (sources, methods) == (
        ["wechatwork"],
        [("mobile", MOBILE_TYPE), ("agency_mobile", AGENCY_MOBILE_TYPE)],
    )


@pytest.mark.parametrize("method", [m for m in LOGIN_METHODS if m.is_configurable])
def test_a_configured_variant_asks_for_fields_of_its_type(method: LoginMethod) -> None:
    """What its card lists are fields that a connection of this type has and needs."""
    kind = TYPES[method.type]
    paths = [f if f in FIELD_BY_PATH else f"agency.{f}" for f in method.fields]
    assert [(path, True) for path in paths] == [(path, kind.requires(path)) for path in paths]


@pytest.mark.parametrize("method", [m for m in LOGIN_METHODS if m.is_configurable])
def test_a_type_is_named_by_its_method(method: LoginMethod) -> None:
    """The form's title and the checklist's words follow it."""
    assert method.id == TYPES[method.type].method


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_label(language: str) -> None:
    """The form, the command line and the JSON Schema name every setting."""
    messages = load_messages(language)
    assert [path for path in FIELD_BY_PATH if not messages.has(f"field.{path}")] == []
