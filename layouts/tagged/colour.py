"""The sRGB colour profile of the output intent, made here so that it is small, free and always the same bytes.

The numbers are those of IEC 61966-2-1, its primaries adapted to the profile's own white (D50) as in every sRGB profile
of version 2 of the ICC format. Nobody has rights in them; a profile from elsewhere would come with a licence and
twenty times the size, and one made by a graphics library with the time of day.
"""

from __future__ import annotations

from itertools import accumulate
from struct import pack

NAME = "sRGB IEC61966-2.1"

_WHITE = (0xF6D6, 0x10000, 0xD32D)  # in 65536ths, as are the primaries
_PRIMARIES = {b"rXYZ": (0x6FA0, 0x38F5, 0x0390), b"gXYZ": (0x6297, 0xB787, 0x18D9), b"bXYZ": (0x249F, 0x0F84, 0xB6C4)}
_STEPS = 256  # a colour here has no finer ones
_HEADER = 128
_PUBLISHED = (1999, 10, 18, 0, 0, 0)


def srgb_profile() -> bytes:
    """An ICC display profile for sRGB, version 2.1."""
    curve = b"curv" + pack(">LL", 0, _STEPS) + b"".join(pack(">H", _light(step)) for step in range(_STEPS))
    name = NAME.encode("ascii")
    entries = {
        # In version 2 the name in ASCII is followed by empty places for Unicode and for a script code.
        b"desc": b"desc" + pack(">LL", 0, len(name) + 1) + name + bytes(1 + 8 + 3 + 67),
        b"cprt": b"text" + bytes(4) + b"No rights are claimed in these numbers.\0",
        b"wtpt": _colour(_WHITE),
        **{tag: _colour(primary) for tag, primary in _PRIMARIES.items()},
        b"rTRC": curve,
    }
    padded = {tag: data + bytes(-len(data) % 4) for tag, data in entries.items()}
    table_size = 4 + 12 * (len(entries) + 2)
    places = accumulate(map(len, padded.values()), initial=_HEADER + table_size)
    table = {tag: pack(">LL", place, len(entries[tag])) for tag, place in zip(padded, places, strict=False)}
    table[b"gTRC"] = table[b"bTRC"] = table[b"rTRC"]  # all three colours share one curve
    body = pack(">L", len(table)) + b"".join(tag + place for tag, place in table.items()) + b"".join(padded.values())
    return _header(_HEADER + len(body)) + body


def _header(size: int) -> bytes:
    start = pack(">LLL", size, 0, 0x02100000) + b"mntrRGB XYZ " + pack(">6H", *_PUBLISHED) + b"acsp"
    return (start + bytes(28) + pack(">LLL", *_WHITE)).ljust(_HEADER, b"\0")


def _light(step: int) -> int:
    """The linear light of an 8-bit step, of 65535."""
    value = step / (_STEPS - 1)
    linear = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return round(65535 * linear)


def _colour(numbers: tuple[int, int, int]) -> bytes:
    return b"XYZ " + bytes(4) + pack(">3L", *numbers)
