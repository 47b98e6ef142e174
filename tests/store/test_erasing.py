"""Erasing a person: nothing of them is left in the file, the chain stays whole, and nothing brings them back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Text

from ips_tui.casework import (
    case,
    clinical_meetings,
    contacts,
    employers,
    erasing,
    group_sessions,
    joining,
    leads,
    people,
    undo,
)
from ips_tui.casework.deriving import CaseDeriver
from ips_tui.casework.history import history
from ips_tui.casework.session import Desk, DraftKey
from ips_tui.domain.rights import ErasureGround, Looked
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.community import ClinicalMeetingEntry, GroupSessionEntry
from ips_tui.forms.people import JoinEntry
from ips_tui.forms.rights import ErasureEntry
from ips_tui.records import base
from ips_tui.records.base import Table
from ips_tui.records.employers import EmployerContact
from ips_tui.records.machinery import StoreCopy
from ips_tui.store import driver
from ips_tui.store import erasing as store_erasing
from ips_tui.store.files import StoreFiles
from ips_tui.store.journal import Unjournaled, record_tables, refuse_past_journal
from ips_tui.store.keeping import Keeping
from ips_tui.store.store import PRACTICE, Store, create_store
from tests import told
from tests.once import once

SECRET = "Qwyjibo Zzyzx"
ASKED = ErasureGround.ASKED


def keeping(desk: Desk) -> Keeping:
    return desk.store.keeping(desk.clock, desk.new_id, CaseDeriver())


def erase(desk: Desk, person: UUID, **more: Any) -> erasing.Erased:
    (ref,) = desk.connection.execute("SELECT ref FROM participant WHERE id = ?", [person.bytes]).fetchone()
    return erasing.erase(desk, person, ErasureEntry(ground=ASKED, ref=ref.lower()), **more)


@pytest.fixture
def empty(desk: Desk, tmp_path: Path) -> Iterator[tuple[Store, Keeping]]:
    """Another laptop's store with nothing in it."""
    files = StoreFiles(tmp_path / "other" / "team.db")
    store = create_store(files, None, kind=PRACTICE, site_id=UUID(int=99), letter="F", practice_day=None)
    yield store, store.keeping(desk.clock, desk.new_id, CaseDeriver())
    store.close()


def _a_whole_life(desk: Desk) -> UUID:
    """A person with a row in every table, each text in it `SECRET`; an older record of theirs was joined in."""
    person = told.participant(desk, told.clinical_team(desk), name=SECRET)
    made = {"participant": person, "staff": told.specialist(desk)}
    kinds: dict[str, Any] = {m.class_.__tablename__: m.class_ for m in Table.registry.mappers}
    with desk.writing("test") as writing:
        for table in Table.metadata.sorted_tables:
            if table.name in record_tables() - {"participant", "staff", "joined_record", "erasure", "setting"}:
                about = "participant_id" in table.columns and table.name not in store_erasing.SHARED
                text = SECRET if about else "{}"
                values = {one.key: _cell(one.columns[0], made, text) for one in _attributes(kinds, table)}
                made[table.name] = writing.add(kinds[table.name], **values).id
    joining.join_records(desk, person, JoinEntry(other=told.participant(desk, made["clinical_team"], name=SECRET)))
    desk.keep_draft(DraftKey("contact", person), {"summary": SECRET})
    desk.keep_draft(DraftKey("happened"), {"participant": str(person), "note": SECRET})
    desk.keep_draft(DraftKey("employer"), {"name": "Quay"})
    desk.connection.execute("ANALYZE")
    return person


def _attributes(kinds: dict[str, Any], table: Any) -> list[Any]:
    return [a for a in kinds[table.name].__mapper__.column_attrs if a.key not in ("id", "removed")]


def _cell(column: Any, made: dict[str, UUID], text: str) -> Any:
    """Something that this column can hold: text, whom it is about, and whatever it must have."""
    for key in column.foreign_keys:
        # A row that points at one of its own table points at none here.
        return made.get(key.column.table.name)
    if isinstance(column.type, Text):
        return text
    if column.nullable:
        return None
    if isinstance(column.type, base.Words):
        return ()
    if isinstance(column.type, base.Word):
        return next(iter(column.type.choices))
    if isinstance(column.type, base.Guid):
        return made["participant"]
    kind = column.type.python_type
    return told.TODAY if kind is date else kind(1)


