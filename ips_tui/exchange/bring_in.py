"""A team's lists brought in: looked at first, then all of what was chosen in one action or nothing of it.

Each row is read and checked as its form would be: what a form refuses is refused here in the same sentence. Nothing is
stored by a preview. What is brought in is one action, so that one undo takes it back, and a copy is taken before.

About employers nothing is brought in that concerns a participant: such a contact needs an agreement of its own day
(G4), which no list can show.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework import contacts, copies, people, settings
from ips_tui.casework.copies import Abandoned, Taken
from ips_tui.casework.employer_look_alikes import known_employers
from ips_tui.casework.employers import EMPLOYER
from ips_tui.casework.look_alikes import on_the_books
from ips_tui.casework.session import Desk
from ips_tui.domain.contacts import ContactKind
from ips_tui.exchange.alike import Alike, EmployersAlike, PeopleAlike
from ips_tui.exchange.columns import ENTRIES, PARTICIPANT, Columns, ListOf
from ips_tui.exchange.matching import Matcher
from ips_tui.exchange.table_file import STOP_EVERY, Row, Stopped, Table
from ips_tui.forms.asking import BadEntry, Problem
from ips_tui.forms.contacts import ContactEntry
from ips_tui.forms.employers import EmployerEntry
from ips_tui.forms.kit import Entry, fields_of, is_asked, read_entry
from ips_tui.forms.people import ReferralEntry
from ips_tui.records.base import Record
from ips_tui.records.contacts import Contact
from ips_tui.records.people import CareCoordinator, ClinicalTeam, Staff
from ips_tui.store.keeping import Writing

BEYOND, NOT_ASKED = "bring_in.problem.beyond", "bring_in.problem.not_asked"
Progress = Callable[[int, int], None]
"""Told how many rows of how many are through."""


class RowState(StrEnum):
    """What would become of a row."""

    NEW = "new"
    ALIKE = "alike"
    """It looks like somebody or something that is there."""
    PROBLEM = "problem"


@dataclass(frozen=True)
class Seen:
    """One row as it was understood."""

    row: Row
    name: str
    """Whom or what it is about; may hold anything."""
    state: RowState
    problems: tuple[Problem, ...] = ()
    alike: Alike | None = None
    entry: Entry | None = None
    participant: UUID | None = None


@dataclass(frozen=True)
class Preview:
    """What would come of a list, row by row; nothing of it is stored."""

    table: Table
    columns: Columns
    rows: tuple[Seen, ...]

    def count(self, state: RowState) -> int:
        """Rows of that state."""
        return sum(seen.state is state for seen in self.rows)

    @property
    def new(self) -> frozenset[int]:
        """The numbers of the rows that are brought in unless a person says otherwise."""
        return frozenset(seen.row.number for seen in self.rows if seen.state is RowState.NEW)

    @property
    def possible(self) -> frozenset[int]:
        """The numbers of the rows that can be brought in."""
        return frozenset(seen.row.number for seen in self.rows if seen.state is not RowState.PROBLEM)


@dataclass(frozen=True)
class BroughtIn:
    """What was brought in: how many rows, and the copy from before; practice takes none."""

    count: int
    copy: Taken | None


class NotBroughtIn(Exception):
    """Something changed since the preview: nothing was brought in, for the reason at this row."""

    def __init__(self, row: int, problems: tuple[Problem, ...]) -> None:
        super().__init__("bring_in.not_brought_in")
        self.row = row
        self.problems = problems


def preview(
    desk: Desk,
    table: Table,
    columns: Columns,
    *,
    progress: Progress = lambda done, of: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Preview:
    """What would come of each row. Reads the store and writes nothing. Raises Stopped and a StoreProblem."""
    looked = _Look(desk, table, columns)
    seen: list[Seen] = []
    with desk.reading() as db:
        held = _held(db)
        alike = _alikes(desk, db, columns.of)
        for place, row in enumerate(table.rows):
            if place % STOP_EVERY == 0:
                if stopped():
                    raise Stopped
                progress(place, len(table.rows))
            seen.append(alike(looked.row(db, row)))
        del held
    return Preview(table, columns, tuple(seen))


def bring_in(
    desk: Desk,
    seen: Preview,
    chosen: Collection[int],
    *,
    progress: Progress = lambda done, of: None,
    stopped: Callable[[], bool] = lambda: False,
) -> BroughtIn:
    """Bring in the rows of these numbers, all of them or none, as one action that one undo takes back.

    May run on a thread: the store is not closed before it is through or has stopped. Raises ValueError for a row that
    cannot be brought in, and without any; NotBroughtIn when something changed since the preview; Stopped; and a
    StoreProblem. Nothing is stored then.
    """
    if not chosen or not set(chosen) <= seen.possible:
        raise ValueError("no rows, or rows that cannot be brought in")
    rows = [one for one in seen.rows if one.row.number in chosen]
    try:
        copy = None if desk.practice else copies.before_import(desk)
        # Whoever closes the store waits for this, and it looks often whether somebody does.
        with desk.store.aside() as (_, closing), desk.writing("brought_in") as writing:
            keep = _keeper(desk, writing, seen.columns.of, len(rows))
            for place, one in enumerate(rows):
                if stopped() or closing():
                    raise Stopped
                progress(place, len(rows))
                try:
                    keep(one)
                except BadEntry as bad:
                    raise NotBroughtIn(one.row.number, bad.problems) from None
                except LookupError:
                    raise NotBroughtIn(one.row.number, ()) from None
    except Abandoned:
        raise Stopped from None
    return BroughtIn(len(rows), copy)


def _keeper(desk: Desk, writing: Writing, of: ListOf, count: int) -> Callable[[Seen], object]:
    """What puts one row into the store, as its form would."""
    refs = iter(people.free_refs(desk, writing, count) if of is ListOf.PEOPLE else ())
    held = _held(writing.db)

    def keep(one: Seen) -> object:
        assert held is not None
        if isinstance(one.entry, ReferralEntry):
            return people.take_in(desk, writing, one.entry, next(refs))
        if isinstance(one.entry, EmployerEntry):
            return EMPLOYER.add(desk, writing, None, one.entry)
        if isinstance(one.entry, ContactEntry) and one.participant is not None:
            return contacts.add_whole_contact(desk, writing, one.participant, one.entry)
        raise TypeError("a row without an entry")

    return keep


def _held(db: Session) -> list[Record]:
    """What nearly every row points at, to be kept for as long as rows are read: else each would ask for it anew."""
    kinds: tuple[type[Record], ...] = (Staff, ClinicalTeam, CareCoordinator)
    return [one for kind in kinds for one in db.scalars(select(kind))]


class _Look:
    """Reads rows as their form would."""

    def __init__(self, desk: Desk, table: Table, columns: Columns) -> None:
        self._desk = desk
        self._table = table
        self._columns = columns
        self._entry = ENTRIES[columns.of]
        self._matcher = Matcher(desk, columns)
        self._today = desk.clock.today()
        self._order = columns.date_order or desk.config.date_order
        self._currency = settings.currency(desk)

    def row(self, db: Session, row: Row) -> Seen:
        """One row, before it is compared with what is there."""
        raw, wrong = self._matcher.raw(row, self._table)
        problems = [Problem(field, message_id) for field, message_id in wrong.items()]
        if row.beyond:
            problems.append(Problem(None, BEYOND))
        whom = raw.pop(PARTICIPANT, None) if self._columns.of is ListOf.CONTACTS else None
        if self._columns.of is ListOf.CONTACTS and whom is None and PARTICIPANT not in wrong:
            problems.append(Problem(PARTICIPANT, "problem.missing"))
        problems += self._not_asked(raw, wrong)
        entry: Entry | None = None
        try:
            entry = read_entry(
                self._entry,
                raw,
                today=self._today,
                date_order=self._order,  # type: ignore[arg-type]
                currency=self._currency,
                distance=self._desk.words.distance,
                dates=self._desk.words.dates,
            )
            self._check(db, entry)
        except BadEntry as bad:
            # Of a field whose cell means nothing that is said already, and not that it is empty.
            problems += [one for one in bad.problems if one.field not in wrong]
        participant = None if whom is None else UUID(whom)
        name = self._name(raw, participant)
        if problems:
            return Seen(row, name, RowState.PROBLEM, tuple(problems))
        return Seen(row, name, RowState.NEW, entry=entry, participant=participant)

    def _not_asked(self, raw: dict[str, str], wrong: dict[str, str]) -> Iterator[Problem]:
        """What a form would not ask, given the other answers, would be dropped in silence."""
        asked: dict[str, str] = {}
        for spec in fields_of(self._entry):
            if is_asked(spec, asked):
                asked[spec.name] = raw.get(spec.name, "")
            elif raw.get(spec.name) and spec.only is not None and spec.only.field not in wrong:
                yield Problem(spec.name, NOT_ASKED)

    def _check(self, db: Session, entry: Entry) -> None:
        """What casework would refuse. Raises BadEntry."""
        if isinstance(entry, ReferralEntry):
            people.check_referral(self._desk, db, entry)
        elif isinstance(entry, ContactEntry):
            contacts.happened(self._desk, entry)
            if entry.specialist is None and self._desk.who is None:
                raise BadEntry((Problem("specialist", "problem.missing"),))

    def _name(self, raw: dict[str, str], participant: UUID | None) -> str:
        if self._columns.of is not ListOf.CONTACTS:
            return raw.get("name", "")
        known = self._matcher.records[PARTICIPANT]
        return next((one.name for one in known if one.id == participant), "")


def _alikes(desk: Desk, db: Session, of: ListOf) -> Callable[[Seen], Seen]:
    """What compares a row with what is there and with the rows before it."""
    if of is ListOf.PEOPLE:
        return _alike_people(PeopleAlike(on_the_books(desk)))
    if of is ListOf.EMPLOYERS:
        return _alike_employers(EmployersAlike(known_employers(db)))
    return _alike_contacts(db)


def _marked(seen: Seen, alike: Alike | None) -> Seen:
    if alike is None or seen.state is RowState.PROBLEM:
        return seen
    return Seen(seen.row, seen.name, RowState.ALIKE, (), alike, seen.entry, seen.participant)


def _alike_people(known: PeopleAlike) -> Callable[[Seen], Seen]:
    def look(seen: Seen) -> Seen:
        found = _marked(seen, known.of(seen.name))
        if seen.state is not RowState.PROBLEM:
            known.add(Alike(seen.name, row=seen.row.number))
        return found

    return look


def _alike_employers(known: EmployersAlike) -> Callable[[Seen], Seen]:
    def look(seen: Seen) -> Seen:
        if not isinstance(seen.entry, EmployerEntry):
            return seen
        site, number = seen.entry.site or "", seen.entry.telephone or ""
        found = _marked(seen, known.of(seen.name, site, number))
        known.add(Alike(seen.name, row=seen.row.number), (site,), (number,))
        return found

    return look


def _alike_contacts(db: Session) -> Callable[[Seen], Seen]:
    """A contact with the same person, on the same day and for the same."""
    there: Counter[tuple[UUID, date, ContactKind]] = Counter()
    kept = select(Contact.participant_id, Contact.happened_on, Contact.kind).where(~Contact.removed)
    there.update((whom, on, kind) for whom, on, kind in db.execute(kept))
    rows: dict[tuple[UUID, date, ContactKind], int] = {}

    def look(seen: Seen) -> Seen:
        if not isinstance(seen.entry, ContactEntry) or seen.participant is None:
            return seen
        key = (seen.participant, seen.entry.happened_on, seen.entry.kind)
        row = rows.setdefault(key, seen.row.number)
        if there[key]:
            return _marked(seen, Alike(seen.name))
        return seen if row == seen.row.number else _marked(seen, Alike(seen.name, row=row))

    return look
