"""The sealed record of an issued report: what it printed, from which returns, and its seal.

The seal is the SHA-256 of the rest of the record, which names the record before it by its seal: a chain, in which any
later change shows.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from inputs.period import Period
from report.issuing.file_names import LEDGER, PDF, WEB, read_name
from report.issuing.ledger import COLUMNS
from report.metrics.model.last_report import EarlierFigure, EarlierFigures, FigureKey

_FORM = 1  # the version of the record's format
_FIGURE_COLUMNS = ("measure", "group", "period", "value", "numerator", "denominator", "printed")
_DIGITS = re.compile(r"-?\d{1,15}(?:\.\d{1,40})?", re.ASCII)
_EXEMPT = ", exempt and not for publication"
_LISTS = ("editions", "returns", "answered", "figures")  # written with a line for each entry


class NotARecord(ValueError):
    """A file that is no record of ours, or is damaged."""


class ChangedRecord(ValueError):
    """A record whose seal is not that of its content: it was changed after it was issued."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition as it was issued, "standard" or "large print": its file, its pages, and the SHA-256 of its files.

    ``web_sha256`` is "" where no web edition of it was issued.
    """

    name: str
    file: str
    pages: int
    pdf_sha256: str
    ledger_sha256: str
    web_sha256: str = ""

    @property
    def files(self) -> dict[str, str]:
        """The SHA-256 of its PDF, of its web edition if there is one, and of its ledger, by their names."""
        stem = self.file.removesuffix(PDF)
        sealed = {PDF: self.pdf_sha256, WEB: self.web_sha256, LEDGER: self.ledger_sha256}
        return {f"{stem}{ending}": sha256 for ending, sha256 in sealed.items() if sha256}


@dataclass(frozen=True, slots=True)
class Record:
    """One issued report. ``number`` counts the records of a folder from 1; ``follows`` is the seal of the one before.

    ``date`` is the report's own, in ISO form; ``version`` is that of Board Report. ``returns`` are workbooks with their
    SHA-256. ``answered`` are the digests of the committee's requests whose answers it printed. ``reissue`` is the
    reason why it replaces the issued report of its month whose seal is ``replaces``. ``strangers`` is what could be
    worked out of it: records of before 0.6 do not say. ``seal`` is "" until it is sealed.
    """

    number: int
    period: Period
    date: str
    council: str
    version: str
    editions: tuple[Edition, ...]
    returns: tuple[tuple[str, str], ...]
    answered: tuple[str, ...]
    figures: EarlierFigures
    reissue: str = ""
    follows: str = ""
    replaces: str = ""
    strangers: str = ""
    seal: str = ""

    @property
    def layout(self) -> str:
        """The layout it was built with, as its sealed file names say it: "" for the usual one.

        Up to version 0.4 every layout had the names of the usual one, and is taken for it.
        """
        name = read_name(self.file.removesuffix(PDF))
        return name.layout if name else ""

    @property
    def exempt(self) -> bool:
        """Whether it is of an exempt report, as its sealed file names say it."""
        name = read_name(self.file.removesuffix(PDF))
        return name is not None and name.exempt

    @property
    def stem(self) -> str:
        """What the names of its files begin with, without that of an edition."""
        name = read_name(self.file.removesuffix(PDF))
        return replace(name, large_print=False).stem if name else ""

    @property
    def file(self) -> str:
        """The name of its first file; "" where it has none."""
        return self.editions[0].file if self.editions else ""

    def edition(self, name: str) -> Edition | None:
        """The edition of that name, or None where it was not issued."""
        return next((edition for edition in self.editions if edition.name == name), None)


def figures_of(rows: Iterable[Sequence[str]]) -> dict[FigureKey, EarlierFigure]:
    """Every value in the rows of a ledger, once; where it is printed several times, the first row counts."""
    figures: dict[FigureKey, EarlierFigure] = {}
    for row in rows:
        cells = dict(zip(COLUMNS, row, strict=True))
        if cells["number"] == "value":
            figure = EarlierFigure(
                Decimal(cells["exact"]), _number(cells["numerator"]), _number(cells["denominator"]), cells["printed"]
            )
            figures.setdefault((cells["measure"], cells["group"], cells["period"]), figure)
    return figures


def sealed(record: Record) -> Record:
    """The record with its seal: the SHA-256 of everything else in it."""
    return replace(record, seal=_seal(_document(record)))


def as_json(record: Record) -> bytes:
    """A sealed record as JSON that a person can read and compare: a line for each figure."""
    document = _document(record) | {"seal": record.seal}
    lines = [f"  {json.dumps(key)}: {_laid_out(key, value)}" for key, value in document.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def read_record(content: bytes) -> Record:
    """The record in a file. Raises NotARecord where it cannot be read, and ChangedRecord where its seal is broken."""
    try:
        document = json.loads(content)
        if not isinstance(document, dict) or document.get("form") != _FORM:
            raise NotARecord
        seal = document.pop("seal")
        if seal != _seal(document):
            raise ChangedRecord
        return replace(_record(document), seal=seal)
    except (KeyError, TypeError, AttributeError, RecursionError):
        raise NotARecord from None
    except (NotARecord, ChangedRecord):
        raise
    except ValueError:  # with what json and text in another encoding raise
        raise NotARecord from None


def _seal(document: Mapping[str, Any]) -> str:
    """The SHA-256 of the document as canonical JSON, whatever its spaces and the order of its keys in the file."""
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _document(record: Record) -> dict[str, Any]:
    return {
        "record": f"An issued report{_EXEMPT if record.exempt else ''}. Do not change this file: its seal would break.",
        "form": _FORM,
        "number": record.number,
        "period": record.period.month_text,
        "date": record.date,
        "council": record.council,
        "version": record.version,
        "reissue": record.reissue,
        "replaces": record.replaces,
        "follows": record.follows,
        **({"strangers": record.strangers} if record.strangers else {}),
        "editions": [_of_edition(edition) for edition in record.editions],
        "returns": [list(one) for one in record.returns],
        "answered": list(record.answered),
        "figure_columns": list(_FIGURE_COLUMNS),
        "figures": [[*key, *_texts(figure)] for key, figure in record.figures.items()],
    }


def _of_edition(edition: Edition) -> list[str | int]:
    """An edition as its record has it: as records of before 0.7 do, where no web edition was issued."""
    web = [edition.web_sha256] if edition.web_sha256 else []
    return [edition.name, edition.file, edition.pages, edition.pdf_sha256, edition.ledger_sha256, *web]


def _record(document: Mapping[str, Any]) -> Record:
    period = Period.of_month(document["period"])
    if period is None or document["figure_columns"] != list(_FIGURE_COLUMNS):
        raise NotARecord
    return Record(
        number=int(document["number"]),
        period=period,
        editions=tuple(Edition(*edition) for edition in document["editions"]),
        returns=tuple((name, sha256) for name, sha256 in document["returns"]),
        answered=tuple(map(str, document["answered"])),
        strangers=str(document.get("strangers", "")),
        figures={(row[0], row[1], row[2]): _earlier_figure(row) for row in document["figures"]},
        **{key: str(document[key]) for key in ("date", "council", "version", "reissue", "follows", "replaces")},
    )


def _laid_out(key: str, value: object) -> str:
    """A value as JSON: one of ``_LISTS`` with a line for each entry, anything else on one line."""
    if key not in _LISTS or not isinstance(value, list) or not value:
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join(f"    {json.dumps(entry, ensure_ascii=False)}" for entry in value) + "\n  ]"


def _texts(figure: EarlierFigure) -> list[str]:
    numbers = (figure.value, figure.numerator, figure.denominator)
    return [*("" if number is None else f"{number:f}" for number in numbers), figure.printed]


def _earlier_figure(row: Sequence[str]) -> EarlierFigure:
    value = _number(row[3])
    if value is None:
        raise NotARecord
    return EarlierFigure(value, _number(row[4]), _number(row[5]), row[6])


def _number(text: str) -> Decimal | None:
    if text and not _DIGITS.fullmatch(text):
        raise NotARecord
    return Decimal(text) if text else None
