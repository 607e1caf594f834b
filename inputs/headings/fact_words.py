"""Finds what words say of the figures near them: whose they are, of what span, in which unit, of what standing.

The words are those of ``known_returns/context/facts.toml``. A text states a fact where it is made of its words and of
words that add nothing, so that “Pathway plans: England average” is a statement and “better than England” is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, NamedTuple

from inputs.files.toml_file import phrases_in
from inputs.headings.council_names import core_of, is_ours
from inputs.headings.dates import MONTH_BY_NAME
from inputs.headings.fact_lists import fact_source, listed, pattern_of
from inputs.headings.folding import fold

MOST_WORDS_ONLY = 5
LONGEST_SHEET_NAME = 31  # characters, in Excel
LONGEST = 200  # characters of a line that is looked at: a longer one is prose


class Aspect(StrEnum):
    """What a fact is about."""

    WHOSE = "whose"
    SPAN = "span"
    UNIT = "unit"
    STANDING = "standing"


WHOLE, OURS, UNKNOWN, UNCLEAR = "whole", "ours", "unknown", "unclear"
"""Of ``WHOSE``: all of the council, the council by its own name, an unknown value, and a title with unknown words."""
STRANGERS = frozenset({"england", "region", "neighbours", "council"})
REACHING = frozenset({Aspect.WHOSE, Aspect.STANDING})
"""What a heading, a section or a title states of all that stands under it."""
OF_LINES = frozenset({"draft", "superseded", "test", "incomplete"})
"""Of ``STANDING``: what a line by itself may say of the figures near it."""
OF_NOTES = OF_LINES | {"forecast"}
"""Of ``STANDING``: what a note, a cover sheet or the name of a file may say too."""


class Said(NamedTuple):
    """One fact that words state. ``id`` is that of the TOML file, or one of the four below; ``name`` is for messages.

    ``words`` are the words that state it, folded, all of them words of our own; "" for an unknown value. ``together``
    are all the words of the same text that say whose figures are. ``cell`` is its address, "" for the sheet's name.
    """

    aspect: Aspect
    id: str
    name: str
    words: str = ""
    cell: str = ""
    together: frozenset[str] = frozenset()


OWNED = re.compile(r"(?<!children)(?<!Children)[’']s\b")  # England’s, Kent's
_CARE_LEAVERS = frozenset({"eligible", "relevant", "former relevant"})  # all of them, in law
_BESIDE = frozenset({"target", "plan", "forecast"})
_COMPASS = frozenset({"north", "south", "east", "west", "mid", "central"})
_OUR_CHILDREN = re.compile(
    r"\b(?<!previously )(?<!formerly )(?<!former )(?<!not )(?<!non )"
    r"(?:cla|lac|cic|children in (?:our )?care|(?:children )?looked after(?<!previously looked after)"
    r"(?<!not looked after)(?<!formerly looked after)(?<!former looked after)(?<!non looked after))\b"
    r"|(?:home|education) (?:and|or) (?:from )?care\b|\band (?:childrens )?(?:social care|services)\b"
    r"|\b(?:social care|childrens services) and\b"
)
_TEAM = re.compile(
    r"(?:(?:return|report|figures|data|scorecard) (?:for|of|from) )?(?:the )?"
    r"(?P<name>[a-z]{3,}(?: (?:and )?[a-z]{3,}){0,2}?) (?P<kind>teams?|locality|localities|quadrant|hub|patch|cluster)"
    r"(?: (?:teams?|only|return|report|figures|data|scorecard|dashboard|performance))*"
    r"|(?P<before>team|locality|patch|cluster) (?P<after>[a-z]{3,})"
)
_MONTHS_JOINED = re.compile(rf"(?<=\w) and (?=(?:{'|'.join(MONTH_BY_NAME)})\b)")
_MONEY = Said(Aspect.UNIT, "money", "money", "£")  # a sign that folding takes away


class _Phrases(NamedTuple):
    """The phrases of one aspect: those of known words, with the fact of each, and patterns of others."""

    exact: Mapping[str, tuple[str, str]]
    patterns: tuple[tuple[re.Pattern[str], tuple[str, str]], ...]
    sizes: Mapping[str, frozenset[int]]  # how many words the known phrases have that begin with a word

    def fact(self, words: str) -> tuple[str, str] | None:
        """The id and the name of the fact that a whole phrase states, or None."""
        known = self.exact.get(words)
        return known or next((fact for pattern, fact in self.patterns if pattern.fullmatch(words)), None)

    def found_in(self, segment: str) -> Iterator[tuple[str, tuple[str, str]]]:
        """Every phrase in a folded text with its fact: known ones of several words, patterns, then single words."""
        words = segment.split()
        spots = [
            (size, at)
            for at, word in enumerate(words)
            for size in self.sizes.get(word, ())
            if 1 < size <= len(words) - at
        ]
        for size, at in sorted(spots, key=lambda spot: (-spot[0], spot[1])):
            yield from self._known_at(words, at, size)
        rest = " ".join(words)
        for pattern, fact in self.patterns:
            while match := pattern.search(rest):
                yield match[0], fact
                rest = f"{rest[: match.start()]} | {rest[match.end() :]}"
        words = rest.split()
        for at in range(len(words)):
            yield from self._known_at(words, at, 1)

    def _known_at(self, words: list[str], at: int, size: int) -> Iterator[tuple[str, tuple[str, str]]]:
        """The known phrase of so many words at a place of a text, which is then taken out of it."""
        phrase = " ".join(words[at : at + size])
        if phrase in self.exact:
            yield phrase, self.exact[phrase]
            words[at : at + size] = ["|"] * size


_BREAKS = re.compile(r"[:;|–—()\[\],\n]| - | / ")
_NUMBER = re.compile(r"v?[\d/]+(?:st|nd|rd|th)?")


@cache
def _phrases(aspect: Aspect) -> _Phrases:
    """The phrases of an aspect, read once."""
    entries = list(fact_source()[aspect])
    if aspect is Aspect.WHOSE:
        entries.append({"id": WHOLE, "name": "the whole council", **fact_source()["whole"]})
    exact: dict[str, tuple[str, str]] = {}
    patterns = []
    for entry in entries:
        fact = (str(entry["id"]), str(entry["name"]))
        for word in phrases_in(entry.get("words", ())):
            exact.setdefault(fold(word), fact)
        either = "|".join(entry.get("patterns", ()))
        patterns += [(re.compile(rf"(?<!\w)(?:{either})(?!\w)"), fact)] if either else []
    sizes: dict[str, set[int]] = {}
    for phrase in exact:
        words = phrase.split()
        sizes.setdefault(words[0], set()).add(len(words))
    return _Phrases(exact, tuple(patterns), {first: frozenset(its) for first, its in sizes.items()})


@cache
def populations() -> Mapping[str, Mapping[str, Any]]:
    """The entries of facts.toml for other groups of children, such as care leavers, by id."""
    return {str(entry["id"]): entry for entry in fact_source()[Aspect.WHOSE] if entry.get("population")}


def names_our_children(text: str) -> bool:
    """Whether a text names children in care, alone or beside others."""
    return _OUR_CHILDREN.search(fold(text)) is not None


def is_service(said: Said) -> bool:
    """Whether what is said names a service, which may be the sender or the owner of the figures of all children."""
    return bool(populations().get(said.id, {}).get("service"))


def cut_short(name: str) -> tuple[Said, ...]:
    """The group of children whose words a sheet's name begins, where Excel cut the name at its longest."""
    if len(name) < LONGEST_SHEET_NAME:
        return ()
    facts, begun = _phrases(Aspect.WHOSE).exact.items(), fold(name)
    whole = next((one for one in facts if one[1][0] in populations() and one[0].startswith(begun)), None)
    return (Said(Aspect.WHOSE, *whole[1], whole[0]),) if whole else ()


