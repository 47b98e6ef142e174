"""Taking in another journal: what was seen is noted, whatever the refs, and whatever was erased or came later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import ColumnDefault, select

from ips_tui.casework import contacts, disclosure, employers, joining, people, reviews, staff, team_lists
from ips_tui.casework.deriving import CaseDeriver
from ips_tui.casework.session import Desk
from ips_tui.domain.rights import ErasureGround
from ips_tui.forms.disclosure import DisclosureTalkEntry
from ips_tui.forms.people import JoinEntry, ListItemEntry, StaffEntry
from ips_tui.records.base import Table
from ips_tui.records.contacts import Contact
from ips_tui.records.fidelity import FidelityRating, FidelityReview
from ips_tui.records.people import ClinicalTeam, Participant, Staff
from ips_tui.records.rights import ConfidenceMark, Erasure
from ips_tui.store.chain import covered
from ips_tui.store.files import StoreFiles
from ips_tui.store.journal import record_tables
from ips_tui.store.keeping import Keeping
from ips_tui.store.store import PRACTICE, Store, create_store
from tests import told
from tests.casework.test_every_form import record_everything
from tests.once import once

OWN = UUID(int=99)


def keeping(desk: Desk) -> Keeping:
    return desk.store.keeping(desk.clock, desk.new_id, CaseDeriver())


@pytest.fixture
def taker(desk: Desk, tmp_path: Path) -> Iterator[tuple[Store, Keeping]]:
    """Another laptop's store, empty, and its ORM side."""
    files = StoreFiles(tmp_path / "taker" / "team.db")
    store = create_store(files, None, kind=PRACTICE, site_id=OWN, letter="F", practice_day=None)
    yield store, store.keeping(desk.clock, desk.new_id, CaseDeriver())
    store.close()


def rows(store: Store, sql: str, *values: Any) -> list[Any]:
    return list(store.connection.execute(sql, values).fetchall())


def test_what_was_taken_in_is_known_and_seen_by_the_next_group(desk: Desk, person: UUID, taker: Any) -> None:
    """Else every later edit would look as if made without knowing of it (exchange rules 1 and 3)."""
    store, kept = taker
    # A group of a third site that `desk` had taken in, and one of the taker's own that came back.
    for site, sequence in ((UUID(int=7), 41), (OWN, 3)):
        desk.connection.execute(
            "INSERT INTO change_group SELECT ?, ?, ?, 1, at, staff_id, what, seen, schema_number, undoes"
            " FROM change_group LIMIT 1",
            [desk.new_id().bytes, site.bytes, sequence],
        )
    (highest,) = desk.connection.execute(
        "SELECT max(sequence) FROM change_group WHERE site_id = ?", [desk.store.site.id.bytes]
    ).fetchone()
    kept.take_journal_of(keeping(desk))
    known = {desk.store.site.id.hex: highest, UUID(int=7).hex: 41}
    assert {UUID(bytes=s).hex: n for s, n in rows(store, "SELECT site_id, sequence FROM known_site")} == known
    with kept.writing("test", staff_id=None) as writing:
        writing.add(ClinicalTeam, name="West", place=None, telephone=None)
    ((sequence, seen),) = rows(
        store, "SELECT sequence, seen FROM change_group WHERE site_id = ? AND sequence > 3", OWN.bytes
    )
    assert (sequence, json.loads(seen)) == (4, known)


def test_two_laptops_of_one_letter_can_be_merged(desk: Desk, person: UUID, team: UUID, taker: Any) -> None:
    """The letter is one of 23, by chance: a second A-0001 must not stand in the way."""
    store, kept = taker
    other = told.participant(desk, team, name="Bo Berg")
    colleague = staff.add_staff(desk, StaffEntry(name="Kofi", role="employment_specialist"))
    for table, row_id, ref in (("participant", other, "E-0001"), ("staff", colleague, "ES1")):
        sql = "UPDATE change SET new = json_set(new, '$.ref', ?) WHERE column_name IS NULL AND row_id = ?"
        desk.connection.execute(sql, [ref, row_id.bytes])
        desk.connection.execute(f"UPDATE {table} SET ref = ? WHERE id = ?", [ref, row_id.bytes])
    kept.take_journal_of(keeping(desk))
    assert rows(store, "SELECT ref, count(*) FROM participant GROUP BY ref") == [("E-0001", 2)]
    assert rows(store, "SELECT ref, count(*) FROM staff GROUP BY ref") == [("ES1", 2)]


