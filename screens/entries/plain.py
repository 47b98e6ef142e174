"""Forms that are one record about a participant: a new one, or its correction, each in one way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from ips_tui.casework.session import Desk, DraftKey
from ips_tui.forms.kit import Entry, raw_values
from screens.desk import desk_of
from screens.entries.briefed import BriefedScreen, Fact
from screens.entries.opening import EntryScreen, RecordId, as_id, name_of, plan_of
from screens.widgets.form.plan import Advise

if TYPE_CHECKING:
    from screens.app import IpsApp

Record: TypeAlias = Callable[[Any, DraftKey], UUID]
"""Records an entry whose draft is that one, and gives back the record's id."""
Change: TypeAlias = Callable[..., UUID]
"""Called with the desk, the record's id, the entry, and `draft`."""
Read: TypeAlias = Callable[[Desk, UUID], Entry | None]


def recording(
    app: IpsApp,
    entry: type[Entry],
    participant_id: RecordId,
    record: Record,
    *,
    start: Mapping[str, str],
    of: UUID | None = None,
    facts: Sequence[Fact] = (),
    left_out: frozenset[str] = frozenset(),
    advise: Advise | None = None,
) -> EntryScreen:
    """A new record. `of` is what it comes of, a job or an appointment: the draft is kept under it."""
    person = as_id(participant_id)
    key = DraftKey(entry.form, person, of)
    plan = plan_of(app, entry, key, lambda said: record(said, key), start=start, left_out=left_out, advise=advise)
    return BriefedScreen(app, plan, facts, about=name_of(app, person), participant_id=person)


def correcting(
    app: IpsApp,
    entry: type[Entry],
    participant_id: RecordId,
    record_id: RecordId,
    change: Change,
    read: Read,
    *,
    facts: Sequence[Fact] = (),
    left_out: frozenset[str] = frozenset(),
    advise: Advise | None = None,
) -> EntryScreen:
    """The correction of a record. Raises LookupError when it is gone."""
    desk, person, record = desk_of(app), as_id(participant_id), as_id(record_id)
    key = DraftKey(entry.form, person, record)

    def now() -> Mapping[str, str]:
        kept = read(desk, record)
        return {} if kept is None else raw_values(kept)

    plan = plan_of(
        app,
        entry,
        key,
        lambda said: change(desk, record, said, draft=key),
        start={},
        now=now,
        left_out=left_out,
        advise=advise,
    )
    return BriefedScreen(app, plan, facts, about=name_of(app, person), participant_id=person)