def _bytes_of(desk: Desk) -> bytes:
    found = sorted(desk.files.path.parent.glob(desk.files.path.name + "*"))
    return b"".join(path.read_bytes() for path in found if path.is_file())


def test_nothing_of_an_erased_person_is_left_in_the_file_and_the_journal_tells_what_stands(
    desk: Desk, empty: tuple[Store, Keeping]
) -> None:
    """An erasure is true: records, journal, index, drafts, free pages and the write-ahead log; the chain is whole."""
    person = once(desk, _a_whole_life)
    desk.note_look(Looked.OPENED, person)
    words = SECRET.lower().split()
    before = _bytes_of(desk)
    assert all(word.encode() in before.lower() for word in words)
    with desk.reading() as db:
        reach = store_erasing.reach(db.connection(), person)
    about = {
        n for n in record_tables() if {"participant_id", "other_id"} & set(Table.metadata.tables[n].columns.keys())
    }
    assert reach.own.keys() | store_erasing.SHARED >= about - {"erasure"}, "a table of its own is left out"
    assert len(reach.people) == 2 and {"disclosure_employer", "participant"} <= reach.own.keys()

    erased = erase(desk, person)
    assert erased.swept
    after = _bytes_of(desk).lower()
    assert [word for word in words if word.encode() in after] == []
    assert not desk.files.path.with_name("team.db-wal").stat().st_size
    assert driver.integrity(desk.connection) == ()
    assert [draft.key.form for draft in desk.drafts()] == ["employer"]
    assert told.indexed(desk.connection) == set() or all(
        SECRET not in word for word, _, _ in told.indexed(desk.connection)
    )
    assert desk.connection.execute("SELECT count(*) FROM caseload_line").fetchone() == (0,)
    assert desk.connection.execute("SELECT count(*) FROM access").fetchone() == (1,)
    with pytest.raises(LookupError):
        case.case(desk, person)
    kept = keeping(desk)
    assert kept.broken_chain() is None
    (stone, _) = desk.connection.execute("SELECT participant_id, changes FROM erasure ORDER BY id").fetchall()
    assert stone[0] == person.bytes and stone[1] > 60
    store, other = empty
    other.take_journal_of(kept)
    for only in ("record", "derived", "journal"):
        assert told.dump(store.connection, only=only) == told.dump(desk.connection, only=only)
    assert other.broken_chain() is None


def test_nothing_is_left_in_an_encrypted_store(open_desk: Callable[..., Desk]) -> None:
    """Read through the key: no cell of any table, statistics and index included, and no free page."""
    desk = open_desk(encrypted=True)
    person = told.participant(desk, told.clinical_team(desk), name=SECRET)
    contacts.record_contact(desk, person, told.contact(summary=SECRET))
    desk.connection.execute("ANALYZE")
    assert SECRET in _cells(desk)
    erase(desk, person)
    assert SECRET.split()[0].lower() not in _cells(desk).lower()
    assert desk.connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert not desk.files.path.with_name("team.db-wal").stat().st_size


def _cells(desk: Desk) -> str:
    tables = desk.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = (desk.connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in tables)
    cells = (cell for found in rows for row in found for cell in row)
    return "\n".join(cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell) for cell in cells)


def _among_others(desk: Desk) -> dict[str, UUID]:
    """Ada and Bo: an employer contact and a lead about her, a group session and a clinical meeting of both."""
    team = told.clinical_team(desk)
    made = {"ada": told.participant(desk, team), "bo": told.participant(desk, team, name="Bo Øst")}
    both = (made["ada"], made["bo"])
    firm = told.employer(desk)
    told.agreed(desk, made["ada"])
    made["visit"] = employers.record_employer_contact(desk, told.visit(firm, participant=made["ada"], asked="for Ada"))
    made["lead"] = leads.record_lead(desk, told.lead(source="network", participant=made["ada"], note="Ada's aunt"))
    leads.record_offer(desk, made["bo"], told.offer(made["lead"], note="likes it"))
    session = GroupSessionEntry(happened_on=told.day(-2), name="CVs", summary="Ada Fenwick's idea", participants=both)
    made["session"] = group_sessions.record_group_session(desk, session)
    said = tuple({"participant": one, "said": "looks for work"} for one in both)
    meeting = ClinicalMeetingEntry(happened_on=told.day(-1), clinical_team=team, note="two people", updates=said)
    made["meeting"] = clinical_meetings.record_clinical_meeting(desk, meeting)
    made["named"] = contacts.record_contact(desk, made["bo"], told.contact(summary="came with Ada Fenwick"))
    return made


