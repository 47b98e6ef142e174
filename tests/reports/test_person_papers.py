"""Papers about one person, from stories of their own: what changed, what may be signed, what is left out, harm."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework import (
    action_plan,
    contacts,
    disclosure,
    employers,
    engagement,
    next_plan,
    people,
    profile,
    reviews,
    steps,
    support,
)
from ips_tui.casework.caseload import everyone
from ips_tui.casework.given_out import given_out
from ips_tui.casework.own_copy import passages
from ips_tui.casework.plan_views import PlanView, plans_view
from ips_tui.casework.session import Desk
from ips_tui.clock import SystemClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.forms.action_plan import (
    ObjectiveReviewEntry,
    PlanAgreementEntry,
    PlanReviewEntry,
    PlanWithdrawalEntry,
    StepEntry,
    StepOutcomeEntry,
)
from ips_tui.forms.contacts import ConsentEntry
from ips_tui.forms.disclosure import DisclosureTalkEntry, DisclosureWithdrawalEntry
from ips_tui.forms.engagement import NaturalSupportEntry
from ips_tui.forms.profile import section_entry
from ips_tui.forms.support import SupportNeedEntry
from ips_tui.paths import sample
from ips_tui.records.contacts import Contact
from ips_tui.records.rights import ConfidenceMark
from ips_tui.reports.document import Bullets, Document, Heading, Paragraph, Table
from ips_tui.reports.registry import PAPERS, NotYet, PaperKind, PaperRequest, paper
from ips_tui.reports.writers.text import text_of
from ips_tui.store.files import StoreFiles
from ips_tui.text import clean
from tests import in_work, planned, told

OTHERS = {"may_say", "cv", "employer_letter", "hand_over"}
"""Papers about a person that other tests look at."""
OURS = tuple(one for one in PAPERS if one.of_a_person and one.kind.value not in OTHERS)
NOTES = (PaperKind.CLINICAL_NOTE, PaperKind.WEEKLY_NOTE)
CHANGES = PaperKind.ACTION_PLAN_CHANGES
AGREEMENT = PaperKind.DISCLOSURE_AGREEMENT
SUPPORT = PaperKind.IN_WORK_SUPPORT_PLAN
SUPPORT_EMPLOYER = PaperKind.SUPPORT_PLAN_EMPLOYER


def _made(desk: Desk, who: UUID, kind: PaperKind, **more: Any) -> Document:
    known = paper(kind)
    assert known is not None
    return known.make(desk, PaperRequest(participant_id=who, **more))


def _text(desk: Desk, who: UUID, kind: PaperKind, **more: Any) -> str:
    """The text of a paper in one line."""
    return re.sub(r"\s+", " ", text_of(_made(desk, who, kind, **more)))


# What changed in the plan


def _changes(desk: Desk, who: UUID) -> dict[str, list[Any]]:
    """The lines of the page of changes, by their headings."""
    found: dict[str, list[Any]] = {}
    heading = ""
    for block in _made(desk, who, CHANGES).blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Bullets):
            found[heading] = list(block.points)
        elif isinstance(block, Table):
            found[heading] = list(block.rows)
        elif isinstance(block, Paragraph):
            found[block.text] = []
    return found


def _plan(desk: Desk, who: UUID) -> PlanView:
    with desk.reading() as db:
        plan = plans_view(db, who).latest
    assert plan is not None
    return plan


def _reword(desk: Desk, who: UUID, called: str, **more: Any) -> None:
    (objective,) = [one.id for one in _plan(desk, who).objectives if one.name == called]
    entry = action_plan.objective_entry(desk, objective)
    action_plan.change_objective(desk, objective, entry.model_copy(update=more))


def test_the_page_of_changes_tells_what_is_new_changed_done_and_dropped(desk: Desk, person: UUID) -> None:
    none = {"Nothing changed since then.": []}
    shirt, ring = (StepEntry(name=name, who="participant", due_on=told.day(-5)) for name in ("Iron a shirt", "Ring"))
    with pytest.raises(NotYet):
        _made(desk, person, CHANGES)
    first = action_plan.record_plan(desk, person, told.plan(-30, agreed="not_agreed", agreed_on=None))
    action_plan.record_objective(desk, person, told.objective(name="Ask at both", steps=(shirt, ring)))
    action_plan.record_objective(desk, person, told.objective(name="Learn the till"))
    with pytest.raises(NotYet):
        _made(desk, person, CHANGES)
    action_plan.agree_plan(desk, first, PlanAgreementEntry(agreed="signed", agreed_on=told.day(-28)))
    assert _changes(desk, person) == none

    iron = next(step.id for step in _plan(desk, person).steps if step.name == "Iron a shirt")
    steps.note_step(desk, iron, StepOutcomeEntry(status="done", done_on=told.day(-6), result="Two of them"))
    done = ["Iron a shirt (Ask at both): Fri 9 Oct 2026. Two of them"]
    assert _changes(desk, person) == {"Done": done}

    # The next version as it was carried over: nothing in it is another.
    second = next_plan.record_next_version(desk, person, told.plan(-4, agreed="not_agreed", agreed_on=None))
    assert _changes(desk, person) == {"Done": done}
    _reword(desk, person, "Learn the till", name="Learn till and card machine", due_on=told.day(30))
    action_plan.record_objective(desk, person, told.objective(name="A bus pass", kind="travel"))
    _reword(desk, person, "Ask at both", status="dropped", result="Both have closed")
    found = _changes(desk, person)
    till = "Learn till and card machine"
    assert found.pop("Changed") == [
        (till, "name", "Learn the till", till),
        (till, "by when", "Wed 4 Nov 2026", "Sat 14 Nov 2026"),
    ]
    assert found.pop("New") == ["A bus pass"]
    assert found.pop("Not in the plan any more") == ["Ask at both: Both have closed"]
    assert found == {"Done": done}

    # Once it is agreed it is compared with the one before; taken back, it is none to compare with.
    action_plan.agree_plan(desk, second, PlanAgreementEntry(agreed="verbally", agreed_on=told.day(-3)))
    assert set(_changes(desk, person)) == {"Changed", "New", "Not in the plan any more", "Done"}
    text = _text(desk, person, CHANGES)
    assert "plan 1: signed, Thu 17 Sep 2026" in text and "plan 2: agreed in words, Mon 12 Oct 2026" in text
    assert _changes_to(desk, person, first) == {"Done"}
    known = paper(CHANGES)
    assert known is not None and [choice.id for choice in known.records(desk, person)] == [second, first]
    action_plan.withdraw_plan(desk, first, PlanWithdrawalEntry(withdrawn_on=told.day(-1), withdrawn_why="By mistake"))
    assert [choice.id for choice in known.records(desk, person)] == [second]
    assert _changes(desk, person).keys() <= {"Done", *none, "Not in the plan any more"}
    assert "TAKEN" not in text
    assert "taken back on Wed 14 Oct 2026" in _text(desk, person, PaperKind.ACTION_PLAN, record_id=first)


def _changes_to(desk: Desk, who: UUID, plan: UUID) -> set[str]:
    """The headings of the page of changes up to that plan."""
    return {block.text for block in _made(desk, who, CHANGES, record_id=plan).blocks if isinstance(block, Heading)}


def test_a_plan_of_another_person_is_nobodys_paper(desk: Desk, person: UUID, team: UUID) -> None:
    other = told.participant(desk, team, name="Somebody Else")
    plan = planned.plan(desk, other)
    for kind in (PaperKind.ACTION_PLAN, CHANGES):
        with pytest.raises(LookupError):
            _made(desk, person, kind, record_id=plan)
    for one in OURS:
        with pytest.raises(LookupError):
            one.make(desk, PaperRequest(participant_id=UUID(int=7)))


# What employers may hear


def test_an_agreement_says_on_top_when_it_does_not_hold(desk: Desk, person: UUID) -> None:
    bakery = told.employer(desk)
    usual: dict[str, Any] = {"scope": "named", "employers": (bakery,), "never_words": "the hospital"}
    first = told.agreed(desk, person, -40, who_tells="both", when_told="offer", to_whom=("hr",), **usual)
    text = _text(desk, person, AGREEMENT)
    for said in ("needs a quiet corner", "the hospital", "Mill Lane Bakery", "Both together", "After an offer", "Yes"):
        assert said in text, said
    assert "TAKEN BACK" not in text and "REPLACED" not in text
    # Without a day agreed, the day by which the team's rhythm asks for it; then the day of the last talk.
    assert re.search(r"We look at it again by \w+ \d+ \w+ 2026 at the latest", text)
    talk = DisclosureTalkEntry(happened_on=told.day(-20), next_on=told.day(11))
    disclosure.record_talk(desk, person, talk)
    assert "We look at it again on Mon 26 Oct 2026" in _text(desk, person, AGREEMENT)

    second = told.agreed(desk, person, -9, pros_and_cons_on=None, valid_until=told.day(-2), agreed_words=" quiet ")
    text = _text(desk, person, AGREEMENT)
    assert "RUN OUT on Tue 13 Oct 2026" in text and "Until then nothing may be said." in text
    # What nobody said is a line to be filled in by hand.
    assert (
        "When ____" in text
        and "To whom ____" in text
        and "Never to be said" in text.capitalize().replace("NEVER TO BE SAID".casefold(), "Never to be said")
    )
    assert "REPLACED by a later decision on Tue 6 Oct 2026" in _text(desk, person, AGREEMENT, record_id=first)
    disclosure.withdraw(desk, second, DisclosureWithdrawalEntry(withdrawn_on=told.day(-1)))
    document = _made(desk, person, AGREEMENT)
    assert document.blocks[0] == Paragraph(
        "TAKEN BACK on Wed 14 Oct 2026. Nothing may be said to employers under it any more.", strong=True
    )
    known = paper(AGREEMENT)
    assert known is not None
    assert [choice.id for choice in known.records(desk, person)] == [second, first]
    disclosure.record_agreement(desk, person, told.refused(0))
    text = _text(desk, person, AGREEMENT)
    assert "I do it myself" in text and "____" not in text.split("NEVER")[0]


def test_the_employer_gets_a_page_only_while_contact_is_agreed(desk: Desk, person: UUID) -> None:
    def page() -> str:
        try:
            return str(_made(desk, person, SUPPORT_EMPLOYER).blocks)
        except NotYet as why:
            assert desk.words.has(why.message_id)
            return why.message_id

    bakery = told.employer(desk)
    job = in_work.accept_job(desk, person, "Baker", start=-30, employer=bakery, employer_name=None)
    need = SupportNeedEntry(topic="symptoms_at_work", need="The voices", support="A walk", by_whom=("manager",))
    in_work.plan_support(desk, job, needs=(need,), clinical_input="Less noise", clinical_input_by="Cora")
    assert page() == "gate.none_yet"
    assert "This plan is not shown there" in _text(desk, person, SUPPORT)
    told.agreed(desk, person, -20, scope="named", employers=(told.employer(desk, "Garage"),))
    assert page() == "gate.other_employers"
    told.agreed(desk, person, -19, in_work_contact="no")
    assert page() == "gate.no_in_work_contact"
    agreed = told.agreed(desk, person, -10, in_work_contact="with_me", adjustments="A quiet place", never_words="Ward")
    assert "does not ring alone" in page() and "needs a quiet corner" in page() and "A quiet place" in page()
    for hidden in ("voices", "walk", "Less noise", "Cora", "quiet at lunch", "Ring before", "Ward"):
        assert hidden not in page(), hidden
        assert hidden == "Ward" or hidden in _text(desk, person, SUPPORT), hidden
    disclosure.withdraw(desk, agreed, DisclosureWithdrawalEntry(withdrawn_on=told.day(0)))
    assert page() == "gate.withdrawn"
    told.agreed(desk, person, 0)
    assert "Baker" in page()
    in_work.end(desk, job)
    assert page() == "papers.not_yet.job_over" and "This job ended on Wed 14 Oct 2026" in _text(desk, person, SUPPORT)


# What the clinical team reads


def test_notes_name_no_third_party_and_need_the_persons_yes(desk: Desk, person: UUID) -> None:
    bakery = told.employer(desk, "Hidden Bakery")
    told.agreed(desk, person, -12)
    employers.record_employer_contact(desk, told.visit(bakery, -2, participant=person, result="Hidden result"))
    near = NaturalSupportEntry(name="Hidden Sister", relation="relative", consent="refused", said_on=told.day(-2))
    engagement.record_natural_support(desk, person, near)
    contacts.record_contact(
        desk, person, told.contact(-3, with_whom="Hidden Uncle", summary="Talked about mornings", minutes=40)
    )
    job = in_work.accept_job(
        desk, person, "Baker", start=-1, employer=bakery, employer_name=None, line_manager="Hidden"
    )
    followed = in_work.follow(
        desk, job, 0, summary="The first day", employer_feedback="Hidden praise", satisfaction_words="Warm"
    )
    week = _text(desk, person, PaperKind.WEEKLY_NOTE)
    for said in ("Talked about mornings", "The first day", "Warm", "Job: Baker", "Employer contact, face to face"):
        assert said in week, said
    last = _text(desk, person, PaperKind.CLINICAL_NOTE)
    assert "The first day" in last and "7 of 10" in last
    known = paper(PaperKind.CLINICAL_NOTE)
    assert known is not None
    choices = known.records(desk, person)
    assert choices[0].id == followed and len(choices) == 2
    before = _text(desk, person, PaperKind.CLINICAL_NOTE, record_id=choices[1].id)
    assert "Talked about mornings" in before and "40 minutes" in before
    assert "Hidden" not in week + last + before
    # Other days are another week.
    early = _text(desk, person, PaperKind.WEEKLY_NOTE, since=told.day(-40), until=told.day(-34))
    assert "Nothing is noted for these days." in early and "Sat 5 Sep 2026 to Fri 11 Sep 2026" in early
    people.record_consent(desk, person, ConsentEntry(about="clinicians", state="withdrawn", said_on=told.day(0)))
    for kind in NOTES:
        with pytest.raises(NotYet) as caught:
            _made(desk, person, kind)
        assert caught.value.message_id == "papers.not_yet.clinicians_may_not"


def test_a_review_of_the_plan_says_what_was_said_of_each_objective(desk: Desk, person: UUID) -> None:
    planned.plan(desk, person)
    planned.objective(desk, person, name="Three bakeries")
    planned.objective(desk, person, name="A shirt")
    rows = tuple(
        ObjectiveReviewEntry(objective=one.id, name=one.name, status=status, why=why)
        for one, status, why in zip(
            _plan(desk, person).objectives, ("changed", None), ("Two are enough", None), strict=True
        )
    )
    usual = dict(told.review(-3, went_well="Rang by himself", rating=4, own_words="It is a start"))
    reviews.record_review(desk, person, PlanReviewEntry(**usual, objectives=rows, plan_result="Fewer, and sooner"))
    text = _text(desk, person, PaperKind.REVIEW_SUMMARY)
    for said in ("- Rang by himself", "It is a start", "4 of 10", "Two are enough", "Not talked about", "Fewer, and"):
        assert said in text, said
    assert text.index("Rang by himself") < text.index("It is a start") < text.index("Three bakeries")


# What others said in confidence


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, dict[str, UUID], set[str]]]:
    """The sample with every typed text about two people marked as said in confidence, and those texts."""
    path = tmp_path_factory.mktemp("marked") / "team.db"
    shutil.copy(sample(), path)
    path.chmod(0o600)
    desk = Desk(StoreFiles(path), clock=SystemClock(), words=load_words(), config=Config(), practice=True)
    desk.open_practice()
    ids = {line.ref: line.id for line in everyone(desk) if line.ref in ("P07", "P10")}
    texts: set[str] = set()
    assert desk.who is not None
    for who in ids.values():
        typed = passages(desk, who)
        texts |= {one.text for one in typed}
        with desk.writing("text_marked") as writing:
            for one in typed:
                writing.add(
                    ConfidenceMark,
                    participant_id=who,
                    table_name=one.table,
                    row_id=one.row_id,
                    column_name=one.column,
                    staff_id=desk.who.id,
                    marked_on=desk.clock.today(),
                )
    yield desk, ids, texts
    desk.close()


def test_no_marked_text_is_in_any_paper(marked: tuple[Desk, dict[str, UUID], set[str]]) -> None:
    desk, ids, texts = marked
    # A short word may stand in a sentence of the program's own.
    telling = {re.sub(r"\s+", " ", text) for text in texts if len(text) > 12}
    assert len(telling) > 150
    made, edition = 0, desk.edition
    for name, who in ids.items():
        for one in OURS:
            for choice in one.records(desk, who)[:2] or (None,):
                record = None if choice is None else choice.id
                try:
                    document = one.make(desk, PaperRequest(participant_id=who, record_id=record))
                except NotYet:
                    continue
                made += 1
                said = re.sub(r"\s+", " ", f"{document} {choice}")
                assert [text for text in telling if text in said] == [], f"{name} {one.kind}"
                if one.kind in (PaperKind.VOCATIONAL_PROFILE, AGREEMENT, PaperKind.JOB_ENDING):
                    assert desk.words("own_copy.here_left_out") in said, one.kind
    # Making a paper writes nothing: the look is noted where it is given out.
    assert made > 20 and desk.edition == edition


def test_a_reading_without_them_changes_nothing(marked: tuple[Desk, dict[str, UUID], set[str]]) -> None:
    desk, ids, _ = marked
    who = ids["P07"]
    edition = desk.edition
    with given_out(desk, who, instead="left out") as db:
        rows = db.query(Contact).filter(Contact.participant_id == who).all()
        assert {row.summary for row in rows if row.summary} == {"left out"}
        assert not db.dirty
    with desk.reading() as db:
        kept = [row.summary for row in db.query(Contact).filter(Contact.participant_id == who) if row.summary]
    assert kept and "left out" not in kept
    assert desk.edition == edition


# Harmful text


def test_what_was_typed_stays_text(desk: Desk, team: UUID) -> None:
    harm = " ".join(told.HOSTILE[place] for place in (1, 6, 7, 12))
    who = told.participant(desk, team, name=harm, preferred_name=harm)
    bakery = told.employer(desk, harm)
    section = profile.questions(desk).section("work_history")
    values = {question.id: harm for question in section.questions} | {"past_jobs": ({"title": harm, "liked": harm},)}
    profile.save_section(desk, who, section_entry(section).model_validate(values))
    profile.record_research(desk, who, told.research(conclusion=harm, role=harm))
    profile.record_information_talk(desk, who, told.information_talk(note=harm))
    planned.goal(desk, who, name=harm)
    planned.plan(desk, who, note=harm)
    planned.objective(desk, who, planned.step(harm, result=harm), name=harm, specific=harm)
    told.agreed(desk, who, agreed_words=harm, never_words=harm, adjustments=harm)
    said = dict(told.review(-1, own_words=harm, went_well=harm, in_the_way=harm))
    reviews.record_review(desk, who, PlanReviewEntry(**said, plan_result=harm))
    job = in_work.accept_job(desk, who, harm, start=-5, employer=bakery, employer_name=None, place=harm)
    in_work.plan_support(desk, job, needs=(SupportNeedEntry(topic="travel", need=harm, how_often=harm),), exit_to=harm)
    support.record_follow_along(desk, job, told.follow_along(summary=harm, to_do=harm))
    in_work.end(desk, job, 0, learnt=harm, persons_view=harm, employers_view=harm)
    now = in_work.accept_job(desk, who, harm, start=-2, employer=bakery, employer_name=None)
    in_work.plan_support(desk, now, needs=(SupportNeedEntry(topic="travel", need=harm),))
    kept = clean(harm).text
    for one in OURS:
        document = one.make(desk, PaperRequest(participant_id=who))
        # Letter by letter in the paper, and once for its name at least.
        assert str(document).count(repr(kept)[1:-1]) >= 2, one.kind
        text = text_of(document)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text), one.kind
        assert "{0.__class__}" in text and "@click=app.quit" in text, one.kind
