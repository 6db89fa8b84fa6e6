"""The style sheet is what its sources make, weighs what was promised, and says whose work it stands on."""

import gzip
import re
from pathlib import Path

from viktig.ground.look import vendor

STATIC = vendor.LOOK / "static"
TEMPLATES = sorted((vendor.LOOK / "templates").rglob("*.html"))


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def test_style_sheet_is_what_its_sources_make():
    assert vendor.BUILT.read_text(encoding="utf-8") == vendor.build()


def test_what_is_not_ours_comes_with_licence_and_version():
    licence = (vendor.COMPONENTS / "LICENSE").read_text(encoding="utf-8")
    assert "Permission is hereby granted, free of charge" in licence
    assert (vendor.COMPONENTS / "VERSION").read_text(encoding="utf-8") == f"{vendor.CSS[0]} {vendor.CSS[1]}\n"
    assert vendor.GENERATOR[1] in vendor.read("theme.css")[:200]


def test_first_visit_leaves_half_of_its_budget_to_the_words():
    assert sum(compressed(path) for path in STATIC.iterdir()) < 22_500  # of 45 kB


def test_nothing_in_it_is_loaded_from_elsewhere():
    for path in STATIC.iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert re.findall(r"https?://|@import|url\((?![\"']?(?:data:|#))", text) == []


def test_templates_hold_no_style_or_script_and_say_what_they_need():
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", text) == [], path
        if not {"widgets", "errors", "elements"} & set(path.parts) and path.name != "div.html":
            assert text.startswith("{# Needs:"), path


def test_colours_of_signs_stand_out_in_both_schemes():
    """Contrast of what we drew ourselves, by WCAG 2.2, 1.4.3 and 1.4.11."""
    theme = vendor.BUILT.read_text(encoding="utf-8")
    for pair, least in {
        ("neutral-text-default", "neutral-background-tinted"): 7.0,
        ("neutral-text-subtle", "neutral-background-tinted"): 4.5,
        ("accent-text-subtle", "neutral-background-tinted"): 4.5,
        ("warning-text-subtle", "neutral-background-tinted"): 4.5,
        ("danger-base-contrast-default", "danger-base-default"): 4.5,
        ("neutral-border-default", "neutral-surface-default"): 3.0,
        ("accent-base-default", "neutral-surface-tinted"): 3.0,
    }.items():
        over, under = (re.findall(rf"--ds-color-{name}:(#\w{{6}})", theme) for name in pair)
        assert len(over) == len(under) == 2  # light, dark
        assert [ratio(one, other) >= least for one, other in zip(over, under, strict=True)] == [True, True], pair


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colours. Source: WCAG 2.2, contrast ratio and relative luminance."""
    dark, light = sorted(luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
