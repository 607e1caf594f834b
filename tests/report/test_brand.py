"""A council's accent and logo in report.toml: used where they can be, refused with what was measured where not."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from charts import theme as chart_theme
from inputs.findings import Finding
from layouts import theme
from layouts.blocks import NO_BRAND, Brand
from layouts.preflight.contrast import contrast
from layouts.preflight.greyscale import APART, lightness
from report.metrics.model.findings import found
from report.settings.accent import LEAST_STEP, accent_faults
from report.settings.report_file import Settings, read_settings
from tests.report.returns import LIBRARY

GREEN = "#004B38"


def logo(width: int = 600, height: int = 240) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), (0, 75, 56)).save(file, "PNG")
    return file.getvalue()


def read(folder: Path, brand: str) -> tuple[Settings, tuple[Finding, ...]]:
    (folder / "report.toml").write_text(f"[brand]\n{brand}", "utf-8")
    return read_settings(folder, tuple(LIBRARY.values()))


def refused(folder: Path, brand: str) -> str:
    """What is said of a brand that must be mended."""
    settings, (finding,) = read(folder, brand)
    assert settings.brand == NO_BRAND
    assert finding == found("bad-setting", finding.what, "Fix report.toml and run again.", workbook="report.toml")
    return finding.what


def shares(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour.removeprefix("#")[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def test_a_council_that_says_nothing_of_its_brand_has_the_reports_own(tmp_path: Path) -> None:
    assert read(tmp_path, "") == (Settings(), ())
    assert Settings().brand == Brand()
    assert f"#{theme.ACCENT}" == chart_theme.DARK


def test_a_councils_green_and_its_logo_reach_the_pages(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(logo())
    settings, findings = read(tmp_path, f'accent = "{GREEN.lower()}"\nlogo = "logo.png"\nlogo_alt = "Our city"')
    assert findings == ()
    assert settings.brand.accent == "004B38"
    assert settings.brand.logo is not None
    assert settings.brand.logo.alt_text == "Our city"


@pytest.mark.parametrize("accent", ["004B38", "#04B", "green", "#12436G", "#12436D80", "#１2436D", "rgb(0, 75, 56)"])
def test_an_accent_has_six_hexadecimal_digits(tmp_path: Path, accent: str) -> None:
    said = refused(tmp_path, f'accent = "{accent}"')
    assert said == "“accent” must be a hash and six hexadecimal digits, such as “#12436D”."


@pytest.mark.parametrize(
    ("accent", "said"),
    [
        (
            "#FF6600",  # an orange
            "the accent #FF6600 has a contrast of 2.9 to 1 on white, and 4.5 to 1 is needed. Choose a darker or "
            "another one: #7C3100 would do.",
        ),
        (
            "#5B2C83",  # a purple
            "the accent #5B2C83 has in black and white the grey of the shapes for “not met”: 0.2 of 100 apart in "
            "lightness, and 1 is needed. Choose a darker or another one: #582A7F would do.",
        ),
        (
            "#8A1538",  # a crimson
            "the accent #8A1538 looks like the colour for “not met”: 18 apart (CIE L*a*b*), and 25 is needed. Choose a "
            "darker or another one: #4D0B1F would do.",
        ),
        (
            "#00703C",  # a lighter green
            "the accent #00703C cannot be told in black and white from the bars of earlier months: 10.1 of 100 darker "
            "in lightness, and 20 is needed. Choose a darker or another one: #00552D would do.",
        ),
    ],
)
def test_an_accent_that_cannot_be_told_is_refused_with_what_was_measured(
    tmp_path: Path, accent: str, said: str
) -> None:
    assert refused(tmp_path, f'accent = "{accent}"') == said
    assert list(accent_faults(said.split("one: #")[1][:6])) == []


def test_the_reports_own_accent_and_black_would_be_taken() -> None:
    assert list(accent_faults(theme.ACCENT)) == list(accent_faults("000000")) == []


@pytest.mark.parametrize("accent", ["#12436D", GREEN, "#582A7F", "#7C3100", "#333333", "#004A85", "#000000"])
def test_with_any_accent_that_is_taken_charts_stay_apart_in_black_and_white(accent: str) -> None:
    assert list(accent_faults(accent.removeprefix("#"))) == []
    dark, bar = (shares(chart_theme.in_accent(one, accent)) for one in (chart_theme.DARK, chart_theme.BAR))
    assert lightness(bar) - lightness(dark) >= APART - 0.5
    assert lightness(shares(chart_theme.MID)) - lightness(dark) >= APART
    assert abs(lightness(shares(theme.ALERT)) - lightness(dark)) >= LEAST_STEP
    assert contrast(bar, shares(chart_theme.TINT)) >= 3
    assert contrast(dark, shares(theme.TINT)) >= 4.5


@pytest.mark.parametrize(
    ("brand", "said"),
    [
        ('logo = "logo.png"', "“logo_alt” is missing: say whose logo it is"),
        ('logo = "logo.png"\nlogo_alt = "  "', "“logo_alt” is missing: say whose logo it is"),
        ('logo_alt = "Our city"', "“logo_alt” is given, but no “logo”."),
        ('logo = "lgo.png"\nlogo_alt = "Our city"', "there is no file lgo.png beside report.toml."),
        ('logo = "../logo.png"\nlogo_alt = "Our city"', "“logo” must be the name of a file beside report.toml"),
        ("logo = '..\\logo.png'\nlogo_alt = \"Our city\"", "“logo” must be the name of a file beside report.toml"),
        ('logo = "/etc/hosts"\nlogo_alt = "Our city"', "“logo” must be the name of a file beside report.toml"),
        ("logo = 'C:logo.png'\nlogo_alt = \"Our city\"", "“logo” must be the name of a file beside report.toml"),
        ('logo = ".."\nlogo_alt = "Our city"', "“logo” must be the name of a file beside report.toml"),
        ('logo = "lo\\u0000go.png"\nlogo_alt = "Our city"', "“logo” must be the name of a file beside report.toml"),
        ('logo = "folder"\nlogo_alt = "Our city"', "there is no file folder beside report.toml."),
        (
            'logo = "report.toml"\nlogo_alt = "Our city"',
            "the logo report.toml cannot be used: it is damaged, or no PNG",
        ),
        ('logo = "small.png"\nlogo_alt = "Our city"', "the logo small.png cannot be used: it is 200 by 90 pixels, too"),
        ("logo = 3", "“logo” must be text in quotation marks."),
        ('colour = "#12436D"', "there is no setting “colour”."),
    ],
)
def test_a_logo_that_cannot_be_printed_is_refused_with_the_reason(tmp_path: Path, brand: str, said: str) -> None:
    (tmp_path / "logo.png").write_bytes(logo())
    (tmp_path / "small.png").write_bytes(logo(200, 90))
    (tmp_path / "folder").mkdir()
    assert refused(tmp_path, brand).startswith(said)


@pytest.mark.skipif(os.name == "nt", reason="not everyone may make links there")
def test_a_link_to_a_picture_elsewhere_is_not_followed(tmp_path: Path) -> None:
    returns, elsewhere = tmp_path / "returns", tmp_path / "elsewhere.png"
    returns.mkdir()
    elsewhere.write_bytes(logo())
    (returns / "logo.png").symlink_to(elsewhere)
    said = refused(returns, 'logo = "logo.png"\nlogo_alt = "Our city"')
    assert said.startswith("the logo logo.png leads out of the folder of report.toml.")


def test_a_bad_accent_and_a_bad_logo_are_told_at_once(tmp_path: Path) -> None:
    _, findings = read(tmp_path, 'accent = "#FFFFFF"\nlogo = "logo.png"\nlogo_alt = "Our city"')
    assert [finding.what.split(" ")[1] for finding in findings] == ["accent", "is"]


def test_the_brand_is_not_a_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "report.toml").write_text('brand = "#12436D"', "utf-8")
    _, (finding,) = read_settings(tmp_path, tuple(LIBRARY.values()))
    assert finding.what == "“brand” must be a table: [brand] on a line of its own."
