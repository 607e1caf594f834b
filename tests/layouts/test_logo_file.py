"""A logo is printed as the council sees it, whatever file it comes in; one that cannot be is refused, and why."""

import io
import random

import pytest
from PIL import Image, ImageCms

from layouts import theme
from layouts.blocks import Logo
from layouts.logo_file import MOST_BYTES, UnusableLogo, read_logo
from tests.layouts.logos import GREEN, WORDS, drawn, plain, saved

CYAN, WHITE = (255, 0, 0, 0), (255, 255, 255)


def middle(data: bytes) -> tuple[int, ...]:
    """The colour in the middle of a logo as it is printed."""
    image = Image.open(io.BytesIO(read_logo(data, WORDS).png))
    assert image.mode == "RGB"
    assert image.info == {}
    colour = image.getpixel((image.width // 2, image.height // 2))
    assert isinstance(colour, tuple)
    return colour


def indexed(**options: object) -> bytes:
    image = Image.new("P", (600, 240), 1)
    image.putpalette([*WHITE, *GREEN])
    return saved(image, **options)


def refused(data: bytes) -> str:
    with pytest.raises(UnusableLogo) as trouble:
        read_logo(data, WORDS)
    assert trouble.value.remedy.endswith(".")
    return trouble.value.what


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (plain(), GREEN),
        (plain("RGBA", (*GREEN, 255)), GREEN),
        (plain("RGBA", (*GREEN, 0)), WHITE),
        (plain("RGBA", (200, 0, 0, 128)), (227, 127, 127)),
        (plain("LA", (0, 0)), WHITE),
        (plain("L", 99), (99, 99, 99)),
        (plain("L", 99, transparency=99), WHITE),
        (plain("1", 1), WHITE),
        (plain("I;16", 0x8000), (128, 128, 128)),
        (indexed(), GREEN),
        (indexed(transparency=1), WHITE),
        (saved(Image.new("RGB", (600, 240), WHITE), "JPEG"), WHITE),
        (saved(Image.new("L", (600, 240), 99), "JPEG"), (99, 99, 99)),
        (saved(Image.new("CMYK", (600, 240), CYAN), "JPEG"), (0, 255, 255)),
    ],
    ids=str,
)
def test_what_is_printed_is_what_is_seen(data, seen):
    assert all(abs(one - other) <= 1 for one, other in zip(middle(data), seen, strict=True))


def test_the_colours_of_an_embedded_profile_are_those_of_the_screen_and_one_that_is_nonsense_is_passed_over():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = lab.replace(b"rXYZ", b"tmpX").replace(b"gXYZ", b"rXYZ").replace(b"tmpX", b"gXYZ")
    assert middle(plain(colour=(255, 0, 0), icc_profile=lab))[0] >= 254
    red, green, blue = middle(plain(colour=(255, 0, 0), icc_profile=swapped))  # its red is green
    assert green >= 254
    assert max(red, blue) <= 1
    assert middle(plain(icc_profile=b"no profile")) == GREEN


def test_a_photograph_of_the_town_hall_that_was_held_upright_stands_upright():
    image = Image.new("RGB", (300, 200), "white")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    made = read_logo(saved(image, "JPEG", exif=exif), WORDS)
    assert made.height > made.width


def test_a_logo_fills_its_place_one_way_and_keeps_its_shape():
    for width, height in ((1200, 540), (1200, 200), (400, 1200)):
        made = read_logo(drawn(width, height), WORDS)
        across, up = (side / theme.MM for side in theme.logo_size(made.width, made.height))
        assert across <= 40.001
        assert up <= 18.001
        assert max(across / 40, up / 18) == pytest.approx(1)
        assert across / up == pytest.approx(width / height, rel=0.02)


def test_a_logo_takes_little_of_the_file_even_where_it_is_a_photograph():
    noise = Image.effect_noise((2000, 900), 90).convert("RGB")
    for data, most in ((drawn(4000, 1800), 15_000), (saved(noise, "JPEG"), 80_000)):
        made = read_logo(data, WORDS)
        assert len(made.png) < most
        assert Image.open(io.BytesIO(made.png)).width >= 236


def test_a_logo_that_would_be_ragged_in_print_is_refused_with_the_size_that_is_needed():
    said = refused(plain(size=(200, 90)))
    assert said == (
        "it is 200 by 90 pixels, too few to be sharp: at least 237 wide or 107 high are needed (150 for each inch)"
    )
    assert read_logo(plain(size=(237, 90)), WORDS).width == 237
    assert read_logo(plain(size=(60, 107)), WORDS).height == 107


def test_a_logo_that_is_far_too_large_is_refused():
    assert refused(plain(size=(4001, 20))) == "it is 4,001 by 20 pixels, and 4,000 a side are the most"
    assert refused(b"\x89PNG" + bytes(MOST_BYTES)) == "it has 2.0 MB, and 2 MB are the most"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Sample City Council",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        saved(Image.new("RGB", (600, 240)), "GIF"),
        saved(Image.new("RGB", (600, 240)), "TIFF"),
        drawn()[:400],
        saved(Image.effect_noise((600, 240), 50), "JPEG")[:900],
    ],
    ids=["empty", "text", "drawing", "GIF", "TIFF", "cut short", "cut short JPEG"],
)
def test_what_is_no_whole_png_or_jpeg_is_refused(data):
    assert refused(data) == "it is damaged, or no PNG or JPEG file"


def test_a_damaged_logo_is_refused_or_printed_and_never_breaks_the_build():
    dice = random.Random(14)
    whole = [drawn(), indexed(), saved(Image.effect_noise((300, 200), 50).convert("CMYK"), "JPEG")]
    for _ in range(300):
        data = bytearray(dice.choice(whole))
        for _ in range(dice.choice((1, 3, 20))):
            data[dice.randrange(min(len(data), 300))] = dice.randrange(256)
        try:
            read_logo(bytes(data), WORDS)
        except UnusableLogo:
            continue


def test_a_logo_without_words_cannot_be_made():
    with pytest.raises(ValueError, match="whose it is"):
        Logo(b"", 1, 1, " ")
