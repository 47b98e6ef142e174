"""The rows of the caseload, read as they come into view, and the full story of the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from textual.content import Content

from ips_tui.casework import caseload
from ips_tui.casework.caseload import PersonLine
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.dates import short_date
from ips_tui.domain.due import OWN_PACE
from ips_tui.text import initials, shown
from screens.participant.due_lines import reason_of
from screens.today.lines import when
from screens.widgets.record_list import Column

KEPT = 600
"""Lines kept for their colours: some screens' worth."""
CLOCK_COLUMN, DUE_COLUMN = 4, 5
QUIET_COLUMNS = (0, 3, 6, 8, 9)


class PeopleSource:
    """Everyone, or one specialist's people: only ids and search texts of all, whole lines of those in view."""

    def __init__(self, desk: Desk, name_of: Callable[[str], str]) -> None:
        """`name_of` gives a participant's name as it may be shown now."""
        self.desk = desk
        self.words = desk.words
        self.name_of = name_of
        self.specialist: UUID | None = None
        """Whose people are shown; None for everyone's."""
        self.closed = False
        """Whether closed cases are shown too, behind the open ones."""
        self.wide = False
        """Whether flags, specialist and place have columns of their own."""
        self._seen: dict[str, PersonLine] = {}

    def columns(self) -> tuple[Column, ...]:
        """The columns for the width there is."""
        words = self.words
        columns = (
            Column("ref", words("caseload.column.ref"), 6),
            Column("name", words("caseload.column.name"), 16),
            Column("stage", words("caseload.column.stage"), 13),
            Column("days", words("caseload.column.days"), 4, align="right"),
            Column("clock", words("caseload.column.clock"), 9),
            Column("due", words("caseload.column.due"), 0),
            Column("more", "", 3),
        )
        if not self.wide:
            return columns
        return (
            *columns,
            Column("flags", words("caseload.column.flags"), 19),
            Column("specialist", words("caseload.column.specialist"), 4),
            Column("place", words("caseload.column.place"), 11),
        )

    # What the list asks

    def index(self, sort: str) -> Sequence[tuple[str, str]]:
        """Everyone's id and search text, in the order of one of `caseload.SORTS`."""
        self._seen.clear()
        found = caseload.index(self.desk, sort, specialist=self.specialist, closed=self.closed)
        return [(row_id.hex(), text) for row_id, text in found]

    def rows(self, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """The cells of these people."""
        if len(self._seen) > KEPT:
            self._seen.clear()
        lines = caseload.lines(self.desk, [bytes.fromhex(row_id) for row_id in ids])
        self._seen |= {person.hex: line for person, line in lines.items()}
        return {person.hex: self._cells(line) for person, line in lines.items()}

    def style(self, record_id: str, column: int, cell: str) -> str:
        """Colour for what is late; the word is there too."""
        line = self._seen.get(record_id)
        if line is not None and line.closed_on is not None:
            return "$quiet"
        if line is None or column not in (CLOCK_COLUMN, DUE_COLUMN):
            return "$quiet" if column in QUIET_COLUMNS else ""
        own_pace = bool(line.due) and line.due[0][0] in OWN_PACE
        late = self._clock_late(line) if column == CLOCK_COLUMN else self._days_late(line) > 0 and not own_pace
        return "$late" if late else ""

    # One line

    def _cells(self, line: PersonLine) -> tuple[str, ...]:
        words = self.words
        if line.closed_on is not None:
            return self._closed_cells(line, line.closed_on)
        kinds = list(dict.fromkeys(kind for kind, _ in line.due))
        named = [words(f"kind.{kind}") for kind in kinds]
        flags = [words(f"flag.{flag}") for flag in line.conditions]
        first = f"{when(words, self._days_late(line), kinds[0])} {named[0]}" if named else ""
        short = [first, *named[1:], *([] if self.wide else flags)]
        short = [part for part in short if part]
        return (
            line.ref,
            self.name_of(line.name),
            f"{line.stage} {words(f'stage.{line.stage}.short')}",
            str(line.days_in_stage),
            self._clock(line),
            short[0] if short else "",
            words("caseload.more", count=len(short) - 1) if len(short) > 1 else "",
            ", ".join(flags),
            # Colleagues know each other's initials; the story has the name.
            initials(line.specialist_name),
            line.place,
        )

    def _closed_cells(self, line: PersonLine, closed_on: date) -> tuple[str, ...]:
        day = self.words("caseload.closed_since", day=short_date(closed_on, self.desk.clock.today(), self.words.dates))
        who = (line.ref, self.name_of(line.name), self.words("caseload.closed"))
        return (*who, "", "", day, "", "", initials(line.specialist_name), line.place)

    def _days_late(self, line: PersonLine) -> int:
        """Days since the first due line was due (negative: until it is); 0 when nothing is."""
        return (self.desk.clock.today() - line.due[0][1]).days if line.due else 0

    def _clock_late(self, line: PersonLine) -> bool:
        return line.clock_day is not None and line.clock_day > line.clock_limit

    def _clock(self, line: PersonLine) -> str:
        if line.clock_day is None:
            return self.words("caseload.seeking") if line.clock_stopped_after is not None else ""
        if self._clock_late(line):
            return self.words("caseload.clock_late", days=line.clock_day - line.clock_limit)
        return self.words("caseload.clock", day=line.clock_day, last=line.clock_limit)

    # The one under the cursor

    def story(self, record_id: str, room: int) -> list[tuple[Content, Content]]:
        """Who it is, everything due with its reason, and the rest, in at most `room` (3 or more) lines."""
        person = UUID(hex=record_id)
        line = caseload.lines(self.desk, [person.bytes]).get(person)
        if line is None:
            return []
        words = self.words
        name = Content.styled(shown(self.name_of(line.name)), "bold")
        if line.closed_on is not None:
            return self._closed_story(line, name, line.closed_on)
        stage = words("caseload.stage", stage=words(f"stage.{line.stage}.name"), days=line.days_in_stage)
        head = Content.assemble(name, ("  " + shown(line.ref) + "  ", "$quiet"), stage)
        view = today(self.desk, subject_id=person)
        due = [
            self._due(
                when(words, one.days_overdue, one.kind),
                words(f"kind.{one.kind}"),
                one.reason,
                one.days_overdue > 0 and one.kind not in OWN_PACE,
            )
            for one in view.due
        ]
        due += [
            self._due(words("participant.put_off"), words(f"kind.{one.kind}"), reason_of(one, words), False)
            for one in view.put_off
        ]
        due = due or [Content.styled(words("caseload.nothing_due"), "$quiet")]
        left = len(due) - (room - 2)
        lines = [(one, Content("")) for one in due[: room - 2]]
        if left > 0:
            lines[-1] = (lines[-1][0], Content.styled(words("caseload.more_due", count=left), "bold"))
        return [
            (head, Content.styled(shown(line.specialist_name, 24), "$quiet")),
            *lines,
            (self._rest(line), Content("")),
        ]

    def _closed_story(self, line: PersonLine, name: Content, closed_on: date) -> list[tuple[Content, Content]]:
        """When the case was closed, and that it can be opened again."""
        day = self.words("caseload.closed_since", day=short_date(closed_on, self.desk.clock.today(), self.words.dates))
        head = Content.assemble(name, (f"  {shown(line.ref)}  ", "$quiet"), day)
        how = Content.styled(self.words("caseload.closed_story"), "$quiet")
        return [(head, Content.styled(shown(line.specialist_name, 24), "$quiet")), (how, Content(""))]

    def _due(self, how: str, kind: str, reason: str, late: bool) -> Content:
        return Content.assemble((how, "bold $late" if late else "bold"), f"  {kind}: ", (shown(reason), "$quiet"))

    def _rest(self, line: PersonLine) -> Content:
        words, day = self.words, self.desk.clock.today()
        parts = [words(f"flag.{flag}") for flag in line.conditions]
        if line.clock_day is not None:
            said = "caseload.clock_says_late" if self._clock_late(line) else "caseload.clock_says"
            last, days = line.clock_limit, line.clock_day - line.clock_limit
            parts.append(words(said, day=line.clock_day, last=last, days=days))
        elif line.clock_stopped_after is not None:
            parts.append(words("caseload.seeking_says", day=line.clock_stopped_after))
        if line.last_contact_on is not None:
            parts.append(words("caseload.last_contact", day=short_date(line.last_contact_on, day, words.dates)))
        if line.place:
            parts.append(shown(line.place))
        return Content.styled("; ".join(parts), "$quiet")
