"""Which papers there are, what each is about, and who makes it: a new paper is a module and a line in `PAPERS`.

A paper is a module below `papers` with `make(desk, request) -> Document`. It may also have:

- `missing(desk, request) -> str`: the id of the sentence that says why it cannot be made yet ("papers.not_yet.plan"),
  empty when it can. Quick: a list asks it of every paper.
- `records(desk, participant_id) -> tuple[Choice, ...]`: what a paper about one record can be about, the newest first.
  Without one in the request, `make` takes the newest.

`make` raises NotYet where there is nothing to make it of. It leaves `labels` and `language` alone: they are filled in
here, so that every paper speaks the words of the desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ips_tui.dates import full_date
from ips_tui.reports.asks import Ask
from ips_tui.reports.document import Document

if TYPE_CHECKING:
    from ips_tui.casework.session import Desk
    from ips_tui.content.words import Words

_PAPERS = "ips_tui.reports.papers"


class PaperKind(StrEnum):
    """Every paper that the program makes."""

    VOCATIONAL_PROFILE = "vocational_profile"
    ACTION_PLAN = "action_plan"
    ACTION_PLAN_CHANGES = "action_plan_changes"
    DISCLOSURE_AGREEMENT = "disclosure_agreement"
    IN_WORK_SUPPORT_PLAN = "in_work_support_plan"
    SUPPORT_PLAN_EMPLOYER = "support_plan_employer"
    MAY_SAY = "may_say"
    REVIEW_SUMMARY = "review_summary"
    JOB_START = "job_start"
    JOB_ENDING = "job_ending"
    EMPLOYER_LETTER = "employer_letter"
    CV = "cv"
    CLINICAL_NOTE = "clinical_note"
    TRAVEL_CLAIM = "travel_claim"
    HAND_OVER = "hand_over"
    HAND_OVER_CASELOAD = "hand_over_caseload"
    MEETING_SHEET = "meeting_sheet"
    DAY_SHEET = "day_sheet"
    ROSTER = "roster"
    OUTCOME_REPORT = "outcome_report"
    ENGAGEMENT_REPORT = "engagement_report"
    PRINCIPLES_REPORT = "principles_report"
    FIDELITY_REPORT = "fidelity_report"
    CHART_REVIEW = "chart_review"
    OWN_COPY = "own_copy"
    WEEKLY_NOTE = "weekly_note"


class About(StrEnum):
    """What a paper is about, and so what must be said to have it made."""

    PERSON = "person"
    RECORD = "record"
    """One record of a person: a job, a review; the newest where none is named."""
    TEAM = "team"
    STAFF = "staff"
    """One member of staff; who works here where nobody is named."""


class Format(StrEnum):
    """What a paper can be written as; the value is the ending of its file."""

    PDF = "pdf"
    DOCX = "docx"
    TXT = "txt"
    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True)
class PaperRequest:
    """What is asked for. A paper takes what it knows and leaves the rest.

    `since` and `until` are the first and the last day of the time it is about. `options` are the names of what else is
    asked (`Ask`), and whether people stand with names or with initials.
    """

    participant_id: UUID | None = None
    record_id: UUID | None = None
    staff_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """One record that a paper can be about, as a list shows it."""

    id: UUID
    label: str


class NotYet(Exception):
    """There is nothing yet to make this paper of; `message_id` says what is missing."""

    def __init__(self, message_id: str) -> None:
        super().__init__(message_id)
        self.message_id = message_id


@dataclass(frozen=True)
class Paper:
    """One kind of paper. `module` is its place below `papers`; nothing of it is loaded before it is asked."""

    kind: PaperKind
    about: About
    module: str
    formats: tuple[Format, ...] = (Format.PDF, Format.TXT)
    short: bool = False
    """Whether people stand with initials unless their names are asked for."""
    asks: tuple[Ask, ...] = ()
    """What can be asked of it, its time first; the command line takes these and the page offers them."""

    @property
    def of_a_person(self) -> bool:
        """Whether it is about one person, so that making it is a look at their record."""
        return self.about in (About.PERSON, About.RECORD)

    @property
    def name_id(self) -> str:
        """The id of its name."""
        return f"papers.kind.{self.kind.value}"

    def make(self, desk: Desk, request: PaperRequest) -> Document:
        """The paper, with the words its writers need.

        Raises NotYet, LookupError for somebody or something that is not there, and a StoreProblem.
        """
        made: Document = self._module().make(desk, request)
        if made.kind != self.kind:
            raise ValueError(f"the paper {self.kind} calls itself {made.kind}")
        return spoken(made, desk.words, self.name_id)

    def missing(self, desk: Desk, request: PaperRequest) -> str:
        """The id of the sentence that says why it cannot be made yet; empty when it can."""
        asked = getattr(self._module(), "missing", None)
        return "" if asked is None else str(asked(desk, request))

    def records(self, desk: Desk, participant_id: UUID) -> tuple[Choice, ...]:
        """What it can be about, the newest first; nothing where it is about one thing only."""
        asked = getattr(self._module(), "records", None)
        return () if asked is None else tuple(asked(desk, participant_id))

    @property
    def usual_id(self) -> str:
        """The id of the words for the time it is about where none is asked for."""
        return f"papers.ask.usual.{self.kind.value}"

    def called(self, *, otherwise: bool) -> dict[str, str]:
        """The options by which people stand as the paper usually has them, or otherwise: names, or initials."""
        return {"names" if self.short else "initials": ""} if otherwise else {}

    def _module(self) -> Any:
        return import_module(f"{_PAPERS}.{self.module}")


_ASKS_OF_FIGURES = (Ask.PERIOD, Ask.PEOPLE, Ask.OUTSIDE)

PAPERS: tuple[Paper, ...] = (
    Paper(PaperKind.MAY_SAY, About.PERSON, "may_say"),
    Paper(PaperKind.VOCATIONAL_PROFILE, About.PERSON, "vocational_profile"),
    Paper(PaperKind.ACTION_PLAN, About.RECORD, "action_plan"),
    Paper(PaperKind.ACTION_PLAN_CHANGES, About.RECORD, "action_plan_changes"),
    Paper(PaperKind.DISCLOSURE_AGREEMENT, About.RECORD, "disclosure_agreement"),
    Paper(PaperKind.IN_WORK_SUPPORT_PLAN, About.RECORD, "in_work_support_plan"),
    Paper(PaperKind.SUPPORT_PLAN_EMPLOYER, About.RECORD, "support_plan_employer"),
    Paper(PaperKind.REVIEW_SUMMARY, About.RECORD, "review_summary"),
    Paper(PaperKind.JOB_START, About.RECORD, "job_start"),
    Paper(PaperKind.JOB_ENDING, About.RECORD, "job_ending"),
    Paper(PaperKind.CLINICAL_NOTE, About.RECORD, "clinical_note", (Format.TXT,)),
    Paper(PaperKind.WEEKLY_NOTE, About.PERSON, "weekly_note", (Format.TXT,), asks=(Ask.WEEK,)),
    Paper(PaperKind.OWN_COPY, About.PERSON, "own_copy"),
    Paper(PaperKind.EMPLOYER_LETTER, About.RECORD, "employer_letter", (Format.DOCX, Format.PDF, Format.TXT)),
    Paper(PaperKind.CV, About.RECORD, "cv", (Format.PDF, Format.DOCX, Format.TXT)),
    Paper(
        PaperKind.ROSTER,
        About.TEAM,
        "roster",
        (Format.PDF, Format.XLSX, Format.CSV, Format.TXT),
        asks=(Ask.PEOPLE,),
    ),
    Paper(
        PaperKind.TRAVEL_CLAIM,
        About.STAFF,
        "travel_claim",
        (Format.PDF, Format.XLSX, Format.CSV, Format.TXT),
        short=True,
        asks=(Ask.MONTH, Ask.WHOSE),
    ),
    Paper(
        PaperKind.OUTCOME_REPORT,
        About.TEAM,
        "outcome_report",
        (Format.PDF, Format.DOCX, Format.XLSX, Format.CSV, Format.TXT),
        asks=_ASKS_OF_FIGURES,
    ),
    Paper(
        PaperKind.ENGAGEMENT_REPORT,
        About.TEAM,
        "engagement_report",
        (Format.PDF, Format.DOCX, Format.XLSX, Format.CSV, Format.TXT),
        asks=_ASKS_OF_FIGURES,
    ),
    Paper(
        PaperKind.PRINCIPLES_REPORT,
        About.TEAM,
        "principles_report",
        (Format.PDF, Format.XLSX, Format.CSV, Format.TXT),
        asks=_ASKS_OF_FIGURES,
    ),
    Paper(
        PaperKind.FIDELITY_REPORT,
        About.TEAM,
        "fidelity_report",
        (Format.PDF, Format.XLSX, Format.CSV, Format.TXT),
        asks=_ASKS_OF_FIGURES,
    ),
    Paper(
        PaperKind.CHART_REVIEW,
        About.TEAM,
        "chart_review",
        (Format.PDF, Format.XLSX, Format.CSV, Format.TXT),
        asks=(Ask.SINCE, Ask.PEOPLE, Ask.EVERY),
    ),
    Paper(PaperKind.HAND_OVER, About.PERSON, "hand_over"),
    Paper(PaperKind.HAND_OVER_CASELOAD, About.STAFF, "hand_over_caseload", asks=(Ask.WHOSE,)),
    Paper(PaperKind.DAY_SHEET, About.STAFF, "day_sheet", short=True, asks=(Ask.DAY, Ask.WHOSE)),
    Paper(PaperKind.MEETING_SHEET, About.TEAM, "meeting_sheet", short=True, asks=(Ask.WEEK, Ask.PEOPLE)),
)


def paper(kind: PaperKind) -> Paper | None:
    """The paper of that kind; None for one that cannot be made yet."""
    return next((known for known in PAPERS if known.kind is kind), None)


def papers_about(*about: About) -> tuple[Paper, ...]:
    """The papers about these, in their order."""
    return tuple(known for known in PAPERS if known.about in about)


def spoken(document: Document, words: Words, name_id: str) -> Document:
    """The paper with what its writers say of their own; `name_id` is what it calls itself to programs."""
    labels = {"kind": words(name_id), **writer_labels(words, document.made_on), **document.labels}
    return replace(document, labels=labels, language=words.pack.replace("_", "-"))


def writer_labels(words: Words, day: date) -> dict[str, str]:
    """What the writers say of their own, by the names that `Document.labels` has, on a paper made on that day."""
    told = {name: words(f"papers.says.{name}") for name in ("signature", "date", "page")}
    return told | {"printed": words("papers.says.printed", day=full_date(day, words.dates))}
