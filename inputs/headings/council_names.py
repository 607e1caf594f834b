"""What a council is called: by its name, by a form of it, for short."""

from __future__ import annotations

from functools import lru_cache

from inputs.headings.fact_lists import listed
from inputs.headings.folding import fold

_KINDS = ("c", "cc", "bc", "mbc", "mdc", "dc", "ua", "ccc")  # of councils: what follows the first letter of a name
_LONDON = ("lb", "rb", "rbk")


def is_ours(folded: str, council: str) -> bool:
    """Whether a folded text is the name of the council, or a form of it such as Testshire for Testshire CC."""
    core = core_of(fold(council))
    return bool(core) and core_of(folded) in {core, (_initials(council),)}


@lru_cache(maxsize=1024)
def core_of(folded: str) -> tuple[str, ...]:
    """The words of a folded name that are not those of any council, such as testshire."""
    return tuple(word for word in folded.split() if word not in listed("of_any_council"))


def short_names(council: str) -> frozenset[str]:
    """What the council may be called for short: scc for Suffolk or Suffolk County Council, lbbd, rbkc."""
    core = "".join(word[0] for word in core_of(fold(council)))
    forms = {_initials(council), *(core + kind for kind in _KINDS), *(kind + core for kind in _LONDON)}
    return frozenset(forms - {""})


def _initials(council: str) -> str:
    """The initials of a council, such as tcc for Testshire County Council, where it has three words or more."""
    words = [word for word in fold(council).split() if word not in {"of", "the", "and"}]
    return "".join(word[0] for word in words) if len(words) > 2 else ""
