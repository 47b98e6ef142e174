"""Lists that the team keeps itself: its own programmes, the groups of its area (domain.md 4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.domain.people import ListKind
from ips_tui.forms.people import ListItemEntry
from ips_tui.records.people import ListItem
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing
from ips_tui.text import fold


@dataclass(frozen=True)
class ListItemView:
    """One entry of such a list."""

    id: UUID
    kind: ListKind
    name: str


def add_list_item(desk: Desk, entry: ListItemEntry, *, draft: DraftKey | None = None) -> UUID:
    """A new entry of a list. Raises BadEntry where the list has that name already."""
    with desk.writing("list_item_added", draft=draft) as writing:
        _is_new(writing, entry)
        return writing.add(ListItem, **dict(entry)).id


def change_list_item(desk: Desk, item_id: UUID, entry: ListItemEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct an entry; it reads so wherever it was chosen. Raises as `add_list_item`, LookupError when it is gone."""
    with desk.writing("list_item_changed", draft=draft) as writing:
        item = writing.get(ListItem, item_id)
        _is_new(writing, entry, but=item_id)
        item.kind, item.name = entry.kind, entry.name
    return item_id


def _is_new(writing: Writing, entry: ListItemEntry, but: UUID | None = None) -> None:
    known = writing.db.scalars(select(ListItem).where(ListItem.kind == entry.kind, ~ListItem.removed))
    if any(fold(item.name) == fold(entry.name) for item in known if item.id != but):
        raise refuse("name", "problem.in_list_already")


def list_item_entry(desk: Desk, item_id: UUID) -> ListItemEntry:
    """An entry of a list, to be corrected. Raises LookupError."""
    with desk.reading() as db:
        item = db.get(ListItem, item_id)
        if item is None or item.removed:
            raise LookupError("list_item")
        return ListItemEntry(kind=item.kind, name=item.name)


def list_items(desk: Desk) -> tuple[ListItemView, ...]:
    """Every entry of every list, by list and name."""
    with desk.reading() as db:
        items = db.scalars(select(ListItem).where(~ListItem.removed).order_by(ListItem.kind, ListItem.name))
        return tuple(ListItemView(item.id, item.kind, item.name) for item in items)
