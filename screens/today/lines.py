"""What stands on Today: one morning's lines in their groups, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from ips_tui.casework import caseload
from ips_tui.casework.session import Desk
from ips_tui.casework.today import MOST, DraftLine, DueLine, NextLine, TodayView, own_first
from ips_tui.content.words import Words
from ips_tui.dates import short_date
from ips_tui.domain.due import COSTS, OWN_PACE
from ips_tui.domain.stages import WORK_OF_STAGE
from ips_tui.text import capital
from screens.participant.due_lines import reason_of

CLOCK = "search_clock"
TEAM = "due_team"
"""The group of what is due with the people of others."""
WEEK = 7
SOON = 14
"""Days ahead that a person plans for; what lies beyond stands at the end."""


@dataclass(frozen=True)
class TodayLine:
    """One line: its cells, where Enter goes, and its full text."""

    id: str
    group: str
    """Its heading is `today.group.<group>` in the word pack; before a point, what it costs to miss its lines."""
    when: str
    who: str
    what: str
    why: str
    place: str
    detail: str
    """What the cells have no room for."""
    about: str
    """The rest of who it is: ref and stage, or nothing."""
    late: bool = False
    planned: bool = False
    """Whether one has to be somewhere, so that the place says where."""
    participant: UUID | None = None
    employer: UUID | None = None
    colleague: UUID | None = None
    stage: int | None = None
    """Under which stage it is listed on the person's page, where that is not the main one."""
    draft: DraftLine | None = None
    due: DueLine | None = None
    """What is due or was put off; None for what is planned or waits to be saved."""


@dataclass(frozen=True)
class Morning:
    """Everything on one day's Today, in the order of the screen."""

    day: date
    lines: tuple[TodayLine, ...]
    cut: frozenset[str]
    """Groups, without the cost, that hold only a part: there is more than was asked for."""


def when(words: Words, days: int, kind: str = "") -> str:
    """How far off: so many days late (positive), today, or in so many days.

    What goes at the person's own pace is not late: its day was so many days ago.
    """
    if days == 0:
        return words("today.now")
    if days > 0 and kind in OWN_PACE:
        return words("today.ago", days=days)
    return words("today.late", days=days) if days > 0 else words("today.ahead", days=-days)


def morning(desk: Desk, name_of: Callable[[str], str]) -> Morning:
    """Today as whoever works at the desk sees it: a specialist's own people first, a team leader the team.

    `name_of` gives a participant's name as it may be shown.
    """
    view = own_first(desk, most=MOST)
    due, planned = view.due, view.next
    writer = _Writer(desk, name_of, view.as_of, desk.own_people_of)
    week = [line for line in due if line.kind == CLOCK and -WEEK <= line.days_overdue <= 0]
    now = [line for line in planned if line.on == view.as_of]
    soon = [line for line in planned if view.as_of < line.on <= view.as_of + timedelta(days=SOON)]
    lines = [writer.due(line) for line in due if line not in week]
    mine = [line for line in lines if not line.group.endswith(TEAM)]
    own = desk.own_people_of
    # Where one has to be comes first, for it cannot wait; who leads the team has the day of many before them.
    first = [line for line in now if own is not None and line.specialist_id == own]
    ordered = [*(writer.planned(line, "planned") for line in first), *mine, *writer.clocks(week)]
    ordered += [line for line in lines if line.group.endswith(TEAM)]
    others = "planned" if own is None else "planned_team"
    ordered += [writer.planned(line, others) for line in now if line not in first]
    ordered += [writer.planned(line, "next") for line in soon]
    ordered += [writer.draft(number, draft) for number, draft in enumerate(view.drafts)]
    ordered += [writer.planned(line, "later") for line in planned if line not in now and line not in soon]
    ordered += [writer.put_off(line) for line in view.put_off]
    return Morning(view.as_of, tuple(ordered), _cut(view))


def _cut(view: TodayView) -> frozenset[str]:
    cut = {"due", "due_mine", TEAM, "clocks"} if len(view.due) >= MOST else set()
    cut |= {"planned", "planned_team", "next", "later"} if len(view.next) >= MOST else set()
    cut |= {"put_off"} if len(view.put_off) >= MOST else set()
    return frozenset(cut)


