"""The colour tokens of both themes, as the design's table gives them."""

from enum import StrEnum
from typing import NamedTuple, assert_never


class Theme(StrEnum):
    """What the user chose; `SYSTEM` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Tokens(NamedTuple):  # made before the first frame: a dataclass of 33 fields takes 1 ms more
    """Every colour of one theme as `#RRGGBB`. A fill of any colour carries `on_fill` as its ink."""

    is_dark: bool
    surface: str
    surface_raised: str
    surface_sunken: str
    surface_hover: str
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


LIGHT = Tokens(
    is_dark=False,
    surface="#F3F5F9",
    surface_raised="#FFFFFF",
    surface_sunken="#F7F8FB",
    surface_hover="#EEF1F6",
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

DARK = Tokens(
    is_dark=True,
    surface="#11141A",
    surface_raised="#1A1F28",
    surface_sunken="#141820",
    surface_hover="#232934",
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


def tokens(theme: Theme, *, system_dark: bool) -> Tokens:
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
