"""The parts of the Community area: of each its columns, its rows, and a record in full."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ips_tui.casework.community import (
    ClinicalMeetingLine,
    CommunityView,
    GroupSessionLine,
    InterestedLine,
    OfficeContactLine,
    OutreachLine,
    ResourceLine,
    SatisfactionLine,
)
from ips_tui.content.words import Words
from ips_tui.dates import short_date
from ips_tui.domain.community import InterestedState
from ips_tui.text import fold
from screens.widgets.record_list import Column

WIDE = 100
"""Cells from which what helps, but is in the record as well, has a column."""


@dataclass(frozen=True)
class Told:
    """How lines are told now: in which words, on which day, and what a person's name looks like."""

    words: Words
    today: date
    name_of: Callable[[str], str]

    def day(self, day: date | None) -> str:
        """A day, short; empty for none."""
        return "" if day is None else short_date(day, self.today, self.words.dates)

    def late(self, day: date | None) -> str:
        """A day by which something was meant to be done, with a sign once it has passed."""
        sign = self.words("shell.problem_sign") if day is not None and day < self.today else ""
        return sign + self.day(day)

    def people(self, names: Iterable[str]) -> str:
        """Names of participants, as they may be shown now."""
        return ", ".join(map(self.name_of, names))

    def labelled(self, name: str, text: str) -> str:
        """A text with what it says in front of it; empty for none."""
        return self.words(f"community.said.{name}", text=text) if text else ""

    def count(self, name: str, number: int | None) -> str:
        """A number with what was counted; empty where nobody counted."""
        return "" if number is None else self.labelled(name, str(number))


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


@dataclass(frozen=True)
class Part:
    """One part of the area: its name, its columns by id with their widths, and how its lines are told."""

    name: str
    columns: tuple[tuple[str, int, int], ...]
    """Id, width (0 takes what is left) and the narrowest list in which a column is shown."""
    lines: Callable[[CommunityView], Sequence[Any]]
    cells: Callable[[Any, Told], tuple[str, ...]]
    detail: Callable[[Any, Told], Iterator[str]]
    """A record in full, the facts first; each text may hold anything a person typed."""
    names: Callable[[Any], tuple[str, ...]] = lambda line: ()
    """The names of people in a line, which a search finds in full also while initials are shown."""

    def titled(self, words: Words) -> tuple[Column, ...]:
        """The columns with their titles."""
        day = words.dates.widest
        return tuple(
            Column(
                name,
                words(f"community.column.{name}"),
                day + 2 if name == "next" else day if name in ("day", "checked") else width,
                align="right" if name in ("reached", "people_count", "others") else "left",
                from_width=narrowest,
            )
            for name, width, narrowest in self.columns
        )


def _interested_cells(line: InterestedLine, told: Told) -> tuple[str, ...]:
    waits = line.state is InterestedState.OPEN
    step = line.next_step if waits else told.words.choice("interested_state", line.state)
    if line.state is InterestedState.NOT_NOW:
        step = f"{step}: {line.not_now_words}"
    shown_day = "" if line.state is InterestedState.REFERRED else told.late(line.next_on)
    return shown_day, told.name_of(line.name), step, line.told_by, line.by


def _interested_detail(line: InterestedLine, told: Told) -> Iterator[str]:
    yield _joined(
        told.labelled("said_yes", told.day(line.said_yes_on)),
        told.labelled("told_by", line.told_by),
        told.labelled("reach", line.how_to_reach),
    )
    if line.state is InterestedState.NOT_NOW:
        yield told.labelled("not_now", f"{told.day(line.not_now_on)}: {line.not_now_words}")
    yield told.labelled("next", line.next_step)
    yield line.note


def _outreach_cells(line: OutreachLine, told: Told) -> tuple[str, ...]:
    reached = "" if line.reached is None else str(line.reached)
    kind = told.words.choice("outreach_kind", line.kind)
    return told.day(line.on), kind, line.place, reached, line.with_whom, line.by


def _outreach_detail(line: OutreachLine, told: Told) -> Iterator[str]:
    yield _joined(
        told.labelled("with", line.with_whom), told.count("minutes", line.minutes), told.labelled("by", line.by)
    )
    yield line.note


def _session_cells(line: GroupSessionLine, told: Told) -> tuple[str, ...]:
    others = "" if line.others_reached is None else str(line.others_reached)
    return told.day(line.on), line.name, str(len(line.people)), others, line.place_name, line.by


def _session_detail(line: GroupSessionLine, told: Told) -> Iterator[str]:
    yield _joined(
        told.words.choice("mode", line.mode),
        line.place_name,
        told.count("minutes", line.minutes),
        told.labelled("by", line.by),
    )
    yield told.labelled("there", told.people(line.people))
    yield line.summary


def _meeting_cells(line: ClinicalMeetingLine, told: Told) -> tuple[str, ...]:
    return told.day(line.on), line.team, str(len(line.people)), told.people(line.people), line.by


