"""What is due with one participant, as lines of the page: the key that does it, what, how late, why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from ips_tui.casework.today import DueLine
from ips_tui.content.words import Words
from ips_tui.dates import short_date
from ips_tui.domain.due import OWN_PACE
from ips_tui.text import cells, shown
from screens.participant.wording import lateness
from screens.widgets.block import spread, wrapped

if TYPE_CHECKING:
    from ips_tui.casework.case import CaseView

DOES: Mapping[str, str] = {
    "search_clock": "participant.employer",
    "review": "participant.review",
    "plan_review": "participant.review",
    "plan_step": "participant.step",
    "labour_market_research": "participant.research",
    "personal_information": "participant.information_talk",
    "clinical_update": "participant.clinical",
    "disclosure_talk": "participant.talk",
    "pre_start_meeting": "participant.contact",
    "in_work_plan": "participant.in_work_plan",
    "job_start": "participant.job",
    "follow_along_contact": "participant.follow_along",
    "milestone": "participant.follow_along",
    "benefits_review": "participant.benefits",
    "employer_check_in": "participant.employer",
    "appointment": "participant.outcome",
    "hand_over": "participant.outcome",
}
"""The key that does what is due, by the kind of the line."""
INSTEAD: Mapping[str, str] = {"participant.talk": "participant.decide"}
"""Where the key that does it does nothing now, another that does: after a decision was taken back, a new one."""
TITLES: Mapping[str, str] = {
    "participant.employer": "form.employer_contact.title",
    "participant.review": "form.review.title",
    "participant.step": "form.step_outcome.title",
    "participant.research": "form.labour_market_research.title",
    "participant.information_talk": "form.personal_information_talk.title",
    "participant.clinical": "form.clinical_update.title",
    "participant.talk": "form.disclosure_talk.title",
    "participant.contact": "form.contact.title",
    "participant.in_work_plan": "form.in_work_support_plan.title",
    "participant.job": "form.job_start.title",
    "participant.follow_along": "form.follow_along_contact.title",
    "participant.benefits": "form.benefits_counselling.title",
    "participant.outcome": "key.participant.outcome.does",
}
"""What such a key opens for a line, by its title: id of the words."""
EMPLOYER_TITLE = "form.employer_contact.title"
"""What is opened for a line about an employer."""
STAFF_TITLES: Mapping[str, str] = {
    "supervision": "form.supervision.title",
    "unit_meeting": "form.unit_meeting.title",
    "field_mentoring": "form.field_mentoring.title",
}
"""What is opened for a line about a colleague, by its kind."""
MOST_DUE = 3
"""Due lines shown; the others are counted, since Today shows them all."""
SIGN_ROOM = "  "
"""Stands where a line that is late has its sign."""
KIND, LATE = 23, 13
"""Cells of what is due, and of how late it is."""


def due_lines(view: CaseView, words: Words, keys: Mapping[str, str], width: int, room: int) -> list[Content]:
    """What is due, and what stands without a day, in at most `room` lines (1 or more).

    `keys` are the keys that work now, by the ids of their bindings.
    """
    most = min(MOST_DUE, room)
    also = Content("   ").join([Content.styled(text, style) for text, style in _also(view, words, most)])
    if not view.due:
        return _with([Content.styled(_nothing(view, words, keys), "$quiet")], also, width, room)
    full = [part for line in view.due[:most] for part in _line(line, words, keys, width)]
    if len(full) <= room:
        return _with(full, also, width, room)
    return _with([_short(line, words, keys, width) for line in view.due[:most]], also, width, room)


def _nothing(view: CaseView, words: Words, keys: Mapping[str, str]) -> str:
    if view.stages.closed_on is None:
        return words("participant.nothing_due")
    return words("participant.closed.nothing_due", key=keys.get("participant.record", ""))


def _also(view: CaseView, words: Words, most: int) -> Iterator[tuple[str, str]]:
    """How many lines more there are, and what stands without a day."""
    if len(view.due) > most:
        yield words("participant.next.more", count=len(view.due) - most), "$quiet"
    for flag in view.person.conditions:
        if flag != "employer_contact_blocked":
            yield words(f"flag.{flag}"), "bold"


def _with(lines: Sequence[Content], also: Content, width: int, room: int) -> list[Content]:
    """The lines, and the rest where there is room for it: at the end of one, else under them."""
    if not also.cell_length:
        return list(lines)
    for place in (0, len(lines) - 1):
        if lines[place].cell_length + also.cell_length + 2 <= width:
            return [*lines[:place], spread(lines[place], also, width), *lines[place + 1 :]]
    return [*lines, also] if len(lines) < room else [*lines[:-1], spread(lines[-1], also, width)]


def _start(line: DueLine, words: Words, keys: Mapping[str, str]) -> Content:
    put_off = line.put_off_until is not None
    late = line.days_overdue > 0 and line.kind not in OWN_PACE and not put_off
    how_late = words("participant.put_off") if put_off else lateness(words, line.days_overdue, line.kind)
    does = DOES.get(line.kind, "")
    key = keys.get(does) or keys.get(INSTEAD.get(does, ""), "")
    return Content.assemble(
        (words("shell.problem_sign") if late else SIGN_ROOM, "bold $late"),
        (f"{key:<2}", "bold $accent"),
        (f"{words(f'kind.{line.kind}'):<{KIND}}", "bold"),
        (f"{how_late:<{LATE - 1}} ", "$late" if late else "$quiet"),
    )


def reason_of(line: DueLine, words: Words) -> str:
    """The reason of a line; of one that was put off, until when and why."""
    if line.put_off_until is None:
        return line.reason
    today = line.due_on + timedelta(days=line.days_overdue)
    day = short_date(line.put_off_until, today, words.dates)
    return words("participant.put_off_why", day=day, why=line.put_off_why)


def _short(line: DueLine, words: Words, keys: Mapping[str, str], width: int) -> Content:
    """What and how late, and as much of the reason as one line takes."""
    start = _start(line, words, keys)
    return start + Content.styled(shown(reason_of(line, words), max(width - start.cell_length, 0)), "$quiet")


def _line(line: DueLine, words: Words, keys: Mapping[str, str], width: int) -> Iterator[Content]:
    """What, how late, and the whole reason, under it where it does not fit beside it."""
    start = _start(line, words, keys)
    reason = shown(reason_of(line, words))
    if cells(reason) <= width - start.cell_length:
        yield start + Content.styled(reason, "$quiet")
        return
    yield start
    indent = " " * (len(SIGN_ROOM) + 2)
    for part in wrapped(reason, width - len(indent)):
        yield Content.styled(indent + part, "$quiet")
