"""Supervision and learning: noted, corrected, undone, read by whom it is for, due on the team leader's Today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework import (
    case,
    clinical_meetings,
    erasing,
    practice_day,
    settings,
    snooze,
    staff,
    supervision,
    supervision_views,
    today,
    undo,
)
from ips_tui.casework.history import history
from ips_tui.casework.search import find
from ips_tui.casework.session import Desk, DraftKey
from ips_tui.casework.show import whole_record
from ips_tui.domain.due import DueKind
from ips_tui.domain.supervision import NAMED_TOPICS, OF_COLLEAGUES, TrainingTopic
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.community import ClinicalMeetingEntry
from ips_tui.forms.kit import Entry, fields_of, raw_values, read_entry
from ips_tui.forms.people import StaffEntry
from ips_tui.forms.rights import ErasureEntry
from ips_tui.forms.snooze import SnoozeEntry
from ips_tui.forms.supervision import (
    CaseNoteReviewEntry,
    ColleagueFeedbackEntry,
    FieldMentoringEntry,
    SupervisionEntry,
    TrainingAttendedEntry,
    UnitMeetingEntry,
)
from ips_tui.forms.typed import rows_raw
from tests import told

HOSTILE = "\n".join(told.HOSTILE)


@dataclass(frozen=True)
class Unit:
    """A small team: Maren, a specialist, Dayo, another, and Priya, who leads it; somebody they support, an employer."""

    desk: Desk
    maren: UUID
    dayo: UUID
    priya: UUID
    person: UUID
    employer: UUID

    def works(self, who: UUID) -> AbstractContextManager[None]:
        """Somebody else sits at the desk for a while."""
        return _works(self.desk, who)

    def supervised(self, on: int = -1, **said: Any) -> UUID:
        """Supervision of Maren, noted by Priya."""
        entry = SupervisionEntry(**({"happened_on": told.day(on), "staff": self.maren} | said))
        with self.works(self.priya):
            return supervision.record_supervision(self.desk, entry)

    def met(self, on: int = -1, **said: Any) -> UUID:
        """A meeting of the unit, noted by Priya."""
        usual = {"happened_on": told.day(on), "present": (self.maren, self.dayo, self.priya)}
        with self.works(self.priya):
            return supervision.record_unit_meeting(self.desk, UnitMeetingEntry(**(usual | said)))

    def due(self) -> dict[str, tuple[str, date]]:
        """What Priya's Today says of colleagues."""
        with self.works(self.priya):
            view = today.own_first(self.desk, most=today.MOST)
        return {line.kind: (line.name, line.due_on) for line in view.due if line.subject == "staff"}


@contextmanager
def _works(desk: Desk, who: UUID) -> Any:
    before = desk.who
    desk.who = next(one for one in desk.staff() if one.id == who)
    yield
    desk.who = before


@pytest.fixture
def unit(desk: Desk, person: UUID) -> Unit:
    def colleague(name: str, role: str) -> UUID:
        return staff.add_staff(desk, StaffEntry(name=name, role=role, full_time_percent=100))

    dayo, priya = colleague("Dayo Test", "employment_specialist"), colleague("Priya Test", "team_leader")
    return Unit(desk, told.specialist(desk), dayo, priya, person, told.employer(desk))


# -- each kind: kept as text, read back, corrected, undone ------------------------------------------------


@dataclass(frozen=True)
class Kind:
    """How records of one kind are made, corrected and read."""

    entry: type[Entry]
    record: Callable[..., UUID]
    change: Callable[..., UUID]
    read: Callable[[Desk, UUID], Entry]


KINDS: Mapping[str, Kind] = {
    "supervision": Kind(
        SupervisionEntry,
        supervision.record_supervision,
        supervision.change_supervision,
        supervision.SUPERVISION.entry_of,
    ),
    "unit_meeting": Kind(
        UnitMeetingEntry,
        supervision.record_unit_meeting,
        supervision.change_unit_meeting,
        supervision.unit_meeting_entry,
    ),
    "field_mentoring": Kind(
        FieldMentoringEntry, supervision.record_mentoring, supervision.change_mentoring, supervision.MENTORING.entry_of
    ),
    "case_note_review": Kind(
        CaseNoteReviewEntry,
        supervision.record_case_notes,
        supervision.change_case_notes,
        supervision.CASE_NOTES.entry_of,
    ),
    "colleague_feedback": Kind(
        ColleagueFeedbackEntry, supervision.record_feedback, supervision.change_feedback, supervision.FEEDBACK.entry_of
    ),
    "training_attended": Kind(
        TrainingAttendedEntry, supervision.record_training, supervision.change_training, supervision.TRAINING.entry_of
    ),
}
UNDONE = frozenset(f"{kind}_{did}" for kind in KINDS for did in ("recorded", "changed"))
"""The actions whose undoing is looked at here."""


