"""Sentences made of kept facts and the day they are read on; the facts themselves never know a today."""

from __future__ import annotations

from datetime import date, timedelta

from ips_tui.content.words import Words
from ips_tui.dates import short_date
from ips_tui.domain.rhythms import Rhythms
from ips_tui.text import shown


def reason(
    words: Words,
    reason_id: str,
    dates: tuple[tuple[str, date], ...],
    as_of: date,
    figures: Rhythms = Rhythms(),  # noqa: B008 - frozen
    *,
    about: str = "",
) -> str:
    """Why a line is due, with the days it names as days and as counts from `as_of`, and what it is about.

    The search clock says the fidelity figure too: the days to the first face-to-face employer contact (F2).
    """
    values: dict[str, object] = {"about": shown(about)}
    for name, day in dates:
        values[name] = short_date(day, as_of, words.dates)
        values[f"{name}_days"] = (as_of - day).days
    if reason_id == "search_clock":
        mark = dict(dates)["first_seen"] + timedelta(days=figures.fidelity_days)
        values |= {"mark": figures.fidelity_days, "past_mark": (as_of - mark).days}
        return words(f"reason.search_clock{'_past' if as_of > mark else ''}", **values)
    return words(f"reason.{reason_id}", **values)
