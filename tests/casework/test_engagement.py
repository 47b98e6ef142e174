"""Getting to know each other on a real store: topics, natural supports, satisfaction, pauses, the outreach ledger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework import appointments, case, contacts, engagement, people
from ips_tui.casework.outreach_ledger import ledger
from ips_tui.casework.session import Desk
from ips_tui.casework.show import whole_record
from ips_tui.domain.engagement import PauseReason
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.contacts import AppointmentClosingEntry, ConsentEntry
from ips_tui.forms.engagement import NaturalSupportEntry, PauseEntry
from ips_tui.forms.kit import read_entry
from ips_tui.own_questions import read_own_questions
from tests import told


def _rapport(desk: Desk, **said: Any) -> Any:
    return engagement.rapport_form(desk)(**{"talked_on": told.day(0), **said})


def test_each_topic_keeps_the_day_on_which_it_was_said(desk: Desk, person: UUID) -> None:
    engagement.save_rapport(desk, person, _rapport(desk, talked_on=told.day(-6), hopes="a reason to get up"))
    # The next talk: one more topic; what was said before is not said again.
    now = engagement.rapport_now(desk, person)
    again = now.model_copy(update={"worries": "losing my benefits"})
    engagement.save_rapport(desk, person, again)
    rows = desk.connection.execute("SELECT question, talked_on FROM rapport ORDER BY question").fetchall()
    assert rows == [("hopes", told.day(-6).isoformat()), ("worries", told.day(0).isoformat())]
    view = case.case(desk, person).stages.engagement
    assert (view.topics, view.talked_on) == (2, told.day(0))
    assert view.topics_of == 6


def test_a_topic_that_is_not_for_talking_about_says_so_and_counts_as_asked(desk: Desk, person: UUID) -> None:
    engagement.save_rapport(desk, person, _rapport(desk, worries_state="prefers_not_to_say"))
    assert engagement.rapport_now(desk, person).worries_state == "prefers_not_to_say"  # type: ignore[attr-defined]
    assert case.case(desk, person).stages.engagement.topics == 1
    engagement.save_rapport(desk, person, _rapport(desk))
    assert case.case(desk, person).stages.engagement.topics == 0


def test_topics_are_read_in_the_words_they_were_asked_in(desk: Desk, person: UUID) -> None:
    engagement.save_rapport(desk, person, _rapport(desk, hopes="company"))
    (row,) = next(t for t in whole_record(desk, person) if t.table == "rapport").rows
    said = {cell.column: cell for cell in row.cells}
    assert said["value"].label == "What do you hope work would bring you?"
    assert said["value"].text == "company"


def test_nothing_of_it_lies_ahead(desk: Desk, person: UUID) -> None:
    for attempt in (
        lambda: engagement.save_rapport(desk, person, _rapport(desk, talked_on=told.day(1))),
        lambda: engagement.record_pause(desk, person, PauseEntry(from_on=told.day(1), reason="hospital")),
        lambda: engagement.record_pause(
            desk, person, PauseEntry(from_on=told.day(0), to_on=told.day(1), reason="hospital")
        ),
    ):
        before = told.dump(desk.connection)
        with pytest.raises(BadEntry):
            attempt()
        assert told.dump(desk.connection) == before


def test_the_page_says_whom_one_may_be_in_touch_with(desk: Desk, person: UUID) -> None:
    for name, consent, about in (("Jo", "given", ("job_leads",)), ("Kim", "refused", ())):
        engagement.record_natural_support(
            desk,
            person,
            NaturalSupportEntry(
                name=name, relation="friend", consent=consent, said_on=told.day(-2), contact_about=about
            ),
        )
    jo, kim = case.case(desk, person).stages.engagement.supports
    assert (jo.name, jo.consent, jo.about) == ("Jo", "given", ("job_leads",))
    assert (kim.name, kim.consent, kim.about) == ("Kim", "refused", ())


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"consent": "given"}, "contact_about"),
        ({"consent": "withdrawn", "contact_about": "progress"}, "withdrawn_on"),
        ({"consent": "withdrawn", "contact_about": "progress", "withdrawn_on": "2026-10-01"}, "withdrawn_on"),
    ],
)
def test_what_was_agreed_is_said_whole(raw: dict[str, str], field: str) -> None:
    known = {"name": "Jo", "relation": "friend", "said_on": "2026-10-12"}
    with pytest.raises(BadEntry) as refused:
        read_entry(NaturalSupportEntry, {**known, **raw}, today=told.TODAY)
    assert [p.field for p in refused.value.problems] == [field]


def test_a_group_answers_without_names_and_belongs_to_nobody(desk: Desk, person: UUID) -> None:
    form = engagement.satisfaction_form(desk)
    row = engagement.record_satisfaction(
        desk, None, form(happened_on=told.day(0), how="group", people=5, supported=7, what_helps="being asked")
    )
    assert engagement.satisfaction_as_entry(desk, row).people == 5
    assert case.case(desk, person).stages.engagement.satisfied_on is None
    owners = desk.connection.execute("SELECT participant_id FROM satisfaction_answer").fetchall()
    assert owners == [(None,), (None,)]


def test_satisfaction_is_asked_again_and_each_time_stays(desk: Desk, person: UUID) -> None:
    form = engagement.satisfaction_form(desk)
    for on, rating in ((-20, 4), (-1, 8)):
        engagement.record_satisfaction(
            desk, person, form(happened_on=told.day(on), how="interview", supported=rating, what_helps=f"said {rating}")
        )
    page = case.case(desk, person)
    assert page.stages.engagement.satisfied_on == told.day(-1)
    said = [item.text for item in page.timeline if item.kind == "satisfaction"]
    assert said == ["said 8", "said 4"]


def test_a_pause_stands_on_its_days_and_changes_no_count(desk: Desk, person: UUID) -> None:
    contacts.record_contact(desk, person, told.contact(-10))
    before = case.case(desk, person)
    row = engagement.record_pause(desk, person, PauseEntry(from_on=told.day(-3), reason="hospital"))
    page = case.case(desk, person)
    assert page.stages.engagement.pause is not None
    assert page.stages.engagement.pause.reason is PauseReason.HOSPITAL
    assert (page.due, page.person.clock_day) == (before.due, before.person.clock_day)
    engagement.change_pause(desk, row, PauseEntry(from_on=told.day(-3), to_on=told.day(-1), reason="hospital"))
    assert case.case(desk, person).stages.engagement.pause is None


def test_the_team_is_still_to_hear_until_it_was_told(desk: Desk, person: UUID) -> None:
    contacts.record_contact(desk, person, told.contact(-6, clinical_share="to_do"))
    contacts.record_contact(desk, person, told.contact(-4, clinical_share="to_do"))
    assert case.case(desk, person).stages.to_tell == (told.day(-4), told.day(-6))
    contacts.record_clinical_update(desk, person, told.clinical_update(-5))
    assert case.case(desk, person).stages.to_tell == (told.day(-4),)
    contacts.record_clinical_update(desk, person, told.clinical_update(-4))
    assert case.case(desk, person).stages.to_tell == ()


# -- outreach ----------------------------------------------------------------------------------------------


def _tried(desk: Desk, person: UUID) -> set[str]:
    return {one.strategy.value for one in ledger(desk, person).strategies if one.tried}


def test_the_ledger_says_who_tried_what_and_when(desk: Desk, person: UUID) -> None:
    attempt: dict[str, Any] = {"kind": "outreach_attempt", "result": "not_reached"}
    contacts.record_contact(desk, person, told.contact(-9, **attempt, mode="telephone"))
    contacts.record_contact(
        desk, person, told.contact(-8, **attempt, place="home", together_with=("clinical_staff",), with_whom="Ben")
    )
    contacts.record_contact(desk, person, told.contact(-5, **attempt, place="community"))
    kept = ledger(desk, person)
    assert _tried(desk, person) == {
        "stayed_open",
        "attempts_noted",
        "clinical_staff",
        "home_community",
        "joint_visits",
    }
    assert (kept.tried, kept.attempts) == (5, 3)
    visits = next(one for one in kept.strategies if one.strategy.value == "home_community")
    assert [(t.on, t.by) for t in visits.times] == [(told.day(-5), "Maren Test"), (told.day(-8), "Maren Test")]


def test_a_missed_appointment_is_a_try_and_family_that_is_not_wanted_is_none(desk: Desk, person: UUID) -> None:
    planned = appointments.make_appointment(desk, person, told.appointment(0))
    appointments.close_appointment(desk, planned, AppointmentClosingEntry(state="missed", closed_by="participant"))
    people.record_consent(desk, person, ConsentEntry(about="family", state="refused", said_on=told.day(-3)))
    kept = ledger(desk, person)
    assert kept.attempts == 1
    assert kept.family_refused_on == told.day(-3)


def test_what_the_clinical_team_tried_alone_is_no_contact_of_ours(desk: Desk, person: UUID) -> None:
    """Else a care coordinator's visit would stop the clock, and the next review would wait for it (F5, S2)."""
    before = case.case(desk, person)
    contacts.record_contact(
        desk,
        person,
        told.contact(-4, kind="outreach_attempt", tried_by="clinical_staff", expectations="none of ours"),
    )
    page = case.case(desk, person)
    assert (page.due, page.person.clock_day, page.checklists) == (
        before.due,
        before.person.clock_day,
        before.checklists,
    )
    assert "clinical_staff" in _tried(desk, person)


