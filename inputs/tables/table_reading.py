"""Reads the figures of one table, and what stands beside them, row by row."""

from __future__ import annotations

from functools import cached_property

from inputs.files.workbook_values import STRUCK_OUT, Cell
from inputs.findings import Finding, found
from inputs.headings.cell_values import read_value
from inputs.headings.council_names import is_ours
from inputs.headings.fact_words import STRANGERS, Aspect
from inputs.headings.folding import fold
from inputs.headings.meaning import BESIDE, LEFT_ALONE, UNKNOWN, Heading, Meaning
from inputs.headings.roles import OPEN, Role, surer
from inputs.headings.short_words import is_the_figures
from inputs.headings.timeline import follows_a_calendar
from inputs.headings.year_headings import StatedDay, stated_day
from inputs.period import MARCH, Period
from inputs.tables.answered import NOT_USED_BY_ANSWER, AnsweredTable, LineWords
from inputs.tables.answered_units import Settled
from inputs.tables.beside_figures import BesidePlaces, target_not_read
from inputs.tables.cell_findings import other_day, trouble_finding
from inputs.tables.date_lines import is_date_line
from inputs.tables.facts import TableFacts
from inputs.tables.figure_names import FigureNames
from inputs.tables.figure_roles import is_marked
from inputs.tables.heading_findings import heading_at, heading_findings, year_finding
from inputs.tables.headings_in_doubt import headings_in_doubt
from inputs.tables.left_out import LeftOut
from inputs.tables.lines_found import lines_of
from inputs.tables.merged_figures import MergedOverPeriods
from inputs.tables.own_periods import OwnPeriods
from inputs.tables.own_spans import in_years_of
from inputs.tables.prove import NotProved, Proved, is_the_councils, prove
from inputs.tables.row_labels import Labels, Row
from inputs.tables.sheet_facts import NOTHING, Facts, SheetFacts
from inputs.tables.sheet_tables import Figure, SheetTables
from inputs.tables.sheet_view import is_figure
from inputs.tables.sub_headings import SubHeadings
from inputs.tables.table_geometry import Table

TOLD_WITHOUT_FIGURES = {"unclear-measure", "merged-months"}
COUNTS = {Role.NUMERATOR, Role.DENOMINATOR}


