"""Typed words lead to the entry that holds them: whose it is, what, when, the words around, and where it is shown."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from ips_tui.casework import (
    action_plan,
    appointments,
    contacts,
    disclosure,
    employers,
    jobs,
    people,
    reviews,
    support,
)
from ips_tui.casework.case import case
from ips_tui.casework.found import FoundRecord
from ips_tui.casework.search import MOST, find
from ips_tui.casework.session import Desk
from ips_tui.domain.profile import BarrierKind, BarrierState
from ips_tui.domain.stages import Stage
from ips_tui.forms.contacts import AppointmentClosingEntry
from ips_tui.forms.disclosure import DisclosureTalkEntry
from ips_tui.records.profile import Barrier
from ips_tui.text import words_of
from tests import told


def note(desk: Desk, person: UUID, text: str, on: int = -6) -> UUID:
    return contacts.record_contact(desk, person, told.contact(on, summary=text))


def only(desk: Desk, typed: str) -> FoundRecord:
    (record,) = find(desk, typed)
    return record


def test_a_contact_is_found_with_everything_that_is_shown_of_it(either_desk: Desk) -> None:
    desk = either_desk
    person = told.participant(desk, told.clinical_team(desk), name="Siân Øvre")
    ref = case(desk, person).person.ref
    kept = note(desk, person, "Came by train.\nTalked about the Bus-Pass\tand mornings.")
    assert find(desk, "mornings BUS") == (
        FoundRecord(
            table="contact",
            id=kept,
            title="choice.contact_kind.engagement",
            on=told.day(-6),
            subject="participant",
            subject_id=person,
            name="Siân Øvre",
            ref=ref,
            entry=kept,
            employer="",
            snippet="Came by train. Talked about the Bus-Pass and mornings.",
        ),
    )


def test_an_employers_own_words_are_found_on_its_page(desk: Desk) -> None:
    bakery = told.employer(desk, needs="early hands")
    visit = employers.record_employer_contact(desk, told.visit(bakery, result="wants early starts"))
    contact, details = find(desk, "early")
    said = ("table", "subject", "subject_id", "name", "ref", "entry", "employer", "title")
    assert [tuple(getattr(one, name) for name in said) for one in (contact, details)] == [
        ("employer_contact", "employer", bakery, "Mill Lane Bakery", "", visit, "", "timeline.employer_contact"),
        ("employer", "employer", bakery, "Mill Lane Bakery", "", None, "", "search.kind.employer"),
    ]


def test_a_contact_about_somebody_is_found_on_their_page_and_says_which_employer(desk: Desk, person: UUID) -> None:
    bakery = told.employer(desk)
    told.agreed(desk, person)
    visit = employers.record_employer_contact(desk, told.visit(bakery, participant=person, result="wants early starts"))
    found = only(desk, "early")
    assert (found.subject_id, found.name, found.employer) == (person, "Ada Fenwick", "Mill Lane Bakery")
    assert found.entry == visit
    assert find(desk, "fenwick bakery early") == (found,)


def test_what_is_known_of_a_person_is_found_by_its_words_and_shows_no_name(desk: Desk, team: UUID) -> None:
    told.participant(desk, team, safety_note="beware of the dog", telephone="07700 900123")
    found = only(desk, "dog")
    assert (found.entry, found.on, found.title) == (None, None, "search.kind.participant")
    assert (found.snippet, only(desk, "900123").snippet) == ("beware of the dog", "07700 900123")
    # In the privacy view the name is shown as initials; a snippet of it would give it away.
    assert "Fenwick" not in only(desk, "fenwick").snippet


@pytest.mark.parametrize(
    ("text", "typed", "snippet"),
    [
        ("  spaces   and\n\nlines ", "lines", "spaces and lines"),
        ("Ødegård’s café", "cafe odeg", "Ødegård’s café"),
        ("word " * 100 + "needle " + "word " * 100, "needle", "…" + "word " * 15 + "needle" + " word" * 31 + " w…"),
    ],
    ids=("lines", "accents", "long"),
)
def test_the_snippet_is_the_text_as_it_was_typed_around_the_first_word(
    desk: Desk, person: UUID, text: str, typed: str, snippet: str
) -> None:
    note(desk, person, text)
    assert only(desk, typed).snippet == snippet


def test_of_several_texts_the_one_that_holds_most_of_the_words_is_shown(desk: Desk, person: UUID) -> None:
    entry = told.clinical_update(said="the bus", heard="a bus pass came", team_will_do="pass")
    contacts.record_clinical_update(desk, person, entry)
    assert [only(desk, typed).snippet for typed in ("bus", "pass", "pass bus")] == [
        "the bus",
        "a bus pass came",
        "a bus pass came",
    ]


def test_hostile_text_comes_as_one_line_without_anything_a_terminal_obeys(desk: Desk, team: UUID, hostile: str) -> None:
    person = told.participant(desk, team, name=f"x {hostile}"[:190])
    note(desk, person, f"needle {hostile}")
    (found,) = [one for one in find(desk, "needle") if one.table == "contact"]
    assert "needle" in found.snippet and "\n" not in found.snippet
    assert found.snippet.isprintable() or "\u200d" in found.snippet
    for word in words_of(found.snippet):
        assert find(desk, f"needle {word}")


# -- where it is shown ----------------------------------------------------------------------------------


def test_every_entry_stands_on_the_page_of_the_person(desk: Desk, person: UUID) -> None:
    bakery = told.employer(desk)
    refused = told.openly(bakery, person, -7, what_happened="needle")
    employers.report_without_agreement(desk, refused)
    planned = appointments.make_appointment(desk, person, told.appointment(4, note="needle planned"))
    met = appointments.make_appointment(desk, person, told.appointment(0, note="needle met"))
    contact = contacts.record_contact(desk, person, told.contact(0, summary="needle then"), appointment_id=met)
    reviewed = appointments.make_appointment(desk, person, told.appointment(0, note="needle reviewed"))
    review = reviews.record_review(
        desk, person, told.review(0, expectations="needle", went_well="needle"), appointment_id=reviewed
    )
    missed = appointments.make_appointment(desk, person, told.appointment(0, note="needle missed"))
    closing = AppointmentClosingEntry(state="cancelled", closed_by="participant", note="needle off")
    appointments.close_appointment(desk, missed, closing)
    visit = appointments.make_appointment(
        desk, person, told.appointment(0, purpose="employer_visit", employer=bakery, note="needle visit")
    )
    agreement = told.agreed(desk, person, agreed_words="needle")
    visited = employers.record_employer_contact(
        desk, told.visit(bakery, 0, participant=person, result="needle"), appointment_id=visit
    )
    talk = disclosure.record_talk(desk, person, DisclosureTalkEntry(happened_on=told.day(-1), note="needle"))
    update = contacts.record_clinical_update(desk, person, told.clinical_update(said="needle"))
    stage = people.enter_stage(desk, person, Stage.JOB_DEVELOPMENT, told.day(0), why="needle")
    found = find(desk, "needle")
    entries = [one.entry for one in found]
    assert len(entries) == len(set(entries)) == 10
    assert set(entries) >= {planned, contact, review, missed, agreement, visited, talk, update, stage}
    assert set(entries) <= {item.id for item in case(desk, person).timeline}
    assert {one.subject_id for one in found} == {person}


def test_a_part_is_shown_by_its_whole(desk: Desk, person: UUID) -> None:
    """What is filed with something on the timeline leads there, and what is known of the person to their page."""
    action_plan.record_plan(desk, person, told.plan())
    step = {"name": "needle step", "who": "participant"}
    objective = action_plan.record_objective(desk, person, told.objective(steps=(step,)))
    job = jobs.record_job(desk, person, told.job(shift_pattern="needle shifts"))
    need = {"topic": "travel", "need": "needle need"}
    support_plan = support.record_support_plan(desk, job, told.support_plan(needs=(need,)))
    followed = support.record_follow_along(desk, job, told.follow_along(0, summary="needle followed", to_do="needle"))
    barrier = {"kind": next(iter(BarrierKind)), "state": next(iter(BarrierState))}
    with desk.writing("test") as writing:
        writing.add(Barrier, participant_id=person, what="needle", **barrier)
    found = {one.table: one.entry for one in find(desk, "needle")}
    assert found.pop("barrier") is None
    assert set(found.values()) == {objective, job, support_plan, followed}
    assert set(found.values()) <= {item.id for item in case(desk, person).timeline}


def test_the_rows_of_one_entry_are_found_once_by_the_newest(desk: Desk, person: UUID) -> None:
    planned = appointments.make_appointment(desk, person, told.appointment(0, note="needle"))
    review = told.review(0, expectations="needle", own_words="needle words", went_well="needle well")
    kept = reviews.record_review(desk, person, review, appointment_id=planned)
    assert only(desk, "needle").entry == kept
    # Each of the rows leads there.
    for typed in ("needle words", "needle well"):
        assert only(desk, typed).entry == kept


# -- how many, and nothing else -------------------------------------------------------------------------


def test_the_newest_are_found_and_no_more_than_are_shown(desk: Desk, person: UUID) -> None:
    for back in range(40):
        note(desk, person, "needle", -back)
    assert [one.on for one in find(desk, "needle")] == [told.day(-back) for back in range(MOST)]
    assert [one.on for one in find(desk, "needle", limit=2)] == [told.day(0), told.day(-1)]
    assert find(desk, "needle", limit=0) == find(desk, "") == find(desk, "thread") == ()


def test_nothing_is_written_down_about_a_search(either_desk: Desk) -> None:
    desk = either_desk
    note(desk, told.participant(desk, told.clinical_team(desk)), "needle")
    before, edition = told.dump(desk.connection), desk.edition
    assert desk.find_text("needle") == find(desk, "needle") != ()
    assert desk.find_text("secret") == ()
    assert (told.dump(desk.connection), desk.edition) == (before, edition)


def test_a_store_that_is_only_read_is_searched(desk: Desk, person: UUID) -> None:
    kept = note(desk, person, "needle")
    desk.close()
    desk.open_practice(readonly=True)
    assert only(desk, "needle").id == kept


def test_the_desk_says_when_a_search_is_quick(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()
    assert not desk.loaded
    desk.warm()
    assert desk.loaded