def stated_alone(text: str, aspect: Aspect) -> Said | None:
    """The fact of an aspect that a whole text states, as a cell of a Gender or a Unit column does."""
    if len(text) > LONGEST:
        return None
    if aspect is Aspect.UNIT and "£" in text:
        return _MONEY
    folded = fold(text)
    fact = _phrases(aspect).fact(folded)
    return Said(aspect, *fact, folded, together=frozenset({folded})) if fact else None


@lru_cache(maxsize=4096)
def stated_in(text: str, known: frozenset[str], council: str) -> tuple[Said, ...]:
    """What a title, the name of a sheet or a heading states. ``known`` are the words that name measures.

    ``council`` is the council's own name, or "": another council is told from it only where it is known.
    """
    if len(text) > LONGEST:
        return ()
    whole = fold(text)
    found = [*([_MONEY] if "£" in text else []), *spans_in(whole), *units_in(whole)]
    compared = _speaks_of_both(whole)
    core = frozenset(core_of(fold(council)))
    for segment in filter(None, map(fold, _BREAKS.split(OWNED.sub("", text)))):
        found += _unit_alone(segment)
        found += _named_team(segment, known)
        side = frozenset(core_of(segment)) - core
        if is_ours(segment, council):
            found.append(Said(Aspect.WHOSE, OURS, "the council"))
        elif core and side and side <= _COMPASS and core < set(segment.split()):  # Testshire North
            found.append(Said(Aspect.WHOSE, "team", "one team or locality", " ".join(sorted(side))))
        else:
            found += _segment(segment, known | core, council, compared)
    found += _of_some_only(whole, found, known | core)
    if any(one.id == OURS for one in found):  # Testshire (South East) is the council and its region
        found = [one for one in found if one.id != "region"]
    if names_our_children(text):  # CIN, CP and CLA: services side by side
        found = [one for one in found if one.id not in populations()]
    if {one.words for one in found} >= _CARE_LEAVERS:
        found = [one for one in found if one.words not in _CARE_LEAVERS]
        found.append(Said(Aspect.WHOSE, "care_leavers", "care leavers", "eligible relevant and former relevant"))
    together = frozenset(one.words for one in found if one.aspect is Aspect.WHOSE)
    told = (one._replace(together=together) if one.aspect is Aspect.WHOSE else one for one in found)
    return tuple(dict.fromkeys(told))