def _filled(unit: Unit, kind: str, text: str) -> dict[str, str]:
    """Raw text for every field of a form: `text` wherever one types freely."""
    short = text.replace("\n", " ")[:150]
    case_row = [{"participant": str(unit.person), "discussed": text, "agreed": text}]
    said: dict[str, str] = {
        "staff": str(unit.maren),
        "present": f"{unit.maren}\n{unit.dayo}",
        "participant": str(unit.person),
        "employer": str(unit.employer),
        "supervisor": str(unit.priya),
        "mentor": str(unit.priya),
        "reviewer": str(unit.priya),
        "mode": "video",
        "given_by": "employer",
        "topic": "job_development",
        "cases": rows_raw(case_row),
    }
    by_kind = {"date": told.day(-2).isoformat(), "number": "3", "hours": "6.5", "yes_no": "yes", "text": short}
    raw = {spec.name: said.get(spec.name) or by_kind.get(spec.kind, text) for spec in fields_of(KINDS[kind].entry)}
    return raw | ({"next_on": told.day(5).isoformat()} if "next_on" in raw else {})


def _same(entry: Entry) -> dict[str, Any]:
    """An entry without the ids that its rows were given when they were kept."""
    raw = {name: value for name, value in entry if name != "cases"}
    raw["cases"] = [dict(row) | {"id": None} for row in getattr(entry, "cases", ())]
    raw["present"] = set(getattr(entry, "present", ()))
    return raw


def test_every_kind_is_kept_as_text_read_back_corrected_and_undone(unit: Unit) -> None:
    desk = unit.desk
    with unit.works(unit.priya):
        for name, kind in KINDS.items():
            before = told.kept(desk.connection)
            entry = read_entry(kind.entry, _filled(unit, name, HOSTILE), today=told.TODAY)
            row = kind.record(desk, entry)
            assert _same(kind.read(desk, row)) == _same(entry), name
            assert undo.last(desk).what == desk.words(f"did.{name}_recorded")
            assert read_entry(kind.entry, raw_values(kind.read(desk, row)), today=told.TODAY) == kind.read(desk, row)
            kept = told.kept(desk.connection)
            other = read_entry(kind.entry, raw_values(kind.read(desk, row)), today=told.TODAY)
            field = "said" if name == "colleague_feedback" else "note" if name == "training_attended" else "strengths"
            if hasattr(other, "present"):
                other = other.model_copy(update={"present": (unit.dayo, unit.priya), "cases": ()})
            kind.change(desk, row, other.model_copy(update={field: "kept at it"}))
            assert getattr(kind.read(desk, row), field) == "kept at it", name
            assert len(history(desk, row)) == 2
            assert undo.last(desk).what == desk.words(f"did.{name}_changed")
            undo.undo(desk, undo.last(desk).id)
            assert told.kept(desk.connection) == kept, name
            assert _same(kind.read(desk, row)) == _same(entry), name
            undo.undo(desk, undo.last(desk).id)
            assert told.kept(desk.connection) == before, name