def test_the_page_has_the_ledger_while_somebody_has_to_be_reached(desk: Desk, person: UUID) -> None:
    assert case.case(desk, person).outreach is None
    contacts.record_contact(desk, person, told.contact(-4, kind="outreach_attempt", result="not_reached"))
    outreach = case.case(desk, person).outreach
    assert outreach is not None and outreach.attempts == 1
    contacts.record_contact(desk, person, told.contact(-2))
    assert case.case(desk, person).outreach is None


# -- a team's own topics ------------------------------------------------------------------------------------


def test_a_team_adds_its_own_topic_to_what_is_talked_through(open_desk: Callable[..., Desk], tmp_path: Path) -> None:
    folder = tmp_path / "questions"
    folder.mkdir()
    (folder / "ours.toml").write_text(
        'adds_to = "rapport"\n[[section]]\nid = "rapport"\n[[section.question]]\nid = "transport"\n'
        'ask = "How do you get about?"\n',
        encoding="utf-8",
    )
    desk = open_desk()
    desk.own_questions = read_own_questions(folder, desk.words)
    assert desk.own_questions.problems == ()
    person = told.participant(desk, told.clinical_team(desk))
    engagement.save_rapport(desk, person, _rapport(desk, transport="by bike"))
    assert case.case(desk, person).stages.engagement.topics_of == 7
    # Without the file the answer stays to be read, in the words it was asked in.
    desk.own_questions = None
    desk._question_sets.clear()
    assert case.case(desk, person).stages.engagement.topics == 0
    (row,) = next(t for t in whole_record(desk, person) if t.table == "rapport").rows
    assert [(c.label, c.text) for c in row.cells if c.column == "value"] == [("How do you get about?", "by bike")]
