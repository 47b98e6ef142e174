"""What stands in a form: the raw text of each field, what it started from, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from ips_tui.content.words import Words
from ips_tui.dates import UnreadableDate, full_date, read_date, say_date
from ips_tui.domain.distance import UnreadableDistance, read_distance
from ips_tui.domain.money import UnreadableMoney, read_money
from ips_tui.forms.asking import BadEntry, FieldSpec, Kind, Problem
from ips_tui.forms.kit import Entry, asked_values, fields_of, is_needed, read_entry
from ips_tui.forms.typed import raw_rows, read_hours, rows_raw
from ips_tui.text import clean
from screens.widgets.form.plan import FormPlan, KeptDraft
from screens.widgets.form.wording import label_of

_OF_LINES = (Kind.NOTES, Kind.CHOICES, Kind.REFERENCES)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


class Filled:
    """The answers of one form as raw text, without any widget."""

    def __init__(self, plan: FormPlan) -> None:
        self.plan = plan
        self.specs: dict[str, FieldSpec] = {spec.name: spec for spec in fields_of(plan.entry)}
        self.start = self._whole(plan.start)
        self.raw = dict(self.start)
        self._refused: dict[str, tuple[Problem, str]] = {}
        self._brought_up: set[str] = set()

    @property
    def dirty(self) -> bool:
        """Whether anything differs from the start."""
        return self.raw != self.start

    def put(self, name: str, raw: str) -> bool:
        """Take what a field holds now; returns whether that is a change. An answer takes the place of its state."""
        if self.raw[name] == raw:
            return False
        self.raw[name] = raw
        self._settle(self.raw, self.specs[name])
        return True

    def asked(self, name: str) -> bool:
        """Whether the field is asked, given the others."""
        return name in asked_values(tuple(self.specs.values()), self.raw)

    def drawn(self, name: str) -> bool:
        """Whether the field stands on the screen: it is asked, not hidden, and not left out this time."""
        left_out = name in self.plan.left_out and name not in self._brought_up
        return not self.specs[name].hidden and not left_out and self.asked(name)

    def bring_up(self, name: str) -> None:
        """Draw the field from now on, even if it was left out."""
        self._brought_up.add(name)

    def needed(self, name: str) -> bool:
        """Whether the field must be filled in, given the others."""
        return is_needed(self.specs[name], self.raw)

    def empty(self, name: str) -> bool:
        """Whether nothing stands in the field that could be read."""
        return _empty(self.raw[name])

    def unasked(self, words: Words) -> list[str]:
        """The labels of the fields that hold something and are not asked any more, so that a save would drop it."""
        asked = asked_values(tuple(self.specs.values()), self.raw)
        labels = []
        for name, spec in self.specs.items():
            if name not in asked:
                # What nobody typed, but the form came with, is nobody's text; an id or a state is nobody's either.
                typed = self.plan.editing or self.raw[name] != self.start[name]
                if typed and not spec.hidden and not self.empty(name):
                    labels.append(label_of(words, spec).text)
            elif spec.rows is not None:
                labels += self._unasked_in_rows(words, spec, fields_of(spec.rows))
        return labels

    def _unasked_in_rows(self, words: Words, spec: FieldSpec, inner: tuple[FieldSpec, ...]) -> list[str]:
        came_with = [] if self.plan.editing else raw_rows(self.start[spec.name])
        labels = []
        for number, row in enumerate(raw_rows(self.raw[spec.name]), start=1):
            asked = asked_values(inner, row)
            kept = [one for one in inner if not one.hidden and one.name not in asked and row.get(one.name)]
            if row not in came_with:
                line = words("form.row.line", label=label_of(words, spec).text, number=number)
                labels += [f"{line}: {label_of(words, one).text}" for one in kept]
        return labels

    # States of open questions

    def state(self, name: str) -> str:
        """Why this open question has no answer; "" for one that has, or says nothing yet, and for any other field."""
        state = self.specs[name].state
        return self.raw[state] if state and self.empty(name) else ""

    def next_state(self, name: str) -> bool:
        """Go on to the next reason why there is no answer, and after the last to none; not where there is one."""
        state = self.specs[name].state
        if not state or not self.empty(name):
            return False
        states = ("", *self.specs[state].choices)
        place = states.index(self.raw[state]) if self.raw[state] in states else 0
        self.raw[state] = states[(place + 1) % len(states)]
        return True

    # Reading

    def read(self) -> Entry:
        """The valid entry. Raises BadEntry with every problem."""
        plan = self.plan
        return read_entry(
            plan.entry,
            self.raw,
            today=plan.today,
            date_order=plan.date_order,
            currency=plan.currency,
            distance=plan.distance,
            dates=plan.dates,
        )

    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong now, with what a save refused as long as that text still stands there."""
        still = tuple(p for name, (p, raw) in self._refused.items() if self.raw[name] == raw)
        try:
            self.read()
        except BadEntry as bad:
            return bad.problems + still
        return still

    def refuse(self, problems: tuple[Problem, ...]) -> None:
        """Remember what a save said no to."""
        self._refused = {p.field: (p, self.raw[p.field]) for p in problems if p.field in self.raw and p.field}

    def place_of(self, problem: Problem) -> str | None:
        """The field at which a problem is said; None for one that is no field's, or that of one nobody sees."""
        spec = self.specs.get(problem.field or "")
        if spec is not None and spec.state_of:
            spec = self.specs[spec.state_of]
        return None if spec is None or spec.hidden or not self.asked(spec.name) else spec.name

    def read_day(self, spec: FieldSpec, raw: str) -> date | None:
        """The day that this text says in this field, or None."""
        try:
            plan = self.plan
            return read_date(raw, plan.today, order=plan.date_order, lean=spec.lean, words=plan.dates)
        except UnreadableDate:
            return None

    def say_day(self, day: date) -> str:
        """A day with its weekday and how far off it is."""
        return say_date(day, self.plan.today, self.plan.dates)

    def understood(self, words: Words, spec: FieldSpec, raw: str) -> str:
        """What this text says in this field, in words; "" where it says nothing or there is nothing to add."""
        try:
            if spec.kind is Kind.DATE:
                day = self.read_day(spec, raw)
                return "" if day is None else self.say_day(day)
            if spec.kind is Kind.MONEY:
                return str(read_money(raw, self.plan.currency, below_zero=spec.below_zero))
            if spec.kind is Kind.DISTANCE:
                return str(read_distance(raw, self.plan.distance))
            if spec.kind is Kind.HOURS:
                return words("form.hours", hours=f"{read_hours(raw).normalize():f}")
        except (UnreadableMoney, UnreadableDistance, ValueError):
            pass
        return ""

    # Drafts

    def to_keep(self) -> dict[str, str]:
        """What a draft keeps; empty when nothing differs from the start.

        A date goes in as the day it means today: "tomorrow" would be another day when the draft is continued.
        """
        shown = [name for name in self.specs if name not in self.plan.secret]
        changed = [name for name in shown if self.raw[name] != self.start[name]]
        kept = changed if self.plan.editing or not changed else shown
        return {name: self._lasting(self.specs[name], self.raw[name]) for name in kept}

    def continue_with(self, kept: KeptDraft) -> None:
        """Put what was kept over the record as it is now."""
        self.raw, self.start = self.versions(kept)

    def hidden_in(self, kept: KeptDraft) -> int:
        """How many hidden characters are taken out of a draft when it is continued."""
        known = ((self.specs[name], raw) for name, raw in kept.values.items() if name in self.specs)
        return sum(_hidden(spec, raw) for spec, raw in known)

    def start_fresh(self, kept: KeptDraft) -> None:
        """Begin with the record as it is now."""
        _, self.start = self.versions(kept)
        self.raw = dict(self.start)

    def versions(self, kept: KeptDraft) -> tuple[dict[str, str], dict[str, str]]:
        """The form with a draft continued, and as the record is now."""
        now = self._whole(kept.current) if kept.changed and kept.current else self.start
        typed = {**now, **self._known(kept.values)}
        for spec in self.specs.values():
            self._settle(typed, spec)
        return typed, dict(now)

    def differing(self, kept: KeptDraft) -> list[FieldSpec]:
        """The fields, as they are drawn, in which a draft differs from the record now."""
        typed, now = self.versions(kept)
        names = {spec.state_of or name for name, spec in self.specs.items() if typed[name] != now[name]}
        return [spec for name, spec in self.specs.items() if name in names and not spec.hidden]

    # Raw text from outside

    def _known(self, values: Mapping[str, str]) -> dict[str, str]:
        return {name: self._tidy(self.specs[name], raw) for name, raw in values.items() if name in self.specs}

    def _whole(self, values: Mapping[str, str]) -> dict[str, str]:
        return {name: self._tidy(spec, values.get(name, "")) for name, spec in self.specs.items()}

    def _tidy(self, spec: FieldSpec, raw: str) -> str:
        """The text without anything hidden, a date as a person reads it, and rows with what they answer alone."""
        if spec.kind is Kind.GROUP:
            return _each_row(spec, raw, self._tidy)
        text = clean(raw, lines=spec.kind in _OF_LINES).text
        if spec.kind is Kind.DATE and _ISO.fullmatch(text) and (day := self.read_day(spec, text)) is not None:
            return full_date(day, self.plan.dates)
        return text

    def _lasting(self, spec: FieldSpec, raw: str) -> str:
        if spec.kind is Kind.GROUP:
            return _each_row(spec, raw, self._lasting)
        if spec.kind is Kind.DATE and (day := self.read_day(spec, raw)) is not None:
            return day.isoformat()
        return raw

    @staticmethod
    def _settle(raw: dict[str, str], spec: FieldSpec) -> None:
        """An answered question needs no state."""
        if spec.state and not _empty(raw[spec.name]):
            raw[spec.state] = ""


def _hidden(spec: FieldSpec, raw: str) -> int:
    """How many hidden characters this text holds, in a group those of all its rows."""
    if spec.rows is None:
        return clean(raw, lines=spec.kind in _OF_LINES).removed
    return sum(_hidden(one, row.get(one.name, "")) for row in raw_rows(raw) for one in fields_of(spec.rows))


def _empty(raw: str) -> bool:
    return not clean(raw).text.strip()


def _each_row(spec: FieldSpec, raw: str, change: Callable[[FieldSpec, str], str]) -> str:
    """The raw text of a group with each field of each row changed; what is empty falls away."""
    inner = fields_of(spec.rows) if spec.rows is not None else ()
    rows = [{one.name: change(one, row.get(one.name, "")) for one in inner} for row in raw_rows(raw)]
    return rows_raw([said for row in rows if (said := answered(row))])


def answered(raw: Mapping[str, str]) -> dict[str, str]:
    """The raw text of the fields that hold any, as a row of a group keeps it."""
    return {name: said for name, said in raw.items() if said}