@pytest.mark.parametrize(
    ("kind", "said", "field", "problem"),
    [
        ("supervision", {"staff": ""}, "staff", "missing"),
        ("supervision", {"happened_on": ""}, "happened_on", "missing"),
        ("supervision", {"next_on": told.day(-2).isoformat()}, "next_on", "next_before_this"),
        ("supervision", {"supervisor": "maren"}, "supervisor", "by_oneself"),
        ("unit_meeting", {"present": ""}, "present", "missing"),
        ("unit_meeting", {"cases": "twice"}, "cases", "person_twice"),
        ("unit_meeting", {"next_on": told.day(-9).isoformat()}, "next_on", "next_before_this"),
        ("field_mentoring", {"mentor": "maren"}, "mentor", "by_oneself"),
        ("field_mentoring", {"visits": "many"}, "visits", "not_a_number"),
        ("case_note_review", {"participant": ""}, "participant", "missing"),
        ("colleague_feedback", {"said": " "}, "said", "missing"),
        ("training_attended", {"topic": ""}, "topic", "missing"),
        ("training_attended", {"name": ""}, "name", "missing"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(kind: str, said: dict[str, str], field: str, problem: str) -> None:
    unit = Unit(None, *(UUID(int=number) for number in range(1, 6)))  # type: ignore[arg-type]
    raw = _filled(unit, kind, "x") | said
    if raw.get(field) == "maren":
        raw[field] = str(unit.maren)
    if raw.get(field) == "twice":
        raw[field] = rows_raw([{"participant": str(unit.person)}] * 2)
    with pytest.raises(BadEntry) as refused:
        read_entry(KINDS[kind].entry, raw, today=told.TODAY)
    assert [(p.field, p.message_id) for p in refused.value.problems] == [(field, f"problem.{problem}")]


def test_nothing_lies_ahead_and_whoever_leads_stands_there_by_default(unit: Unit) -> None:
    with pytest.raises(BadEntry, match="lies_ahead"):
        unit.supervised(1)
    with pytest.raises(BadEntry, match="lies_ahead"):
        unit.met(1)
    assert supervision.SUPERVISION.entry_of(unit.desk, unit.supervised()).supervisor == unit.priya
    # A specialist notes their own: the leader held it.
    mine = SupervisionEntry(happened_on=told.day(-1), staff=unit.maren)
    kept = supervision.record_supervision(unit.desk, mine)
    assert supervision.SUPERVISION.entry_of(unit.desk, kept).supervisor == unit.priya
    with unit.works(unit.priya), pytest.raises(BadEntry, match="by_oneself"):
        supervision.record_supervision(unit.desk, SupervisionEntry(happened_on=told.day(-1), staff=unit.priya))
    with pytest.raises(LookupError):
        unit.supervised(cases=({"participant": UUID(int=7)},))


# -- whose it is ------------------------------------------------------------------------------------------


def test_a_colleague_reads_and_notes_their_own_and_only_the_leader_everybodys(unit: Unit) -> None:
    desk = unit.desk
    kept = unit.supervised(strengths="patient at the market", cases=({"participant": unit.person, "agreed": "ring"},))
    with unit.works(unit.priya):
        assert [line.name for line in supervision_views.team(desk)] == ["Dayo Test", "Maren Test", "Priya Test"]
        supervision_views.page(desk, unit.maren)
    page = supervision_views.page(desk, unit.maren)
    assert [(line.kind, line.by, line.participants) for line in page.lines] == [
        ("supervision", "Priya Test", ("Ada Fenwick",))
    ]
    assert page.lines[0].texts == (("strengths", "patient at the market"),)
    with unit.works(unit.dayo):
        with pytest.raises(LookupError):
            supervision_views.team(desk)
        with pytest.raises(LookupError):
            supervision_views.page(desk, unit.maren)
        with pytest.raises(LookupError):
            supervision_views.colleague_name(desk, unit.maren)
        for name, kind in KINDS.items():
            entry = read_entry(kind.entry, _filled(unit, name, "x"), today=told.TODAY)
            if name == "unit_meeting":
                kind.record(desk, entry)
                continue
            with pytest.raises(BadEntry, match="supervision_of_others"):
                kind.record(desk, entry)
        own = SupervisionEntry(happened_on=told.day(-1), staff=unit.dayo)
        with pytest.raises(BadEntry, match="supervision_of_others"):
            supervision.change_supervision(desk, kept, own)
    # Nor does one's own become a colleague's.
    with pytest.raises(BadEntry, match="supervision_of_others"):
        supervision.change_supervision(desk, kept, own)


def test_a_meeting_is_everybodys_who_was_there(unit: Unit) -> None:
    desk, meeting = unit.desk, unit.met(present=(unit.maren, unit.priya), leads_shared=True)
    entry = supervision.unit_meeting_entry(desk, meeting)
    assert set(entry.present) == {unit.maren, unit.priya} and supervision.unit(desk)[0] == unit.maren
    assert [line.present for line in supervision_views.page(desk, unit.maren).lines] == [("Maren Test", "Priya Test")]
    supervision.change_unit_meeting(desk, meeting, entry.model_copy(update={"present": (unit.dayo, unit.priya)}))
    assert supervision_views.page(desk, unit.maren).lines == ()
    with pytest.raises(BadEntry, match="meeting_of_others"):
        supervision.change_unit_meeting(desk, meeting, entry)
    with unit.works(unit.dayo):
        # By the same row as before: whoever was taken out is put in again.
        supervision.change_unit_meeting(desk, meeting, entry)
        assert supervision_views.page(desk, unit.dayo).lines == ()


def test_what_waits_about_a_colleague_is_on_nobody_elses_today(unit: Unit) -> None:
    for form in sorted(OF_COLLEAGUES):
        unit.desk.keep_draft(DraftKey(form, unit.dayo), {"note": "x"})
    assert today.today(unit.desk).drafts == ()
    for who in (unit.dayo, unit.priya):
        with unit.works(who):
            waiting = today.today(unit.desk).drafts
            assert {(one.form, one.about) for one in waiting} == {(form, "Dayo Test") for form in OF_COLLEAGUES}
    assert KINDS.keys() - {"unit_meeting"} == OF_COLLEAGUES


def test_topics_of_training_stand_there_until_they_are_attended(unit: Unit) -> None:
    assert supervision_views.page(unit.desk, unit.maren).not_yet == NAMED_TOPICS
    for topic in (TrainingTopic.JOB_DEVELOPMENT, TrainingTopic.OUTREACH):
        entry = TrainingAttendedEntry(happened_on=told.day(-3), staff=unit.maren, topic=topic, name="A day", hours="6")
        supervision.record_training(unit.desk, entry)
    page = supervision_views.page(unit.desk, unit.maren)
    assert page.not_yet == NAMED_TOPICS[:2] and page.colleague.trained_on == told.day(-3)
    assert [line.hours for line in page.lines] == ["6", "6"]


# -- the person who was talked about ----------------------------------------------------------------------


def test_what_was_said_of_a_person_stands_in_their_record_and_what_was_said_of_the_colleague_does_not(
    unit: Unit,
) -> None:
    desk = unit.desk
    row = {"participant": unit.person, "discussed": "hours that suit", "agreed": "ring the bakery"}
    unit.supervised(-4, cases=(row,), strengths="warmly said")
    notes = CaseNoteReviewEntry(happened_on=told.day(-2), participant=unit.person, staff=unit.maren, strengths="clear")
    seen = FieldMentoringEntry(
        happened_on=told.day(-2), staff=unit.maren, employer=unit.employer, observed="nervous handshake"
    )
    with unit.works(unit.priya):
        supervision.record_case_notes(desk, notes)
        supervision.record_mentoring(desk, seen)
    lines = [
        (item.kind, item.on, item.text, item.by)
        for item in case.case(desk, unit.person).timeline
        if item.kind in ("supervision_case", "case_note_review")
    ]
    assert lines == [
        ("case_note_review", told.day(-2), "clear", "Priya Test"),
        ("supervision_case", told.day(-4), "hours that suit; ring the bakery", "Priya Test"),
    ]
    record = {table.table: table.rows for table in whole_record(desk, unit.person)}
    assert [row.on for row in record["supervision_case"]] == [told.day(-4)]
    assert {cell.text for cell in record["supervision_case"][0].cells} >= {"hours that suit", "ring the bakery"}
    assert [row.on for row in record["case_note_review"]] == [told.day(-2)]
    assert [found.table for found in find(desk, "bakery ring")] == ["supervision_case"]
    # A search does not know who asks.
    assert find(desk, "handshake") == () and find(desk, "warmly") == ()


def test_an_erasure_takes_the_person_out_of_supervision_and_finds_what_names_them(unit: Unit) -> None:
    desk = unit.desk
    row = {"participant": unit.person, "discussed": "hours that suit"}
    held = unit.supervised(cases=(row,), actions="call her again")
    unit.met(actions="nothing of her")
    said = {"given_on": told.day(-1), "staff": unit.maren, "given_by": "participant"}
    entry = ColleagueFeedbackEntry(**said, from_whom="Ada Fenwick", said="Ada Fenwick was glad of it")
    feedback = supervision.record_feedback(desk, entry)
    (ref,) = desk.connection.execute("SELECT ref FROM participant WHERE id = ?", [unit.person.bytes]).fetchone()
    shared = {one.found.id: one for one in erasing.would_go(desk, unit.person).shared}
    assert {one: (shared[one].linked, shared[one].found.subject) for one in (held, feedback)} == {
        held: (True, "supervision"),
        feedback: (False, "supervision"),
    }
    assert len(shared) == 2
    erasing.erase(desk, unit.person, ErasureEntry(ref=ref, ground="asked"), without_words=(held, feedback))
    kept = repr(told.dump(desk.connection))
    assert not any(word in kept for word in ("hours that suit", "call her again", "Fenwick", "glad of it"))
    assert "nothing of her" in kept
    assert [line.participants for line in supervision_views.page(desk, unit.maren).lines if line.id == held] == [()]


# -- what is due --------------------------------------------------------------------------------------------


def test_lines_begin_with_the_first_and_stand_on_the_leaders_today_alone(unit: Unit) -> None:
    desk, person = unit.desk, unit.person
    everyones = [line.kind for line in today.today(desk).due]
    assert unit.due() == {}
    first = unit.supervised(-9)
    unit.met(-7, next_on=told.day(-1))
    with unit.works(unit.priya):
        seen = FieldMentoringEntry(happened_on=told.day(-40), staff=unit.dayo)
        supervision.record_mentoring(desk, seen)
    assert unit.due() == {
        "supervision": ("Maren Test", told.day(-2)),
        "unit_meeting": ("Priya Test", told.day(-1)),
        "field_mentoring": ("Dayo Test", told.day(-9)),
    }
    # In no script, on nobody else's Today, in no count.
    assert [line.kind for line in today.today(desk).due] == everyones
    assert [line.kind for line in today.own_first(desk, most=9).due] == everyones
    assert today.count_due(desk) == len(everyones)
    with unit.works(unit.priya):
        assert desk.next_due(None) == (str(person) if everyones else None)
    unit.supervised(-1)
    assert "supervision" not in unit.due() or unit.due()["supervision"][1] == told.day(6)
    # A team may do without.
    settings.set_rhythm(desk, "mentoring_days", 0)
    assert set(unit.due()) == {"unit_meeting"}
    with pytest.raises(ValueError):
        settings.set_rhythm(desk, "review_days", 0)
    assert first != unit.met(0) and unit.due() == {}


def test_a_line_about_a_colleague_is_put_off_with_a_reason_and_is_due_again(unit: Unit) -> None:
    desk = unit.desk
    unit.supervised(-9)
    unit.met(-9)
    with unit.works(unit.priya):
        line = next(one for one in today.own_first(desk, most=9).due if one.kind == DueKind.SUPERVISION)
        assert snooze.due_line(desk, line.id) == line
        snooze.put_off(desk, line.id, SnoozeEntry(until_on=told.day(3), reason="both away"))
        view = today.own_first(desk, most=9)
        assert [(one.name, one.put_off_until, one.put_off_why) for one in view.put_off] == [
            ("Maren Test", told.day(3), "both away")
        ]
        assert set(unit.due()) == {"unit_meeting"} and today.today(desk).put_off == ()
        snooze.end(desk, line.id)
        assert set(unit.due()) == {"supervision", "unit_meeting"}
        snooze.put_off(desk, line.id, SnoozeEntry(until_on=told.day(3), reason="both away"))
        undo.undo(desk, undo.last(desk).id)
        assert set(unit.due()) == {"supervision", "unit_meeting"}
        # It is the line of one record: after the next supervision nothing is put off.
        snooze.put_off(desk, line.id, SnoozeEntry(until_on=told.day(3), reason="both away"))
    unit.supervised(-8)
    assert set(unit.due()) == {"supervision", "unit_meeting"}
    desk.rebuild()
    assert set(unit.due()) == {"supervision", "unit_meeting"}


def test_who_leaves_is_not_waited_for_and_a_team_without_a_leader_is_told_nothing(unit: Unit) -> None:
    desk = unit.desk
    unit.supervised(-9)
    maren, priya = staff.staff_entry(desk, unit.maren), staff.staff_entry(desk, unit.priya)
    staff.change_staff(desk, unit.maren, maren.model_copy(update={"to_on": told.day(-2)}))
    assert unit.due() == {}
    staff.change_staff(desk, unit.maren, maren.model_copy(update={"to_on": told.day(0)}))
    assert set(unit.due()) == {"supervision"}
    staff.change_staff(desk, unit.priya, priya.model_copy(update={"role": "administrator"}))
    rows = desk.connection.execute("SELECT count(*) FROM obligation WHERE subject = 'staff'").fetchone()
    assert rows == (0,)


# -- evidence -------------------------------------------------------------------------------------------------


def test_the_evidence_counts_meetings_weeks_months_and_quarters(unit: Unit) -> None:
    """Thursday 15 October 2026 is today; the period is the eight weeks from Monday 17 August."""
    desk = unit.desk
    since, until = date(2026, 8, 17), date(2026, 10, 11)

    def on(day: date) -> int:
        return (day - told.TODAY).days

    staff.change_staff(desk, unit.dayo, staff.staff_entry(desk, unit.dayo).model_copy(update={"full_time_percent": 50}))
    # Maren: every week but the last, alone or in the meeting; Dayo: in the two meetings.
    for week in range(5):
        unit.supervised(on(since + timedelta(weeks=week, days=2)), outcomes_looked_at=week == 0)
    for day in (date(2026, 9, 22), date(2026, 10, 1)):
        unit.met(on(day), present=(unit.maren, unit.dayo), leads_shared=day.month == 9)
    with unit.works(unit.priya):
        for day in (date(2026, 8, 20), date(2026, 9, 3), date(2026, 9, 30), date(2026, 10, 14)):
            supervision.record_mentoring(desk, FieldMentoringEntry(happened_on=day, staff=unit.maren))
        team = told.clinical_team(desk, "Harbour CMHT")
        for day in (date(2026, 8, 18), date(2026, 8, 25)):
            meeting = ClinicalMeetingEntry(happened_on=day, clinical_team=team)
            clinical_meetings.record_clinical_meeting(desk, meeting)
    found = supervision.evidence(desk, since, until)
    assert [(one.month, one.held, one.present, one.leads_shared) for one in found.months] == [
        (date(2026, 8, 1), 0, 0, 0),
        (date(2026, 9, 1), 1, 2, 1),
        (date(2026, 10, 1), 1, 2, 0),
    ]
    assert [
        (one.name, one.weeks, one.supervised, one.alone, one.months, one.mentored) for one in found.by_specialist
    ] == [
        ("Maren Test", 8, 7, 5, 3, 2),
        ("Dayo Test", 8, 2, 0, 3, 0),
    ]
    assert (found.weekly, found.monthly) == ((0, 2), (0, 2))
    assert (found.specialists, found.specialists_time, found.per_leader) == (2, Fraction(3, 2), Fraction(3, 2))
    assert (found.quarters, found.quarters_with_outcomes, found.covering) == (2, 1, 0)
    assert [(one.name, one.quarters) for one in found.clinical_teams] == [("CMHT North", 0), ("Harbour CMHT", 1)]
    # Within the weeks that they had supervision in.
    assert supervision.evidence(desk, since, since + timedelta(days=34)).weekly == (1, 2)
    with pytest.raises(ValueError):
        supervision.evidence(desk, until, since)


def test_nothing_noted_is_nothing_known(desk: Desk) -> None:
    found = supervision.evidence(desk, told.day(-30), told.day(0))
    assert found.per_leader is None and found.clinical_teams == () and found.quarters_with_outcomes == 0
    assert [one.supervised for one in found.by_specialist] == [0]


# -- practice --------------------------------------------------------------------------------------------------


def test_in_practice_one_works_as_a_colleague(unit: Unit) -> None:
    desk = unit.desk
    assert desk.practice
    practice_day.work_as(desk, unit.priya)
    assert desk.leads_team and desk.who_name == "Priya Test"
    with pytest.raises(LookupError):
        practice_day.work_as(desk, UUID(int=3))
    desk.practice = False
    with pytest.raises(ValueError):
        practice_day.work_as(desk, unit.maren)
    assert desk.who_name == "Priya Test"
    desk.practice = True
