"""Charts as lines of text: data and a width in, lines out (the same data are drawn on paper from `document.Bars`).

A chart is never without its numbers, no category is ever left out, and nothing is drawn for 0. Where a picture has no
room it is a table of the same numbers; below ten cells a line may be wider than was asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ips_tui.reports.document import Bar, Bars
from ips_tui.reports.layout import padded, wrapped
from ips_tui.text import cells, shown

COLUMNS_FROM = 36
"""Cells from which columns are drawn; below that they are a table."""
LONGEST_BAR = 40
HIGHEST_COLUMN = 8
SHORTEST_BAR = 4
"""Cells that the longest bar must have, or it says nothing."""
CURVE_FROM, CURVE_HIGH, WIDEST_CURVE = 30, 9, 72
_BAR, _COLUMN, _BASE = "█", "█", "─"
_EIGHTHS = " ▁▂▃▄▅▆▇█"
_GAP = 2
_POINT, _NO_POINT = "●", "○"


def bar_lines(bars: Bars, width: int) -> Iterator[str]:
    """Bars that lie, label first and number last; without room for bars the labels with their numbers."""
    labels = [shown(bar.label) for bar in bars.bars]
    texts = [shown(bar.text) for bar in bars.bars]
    beside = max(map(cells, labels), default=0) + _GAP
    room = min(width - beside - max(map(cells, texts), default=0) - 1, LONGEST_BAR)
    if room < SHORTEST_BAR:
        yield from pair_lines(tuple(zip(labels, texts, strict=True)), width)
        return
    most = max((bar.value for bar in bars.bars), default=0.0)
    for bar, label, text in zip(bars.bars, labels, texts, strict=True):
        # Whatever is more than nothing is seen, and nothing is seen as nothing.
        length = max(round(room * bar.value / most), 1) if bar.value > 0 else 0
        yield f"{padded(label, beside)}{_BAR * length}{' ' if length else ''}{text}"


def column_lines(bars: Bars, width: int) -> Iterator[str]:
    """Columns that stand, each with its number on top and its label below; a table where they have no room."""
    labels = [shown(bar.label) for bar in bars.bars]
    texts = [shown(bar.text) for bar in bars.bars]
    each = max((cells(text) for text in (*labels, *texts)), default=0) + 1
    if width < COLUMNS_FROM or each * len(labels) > width:
        yield from pair_lines(tuple(zip(labels, texts, strict=True)), width)
        return
    # Not wider than it takes, or the eye would have far to go.
    each = min(max(width // max(len(labels), 1), each), each + 4)
    heights = _heights(bars.bars)
    for level in range(max(-(-high // 8) for high in heights), -1, -1):
        cells_of = []
        for high, text in zip(heights, texts, strict=True):
            top = -(-high // 8)
            if level == top:
                cells_of.append(text)
            else:
                cells_of.append(_EIGHTHS[min(max(high - level * 8, 0), 8)] * max(each - 2, 1) if level < top else "")
        yield "".join(_middle(cell, each) for cell in cells_of).rstrip()
    yield _BASE * (each * len(labels))
    yield "".join(_middle(label, each) for label in labels).rstrip()


def _heights(bars: Sequence[Bar]) -> list[int]:
    """How high each column is, in eighths of a line; what is more than nothing is at least one."""
    most = max((bar.value for bar in bars), default=0.0)
    # A few of something are no tower.
    highest = min(HIGHEST_COLUMN, max(round(most), 1))
    return [max(round(highest * 8 * bar.value / most), 1) if bar.value > 0 else 0 for bar in bars] or [0]


def _middle(text: str, width: int) -> str:
    left = max(width - cells(text), 0) // 2
    return padded(" " * left + text, width)


def pair_lines(pairs: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """A table of labels and numbers; a label that has no room beside its number is broken, its number below it."""
    beside = max((cells(label) for label, _ in pairs), default=0) + _GAP
    fits = all(beside + cells(text) <= width for _, text in pairs)
    right = max((cells(text) for _, text in pairs), default=0)
    for label, text in pairs:
        if fits:
            yield padded(label, beside) + padded(text, right, True)
        else:
            yield from wrapped(label, width)
            yield from (_GAP * " " + line for line in wrapped(text, width - _GAP))


@dataclass(frozen=True)
class Step:
    """From `day` on, this share goes on."""

    day: int
    share: Fraction


@dataclass(frozen=True)
class JobSeen:
    """One job: whose, for how many days it was seen (D10), and whether it ended with the last of them."""

    ref: str
    days: int
    ended: bool


@dataclass(frozen=True)
class AtWeek:
    """What the curve says at a week: the share that went on for so long, and how many were seen for so long."""

    week: int
    share: Fraction
    at_risk: int
    """Jobs."""
    people: int
    """Those whose jobs they are."""


@dataclass(frozen=True)
class Curve:
    """How many jobs go on for how long; begins at day 0 with all of them, shares only fall."""

    steps: tuple[Step, ...]
    weeks: tuple[AtWeek, ...]
    jobs: int
    last_day: int
    """The day up to which jobs of at least so many people are seen as were asked for; 0 for none at all."""


WEEKS = (4, 13, 26, 52)


def curve_of(jobs: Sequence[JobSeen], weeks: Sequence[int] = WEEKS, *, people: int = 1) -> Curve:
    """The product-limit estimate over jobs (Kaplan and Meier 1958, J. Am. Stat. Assoc. 53, 457-481).

    Jobs that go on count for as long as they were seen and are then left out of sight, not counted as ended. The share
    that lasted t days or more is the product over all days d below t of 1 - (ended with d days) / (seen for d days or
    more); so a job that ends with exactly 91 days lasted thirteen weeks, as in M11 (domain.md 6.6 D9, D10). The curve
    is looked at as far as jobs of `people` people are seen. Raises ValueError for days below 0 or people below 1.
    """
    if people < 1 or any(job.days < 0 for job in jobs):
        raise ValueError("days below 0, or nobody")
    share, steps = Fraction(1), [Step(0, Fraction(1))]
    for day in sorted({job.days for job in jobs if job.ended}):
        seen = sum(job.days >= day for job in jobs)
        share *= 1 - Fraction(sum(job.ended and job.days == day for job in jobs), seen)
        steps.append(Step(day + 1, share))

    def at(week: int) -> AtWeek:
        seen = [job.ref for job in jobs if job.days >= week * 7]
        return AtWeek(week, _share_at(steps, week * 7), len(seen), len(set(seen)))

    longest: dict[str, int] = {}
    for job in jobs:
        longest[job.ref] = max(job.days, longest.get(job.ref, 0))
    last = sorted(longest.values(), reverse=True)[people - 1 : people]
    return Curve(tuple(steps), tuple(map(at, weeks)), len(jobs), last[0] if last else 0)


def _share_at(steps: Sequence[Step], day: int) -> Fraction:
    return next(step.share for step in reversed(steps) if step.day <= day)


def curve_lines(curve: Curve, width: int, axis: str) -> Iterator[str]:
    """The curve as steps, from all jobs above to none below; `axis` says where it ends, such as `61 weeks`.

    Nothing where it has no room or nothing to show: its table, which the screen prints below it, says the same.
    """
    if width < CURVE_FROM or not curve.jobs or not curve.last_day:
        return
    side = len("100 % ")
    room = min(width - side - 1, WIDEST_CURVE)
    days = curve.last_day
    shares = [_share_at(curve.steps, days * place // (room - 1)) for place in range(room)]
    rows = [round((1 - share) * (CURVE_HIGH - 1)) for share in shares]
    grid = [[" "] * room for _ in range(CURVE_HIGH)]
    for place, row in enumerate(rows):
        before = rows[place - 1] if place else row
        grid[row][place] = "─" if before == row else "└"
        if before != row:
            grid[before][place] = "┐"
            for between in range(before + 1, row):
                grid[between][place] = "│"
    marks = {0: "100 %", (CURVE_HIGH - 1) // 2: " 50 %", CURVE_HIGH - 1: "  0 %"}
    for number, line in enumerate(grid):
        yield f"{marks.get(number, ''):<{side}}│{''.join(line)}".rstrip()
    yield f"{'':<{side}}└{_BASE * room}"
    yield f"{'':<{side}} 0{padded(axis, max(room - 1, 1), True)}"


def points(count: int, of: int) -> str:
    """A full sign for each point and an empty one for each missing: `●●●○○`."""
    return _POINT * count + _NO_POINT * (of - count)