def test_what_is_of_others_too_stays_without_the_person(desk: Desk, empty: tuple[Store, Keeping]) -> None:
    """The link to the person goes, also from the journal; words go where they are to go, and stay elsewhere."""
    made = once(desk, _among_others)
    ada = made["ada"]
    plan = erasing.would_go(desk, ada)
    told_of = {one.found.id: (one.names, one.linked) for one in plan.shared}
    assert told_of == {
        made["visit"]: (False, True),
        made["lead"]: (False, True),
        made["session"]: (True, True),
        made["meeting"]: (False, True),
        made["named"]: (True, False),
    }
    # Corrected before: then what it said earlier goes too, and what it says now stays.
    contacts.change_contact(desk, made["named"], told.contact(summary="came with a friend"))
    erase(desk, ada, without_words={made["visit"], made["session"]})
    sql = desk.connection.execute
    visit = sql("SELECT removed, participant_id, agreement_id, asked, result FROM employer_contact").fetchall()
    assert visit[0] == (0, None, None, None, "…")
    assert (0, None, "Ada's aunt") in sql("SELECT removed, participant_id, note FROM lead").fetchall()
    assert (0, "CVs", "Ada Fenwick's idea") not in sql("SELECT removed, name, summary FROM group_session").fetchall()
    assert (0, "two people") in sql("SELECT removed, note FROM clinical_meeting").fetchall()
    assert sql("SELECT count(*) FROM contact WHERE NOT removed").fetchone() == (2,)
    told_still = _cells(desk)
    assert "Fenwick" not in told_still and "for Ada" not in told_still and "came with a friend" in told_still
    (hexed,) = sql("SELECT count(*) FROM change WHERE instr(new, ?) OR instr(old, ?)", [ada.hex, ada.hex]).fetchone()
    assert hexed == 1, "only the erasure itself says whom it erased"
    assert history(desk, made["visit"]) and history(desk, made["session"])
    with pytest.raises(undo.NotUndone, match="person_erased"):
        undo.last(desk)
    assert keeping(desk).broken_chain() is None
    store, other = empty
    other.take_journal_of(keeping(desk))
    assert told.dump(store.connection, only="record") == told.dump(desk.connection, only="record")
    # It goes on as any other record.
    with desk.writing("test") as writing:
        writing.get(EmployerContact, made["visit"]).result = "will ring"
    assert keeping(desk).broken_chain() is None


def test_an_action_that_was_blanked_is_not_undone(desk: Desk) -> None:
    """What it was is not known any more, so no former value could be right."""
    made = once(desk, _among_others)
    with desk.reading() as db:
        (group,) = (
            db.connection()
            .exec_driver_sql(
                "SELECT group_id FROM change WHERE row_id = ? AND column_name IS NULL", (made["visit"].bytes,)
            )
            .one()
        )
    erase(desk, made["ada"])
    from ips_tui.store import undoing

    with desk.reading() as db:
        rows = undoing.rows_done(db, UUID(bytes=group))
        assert undoing.hindrance(db, UUID(bytes=group), rows) == undoing.Hindrance("changed")


