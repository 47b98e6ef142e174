"""Who in a list looks like somebody who is there, for thousands of rows: every pair is never compared.

What makes two names alike is said in `casework/look_alikes.py` and `employer_look_alikes.py`. Here only those are
handed to it that can be: a list of two thousand against two thousand would otherwise take minutes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ips_tui.casework.employer_look_alikes import (
    KnownEmployer,
    names_alike,
    number_key,
    site_key,
    without_legal_form,
)
from ips_tui.casework.look_alikes import LookAlike, alike
from ips_tui.text import words_of

_SHARED = 0.5
"""How much of the pairs of letters two names have in common at least that are written nearly the same.

Of names whose letters are the same to 0.85 in their order, a third may lie in other pairs: half leaves room."""


@dataclass(frozen=True)
class Alike:
    """What a row looks like: a record of the store, or an earlier row of the same list (`row`, else 0)."""

    name: str
    detail: str = ""
    """Its ref, or where it is."""
    row: int = 0


class PeopleAlike:
    """People by their names."""

    def __init__(self, known: Iterable[LookAlike]) -> None:
        self._all: list[Alike] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._whole: dict[tuple[str, ...], int] = {}
        for one in known:
            self.add(Alike(one.name, one.ref))

    def add(self, one: Alike) -> None:
        """From now on others may look like this one."""
        place = len(self._all)
        self._all.append(one)
        words = sorted(set(words_of(one.name)))
        self._whole.setdefault(tuple(words), place)
        for word in words:
            if len(word) > 1:
                self._by_word[word].append(place)

    def of(self, name: str) -> Alike | None:
        """The first that looks like this name; None for nobody."""
        words = sorted(set(words_of(name)))
        if (same := self._whole.get(tuple(words))) is not None and words:
            return self._all[same]
        # Names without a word in common are never alike.
        places = sorted({place for word in words for place in self._by_word.get(word, ())})
        return next((self._all[place] for place in places if alike(name, self._all[place].name)), None)


class EmployersAlike:
    """Employers by name, else site, else telephone number."""

    def __init__(self, known: Iterable[KnownEmployer]) -> None:
        self._all: list[Alike] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_pair: dict[str, list[int]] = defaultdict(list)
        self._sites: dict[tuple[str, ...], int] = {}
        self._numbers: dict[str, int] = {}
        for one in known:
            self.add(Alike(one.name, one.site), one.sites, one.telephones)

    def add(self, one: Alike, sites: Sequence[str], numbers: Sequence[str]) -> None:
        """From now on others may look like this one."""
        place = len(self._all)
        self._all.append(one)
        name = without_legal_form(one.name)
        for word in {word for word in name.split() if len(word) > 1}:
            self._by_word[word].append(place)
        for pair in _pairs(name):
            self._by_pair[pair].append(place)
        for site in sites:
            if key := site_key(site):
                self._sites.setdefault(key, place)
        for number in numbers:
            if short := number_key(number):
                self._numbers.setdefault(short, place)

    def of(self, name: str, site: str, number: str) -> Alike | None:
        """The first that looks like this one; None for none."""
        bare = without_legal_form(name)
        pairs = _pairs(bare)
        common = Counter(place for pair in pairs for place in self._by_pair.get(pair, ()))
        places = {place for place, count in common.items() if count >= _SHARED * len(pairs)}
        words = [word for word in bare.split() if len(word) > 1]
        places |= {place for word in words for place in self._by_word.get(word, ())}
        for place in sorted(places):
            if names_alike(name, self._all[place].name):
                return self._all[place]
        found = self._sites.get(site_key(site)) if site_key(site) else None
        if found is None and (short := number_key(number)):
            found = self._numbers.get(short)
        return None if found is None else self._all[found]


def _pairs(name: str) -> set[str]:
    """Every two letters that stand beside each other, spaces left out; a name of one letter is its own pair."""
    letters = name.replace(" ", "")
    return {letters[at : at + 2] for at in range(max(len(letters) - 1, 1))} if letters else set()
