"""The meaning of the colours in a file."""

import io
from struct import unpack_from

import pytest
from PIL import Image, ImageCms

from layouts.tagged.colour import NAME, srgb_profile


def test_the_profile_is_one_that_other_programs_read():
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert ImageCms.getProfileDescription(profile).strip() == NAME
    assert profile.profile.xcolor_space.strip() == "RGB"
    assert profile.profile.version == pytest.approx(2.1)


def test_every_colour_means_what_it_means_in_srgb():
    ramp = Image.new("RGB", (256, 4))
    for step in range(256):
        for row, colour in enumerate([(step, 0, 0), (0, step, 0), (0, 0, step), (step, step, step)]):
            ramp.putpixel((step, row), colour)
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    same = ImageCms.profileToProfile(ramp, ours, ImageCms.createProfile("sRGB"))
    pairs = zip(ramp.tobytes(), same.tobytes(), strict=True)
    assert max(abs(before - after) for before, after in pairs) <= 1


def test_the_profile_is_small_and_says_its_own_size():
    profile = srgb_profile()
    assert unpack_from(">L", profile) == (len(profile),)
    assert len(profile) < 1200
    assert profile == srgb_profile()
