"""One action is one commit: all of it is kept or nothing, and derived rows are never behind the records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from ips_tui.casework import contacts, employers, people, settings, staff
from ips_tui.casework.copies import take
from ips_tui.casework.deriving import CaseDeriver
from ips_tui.casework.session import Desk
from ips_tui.domain.copies import CopyKind
from ips_tui.domain.stages import Stage
from ips_tui.forms.people import StaffEntry
from ips_tui.records.base import UTCDateTime
from ips_tui.records.derived import CaseloadLine, Obligation
from ips_tui.records.employers import Employer
from ips_tui.records.machinery import ChangeGroup, Site
from ips_tui.records.people import ClinicalTeam, Participant
from ips_tui.store import driver
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Keeping
from ips_tui.store.problems import Damaged, StoreFull
from ips_tui.store.store import Store, create_store, open_store
from tests import told


def keeping(desk: Desk) -> Keeping:
    return desk.store.keeping(desk.clock, desk.new_id, CaseDeriver())


# -- all or nothing -------------------------------------------------------------------------------------


class Broken(Exception):
    """What a test breaks an action with."""


def _raise(*args: Any, **kwargs: Any) -> Any:
    raise Broken


@pytest.mark.parametrize("place", ["touched", "derive"])
def test_an_action_whose_derived_rows_fail_leaves_nothing(
    either_desk: Desk, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    desk = either_desk
    person = told.participant(desk, told.clinical_team(desk))
    key = DraftKey("contact", person)
    desk.keep_draft(key, {"summary": "half a thought"})
    before = told.dump(desk.connection)
    monkeypatch.setattr(CaseDeriver, place, _raise)
    with pytest.raises(Broken):
        contacts.record_contact(desk, person, told.contact(), draft=key)
    assert told.dump(desk.connection) == before
    monkeypatch.undo()
    contacts.record_contact(desk, person, told.contact(), draft=key)
    assert desk.load_draft(key) is None


@pytest.mark.parametrize("problem", [Broken, KeyboardInterrupt, GeneratorExit])
def test_an_action_broken_off_half_way_leaves_nothing(desk: Desk, team: UUID, problem: type[BaseException]) -> None:
    key = DraftKey("clinical_team")
    desk.keep_draft(key, {"name": "West"})
    before = told.dump(desk.connection)
    with pytest.raises(problem), desk.writing("test", draft=key) as writing:
        writing.add(ClinicalTeam, name="West", place=None, telephone=None)
        writing.get(ClinicalTeam, team).place = "elsewhere"
        writing.db.flush()
        raise problem
    assert told.dump(desk.connection) == before
    assert told.participant(desk, team)


def test_an_action_that_breaks_a_rule_of_the_tables_leaves_nothing(desk: Desk, person: UUID, team: UUID) -> None:
    entry = told.referral(desk, team, name="Secret Name")
    before = told.dump(desk.connection)
    with pytest.raises(IntegrityError) as error:
        people.receive_referral(desk, entry.model_copy(update={"leave_no_messages": None}))
    assert told.dump(desk.connection) == before
    assert "Secret Name" not in str(error.value), "an error report must not carry what was typed"


def test_a_full_disk_is_told_as_such_and_leaves_nothing(desk: Desk, person: UUID) -> None:
    key = DraftKey("contact", person)
    desk.keep_draft(key, {"summary": "kept"})
    before = told.dump(desk.connection)
    pages = desk.connection.execute("PRAGMA page_count").fetchone()[0]
    with pytest.raises(StoreFull), desk.writing("test", draft=key) as writing:
        writing.db.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        for _ in range(200):
            writing.add(ClinicalTeam, name="N" * 20_000, place=None, telephone=None)
    assert told.dump(desk.connection) == before


def _spoilt(desk: Desk, table: str) -> Callable[[], None]:
    """Make a page of this table unreadable on the disk, and give what puts it right again."""
    page, size = desk.connection.execute(
        "SELECT (SELECT rootpage FROM sqlite_master WHERE name = ?), page_size FROM pragma_page_size", [table]
    ).fetchone()
    desk.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    place = (int(page) - 1) * int(size) + int(size) // 2

    def flip() -> None:
        with desk.files.path.open("r+b") as file:
            file.seek(place)
            byte = file.read(1)
            file.seek(place)
            file.write(bytes([byte[0] ^ 1]))

    flip()
    return flip


def test_what_was_refused_for_a_page_that_could_not_be_read_can_be_tried_again(open_desk: Callable[..., Desk]) -> None:
    """F6: the cipher's connection that met such a page refuses everything for good, so another one takes its place."""
    desk = open_desk(encrypted=True)
    person = told.participant(desk, told.clinical_team(desk))
    key = DraftKey("contact", person)
    desk.keep_draft(key, {"summary": "typed"})
    desk.close()
    told.opened(desk)
    mend_people, mend_drafts = _spoilt(desk, "participant"), _spoilt(desk, "draft")
    with pytest.raises(Damaged):
        contacts.record_contact(desk, person, told.contact(summary="said"), draft=key)
    with pytest.raises(Damaged):
        desk.keep_draft(key, {"summary": "typed more"})
    mend_people()
    mend_drafts()
    desk.keep_draft(key, {"summary": "typed more"})
    kept = desk.load_draft(key)
    assert kept is not None and kept.fields == {"summary": "typed more"}
    contacts.record_contact(desk, person, told.contact(summary="said"), draft=key)
    assert desk.drafts() == () and driver.integrity(desk.connection) == ()


