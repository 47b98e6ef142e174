"""What can be asked of a paper, as one list to choose from; a day or a number that is not in it is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from ips_tui.casework.session import Desk
from ips_tui.content.words import Words
from ips_tui.domain.outcomes.rules import Period
from ips_tui.domain.people import StaffRole
from ips_tui.reports.asked import PeriodName, own_period, period_of
from ips_tui.reports.asks import ONE_DAY, Ask, around, near, time_of, time_said
from ips_tui.reports.registry import PaperRequest
from ips_tui.text import capital
from screens.base import HouseScreen
from screens.days import ask_day, ask_period
from screens.desk import desk_of
from screens.reports.choosing import named_period
from screens.settings.ask import AskLine, number_problem
from screens.widgets.chooser import Chooser, ChooserItem

USUAL, OTHER, EVERYONE, TEAM = "usual", "other", "everyone", "team"
SAMPLES = range(1, 6)
"""Of how many cases one, as they are offered."""
MOST = 999
PERIODS = (PeriodName.THIS_QUARTER, PeriodName.LAST_90, PeriodName.LAST_365)
"""Beside the last quarter, which is usual."""


def said(asks: Sequence[Ask], request: PaperRequest, usual: str, desk: Desk) -> str:
    """What is asked for now, in words; `usual` is the id of those for the time where none is asked for."""
    words, parts = desk.words, []
    if (time := time_of(asks)) is not None:
        period = _period(request)
        parts.append(words(usual) if period is None else time_said(time, period, words))
    if Ask.WHOSE in asks:
        parts.append(_name(desk, request.staff_id or (desk.who.id if desk.who else None)))
    if Ask.PEOPLE in asks:
        name = _name(desk, request.staff_id)
        parts.append(words("papers.ask.said.people", name=name) if name else words("papers.ask.said.everyone"))
    if Ask.EVERY in request.options:
        parts.append(words("papers.ask.said.every", count=request.options[Ask.EVERY]))
    if Ask.OUTSIDE in request.options:
        parts.append(words("papers.ask.said.outside"))
    return "; ".join(filter(None, parts))


async def choose(
    page: HouseScreen[None], asks: Sequence[Ask], request: PaperRequest, usual: str
) -> PaperRequest | None:
    """What is asked for next, None where the person left it as it is. In a worker: it waits for the answers."""
    words, today = page.app.words, page.app.desk.clock.today()
    items = list(_items(asks, usual, desk_of(page.app)))
    chooser = Chooser(words("papers.ask.which"), items)
    here = _here(asks, request, page.app.desk.who_id)
    chooser.choices.place = next((place for place, item in enumerate(items) if item.id == here), 0)
    chosen = await page.app.push_screen_wait(chooser)
    if chosen is None:
        return None
    name, _, what = chosen.partition(".")
    match Ask(name):
        case Ask.OUTSIDE:
            return _with(request, Ask.OUTSIDE, None if what == TEAM else "")
        case Ask.EVERY:
            count = await _count(page, request) if what == OTHER else what
            return None if count is None else _with(request, Ask.EVERY, None if count == "1" else count)
        case Ask.WHOSE | Ask.PEOPLE:
            return replace(request, staff_id=None if what == EVERYONE else UUID(what))
        case time:
            if what == USUAL:
                return replace(request, since=None, until=None)
            period = await _typed(page, time, _period(request)) if what == OTHER else period_of(what, today)
            if period is None:
                return None
            return replace(request, since=period.first, until=None if time in ONE_DAY else period.last)


def _items(asks: Sequence[Ask], usual: str, desk: Desk) -> Iterator[ChooserItem]:
    words, today = desk.words, desk.clock.today()
    for ask in asks:
        group = words(f"papers.ask.group.{ask}")
        if ask is Ask.WHOSE:
            # A name is said as it is written.
            yield from (ChooserItem(f"{ask}.{one.id}", one.name, group) for one in desk.staff())
        elif ask is Ask.PEOPLE:
            yield ChooserItem(f"{ask}.{EVERYONE}", capital(words("papers.ask.said.everyone")), group)
            specialists = [one for one in desk.staff() if one.role == StaffRole.EMPLOYMENT_SPECIALIST]
            yield from (ChooserItem(f"{ask}.{one.id}", one.name, group) for one in specialists)
        else:
            yield from (ChooserItem(f"{ask}.{i}", capital(label), group) for i, label in _of(ask, usual, today, words))


def _of(ask: Ask, usual: str, today: date, words: Words) -> Iterator[tuple[str, str]]:
    """What can be chosen of one, by its name, as it is said."""
    if ask is Ask.OUTSIDE:
        yield TEAM, words("papers.ask.team")
        yield ask.value, words("papers.ask.outside")
    elif ask is Ask.EVERY:
        for count in SAMPLES:
            yield str(count), words("papers.ask.said.every", count=count) if count > 1 else words("papers.ask.all")
        yield OTHER, words("papers.ask.other.every")
    else:
        yield USUAL, words(usual)
        if ask is Ask.PERIOD:
            yield from ((name, named_period(name, today, words)) for name in PERIODS)
        yield from ((own_period(period), time_said(ask, period, words)) for period in near(ask, today))
        yield OTHER, words(f"papers.ask.other.{ask}")


def _here(asks: Sequence[Ask], request: PaperRequest, who_id: str) -> str:
    """What the cursor stands on at first, where the list has it: the time asked for, or whose it is now."""
    if (time := time_of(asks)) is None:
        return f"{asks[0]}.{request.staff_id or (EVERYONE if asks[0] is Ask.PEOPLE else who_id)}"
    period = _period(request)
    return f"{time}.{USUAL if period is None else own_period(period)}"


def _name(desk: Desk, staff_id: UUID | None) -> str:
    return next((one.name for one in desk.staff() if one.id == staff_id), "")


def _period(request: PaperRequest) -> Period | None:
    return None if request.since is None else Period(request.since, request.until or request.since)


def _with(request: PaperRequest, ask: Ask, said: str | None) -> PaperRequest:
    """The same with this option, or without it."""
    options = {name: value for name, value in request.options.items() if name != ask}
    return replace(request, options=options if said is None else {**options, ask: said})


async def _typed(page: HouseScreen[None], time: Ask, now: Period | None) -> Period | None:
    words, today = page.app.words, page.app.desk.clock.today()
    now = now or Period(today, today)
    if time in (Ask.PERIOD, Ask.DAYS):
        return await ask_period(page, now, ahead=time is Ask.DAYS)

    def too_late(day: date) -> str:
        return "reports.day_later" if time is Ask.SINCE and day > today else ""

    day = await ask_day(page, words(f"papers.ask.day.{time}"), now.first, too_late)
    return None if day is None else around(time, day, today)


async def _count(page: HouseScreen[None], request: PaperRequest) -> str | None:
    words = page.app.words
    start = request.options.get(Ask.EVERY, "1")
    asked = AskLine(words("papers.ask.how_many"), start, words, number_problem(words, 1, MOST))
    answer = await page.app.push_screen_wait(asked)
    # As a figure, so that what is said of it has no noughts before it.
    return None if answer is None else str(int(answer))
