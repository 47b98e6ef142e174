"""How the profile is said in a line: how far a section is, research, barriers and their steps, versions."""

from __future__ import annotations

from datetime import date

from ips_tui.casework.goals import ResearchView
from ips_tui.casework.plan_views import StepView
from ips_tui.casework.profile import ProfileView, SectionView
from ips_tui.casework.profile_versions import VersionView
from ips_tui.content.words import Words
from ips_tui.dates import short_date
from ips_tui.domain.action_plan import StepStatus
from screens.keys import key_label

NOT_BEGUN, BEGUN, FILLED = "not_begun", "begun", "filled"


def far(section: SectionView) -> str:
    """How far a section is; its words are `profile.interview.<that>`."""
    if section.said == 0:
        return NOT_BEGUN
    return FILLED if section.said >= section.of else BEGUN


def sign(words: Words, section: SectionView) -> str:
    """The sign of how far it is."""
    marks = {NOT_BEGUN: "participant.open_mark", BEGUN: "profile.interview.begun_mark", FILLED: "participant.done_mark"}
    return words(marks[far(section)])


def research_said(research: ResearchView, words: Words, today: date) -> str:
    """The latest research, and whether it was talked through with the person."""
    day = short_date(research.happened_on, today, words.dates)
    if research.talked_through_on is None:
        return words("profile.research.not_talked", role=research.role, day=day)
    talked = short_date(research.talked_through_on, today, words.dates)
    return words("profile.research.talked", role=research.role, day=day, talked=talked)


def step_said(step: StepView | None, words: Words, today: date) -> str:
    """How the step of the plan stands that a barrier was made, and by when."""
    if step is None:
        return words("profile.barrier.no_step")
    if step.status is StepStatus.OPEN:
        if step.due_on is None:
            return words("profile.barrier.step")
        return words("profile.barrier.step_by", day=short_date(step.due_on, today, words.dates))
    status = words.choice("step_status", step.status)
    day = "" if step.done_on is None else f" {short_date(step.done_on, today, words.dates)}"
    return words("profile.barrier.step_ended", status=status + day)


def version_said(version: VersionView, words: Words, today: date) -> str:
    """Which version: its number, and the day it was begun."""
    return words(
        "profile.compare.version", version=version.version, day=short_date(version.begun_on, today, words.dates)
    )


def occasion_said(version: VersionView, words: Words) -> str:
    """What made a version needed; empty where it was not said."""
    if not version.occasion:
        return ""
    occasion = words.choice("profile_occasion", version.occasion)
    return words("profile.compare.occasion", occasion=occasion, job=version.job) if version.job else occasion


def since_said(profile: ProfileView, words: Words, today: date, *, here: bool = False) -> str:
    """That a job began or ended since the newest version, and the key that begins the next; empty otherwise.

    `here`: whether that key begins it at once.
    """
    if not profile.not_told:
        return ""
    event = profile.not_told[0]
    said = words(f"profile.since.{event.occasion}", job=event.job, day=short_date(event.on, today, words.dates))
    return words("profile.since.here" if here else "profile.since.to_do", said=said, key=key_label("n", words))


def source_said(kind: str, who: str, words: Words) -> str:
    """Who told something about the person."""
    source = words.choice("profile_source_kind", kind)
    return words("profile.source.named", kind=source, who=who) if who else source