def _of_some_only(folded: str, found: Iterable[Said], known: frozenset[str]) -> Iterator[Said]:
    """Some of the children whom no known word names, as in “New entrants only”; none in “For information only”."""
    said = folded.removesuffix(" only")
    words = said.split()
    if said == folded or len(words) > MOST_WORDS_ONLY or said in listed("only_for") or any(found):
        return
    if not rest_is_neutral(said, (), known) and not any(word.isdecimal() for word in words):
        yield Said(Aspect.WHOSE, UNKNOWN, "some of the children only", "only")


def _named_team(segment: str, known: frozenset[str]) -> Iterator[Said]:
    """A team or locality of a name that is not known, such as Valley locality; a performance team is the sender."""
    match = _TEAM.fullmatch(segment)
    words = (match["name"] or match["after"]).split() if match is not None else []
    senders = known | listed("neutral") | listed("teams_that_send") | listed("after_team")
    if match is not None and not any(word in senders for word in words if word != "and"):
        yield Said(Aspect.WHOSE, "team", "one team or locality", match["kind"] or match["before"])


def _segment(segment: str, known: frozenset[str], council: str, compared: bool) -> Iterator[Said]:
    """Whose figures, and of what standing, one part of a line states; nothing where other words are left over."""
    if segment in listed("names_of_sections"):
        return
    segment = _without(segment, listed("names_of_plans")).strip()  # the Council Plan is no plan of figures
    segment = _MONTHS_JOINED.sub(" ", segment)
    whose = list(whose_in(segment))
    rest = _without(segment, (words for words, _ in whose))  # the plan of “child protection plan” is none of ours
    found = [*((Aspect.WHOSE, *one) for one in whose)]
    found += [(Aspect.STANDING, *one) for one in standings_in(rest)]
    if {"boys", "girls"} <= {words for words, _ in whose} or {"male", "female"} <= {words for words, _ in whose}:
        found = [one for one in found if one[2][0] != "sex"]  # both are all
    if {"primary", "secondary"} <= {words for words, _ in whose}:
        found = [one for one in found if one[2][0] != "stage"]
    if not listed("together").isdisjoint(segment.split()) and sum(fact[0] == "team" for _, fact in whose) > 1:
        found = [one for one in found if one[2][0] != "team"]  # North and South combined
    others = _without(rest, (words for aspect, words, _ in found if aspect is Aspect.STANDING))
    words_of_both = any(f" {words} " in others for words in listed("beside_actual"))
    of_targets = pattern_of("of_targets").match(segment) is not None
    for aspect, words, fact in found:
        if fact[0] == WHOLE or (fact[0] == "council" and (not council or is_ours(words, council))):
            continue
        beside = words_of_both or (" and " in segment and fact[0] in _BESIDE)  # Performance and targets
        if compared if aspect is Aspect.WHOSE else beside:
            continue
        if _is_no_limit(segment, aspect, words, fact[0]) or (aspect is Aspect.STANDING and of_targets):
            continue
        # Words that name measures too, as plan does, state something only by themselves.
        strict = all(word in known and word.isalpha() for word in words.split())
        if (population := populations().get(fact[0])) is not None:
            strict = strict and bool(population.get("alone"))
            if population.get("service") and "team" in segment.split():
                continue  # a team may send the figures of all
        if rest_is_neutral(segment, (words for _, words, _ in found), frozenset() if strict else known):
            yield Said(aspect, *fact, words)


def _is_no_limit(segment: str, aspect: Aspect, words: str, fact: str) -> bool:
    """Whether a line only says that some children are among those counted, or that others are not, as short breaks."""
    if "only" in segment.split():
        return False
    if fact == "else" or fact in populations() or " than " in words:  # in care for less than a month
        if populations().get(fact, {}).get("part") and pattern_of("includes").search(segment):
            return True  # first reviews included
        return pattern_of("excludes").match(segment) is not None or segment.endswith(
            (" excluded", " not included", " left out")
        )
    includes = pattern_of("includes").search(segment)
    if includes is None or aspect is not Aspect.WHOSE or fact in STRANGERS:
        return False
    between = segment[: includes.start()].partition(words)[2]  # UASC are included; not the north team including UASC
    after = words in segment[includes.end() :]
    return after or (includes[0] == "included" and rest_is_neutral(between, (), frozenset()))


