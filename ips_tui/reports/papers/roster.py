"""The caseload roster: everyone on one page, for a team meeting or supervision (domain.md 4.14)."""

from __future__ import annotations

from ips_tui.casework.caseload import PersonLine, everyone
from ips_tui.casework.job_views import newest_jobs
from ips_tui.casework.session import Desk
from ips_tui.dates import bare_date, full_date
from ips_tui.reports.document import Block, Cell, Column, Day, Document, Number, Paragraph, Table
from ips_tui.reports.registry import PaperKind, PaperRequest
from ips_tui.text import capital, initials

INITIALS = "initials"
"""Option: people stand with their initials."""
_COLUMNS = (
    ("ref", 0.8, False),
    ("name", 1.6, False),
    ("stage", 1.6, False),
    ("days", 0.7, True),
    ("last_contact", 1.1, False),
    ("next_due", 2.0, False),
    ("job", 1.8, False),
    ("flags", 1.8, False),
)


def make(desk: Desk, request: PaperRequest) -> Document:
    """The roster of a team, or of the specialist in the request. Raises a StoreProblem."""
    words, today = desk.words, desk.clock.today()
    people = everyone(desk, specialist=request.staff_id)
    jobs = newest_jobs(desk) if people else {}
    short = INITIALS in request.options
    rows = tuple(_row(desk, line, jobs.get(line.id, ""), short) for line in people)
    of = next((member.name for member in desk.staff() if member.id == request.staff_id), words("papers.roster.team"))
    blocks: tuple[Block, ...] = (Paragraph(words("papers.roster.nobody")),)
    if rows:
        columns = tuple(Column(words(f"papers.roster.{name}"), share, right) for name, share, right in _COLUMNS)
        blocks = (Table(columns, rows, words("papers.roster.caption", count=len(rows))),)
    return Document(
        kind=PaperKind.ROSTER,
        title=words("papers.kind.roster"),
        subtitle=words("papers.roster.subtitle", who=of, day=full_date(today, words.dates)),
        made_on=today,
        blocks=blocks,
        foot=words("papers.roster.foot"),
        wide=True,
    )


def _row(desk: Desk, line: PersonLine, job: str, short: bool) -> tuple[Cell, ...]:
    words, today = desk.words, desk.clock.today()
    contact: Cell = words("papers.none")
    if line.last_contact_on is not None:
        contact = Day(line.last_contact_on, bare_date(line.last_contact_on, today, words.dates))
    due = ""
    if line.due:
        kind, day = line.due[0]
        due = words("papers.roster.due", day=bare_date(day, today, words.dates), what=words(f"kind.{kind}"))
    return (
        line.ref,
        initials(line.name) if short else line.name,
        words("papers.roster.in_stage", number=line.stage, name=words(f"stage.{line.stage}.short")),
        Number(line.days_in_stage, str(line.days_in_stage)),
        contact,
        due or words("papers.none"),
        job or words("papers.none"),
        capital(", ".join(words(f"flag.{flag}") for flag in line.conditions)),
    )