def test_an_older_store_that_still_knows_an_erased_person_loses_them_again(
    desk: Desk, person: UUID, empty: tuple[Store, Keeping], tmp_path: Path
) -> None:
    """A tombstone keeps a copy or another laptop's journal from bringing an erased person back."""
    store, other = empty
    other.take_journal_of(keeping(desk))
    name = ("Ada Fenwick",)
    assert store.connection.execute("SELECT name FROM caseload_line").fetchall() == [name]
    erase(desk, person)
    with desk.reading() as db:
        stones = store_erasing.tombstones(db.connection())
    assert stones == (store_erasing.Tombstone(person, ASKED),)
    who, today = told.specialist(desk), told.TODAY
    # The older store alone knows nothing of it, and one without tombstones is left as it is.
    assert store_erasing.apply_tombstones(other, staff_id=who, on=today) == ()
    assert store_erasing.apply_tombstones(other, stones, staff_id=who, on=today) == (person,)
    assert store_erasing.sweep(store.connection)
    assert b"Fenwick" not in b"".join(p.read_bytes() for p in store.files.path.parent.glob("team.db*") if p.is_file())
    assert other.broken_chain() is None
    # Once is enough; but what another laptop noted meanwhile goes as well, by the tombstone that is here.
    assert store_erasing.apply_tombstones(other, stones, staff_id=who, on=today) == ()
    with other.writing("test", staff_id=who) as writing:
        from ips_tui.records.disclosure import DisclosureTalk

        writing.add(DisclosureTalk, participant_id=person, happened_on=today, note="about Ada")
    assert store_erasing.apply_tombstones(other, staff_id=who, on=today) == (person,)
    assert "about Ada" not in repr(told.dump(store.connection))
    assert other.broken_chain() is None
    # And whoever takes such a journal in has an empty row from the start.
    files = StoreFiles(tmp_path / "third" / "team.db")
    third = create_store(files, None, kind=PRACTICE, site_id=UUID(int=98), letter="G", practice_day=None)
    try:
        taker: Keeping = third.keeping(desk.clock, desk.new_id, CaseDeriver())
        taker.take_journal_of(other)
        assert told.dump(third.connection, only="record") == told.dump(store.connection, only="record")
        assert taker.broken_chain() is None
        assert store_erasing.apply_tombstones(taker, stones, staff_id=who, on=today) == ()
    finally:
        third.close()


def test_a_broken_chain_does_not_look_whole_after_an_erasure(desk: Desk, person: UUID) -> None:
    other = told.participant(desk, told.clinical_team(desk), name="Bo Øst")
    desk.connection.execute("UPDATE change SET new = '\"x\"' WHERE row_id = ?", [other.bytes])
    broken = keeping(desk).broken_chain()
    erase(desk, person)
    assert broken is not None and keeping(desk).broken_chain() == broken


def test_the_ref_is_typed_and_is_not_given_out_again(desk: Desk, team: UUID) -> None:
    told.participant(desk, team, name="Bo Øst")
    person = told.participant(desk, team)
    before = told.dump(desk.connection)
    with pytest.raises(BadEntry):
        erasing.erase(desk, person, ErasureEntry(ground=ASKED, ref="E-0001"))
    assert told.dump(desk.connection) == before
    assert erasing.would_go(desk, person).ref == "E-0002"
    erase(desk, person)
    third, fourth = (told.participant(desk, team) for _ in range(2))
    assert [people.referral_entry(desk, one).name for one in (third, fourth)] == ["Ada Fenwick"] * 2
    refs = desk.connection.execute("SELECT ref FROM participant WHERE NOT removed ORDER BY ref").fetchall()
    assert refs == [("E-0001",), ("E-0003",), ("E-0004",)]


def test_copies_that_still_hold_the_person_are_told_with_the_day_they_go(desk: Desk, person: UUID) -> None:
    """What remains in which copy until when; what is outside must be removed by hand."""
    with keeping(desk)._engine.begin() as connection:
        known = ((False, False, "daily"), (True, False, "daily"), (False, True, "daily"), (False, False, "by_hand"))
        for number, (outside, gone, kind) in enumerate(known):
            connection.execute(
                StoreCopy.__table__.insert().values(  # type: ignore[attr-defined]
                    id=UUID(int=number),
                    made_at=desk.clock.now(),
                    kind=kind,
                    outside=outside,
                    place="/copies",
                    name=f"{number}.db",
                    size=1,
                    verified_at=desk.clock.now(),
                    gone=gone,
                )
            )
    aside = desk.files.path.with_name(f"{desk.files.path.name}.replaced-2026-10-01-0900")
    aside.mkdir()
    found = {copy.name: copy.gone_by for copy in erasing.would_go(desk, person).copies}
    assert found == {"0.db": told.TODAY + erasing.LONGEST_KEPT, "1.db": None, "3.db": None, aside.name: None}


def test_the_journal_lets_an_erasure_blank_changes_and_nothing_else() -> None:
    tables = record_tables()
    refuse_past_journal("UPDATE change SET new = NULL", False, tables, erasing=True)
    refuse_past_journal("DELETE FROM participant", False, tables, erasing=True)
    for statement in (
        "DELETE FROM change",
        "REPLACE INTO change VALUES (1)",
        "UPDATE change_group SET what = ''",
        "UPDATE chain_link SET digest = ''",
        "DELETE FROM access",
    ):
        with pytest.raises(Unjournaled):
            refuse_past_journal(statement, False, tables, erasing=True)
