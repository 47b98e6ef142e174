"""Which column of a list holds which field of ours: guessed by its heading, changed by the person, kept in a file.

The fields are those of the entry that a form would fill in, so that an import asks for no more and no less. The file
of columns is TOML that a person may write, and holds headings and words for answers, never a row of a list:

    list = "people"
    date_order = "dmy"

    [columns]                  # our field and the heading of the column that holds it
    name = "Client name"

    [same]                     # our field and what it is for every row, or where the column is empty
    source = "care_coordinator"

    [means.work_status]        # what stands in the list and what it means
    "UB" = "unemployed"
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from ips_tui.content.headings import load_headings
from ips_tui.content.words import Words, load_words
from ips_tui.domain.word_packs import WordPack
from ips_tui.exchange.table_file import Table, Unreadable, read_bytes
from ips_tui.forms.asking import FieldSpec, Kind
from ips_tui.forms.contacts import ContactEntry
from ips_tui.forms.employers import EmployerEntry
from ips_tui.forms.kit import Entry, fields_of
from ips_tui.forms.people import ReferralEntry
from ips_tui.store.files import write_private
from ips_tui.store.problems import translated
from ips_tui.text import clean, words_of

PARTICIPANT = "participant"
"""Whom a contact was with: a field of the list, which the form knows without asking."""
ORDERS = ("dmy", "mdy", "ymd")
_LONGEST = 2_000
"""Characters of anything in a file of columns."""
_MOST_BYTES = 256 * 1024
_LEFT_OUT = frozenset({Kind.GROUP, Kind.HIDDEN, Kind.REFERENCES})


class ListOf(StrEnum):
    """What a list holds."""

    PEOPLE = "people"
    EMPLOYERS = "employers"
    CONTACTS = "contacts"


ENTRIES: Mapping[ListOf, type[Entry]] = {
    ListOf.PEOPLE: ReferralEntry,
    ListOf.EMPLOYERS: EmployerEntry,
    ListOf.CONTACTS: ContactEntry,
}


@dataclass(frozen=True)
class Columns:
    """What was decided about the columns of one list."""

    of: ListOf
    columns: tuple[tuple[str, str], ...] = ()
    """Fields with the heading of the column that holds each."""
    same: tuple[tuple[str, str], ...] = ()
    """Fields with what stands for every row whose column says nothing."""
    means: tuple[tuple[str, str, str], ...] = ()
    """Field, what stands in the list (folded), and what it means."""
    date_order: str = ""
    """How dates are read; empty for as on this computer."""

    def column(self, field: str) -> str:
        """The heading of the column that holds a field; empty for none."""
        return dict(self.columns).get(field, "")

    def same_for_all(self, field: str) -> str:
        """What a field is for every row; empty for nothing."""
        return dict(self.same).get(field, "")

    def taken_from(self, field: str, heading: str) -> Columns:
        """With another column for a field, or none with an empty heading; what it was for all is no more."""
        others = tuple(pair for pair in self.columns if pair[0] != field)
        same = tuple(pair for pair in self.same if pair[0] != field)
        return replace(self, columns=(*others, (field, heading)) if heading else others, same=same)

    def set_for_all(self, field: str, said: str) -> Columns:
        """With the same for every row, and no column."""
        without = self.taken_from(field, "")
        return replace(without, same=(*without.same, (field, said))) if said else without

    def meaning(self, field: str, said: str, means: str) -> Columns:
        """With a meaning for what stands in the list."""
        folded = folded_words(said)
        others = tuple(one for one in self.means if one[:2] != (field, folded))
        return replace(self, means=(*others, (field, folded, means)) if means else others)

    def unused(self, table: Table) -> tuple[str, ...]:
        """The headings that no field is taken from."""
        used = {heading for _, heading in self.columns}
        return tuple(heading for heading in table.headings if heading not in used)


def folded_words(text: str) -> str:
    """A text as headings and answers are compared: its words, whatever stands between them."""
    return " ".join(words_of(text.replace("_", " ")))


@lru_cache(maxsize=len(ListOf))
def fields_in(of: ListOf) -> tuple[FieldSpec, ...]:
    """The fields that a list of this kind can hold, in the order of the form; those that are several rows left out."""
    found = tuple(spec for spec in fields_of(ENTRIES[of]) if spec.kind not in _LEFT_OUT and not spec.hidden)
    if of is not ListOf.CONTACTS:
        return found
    ids = f"bring_in.{PARTICIPANT}"
    whom = FieldSpec(PARTICIPANT, Kind.REFERENCE, True, f"{ids}.label", f"{ids}.hint", of=PARTICIPANT)
    return (whom, *found)


def missing(columns: Columns) -> tuple[FieldSpec, ...]:
    """The fields that must be there and come from nowhere."""
    known = {field for field, _ in (*columns.columns, *columns.same)}
    return tuple(spec for spec in fields_in(columns.of) if spec.required and spec.name not in known)


def guessed(of: ListOf, table: Table, date_order: str = "") -> Columns:
    """The columns by their headings: as a field is labelled in any language of ours, or as it may be called."""
    names: dict[str, str] = {}
    specs = fields_in(of)
    packs = all_words()
    synonyms = load_headings().fields[of]
    for spec in specs:
        for pack in packs:
            names.setdefault(_heading(pack(spec.label_id)), spec.name)
        names.setdefault(_heading(spec.name), spec.name)
    for spec in specs:
        for called in synonyms.get(spec.name, ()):
            names.setdefault(_heading(called), spec.name)
    found: dict[str, str] = {}
    for heading in table.headings:
        field = names.get(_heading(heading))
        if field is not None and field not in found:
            found[field] = heading
    return Columns(of, tuple(found.items()), date_order=date_order)


def _heading(text: str) -> str:
    """A heading as it is compared: "E-mail", "e mail" and "EMAIL" are one."""
    return folded_words(text).replace(" ", "")


@lru_cache(maxsize=1)
def all_words() -> tuple[Words, ...]:
    """Every pack, since a list may be written in any language."""
    return tuple(load_words(pack) for pack in WordPack)


# The file of columns


def columns_text(columns: Columns) -> str:
    """The file that says these columns."""
    lines = [f"list = {_quoted(columns.of.value)}"]
    if columns.date_order:
        lines.append(f"date_order = {_quoted(columns.date_order)}")
    for table, pairs in (("columns", columns.columns), ("same", columns.same)):
        lines += ["", f"[{table}]", *(f"{field} = {_quoted(said)}" for field, said in pairs)]
    for field in dict.fromkeys(field for field, _, _ in columns.means):
        lines += ["", f"[means.{field}]"]
        lines += [f"{_quoted(said)} = {_quoted(means)}" for name, said, means in columns.means if name == field]
    return "\n".join(lines) + "\n"


def read_columns(path: Path, of: ListOf) -> Columns:
    """The columns that a file says for lists of this kind.

    Raises Unreadable for a file that cannot be read, is no such file, is about another kind of list, or names a field
    that there is not.
    """
    import tomllib

    data = read_bytes(path)
    if len(data) > _MOST_BYTES:
        raise Unreadable("columns_not_read")
    try:
        said = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        raise Unreadable("columns_not_read") from None
    if said.get("list") != of.value:
        raise Unreadable("columns_of_another")
    order = said.get("date_order", "")
    known = {spec.name for spec in fields_in(of)}
    columns = tuple(_pairs(said.get("columns", {}), known))
    same = tuple(_pairs(said.get("same", {}), known))
    means: list[tuple[str, str, str]] = []
    for field, words in _table(said.get("means", {})).items():
        _known(field, known)
        means += [(field, folded_words(here), meant) for here, meant in _pairs(words, None)]
    if order not in ("", *ORDERS):
        raise Unreadable("columns_not_read")
    return Columns(of, columns, same, tuple(means), order)


def fitting(columns: Columns, table: Table) -> Columns:
    """Without the columns that this list has not."""
    there = {_heading(heading): heading for heading in table.headings}
    kept = [(field, there.get(_heading(heading), "")) for field, heading in columns.columns]
    return replace(columns, columns=tuple(pair for pair in kept if pair[1]))


def _table(said: Any) -> Mapping[str, Any]:
    if not isinstance(said, dict):
        raise Unreadable("columns_not_read")
    return said


def _pairs(said: Any, known: Iterable[str] | None) -> Iterator[tuple[str, str]]:
    for name, value in _table(said).items():
        if known is not None:
            _known(name, known)
        if not isinstance(value, str) or len(value) > _LONGEST or len(name) > _LONGEST:
            raise Unreadable("columns_not_read")
        yield name, clean(value).text


def _known(field: str, known: Iterable[str]) -> None:
    if field not in known:
        raise Unreadable("columns_unknown", field=field[:40])


def _quoted(text: str) -> str:
    """A text as TOML reads it back: what JSON writes is TOML but for one character."""
    return re.sub("\x7f", r"\\u007f", json.dumps(text, ensure_ascii=False))


def file_name(of: ListOf) -> str:
    """What the file of columns for such a list is called; beside a list it is found by itself."""
    return f"columns-{of.value}.toml"


def keep_columns(columns: Columns, folder: Path) -> Path:
    """Put the columns into a file of that folder, in place of the one before. Raises a StoreProblem of the disk."""
    place = folder / file_name(columns.of)
    with translated():
        write_private(place, columns_text(columns).encode("utf-8"))
    return place