@pytest.mark.parametrize("ref", ["E-0001", "P99"])
def test_on_one_laptop_a_ref_is_given_once(desk: Desk, team: UUID, ref: str) -> None:
    people.receive_referral(desk, told.referral(desk, team), ref=ref)
    before = told.dump(desk.connection)
    with pytest.raises(ValueError, match="taken"):
        people.receive_referral(desk, told.referral(desk, team), ref=ref)
    with pytest.raises(ValueError, match="taken"):
        staff.add_staff(desk, StaffEntry(name="Kofi", role="employment_specialist"), ref="ES1")
    assert told.dump(desk.connection) == before


def test_refs_of_staff_go_on_from_the_highest(desk: Desk) -> None:
    """Not from their number: colleagues of another laptop may be among them."""
    entry = StaffEntry(name="Kofi", role="employment_specialist")
    for ref in ("XS1", "ES7", None):
        staff.add_staff(desk, entry, ref=ref)
    assert {member.ref for member in staff.everyone(desk)} == {"ES1", "XS1", "ES7", "ES8"}


# -- what was erased, and what came later ------------------------------------------------------------------


def _all_kinds(desk: Desk) -> None:
    """A record in every table that a case can have."""
    once(desk, _record_all_kinds)


def _record_all_kinds(desk: Desk) -> None:
    record_everything(desk)
    person = told.participant(desk, told.clinical_team(desk), name="Secret Name")
    bakery = told.employer(desk, people=({"name": "Jo"},), sites=({"name": "North quay"},))
    told.week_reviewed(desk)
    told.supervised(desk, person)
    told.care_coordinator(desk, told.clinical_team(desk))
    contacts.record_contact(desk, person, told.contact(next_on=told.day(3)))
    reviews.record_review(desk, person, told.review(went_well="came on time"))
    contacts.record_clinical_update(desk, person, told.clinical_update())
    told.agreed(desk, person, scope="named", employers=(bakery,))
    disclosure.record_talk(desk, person, DisclosureTalkEntry(happened_on=told.day(-1)))
    employers.record_employer_contact(desk, told.visit(bakery, participant=person))
    employers.report_without_agreement(desk, told.openly(told.employer(desk, "Quay Garage"), person))
    programme = team_lists.add_list_item(desk, ListItemEntry(kind="programme", name="Secret Name"))
    twice = told.participant(desk, told.clinical_team(desk), programme="own", own_programme=programme)
    joining.join_records(desk, person, JoinEntry(other=twice))
    about = {"participant_id": person, "staff_id": told.specialist(desk)}
    mark = {"table_name": "participant", "row_id": person, "column_name": "safety_note", "marked_on": told.TODAY}
    with desk.writing("test") as writing:
        writing.add(ConfidenceMark, **about, **mark)
        writing.add(Erasure, **about, erased_on=told.TODAY, ground=ErasureGround.ASKED, changes=0, covered=covered(()))
        days = {"from_on": told.day(-90), "to_on": told.TODAY, "reviewed_on": told.TODAY}
        review = writing.add(
            FidelityReview,
            **days,
            scale="ips25",
            scale_version="1",
            reviewers="Secret Name",
            staff_id=about["staff_id"],
            completed_on=None,
            note=None,
        )
        about_item = {"item": "F1", "rated_staff_id": None, "rating": 5, "evidence": "Secret Name"}
        writing.add(FidelityRating, fidelity_review_id=review.id, **about_item)
    with desk.writing("test") as writing:
        writing.get(Participant, person).name = "Secret Name"
        for met in writing.db.scalars(select(Contact)):
            met.summary = "Secret Name"


@pytest.fixture
def full_desk(desk: Desk) -> Desk:
    """A desk with a record in every table."""
    _all_kinds(desk)
    return desk


def _only_ids_are_required(table: str) -> bool:
    columns = Table.metadata.tables[table].columns
    needed = [c.name for c in columns if not c.nullable and c.default is None and c.server_default is None]
    return all(name in ("id", "removed") or name.endswith("_id") for name in needed)


