"""The colour tokens of both themes."""

from enum import StrEnum
from typing import NamedTuple, assert_never


class Theme(StrEnum):
    """What the user chose; `SYSTEM` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Contrast(StrEnum):
    """What the user chose; `SYSTEM` follows the desktop."""

    SYSTEM = "system"
    NORMAL = "normal"
    HIGH = "high"


class ThemeTokens(
    NamedTuple
):  # made before the first frame: a dataclass of 34 fields takes 1 ms more
    """Every colour of one theme as `#RRGGBB`. A fill of any colour carries `on_fill` as its ink."""

    is_dark: bool
    surface: str
    surface_raised: str
    surface_sunken: str
    surface_hover: str
    surface_pressed: str
    border: str
    border_control: str
    text: str
    text_muted: str
    text_disabled: str
    primary: str
    primary_hover: str
    primary_pressed: str
    primary_soft: str
    on_fill: str
    focus: str
    success: str
    success_soft: str
    success_edge: str
    warning: str
    warning_soft: str
    warning_edge: str
    error: str
    error_soft: str
    error_edge: str
    info: str
    info_soft: str
    info_edge: str
    simulated: str
    simulated_soft: str
    env_production: str
    env_staging: str
    shadow_alpha: float


LIGHT = ThemeTokens(
    is_dark=False,
    surface="#F3F5F9",
    surface_raised="#FFFFFF",
    surface_sunken="#F7F8FB",
    surface_hover="#EEF1F6",
    surface_pressed="#DDE2EB",
    border="#DDE2EB",
    border_control="#838DA1",
    text="#172033",
    text_muted="#556077",
    text_disabled="#8D96A8",
    primary="#2457D6",
    primary_hover="#1B47B8",
    primary_pressed="#163B99",
    primary_soft="#EAF0FF",
    on_fill="#FFFFFF",
    focus="#2457D6",
    success="#0B7345",
    success_soft="#E6F5ED",
    success_edge="#A9D8BF",
    warning="#8A5300",
    warning_soft="#FFF4DF",
    warning_edge="#E3C58A",
    error="#BE2230",
    error_soft="#FDECEC",
    error_edge="#EBB4B8",
    info="#1D5FA8",
    info_soft="#E8F2FC",
    info_edge="#B9D3EE",
    simulated="#6A3FC4",
    simulated_soft="#F1ECFD",
    env_production="#8C1D5B",
    env_staging="#0F6E76",
    shadow_alpha=0.14,
)

DARK = ThemeTokens(
    is_dark=True,
    surface="#11141A",
    surface_raised="#1A1F28",
    surface_sunken="#141820",
    surface_hover="#232934",
    surface_pressed="#2D3440",
    border="#2D3440",
    border_control="#6E7889",
    text="#E8ECF3",
    text_muted="#A3ADBD",
    text_disabled="#677182",
    primary="#7AA2FF",
    primary_hover="#97B7FF",
    primary_pressed="#6690F2",
    primary_soft="#1E2B4A",
    on_fill="#0B1220",
    focus="#97B7FF",
    success="#57C98D",
    success_soft="#15301F",
    success_edge="#2A5C40",
    warning="#E9B04A",
    warning_soft="#35290F",
    warning_edge="#6B531F",
    error="#FF8A8A",
    error_soft="#2D1A1F",
    error_edge="#5E3238",
    info="#7FB8F5",
    info_soft="#172C42",
    info_edge="#2D5278",
    simulated="#BBA3F7",
    simulated_soft="#2B2344",
    env_production="#F29AC8",
    env_staging="#53B9C2",
    shadow_alpha=0.40,
)


def with_high_contrast(table: ThemeTokens) -> ThemeTokens:
    """The same colours with ink and edges that leave no doubt: text at 7:1 or more on every
    ground, edges of controls at 4.5:1, tints so faint that they are only ground."""
    if table.is_dark:
        return table._replace(
            surface="#000000",
            surface_raised="#0A0D12",
            surface_sunken="#000000",
            border="#8A94A6",
            border_control="#C3CBD8",
            text="#FFFFFF",
            text_muted="#D5DBE6",
            text_disabled="#9AA4B5",
            primary="#A9C4FF",
            primary_hover="#C9DAFF",
            primary_pressed="#8FB2FF",
            primary_soft="#14203C",
            focus="#FFE16B",
            success="#8CE8B4",
            success_edge="#8CE8B4",
            warning="#FFD27A",
            warning_edge="#FFD27A",
            error="#FFB3B3",
            error_edge="#FFB3B3",
            info="#B5D7FF",
            info_edge="#B5D7FF",
            simulated="#D9CBFF",
            env_production="#FFB8DC",
            env_staging="#86E0E8",
        )
    return table._replace(
        surface="#FFFFFF",
        surface_sunken="#FFFFFF",
        border="#6B7486",
        border_control="#3A4354",
        text="#000000",
        text_muted="#2B3444",
        text_disabled="#5F697B",
        primary="#0B36A3",
        primary_hover="#07246F",
        primary_pressed="#041647",
        focus="#0B36A3",
        success="#004D2B",
        success_edge="#004D2B",
        warning="#5C3600",
        warning_edge="#5C3600",
        error="#8A0714",
        error_edge="#8A0714",
        info="#0A3E78",
        info_edge="#0A3E78",
        simulated="#45208F",
        env_production="#6B0F43",
        env_staging="#07494F",
    )


def tokens(theme: Theme, *, system_dark: bool) -> ThemeTokens:
    """The tokens of a choice, given what the desktop prefers."""
    match theme:
        case Theme.LIGHT:
            return LIGHT
        case Theme.DARK:
            return DARK
        case Theme.SYSTEM:
            return DARK if system_dark else LIGHT
        case _:
            assert_never(theme)
