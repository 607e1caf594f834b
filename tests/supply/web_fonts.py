"""Makes the fonts of the web edition from those of the PDF: fewer characters, no hints, compressed, another name.

Their licence keeps the name "Source" for the unchanged fonts, so what was cut down is called "Report Sans". Run it only
where the fonts themselves change; it needs two packages that nothing else does, in an environment of its own:

    pip install fonttools brotli
    python tests/supply/web_fonts.py
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, parse_unicodes, save_font
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parents[2] / "layouts/fonts"
NAME = "Report Sans"
WEIGHTS = ("Regular", "SemiBold", "Bold")
# Latin with the letters of Welsh, Polish and other European names; punctuation, spaces and signs that reports print.
# A reader's own font stands in for any other character.
CHARACTERS = (
    "20-7E,A0-17F,218-21B,1E80-1E85,1EF2-1EF3,2010-2027,202F,2030,2032-2033,2039-203A,20AC,2122,2190-2193,2212,2248,"
    "2260,2264-2265,25A0-25CF,2713"
)
_FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT = 1, 2, 3, 4, 6
_KEPT_NAMES = (0, _FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT, 13, 14)  # 0, 13 and 14: copyright and licence


def cut_down(weight: str) -> TTFont:
    """One weight with the characters of a report, and with its new name."""
    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = []  # the PDF has no kerning either, and its charts leave room for none
    options.name_IDs = list(_KEPT_NAMES)
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT"]
    font = load_font(str(FOLDER / f"SourceSans3-{weight}.ttf"), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(CHARACTERS))
    subsetter.subset(font)
    names = {_FAMILY: NAME, _STYLE: weight, _UNIQUE: f"{NAME} {weight}", _FULL: f"{NAME} {weight}"}
    names[_POSTSCRIPT] = f"{NAME.replace(' ', '')}-{weight}"
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    save_font(font, str(FOLDER / f"ReportSans-{weight}.woff2"), options)
    return font


if __name__ == "__main__":
    for each in WEIGHTS:
        cut_down(each)