class TableReading:
    """Reads the figures and targets of one table."""

    def __init__(self, table: Table, sheet_facts: SheetFacts) -> None:
        self.table = table
        self.view = table.view
        self._sheet_facts = sheet_facts
        self._left_out = LeftOut()
        self._lost: set[tuple[str, str, Period, Role]] = set()  # what was left out since it is of others or of a part
        self._proved: dict[tuple[int, str, Role, int, bool], Proved | NotProved] = {}
        self._periods = table.timeline.period_by_place
        self._headings = {place: heading_at(table, place) for place in self._periods}
        self._gave = SheetTables()
        self._unclear_told: set[str] = set()
        self._unknown_spots: set[tuple[int, int]] = set()
        self._names = FigureNames(table)
        self._places = self._names.places
        self._beside = BesidePlaces(table)
        self._named = {item for meaning in (self._names.caption, *self._places.values()) for item in meaning.items}
        self._bare = set(table.timeline.bare_years)
        caption = self._names.caption
        self._title_day = stated_day(table.title()) if self._bare or caption.dated else None
        self._place_days = {place: stated_day(table.names_of(place)) for place in (table.places if self._bare else ())}
        self._year_days: dict[StatedDay | None, None] = {}
        self._merged = MergedOverPeriods(table)
        self._own_periods = OwnPeriods(table)
        self._words = LineWords(table)
        lexicon = table.view.lexicon
        self._answered = AnsweredTable(table, self._words, sheet_facts.answers, sheet_facts.workbook, lexicon)

    def read(self) -> SheetTables:
        """Read every line. Findings about headings are kept only where a measure is known."""
        gave = self._gave
        if is_date_line(self.table):
            return gave
        named_by_title = bool(self.table.years and self._names.caption.items)
        shared = SubHeadings(self.table)
        by_places = named_by_title or any(meaning.items for meaning in self._places.values())
        labels = Labels(self.table, by_places, shared.apart)
        for line in self.table.figure_lines:
            row, about = shared.row(line, labels.row(line))
            gave.findings += [about] if about else []
            self._line(line, row)
        self._named |= labels.named
        self._drop_parts()
        self._drop_accidents()
        if not gave.figures:
            told = bool(self._named) and follows_a_calendar(self.table.run.headings.values())
            gave.findings = [one for one in gave.findings if one.kind in TOLD_WITHOUT_FIGURES and told]
        self._hold_headings_together()
        if gave.figures or (self._named and self.table.timeline.unclear):
            headings = heading_findings(self.table, self._places)
            # A date above a table may look like a heading; with nothing below it, other columns are no findings.
            filled = any(figure.cell.value is not None or figure.cell.trouble for figure in gave.figures)
            gave.findings += [one for one in headings if filled or one.kind != "column-not-read"]
        if gave.figures or self._named:
            about_targets = [*self._beside.findings()]
            places = {one.cell for one in about_targets}
            gave.findings = [*(one for one in gave.findings if one.cell not in places), *about_targets]
        if gave.figures:
            filled_rows = {figure.cell.row for figure in gave.figures if is_figure(figure.cell)}
            gave.rows_read = set() if self.view.transposed else filled_rows
            gave.findings += [year_finding(self.table, day, len(self._year_days) > 1) for day in self._year_days]
        gave.findings += [*self._own_periods.findings(), *self._answered.findings()]
        gave.findings += self._left_out.findings({figure.item for figure in gave.figures})
        gave.hidden_rows, gave.hidden_columns = self.table.hidden()
        gave.lines += lines_of(
            self.table, self._words, gave.figures, self._left_out.by_address, self._facts_where_known
        )
        return gave

    def _line(self, line: int, row: Row) -> None:
        self._periods = self.table.periods_of(line)
        cells = (self.view.cells.get((line, place)) for place in self._periods)
        first = next((cell.address for cell in cells if cell is not None and self._holds_figure(cell)), "")
        if self._answered and self._answered_line(line, row):
            return
        self._line_by_label(line, row, first)

    def _line_by_label(self, line: int, row: Row, first: str) -> None:
        """Read a line by its label; ``first`` is the address of its first figure, or ""."""
        if row.meaning.heading in BESIDE:  # a row of targets under the months, or a column beside a long table
            self._line_beside(line, row)
        elif row.unknown is not None and row.unknown.trouble == STRUCK_OUT:
            if any((line, place) in self.view.cells for place in self._periods):
                self._gave.findings.append(trouble_finding(row.unknown))
        elif row.unknown is not None:
            self._unknown_line(line, row.unknown, bool(first))
        elif row.skip:
            if row.meaning.heading is Heading.YEAR_TO_DATE:
                self._year_to_date_line(line, row.meaning)
            elif row.meaning.heading is Heading.COMPARATOR:
                for place in self._periods:
                    self._gave.beside.leave(self.view.cells.get((line, place)))
        elif row.nameless:
            if first:
                what = "There are figures here with no name beside them; they were left out."
                remedy = "Name the measure beside them, or clear them."
                self._gave.findings.append(found("row-without-name", what, remedy, first))
        elif any((line, place) in self.view.cells for place in self._periods):
            self._figures(line, row)
        elif row.meaning.items:
            self._gave.awaits = True

    def _answered_line(self, line: int, row: Row) -> bool:
        """Take the figures of a line as the measures that the reading sheet names; False where it names none."""
        answers = {place: self._answered.of(line, place) for place in self._periods}
        if answers and all(answer is not None and self._answered.leaves_out(answer) for answer in answers.values()):
            spots = (self.view.cells.get((line, place)) for place in answers)
            self._left_out.by_address |= {cell.address: NOT_USED_BY_ANSWER for cell in spots if cell is not None}
            return True
        if not any(map(self._answered.item, answers.values())):
            return False
        for place, answer in answers.items():
            item = self._answered.item(answer)
            cell = self.view.cells.get((line, place)) or self.view.blank(line, place)
            if item is None:
                self._figure(line, place, row, None)
            else:
                role = self._places.get(place, UNKNOWN).role
                if not row.meaning.items:  # Numerator, alone; what else the words seemed to say was answered
                    role = surer(row.meaning.role, role)
                self._named.add(item.id)
                self._take((item.id, "", role), self._periods[place], cell, (line, place))
        for place, kind in self._beside.heading_by_place.items():
            told = next((item for one in answers.values() if (item := self._answered.item(one)) is not None), None)
            limit = self.view.filled(line, place)
            said = self._beside.at(kind, limit, line, place, None) if limit is not None and told is not None else None
            if said is not None and told is not None and kind is not Heading.COMPARATOR:
                self._gave.beside.add((told.id, ""), said)
        return True

    def _holds_figure(self, cell: Cell) -> bool:
        """Whether a cell holds a figure, and not the words 2024/25 under a table."""
        return is_figure(cell) and (not cell.text or self.view.period(cell) is None)

    def _drop_parts(self) -> None:
        """Leave out what is left of a figure that is in part of girls, or of one team: it cannot be of the whole."""
        if not self._lost:
            return
        read = {(one.item, one.group, one.period, _part(one.role)) for one in self._gave.figures}
        lost = {key[:3] for key in self._lost - read}
        self._gave.figures = [one for one in self._gave.figures if (one.item, one.group, one.period) not in lost]

    def _drop_accidents(self) -> None:
        """Leave out items known by the name of one group only, without the measure's name: a 0 may not be an age."""
        groups: dict[str, set[str]] = {}
        for figure in self._gave.figures:
            groups.setdefault(figure.item, set()).add(figure.group)
        named = self._named | {part for (item, _), part in self.view.lexicon.spread.items() if item in self._named}
        accidents = {item for item, found_groups in groups.items() if item not in named and len(found_groups) < 2}
        self._gave.figures = [figure for figure in self._gave.figures if figure.item not in accidents]

    def _hold_headings_together(self) -> None:
        """Mark the figures whose heading cannot be right beside the others."""
        series: dict[tuple[str, str, Role, int], dict[int, Period]] = {}
        for one in self._gave.figures:
            key = (one.item, one.group, one.role, one.period.length)
            series.setdefault(key, {})[self.view.spot(one.cell)[1]] = one.period
        likely, findings = headings_in_doubt(self.table, series.values())
        self._gave.findings += findings
        if not likely:
            return
        for number, one in enumerate(self._gave.figures):
            place = self.view.spot(one.cell)[1]
            if place in likely and one.cell.value is not None:
                self._gave.figures[number] = one._replace(period=likely[place], in_doubt=True)

    def _figures(self, line: int, row: Row) -> None:
        merged = self._merged.of(line)
        self._gave.findings += [merged.finding] if merged.finding else []
        unclear: Finding | None = None
        for place, heading in self._periods.items():
            if place not in merged.left_out and not self._is_left_alone(line, place, row.meaning, heading):
                about = self._figure(line, place, row, merged.period_by_place.get(place))
                unclear = unclear or about
        if unclear is not None and unclear.what not in self._unclear_told:
            self._unclear_told.add(unclear.what)
            self._gave.findings.append(unclear)
        for place, kind in self._beside.heading_by_place.items():
            if kind is Heading.COMPARATOR:
                self._gave.beside.leave(self.view.cells.get((line, place)))
            else:
                self._beside_at(line, place, row, kind)
        self._year_to_date_columns(line, row.meaning)

    def _figure(self, line: int, place: int, row: Row, merged: Period | None) -> Finding | None:
        """Keep the figure at a spot; the finding where its measure or its period cannot be told."""
        here = self._places.get(place, UNKNOWN)
        cell = self.view.cells.get((line, place)) or self.view.blank(line, place)
        unknown = self._unknown_name(place)
        if unknown is not None:
            if is_figure(cell):
                self._keep_unknown(unknown)
            return None
        identified = self._names.identify(row.meaning, here)
        period = merged or self._period(place, row)
        if identified is not None and period is None:
            return other_day(cell, row.day) if is_figure(cell) else None
        if here.heading in BESIDE:
            self._beside_at(line, place, row, here.heading, period)
        elif identified is not None and period is not None:
            self._take(identified, period, cell, (line, place))
        elif is_figure(cell):
            return self._names.unclear(row.meaning, here, cell)
        return None

    def _is_left_alone(self, line: int, place: int, row: Meaning, period: Period) -> bool:
        """Whether the heading under a period says that the figure is none of ours; a year to date is kept apart."""
        kind = self._places.get(place, UNKNOWN).heading
        if kind is Heading.COMPARATOR:
            self._gave.beside.leave(self.view.cells.get((line, place)))
        if kind is Heading.YEAR_TO_DATE:
            self._year_to_date_at(line, place, row, period, self._gave.year_to_date)
        return kind is Heading.YEAR_TO_DATE or (kind in LEFT_ALONE and kind not in BESIDE)

    def _facts_where_known(self, line: int, place: int) -> Facts:
        """What is said of a figure, where anything of its table is known."""
        return self._facts.of(line, place) if self._named or self._gave.figures else NOTHING

    @cached_property
    def _facts(self) -> TableFacts:
        return TableFacts(self.table, self._sheet_facts)

    def _take(self, identified: tuple[str, str, Role], period: Period, cell: Cell, spot: tuple[int, int]) -> None:
        """Keep a figure where what is said around it proves it; else remember why it is left out."""
        item, group, role = identified
        facts, its, settled = self._facts.of(*spot), self.view.lexicon.items[item], Settled(role)
        if self._answered:
            answer = self._answered.of(*spot)
            if self._answered.leaves_out(answer):
                return
            facts = self._answered.facts(facts, answer, its)
            settled = self._answered.settled(answer, role, its, cell)
            role = settled.role
        period, school = in_years_of(its, period)
        key = (id(facts), item, role, period.length, school)  # the facts of a table live as long as its reading
        if key not in self._proved:
            heading = self._headings.get(spot[1], "")
            self._proved[key] = prove(facts, its, role, period.length, heading, school=school)
        proved = settled.refused or self._proved[key]
        if isinstance(proved, Proved):
            if proved.role is Role.COUNT and not settled.unit and role not in COUNTS:
                role = role if is_marked(read_value(cell)) else Role.COUNT  # a title may say Number, and its cell 94%
            elif proved.role is Role.VALUE and role in OPEN:
                role = Role.VALUE
            heading = self._headings.get(spot[1], "")
            doubt = is_figure(cell) and self._own_periods.contradicts(*spot, period, cell)
            figure = Figure(item, group, period, role, cell, proved, facts.flag, heading, doubt)
            if settled.unit or settled.cell:
                figure = figure._replace(settled=settled.unit, answer=settled.cell)
            self._gave.figures.append(figure)
        elif is_figure(cell):
            self._left_out.add(proved, item, cell)
            # A percentage of England may stand beside our own counts.
            if proved.said.aspect is Aspect.WHOSE and (proved.said.id not in STRANGERS or role in COUNTS):
                self._lost.add((item, group, period, _part(role)))

    def _period(self, place: int, row: Row) -> Period | None:
        """The period of a figure; that of a bare year is given by the day that its label or the title states.

        None where the label states a day and the heading is another month, or a span and the heading is another one.
        """
        period, here = self._periods[place], self._places.get(place, UNKNOWN)
        caption = UNKNOWN if row.meaning.items or here.items else self._names.caption
        months = row.meaning.months or here.months or caption.months
        if months and months != period.length:
            return None
        if place not in self._bare:
            day = row.day or (self._title_day if caption.dated else None)
            apart = (row.meaning.dated or caption.dated) and day is not None and day.month != period.month
            return None if apart else period
        day = row.day or self._place_days[place] or self._title_day
        if day is None or day.month != MARCH:
            self._year_days.setdefault(day)
        return period if day is None else day.of(period.year)

    def _unknown_name(self, place: int) -> Cell | None:
        """The unknown name among the headings of a place, as in the Measure column of a long table."""
        for line in self.table.naming_lines:
            cell = self.view.filled(line, place)
            if (
                cell is not None
                and cell.text
                and not (self.view.meaning(cell).known or self._names.is_whole(line, cell) or is_the_figures(cell.text))
            ):
                return None if is_ours(fold(cell.text), self.view.lexicon.council) else cell
        return None

    def _beside_at(self, line: int, place: int, row: Row, kind: Heading, period: Period | None = None) -> None:
        """Keep a target, a limit or a rating for the figures it stands beside, with the period of its heading."""
        cell = self.view.filled(line, place)
        identified = self._names.identify(row.meaning, self._places.get(place, UNKNOWN))
        if cell is not None and identified is not None:
            ours = is_the_councils(self._facts.of(line, place), self.view.lexicon.items[identified[0]])
            if ours and (said := self._beside.at(kind, cell, line, place, period)) is not None:
                self._gave.beside.add(identified[:2], said)
        elif (name := row.beside or self._unknown_name(place)) is not None and kind is Heading.TARGET:
            self._gave.beside.lose(name, cell)

    def _line_beside(self, line: int, row: Row) -> None:
        for place in self._periods:
            self._beside_at(line, place, row, row.meaning.heading, self._period(place, row))

    def _unknown_line(self, line: int, name: Cell, has_figures: bool) -> None:
        """Keep the name of a line that is not known where it has figures, and the targets that are lost with it."""
        if self._beside.speaks_of_target(name):
            if any((line, place) in self.view.cells for place in self._periods):
                self._gave.findings.append(target_not_read(name))
            return
        if has_figures:
            self._keep_unknown(name)
            for place in self._target_labels:
                self._gave.beside.lose(name, self.view.filled(line, place))

    def _keep_unknown(self, name: Cell) -> None:
        """Keep an unknown name, once; a name in a merged cell stands for many lines."""
        if (name.row, name.column) not in self._unknown_spots:
            self._unknown_spots.add((name.row, name.column))
            self._gave.unknown.append(name)

    @cached_property
    def _target_labels(self) -> list[int]:
        return [place for place in self.table.all_places if self.table.heading_of_label(place) is Heading.TARGET]

    def _year_to_date_line(self, line: int, own: Meaning) -> None:
        """Keep the figures of a row of the year so far, apart from those of columns: a row may be all that is given."""
        for place, period in self._periods.items():
            self._year_to_date_at(line, place, own, period, self._gave.lines_to_date)

    def _year_to_date_columns(self, line: int, own: Meaning) -> None:
        """Keep figures of year-to-date columns without a period; they are up to the last month before with a figure."""
        last: Period | None = None
        for place in self.table.places:
            period = self._periods.get(place)
            cell = self.view.cells.get((line, place))
            if period is not None:
                last = period if cell is not None and is_figure(cell) else last
            elif last is not None:
                self._year_to_date_at(line, place, own, last, self._gave.year_to_date)

    def _year_to_date_at(self, line: int, place: int, own: Meaning, period: Period, kept: list[Figure]) -> None:
        here = self._places.get(place, UNKNOWN)
        cell = self.view.cells.get((line, place))
        identified = self._names.identify(own, here)
        if Heading.YEAR_TO_DATE in {own.heading, here.heading} and identified and cell is not None and is_figure(cell):
            kept.append(Figure(identified[0], identified[1], period, identified[2], cell))


def _part(role: Role) -> Role:
    """Which part of a figure a role is: a numerator, a denominator or the value."""
    return role if role in COUNTS else Role.VALUE
