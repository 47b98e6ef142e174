"""Which words are searched, told from the tables alone, so that a table added later needs nothing here.

A record is searched when it is about a participant or an employer, itself or by the record it is a part of, and
somebody types free words into it. What is chosen from a list is no free word. What is about nobody alone, and is
found in its own right, is named here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Column, Date, Table, Text

SUBJECTS = ("participant", "employer")
"""Whom a record may be about; where it is about both, the first is the one whose page shows it."""
NAMES = {"participant": ("name", "preferred_name", "ref"), "employer": ("name",)}
"""The columns by which the two are called: words of everything that is about them."""
OWN_RIGHT = {
    "group_session": ("name",),
    "clinical_meeting": (),
    "outreach": (),
    "interested": ("name",),
    "resource": ("name",),
    "office_contact": (),
    "lead": ("name",),
    "employer_log_review": (),
}
"""Tables whose records are about nobody alone, and the columns by which one is called; a lead has a page of its own."""
NOT_EVERYBODYS = frozenset({"field_mentoring"})
"""Tables about a colleague's work, which not everybody reads; a search does not know who asks."""
_WRITTEN_BY_THE_PROGRAM = frozenset({"ref", "why_refused", "question", "table_name", "column_name", "covered"})
"""Text columns that nobody types into."""


@dataclass(frozen=True)
class Searched:
    """One record table: its free texts, the day and the subjects it is about, and the records it is a part of."""

    table: Table
    texts: tuple[Column[Any], ...]
    day: Column[Any] | None
    subjects: Mapping[str, Column[Any]]
    """The column that holds the id of the participant, of the employer; in their own tables their own id."""
    parents: tuple[Column[Any], ...]
    """References that are always filled in, to other tables of this kind: what this row lacks they have."""

    @property
    def name(self) -> str:
        """The table's name."""
        return str(self.table.name)

    @cached_property
    def columns(self) -> tuple[Column[Any], ...]:
        """Everything about a record that the index needs to know, each column once."""
        own = self.table.columns
        return tuple(dict.fromkeys((own.id, own.removed, *self.texts, *self._handed_on)))

    @property
    def inherited(self) -> frozenset[str]:
        """The columns whose change changes what is found of the records that hang on this one."""
        return frozenset({"removed", *(column.name for column in self._handed_on), *NAMES.get(self.name, ())})

    @property
    def _handed_on(self) -> tuple[Column[Any], ...]:
        return (*self.subjects.values(), *self.parents, *(() if self.day is None else (self.day,)))


def free_texts(table: Table) -> tuple[Column[Any], ...]:
    """The columns of a record table that hold words as somebody typed them."""
    # The words of a list of choices are kept as text too, but by a type of their own.
    kept = (column for column in table.columns if isinstance(column.type, Text))
    return tuple(column for column in kept if column.name not in _WRITTEN_BY_THE_PROGRAM)


def searched_tables(tables: Iterable[Table]) -> dict[str, Searched]:
    """Those of these record tables that are about a participant or an employer, or found in their own right."""
    found: dict[str, Searched] = {}
    waiting = [table for table in tables if table.name not in NOT_EVERYBODYS]
    while waiting:
        kinds = [(table, _kind(table, found)) for table in waiting]
        about = {table.name: kind for table, kind in kinds if kind.subjects or kind.parents or table.name in OWN_RIGHT}
        if not about:
            break
        found |= about
        waiting = [table for table, kind in kinds if kind.name not in about]
    # Each once more: a parent may have been found after its child, which is about somebody by itself.
    return {name: _kind(kind.table, found) for name, kind in found.items()}


def _kind(table: Table, found: Mapping[str, Searched]) -> Searched:
    days = (column for column in table.columns if isinstance(column.type, Date) and not column.nullable)
    return Searched(
        table=table,
        texts=free_texts(table),
        day=next(days, None),
        subjects={
            name: table.columns["id" if table.name == name else f"{name}_id"]
            for name in SUBJECTS
            if table.name == name or f"{name}_id" in table.columns
        },
        parents=tuple(
            column
            for column in table.columns
            if not column.nullable and parent_of(column) in found and parent_of(column) != table.name
        ),
    )


def parent_of(column: Column[Any]) -> str | None:
    """The table that a column refers to; None for no reference, and for one to a subject, which is no parent."""
    targets = {key.column.table.name for key in column.foreign_keys}
    return next((str(name) for name in targets if name not in SUBJECTS), None)
