"""People who are interested and not yet referred (domain.md 4.12). Nothing here refuses anybody (G1)."""

from __future__ import annotations

from uuid import UUID

from ips_tui.casework.plain import Plain, not_ahead
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.domain.community import InterestedState
from ips_tui.forms.community import InterestedEntry, InterestedNotNowEntry
from ips_tui.records.community import Interested
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

INTERESTED = Plain(Interested, InterestedEntry, "interested")


def record_interested(desk: Desk, entry: InterestedEntry, *, draft: DraftKey | None = None) -> UUID:
    """Somebody who agreed to be written down. Raises BadEntry when that day lies ahead."""
    return INTERESTED.record(desk, None, entry, draft=draft, state=InterestedState.OPEN, noted_on=desk.clock.today())


change_interested = INTERESTED.change


def not_now(desk: Desk, interested_id: UUID, entry: InterestedNotNowEntry, *, draft: DraftKey | None = None) -> UUID:
    """The person said not now, and why; when to ask again takes the place of the next date.

    Raises BadEntry when the day lies ahead, or they were referred meanwhile; LookupError when they are gone.
    """
    not_ahead(desk, entry)
    with desk.writing("interested_not_now", draft=draft) as writing:
        row = not_referred(writing, interested_id)
        row.state = InterestedState.NOT_NOW
        row.not_now_on, row.not_now_words, row.next_on = entry.not_now_on, entry.not_now_words, entry.next_on
    return interested_id


def not_now_entry(desk: Desk, interested_id: UUID) -> InterestedNotNowEntry | None:
    """What the person said, to be corrected; None where it is not "not now". Raises LookupError when they are gone."""
    with desk.reading() as db:
        row = db.get(Interested, interested_id)
        if row is None or row.removed:
            raise LookupError("interested")
        if row.state is not InterestedState.NOT_NOW or row.not_now_on is None or row.not_now_words is None:
            return None
        return InterestedNotNowEntry(not_now_on=row.not_now_on, not_now_words=row.not_now_words, next_on=row.next_on)


def interested_again(desk: Desk, interested_id: UUID) -> UUID:
    """Not now was taken back. Raises as `not_now`."""
    with desk.writing("interested_again") as writing:
        not_referred(writing, interested_id).state = InterestedState.OPEN
    return interested_id


def not_referred(writing: Writing, interested_id: UUID) -> Interested:
    """The row of somebody who was not referred yet. Raises BadEntry when they were, LookupError when they are gone."""
    row = writing.get(Interested, interested_id)
    if row.state is InterestedState.REFERRED:
        raise refuse(None, "problem.already_referred")
    return row
