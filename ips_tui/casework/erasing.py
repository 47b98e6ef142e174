"""Erasing a person for good: what would go, what would stay and where it still is, then the erasure itself.

The erasure is true: records, journal, index and drafts hold nothing of the person afterwards, and the file is written
anew so that no free page does. It is not undone. What stays is that somebody was erased, when, by whom and on what
ground, and who looked at the record, all without a name. Nothing is kept for reports: their counts fall by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ips_tui.casework.found import FoundRecord
from ips_tui.casework.problems import refuse
from ips_tui.casework.search import find
from ips_tui.casework.session import Desk, StoreProblem
from ips_tui.domain.copies import CopyKind
from ips_tui.forms.rights import ErasureEntry
from ips_tui.records.base import Table
from ips_tui.records.machinery import Access, DraftRow, StoreCopy
from ips_tui.records.people import Participant
from ips_tui.store import erasing
from ips_tui.store.restoring import put_aside
from ips_tui.text import fold, words_of

LONGEST_KEPT = timedelta(days=13 * 31)
"""After so long no copy taken by the program beside the store is left that held the person, if it is still used:
monthly ones are kept for twelve months (`domain/copies.py`)."""
MOST_NAMED = 50
"""Entries of others that name the person, at most; the newest."""


@dataclass(frozen=True)
class Shared:
    """An entry that stays, and may say something of the person in words."""

    found: FoundRecord
    """What it is, its day, and where it is shown and can be corrected."""
    text: str
    """Everything typed into it."""
    names: bool
    """Whether the person is named in it."""
    linked: bool
    """Whether it was about the person, or the person took part; else it is about somebody else."""


@dataclass(frozen=True)
class CopyLeft:
    """A copy of the store that still holds the person."""

    place: str
    name: str
    outside: bool
    made_on: date
    gone_by: date | None
    """When it is thinned out at the latest; None where it must be removed by hand."""


@dataclass(frozen=True)
class WouldGo:
    """What an erasure would do."""

    ref: str
    name: str
    joined: tuple[str, ...]
    """The refs of records that were joined into this one: they go with it."""
    kinds: tuple[tuple[str, int], ...]
    """How many rows of which table go, the most first."""
    drafts: int
    """Texts that were begun and not saved."""
    shared: tuple[Shared, ...]
    copies: tuple[CopyLeft, ...]
    looks: int
    """How often somebody looked at the record; that stays, without a name."""


@dataclass(frozen=True)
class Erased:
    """What was done."""

    id: UUID
    """Of what stays."""
    swept: bool
    """Whether the file was written anew at once; else nothing of it is readable once the store was closed."""


def would_go(desk: Desk, participant_id: UUID) -> WouldGo:
    """What erasing this person would do. Raises LookupError when they are not there, and a StoreProblem."""
    with desk.reading() as db:
        person = db.get(Participant, participant_id)
        if person is None or person.removed:
            raise LookupError("participant")
        reach = erasing.reach(db.connection(), participant_id)
        kinds = sorted(((name, len(ids)) for name, ids in reach.own.items()), key=lambda kind: (-kind[1], kind[0]))
        joined = select(Participant.ref).where(Participant.id.in_(reach.people - {participant_id}))
        drafts = [row for row in db.scalars(select(DraftRow)) if erasing.draft_is_about(row, reach.gone)]
        looks = select(func.count()).select_from(Access).where(Access.participant_id.in_(reach.people))
        names = tuple(_called(db, reach.people))
        found = WouldGo(
            ref=person.ref,
            name=person.name,
            joined=tuple(db.scalars(joined.order_by(Participant.ref))),
            kinds=tuple(kinds),
            drafts=len(drafts),
            shared=(),
            copies=tuple(_copies(desk, db)),
            looks=db.scalar(looks) or 0,
        )
    return replace(found, shared=tuple(_shared(desk, reach, names)))


def erase(desk: Desk, participant_id: UUID, entry: ErasureEntry, *, without_words: Collection[UUID] = ()) -> Erased:
    """Erase a person. `without_words` are those of the shared entries whose words go as well.

    Raises BadEntry where the ref that was typed is not the person's, LookupError when they are not there, and a
    StoreProblem when it cannot be kept; then nothing is erased.
    """
    if desk.who is None:
        raise LookupError("staff")
    with desk.writing("person_erased") as writing:
        person = writing.get(Participant, participant_id)
        if fold(entry.ref) != fold(person.ref):
            raise refuse("ref", "problem.not_this_ref")
        reach = erasing.reach(writing.db.connection(), participant_id)
        erasure = erasing.erase(
            writing,
            participant_id,
            staff_id=desk.who.id,
            ground=entry.ground,
            on=desk.clock.today(),
            without_words=without_words,
            names=tuple(_called(writing.db, reach.people)),
        )
    try:
        swept = erasing.sweep(desk.connection)
    except StoreProblem:
        # A full disk: the records are gone all the same, their pages overwritten, and closing empties the log.
        swept = False
    return Erased(erasure.id, swept)


def _called(db: Session, people: Iterable[UUID]) -> Iterator[str]:
    """What the person is called, where that is enough to know them by: whole names, and refs."""
    for person in db.scalars(select(Participant).where(Participant.id.in_(list(people)))):
        yield person.ref
        yield from (name for name in (person.name, person.preferred_name) if name and len(words_of(name)) > 1)


# -- what may name them ----------------------------------------------------------------------------------


def _shared(desk: Desk, reach: erasing.Reach, names: Collection[str]) -> Iterator[Shared]:
    """Entries that were about the person among others, then those of others that name them; the newest first."""
    about = {one for rows in (reach.linked, reach.beside) for ids in rows.values() for one in ids}
    said = [words_of(name) for name in names]
    # Every entry of their own holds their name as well, and may be newer.
    found = (one for name in names for one in find(desk, name, len(reach.gone) + MOST_NAMED))
    # Somebody else of the same name is not to lose it.
    named = {one.id: one for one in found if one.id not in reach.gone and one.table != Participant.__tablename__}
    with desk.reading() as db:
        for rows in (reach.linked, reach.beside):
            for table, ids in rows.items():
                named |= {one.id: one for one in _there(desk, db, table, ids)}
        for table in UNSEARCHED:
            saying = [i for i in _all_of(db, table) if i not in reach.gone and _names(_text(db, table, i), said)]
            named |= {one.id: one for one in _there(desk, db, table, saying)}
        texts = {one.id: _text(db, one.table, one.id) for one in named.values()}
    shared = [
        Shared(one, "; ".join(texts[one.id]), _names(texts[one.id], said), one.id in about) for one in named.values()
    ]
    in_order = sorted(shared, key=lambda one: (one.linked, one.found.on or date.min, one.found.id), reverse=True)
    yield from (one for one in in_order if one.text and (one.linked or one.names))


UNSEARCHED = ("supervision", "field_mentoring", "colleague_feedback", "training_attended")
"""Tables about colleagues, which no search looks through, and whose words may name a person all the same."""


def _all_of(db: Session, table_name: str) -> Sequence[UUID]:
    table = Table.metadata.tables[table_name]
    return db.scalars(select(table.columns.id).where(~table.columns.removed)).all()


def _where(table_name: str, employer: UUID | None) -> Literal["lead", "supervision", "employer", "community"]:
    """On which page such a row is shown."""
    if table_name in UNSEARCHED:
        return "supervision"
    return "lead" if table_name == "lead" else "employer" if employer else "community"


def _there(desk: Desk, db: Session, table_name: str, ids: Collection[UUID]) -> Iterator[FoundRecord]:
    """Rows about several people as search would find them."""
    table = Table.metadata.tables[table_name]
    called = (f"timeline.{table_name}", f"search.kind.{table_name}", f"form.{table_name}.title")
    title = next(name for name in called if desk.words.has(name))
    for row in db.execute(select(table).where(table.columns.id.in_(ids), ~table.columns.removed)).mappings():
        employer: UUID | None = None if table_name == "lead" else row.get("employer_id")
        yield FoundRecord(
            table=table_name,
            id=row["id"],
            title=title,
            on=row.get("happened_on") or row.get("heard_on") or row.get("given_on") or row.get("on_day"),
            subject=_where(table_name, employer),
            subject_id=employer or row["id"],
            name=row.get("name") or "",
            ref="",
            entry=row["id"],
            employer="",
            snippet="",
        )


def _text(db: Session, table_name: str, row_id: UUID) -> list[str]:
    """Everything typed into a row."""
    table = Table.metadata.tables[table_name]
    row = db.execute(select(*erasing.words_in(table)).where(table.columns.id == row_id)).one()
    return [text for text in row if text]


def _names(texts: Iterable[str], names: Collection[list[str]]) -> bool:
    return any(_holds(words_of(text), name) for text in texts for name in names)


def _holds(words: list[str], name: list[str]) -> bool:
    """Whether these words follow one another in a text."""
    return any(words[start : start + len(name)] == name for start in range(len(words) - len(name) + 1))


def _copies(desk: Desk, db: Session) -> Iterator[CopyLeft]:
    """Copies of the store that are known and still there, the newest first."""
    for copy in db.scalars(select(StoreCopy).where(~StoreCopy.gone).order_by(StoreCopy.made_at.desc(), StoreCopy.id)):
        made_on = desk.clock.local(copy.made_at).date()
        by_hand = copy.outside or copy.kind is CopyKind.BY_HAND
        yield CopyLeft(copy.place, copy.name, copy.outside, made_on, None if by_hand else made_on + LONGEST_KEPT)
    # A restore puts the store as it stood aside whole; nobody but a person takes that away.
    for folder in put_aside(desk.files):
        aside_on = desk.clock.local(datetime.fromtimestamp(folder.stat().st_mtime, UTC)).date()
        yield CopyLeft(str(folder.parent), folder.name, False, aside_on, None)
