"""The travel claim of one member of staff for a month: days, ways and their sum, to be signed (domain.md 7.2)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ips_tui.casework.session import Desk
from ips_tui.casework.settings import TEAM_NAME, travel_rate
from ips_tui.casework.travel import journeys_of
from ips_tui.dates import bare_date, full_date
from ips_tui.domain.travel import JourneyTo, Totals, TravelRate, Trip, totals
from ips_tui.reports.document import (
    Block,
    Cell,
    Column,
    Day,
    Document,
    Field,
    Fields,
    Heading,
    Number,
    Paragraph,
    Signatures,
    Table,
)
from ips_tui.reports.named import called, whose
from ips_tui.reports.registry import PaperKind, PaperRequest
from ips_tui.text import capital

_COLUMNS = (
    ("day", 0.8, False),
    ("what", 1.8, False),
    ("place", 3.2, False),
    ("way", 1.0, True),
    ("minutes", 0.8, True),
)


def month_of(request: PaperRequest, today: date) -> tuple[date, date]:
    """The first and the last day a claim is about: as asked, else the last month that is over."""
    since = request.since or (request.until or today.replace(day=1) - timedelta(days=1)).replace(day=1)
    return since, request.until or since.replace(day=monthrange(since.year, since.month)[1])


def make(desk: Desk, request: PaperRequest) -> Document:
    """The claim. Raises LookupError where nobody is asked for or works here, and a StoreProblem."""
    words, today, member = desk.words, desk.clock.today(), whose(desk, request)
    since, until = month_of(request, today)
    rate = travel_rate(desk)
    unit = words.distance if rate is None else rate.unit
    trips = journeys_of(desk, member.id, since, until)
    return Document(
        kind=PaperKind.TRAVEL_CLAIM,
        title=words("papers.kind.travel_claim"),
        subtitle=words(
            "papers_team.claim.subtitle",
            name=member.name,
            since=full_date(since, words.dates),
            until=full_date(until, words.dates),
        ),
        made_on=today,
        blocks=tuple(_blocks(desk, request, trips, totals(trips, unit), rate)),
        foot=desk.setting(TEAM_NAME) or "",
    )


def _blocks(
    desk: Desk, request: PaperRequest, trips: Sequence[Trip], sums: Totals, rate: TravelRate | None
) -> Iterator[Block]:
    words = desk.words
    known = [trip for trip in trips if trip.distance is not None]
    unknown = [trip for trip in trips if trip.distance is None]
    columns = tuple(Column(words(f"papers_team.claim.{name}"), share, right) for name, share, right in _COLUMNS)
    if known:
        rows = tuple(_row(desk, request, trip) for trip in known)
        yield Table(columns, rows, words("papers_team.claim.caption", count=len(rows)))
    else:
        yield Paragraph(words("papers_team.claim.no_ways" if unknown else "papers_team.claim.nothing"))
    yield Fields(tuple(_sums(desk, sums, rate)))
    if sums.converted:
        said = "papers_team.claim.converted_one" if sums.converted == 1 else "papers_team.claim.converted"
        yield Paragraph(words(said, count=sums.converted), quiet=True)
    if unknown:
        said = "papers_team.claim.without_one" if len(unknown) == 1 else "papers_team.claim.without"
        yield Heading(words(said, count=len(unknown)))
        rows = tuple(_row(desk, request, trip) for trip in unknown)
        yield Table(columns, rows, words("papers_team.claim.without_told"))
    yield Paragraph(words("papers_team.claim.once"), quiet=True)
    yield Paragraph(words("papers_team.claim.true"))
    yield Signatures((words("papers_team.claim.made_by"), words("papers_team.claim.approved_by")))


def _sums(desk: Desk, sums: Totals, rate: TravelRate | None) -> Iterator[Field]:
    words = desk.words
    # What is not known is a line to write on: nothing is never a sum.
    known = bool(sums.distance.tenths)
    yield Field(words("papers_team.claim.total"), str(sums.distance) if known else "")
    yield Field(words("papers_team.claim.rate"), "" if rate is None else str(rate))
    yield Field(words("papers_team.claim.sum"), "" if rate is None or not known else str(rate.pays(sums.distance)))
    if sums.minutes:
        yield Field(words("papers_team.claim.time"), hours(desk, sums.minutes))


def hours(desk: Desk, minutes: int) -> str:
    """Minutes as hours and minutes, once they are an hour."""
    if minutes < 60:
        return desk.words("papers_team.minutes", minutes=minutes)
    return desk.words("papers_team.hours", hours=minutes // 60, minutes=minutes % 60)


def _row(desk: Desk, request: PaperRequest, trip: Trip) -> tuple[Cell, ...]:
    what, place = _told(desk, request, trip)
    day = Day(trip.on, bare_date(trip.on, desk.clock.today(), desk.words.dates))
    way: Cell = "" if trip.distance is None else Number(trip.distance.tenths / 10, str(trip.distance))
    minutes: Cell = "" if trip.minutes is None else Number(trip.minutes, str(trip.minutes))
    return day, what, place, way, minutes


def _told(desk: Desk, request: PaperRequest, trip: Trip) -> tuple[str, str]:
    """What for, and where: a person by reference, an employer by place."""
    words = desk.words
    what = words(trip.purpose) if trip.purpose else words.choice("journey_to", trip.to)
    kind = words(trip.kind_of_place) if trip.kind_of_place else ""
    who = called(trip.ref, trip.name, request) if trip.to is JourneyTo.PARTICIPANT else ""
    place = ", ".join(part for part in (who, kind, trip.place) if part)
    return capital(what), place or words("papers_team.claim.no_place")
