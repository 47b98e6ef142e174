"""What every paper about one person shares: how they are named on it, how a value is said, who signs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from ips_tui.casework.given_out import Named, given_out, named
from ips_tui.casework.history import choice_id
from ips_tui.casework.session import Desk
from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.reports.document import Block, Column, Document, Field, Fields, Heading, Paragraph, Signatures, Table
from ips_tui.reports.registry import PaperKind, PaperRequest
from ips_tui.text import capital


@dataclass(frozen=True)
class Page:
    """A paper about one person while it is made: one reading of the store, and the words to say it in."""

    desk: Desk
    db: Session
    person: Named

    @property
    def words(self) -> Words:
        """The words of the desk."""
        return self.desk.words

    @property
    def today(self) -> date:
        """The day the paper is made on."""
        return self.desk.clock.today()

    def day(self, day: date | None) -> str:
        """A day as papers say it; empty for none."""
        return "" if day is None else full_date(day, self.words.dates)

    def said(self, value: object) -> str:
        """A value of an entry or a view as a person reads it; what somebody typed stays letter by letter."""
        return (
            self._said(value)
            if isinstance(value, str) and not isinstance(value, StrEnum)
            else capital(self._said(value))
        )

    def inside(self, value: object) -> str:
        """The same in the middle of a line, with a small letter."""
        return self._said(value)

    def _said(self, value: object) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return self.words("yes" if value else "no")
        if isinstance(value, StrEnum):
            return self.words.choice(choice_id(type(value).__name__), value.value)
        if isinstance(value, tuple):
            return ", ".join(self._said(one) for one in value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Decimal):
            return f"{value.normalize():f}"
        return str(value)

    def fields(self, *said: tuple[str, object]) -> tuple[Block, ...]:
        """Labels, by the ids of their words, with what is said to each; what nothing is said to is left out."""
        found = tuple(Field(self.words(label), self.said(value)) for label, value in said if self.said(value))
        return (Fields(found),) if found else ()

    def part(self, heading: str, text: object, *, missing: str = "") -> tuple[Block, ...]:
        """A heading with the words below it; where there are none, the sentence `missing`, or nothing at all."""
        said = self.said(text)
        if not said and not missing:
            return ()
        below = Paragraph(said) if said else Paragraph(self.words(missing), quiet=True)
        return Heading(self.words(heading)), below

    def table(
        self,
        columns: Iterable[tuple[str, float]],
        rows: Iterable[Iterable[object]],
        caption: str = "",
        *,
        keep: Collection[str] = (),
    ) -> tuple[Block, ...]:
        """A table of values under the ids of its titles, with the share of each; without columns that are empty.

        Those to `keep` stay, to be filled in by hand.
        """
        cells = [tuple(self.said(value) for value in row) for row in rows]
        titles = list(columns)
        if not any(any(row) for row in cells):
            return ()
        used = [place for place, (title, _) in enumerate(titles) if title in keep or any(row[place] for row in cells)]
        return (
            Table(
                tuple(Column(self.words(titles[place][0]), titles[place][1]) for place in used),
                tuple(tuple(row[place] for place in used) for row in cells),
                caption,
            ),
        )

    def head(self, *said: tuple[str, object]) -> tuple[Block, ...]:
        """Who is responsible and under which name the team works, then what else stands at the top."""
        own = (("papers.person.specialist", self.person.specialist), ("papers.person.team", self.person.team))
        return self.fields(*own, *said)

    def signed_by(self, *more: str) -> Signatures:
        """The lines to sign on: the person, the specialist, then further ones by the ids of their words."""
        person = self.words("papers.person.signs", name=self.person.name)
        specialist = self.words("papers.person.specialist_signs", name=self.person.specialist)
        own = self.words("papers.person.specialist") if not self.person.specialist else specialist
        return Signatures((person, own, *(self.words(one) for one in more)))

    def document(
        self, kind: PaperKind, blocks: Iterable[Block], *, title: str = "", subtitle: str = "", foot: str = ""
    ) -> Document:
        """The paper; `foot` in place of the sentence that stands below most."""
        by_name = self.words("papers.person.subtitle", name=self.person.called, ref=self.person.ref)
        return Document(
            kind=kind,
            title=title or self.words(f"papers.kind.{kind}"),
            subtitle=subtitle or by_name,
            made_on=self.today,
            blocks=tuple(blocks),
            ref=self.person.ref,
            foot=foot or self.words("papers.person.foot"),
        )


@contextmanager
def page(desk: Desk, request: PaperRequest, *, instead: str = "own_copy.here_left_out") -> Iterator[Page]:
    """A paper about the person of the request, while it is made.

    The sentence `instead` (an id; empty for nothing) stands in the place of what was said in confidence.

    Raises LookupError for somebody who is not there, and a StoreProblem.
    """
    person_id = request.participant_id
    if person_id is None:
        raise LookupError("participant")
    with given_out(desk, person_id, instead=desk.words(instead) if instead else "") as db:
        yield Page(desk, db, named(desk, db, person_id))


@contextmanager
def about(desk: Desk, participant_id: UUID) -> Iterator[Page]:
    """The same for a list of what a paper can be about."""
    with page(desk, PaperRequest(participant_id=participant_id)) as made:
        yield made
