"""What a cell of a list means to a form: answers by any of their names, colleagues and teams by theirs, whole dates.

Lenient in form and never a guess that nobody sees: what was not said in our own words is listed with what it was taken
for, and what fits nothing, or two things, is a problem of its row until a person says what it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ips_tui.casework import staff
from ips_tui.casework.references import Choosable, choosable
from ips_tui.casework.session import Desk
from ips_tui.content.headings import load_headings
from ips_tui.content.words import Words
from ips_tui.exchange.columns import PARTICIPANT, Columns, all_words, fields_in, folded_words
from ips_tui.exchange.table_file import Row, Table
from ips_tui.forms.asking import FieldSpec, Kind

UNKNOWN, SEVERAL, NO_YEAR = "bring_in.problem.unknown", "bring_in.problem.several", "bring_in.problem.no_year"
YES_NO = "yes_no"
_NAMED = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.YES_NO, Kind.REFERENCE})
"""Kinds of fields whose cells mean one of a few things."""
_SHORTEST_BEGINNING = 4
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?Z?$")
_WHOLE_DATE = re.compile(r"\d+\D+\d+\D+\d+|\d+\D*[^\W\d_]+\D*\d+|[^\W\d_]+\D*\d+\D+\d+|^\D*(\d{6}|\d{8})\D*$")
_PARTS = re.compile(r"[,;/\n|+&]+")


@dataclass(frozen=True)
class Meant:
    """What a cell means: `raw` as a form keeps it, or the id of the sentence that says why nothing."""

    raw: str = ""
    label: str = ""
    """How a person calls it."""
    sure: bool = True
    """Whether it was said in our own words."""
    problem: str = ""


@dataclass(frozen=True)
class WordSaid:
    """Something that stands in a column, and what it was taken for."""

    field: str
    said: str
    rows: int
    meant: Meant


class Matcher:
    """Knows what cells may mean at one desk, as it stands now."""

    def __init__(self, desk: Desk, columns: Columns) -> None:
        """Read what references can point at. Raises a StoreProblem."""
        self._words: Words = desk.words
        self._columns = columns
        self.specs = fields_in(columns.of)
        self._means = {(field, said): means for field, said, means in columns.means}
        self._kept: dict[tuple[str, str, str], Meant] = {}
        self.records: Mapping[str, Sequence[Choosable]] = {
            of: choosable(desk, of) for of in dict.fromkeys(spec.of for spec in self.specs if spec.of)
        }
        teams = staff.clinical_teams(desk) if "care_coordinator" in self.records else ()
        self._team_of = {str(one.id): str(team.id) for team in teams for one in team.care_coordinators}
        # Of the choices: every name of every answer, by the list of choices.
        self._answers: dict[str, dict[str, str]] = {}

    def raw(self, row: Row, table: Table) -> tuple[dict[str, str], dict[str, str]]:
        """What a form would hold of a row, by its fields; and the fields that mean nothing, with the sentence's id."""
        places = {heading: place for place, heading in enumerate(table.headings)}
        found: dict[str, str] = {}
        wrong: dict[str, str] = {}
        for spec in self.specs:
            place = places.get(self._columns.column(spec.name))
            said = row.cells[place] if place is not None else ""
            said = said or self._columns.same_for_all(spec.name)
            if not said:
                continue
            meant = self.meant(spec, said, found.get("clinical_team", ""))
            if meant.problem:
                wrong[spec.name] = meant.problem
            else:
                found[spec.name] = meant.raw
        return found, wrong

    def meant(self, spec: FieldSpec, said: str, team: str = "") -> Meant:
        """What one cell means. `team` is the raw id of the row's clinical team, where that is known already."""
        if spec.kind is Kind.DATE:
            return self._date(said)
        if spec.kind not in _NAMED:
            return Meant(said, said)
        key = (spec.name, said, team if spec.of == "care_coordinator" else "")
        if key not in self._kept:
            self._kept[key] = self._named(spec, said, team)
        return self._kept[key]

    def words_said(self, table: Table) -> Iterator[WordSaid]:
        """Everything that stands in the columns of answers and references, and what it is taken for.

        What means nothing comes first. People are left out: whom a contact was with is seen row by row.
        """
        found: list[WordSaid] = []
        for spec in self.specs:
            heading = self._columns.column(spec.name)
            if spec.kind not in _NAMED or spec.name == PARTICIPANT or heading not in table.headings:
                continue
            place, counts = table.headings.index(heading), dict[str, int]()
            for row in table.rows:
                for said in self._parts(spec, row.cells[place]):
                    counts[said] = counts.get(said, 0) + 1
            found += [WordSaid(spec.name, said, count, self._one(spec, said, "")) for said, count in counts.items()]
        found.sort(key=lambda one: (not one.meant.problem, one.meant.sure))
        yield from found

    def label(self, spec: FieldSpec, raw: str) -> str:
        """How a person calls what a form keeps."""
        if spec.kind is Kind.YES_NO:
            return self._words(raw)
        if spec.of:
            return next((one.name for one in self.records[spec.of] if str(one.id) == raw), "")
        return self._words.choice(spec.choice_id, raw)

    def options(self, spec: FieldSpec) -> tuple[tuple[str, str], ...]:
        """What a field may mean, as (what a file of columns says, how a person calls it); none for free text."""
        if spec.kind is Kind.YES_NO:
            return tuple((raw, self._words(raw)) for raw in ("yes", "no"))
        if spec.kind in (Kind.CHOICE, Kind.CHOICES):
            return tuple((one, self._words.choice(spec.choice_id, one)) for one in spec.choices)
        records = self.records.get(spec.of, ())
        names = [folded_words(one.name) for one in records]
        # By name, so that the file of columns says something to another laptop; by id where that is not enough.
        return tuple(
            (one.name if names.count(folded_words(one.name)) == 1 else str(one.id), f"{one.name} {one.detail}".strip())
            for one in records
        )

    # One kind after another

    def _date(self, said: str) -> Meant:
        """Days and months are never filled in: in a list from last year "11 mar" would be a guess."""
        text = _MIDNIGHT.sub("", said.strip())
        return Meant(text, text) if _WHOLE_DATE.search(text) else Meant(problem=NO_YEAR)

    def _named(self, spec: FieldSpec, said: str, team: str) -> Meant:
        if spec.kind is not Kind.CHOICES:
            return self._one(spec, said, team)
        whole = self._one(spec, said, team)
        if not whole.problem:
            return whole
        parts = [self._one(spec, part, team) for part in self._parts(spec, said)]
        problem = next((part.problem for part in parts if part.problem), "" if parts else UNKNOWN)
        if problem:
            return Meant(problem=problem)
        raws = tuple(dict.fromkeys(part.raw for part in parts))
        return Meant("\n".join(raws), ", ".join(part.label for part in parts), all(part.sure for part in parts))

    def _parts(self, spec: FieldSpec, said: str) -> Sequence[str]:
        """What a cell says, one thing at a time."""
        if spec.kind is not Kind.CHOICES or (said and not self._one(spec, said, "").problem):
            return (said,) if said else ()
        return tuple(part for part in (one.strip() for one in _PARTS.split(said)) if part)

    def _one(self, spec: FieldSpec, said: str, team: str) -> Meant:
        meaning = self._means.get((spec.name, folded_words(said)))
        if meaning is not None:
            chosen = self._looked_up(spec, meaning, team)
            return Meant(chosen.raw, chosen.label, False, chosen.problem)
        return self._looked_up(spec, said, team)

    def _looked_up(self, spec: FieldSpec, said: str, team: str) -> Meant:
        return self._record(spec, said, team) if spec.of else self._answer(spec, said)

    def _answer(self, spec: FieldSpec, said: str) -> Meant:
        folded = folded_words(said)
        own = {folded_words(raw) for raw in self._values(spec)}
        own |= {folded_words(self.label(spec, raw)) for raw in self._values(spec)}
        names = self._names(spec)
        raw = names.get(folded)
        if raw is None and len(folded) >= _SHORTEST_BEGINNING:
            begun = {value for name, value in names.items() if name.startswith(folded)}
            raw = begun.pop() if len(begun) == 1 else None
        if raw is None:
            return Meant(problem=UNKNOWN)
        return Meant(raw, self.label(spec, raw), folded in own)

    def _values(self, spec: FieldSpec) -> tuple[str, ...]:
        return ("yes", "no") if spec.kind is Kind.YES_NO else spec.choices

    def _names(self, spec: FieldSpec) -> Mapping[str, str]:
        """Every name of every answer that this field takes."""
        if spec.name not in self._answers:
            choices = YES_NO if spec.kind is Kind.YES_NO else spec.choice_id
            more = load_headings().answers.get(choices, {})
            names: dict[str, str] = {}
            for raw in self._values(spec):
                names.setdefault(folded_words(raw), raw)
            for pack in (self._words, *all_words()):
                for raw in self._values(spec):
                    label = pack(raw) if spec.kind is Kind.YES_NO else pack.choice(spec.choice_id, raw)
                    names.setdefault(folded_words(label), raw)
            for raw in self._values(spec):
                for called in more.get(raw, ()):
                    names.setdefault(folded_words(called), raw)
            self._answers[spec.name] = names
        return self._answers[spec.name]

    def _record(self, spec: FieldSpec, said: str, team: str) -> Meant:
        folded = folded_words(said)
        found = [
            one
            for one in self.records[spec.of]
            if folded
            and folded in (folded_words(one.name), self._ref(spec, one), one.id.hex, folded_words(str(one.id)))
        ]
        if spec.of == "care_coordinator" and team:
            in_team = [one for one in found if self._team_of.get(str(one.id)) == team]
            # One of another team is left for the form's own sentence.
            found = in_team or found
        if len(found) == 1:
            return Meant(str(found[0].id), found[0].name)
        return Meant(problem=SEVERAL if found else UNKNOWN)

    def _ref(self, spec: FieldSpec, one: Choosable) -> str:
        """What stands beside the name of a person is their ref; beside others a place, which names nothing."""
        return folded_words(one.detail) if spec.of in ("staff", PARTICIPANT) else ""