LEFT = {
    "nothing": "NULL",
    "the id": "json_object('id', lower(hex(row_id)))",
    "the id, and nothing where values stood": "(SELECT json_group_object(key, iif(key = 'id', value, NULL))"
    " FROM json_each(new))",
    "every id": "(SELECT json_group_object(key, value) FROM json_each(new) WHERE key = 'id' OR key LIKE '%_id')",
}


TABLES = tuple(sorted(record_tables()))
ERASED = (
    [(TABLES, left) for left in LEFT]
    + [(("contact",), "nothing")]
    + [
        (tuple(name for n, name in enumerate(TABLES) if n >> bit & 1 == value), "nothing")
        for bit in range(len(TABLES).bit_length())
        for value in (0, 1)
    ]
)
"""Everything, whatever is left of it; and halves by each digit of a table's number, written in twos: for any two tables
there is a half that holds one of them while the other stays whole."""


@pytest.mark.parametrize(("tables", "left"), ERASED, ids=range(len(ERASED)))
def test_a_journal_with_erased_rows_reads_back_with_empty_rows_in_their_place(
    full_desk: Desk, taker: Any, left: str, tables: tuple[str, ...]
) -> None:
    desk = full_desk
    store, kept = taker
    where = " AND table_name IN (SELECT value FROM json_each(?))"
    erase = f"UPDATE change SET new = {LEFT[left]} WHERE column_name IS NULL" + where
    named = [json.dumps(tables)]
    assert desk.connection.execute(erase, named).rowcount >= len(tables)
    desk.connection.execute("UPDATE change SET old = NULL, new = NULL WHERE column_name IS NOT NULL" + where, named)
    kept.take_journal_of(keeping(desk))
    for name in tables:
        told_of = rows(store, "SELECT row_id FROM change WHERE table_name = ? AND column_name IS NULL", name)
        there = dict(rows(store, f"SELECT id, removed FROM {name}"))
        # Rows of which ids alone are required are whole as long as they have them all.
        is_whole = left == "every id" and _only_ids_are_required(name)
        assert told_of and {row_id: there[row_id] for (row_id,) in told_of} == {r: not is_whole for (r,) in told_of}
    if tables == TABLES:
        assert "Secret Name" not in repr(told.dump(store.connection, only="record"))
        assert rows(store, "SELECT count(*) FROM caseload_line") == [(0,)]
    if tables == ("contact",):
        assert ("Secret Name",) in rows(store, "SELECT name FROM caseload_line")


def test_a_cell_erased_later_leaves_what_its_create_said(desk: Desk, person: UUID, taker: Any) -> None:
    store, kept = taker
    about = {"participant_id": person, "staff_id": told.specialist(desk)}
    mark = {"table_name": "participant", "row_id": person, "column_name": "safety_note", "marked_on": told.TODAY}
    with desk.writing("test") as writing:
        writing.add(ConfidenceMark, **about, **mark)
        writing.add(Erasure, **about, erased_on=told.TODAY, ground=ErasureGround.ASKED, changes=0, covered=covered(()))
    with desk.writing("test") as writing:
        writing.get(Participant, person).name = "Secret Name"
        writing.get(Participant, person).place = "Skerry"
    desk.connection.execute("UPDATE change SET new = NULL WHERE column_name IS NOT NULL")
    kept.take_journal_of(keeping(desk))
    assert rows(store, "SELECT name, place FROM participant") == [("Ada Fenwick", None)]


@pytest.mark.parametrize("where", ["default", "server_default"])
def test_a_create_from_before_a_required_column_gets_its_default(
    desk: Desk, team: UUID, taker: Any, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    store, kept = taker
    if where == "default":
        monkeypatch.setattr(Staff.__table__.c.full_time_percent, "default", ColumnDefault(80))
        table, column, wanted = "staff", "full_time_percent", 80
    else:
        store.connection.execute("ALTER TABLE clinical_team ADD COLUMN floor INTEGER NOT NULL DEFAULT 80")
        table, column, wanted = "clinical_team", "floor", 80
    desk.connection.execute(
        "UPDATE change SET new = json_remove(new, ?) WHERE table_name = ? AND column_name IS NULL",
        [f"$.{column}", table],
    )
    kept.take_journal_of(keeping(desk))
    assert rows(store, f"SELECT removed, {column} FROM {table}") == [(0, wanted)]
