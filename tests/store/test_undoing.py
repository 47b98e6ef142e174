"""Taking an action back by what the journal says of it, for tables that it knows nothing about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ips_tui.casework.session import Desk
from ips_tui.records.base import Record, Table
from ips_tui.records.contacts import Appointment
from ips_tui.records.machinery import Change, ChangeGroup
from ips_tui.records.people import CareCoordinator, ClinicalTeam, Participant
from ips_tui.store import driver, journal, undoing
from ips_tui.store.engine import make_engine
from ips_tui.store.migrate import configuration
from ips_tui.store.schema import HEAD
from ips_tui.store.undoing import Hindrance
from tests import told


def group(desk: Desk, what: str = "test") -> UUID:
    """The last action of that name."""
    with desk.reading() as db:
        found = select(ChangeGroup.id).where(ChangeGroup.what == what).order_by(ChangeGroup.sequence.desc())
        return db.scalars(found).first()  # type: ignore[return-value]


def hindered(desk: Desk, action: UUID) -> str | None:
    with desk.reading() as db:
        found: Hindrance | None = undoing.hindrance(db, action, undoing.rows_done(db, action))
        return found and found.why


def undo(desk: Desk, action: UUID) -> None:
    with desk.writing("undone") as writing:
        undoing.write_back(writing, action, undoing.rows_done(writing.db, action))


def team(writing: Any, name: str = "West", **said: Any) -> ClinicalTeam:
    made: ClinicalTeam = writing.add(ClinicalTeam, name=name, **{"place": None, "telephone": None, **said})
    return made


def coordinator(writing: Any, of: UUID) -> CareCoordinator:
    made: CareCoordinator = writing.add(CareCoordinator, name="Cora", clinical_team_id=of, telephone=None, email=None)
    return made


# -- the way back ----------------------------------------------------------------------------------------


def test_a_cell_that_an_action_wrote_twice_goes_back_to_what_stood_there_first(desk: Desk) -> None:
    made = told.clinical_team(desk)
    with desk.writing("test") as writing:
        for place in ("here", "there"):
            writing.get(ClinicalTeam, made).place = place
            writing.db.flush()
    with desk.reading() as db:
        (row,) = undoing.rows_done(db, group(desk))
    assert (row.left, row.before) == ({"place": "there"}, {"place": None})
    undo(desk, group(desk))
    with desk.reading() as db:
        assert db.get_one(ClinicalTeam, made).place is None


def test_a_row_made_and_corrected_in_one_action_goes_out_as_it_is(desk: Desk) -> None:
    with desk.writing("test") as writing:
        made = team(writing)
        made.place = "there"
    before = desk.connection.execute("SELECT name, place FROM clinical_team").fetchall()
    assert hindered(desk, group(desk)) is None
    undo(desk, group(desk))
    assert desk.connection.execute("SELECT name, place FROM clinical_team").fetchall() == before
    assert desk.connection.execute("SELECT removed FROM clinical_team").fetchall() == [(1,)]


def test_a_removal_is_undone_by_bringing_the_row_back(desk: Desk) -> None:
    made = told.clinical_team(desk)
    with desk.writing("test") as writing:
        record = writing.get(ClinicalTeam, made)
        record.removed, record.place = True, "gone there"
    undo(desk, group(desk))
    with desk.reading() as db:
        record = db.get_one(ClinicalTeam, made)
        assert (record.removed, record.place) == (False, None)


def test_every_column_of_every_table_can_be_written_back(desk: Desk, person: UUID) -> None:
    """Whatever its type, and whatever its attribute is called."""
    kinds = [m.class_ for m in Table.registry.mappers if issubclass(m.class_, Record)]
    assert Appointment in kinds and Participant in kinds
    for kind in kinds:
        names = dict(undoing._columns(kind))
        assert {column.name for column in names.values()} == set(kind.__table__.columns.keys())
    told_again = told.dump(desk.connection, only="record")
    with desk.writing("test") as writing:
        record = writing.get(Participant, person)
        record.contact_preferences, record.born_on, record.leave_no_messages = (), told.day(-9000), True
        record.travel_minutes, record.age_band, record.clinical_team_id = 4, None, None
    assert told.dump(desk.connection, only="record") != told_again
    assert hindered(desk, group(desk)) is None
    undo(desk, group(desk))
    assert told.dump(desk.connection, only="record") == told_again


def test_the_pair_is_told_by_the_journal_and_an_action_is_undone_once(desk: Desk) -> None:
    with desk.writing("test") as writing:
        team(writing)
    action = group(desk)
    undo(desk, action)
    with desk.reading() as db:
        undoes = {g.what: g.undoes for g in db.scalars(select(ChangeGroup))}
        assert undoes["undone"] == action and undoes["test"] is None
        last = undoing.last_group(db, desk.store.site.id, told.specialist(desk))
        assert last is None
        assert undoing.last_of_anyone(db).what == "begin_team"  # type: ignore[union-attr]
    before = told.dump(desk.connection)
    with pytest.raises(IntegrityError), desk.writing("undone") as writing:
        writing.undoes = action
        team(writing, "East")
    assert told.dump(desk.connection) == before


# -- what stands in the way ------------------------------------------------------------------------------


def test_the_order_in_which_changes_came_counts_and_not_their_clocks(desk: Desk) -> None:
    """What another laptop wrote an hour ago and was taken in since is a change since."""
    made = told.clinical_team(desk)
    with desk.writing("test") as writing:
        writing.get(ClinicalTeam, made).place = "here"
    action, other = group(desk), UUID(int=7)
    with desk.writing("take_in") as writing:
        db: Session = writing.db
        connection: Connection = db.connection()
        connection.info["journaling"] = True
        values = {"id": other, "site_id": other, "sequence": 1, "hybrid_clock": 1, "at": desk.clock.now()}
        connection.execute(insert(ChangeGroup).values(**values, what="test", seen="{}", schema_number="0001"))
        cell = {"table_name": "clinical_team", "row_id": made, "column_name": "place"}
        connection.execute(insert(Change).values(group_id=other, **cell, old='"here"', new='"there"'))
        connection.info["journaling"] = False
    with desk.reading() as db:
        found = undoing.hindrance(db, action, undoing.rows_done(db, action))
        assert found is not None and found.by is not None
        assert (found.why, found.by.id) == ("changed", other)


@pytest.mark.parametrize("ours", ["removed", "edited"])
def test_what_was_removed_since_is_gone(desk: Desk, ours: str) -> None:
    parent = told.clinical_team(desk)
    with desk.writing("before") as writing:
        made = coordinator(writing, parent).id
    with desk.writing("test") as writing:
        record = writing.get(CareCoordinator, made)
        record.removed = ours == "removed"
        record.telephone = "0123"
    assert hindered(desk, group(desk)) is None
    with desk.writing("since") as writing:
        if ours == "removed":
            writing.get(ClinicalTeam, parent).removed = True
        else:
            writing.get(CareCoordinator, made).removed = True
    assert hindered(desk, group(desk)) == "gone"


def test_what_rests_on_a_row_counts_only_while_it_does(desk: Desk) -> None:
    with desk.writing("test") as writing:
        parent = team(writing).id
        # Of the same action: it goes out with it.
        coordinator(writing, parent)
    assert hindered(desk, group(desk)) is None
    with desk.writing("since") as writing:
        child = coordinator(writing, parent).id
    assert hindered(desk, group(desk)) == "rests"
    with desk.writing("since") as writing:
        writing.get(CareCoordinator, child).removed = True
    assert hindered(desk, group(desk)) is None


def test_a_row_that_the_action_only_made_point_there_is_no_hindrance(desk: Desk) -> None:
    old = told.clinical_team(desk)
    with desk.writing("before") as writing:
        child = coordinator(writing, old).id
    with desk.writing("test") as writing:
        writing.get(CareCoordinator, child).clinical_team_id = team(writing).id
    assert hindered(desk, group(desk)) is None
    undo(desk, group(desk))
    with desk.reading() as db:
        assert db.get_one(CareCoordinator, child).clinical_team_id == old


def test_what_the_law_had_erased_does_not_come_back(desk: Desk) -> None:
    made = told.clinical_team(desk, "A name")
    with desk.writing("test") as writing:
        writing.get(ClinicalTeam, made).name = ""
    desk.connection.execute("UPDATE change SET old = NULL WHERE column_name = 'name'")
    assert hindered(desk, group(desk)) == "changed"


def test_an_action_that_wrote_more_rows_than_a_statement_takes(desk: Desk) -> None:
    with desk.writing("test") as writing:
        for number in range(700):
            team(writing, f"Team {number:03}")
    with desk.reading() as db:
        last = db.scalars(select(ClinicalTeam.id).order_by(ClinicalTeam.id.desc())).first()
    assert last is not None and hindered(desk, group(desk)) is None
    with desk.writing("since") as writing:
        coordinator(writing, last)
    assert hindered(desk, group(desk)) == "rests"


# -- the revision ----------------------------------------------------------------------------------------


def test_groups_from_before_the_revision_undo_nothing_and_can_be_undone(desk: Desk) -> None:
    from alembic import command

    told.clinical_team(desk)
    path = desk.files.path
    desk.connection.execute("DROP INDEX ix_change_group_undoes")
    desk.connection.execute("ALTER TABLE change_group DROP COLUMN undoes")
    desk.connection.execute("UPDATE alembic_version SET version_num = '0003'")
    desk.close()
    engine = make_engine(lambda: driver.connect_again(path, None))
    with engine.begin() as connection:
        # That revision alone: what came later stands in this store already.
        command.upgrade(configuration(connection), "0004")
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{HEAD}'")
    engine.dispose()
    told.opened(desk)
    assert desk.connection.execute("SELECT DISTINCT undoes FROM change_group").fetchall() == [(None,)]
    action = group(desk, "clinical_team_added")
    undo(desk, action)
    assert desk.connection.execute("SELECT name FROM clinical_team WHERE NOT removed").fetchall() == []


def test_every_record_type_is_known(desk: Desk) -> None:
    assert undoing._record_types().keys() == journal.record_tables()
