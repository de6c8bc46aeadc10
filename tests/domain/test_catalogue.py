"""The select page: every source and login method has its words in both languages."""

import pytest

from wecom_console.domain.catalogue import IDENTITY_SOURCES, LOGIN_METHODS, PREPARATION
from wecom_console.domain.fields import FIELD_BY_PATH
from wecom_console.domain.profile import MOBILE_TYPE
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


def test_exactly_one_path_leads_to_the_form() -> None:
    """Enterprise WeChat, then Enterprise WeChat Mobile; other cards lead to their guides."""
    sources = [s.id for s in IDENTITY_SOURCES if s.is_configurable]
    methods = [(m.id, m.type) for m in LOGIN_METHODS if m.is_configurable]
    assert (sources, methods) == (["wechatwork"], [("mobile", MOBILE_TYPE)])


def test_the_mobile_variant_asks_for_fields_of_the_form() -> None:
    """What its card lists are fields that a connection has."""
    (mobile,) = [m for m in LOGIN_METHODS if m.is_configurable]
    assert [f for f in mobile.fields if f not in FIELD_BY_PATH] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_label(language: str) -> None:
    """The form, the command line and the JSON Schema name every setting."""
    messages = load_messages(language)
    assert [path for path in FIELD_BY_PATH if not messages.has(f"field.{path}")] == []