def test_a_copy_that_failed_for_an_unreadable_page_can_be_tried_again(open_desk: Callable[..., Desk]) -> None:
    """F6: as for a save; the copy that failed left nothing."""
    desk = open_desk(encrypted=True)
    told.clinical_team(desk)
    desk.close()
    told.opened(desk)
    mend = _spoilt(desk, "clinical_team")
    with pytest.raises(Damaged):
        take(desk, CopyKind.BY_HAND)
    assert list(desk.files.backups.iterdir()) == []
    mend()
    assert take(desk, CopyKind.BY_HAND).folder.is_dir()


def test_what_a_killed_program_left_unfinished_is_taken_away_at_the_next_start(desk: Desk) -> None:
    """F2: half a copy, with its journal, and half a key slot; what is not this store's stays."""
    files = desk.files
    name = files.path.name
    half = ".{}.0123456789abcdef.part"
    ours = [
        files.backups / half.format("copy.db"),
        files.backups / (half.format("copy.db") + "-journal"),
        files.slots / half.format("slot"),
        files.path.with_name(half.format(name)),
    ]
    others = [files.path.with_name(half.format("other.db")), files.backups / "copy.db", files.backups / "my.part"]
    for path in (*ours, *others):
        path.write_bytes(b"x")
    desk.close()
    told.opened(desk)
    assert not any(path.exists() for path in ours)
    assert all(path.exists() for path in others)


def test_the_draft_goes_in_the_commit_of_its_entry(desk: Desk, person: UUID) -> None:
    key, other = DraftKey("contact", person), DraftKey("review", person)
    for kept in (key, other):
        desk.keep_draft(kept, {"summary": "typed"})
    seen: list[bool] = []
    with desk.writing("test", draft=key) as writing:
        writing.add(ClinicalTeam, name="West", place=None, telephone=None)
        seen.append(desk.load_draft(key) is not None)
    assert seen == [True]
    assert (desk.load_draft(key), desk.load_draft(other) is not None) == (None, True)


def test_what_is_kept_is_there_for_the_next_program(either_desk: Desk) -> None:
    person = told.participant(either_desk, told.clinical_team(either_desk))
    before = told.dump(either_desk.connection)
    either_desk.close()
    told.opened(either_desk)
    assert told.dump(either_desk.connection) == before
    with either_desk.reading() as db:
        assert db.get_one(Participant, person).name == "Ada Fenwick"


# -- derived rows ---------------------------------------------------------------------------------------


def test_derived_rows_follow_both_ends_of_a_moved_record(desk: Desk, person: UUID, team: UUID) -> None:
    other = told.participant(desk, team, name="Bo Berg")
    bakery = told.employer(desk)
    for one in (person, other):
        contacts.record_contact(desk, one, told.contact())
        told.agreed(desk, one)
    visit = employers.record_employer_contact(desk, told.visit(bakery, participant=person))
    employers.change_employer_contact(desk, visit, told.visit(bakery, participant=other))
    with desk.reading() as db:
        searched = dict(db.execute(select(CaseloadLine.participant_id, CaseloadLine.first_search_on)).all())
        clocks = set(db.scalars(select(Obligation.subject_id).where(Obligation.kind == "search_clock")))
    assert searched == {person: None, other: told.day(-1)}
    assert clocks == {person}


def test_a_colleague_renamed_is_renamed_on_every_caseload_line(desk: Desk, person: UUID) -> None:
    me = told.specialist(desk)
    staff.change_staff(desk, me, StaffEntry(name="Maren Berg", role="employment_specialist"))
    with desk.reading() as db:
        line = db.scalars(select(CaseloadLine)).one()
    assert (line.specialist_name, "berg" in line.search_text) == ("Maren Berg", True)


def test_a_removed_participant_or_employer_has_no_lines_at_once_and_after_recomputing(desk: Desk, person: UUID) -> None:
    bakery = told.employer(desk)
    employers.record_employer_contact(desk, told.visit(bakery, next_on=told.day(3)))
    with desk.writing("test") as writing:
        writing.get(Participant, person).removed = True
        writing.get(Employer, bakery).removed = True
    at_once = told.dump(desk.connection, only="derived")
    assert at_once == {table: [] for table in at_once}
    keeping(desk).recompute()
    assert told.dump(desk.connection, only="derived") == at_once


