"""How a lead is said in words: where it came from, whom it fits, and what may be said to its employer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from ips_tui.casework.lead_fits import Fit, LeadLine
from ips_tui.casework.lead_people import Offered
from ips_tui.content.words import Words
from ips_tui.dates import short_date
from ips_tui.domain.leads import Meets
from ips_tui.text import shown
from screens.follow_along.wording import one_or_many

NameOf = Callable[[str], str]
PLACE = 30
"""Cells of a place in a sentence, so that what comes after it has room."""


def where(line: LeadLine) -> str:
    """The employer and the place, as far as they are known."""
    return ", ".join(part for part in (line.employer, line.place) if part)


def kind_of_work(words: Words, line: LeadLine) -> str:
    """The sector and the kind of work."""
    said = [words.choice("sector", line.work.sector)]
    if line.work.job_type is not None:
        said.append(words.choice("job_type", line.work.job_type))
    return ", ".join(dict.fromkeys(said))


def heard_from(words: Words, line: LeadLine, name_of: NameOf) -> str:
    """Who told us, else whose network or what it came of."""
    return line.told_by or name_of(line.participant) or words.choice("lead_source", line.source)


def source(words: Words, line: LeadLine, name_of: NameOf) -> str:
    """All that is known of where it came from."""
    said = [words.choice("lead_source", line.source), name_of(line.participant), line.told_by]
    return ", ".join(shown(part) for part in said if part)


def age(words: Words, line: LeadLine, today: date) -> str:
    """How long ago it was heard of; of a gone one, that it is gone."""
    if line.gone_on is not None:
        return words("leads.gone_short")
    days = (today - line.heard_on).days
    return words("leads.age_today") if days == 0 else one_or_many(words, "leads.age", days)


def whom(words: Words, line: LeadLine, people: Sequence[Fit]) -> str:
    """How many people it fits and what they want: "3 people here want kitchen work near Harbourside."."""
    if line.gone_on is not None:
        return words("leads.gone")
    met = [fit.meets for fit in people if fit.meets is not None]
    if not met:
        return words("leads.whom_none")
    work = _wanted(words, met)
    near = sum(meets.near for meets in met)
    # The name that both gave, and not the street before it.
    homes = dict.fromkeys(fit.place for fit in people if fit.meets is not None and fit.meets.near)
    place = shown(", ".join(homes), PLACE)
    if not near:
        return words("leads.whom_one" if len(met) == 1 else "leads.whom", count=len(met), work=work)
    if near == len(met):
        said = "leads.whom_near_one" if near == 1 else "leads.whom_near"
        return words(said, count=near, work=work, place=place)
    return words("leads.whom_some_near", count=len(met), work=work, near=near, place=place)


def _wanted(words: Words, met: Sequence[Meets]) -> str:
    """What these people asked for: the kind of work of their goals, the sector for who named only that."""
    first, *others = dict.fromkeys(_asked_for(words, meets)[0] for meets in met)
    for other in others:
        first = words("leads.either", one=first, other=other)
    return first


def _asked_for(words: Words, meets: Meets) -> list[str]:
    asked = [] if meets.job_type is None else [words(f"leads.job_type.{meets.job_type}")]
    return asked + ([] if meets.sector is None else [words(f"leads.sector.{meets.sector}")])


def wishes_met(words: Words, fit: Fit, *, short: bool = False) -> str:
    """Which stated wishes of a person a lead meets, in words; that it meets none where it does.

    `short` under a title that says what these are.
    """
    if fit.meets is None:
        return words("leads.meets_none")
    said = _asked_for(words, fit.meets)
    if not short:
        said = [words("leads.wants", work=work) for work in said]
    if fit.meets.near:
        said.append(words("leads.near", place=shown(fit.place, PLACE)))
    return ", ".join(said)


def told(words: Words, offered: Offered | None, today: date) -> str:
    """When a person was told, and what they said last."""
    if offered is None:
        return words("leads.not_told")
    answer = words.choice("lead_answer", offered.answer)
    return words("leads.told", day=short_date(offered.on, today, words.dates), answer=answer)


def in_full(words: Words, fit: Fit) -> Iterator[tuple[str, bool]]:
    """What to know before a person is told, each with whether it is a caution; what may be said comes first."""
    if fit.may_speak:
        yield words("leads.may_speak"), False
    else:
        yield f"{words('leads.own_search')} {words(f'gate.{fit.why}')}", False
    if fit.not_with:
        yield words("shell.problem_sign") + words("leads.not_with", words=fit.not_with), True
    said = [wishes_met(words, fit)]
    if fit.most_travel_minutes is not None:
        said.append(words("leads.travel", minutes=fit.most_travel_minutes))
    if fit.offered is not None and fit.offered.note:
        said.append(fit.offered.note)
    yield ", ".join(said), False
