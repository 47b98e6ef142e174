"""How supervision and learning are said: the rhythm of a colleague, a record in a line, a record in full."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ips_tui.casework.supervision_views import (
    CASE_NOTES,
    FEEDBACK,
    MENTORING,
    SUPERVISION,
    TRAINING,
    UNIT_MEETING,
    ColleagueLine,
    HeldLine,
)
from ips_tui.content.words import Words
from ips_tui.dates import short_date
from ips_tui.domain.due import DueKind
from ips_tui.text import capital, shown

LONGEST_NAME = 30
"""Cells of a name before what was said of the person."""
GROUPS = {
    SUPERVISION: SUPERVISION,
    UNIT_MEETING: SUPERVISION,
    MENTORING: MENTORING,
    CASE_NOTES: CASE_NOTES,
    FEEDBACK: FEEDBACK,
    TRAINING: TRAINING,
}
"""The heading under which a kind stands."""


@dataclass(frozen=True)
class Told:
    """How things are said now: in which words, on which day, and what a participant's name looks like."""

    words: Words
    today: date
    name_of: Callable[[str], str]

    def day(self, day: date) -> str:
        """A day, short."""
        return short_date(day, self.today, self.words.dates)

    def late(self, day: date | None) -> str:
        """A day by which something was meant to be done, with a sign once it has come; empty for none."""
        if day is None:
            return ""
        return (self.words("shell.problem_sign") if day <= self.today else "") + self.day(day)

    def rhythm(self, colleague: ColleagueLine) -> str:
        """When each of the three was held last, and when the next is due."""
        said = []
        for kind in (DueKind.SUPERVISION, DueKind.UNIT_MEETING, DueKind.FIELD_MENTORING):
            held, what = colleague.rhythms[kind], self.words(f"supervision.rhythm.{kind}")
            if held.last_on is None:
                said.append(self.words("supervision.rhythm_none", what=what))
            elif held.due_on is None:
                said.append(self.words("supervision.rhythm_last", what=what, last=self.day(held.last_on)))
            else:
                next_on = self.late(held.due_on)
                said.append(self.words("supervision.rhythm_next", what=what, last=self.day(held.last_on), next=next_on))
        return " ".join(said)

    def what(self, line: HeldLine) -> str:
        """What a line is, in its column."""
        words = self.words
        if line.kind == MENTORING:
            return line.employer or self._visits(line)
        if line.kind == CASE_NOTES:
            return ", ".join(map(self.name_of, line.participants))
        if line.kind == FEEDBACK:
            return ", ".join(words(one) for one in line.said)
        return line.name if line.kind == TRAINING else words(f"supervision.kind.{line.kind}")

    def text(self, line: HeldLine) -> str:
        """What was said first."""
        if line.kind == TRAINING:
            return ", ".join(self.words(one) for one in line.said)
        first = next((text for _, text in line.texts), "")
        return first or ", ".join(map(self.name_of, line.participants))

    def head(self, line: HeldLine) -> str:
        """The facts of a record: day, what, who held it, how long."""
        words = self.words
        title = words(f"form.{line.kind}.title")
        parts = [self.day(line.on), *(words(one) for one in line.said), self._count(line)]
        if line.by:
            parts.append(words("supervision.by", name=line.by))
        return f"{title}: " + ", ".join(part for part in parts if part)

    def in_full(self, line: HeldLine) -> Iterator[str]:
        """What was said, what is strong first; each may be anything that somebody typed."""
        words, form = self.words, line.kind
        if line.name:
            yield line.name
        if line.employer:
            yield f"{words(f'form.{form}.employer.label')}: {line.employer}"
        texts = [f"{words(f'form.{form}.{field}.label')}: {text}" for field, text in line.texts]
        yield from texts[:1]
        for case in line.cases:
            said = "; ".join(part for part in (case.discussed, case.agreed) if part)
            name = shown(self.name_of(case.participant), LONGEST_NAME)
            yield f"{name}: {said}" if said else name
        yield from texts[1:]
        if line.present:
            yield f"{words(f'form.{form}.present.label')}: {', '.join(line.present)}"
        if line.next_on is not None:
            yield f"{words(f'form.{form}.next_on.label')}: {self.day(line.next_on)}"

    def _count(self, line: HeldLine) -> str:
        if line.kind == MENTORING:
            return self._visits(line)
        if line.hours:
            return self.words("supervision.hours", count=line.hours)
        return "" if line.count is None else self.words("supervision.minutes", count=line.count)

    def _visits(self, line: HeldLine) -> str:
        return self.words("supervision.visit_one" if line.count == 1 else "supervision.visits", count=line.count or 0)

    def topic(self, topic: str) -> str:
        """A topic of training."""
        return capital(self.words.choice("training_topic", topic))