def test_a_line_stays_itself_over_recomputation(desk: Desk, person: UUID) -> None:
    contacts.record_contact(desk, person, told.contact(-40))

    def ids() -> set[UUID]:
        with desk.reading() as db:
            return set(db.scalars(select(Obligation.id)))

    before = ids()
    people.enter_stage(desk, person, Stage.VOCATIONAL_PROFILE, told.day(-1))
    keeping(desk).recompute()
    # The clinical update of another stage is another line; the search clock and the review stay what they were.
    assert len(before & ids()) == 2 and len(ids()) == 3


def test_recompute_mends_whatever_stood_there(desk: Desk, person: UUID) -> None:
    contacts.record_contact(desk, person, told.contact(-40))
    right = told.dump(desk.connection, only="derived")
    for table in ("obligation", "flag", "caseload_line", "upcoming_date", "employer_line"):
        desk.connection.execute(f"DELETE FROM {table}")
    desk.connection.execute("INSERT INTO flag (subject_id, kind) VALUES (zeroblob(16), 'nonsense')")
    assert told.dump(desk.connection, only="derived") != right
    keeping(desk).recompute()
    assert told.dump(desk.connection, only="derived") == right


def test_rules_that_changed_recompute_once(desk: Desk, person: UUID) -> None:
    store = keeping(desk)
    # As a store stands that was made and not computed yet.
    desk.connection.execute("UPDATE site SET rules = ''")
    assert store.recompute_if_rules_changed()
    assert not store.recompute_if_rules_changed()
    desk.connection.execute("UPDATE site SET rules = 'of an older version'")
    desk.connection.execute("DELETE FROM obligation")
    assert store.recompute_if_rules_changed()
    with desk.reading() as db:
        assert db.scalars(select(Obligation)).all()
        assert db.scalar(select(Site.rules)) == settings.rhythms(db).fingerprint


def test_a_rhythm_moves_every_persons_lines_in_its_own_commit(desk: Desk, person: UUID, team: UUID) -> None:
    told.participant(desk, team, name="Bo Berg")
    with desk.reading() as db:
        count = db.scalar(select(func.count()).select_from(ChangeGroup))
    settings.set_rhythm(desk, "review_days", 10)
    with desk.reading() as db:
        assert db.scalar(select(func.count()).select_from(ChangeGroup)) == (count or 0) + 1
        dues = db.scalars(select(Obligation.due_on).where(Obligation.kind == "review")).all()
    assert dues == [told.day(-2)] * 2


@pytest.mark.parametrize(("name", "days"), [("review_days", 0), ("review_days", 366), ("nonsense", 5)])
def test_a_rhythm_that_makes_no_sense_is_refused(desk: Desk, name: str, days: int) -> None:
    before = told.dump(desk.connection)
    with pytest.raises(ValueError):
        settings.set_rhythm(desk, name, days)
    assert told.dump(desk.connection) == before


# -- the store's life -----------------------------------------------------------------------------------


def test_a_readonly_store_keeps_nothing(desk: Desk, person: UUID) -> None:
    desk.close()
    opened = open_store(desk.files, None, kind="practice", readonly=True)
    with pytest.raises(dbapi2.OperationalError, match="readonly"):
        opened.connection.execute("DELETE FROM draft")
    opened.close()


@pytest.mark.parametrize("close", [Store.close, lambda store: (store.close(), store.close())])
def test_closing_lets_the_next_program_in(desk: Desk, close: Callable[[Store], Any]) -> None:
    close(desk.store)
    open_store(desk.files, None, kind="practice").close()


def test_a_disk_in_trouble_does_not_keep_the_lock(desk: Desk) -> None:
    class Failing:
        def __init__(self, real: Any) -> None:
            self.real = real

        def execute(self, statement: str) -> Any:
            raise dbapi2.OperationalError("database or disk is full")

        def close(self) -> None:
            self.real.close()

    store = desk.store
    store.connection = Failing(store.connection)
    desk.close()
    assert desk.state == "locked"
    open_store(desk.files, None, kind="practice").close()


def test_a_store_is_not_made_over_another(desk: Desk) -> None:
    desk.close()
    data = desk.files.path.read_bytes()
    with pytest.raises(FileExistsError):
        create_store(desk.files, None, kind="practice", site_id=UUID(int=1), letter="E", practice_day=None)
    assert desk.files.path.read_bytes() == data


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError):
        UTCDateTime().process_bind_param(datetime(2026, 10, 15, 9), None)  # type: ignore[arg-type]  # noqa: DTZ001


def test_the_guards_do_not_stand_in_the_way_of_derived_rows(desk: Desk, person: UUID) -> None:
    """The same statements that are refused on records are how derived rows are kept."""
    with desk.writing("test") as writing:
        writing.db.connection().execute(delete(Obligation))
        writing.db.connection().execute(update(Site).values(rules="x"))
    with desk.reading() as db:
        assert not db.scalars(select(Obligation)).all()