def _meeting_detail(line: ClinicalMeetingLine, told: Told) -> Iterator[str]:
    yield _joined(
        told.words.choice("mode", line.mode),
        told.labelled("with", line.with_whom),
        told.count("minutes", line.minutes),
        told.labelled("by", line.by),
    )
    yield told.labelled("about", told.people(line.people))
    yield line.note


def _satisfaction_cells(line: SatisfactionLine, told: Told) -> tuple[str, ...]:
    return told.day(line.on), "" if line.people is None else str(line.people), line.said, line.by


def _satisfaction_detail(line: SatisfactionLine, told: Told) -> Iterator[str]:
    yield line.figures
    yield line.said
    yield told.labelled("by", line.by)


def _office_cells(line: OfficeContactLine, told: Told) -> tuple[str, ...]:
    words = told.words
    office, mode = words.choice("office", line.office), words.choice("mode", line.mode)
    return told.day(line.on), office, mode, line.matter, line.with_whom, line.by


def _office_detail(line: OfficeContactLine, told: Told) -> Iterator[str]:
    yield _joined(
        told.labelled("with", line.with_whom), told.count("minutes", line.minutes), told.labelled("by", line.by)
    )
    yield line.matter
    yield told.labelled("result", line.result)


def _resource_cells(line: ResourceLine, told: Told) -> tuple[str, ...]:
    kind = told.words.choice("resource_kind", line.kind)
    return line.name, kind, line.place, line.telephone, told.day(line.checked_on)


def _resource_detail(line: ResourceLine, told: Told) -> Iterator[str]:
    yield _joined(line.name, line.place)
    yield _joined(line.contact, line.telephone, line.email)
    checked = told.labelled("checked", told.day(line.checked_on))
    yield checked or told.words("community.never_checked")
    yield line.note


PARTS: tuple[Part, ...] = (
    Part(
        "interested",
        (("next", 0, 0), ("name", 24, 0), ("step", 0, 0), ("told_by", 20, WIDE), ("by", 14, WIDE)),
        lambda view: view.interested,
        _interested_cells,
        _interested_detail,
        lambda line: (line.name,),
    ),
    Part(
        "outreach",
        (("day", 0, 0), ("kind", 20, 0), ("place", 0, 0), ("reached", 7, 0), ("with", 0, WIDE), ("by", 14, WIDE)),
        lambda view: view.outreach,
        _outreach_cells,
        _outreach_detail,
    ),
    Part(
        "group_session",
        (("day", 0, 0), ("about", 0, 0), ("people_count", 6, 0), ("others", 6, 0), ("place", 20, 0), ("by", 14, WIDE)),
        lambda view: view.group_sessions,
        _session_cells,
        _session_detail,
        lambda line: line.people,
    ),
    Part(
        "clinical_meeting",
        (("day", 0, 0), ("team", 26, 0), ("people_count", 6, 0), ("people", 0, 0), ("by", 14, WIDE)),
        lambda view: view.clinical_meetings,
        _meeting_cells,
        _meeting_detail,
        lambda line: line.people,
    ),
    Part(
        "resource",
        (("resource", 0, 0), ("offers", 16, 0), ("place", 18, 0), ("telephone", 16, 0), ("checked", 0, WIDE)),
        lambda view: view.resources,
        _resource_cells,
        _resource_detail,
    ),
    Part(
        "satisfaction",
        (("day", 0, 0), ("people_count", 6, 0), ("said", 0, 0), ("by", 14, WIDE)),
        lambda view: view.satisfaction,
        _satisfaction_cells,
        _satisfaction_detail,
    ),
    Part(
        "office_contact",
        (("day", 0, 0), ("office", 18, 0), ("mode", 13, WIDE), ("matter", 0, 0), ("with", 20, WIDE), ("by", 14, WIDE)),
        lambda view: view.office_contacts,
        _office_cells,
        _office_detail,
    ),
)
"""The parts in the order of their keys, 1 to 7; each is called as its table."""


class PartRows:
    """The lines of one part for a list; they are put in before each reload."""

    def __init__(self, part: Part, told: Callable[[], Told]) -> None:
        """`told` is asked at each painting, since names may be shown otherwise by then."""
        self._part = part
        self._told = told
        self.lines: Mapping[str, Any] = {}

    def put(self, view: CommunityView) -> None:
        """These are the lines from now on."""
        self.lines = {str(line.id): line for line in self._part.lines(view)}

    def index(self, sort: str) -> Sequence[tuple[str, str]]:
        """Every line as (id, search text)."""
        told, part = self._told(), self._part
        return [
            (record_id, fold(" ".join((*part.cells(line, told), *part.detail(line, told), *part.names(line)))))
            for record_id, line in self.lines.items()
        ]

    def rows(self, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """The cells of these lines."""
        told = self._told()
        return {i: self._part.cells(self.lines[i], told) for i in ids if i in self.lines}

    def in_full(self, record_id: str | None) -> list[str]:
        """A record in full, the facts first; nothing for none."""
        line = self.lines.get(record_id or "")
        return [] if line is None else [text for text in self._part.detail(line, self._told()) if text]
