"""What stands at the head of an employer's page: whom to speak to, how well one is known, what they need."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from ips_tui.casework.employer_list import EmployerLine
from ips_tui.casework.employer_look_alikes import EmployerLookAlike
from ips_tui.casework.employers import EmployerView
from ips_tui.dates import short_date
from ips_tui.domain.employers import warmth
from ips_tui.text import shown

if TYPE_CHECKING:
    from screens.app import IpsApp

LABEL = 11
"""Cells of the labels."""
NEEDS_LINES = 3
FEW_LINES, MANY_LINES = 8, 12
"""Lines of it in a low and in a high window; what they need has what the rest leaves, at least one."""
FEW_PEOPLE, MANY_PEOPLE = 2, 6
"""Further people that are named in a low and in a high window; of those left out their number is said."""
HIGH = 32
"""Lines of a window that has room for more of them."""
LONGEST_NAME = 34
"""Cells of a person's name and role, so that their telephone number stays in sight."""


def cups(app: IpsApp, met: int) -> str:
    """How warm it is, in a word or two: "2nd cup"."""
    return app.words(f"employers.cups.{warmth(met)}")


class Head:
    """The lines of one employer as it stands now."""

    def __init__(self, app: IpsApp, view: EmployerView, line: EmployerLine | None) -> None:
        """`line` is what the list says of the same employer."""
        self._app = app
        self._view = view
        self._line = line

    def lines(self, alike: Sequence[EmployerLookAlike], width: int, height: int) -> list[Content]:
        """In a window of `height` lines, of which `width` cells have room."""
        words, entry = self._app.words, self._view.entry
        size = words.choice("size_band", entry.size_band) if entry.size_band else ""
        what = [words.choice("sector", entry.sector), entry.site or "", size]
        lines = [Content.styled(shown(", ".join(part for part in what if part), width), "bold")]
        if alike:
            from screens.entries.employers import alike_said

            lines.append(self._labelled("alike", alike_said(alike), width, "bold"))
        if entry.sites:
            lines.append(self._labelled("sites", ", ".join(site.name for site in entry.sites), width))
        lines += self._people(width, MANY_PEOPLE if height >= HIGH else FEW_PEOPLE)
        lines.append(self._so_far(width))
        room = (MANY_LINES if height >= HIGH else FEW_LINES) - len(lines)
        return [*lines, *self._needs(entry.needs, width, min(max(room, 1), NEEDS_LINES))]

    def _people(self, width: int, most: int) -> Iterator[Content]:
        """Whom to ask for when they ring, each with role, number and best time."""
        words, entry = self._app.words, self._view.entry
        first = self._person(entry.person, entry.person_role, entry.telephone, entry.best_time)
        yield self._labelled("person", first or words("employers.someone"), width, "" if first else "$quiet")
        for met in entry.people[:most]:
            yield Content(
                " " * LABEL + shown(self._person(met.name, met.role, met.telephone, met.best_time), width - LABEL)
            )
        if (left := len(entry.people) - most) > 0:
            key = "employers.more_people_one" if left == 1 else "employers.more_people"
            yield Content.styled(" " * LABEL + words(key, count=left), "$quiet")

    def _person(self, name: str | None, role: str | None, telephone: str | None, best_time: str | None) -> str:
        words = self._app.words
        called = ", ".join(part for part in (name, role) if part)
        parts = [
            shown(called, LONGEST_NAME) if called else "",
            shown(telephone or ""),
            words("employers.best_time", time=shown(best_time)) if best_time else "",
        ]
        return "; ".join(part for part in parts if part)

    def _so_far(self, width: int) -> Content:
        """How often met, how many people they took on, and when there was word last."""
        words, line = self._app.words, self._line
        met, hires = (0, 0) if line is None else (line.met, line.hires)
        said = [words.choice("warmth", warmth(met))]
        if met > 1:
            said.append(words("employers.met_times", count=met))
        if hires:
            said.append(words("employers.hires_one" if hires == 1 else "employers.hires", count=hires))
        if line is not None and line.last_contact_on is not None:
            day = short_date(line.last_contact_on, self._app.desk.clock.today(), words.dates)
            said.append(words("employers.last", day=day))
        return self._labelled("so_far", "; ".join(said), width)

    def _labelled(self, label: str, text: str, width: int, style: str = "") -> Content:
        named = f"{self._app.words(f'employers.label.{label}'):<{LABEL}}"
        return Content.assemble((named, "$quiet"), (shown(text, width - LABEL), style))

    def _needs(self, needs: str | None, width: int, most: int) -> Iterator[Content]:
        if not needs:
            yield self._labelled("needs", self._app.words("employers.needs_none"), width, "$quiet")
            return
        lines = textwrap.wrap(shown(needs), max(width - LABEL, 10))
        for place, line in enumerate(lines[:most], start=1):
            cut = place == most and len(lines) > most
            text = shown(line, width - LABEL - cut) + ("…" if cut else "")
            yield self._labelled("needs", text, width) if place == 1 else Content(" " * LABEL + text)
