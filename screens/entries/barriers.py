"""The form with which a barrier of the vocational profile becomes a step of the action plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ips_tui.casework import barriers
from ips_tui.casework.references import choosable
from ips_tui.forms.asking import LONGEST_TEXT
from ips_tui.forms.barriers import BarrierStepEntry
from ips_tui.text import clean
from screens.desk import desk_of
from screens.entries.briefed import Fact
from screens.entries.opening import EntryScreen, RecordId, as_id
from screens.entries.plain import recording

if TYPE_CHECKING:
    from screens.app import IpsApp


def barrier_step_form(
    app: IpsApp, participant_id: RecordId, barrier_id: RecordId, *, objective_id: RecordId | None = None
) -> EntryScreen:
    """A step made of a barrier, with what the barrier says already; in this objective, or in the only open one.

    Raises LookupError when the barrier is gone.
    """
    desk, words, person, barrier = desk_of(app), app.words, as_id(participant_id), as_id(barrier_id)
    of = barriers.barrier(desk, barrier)
    kind = words.choice("barrier_kind", of.kind)
    # What is being done is nearer to a step than what is in the way.
    begins = " ".join((of.being_done or of.what or kind).split())
    start = {"name": clean(begins, longest=LONGEST_TEXT).text.strip(), "who": of.by_whom}
    open_ones = choosable(desk, "objective", participant=person)
    if objective_id is not None:
        start["objective"] = str(objective_id)
    elif len(open_ones) == 1:
        start["objective"] = str(open_ones[0].id)
    said = words("profile.barrier.is" if of.what else "profile.barrier.kind", kind=kind, what=of.what)
    done = words("profile.barrier.being_done", what=of.being_done) if of.being_done else ""
    return recording(
        app,
        BarrierStepEntry,
        person,
        lambda entry, key: barriers.make_step(desk, barrier, entry, draft=key),
        start={name: text for name, text in start.items() if text},
        of=barrier,
        facts=[Fact(said), Fact(done)],
    )
