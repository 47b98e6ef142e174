"""What leaves the house for an employer: a letter behind the gate, and the CV that the person chose."""

from __future__ import annotations

from uuid import UUID

import pytest

from ips_tui.casework import cv, disclosure, employers, job_search, jobs, profile
from ips_tui.casework.hand_over import hand_over
from ips_tui.casework.session import Desk
from ips_tui.content.questions import load_questions
from ips_tui.forms.cv import CvEntry, CvLineEntry
from ips_tui.forms.disclosure import DisclosureWithdrawalEntry
from ips_tui.forms.job_search import ApplicationEntry
from ips_tui.forms.profile import VocationalProfileEntry, section_entry
from ips_tui.reports.registry import NotYet, PaperKind, PaperRequest, paper
from ips_tui.reports.writers.text import lines_of
from tests import told

CANARY = "Secret canary"


def text(desk: Desk, kind: PaperKind, person: UUID, record: UUID | None = None) -> str:
    found = paper(kind)
    assert found is not None
    return "\n".join(lines_of(found.make(desk, PaperRequest(person, record))))


def why_not(desk: Desk, kind: PaperKind, person: UUID, record: UUID | None = None) -> str:
    with pytest.raises(NotYet) as refused:
        text(desk, kind, person, record)
    assert desk.words.has(refused.value.message_id)
    return refused.value.message_id


@pytest.fixture
def person(desk: Desk, team: UUID) -> UUID:
    return told.participant(desk, team, name="Ada Fenwick", preferred_name=CANARY, emergency_contact=CANARY)


def test_a_letter_holds_the_shareable_fields_and_nothing_else(desk: Desk, person: UUID) -> None:
    bakery = told.employer(desk, person="Idris Mill", needs=CANARY)
    told.agreed(
        desk,
        person,
        agreed_words="She is at her best in the morning.",
        never_words=CANARY,
        adjustments="A written list",
        scope="named",
        employers=(bakery,),
    )
    profile.record_research(desk, person, told.research(conclusion=CANARY))
    said = text(desk, PaperKind.EMPLOYER_LETTER, person, bakery)
    assert "She is at her best in the morning." in said and "A written list" in said
    assert "Dear Idris Mill," in said and "Ada Fenwick" in said
    assert CANARY not in said
    assert "P01" not in said and "Printed" not in said


def test_no_letter_goes_around_the_gate(desk: Desk, person: UUID) -> None:
    """By each road: nothing decided, refused, another employer, withdrawn (domain.md 1.9 G4)."""
    bakery, garage = told.employer(desk), told.employer(desk, "Quay Garage")
    letter = PaperKind.EMPLOYER_LETTER
    assert why_not(desk, letter, person, bakery) == "gate.none_yet"
    assert why_not(desk, letter, person) == "gate.none_yet"
    disclosure.record_agreement(desk, person, told.refused(-6))
    assert why_not(desk, letter, person, bakery) == "gate.no_contact"
    agreed = told.agreed(desk, person, scope="named", employers=(bakery,))
    assert text(desk, letter, person, bakery)
    assert why_not(desk, letter, person, garage) == "gate.other_employers"
    known = paper(letter)
    assert known is not None and [one.id for one in known.records(desk, person)] == [bakery]
    disclosure.withdraw(desk, agreed, DisclosureWithdrawalEntry(withdrawn_on=told.day(0)))
    assert why_not(desk, letter, person, bakery) == "gate.withdrawn"
    assert known.records(desk, person) == ()


@pytest.mark.parametrize(("contact", "why"), [("no", "no_in_work_contact"), ("with_me", "only_with_person")])
def test_once_they_work_there_only_what_was_agreed_for_it_counts(
    desk: Desk, person: UUID, contact: str, why: str
) -> None:
    """G5: the same agreement lets us write before the first day, and not from it on."""
    bakery, garage = told.employer(desk), told.employer(desk, "Quay Garage")
    told.agreed(desk, person, scope="named", employers=(bakery, garage), in_work_contact=contact)
    employers.record_employer_contact(desk, told.visit(bakery, participant=person))
    jobs.record_job(desk, person, told.job(5, -4, employer=garage))
    job = jobs.record_job(desk, person, told.job(1, -4, employer=bakery))
    letter = PaperKind.EMPLOYER_LETTER
    assert "who is to begin work at Mill Lane Bakery" in " ".join(text(desk, letter, person, bakery).split())
    assert [tie.may_speak for tie in hand_over(desk, person).employers] == [True]
    jobs.change_job(desk, job, told.job(-1, -4, employer=bakery))
    assert why_not(desk, letter, person, bakery) == f"gate.{why}"
    assert [tie.may_speak for tie in hand_over(desk, person).employers] == [False]
    known = paper(letter)
    assert known is not None and [one.id for one in known.records(desk, person)] == [garage]
    # Where none is left, the list says which decision it is.
    told.agreed(desk, person, 0, scope="named", employers=(bakery,), in_work_contact=contact)
    assert why_not(desk, letter, person) == f"gate.{why}"