class _Writer:
    """Puts lines into words."""

    def __init__(self, desk: Desk, name_of: Callable[[str], str], day: date, own: UUID | None) -> None:
        self.desk = desk
        self.words = desk.words
        self.name_of = name_of
        self.day = day
        self.own = own

    def due(self, line: DueLine) -> TodayLine:
        """A due line, among the own people's or the team's, with those that cost as much to miss."""
        whose = "due" if self.own is None else "due_mine" if line.specialist_id == self.own else TEAM
        return self._due(line, f"{COSTS[line.kind]}.{whose}", line.reason)

    def put_off(self, line: DueLine) -> TodayLine:
        """A line that was put off: how far off the day is, and why."""
        assert line.put_off_until is not None
        said = reason_of(line, self.words)
        return replace(
            self._due(line, "put_off", said),
            when=when(self.words, (self.day - line.put_off_until).days),
            detail=f"{capital(self.words('participant.put_off'))} {said.rstrip('.')}. {line.reason}",
            late=False,
        )

    def clocks(self, lines: Sequence[DueLine]) -> Iterator[TodayLine]:
        """The clocks that run out within a week, with the day they stand at."""
        if not lines:
            return
        people = caseload.lines(self.desk, [line.subject_id.bytes for line in lines])
        for line in lines:
            person = people.get(line.subject_id)
            why = line.reason
            if person is not None and person.clock_day is not None:
                last = person.clock_day - line.days_overdue
                why = f"{self.words('today.clock', day=person.clock_day, last=last)}. {line.reason}"
            yield self._due(line, "clocks", why)

    def _due(self, line: DueLine, group: str, why: str) -> TodayLine:
        return TodayLine(
            id=f"due:{line.id.hex}",
            group=group,
            when=when(self.words, line.days_overdue, line.kind),
            who=self._who(line),
            what=self.words(f"kind.{line.kind}"),
            why=why,
            place=line.place,
            detail=why,
            about=self._about(line.ref, line.stage, line.place),
            late=line.days_overdue > 0 and line.kind not in OWN_PACE,
            participant=line.subject_id if line.subject == "participant" else None,
            employer=line.subject_id if line.subject == "employer" else None,
            colleague=line.subject_id if line.subject == "staff" else None,
            due=line,
            # The clock runs while the work is elsewhere still; what stops it stands on every page.
            stage=None if line.kind == CLOCK else WORK_OF_STAGE.get(line.kind),
        )

    def planned(self, line: NextLine, group: str) -> TodayLine:
        """An appointment or an agreed date."""
        travel = self.words("today.travel", minutes=line.travel_minutes) if line.travel_minutes else ""
        day = "" if line.on == self.day else short_date(line.on, self.day, self.words.dates)
        place = joined(line.employer, line.place)
        return TodayLine(
            id=f"next:{line.subject_id.hex}:{line.kind}:{line.on}:{line.at}",
            group=group,
            when=when(self.words, (self.day - line.on).days),
            who=self._who(line),
            what=self.words(f"kind.{line.kind}"),
            why=joined(day, line.at, travel),
            place=place,
            detail=joined(short_date(line.on, self.day, self.words.dates), line.at, place, travel),
            about=line.ref,
            planned=True,
            stage=WORK_OF_STAGE.get(line.kind),
            participant=line.subject_id if line.subject == "participant" else None,
            employer=line.subject_id if line.subject == "employer" else None,
        )

    def draft(self, number: int, draft: DraftLine) -> TodayLine:
        """Text that waits to be saved."""
        # Its day and time; that it is written like a date in a file is of no use to a person.
        written = self._written(draft.written)
        why = self.words("today.typed", when=written)
        return TodayLine(
            id=f"draft:{number}:{draft.form}:{draft.subject_id}:{draft.record_id}",
            group="drafts",
            when=self.words("today.draft"),
            who=self.name_of(draft.about) if draft.about else self.words("today.draft_new"),
            what=self.words(f"form.{draft.form}.title"),
            why=why,
            place="",
            detail=self.words("today.draft_detail", when=written),
            about="",
            draft=draft,
        )

    def _written(self, text: str) -> str:
        day, _, at = text.partition(" ")
        on = date.fromisoformat(day)
        return (
            at
            if on == self.desk.clock.local(self.desk.clock.now()).date()
            else f"{short_date(on, self.day, self.words.dates)} {at}"
        )

    def _who(self, line: DueLine | NextLine) -> str:
        return self.name_of(line.name) if line.subject == "participant" else line.name

    def _about(self, ref: str, stage: int | None, place: str) -> str:
        return joined(ref, self.words(f"stage.{stage}.name") if stage else "", place)


def joined(*parts: str) -> str:
    """The parts that say something, with commas between."""
    return ", ".join(part for part in parts if part)