def _speaks_of_both(folded: str) -> bool:
    """Whether a text sets others beside the council, as “compared with England” does."""
    words, phrases = _compared()
    spaced = f" {folded} "
    return not words.isdisjoint(folded.split()) or any(phrase in spaced for phrase in phrases)


@cache
def _compared() -> tuple[frozenset[str], tuple[str, ...]]:
    """The single words of “compared” in facts.toml, and its phrases with a space around each."""
    texts = listed("compared")
    return frozenset(one for one in texts if " " not in one), tuple(f" {one} " for one in texts if " " in one)


def whose_in(folded: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The phrases of a folded text that say whose figures are, with the id and the name of each fact."""
    return _phrases(Aspect.WHOSE).found_in(folded)


def standings_in(folded: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The phrases of a folded text that say of what standing figures are."""
    return _phrases(Aspect.STANDING).found_in(folded)


def spans_in(folded: str) -> Iterator[Said]:
    """The spans that a text names, in the order of ``found_in``."""
    for words, fact in _phrases(Aspect.SPAN).found_in(folded):
        if f"not {words}" in folded or f"no {words}" in folded:
            continue
        yield Said(Aspect.SPAN, *fact, words)


_SCALE = re.compile(
    r"\b(?:in (?:thousands|hundreds|millions|tens|dozens)|x ?100?|(?:0?0|1)0s|per (?:10|100|1) ?0{0,2}0? ?\d{0,3}"
    r"|thousands)(?!\w)"
)
_NUMBER_OF = re.compile(r"(?:numbers?|nos?|counts?) of\b|(?:numbers?|counts?)$")
_SHARE_OF = re.compile(r"(?:percent|percentages?|pct|proportion|share) of\b")
_TIME = re.compile(
    r"(?:(?:.* )?(?:in|average|mean|number of|no of) |(?:waiting )?times? )?(weeks|months|years|hours|working days)"
)
OTHER_TIME = "other_time_than_days"
OF_AVERAGES = frozenset({"median", OTHER_TIME})
"""Of ``UNIT``: a title or a note says weeks, months or Median, which tells only of figures that should be mean days."""
SCALES = frozenset({"thousands", "hundreds", "rate", "money", "index"})
"""Of ``UNIT``: what tells of figures that they are no plain numbers and no percentages."""


def units_in(folded: str) -> Iterator[Said]:
    """The units that a title may state: thousands, so many in 10,000, pounds."""
    for match in _SCALE.finditer(folded):
        words = match[0].strip()
        fact = _phrases(Aspect.UNIT).fact(words) or _phrases(Aspect.UNIT).fact(words.removeprefix("in "))
        if fact and fact[0] in SCALES:
            yield Said(Aspect.UNIT, *fact, words)


def _unit_alone(segment: str) -> Iterator[Said]:
    """The unit that a part of a title is, or begins with: (%), Percentage of children in care."""
    fact = _phrases(Aspect.UNIT).fact(segment)
    share = _SHARE_OF.match(segment)
    if share:
        segment, fact = share[0], _phrases(Aspect.UNIT).fact("percent")
    counted = _NUMBER_OF.match(segment)
    if counted:
        yield Said(Aspect.UNIT, "count", "numbers", counted[0])
    elif fact and fact[0] in {"pct", "median", *SCALES}:
        yield Said(Aspect.UNIT, *fact, segment)
    elif match := _TIME.fullmatch(segment):
        yield Said(Aspect.UNIT, OTHER_TIME, match[1], segment)


def _without(segment: str, phrases: Iterable[str]) -> str:
    spaced = f" {segment} "
    for phrase in phrases:
        spaced = spaced.replace(f" {phrase} ", " ")
    return spaced


def rest_is_neutral(segment: str, phrases: Iterable[str], known: frozenset[str]) -> bool:
    """Whether a folded text holds, beside the phrases, only words that state nothing or that name measures."""
    rest = _without(segment, phrases)
    neutral, generic = listed("neutral"), listed("of_any_council")
    return all(word in neutral or word in generic or word in known or _NUMBER.fullmatch(word) for word in rest.split())


def at(said: Iterable[Said], cell: str) -> tuple[Said, ...]:
    """The same facts with the address of the cell that states them."""
    return tuple(one._replace(cell=cell) for one in said)
