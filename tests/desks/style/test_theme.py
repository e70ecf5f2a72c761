"""Our colours: every pair of text and ground, and of border and ground, is reckoned as WCAG 2.1 does."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from assistans.desks import style as style_package

STATIC = Path(style_package.__file__).parents[1] / "static" / "desks"
THEME = (STATIC / "theme.css").read_text()
COMPONENTS = (STATIC / "components.css").read_text()
LAYOUT = (STATIC / "layout.css").read_text()
DEFINED = dict(re.findall(r"^\s*(--[\w-]+):\s*([^;]+);", THEME, re.MULTILINE))
SIDES = {"light": 0, "dark": 1}

TEXT = [
    *[("--a-text", ground) for ground in ("--a-page", "--a-surface", "--a-surface-2")],
    *[("--a-text-quiet", ground) for ground in ("--a-page", "--a-surface", "--a-surface-2")],
    *[("--a-brand", ground) for ground in ("--a-page", "--a-surface", "--a-surface-2")],
    ("--a-brand", "--fkds-color-action-background-secondary-hover"),
    ("--a-on-brand", "--a-brand"),
    ("--a-on-brand", "--a-brand-strong"),
    ("--a-on-godkand", "--a-godkand"),
    *[(f"--a-{ode}", ground) for ode in ("vantar", "stoppad") for ground in ("--a-page", "--a-surface", "--a-surface-2")],
    ("--a-stoppad", "--a-stoppad-paper"),
    ("--a-banner-text", "--a-banner"),
    ("--fkds-color-text-disabled", "--fkds-color-background-disabled"),
    *[
        ("--a-text", f"--fkds-color-feedback-background-{kind}")
        for kind in ("neutral", "neutral-strong", "info", "positive", "warning", "negative")
    ],
    ("--a-brand", "--fkds-color-feedback-background-negative"),
    ("--a-on-brand", "--fkds-color-feedback-background-info-strong"),
    ("--a-on-brand", "--fkds-color-feedback-background-positive-strong"),
    ("--a-on-brand", "--fkds-color-feedback-background-negative-strong"),
    ("--fkds-color-feedback-text-on-warning", "--fkds-color-feedback-background-warning-strong"),
]  # fmt: skip
BORDERS = [
    *[("--a-border", ground) for ground in ("--a-page", "--a-surface", "--a-surface-2")],
    *[("--a-accent", ground) for ground in ("--a-page", "--a-surface", "--a-surface-2")],
    *[
        (f"--fkds-color-feedback-border-{kind}", ground)
        for kind in ("info", "positive", "warning", "negative", "neutral")
        for ground in ("--a-page", "--a-surface")
    ],
    ("--a-vantar", "--a-vantar-paper"),
    ("--a-stoppad", "--a-stoppad-paper"),
    ("--a-brand", "--a-surface"),
    ("--a-godkand", "--a-page"),
    ("--a-godkand", "--a-surface"),
]


def colour(name, side):
    value = DEFINED[name]
    if reference := re.fullmatch(r"var\((--[\w-]+)\)", value):
        return colour(reference[1], side)
    return re.findall(r"#[0-9a-f]{6}", value)[SIDES[side] if "light-dark" in value else 0]


def luminance(text):
    channels = [Fraction(int(text[at : at + 2], 16), 255) for at in (1, 3, 5)]
    linear = [
        float(one) / 12.92 if one <= 0.04045 else ((float(one) + 0.055) / 1.055) ** 2.4 for one in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_greatest_contrast():
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read_on_its_ground(text, ground, side):
    assert contrast(colour(text, side), colour(ground, side)) >= 4.5


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(("border", "ground"), BORDERS)
def test_a_border_that_matters_can_be_seen(border, ground, side):
    assert contrast(colour(border, side), colour(ground, side)) >= 3


def test_every_colour_is_said_for_light_and_dark_at_once():
    alone = [name for name, value in DEFINED.items() if "#" in value and "light-dark(" not in value]
    assert alone == ["--fkds-color-feedback-text-on-warning"]


@pytest.mark.parametrize("css", [COMPONENTS, LAYOUT], ids=["components", "layout"])
def test_no_colour_is_written_outside_the_theme(css):
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", css) == []


@pytest.mark.parametrize("css", [THEME, COMPONENTS, LAYOUT], ids=["theme", "components", "layout"])
def test_every_variable_that_is_used_is_there(css):
    assert set(re.findall(r"var\((--[\w-]+)\)", css)) <= set(DEFINED)


@pytest.mark.parametrize("css", [THEME, COMPONENTS, LAYOUT], ids=["theme", "components", "layout"])
def test_nothing_is_fetched_from_elsewhere(css):
    assert "url(" not in css
    assert "@import" not in css


def test_the_colours_are_not_those_of_the_authority():
    theirs = {"#116a3e", "#35805b", "#0e5532", "#4a52b6", "#3b4292", "#ca1515", "#ffbe10"}
    assert theirs & set(re.findall(r"#[0-9a-f]{6}", THEME)) == set()


def test_every_variable_that_fkui_has_a_colour_for_is_ours():
    fkui = (STATIC.parent / "vendor" / "fkui.min.css").read_text()
    asked = set(re.findall(r"var\((--fkds-color-[\w-]+)", fkui))
    assert asked - set(DEFINED) == set()
