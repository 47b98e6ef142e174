"""Employers that may be the same one: pointed out while one is typed or looked at, and never in the way (4.6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.look_alikes import MOST, alike
from ips_tui.casework.session import Desk
from ips_tui.records.employers import Employer, EmployerPerson, EmployerSite
from ips_tui.text import fold, words_of

NEARLY = 0.85
"""How much of two names written as one word must be the same letters in the same order, 0 to 1."""
LEGAL_FORMS = frozenset({"as", "asa", "co", "inc", "limited", "llc", "llp", "ltd", "plc"})
"""Words that say how a firm is owned, and not which one it is."""
SHORTEST_NUMBER = 6
"""Digits from which a telephone number is told from an extension."""
LAST_DIGITS = 8
"""Digits at the end that are compared: what stands before them is the country or a leading zero."""


class AlikeIn(StrEnum):
    """What two employers have in common; the word is the field that says it."""

    NAME = "name"
    SITE = "site"
    TELEPHONE = "telephone"


@dataclass(frozen=True)
class EmployerLookAlike:
    """An employer that may be the same one."""

    id: UUID
    name: str
    site: str
    alike_in: AlikeIn


@dataclass(frozen=True)
class KnownEmployer:
    """What is compared of an employer."""

    id: UUID
    name: str
    site: str
    sites: tuple[str, ...]
    telephones: tuple[str, ...]


def names_alike(one: str, other: str) -> bool:
    """Whether two names may be one employer's: as people's are, or the letters nearly the same, spaces left out.

    So a slip of the finger is seen in a name of one word too. How a firm is owned says nothing.
    """
    one, other = without_legal_form(one), without_legal_form(other)
    mine, theirs = one.replace(" ", ""), other.replace(" ", "")
    if not mine or not theirs:
        return False
    if alike(one, other):
        return True
    if 2 * min(len(mine), len(theirs)) < NEARLY * (len(mine) + len(theirs)):
        return False  # so much longer that no letters could make up for it
    letters = SequenceMatcher(None, mine, theirs)
    # The quick one is never below the true ratio: most names are done with there.
    return letters.quick_ratio() >= NEARLY and letters.ratio() >= NEARLY


def without_legal_form(name: str) -> str:
    """The words of a name but for how the firm is owned, folded; all of them where there are no others."""
    words = words_of(name)
    return " ".join([word for word in words if word not in LEGAL_FORMS] or words)


def sites_alike(one: str, other: str) -> bool:
    """Whether two sites are one address. A town or a street alone is shared by many, a house number is not."""
    mine = site_key(one)
    return bool(mine) and mine == site_key(other)


def site_key(site: str) -> tuple[str, ...]:
    """What is compared of a site; empty for one that many share."""
    words = words_of(site)
    return tuple(words) if any(sign.isdigit() for word in words for sign in word) else ()


def telephones_alike(one: str, other: str) -> bool:
    """Whether two numbers ring at the same place, however they are written."""
    mine = number_key(one)
    return bool(mine) and mine == number_key(other)


def number_key(number: str) -> str:
    """What is compared of a telephone number; empty for one too short to say anything."""
    digits = "".join(sign for sign in number if sign.isdigit())
    return digits[-LAST_DIGITS:] if len(digits) >= SHORTEST_NUMBER else ""


def employer_look_alikes(
    desk: Desk,
    name: str,
    *,
    sites: Sequence[str] = (),
    telephones: Sequence[str] = (),
    but: UUID | None = None,
) -> tuple[EmployerLookAlike, ...]:
    """Employers of nearly that name first, then of one of these sites or telephone numbers; at most `MOST`.

    `but` is the employer itself. Each is named once, by what stands first here.
    """
    with desk.reading() as db:
        known = [one for one in known_employers(db) if one.id != but]
    known.sort(key=lambda one: (fold(one.name), one.id.int))
    found: dict[UUID, EmployerLookAlike] = {}
    for what in AlikeIn:
        for one in known:
            if one.id not in found and _in(what, one, name, sites, telephones):
                found[one.id] = EmployerLookAlike(one.id, one.name, one.site, what)
    return tuple(found.values())[:MOST]


def _in(what: AlikeIn, one: KnownEmployer, name: str, sites: Sequence[str], telephones: Sequence[str]) -> bool:
    if what is AlikeIn.NAME:
        return names_alike(name, one.name)
    if what is AlikeIn.SITE:
        return any(sites_alike(mine, theirs) for mine in sites for theirs in one.sites)
    return any(telephones_alike(mine, theirs) for mine in telephones for theirs in one.telephones)


def known_employers(db: Session) -> Iterable[KnownEmployer]:
    """Every employer that is not removed, as far as it is compared."""
    more_sites, more_numbers = _by_employer(db, EmployerSite.name), _by_employer(db, EmployerPerson.telephone)
    query = select(Employer.id, Employer.name, Employer.site, Employer.telephone).where(~Employer.removed)
    for row in db.execute(query):
        sites = (row.site, *more_sites.get(row.id, ()))
        numbers = (row.telephone, *more_numbers.get(row.id, ()))
        yield KnownEmployer(row.id, row.name, row.site or "", _said(sites), _said(numbers))


def _said(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _by_employer(db: Session, column: Any) -> dict[UUID, list[str]]:
    table = column.class_
    found: dict[UUID, list[str]] = {}
    for employer_id, text in db.execute(select(table.employer_id, column).where(~table.removed).order_by(table.id)):
        found.setdefault(employer_id, []).append(text)
    return found
