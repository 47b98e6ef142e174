"""What stands in a form: the raw text of each field, what it started from, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ips_tui.dates import UnreadableDate, full_date, read_date, say_date
from ips_tui.forms.kit import BadEntry, Entry, FieldSpec, Kind, Problem, asked_values, fields_of, is_needed, read_entry
from ips_tui.text import clean
from screens.widgets.form.plan import FormPlan, KeptDraft

_ISO = re.compile(r"\d{4}-\d\d-\d\d")


class Filled:
    """The answers of one form as raw text, without any widget."""

    def __init__(self, plan: FormPlan) -> None:
        self.plan = plan
        self.specs: dict[str, FieldSpec] = {spec.name: spec for spec in fields_of(plan.entry)}
        self.start = self._whole(plan.start)
        self.raw = dict(self.start)
        self._refused: dict[str, tuple[Problem, str]] = {}

    @property
    def dirty(self) -> bool:
        """Whether anything differs from the start."""
        return self.raw != self.start

    def put(self, name: str, raw: str) -> bool:
        """Take what a field holds now; returns whether that is a change."""
        if self.raw[name] == raw:
            return False
        self.raw[name] = raw
        return True

    def asked(self, name: str) -> bool:
        """Whether the field is asked, given the others."""
        return name in asked_values(tuple(self.specs.values()), self.raw)

    def needed(self, name: str) -> bool:
        """Whether the field must be filled in, given the others."""
        return is_needed(self.specs[name], self.raw)

    def empty(self, name: str) -> bool:
        """Whether nothing stands in the field that could be read."""
        return not clean(self.raw[name]).text.strip()

    def left_out(self) -> tuple[FieldSpec, ...]:
        """The fields that hold something and are not asked any more, so that a save would leave it out."""
        asked = asked_values(tuple(self.specs.values()), self.raw)
        given = (spec for name, spec in self.specs.items() if name not in asked and not self.empty(name))
        # What nobody typed, but the form came with, is nobody's text.
        return tuple(spec for spec in given if self.plan.editing or self.raw[spec.name] != self.start[spec.name])

    # Reading

    def read(self) -> Entry:
        """The valid entry. Raises BadEntry with every problem."""
        plan = self.plan
        return read_entry(plan.entry, self.raw, today=plan.today, date_order=plan.date_order, dates=plan.dates)

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

    def read_day(self, name: str, raw: str) -> date | None:
        """The day that this text says in this field, or None."""
        try:
            lean, plan = self.specs[name].lean, self.plan
            return read_date(raw, plan.today, order=plan.date_order, lean=lean, words=plan.dates)
        except UnreadableDate:
            return None

    def say_day(self, day: date) -> str:
        """A day with its weekday and how far off it is."""
        return say_date(day, self.plan.today, self.plan.dates)

    # Drafts

    def to_keep(self) -> dict[str, str]:
        """What a draft keeps; empty when nothing differs from the start.

        A date goes in as the day it means today: "tomorrow" would be another day when the draft is continued.
        """
        shown = [name for name in self.specs if name not in self.plan.secret]
        changed = [name for name in shown if self.raw[name] != self.start[name]]
        kept = changed if self.plan.editing or not changed else shown
        return {name: self._lasting(name, self.raw[name]) for name in kept}

    def continue_with(self, kept: KeptDraft) -> None:
        """Put what was kept over the record as it is now."""
        if kept.changed and kept.current:
            self.start = self._whole(kept.current)
        self.raw = {**self.start, **self._known(kept.values)}

    def start_fresh(self, kept: KeptDraft) -> None:
        """Begin with the record as it is now."""
        if kept.changed and kept.current:
            self.start = self._whole(kept.current)
        self.raw = dict(self.start)

    def differing(self, kept: KeptDraft) -> list[tuple[FieldSpec, str, str]]:
        """The fields in which a draft differs from the record now, with both raw values."""
        now = self._whole(kept.current) if kept.changed else self.start
        values = self._known(kept.values)
        return [
            (spec, values[name], now[name])
            for name, spec in self.specs.items()
            if name in values and values[name] != now[name]
        ]

    # Raw text from outside

    def _known(self, values: Mapping[str, str]) -> dict[str, str]:
        return {name: self._tidy(name, raw) for name, raw in values.items() if name in self.specs}

    def _whole(self, values: Mapping[str, str]) -> dict[str, str]:
        return {name: self._tidy(name, values.get(name, "")) for name in self.specs}

    def _tidy(self, name: str, raw: str) -> str:
        """The text without anything hidden, and a date as a person reads it."""
        kind = self.specs[name].kind
        lines = kind in (Kind.NOTES, Kind.CHOICES, Kind.REFERENCES)
        text = clean(raw, lines=lines).text
        if kind is Kind.DATE and _ISO.fullmatch(text) and (day := self.read_day(name, text)) is not None:
            return full_date(day, self.plan.dates)
        return text

    def _lasting(self, name: str, raw: str) -> str:
        if self.specs[name].kind is Kind.DATE and (day := self.read_day(name, raw)) is not None:
            return day.isoformat()
        return raw
