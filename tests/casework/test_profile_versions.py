"""Two versions of a profile side by side: exactly what differs, as it stood when each of them ended."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework import case, jobs, profile, undo
from ips_tui.casework.history import history
from ips_tui.casework.profile_versions import EARLIER, Comparison, Difference, compare, version_views
from ips_tui.casework.search import find
from ips_tui.casework.session import Desk
from ips_tui.casework.show import whole_record
from ips_tui.content.questions import PROFILE, load_questions, read_sections
from ips_tui.domain.questions import Question, QuestionSet, Section
from ips_tui.forms.kit import raw_values
from ips_tui.forms.profile import VocationalProfileEntry, section_entry
from ips_tui.own_questions import OwnQuestions
from ips_tui.records.profile import QuestionSet as QuestionSetRow
from tests import told

SECTIONS = {section.id: section_entry(section) for section in load_questions().sections}
ASK = {question.id: question.ask for question in load_questions().questions}


def _save(desk: Desk, person: UUID, section: str, **said: Any) -> UUID:
    return profile.save_section(desk, person, section_entry(desk.questions.section(section))(**said))


def _version(desk: Desk, person: UUID, **said: Any) -> UUID:
    return profile.begin_version(desk, person, VocationalProfileEntry(begun_on=told.day(0), **said))


def _compared(desk: Desk, person: UUID, before: int = 1, after: int = 0) -> Comparison:
    known = version_views(desk, person)
    return compare(desk, person, known[before].id, known[after].id)


def _differ(compared: Comparison) -> dict[str, list[Difference]]:
    return {section.id: list(section.differences) for section in compared.sections if section.differences}


def _rows(desk: Desk, person: UUID, section: str, name: str) -> list[Any]:
    return list(getattr(profile.section_as_entry(desk, person, section), name))


def _ask_own(desk: Desk, *sections: Section, version: int = 3) -> None:
    """From now on the team asks this."""
    desk.own_questions = OwnQuestions({PROFILE: QuestionSet(PROFILE, version, sections)})
    desk._question_sets.clear()


def test_only_what_differs_is_told_and_the_rest_is_counted(desk: Desk, person: UUID) -> None:
    _save(desk, person, "work_goal", dream_job="a garden", importance=8, why_work="company")
    _save(desk, person, "preferences", sectors=("retail",), most_hours=16)
    licences = ({"kind": "driving"}, {"kind": "first_aid", "expires_on": told.day(90)})
    _save(desk, person, "education", licences=licences)
    barriers = ({"kind": "transport", "what": "no bus", "state": "open"},)
    _save(desk, person, "barriers", barriers=barriers, worries_state="prefers_not_to_say")
    _version(desk, person, why="a job taught it")
    _save(desk, person, "work_goal", dream_job="a bakery", importance=8, why_work_state="not_asked")
    _save(desk, person, "preferences", sectors=("retail", "care"), most_hours=16, good_day="quiet")
    first_aid = _rows(desk, person, "education", "licences")[1]
    _save(desk, person, "education", licences=(first_aid, {"kind": "site_card"}))
    bus = _rows(desk, person, "barriers", "barriers")[0]
    changed = bus.model_copy(update={"state": "resolved", "what": "a bus twice a day"})
    _save(desk, person, "barriers", barriers=(changed,), worries="the first day")
    compared = _compared(desk, person)
    assert (compared.before.version, compared.after.version, compared.after.why) == (1, 2, "a job taught it")
    found = _differ(compared)
    assert found["work_goal"] == [
        Difference(ASK["dream_job"], "a garden", "a bakery"),
        Difference(ASK["why_work"], "company", "not asked"),
    ]
    assert [(d.before, d.after) for d in found["preferences"]] == [("", "quiet"), ("shops", "shops, care")]
    # A row is whole where it is new or gone; of one that changed, what differs.
    assert [(d.about, d.before, d.after) for d in found["education"]] == [
        ("Licence: driving licence", "Kind: driving licence", ""),
        ("Licence: site card", "", "Kind: site card"),
    ]
    assert found["barriers"][0] == Difference(ASK["worries"], "prefers not to say", "the first day")
    bus_changed = found["barriers"][1]
    assert "no bus" in bus_changed.before and "a bus twice a day" in bus_changed.after
    assert "open" in bus_changed.before and "transport" not in bus_changed.before
    same = {section.id: section.same for section in compared.sections}
    assert same == {"work_goal": 1, "education": 1, "preferences": 1, "barriers": 0}
    assert compared.same == 3


def test_each_version_is_told_as_it_ended_whatever_came_later(desk: Desk, person: UUID) -> None:
    for number in range(4):
        if number:
            _version(desk, person)
        _save(desk, person, "preferences", tasks=f"tasks {number}")
        _save(desk, person, "work_goal", dream_job=f"dream {number}")
        kept = _rows(desk, person, "gaps", "skill_gaps")
        _save(desk, person, "gaps", skill_gaps=(*kept, {"gap": f"gap {number}"}))
    for before in range(1, 4):
        for after in range(before):
            compared = _compared(desk, person, before, after)
            first, last = 3 - before, 3 - after
            assert (compared.before.version, compared.after.version) == (first + 1, last + 1)
            found = _differ(compared)
            assert [(d.before, d.after) for d in found["work_goal"]] == [(f"dream {first}", f"dream {last}")]
            assert [(d.before, d.after) for d in found["preferences"]] == [(f"tasks {first}", f"tasks {last}")]
            assert len(found["gaps"]) == last - first
            assert next(s.same for s in compared.sections if s.id == "gaps") == first + 1
    # Whichever way they are asked for, the earlier one comes first; one version is the same as itself.
    assert _compared(desk, person, 0, 3) == _compared(desk, person, 3, 0)
    assert _differ(_compared(desk, person, 2, 2)) == {}


def test_an_undone_version_and_a_strange_one_are_no_versions(desk: Desk, person: UUID) -> None:
    _save(desk, person, "work_goal", dream_job="a garden")
    _version(desk, person)
    undo.undo(desk, undo.last(desk).id)
    (only,) = version_views(desk, person)
    assert (only.occasion, only.job, only.begun_on) == ("first_talk", "", told.day(0))
    with pytest.raises(LookupError):
        compare(desk, person, only.id, UUID(int=4))
    _version(desk, person, occasion="new_information")
    assert [one.occasion for one in version_views(desk, person)] == ["new_information", "first_talk"]
    assert _differ(_compared(desk, person)) == {}


def test_an_erased_row_says_nothing_in_any_version(desk: Desk, person: UUID) -> None:
    _save(desk, person, "gaps", skill_gaps=({"gap": "Secret Name"},))
    _save(desk, person, "work_goal", dream_job="Secret Name too")
    _version(desk, person)
    for table, column in (("skill_gap", "gap"), ("answer", "value")):
        desk.connection.execute("UPDATE change SET old = NULL, new = NULL WHERE table_name = ?", [table])
        desk.connection.execute(f"UPDATE {table} SET removed = 1, {column} = ''")
    assert "Secret" not in repr(_compared(desk, person))


# -- questions that are not asked any more ------------------------------------------------------------------


def test_an_answer_to_a_question_that_is_gone_stays_readable_everywhere(desk: Desk, person: UUID) -> None:
    _save(desk, person, "work_goal", dream_job="a lighthouse", importance=9)
    _save(desk, person, "barriers", barriers=({"kind": "money"},), worries_state="does_not_apply")
    _ask_own(desk, Section("own", "Our own", "Short.", (Question("importance", "How much?", "", "rating"),)))
    view = case.case(desk, person).stages.profile
    assert [(one.asked, one.value, one.state) for one in view.earlier] == [
        (ASK["dream_job"], "a lighthouse", ""),
        (ASK["worries"], "", "does_not_apply"),
    ]
    assert [(s.id, s.said, s.of) for s in view.sections] == [("own", 1, 1)]
    assert profile.earlier_answers(desk, person) == view.earlier
    _version(desk, person)
    _save(desk, person, "own", importance=4)
    compared = _compared(desk, person)
    own, earlier = compared.sections
    assert [(d.about, d.after) for d in own.differences] == [("How much?", "4")]
    assert own.differences[0].before == f"9 (asked as: {ASK['importance']})"
    # Answers, and a list that no section keeps now.
    assert (earlier.id, earlier.same, earlier.differences) == (EARLIER, 3, ())
    shown = [cell for t in whole_record(desk, person) for row in t.rows for cell in row.cells]
    assert (ASK["dream_job"], "a lighthouse") in {(cell.label, cell.text) for cell in shown}
    (hit,) = find(desk, "lighthouse")
    assert hit.table == "answer"
    versions = version_views(desk, person)
    told_in = {(c.label, c.new) for line in history(desk, versions[1].id) for c in line.cells}
    assert (ASK["dream_job"], "a lighthouse") in told_in


def test_an_answer_that_its_question_would_not_take_now_is_left_alone(desk: Desk, person: UUID) -> None:
    _save(desk, person, "work_goal", dream_job="two\nlines", job_wanted_now="baker", why_work="x" * 300)
    asked = (
        Question("dream_job", "Dream?", "", "text"),
        Question("job_wanted_now", "Now?", "", "rating"),
        Question("why_work", "Why?", "", "yes_no"),
    )
    _ask_own(desk, Section("work_goal", "Work", "Wanted.", asked))
    assert raw_values(profile.section_as_entry(desk, person, "work_goal")) == {}
    assert len(case.case(desk, person).stages.profile.earlier) == 3
    # Saved with nothing in them, they stay; answered anew, they are answered.
    _save(desk, person, "work_goal")
    assert len(case.case(desk, person).stages.profile.earlier) == 3
    _version(desk, person)
    _save(desk, person, "work_goal", job_wanted_now=7)
    view = case.case(desk, person).stages.profile
    assert {one.value[:5] for one in view.earlier} == {"two\nl", "xxxxx"}
    found = _compared(desk, person)
    assert {section.id for section in found.sections} == {EARLIER}
    assert [(d.about, d.before, d.after) for d in _differ(found)[EARLIER]] == [
        ("Now?", f"baker (asked as: {ASK['job_wanted_now']})", "7")
    ]


def test_two_wordings_of_one_version_are_two_kept_sets(desk: Desk, person: UUID) -> None:
    one = Section("own", "Our own", "Short.", (Question("rowing", "Can you row?", "", "yes_no"),))
    _ask_own(desk, one)
    _save(desk, person, "own", rowing=True)
    other = Section("own", "Our own", "Short.", (Question("rowing", "Do you row?", "", "yes_no"),))
    _ask_own(desk, other)
    _save(desk, person, "own", rowing=False)
    with desk.reading() as db:
        kept = {json.loads(row.wording)["rowing"]: row.id for row in db.query(QuestionSetRow)}
    assert set(kept) == {"Can you row?", "Do you row?"} and len(set(kept.values())) == 2


def test_questions_are_added_behind_those_of_a_section(desk: Desk) -> None:
    more = {"section": [{"id": "health", "question": [{"id": "sea", "ask": "And at sea?"}]}]}
    made = read_sections(more, load_questions().sections)
    assert next(s for s in made if s.id == "health").questions[-1] == Question("sea", "And at sea?", "")


# -- jobs ----------------------------------------------------------------------------------------------------


def test_a_job_and_its_ending_ask_for_a_version_and_nothing_is_due(desk: Desk, person: UUID) -> None:
    def lines() -> list[Any]:
        return [c.done_on for c in case.case(desk, person).checklists[1] if c.id == "profile_since_job"]

    work = jobs.record_job(desk, person, told.job(-20, -25))
    assert lines() == []  # The profile itself is still to be begun.
    profile.begin_version(desk, person, VocationalProfileEntry(begun_on=told.day(-30)))
    assert lines() == [None]
    due = case.case(desk, person).due
    (event,) = case.case(desk, person).stages.profile.not_told
    assert (event.occasion, event.job, event.on) == ("job_start", "bakery assistant", told.day(-20))
    started = VocationalProfileEntry(begun_on=told.day(-20), occasion="job_start", job=work)
    version = profile.begin_version(desk, person, started)
    assert lines() == [told.day(-20)] and case.case(desk, person).due == due
    assert profile.version_entry(desk, version) == started
    jobs.record_ending(desk, work, told.ending(-9, learnt_on=told.day(-2), learnt="mornings", differently="no nights"))
    # Begun after the last day, but before anybody heard of it.
    profile.begin_version(desk, person, VocationalProfileEntry(begun_on=told.day(-5)))
    assert lines() == [None]
    view = case.case(desk, person).stages.profile
    assert [(e.occasion, e.learnt, e.differently) for e in view.not_told] == [("job_ending", "mornings", "no nights")]
    profile.begin_version(desk, person, VocationalProfileEntry(begun_on=told.day(0)))
    assert lines() == [told.day(0)] and not case.case(desk, person).stages.profile.not_told


def test_a_job_that_has_not_begun_or_fell_through_teaches_nothing(desk: Desk, person: UUID) -> None:
    profile.begin_version(desk, person, VocationalProfileEntry(begun_on=told.day(-30)))
    jobs.record_job(desk, person, told.job(5, -4))
    assert case.case(desk, person).stages.profile.not_told == ()
    gone = jobs.record_job(desk, person, told.job(-3, -4))
    from ips_tui.forms.jobs import JobStartEntry

    jobs.note_start(desk, gone, JobStartEntry(started=False, fell_through_on=told.day(-2)))
    assert case.case(desk, person).stages.profile.not_told == ()