def test_a_letter_does_not_say_of_who_works_there_that_they_look_for_work(desk: Desk, person: UUID) -> None:
    bakery = told.employer(desk)
    told.agreed(desk, person, agreed_words="I may need a break.", scope="named", employers=(bakery,))
    assert "is looking for work" in text(desk, PaperKind.EMPLOYER_LETTER, person, bakery)
    jobs.record_job(desk, person, told.job(-1, -4, employer=bakery))
    said = " ".join(text(desk, PaperKind.EMPLOYER_LETTER, person, bakery).split())
    assert "who works at Mill Lane Bakery" in said and "looking for work" not in said
    # The words may be in the person's own voice.
    assert "In the words that Ada Fenwick and I agreed:" in said


@pytest.mark.parametrize(("who", "stands"), [("specialist", True), ("both", True), ("participant", False)])
def test_what_the_person_tells_themselves_stands_in_no_letter(desk: Desk, person: UUID, who: str, stands: bool) -> None:
    bakery = told.employer(desk)
    told.agreed(desk, person, agreed_words="Quiet place", adjustments="Later start", who_tells=who)
    said = text(desk, PaperKind.EMPLOYER_LETTER, person, bakery)
    assert ("Quiet place" in said, "Later start" in said) == (stands, stands)


def test_what_could_stand_in_a_cv_is_offered_without_what_hurts(desk: Desk, person: UUID) -> None:
    section = next(one for one in load_questions().sections if one.id == "work_history")
    past = {"title": "Cook", "employer_name": "Quay", "duties": "Soups", "liked": CANARY, "disliked": CANARY}
    profile.begin_version(desk, person, VocationalProfileEntry(begun_on=told.day(-5), occasion="first_talk"))
    profile.save_section(
        desk, person, section_entry(section)(past_jobs=({**past, "helped": CANARY, "why_left": ("illness_related",)},))
    )
    (line,) = cv.proposed_lines(desk, person)
    assert (line.part, line.name, line.place, line.details) == ("work", "Cook", "Quay", "Soups")
    assert CANARY not in str(line) and line.past_job is not None


def test_a_cv_says_what_was_chosen_and_names_where_it_went(desk: Desk, person: UUID) -> None:
    entry = CvEntry(
        name="shops",
        made_on=told.day(-3),
        own_words="I keep calm.",
        reach=(),
        lines=(
            CvLineEntry(part="skill", name="Accounts"),
            CvLineEntry(part="gap", name="Years at home"),
            CvLineEntry(part="work", name="Cook", place="Quay"),
        ),
    )
    first = cv.record_cv(desk, person, entry)
    said = text(desk, PaperKind.CV, person)
    # Times without work stand among the work, in the order they were typed.
    assert said.index("Years at home") < said.index("Cook, Quay") < said.index("Accounts")
    assert said.startswith("ADA FENWICK") and "Draft" in said and CANARY not in said
    cv.change_cv(desk, first, entry.model_copy(update={"seen_on": told.day(-1)}))
    assert "Draft" not in text(desk, PaperKind.CV, person)
    other = cv.record_cv(desk, person, entry.model_copy(update={"name": "offices", "made_on": told.day(-1)}))
    job_search.record_application(
        desk, person, ApplicationEntry(made_on=told.day(0), name="Clerk", route="advert", employer_name="Law", cv=first)
    )
    known = paper(PaperKind.CV)
    assert known is not None
    labels = {one.id: one.label for one in known.records(desk, person)}
    assert list(labels) == [other, first]
    assert labels[first].endswith("sent with Clerk, Law") and "sent with" not in labels[other]


def test_how_the_person_is_reached_is_printed_only_where_they_chose_it(desk: Desk, team: UUID) -> None:
    person = told.participant(desk, team, name="Bo", telephone="0123 456", email="bo@example.org", address="Quay 1")
    entry = CvEntry(name="shops", made_on=told.day(0), reach=("telephone",))
    cv.record_cv(desk, person, entry)
    said = text(desk, PaperKind.CV, person)
    assert "0123 456" in said and "bo@example.org" not in said and "Quay 1" not in said


def test_there_is_no_cv_before_one_was_made(desk: Desk, person: UUID) -> None:
    assert why_not(desk, PaperKind.CV, person) == "papers.not_yet.cv"
    with pytest.raises(LookupError):
        text(desk, PaperKind.CV, person, UUID(int=5))
