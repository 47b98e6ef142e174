"""One new person through all five stages, back one stage, to a second job and to closure, by keys alone at 80x24.

The program is killed five times on the way, in the middle of a word, each time in another kind of form; at most a
second of typing is lost, the form goes on from there, and the record holds everything in the end.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from benchmarks.terminal import Terminal, plain_environment
from ips_tui.casework import case, caseload, staff
from ips_tui.casework.session import Desk, new_recovery_key
from ips_tui.clock import SystemClock
from ips_tui.config import Config
from ips_tui.content.questions import load_questions
from ips_tui.content.words import load_words
from ips_tui.domain.closure import ClosureReason
from ips_tui.domain.people import StaffRole
from ips_tui.forms.action_plan import ActionPlanEntry, ObjectiveEntry, PlanAgreementEntry, StepEntry
from ips_tui.forms.benefits import BenefitsCounsellingEntry
from ips_tui.forms.closure import ClosureEntry
from ips_tui.forms.contacts import ContactEntry
from ips_tui.forms.disclosure import DisclosureAgreementEntry
from ips_tui.forms.job_search import ApplicationEntry
from ips_tui.forms.jobs import JobEndingEntry, JobEntry, JobStartEntry
from ips_tui.forms.kit import Entry
from ips_tui.forms.people import CareCoordinatorEntry, ClinicalTeamEntry, FirstRunEntry, ReferralEntry
from ips_tui.forms.profile import (
    GoalEntry,
    LabourMarketResearchEntry,
    PersonalInformationTalkEntry,
    section_entry,
)
from ips_tui.forms.support import FollowAlongContactEntry, InWorkSupportPlanEntry
from ips_tui.forms.typed import raw_rows
from ips_tui.records.people import MainStage
from ips_tui.store.files import StoreFiles
from tests.journeys.leaks import left_readable, open_to_others
from tests.journeys.slowly import Slowly
from tests.journeys.typist import Answer, Typist

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal, which Windows has not")

PROGRAM = [sys.executable, "-m", "ips_tui"]
PASSPHRASE = "four plain words here"
NAME = "Bela Birch"


class Journey:
    """Somebody at the keyboard, over several lives of the program."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.words = load_words()
        self.environment = plain_environment(home, IPS_TUI_HOME=str(home / "ips"))
        self.terminal: Terminal
        self.kills = 0

    def desk(self) -> Desk:
        """The store, past the screens."""
        place = StoreFiles(self.home / "ips" / "data" / "team.db")
        return Desk(place, clock=SystemClock(), words=self.words, config=Config())

    @contextmanager
    def life(self) -> Iterator[None]:
        """The program from its start and the passphrase on, until it is killed or left."""
        with Terminal(PROGRAM, size=(80, 24), env=self.environment) as self.terminal:
            self.sees(self.words("unlock.heading"))
            self.terminal.type(PASSPHRASE)
            self.terminal.press("enter")
            self.sees(self.words("shell.area.today"))
            yield

    def sees(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        self.terminal.wait_for(text)
        self.terminal.settle()

    def page(self) -> None:
        """The participant's page, from anywhere."""
        self.terminal.press("f7")
        self.sees(NAME)
        self.terminal.press("enter")
        self.sees(self.words("participant.title"))

    def press(self, *keys: str) -> None:
        """Keys, and wait until their effect stands."""
        self.terminal.press(*keys)
        self.terminal.settle()

    def fill(self, entry: type[Entry], values: Mapping[str, Answer], *, save: bool = True) -> None:
        """The form in front; with F2 at the end it is gone."""
        self.terminal.settle()
        Typist(self.terminal, self.words).fill(entry, values)
        if save:
            self.press("f2")
            self.terminal.settle(0.3)
            assert self.words("shell.problem_sign") not in self.terminal.screen()[-2], self.terminal.text()

    def choose(self, label: str) -> None:
        """Move to an answer of the list in front and take it."""
        self.terminal.wait_for("╭")
        self.terminal.settle()
        for _ in range(60):
            here = self._chosen()
            if label in here:
                self.press("enter")
                return
            self.terminal.press("down")
            self.terminal.wait_for(lambda lines, was=here: self._chosen(lines) != was)  # type: ignore[misc]
        raise AssertionError(f"{label} is not there:\n{self.terminal.text()}")

    def _chosen(self, lines: list[str] | None = None) -> str:
        """The line of the box in front that has the cursor."""
        inside = (line.partition("│")[2] for line in (lines or self.terminal.screen()))
        return next((line for line in inside if "▸" in line), "")

    def note(self, label: str) -> None:
        """From the list of everything that can be noted."""
        self.press("n")
        self.choose(label)

    def stage(self, number: int, since: str) -> None:
        """Make a stage the main one."""
        self.press("g")
        self.choose(f"{number} {self.words(f'stage.{number}.name')}")
        self.terminal.type(since)
        self.press("enter")
        self.sees(self.words("participant.stage.set", number=number, name=self.words(f"stage.{number}.name")))

    def killed(self, entry: type[Entry], form: str, values: Mapping[str, Answer], field: str, row: str = "") -> None:
        """Fill the form in up to a field that is being typed into when the program is killed; check what is kept.

        With `row` the field is one of the first row of that group, whose other fields `values` holds.
        """
        self.terminal.settle()
        slowly = Slowly(self.terminal)
        typist = Typist(self.terminal, self.words)
        if row:

            def in_row() -> None:
                self.press("+")
                typist.fill(StepEntry, {**STEP, field: slowly})

            typist.fill(entry, {**values, row: in_row})
        else:
            typist.fill(entry, {**values, field: slowly})
        killed = time.perf_counter()
        self.terminal.kill()
        self.kills += 1
        desk = self.desk()
        # The system may take a moment to end it and free the lock.
        desk.unlock(PASSPHRASE, wait_seconds=5.0)
        try:
            kept = {draft.key.form: draft.fields for draft in desk.drafts()}
            assert form in kept, (sorted(kept), self.terminal.text())
            fields = kept[form]
        finally:
            desk.close()
        text = raw_rows(fields[row])[0][field] if row else fields[field]
        slowly.check(text, killed, form)

    def goes_on(self, *keys: str) -> None:
        """The draft is offered, gone on with, and saved."""
        self.press(*keys)
        self.sees(self.words("form.draft.question", written="").split("{")[0][:25])
        self.press("enter")
        self.press("f2")
        self.terminal.settle(0.3)


STEP = {"name": "Ring the bakery", "who": "participant", "due_on": "+3"}
WORK_GOAL = section_entry(load_questions().section("work_goal"))


def _team(journey: Journey) -> None:
    desk = journey.desk()
    first = FirstRunEntry(
        name="Anna Alder",
        role=StaffRole.EMPLOYMENT_SPECIALIST,
        team_name="Team",
        employer_facing_name="Partners",
    )
    desk.create(first, PASSPHRASE, new_recovery_key())
    team = staff.add_clinical_team(desk, ClinicalTeamEntry(name="Tarn"))
    staff.add_care_coordinator(desk, CareCoordinatorEntry(name="Iris", clinical_team=team))
    desk.close()


def _referred(journey: Journey) -> None:
    journey.press("n")
    journey.fill(
        ReferralEntry,
        {
            "name": NAME,
            "received_on": "-42",
            "accepted_on": "-42",
            "source": "self",
            "programme": "mental_health",
            "clinical_team": "Tarn",
            "care_coordinator": "Iris",
            "wants_to_work": "yes",
            "work_status": "unemployed",
            "contact_preferences": "phone",
            "consent_to_record": "given",
            "consent_to_record_on": "-42",
        },
    )
    journey.sees(journey.words("participant.title"))
    journey.press("c")
    journey.fill(
        ContactEntry,
        {"happened_on": "-40", "kind": "engagement", "mode": "face_to_face", "result": "took_place"},
    )


def _goal(journey: Journey) -> None:
    journey.press("m")
    journey.fill(
        LabourMarketResearchEntry,
        {"happened_on": "-38", "role": "Baker", "sources": "network", "conclusion": "Two bakeries take people on."},
    )
    journey.press("t")
    journey.fill(PersonalInformationTalkEntry, {"happened_on": "-38"})
    journey.note(journey.words("participant.record.goal"))
    journey.fill(GoalEntry, {"name": "A job in a bakery", "job_type": "kitchen", "agreed_on": "-37"})


def _agreement(journey: Journey) -> None:
    journey.press("d")
    journey.fill(
        DisclosureAgreementEntry,
        {
            "decision": "service_only",
            "decided_on": "-34",
            "scope": "all",
            "in_work_contact": "yes",
            "agreement_form": "signed",
        },
    )


def _accepted(journey: Journey, name: str, accepted: str, start: str) -> None:
    journey.press("j")
    journey.fill(
        JobEntry,
        {
            "name": name,
            "job_type": "kitchen",
            "employer_name": "Mill Lane",
            "held_at_referral": "no",
            "accepted_on": accepted,
            "start_on": start,
            "hours": "16",
            "pay": "12.60",
            "pay_period": "hour",
        },
    )


def _benefits(journey: Journey, on: str) -> None:
    journey.press("b")
    journey.fill(BenefitsCounsellingEntry, {"happened_on": on, "occasion": "before_start"})


def _started(journey: Journey, on: str) -> None:
    journey.press("j")
    journey.choose(journey.words("participant.job.start")[:14])
    journey.fill(JobStartEntry, {"started": "yes", "start_on": on, "four_hours_on": on})


def _first_half(journey: Journey) -> None:
    """To the first job: killed in a section of the interview, in the step of an objective, in an application."""
    with journey.life():
        _referred(journey)
        journey.stage(2, "-39")
        journey.press("q")
        journey.press("enter")
        journey.killed(WORK_GOAL, "profile_section", {"job_wanted_now": "Baker"}, "why_work")
    with journey.life():
        journey.page()
        journey.press("q")
        journey.goes_on("enter")
        journey.press("esc")
        _goal(journey)
        journey.stage(3, "-36")
        journey.press("l")
        journey.fill(ActionPlanEntry, {"made_on": "-36"})
        journey.note(journey.words("participant.record.objective"))
        journey.killed(
            ObjectiveEntry,
            "objective",
            {
                "name": "Two bakeries know me",
                "kind": "active_search",
                "specific": "A visit each",
                "measurable": "Both have my CV",
                "due_on": "+5",
            },
            "result",
            row="steps",
        )
    with journey.life():
        journey.page()
        journey.press("n")
        journey.terminal.settle()
        journey.choose(journey.words("participant.record.objective"))
        journey.goes_on()
        journey.note(journey.words("participant.record.plan_agreement"))
        journey.fill(PlanAgreementEntry, {"agreed": "signed", "agreed_on": "-36"})
        journey.stage(4, "-34")
        _agreement(journey)
        journey.press("y")
        journey.killed(
            ApplicationEntry, "application", {"made_on": "-30", "name": "Baker's help", "route": "walk_in"}, "note"
        )


def _second_half(journey: Journey) -> None:
    """Through the first job, back a stage, to a second one and out: killed in a plan, and in a contact."""
    with journey.life():
        journey.page()
        journey.goes_on("y")
        _benefits(journey, "-28")
        _accepted(journey, "Baker's help", "-27", "-25")
        journey.press("i")
        journey.killed(
            InWorkSupportPlanEntry, "in_work_support_plan", {"made_on": "-26", "agreed_on": "-26"}, "exit_remains"
        )
    with journey.life():
        journey.page()
        journey.goes_on("i")
        _started(journey, "-25")
        journey.stage(5, "-25")
        journey.press("f")
        journey.fill(FollowAlongContactEntry, {"happened_on": "-23", "mode": "telephone", "topics": "travel"})
        journey.press("j")
        journey.choose(journey.words("participant.job.ending")[:14])
        journey.fill(
            JobEndingEntry, {"last_day_on": "-14", "learnt_on": "-14", "how": "end_of_contract", "new_search": "now"}
        )
        journey.stage(4, "-14")
        _accepted(journey, "Shop help", "-10", "-8")
        _benefits(journey, "-9")
        journey.press("i")
        journey.fill(InWorkSupportPlanEntry, {"made_on": "-9", "agreed_on": "-9"})
        _started(journey, "-8")
        journey.stage(5, "-8")
        journey.press("f")
        journey.killed(
            FollowAlongContactEntry,
            "follow_along_contact",
            {"happened_on": "-6", "mode": "face_to_face", "topics": "travel\nstress"},
            "summary",
        )
    with journey.life():
        journey.page()
        journey.goes_on("f")
        journey.note(journey.words("participant.record.close_case"))
        journey.fill(
            ClosureEntry,
            {"closed_on": "today", "reason": "steady_work", "work_status": "in_work", "way_back_explained": "yes"},
        )
        journey.press("ctrl+q")
        assert journey.terminal.wait_exit() == 0


def test_one_person_through_all_five_stages_and_out(tmp_path: Path) -> None:
    journey = Journey(tmp_path)
    _team(journey)
    halves: tuple[Callable[[Journey], None], ...] = (_first_half, _second_half)
    for half in halves:
        half(journey)
    assert journey.kills == 5
    desk = journey.desk()
    desk.unlock(PASSPHRASE)
    try:
        assert caseload.everyone(desk) == ()
        (found,) = desk.find(NAME)
        with desk.reading() as db:
            stages = db.scalars(select(MainStage).order_by(MainStage.entered_on, MainStage.id)).all()
            person = stages[0].participant_id
        assert found.id == str(person)
        assert [row.stage for row in stages] == [1, 2, 3, 4, 5, 4, 5]
        view = case.case(desk, person)
        assert [(job.name, job.ended_on is not None) for job in view.stages.jobs] == [
            ("Shop help", False),
            ("Baker's help", True),
        ]
        assert all(job.confirmed_on and job.plan_agreed and not job.without_plan_why for job in view.stages.jobs)
        assert view.stages.closed_why == ClosureReason.STEADY_WORK
        plan = view.stages.plan
        assert plan is not None and "word" in plan.objectives[0].steps[0].result
        kinds = [item.kind for item in view.timeline]
        assert kinds.count("follow_along_contact") == 2
        assert "word" in next(item.text for item in view.timeline if item.kind == "follow_along_contact")
        assert view.due == ()
        assert desk.drafts() == ()
    finally:
        desk.close()
    assert left_readable(tmp_path, (NAME, "Baker's help", "Shop help", PASSPHRASE)) == []
    assert open_to_others(tmp_path / "ips") == []
