"""The store through SQLAlchemy: one writing is one transaction with records, journal, derived rows and draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Connection, delete, event, select, update
from sqlalchemy.orm import ORMExecuteState, Session

from ips_tui.clock import Clock
from ips_tui.ids import IdSource
from ips_tui.records.base import Record, Table
from ips_tui.records.machinery import DraftRow, Site
from ips_tui.store import chain, journal
from ips_tui.store.engine import READ, make_engine
from ips_tui.store.filling import Rows, fill
from ips_tui.store.problems import Damaged, DiskTrouble, translate
from ips_tui.store.replay import replay
from ips_tui.store.schema import HEAD
from ips_tui.store.search import SearchIndex
from ips_tui.store.sites import note_what_was_taken_in

RecordT = TypeVar("RecordT", bound=Record)
ERASING = "erasing"
"""The mark of a connection in whose transaction an erasure is at work; only `store/erasing.py` sets it."""
Subject = tuple[str, UUID]
"""What derived rows are about: its kind (`participant`, `employer`, `staff`) and id."""


@dataclass(frozen=True)
class Touch:
    """One record that an action made or changed, and what its changed attributes held before."""

    record: Record
    before: Mapping[str, Any]


class Deriver(Protocol):
    """Computes derived rows; handed in by casework, so that the store knows only that there are such rows."""

    def fingerprint(self, db: Session) -> str:
        """Changes when a rule or a setting of the rules changes."""
        ...

    def touched(self, db: Session, touches: Sequence[Touch]) -> set[Subject]:
        """The subjects whose derived rows hang on what was touched."""
        ...

    def derive(self, db: Session, subjects: set[Subject]) -> None:
        """Replace the derived rows of these subjects."""
        ...

    def derive_all(self, db: Session) -> None:
        """Replace every derived row."""
        ...


class Writing:
    """One action being written. `db` reads and changes records; `add` makes new ones."""

    def __init__(self, db: Session, new_id: IdSource) -> None:
        """Made by `Keeping.writing` alone."""
        self.db = db
        self.new_id = new_id
        self.touched: list[Touch] = []
        self.group_id: UUID | None = None
        self.undoes: UUID | None = None
        """The group that this action takes back; set before anything is changed."""
        self.anew = False
        """Whether every derived row and the whole index are made anew with this action; an erasure asks for it."""

    def add(self, record_type: type[RecordT], *, id: UUID | None = None, **values: Any) -> RecordT:
        """A new record, with a new id unless the row has one that its natural key names."""
        record = record_type(id=id or self.new_id(), removed=False, **values)
        self.db.add(record)
        # At once, so that rows are made in the order they are told: a row never comes before its parent.
        self.db.flush()
        return record

    def get(self, record_type: type[RecordT], record_id: UUID) -> RecordT:
        """The record of that id. Raises LookupError when there is none, or it was removed."""
        record = self.db.get(record_type, record_id)
        if record is None or record.removed:
            raise LookupError(record_type.__tablename__)
        return record


class Keeping:
    """The ORM side of an open store."""

    def __init__(
        self, connect: Callable[[], Any], *, site_id: UUID, clock: Clock, new_id: IdSource, deriver: Deriver
    ) -> None:
        """Take connections from `connect`; nothing is opened yet."""
        self._engine = make_engine(connect)
        self._site_id = site_id
        self._clock = clock
        self._deriver = deriver
        self.new_id = new_id
        tables = journal.record_tables()
        self._index = SearchIndex(Table.metadata.tables[name] for name in sorted(tables))

        @event.listens_for(self._engine, "checkout")
        def clean(opened: Any, record: Any, proxy: Any) -> None:
            # A flush that failed leaves its mark on the pooled connection; the next user must not inherit it.
            record.info.pop("journaling", None)
            record.info.pop(ERASING, None)

        @event.listens_for(self._engine, "before_cursor_execute")
        def refuse(
            connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
        ) -> None:
            if connection.get_execution_options().get("begin") == READ:
                journal.refuse_in_reading(statement)
            marks = connection.info
            journal.refuse_past_journal(
                statement, bool(marks.get("journaling")), tables, erasing=bool(marks.get(ERASING))
            )

        @event.listens_for(self._engine, "rollback")
        @event.listens_for(self._engine, "rollback_savepoint")
        def forget(connection: Connection, *savepoint: Any) -> None:
            # As at checkout, for an action that goes on after the flush that failed.
            connection.info.pop("journaling", None)
            connection.info.pop(ERASING, None)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that reads; what it would write is refused."""
        with (
            self._anew_after_trouble(),
            Session(self._engine.execution_options(begin=READ), expire_on_commit=False) as db,
        ):

            @event.listens_for(db, "before_flush")
            def refuse(session: Session, context: Any, instances: Any) -> None:
                raise journal.Unjournaled("records are changed in a writing only")

            try:
                yield db
            except Exception as error:
                if (problem := translate(error)) is not None:
                    raise problem from error
                raise

    @contextmanager
    def _anew_after_trouble(self) -> Iterator[None]:
        """Use no connection again after trouble: one that met a page it could not read refuses all others for good.

        The next session opens one anew, so that what was refused can be tried again once the disk is well.
        """
        try:
            yield
        except (Damaged, DiskTrouble):
            self._engine.dispose()
            raise

    @contextmanager
    def writing(self, what: str, *, staff_id: UUID | None, draft: str | None = None) -> Iterator[Writing]:
        """One action in one transaction: records, journal, derived rows, the draft cleared, one commit.

        `what` is the id of the words for what was done (`did.<what>`), `draft` the key of the draft that
        became this entry. Raises a StoreProblem when the disk is full or the store damaged; nothing is kept
        then.
        """
        with self._anew_after_trouble(), Session(self._engine, expire_on_commit=False) as db:
            writing = Writing(db, self.new_id)
            self._listen(db, writing, what, staff_id)
            try:
                yield writing
                db.flush()
                if writing.anew:
                    self._deriver.derive_all(db)
                    self._index.rebuild(db.connection())
                else:
                    self._deriver.derive(db, self._deriver.touched(db, writing.touched))
                    self._index.follow(db.connection(), writing.touched)
                if draft is not None:
                    db.connection().execute(delete(DraftRow).where(DraftRow.key == draft))
                if writing.group_id is not None:
                    chain.add_link(db.connection(), self._site_id, writing.group_id)
                db.commit()
            except Exception as error:
                db.rollback()
                if (problem := translate(error)) is not None:
                    raise problem from error
                raise

    def _listen(self, db: Session, writing: Writing, what: str, staff_id: UUID | None) -> None:
        @event.listens_for(db, "do_orm_execute")
        def only_reads(state: ORMExecuteState) -> None:
            if not state.is_select:
                raise journal.Unjournaled("records are changed one by one, through the journal")

        @event.listens_for(db, "before_flush")
        def begin(session: Session, context: Any, instances: Any) -> None:
            session.connection().info["journaling"] = True

        @event.listens_for(db, "after_flush")
        def capture(session: Session, context: Any) -> None:
            connection = session.connection()
            connection.info["journaling"] = False
            changes = list(journal.changes_in(session))
            writing.touched += [Touch(record, journal.held_before(record)) for record in session.new | session.dirty]
            if changes and writing.group_id is None:
                writing.group_id = self.new_id()
                journal.open_group(
                    connection,
                    group_id=writing.group_id,
                    site_id=self._site_id,
                    at=self._clock.now(),
                    staff_id=staff_id,
                    what=what,
                    schema=HEAD,
                    undoes=writing.undoes,
                )
            if writing.group_id is not None:
                journal.write_changes(connection, writing.group_id, changes, self.new_id.salt)

    def broken_chain(self) -> chain.Broken | None:
        """Where the chain over journal and looks is not whole; None when all of it is. Reads the whole journal."""
        with self.reading() as db:
            return chain.broken(db.connection())

    def recompute(self) -> None:
        """Compute every derived row and the index over typed words anew, and note by which rules."""
        with Session(self._engine, expire_on_commit=False) as db:
            self._deriver.derive_all(db)
            self._index.rebuild(db.connection())
            db.connection().execute(update(Site).values(rules=self._deriver.fingerprint(db)))
            db.commit()

    def recompute_if_rules_changed(self) -> bool:
        """Recompute when the rules or their settings differ from those the rows were computed by."""
        with self.reading() as db:
            kept, wanted = db.scalar(select(Site.rules)), self._deriver.fingerprint(db)
        if kept == wanted:
            return False
        self.recompute()
        return True

    def take_journal_of(self, other: Keeping) -> None:
        """Read the whole journal of another store into this empty one, then compute its derived rows.

        From now on this site's groups say that they have seen it.
        """
        with other._engine.execution_options(begin=READ).connect() as source, self._engine.begin() as target:
            target.info["journaling"] = True
            try:
                replay(source, target)
            finally:
                target.info["journaling"] = False
            note_what_was_taken_in(target.connection.driver_connection)
        self.recompute()

    def fill(self, rows: Rows, *, letter: str, practice_day: date | None) -> None:
        """Put whole rows of another store into this empty one, then compute its derived rows. Raises as `fill` does."""
        with self._engine.begin() as target:
            target.info["journaling"] = True
            try:
                fill(target, rows, letter=letter, practice_day=practice_day)
            finally:
                target.info["journaling"] = False
        self.recompute()
