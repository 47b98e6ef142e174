"""The journal: every change once, in order, never past it, and read back as it was."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, load_only

from ips_tui.casework import contacts, people
from ips_tui.casework.session import Desk
from ips_tui.clock import SetClock
from ips_tui.domain.people import ContactPreference, StaffRole
from ips_tui.records import Derived, Machinery, Record, Table
from ips_tui.records.contacts import Appointment, Contact
from ips_tui.records.derived import Obligation
from ips_tui.records.machinery import Change, ChangeGroup, DraftRow
from ips_tui.records.people import ClinicalTeam, Participant, Staff
from ips_tui.store.journal import Unjournaled, decode, encode, record_tables, refuse_past_journal
from tests import told


def groups(desk: Desk) -> list[ChangeGroup]:
    with desk.reading() as db:
        return list(db.scalars(select(ChangeGroup).order_by(ChangeGroup.hybrid_clock)))


def changes(desk: Desk, row_id: UUID) -> list[tuple[str | None, Any, Any]]:
    """(column, old, new) of one row, oldest first."""
    with desk.reading() as db:
        rows = db.scalars(select(Change).where(Change.row_id == row_id).order_by(Change.id))
        return [(c.column_name, c.old and json.loads(c.old), c.new and json.loads(c.new)) for c in rows]


HAVE_VERSIONS = {"vocational_profile", "goal", "in_work_support_plan", "question_set"}

# -- what is a record -----------------------------------------------------------------------------------


def test_every_mapped_table_is_exactly_one_of_the_three_kinds() -> None:
    tables = [mapper.class_ for mapper in Table.registry.mappers]
    assert len(tables) > 15
    for table in tables:
        assert sum(issubclass(table, kind) for kind in (Record, Derived, Machinery)) == 1, table.__name__
    assert {t.__tablename__ for t in tables} == set(Table.metadata.tables), "no table stands outside the models"


def test_a_record_says_who_it_is_and_nothing_of_the_site() -> None:
    for mapper in Table.registry.mappers:
        if issubclass(mapper.class_, Record):
            columns = mapper.class_.__table__.columns
            assert [c.name for c in columns if c.primary_key] == ["id"]
            own = {c.name for c in columns if "site_id" in c.name or c.name in ("updated_at", "version")}
            # A profile, goal or plan that is made anew is its next version: that is the person's, not the row's.
            assert own == ({"version"} if mapper.class_.__tablename__ in HAVE_VERSIONS else set())


# -- what is written ------------------------------------------------------------------------------------


def test_a_create_is_one_change_with_the_whole_row(desk: Desk) -> None:
    team = told.clinical_team(desk, "CMHT North")
    (change,) = changes(desk, team)
    assert change == (
        None,
        None,
        {"id": team.hex, "removed": False, "name": "CMHT North", "place": None, "telephone": None},
    )


def test_an_edit_is_one_change_per_cell_and_says_what_stood_there(desk: Desk, person: UUID, team: UUID) -> None:
    entry = told.referral(desk, team, name="Ada Berg", telephone="07", contact_preferences="phone\ntext")
    people.change_referral(desk, person, entry)
    assert changes(desk, person)[1:] == [
        ("name", "Ada Fenwick", "Ada Berg"),
        ("contact_preferences", ["phone"], ["phone", "text"]),
        ("telephone", None, "07"),
    ]


def test_an_edit_that_changes_nothing_leaves_no_trace(desk: Desk, person: UUID) -> None:
    before = told.dump(desk.connection)
    people.change_referral(desk, person, people.referral_entry(desk, person))
    assert told.dump(desk.connection) == before


@pytest.mark.parametrize("how", ["expired", "expired one by one", "not loaded"])
def test_an_edit_says_what_stood_there_though_it_was_not_loaded(desk: Desk, team: UUID, how: str) -> None:
    with desk.writing("test") as writing:
        if how == "not loaded":
            query = select(ClinicalTeam).options(load_only(ClinicalTeam.removed))
            record = writing.db.scalars(query).one()
        else:
            record = writing.get(ClinicalTeam, team)
            writing.db.expire(record, ["name", "place"] if how == "expired one by one" else None)
        record.name, record.place = "CMHT North", "Skerry"
        writing.db.flush()
        writing.db.expire(record)
        record.place, record.telephone = None, "07"
    assert changes(desk, team)[1:] == [
        ("place", None, "Skerry"),
        ("place", "Skerry", None),
        ("telephone", None, "07"),
    ]


def test_one_action_is_one_group_with_its_who_and_what(desk: Desk, team: UUID) -> None:
    count = len(groups(desk))
    told.participant(desk, team)
    (group,) = groups(desk)[count:]
    assert (group.what, group.staff_id) == ("referral_received", told.specialist(desk))
    with desk.reading() as db:
        tables = set(db.scalars(select(Change.table_name).where(Change.group_id == group.id)))
    assert tables == {"participant", "referral", "main_stage", "assignment", "consent"}


def test_derived_rows_drafts_and_machinery_are_not_journaled(desk: Desk, person: UUID) -> None:
    contacts.record_contact(desk, person, told.contact())
    with desk.reading() as db:
        assert set(db.scalars(select(Change.table_name))) <= record_tables()


def test_a_removed_record_is_one_changed_cell(desk: Desk, team: UUID) -> None:
    with desk.writing("test") as writing:
        writing.get(ClinicalTeam, team).removed = True
    assert changes(desk, team)[1:] == [("removed", False, True)]
    with pytest.raises(LookupError), desk.writing("test") as writing:
        writing.get(ClinicalTeam, team)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (Participant.__table__.c.id, UUID(int=7)),
        (Participant.__table__.c.contact_preferences, (ContactPreference.PHONE, ContactPreference.LETTER)),
        (Participant.__table__.c.contact_preferences, ()),
        (Participant.__table__.c.leave_no_messages, True),
        (Participant.__table__.c.name, 'ø "quoted" \u2028 \U0001f469 null'),
        (Participant.__table__.c.travel_minutes, 0),
        (Participant.__table__.c.travel_minutes, None),
        (Staff.__table__.c.role, StaffRole.TEAM_LEADER),
        (Contact.__table__.c.happened_on, date(2024, 2, 29)),
        (Appointment.__table__.c.at_time, time(23, 59)),
        (ChangeGroup.__table__.c.at, datetime(2026, 10, 15, 9, 0, 1, 250, tzinfo=UTC)),
    ],
)
def test_a_cell_comes_back_from_json_as_it_was(column: Any, value: Any) -> None:
    back = decode(column, json.loads(json.dumps(encode(value), ensure_ascii=False)))
    assert back == value and type(back) is type(value)


# -- order ----------------------------------------------------------------------------------------------


def test_the_sequence_of_a_site_has_no_gaps_even_after_failures(desk: Desk, team: UUID) -> None:
    for place in range(6):
        if place % 2:
            with pytest.raises(RuntimeError), desk.writing("test") as writing:
                writing.add(ClinicalTeam, name="lost", place=None, telephone=None)
                raise RuntimeError
        told.clinical_team(desk)
    found = groups(desk)
    assert [group.sequence for group in found] == list(range(1, len(found) + 1))
    assert {group.site_id for group in found} == {desk.store.site.id}


def test_the_hybrid_clock_never_falls_when_the_wall_clock_does(desk: Desk, clock: SetClock) -> None:
    for step in (0, -3600, 86400, -86400 * 400, 1):
        clock.moment += timedelta(seconds=step)
        told.clinical_team(desk)
    with desk.reading() as db:
        found = list(db.scalars(select(ChangeGroup).order_by(ChangeGroup.sequence)))
    ticks = [group.hybrid_clock for group in found]
    assert ticks == sorted(set(ticks))
    # The wall time is told as it was read, even when it went back.
    assert found[-1].at < found[0].at


def test_ids_rise_even_when_the_wall_clock_falls(desk: Desk, clock: SetClock) -> None:
    made = []
    for step in (0, -86400, 0, 86400):
        clock.moment += timedelta(seconds=step)
        made += [desk.new_id() for _ in range(5000 if step == 0 else 2)]
    assert [i.int for i in made] == sorted({i.int for i in made})
    assert {i.version for i in made} == {7}


# -- past the journal -----------------------------------------------------------------------------------

_ROW = {"id": UUID(int=5), "removed": False, "name": "X"}
BULK = [
    (lambda db: db.execute(update(ClinicalTeam).values(name="X")), "orm update"),
    (lambda db: db.execute(delete(ClinicalTeam)), "orm delete"),
    (lambda db: db.execute(insert(ClinicalTeam).values(**_ROW)), "orm insert"),
    (lambda db: db.execute(insert(ClinicalTeam), [_ROW]), "orm bulk insert"),
    (lambda db: db.connection().execute(update(ClinicalTeam).values(name="X")), "core update"),
    (lambda db: db.connection().execute(delete(ClinicalTeam)), "core delete"),
    (lambda db: db.connection().execute(insert(ClinicalTeam.__table__), [_ROW]), "core insert"),
    (lambda db: db.execute(text("UPDATE clinical_team SET name = 'X'")), "text update"),
    (lambda db: db.execute(text("DELETE FROM clinical_team")), "text delete"),
    (lambda db: db.execute(text("INSERT INTO clinical_team (id, removed, name) VALUES (x'05', 0, 'X')")), "insert"),
    (lambda db: db.connection().exec_driver_sql("UPDATE clinical_team SET name = 'X'"), "driver sql"),
    (lambda db: db.bulk_save_objects([ClinicalTeam(**_ROW)]), "bulk save"),
    (lambda db: db.bulk_insert_mappings(ClinicalTeam, [_ROW]), "bulk mappings"),
    (lambda db: db.query(ClinicalTeam).update({"name": "X"}), "query update"),
    (lambda db: db.query(ClinicalTeam).delete(), "query delete"),
]
bulk = pytest.mark.parametrize("statement", [b for b, _ in BULK], ids=[name for _, name in BULK])


@bulk
def test_a_bulk_statement_on_a_record_table_is_refused(desk: Desk, team: UUID, statement: Any) -> None:
    before = told.dump(desk.connection)
    with pytest.raises(Unjournaled), desk.writing("test") as writing:
        statement(writing.db)
    assert told.dump(desk.connection) == before


@bulk
def test_also_after_a_good_flush_in_the_same_action(desk: Desk, team: UUID, statement: Any) -> None:
    before = told.dump(desk.connection)
    with pytest.raises(Unjournaled), desk.writing("test") as writing:
        writing.get(ClinicalTeam, team).place = "somewhere"
        writing.db.flush()
        statement(writing.db)
    assert told.dump(desk.connection) == before


def _failing_flush(db: Session, team: UUID) -> None:
    db.add(Staff(id=UUID(int=9), removed=False, name=None, ref="X", role=StaffRole.TEAM_LEADER, full_time_percent=1))
    with pytest.raises(IntegrityError):
        db.flush()


@bulk
def test_also_on_a_pooled_connection_whose_last_flush_failed(desk: Desk, team: UUID, statement: Any) -> None:
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), desk.writing("test") as writing:
            _failing_flush(writing.db, team)
            raise ZeroDivisionError
    before = told.dump(desk.connection)
    with pytest.raises(Unjournaled), desk.writing("test") as writing:
        statement(writing.db)
    assert told.dump(desk.connection) == before


@pytest.mark.parametrize("nested", [True, False], ids=["savepoint", "whole"])
@bulk
def test_also_within_the_action_whose_flush_failed(desk: Desk, team: UUID, statement: Any, nested: bool) -> None:
    before = told.dump(desk.connection)
    with pytest.raises(Unjournaled), desk.writing("test") as writing:
        if nested:
            with pytest.raises(ZeroDivisionError), writing.db.begin_nested():
                _failing_flush(writing.db, team)
                raise ZeroDivisionError
        else:
            _failing_flush(writing.db, team)
            writing.db.rollback()
        statement(writing.db)
    assert told.dump(desk.connection) == before


@pytest.mark.parametrize(
    "statement",
    [
        "update clinical_team set name = 'x'",
        'UPDATE "clinical_team" SET name = 1',
        "UPDATE `clinical_team` SET name = 1",
        "UPDATE [clinical_team] SET name = 1",
        "UPDATE main.clinical_team SET name = 1",
        'UPDATE "main"."clinical_team" SET name = 1',
        "UPDATE OR IGNORE clinical_team SET name = 1",
        "INSERT OR REPLACE INTO clinical_team VALUES (1)",
        "INSERT INTO main . clinical_team VALUES (1)",
        "REPLACE INTO clinical_team VALUES (1)",
        "DELETE FROM\n  clinical_team",
        "  \n\tDELETE FROM clinical_team",
        "-- a remark\nUPDATE clinical_team SET name = 1",
        "/* a remark */ UPDATE /* another */ clinical_team SET name = 1",
        "WITH x AS (SELECT 1) UPDATE clinical_team SET name = 1",
        "WITH x AS (SELECT id FROM clinical_team) DELETE FROM clinical_team WHERE id IN x",
        "WITH x AS (SELECT 1) INSERT INTO clinical_team SELECT * FROM x",
        "UPDATE CLINICAL_TEAM SET name = 1",
        "DROP TABLE clinical_team",
        "ALTER TABLE clinical_team RENAME TO gone",
    ],
)
def test_however_the_statement_is_spelt(statement: str) -> None:
    with pytest.raises(Unjournaled):
        refuse_past_journal(statement, False, record_tables())
    refuse_past_journal(statement, True, record_tables())


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 'UPDATE clinical_team SET x' FROM clinical_team",
        "WITH x AS (SELECT 1) SELECT * FROM clinical_team, x",
        "UPDATE obligation SET kind = 1",
        "DELETE FROM draft WHERE key = 'clinical_team'",
        "INSERT INTO change (table_name) VALUES (?)",
        "INSERT INTO draft (key) VALUES (?) ON CONFLICT (key) DO UPDATE SET base = excluded.base",
        "PRAGMA defer_foreign_keys=ON",
        "UPDATE clinical_team_notes SET x = 1",
    ],
)
def test_what_writes_no_record_is_let_through(statement: str) -> None:
    refuse_past_journal(statement, False, record_tables())


def test_a_record_is_never_deleted(desk: Desk, team: UUID) -> None:
    before = told.dump(desk.connection)
    with pytest.raises(Unjournaled), desk.writing("test") as writing:
        writing.db.delete(writing.get(ClinicalTeam, team))
        writing.db.flush()
    assert told.dump(desk.connection) == before


def test_the_refusals_do_not_hold_up_ordinary_work_afterwards(desk: Desk, team: UUID) -> None:
    with pytest.raises(Unjournaled), desk.writing("test") as writing:
        writing.db.execute(delete(ClinicalTeam))
    assert told.participant(desk, team)


_TAMPERING = [
    (lambda db: setattr(db.scalars(select(Change)).first(), "new", None), "orm set"),
    (lambda db: db.delete(db.scalars(select(Change)).first()), "orm delete"),
    (lambda db: setattr(db.scalars(select(ChangeGroup)).first(), "what", "x"), "orm set of a group"),
    (lambda db: db.delete(db.scalars(select(ChangeGroup)).first()), "orm delete of a group"),
    (lambda db: db.bulk_update_mappings(Change, [{"id": 1, "new": None}]), "bulk mappings"),
    (lambda db: db.connection().execute(update(Change).values(new=None)), "core update"),
    (lambda db: db.connection().execute(update(ChangeGroup).values(what="x")), "core update of a group"),
    (lambda db: db.connection().execute(delete(Change)), "core delete"),
    (lambda db: db.connection().execute(delete(ChangeGroup)), "core delete of a group"),
    (lambda db: db.execute(text("UPDATE change_group SET staff_id = NULL")), "text update"),
    (lambda db: db.execute(text("DELETE FROM change")), "text delete"),
]


@pytest.mark.parametrize("after_a_flush", [True, False])
@pytest.mark.parametrize("statement", [t for t, _ in _TAMPERING], ids=[name for _, name in _TAMPERING])
def test_what_the_journal_says_is_never_changed(desk: Desk, team: UUID, statement: Any, after_a_flush: bool) -> None:
    before = told.dump(desk.connection)
    with pytest.raises(Unjournaled), desk.writing("test") as writing:
        if after_a_flush:
            writing.get(ClinicalTeam, team).place = "somewhere"
            writing.db.flush()
        statement(writing.db)
        writing.db.flush()
    assert told.dump(desk.connection) == before


@pytest.mark.parametrize("journaling", [True, False])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET new = NULL",
        'UPDATE OR IGNORE main."change_group" SET what = 1',
        "DELETE FROM change",
        "REPLACE INTO change (id) VALUES (1)",
        "INSERT OR REPLACE INTO change_group (id) VALUES (1)",
        "INSERT INTO change (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET new = NULL",
        "WITH x AS (SELECT 1) DELETE FROM change WHERE id IN x",
        "DROP TABLE change",
        "ALTER TABLE change_group RENAME TO gone",
        "CREATE TRIGGER t AFTER INSERT ON draft BEGIN DELETE FROM change; END",
    ],
)
def test_the_journal_only_grows_however_the_statement_is_spelt(statement: str, journaling: bool) -> None:
    with pytest.raises(Unjournaled):
        refuse_past_journal(statement, journaling, record_tables())
    refuse_past_journal("INSERT INTO change (id) VALUES (1)", journaling, record_tables())


# -- readings -------------------------------------------------------------------------------------------


@bulk
def test_a_reading_refuses_every_bulk_statement(desk: Desk, team: UUID, statement: Any) -> None:
    before = told.dump(desk.connection)
    with pytest.raises(Unjournaled), desk.reading() as db:
        statement(db)
        db.commit()
    assert told.dump(desk.connection) == before


@pytest.mark.parametrize(
    "write",
    [
        lambda db: db.add(ClinicalTeam(**_ROW)),
        lambda db: setattr(db.scalars(select(ClinicalTeam)).one(), "name", "X"),
        lambda db: db.delete(db.scalars(select(ClinicalTeam)).one()),
        lambda db: db.execute(delete(DraftRow)),
        lambda db: db.connection().execute(delete(Obligation)),
        lambda db: db.execute(text("UPDATE obligation SET reason = 'x'")),
    ],
    ids=["add", "set", "delete", "drafts", "derived", "derived text"],
)
def test_a_reading_changes_nothing(desk: Desk, person: UUID, write: Any) -> None:
    before = told.dump(desk.connection)
    with pytest.raises(Unjournaled), desk.reading() as db:
        write(db)
        db.commit()
    assert told.dump(desk.connection) == before
