"""Raw values as a person reads them: answers by their labels, references by their names, never an id."""

from __future__ import annotations

from collections.abc import Mapping

from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.forms.asking import FieldSpec, Kind
from ips_tui.forms.kit import asked_values, fields_of
from ips_tui.forms.typed import raw_rows
from ips_tui.text import shown
from screens.widgets.form.filled import Filled
from screens.widgets.form.wording import label_of, state_of

FIRST_ANSWERS = 4
LONGEST_ANSWER = 30
"""Cells of one answer in the line of a row, so that those behind it are seen too."""
BETWEEN = " · "


class Readable:
    """The values of one form; names of references are looked up once."""

    def __init__(self, words: Words, filled: Filled) -> None:
        self._words = words
        self._filled = filled
        self._names: dict[str, Mapping[str, str]] = {}

    def of(self, spec: FieldSpec, specs: Mapping[str, FieldSpec], raw: Mapping[str, str]) -> str:
        """What a field says, one of `specs` filled in with `raw`; an open question may say why it says nothing."""
        said = raw.get(spec.name, "")
        if not said and spec.state:
            said_why = state_of(self._words, specs[spec.state], raw.get(spec.state, ""))
            return said_why or self._words("form.not_answered")
        if not said:
            return self._words("form.not_answered")
        if spec.kind is Kind.NOTES:
            return said
        if spec.kind is Kind.GROUP:
            return "\n".join(self.lines(spec, said))
        return ", ".join(self._one(spec, part, raw) for part in said.split("\n") if part)

    def lines(self, spec: FieldSpec, raw: str) -> list[str]:
        """The rows of a group, a line for each made of its first answers."""
        inner = {one.name: one for one in fields_of(spec.rows)} if spec.rows is not None else {}
        return [self._line(inner, row) for row in raw_rows(raw)]

    def _line(self, inner: Mapping[str, FieldSpec], row: Mapping[str, str]) -> str:
        asked = asked_values(tuple(inner.values()), row)
        said = []
        for name, spec in inner.items():
            if (spec.hidden and not spec.given) or not asked.get(name):
                continue
            answer = self.of(spec, inner, row)
            if spec.kind in (Kind.YES_NO, Kind.NUMBER):
                # A bare "yes" or "7" tells nobody what it is about.
                answer = f"{label_of(self._words, spec).text}: {answer}"
            said.append(shown(answer, LONGEST_ANSWER))
        return BETWEEN.join(said[:FIRST_ANSWERS]) or self._words("form.not_answered")

    def _one(self, spec: FieldSpec, part: str, raw: Mapping[str, str]) -> str:
        if spec.kind is Kind.YES_NO:
            return self._words("form.yes" if part == "yes" else "form.no")
        if spec.kind in (Kind.CHOICE, Kind.CHOICES):
            return self._words.choice(spec.choice_id, part) if part in spec.choices else part
        if spec.kind in (Kind.REFERENCE, Kind.REFERENCES):
            return self._references(spec.of, raw).get(part, self._words("form.reference_gone"))
        if spec.kind is Kind.DATE and (day := self._filled.read_day(spec, part)) is not None:
            return full_date(day, self._words.dates)
        if spec.kind in (Kind.MONEY, Kind.HOURS, Kind.DISTANCE):
            return self._filled.understood(self._words, spec, part) or part
        return part

    def _references(self, of: str, raw: Mapping[str, str]) -> Mapping[str, str]:
        if of not in self._names:
            options = self._filled.plan.options(of, raw)
            self._names[of] = {option.id: option.label for option in options}
        return self._names[of]
