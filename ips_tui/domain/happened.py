"""What happened today, as one choice: how somebody was met and what came of it (domain.md 7.5, 4.12)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ips_tui.domain.contacts import AppointmentFor, ContactKind, Mode, Result
from ips_tui.domain.stages import Stage


class Happened(StrEnum):
    """What it was: a mode and a result in one word, so that one key says both."""

    MET = "met"
    CALLED = "called"
    NOT_REACHED = "not_reached"
    VIDEO = "video"
    MESSAGES = "messages"
    NO_ANSWER = "no_answer"
    NO_SHOW = "no_show"
    CANCELLED_BY_PERSON = "cancelled_by_person"
    CANCELLED_BY_SPECIALIST = "cancelled_by_specialist"


class SpokenOf(StrEnum):
    """Whom an employer was spoken to about; the hard gate asks in all but the first."""

    GENERAL = "general"
    PERSON = "person"
    PERSON_THERE = "person_there"


REACHED = (Happened.MET, Happened.CALLED, Happened.VIDEO, Happened.MESSAGES)
"""What took place."""
_OF_AN_APPOINTMENT = (Happened.NO_SHOW, Happened.CANCELLED_BY_PERSON, Happened.CANCELLED_BY_SPECIALIST)
"""What is said of an agreed time, whatever its mode was to be."""
_SAYS: Mapping[Happened, tuple[Mode, Result]] = {
    Happened.MET: (Mode.FACE_TO_FACE, Result.TOOK_PLACE),
    Happened.CALLED: (Mode.TELEPHONE, Result.TOOK_PLACE),
    Happened.NOT_REACHED: (Mode.TELEPHONE, Result.NOT_REACHED),
    Happened.VIDEO: (Mode.VIDEO, Result.TOOK_PLACE),
    Happened.MESSAGES: (Mode.MESSAGE, Result.TOOK_PLACE),
    Happened.NO_ANSWER: (Mode.MESSAGE, Result.NOT_REACHED),
    Happened.NO_SHOW: (Mode.FACE_TO_FACE, Result.NO_SHOW),
    Happened.CANCELLED_BY_PERSON: (Mode.FACE_TO_FACE, Result.CANCELLED_BY_PERSON),
    Happened.CANCELLED_BY_SPECIALIST: (Mode.FACE_TO_FACE, Result.CANCELLED_BY_SPECIALIST),
}
_KIND_IN: Mapping[Stage, ContactKind] = {
    Stage.ENGAGEMENT: ContactKind.ENGAGEMENT,
    Stage.VOCATIONAL_PROFILE: ContactKind.PROFILE_SESSION,
    Stage.ACTION_PLAN: ContactKind.PLANNING,
    Stage.JOB_DEVELOPMENT: ContactKind.SEARCH_TOGETHER,
    Stage.FOLLOW_ALONG: ContactKind.IN_WORK_SUPPORT,
}


def said_by(what: Happened, planned: Mode | None = None) -> tuple[Mode, Result]:
    """The mode and the result that a word says; an agreed time that came to nothing keeps the `planned` mode."""
    mode, result = _SAYS[what]
    return (planned, result) if planned is not None and what in _OF_AN_APPOINTMENT else (mode, result)


def usual(planned: Mode | None) -> Happened:
    """What most likely happened: the planned meeting took place, without one a meeting face to face."""
    return next((what for what in REACHED if _SAYS[what][0] is planned), Happened.MET)


def usual_kind(stage: Stage) -> ContactKind:
    """What a contact in a stage is mostly for."""
    return _KIND_IN[stage]


def closes(what: Happened, purpose: AppointmentFor, mode: Mode) -> bool:
    """Whether this is what came of an appointment of the same day.

    A call in the morning is not the visit of the afternoon, so the modes must agree; who did not come, or cancelled,
    did so whatever was planned. A review, an interview or a talk that took place has a form of its own and stays
    planned until that is filled in. A visit to an employer is not for the person to miss.
    """
    if purpose in (AppointmentFor.EMPLOYER_VISIT, AppointmentFor.CLINICAL_UPDATE):
        return False
    if what in _OF_AN_APPOINTMENT:
        return True
    if _SAYS[what][0] is not mode:
        return False
    return what not in REACHED or purpose is AppointmentFor.CONTACT
